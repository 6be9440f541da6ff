package judging_test

// One late or corrected run in any contest of runs: every result is what the
// method says, and nobody else's row moves but where it says so.

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

// newLadder opens the contest; everybody has run what was drawn.
func newLadder(rt *rapid.T, v *venue, kind, count string) *ladder {
	of := *v
	l := &ladder{venue: &of, kind: kind, count: count, sheet: map[string]string{}, on: map[string]int{}, n: rapid.IntRange(3, 4).Draw(rt, "attempts")}
	l.k = rapid.IntRange(1, l.n).Draw(rt, "k")
	var err error
	of.judges = of.addJudges(2)
	of.contest, err = v.s.CreateContest(ctx, boss, v.event.ID, l.definition())
	v.must(err)
	contest := of.contest.Contest.ID
	of.entries = of.addEntries(rapid.IntRange(2, 5).Draw(rt, "entries"))
	_, err = v.s.MakeFields(ctx, boss, contest, judging.FieldsAsk{Stage: "runs", Number: 2, Referees: []string{of.judges[0].ID, of.judges[1].ID}})
	v.must(err)
	_, err = v.s.Assign(ctx, boss, contest, judging.Assignment{Stage: "runs"})
	v.must(err)
	of.stage(judging.StageOpen)
	_, err = v.s.SetBoard(ctx, boss, contest, judging.Board{State: judging.BoardLive})
	v.must(err)
	of.cards = nil
	for field, j := range of.judges {
		of.cardsFor(j)
		l.tablets = append(l.tablets, of.tablet(field))
		for _, sh := range l.tablets[field].hello(0).Sheets {
			l.on[sh.Entry], l.sheet[fmt.Sprint(sh.Entry, sh.Attempt)] = field, sh.Sheet
		}
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
	l.t.Helper()
	id := l.entries[entry].ID
	tab, sheet := l.tablets[l.on[id]], l.sheet[fmt.Sprint(id, at+1)]
	cut := func(kind string, record map[string]any) {
		tab.stored(tab.cut(sheet, kind, nil, map[string]any{"body": body(record), "rubric": l.contest.Stages[0].Rubric}), judging.OpApplied)
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

// few lets a test draw five contests; a proof draws a hundred.
func few(t *testing.T) {
	checks := flag.Lookup("rapid.checks")
	if os.Getenv("DOVAR_PROVE") == "" && checks.Value.String() == checks.DefValue {
		t.Cleanup(func() { flag.Set("rapid.checks", checks.DefValue) })
		flag.Set("rapid.checks", "5")
	}
}

// public is what the board shows of each entry but for its place, which is relative
// to the others; whether it says that one run can move everybody is asked of it.
func (l *ladder) public(rt *rapid.T) map[string]string {
	f, err := l.follower.Frame(ctx, l.contest.Contest.ID, l.contest.Divisions[0].ID)
	l.must(err)
	if f.Extra == nil || f.Extra.Moves != (l.count == "normalised") {
		rt.Fatalf("%s: the board says %+v", l.count, f.Extra)
	}
	rows := map[string]string{}
	for _, r := range f.Rows {
		r.Place, r.Tie, r.Label, r.Best, r.Worst = 0, 0, "", 0, 0
		text, err := json.Marshal(r)
		l.must(err)
		rows[r.Entry] = string(text)
	}
	return rows
}

// TestRunsArriveInAnyOrder: what a referee's tablet recorded without a server goes
// out later, sheets in any order, some twice, some of it again after an answer
// that never came; what stands is what the method makes of all runs.
func TestRunsArriveInAnyOrder(t *testing.T) {
	few(t)
	v := emptyVenue(t, "")
	rapid.Check(t, func(rt *rapid.T) {
		l := newLadder(rt, v, "time", "best_k")
		type sent struct {
			tab *tablet
			ops []json.RawMessage
		}
		var waiting []sent // a sheet each, its versions in order
		for entry, e := range l.entries {
			for at := range l.n {
				if l.runs[entry][at] != nil {
					continue
				}
				tab, sheet := l.tablets[l.on[e.ID]], l.sheet[fmt.Sprint(e.ID, at+1)]
				cut := func(kind string, record map[string]any) json.RawMessage {
					return tab.cut(sheet, kind, nil, map[string]any{"body": body(record), "rubric": l.contest.Stages[0].Rubric})
				}
				wrong, right := l.draw(rt), l.draw(rt)
				waiting = append(waiting, sent{tab, []json.RawMessage{cut("submit", wrong.marks), cut("recall", nil), cut("submit", right.marks)}})
				l.runs[entry][at] = right
			}
		}
		for _, x := range rapid.Permutation(waiting).Draw(rt, "order") {
			first := rapid.IntRange(1, len(x.ops)).Draw(rt, "before the break")
			x.tab.send(x.ops[:first]...)
			for _, r := range x.tab.send(x.ops...) { // all again: the answer was lost
				if s := receipt(r).Status; s != judging.OpApplied {
					rt.Fatalf("%s: %+v", s, r.Problem)
				}
			}
		}
		l.standings(rt)
		for _, tab := range l.tablets {
			for _, sh := range tab.hello(0).Sheets {
				if sh.Have[tab.dev] > 0 && sh.Have[tab.dev] != tab.dseq[sh.Sheet] {
					rt.Fatalf("%d of %d versions are there", sh.Have[tab.dev], tab.dseq[sh.Sheet])
				}
			}
		}
	})
}

// TestOneRunMovesItsEntry: in drawn contests of every way to count, a run that
// comes late or is corrected makes its entry's result what the method says; of
// all others neither the result changes nor who of them is before whom. Shares
// of the best one on a field change with that one, for those who ran there, and
// the public is told that they may.
func TestOneRunMovesItsEntry(t *testing.T) {
	few(t)
	v := emptyVenue(t, "")
	for name := range countings {
		t.Run(name, func(t *testing.T) {
			var kind, count string
			fmt.Sscan(name, &kind, &count)
			rapid.Check(t, func(rt *rapid.T) {
				l := newLadder(rt, v, kind, count)
				best, before, public := l.best(), l.standings(rt), l.public(rt)
				who, at := rapid.IntRange(0, len(l.entries)-1).Draw(rt, "who"), rapid.IntRange(0, l.n-1).Draw(rt, "at")
				l.give(who, at, l.draw(rt))
				field := l.on[l.entries[who].ID]
				after, seen := l.standings(rt), l.public(rt)
				moves := func(id string) bool { // by the words of the method
					return id == l.entries[who].ID || count == "normalised" && l.on[id] == field && best[field] != l.best()[field]
				}
				for a := range before {
					if moves(a) {
						continue
					}
					if result(before[a]) != result(after[a]) || public[a] != seen[a] {
						rt.Fatalf("%s: a run of %s made\n%s %s\nof\n%s %s", name, l.entries[who].Code, result(after[a]), seen[a], result(before[a]), public[a])
					}
					for b := range before {
						if !moves(b) && cmp.Compare(before[a].Place, before[b].Place) != cmp.Compare(after[a].Place, after[b].Place) {
							rt.Fatalf("%s: a run of %s put %s and %s in another order", name, l.entries[who].Code, before[a].Code, before[b].Code)
						}
					}
				}
			})
		})
	}
}
