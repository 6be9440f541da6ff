package scoring

// This file makes the meetings of single and double elimination.

import (
	"fmt"
	"slices"
)

// A slot is one side of a meeting, or who comes out of one.
type slot struct {
	from  From
	entry string
	known bool // it is decided who comes
	empty bool // nobody ever comes: there are fewer entries than places
	gone  bool // the entry left at once with the other side: for the others nobody comes
}

func (s slot) shown() string {
	if s.gone {
		return ""
	}
	return s.entry
}

// A ladder is a bracket being made.
type ladder struct {
	playing
	meetings []Meeting
}

// bracket seeds the first of the field against the last, so that byes go to the
// best and the best two cannot meet before the last round of the winners.
func (p playing) bracket() []Meeting {
	l := &ladder{playing: p}
	var field []slot
	for _, seed := range seeding(len(p.Groups[0])) {
		if seed > len(p.Groups[0]) {
			field = append(field, slot{empty: true})
		} else {
			field = append(field, slot{entry: p.Groups[0][seed-1], known: true})
		}
	}
	if p.Format == Double {
		l.double(field)
	} else {
		l.single(field)
	}
	return l.meetings
}

// seeding lists the seeds in the order of the lines of a bracket for n, as is the
// custom: any two that meet make one more than there are lines in that round, as
// long as the better seed wins.
func seeding(n int) []int {
	lines := []int{1}
	for len(lines) < n {
		var twice []int
		for _, seed := range lines {
			twice = append(twice, seed, 2*len(lines)+1-seed)
		}
		lines = twice
	}
	return lines
}

func (l *ladder) single(field []slot) {
	var losers []slot
	for round := 1; len(field) > 2; round++ {
		field, losers = l.round(WinnersPart, round, field)
	}
	if l.Third && losers != nil {
		l.meet("third", ThirdPart, 1, losers[0], losers[1])
	}
	l.meet("final", FinalPart, 1, field[0], field[1])
}

// double lets who lost play on among those who lost: in turn with each other,
// and with those who lost since. Whoever comes from there has lost once and must
// win the final twice.
func (l *ladder) double(field []slot) {
	field, below := l.round(WinnersPart, 1, field)
	var losers []slot
	for round := 2; len(field) > 1; round++ {
		below, _ = l.round(LosersPart, 2*round-3, below)
		field, losers = l.round(WinnersPart, round, field)
		below, _ = l.round(LosersPart, 2*round-2, interleave(below, apart(losers, round)))
	}
	first, second := field[0], below[0]
	winner, loser := l.meet("final", FinalPart, 1, first, second)
	if winner.known && winner.entry == second.entry {
		l.meet("final-2", FinalPart, 2, loser, winner)
	}
}

// apart orders those who lost in a round so that they come far from whom they
// have met: from the other end, or from the other half.
func apart(losers []slot, round int) []slot {
	losers = slices.Clone(losers)
	if half := len(losers) / 2; round%2 == 1 {
		return append(losers[half:], losers[:half]...)
	}
	slices.Reverse(losers)
	return losers
}

func interleave(a, b []slot) (out []slot) {
	for i := range a {
		out = append(out, a[i], b[i])
	}
	return out
}

// round lets neighbours meet.
func (l *ladder) round(part PlanPart, round int, field []slot) (winners, losers []slot) {
	for i := 0; i < len(field); i += 2 {
		id := fmt.Sprintf("%c%d-%d", part[0], round, i/2+1)
		winner, loser := l.meet(id, part, round, field[i], field[i+1])
		winners, losers = append(winners, winner), append(losers, loser)
	}
	return winners, losers
}

// meet adds a meeting and returns who comes out of it. Of two who left at once,
// one goes on all the same, unseen: so every entry has its finish, and the places
// of the others are what they would be.
func (l *ladder) meet(id string, part PlanPart, round int, a, b slot) (winner, loser slot) {
	if a.empty && b.empty {
		return a, b
	}
	m := Meeting{ID: id, Part: part, Round: round, A: a.shown(), B: b.shown(), FromA: a.from, FromB: b.from}
	winner, loser = slot{from: From{Meeting: id}}, slot{from: From{Meeting: id, Loser: true}}
	switch {
	case a.empty || b.empty:
		one := a
		if a.empty {
			one = b
		}
		m.Bye, m.Over, m.Winner, m.won = true, one.known, one.shown(), one.entry
		winner.entry, winner.known, winner.gone = one.entry, one.known, one.gone
		loser = slot{empty: true}
	case !a.known || !b.known:
		m.real = true
	default:
		m.real, m.Bye = true, a.gone || b.gone
		l.settle(&m, l.left(a), l.left(b))
		if !m.Over {
			break
		}
		if m.Winner != "" && m.Winner == m.B {
			a, b = b, a
		}
		m.won, m.lost = a.entry, b.entry
		nobody := m.Winner == ""
		winner.entry, winner.known, winner.gone = a.entry, true, nobody
		loser.entry, loser.known, loser.gone = b.entry, true, nobody || b.gone
	}
	l.meetings = append(l.meetings, m)
	return winner, loser
}

// left says when a side left: who is not seen any more, before all others.
func (l *ladder) left(s slot) int {
	if s.gone {
		return -1
	}
	return l.out[s.entry]
}

// A Span is the places From to To, shared by as many entries.
type Span struct{ From, To int }

// Finishes returns the places by elimination of the entries whose place is
// decided, those who are out among them: places of entries that lost in one
// round are shared, after all who came further. Tables have none.
func (p Plan) Finishes(meetings []Meeting) map[string]Span {
	finishes := map[string]Span{}
	next := 1
	for _, level := range p.levels(meetings) {
		span := Span{next, next + len(level) - 1}
		for _, entry := range level {
			if entry != "" {
				finishes[entry] = span
			}
		}
		next += len(level)
	}
	return finishes
}

// levels lists the entries by how far they came, the champion first; "" for one
// that is not known yet.
func (p Plan) levels(meetings []Meeting) (levels [][]string) {
	var final, third *Meeting
	rounds := map[int][]string{} // who goes by the round
	last, part := 0, WinnersPart
	if p.Format == Double {
		part = LosersPart
	}
	for i, m := range meetings {
		switch m.Part {
		case FinalPart:
			final = &meetings[i]
		case ThirdPart:
			third = &meetings[i]
		case part:
			if last = max(last, m.Round); m.real {
				rounds[m.Round] = append(rounds[m.Round], m.lost)
			}
		}
	}
	if final == nil {
		return nil
	}
	levels = [][]string{{final.won}, {final.lost}}
	if third != nil {
		delete(rounds, last)
		if levels = append(levels, []string{third.won}); third.real {
			levels = append(levels, []string{third.lost})
		}
	}
	for round := last; round > 0; round-- {
		levels = append(levels, rounds[round])
	}
	return levels
}
