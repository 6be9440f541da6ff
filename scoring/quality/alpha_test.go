package quality

import (
	"errors"
	"math"
	"testing"
)

func TestKrippendorff(t *testing.T) {
	none := math.NaN()
	byHand := [][]float64{{1, 1}, {2, 2}, {1, 2}} // o: 11 twice, 22 twice, 12 and 21 once; n = 3 and 3
	for name, c := range map[string]struct {
		units  [][]float64
		metric Metric
		want   float64
		err    error
	}{
		"by hand":              {byHand, Nominal, 1 - 5*2.0/(2*9), nil},
		"perfect":              {[][]float64{{1, 1, 1}, {3, 3, none}, {2, 2, 2}}, Ratio, 1, nil},
		"worse than chance":    {[][]float64{{1, 2}, {1, 2}}, Interval, -0.5, nil},
		"a single value":       {append([][]float64{{7, none}, {none, none}, {}}, byHand...), Nominal, 1 - 5*2.0/(2*9), nil},
		"zeros have a ratio":   {[][]float64{{0, 0}, {0, 1}}, Ratio, 0, nil},
		"gap of ranks":         {[][]float64{{1, 1}, {2, 2}, {9, 9}, {1, 9}}, Ordinal, 1 - 7*25.0/(6*6.25+9*25+6*6.25), nil},
		"nothing":              {nil, Nominal, 0, ErrNoSpread},
		"nothing to pair":      {[][]float64{{1, none}, {2}}, Nominal, 0, ErrNoSpread},
		"all the same":         {[][]float64{{4, 4}, {4, 4}}, Interval, 0, ErrNoSpread},
		"one judge":            {[][]float64{{1}, {2}}, Interval, 0, ErrNoSpread},
		"infinite":             {[][]float64{{1, math.Inf(1)}}, Interval, 0, errAny},
		"ratio below 0":        {[][]float64{{-1, 1}}, Ratio, 0, errAny},
		"unknown measurement":  {byHand, "roughly", 0, errAny},
		"interval below 0 may": {[][]float64{{-1, -1}, {1, 1}}, Interval, 1, nil},
	} {
		got, err := Krippendorff(c.units, c.metric)
		if !is(err, c.err) || math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s: %v %v, want %v %v", name, got, err, c.want, c.err)
		}
	}
}

func TestCronbachAlpha(t *testing.T) {
	for name, c := range map[string]struct {
		table [][]float64
		want  AlphaResult
		err   error
	}{
		"the same twice":    {[][]float64{{1, 1}, {2, 2}, {4, 4}}, AlphaResult{1, nil, []float64{1, 1}}, nil},
		"unrelated":         {[][]float64{{1, 1}, {1, 2}, {2, 1}, {2, 2}}, AlphaResult{0, nil, []float64{0, 0}}, nil},
		"one does not vary": {[][]float64{{1, 1, 5}, {2, 2, 5}, {4, 4, 5}}, AlphaResult{0.75, []float64{0, 0, 1}, []float64{1, 1, 0}}, nil},
		"others cancel":     {[][]float64{{1, 3, 1}, {3, 1, 2}}, AlphaResult{-12, []float64{-8, 8.0 / 9, 0}, []float64{-1, -1, 0}}, nil},
		"one criterion":     {[][]float64{{1}, {2}}, AlphaResult{}, ErrTable},
		"one sheet":         {[][]float64{{1, 2}}, AlphaResult{}, ErrTable},
		"a mark missing":    {[][]float64{{1, 2}, {2, math.NaN()}}, AlphaResult{}, ErrTable},
		"all the same":      {[][]float64{{0.1, 0.3}, {0.1, 0.3}}, AlphaResult{}, ErrNoSpread},
		"sums all the same": {[][]float64{{0.1, 0.3}, {0.3, 0.1}}, AlphaResult{}, ErrNoSpread},
	} {
		got, err := CronbachAlpha(c.table)
		if !is(err, c.err) || !alike(got.Alpha, c.want.Alpha) || !allAlike(got.IfDropped, c.want.IfDropped) || !allAlike(got.ItemRest, c.want.ItemRest) {
			t.Errorf("%s: %v %v, want %v %v", name, got, err, c.want, c.err)
		}
	}
}

// errAny stands for an error without a name.
var errAny = errors.New("any")

func is(err, want error) bool { return errors.Is(err, want) || want == errAny && err != nil }

func alike(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func allAlike(a, b []float64) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !alike(a[i], b[i]) {
			return false
		}
	}
	return true
}
