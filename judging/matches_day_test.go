package judging_test

// Whatever may happen on a day of matches, in any order: what is seated is what is
// to be played, and what counts is what was played.

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dovar/judging"
)

// TestTournaments plays drawn tournaments of all formats with whatever may
// happen on a day.
func TestTournaments(t *testing.T) {
	n := 20
	if os.Getenv("DOVAR_PROVE") != "" {
		n = 200
	}
	formats := []string{"round_robin", "swiss", "single", "double"}
	for i := range n {
		rnd := rand.New(rand.NewPCG(uint64(i), 2))
		format, robots := formats[i%4], 2+rnd.IntN(9)
		t.Run(fmt.Sprintf("%s-%d-%d", format, robots, i), func(t *testing.T) {
			c := newCup(t, robots, uint64(i), func(d *judging.Definition) { only(d, format) })
			_, err := c.draw(judging.DrawAsk{Stage: d0(c), How: "random", Seed: int64(i)})
			c.must(err)
			c.step(0, judging.StageOpen)
			c.play(0, format == "round_robin" || format == "swiss", robots)
			c.step(0, judging.StageClosed)
			c.placed()
			c.fresh()
		})
	}
}

// play plays a stage to its end: first wildly, then what is left.
func (c *cup) play(stage int, draws bool, wild int) {
	c.t.Helper()
	c.check(stage, "the draw")
	for n := 0; ; n++ {
		if n > 3000 {
			c.t.Fatal("no end of matches")
		}
		did := c.act(stage, draws, n < wild)
		if did == "" && n >= wild {
			return
		}
		c.check(stage, did)
	}
}

// act does one thing of a day of matches and says what; "" when all is over.
func (c *cup) act(stage int, draws, wild bool) string {
	c.t.Helper()
	var waiting, counted, aside []judging.Sheet
	for _, sh := range c.kept(stage) {
		switch {
		case sh.Counts != "" && sh.Excluded == "":
			counted = append(counted, sh)
		case sh.Excluded == "ҳакам хато кард":
			aside = append(aside, sh)
		case sh.Expected && sh.Excluded == "":
			waiting = append(waiting, sh)
		}
	}
	some := func(of []judging.Sheet) judging.Sheet { return of[c.rnd.IntN(len(of))] }
	what := 9
	if wild {
		what = c.rnd.IntN(16)
	}
	switch {
	case what == 0 && len(counted) > 0:
		sh := some(counted)
		c.tell(stage, sh, "submit", c.any(draws), judging.OpApplied)
		return "a correction of " + sh.Meeting
	case what == 1 && len(counted) > 0:
		sh := some(counted)
		c.tell(stage, sh, "recall", map[string]any{"bouts": []string{}, "decision": "", "outcome": ""}, judging.OpApplied)
		return "a recall of " + sh.Meeting
	case what == 2 && len(counted) > 0:
		sh := some(counted)
		if err := c.s.Exclude(ctx, boss, sh.ID, "ҳакам хато кард"); err != nil { // most of a referee's sheets: not alone
			fails(c.t, err, judging.Conflict, "exclude-most")
		}
		return "an exclusion of " + sh.Meeting
	case what == 3 && len(aside) > 0:
		sh := some(aside)
		if err := c.s.Exclude(ctx, boss, sh.ID, ""); err != nil {
			fails(c.t, err, judging.Conflict, "count-most")
		}
		return "a match counted again: " + sh.Meeting
	case what == 4:
		e := c.entries[c.rnd.IntN(len(c.entries))]
		_, err := c.s.AmendEntry(ctx, boss, e.ID, judging.EntryChange{State: new([]judging.EntryState{
			judging.EntryWithdrawn, judging.EntryDisqualified, judging.EntryActive, judging.EntryActive}[c.rnd.IntN(4)])}, "вайрон шуд")
		c.must(err)
		return "a change of the state of " + e.Code
	case len(waiting) > 0:
		sh := some(waiting)
		c.tell(stage, sh, "submit", c.any(draws), judging.OpApplied)
		return "a match: " + sh.Meeting
	}
	return ""
}

