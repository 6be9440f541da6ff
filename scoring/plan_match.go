package scoring

// This file finds how many players can be paired without repeating a meeting.

import "slices"

// A matching pairs as many players as can be who have not met (J. Edmonds,
// Paths, trees, and flowers, 1965).
type matching struct {
	players []*player
	mate    []int // -1: none
	taken   []bool

	base, back []int // of one search: the blossom, and the way to the root
}

func newMatching(players []*player) *matching {
	m := &matching{players: players, mate: slices.Repeat([]int{-1}, len(players)), taken: make([]bool, len(players))}
	m.complete()
	return m
}

// complete pairs whoever can still be paired.
func (m *matching) complete() {
	for v := range m.mate {
		if m.mate[v] < 0 && !m.taken[v] {
			m.augment(v)
		}
	}
}

// single counts those without a mate.
func (m *matching) single() (n int) {
	for v, mate := range m.mate {
		if mate < 0 && !m.taken[v] {
			n++
		}
	}
	return n
}

// take pairs a and b for good, unless that leaves the others more meetings to
// repeat than there must be.
func (m *matching) take(a, b int) bool {
	was, mates := m.single(), slices.Clone(m.mate)
	for _, v := range []int{a, b} {
		if w := m.mate[v]; w >= 0 {
			m.mate[w] = -1
		}
		m.mate[v], m.taken[v] = -1, true
	}
	m.complete()
	repeats := btoi(m.players[a].met[m.players[b].seed])
	if m.single()+2*repeats <= was {
		return true
	}
	m.mate, m.taken[a], m.taken[b] = mates, false, false
	return false
}

func (m *matching) joins(v, w int) bool {
	return v != w && !m.taken[w] && !m.players[v].met[m.players[w].seed]
}

// augment looks for a way from a player without a mate to another one on which
// every second step is a pair, and turns the pairs on it round.
func (m *matching) augment(root int) {
	n := len(m.mate)
	seen := make([]bool, n)
	m.back = slices.Repeat([]int{-1}, n)
	m.base = make([]int, n)
	for v := range m.base {
		m.base[v] = v
	}
	seen[root] = true
	for queue := []int{root}; len(queue) > 0; queue = queue[1:] {
		v := queue[0]
		for w := range n {
			switch {
			case !m.joins(v, w) || m.base[v] == m.base[w] || m.mate[v] == w:
			case w == root || m.mate[w] >= 0 && m.back[m.mate[w]] >= 0:
				queue = m.shrink(v, w, seen, queue)
			case m.back[w] < 0:
				m.back[w] = v
				if m.mate[w] < 0 {
					m.turn(w)
					return
				}
				seen[m.mate[w]] = true
				queue = append(queue, m.mate[w])
			}
		}
	}
}

// shrink takes an odd round for one player: whoever is on it can be reached.
func (m *matching) shrink(v, w int, seen []bool, queue []int) []int {
	top := m.meet(v, w)
	blossom := map[int]bool{}
	m.mark(v, top, w, blossom)
	m.mark(w, top, v, blossom)
	for x := range m.base {
		if blossom[m.base[x]] {
			m.base[x] = top
			if !seen[x] {
				seen[x] = true
				queue = append(queue, x)
			}
		}
	}
	return queue
}

// meet is where the ways from v and w to the root come together.
func (m *matching) meet(v, w int) int {
	on := map[int]bool{}
	for {
		v = m.base[v]
		on[v] = true
		if m.mate[v] < 0 {
			break
		}
		v = m.back[m.mate[v]]
	}
	for w = m.base[w]; !on[w]; w = m.base[w] {
		w = m.back[m.mate[w]]
	}
	return w
}

// mark notes the blossoms on the way from v to its top, and how to come down it.
func (m *matching) mark(v, top, child int, blossom map[int]bool) {
	for m.base[v] != top {
		blossom[m.base[v]], blossom[m.base[m.mate[v]]] = true, true
		m.back[v] = child
		child = m.mate[v]
		v = m.back[m.mate[v]]
	}
}

// turn turns round the pairs on the way that ends at w.
func (m *matching) turn(w int) {
	for w >= 0 {
		v := m.back[w]
		next := m.mate[v]
		m.mate[v], m.mate[w] = w, v
		w = next
	}
}
