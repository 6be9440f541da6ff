package judging_test

// Fields on real storage: made, run, and everything that happens to a queue.

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"dovar/judging"
)

// Fields are made in one step, the robots lie evenly on them, and all have their
// first attempt before anybody has the second.
func TestFieldsAreMadeAndSpread(t *testing.T) {
	a := newArena(t, "line-follower", "runs", 2, 3, 6)
	v := a.view()
	if len(v.Fields) != 2 || v.Fields[0].Name != "Майдони 1" || len(v.Fields[0].Calls) != 15 || len(v.Fields[1].Calls) != 15 {
		t.Fatalf("%d fields, %+v", len(v.Fields), v.Fields[0])
	}
	if got := v.Fields[0].Panels[0].Judges; !slices.Equal(got, []string{a.judges[0].ID, a.judges[2].ID}) {
		t.Errorf("judges of the first field %v", got)
	}
	for _, f := range v.Fields {
		if !slices.IsSortedFunc(f.Calls, func(x, y judging.Call) int { return x.Attempt - y.Attempt }) {
			t.Errorf("%s does not run in rounds", f.Name)
		}
		for _, c := range f.Calls {
			if c.Judge != f.Referees()[0] {
				t.Errorf("a sheet of %s is not its referee's", f.Name)
			}
		}
	}
	n := v.N
	_, err := a.s.MakeFields(ctx, boss, a.contest.Contest.ID, judging.FieldsAsk{Stage: "runs", Number: 2, Referees: a.ids()})
	a.must(err)
	if again := a.view(); again.N != n || len(again.Fields) != 2 {
		t.Errorf("the same fields made again wrote %v", a.kinds(n))
	}
	contest := a.contest.Contest.ID
	for _, x := range []struct {
		code string
		ask  judging.FieldsAsk
	}{
		{"fields-number", judging.FieldsAsk{Stage: "runs", Number: 0}},
		{"fields-referees", judging.FieldsAsk{Stage: "runs", Number: 4, Referees: a.ids()}},
		{"panel-judges", judging.FieldsAsk{Stage: "runs", Number: 2, Referees: []string{a.judges[0].ID, a.judges[0].ID}}},
		{"panel-judges", judging.FieldsAsk{Stage: "runs", Number: 1, Referees: []string{"nobody"}}},
	} {
		_, err := a.s.MakeFields(ctx, boss, contest, x.ask)
		fails(t, err, judging.Invalid, x.code)
	}
	fair := emptyVenue(t, "science-fair-science")
	_, err = fair.s.MakeFields(ctx, boss, fair.contest.Contest.ID, judging.FieldsAsk{Stage: fair.contest.Stages[0].ID, Number: 1, Referees: []string{"x"}})
	fails(t, err, judging.Conflict, "stage-no-field")
}

