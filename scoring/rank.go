package scoring

// This file is the definition of the standings: one ranking for all methods.

import "slices"

// Rank returns the standings of the entries under a rule that passed
// [Rule.Check]: by total, what is level by the tie chain, what is still level
// on a shared place. Entries that are out or have no total follow, without a
// place unless the rule gives the last one. Among entries that nothing tells
// apart the order of listing is that of entries; it is not a place.
//
// Entries have distinct ids. Of sheets with one identity one counts, see
// [Sheet]; sheets of unknown entries and stages do not matter.
func Rank(rule *Rule, entries []Entry, sheets []Sheet, votes Votes) []Standing {
	of := map[string][]Sheet{}
	for _, s := range sheets {
		of[s.Entry] = put(of[s.Entry], s)
	}
	rows := make([]row, len(entries))
	for i, e := range entries {
		rows[i] = row{entry: e, panels: rule.gather(e, of[e.ID])}
	}
	return rule.standings(rows, votes)
}

// put replaces the sheet of the same identity unless its version is higher, or
// adds s.
func put(sheets []Sheet, s Sheet) []Sheet {
	if i := find(sheets, s.Stage, s.Judge, s.Attempt); i >= 0 {
		if sheets[i].Version <= s.Version {
			sheets[i] = s
		}
		return sheets
	}
	return append(sheets, s)
}

// find returns the index of a sheet among those of one entry, or -1.
func find(sheets []Sheet, stage, judge string, attempt int) int {
	return slices.IndexFunc(sheets, func(s Sheet) bool {
		return s.Stage == stage && s.Judge == judge && s.Attempt == attempt
	})
}

// A row is one entry on its way to a standing.
type row struct {
	entry    Entry
	panels   []panel // by stage
	standing *Standing
}

// gather makes an entry's panels of its sheets.
func (r *Rule) gather(e Entry, sheets []Sheet) []panel {
	panels := make([]panel, len(r.Stages))
	for i := range r.Stages {
		stage := &r.Stages[i]
		var own []Sheet
		for _, sheet := range sheets {
			if sheet.Stage == stage.ID {
				own = append(own, sheet)
			}
		}
		panels[i] = stage.judge(own, e, r.MinSheets)
		panels[i].listed = stage.scores(own, &panels[i])
	}
	return panels
}

// standings ranks gathered rows; what the entries owe to each other is filled
// in first, in copies.
func (r *Rule) standings(rows []row, votes Votes) []Standing {
	if r.moves() {
		rows = slices.Clone(rows)
		for i := range rows {
			rows[i].panels = slices.Clone(rows[i].panels)
		}
		switch {
		case r.Within:
			return r.within(rows, votes)
		case len(r.Cuts) > 0:
			return r.cut(rows, votes)
		}
		r.whole(rows)
	}
	return r.ranked(rows, votes)
}

// ranked ranks rows whose panels are complete.
func (r *Rule) ranked(rows []row, votes Votes) []Standing {
	o, list := r.ordering(), r.finishAll(rows)
	slices.SortStableFunc(list, o.compare)
	return o.arrange(list, votes, len(list))
}

// finishAll makes the standing of each row, with what all rows have a part in.
func (r *Rule) finishAll(rows []row) []*row {
	out := make([]*row, len(rows))
	for i := range rows {
		rows[i].standing = r.finish(&rows[i])
		out[i] = &rows[i]
	}
	for i, t := range r.Ties {
		if m := t.method(); m.all != nil {
			for at, key := range m.all(r, t, out) {
				out[at].standing.Keys[i] = key
			}
		}
	}
	return out
}

// finish returns all of an entry's standing that the others have no part in:
// everything but places and the keys that compare a group.
func (r *Rule) finish(x *row) *Standing {
	s := &Standing{Entry: x.entry.ID, Out: x.entry.Out, Stages: make([]StageResult, len(r.Stages)), Keys: make([][]Number, len(r.Ties))}
	weights, missing := Number{}, false
	for i := range r.Stages {
		stage, p := &r.Stages[i], &x.panels[i]
		s.Counted += len(p.scores)
		s.Stages[i] = StageResult{Stage: stage.ID, Attempt: p.attempt, Counted: len(p.scores), Complete: p.ok,
			Result: p.result, Raw: p.raw, Adjusted: p.adjusted, Place: p.place, Sheets: p.listed}
		weights = weights.Add(stage.Weight)
		switch {
		case stage.Weight.IsZero():
		case !p.ok || r.By == Ranks && p.place.IsZero():
			missing = true
		default:
			s.Scored = true
			s.Total = s.Total.Add(stage.Weight.Mul(r.counts(stage, p)))
		}
	}
	if r.By == Percent {
		s.Total = s.Total.Quo(weights)
	}
	if r.By == Ranks && missing {
		s.Scored, s.Total = false, Number{}
	}
	if r.By == Bracket {
		s.Total = x.panels[r.last()].place
		s.Scored = !s.Total.IsZero()
	}
	if r.Round != nil {
		s.Total = s.Total.RoundTo(r.Round.Decimals, r.Round.Mode)
	}
	for i, t := range r.Ties {
		if m := t.method(); m.key != nil {
			s.Keys[i] = m.key(t, r.at(x, t.Stage))
		}
	}
	return s
}

// counts is what a stage brings to the total before its weight.
func (r *Rule) counts(s *Stage, p *panel) Number {
	switch r.By {
	case Percent:
		return hundred.Mul(p.result).Quo(s.Max)
	case Ranks:
		return p.place
	}
	return p.result
}

// at is the row seen from one stage: its panel alone.
func (r *Rule) at(x *row, stage string) *row {
	i := r.stage(stage)
	if i < 0 {
		return &row{entry: x.entry}
	}
	return &row{entry: x.entry, panels: x.panels[i : i+1]}
}
