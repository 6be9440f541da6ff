package judging_test

// A referee who leaves in the middle of runs or of matches, and acts that come
// twice.

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"testing"

	"dovar/judging"
)

// A referee leaves with one run done and one begun: what was done counts, and
// whoever takes over has everything else once, in the same order.
func TestARefereeLeavesAmidRuns(t *testing.T) {
	a := newArena(t, "line-follower", "runs", 1, 3, 2)
	a.run(a.call(0, 0), "submit", "30")
	a.run(a.call(0, 0), "draft", "31")
	was := a.queue(0)
	was[0] = was[0][:len(was[0])-1] // begun by another, it begins anew
	staged, err := a.s.JudgeLeaves(ctx, boss, a.contest.Contest.ID, judging.Leaving{
		Judge: a.judges[0].ID, How: "keep", To: a.judges[2].ID, Reason: "бемор шуд"})
	a.must(err)
	if l := staged.Left; l == nil || l.Kept != 1 || l.Excluded != 9 || len(l.Taken) != 9 {
		t.Fatalf("%+v", staged)
	}
	a.same("the queue of who takes over", a.queue(0), was)
	for _, c := range a.view().Fields[0].Calls {
		if c.Open() && c.Judge != a.judges[2].ID {
			t.Errorf("a run waits for who left: %+v", c)
		}
	}
	for range 9 {
		a.run(a.call(0, 0), "submit", "40")
	}
	a.step(judging.StageClosed)
	a.step(judging.StageFinal)
	rows, err := a.follower.Standings(ctx, a.contest.Contest.ID, "")
	a.must(err)
	if rows.Rows[0].Exact != "30" || rows.Rows[1].Exact != "40" {
		t.Errorf("%+v", rows.Rows)
	}
}

// A referee of matches leaves: nothing waits for who is gone. With nobody named
// the field's next one has what is to be played; where the draw named the
// referees and all are gone, nobody has it, and a draw of others is not needed:
// who takes over may be named later.
func TestARefereeLeavesAmidMatches(t *testing.T) {
	for _, way := range []string{"field", "draw", "to"} {
		t.Run(way, func(t *testing.T) {
			c := newCup(t, 4, 3, func(d *judging.Definition) { only(d, "round_robin") })
			ask := judging.DrawAsk{Stage: d0(c), How: "random", Seed: 3}
			if way == "draw" {
				_, panels, err := c.s.Rooms(ctx, c.contest.Contest.ID)
				c.must(err)
				for _, p := range panels {
					c.must(c.s.RemovePanel(ctx, boss, c.contest.Contest.ID, p.ID))
				}
				ask.Judges = []string{c.judges[0].ID, c.judges[1].ID}
			}
			_, err := c.draw(ask)
			c.must(err)
			c.step(0, judging.StageOpen)
			mine := slices.DeleteFunc(c.kept(0), func(sh judging.Sheet) bool { return sh.Judge != c.judges[0].ID })
			if len(mine) != 3 {
				t.Fatalf("%d matches", len(mine))
			}
			c.tell(0, mine[0], "submit", bouts("aa"), judging.OpApplied)
			c.tell(0, mine[1], "draft", bouts("a"), judging.OpDrafted)
			leave := judging.Leaving{Judge: c.judges[0].ID, How: "keep", Reason: "бемор шуд"}
			if way == "to" {
				leave.To = c.judges[1].ID
			}
			_, err = c.s.JudgeLeaves(ctx, boss, c.contest.Contest.ID, leave)
			c.must(err)
			c.check(0, "who left")
			for _, sh := range c.kept(0) {
				if sh.Expected && sh.Excluded == "" && sh.Counts == "" && sh.Judge != c.judges[1].ID {
					t.Errorf("%s waits for who left", sh.Meeting)
				}
			}
			c.play(0, true, 0)
			c.step(0, judging.StageClosed)
			c.step(0, judging.StageFinal)
			c.placed()
			c.fresh()
		})
	}
}

