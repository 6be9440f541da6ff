package workbook

// Runs for programs.

import "dovar/judging"

// A ResultsRun is what a referee recorded of one attempt, and what it gives.
type ResultsRun struct {
	Field     string                       `json:"field,omitempty" doc:"its name"`
	Repeats   int                          `json:"repeats,omitempty" doc:"the attempt that this one runs again"`
	Extra     bool                         `json:"extra,omitempty" doc:"a run only for a key of the tie chain: it does not count"`
	Outcome   string                       `json:"outcome,omitempty" doc:"its id; absent: ok"`
	Tasks     map[string]*judging.TaskMark `json:"tasks,omitempty" doc:"by task: a count, or the value chosen"`
	Modifiers []string                     `json:"modifiers,omitempty"`
	Times     []*judging.Decimal           `json:"times,omitempty" doc:"seconds, one a timer"`
	Points    string                       `json:"points,omitempty" doc:"exact"`
	Seconds   string                       `json:"seconds,omitempty" doc:"exact: what the timers come to, or the limit"`
	None      bool                         `json:"none,omitempty" doc:"the run has no result"`
}

func (p *plan) run(b block) *ResultsRun {
	r := &ResultsRun{Field: p.Fields[b.Run.Field], Repeats: b.told.Repeats, Extra: b.told.Extra, Outcome: b.told.Outcome,
		Tasks: b.told.Tasks, Modifiers: b.told.Modifiers, Times: b.told.Times, None: b.Run.None}
	if len(b.told.Tasks) > 0 && !r.None {
		r.Points = b.Run.Points.String()
	}
	if b.Run.Timed {
		r.Seconds = b.Run.Time.String()
	}
	return r
}
