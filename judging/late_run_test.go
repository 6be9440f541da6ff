package judging_test

// One late or corrected run in any contest of runs: its entry's result is what
// the method says, and nobody else's row moves.

import (
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"math/big"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"dovar/judging"
)

// countings are the ways to make one result of an entry's n attempts, again in a
// few lines: from the results of those that have one, best first; nil is none.
var countings = map[string]func(n, k int, results []*big.Rat) *big.Rat{
	"tasks best":   bestOf,
	"tasks best_k": func(_, k int, r []*big.Rat) *big.Rat { return sumOf(r[:min(k, len(r))]) },
	"tasks sum":    func(_, _ int, r []*big.Rat) *big.Rat { return sumOf(r) },
	"tasks mean":   meanOf,
	"time best":    bestOf,
	"time best_k": func(_, k int, r []*big.Rat) *big.Rat {
		if len(r) < k {
			return nil // a sum of fewer times would be less
		}
		return sumOf(r[:k])
	},
	"time sum": func(n, _ int, r []*big.Rat) *big.Rat {
		if len(r) < n {
			return nil
		}
		return sumOf(r)
	},
	"time mean": meanOf,
}

func bestOf(_, _ int, r []*big.Rat) *big.Rat {
	if len(r) == 0 {
		return nil
	}
	return r[0]
}

func sumOf(r []*big.Rat) *big.Rat {
	if len(r) == 0 {
		return nil
	}
	sum := new(big.Rat)
	for _, x := range r {
		sum.Add(sum, x)
	}
	return sum
}

func meanOf(_, _ int, r []*big.Rat) *big.Rat {
	if len(r) == 0 {
		return nil
	}
	return new(big.Rat).Quo(sumOf(r), big.NewRat(int64(len(r)), 1))
}

// A ladder is a contest of runs with drawn rules and drawn runs.
type ladder struct {
	field
	kind, count string
	n, k        int
	runs        [][]*attempt // by entry and attempt; nil is not run yet
	sheet       map[place]string
}

type place struct {
	entry   string
	attempt int
}

// An attempt has a result, or its outcome gives none. Points and seconds are few,
// so that many are level.
type attempt struct {
	result int
	none   bool
	marks  map[string]any
}

func (l *ladder) draw(rt *rapid.T) *attempt {
	a := &attempt{result: rapid.IntRange(1, 4).Draw(rt, "result"), none: rapid.IntRange(0, 3).Draw(rt, "none") == 0}
	a.marks = map[string]any{"tasks": map[string]any{}, "outcome": "ok", "modifiers": []string{}}
	if l.kind == "tasks" {
		a.marks["tasks"] = map[string]any{"point": a.result}
	} else {
		a.marks["times"] = []any{fmt.Sprint(a.result), fmt.Sprint(a.result)}
	}
	if a.none {
		a.marks["outcome"] = "dnf"
		if l.kind == "time" {
			a.marks["times"] = []any{nil, nil}
		}
	}
	return a
}

// expected is the entry's exact result; "" for none.
func (l *ladder) expected(entry int) string {
	var results []*big.Rat
	for _, a := range l.runs[entry] {
		if a != nil && !a.none {
			results = append(results, big.NewRat(int64(a.result), 1))
		}
	}
	slices.SortFunc(results, func(a, b *big.Rat) int {
		if l.kind == "time" {
			return a.Cmp(b)
		}
		return b.Cmp(a)
	})
	result := countings[l.kind+" "+l.count](l.n, l.k, results)
	if result == nil {
		return ""
	}
	return result.RatString()
}

// definition is the line follower's with another way to count, and points where
// tasks are counted.
func (l *ladder) definition() judging.Definition {
	def := ownPreset(l.venue.t, "line-follower")
	def.Tests = []judging.TestDef{}
	s := &def.Stages[0]
	seconds := 180
	s.Attempts = &judging.Attempts{N: l.n, Seconds: &seconds, Count: l.count}
	if l.count == "best_k" {
		s.Attempts.K = &l.k
	}
	def.Ties[0].N = new(1)
	if l.kind == "tasks" {
		most := judging.Decimal("4")
		s.Kind, s.Combine, s.Max, s.Time, s.Rules = "tasks", "points", &most, nil, nil
		s.Tasks = []judging.TaskDef{{ID: "point", Title: def.Title, Counter: &judging.CounterDef{Each: "1", Max: 4}}}
		s.Outcomes[0].Points = "keep"
		def.Rank.By, def.Rank.Order = "points", "desc"
		def.Ties = slices.Delete(slices.Clone(def.Ties), 0, len(def.Ties)-1)
	}
	return def
}

// ownPreset is a copy of a preset that may be changed.
func ownPreset(t testing.TB, id string) (def judging.Definition) {
	t.Helper()
	shipped, _ := judging.Preset(id)
	text, err := json.Marshal(shipped)
	if err == nil {
		err = json.Unmarshal(text, &def)
	}
	if err != nil {
		t.Fatal(err)
	}
	return def
}

