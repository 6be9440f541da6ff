package judging_test

import (
	"encoding/json"
	"testing"

	"dovar/judging"
)

// A final that was acknowledged comes back after a restore from before the
// semi-finals: its sheet is made anew with them, and is the one that the tablet
// has the result of.
func TestRestoreBringsMatchesBack(t *testing.T) {
	c, _ := newBracket(t)
	backup := c.backup()
	type told struct {
		by  *tablet
		op  json.RawMessage
		got judging.OpResult
	}
	var all []told
	for _, meeting := range []string{"w1-1", "w1-2", "final"} {
		for _, sh := range c.kept(0) {
			if sh.Meeting == meeting {
				by := c.tablets[sh.Judge]
				op := by.cut(sh.ID, "submit", nil, map[string]any{"body": body(bouts("bb")), "rubric": c.contest.Stages[0].Rubric})
				all = append(all, told{by, op, by.stored(op, judging.OpApplied)})
			}
		}
	}
	won := c.matches(0).Meetings[2].Winner
	c.restore(backup)
	if m := c.matches(0).Meetings[2]; m.A != "" || won == "" || len(all) != 3 {
		t.Fatalf("after the restore %+v", m)
	}
	all[2].by.epoch = "" // it comes before the others, and waits
	if r := all[2].by.again([]json.RawMessage{all[2].op}, []judging.OpResult{all[2].got})[0]; r.Problem == nil || r.Problem.Code != "not-your-sheet" {
		t.Errorf("before the semi-finals %+v", r)
	}
	for _, x := range all {
		x.by.again([]json.RawMessage{x.op}, []judging.OpResult{x.got})
	}
	if m := c.matches(0).Meetings[2]; m.Winner != won {
		t.Errorf("the final after the restore: %+v, want %s to win", m, won)
	}
	c.check(0, "the restore")
}