// A robot moves by places and to another field; one row of the journal for each
// act tells of no more than what moved.
func TestQueueMoves(t *testing.T) {
	a := newArena(t, "line-follower", "runs", 2, 2, 6)
	was := a.queue(0)
	n := a.view().N
	a.must(a.s.MoveInQueue(ctx, boss, a.call(0, 1).Sheet, -1))
	want := slices.Clone(was)
	want[0], want[1] = was[1], was[0]
	a.same("one up", a.queue(0), want)
	var row judging.RowOrderBody
	a.must(json.Unmarshal(a.lastRow().Body, &row))
	if got := a.kinds(n); !slices.Equal(got, []string{"order"}) || len(row.Sheets) != 2 {
		t.Errorf("rows %v with %d places", got, len(row.Sheets))
	}
	a.must(a.s.MoveInQueue(ctx, boss, a.call(0, 0).Sheet, -5))
	a.must(a.s.MoveInQueue(ctx, boss, a.call(0, 0).Sheet, 1))
	a.same("back again", a.queue(0), was)

	robot := a.call(0, 0).Entry
	to := a.view().Fields[1].Room
	a.must(a.s.MoveToField(ctx, boss, a.call(0, 0).Sheet, to))
	left, got := a.queue(0), a.queue(1)
	if len(left) != 10 || len(got) != 20 || slices.ContainsFunc(left, func(s string) bool { return strings.HasPrefix(s, was[0][:4]) }) {
		t.Fatalf("%d and %d runs after a robot moved", len(left), len(got))
	}
	a.same("behind the runs of its attempt", []string{got[3], got[7], got[19]}, []string{was[0][:4] + " 1", was[0][:4] + " 2", was[0][:4] + " 5"})
	for _, c := range a.view().Fields[1].Calls {
		if c.Entry == robot && c.Judge != a.judges[1].ID {
			t.Error("a moved run has its old referee")
		}
	}
	fails(t, a.s.MoveToField(ctx, boss, a.call(1, 0).Sheet, "nowhere"), judging.Invalid, "field-other")
	a.run(a.call(0, 0), "submit", "40")
	done := slices.IndexFunc(a.view().Fields[0].Calls, func(c judging.Call) bool { return c.State == judging.CallDone })
	fails(t, a.s.MoveInQueue(ctx, boss, a.call(0, done).Sheet, 1), judging.Conflict, "call-begun")
	fails(t, a.s.MoveInQueue(ctx, boss, "none", 1), judging.NotFound, "not-found")

	late := a.addEntries(1)[0]
	_, err := a.s.Assign(ctx, boss, a.contest.Contest.ID, judging.Assignment{Stage: "runs", Seed: 7})
	a.must(err)
	at := slices.IndexFunc(a.queue(0), func(s string) bool { return s == late.Code+" 1" })
	if second := slices.IndexFunc(a.queue(0), func(s string) bool { return strings.HasSuffix(s, " 2") }); at < 0 || at > second {
		t.Errorf("who came late has the first attempt at %d, the second round begins at %d: %v", at, second, a.queue(0))
	}
}

// Absent is a state: the run leaves the queue without a result, and comes back.
func TestAbsentIsNoZero(t *testing.T) {
	a := newArena(t, "line-follower", "runs", 1, 1, 2)
	first := a.call(0, 0)
	a.must(a.s.Absence(ctx, boss, first.Sheet, false))
	a.same("without the absent", a.queue(0)[:2], []string{"T-02 1", "T-01 2"})
	a.run(a.call(0, 0), "submit", "50")
	rows, err := a.follower.Standings(ctx, a.contest.Contest.ID, "")
	a.must(err)
	if rows.Rows[0].Code != "T-02" || rows.Rows[1].Exact != "" {
		t.Errorf("an absent team has a result: %+v", rows.Rows[1])
	}
	fails(t, a.s.Absence(ctx, boss, first.Sheet, false), judging.Conflict, "call-done")
	a.must(a.s.Presence(ctx, boss, first.Sheet))
	a.same("back behind its round", a.queue(0)[:2], []string{"T-01 1", "T-01 2"})
	fails(t, a.s.Presence(ctx, boss, first.Sheet), judging.Conflict, "call-present")
	a.must(a.s.Absence(ctx, boss, first.Sheet, true))
	a.same("all runs of an absent robot", a.queue(0), []string{"T-02 2", "T-02 3", "T-02 4", "T-02 5"})
	fails(t, a.s.Absence(ctx, boss, a.doneSheet(0), false), judging.Conflict, "call-done")
	// Every run is settled: nothing holds the stage open.
	for range 4 {
		a.run(a.call(0, 0), "submit", "")
	}
	a.step(judging.StageClosed)
	a.step(judging.StageFinal)
}

