package judging_test

// Runs on real storage: what referees send and what stands then.

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"dovar/judging"
)

// A field is a contest of runs with one referee of all its entries in each
// stage, and the referee's tablet.
type field struct {
	*venue
	*tablet
}

// newField opens the stages of a preset, or of what changes make of it, for n entries.
func newField(t *testing.T, preset string, n int, changes ...func(*judging.Definition)) field {
	v := emptyVenue(t, "")
	def, _ := judging.Preset(preset)
	for _, change := range changes {
		change(&def)
	}
	var err error
	v.contest, err = v.s.CreateContest(ctx, boss, v.event.ID, def)
	v.must(err)
	v.entries = v.addEntries(n)
	v.judges = v.addJudges(3)
	v.cardsFor(v.judges[0])
	for _, st := range v.contest.Stages {
		_, err := v.s.Assign(ctx, boss, v.contest.Contest.ID, judging.Assignment{Stage: st.ID, Judges: []string{v.judges[0].ID}, PerEntry: 1})
		v.must(err)
		_, err = v.s.SetStage(ctx, boss, st.ID, judging.StageOpen, "")
		v.must(err)
	}
	return field{v, v.tablet(0)}
}

// of is the sheet of an entry's attempt in a stage.
func (f field) of(entry int, stage string, attempt int) judging.HelloSheet {
	f.venue.t.Helper()
	for _, sh := range f.hello(0).Sheets {
		if sh.Entry == f.entries[entry].ID && sh.Stage == f.stageNamed(stage).ID && sh.Attempt == attempt {
			return sh
		}
	}
	f.venue.t.Fatalf("no sheet of %d in %s, attempt %d", entry, stage, attempt)
	return judging.HelloSheet{}
}

// stageNamed is the contest's stage with that id in the definition.
func (v *venue) stageNamed(slug string) judging.Stage {
	return v.contest.Stages[slices.IndexFunc(v.contest.Stages, func(st judging.Stage) bool { return st.Slug == slug })]
}

// run sends what the referee recorded of an attempt.
func (f field) run(entry int, stage string, attempt int, record map[string]any, want judging.OpStatus) judging.OpResult {
	f.venue.t.Helper()
	return f.stored(f.opOf(f.of(entry, stage, attempt).Sheet, stage, record), want)
}

// opOf is the submit of a sheet with a record.
func (f field) opOf(sheet, stage string, record map[string]any) json.RawMessage {
	return f.cut(sheet, "submit", nil, map[string]any{"body": body(record), "rubric": f.stageNamed(stage).Rubric})
}

// body is a referee's sheet.
func body(record map[string]any) map[string]any {
	body := map[string]any{
		"marks": map[string]any{}, "counts": map[string]int{}, "notes": map[string]string{}, "flags": []string{},
		"comment": map[string]string{"good": "", "think": "", "private": ""},
	}
	maps.Copy(body, record)
	return body
}

// rows are the standings as code, place and total.
func (f field) rows() (out []string) {
	f.venue.t.Helper()
	st, err := f.follower.Standings(ctx, f.contest.Contest.ID, "")
	f.must(err)
	for _, r := range st.Rows {
		out = append(out, r.Code+" "+r.Label+" "+r.Exact)
	}
	return out
}

func timed(seconds ...string) map[string]any {
	return map[string]any{"tasks": map[string]any{}, "times": seconds, "outcome": "ok", "modifiers": []string{}}
}

func ended(outcome string) map[string]any {
	return map[string]any{"tasks": map[string]any{}, "times": []any{nil, nil}, "outcome": outcome, "modifiers": []string{}}
}

