package quality

import (
	"errors"
	"math"
	"reflect"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"
)

// FitAdditive and Residuals are least squares by the book: one dense system
// with a column per effect, its inverse, and the hat matrix.
func TestAdditiveIsLeastSquares(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		obs := drawObs(t, true)
		a, err := FitAdditive(obs)
		if err != nil {
			t.Fatal(err)
		}
		want := dense(t, obs)
		near(t, "mu", a.Mu, want.Mu, 1e-9)
		nearAll(t, "entry", a.Entry, want.Entry, 1e-9)
		nearAll(t, "judge", a.Judge, want.Judge, 1e-9)
		nearAll(t, "adjusted", a.Adjusted, want.Adjusted, 1e-9)
		near(t, "sigma2", a.Sigma2, want.Sigma2, 1e-9)
		nearAll(t, "judge's SE", a.JudgeSE, want.JudgeSE, 1e-6)
		if a.DF != want.DF {
			t.Errorf("%d degrees of freedom, not %d", a.DF, want.DF)
		}
	})
}

func dense(t *rapid.T, obs []Obs) *Additive {
	obs = ordered(obs)
	var entries, judges []string
	for _, o := range obs {
		entries, judges = append(entries, o.Entry), append(judges, o.Judge)
	}
	entries, judges = distinct(entries), distinct(judges)
	columns := len(entries) + len(judges) - 1
	row := func(i, j int) []float64 { // the last of each side is what brings the sum to 0
		r := make([]float64, columns)
		r[0] = 1
		code(r[1:len(entries)], i)
		code(r[len(entries):], j)
		return r
	}
	x, y := mat.NewDense(len(obs), columns, nil), mat.NewVecDense(len(obs), nil)
	for k, o := range obs {
		x.SetRow(k, row(slices.Index(entries, o.Entry), slices.Index(judges, o.Judge)))
		y.SetVec(k, o.Y)
	}
	var inverse mat.Dense
	var xx mat.Dense
	xx.Mul(x.T(), x)
	if err := inverse.Inverse(&xx); err != nil {
		t.Fatal(err)
	}
	var xy, b, fitted mat.VecDense
	xy.MulVec(x.T(), y)
	b.MulVec(&inverse, &xy)
	fitted.MulVec(x, &b)
	a := &Additive{Mu: b.AtVec(0), Entry: map[string]float64{}, Judge: map[string]float64{}, Adjusted: map[string]float64{}, DF: len(obs) - columns}
	for k := range obs {
		r := y.AtVec(k) - fitted.AtVec(k)
		a.Sigma2 += r * r
	}
	contrast := func(i, j int) *mat.VecDense {
		r := row(i, j)
		r[0] = 0
		for k := range r {
			if i < 0 && k < len(entries) || j < 0 && k >= len(entries) {
				r[k] = 0
			}
		}
		return mat.NewVecDense(columns, r)
	}
	for i, id := range entries {
		a.Entry[id] = mat.Dot(contrast(i, -1), &b)
		a.Adjusted[id] = a.Mu + a.Entry[id]
	}
	if a.DF > 0 {
		a.Sigma2 /= float64(a.DF)
		a.JudgeSE = map[string]float64{}
	}
	for j, id := range judges {
		c := contrast(-1, j)
		a.Judge[id] = mat.Dot(c, &b)
		if a.DF > 0 {
			a.JudgeSE[id] = math.Sqrt(a.Sigma2 * max(mat.Inner(c, &inverse, c), 0))
		}
	}
	return a
}

// code writes a side's effect i into its columns, one fewer than it has effects.
func code(columns []float64, i int) {
	for k := range columns {
		if i == len(columns) {
			columns[k] = -1
		} else if i == k {
			columns[k] = 1
		}
	}
}

// A sheet's external residual is what the fit without that sheet says of it:
// how far it lies from its prediction, in standard deviations of that distance.
func TestExternalIsWithoutTheSheet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		obs := ordered(drawObs(t, true))
		a, err := FitAdditive(obs)
		if err != nil {
			t.Fatal(err)
		}
		for k, r := range a.Residuals() {
			if o := obs[k]; o.Entry != r.Entry || o.Judge != r.Judge {
				t.Fatal("not in order:", r)
			}
			without, err := FitAdditive(slices.Delete(slices.Clone(obs), k, k+1))
			_, entry := lookup(without, err, obs[k].Entry, false)
			_, judge := lookup(without, err, obs[k].Judge, true)
			if !r.Studentised {
				if err == nil && entry && judge && a.DF > 1 && a.Sigma2 > 0 {
					t.Errorf("%v could be compared", r)
				}
				continue
			}
			if err != nil || !entry || !judge {
				t.Fatalf("%v is compared, though it is the only link", r)
			}
			e, _ := lookup(without, err, obs[k].Entry, false)
			j, _ := lookup(without, err, obs[k].Judge, true)
			off := obs[k].Y - without.Mu - e - j // = residual/(1-leverage)
			want := off * math.Sqrt(r.Residual/off/max(without.Sigma2, 1e-300))
			if without.Sigma2 < 1e-6 {
				if math.Abs(r.External) < 1000 {
					t.Errorf("%v is the only sheet that does not fit, and not far out", r)
				}
				continue
			}
			if math.Abs(off) < 1e-6 {
				want = 0
			}
			near(t, "external", r.External, want, 1e-5*(1+math.Abs(want)))
		}
	})
}

