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
// best place that is open, and to who never came there the place after all who
// did. Before the first finish is decided all with a result are level.
func (r *Rule) finals(i int, rows []row) {
	table := r.Stages[i].Runs == nil
	if table {
		r.rankStage(i, rows)
	}
	came := 0
	var finishes []Number
	for _, x := range rows {
		p := x.panels[i]
		came += btoi(len(p.sheets) > 0)
		if p.ok {
			finishes = append(finishes, p.result)
		}
	}
	slices.SortFunc(finishes, Number.Cmp)
	open := 1
	for _, f := range finishes {
		if f.Cmp(Int(int64(open))) <= 0 {
			open++
		}
	}
	for at := range rows {
		switch p := &rows[at].panels[i]; {
		case table && p.ok: // the place by its own chain
		case p.ok:
			p.place = p.result
		case !table && len(p.sheets) > 0 && len(finishes) > 0:
			p.place = Int(int64(open))
		case !r.scored(rows[at]):
		case len(finishes) == 0:
			p.place = Int(1)
		default:
			p.place = Int(int64(came + 1))
		}
	}
}

// scored reports whether a stage of weight above 0 has a result.
func (r *Rule) scored(x row) bool {
	return slices.ContainsFunc(r.Stages, func(s Stage) bool { return s.Weight.Sign() > 0 && x.panels[r.stage(s.ID)].ok })
}
