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
	if !g.spread {
		return nil, ErrNoNoise
	}
	roots := minimise(func(roots [2]float64) float64 { return g.solve(roots).criterion })
	if max(roots[0], roots[1]) > 0.999*farthest {
		return nil, ErrNoNoise
	}
	f := g.solve(roots)
	f.predict()
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
	grid         *grid
	ratio        [2]float64 // long, wide
	chol         mat.Cholesky
	noise, mean  float64
	weight       float64      // of the mean: its variance is noise/weight
	pull         mat.VecDense // what 1 more of the mean takes off each wide effect
	criterion    float64
	long, wide   []float64     // effects
	inverse      *mat.SymDense // of the wide side, the mean known
	longPull     []float64
	wideSolution mat.VecDense
}

// solve solves the equations for the roots of two ratios.
func (g *grid) solve(roots [2]float64) *henderson {
	f := &henderson{grid: g, ratio: [2]float64{roots[0] * roots[0], roots[1] * roots[1]}}
	s, count, y := g.eliminate(f.share)
	data := s.RawSymmetric().Data
	for i := range data {
		data[i] *= f.ratio[1]
	}
	n := len(g.wide)
	for i := range n {
		data[i*n+i]++
	}
	if !f.chol.Factorize(s) {
		f.criterion = math.Inf(1)
		return f
	}
	weight, sum, squares, logDet := 0.0, 0.0, 0.0, f.chol.LogDet()
	for i := range g.long {
		line := g.line(i)
		k, own := float64(len(line)), lineSum(line)
		keep := 1 + k*f.ratio[0]
		weight += k / keep
		sum += own / keep
		squares -= f.share(len(line)) * own * own
		logDet += math.Log(keep)
		for _, c := range line {
			squares += c.y * c.y
		}
	}
	solveTo(&f.chol, &f.pull, count, f.ratio[1])
	solveTo(&f.chol, &f.wideSolution, y, f.ratio[1])
	f.weight = weight - mat.Dot(count, &f.pull)
	f.mean = (sum - mat.Dot(count, &f.wideSolution)) / f.weight
	free := float64(len(g.cells) - 1)
	left := squares - mat.Dot(y, &f.wideSolution) - f.mean*f.mean*f.weight
	f.noise = max(left, 1e-15*squares) / free
	f.criterion = logDet + math.Log(f.weight) + free*(1+math.Log(2*math.Pi*f.noise))
	return f
}

// share is what a long line with n sheets takes of their sum.
func (f *henderson) share(n int) float64 { return f.ratio[0] / (1 + float64(n)*f.ratio[0]) }

func solveTo(chol *mat.Cholesky, x *mat.VecDense, b *mat.VecDense, scale float64) {
	// The matrix is at least 1 in every direction: it cannot be singular.
	_ = chol.SolveVecTo(x, b)
	x.ScaleVec(scale, x)
}

// predict fills the effects and what covariances are made of.
func (f *henderson) predict() {
	g := f.grid
	var wide mat.VecDense
	wide.AddScaledVec(&f.wideSolution, -f.mean, &f.pull)
	f.wide = wide.RawVector().Data
	f.inverse = mat.NewSymDense(len(g.wide), nil)
	_ = f.chol.InverseTo(f.inverse)
	f.inverse.ScaleSym(f.ratio[1], f.inverse)
	f.long, f.longPull = make([]float64, len(g.long)), make([]float64, len(g.long))
	for i := range g.long {
		line := g.line(i)
		var sum, pull float64
		for _, c := range line {
			sum += c.y - f.mean - f.wide[c.wide]
			pull += 1 - f.pull.AtVec(c.wide)
		}
		f.long[i], f.longPull[i] = f.share(len(line))*sum, f.share(len(line))*pull
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
	cov *= f.share(len(a)) * f.share(len(b))
	if i == k {
		cov += f.share(len(a))
	}
	return cov + f.longPull[i]*f.longPull[k]/f.weight
}

func (f *henderson) covWide(i, k int) float64 {
	return f.inverse.At(i, k) + f.pull.AtVec(i)*f.pull.AtVec(k)/f.weight
}
