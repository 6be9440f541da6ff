package quality

import (
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"
)

// Shares over all entries add up, and two entries are as the formula has it:
// the draws have the covariance of the fit, on either side of the grid.
func TestConfidence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, err := FitMixed(drawObs(t, true))
		if err != nil {
			return
		}
		n, top := float64(len(m.Entry)), rapid.IntRange(0, 9).Draw(t, "top")
		c := m.Confidence(top, 4000, 7)
		var first, among, rank float64
		for e := range m.Entry {
			first, among, rank = first+c.PFirst[e], among+c.PTop[e], rank+c.ExpectedRank[e]
		}
		near(t, "sum of PFirst", first, 1, 1e-9)
		near(t, "sum of PTop", among, min(float64(top), n), 1e-9)
		near(t, "sum of ranks", rank, n*(n+1)/2, 1e-9)
		if n == 2 {
			near(t, "the leader's PFirst", c.PFirst[c.Leader], c.PLeaderAhead, 0.04)
		}
		if m.VarEntry == 0 {
			near(t, "gap", c.Gap, 0, 0)
			near(t, "the leader's PFirst", c.PFirst[c.Leader], 1/n, 1e-9)
		}
	})
}

// The draws have the mean and the covariance of the fit, whichever side of the
// grid the entries are.
func TestDrawsAreOfTheFit(t *testing.T) {
	for _, size := range [][2]int{{8, 3}, {3, 8}} {
		obs := complete(size[0], size[1], func(e, j int) float64 { return float64(60 + 3*e - 2*j + (5*e+3*j+e*j)%7) })
		m, err := FitMixed(slices.Delete(obs, 4, 7))
		if err != nil {
			t.Fatal(err)
		}
		const draws = 200_000
		draw := m.fit.sampler(rand.New(rand.NewPCG(1, 1)))
		entries := slices.Sorted(maps.Keys(m.Entry))
		mean, together := make([]float64, len(entries)), mat.NewSymDense(len(entries), nil)
		for range draws {
			value, wide := draw()
			if m.grid.byJudge {
				value = wide
			}
			for i, a := range entries {
				mean[i] += (value[i] - m.Entry[a]) / draws
				for k, b := range entries[:i+1] {
					together.SetSym(i, k, together.At(i, k)+(value[i]-m.Entry[a])*(value[k]-m.Entry[b])/draws)
				}
			}
		}
		for i, a := range entries {
			near(t, "mean of "+a, mean[i], 0, 0.03*math.Sqrt(m.PEV[a]))
			for k, b := range entries[:i+1] {
				near(t, "covariance of "+a+" and "+b, together.At(i, k), m.Cov(a, b), 0.03*m.PEV[a])
			}
		}
	}
}