// newLadder opens the contest; everybody has run what was drawn.
func newLadder(rt *rapid.T, v *venue, kind, count string) *ladder {
	of := *v
	l := &ladder{field: field{venue: &of}, kind: kind, count: count, sheet: map[place]string{}, n: rapid.IntRange(2, 4).Draw(rt, "attempts")}
	l.k = rapid.IntRange(1, l.n).Draw(rt, "k")
	of.judges = of.addJudges(1)
	card, err := of.s.MakeCard(ctx, boss, of.judges[0].ID)
	of.must(err)
	of.cards = []judging.NewCard{card}
	of.contest, err = v.s.CreateContest(ctx, boss, v.event.ID, l.definition())
	v.must(err)
	of.entries = of.addEntries(rapid.IntRange(2, 5).Draw(rt, "entries"))
	_, err = v.s.Assign(ctx, boss, of.contest.Contest.ID, judging.Assignment{Stage: "runs", Judges: []string{of.judges[0].ID}, PerEntry: 1})
	v.must(err)
	of.stage(judging.StageOpen)
	l.tablet = of.tablet(0)
	for _, sh := range l.hello(0).Sheets {
		l.sheet[place{sh.Entry, sh.Attempt}] = sh.Sheet
	}
	for entry := range of.entries {
		l.runs = append(l.runs, make([]*attempt, l.n))
		for i := range l.n {
			if rapid.IntRange(0, 3).Draw(rt, "run") > 0 {
				l.give(entry, i, l.draw(rt))
			}
		}
	}
	return l
}

// give sends a run: for the first time, or a correction of what was sent.
func (l *ladder) give(entry, at int, a *attempt) {
	l.venue.t.Helper()
	cut := func(kind string, record map[string]any) {
		sheet := l.sheet[place{l.entries[entry].ID, at + 1}]
		l.stored(l.cut(sheet, kind, nil, map[string]any{"body": body(record), "rubric": l.contest.Stages[0].Rubric}), judging.OpApplied)
	}
	if l.runs[entry][at] != nil {
		cut("recall", nil)
	}
	cut("submit", a.marks)
	l.runs[entry][at] = a
}

// standings are the rows by entry, each with the result that the model expects.
func (l *ladder) standings(rt *rapid.T) map[string]judging.StandingRow {
	st, err := l.follower.Standings(ctx, l.contest.Contest.ID, "")
	l.must(err)
	rows := map[string]judging.StandingRow{}
	for _, r := range st.Rows {
		rows[r.Entry] = r
		exact, _ := new(big.Rat).SetString(cmp.Or(r.Exact, "-1"))
		want, _ := new(big.Rat).SetString(cmp.Or(l.expected(l.at(r.Entry)), "-1"))
		if exact.Cmp(want) != 0 {
			rt.Fatalf("%s %s, %d attempts, k %d: %s has %q, %s is expected", l.kind, l.count, l.n, l.k, r.Code, r.Exact, want.RatString())
		}
	}
	return rows
}

func (l *ladder) at(entry string) int {
	return slices.IndexFunc(l.entries, func(e judging.Entry) bool { return e.ID == entry })
}

// result is all of a row that is not relative to other entries.
func result(r judging.StandingRow) string {
	steps := ""
	for _, s := range r.Why {
		if s.Key != "tie" && s.Key != "shared" && s.Key != "rounded" { // comparisons with neighbours
			steps += fmt.Sprint(s)
		}
	}
	return fmt.Sprint(r.Exact, " ", r.Total, " ", r.Counted, "/", r.Expected, " ", steps)
}

// TestOneRunMovesItsEntry: in drawn contests of every way to count, a run that
// comes late or is corrected makes its entry's result what the method says; of
// all others neither the result changes nor who of them is before whom.
func TestOneRunMovesItsEntry(t *testing.T) {
	checks := flag.Lookup("rapid.checks")
	if os.Getenv("DOVAR_PROVE") == "" && checks.Value.String() == checks.DefValue {
		defer flag.Set("rapid.checks", checks.DefValue)
		flag.Set("rapid.checks", "10")
	}
	v := emptyVenue(t, "")
	for name := range countings {
		t.Run(name, func(t *testing.T) {
			var kind, count string
			fmt.Sscan(name, &kind, &count)
			rapid.Check(t, func(rt *rapid.T) {
				l := newLadder(rt, v, kind, count)
				before := l.standings(rt)
				who, at := rapid.IntRange(0, len(l.entries)-1).Draw(rt, "who"), rapid.IntRange(0, l.n-1).Draw(rt, "at")
				l.give(who, at, l.draw(rt))
				after := l.standings(rt)
				for a := range before {
					if a == l.entries[who].ID {
						continue
					}
					if result(before[a]) != result(after[a]) {
						rt.Fatalf("%s: a run of %s made\n%s\nof\n%s", name, l.entries[who].Code, result(after[a]), result(before[a]))
					}
					for b := range before {
						if b != l.entries[who].ID && cmp.Compare(before[a].Place, before[b].Place) != cmp.Compare(after[a].Place, after[b].Place) {
							rt.Fatalf("%s: a run of %s put %s and %s in another order", name, l.entries[who].Code, before[a].Code, before[b].Code)
						}
					}
				}
			})
		})
	}
}
