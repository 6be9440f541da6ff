package quality

import "math"

// A Normal is one sheet measured by its judge's own sheets.
type Normal struct {
	Entry, Judge string
	Z            float64 // deviations (n-1) from the judge's mean; 0 when all the judge's sheets are equal
	T            float64 // 50 + 10 Z
	MinMax       float64 // 0 the judge's lowest sheet, 1 the highest; 0.5 when all are equal
}

// Normalise measures every sheet by its judge's other sheets, by entry and
// judge. It is shown as a warning example and decides nothing: a judge who got
// the strong entries is "corrected" into punishing them.
func Normalise(obs []Obs) []Normal {
	obs = ordered(obs)
	type own struct{ n, sum, squares, low, high float64 }
	of := map[string]*own{}
	for _, o := range obs {
		j := of[o.Judge]
		if j == nil {
			j = &own{low: o.Y, high: o.Y}
			of[o.Judge] = j
		}
		j.n++
		j.sum += o.Y
		j.low, j.high = min(j.low, o.Y), max(j.high, o.Y)
	}
	for _, o := range obs {
		j := of[o.Judge]
		d := o.Y - j.sum/j.n
		j.squares += d * d
	}
	all := make([]Normal, len(obs))
	for i, o := range obs {
		all[i] = Normal{Entry: o.Entry, Judge: o.Judge, T: 50, MinMax: 0.5}
		if j := of[o.Judge]; j.high > j.low {
			all[i].Z = (o.Y - j.sum/j.n) / math.Sqrt(j.squares/(j.n-1))
			all[i].T = 50 + 10*all[i].Z
			all[i].MinMax = (o.Y - j.low) / (j.high - j.low)
		}
	}
	return all
}
