package judging_test

import (
	"slices"
	"testing"

	"dovar/judging"
)

// A contest that declared that results freed from the severity of rooms decide
// ranks by them: the second room marks ten points lower, two entries are judged
// in both, and the order is that of the work. Without it the strict room decides.
func TestCorrectedByRoom(t *testing.T) {
	for _, of := range []string{"room", ""} {
		v := twoRooms(t, 6, 2)
		c, err := v.s.Contest(ctx, v.contest.Contest.ID)
		v.must(err)
		def := c.Contest.Def
		if def.Rank.Adjust = nil; of != "" {
			def.Rank.Adjust = &judging.AdjustDef{For: of, Use: "counts"}
		}
		v.contest, err = v.s.PutContest(ctx, boss, c.Contest.ID, c.Contest.N, def)
		v.must(err)
		v.must(v.tryOpen())
		worth := map[string]int{}
		for i, e := range v.entries {
			worth[e.ID] = 92 - 4*i
		}
		for i, j := range v.judges {
			v.cardsFor(j)
			tab := v.tablet(i)
			for _, sh := range v.kept() {
				if sh.Judge == j.ID {
					tab.stored(tab.cut(sh.ID, "submit", totalling(worth[sh.Entry]-10*(i/2)), nil), judging.OpApplied)
				}
			}
		}
		results, err := v.follower.Results(ctx, v.contest.Contest.ID)
		v.must(err)
		var order []string
		entries := results.Divisions[0].Entries
		for i, r := range entries {
			order = append(order, r.Entry.ID)
			if of != "" && i > 0 && entries[i-1].Standing.Total.Sub(r.Standing.Total).String() != "4" {
				t.Errorf("%s is not 4 behind: %s after %s", r.Entry.Name, r.Standing.Total, entries[i-1].Standing.Total)
			}
		}
		said := slices.ContainsFunc(entries[0].Why, func(s judging.Step) bool { return s.Key == "adjusted" })
		var byWorth []string
		for _, e := range v.entries {
			byWorth = append(byWorth, e.ID)
		}
		if corrected := slices.Equal(order, byWorth); corrected != (of != "") || said != corrected {
			t.Errorf("corrected by %q: in the order of the work %v, said %v", of, corrected, said)
		}
	}
}

// Which results decide is declared before a stage opens and stands from then on.
func TestWhatDecidesIsDeclaredBefore(t *testing.T) {
	v := newVenue(t)
	c, err := v.s.Contest(ctx, v.contest.Contest.ID)
	v.must(err)
	def := c.Contest.Def
	def.Rank.Adjust = &judging.AdjustDef{For: "judge", Use: "counts"}
	_, err = v.s.PutContest(ctx, boss, c.Contest.ID, c.Contest.N, def)
	fails(t, err, judging.Conflict, "adjust-declared")
}

// Where the sheets that are left link no more, raw totals become final by two
// persons only.
func TestUncorrectedIsFinalByTwo(t *testing.T) {
	for _, linked := range []bool{true, false} {
		v := newVenue(t)
		v.must(v.store.Update(ctx, func(tx judging.Tx) error {
			c, err := tx.Contest(v.contest.Contest.ID)
			v.must(err)
			c.Def.Rank.Adjust = &judging.AdjustDef{For: "judge", Use: "counts"}
			c.Def.Judges.Min = 1
			return tx.PutContest(c)
		}))
		for judge := range v.judges {
			tab := v.tablet(judge)
			for entry := range v.entries {
				sheet := v.sheets[string(rune('0'+judge))+" "+string(rune('0'+entry))]
				tab.stored(tab.cut(sheet, "submit", full("12"), nil), judging.OpApplied)
				if !linked && judge != entry {
					v.must(v.s.Exclude(ctx, boss, sheet, "хеш"))
				}
			}
		}
		v.stage(judging.StageClosed)
		staged, err := v.s.SetStage(ctx, boss, v.contest.Stages[0].ID, judging.StageFinal, "")
		v.must(err)
		if (staged.Why == "uncorrected") == linked || (staged.State == judging.StageFinal) != linked {
			t.Errorf("linked %v: %+v", linked, staged)
		}
	}
}
