package judging

// The formulas of one attempt at tasks or against time, as far as the tests of
// a definition need them (presets/README.md). The stages themselves, their
// referees and their ranking come with a later version.

import (
	"slices"
	"strings"

	"dovar/scoring"
)

// tasks is the points of one attempt.
func (tr *trial) tasks(r TestRun, at where) (scoring.Number, bool) {
	points := tr.raw(r, at.field("tasks"))
	result := scoring.Number{}
	done := map[string]scoring.Number{}
	for _, t := range tr.stage.Tasks {
		result = result.Add(tr.withNeeds(t, points, done))
	}
	for i, id := range r.Modifiers {
		known := slices.ContainsFunc(tr.stage.Modifiers, func(m ModifierDef) bool { return m.ID == id })
		tr.must(known, at.field("modifiers").item(i), "modifier-unknown")
		result = result.Quo(scoring.Int(2)) // halve
	}
	if r.Times != nil {
		tr.measured(r.Times, at.field("times"))
	}
	switch tr.outcome(r, at).Points {
	case "zero":
		return scoring.Number{}, true
	case "none":
		return scoring.Number{}, false
	}
	return result, true
}

// raw is what each task gives by itself.
func (tr *trial) raw(r TestRun, at where) map[string]scoring.Number {
	points := map[string]scoring.Number{}
	counts := map[string]int{}
	for _, t := range tr.stage.Tasks {
		at := at.field(t.ID)
		switch x := r.Tasks[t.ID].(type) {
		case nil:
			tr.must(false, at, "missing")
		case int:
			ok := t.Counter != nil && x <= t.Counter.Max
			if tr.must(ok, at, "count-unknown"); ok {
				counts[t.ID], points[t.ID] = x, t.each().Mul(scoring.Int(int64(x)))
			}
		case Decimal:
			known := slices.ContainsFunc(t.Choice, func(c Choice) bool { return c.Value == x })
			tr.must(known, at, "choice-unknown")
			points[t.ID] = x.number()
		}
	}
	for id := range sorted(r.Tasks) {
		known := slices.ContainsFunc(tr.stage.Tasks, func(t TaskDef) bool { return t.ID == id })
		tr.must(known, at.field(id), "task-unknown")
	}
	for _, g := range tr.stage.Exclusive {
		together := 0
		for _, id := range g.Tasks {
			together += counts[id]
		}
		tr.must(together <= g.Max, at, "together", "tasks", g.Tasks, "most", g.Max)
	}
	return points
}

// withNeeds is what the task gives once its needs are asked: nothing, unless one
// of the named tasks scores above 0. Each task is asked once; done keeps it.
func (tr *trial) withNeeds(t TaskDef, points, done map[string]scoring.Number) scoring.Number {
	if result, known := done[t.ID]; known {
		return result
	}
	scores := func(o TaskDef) bool {
		return slices.Contains(t.Needs, o.ID) && tr.withNeeds(o, points, done).Sign() > 0
	}
	if t.Needs == nil || slices.ContainsFunc(tr.stage.Tasks, scores) {
		done[t.ID] = points[t.ID]
	} else {
		done[t.ID] = scoring.Number{}
	}
	return done[t.ID]
}

// time is the seconds of one attempt: of its timers, or of its outcome.
func (tr *trial) time(r TestRun, at where) (scoring.Number, bool) {
	if r.Times != nil {
		return tr.measured(r.Times, at.field("times")), true
	}
	switch tr.outcome(r, at).Time {
	case "limit":
		return scoring.Int(int64(*tr.stage.Attempts.Seconds)), true
	case "keep":
		tr.must(false, at, "time-given")
	}
	return scoring.Number{}, false
}

// measured is the mean of the timers.
func (tr *trial) measured(times []Decimal, at where) scoring.Number {
	timer := tr.stage.Time
	if tr.must(timer != nil && len(times) == timer.Timers, at, "timers"); !tr.possible {
		return scoring.Number{}
	}
	var seconds []scoring.Number
	for i, t := range times {
		_, fraction, _ := strings.Cut(string(t), ".")
		tr.must(len(fraction) <= timer.Decimals, at.item(i), "decimals", "most", timer.Decimals)
		limit := tr.stage.Attempts.Seconds
		tr.must(limit == nil || t.number().Cmp(scoring.Int(int64(*limit))) <= 0, at.item(i), "over-seconds")
		seconds = append(seconds, t.number())
	}
	return mean(seconds)
}

// outcome is the outcome of the run; without one, ok.
func (tr *trial) outcome(r TestRun, at where) OutcomeDef {
	i := slices.IndexFunc(tr.stage.Outcomes, func(o OutcomeDef) bool { return o.ID == r.Outcome })
	if i >= 0 {
		return tr.stage.Outcomes[i]
	}
	known := r.Outcome == "" || r.Outcome == "ok" && tr.stage.Outcomes == nil
	tr.must(known, at.field("outcome"), "outcome-unknown")
	return OutcomeDef{ID: "ok", Points: "keep", Time: "keep"}
}
