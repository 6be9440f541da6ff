package judging_test

// A hard day: two organizers at once, a server that starts anew, a clock that
// jumps, numbers that are none.

import (
	"math"
	"slices"
	"sync"
	"testing"
	"time"

	"dovar/judging"
)

// together does all at the same time, and wants no error.
func (v *venue) together(acts ...func() error) {
	v.t.Helper()
	v.s.Wake = v.follower.Wake // and no list of who was woken
	var all sync.WaitGroup
	for _, act := range acts {
		all.Go(func() {
			if err := act(); err != nil {
				v.t.Error(err)
			}
		})
	}
	all.Wait()
}

// Several organizers draw at once, and draw different lots: one draw stands, and its
// matches alone have sheets.
func TestSeveralDrawAtOnce(t *testing.T) {
	c := newCup(t, 6, 1, func(d *judging.Definition) { only(d, "swiss") })
	var acts []func() error
	for seed := range int64(6) {
		acts = append(acts, func() error {
			_, err := c.s.Draw(ctx, boss, c.contest.Contest.ID, judging.DrawAsk{Stage: d0(c), How: "random", Seed: seed})
			return err
		})
	}
	c.together(acts...)
	draws, err := c.s.Draws(ctx, c.contest.Contest.ID)
	c.must(err)
	if len(draws) != 1 {
		t.Errorf("%d draws stand", len(draws))
	}
	c.check(0, "six draws")
	c.fresh()
}

// Several organizers move robots, hand a field over and mark teams at once: no run
// is lost, none waits twice, and no two have one place.
func TestSeveralWorkOnOneField(t *testing.T) {
	a := newArena(t, "line-follower", "runs", 2, 3, 6)
	calls, v := a.view().Fields[0].Calls, a.view()
	var acts []func() error
	for i := range 5 {
		acts = append(acts, func() error {
			return mayBeGone(a.s.MoveInQueue(ctx, boss, calls[i].Sheet, 7-2*i))
		})
	}
	acts = append(acts,
		func() error {
			return mayBeGone(a.s.MoveToField(ctx, boss, calls[1].Sheet, v.Fields[1].Room))
		},
		func() error {
			_, err := a.s.HandField(ctx, boss, a.contest.Contest.ID, "runs", v.Fields[0].Room, a.judges[2].ID)
			return err
		})
	a.together(acts...)
	waits, places := map[[2]any]bool{}, map[[2]any]bool{}
	sheets, err := a.s.SheetsOf(ctx, judging.SheetFilter{Contest: a.contest.Contest.ID})
	a.must(err)
	for _, sh := range sheets {
		run, place := [2]any{sh.Entry, sh.Attempt}, [2]any{sh.Panel, sh.Ord}
		if sh.Expected && (waits[run] || places[place]) {
			t.Errorf("%+v waits beside another", sh)
		}
		waits[run], places[place] = waits[run] || sh.Expected, places[place] || sh.Expected
	}
	if len(waits) != 30 || len(a.queue(0))+len(a.queue(1)) != 30 {
		t.Errorf("%d runs wait, the queues have %d and %d", len(waits), len(a.queue(0)), len(a.queue(1)))
	}
}

// mayBeGone lets pass that the sheet was given to another referee meanwhile.
func mayBeGone(err error) error {
	if e, ok := err.(*judging.Error); ok && e.Code == "call-begun" {
		return nil
	}
	return err
}

// A server starts anew between the semi-finals: tablets go on with what they have.
func TestServerStartsAnewAmidABracket(t *testing.T) {
	c, order := newBracket(t)
	sheets := c.kept(0)
	c.tell(0, sheets[0], "submit", bouts("aa"), judging.OpApplied)
	c.must(c.store.Close())
	c.open()
	c.tell(0, sheets[1], "submit", bouts("aa"), judging.OpApplied)
	c.check(0, "a new start")
	c.play(0, false, 0)
	c.placed()
	if rows := c.standings(); rows[0].Place != 1 || !slices.Contains(order[:2], rows[0].Entry) {
		t.Errorf("%+v", rows[0])
	}
}

