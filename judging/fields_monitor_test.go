package judging_test

// Fields on the live map, and inspections before the runs.

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dovar/judging"
)

func (a *arena) monitor(stage string) judging.Monitor {
	a.t.Helper()
	m, err := a.follower.Monitor(ctx, boss, a.contest.Contest.ID, stage, 0)
	a.must(err)
	return m
}

// needs of a kind, by code or field.
func (a *arena) needs(stage, kind string) (out []string) {
	for _, n := range a.monitor(stage).Needs {
		if n.Kind == kind {
			out = append(out, strings.TrimSpace(n.Code+" "+n.Field))
		}
	}
	return out
}

// A cell holds all runs of a robot with a referee, and opens the one that matters.
func TestMapCountsRuns(t *testing.T) {
	a := newArena(t, "line-follower", "runs", 1, 1, 2)
	m := a.monitor(a.stageOf.ID)
	if len(m.Judges) != 1 || len(m.Rows) != 2 || !strings.HasPrefix(m.Rows[0], "0E") || !strings.HasSuffix(m.Rows[0], ".0.5.1") {
		t.Fatalf("before the first run %v of %v", m.Rows, m.Judges)
	}
	a.run(a.call(0, 0), "submit", "30")
	a.run(a.call(0, 0), "submit", "31")
	a.run(a.call(0, 0), "draft", "32")
	m = a.monitor(a.stageOf.ID)
	if got := m.Rows[0]; !strings.HasPrefix(got, "0D") || !strings.HasSuffix(got, ".1.5.2") {
		t.Errorf("one run done and the second under way: %s", got)
	}
	if m.Strip.Received != 2 || m.Strip.Expected != 10 {
		t.Errorf("%+v", m.Strip)
	}
	cell, err := a.follower.MonitorCell(ctx, a.contest.Contest.ID, a.stageOf.ID, a.call(0, 0).Entry, a.judges[0].ID, 2)
	a.must(err)
	if cell.State != "draft" || cell.Attempt != 2 {
		t.Errorf("%+v", cell)
	}
	_, err = a.s.Rerun(ctx, boss, a.doneSheet(0), "the gate fell", true)
	a.must(err)
	rows := strings.Join(a.monitor(a.stageOf.ID).Rows, " ")
	if !strings.Contains(rows, ".0.5.") || strings.Contains(rows, ".6.") {
		t.Errorf("a run made again is one of five, not the sixth: %s", rows)
	}
}

// Who must look at a field: it stands empty, its referee has no tablet, a team was
// not there.
func TestFieldNeeds(t *testing.T) {
	a := newArena(t, "line-follower", "runs", 2, 2, 4)
	stage := a.stageOf.ID
	if got := append(a.needs(stage, "field-idle"), a.needs(stage, "field-tablet")...); got != nil {
		t.Fatalf("a calm field needs %v", got)
	}
	a.must(a.s.Absence(ctx, boss, a.call(0, 0).Sheet, true))
	a.now = a.now.Add(10 * time.Minute)
	a.run(a.call(0, 0), "submit", "30")
	a.now = a.now.Add(6 * time.Minute)
	a.same("the field where nobody ran for a quarter of an hour", a.needs(stage, "field-idle"), []string{"T-02 Майдони 2"})
	a.same("one card for an absent team", a.needs(stage, "team-absent"), []string{"T-01 Майдони 1"})
	a.same("and none that its referee declines", a.needs(stage, "declined"), nil)
	a.run(a.call(1, 0), "draft", "30")
	a.same("it runs again", a.needs(stage, "field-idle"), nil)
	a.must(a.s.Revoke(ctx, boss, a.tablets[1].dev, "broken"))
	a.same("its tablet is gone", a.needs(stage, "field-tablet"), []string{"Майдони 2"})
	_, err := a.s.PutTimetable(ctx, boss, a.contest.Contest.ID, judging.Timetable{Stage: "runs", Rounds: []judging.Round{{Attempt: 2, Starts: a.now.Add(time.Hour), Minutes: 4}}})
	a.must(err)
	a.now = a.now.Add(40 * time.Minute)
	if got := a.needs(stage, "field-idle"); slices.ContainsFunc(got, func(s string) bool { return strings.HasSuffix(s, "1") }) {
		t.Errorf("a field that rests until its round is called idle: %v", got)
	}
}

// An inspection is assigned in one step; its list says what did not pass, the
// referee's tablet that it did, and the desk who ran without.
func TestInspection(t *testing.T) {
	a := newArena(t, "maze", "runs", 2, 3, 4)
	contest := a.contest.Contest.ID
	_, err := a.s.AssignInspection(ctx, boss, contest, "runs", "")
	fails(t, err, judging.Conflict, "inspection-none")
	got, err := a.s.AssignInspection(ctx, boss, contest, "check", "")
	a.must(err)
	if got.New != 4 || len(got.Loads) != 2 {
		t.Fatalf("by the fields' referees: %d new, loads %v", got.New, got.Loads)
	}
	if again, err := a.s.AssignInspection(ctx, boss, contest, "check", a.judges[2].ID); err != nil || again.New != 0 {
		t.Errorf("assigned twice: %+v, %v", again, err)
	}
	check := a.stageNamed("check")
	_, err = a.s.SetStage(ctx, boss, check.ID, judging.StageOpen, "")
	a.must(err)
	first := a.call(0, 0)
	other := a.call(0, 1)
	for entry, mass := range map[string]string{first.Entry: "980", other.Entry: "1012"} {
		sheets, err := a.s.SheetsOf(ctx, judging.SheetFilter{Contest: contest, Stage: check.ID, Entry: entry})
		a.must(err)
		marks := map[string]any{"marks": map[string]string{"mass": mass, "size:1": "24", "size:2": "25", "size:3": "20.5"}}
		referee := a.tablets[0]
		referee.stored(referee.cut(sheets[0].ID, "submit", nil, map[string]any{"body": body(marks), "rubric": check.Rubric}), judging.OpApplied)
	}
	v, err := a.follower.Fields(ctx, contest, check.ID)
	a.must(err)
	failed := v.Checks[other.Entry]
	if v.Checks[first.Entry].State != judging.CheckPassed || failed.State != judging.CheckFailed ||
		len(failed.Failed) != 1 || failed.Failed[0].Found[0] != "1012" || failed.Failed[0].Most[0] != "1000" {
		t.Errorf("%+v", v.Checks)
	}
	if v.Checked[first.Entry] != judging.CheckPassed || v.Checked[other.Entry] != judging.CheckFailed {
		t.Errorf("%v", v.Checked)
	}
	if said := a.tablets[0].hello(0).Entries[other.Entry].Checked; said != judging.CheckFailed {
		t.Errorf("the referee's tablet says %q", said)
	}
	a.run(a.call(0, 0), "submit", "30")
	a.run(a.call(0, 0), "submit", "31")
	a.same("who ran without", a.needs(a.stageOf.ID, "unchecked"), []string{v.Entries[other.Entry].Code + " Майдони 1"})
}
