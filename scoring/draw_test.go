package scoring

// Any contest: what the property tests draw from.

import (
	"fmt"
	"slices"

	"pgregory.net/rapid"
)

// Few entries, judges and marks make many ties.
var (
	entryIDs = rapid.SampledFrom([]string{"a", "b", "c", "d", "e", "f"})
	judgeIDs = rapid.SampledFrom([]string{"p", "q", "r"})
	smallInt = rapid.Int64Range(1, 3)
)

// drawRule draws any rule that Check accepts.
func drawRule(t *rapid.T) *Rule {
	rule := &Rule{
		By:        rapid.SampledFrom([]Combine{Points, Percent}).Draw(t, "by"),
		Decimals:  2,
		MinSheets: rapid.IntRange(1, 2).Draw(t, "min sheets"),
	}
	for i := range rapid.IntRange(1, 3).Draw(t, "stages") {
		s := Stage{
			ID:     fmt.Sprint("stage", i),
			Weight: Int(rapid.Int64Range(0, 2).Draw(t, "weight")),
			Sheet:  rapid.SampledFrom([]Combine{Points, Percent}).Draw(t, "sheet"),
			Panel:  rapid.SampledFrom([]Panel{Mean, MeanPerCriterion}).Draw(t, "panel"),
			Skip:   rapid.Bool().Draw(t, "skip"),
		}
		for j := range rapid.IntRange(1, 2).Draw(t, "criteria") {
			from := rapid.Int64Range(0, 1).Draw(t, "min")
			s.Criteria = append(s.Criteria, Criterion{
				ID: fmt.Sprint("criterion", j), Min: Int(from), Max: Int(from + smallInt.Draw(t, "range")), Step: Int(1),
				Weight: Int(smallInt.Draw(t, "weight")).Quo(Int(2)),
			})
			rule.Ties = append(rule.Ties, Tie{By: TieCriterion, Stage: s.ID, Criterion: fmt.Sprint("criterion", j)})
		}
		if rapid.Bool().Draw(t, "penalty") {
			s.Penalties = []Penalty{{ID: "late", Per: Int(-1), Team: rapid.Bool().Draw(t, "team")}}
		}
		if i == 0 && s.Weight.IsZero() {
			s.Weight = Int(1)
		}
		s.Max = s.Highest()
		rule.Stages = append(rule.Stages, s)
		for _, by := range []TieKind{TieStage, TieBestSheet, TieCountback} {
			rule.Ties = append(rule.Ties, Tie{By: by, Stage: s.ID})
		}
	}
	rule.Ties = rapid.Permutation(rule.Ties).Draw(t, "chain")[:rapid.IntRange(0, 2).Draw(t, "keys")]
	for i := range rule.Ties {
		rule.Ties[i].Ascending = rapid.Bool().Draw(t, "ascending")
	}
	if rapid.Bool().Draw(t, "vote") {
		rule.Ties = append(rule.Ties, Tie{By: TieVote})
	}
	if err := rule.Check(); err != nil {
		t.Fatal(err)
	}
	return rule
}

func drawEntry(t *rapid.T) Entry {
	return Entry{ID: entryIDs.Draw(t, "entry"), Members: rapid.IntRange(1, 2).Draw(t, "members"), Out: rapid.IntRange(0, 4).Draw(t, "out") == 0}
}

func drawSheet(t *rapid.T, rule *Rule) Sheet {
	stage := rapid.SampledFrom(rule.Stages).Draw(t, "stage")
	sheet := Sheet{
		Stage: stage.ID, Entry: entryIDs.Draw(t, "entry"), Judge: judgeIDs.Draw(t, "judge"),
		Attempt: rapid.SampledFrom([]int{0, 0, 0, 1}).Draw(t, "attempt"), Marks: map[string]Number{}, Counts: map[string]int{},
		Excluded: rapid.SampledFrom([]string{"", "", "", "", "own pupil"}).Draw(t, "excluded"),
	}
	for _, c := range stage.Criteria {
		if rapid.IntRange(0, 9).Draw(t, "gap") > 0 {
			steps := c.Max.Sub(c.Min).rat().Num().Int64()
			sheet.Marks[c.ID] = c.Min.Add(Int(rapid.Int64Range(0, steps).Draw(t, "mark")))
		}
	}
	for _, p := range stage.Penalties {
		sheet.Counts[p.ID] = rapid.IntRange(0, 2).Draw(t, "count")
	}
	return sheet
}

func drawVotes(t *rapid.T) Votes {
	return rapid.MapOf(entryIDs, rapid.IntRange(1, 3)).Draw(t, "votes")
}

// A field is a whole contest at one moment.
type field struct {
	rule    *Rule
	entries []Entry
	sheets  []Sheet // of distinct identities
	votes   Votes
}

func (f *field) rank() []Standing { return Rank(f.rule, f.entries, f.sheets, f.votes) }

func (f *field) apply(s Sheet) {
	for i, old := range f.sheets {
		if old.Stage == s.Stage && old.Entry == s.Entry && old.Judge == s.Judge && old.Attempt == s.Attempt {
			f.sheets[i] = s
			return
		}
	}
	f.sheets = append(f.sheets, s)
}

func (f *field) putEntry(e Entry) {
	if i := slices.IndexFunc(f.entries, func(old Entry) bool { return old.ID == e.ID }); i >= 0 {
		f.entries[i] = e
		return
	}
	f.entries = append(f.entries, e)
}

func drawField(t *rapid.T) *field {
	f := &field{rule: drawRule(t), votes: drawVotes(t)}
	for range rapid.IntRange(1, 6).Draw(t, "entries") {
		f.putEntry(drawEntry(t))
	}
	for range rapid.IntRange(0, 20).Draw(t, "sheets") {
		f.apply(drawSheet(t, f.rule))
	}
	return f
}