// The server's clock is set back a year and then right: runs are stored in their
// order, the result is theirs, and the record of the day is the best run.
func TestServersClockJumps(t *testing.T) {
	f := newField(t, "line-follower", 1)
	f.board(judging.BoardLive, judging.ShowComplete)
	right := f.now
	for attempt, x := range []struct {
		now  time.Time
		time string
	}{{right, "40"}, {right.AddDate(-1, 0, 0), "38"}, {right.Add(time.Minute), "39"}} {
		f.now = x.now
		f.starts(0, "runs", attempt+1, "1500")
		f.run(0, "runs", attempt+1, timed(x.time, x.time), judging.OpApplied)
	}
	if got := f.rows()[0]; got != "T-01 1 38" {
		t.Errorf("stands %s", got)
	}
	if runs := f.frame().Rows[0].Runs; len(runs) != 3 || runs[1].V != "38" || len(f.frame().Extra.Live) > 0 {
		t.Errorf("the board has %+v", runs)
	}
}

// A record is of the day: the best run of yesterday is none.
func TestRecordsAreOfTheDay(t *testing.T) {
	f := newField(t, "line-follower", 2)
	f.board(judging.BoardLive, judging.ShowComplete)
	f.run(0, "runs", 1, timed("38", "38"), judging.OpApplied)
	f.now = f.now.Add(13 * time.Hour)
	f.run(1, "runs", 1, timed("40", "40"), judging.OpApplied)
	if best := f.frame().Extra.Records; len(best) != 1 || best[0].Entry != f.entries[1].ID || best[0].V != "40" {
		t.Errorf("records %+v", best)
	}
}

// A run again goes to who referees the field now, not to who has left it.
func TestRerunGoesToWhoRefereesNow(t *testing.T) {
	a := newArena(t, "line-follower", "runs", 1, 2, 1)
	first := a.call(0, 0)
	a.run(first, "submit", "30")
	_, err := a.s.HandField(ctx, boss, a.contest.Contest.ID, "runs", a.view().Fields[0].Room, a.judges[1].ID)
	a.must(err)
	made, err := a.s.Rerun(ctx, boss, first.Sheet, "the gate fell", false)
	a.must(err)
	if made.Judge != a.judges[1].ID {
		t.Error("the run again is with the referee before")
	}
}

// Who goes on is not guessed where places are shared; and a group that is corrected
// after the finals were drawn from it is told.
func TestFinalsAreDrawnFromGroupsAsTheyAre(t *testing.T) {
	c := newCup(t, 8, 1, nil)
	_, err := c.draw(judging.DrawAsk{Stage: "groups", How: "seeded"})
	c.must(err)
	c.step(0, judging.StageOpen)
	level := map[string]any{"bouts": []string{"a", "b"}, "decision": "draw", "outcome": "ok"}
	for _, sh := range c.kept(0) {
		c.tell(0, sh, "submit", level, judging.OpApplied)
	}
	c.step(0, judging.StageClosed)
	finals := judging.DrawAsk{Stage: "finals", How: "groups", Judges: []string{c.judges[0].ID}}
	_, err = c.draw(finals)
	fails(t, err, judging.Conflict, "draw-level")

	c = newCup(t, 8, 1, nil)
	_, err = c.draw(judging.DrawAsk{Stage: "groups", How: "seeded"})
	c.must(err)
	c.step(0, judging.StageOpen)
	ord := map[string]int{}
	for i, e := range c.entries {
		ord[e.ID] = i
	}
	var best judging.Sheet // of the two best of a group
	for _, sh := range c.kept(0) {
		c.tell(0, sh, "submit", bouts(map[bool]string{true: "aa", false: "bb"}[ord[sh.Entry] < ord[sh.Against]]), judging.OpApplied)
		if best.ID == "" || ord[sh.Entry]+ord[sh.Against] < ord[best.Entry]+ord[best.Against] {
			best = sh
		}
	}
	c.step(0, judging.StageClosed)
	finals.Judges = []string{c.judges[0].ID}
	_, err = c.draw(finals)
	c.must(err)
	if c.matches(1).Moved {
		t.Error("nothing has changed yet")
	}
	c.must(c.s.Exclude(ctx, boss, best.ID, "the ring was not level"))
	if !c.matches(1).Moved {
		t.Error("nobody is told that the groups are others now")
	}
}

