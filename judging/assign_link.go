package judging

// Rooms that fall apart, linked: some entries of each part get a judge of
// another part as well, so that strict judges can be told from weak entries.

import (
	"math/rand/v2"
	"slices"
)

// linksMost is how many entries of each part one draw links at most.
const linksMost = 20

// link gives n entries of each part a judge of the next part, in a ring; each
// time the judge with the least to do who may score the entry. It leaves what
// cannot be linked to the islands that the draw then tells.
func (d *draw) link(rnd *rand.Rand, n int) {
	parts := d.islands(d.pairs())
	load := make([]int, len(d.Judges))
	for _, of := range d.of {
		for _, j := range of {
			load[j]++
		}
	}
	for i, from := range parts {
		to := nextOf(parts, i)
		left := n
		for _, k := range rnd.Perm(len(from.Entries)) {
			e := d.entry[from.Entries[k]]
			j := d.guest(e, to, load)
			if left == 0 || j < 0 {
				continue
			}
			d.of[e] = append(d.of[e], j)
			d.panel[made{e, j}] = d.seatOf(j, to)
			load[j]++
			left--
		}
	}
}

// pairs are those that stand or are made.
func (d *draw) pairs() (out []Pair) {
	for e, judges := range d.of {
		for _, j := range slices.Sorted(slices.Values(judges)) {
			out = append(out, Pair{d.Entries[e].ID, d.Judges[j].ID, d.panel[made{e, j}]})
		}
	}
	return out
}

// nextOf is the part after part i in the ring of its ranking.
func nextOf(parts []Island, i int) Island {
	for k := 1; k < len(parts); k++ {
		if x := parts[(i+k)%len(parts)]; x.Division == parts[i].Division && x.Room == parts[i].Room {
			return x
		}
	}
	return parts[i]
}

// guest is the judge of a part who may score the entry and has least to do, one
// of the entry's own district only where there is no other; -1 for nobody.
func (d *draw) guest(e int, of Island, load []int) int {
	best := -1
	worse := func(j int) bool {
		return best >= 0 && (d.bars[e][j] > d.bars[e][best] || d.bars[e][j] == d.bars[e][best] && load[j] >= load[best])
	}
	for _, id := range of.Judges {
		if j := d.judge[id]; d.bars[e][j].code() == "" && !slices.Contains(d.of[e], j) && !worse(j) {
			best = j
		}
	}
	return best
}

// seatOf is the panel in which a judge sits among those of a part.
func (d *draw) seatOf(j int, of Island) string {
	for _, p := range d.Panels {
		if slices.Contains(of.Panels, p.ID) && slices.Contains(p.Judges, d.Judges[j].ID) {
			return p.ID
		}
	}
	return ""
}
