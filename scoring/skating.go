package scoring

// This file is the Skating System of dance finals, rules 5 to 11, as A. Dawson's
// booklet for scrutineers and H. Fellmann's jUdge, which is tested on it, read
// it. A low mark and a low place are good.

import (
	"slices"
)

// A Skated is an entry's place and the rule that decided it. Entries that the
// rules cannot tell apart share the mean of their places.
type Skated struct {
	Place Number
	Rule  int // 5 to 8 in a dance, 9 to 11 in a final
}

// SkatingDance places the entries of one dance. marks has a row of one mark or
// more for each entry, a mark for each judge: the place the judge gives it,
// above 0. A judge who gives a place twice, and the half places of a shared
// one, are taken as they are.
//
// The result is in the order of the rows. Rule 5 alone decided where one entry
// had the majority in the column of its place; 6, where others had a smaller
// one; 7, where majorities were equal; 8, where nobody had one in that column.
func SkatingDance(marks [][]Number) []Skated {
	keys := make([][]Number, len(marks))
	for i, row := range marks {
		keys[i] = majority(row, 1)
	}
	skated := make([]Skated, len(marks))
	first := 1
	for _, level := range levels(keys, all(len(marks))) {
		place := shared(first, len(level))
		for _, i := range level {
			skated[i] = Skated{place, ruleOf(i, keys, first)}
		}
		first += len(level)
	}
	return skated
}

// majority is what rules 5 to 8 compare, one number after the other, the lower
// first: the first column, from the given one on, in which more than half of
// the marks are that place or higher (5, 8); from that column on, for each
// column, how many they are, more being better (6), and their sum (7).
func majority(marks []Number, from int) []Number {
	var key []Number
	for column := from; ; column++ {
		at, count, sum := Int(int64(column)), 0, Number{}
		for _, m := range marks {
			if m.Cmp(at) <= 0 {
				count, sum = count+1, sum.Add(m)
			}
		}
		if count > len(marks)/2 && key == nil {
			key = append(key, at)
		}
		if key != nil {
			key = append(key, Int(int64(-count)), sum)
		}
		if count == len(marks) {
			return key
		}
	}
}

// ruleOf names the rule that gave entry i of a dance its place, first being the
// first of the places that are shared with it.
func ruleOf(i int, keys [][]Number, first int) int {
	rule := 5
	if keys[i][0].Cmp(Int(int64(first))) > 0 {
		rule = 8
	}
	for at, other := range keys {
		if at != i && other[0].Cmp(keys[i][0]) == 0 {
			if other[1].Cmp(keys[i][1]) == 0 {
				return 7
			}
			rule = 6
		}
	}
	return rule
}

// SkatingFinal places the entries of a final of several dances. places has a
// row for each entry with its place in each dance, as [SkatingDance] gives
// them; marks has a row for each entry with all its marks of all dances, or is
// nil where there are none: then what rule 10 leaves level is shared.
//
// The result is in the order of the rows; Rule is 9, 10 or 11.
func SkatingFinal(places, marks [][]Number) []Skated {
	sums := make([][]Number, len(places))
	for i, row := range places {
		sums[i] = []Number{total(row)} // rule 9
	}
	skated := make([]Skated, len(places))
	first := 1
	for _, level := range levels(sums, all(len(places))) {
		skating{places, marks, skated}.settle(first, level)
		first += len(level)
	}
	return skated
}

// A skating is a final whose sums are made.
type skating struct {
	places, marks [][]Number
	skated        []Skated // by entry, filled in as places are given
}

// settle gives the entries, level on the sum of their places, the places from
// first on. The one with most dances won at "first or higher" is placed and,
// among equals, the one with the lowest total of those places; the others are
// looked at anew for the next place (rule 10). Those who are level on both are
// settled by their marks, and stand before the others: after rule 11 there is
// no way back to rule 10 for those who were not level in it.
func (s skating) settle(first int, group []int) {
	rule := 10
	if len(group) == 1 {
		rule = 9
	}
	for len(group) > 0 {
		keys := make([][]Number, len(s.places))
		for _, i := range group {
			keys[i] = upTo(first, s.places[i])
		}
		level := levels(keys, group)[0]
		if len(level) == 1 {
			s.skated[level[0]] = Skated{Int(int64(first)), rule}
		} else {
			s.byMarks(first, level)
		}
		first += len(level)
		group = without(group, level)
	}
}

// upTo counts the places that are x or higher, more being better, and sums them.
func upTo(x int, places []Number) []Number {
	count, sum := 0, Number{}
	for _, p := range places {
		if p.Cmp(Int(int64(x))) <= 0 {
			count, sum = count+1, sum.Add(p)
		}
	}
	return []Number{Int(int64(-count)), sum}
}

// byMarks is rule 11: all marks of all dances are taken for one dance, from the
// column of the place under review on. The best is placed, and its equals
// share; of more than two, the others go back to rule 10.
func (s skating) byMarks(first int, group []int) {
	best := group
	if s.marks != nil {
		keys := make([][]Number, len(s.marks))
		for _, i := range group {
			keys[i] = majority(s.marks[i], first)
		}
		best = levels(keys, group)[0]
	}
	for _, i := range best {
		s.skated[i] = Skated{shared(first, len(best)), 11}
		if s.marks == nil {
			s.skated[i].Rule = 10
		}
	}
	rest := without(group, best)
	if len(rest) == 1 {
		s.skated[rest[0]] = Skated{Int(int64(first + len(best))), 11}
		return
	}
	s.settle(first+len(best), rest)
}

// levels sorts the entries of the group by their keys, low first, and cuts them
// into those that are level. The order inside a level is that of the group.
func levels(keys [][]Number, group []int) [][]int {
	order := slices.Clone(group)
	compare := func(a, b int) int { return slices.CompareFunc(keys[a], keys[b], Number.Cmp) }
	slices.SortStableFunc(order, compare)
	var cut [][]int
	for at, i := range order {
		if at == 0 || compare(order[at-1], i) != 0 {
			cut = append(cut, nil)
		}
		cut[len(cut)-1] = append(cut[len(cut)-1], i)
	}
	return cut
}

// shared is the mean of n places from first on.
func shared(first, n int) Number { return Int(int64(2*first + n - 1)).Quo(Int(2)) }

func total(numbers []Number) Number {
	sum := Number{}
	for _, n := range numbers {
		sum = sum.Add(n)
	}
	return sum
}

func all(n int) []int {
	indices := make([]int, n)
	for i := range indices {
		indices[i] = i
	}
	return indices
}

func without(group, gone []int) []int {
	return slices.DeleteFunc(slices.Clone(group), func(i int) bool { return slices.Contains(gone, i) })
}