// TestTimedRuns: the best of five with two timers, a second best against a tie,
// and attempts without a result.
func TestTimedRuns(t *testing.T) {
	f := newField(t, "line-follower", 3)
	for attempt, record := range []map[string]any{timed("41.18", "41.22"), ended("dsq"), timed("38.94", "38.96"), timed("39.1", "39.1"), ended("dnf")} {
		f.run(0, "runs", attempt+1, record, judging.OpApplied)
	}
	f.run(1, "runs", 1, timed("38.95", "38.95"), judging.OpApplied)
	f.run(1, "runs", 2, timed("39.05", "39.05"), judging.OpApplied)
	f.run(2, "runs", 1, ended("dnf"), judging.OpApplied)
	if got, want := f.rows(), []string{"T-02 1 38.95", "T-01 2 38.95", "T-03 3 "}; !slices.Equal(got, want) {
		t.Errorf("standings %v, want %v", got, want)
	}
	st, err := f.follower.Standings(ctx, f.contest.Contest.ID, "")
	f.must(err)
	var why []string
	for _, step := range st.Rows[1].Why {
		why = append(why, strings.TrimSpace(step.Key+" "+step.Args["n"]+" "+step.Args["result"]+step.Args["none"]))
	}
	want := []string{"run 1 41.2", "run 2 yes", "run 3 38.95", "run 4 39.1", "run 5 yes", "stage  38.95", "total", "tie 2"}
	if !slices.Equal(why, want) {
		t.Errorf("the reason is %q, want %q", why, want)
	}
	if r := f.run(2, "runs", 2, timed("38.955", "38.95"), judging.OpInvalid); r.Problem == nil || r.Problem.Code != "time-decimals" {
		t.Errorf("three decimals: %+v", r.Problem)
	}
	for code, record := range map[string]map[string]any{
		"time-over": timed("181", "181"), "timers": timed("40", "40", "40"), "run-gaps": ended("ok"), "outcome-unknown": ended("won"),
	} {
		if r := f.run(1, "runs", 3, record, judging.OpInvalid); r.Problem == nil || r.Problem.Code != code {
			t.Errorf("%s: %+v", code, r.Problem)
		}
	}
}

// TestMixedContest: rounds of two kinds and documents of three judges make one
// total, and the better obstacle round comes first among equals.
func TestMixedContest(t *testing.T) {
	f := newField(t, "autonomous-vehicle", 2)
	round := func(sections, laps, finish int, more map[string]any, time string, modifiers ...string) map[string]any {
		tasks := map[string]any{"section": sections, "lap": laps, "finish": finish}
		maps.Copy(tasks, more)
		return map[string]any{"tasks": tasks, "times": []string{time}, "outcome": "ok", "modifiers": append([]string{}, modifiers...)}
	}
	more := func(signs string, direction int, parking string) map[string]any {
		return map[string]any{"signs": signs, "direction": direction, "parking": parking}
	}
	f.run(0, "open", 1, round(24, 3, 1, nil, "120.5"), judging.OpApplied)
	f.run(0, "open", 2, round(24, 3, 1, nil, "110", "repair"), judging.OpApplied)
	f.run(0, "obstacle", 1, round(24, 3, 1, more("8", 1, "7"), "178"), judging.OpApplied)
	f.run(0, "obstacle", 2, round(24, 3, 1, more("8", 1, "7"), "165"), judging.OpApplied)
	if got := f.rows()[0]; got != "T-01 1 90" {
		t.Errorf("after the rounds %s", got)
	}
	for code, record := range map[string]map[string]any{
		"count-over":       round(25, 3, 1, nil, "120"),
		"task-unknown":     round(24, 3, 1, map[string]any{"jump": 1}, "120"),
		"modifier-unknown": round(24, 3, 1, nil, "120", "luck"),
	} {
		if r := f.run(1, "open", 1, record, judging.OpInvalid); r.Problem == nil || r.Problem.Code != code {
			t.Errorf("%s: %+v", code, r.Problem)
		}
	}
	if rows := f.rows(); rows[1] != "T-02  " {
		t.Errorf("what is not allowed counts: %s", rows[1])
	}
}

// TestOneReferee: an attempt has one sheet, whoever is asked to fill another.
func TestOneReferee(t *testing.T) {
	v := emptyVenue(t, "line-follower")
	entries, judges := v.addEntries(1), v.addJudges(2)
	both := []judging.Pair{{Entry: entries[0].ID, Judge: judges[0].ID}, {Entry: entries[0].ID, Judge: judges[1].ID}}
	out, err := v.s.Assign(ctx, boss, v.contest.Contest.ID, judging.Assignment{Stage: "runs", Pairs: both})
	v.must(err)
	if len(out.Pairs) != 1 || len(out.Refused) != 1 || out.Refused[0].Code != "one-referee" {
		t.Errorf("%+v", out)
	}
	_, err = v.s.Assign(ctx, boss, v.contest.Contest.ID, judging.Assignment{Stage: "runs", PerEntry: 2})
	fails(t, err, judging.Invalid, "assign-one-referee")
	sheets, err := v.s.SheetsOf(ctx, judging.SheetFilter{Contest: v.contest.Contest.ID})
	v.must(err)
	if len(sheets) != 5 {
		t.Fatalf("%d sheets for five attempts", len(sheets))
	}
	if _, err = v.s.TakeBack(ctx, boss, v.contest.Contest.ID, "runs", both[:1], false); err != nil {
		t.Fatal(err)
	}
	out, err = v.s.Assign(ctx, boss, v.contest.Contest.ID, judging.Assignment{Stage: "runs", Pairs: both[1:]})
	v.must(err)
	if len(out.Pairs) != 1 || out.Pairs[0].Judge != judges[1].ID {
		t.Errorf("after the pair was taken back: %+v", out)
	}
}