// What no stopwatch shows and no hand counts is not stored, or never counts.
func TestNumbersThatAreNone(t *testing.T) {
	f := newField(t, "autonomous-vehicle", 1)
	sheet := f.of(0, "open", 1).Sheet
	round := func(section, time any) map[string]any {
		return map[string]any{"tasks": map[string]any{"section": section, "lap": 3, "finish": 1}, "times": []any{time}, "outcome": "ok", "modifiers": []string{}}
	}
	for _, x := range []map[string]any{round(-1, "100"), round(2.5, "100"), round(1e30, "100"), round("NaN", "100"), round(true, "100"),
		round(24, "NaN"), round(24, "-1"), round(24, "1e2"), round(24, "Infinity"), round(24, "100.0"), round(24, "100000000000000000000"), round(24, 100)} {
		f.refused(f.opOf(sheet, "open", x), "op-malformed", 0)
		f.dseq[sheet] = 0
	}
	for _, x := range []map[string]any{round(25, "100"), round("24", "100"), round(9007199254740991, "100"), round(24, "99999999999999999999"), round(24, "180.1")} {
		f.stored(f.opOf(sheet, "open", x), judging.OpInvalid)
	}
	if got := f.rows()[0]; got != "T-01  " {
		t.Errorf("stands %q", got)
	}
	f.stored(f.opOf(sheet, "open", round(24, "180")), judging.OpApplied)
}

// A table has so many rounds as can be held; more would keep its stage open for ever.
func TestRoundsOfADraw(t *testing.T) {
	for format, code := range map[string]string{"swiss": "draw-rounds", "round_robin": "draw-times"} {
		c := newCup(t, 5, 1, func(d *judging.Definition) { only(d, format) })
		for _, rounds := range []int{64, math.MaxInt} {
			_, err := c.draw(judging.DrawAsk{Stage: d0(c), How: "random", Rounds: rounds})
			fails(t, err, judging.Invalid, code)
		}
		_, err := c.draw(judging.DrawAsk{Stage: d0(c), How: "random", Rounds: -1})
		fails(t, err, judging.Invalid, "draw-rounds")
		_, err = c.draw(judging.DrawAsk{Stage: d0(c), How: "random", Rounds: 4})
		c.must(err)
	}
}

// A referee who will not judge a match hands it on: with the field it goes to the
// next one once the declined sheet is kept out.
func TestADeclinedMatchGoesOn(t *testing.T) {
	c, _ := newBracket(t)
	_, panels, err := c.s.Rooms(ctx, c.contest.Contest.ID)
	c.must(err)
	sh := c.kept(0)[0]
	c.tell(0, sh, "decline", map[string]any{"bouts": []string{}, "decision": "", "outcome": ""}, judging.OpApplied)
	c.check(0, "a decline")
	_, err = c.s.HandField(ctx, boss, c.contest.Contest.ID, d0(c), panels[0].Room, c.judges[1].ID)
	c.must(err)
	c.must(c.s.Exclude(ctx, boss, sh.ID, "own school"))
	c.check(0, "the declined sheet kept out")
	for _, x := range c.kept(0) {
		if x.Meeting == sh.Meeting && x.Excluded == "" && x.Judge != c.judges[1].ID {
			t.Errorf("%+v waits for who declined", x)
		}
	}
}

// A result of a pair that meets no more, accepted by a person, counts only once the
// pair meets again.
func TestALateMatchIsAccepted(t *testing.T) {
	c, order := newBracket(t)
	of := func(meeting string) judging.Sheet {
		all := c.kept(0)
		return all[slices.IndexFunc(all, func(sh judging.Sheet) bool { return sh.Meeting == meeting && sh.Expected && sh.Excluded == "" })]
	}
	semi := of("w1-1")
	c.tell(0, semi, "submit", bouts("aa"), judging.OpApplied)
	c.tell(0, of("w1-2"), "submit", bouts("aa"), judging.OpApplied)
	final := of("final")
	c.tell(0, semi, "submit", bouts("bb"), judging.OpApplied)
	late := c.tell(0, final, "submit", bouts("aa"), judging.OpQuarantined)
	c.must(c.s.Accept(ctx, boss, receipt(late).Op, "it was played"))
	c.check(0, "a late result accepted")
	c.tell(0, semi, "submit", bouts("aa"), judging.OpApplied)
	c.check(0, "the pair meets again")
	if m := c.matches(0).Meetings; m[len(m)-1].Winner != order[0] {
		t.Errorf("the final: %+v", m[len(m)-1])
	}
}
