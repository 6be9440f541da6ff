package judging

// The timetable of a stage on fields: its rounds, and when each call comes.

import (
	"context"
	"slices"
	"time"
)

// A Timetable is when a stage is run. A stage without one has no Rounds.
type Timetable struct {
	Stage   string  `json:"stage"` // id
	Contest string  `json:"-"`
	Rounds  []Round `json:"rounds" doc:"in the order of their starts"`
}

// A Round is one attempt of everybody, or practice, which has no sheets and never
// counts.
type Round struct {
	Attempt int       `json:"attempt,omitempty" doc:"0: practice"`
	Starts  time.Time `json:"starts"`
	Minutes int       `json:"minutes" doc:"from one robot on a field to the next; of practice, how long it lasts"`
	HandIn  int       `json:"handIn,omitempty" doc:"so many minutes before its start all robots lie in quarantine"`
}

// Quarantine is when the robots are handed in; the zero time where they are not.
func (r Round) Quarantine() time.Time {
	if r.HandIn == 0 {
		return time.Time{}
	}
	return r.Starts.Add(-time.Duration(r.HandIn) * time.Minute)
}

// Limits of a timetable.
const (
	roundsMost    = 40
	roundMinutes  = 240
	handInMinutes = 600
)

// round of an attempt; the last one for a run again, whose own has passed.
func (t Timetable) round(c Call) (r Round, own bool) {
	for _, x := range t.Rounds {
		if x.Attempt == 0 {
			continue
		}
		if r = x; x.Attempt == c.Attempt && !c.Extra {
			return r, true
		}
	}
	return r, false
}

// plan says when each waiting call of a field comes: in its place, not before its
// round begins, and not before now. What is late moves all that follows.
func (t Timetable) plan(calls []Call, now time.Time) {
	if len(t.Rounds) == 0 {
		return
	}
	free := time.Time{} // when the field is free again
	for _, c := range calls {
		r, _ := t.round(c)
		switch at := c.Since; {
		case c.State == CallRunning:
			free = later(free, at.Add(r.slot()))
		case c.State == CallDone && free.Before(at):
			free = at
		}
	}
	for i := range calls {
		if calls[i].State != CallWaiting {
			continue
		}
		r, own := t.round(calls[i])
		at := free
		if own {
			at = later(at, r.Starts)
		}
		if at.IsZero() {
			continue
		}
		at = later(at, now).Truncate(time.Minute)
		calls[i].At, free = at, at.Add(r.slot())
	}
}

func (r Round) slot() time.Duration { return time.Duration(r.Minutes) * time.Minute }

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

// Span is how long a robot's attempts may lie apart when the longest queue of a
// field has so many robots: from the start of the first counted round to the end
// of the last.
func (t Timetable) Span(robots int) time.Duration {
	var first, last time.Time
	for _, r := range t.Rounds {
		if r.Attempt == 0 {
			continue
		}
		if first.IsZero() || r.Starts.Before(first) {
			first = r.Starts
		}
		last = later(last, r.Starts.Add(time.Duration(max(1, robots))*r.slot()))
	}
	return last.Sub(first)
}

// PutTimetable replaces the timetable of a stage of the contest; without rounds
// it has none. Problems, with the field and the round from 1: "timetable-attempt"
// (none of the stage's, or twice), "timetable-starts" (missing, beyond the year 9999,
// or before the round before it), "timetable-minutes", "timetable-hand-in", "timetable-rounds"
// (Invalid), "stage-no-field" (Conflict: no referee runs it), "stage-closed".
func (s *Service) PutTimetable(ctx context.Context, by Actor, contest string, ask Timetable) (t Timetable, err error) {
	err = s.change(ctx, contest, func(tx Tx) error {
		t = Timetable{Stage: ask.Stage, Contest: contest, Rounds: slices.Clone(ask.Rounds)} // this may run again
		st, def, err := fieldStage(tx, contest, t.Stage)
		if err != nil {
			return err
		}
		t.Stage = st.ID
		if err := t.check(def); err != nil {
			return err
		}
		was, err := tx.Timetable(st.ID)
		if err != nil && !missing(err) {
			return err
		}
		if slices.Equal(was.Rounds, t.Rounds) {
			return nil
		}
		if err := tx.PutTimetable(t); err != nil {
			return err
		}
		return s.write(tx, Scope{Contest: contest}, RowTimetable, by, "", t)
	})
	return t, err
}

// check brings times to whole minutes of UTC and refuses what cannot be kept.
func (t *Timetable) check(def StageDef) error {
	if len(t.Rounds) > roundsMost {
		return Fail(Invalid, "timetable-rounds", "most", roundsMost)
	}
	n := def.times()
	for i := range t.Rounds {
		r := &t.Rounds[i]
		r.Starts = r.Starts.UTC().Truncate(time.Minute)
		refuse := func(code, field string, args ...any) error {
			return Fail(Invalid, code, append([]any{"field", field, "round", i + 1}, args...)...)
		}
		again := slices.ContainsFunc(t.Rounds[:i], func(x Round) bool { return x.Attempt == r.Attempt })
		switch {
		case r.Attempt < 0 || r.Attempt > n || r.Attempt > 0 && again:
			return refuse("timetable-attempt", "attempt", "most", n)
		case r.Starts.Year() < 2 || r.Starts.Year() > 9999 || i > 0 && r.Starts.Before(t.Rounds[i-1].Starts): // RFC 3339 writes no other
			return refuse("timetable-starts", "starts")
		case r.Minutes < 1 || r.Minutes > roundMinutes:
			return refuse("timetable-minutes", "minutes", "most", roundMinutes)
		case r.HandIn < 0 || r.HandIn > handInMinutes:
			return refuse("timetable-hand-in", "handIn", "most", handInMinutes)
		}
	}
	return nil
}

// fieldStage finds a stage, by id or slug, that referees run and that is not closed.
func fieldStage(tx Tx, contest, key string) (Stage, StageDef, error) {
	c, err := tx.Contest(contest)
	if err != nil {
		return Stage{}, StageDef{}, err
	}
	st, err := stageOf(tx, contest, key)
	def, _ := c.Def.stage(st.Slug)
	switch {
	case err != nil:
	case !Refereed(st.Kind):
		err = Fail(Conflict, "stage-no-field")
	case st.State == StageClosed || st.State == StageFinal:
		err = Fail(Closed, "stage-closed")
	}
	return st, def, err
}