func lookup(a *Additive, err error, id string, judge bool) (float64, bool) {
	if err != nil {
		return 0, false
	}
	of := a.Entry
	if judge {
		of = a.Judge
	}
	v, ok := of[id]
	return v, ok
}

// When everybody saw all, nothing is adjusted.
func TestAdditiveOnCompleteIsMean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		mark := rapid.IntRange(0, 400)
		judges := rapid.IntRange(1, 6).Draw(t, "judges")
		obs := complete(rapid.IntRange(1, 8).Draw(t, "entries"), judges, func(int, int) float64 { return float64(mark.Draw(t, "mark")) / 4 })
		a, err := FitAdditive(obs)
		if err != nil {
			t.Fatal(err)
		}
		means := map[string]float64{}
		for _, o := range obs {
			means[o.Entry] += o.Y / float64(judges)
		}
		nearAll(t, "adjusted", a.Adjusted, means, 1e-9)
	})
}

// The order of the sheets changes no bit; the names of judges change nothing.
func TestAdditiveOfAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		obs := drawObs(t, true)
		a, err := FitAdditive(obs)
		b, errB := FitAdditive(rapid.Permutation(obs).Draw(t, "order"))
		if err != nil || errB != nil {
			t.Fatal(err, errB)
		}
		if !reflect.DeepEqual(a, b) || !reflect.DeepEqual(a.Residuals(), b.Residuals()) {
			t.Fatalf("%+v\n%+v", a, b)
		}
		c, err := FitAdditive(relabelled(obs))
		if err != nil {
			t.Fatal(err)
		}
		nearAll(t, "adjusted", c.Adjusted, a.Adjusted, 1e-9)
		for j, v := range a.Judge {
			near(t, "judge", c.Judge[relabel(j)], v, 1e-9)
		}
	})
}

// Components are the islands; a fit over islands is refused and names them.
func TestIslandsAreNamed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		obs := drawObs(t, false)
		want := spreading(obs)
		if got := Components(rapid.Permutation(obs).Draw(t, "order")); !reflect.DeepEqual(got, want) {
			t.Fatalf("islands %v, not %v", got, want)
		}
		_, err := FitAdditive(obs)
		var islands *Islands
		if errors.As(err, &islands) != (len(want) > 1) || islands != nil && !reflect.DeepEqual(islands.Of, want) {
			t.Fatalf("%v for %v", err, want)
		}
	})
}

// spreading finds the islands by letting the least entry's name spread.
func spreading(obs []Obs) [][]string {
	name := map[string]string{}
	for _, o := range obs {
		name[o.Entry], name["judge "+o.Judge] = o.Entry, "z"
	}
	for changed := true; changed; {
		changed = false
		for _, o := range obs {
			e, j := name[o.Entry], name["judge "+o.Judge]
			if least := min(e, j); e != j {
				name[o.Entry], name["judge "+o.Judge], changed = least, least, true
			}
		}
	}
	var entries []string
	for _, o := range obs {
		entries = append(entries, o.Entry)
	}
	var all [][]string
	for _, e := range distinct(entries) {
		if name[e] == e {
			all = append(all, nil)
		}
		i := slices.IndexFunc(all, func(of []string) bool { return of == nil || of[0] == name[e] })
		all[i] = append(all[i], e)
	}
	return all
}

// One mark out of place among marks that fit is found, and it alone.
func TestOutliers(t *testing.T) {
	obs := complete(6, 4, func(e, j int) float64 { return float64(60 + 3*e + 2*j + (e*j+e)%2) })
	obs[9].Y += 20
	a, err := FitAdditive(obs)
	if err != nil {
		t.Fatal(err)
	}
	out := a.Outliers(2.5)
	if len(out) != 1 || out[0].Entry != obs[9].Entry || out[0].Judge != obs[9].Judge || out[0].External < 2.5 {
		t.Fatal(out)
	}
}
