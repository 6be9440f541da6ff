package quality

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/mat"
)

// Confidence says how certain the order of a [Mixed] fit is, if its model holds.
type Confidence struct {
	PFirst, PTop map[string]float64 // of each entry: that it is best, that it is among the top
	ExpectedRank map[string]float64 // its mean place over all draws, from 1
	Leader       string             // highest prediction; of equal ones, the first by id
	RunnerUp     string
	Gap, GapSE   float64 // leader less runner-up, of the scale, and its standard error
	PLeaderAhead float64 // that the leader is better than the runner-up: Phi(Gap/GapSE)
}

// Confidence draws the true results of all entries so many times (10,000 give
// shares within 0.01) from the normal distribution of the predictions. The same
// seed gives the same figures. Entries that come out equal share their places.
func (m *Mixed) Confidence(top, draws int, seed uint64) Confidence {
	entries, _ := sides(m.grid, m.grid.long, m.grid.wide)
	n := len(entries)
	var first, among, rank = make([]float64, n), make([]float64, n), make([]float64, n)
	draw := m.fit.sampler(rand.New(rand.NewPCG(seed, 0)))
	order := make([]int, n)
	for range draws {
		giveWay()
		value, wide := draw()
		if m.grid.byJudge {
			value = wide
		}
		for i := range order {
			order[i] = i
		}
		slices.SortFunc(order, func(a, b int) int { return cmp.Compare(value[b], value[a]) })
		for from := 0; from < n; {
			to := from + 1
			for to < n && value[order[to]] == value[order[from]] {
				to++
			}
			size := float64(to - from)
			for _, i := range order[from:to] {
				first[i] += float64(max(min(to, 1)-from, 0)) / size
				among[i] += float64(max(min(to, top)-from, 0)) / size
				rank[i] += float64(from+to+1) / 2
			}
			from = to
		}
	}
	for i := range n {
		first[i], among[i], rank[i] = first[i]/float64(draws), among[i]/float64(draws), rank[i]/float64(draws)
	}
	c := Confidence{PFirst: named(entries, first, 0), PTop: named(entries, among, 0), ExpectedRank: named(entries, rank, 0)}
	m.lead(&c, entries)
	return c
}

// lead fills what is said of the first two.
func (m *Mixed) lead(c *Confidence, entries []string) {
	best := slices.Clone(entries)
	slices.SortStableFunc(best, func(a, b string) int { return cmp.Compare(m.Entry[b], m.Entry[a]) })
	a, b := best[0], best[1]
	c.Leader, c.RunnerUp, c.Gap, c.PLeaderAhead = a, b, m.Entry[a]-m.Entry[b], 0.5
	c.GapSE = math.Sqrt(max(m.PEV[a]+m.PEV[b]-2*m.Cov(a, b), 0))
	if c.GapSE > 0 {
		c.PLeaderAhead = math.Erfc(-c.Gap/c.GapSE/math.Sqrt2) / 2
	}
}

// sampler returns a function that draws the effects of both sides from their
// joint distribution, into the same two slices each time. It never makes the
// covariance of all entries: an error of the mean moves the wide side, both
// move the long side, and each line adds its own. That is O(sheets + wide^2) a
// draw.
func (f *henderson) sampler(rnd *rand.Rand) func() (long, wide []float64) {
	g := f.grid
	var upper mat.TriDense
	f.chol.UTo(&upper)
	sd, root := math.Sqrt(f.noise), math.Sqrt(f.ratio[1])
	long, wide := make([]float64, len(g.long)), make([]float64, len(g.wide))
	vector := blas64.Vector{N: len(wide), Inc: 1, Data: wide}
	return func() ([]float64, []float64) {
		mean := sd / math.Sqrt(f.weight) * rnd.NormFloat64()
		for i := range wide {
			wide[i] = sd * root * rnd.NormFloat64()
		}
		blas64.Trsv(blas.NoTrans, upper.RawTriangular(), vector) // U'U is the precision
		for i := range wide {
			wide[i] -= f.pull.AtVec(i) * mean
		}
		for i := range long {
			line := g.line(i)
			w, _ := f.share(len(line))
			long[i] = f.long[i] + sd*math.Sqrt(w)*rnd.NormFloat64()
			for _, c := range line {
				long[i] -= w * (mean + wide[c.wide])
			}
		}
		for i := range wide {
			wide[i] += f.wide[i]
		}
		return long, wide
	}
}
