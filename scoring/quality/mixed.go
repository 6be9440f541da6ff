package quality

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/mat"
)

// Mixed is the fit of sheet = mean + entry + judge + noise with entries and
// judges random, by restricted maximum likelihood. It says how certain an order
// is. It is fair only where entries were given to judges at random: a strong
// group looks to it like a lenient panel.
type Mixed struct {
	Mean, MeanSE                    float64            // of the scale
	VarEntry, VarJudge, VarResidual float64            // its squares
	Criterion                       float64            // -2 log restricted likelihood
	Singular                        bool               // a variance is 0: legal, and common in small contests
	Entry, Judge                    map[string]float64 // best linear unbiased predictions, shrunk towards 0
	Adjusted                        map[string]float64 // Mean + Entry
	PEV                             map[string]float64 // prediction error variances of Entry

	grid   *grid
	fit    *henderson
	number map[string]int // of entries on their side
}

// ErrTooFew: variances of entries, judges and noise can be told apart only with
// two entries, two judges, and one of each who has two sheets.
var ErrTooFew = errors.New("quality: too few sheets to tell entries, judges and noise apart")

// ErrNoNoise: entry and judge explain every sheet, so there is nothing that
// could measure how certain they are.
var ErrNoNoise = errors.New("quality: the sheets leave no noise to measure")

// FitMixed fits the mixed model. It fails with ErrSheets, ErrTooFew and
// ErrNoNoise. Islands are no hindrance: entries of any are draws of one kind.
func FitMixed(obs []Obs) (*Mixed, error) {
	g, err := newGrid(obs)
	if err != nil {
		return nil, err
	}
	if min(len(g.long), len(g.wide)) < 2 || len(g.cells) <= len(g.long) {
		return nil, ErrTooFew
	}
	if !g.varies {
		return nil, ErrNoNoise
	}
	roots := minimise(func(roots [2]float64) float64 { return g.solve(roots).criterion })
	f := g.solve(roots)
	if most := max(roots[0], roots[1]); most > 0 { // the one edge that is no answer: no noise
		edge := g.solve([2]float64{roots[0] / most * farthest, roots[1] / most * farthest})
		if edge.criterion <= f.criterion+1e-6 {
			return nil, ErrNoNoise
		}
	}
	f.covary()
	m := &Mixed{grid: g, fit: f, VarResidual: f.noise, Criterion: f.criterion,
		Mean: g.mean + f.mean, MeanSE: math.Sqrt(f.noise / f.weight), Singular: roots[0] == 0 || roots[1] == 0}
	ve, vj := sides(g, f.ratio[0], f.ratio[1])
	m.VarEntry, m.VarJudge = ve*f.noise, vj*f.noise
	entries, judges := sides(g, g.long, g.wide)
	entry, judge := sides(g, f.long, f.wide)
	m.Entry, m.Judge = named(entries, entry, 0), named(judges, judge, 0)
	m.Adjusted = named(entries, entry, m.Mean)
	m.number = numbers(entries)[0]
	m.PEV = make(map[string]float64, len(entries))
	for _, id := range entries {
		m.PEV[id] = m.Cov(id, id)
	}
	return m, nil
}

// Cov returns the covariance of the prediction errors of two entries; 0 for one
// that has no sheets.
func (m *Mixed) Cov(a, b string) float64 {
	i, known := m.number[a]
	k, both := m.number[b]
	if !known || !both {
		return 0
	}
	if m.grid.byJudge {
		return m.fit.noise * m.fit.covWide(i, k)
	}
	return m.fit.noise * m.fit.covLong(i, k)
}

// henderson is the solution of Henderson's mixed model equations for one pair
// of variance ratios (side to noise), the long side eliminated:
//
//	long_i = w_i (sum_i - n_i mean - sum of its wides),  w = ratio/(1 + n ratio)
//
// The wide side is scaled by the root of its ratio, as lme4 does, so that 0 is
// a ratio like any other (Bates et al., Fitting Linear Mixed-Effects Models
// Using lme4, 2015, 3).
type henderson struct {
	grid        *grid
	ratio       [2]float64 // long, wide
	chol        mat.Cholesky
	noise, mean float64
	weight      float64   // of the mean: its variance is noise/weight
	long, wide  []float64 // effects
	criterion   float64

	pull     *mat.VecDense // what 1 more of the mean takes off each wide effect
	longPull []float64
	inverse  *mat.SymDense // of the wide side, the mean known
}

