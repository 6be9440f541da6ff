package quality

import (
	"errors"
	"math"
)

// ErrNoFit: the estimates grow without bound or could not be found.
var ErrNoFit = errors.New("quality: no estimate could be found for these marks")

// climb moves p to the top of a concave value by Newton's steps. A step that
// would lead down is halved; the top is reached when no estimate moves by 1e-9.
func climb(p []float64, value func([]float64) float64, step func([]float64) ([]float64, bool)) error {
	here := value(p)
	for range 100 {
		by, ok := step(p)
		if !ok {
			return ErrNoFit
		}
		far := 0.0
		for _, d := range by {
			far = math.Max(far, math.Abs(d)) // NaN stays NaN
		}
		if math.IsNaN(far) || math.IsInf(far, 0) {
			return ErrNoFit
		}
		part := min(1, 4/far) // a first step from far off may not leave the hill
		next := make([]float64, len(p))
		for ; ; part /= 2 {
			for i := range p {
				next[i] = p[i] + part*by[i]
			}
			if there := value(next); there >= here-1e-12*math.Abs(here) {
				here = there
				break
			} else if part < 1e-9 {
				return ErrNoFit
			}
		}
		copy(p, next)
		if far < 1e-9 {
			return nil
		}
	}
	return ErrNoFit
}
