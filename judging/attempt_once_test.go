package judging_test

// An attempt counts once, whatever happened to its sheets.

import (
	"slices"
	"testing"

	"dovar/judging"
)

// late cuts the submit of a call on its referee's tablet, to be sent later.
func (a *arena) late(c judging.Call, seconds string) func(judging.OpStatus) judging.OpResult {
	referee := a.tablets[slices.IndexFunc(a.judges, func(j judging.Judge) bool { return j.ID == c.Judge })]
	op := referee.cut(c.Sheet, "submit", nil, map[string]any{"body": body(timed(seconds, seconds)), "rubric": a.stageOf.Rubric})
	return func(want judging.OpStatus) judging.OpResult { return referee.stored(op, want) }
}

// A run that was on its way when its field was handed over waits for a person,
// who cannot let it count beside the one that the other referee sent.
func TestAttemptCountsOnceAfterHandOver(t *testing.T) {
	a := newArena(t, "line-follower", "runs", 1, 2, 1)
	first := a.call(0, 0)
	send := a.late(first, "40")
	_, err := a.s.HandField(ctx, boss, a.contest.Contest.ID, "runs", a.view().Fields[0].Room, a.judges[1].ID)
	a.must(err)
	a.run(a.call(0, 0), "submit", "50")
	op := send(judging.OpQuarantined)
	fails(t, a.s.Accept(ctx, boss, receipt(op).Op, "it ran there"), judging.Conflict, "attempt-counts")
}

// Of a run made again, the first one counts again only when the second does not.
func TestAttemptCountsOnceAfterRerun(t *testing.T) {
	a := newArena(t, "line-follower", "runs", 1, 1, 1)
	first := a.call(0, 0)
	a.run(first, "submit", "40")
	_, err := a.s.Rerun(ctx, boss, first.Sheet, "the light failed", false)
	a.must(err)
	a.run(a.call(0, 0), "submit", "50")
	fails(t, a.s.Exclude(ctx, boss, first.Sheet, ""), judging.Conflict, "attempt-counts")
}

// Robots that were marked absent stay absent when those who came late are spread.
func TestSpreadLeavesAbsentOnes(t *testing.T) {
	a := newArena(t, "line-follower", "runs", 2, 2, 2)
	a.must(a.s.Absence(ctx, boss, a.call(0, 0).Sheet, true))
	a.addEntries(1)
	got, err := a.s.Assign(ctx, boss, a.contest.Contest.ID, judging.Assignment{Stage: "runs", Seed: 8})
	a.must(err)
	if got.New != 1 {
		t.Errorf("%d new pairs, want that of the late one: %+v", got.New, got)
	}
}

// A run again that nobody has run keeps the book open.
func TestOpenRerunBlocks(t *testing.T) {
	f := newField(t, "line-follower", 1, func(d *judging.Definition) {
		d.Stages, d.Ties = slices.Clone(d.Stages), nil
		d.Stages[0].Attempts = &judging.Attempts{N: 1, Count: "best"}
	})
	f.run(0, "runs", 1, timed("40", "40"), judging.OpApplied)
	_, err := f.s.Rerun(ctx, boss, f.of(0, "runs", 1).Sheet, "the light failed", false)
	f.must(err)
	f.stage(judging.StageClosed)
	_, err = f.s.SetStage(ctx, boss, f.contest.Stages[0].ID, judging.StageFinal, "")
	fails(t, err, judging.Conflict, "runs-open")
}

// A run that came from a team marked as absent is not passed over: it counts once
// the team is back, or is kept out with a reason.
func TestRunOfAnAbsentTeamBlocks(t *testing.T) {
	a := newArena(t, "line-follower", "runs", 1, 1, 1)
	first := a.call(0, 0)
	send := a.late(first, "40")
	a.must(a.s.Absence(ctx, boss, first.Sheet, false))
	send(judging.OpApplied)
	a.step(judging.StageClosed)
	_, err := a.s.SetStage(ctx, boss, a.stageOf.ID, judging.StageFinal, "")
	fails(t, err, judging.Conflict, "runs-absent")
	a.must(a.s.Exclude(ctx, boss, first.Sheet, ""))
	if rows, err := a.follower.Standings(ctx, a.contest.Contest.ID, ""); err != nil || rows.Rows[0].Exact != "40" {
		t.Errorf("%+v %v", rows, err)
	}
	a.step(judging.StageFinal)
}
