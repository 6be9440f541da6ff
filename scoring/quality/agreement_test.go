package quality

import (
	"errors"
	"math"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Shrout and Fleiss (1979), table 2 and the coefficients they give for it.
func TestICCOfShroutAndFleiss(t *testing.T) {
	r, err := ICC([][]float64{{9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}}, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ got, want float64 }{
		// The intervals as R's psych prints them for the same table.
		"low of ICC(1,1)": {r.Single1.Low, -0.13}, "high of ICC(1,1)": {r.Single1.High, 0.72},
		"low of ICC(2,1)": {r.Single2.Low, 0.02}, "high of ICC(2,1)": {r.Single2.High, 0.76},
		"low of ICC(3,1)": {r.Single3.Low, 0.34}, "high of ICC(3,1)": {r.Single3.High, 0.95},
		"low of ICC(2,4)": {r.Average2.Low, 0.07}, "high of ICC(2,4)": {r.Average2.High, 0.93},

		"ICC(1,1)": {r.Single1.Value, 0.17}, "ICC(2,1)": {r.Single2.Value, 0.29}, "ICC(3,1)": {r.Single3.Value, 0.71},
		"ICC(1,4)": {r.Average1.Value, 0.44}, "ICC(2,4)": {r.Average2.Value, 0.62}, "ICC(3,4)": {r.Average3.Value, 0.91},
	} {
		if math.Abs(c.got-c.want) > 0.005 {
			t.Errorf("%s = %v, published %v", name, c.got, c.want)
		}
	}
}

// A higher confidence never makes an interval narrower.
func TestICCIntervalsWiden(t *testing.T) {
	table := [][]float64{{1, 2, 2}, {4, 3, 5}, {2, 2, 4}, {5, 5, 3}}
	before, _ := ICC(table, 0.5)
	for _, conf := range []float64{0.8, 0.95, 0.99} {
		r, err := ICC(table, conf)
		if err != nil {
			t.Fatal(err)
		}
		for i, e := range estimates(r) {
			if o := estimates(before)[i]; !(e.Low < o.Low && o.High < e.High && e.Low < e.Value && e.Value < e.High) {
				t.Errorf("coefficient %d at %v: %v, narrower was %v", i, conf, e, o)
			}
		}
		before = r
	}
}

func estimates(r ICCResult) []Estimate {
	return []Estimate{r.Single1, r.Single2, r.Single3, r.Average1, r.Average2, r.Average3}
}

// What cannot be measured is an error, and perfect agreement is 1.
func TestICCAtTheEnds(t *testing.T) {
	for name, c := range map[string]struct {
		table [][]float64
		want  error
	}{
		"nothing":               {nil, ErrTable},
		"no columns":            {[][]float64{{}, {}}, ErrTable},
		"one judge":             {[][]float64{{1}, {2}}, ErrTable},
		"one entry":             {[][]float64{{1, 2}}, ErrTable},
		"a mark missing":        {[][]float64{{1, 2}, {3, math.NaN()}}, ErrTable},
		"a row too short":       {[][]float64{{1, 2}, {3}}, ErrTable},
		"infinite":              {[][]float64{{1, 2}, {3, math.Inf(1)}}, ErrTable},
		"all the same":          {[][]float64{{0.1, 0.1}, {0.1, 0.1}, {0.1, 0.1}}, ErrNoSpread},
		"only judges differ":    {[][]float64{{0.1, 0.7}, {0.1, 0.7}, {0.1, 0.7}}, ErrNoSpread},
		"means of entries same": {[][]float64{{1, 3}, {3, 1}, {2, 2}}, ErrNoSpread},
		"perfect":               {[][]float64{{0.1, 0.1}, {0.7, 0.7}, {0.3, 0.3}}, nil},
		"perfectly consistent":  {[][]float64{{0.1, 0.3}, {0.7, 0.9}, {0.4, 0.6}}, nil},
	} {
		r, err := ICC(c.table, 0.95)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		if err == nil {
			finite(t, name, r)
			if e := r.Single3; math.Abs(e.Value-1) > 1e-9 || math.Abs(e.Low-1) > 1e-9 || math.Abs(e.High-1) > 1e-9 {
				t.Errorf("%s: ICC(3,1) = %v", name, e)
			}
			if r.TwoWay != math.MaxFloat64 {
				t.Errorf("%s: F = %v", name, r.TwoWay)
			}
			if e := r.Single2; name == "perfect" && !allAlike([]float64{e.Value, e.Low, e.High}, []float64{1, 1, 1}) {
				t.Errorf("ICC(2,1) = %v", e)
			}
		}
	}
	for _, conf := range []float64{0, 1, -1, math.NaN()} {
		if _, err := ICC([][]float64{{1, 2}, {3, 5}}, conf); err == nil {
			t.Errorf("confidence %v is taken", conf)
		}
	}
}

func TestKendallW(t *testing.T) {
	same, opposed := [][]float64{{1, 10}, {2, 20}, {3, 30}}, [][]float64{{1, 3}, {2, 2}, {3, 1}}
	for name, c := range map[string]struct {
		table [][]float64
		ties  bool
		want  string
		err   error
	}{
		"the same order":          {same, false, "1", nil},
		"opposed":                 {opposed, false, "0", nil},
		"by hand":                 {[][]float64{{1, 1, 2}, {2, 3, 1}, {3, 2, 3}}, false, "4/9", nil}, // sums 4, 6, 8: 12*8 of 9*24
		"the same ties":           {[][]float64{{1, 5}, {1, 5}, {3, 9}}, true, "1", nil},
		"the same ties, as found": {[][]float64{{1, 5}, {1, 5}, {3, 9}}, false, "0.75", nil},
		"one judge has no order":  {[][]float64{{1, 5}, {2, 5}, {3, 5}}, true, "0.5", nil},
		"no order at all":         {[][]float64{{1, 5}, {1, 5}}, true, "", ErrNoSpread},
		"no order, uncorrected":   {[][]float64{{1, 5}, {1, 5}}, false, "0", nil},
		"one judge":               {[][]float64{{1}, {2}}, true, "", ErrTable},
		"one entry":               {[][]float64{{1, 2}}, true, "", ErrTable},
	} {
		r, err := KendallW(c.table, c.ties)
		if !errors.Is(err, c.err) {
			t.Errorf("%s: %v, want %v", name, err, c.err)
		}
		if err == nil && r.Exact.String() != c.want {
			t.Errorf("%s: W = %s, want %s", name, r.Exact, c.want)
		}
		finite(t, name, r)
	}
}

// On any table: figures or an error, never NaN; judges in another order, and
// entries in another order, change nothing.
func TestAgreementOnAnyTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, k := rapid.IntRange(2, 8).Draw(t, "entries"), rapid.IntRange(2, 6).Draw(t, "judges")
		mark := rapid.Custom(func(t *rapid.T) float64 { return float64(rapid.IntRange(0, 12).Draw(t, "mark")) / 4 })
		table := make([][]float64, n)
		for i := range table {
			table[i] = rapid.SliceOfN(mark, k, k).Draw(t, "row")
		}
		judges := rapid.Permutation(upTo(k)).Draw(t, "judges' order")
		entries := rapid.Permutation(upTo(n)).Draw(t, "entries' order")
		other := make([][]float64, n)
		for i := range other {
			for _, j := range judges {
				other[i] = append(other[i], table[entries[i]][j])
			}
		}
		same := func(name string, a, b any, errA, errB error) {
			if (errA == nil) != (errB == nil) {
				t.Fatalf("%s: %v, then %v", name, errA, errB)
			}
			if errA != nil {
				return
			}
			finite(t, name, a)
			x, y := floats(reflect.ValueOf(a)), floats(reflect.ValueOf(b))
			for i := range x {
				if math.Abs(x[i]-y[i]) > 1e-6*(1+math.Abs(x[i])) {
					t.Fatalf("%s: figure %d is %v, then %v", name, i, x[i], y[i])
				}
			}
		}
		a, errA := ICC(table, 0.95)
		b, errB := ICC(other, 0.95)
		same("ICC", a, b, errA, errB)
		w, errA := KendallW(table, true)
		v, errB := KendallW(other, true)
		same("W", w, v, errA, errB)
		if errA == nil && (w.W < 0 || w.W > 1+1e-12 || w.Exact.Cmp(v.Exact) != 0) {
			t.Fatalf("W = %s, then %s", w.Exact, v.Exact)
		}
		for _, m := range []Metric{Nominal, Ordinal, Interval, Ratio} {
			x, errA := Krippendorff(table, m)
			y, errB := Krippendorff(other, m)
			same(string(m), struct{ A float64 }{x}, struct{ A float64 }{y}, errA, errB)
			if x > 1 {
				t.Fatalf("%s = %v", m, x)
			}
		}
		c, errA := CronbachAlpha(table)
		d, errB := CronbachAlpha(other)
		same("alpha", struct{ A float64 }{c.Alpha}, struct{ A float64 }{d.Alpha}, errA, errB)
		finite(t, "alpha", c)
	})
}

func upTo(n int) (list []int) {
	for i := range n {
		list = append(list, i)
	}
	return list
}

// finite fails on a figure that is NaN or infinite, wherever it stands.
func finite(t interface{ Errorf(string, ...any) }, name string, v any) {
	if slices.ContainsFunc(floats(reflect.ValueOf(v)), unmeasured) {
		t.Errorf("%s: %+v", name, v)
	}
}

func floats(v reflect.Value) (all []float64) {
	switch v.Kind() {
	case reflect.Float64:
		return []float64{v.Float()}
	case reflect.Struct:
		for i := range v.NumField() {
			all = append(all, floats(v.Field(i))...)
		}
	case reflect.Slice:
		for i := range v.Len() {
			all = append(all, floats(v.Index(i))...)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			return floats(v.Elem())
		}
	}
	return all
}
