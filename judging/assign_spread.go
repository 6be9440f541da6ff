package judging

// The entries of a division spread over its panels.

import (
	"cmp"
	"math/rand/v2"
	"slices"
)

// spread finds each entry its panel: evenly within a division, but not where it
// could not have its judges. perEntry 0 is what each panel says.
func (d *draw) spread(rnd *rand.Rand, perEntry int, pools [][]int, need []int) {
	d.home = slices.Repeat([]int{-1}, len(d.Entries))
	seats := make([][]int, len(d.Panels)) // judges of each panel
	for i, p := range d.Panels {
		judges := p.Judges
		if d.Referee { // the others stand in
			judges = judges[:min(1, len(judges))]
		}
		for _, id := range judges {
			if j, ok := d.judge[id]; ok {
				seats[i] = append(seats[i], j)
			}
		}
	}
	wants := func(p int) int { return cmp.Or(perEntry, d.Panels[p].PerEntry, len(seats[p])) }
	for _, division := range d.divisions() {
		var bins, items []int
		for _, p := range rnd.Perm(len(d.Panels)) {
			if d.Panels[p].Division == division {
				bins = append(bins, p)
			}
		}
		f := flow{load: make([]int, len(bins))}
		for e := range d.Entries {
			if d.Entries[e].Division == division {
				items = append(items, e)
				f.need, f.of = append(f.need, 1), append(f.of, nil)
				f.pairs = append(f.pairs, d.rooms(e, bins, seats, wants))
			}
		}
		for i, row := range f.pairs {
			if b := slices.Index(row, pairStands); b >= 0 {
				f.of[i] = []int{b}
				f.load[b]++
			}
		}
		f.fill(rnd)
		for i, e := range items {
			if len(f.of[i]) == 0 {
				d.refused = append(d.refused, RefusedPair{Entry: d.Entries[e].ID, Code: "no-panel"})
				continue
			}
			p := bins[f.of[i][0]]
			d.home[e], pools[e], need[e] = p, seats[p], wants(p)
		}
	}
}

// rooms says which of the panels an entry may go to: the one that it has most
// pairs of; else those that can give it all its judges, or else the most.
func (d *draw) rooms(e int, bins []int, seats [][]int, wants func(int) int) []pairState {
	row := slices.Repeat([]pairState{pairRefused}, len(bins))
	most, stays, pairs := -1, -1, 0
	lack := make([]int, len(bins))
	for b, p := range bins {
		free, calm, here := len(d.of[e]), len(d.of[e]), 0
		for _, j := range d.of[e] {
			if d.panel[made{e, j}] == d.Panels[p].ID {
				here++
			}
		}
		if here > pairs {
			stays, pairs = b, here
		}
		for _, j := range seats[p] {
			if bar := d.bars[e][j]; bar.code() == "" && !slices.Contains(d.of[e], j) {
				if free++; bar == barNone {
					calm++
				}
			}
		}
		if lack[b] = max(0, wants(p)-free); most < 0 || lack[b] < lack[most] {
			most = b
		}
		if calm < wants(p) {
			row[b] = pairWarned
		} else {
			row[b] = pairFree
		}
	}
	if stays >= 0 {
		return d.stays(row, stays)
	}
	for b := range bins {
		if lack[b] > lack[most] {
			row[b] = pairRefused
		}
	}
	return row
}

func (d *draw) stays(row []pairState, b int) []pairState {
	for i := range row {
		row[i] = pairRefused
	}
	row[b] = pairStands
	return row
}

// divisions of the entries, in the order of their first.
func (d *draw) divisions() (out []string) {
	for _, e := range d.Entries {
		if !slices.Contains(out, e.Division) {
			out = append(out, e.Division)
		}
	}
	return out
}