// A run made again keeps the old one out with its reason and comes at the head of
// the queue or its end, under the next number.
func TestRerun(t *testing.T) {
	a := newArena(t, "line-follower", "runs", 1, 2, 2)
	a.run(a.call(0, 0), "submit", "30")
	a.run(a.call(0, 0), "submit", "40")
	sheet := a.doneSheet(0)
	_, err := a.s.Rerun(ctx, boss, sheet, " ", false)
	fails(t, err, judging.Invalid, "reason-missing")
	_, err = a.s.Rerun(ctx, boss, a.call(0, 0).Sheet, "gate fell", false)
	fails(t, err, judging.Conflict, "call-waits")
	n := a.view().N
	made, err := a.s.Rerun(ctx, boss, sheet, "the start gate fell", false)
	a.must(err)
	if made.Attempt != 6 || made.Repeats != 1 {
		t.Errorf("%+v", made)
	}
	if got := a.kinds(n); !slices.Equal(got, []string{"exclude", "order", "assign"}) {
		t.Errorf("rows %v", got)
	}
	code := a.view().Entries[made.Entry].Code
	if got := a.queue(0)[0]; got != code+" 6~1" {
		t.Errorf("at the head %s", got)
	}
	old := a.sheet(sheet)
	if old.Excluded != "the start gate fell" || old.Counts == "" {
		t.Errorf("the old run %+v", old)
	}
	_, err = a.s.Rerun(ctx, boss, sheet, "again", false)
	fails(t, err, judging.Conflict, "call-repeated")

	// The new run counts instead; a run of a run still repeats the first.
	a.run(a.call(0, 0), "submit", "35")
	again, err := a.s.Rerun(ctx, boss, made.ID, "a second time", true)
	a.must(err)
	queue := a.queue(0)
	if again.Attempt != 7 || again.Repeats != 1 || queue[len(queue)-1] != code+" 7~1" {
		t.Errorf("%+v in %v", again, queue)
	}
	a.run(a.call(0, len(queue)-1), "submit", "36.5")
	rows, err := a.follower.Standings(ctx, a.contest.Contest.ID, "")
	a.must(err)
	i := slices.IndexFunc(rows.Rows, func(r judging.StandingRow) bool { return r.Code == code })
	if rows.Rows[i].Exact != "36.5" {
		t.Errorf("after two runs again the best is %s", rows.Rows[i].Exact)
	}
	states := map[string]int{}
	for _, c := range a.view().Fields[0].Calls {
		states[c.State]++
	}
	if states[judging.CallRepeated] != 2 || states[judging.CallDone] != 2 {
		t.Errorf("states %v", states)
	}
}

// A field goes to another referee with what waits; what was begun or done stays.
func TestFieldIsHandedOver(t *testing.T) {
	a := newArena(t, "line-follower", "runs", 1, 2, 3)
	room := a.view().Fields[0].Room
	a.run(a.call(0, 0), "submit", "30")
	a.run(a.call(0, 0), "draft", "31")
	was := a.queue(0)
	out, err := a.s.HandField(ctx, boss, a.contest.Contest.ID, "runs", room, a.judges[1].ID)
	a.must(err)
	if out.Given != 13 || out.Kept != 2 || len(out.Refused) != 0 {
		t.Errorf("%+v", out)
	}
	a.same("the queue keeps its order", a.queue(0), was)
	for i, c := range a.view().Fields[0].Calls {
		want := a.judges[1].ID
		if c.State == judging.CallRunning || c.State == judging.CallDone {
			want = a.judges[0].ID
		}
		if c.Judge != want {
			t.Errorf("call %d (%s) is with the wrong referee", i, c.State)
		}
	}
	a.run(a.call(0, 1), "submit", "29")
	if got := len(a.tablets[0].hello(0).Sheets); got != 2 {
		t.Errorf("the first referee still sees %d sheets", got)
	}
	out, err = a.s.HandField(ctx, boss, a.contest.Contest.ID, "runs", room, a.judges[0].ID)
	a.must(err)
	if out.Given != 12 || len(a.view().Fields[0].Calls) != 15 {
		t.Errorf("handed back %+v, %d calls", out, len(a.view().Fields[0].Calls))
	}
	_, err = a.s.HandField(ctx, boss, a.contest.Contest.ID, "runs", "no-room", a.judges[1].ID)
	fails(t, err, judging.NotFound, "not-found")
	_, err = a.s.HandField(ctx, boss, a.contest.Contest.ID, "runs", room, a.judges[0].ID)
	fails(t, err, judging.Invalid, "panel-judges")
}

