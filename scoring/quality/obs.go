// Package quality says how far results can be trusted: who judges severely, how
// well judges agree, how certain an order is. Its figures are floats, made from
// a canonically ordered table with fixed limits and seeds, so that the same
// sheets give the same figures. It decides no place by itself: where a contest
// declares that corrected totals decide, they are rounded to 10^-6 first and
// handed to package scoring as exact numbers.
package quality

import (
	"cmp"
	"slices"
)

// An Obs is one sheet's result: what judge gave entry.
type Obs struct {
	Entry, Judge string
	Y            float64
}

// ordered returns the observations by entry, judge and result: the order in
// which all sums of this package run.
func ordered(obs []Obs) []Obs {
	obs = slices.Clone(obs)
	slices.SortFunc(obs, func(a, b Obs) int {
		return cmp.Or(cmp.Compare(a.Entry, b.Entry), cmp.Compare(a.Judge, b.Judge), cmp.Compare(a.Y, b.Y))
	})
	return obs
}