// any is some result of a match that may be told.
func (c *cup) any(draws bool) map[string]any {
	switch c.rnd.IntN(8) {
	case 0:
		return map[string]any{"bouts": []string{}, "decision": "", "outcome": []string{"a-absent", "b-absent", "a-dsq", "b-dsq"}[c.rnd.IntN(4)]}
	case 1:
		return map[string]any{"bouts": []string{"none", "none"}, "decision": []string{"a", "b"}[c.rnd.IntN(2)], "outcome": "ok"}
	case 2:
		if draws {
			return map[string]any{"bouts": []string{"a", "b"}, "decision": "draw", "outcome": "ok"}
		}
	}
	return bouts([]string{"aa", "bb", "aba", "bab", "abb", "-aa"}[c.rnd.IntN(6)])
}

// check compares what is seated with who is to play by the journal, and what
// counts with what was played.
func (c *cup) check(stage int, after string) {
	c.t.Helper()
	key := func(meeting, a, b string) string { return meeting + " " + a + " " + b }
	want, got, played, counted := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	next := map[string]bool{}
	ms := c.matches(stage)
	for _, m := range ms.Meetings {
		switch m.State {
		case "playable":
			want[key(m.ID, m.A, m.B)] = true
		case "played":
			played[key(m.ID, m.A, m.B)] = true
		}
		if m.State == "playable" || m.State == "open" {
			next[m.A], next[m.B] = true, true
		}
	}
	for _, sh := range c.kept(stage) {
		switch k := key(sh.Meeting, sh.Entry, sh.Against); {
		case sh.Counts != "" && sh.Excluded == "":
			counted[k] = true
		case sh.Expected && sh.Excluded == "":
			if got[k] {
				c.t.Fatalf("after %s two sheets wait for %s", after, k)
			}
			got[k] = true
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		c.t.Fatalf("after %s: seated is not what is to be played (-plan +sheets):\n%s", after, diff)
	}
	for k := range played {
		if !counted[k] {
			c.t.Fatalf("after %s the played %s does not count", after, k)
		}
	}
	for k := range counted {
		if !played[k] {
			c.t.Fatalf("after %s what counts is not played: %s", after, k)
		}
	}
	c.goesOn(ms, next, after)
}

// goesOn asks that each robot of an elimination that is there has a next match or
// lost its last one, or won all.
func (c *cup) goesOn(ms judging.MatchStage, next map[string]bool, after string) {
	c.t.Helper()
	if ms.Draw == nil || ms.Format != "single" && ms.Format != "double" {
		return
	}
	lives := map[string]int{"single": 1, "double": 2}[ms.Format]
	lost, champion := map[string]int{}, ""
	for _, m := range ms.Meetings {
		if m.State == "played" && m.Part != "third" {
			lost[map[bool]string{true: m.B, false: m.A}[m.Winner == m.A]]++
		}
		if m.Part == "final" && m.Winner != "" {
			champion = m.Winner
		}
	}
	active := map[string]bool{}
	all, err := c.s.Entries(ctx, c.contest.Contest.ID)
	c.must(err)
	for _, e := range all {
		active[e.ID] = e.State == judging.EntryActive
	}
	for _, e := range slices.Concat(ms.Draw.Plan.Groups...) {
		if active[e] && !next[e] && lost[e] < lives && e != champion {
			c.t.Fatalf("after %s %s has no next match and no finish", after, e)
		}
	}
}

// finals draws the finals from the groups, by their tables where the jury has to
// decide between level ones.
func (c *cup) finals(advance int) {
	c.t.Helper()
	judges := []string{c.judges[0].ID, c.judges[1].ID}
	_, err := c.draw(judging.DrawAsk{Stage: "finals", How: "groups", Judges: judges})
	if err == nil {
		return
	}
	fails(c.t, err, judging.Conflict, "draw-level")
	var on []string
	for _, g := range c.matches(0).Groups {
		for _, r := range g.Rows[:min(advance, len(g.Rows))] {
			if r.Place > 0 {
				on = append(on, r.Entry)
			}
		}
	}
	_, err = c.draw(judging.DrawAsk{Stage: "finals", How: "given", Groups: [][]string{on}, Judges: judges})
	c.must(err)
}
