package web_test

// Places of a drawn contest, written anew: judges' places, places in stages,
// cuts, styles, votes.

import (
	"cmp"
	"math/big"
	"slices"

	"dovar/judging"
)

// keyOf is what a tie compares: one value, the sheets from high to low, or none.
func (o *outcome) keyOf(w *drawn, t judging.TieDef) []*big.Rat {
	switch t.By {
	case "attempt", "attempt_time", "finished":
		return runKey(t, o.runs[t.Stage])
	case "extra_run":
		return extraKey(w.stage(t.Stage), o.extra[t.Stage])
	}
	if o.panels[t.Stage] == nil {
		return nil
	}
	switch t.By {
	case "stage":
		return []*big.Rat{o.panels[t.Stage]}
	case "penalties":
		return []*big.Rat{o.penalties[t.Stage]}
	case "criterion":
		if m := foldRat(w.stage(t.Stage), o.marks[t.Stage][t.Criterion]); m != nil {
			return []*big.Rat{m}
		}
		return nil
	}
	var list []*big.Rat
	for _, x := range o.sheets[t.Stage] {
		list = append(list, x)
	}
	slices.SortFunc(list, func(a, b *big.Rat) int { return b.Cmp(a) })
	if t.By == "sheet_best" {
		return list[:1]
	}
	return list
}

func (w *drawn) stage(id string) judging.StageDef {
	return w.def.Stages[slices.IndexFunc(w.def.Stages, func(s judging.StageDef) bool { return s.ID == id })]
}

// lowPanel reports whether a lower result of the method is better.
func lowPanel(panel string) bool { return panel == "rank_sum" || panel == "majority" }

// movesAll reports whether all entries have a part in the results of the stage.
func movesAll(st judging.StageDef) bool {
	return st.Panel == "points_table" || lowPanel(st.Panel) || st.Attempts != nil && st.Attempts.Count == "normalised"
}

// before compares figures and a chain but its vote; below 0 puts a first.
func (w *drawn) before(a, b *outcome, x, y *big.Rat, low bool, ties []judging.TieDef) int {
	switch {
	case x != nil && y == nil:
		return -1
	case x == nil && y != nil:
		return 1
	case x != nil && x.Cmp(y) != 0:
		if low {
			return x.Cmp(y)
		}
		return y.Cmp(x)
	}
	for _, t := range ties {
		if t.By == "vote" {
			continue
		}
		x, y := a.keyOf(w, t), b.keyOf(w, t)
		c := slices.CompareFunc(x[:min(len(x), len(y))], y[:min(len(x), len(y))], func(a, b *big.Rat) int { return b.Cmp(a) })
		if t.Order == "asc" {
			c = -c
		}
		if c := cmp.Or(c, cmp.Compare(len(y), len(x))); c != 0 {
			return c
		}
	}
	return 0
}

// numbered gives the levels of an order their places: each index its place, how
// many have it, and how many come before.
func (w *drawn) numbered(n int, before func(a, b int) int) (places, shares, above []int) {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, before)
	places, shares, above = make([]int, n), make([]int, n), make([]int, n)
	levels := 0
	for lo, hi := 0, 0; lo < n; lo = hi {
		for hi = lo + 1; hi < n && before(order[lo], order[hi]) == 0; hi++ {
		}
		levels++
		for _, i := range order[lo:hi] {
			places[i], shares[i], above[i] = map[string]int{"1224": lo + 1, "1223": levels, "1334": hi}[w.def.Rank.Style], hi-lo, lo
		}
	}
	return places, shares, above
}

// rankAmong ranks those who are in over the first stages, of which the results
// of some are made: among all who took part in them.
func (w *drawn) rankAmong(in []*outcome, made int, stages []judging.StageDef, ties []judging.TieDef) {
	weights := whole(0)
	for i, st := range stages {
		if weights = plus(weights, rat(st.Weight)); i < made {
			continue
		}
		if movesAll(st) {
			wholeRat(st, in)
		} else {
			for _, o := range in {
				if x := w.panelRat(st, o); x != nil {
					o.panels[st.ID] = x
				}
			}
		}
		if w.def.Rank.By == "ranks" && st.Weight != "0" {
			part := slices.DeleteFunc(slices.Clone(in), func(o *outcome) bool { return o.panels[st.ID] == nil })
			places, _, _ := w.numbered(len(part), func(a, b int) int {
				return w.before(part[a], part[b], part[a].panels[st.ID], part[b].panels[st.ID], lowPanel(st.Panel) || st.Kind == "time", st.Ties)
			})
			for i, o := range part {
				o.places[st.ID] = whole(places[i])
			}
		}
	}
	for _, o := range in {
		o.total = nil
		w.totalRat(o, stages, weights)
	}
	low := w.def.Rank.Order == "asc"
	part := slices.DeleteFunc(slices.Clone(in), func(o *outcome) bool { return o.total == nil && w.def.Rank.Unfinished == "none" })
	byTotal := func(a, b int) int { return w.before(part[a], part[b], part[a].total, part[b].total, low, nil) }
	byChain := func(a, b int) int { return w.before(part[a], part[b], part[a].total, part[b].total, low, ties) }
	points, _, _ := w.numbered(len(part), byTotal)
	places, shares, above := w.numbered(len(part), func(a, b int) int { return cmp.Or(byChain(a, b), w.voted(part, a, b, byChain, ties)) })
	for i, o := range part {
		o.points, o.place, o.shares, o.above = points[i], places[i], shares[i], above[i]
	}
}

