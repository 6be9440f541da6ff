package scoring

// This file makes the totals of a rule by bracket.

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

// finals gives the finish in the last stage, and to who never came there the
// place after all who did. Before the first finish is decided all are level.
func (r *Rule) finals(i int, rows []row) {
	table := r.Stages[i].Runs == nil
	if table {
		r.rankStage(i, rows)
	}
	came, decided := 0, false
	for _, x := range rows {
		came += btoi(len(x.panels[i].sheets) > 0)
		decided = decided || x.panels[i].ok
	}
	for at := range rows {
		switch p := &rows[at].panels[i]; {
		case !decided:
			p.place = Int(1)
		case len(p.sheets) == 0:
			p.place = Int(int64(came + 1))
		case !table && p.ok:
			p.place = p.result
		}
	}
}
