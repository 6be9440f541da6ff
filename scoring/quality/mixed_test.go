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

// Figures of published tables, from their mean squares alone: in a complete
// table REML sees nothing else. That of Penicillin is lme4's (Bates, lme4:
// Mixed-effects modeling with R, 2010, 2.1), its mean squares 4.603865, 89.84444
// and 0.3024155; that of six entries and four judges is Shrout & Fleiss,
// Intraclass Correlations, 1979, tables 2 and 4.
func TestMixedOfPublishedTables(t *testing.T) {
	for _, c := range []struct {
		name                              string
		entries, judges                   int
		mean                              float64
		entry, judge, noise               float64 // mean squares
		sdEntry, sdJudge, sdNoise, within float64
		criterion, absolute, relative     float64 // 0: not published
	}{
		{"Penicillin", 24, 6, 22.97222, 105.888889 / 23, 449.222222 / 5, 34.777778 / 115, 0.8467, 1.9316, 0.5499, 5e-5, 330.861, 0, 0},
		{"Shrout and Fleiss", 6, 4, 5.291667, 11.24, 32.49, 1.02, 1.5984, 2.2902, 1.0100, 5e-5, 0, 0.29, 0.71},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, err := FitMixed(table(c.entries, c.judges, c.mean, c.entry, c.judge, c.noise))
			if err != nil {
				t.Fatal(err)
			}
			near(t, "mean", m.Mean, c.mean, 1e-6)
			near(t, "sd of entries", math.Sqrt(m.VarEntry), c.sdEntry, c.within)
			near(t, "sd of judges", math.Sqrt(m.VarJudge), c.sdJudge, c.within)
			near(t, "sd of noise", math.Sqrt(m.VarResidual), c.sdNoise, c.within)
			if c.criterion > 0 {
				near(t, "criterion", m.Criterion, c.criterion, 5e-4)
			}
			if c.absolute > 0 {
				absolute, relative := Reliability(m.VarEntry, m.VarJudge, m.VarResidual, 1)
				near(t, "ICC(2,1)", absolute, c.absolute, 5e-3)
				near(t, "ICC(3,1)", relative, c.relative, 5e-3)
			}
		})
	}
}

// table makes a complete table that has these mean squares.
func table(entries, judges int, mean, entry, judge, noise float64) []Obs {
	e, j := ramp(entries), ramp(judges)
	E, J := float64(entries), float64(judges)
	a, b, c := math.Sqrt(entry*(E-1)/J), math.Sqrt(judge*(J-1)/E), math.Sqrt(noise*(E-1)*(J-1))
	return complete(entries, judges, func(i, k int) float64 { return mean + a*e[i] + b*j[k] + c*e[i]*j[k] })
}

// ramp returns n values a step apart whose sum is 0 and sum of squares 1.
func ramp(n int) []float64 {
	r := make([]float64, n)
	var squares float64
	for i := range r {
		r[i] = float64(i) - float64(n-1)/2
		squares += r[i] * r[i]
	}
	for i := range r {
		r[i] /= math.Sqrt(squares)
	}
	return r
}

// In a complete table the estimates are those of the analysis of variance, and
// a variance that would come out below 0 is 0.
func TestMixedOnCompleteIsAnova(t *testing.T) {
	for _, c := range []struct{ entry, judge, noise, ve, vj, vr float64 }{
		{entry: 40, judge: 25, noise: 4, ve: (40 - 4) / 4.0, vj: (25 - 4) / 10.0, vr: 4},
		{entry: 40, judge: 1, noise: 4, ve: (40 - 3.7) / 4, vj: 0, vr: (1*3 + 4*27) / 30.0},
		{entry: 1, judge: 104, noise: 4, ve: 0, vj: (104 - 3.25) / 10, vr: (1*9 + 4*27) / 36.0},
		{entry: 2, judge: 1, noise: 4, ve: 0, vj: 0, vr: (2*9 + 1*3 + 4*27) / 39.0},
	} {
		for _, turned := range []bool{false, true} { // with more judges than entries as well
			obs := table(10, 4, 60, c.entry, c.judge, c.noise)
			if turned {
				obs = turn(obs)
				c.ve, c.vj = c.vj, c.ve
			}
			m, err := FitMixed(obs)
			if err != nil {
				t.Fatal(err)
			}
			near(t, "variance of entries", m.VarEntry, c.ve, 1e-5*(1+c.ve))
			near(t, "variance of judges", m.VarJudge, c.vj, 1e-5*(1+c.vj))
			near(t, "variance of noise", m.VarResidual, c.vr, 1e-5*c.vr)
			if m.Singular != (c.ve == 0 || c.vj == 0) || (c.ve == 0) != (m.VarEntry == 0) || (c.vj == 0) != (m.VarJudge == 0) {
				t.Errorf("singular is %v with %v, %v", m.Singular, m.VarEntry, m.VarJudge)
			}
		}
	}
}