// TestSecondPerformance: of a rubric's attempts the better one counts, and stands
// in the total of those with the right to results as it comes.
func TestSecondPerformance(t *testing.T) {
	v := emptyVenue(t, "robot-on-stage")
	v.entries, v.judges = v.addEntries(1), v.addJudges(2)
	contest := v.contest.Contest.ID
	v.must(func() error {
		_, err := v.s.SetBoard(ctx, boss, contest, judging.Board{State: judging.BoardLive})
		return err
	}())
	_, err := v.s.Assign(ctx, boss, contest, judging.Assignment{Stage: "performance", Judges: []string{v.judges[0].ID, v.judges[1].ID}, PerEntry: 2})
	v.must(err)
	v.stage(judging.StageOpen)
	tabs := map[int]*tablet{}
	for i, j := range v.judges {
		v.cardsFor(j)
		tabs[i] = v.tablet(i)
	}
	perform := func(judge, attempt int, mark string) {
		marks := map[string]any{}
		for _, id := range []string{"entertainment", "originality", "quality", "complexity", "sensors"} {
			marks[id] = mark
		}
		for _, sh := range tabs[judge].hello(0).Sheets {
			if sh.Attempt == attempt {
				tabs[judge].stored(tabs[judge].cut(sh.Sheet, "submit", marks, nil), judging.OpApplied)
			}
		}
	}
	shown := func(want string) {
		t.Helper()
		st, err := v.follower.Standings(ctx, contest, "")
		v.must(err)
		if st.Rows[0].Exact != want {
			t.Errorf("the total is %s, want %s", st.Rows[0].Exact, want)
		}
	}
	perform(0, 1, "4")
	perform(1, 1, "6")
	shown("25")
	perform(0, 2, "8")
	perform(1, 2, "7")
	shown("37.5")
	v.stage(judging.StageClosed)
}

// TestPublicReasonOfRuns tells what attempts gave, and of one that gave nothing
// not even that it was made.
func TestPublicReasonOfRuns(t *testing.T) {
	f := newField(t, "line-follower", 2)
	for attempt, record := range []map[string]any{timed("41.2", "41.2"), ended("dsq"), timed("38.9", "39")} {
		f.run(0, "runs", attempt+1, record, judging.OpApplied)
	}
	f.run(1, "runs", 1, timed("38.95", "38.95"), judging.OpApplied)
	contest := f.contest.Contest.ID
	_, err := f.s.SetBoard(ctx, boss, contest, judging.Board{State: judging.BoardPublished, Reasons: true})
	f.must(err)
	r, err := f.follower.Reason(ctx, contest, f.entries[0].ID)
	f.must(err)
	var said []string
	for _, st := range r.Steps {
		said = append(said, strings.TrimSpace(st.Key+" "+st.N+" "+st.Shown+" "+st.Mine+" "+st.Theirs))
	}
	want := []string{"run 1 41.2", "run 3 38.95", "stage  38.95", "total  38.95", "tie 2 38.95 41.2"}
	if !slices.Equal(said, want) {
		t.Errorf("the public reason is %q, want %q", said, want)
	}
}

// TestNobodyIsLastInPublic: the rule puts who has no result on the last place; the
// board does not tell it, not even as a place that is shared.
func TestNobodyIsLastInPublic(t *testing.T) {
	f := newField(t, "line-follower", 3)
	contest := f.contest.Contest.ID
	_, err := f.s.SetBoard(ctx, boss, contest, judging.Board{State: judging.BoardLive})
	f.must(err)
	f.run(0, "runs", 1, timed("40", "40"), judging.OpApplied)
	f.run(1, "runs", 1, ended("dnf"), judging.OpApplied)
	if rows := f.rows(); rows[1] != "T-02 2–3 " {
		t.Fatalf("the rule gives %q", rows)
	}
	frame, err := f.follower.Frame(ctx, contest, "")
	f.must(err)
	for _, row := range frame.Rows[1:] {
		if row.Place != 0 || row.Label != "" || row.Tie != 0 {
			t.Errorf("the public reads that %s is last: %+v", row.Code, row)
		}
	}
}
