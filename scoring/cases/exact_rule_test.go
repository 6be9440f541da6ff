package cases

// How a case becomes a rule, entries and sheets, and standings an answer.

import (
	"fmt"
	"testing"

	"dovar/scoring"
)

// step is small enough for every mark of the cases.
var step = scoring.Int(1).Quo(scoring.Int(10000))

// criterion is a criterion of weight 1.
func criterion(id string, least, most int64) scoring.Criterion {
	return scoring.Criterion{ID: id, Min: scoring.Int(least), Max: scoring.Int(most), Step: step, Weight: scoring.Int(1)}
}

// single is a stage of weight 1 whose sheets hold one mark, named "mark".
func single(id string, panel scoring.Panel) scoring.Stage {
	return scoring.Stage{ID: id, Weight: scoring.Int(1), Sheet: scoring.Points, Panel: panel,
		Criteria: []scoring.Criterion{criterion("mark", 0, 1000)}}
}

// runs is a stage of weight 1 of n attempts, of which the method makes one result.
func runs(id string, n int, count string) scoring.Stage {
	return scoring.Stage{ID: id, Weight: scoring.Int(1), Runs: &scoring.Runs{N: n, Count: count}}
}

// given is a stage that brings points made elsewhere: a run that cannot fail.
func given(id string) scoring.Stage { return runs(id, 1, "best") }

// rule adds stages up; a sheet is enough for a result.
func rule(stages ...scoring.Stage) *scoring.Rule {
	return &scoring.Rule{By: scoring.Points, Decimals: 2, MinSheets: 1, Stages: stages}
}

// A contest is what is ranked.
type contest struct {
	entries []scoring.Entry
	sheets  []scoring.Sheet
}

func entered(ids []string) *contest {
	c := &contest{}
	for _, id := range ids {
		c.entries = append(c.entries, scoring.Entry{ID: id, Members: 1})
	}
	return c
}

// mark adds a mark to the sheet of a judge.
func (c *contest) mark(t testing.TB, stage, entry, judge, criterion, value string) {
	for i := len(c.sheets) - 1; i >= 0; i-- {
		if s := &c.sheets[i]; s.Stage == stage && s.Entry == entry && s.Judge == judge {
			s.Marks[criterion] = number(t, value)
			return
		}
	}
	c.sheets = append(c.sheets, scoring.Sheet{Stage: stage, Entry: entry, Judge: judge,
		Marks: map[string]scoring.Number{criterion: number(t, value)}})
}

// run adds an attempt, numbered from 1.
func (c *contest) run(stage, entry string, attempt int, run scoring.Run) {
	c.sheets = append(c.sheets, scoring.Sheet{Stage: stage, Entry: entry, Attempt: attempt, Run: &run})
}

// points adds an attempt that is points and nothing else.
func (c *contest) points(t testing.TB, stage, entry string, attempt int, value string) {
	c.run(stage, entry, attempt, scoring.Run{Points: number(t, value)})
}

// table adds the rows of a case: a mark each.
func (c *contest) table(t testing.TB, stage string, from Case) {
	for _, row := range from.Scores(t) {
		c.mark(t, stage, row["entry"], row["judge"], row["criterion"], row["value"])
	}
}

// ranked returns the standings by entry; a rule that Check refuses fails.
func (c *contest) ranked(t testing.TB, r *scoring.Rule) map[string]scoring.Standing {
	t.Helper()
	if err := r.Check(); err != nil {
		t.Fatal(err)
	}
	return byEntry(scoring.Rank(r, c.entries, c.sheets, nil))
}

func byEntry(standings []scoring.Standing) map[string]scoring.Standing {
	of := map[string]scoring.Standing{}
	for _, s := range standings {
		of[s.Entry] = s
	}
	return of
}

// each makes an object of one figure of every standing.
func each(of map[string]scoring.Standing, figure func(scoring.Standing) any) map[string]any {
	out := map[string]any{}
	for id, s := range of {
		out[id] = figure(s)
	}
	return out
}

func total(s scoring.Standing) any {
	if !s.Scored {
		return nil
	}
	return s.Total.String()
}

func wholeTotal(s scoring.Standing) any { return whole(s.Total) }

func place(s scoring.Standing) any {
	if s.Place == 0 {
		return nil
	}
	return s.Place
}

// result is the result of the stage at index i, nil while there is none.
func result(i int) func(scoring.Standing) any {
	return func(s scoring.Standing) any {
		if !s.Stages[i].Complete {
			return nil
		}
		return s.Stages[i].Result.String()
	}
}

// key is what the chain's key at index i compared; without rivals nothing was.
func key(i int) func(scoring.Standing) any {
	return func(s scoring.Standing) any {
		if len(s.Keys[i]) == 0 {
			return "0"
		}
		return s.Keys[i][0].String()
	}
}

// text is a number of the input as it is written.
func text(v any) string { return fmt.Sprint(v) }
