package judging_test

// When each robot comes, and who may know: timetables, the queue of the pit, cards
// of teams, the wall of tablets.

import (
	"slices"
	"testing"
	"time"

	"dovar/judging"
)

// The timetable says when each robot comes: in its place, not before its round,
// and later by what is late.
func TestTimetable(t *testing.T) {
	a := newArena(t, "line-follower", "runs", 1, 1, 3)
	contest := a.contest.Contest.ID
	at := func(clock string) time.Time {
		x, err := time.Parse("15:04", clock)
		a.must(err)
		return time.Date(2026, 4, 18, x.Hour(), x.Minute(), 0, 0, time.UTC)
	}
	rounds := []judging.Round{
		{Starts: at("08:00"), Minutes: 60},
		{Attempt: 1, Starts: at("09:30"), Minutes: 4, HandIn: 15},
		{Attempt: 2, Starts: at("10:30"), Minutes: 4},
	}
	n := a.view().N
	_, err := a.s.PutTimetable(ctx, boss, contest, judging.Timetable{Stage: "runs", Rounds: rounds})
	a.must(err)
	_, err = a.s.PutTimetable(ctx, boss, contest, judging.Timetable{Stage: "runs", Rounds: rounds})
	a.must(err)
	if got := a.kinds(n); !slices.Equal(got, []string{"timetable"}) {
		t.Errorf("rows %v", got)
	}
	times := func() (out []string) {
		for _, c := range a.view().Fields[0].Calls[:4] {
			out = append(out, c.At.Format("15:04"))
		}
		return out
	}
	a.same("as planned", times(), []string{"09:30", "09:34", "09:38", "10:30"})
	a.now = at("09:33") // nobody came at half past
	a.same("three minutes late", times(), []string{"09:33", "09:37", "09:41", "10:30"})
	a.run(a.call(0, 0), "draft", "31")
	a.now = at("10:28") // and the first robot runs for an hour
	a.same("an hour late", times()[1:], []string{"10:28", "10:32", "10:36"})
	if r := rounds[1]; !r.Quarantine().Equal(at("09:15")) || !rounds[2].Quarantine().IsZero() {
		t.Error("quarantine")
	}
	if span := (judging.Timetable{Rounds: rounds}).Span(3); span != 72*time.Minute {
		t.Errorf("span %v", span)
	}
	for code, bad := range map[string][]judging.Round{
		"timetable-attempt": {{Attempt: 6, Starts: at("09:00"), Minutes: 1}},
		"timetable-starts":  {{Attempt: 1, Starts: at("09:00"), Minutes: 1}, {Attempt: 2, Starts: at("08:00"), Minutes: 1}},
		"timetable-minutes": {{Attempt: 1, Starts: at("09:00")}},
		"timetable-hand-in": {{Attempt: 1, Starts: at("09:00"), Minutes: 1, HandIn: -1}},
	} {
		_, err := a.s.PutTimetable(ctx, boss, contest, judging.Timetable{Stage: "runs", Rounds: bad})
		fails(t, err, judging.Invalid, code)
	}
}

// Two runs at one approach is what a maze allows; the third in a row is marked.
func TestApproach(t *testing.T) {
	a := newArena(t, "maze", "runs", 1, 1, 2)
	robot := a.call(0, 0).Entry
	for range 2 {
		calls := a.view().Fields[0].Calls
		k := 0
		for calls[k].Entry == robot {
			k++
		}
		next := slices.IndexFunc(calls[k:], func(c judging.Call) bool { return c.Entry == robot }) + k
		a.must(a.s.MoveInQueue(ctx, boss, calls[next].Sheet, k-next))
	}
	var crowd []bool
	for _, c := range a.view().Fields[0].Calls[:4] {
		crowd = append(crowd, c.Crowd)
	}
	if !slices.Equal(crowd, []bool{false, false, true, false}) {
		t.Errorf("%v in %v", crowd, a.queue(0))
	}
}

// The public queue names robots as the board may, and is gone when nothing runs.
func TestPublicQueue(t *testing.T) {
	a := newArena(t, "line-follower", "runs", 2, 2, 4)
	contest := a.contest.Contest.ID
	hidden := judging.ShowNothing
	_, err := a.s.AmendEntry(ctx, boss, a.call(0, 1).Entry, judging.EntryChange{Visibility: &hidden}, "no consent")
	a.must(err)
	shown := judging.ShowName
	_, err = a.s.AmendEntry(ctx, boss, a.call(0, 0).Entry, judging.EntryChange{Visibility: &shown}, "consent")
	a.must(err)
	a.run(a.call(0, 0), "draft", "31")
	q, err := a.follower.Queue(ctx, contest)
	a.must(err)
	calls := q.Stages[0].Fields[0].Calls
	if len(q.Stages) != 1 || len(q.Stages[0].Fields) != 2 || len(calls) != 10 || q.Stages[0].Attempts != 5 {
		t.Fatalf("%+v", q)
	}
	if calls[0].State != judging.CallRunning || calls[0].Name == "" || calls[0].Code != "" || calls[1].QueueTeam != (judging.QueueTeam{}) {
		t.Errorf("names and states: %+v, %+v", calls[0], calls[1])
	}
	if again, _ := a.follower.Queue(ctx, contest); again != q {
		t.Error("the same queue is made twice")
	}
	a.run(a.call(0, 0), "submit", "31")
	if next, _ := a.follower.Queue(ctx, contest); next == q || next.Tag == q.Tag || len(next.Stages[0].Fields[0].Calls) != 9 {
		t.Error("a run that ended stays in the queue")
	}
	a.step(judging.StageClosed)
	_, err = a.follower.Queue(ctx, contest)
	fails(t, err, judging.NotFound, "not-found")
}

// Team cards are the same each time, and only where teams confirm.
func TestTeamCards(t *testing.T) {
	a := newArena(t, "line-follower", "runs", 1, 1, 2)
	cards, err := a.s.TeamCards(ctx, a.contest.Contest.ID)
	a.must(err)
	again, err := a.s.TeamCards(ctx, a.contest.Contest.ID)
	a.must(err)
	if len(cards) != 2 || len(cards[0].PIN) != 4 || cards[0].PIN != again[0].PIN || cards[0].Field != "Майдони 1" {
		t.Errorf("%+v", cards)
	}
	fair := emptyVenue(t, "science-fair-science")
	_, err = fair.s.TeamCards(ctx, fair.contest.Contest.ID)
	fails(t, err, judging.Conflict, "team-cards-none")
}

// TestWallKnowsReferees: the wall of tablets says whose tablet stands at a field.
func TestWallKnowsReferees(t *testing.T) {
	a := newArena(t, "line-follower", "runs", 2, 3, 4)
	lines, err := a.s.Wall(ctx, a.event.ID)
	a.must(err)
	for _, l := range lines {
		at := slices.IndexFunc(a.judges, func(j judging.Judge) bool { return j.ID == l.Judge })
		if want := []int{1, 1, 0}[at]; len(l.Fields) != want {
			t.Errorf("judge %d referees %v", at+1, l.Fields)
		}
	}
	if len(lines) != 3 {
		t.Errorf("%d tablets", len(lines))
	}
}
