package quality

import (
	"cmp"
	"math"
	"slices"
)

// A Disagreement is how far the sheets of one entry lie apart.
type Disagreement struct {
	Entry     string
	Sheets    int     // two at least
	SD, Range float64 // standard deviation (n-1); highest less lowest; points of the scale
}

// Disagreements returns the entries that have two sheets, the greatest SD
// first, equal ones by entry.
func Disagreements(obs []Obs) []Disagreement {
	obs = ordered(obs)
	all := []Disagreement{}
	for len(obs) > 0 {
		n := slices.IndexFunc(obs, func(o Obs) bool { return o.Entry != obs[0].Entry })
		if n < 0 {
			n = len(obs)
		}
		if n > 1 {
			all = append(all, disagreement(obs[:n]))
		}
		obs = obs[n:]
	}
	slices.SortStableFunc(all, func(a, b Disagreement) int { return cmp.Compare(b.SD, a.SD) })
	return all
}

func disagreement(sheets []Obs) Disagreement {
	n, mean, low, high := float64(len(sheets)), 0.0, sheets[0].Y, sheets[0].Y
	for _, o := range sheets {
		mean += o.Y / n
		low, high = min(low, o.Y), max(high, o.Y)
	}
	var squares float64
	for _, o := range sheets {
		squares += (o.Y - mean) * (o.Y - mean)
	}
	return Disagreement{Entry: sheets[0].Entry, Sheets: len(sheets), SD: math.Sqrt(squares / (n - 1)), Range: high - low}
}
