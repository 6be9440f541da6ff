package quality

import (
	"errors"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// A Win is how often one entry was preferred to another.
type Win struct {
	Winner, Loser string
	Count         int
}

// ErrUndecided: without a penalty, abilities are finite only when no group of
// entries won all its comparisons with the others (Ford, Solution of a ranking
// problem from binary comparisons, American Mathematical Monthly 64 (1957)).
var ErrUndecided = errors.New("quality: some entries never lost to the others; their abilities have no bound")

// PairFit is a table made of comparisons in pairs. Ability is in log-odds: i is
// preferred to k with probability 1/(1+exp(k-i)). Abilities sum to 0.
type PairFit struct {
	Entries []string
	Ability []float64

	cov mat.SymDense
}

// BradleyTerry returns the abilities of greatest likelihood, less the penalty
// ridge*sum(ability^2). All wins are taken together: their order does not
// matter. The error is ErrUndecided when ridge is 0 and somebody always won.
//
// Bradley and Terry, Rank analysis of incomplete block designs, Biometrika 39
// (1952), 324-345.
func BradleyTerry(wins []Win, ridge float64) (*PairFit, error) {
	f := &PairFit{}
	for _, w := range wins {
		if w.Count < 0 || w.Winner == w.Loser {
			return nil, errors.New("quality: a win is of one entry over another")
		}
		f.Entries = append(f.Entries, w.Winner, w.Loser)
	}
	slices.Sort(f.Entries)
	f.Entries = slices.Compact(f.Entries)
	n := len(f.Entries)
	if n == 0 || ridge < 0 || unmeasured(ridge) {
		return nil, errors.New("quality: no wins, or a penalty below 0")
	}
	won := mat.NewDense(n, n, nil)
	for _, w := range wins {
		a, _ := slices.BinarySearch(f.Entries, w.Winner)
		b, _ := slices.BinarySearch(f.Entries, w.Loser)
		won.Set(a, b, won.At(a, b)+float64(w.Count))
	}
	if ridge == 0 && (!reaches(won) || !reaches(won.T())) {
		return nil, ErrUndecided
	}
	f.Ability = make([]float64, n)
	var chol mat.Cholesky
	err := climb(f.Ability,
		func(ability []float64) float64 { return likelihood(won, ability, ridge) },
		func(ability []float64) ([]float64, bool) {
			slope, info := bend(won, ability, ridge)
			var step mat.VecDense
			if !chol.Factorize(info) || chol.SolveVecTo(&step, slope) != nil {
				return nil, false
			}
			return step.RawVector().Data, true
		})
	if err != nil {
		return nil, err
	}
	if chol.InverseTo(&f.cov) != nil {
		return nil, ErrNoFit
	}
	return f, nil
}

// reaches reports whether wins lead from the first entry to every other.
func reaches(won mat.Matrix) bool {
	n, _ := won.Dims()
	seen, open := make([]bool, n), []int{0}
	seen[0] = true
	for len(open) > 0 {
		a := open[0]
		open = open[1:]
		for b := range n {
			if won.At(a, b) > 0 && !seen[b] {
				seen[b] = true
				open = append(open, b)
			}
		}
	}
	return !slices.Contains(seen, false)
}

func likelihood(won *mat.Dense, ability []float64, ridge float64) (sum float64) {
	for a := range ability {
		for b := range ability {
			if w := won.At(a, b); w > 0 {
				sum -= w * math.Log1p(math.Exp(ability[b]-ability[a]))
			}
		}
		sum -= ridge * square(ability[a])
	}
	return sum
}

// bend returns the slope of the likelihood and its information. Wins tell
// abilities up to a constant only; the 1 added everywhere fixes it: no step then
// changes their sum, and no difference changes its variance.
func bend(won *mat.Dense, ability []float64, ridge float64) (*mat.VecDense, *mat.SymDense) {
	n := len(ability)
	slope, info := mat.NewVecDense(n, nil), mat.NewSymDense(n, nil)
	for a := range n {
		slope.SetVec(a, -2*ridge*ability[a])
		for b := a; b < n; b++ {
			info.SetSym(a, b, 1)
		}
		info.SetSym(a, a, 1+2*ridge)
	}
	for a := range n {
		for b := a + 1; b < n; b++ {
			p, q := 1/(1+math.Exp(ability[b]-ability[a])), 1/(1+math.Exp(ability[a]-ability[b]))
			more := won.At(a, b)*q - won.At(b, a)*p
			slope.SetVec(a, slope.AtVec(a)+more)
			slope.SetVec(b, slope.AtVec(b)-more)
			v := (won.At(a, b) + won.At(b, a)) * p * q
			info.SetSym(a, a, info.At(a, a)+v)
			info.SetSym(b, b, info.At(b, b)+v)
			info.SetSym(a, b, info.At(a, b)-v)
		}
	}
	return slope, info
}

// Against returns what each entry of Entries is above the reference, in
// log-odds, and the standard error of that difference.
func (f *PairFit) Against(reference string) (ability, se []float64, err error) {
	r, known := slices.BinarySearch(f.Entries, reference)
	if !known {
		return nil, nil, errors.New("quality: no such entry")
	}
	for i, a := range f.Ability {
		ability = append(ability, a-f.Ability[r])
		se = append(se, math.Sqrt(max(0, f.cov.At(i, i)+f.cov.At(r, r)-2*f.cov.At(i, r))))
	}
	return ability, se, nil
}
