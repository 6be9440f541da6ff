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
	final := make([]scoring.Standing, 0, len(d.lines))
	for _, l := range d.lines {
		if l.Standing.Cut == "" {
			final = append(final, l.Standing)
		}
	}
	d.points = p.pointsAmong(final)
	for k := len(d.Cuts) - 1; k >= 0; k-- {
		was, on := p.pointsAmong(d.Cuts[k]), p.Rule.Cuts[k].GoOn(d.Cuts[k])
		before, after := map[string]int{}, map[string]int{} // by room, places taken by those who go on
		for _, s := range d.Cuts[k] {
			if on[s.Entry] {
				before[s.Group], after[s.Group] = max(before[s.Group], was[s.Entry]), max(after[s.Group], d.points[s.Entry])
			}
		}
		for _, s := range d.Cuts[k] {
			if place := was[s.Entry]; place > 0 && !on[s.Entry] {
				if p.Rule.Style == scoring.Dense {
					place += after[s.Group] - before[s.Group]
				}
				d.points[s.Entry] = place
			}
		}
	}
}

// pointsAmong are the places by points of those who have one, by entry.
func (p *plan) pointsAmong(standings []scoring.Standing) map[string]int {
	points, rooms := make(map[string]int, len(standings)), map[string][]scoring.Standing{}
	for _, s := range standings {
		if !s.Out {
			rooms[s.Group] = append(rooms[s.Group], s)
		}
	}
	compare := func(a, b scoring.Standing) int {
		switch {
		case a.Scored != b.Scored && a.Scored:
			return -1
		case a.Scored != b.Scored:
			return 1
		case p.low:
			return a.Total.Cmp(b.Total)
		}
		return b.Total.Cmp(a.Total)
	}
	for _, room := range rooms {
		slices.SortStableFunc(room, compare)
		levels := 0
		for lo, hi := 0, 0; lo < len(room); lo = hi {
			for hi = lo + 1; hi < len(room) && compare(room[lo], room[hi]) == 0; hi++ {
			}
			levels++
			place := lo + 1
			switch p.Rule.Style {
			case scoring.Dense:
				place = levels
			case scoring.Modified:
				place = hi
			}
			for _, s := range room[lo:hi] {
				if s.Scored || p.Rule.Last {
					points[s.Entry] = place
				}
			}
		}
	}
	return points
}
