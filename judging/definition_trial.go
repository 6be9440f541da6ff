package judging

// The tests of a definition, run: each example goes through the formulas and
// must give its exact answer.

import (
	"slices"

	"dovar/scoring"
)

// trialInputs are the inputs that a test of a kind of stage has: exactly one of
// one, and any of also. Other kinds cannot be computed from one entry.
var trialInputs = map[string]struct{ one, also []string }{
	"rubric": {[]string{"marks", "sheets"}, []string{"penalties"}},
	"tasks":  {[]string{"tasks"}, []string{"times", "modifiers", "outcome"}},
	"time":   {[]string{"times", "outcome"}, nil},
}

func (in *inspection) checkTests() {
	for _, p := range in.problems {
		if slices.Contains([]string{"bands", "entry", "stages"}, where(p.Path).section()) {
			return // the examples would only repeat it
		}
	}
	for i, t := range in.def.Tests {
		at := where("tests").item(i)
		members := in.def.Entry.Members
		in.must(t.Members == nil || members[0] <= *t.Members && *t.Members <= members[1], at.field("members"), "members-outside")
		stage, known := in.def.stage(t.Stage)
		if !known {
			in.say(at.field("stage"), "stage-unknown")
			continue
		}
		tr := trial{in, stage, members[0], true}
		if t.Members != nil {
			tr.members = *t.Members
		}
		result, scored := tr.result(t, at)
		switch {
		case !tr.possible:
		case !scored:
			in.say(at.field("expect"), "no-result")
		default:
			in.must(result.Cmp(t.Expect.number()) == 0, at.field("expect"), "result", "result", decimal(result))
		}
	}
}

// A trial is one test on its way; possible turns false with the first problem
// of its input.
type trial struct {
	*inspection
	stage    StageDef
	members  int
	possible bool
}

// must reports impossible input.
func (tr *trial) must(kept bool, at where, code string, args ...any) {
	tr.inspection.must(kept, at, code, args...)
	tr.possible = tr.possible && kept
}

// result is the stage's result, if the input gives one.
func (tr *trial) result(t TestDef, at where) (scoring.Number, bool) {
	if t.Runs == nil {
		one := scoring.Stage{Runs: &scoring.Runs{N: 1, Count: "best", ByTime: tr.stage.Kind == "time"}}
		return tr.over(one, tr.run(t.TestRun, at))
	}
	tr.must(len(given(t.TestRun)) == 0, at, "input-beside")
	if tr.must(tr.stage.Attempts != nil && len(t.Runs) <= tr.stage.Attempts.N, at.field("attempts"), "attempts-many"); !tr.possible {
		return scoring.Number{}, false
	}
	var runs []scoring.Run
	for i, r := range t.Runs {
		runs = append(runs, tr.run(r, at.field("attempts").item(i)))
	}
	stage := tr.stage.scoring()
	stage.Runs = tr.stage.runs()
	return tr.over(stage, runs...)
}

// over is the result of the attempts.
func (tr *trial) over(stage scoring.Stage, runs ...scoring.Run) (scoring.Number, bool) {
	if !tr.possible {
		return scoring.Number{}, false
	}
	var sheets []scoring.Sheet
	for i := range runs {
		sheets = append(sheets, scoring.Sheet{Attempt: i + 1, Run: &runs[i]})
	}
	return stage.PanelResult(sheets, tr.members)
}

// given names the inputs that a run has.
func given(r TestRun) (names []string) {
	for _, input := range []struct {
		name string
		has  bool
	}{
		{"marks", r.Marks != nil}, {"sheets", r.Sheets != nil}, {"penalties", r.Penalties != nil},
		{"tasks", r.Tasks != nil}, {"times", r.Times != nil}, {"modifiers", r.Modifiers != nil}, {"outcome", r.Outcome != ""},
	} {
		if input.has {
			names = append(names, input.name)
		}
	}
	return names
}

// run is what one input gives.
func (tr *trial) run(r TestRun, at where) scoring.Run {
	inputs, computable := trialInputs[tr.stage.Kind]
	if !computable {
		tr.must(false, at.field("stage"), "test-kind")
		return scoring.Run{}
	}
	one := 0
	for _, name := range given(r) {
		if slices.Contains(inputs.one, name) {
			one++
		} else {
			tr.must(slices.Contains(inputs.also, name), at.field(name), "input-unknown")
		}
	}
	tr.must(one == 1, at, "input-one", "inputs", inputs.one)
	if !tr.possible {
		return scoring.Run{}
	}
	if tr.stage.Kind != "rubric" {
		return tr.attempt(r, at)
	}
	result, scored := tr.panel(r, at)
	return scoring.Run{Points: result, None: !scored}
}

// panel is the panel's result of the sheets.
func (tr *trial) panel(r TestRun, at where) (scoring.Number, bool) {
	rubric, _ := tr.def.Rubric(tr.stage.ID)
	stage := tr.stage.scoring()
	marks, path := r.Sheets, at.field("sheets").item
	if r.Sheets == nil {
		marks, path = []Marks{r.Marks}, func(int) where { return at.field("marks") }
	}
	var sheets []scoring.Sheet
	for i := range marks {
		body := Body{Marks: map[string]*Decimal{}, Counts: r.Penalties}
		for id, mark := range marks[i] {
			body.Marks[id] = &mark
		}
		if err := rubric.Check(body, false); err != nil {
			tr.must(false, path(i), "sheet-refused", "problem", err)
			continue
		}
		sheet := scoring.Sheet{}
		sheet.Marks, sheet.Counts = rubric.Marks(body)
		_, complete := stage.SheetResult(sheet.Marks, sheet.Counts, tr.members)
		tr.must(complete, path(i), "mark-missing")
		sheets = append(sheets, sheet)
	}
	if !tr.possible {
		return scoring.Number{}, false
	}
	return stage.PanelResult(sheets, tr.members)
}