// voted compares by the vote, where the chain ends with one and all who are
// level with a have been voted on.
func (w *drawn) voted(part []*outcome, a, b int, chain func(a, b int) int, ties []judging.TieDef) int {
	if len(ties) == 0 || ties[len(ties)-1].By != "vote" {
		return 0
	}
	for i, o := range part {
		if chain(a, i) == 0 && w.votes[o.entry.ID] == 0 {
			return 0
		}
	}
	return w.votes[part[a].entry.ID] - w.votes[part[b].entry.ID]
}

func (w *drawn) totalRat(o *outcome, stages []judging.StageDef, weights *big.Rat) {
	for _, st := range stages {
		if st.Weight == "0" {
			continue
		}
		x := o.panels[st.ID]
		switch {
		case w.def.Rank.By == "ranks":
			if x = o.places[st.ID]; x == nil {
				o.total = nil
				return
			}
		case x == nil:
			continue
		case w.def.Rank.By == "percent":
			x = over(times(whole(100), x), rat(*st.Max))
		}
		if o.total == nil {
			o.total = whole(0)
		}
		o.total = plus(o.total, times(rat(st.Weight), x))
	}
	if o.total != nil && w.def.Rank.By == "percent" {
		o.total = over(o.total, weights)
	}
	if r := w.def.Rank.Round; o.total != nil && r != nil {
		o.total = roundedRat(o.total, []judging.RoundingDef{{At: "total", Decimals: r.Decimals, Mode: r.Mode}}, "total")
	}
}

// outcomes are all entries of a division with their places.
func (w *drawn) outcomes(division string) map[string]*outcome {
	all := map[string]*outcome{}
	var in, out []*outcome
	for _, e := range w.entries {
		if e.Division != division {
			continue
		}
		o := w.outcomeOf(e)
		if all[e.ID] = o; e.State == judging.EntryActive {
			in = append(in, o)
		} else {
			out = append(out, o)
		}
	}
	w.phases(in, 0, w.def.Rank.Cuts)
	for _, o := range out {
		w.ofThoseOut(o)
	}
	return all
}

// phases ranks those who are in up to the first of the cuts, and then those who
// go on.
func (w *drawn) phases(in []*outcome, made int, cuts []judging.CutDef) {
	if len(cuts) == 0 {
		w.rankAmong(in, made, w.def.Stages, w.def.Ties)
		return
	}
	upTo := 1 + slices.IndexFunc(w.def.Stages, func(s judging.StageDef) bool { return s.ID == cuts[0].After })
	ties := slices.DeleteFunc(slices.Clone(w.def.Ties), func(t judging.TieDef) bool {
		return t.Stage != "" && !slices.ContainsFunc(w.def.Stages[:upTo], func(s judging.StageDef) bool { return s.ID == t.Stage })
	})
	w.rankAmong(in, made, w.def.Stages[:upTo], ties)
	var on, stay []*outcome
	for _, o := range in {
		if o.place > 0 && o.above < cuts[0].Top {
			on = append(on, o)
		} else {
			o.cut = cuts[0].After
			w.later(o, w.def.Stages[upTo:])
			stay = append(stay, o)
		}
	}
	places, points := mostOf(on)
	for _, o := range on {
		o.place, o.points, o.shares = 0, 0, 0
	}
	w.phases(on, upTo, cuts[1:])
	placesNow, pointsNow := mostOf(on)
	for _, o := range stay {
		if w.def.Rank.Style == "1223" && o.place > 0 { // as many places as are now taken before
			o.place, o.points = o.place+placesNow-places, o.points+pointsNow-points
		}
	}
}

// mostOf are the last places taken.
func mostOf(of []*outcome) (place, points int) {
	for _, o := range of {
		place, points = max(place, o.place), max(points, o.points)
	}
	return place, points
}

// later fills in the results after a cut that an entry's own sheets give.
func (w *drawn) later(o *outcome, stages []judging.StageDef) {
	for _, st := range stages {
		if x := w.panelRat(st, o); x != nil && !movesAll(st) {
			o.panels[st.ID] = x
		}
	}
}

// ofThoseOut are results and total of an entry that is out: without places and
// without those in which others have a part, over the stages up to the first cut.
func (w *drawn) ofThoseOut(o *outcome) {
	w.later(o, w.def.Stages)
	stages := w.def.Stages
	if cuts := w.def.Rank.Cuts; len(cuts) > 0 {
		stages = stages[:1+slices.IndexFunc(stages, func(s judging.StageDef) bool { return s.ID == cuts[0].After })]
	}
	weights := whole(0)
	for _, st := range stages {
		weights = plus(weights, rat(st.Weight))
	}
	w.totalRat(o, stages, weights)
}
