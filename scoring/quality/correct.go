package quality

import (
	"errors"
	"math"

	"dovar/scoring"
)

// ErrTooLarge: a result beyond 10^6 in size cannot be corrected to 10^-6 surely.
var ErrTooLarge = errors.New("quality: results beyond 1000000 are not corrected")

// Correct returns the adjusted result of each entry as an exact multiple of
// 10^-6, for a contest that declared that corrected totals decide. Equal
// results stay equal whatever the last digits of floats are: they are rounded
// to 10^-9 first, so that a value on the edge of two millionths goes one way.
// It fails as [FitAdditive] does, and with ErrTooLarge.
func Correct(obs []Obs) (map[string]scoring.Number, error) {
	for _, o := range obs {
		if math.Abs(o.Y) > 1e6 {
			return nil, ErrTooLarge
		}
	}
	a, err := FitAdditive(obs)
	if err != nil {
		return nil, err
	}
	corrected := make(map[string]scoring.Number, len(a.Adjusted))
	for id, v := range a.Adjusted {
		if math.Abs(v) > 1e6 {
			return nil, ErrTooLarge
		}
		millionths := math.Round(math.Round(v*1e9) / 1e3)
		corrected[id] = scoring.Int(int64(millionths)).Quo(scoring.Int(1e6))
	}
	return corrected, nil
}