// turn makes judges of entries.
func turn(obs []Obs) []Obs {
	obs = slices.Clone(obs)
	for i, o := range obs {
		obs[i].Entry, obs[i].Judge = o.Judge, o.Entry
	}
	return obs
}

// FitMixed is REML by its definition, on the covariance matrix of all sheets:
// the criterion, the mean, predictions and the covariances of their errors.
// And no variance nearby, or far off, has a better criterion.
func TestMixedIsREML(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		obs := drawObs(t, rapid.Bool().Draw(t, "linked"))
		m, err := FitMixed(obs)
		if err != nil {
			return // who refuses what: TestMixedRefuses
		}
		d := define(obs, m.VarEntry, m.VarJudge, m.VarResidual)
		scale := 1 + math.Abs(d.criterion)
		near(t, "criterion", m.Criterion, d.criterion, 1e-7*scale)
		near(t, "mean", m.Mean, d.mean, 1e-6)
		near(t, "mean's SE", m.MeanSE, d.meanSE, 1e-6)
		nearAll(t, "entry", m.Entry, d.entry, 1e-6)
		nearAll(t, "judge", m.Judge, d.judge, 1e-6)
		for a := range m.Entry {
			near(t, "PEV of "+a, m.PEV[a], d.cov(a, a), 1e-6*(1+m.VarEntry))
			for b := range m.Entry {
				near(t, "covariance of "+a+" and "+b, m.Cov(a, b), d.cov(a, b), 1e-6*(1+m.VarEntry))
			}
		}
		better := func(ve, vj, vr float64) {
			if other := define(obs, ve, vj, vr).criterion; other < d.criterion-1e-7*scale {
				t.Errorf("variances %g, %g and %g are better: %.9f, not %.9f", ve, vj, vr, other, d.criterion)
			}
		}
		few := m.VarResidual / 20 // how far a variance of 0 is left
		for _, e := range []float64{0, 0.95, 1, 1.05} {
			for _, j := range []float64{0, 0.95, 1, 1.05} {
				for _, r := range []float64{0.95, 1, 1.05} {
					better(e*max(m.VarEntry, few), j*max(m.VarJudge, few), r*m.VarResidual)
				}
			}
		}
		variance := rapid.Float64Range(0.01, 60)
		for range 20 {
			better(variance.Draw(t, "entry"), variance.Draw(t, "judge"), variance.Draw(t, "noise"))
		}
	})
}

type defined struct {
	criterion, mean, meanSE float64
	entry, judge            map[string]float64
	cov                     func(a, b string) float64
}

