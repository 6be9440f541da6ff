package scoring

// This file makes the meetings of tables: round robin and Swiss.

import (
	"cmp"
	"fmt"
	"slices"
)

// roundRobin goes round by round through all groups, as often as everybody meets
// everybody; each time the sides change.
func (p playing) roundRobin() (meetings []Meeting) {
	turn := 0 // rounds of the largest group, until all have met once
	for _, group := range p.Groups {
		turn = max(turn, len(group)-1+len(group)%2)
	}
	for round := range max(1, p.Rounds) * turn {
		for g, group := range p.Groups {
			for i, pair := range circle(len(group), round%turn) {
				if round/turn%2 == 1 {
					pair[0], pair[1] = pair[1], pair[0]
				}
				m := Meeting{ID: fmt.Sprintf("g%d-%d-%d", g+1, round+1, i+1), Part: GroupPart, Round: round + 1, Group: g,
					A: group[pair[0]], B: group[pair[1]]}
				p.settle(&m, p.out[m.A], p.out[m.B])
				meetings = append(meetings, m)
			}
		}
	}
	return meetings
}

// circle is one round of the circle method (É. Lucas, Récréations mathématiques
// II, 1883) for n, none after the last: one stands still, the others go round it;
// of an odd number the one that stands still is nobody. Once round, everybody has
// had both sides at each distance on the circle: nobody has one side more than
// once oftener than the other.
func circle(n, round int) (pairs [][2]int) {
	even := n + n%2
	turn := even - 1
	if round >= turn {
		return nil
	}
	if n == even {
		if pair := [2]int{round, turn}; round%2 == 0 {
			pairs = append(pairs, pair)
		} else {
			pairs = append(pairs, [2]int{turn, round})
		}
	}
	for k := 1; k < even/2; k++ {
		pairs = append(pairs, [2]int{(round + k) % turn, (round - k + turn) % turn})
	}
	return pairs
}

// A player is an entry on its way through the rounds of a Swiss plan.
type player struct {
	entry string
	seed  int
	score Number
	met   map[int]bool // by seed
	rest  bool         // had a bye
	left  bool         // is out, and had a round without a match
}

// swiss makes a round once the one before is over. It keeps the basic rules of
// FIDE C.04.1: so many rounds as were said before, no two meet twice where that
// can be helped, of an odd number one rests, once, with the points of a win, and
// who is level meets. Sides stand for nothing here and are not evened out. Who is
// out is paired until a round that it did not play: so its leaving changes no
// round that had begun.
func (p playing) swiss() (meetings []Meeting) {
	players := make([]*player, len(p.Groups[0]))
	for i, entry := range p.Groups[0] {
		players[i] = &player{entry: entry, seed: i, met: map[int]bool{}}
	}
	for round := 1; round <= p.Rounds; round++ {
		here := slices.DeleteFunc(slices.Clone(players), func(x *player) bool { return x.left })
		slices.SortFunc(here, func(a, b *player) int { return cmp.Or(b.score.Cmp(a.score), cmp.Compare(a.seed, b.seed)) })
		if len(here) < 2 {
			break
		}
		over := true
		for _, pair := range pairs(here) {
			m := p.swissMeeting(round, pair)
			over = over && m.Over
			meetings = append(meetings, m)
			for _, x := range pair {
				if m.Over {
					x.score = x.score.Add(p.game(m, x.entry).Points)
				}
				x.rest = x.rest || m.Bye
				x.left = p.out[x.entry] > 0 && !m.Played && m.Winner != x.entry
			}
			if !m.Bye {
				pair[0].met[pair[1].seed], pair[1].met[pair[0].seed] = true, true
			}
		}
		if !over {
			break
		}
	}
	return meetings
}

// swissMeeting is the meeting of a pair, or the bye of one. Sides follow from
// the pair and the round alone, and so does the id.
func (p playing) swissMeeting(round int, pair []*player) Meeting {
	m := Meeting{Part: SwissPart, Round: round}
	if len(pair) == 1 {
		x := pair[0]
		m.ID, m.A, m.Bye, m.Over, m.Winner = fmt.Sprintf("s%d-%d", round, x.seed+1), x.entry, true, true, x.entry
		return m
	}
	a, b := pair[0], pair[1]
	if a.seed > b.seed {
		a, b = b, a
	}
	m.ID = fmt.Sprintf("s%d-%d-%d", round, a.seed+1, b.seed+1)
	if (a.seed+b.seed+round)%2 == 0 {
		a, b = b, a
	}
	m.A, m.B = a.entry, b.entry
	p.settle(&m, p.out[m.A], p.out[m.B])
	return m
}

// pairs pairs players sorted by score; of an odd number the last pair is the one
// who rests: the lowest without a bye yet with which fewest meetings, mostly
// none, are repeated.
func pairs(here []*player) (out [][]*player) {
	if len(here)%2 == 0 {
		return pairAll(here)
	}
	least, rests := len(here), len(here)-1
	for i := len(here) - 1; i >= 0 && least > 0; i-- {
		if here[i].rest && slices.ContainsFunc(here, func(x *player) bool { return !x.rest }) {
			continue
		}
		if n := newMatching(leaving(here, i)).single() / 2; n < least {
			least, rests = n, i
		}
	}
	return append(pairAll(leaving(here, rests)), []*player{here[rests]})
}

func leaving(list []*player, i int) []*player { return slices.Delete(slices.Clone(list), i, i+1) }

// pairAll pairs an even number from the top. The best has the nearest partner
// that leaves the others as few repeated meetings as there must be.
func pairAll(here []*player) (out [][]*player) {
	m := newMatching(here)
	for a := range here {
		if m.taken[a] {
			continue
		}
		for _, b := range partners(here, m.taken, a) {
			if m.take(a, b) {
				out = append(out, []*player{here[a], here[b]})
				break
			}
		}
	}
	return out
}

// partners are those who are left for the best, nearest first: of the same score
// the first of the lower half, which of an odd number is the smaller one, those
// after it, those before it; then the lower scores in order. The upper half meets
// the lower one as in the Dutch system (FIDE C.04.3); its exchanges are not kept.
func partners(here []*player, taken []bool, a int) []int {
	var level, lower []int
	for b := a + 1; b < len(here); b++ {
		switch {
		case taken[b]:
		case here[b].score.Cmp(here[a].score) == 0:
			level = append(level, b)
		default:
			lower = append(lower, b)
		}
	}
	half := len(level) / 2
	out := slices.Clone(level[half:])
	slices.Reverse(level[:half])
	return append(append(out, level[:half]...), lower...)
}
