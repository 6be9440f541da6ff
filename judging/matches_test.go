package judging_test

// Tournaments through real stages on real storage: draws, results as referees
// send them, corrections.

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dovar/judging"
)

// TestMiniSumo plays groups and finals with 8 and 16 robots.
func TestMiniSumo(t *testing.T) {
	for _, n := range []int{8, 16} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			c := newCup(t, n, uint64(n), nil)
			look, err := c.draw(judging.DrawAsk{Stage: "groups", How: "random", Seed: 5, DryRun: true})
			c.must(err)
			_, err = c.draw(judging.DrawAsk{Stage: "groups", How: "random", Seed: 6, Digest: look.Digest})
			fails(t, err, judging.Stale, "draw-changed")
			drawn, err := c.draw(judging.DrawAsk{Stage: "groups", How: "random", Seed: 5, Digest: look.Digest})
			c.must(err)
			if len(drawn.Plan.Groups) != n/4 || len(drawn.Meetings) != n/4*6 {
				t.Fatalf("%d groups, %d meetings", len(drawn.Plan.Groups), len(drawn.Meetings))
			}
			again, err := c.draw(judging.DrawAsk{Stage: "groups", How: "random", Seed: 7})
			c.must(err)
			c.check(0, "a second draw")
			if again.ID != drawn.ID {
				t.Error("a second draw stands beside the first")
			}
			c.step(0, judging.StageOpen)
			_, err = c.draw(judging.DrawAsk{Stage: "finals", How: "groups"})
			fails(t, err, judging.Conflict, "draw-groups-open")
			_, err = c.s.SetStage(ctx, boss, c.contest.Stages[0].ID, judging.StageClosed, "")
			fails(t, err, judging.Conflict, "matches-open")
			c.play(0, true, 10)
			_, err = c.draw(judging.DrawAsk{Stage: "groups", How: "random", Seed: 8})
			fails(t, err, judging.Conflict, "draw-played")
			c.step(0, judging.StageClosed)
			c.finals(2)
			c.step(1, judging.StageOpen)
			c.play(1, false, 6)
			c.step(1, judging.StageClosed)
			c.placed()
			c.fresh()
		})
	}
}

// TestCorrectionMovesWhatFollows: the semi-final turns round after the final was
// played; the final's result is kept aside, another pair is to play, and it
// counts again when the correction is taken back.
func TestCorrectionMovesWhatFollows(t *testing.T) {
	c, order := newBracket(t)
	of := func(meeting string) judging.Sheet {
		t.Helper()
		for _, sh := range c.kept(0) {
			if sh.Meeting == meeting && sh.Expected && sh.Excluded == "" {
				return sh
			}
		}
		t.Fatalf("no sheet of %s", meeting)
		return judging.Sheet{}
	}
	pair := func(sh judging.Sheet) [2]string { return [2]string{sh.Entry, sh.Against} }
	semi := of("w1-1")
	c.tell(0, semi, "submit", bouts("aa"), judging.OpApplied)
	c.tell(0, of("w1-2"), "submit", bouts("aa"), judging.OpApplied)
	final := of("final")
	if pair(final) != [2]string{order[0], order[1]} {
		t.Fatalf("the final is %v of %v", pair(final), order)
	}
	c.tell(0, final, "submit", bouts("aba"), judging.OpApplied)
	c.tell(0, semi, "submit", bouts("bb"), judging.OpApplied)
	if last := c.lastRow(); last.Kind != judging.RowAdvanced || !strings.Contains(string(last.Body), `"played":true`) {
		t.Errorf("the journal does not say what changed: %s %s", last.Kind, last.Body)
	}
	if old := c.sheet(final.ID); old.Excluded == "" || old.Counts == "" {
		t.Errorf("the old final: %+v", old)
	}
	now := of("final")
	if pair(now) != [2]string{order[3], order[1]} {
		t.Errorf("the new final is %v", pair(now))
	}
	c.check(0, "the correction")
	c.tell(0, semi, "submit", bouts("aba"), judging.OpApplied)
	if old := c.sheet(final.ID); old.Excluded != "" {
		t.Errorf("the old final does not count again: %s", old.Excluded)
	}
	if last := c.lastRow(); last.Kind != judging.RowAdvanced || !strings.Contains(string(last.Body), `"again":true`) {
		t.Errorf("the journal does not say that it counts again: %s %s", last.Kind, last.Body)
	}
	c.check(0, "the correction of the correction")
	if r := c.tell(0, now, "submit", bouts("aa"), judging.OpQuarantined); r.Receipt == nil {
		t.Error("a result of the pair that does not meet is not stored")
	}
	c.check(0, "a late result")
	if m := c.matches(0).Meetings; m[len(m)-1].Winner != order[0] {
		t.Errorf("the final: %+v", m[len(m)-1])
	}
	if rows := c.standings(); rows[0].Entry != order[0] || rows[0].Place != 1 {
		t.Errorf("first is %+v", rows[0])
	}
}