// define computes with V = ve ZZ' + vj WW' + vr I and P = V^-1 - V^-1 1 1'V^-1/(1'V^-1 1).
func define(obs []Obs, ve, vj, vr float64) defined {
	n := len(obs)
	v, y, one := mat.NewSymDense(n, nil), mat.NewVecDense(n, nil), mat.NewVecDense(n, nil)
	for i, a := range obs {
		y.SetVec(i, a.Y)
		one.SetVec(i, 1)
		for k, b := range obs[:i+1] {
			v.SetSym(i, k, ve*same(a.Entry, b.Entry)+vj*same(a.Judge, b.Judge)+vr*same(i, k))
		}
	}
	var chol mat.Cholesky
	if !chol.Factorize(v) {
		return defined{criterion: math.Inf(1)}
	}
	var inverse mat.SymDense
	if err := chol.InverseTo(&inverse); err != nil {
		return defined{criterion: math.Inf(1)}
	}
	var w, py mat.VecDense
	w.MulVec(&inverse, one)
	weight := mat.Dot(one, &w)
	d := defined{mean: mat.Dot(&w, y) / weight, meanSE: math.Sqrt(1 / weight), entry: map[string]float64{}, judge: map[string]float64{}}
	var p mat.SymDense
	p.SymRankOne(&inverse, -1/weight, &w)
	py.MulVec(&p, y)
	d.criterion = chol.LogDet() + math.Log(weight) + mat.Dot(y, &py) + float64(n-1)*math.Log(2*math.Pi)
	for i, o := range obs {
		d.entry[o.Entry] += ve * py.AtVec(i)
		d.judge[o.Judge] += vj * py.AtVec(i)
	}
	d.cov = func(a, b string) float64 {
		sum := ve * same(a, b)
		for i, x := range obs {
			for k, y := range obs {
				sum -= ve * ve * same(x.Entry, a) * same(y.Entry, b) * p.At(i, k)
			}
		}
		return sum
	}
	return d
}

func same[T comparable](a, b T) float64 {
	if a == b {
		return 1
	}
	return 0
}

// The order of the sheets changes no bit, draws included; the names of judges
// change no more than the search for the least criterion leaves open.
func TestMixedOfAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		obs := drawObs(t, true)
		a, err := FitMixed(obs)
		b, errB := FitMixed(rapid.Permutation(obs).Draw(t, "order"))
		if !errors.Is(errB, err) || err == nil && !reflect.DeepEqual(a.exported(), b.exported()) {
			t.Fatalf("%+v %v\n%+v %v", a, err, b, errB)
		}
		c, errC := FitMixed(relabelled(obs))
		if !errors.Is(errC, err) {
			t.Fatal(err, errC)
		}
		if err != nil {
			return
		}
		if !reflect.DeepEqual(a.Confidence(2, 100, 1), b.Confidence(2, 100, 1)) {
			t.Fatal("the same seed, other draws")
		}
		near(t, "criterion", c.Criterion, a.Criterion, 1e-7)
		nearAll(t, "adjusted", c.Adjusted, a.Adjusted, 1e-5)
	})
}

func (m *Mixed) exported() Mixed {
	c := *m
	c.grid, c.fit = nil, nil
	return c
}

// What cannot be told apart is refused by name.
func TestMixedRefuses(t *testing.T) {
	eight := func(e, j int) float64 { return float64(60 + 8*e) }
	for name, c := range map[string]struct {
		obs []Obs
		err error
	}{
		"no sheets":             {nil, ErrSheets},
		"not a number":          {[]Obs{{"a", "b", math.NaN()}}, ErrSheets},
		"one sheet":             {complete(1, 1, eight), ErrTooFew},
		"one entry":             {complete(1, 5, eight), ErrTooFew},
		"one judge":             {complete(5, 1, eight), ErrTooFew},
		"a sheet per judge":     {[]Obs{{"a", "1", 5}, {"a", "2", 6}, {"b", "3", 7}, {"b", "4", 9}}, ErrTooFew},
		"a sheet per entry":     {[]Obs{{"1", "a", 5}, {"2", "a", 6}, {"3", "b", 7}, {"4", "b", 9}}, ErrTooFew},
		"all equal":             {complete(4, 3, func(int, int) float64 { return 7.1 }), ErrNoNoise},
		"judges agree wholly":   {complete(4, 3, eight), ErrNoNoise},
		"severity and no noise": {complete(4, 3, func(e, j int) float64 { return eight(e, j) + float64(j*j) }), ErrNoNoise},
	} {
		if _, err := FitMixed(c.obs); !errors.Is(err, c.err) {
			t.Errorf("%s: %v, not %v", name, err, c.err)
		}
	}
}
