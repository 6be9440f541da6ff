package scoring

// This file makes the totals of a rule by bracket.

import "slices"

// last is the index of the last stage of weight above 0.
func (r *Rule) last() int {
	last := 0
	for i := range r.Stages {
		if r.Stages[i].Weight.Sign() > 0 {
			last = i
		}
	}
	return last
}

// finals gives the finish in the last stage, to who is still in the running the
// best that it can get, and to who never came there the place after all who did.
func (r *Rule) finals(i int, rows []row) {
	table := r.Stages[i].Runs == nil
	if table {
		r.rankStage(i, rows)
	}
	came, begun := 0, false
	for _, x := range rows {
		came += btoi(len(x.panels[i].sheets) > 0)
		begun = begun || x.panels[i].ok
	}
	for at := range rows {
		switch p := &rows[at].panels[i]; {
		case table && p.ok: // the place by its own chain
		case p.ok:
			p.place = p.result
		case !begun && !r.scored(rows[at]): // nothing is known yet
		case !table && len(p.runs) > 0: // the least: sheets come in any order
			p.place = slices.MinFunc(p.runs, func(a, b Run) int { return a.Points.Cmp(b.Points) }).Points
		case r.scored(rows[at]):
			p.place = Int(int64(came + 1))
		}
	}
}

// scored reports whether a stage of weight above 0 has a result.
func (r *Rule) scored(x row) bool {
	return slices.ContainsFunc(r.Stages, func(s Stage) bool { return s.Weight.Sign() > 0 && x.panels[r.stage(s.ID)].ok })
}
