package judging_test

import (
	"slices"
	"testing"

	"dovar/judging"
)

// After a cut a stage is drawn for those who went on, once that is known; the
// others need no sheets in it, and keep the place they had.
func TestWhoGoesOnIsDrawn(t *testing.T) {
	v := newVenue(t)
	c, err := v.s.Contest(ctx, v.contest.Contest.ID)
	v.must(err)
	def := c.Contest.Def
	last := def.Stages[0]
	last.ID = "final"
	def.Stages = append(slices.Clone(def.Stages), last)
	def.Rank.Cuts = []judging.CutDef{{After: def.Stages[0].ID, Top: 1}}
	v.contest, err = v.s.PutContest(ctx, boss, c.Contest.ID, c.Contest.N, def)
	v.must(err)

	draw := judging.Assignment{Stage: "final", PerEntry: 2, Seed: 1}
	_, err = v.s.Assign(ctx, boss, v.contest.Contest.ID, draw)
	fails(t, err, judging.Conflict, "cut-open")

	for judge := range v.judges {
		tablet := v.tablet(judge)
		for entry, interview := range []string{"12", "23"} {
			tablet.stored(tablet.cut(v.sheets[string(rune('0'+judge))+" "+string(rune('0'+entry))], "submit", full(interview), nil), judging.OpApplied)
		}
	}
	v.stage(judging.StageClosed)
	got, err := v.s.Assign(ctx, boss, v.contest.Contest.ID, draw)
	v.must(err)
	if len(got.Pairs) != 2 || got.Pairs[0].Entry != v.entries[1].ID || got.Pairs[1].Entry != v.entries[1].ID {
		t.Fatalf("%+v", got.Pairs)
	}
	rows, err := v.follower.Standings(ctx, v.contest.Contest.ID, "")
	v.must(err)
	if rows.Rows[0].Entry != v.entries[1].ID || rows.Rows[1].Place != 2 {
		t.Fatalf("%+v", rows.Rows)
	}
	_, err = v.s.SetStage(ctx, boss, v.contest.Stages[1].ID, judging.StageOpen, "")
	v.must(err)
	reports, err := v.s.StageReports(ctx, v.contest.Contest.ID)
	v.must(err)
	if short := reports[1].Short; len(short) != 1 || short[0].Entry.ID != v.entries[1].ID {
		t.Fatalf("short of sheets: %+v", short)
	}
}
