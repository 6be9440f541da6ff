package judging

// The balanced draw as a minimum-cost flow.

import (
	"math/rand/v2"
	"slices"
)

// A flow gives each item as many different bins as it needs: entries their
// judges, or entries their panel. What it leaves is exact: no other choice
// within the refusals has a smaller sum of squared loads, and none with that
// sum has fewer pairs to warn of.
//
// It is the flow source -> item (need) -> bin (1 each) -> sink, where the n-th
// unit into a bin costs 2n-1, so that a bin costs the square of its load, and a
// pair to warn of costs less than any load. A flow of this value costs least
// when its residual graph has no negative cycle (M. Klein, "A primal method for
// minimal cost flows", Management Science 14, 1967). Items only pass units on,
// so cycles are sought between bins alone: an arc j -> k stands for an item that
// can leave j for k. A cycle that visits no bin twice takes from and gives to
// different bins, so one item may serve several of its arcs.
type flow struct {
	need  []int
	pairs [][]pairState // by item, then bin
	of    [][]int       // bins of each item
	load  []int         // of each bin

	held [][]int    // items of each bin that may leave it
	arcs [][3]int32 // by from*bins+to: items that may go, by what it costs: -1, 0, 1
}

// A pairState is what holds of an item and a bin.
type pairState uint8

const (
	pairFree    pairState = iota
	pairWarned            // may be, at a cost
	pairRefused           // may not be
	pairStands            // is, and stays
)

// fill gives every item its bins, as far as there are any: in random order, each
// time the least loaded; then improves until nothing can be.
func (f *flow) fill(rnd *rand.Rand) {
	for _, i := range rnd.Perm(len(f.need)) {
		bins := rnd.Perm(len(f.load))
		for len(f.of[i]) < f.need[i] {
			best := -1
			for _, b := range bins {
				if !f.may(i, b) {
					continue
				}
				if best < 0 || f.load[b] < f.load[best] || f.load[b] == f.load[best] && f.pairs[i][b] < f.pairs[i][best] {
					best = b
				}
			}
			if best < 0 {
				break
			}
			f.of[i] = append(f.of[i], best)
			f.load[best]++
		}
	}
	f.index()
	for f.even() {
	}
	for f.mend() {
	}
}

func (f *flow) may(i, b int) bool {
	return f.pairs[i][b] <= pairWarned && !slices.Contains(f.of[i], b)
}

// index counts the arcs of the residual graph.
func (f *flow) index() {
	f.held, f.arcs = make([][]int, len(f.load)), make([][3]int32, len(f.load)*len(f.load))
	for i, bins := range f.of {
		for _, b := range bins {
			if f.pairs[i][b] != pairStands {
				f.held[b] = append(f.held[b], i)
			}
		}
		f.count(i, 1)
	}
}

// count adds the arcs of one item, or takes them away.
func (f *flow) count(i int, n int32) {
	row := f.pairs[i]
	var open []int
	for to := range row {
		if f.may(i, to) {
			open = append(open, to)
		}
	}
	for _, from := range f.of[i] {
		if row[from] == pairStands {
			continue
		}
		arcs := f.arcs[from*len(f.load):]
		for _, to := range open {
			arcs[to][1+int(row[to])-int(row[from])] += n
		}
	}
}

// move lets the cheapest item of from go to bin to. There is one.
func (f *flow) move(from, to int) {
	wanted := f.arc(from, to)
	at := slices.IndexFunc(f.held[from], func(i int) bool {
		return f.may(i, to) && int(f.pairs[i][to])-int(f.pairs[i][from]) == wanted
	})
	i := f.held[from][at]
	f.count(i, -1)
	f.of[i][slices.Index(f.of[i], from)] = to
	f.count(i, 1)
	last := len(f.held[from]) - 1
	f.held[from][at] = f.held[from][last]
	f.held[from], f.held[to] = f.held[from][:last], append(f.held[to], i)
	f.load[from]--
	f.load[to]++
}

// noArc is dearer than any arc.
const noArc = 2

// arc is the least that an item costs which goes from one bin to another.
func (f *flow) arc(from, to int) int {
	for c, n := range f.arcs[from*len(f.load)+to] {
		if n > 0 {
			return c - 1
		}
	}
	return noArc
}

// even moves items along a path from a bin to one with at least two less, and
// reports whether it found such bins. Without them the sum of squared loads is
// least (N. Harvey et al., "Semi-matchings for bipartite graphs and load
// balancing", J. Algorithms 59, 2006, theorem 3.1).
func (f *flow) even() bool {
	starts := make([]int, len(f.load))
	for b := range starts {
		starts[b] = b
	}
	slices.SortStableFunc(starts, func(a, b int) int { return f.load[b] - f.load[a] })
	for _, start := range starts {
		before := make([]int, len(f.load)) // on the path, 1 more than the bin; 0: not reached
		before[start] = -1
		for queue := []int{start}; len(queue) > 0; queue = queue[1:] {
			b := queue[0]
			if f.load[b] <= f.load[start]-2 {
				for ; b != start; b = before[b] - 1 {
					f.move(before[b]-1, b)
				}
				return true
			}
			for to := range f.load {
				if before[to] == 0 && f.arc(b, to) != noArc {
					before[to] = b + 1
					queue = append(queue, to)
				}
			}
		}
	}
	return false
}

// mend moves items along a cycle of bins that saves warnings and leaves the sum
// of squares, and reports whether there was one: Bellman and Ford from all bins
// at once. After even, the only other arcs without cost lead from a bin to one
// with one unit more: the two exchange their loads.
func (f *flow) mend() bool {
	n := len(f.load)
	dist, before := make([]int, n), make([]int, n)
	for b := range before {
		before[b] = -1
	}
	for {
		changed := false
		for from := range n {
			for to := range n {
				c := f.arc(from, to)
				if f.load[to] == f.load[from]+1 {
					c = min(c, 0)
				}
				if c != noArc && from != to && dist[from]+c < dist[to] {
					dist[to], before[to], changed = dist[from]+c, from, true
				}
			}
		}
		if !changed {
			return false
		}
		if cycle := cycleOf(before); cycle != nil {
			f.turn(cycle)
			return true
		}
	}
}

// cycleOf finds a cycle among predecessors: its bins, each after the next.
func cycleOf(before []int) (cycle []int) {
	seen := make([]int, len(before))
	for start := range before {
		b := start
		for ; b >= 0 && seen[b] == 0; b = before[b] {
			seen[b] = start + 1
		}
		if b < 0 || seen[b] != start+1 {
			continue
		}
		for cycle = []int{b}; before[cycle[len(cycle)-1]] != b; {
			cycle = append(cycle, before[cycle[len(cycle)-1]])
		}
		return cycle
	}
	return nil
}

// turn moves an item along each arc of the cycle; an arc that is only the
// exchange of two loads moves none.
func (f *flow) turn(cycle []int) {
	loads := slices.Clone(f.load)
	for i, to := range cycle {
		from := cycle[(i+1)%len(cycle)]
		if c := f.arc(from, to); c != noArc && (c < 0 || loads[to] != loads[from]+1) {
			f.move(from, to)
		}
	}
}