// TestMatchForm: what a sheet of a match may hold.
func TestMatchForm(t *testing.T) {
	c := newCup(t, 2, 1, func(d *judging.Definition) { d.Stages, d.Ties = d.Stages[1:], d.Ties[len(d.Ties)-1:] })
	_, err := c.draw(judging.DrawAsk{Stage: "finals", How: "random"})
	c.must(err)
	c.step(0, judging.StageOpen)
	sh := c.kept(0)[0]
	with := func(m map[string]any, decision, outcome string) map[string]any {
		m["decision"], m["outcome"] = decision, outcome
		return m
	}
	for _, x := range []struct {
		record map[string]any
		code   string
	}{
		{bouts("aab"), "match-over"},
		{bouts("-----"), "match-replays"},
		{with(bouts("aa"), "b", "ok"), "match-decided"},
		{with(bouts(""), "a", "b-absent"), "match-decided"},
		{with(bouts("ab"), "draw", "ok"), "match-draw"},
		{bouts("ab"), "match-open"},
		{with(bouts("ab"), "", "rain"), "outcome-unknown"},
	} {
		if r := c.tell(0, sh, "submit", x.record, judging.OpInvalid); r.Problem == nil || r.Problem.Code != x.code {
			t.Errorf("%v: %+v, want %s", x.record, r.Problem, x.code)
		}
	}
	c.tell(0, sh, "submit", with(bouts("-a---b"), "a", "ok"), judging.OpApplied)
}

// TestRobotMovesToAnotherDivision: who refereed it before may referee it there.
func TestRobotMovesToAnotherDivision(t *testing.T) {
	c := newCup(t, 3, 1, func(d *judging.Definition) {
		only(d, "round_robin")
		d.Divisions = []judging.DivisionDef{{ID: "small", Title: judging.Text{TG: "Хурд"}}, {ID: "large", Title: judging.Text{TG: "Калон"}}}
	})
	_, err := c.draw(judging.DrawAsk{Stage: d0(c), Division: "small", How: "random"})
	c.must(err)
	c.step(0, judging.StageOpen)
	played := c.kept(0)[0]
	c.tell(0, played, "submit", bouts("aa"), judging.OpApplied)
	large := c.contest.Divisions[1].ID
	_, err = c.s.AmendEntry(ctx, boss, played.Entry, judging.EntryChange{Division: &large}, "вазни зиёд")
	c.must(err)
	others, err := c.s.AddEntries(ctx, boss, c.contest.Contest.ID, []judging.Entry{{Name: "Пӯлод", Division: large}})
	c.must(err)
	_, err = c.draw(judging.DrawAsk{Stage: d0(c), Division: "large", How: "given", Judges: []string{played.Judge}, Groups: [][]string{{played.Entry, others[0].ID}}})
	c.must(err)
	made := slices.IndexFunc(c.kept(0), func(sh judging.Sheet) bool { return sh.Entry == played.Entry && sh.Against == others[0].ID })
	if made < 0 || c.kept(0)[made].Attempt != played.Attempt+1 {
		t.Errorf("the sheets there are %+v", c.kept(0))
	}
}

// TestUndrawnMatchesDoNotOpen, and the pit is told which match comes.
func TestUndrawnMatchesDoNotOpen(t *testing.T) {
	c := newCup(t, 4, 3, func(d *judging.Definition) { only(d, "round_robin") })
	_, err := c.s.SetStage(ctx, boss, c.contest.Stages[0].ID, judging.StageOpen, "")
	fails(t, err, judging.Conflict, "matches-undrawn")
	_, err = c.draw(judging.DrawAsk{Stage: d0(c), How: "random", Seed: 3})
	c.must(err)
	c.step(0, judging.StageOpen)
	q, err := c.follower.Queue(ctx, c.contest.Contest.ID)
	c.must(err)
	want := judging.QueueMeeting{Part: "group", Round: 1, Of: 2, Group: "A"}
	if call := q.Stages[0].Fields[0].Calls[0]; call.Meeting == nil || *call.Meeting != want || call.Against == nil {
		t.Errorf("the first call is %+v, its match %+v", call, call.Meeting)
	}
}
