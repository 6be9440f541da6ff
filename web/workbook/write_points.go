package workbook

// The places by points alone that the formulas will find, from the engine's
// totals: what stands beside them until a program computes.

import (
	"slices"

	"dovar/scoring"
)

// byPoints fills in the places by points of those who are not out: of each in
// the phase in which it got its place.
func (p *plan) byPoints(d *division) {
	d.points = p.pointsAmong(p.until(d, len(p.Rule.Cuts)))
	for k := len(p.Rule.Cuts) - 1; k >= 0; k-- {
		part := p.until(d, k)
		was, before, after := p.pointsAmong(part), 0, 0 // places taken by those who go on
		for _, s := range part {
			if p.cutOf(s) > k {
				before, after = max(before, was[s.Entry]), max(after, d.points[s.Entry])
			}
		}
		for _, s := range part {
			if place := was[s.Entry]; place > 0 && p.cutOf(s) == k {
				if p.Rule.Style == scoring.Dense {
					place += after - before
				}
				d.points[s.Entry] = place
			}
		}
	}
}

// cutOf is the index of the cut after which an entry did not go on; that of the
// last and one more for those who went on to the end.
func (p *plan) cutOf(s scoring.Standing) int {
	k := slices.IndexFunc(p.Rule.Cuts, func(c scoring.Cut) bool { return c.After == s.Cut })
	if k < 0 {
		return len(p.Rule.Cuts)
	}
	return k
}

// until are those who took part in cut k, with the totals they had at it.
func (p *plan) until(d *division, k int) (part []scoring.Standing) {
	for _, l := range d.lines {
		s := l.Standing
		if s.Out || p.cutOf(s) < k {
			continue
		}
		if p.cutOf(s) > k {
			s.Total, s.Scored = p.totalUntil(s, p.Rule.Cuts[k].After)
		}
		part = append(part, s)
	}
	return part
}

// totalUntil is a total over the stages up to one, as the formulas make it.
func (p *plan) totalUntil(s scoring.Standing, after string) (total scoring.Number, scored bool) {
	weights, missing := scoring.Number{}, false
	for n, st := range p.stages {
		result, there := s.Stages[n].Result, s.Stages[n].Complete
		switch weights = weights.Add(st.Weight); {
		case st.Weight.IsZero():
		case p.Rule.By == scoring.Ranks:
			result, there = s.Stages[n].Place, !s.Stages[n].Place.IsZero()
			missing = missing || !there
		case p.Rule.By == scoring.Percent:
			result = scoring.Int(100).Mul(result).Quo(st.Max)
		}
		if there && !st.Weight.IsZero() {
			total, scored = total.Add(st.Weight.Mul(result)), true
		}
		if st.ID == after {
			break
		}
	}
	if p.Rule.By == scoring.Percent {
		total = total.Quo(weights)
	}
	if r := p.Rule.Round; r != nil {
		total = total.RoundTo(r.Decimals, r.Mode)
	}
	return total, scored && !missing
}

// pointsAmong are the places by points of those who have one, by entry.
func (p *plan) pointsAmong(standings []scoring.Standing) map[string]int {
	compare := func(a, b scoring.Standing) int {
		switch {
		case a.Scored != b.Scored && a.Scored:
			return -1
		case a.Scored != b.Scored:
			return 1
		case !a.Scored:
			return 0 // a part of a total is none
		case p.low:
			return a.Total.Cmp(b.Total)
		}
		return b.Total.Cmp(a.Total)
	}
	slices.SortStableFunc(standings, compare)
	points, levels := make(map[string]int, len(standings)), 0
	for lo, hi := 0, 0; lo < len(standings); lo = hi {
		for hi = lo + 1; hi < len(standings) && compare(standings[lo], standings[hi]) == 0; hi++ {
		}
		levels++
		place := lo + 1
		switch p.Rule.Style {
		case scoring.Dense:
			place = levels
		case scoring.Modified:
			place = hi
		}
		for _, s := range standings[lo:hi] {
			if s.Scored || p.Rule.Last {
				points[s.Entry] = place
			}
		}
	}
	return points
}
