package scoring

// This file says which places are still possible while sheets are open.

import (
	"cmp"
	"slices"
)

// A Bound is the best and the worst place that an entry can still get.
type Bound struct{ Best, Worst int }

// An Open is a sheet that is expected and does not count yet.
type Open struct {
	Stage, Entry, Judge string
	Attempt             int
}

// Bounded reports whether [Bounds] has an answer under the rule: a result never
// falls when a mark rises, and no entry's result hangs on another's.
func (r *Rule) Bounded() bool {
	if by := methodNamed(TotalPart, string(r.By)); !by.Bounds || r.Style == Dense || r.Correct != nil || len(r.Cuts) > 0 {
		return false
	}
	loose := slices.ContainsFunc(r.Stages, func(s Stage) bool {
		return s.Weight.Sign() > 0 && (s.method() == nil || !s.method().Bounds || s.Skip)
	})
	return !loose && !slices.ContainsFunc(r.Ties, func(t Tie) bool { return t.method().Moves })
}

// Bounds returns the places still possible for each entry that is not out, when
// the open sheets come in with any marks and nothing that counts is changed;
// false where the rule allows no such answer. A stage for which an entry has not
// enough sheets, open ones included, may still give it any result or none.
//
// Every total a completion can lead to lies between those of all open sheets at
// their lowest and at their highest; who is level may stand before or behind,
// unless both have no open sheet left. [README of the reference cases: clinch]
func Bounds(rule *Rule, entries []Entry, sheets []Sheet, open []Open, votes Votes) (map[string]Bound, bool) {
	if !rule.Bounded() {
		return nil, false
	}
	of, waiting := map[string][]Sheet{}, map[string][]Open{}
	for _, s := range sheets {
		of[s.Entry] = put(of[s.Entry], s)
	}
	for _, o := range open {
		waiting[o.Entry] = append(waiting[o.Entry], o)
	}
	now := map[string]Standing{}
	for _, s := range Rank(rule, entries, sheets, nil) { // a vote holds while nobody else joins its level
		now[s.Entry] = s
	}
	groups, closed := map[string][]span{}, true
	for _, e := range entries {
		if e.Out {
			continue
		}
		s, ok := rule.span(e, of[e.ID], waiting[e.ID])
		if !ok {
			return nil, false
		}
		s.place = now[e.ID].Place
		group := ""
		if rule.Within {
			group = e.Group
		}
		groups[group] = append(groups[group], s)
		closed = closed && s.closed
	}
	bounds := map[string]Bound{}
	if closed {
		for _, s := range Rank(rule, entries, sheets, votes) {
			if s.Place > 0 {
				bounds[s.Entry] = rule.voted(s)
			}
		}
		return bounds, true
	}
	for _, spans := range groups {
		rule.bound(spans, bounds)
	}
	return bounds, true
}

// A span is what an entry's total can still be; the better one first.
type span struct {
	entry       string
	best, worst reach
	closed      bool // nothing is open: best is worst
	place       int  // now
}

// A reach is a total, or none, to be compared.
type reach struct {
	total Number
	none  bool // no total: behind all
}

func (r *Rule) better(a, b reach) int {
	if a.none || b.none {
		return cmp.Compare(btoi(a.none), btoi(b.none))
	}
	if r.low() {
		return a.total.Cmp(b.total)
	}
	return b.total.Cmp(a.total)
}

