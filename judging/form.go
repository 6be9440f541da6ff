package judging

// The forms of referees' sheets: a rubric whose Kind is not empty.

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"dovar/scoring"
)

// A RunForm is one attempt at tasks, or against time.
type RunForm struct {
	Attempts  int           `json:"attempts"`
	Seconds   *int          `json:"seconds,omitempty"` // that an attempt may take
	Time      *TimeForm     `json:"time,omitempty"`
	Tasks     []TaskDef     `json:"tasks"`
	Exclusive []Exclusive   `json:"exclusive"`
	Outcomes  []OutcomeDef  `json:"outcomes"` // ok at least
	Modifiers []ModifierDef `json:"modifiers"`
}

type TimeForm struct {
	Decimals int `json:"decimals"`
	Timers   int `json:"timers"`
}

// A MatchForm is one match of bouts.
type MatchForm struct {
	To        int    `json:"to"`
	Seconds   int    `json:"seconds"`
	Undecided string `json:"undecided"` // referee, replay
	Replays   *int   `json:"replays,omitempty"`
	Draws     bool   `json:"draws"` // a table, in which a match may end level
}

var okAlone = OutcomeDef{ID: "ok", Title: Text{EN: "Counted", RU: "Засчитан", TG: "Ба ҳисоб гирифта шуд"}, Points: "keep", Time: "keep"}

// form fills what a stage of referees shows.
func (d Definition) form(s StageDef) Rubric {
	r := Rubric{Kind: s.Kind, Criteria: []RubricCriterion{}, Penalties: []RubricPenalty{}, Rules: s.Rules, Signs: d.Judges.TeamSigns}
	switch s.Kind {
	case "tasks", "time":
		r.Run = &RunForm{Attempts: s.Attempts.N, Seconds: s.Attempts.Seconds,
			Tasks: append([]TaskDef{}, s.Tasks...), Exclusive: append([]Exclusive{}, s.Exclusive...),
			Outcomes: append([]OutcomeDef{}, s.Outcomes...), Modifiers: append([]ModifierDef{}, s.Modifiers...)}
		if s.Time != nil {
			r.Run.Time = &TimeForm{Decimals: s.Time.Decimals, Timers: s.Time.Timers}
		}
		if s.Outcomes == nil {
			r.Run.Outcomes = []OutcomeDef{okAlone}
		}
	case "checklist":
		r.Items, r.Signs = s.Items, false
	case "matches":
		m := s.Matches
		r.Match = &MatchForm{To: m.To, Seconds: m.Seconds, Undecided: m.Undecided, Replays: m.Replays, Draws: m.table()}
	}
	return r
}

// table reports whether the matches make a table, not a bracket.
func (m *MatchesDef) table() bool { return scoring.Format(m.Format).Tables() }

// sheet is the formula of a run.
func (r Rubric) sheet() scoring.TaskSheet {
	run := r.Run
	t := scoring.TaskSheet{}
	for _, task := range run.Tasks {
		x := scoring.Task{ID: task.ID, Needs: task.Needs}
		if task.Counter != nil {
			x.Each, x.Max = task.Counter.Each.number(), task.Counter.Max
		}
		for _, c := range task.Choice {
			x.Choices = append(x.Choices, c.Value.number())
		}
		t.Tasks = append(t.Tasks, x)
	}
	for _, g := range run.Exclusive {
		t.Exclusive = append(t.Exclusive, scoring.Exclusive(g))
	}
	for _, o := range run.Outcomes {
		t.Outcomes = append(t.Outcomes, scoring.Outcome{ID: o.ID, Points: scoring.Kept(o.Points), Time: scoring.Kept(o.Time)})
	}
	for _, m := range run.Modifiers {
		t.Modifiers = append(t.Modifiers, scoring.Modifier{ID: m.ID, Op: scoring.ModifierOp(m.Op)})
	}
	if run.Seconds != nil {
		t.Limit = scoring.Int(int64(*run.Seconds))
	}
	if run.Time != nil {
		t.Timers, t.Decimals = run.Time.Timers, run.Time.Decimals
	}
	return t
}

