package scoring

// This file orders entries and gives them their places: once, for all methods.

import (
	"cmp"
	"slices"
)

// low reports whether a lower total is better: then all stages that count are so.
func (r *Rule) low() bool {
	return methodNamed(TotalPart, string(r.By)).Low || slices.ContainsFunc(r.Stages, func(s Stage) bool { return s.Weight.Sign() > 0 && s.Low() })
}

// An ordering is what a rule says of the order of two rows.
type ordering struct {
	*Rule
	low   bool
	alone int // so many keys come before the first that compares a group
}

func (r *Rule) ordering() ordering {
	alone := slices.IndexFunc(r.Ties, func(t Tie) bool { return t.method().group != nil })
	if alone < 0 {
		alone = len(r.Ties)
	}
	return ordering{r, r.low(), alone}
}

// compare sorts those with a total before those without, those who are out
// last; by total and by the keys that look at one entry alone, up to the first
// that compares a group.
func (o ordering) compare(a, b *row) int {
	x, y := a.standing, b.standing
	if c := cmp.Compare(o.class(x), o.class(y)); c != 0 || !o.placed(x) {
		return c
	}
	if c := y.Total.Cmp(x.Total); c != 0 {
		if o.low {
			return -c
		}
		return c
	}
	for i, t := range o.Ties[:o.alone] {
		if c := t.compare(x.Keys[i], y.Keys[i]); c != 0 {
			return c
		}
	}
	return 0
}

// level reports whether compare puts a and b on the same level.
func (o ordering) level(a, b *row) bool {
	return o.placed(a.standing) && o.placed(b.standing) && o.compare(a, b) == 0
}

func (r *Rule) class(s *Standing) int {
	switch {
	case s.Out && r.Last:
		return 2
	case s.Out || !s.Scored:
		return 1
	}
	return 0
}

// placed reports whether the entry gets a place.
func (r *Rule) placed(s *Standing) bool { return !s.Out && (s.Scored || r.Last) }

// compare compares one by one; a longer list comes before its prefix, so that
// an entry without a value comes after those with one.
func (t Tie) compare(a, b []Number) int {
	for i := range min(len(a), len(b)) {
		c := b[i].Cmp(a[i])
		if t.Ascending || t.By == TieVote || t.By == TieSkating {
			c = -c
		}
		if c != 0 {
			return c
		}
	}
	return cmp.Compare(len(b), len(a))
}

// arrange gives the places of sorted rows, at least the first n of them.
func (o ordering) arrange(rows []*row, votes Votes, n int) []Standing {
	a := arranging{rule: o.Rule, votes: votes, out: make([]Standing, 0, n)}
	for lo := 0; lo < len(rows) && lo < n; lo = len(a.out) {
		hi := lo + 1
		for hi < len(rows) && o.level(rows[lo], rows[hi]) {
			hi++
		}
		if !o.placed(rows[lo].standing) {
			a.out = append(a.out, *rows[lo].standing)
			continue
		}
		decided := 0
		if lo > 0 {
			decided = o.decided(rows[lo-1].standing, rows[lo].standing)
		}
		a.part(rows[lo:hi], 0, decided)
	}
	return a.out
}

// An arranging is standings being placed from the top.
type arranging struct {
	rule   *Rule
	votes  Votes
	out    []Standing
	levels int // places given so far
}

// part asks the keys from k on that compare a group; what they tell apart is
// asked further, each level by itself. decided is the key that put the group
// below what stands above it.
func (a *arranging) part(group []*row, k, decided int) {
	for ; len(group) > 1 && k < len(a.rule.Ties); k++ {
		t := a.rule.Ties[k]
		m := t.method()
		if m.group == nil && m.key == nil && m.all == nil {
			continue
		}
		if m.group != nil {
			group = keyed(group, k, m.group(t, group, a.votes))
		}
		compare := func(x, y *row) int { return t.compare(x.standing.Keys[k], y.standing.Keys[k]) }
		slices.SortStableFunc(group, compare)
		if compare(group[0], group[len(group)-1]) == 0 {
			continue
		}
		for lo := 0; lo < len(group); {
			hi := lo + 1
			for hi < len(group) && compare(group[lo], group[hi]) == 0 {
				hi++
			}
			a.part(group[lo:hi], k+1, decided)
			lo, decided = hi, k+1
		}
		return
	}
	a.place(group, decided)
}

// keyed are copies of the rows with their k-th key set.
func keyed(group []*row, k int, keys [][]Number) []*row {
	out := make([]*row, len(group))
	for i, x := range group {
		s := *x.standing
		s.Keys = slices.Clone(s.Keys)
		s.Keys[k] = keys[i]
		out[i] = &row{entry: x.entry, panels: x.panels, standing: &s}
	}
	return out
}

// place gives a group that nothing tells apart its place.
func (a *arranging) place(group []*row, decided int) {
	before, n := len(a.out), len(group)
	a.levels++
	place := before + 1
	switch a.rule.Style {
	case Dense:
		place = a.levels
	case Modified:
		place = before + n
	}
	for i, x := range group {
		s := *x.standing
		s.Place, s.Mean, s.Shared, s.With = place, shared(before+1, n), n > 1, n-1
		if i == 0 {
			s.Decided = decided
		}
		a.out = append(a.out, s)
	}
}

// decided is the key that tells apart two rows in order: 0 where the total does.
func (r *Rule) decided(above, s *Standing) int {
	if above.Total.Cmp(s.Total) != 0 || r.class(above) != r.class(s) {
		return 0
	}
	for i, t := range r.Ties {
		if t.compare(above.Keys[i], s.Keys[i]) != 0 {
			return i + 1
		}
	}
	return 0
}