// An extra run serves the tie alone.
func TestExtraRun(t *testing.T) {
	a := newArena(t, "line-follower", "runs", 1, 1, 2)
	contest := a.contest.Contest.ID
	for range 10 {
		a.run(a.call(0, 0), "submit", "30")
	}
	both := []string{a.entries[0].ID, a.entries[1].ID}
	made, err := a.s.ExtraRun(ctx, boss, contest, "runs", both)
	a.must(err)
	if len(made) != 2 || !made[0].Extra || made[0].Attempt != 6 || len(a.queue(0)) != 2 {
		t.Fatalf("%+v, %v", made, a.queue(0))
	}
	_, err = a.s.ExtraRun(ctx, boss, contest, "runs", both)
	fails(t, err, judging.Invalid, "extra-entries")
	a.run(a.call(0, 0), "submit", "25")
	a.run(a.call(0, 0), "submit", "24")
	for _, row := range a.board(judging.BoardLive, judging.ShowComplete).Rows { // the hall saw it, and it is none of the attempts
		if last := row.Runs[len(row.Runs)-1]; len(row.Runs) != 6 || !last.Extra || last.N != 6 || row.Runs[4].Extra || row.Total != "30" {
			t.Errorf("on the board %+v", row)
		}
	}
	if best := a.board(judging.BoardLive, judging.ShowComplete).Extra.Records[0]; best.V != "30" {
		t.Errorf("the record of the day is %+v", best)
	}
	rows, err := a.follower.Standings(ctx, contest, "")
	a.must(err)
	if rows.Rows[0].Entry != made[1].Entry || rows.Rows[0].Exact != "30" || rows.Rows[0].Shared {
		t.Errorf("after the extra run %+v", rows.Rows[0])
	}
	m := newArena(t, "robot-mission", "day1", 1, 1, 1)
	_, err = m.s.ExtraRun(ctx, boss, m.contest.Contest.ID, "day1", []string{m.entries[0].ID})
	fails(t, err, judging.Conflict, "extra-none")
}

// Closing names the robots that still wait.
func TestOpenQueueBlocks(t *testing.T) {
	a := newArena(t, "line-follower", "runs", 1, 1, 3)
	a.run(a.call(0, 0), "submit", "30")
	a.must(a.s.Absence(ctx, boss, a.call(0, 0).Sheet, false))
	a.step(judging.StageClosed)
	_, err := a.s.SetStage(ctx, boss, a.stageOf.ID, judging.StageFinal, "")
	fails(t, err, judging.Conflict, "runs-open")
	if !strings.Contains(err.Error(), a.view().Entries[a.call(0, 0).Entry].Code) || strings.Contains(err.Error(), "count:2") {
		t.Errorf("who waits: %v", err)
	}
}

// A team that its referee does not find on the field is waited for no longer: not
// by the desk, nor by the public board, which is final without that run.
func TestTeamThatDidNotComeIsNotWaitedFor(t *testing.T) {
	a := newArena(t, "line-follower", "runs", 1, 1, 1)
	_, err := a.s.SetBoard(ctx, boss, a.contest.Contest.ID, judging.Board{State: judging.BoardLive})
	a.must(err)
	first := a.call(0, 0)
	say := func(kind string) {
		a.tablets[0].stored(a.tablets[0].cut(first.Sheet, kind, nil, map[string]any{"rubric": a.stageOf.Rubric, "body": body(ended(""))}), judging.OpApplied)
	}
	waited := func(received, expected int) {
		t.Helper()
		frame, err := a.follower.Frame(ctx, a.contest.Contest.ID, "")
		a.must(err)
		p, err := a.s.Progress(ctx, a.contest.Contest.ID)
		a.must(err)
		r, err := a.s.StageReports(ctx, a.contest.Contest.ID)
		a.must(err)
		want := [2]int{received, expected}
		for where, got := range map[string][2]int{
			"board": {frame.Coverage.Received, frame.Coverage.Expected}, "row": {frame.Rows[0].Counted, frame.Rows[0].Expected},
			"overview": {p.Received, p.Expected}, "stage": {r[0].Received, r[0].Expected},
		} {
			if got != want {
				t.Errorf("%s: %v of runs, want %v", where, got, want)
			}
		}
	}
	say("decline")
	waited(0, 4)
	say("recall")
	waited(0, 5)
	say("decline")
	for range 4 {
		a.run(a.call(0, 0), "submit", "50")
	}
	waited(4, 4)
}
