package scoring

// This file says what each key of a tie chain compares.

import "slices"

func (t Tie) method() *Method { return methodNamed(TiePart, string(t.By)) }

// result is the one panel of a row that a key looks at; nil where it has none
// or no result.
func (x *row) result() *panel {
	if len(x.panels) == 0 || !x.panels[0].ok {
		return nil
	}
	return &x.panels[0]
}

func stageKey(_ Tie, x *row) []Number {
	if p := x.result(); p != nil {
		return []Number{p.result}
	}
	return nil
}

func criterionKey(t Tie, x *row) []Number {
	p := x.result()
	if p == nil {
		return nil
	}
	values := marksOf(p.sheets, t.Criterion)
	if len(values) == 0 || p.method.sum && len(values) < p.params.From {
		return nil
	}
	return []Number{p.method.fold(p.params, values)}
}

func countbackKey(_ Tie, x *row) []Number {
	if p := x.result(); p != nil {
		return slices.SortedFunc(slices.Values(p.scores), func(a, b Number) int { return b.Cmp(a) })
	}
	return nil
}

func bestSheetKey(t Tie, x *row) []Number {
	if scores := countbackKey(t, x); scores != nil {
		return scores[:1]
	}
	return nil
}

func penaltiesKey(_ Tie, x *row) []Number {
	p := x.result()
	if p == nil {
		return nil
	}
	return []Number{mean(p.penalties)}
}

// attempt is the n-th best run with a result.
func attempt(t Tie, x *row) (Run, bool) {
	if len(x.panels) == 0 || t.N > len(x.panels[0].runs) || x.panels[0].runs[t.N-1].None {
		return Run{}, false
	}
	return x.panels[0].runs[t.N-1], true
}

func attemptKey(t Tie, x *row) []Number {
	if run, ok := attempt(t, x); ok {
		return []Number{run.Points}
	}
	return nil
}

func attemptTimeKey(t Tie, x *row) []Number {
	if run, ok := attempt(t, x); ok && run.Timed {
		return []Number{run.Time}
	}
	return nil
}

func finishedKey(_ Tie, x *row) []Number {
	n := 0
	if len(x.panels) > 0 {
		n = len(x.panels[0].scores)
	}
	return []Number{Int(int64(n))}
}

func extraRunKey(_ Tie, x *row) []Number {
	if len(x.panels) == 0 || len(x.panels[0].extra) == 0 {
		return nil
	}
	return x.panels[0].extra[:1]
}

func winsKey(_ Tie, x *row) []Number {
	n := 0
	for _, g := range x.games(0) {
		n += btoi(g.Won)
	}
	return []Number{Int(int64(n))}
}

func differenceKey(_ Tie, x *row) []Number {
	sum := Number{}
	for _, g := range x.games(0) {
		sum = sum.Add(g.For).Sub(g.Conceded)
	}
	return []Number{sum}
}

func fieldKey(t Tie, x *row) []Number {
	if v, ok := x.entry.Fields[t.Field]; ok {
		return []Number{v}
	}
	return nil
}

// games are those of the entry that count, in the stage at index i.
func (x *row) games(i int) (out []*Game) {
	if i < len(x.panels) {
		for _, sheet := range x.panels[i].sheets {
			if sheet.Game != nil {
				out = append(out, sheet.Game)
			}
		}
	}
	return out
}

// headToHeadKeys are the points of the games among the group.
func headToHeadKeys(t Tie, group []*row, _ Votes) [][]Number {
	keys := make([][]Number, len(group))
	for i, x := range group {
		sum := Number{}
		for at := range x.panels {
			for _, sheet := range x.panels[at].sheets {
				if g := sheet.Game; g != nil && sheet.Stage == t.Stage &&
					slices.ContainsFunc(group, func(o *row) bool { return o.entry.ID == g.Against }) {
					sum = sum.Add(g.Points)
				}
			}
		}
		keys[i] = []Number{sum}
	}
	return keys
}

// sonnebornKeys are the sums of the points of each game times those of the
// opponent (Sonneborn-Berger; FIDE handbook C.07).
func sonnebornKeys(r *Rule, t Tie, rows []*row) [][]Number {
	return overOpponents(r, t, rows, func(g *Game, points Number) Number { return g.Points.Mul(points) })
}

// buchholzKeys are the sums of the points of the opponents (FIDE handbook C.07);
// a bye has none.
func buchholzKeys(r *Rule, t Tie, rows []*row) [][]Number {
	return overOpponents(r, t, rows, func(_ *Game, points Number) Number { return points })
}

// overOpponents sums over each entry's games what of makes of a game and of the
// points that the opponent has in the stage.
func overOpponents(r *Rule, t Tie, rows []*row, of func(*Game, Number) Number) [][]Number {
	at := r.stage(t.Stage)
	points := map[string]Number{}
	for _, x := range rows {
		points[x.entry.ID] = x.panels[at].result
	}
	keys := make([][]Number, len(rows))
	for i, x := range rows {
		sum := Number{}
		for _, g := range x.games(at) {
			sum = sum.Add(of(g, points[g.Against]))
		}
		keys[i] = []Number{sum}
	}
	return keys
}

// skatingKeys are the places of a final by rules 9 to 11: of those level on the
// sum of their places, that is the order of rules 10 and 11.
func skatingKeys(r *Rule, _ Tie, rows []*row) [][]Number {
	keys := make([][]Number, len(rows))
	var ranked []int
	var places, marks [][]Number
	for i, x := range rows {
		if r.class(x.standing) > 0 {
			continue
		}
		var own, given []Number
		for at := range x.panels {
			if p := &x.panels[at]; r.Stages[at].Weight.Sign() > 0 {
				own, given = append(own, p.result), append(given, p.places...)
			}
		}
		ranked, places, marks = append(ranked, i), append(places, own), append(marks, given)
	}
	if !slices.ContainsFunc(marks, func(m []Number) bool { return len(m) > 0 }) {
		marks = nil
	}
	for i, skated := range SkatingFinal(places, marks) {
		keys[ranked[i]] = []Number{skated.Place}
	}
	return keys
}

// voteKeys are the recorded votes, where each entry of the group has one: an
// order by pairs, in which an entry without a number is level with all, would
// be none.
func voteKeys(_ Tie, group []*row, votes Votes) [][]Number {
	keys := make([][]Number, len(group))
	for i, x := range group {
		n, ok := votes[x.entry.ID]
		if !ok {
			return make([][]Number, len(group))
		}
		keys[i] = []Number{Int(int64(n))}
	}
	return keys
}