// given is a record as the formula takes it.
func (r Record) given() scoring.Given {
	g := scoring.Given{Values: map[string]scoring.Number{}, Outcome: r.Outcome, Modifiers: r.Modifiers}
	for id, m := range r.Tasks {
		if m != nil {
			g.Values[id] = m.number()
		}
	}
	for _, t := range r.Times {
		if t != nil {
			g.Times = append(g.Times, t.number())
		}
	}
	return g
}

// Result is what a record of the form gives, and why.
func (r Rubric) Result(rec Record) (scoring.Run, []scoring.Line) { return r.sheet().Run(rec.given()) }

// runCodes name what a form has against a run, by the code of the fault.
var runCodes = map[string]string{
	"count-unknown": "count-over", "choice-unknown": "choice-unknown", "task-unknown": "task-unknown", "together": "together-over",
	"timers": "timers", "decimals": "time-decimals", "over-seconds": "time-over",
	"outcome-unknown": "outcome-unknown", "modifier-unknown": "modifier-unknown",
}

// checkRun asks whether a sheet may hold the run. Gaps matter only to a submit:
// tasks that its outcome keeps, and the time where only time is measured.
func (r Rubric) checkRun(body Body, complete bool) *Error {
	rec, sheet := body.Record, r.sheet()
	for _, id := range slices.Sorted(maps.Keys(rec.Tasks)) { // a count is an integer, a choice a decimal
		m, i := rec.Tasks[id], slices.IndexFunc(r.Run.Tasks, func(t TaskDef) bool { return t.ID == id })
		if i >= 0 && m != nil && (m.Count != nil) != (r.Run.Tasks[i].Counter != nil) {
			return Fail(Invalid, "count-over", "task", id)
		}
	}
	outcome, _ := r.outcome(rec.Outcome)
	missing, first := 0, ""
	for _, f := range sheet.Faults(rec.given()) {
		switch f.Code {
		case "missing":
			if outcome.Points == "keep" {
				missing, first = missing+1, cmp.Or(first, f.ID)
			}
		case "time-given":
			if r.Kind == "time" {
				missing, first = missing+1, cmp.Or(first, "time")
			}
		case "timers": // some, but not all
			if len(rec.Times) > sheet.Timers {
				return Fail(Invalid, "timers", "timers", sheet.Timers)
			}
			missing, first = missing+1, cmp.Or(first, "time")
		default:
			args := append([]any{}, f.Args...)
			if f.In == "tasks" && f.ID != "" {
				args = append(args, "task", f.ID)
			}
			return Fail(Invalid, runCodes[f.Code], args...)
		}
	}
	if complete && missing > 0 {
		return Fail(Invalid, "run-gaps", "task", first, "missing", missing)
	}
	return nil
}

func (r Rubric) outcome(id string) (OutcomeDef, bool) {
	i := slices.IndexFunc(r.Run.Outcomes, func(o OutcomeDef) bool { return o.ID == cmp.Or(id, "ok") })
	if i < 0 {
		return OutcomeDef{}, false
	}
	return r.Run.Outcomes[i], true
}

// marks are the keys under which an item's answer stands in the marks: its
// id, or one for each dimension.
func (d ItemDef) marks() []string {
	if len(d.Max) < 2 {
		return []string{d.ID}
	}
	keys := make([]string, len(d.Max))
	for i := range d.Max {
		keys[i] = fmt.Sprintf("%s:%d", d.ID, i+1)
	}
	return keys
}

// checkItems asks whether an inspection may hold the marks.
func (r Rubric) checkItems(body Body, complete bool) *Error {
	known := map[string]bool{}
	missing, first := 0, ""
	for _, item := range r.Items {
		for _, key := range item.marks() {
			known[key] = true
			switch mark := body.Marks[key]; {
			case mark == nil:
				missing, first = missing+1, cmp.Or(first, item.ID)
			case item.Max == nil && *mark != "0" && *mark != "1", !CheckDecimal(*mark), mark.number().Sign() < 0:
				return Fail(Invalid, "item-answer", "item", item.ID)
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(body.Marks)) {
		if !known[key] {
			return Fail(Invalid, "item-unknown", "item", key)
		}
	}
	if complete && missing > 0 {
		return Fail(Invalid, "run-gaps", "task", first, "missing", missing)
	}
	return nil
}
