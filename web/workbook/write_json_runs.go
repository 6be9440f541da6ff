package workbook

// Runs for programs: in the JSON all that was recorded, in the table of text the
// attempts that count.

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

// A ResultsNone is an attempt that was declined: it counts for nothing.
type ResultsNone struct {
	Attempt int    `json:"attempt"`
	Judge   string `json:"judge"`
	Reason  string `json:"reason" doc:"absent, conflict, or what a person wrote"`
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

// csvRuns are the attempts of a stage: what each gives, and beside points its
// time.
func (b *output) csvRuns(p *plan, n int) (columns []csvColumn) {
	st, width := p.stages[n], 0
	if !st.ran() {
		return nil
	}
	for _, d := range p.divisions {
		width = max(width, d.panels[n].width)
	}
	for i := range width {
		of := func(l line) *block {
			for at := range l.stages[n].blocks {
				if x := &l.stages[n].blocks[at]; x.counts && x.Attempt == i+1 {
					return x
				}
			}
			return nil
		}
		head := st.title + ": " + b.Say("workbook.head.nth.run", "n", i+1)
		columns = append(columns, csvColumn{head, func(l line) string {
			x := of(l)
			if x == nil || !x.score.Complete {
				return ""
			}
			return b.comma(x.score.Score.Round(12))
		}})
		if st.run.points > 0 && st.run.time > 0 {
			columns = append(columns, csvColumn{head + ": " + b.Say("workbook.head.seconds"), func(l line) string {
				x := of(l)
				if x == nil || !x.Run.Timed {
					return ""
				}
				return b.comma(x.Run.Time.Round(12))
			}})
		}
	}
	return columns
}