// What a person sends twice, because the first answer did not come, is done once.
func TestTheSameActTwice(t *testing.T) {
	c := newCup(t, 4, 1, func(d *judging.Definition) {
		d.Stages, d.Ties = d.Stages[1:], d.Ties[len(d.Ties)-1:]
		d.Stages[0].Matches.Third = false
	})
	look, err := c.draw(judging.DrawAsk{Stage: d0(c), How: "random", Seed: 5, DryRun: true})
	c.must(err)
	ask := judging.DrawAsk{Stage: d0(c), How: "random", Seed: 5, Digest: look.Digest}
	first, err := c.draw(ask)
	c.must(err)
	sheets, n := c.kept(0), c.lastRow().N
	again, err := c.draw(ask)
	c.must(err)
	if again.ID != first.ID || !slices.Equal(c.kept(0), sheets) {
		t.Errorf("the same draw twice changed sheets: %+v", c.kept(0))
	}
	if c.lastRow().N != n {
		t.Errorf("the same draw twice wrote %s", c.lastRow().Kind)
	}
	c.step(0, judging.StageOpen)

	of := func(meeting string) judging.Sheet {
		all := c.kept(0)
		return all[slices.IndexFunc(all, func(sh judging.Sheet) bool { return sh.Meeting == meeting && sh.Expected })]
	}
	var ops []json.RawMessage
	var got []judging.OpResult
	for _, meeting := range []string{"w1-1", "w1-2"} {
		sh := of(meeting)
		op := c.tablets[sh.Judge].cut(sh.ID, "submit", nil, map[string]any{"body": body(bouts("aa")), "rubric": c.contest.Stages[0].Rubric})
		ops, got = append(ops, op), append(got, c.tablets[sh.Judge].stored(op, judging.OpApplied))
	}
	final, n := of("final"), c.lastRow().N
	c.tell(0, final, "draft", bouts("a"), judging.OpDrafted)
	n++
	for i, meeting := range []string{"w1-1", "w1-2"} {
		r := c.tablets[of(meeting).Judge].send(ops[i])[0]
		if string(r.Receipt) != string(got[i].Receipt) {
			t.Errorf("%s sent again has another receipt", meeting)
		}
	}
	if c.lastRow().N != n || of("final").ID != final.ID {
		t.Errorf("semi-finals sent again wrote %s", c.lastRow().Kind)
	}
	c.check(0, "semi-finals sent again")
}

// A draw with other referees gives them the matches that nobody has begun, also
// those of pairs that meet in it as before.
func TestADrawAnewGoesToItsReferees(t *testing.T) {
	c := newCup(t, 4, 1, func(d *judging.Definition) { only(d, "round_robin") })
	_, panels, err := c.s.Rooms(ctx, c.contest.Contest.ID)
	c.must(err)
	for _, p := range panels {
		c.must(c.s.RemovePanel(ctx, boss, c.contest.Contest.ID, p.ID))
	}
	for _, j := range c.judges {
		_, err = c.draw(judging.DrawAsk{Stage: d0(c), How: "random", Seed: 5, Judges: []string{j.ID}})
		c.must(err)
		c.check(0, "the draw")
		for _, sh := range c.kept(0) {
			if sh.Expected && sh.Judge != j.ID {
				t.Errorf("%s is not with the referee of the draw", sh.Meeting)
			}
		}
	}
}

// Erasing signatures twice erases once, and says so.
func TestErasedTwice(t *testing.T) {
	f := newField(t, "line-follower", 1)
	strokes := "M10 20L30 40"
	sum := sha256.Sum256([]byte(strokes))
	record := timed("40", "40")
	record["team"] = map[string]string{"how": "drawn", "who": "", "why": ""}
	record["sign"] = hex.EncodeToString(sum[:])
	_, err := f.s.Submit(ctx, f.by, f.epoch, []judging.SentOp{{Op: f.opOf(f.of(0, "runs", 1).Sheet, "runs", record), Sign: strokes}})
	f.must(err)
	n, err := f.s.EraseSignatures(ctx, boss, f.contest.Contest.ID, "the event is over")
	f.must(err)
	at := f.lastRow().N
	again, err := f.s.EraseSignatures(ctx, boss, f.contest.Contest.ID, "the event is over")
	f.must(err)
	if n != 1 || again != 0 || f.lastRow().N != at {
		t.Errorf("erased %d, then %d, and wrote %s", n, again, f.lastRow().Kind)
	}
}

// Two tablets that come back with receipts after a restore make one attempt count
// twice: the book stays open until a person keeps one of them out.
func TestAnAttemptCountedTwiceBlocks(t *testing.T) {
	a := newArena(t, "line-follower", "runs", 1, 2, 1)
	first := a.call(0, 0)
	backup := a.backup()
	mine := a.tablets[0]
	op := mine.cut(first.Sheet, "submit", nil, map[string]any{"body": body(timed("40", "40")), "rubric": a.stageOf.Rubric})
	got := mine.stored(op, judging.OpApplied)
	a.restore(backup)
	_, err := a.s.HandField(ctx, boss, a.contest.Contest.ID, "runs", a.view().Fields[0].Room, a.judges[1].ID)
	a.must(err)
	for range 5 {
		a.tablets[1].epoch = ""
		a.run(a.call(0, 0), "submit", "50")
	}
	mine.epoch = ""
	mine.again([]json.RawMessage{op}, []judging.OpResult{got})
	a.must(a.s.EndCollecting(ctx, boss))
	a.step(judging.StageClosed)
	_, err = a.s.SetStage(ctx, boss, a.stageOf.ID, judging.StageFinal, "")
	fails(t, err, judging.Conflict, "runs-twice")
	a.must(a.s.Exclude(ctx, boss, first.Sheet, "the second referee's run stands"))
	a.step(judging.StageFinal)
}
