package scoring

// This file makes results in which every entry has a part: judges' places, the
// places of stages, corrected severity, cuts and groups.

import (
	"maps"
	"slices"
)

// moves reports whether one mark can move entries other than its own, so that a
// table has to be made anew.
func (r *Rule) moves() bool {
	if methodNamed(TotalPart, string(r.By)).Moves || r.Correct != nil || len(r.Cuts) > 0 || r.Within {
		return true
	}
	for i := range r.Stages {
		if m := r.Stages[i].method(); m != nil && m.Moves {
			return true
		}
	}
	return slices.ContainsFunc(r.Ties, func(t Tie) bool { return t.method().Moves })
}

// whole fills what the entries' panels owe to each other. Entries that are out
// have no part in it.
func (r *Rule) whole(rows []row) {
	for i := range r.Stages {
		s := &r.Stages[i]
		var panels []*panel
		settled := false
		for at := range rows {
			p := &rows[at].panels[i]
			if !rows[at].entry.Out && len(p.sheets) > 0 {
				panels = append(panels, p)
			}
			settled, p.settled = p.settled, true
		}
		if settled {
			continue // before a cut, among all who took part
		}
		if m := s.method(); m != nil && m.whole != nil {
			m.whole(s, panels)
		}
		if r.Correct != nil && s.Runs == nil && !s.Games {
			r.correct(i, rows)
		}
		if r.By == Ranks {
			r.rankStage(i, rows)
		}
		if r.By == Bracket && i == r.last() {
			r.finals(i, rows)
		}
	}
}

// correct replaces the raw results of a stage where its sheets allow it.
func (r *Rule) correct(i int, rows []row) {
	var scores []Score
	for _, row := range rows {
		p := row.panels[i]
		if row.entry.Out || !p.ok {
			continue
		}
		for at, sheet := range p.sheets {
			by := sheet.Judge
			if r.ByRoom {
				by = sheet.Room
			}
			scores = append(scores, Score{row.entry.ID, by, p.scores[at]})
		}
	}
	results, ok := r.Correct(r.Stages[i].ID, scores)
	if !ok {
		return
	}
	for at := range rows {
		p := &rows[at].panels[i]
		if result, known := results[rows[at].entry.ID]; known && p.ok {
			p.raw, p.result, p.adjusted = p.result, result, true
		}
	}
}

// rankStage gives the places of a stage by its own rule and chain.
func (r *Rule) rankStage(i int, rows []row) {
	if r.Stages[i].Weight.IsZero() {
		return
	}
	own := Rule{By: Points, Style: r.Style, MinSheets: r.MinSheets, Stages: []Stage{r.Stages[i]}, Ties: r.Stages[i].Ties}
	own.Stages[0].Weight, own.Stages[0].Ties = Int(1), nil
	of := map[string]*panel{}
	var alone []row
	for at := range rows {
		if p := &rows[at].panels[i]; p.ok && !rows[at].entry.Out {
			of[rows[at].entry.ID] = p
			alone = append(alone, row{entry: rows[at].entry, panels: []panel{*p}})
		}
	}
	for _, s := range own.ranked(alone, nil) {
		of[s.Entry].place = Int(int64(s.Place))
		if r.Style == Fractional {
			of[s.Entry].place = s.Mean
		}
	}
}

// cut ranks those who go on after the first cut by the whole rule, and puts the
// others behind them as they stood. How many are better decides who goes on,
// whatever style numbers the places.
func (r *Rule) cut(rows []row, votes Votes) []Standing {
	c := r.Cuts[0]
	before, rest := *r, *r
	before.Cuts, rest.Cuts = nil, r.Cuts[1:]
	before.Stages = r.Stages[:r.stage(c.After)+1]
	before.Ties = nil
	var asked []int // of r.Ties
	for i, t := range r.Ties {
		if t.Stage == "" || before.stage(t.Stage) >= 0 {
			before.Ties, asked = append(before.Ties, t), append(asked, i)
		}
	}
	var short []row
	for _, x := range rows {
		short = append(short, row{entry: x.entry, panels: x.panels[:len(before.Stages)]})
	}
	before.whole(short)                         // in rows too: the stages of those who go on were of all
	was, n := before.standings(short, votes), 0 // n go on
	for n < len(was) && was[n].Place > 0 && (n < c.Top || was[n].Place == was[n-1].Place) {
		n++
	}
	own := map[string]*row{}
	for i := range rows {
		own[rows[i].entry.ID] = &rows[i]
	}
	stayed := map[string]bool{}
	for _, s := range was[n:] {
		stayed[s.Entry] = true
	}
	out := rest.standings(slices.DeleteFunc(slices.Clone(rows), func(x row) bool { return stayed[x.entry.ID] }), votes)
	shift := 0
	if r.Style == Dense { // as many places as are now taken before them
		shift = differentPlaces(out) - differentPlaces(was[:n])
	}
	for _, s := range was[n:] {
		full, keys := r.finish(own[s.Entry]), make([][]Number, len(r.Ties))
		for i, key := range s.Keys {
			keys[asked[i]] = key
		}
		s.Cut, s.Stages, s.Counted, s.Keys = c.After, full.Stages, full.Counted, keys
		if s.Decided > 0 {
			s.Decided = 1 + asked[s.Decided-1]
		}
		if s.Place > 0 {
			s.Place += shift
		}
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(a, b Standing) int { return btoi(a.Place == 0) - btoi(b.Place == 0) })
	return out
}

