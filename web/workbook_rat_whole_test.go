package web_test

// Stages in which all entries have a part, written anew.

import (
	"cmp"
	"math/big"
	"slices"

	"dovar/judging"
)

// judgesPlaces are the places that each judge of a stage gives to the entries
// that all of them have judged; those level with a judge share the mean.
func judgesPlaces(st judging.StageDef, in []*outcome) map[*outcome][]*big.Rat {
	judges := map[string]bool{}
	for _, o := range in {
		for j := range o.sheets[st.ID] {
			judges[j] = true
		}
	}
	var part []*outcome
	for _, o := range in {
		if len(judges) > 0 && len(o.sheets[st.ID]) == len(judges) {
			part = append(part, o)
		}
	}
	places := map[*outcome][]*big.Rat{}
	for j := range judges {
		for _, o := range part {
			sum := whole(2)
			for _, x := range part {
				switch c := x.sheets[st.ID][j].Cmp(o.sheets[st.ID][j]); {
				case c > 0:
					sum = plus(sum, whole(2))
				case c == 0 && x != o:
					sum = plus(sum, whole(1))
				}
			}
			places[o] = append(places[o], over(sum, whole(2)))
		}
	}
	return places
}

// wholeRat makes the results of a stage in which all have a part.
func wholeRat(st judging.StageDef, in []*outcome) {
	if st.Kind != "rubric" {
		normalisedRat(st, in)
		return
	}
	places := judgesPlaces(st, in)
	var part []*outcome
	for _, o := range in {
		if places[o] != nil {
			part, o.panels[st.ID] = append(part, o), sumRat(places[o])
		}
	}
	switch st.Panel {
	case "points_table":
		points := map[*outcome]*big.Rat{}
		for _, o := range part {
			above, level := 0, 0
			for _, x := range part {
				above += max(0, o.panels[st.ID].Cmp(x.panels[st.ID]))
				if o.panels[st.ID].Cmp(x.panels[st.ID]) == 0 {
					level++
				}
			}
			sum := whole(0)
			for at := above; at < above+level && at < len(st.Params.Table); at++ {
				sum = plus(sum, rat(st.Params.Table[at]))
			}
			points[o] = over(sum, whole(level))
		}
		for o, x := range points {
			o.panels[st.ID] = x
		}
	case "majority":
		at := 1
		for len(part) > 0 {
			// those who are best of the rest by the rules, column by column
			best := slices.Clone(part)
			for column := 1; column <= len(in); column++ {
				best = bestInColumn(best, places, column)
			}
			for _, o := range best {
				o.panels[st.ID] = over(whole(2*at+len(best)-1), whole(2))
			}
			at += len(best)
			part = slices.DeleteFunc(part, func(o *outcome) bool { return slices.Contains(best, o) })
		}
	}
}

// bestInColumn leaves of a group those with most places up to the column, if
// these are a majority, and of equals those with the lowest sum of them.
func bestInColumn(group []*outcome, places map[*outcome][]*big.Rat, column int) []*outcome {
	figure := func(o *outcome) (count int, sum *big.Rat) {
		sum = whole(0)
		for _, p := range places[o] {
			if p.Cmp(whole(column)) <= 0 {
				count, sum = count+1, plus(sum, p)
			}
		}
		if 2*count <= len(places[o]) {
			return 0, whole(0)
		}
		return count, sum
	}
	compare := func(a, b *outcome) int {
		n, x := figure(a)
		m, y := figure(b)
		return cmp.Or(m-n, x.Cmp(y))
	}
	best := slices.MinFunc(group, compare)
	return slices.DeleteFunc(slices.Clone(group), func(o *outcome) bool { return compare(best, o) != 0 })
}