// solve solves the equations for the roots of two ratios.
func (g *grid) solve(roots [2]float64) *henderson {
	f := &henderson{grid: g, ratio: [2]float64{roots[0] * roots[0], roots[1] * roots[1]}}
	s, count, y := g.eliminate(f.share)
	n, r := len(g.wide), f.ratio[1]
	data := s.RawSymmetric().Data
	for i := range data {
		data[i] *= r
	}
	for i := range n {
		data[i*n+i]++
	}
	f.pull = mat.NewVecDense(n, nil)
	var wide mat.VecDense
	if !f.chol.Factorize(s) || f.chol.SolveVecTo(f.pull, count) != nil || f.chol.SolveVecTo(&wide, y) != nil {
		f.criterion = math.Inf(1)
		return f
	}
	var sum float64
	logDet := f.chol.LogDet()
	for i := range g.long {
		line := g.line(i)
		_, keep := f.share(len(line))
		f.weight += keep * float64(len(line))
		sum += keep * lineSum(line)
		logDet -= math.Log(keep)
	}
	f.weight -= r * mat.Dot(count, f.pull)
	f.mean = (sum - r*mat.Dot(count, &wide)) / f.weight
	wide.AddScaledVec(&wide, -f.mean, f.pull)
	left := r * mat.Dot(&wide, &wide)
	wide.ScaleVec(r, &wide)
	f.pull.ScaleVec(r, f.pull)
	f.wide, f.long = wide.RawVector().Data, make([]float64, len(g.long))
	left += f.remainder()
	free := float64(len(g.cells) - 1)
	f.noise = max(left, math.SmallestNonzeroFloat64) / free
	f.criterion = logDet + math.Log(f.weight) + free*(1+math.Log(2*math.Pi*f.noise))
	return f
}

// share is what the effect of a long line with n sheets takes of their sum, and
// the share of it that is left.
func (f *henderson) share(n int) (w, keep float64) {
	keep = 1 / (1 + float64(n)*f.ratio[0])
	return f.ratio[0] * keep, keep
}

// remainder fills the long effects. It returns the squares of residuals and the
// penalty of those effects: the least there is, so that a last digit wrong in
// an effect does not show in it.
func (f *henderson) remainder() (squares float64) {
	for i := range f.long {
		line := f.grid.line(i)
		w, keep := f.share(len(line))
		var sum float64
		for _, c := range line {
			sum += c.y - f.mean - f.wide[c.wide]
		}
		f.long[i] = w * sum
		squares += w * keep * sum * sum // long^2/ratio
		for _, c := range line {
			r := c.y - f.mean - f.wide[c.wide] - f.long[i]
			squares += r * r
		}
	}
	return squares
}

// covary fills what covariances are made of.
func (f *henderson) covary() {
	g := f.grid
	f.inverse = mat.NewSymDense(len(g.wide), nil)
	// The matrix is at least 1 in every direction, and it has been factorised.
	_ = f.chol.InverseTo(f.inverse)
	f.inverse.ScaleSym(f.ratio[1], f.inverse)
	f.longPull = make([]float64, len(g.long))
	for i := range g.long {
		line := g.line(i)
		w, _ := f.share(len(line))
		for _, c := range line {
			f.longPull[i] += w * (1 - f.pull.AtVec(c.wide))
		}
	}
}

// covLong and covWide return covariances of prediction errors in units of the
// noise: what the line itself leaves open, what the wide side does, the mean.
func (f *henderson) covLong(i, k int) (cov float64) {
	a, b := f.grid.line(i), f.grid.line(k)
	for _, p := range a {
		for _, q := range b {
			cov += f.inverse.At(p.wide, q.wide)
		}
	}
	wa, _ := f.share(len(a))
	wb, _ := f.share(len(b))
	cov *= wa * wb
	if i == k {
		cov += wa
	}
	return cov + f.longPull[i]*f.longPull[k]/f.weight
}

func (f *henderson) covWide(i, k int) float64 {
	return f.inverse.At(i, k) + f.pull.AtVec(i)*f.pull.AtVec(k)/f.weight
}
