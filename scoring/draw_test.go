package scoring

// Any contest: what the property tests draw from.

import (
	"flag"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Few entries, judges and marks make many ties.
var (
	entryIDs = rapid.SampledFrom([]string{"a", "b", "c", "d", "e", "f"})
	judgeIDs = rapid.SampledFrom([]string{"p", "q", "r"})
	smallInt = rapid.Int64Range(1, 3)
)

// everyMethod checks a property with every method of the list in turn, 20 times
// each, or as often as rapid does when proving.
func everyMethod(t *testing.T, check func(*rapid.T, Method)) {
	if checks := flag.Lookup("rapid.checks"); os.Getenv("DOVAR_PROVE") == "" && checks.Value.String() == checks.DefValue {
		defer flag.Set("rapid.checks", checks.DefValue)
		flag.Set("rapid.checks", "20")
	}
	for _, m := range methods {
		t.Run(string(m.Of)+" "+m.Name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) { check(t, m) })
		})
	}
}

func drawEntry(t *rapid.T) Entry {
	e := Entry{ID: entryIDs.Draw(t, "entry"), Members: rapid.IntRange(1, 2).Draw(t, "members"), Out: rapid.IntRange(0, 4).Draw(t, "out") == 0,
		Group: rapid.SampledFrom([]string{"", "north"}).Draw(t, "group"), Fields: map[string]Number{}}
	if rapid.Bool().Draw(t, "measured") {
		e.Fields["mass"] = Int(smallInt.Draw(t, "mass"))
	}
	if rapid.IntRange(0, 3).Draw(t, "difficult") == 0 {
		e.Difficulty = map[string]map[string]Number{"stage0": {"criterion0": Int(smallInt.Draw(t, "difficulty"))}}
	}
	return e
}

func drawSheet(t *rapid.T, rule *Rule) Sheet {
	stage := rapid.SampledFrom(rule.Stages).Draw(t, "stage")
	sheet := Sheet{
		Stage: stage.ID, Entry: entryIDs.Draw(t, "entry"), Judge: judgeIDs.Draw(t, "judge"),
		Attempt:  rapid.SampledFrom([]int{0, 0, 0, 1}).Draw(t, "attempt"),
		Excluded: rapid.SampledFrom([]string{"", "", "", "", "own pupil"}).Draw(t, "excluded"),
	}
	few := rapid.Int64Range(0, 3)
	switch {
	case stage.Runs != nil:
		sheet.Run = &Run{Points: Int(few.Draw(t, "points")), Time: Int(few.Draw(t, "time")), Timed: rapid.IntRange(0, 4).Draw(t, "timed") > 0,
			None: rapid.IntRange(0, 4).Draw(t, "none") == 0, Extra: rapid.IntRange(0, 4).Draw(t, "extra") == 0,
			Field: rapid.SampledFrom([]string{"A", "B"}).Draw(t, "field")}
		return sheet
	case stage.Games:
		won := rapid.Int64Range(0, 2).Draw(t, "won")
		sheet.Game = &Game{Against: entryIDs.Draw(t, "against"), Points: Int(won), Won: won == 2, For: Int(few.Draw(t, "for")), Conceded: Int(few.Draw(t, "conceded"))}
		return sheet
	}
	sheet.Marks, sheet.Counts = map[string]Number{}, map[string]int{}
	for _, c := range stage.Criteria {
		if rapid.IntRange(0, 9).Draw(t, "gap") > 0 {
			sheet.Marks[c.ID] = drawMark(t, c)
		}
	}
	for _, p := range stage.Penalties {
		sheet.Counts[p.ID] = rapid.IntRange(0, 2).Draw(t, "count")
		if p.MaxCount > 0 {
			sheet.Counts[p.ID] = min(sheet.Counts[p.ID], p.MaxCount)
		}
	}
	return sheet
}

// drawMark draws a mark of a criterion whose steps are whole.
func drawMark(t *rapid.T, c Criterion) Number {
	steps := c.Max.Sub(c.Min).rat().Num().Int64()
	return c.Min.Add(Int(rapid.Int64Range(0, steps).Draw(t, "mark")))
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

func drawField(t *rapid.T) *field { return drawFieldOf(t, drawRule(t)) }

func drawFieldOf(t *rapid.T, rule *Rule) *field {
	f := &field{rule: rule, votes: drawVotes(t)}
	for range rapid.IntRange(1, 6).Draw(t, "entries") {
		f.putEntry(drawEntry(t))
	}
	for range rapid.IntRange(0, 20).Draw(t, "sheets") {
		f.apply(drawSheet(t, f.rule))
	}
	return f
}
