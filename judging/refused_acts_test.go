package judging_test

// Acts and ops that look like ones that may be done: each does what it says, or
// nothing.

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"dovar/judging"
)

// Who did not come to a match loses it, by its referee's word: a desk that marked
// the sheet would make another of the same match.
func TestAMatchHasNoAbsence(t *testing.T) {
	c := newCup(t, 4, 1, func(d *judging.Definition) { only(d, "round_robin") })
	_, err := c.draw(judging.DrawAsk{Stage: d0(c), How: "random", Seed: 3})
	c.must(err)
	c.step(0, judging.StageOpen)
	for _, all := range []bool{false, true} {
		fails(t, c.s.Absence(ctx, boss, c.kept(0)[0].ID, all), judging.Conflict, "match-absent")
	}
	c.check(0, "a team that did not come")
}

// A place beyond the queue is its end, however far.
func TestMovedBeyondTheQueue(t *testing.T) {
	a := newArena(t, "line-follower", "runs", 1, 1, 2)
	second, queue := a.call(0, 1), a.queue(0)
	a.must(a.s.MoveInQueue(ctx, boss, second.Sheet, math.MaxInt))
	now := a.queue(0)
	a.same("at the end", now[len(now)-1:], queue[1:2])
	a.must(a.s.MoveInQueue(ctx, boss, second.Sheet, math.MinInt))
	a.same("at the head", a.queue(0)[:1], queue[1:2])
}

// A division that is named twice, by its id and by its word, has one panel on a field.
func TestOneDivisionNamedTwice(t *testing.T) {
	v := emptyVenue(t, "line-follower")
	judges, d := v.addJudges(1), v.contest.Divisions[0]
	_, err := v.s.MakeFields(ctx, boss, v.contest.Contest.ID, judging.FieldsAsk{Stage: "runs", Number: 1, Referees: []string{judges[0].ID}, Divisions: []string{d.ID, d.Slug, d.ID}})
	v.must(err)
	_, panels, err := v.s.Rooms(ctx, v.contest.Contest.ID)
	v.must(err)
	if len(panels) != 1 {
		t.Errorf("%d panels", len(panels))
	}
}

// A sheet that was handed over and then got a late word is not run again: its run
// waits with the other referee.
func TestWhatWasHandedOverIsNotRunAgain(t *testing.T) {
	a := newArena(t, "line-follower", "runs", 1, 2, 1)
	first := a.call(0, 0)
	send := a.late(first, "40")
	_, err := a.s.HandField(ctx, boss, a.contest.Contest.ID, "runs", a.view().Fields[0].Room, a.judges[1].ID)
	a.must(err)
	send(judging.OpQuarantined)
	queue := a.queue(0)
	_, err = a.s.Rerun(ctx, boss, first.Sheet, "the light failed", false)
	fails(t, err, judging.Conflict, "call-waits")
	a.same("the queue", a.queue(0), queue)
}

// What is stored can be read again as it was sent: 1.0 is a whole number in
// canonical form alone.
func TestWholeNumbersAreWritten(t *testing.T) {
	v := newVenue(t)
	tab, sheet := v.tablet(0), v.sheets["0 0"]
	tab.refused(tab.cut(sheet, "submit", full("20"), map[string]any{"dseq": json.RawMessage("1.0")}), "op-malformed", 0)
	tab.dseq[sheet] = 0
	tab.stored(tab.cut(sheet, "submit", full("20"), nil), judging.OpApplied)
	v.must(v.s.Exclude(ctx, boss, sheet, "a look"))
}

// A round of a year that no page can write is refused, not kept to fail later.
func TestRoundsOfOurTime(t *testing.T) {
	a := newArena(t, "line-follower", "runs", 1, 1, 1)
	for _, year := range []int{-1, 1, 10_000, 200_000} {
		_, err := a.s.PutTimetable(ctx, boss, a.contest.Contest.ID, judging.Timetable{Stage: "runs", Rounds: []judging.Round{
			{Attempt: 1, Starts: time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC), Minutes: 4}}})
		fails(t, err, judging.Invalid, "timetable-starts")
	}
}

// Of a bracket whose places are not public nobody reads how far a robot came:
// neither in the number of its matches nor on the screen of the pit.
func TestMatchesTellNoMoreThanPlaces(t *testing.T) {
	c := newCup(t, 4, 1, func(d *judging.Definition) { only(d, "single"); d.Stages[0].Matches.Third, d.Privacy = false, "own" })
	_, err := c.draw(judging.DrawAsk{Stage: d0(c), How: "random", Seed: 3})
	c.must(err)
	c.step(0, judging.StageOpen)
	_, err = c.s.SetBoard(ctx, boss, c.contest.Contest.ID, judging.Board{State: judging.BoardLive})
	c.must(err)
	for _, sh := range c.kept(0) {
		c.tell(0, sh, "submit", bouts("aa"), judging.OpApplied)
	}
	frame, err := c.follower.Frame(ctx, c.contest.Contest.ID, "")
	c.must(err)
	for _, row := range frame.Rows {
		if row.Counted != frame.Rows[0].Counted || row.Expected != frame.Rows[0].Expected {
			t.Errorf("%s has %d of %d, another %d of %d", row.Code, row.Counted, row.Expected, frame.Rows[0].Counted, frame.Rows[0].Expected)
		}
	}
	q, err := c.follower.Queue(ctx, c.contest.Contest.ID)
	c.must(err)
	for _, f := range q.Stages[0].Fields {
		for _, call := range f.Calls {
			if call.Meeting != nil {
				t.Errorf("the pit says %+v", *call.Meeting)
			}
		}
	}
}