// differentPlaces counts the places taken; an entry without a place takes none.
func differentPlaces(standings []Standing) int {
	taken := map[int]bool{}
	for _, s := range standings {
		taken[s.Place] = s.Place > 0
	}
	delete(taken, 0)
	return len(taken)
}

// within makes places among the entries of each group, groups by name.
func (r *Rule) within(rows []row, votes Votes) (out []Standing) {
	one := *r
	one.Within = false
	groups := map[string][]row{}
	var names []string
	for _, x := range rows {
		if groups[x.entry.Group] == nil {
			names = append(names, x.entry.Group)
		}
		groups[x.entry.Group] = append(groups[x.entry.Group], x)
	}
	slices.Sort(names)
	for _, name := range names {
		for _, s := range one.standings(groups[name], votes) {
			s.Group = name
			out = append(out, s)
		}
	}
	return out
}

// judged is one judge's sheets of a stage, with the places they give.
type judged struct {
	panel *panel
	score Number
	place Number
}

// byJudge lists, for each judge, the entries in the judge's own order with the
// mean of the places that equal scores share. Only entries that every judge of
// the stage has scored take part: the others wait.
func byJudge(s *Stage, panels []*panel) map[string][]judged {
	all := map[string][]judged{}
	for _, p := range panels {
		for at, sheet := range p.sheets {
			all[sheet.Judge] = append(all[sheet.Judge], judged{panel: p, score: p.scores[at]})
		}
	}
	for judge, list := range all {
		list = slices.DeleteFunc(list, func(j judged) bool { return len(j.panel.sheets) < len(all) })
		slices.SortStableFunc(list, func(a, b judged) int {
			if s.Places {
				return a.score.Cmp(b.score)
			}
			return b.score.Cmp(a.score)
		})
		for lo := 0; lo < len(list); {
			hi := lo + 1
			for hi < len(list) && list[hi].score.Cmp(list[lo].score) == 0 {
				hi++
			}
			for i := lo; i < hi; i++ {
				list[i].place = shared(lo+1, hi-lo)
			}
			lo = hi
		}
		all[judge] = list
	}
	return all
}

// rankSum adds the places that the judges' sheets give an entry.
func rankSum(s *Stage, panels []*panel) {
	for _, list := range byJudge(s, panels) {
		for _, j := range list {
			j.panel.result, j.panel.ok = j.panel.result.Add(j.place), true
		}
	}
}

// pointsTable gives the entries points by their place in the rank sum, the way
// of the Eurovision juries of 2016: Table[0] for the lowest sum. Entries that
// share places share their points evenly.
func pointsTable(s *Stage, panels []*panel) {
	rankSum(s, panels)
	list := slices.DeleteFunc(slices.Clone(panels), func(p *panel) bool { return !p.ok })
	slices.SortStableFunc(list, func(a, b *panel) int { return a.result.Cmp(b.result) })
	for lo := 0; lo < len(list); {
		hi := lo + 1
		points := s.tablePoints(lo)
		for hi < len(list) && list[hi].result.Cmp(list[lo].result) == 0 {
			points = points.Add(s.tablePoints(hi))
			hi++
		}
		for _, p := range list[lo:hi] {
			p.result = points.Quo(Int(int64(hi - lo)))
		}
		lo = hi
	}
}

func (s *Stage) tablePoints(at int) Number {
	if at < len(s.Params.Table) {
		return s.Params.Table[at]
	}
	return Number{}
}

// majorityPlaces places the entries of one stage by rules 5 to 8 of the Skating
// System over the judges' places.
func majorityPlaces(s *Stage, panels []*panel) {
	judges := byJudge(s, panels)
	for _, judge := range slices.Sorted(maps.Keys(judges)) {
		for _, j := range judges[judge] {
			j.panel.places = append(j.panel.places, j.place)
		}
	}
	ranked := slices.DeleteFunc(slices.Clone(panels), func(p *panel) bool { return p.places == nil })
	table := make([][]Number, len(ranked))
	for i, p := range ranked {
		table[i] = p.places
	}
	for i, skated := range SkatingDance(table) {
		ranked[i].result, ranked[i].ok = skated.Place, true
	}
}
