package quality

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/mat"
)

// Additive is the least squares fit of sheet = mu + entry + judge + noise, both
// effects fixed: what each entry would have got had every judge seen it. It is
// right however entries were given to judges, as long as they are linked.
type Additive struct {
	Mu           float64            // of the scale, as all that follows but Sigma2
	Entry, Judge map[string]float64 // each side sums to 0; a judge below 0 is strict
	Adjusted     map[string]float64 // Mu + Entry
	JudgeSE      map[string]float64 // standard errors of Judge; nil when DF is 0
	Sigma2       float64            // variance of the noise; 0 when the fit is perfect
	DF           int                // sheets - entries - judges + 1; at 0 nothing is left to measure noise by

	grid       *grid
	long, wide []float64 // effects, each side around 0
	inverse    *mat.SymDense
	rest       []float64 // residual of each cell
}

var errSingular = errors.New("quality: the system of judges could not be solved")

// perfect: a fit is perfect when its noise is below this share of the marks.
const perfect = 1e-10

// FitAdditive fits the additive model. It fails with ErrSheets, and with an
// [*Islands] when no chain of judges links all entries.
func FitAdditive(obs []Obs) (*Additive, error) {
	g, err := newGrid(obs)
	if err != nil {
		return nil, err
	}
	if of := Components(obs); len(of) > 1 {
		return nil, &Islands{Of: of}
	}
	// The system knows the effects of judges up to a constant; adding 1 to each
	// of its elements asks for those that sum to 0.
	s, _, y := g.eliminate(func(n int) (w, keep float64) { return 1 / float64(n), 0 })
	n := len(g.wide)
	for i := range n {
		for j := i; j < n; j++ {
			s.SetSym(i, j, s.At(i, j)+1)
		}
	}
	a := &Additive{grid: g, inverse: mat.NewSymDense(n, nil), DF: len(g.cells) - len(g.long) - n + 1}
	var chol mat.Cholesky
	var effect mat.VecDense
	if !chol.Factorize(s) || chol.SolveVecTo(&effect, y) != nil || chol.InverseTo(a.inverse) != nil {
		return nil, errSingular
	}
	a.wide, a.long = effect.RawVector().Data, make([]float64, len(g.long))
	for i := range g.long {
		line := g.line(i)
		for _, c := range line {
			a.long[i] += (c.y - a.wide[c.wide]) / float64(len(line))
		}
	}
	a.Mu = g.mean + centre(a.long) + centre(a.wide)
	a.name()
	a.measure()
	return a, nil
}

// centre takes the mean off values and returns it.
func centre(values []float64) float64 {
	var mean float64
	for _, v := range values {
		mean += v / float64(len(values))
	}
	for i := range values {
		values[i] -= mean
	}
	return mean
}

func (a *Additive) name() {
	g := a.grid
	entries, judges := sides(g, g.long, g.wide)
	entry, judge := sides(g, a.long, a.wide)
	a.Entry, a.Judge = named(entries, entry, 0), named(judges, judge, 0)
	a.Adjusted = named(entries, entry, a.Mu)
}

// measure fills what the residuals say.
func (a *Additive) measure() {
	g := a.grid
	var squares, largest float64
	for _, c := range g.cells {
		r := c.y + g.mean - a.Mu - a.long[c.long] - a.wide[c.wide]
		a.rest = append(a.rest, r)
		squares += r * r
		largest = max(largest, math.Abs(c.y+g.mean))
	}
	if a.DF == 0 {
		return
	}
	if squares > float64(len(g.cells))*perfect*largest*perfect*largest {
		a.Sigma2 = squares / float64(a.DF)
	}
	judges := g.wide
	se := make([]float64, len(judges))
	for i := range se {
		se[i] = a.inverse.At(i, i) - 1/float64(len(judges)*len(judges)) // less what the added 1s put in
	}
	if g.byJudge {
		judges, se = g.long, a.longVariances()
	}
	for i := range se {
		se[i] = math.Sqrt(a.Sigma2 * max(se[i], 0))
	}
	a.JudgeSE = named(judges, se, 0)
}

// longVariances returns the variances of the long side's effects around their
// mean, in units of Sigma2: of P(D + M V M')P, where D is 1/n, M what share of
// a line's sheets each wide line has, V the inverse, P takes off the mean.
func (a *Additive) longVariances() []float64 {
	g, n := a.grid, float64(len(a.grid.long))
	share, inverses := mat.NewVecDense(len(g.wide), nil), 0.0
	for i := range g.long {
		line := g.line(i)
		k := float64(len(line))
		inverses += 1 / k
		for _, c := range line {
			share.SetVec(c.wide, share.AtVec(c.wide)+1/k/n)
		}
	}
	var v mat.VecDense
	v.MulVec(a.inverse, share)
	all := mat.Dot(share, &v)
	variance := make([]float64, len(g.long))
	for i := range g.long {
		line := g.line(i)
		k := float64(len(line))
		variance[i] = 1/k - 2/k/n + inverses/n/n + all
		for _, p := range line {
			variance[i] -= 2 * v.AtVec(p.wide) / k
			for _, q := range line {
				variance[i] += a.inverse.At(p.wide, q.wide) / k / k
			}
		}
	}
	return variance
}