// span evaluates an entry with its open sheets at their lowest and highest.
// false where a sum lacks sheets, so that nothing limits it.
func (r *Rule) span(e Entry, sheets []Sheet, open []Open) (span, bool) {
	few := row{entry: e, panels: r.gather(e, sheets)}
	many := row{entry: e, panels: slices.Clone(few.panels)}
	lowest, highest := slices.Clone(sheets), slices.Clone(sheets)
	for _, o := range open {
		i := r.stage(o.Stage)
		if i < 0 {
			continue
		}
		lowest = put(lowest, r.Stages[i].extreme(o, len(sheets)+len(open), false))
		highest = put(highest, r.Stages[i].extreme(o, len(sheets)+len(open), true))
	}
	if len(open) > 0 {
		few.panels, many.panels = r.gather(e, lowest), r.gather(e, highest)
	}
	s := span{entry: e.ID, closed: len(open) == 0}
	for i := range r.Stages {
		stage, p := &r.Stages[i], &many.panels[i]
		if p.ok || stage.Weight.IsZero() {
			continue
		}
		if stage.method().sum {
			return s, false
		}
		highest := stage.extreme(Open{Stage: stage.ID, Entry: e.ID}, 1, true)
		s.closed, *p = false, stage.judge([]Sheet{highest}, e, 1)
	}
	bare := *r
	bare.Ties = nil // a total is asked for; a panel without sheets has no keys
	a, b := bare.finish(&few), bare.finish(&many)
	s.best, s.worst = reach{total: b.Total}, reach{total: a.Total}
	if r.low() {
		s.best, s.worst = s.worst, s.best
	}
	s.worst.none = !a.Scored
	return s, true
}

// extreme is an open sheet with the highest marks and no penalty, or with the
// lowest marks and penalties that among so many sheets cannot be outdone.
func (s *Stage) extreme(o Open, sheets int, high bool) Sheet {
	sheet := Sheet{Stage: o.Stage, Entry: o.Entry, Judge: o.Judge, Attempt: o.Attempt, Marks: s.ends(high)}
	if high {
		return sheet
	}
	sheet.Counts = map[string]int{}
	for _, p := range s.Penalties {
		sheet.Counts[p.ID] = p.MaxCount
		for off := p.Per; p.MaxCount == 0 && off.Neg().Cmp(s.Highest().Mul(Int(int64(sheets)))) < 0; {
			off = off.Mul(Int(2))
			sheet.Counts[p.ID] = max(1, sheet.Counts[p.ID]) * 2
		}
	}
	return sheet
}

// ends are the highest or the lowest marks of all criteria.
func (s *Stage) ends(high bool) map[string]Number {
	marks := make(map[string]Number, len(s.Criteria))
	for _, c := range s.Criteria {
		if marks[c.ID] = c.Min; high {
			marks[c.ID] = c.Max
		}
	}
	return marks
}

// bound counts who can and who must stand before each entry.
func (r *Rule) bound(spans []span, bounds map[string]Bound) {
	bests, worsts := make([]reach, len(spans)), make([]reach, len(spans))
	level := map[string][]int{} // closed entries by their total
	for i, s := range spans {
		bests[i], worsts[i] = s.best, s.worst
		if s.closed {
			level[s.best.total.String()] = append(level[s.best.total.String()], i)
		}
	}
	slices.SortFunc(bests, r.better)
	slices.SortFunc(worsts, r.better)
	before := func(list []reach, o reach, equal bool) int {
		n, _ := slices.BinarySearchFunc(list, o, func(a, b reach) int {
			if c := r.better(a, b); c != 0 || !equal {
				return c
			}
			return -1
		})
		return n
	}
	apart := len(r.Ties) > 0 || r.Style == Modified // who is level can stand before
	for _, s := range spans {
		b := Bound{Best: 1 + before(worsts, s.best, false), Worst: 1 + before(bests, s.worst, apart)}
		if apart || r.better(s.best, s.worst) < 0 {
			b.Worst-- // itself
		}
		if s.closed {
			for _, i := range level[s.best.total.String()] {
				switch o := spans[i]; {
				case o.entry == s.entry:
				case o.place < s.place:
					b.Best++
				case apart && (o.place > s.place || r.Style != Modified && !r.votable()):
					b.Worst--
				}
			}
		}
		bounds[s.entry] = b
	}
}

// voted are the places of an entry of which nothing is open: of those who share
// one, a vote can still put each anywhere among them.
func (r *Rule) voted(s Standing) Bound {
	b := Bound{s.Place, s.Place}
	switch {
	case !r.votable():
	case r.Style == Modified:
		b.Best -= s.With
	default:
		b.Worst += s.With
	}
	return b
}

// votable reports whether a vote could still part two entries that share a place.
func (r *Rule) votable() bool {
	n := len(r.Ties)
	return n > 0 && r.Ties[n-1].By == TieVote
}
