package quality

import (
	"cmp"
	"fmt"
	"slices"
)

// Components returns the islands of the judging: entries that a chain of shared
// judges links. Ids of an island are sorted, islands stand by their first id.
// Results of different islands cannot be compared by any model of severity.
func Components(obs []Obs) [][]string {
	first := map[string]int{} // a judge's first entry
	entries := make([]string, 0, len(obs))
	for _, o := range obs {
		entries = append(entries, o.Entry)
	}
	entries = distinct(entries)
	number := numbers(entries)[0]
	root := make([]int, len(entries))
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for _, o := range obs {
		e := number[o.Entry]
		if f, seen := first[o.Judge]; seen {
			a, b := find(e), find(f)
			root[max(a, b)] = min(a, b)
		} else {
			first[o.Judge] = e
		}
	}
	island := map[int][]string{}
	for i, id := range entries {
		island[find(i)] = append(island[find(i)], id)
	}
	all := make([][]string, 0, len(island))
	for _, ids := range island {
		all = append(all, ids)
	}
	slices.SortFunc(all, func(a, b []string) int { return cmp.Compare(a[0], b[0]) })
	return all
}

// Islands is the error of a judging that falls apart: Of are its [Components].
type Islands struct{ Of [][]string }

func (e *Islands) Error() string {
	return fmt.Sprintf("quality: no judge links the %d islands of entries, which begin with %s and %s",
		len(e.Of), e.Of[0][0], e.Of[1][0])
}
