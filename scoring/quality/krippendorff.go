package quality

import (
	"errors"
	"math"
	"slices"
)

// A Metric says how far apart two values of a unit are.
type Metric string

// The four levels of measurement.
const (
	Nominal  Metric = "nominal"  // the same or not
	Ordinal  Metric = "ordinal"  // how many values lie between them
	Interval Metric = "interval" // their difference
	Ratio    Metric = "ratio"    // their difference as a share of their sum; no value is below 0
)

// Krippendorff returns alpha: 1 for perfect agreement, 0 for what chance would
// give, below 0 for less than that. A unit is what several judges valued, NaN
// stands where a judge did not; units may be of different length, and a unit
// with a single value does not count. The error is ErrNoSpread when no two
// values differ, or none can be paired.
//
// Krippendorff, Computing Krippendorff's alpha-reliability (2011), sections D
// and E.
func Krippendorff(units [][]float64, metric Metric) (float64, error) {
	var paired [][]float64
	var all []float64
	for _, unit := range units {
		unit = slices.DeleteFunc(slices.Clone(unit), math.IsNaN)
		if len(unit) < 2 {
			continue
		}
		slices.Sort(unit) // judges in any order give the same bits
		paired, all = append(paired, unit), append(all, unit...)
	}
	slices.Sort(all)
	if slices.ContainsFunc(all, unmeasured) {
		return 0, errors.New("quality: a value is infinite")
	}
	if metric == Ratio && len(all) > 0 && all[0] < 0 {
		return 0, errors.New("quality: a ratio scale has no values below 0")
	}
	values := slices.Compact(slices.Clone(all))
	if len(values) < 2 {
		return 0, ErrNoSpread
	}
	distance, known := distances[metric]
	if !known {
		return 0, errors.New("quality: no such level of measurement")
	}
	before := make([]float64, len(values)+1) // how many of all lie below a value
	for i, v := range values {
		below, _ := slices.BinarySearch(all, v)
		before[i] = float64(below)
	}
	before[len(values)] = float64(len(all))

	observed, expected := 0.0, 0.0
	for _, unit := range paired {
		inside := 0.0
		for a, v := range unit {
			for _, w := range unit[a+1:] {
				c, _ := slices.BinarySearch(values, v)
				k, _ := slices.BinarySearch(values, w)
				inside += distance(values, before, c, k)
			}
		}
		observed += inside / float64(len(unit)-1)
	}
	for c := range values {
		for k := c + 1; k < len(values); k++ {
			expected += (before[c+1] - before[c]) * (before[k+1] - before[k]) * distance(values, before, c, k)
		}
	}
	return 1 - float64(len(all)-1)*observed/expected, nil
}

// The squared difference of values c <= k, by their numbers in the sorted list.
var distances = map[Metric]func(values, before []float64, c, k int) float64{
	Nominal: func(_, _ []float64, c, k int) float64 {
		if c == k {
			return 0
		}
		return 1
	},
	Ordinal: func(_, before []float64, c, k int) float64 {
		if c == k {
			return 0
		}
		// From the middle of those with c to the middle of those with k.
		return square((before[k]+before[k+1])/2 - (before[c]+before[c+1])/2)
	},
	Interval: func(values, _ []float64, c, k int) float64 { return square(values[k] - values[c]) },
	Ratio: func(values, _ []float64, c, k int) float64 {
		if c == k {
			return 0
		}
		return square((values[k] - values[c]) / (values[k] + values[c]))
	},
}
