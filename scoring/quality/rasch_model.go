package quality

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// rasch is the model being fitted. Its estimates stand in one list: entries,
// judges, criteria, steps; from[f] is where each begins.
type rasch struct {
	marks    []raschMark
	ids      [3][]string
	from     [5]int
	at       []float64
	p        []float64 // of the levels, for the mark in hand
	unlinked bool
}

type raschMark struct {
	who   [3]int // in the list of estimates
	level int    // number among the levels in use
}

func newRasch(marks []LevelMark, fit *RaschFit) *rasch {
	m := &rasch{}
	for _, mark := range marks {
		fit.Levels = append(fit.Levels, mark.Level)
	}
	slices.Sort(fit.Levels)
	fit.Levels = slices.Compact(fit.Levels)
	for f := range m.ids {
		m.ids[f] = ids(marks, f)
		m.from[f+1] = m.from[f] + len(m.ids[f])
	}
	m.from[4] = m.from[3] + max(0, len(fit.Levels)-1)
	for _, mark := range marks {
		var r raschMark
		for f := range r.who {
			i, _ := slices.BinarySearch(m.ids[f], mark.facet(f))
			r.who[f] = m.from[f] + i
		}
		r.level, _ = slices.BinarySearch(fit.Levels, mark.Level)
		m.marks = append(m.marks, r)
	}
	m.at, m.p = make([]float64, m.from[4]), make([]float64, len(fit.Levels))
	return m
}

// levels puts the probabilities of the levels of a mark into p, and returns the
// level expected and its variance.
func (m *rasch) levels(at []float64, mark raschMark) (mean, variance float64) {
	odds := at[mark.who[0]] - at[mark.who[1]] - at[mark.who[2]]
	m.p[0] = 0
	most := 0.0
	for k := 1; k < len(m.p); k++ {
		m.p[k] = m.p[k-1] + odds - at[m.from[3]+k-1]
		most = max(most, m.p[k])
	}
	sum := 0.0
	for k := range m.p {
		m.p[k] = math.Exp(m.p[k] - most)
		sum += m.p[k]
	}
	for k := range m.p {
		m.p[k] /= sum
		mean += float64(k) * m.p[k]
	}
	for k := range m.p {
		variance += square(float64(k)-mean) * m.p[k]
	}
	return mean, variance
}

func (m *rasch) logLikelihood(at []float64) (sum float64) {
	for _, mark := range m.marks {
		m.levels(at, mark)
		sum += math.Log(m.p[mark.level])
	}
	return sum
}

// step returns Newton's step. Entries are many and each has a line of its own
// in the information, so they are eliminated; what is left is as large as
// judges, criteria and steps together.
func (m *rasch) step(at []float64) ([]float64, bool) {
	n := len(at) - m.from[1]
	info, slope := mat.NewSymDense(n, nil), mat.NewVecDense(n, nil)
	m.centre(info)
	own := make([]entryInfo, m.from[1])
	for i := range own {
		own[i].others = make([]float64, n)
	}
	for _, mark := range m.marks {
		m.add(at, mark, &own[mark.who[0]], info, slope)
	}
	for _, e := range own {
		for a, x := range e.others {
			if x == 0 {
				continue
			}
			slope.SetVec(a, slope.AtVec(a)-x*e.slope/e.info)
			for b := a; b < n; b++ {
				info.SetSym(a, b, info.At(a, b)-x*e.others[b]/e.info)
			}
		}
	}
	var chol mat.Cholesky
	var by mat.VecDense
	m.unlinked = !chol.Factorize(info) || chol.Cond() > 1e12
	if m.unlinked || chol.SolveVecTo(&by, slope) != nil {
		return nil, false
	}
	step := make([]float64, 0, len(at))
	for _, e := range own {
		sum := e.slope
		for a, x := range e.others {
			sum -= x * by.AtVec(a)
		}
		step = append(step, sum/e.info)
	}
	return append(step, by.RawVector().Data...), true
}

// entryInfo is an entry's line: its slope, its information and that which it
// shares with all that is not an entry.
type entryInfo struct {
	slope, info float64
	others      []float64
}

// centre makes each of the three groups sum to 0: a constant may wander from
// any of them to the entries, and a 1 added all over the group's block lets no
// step change its sum.
func (m *rasch) centre(info *mat.SymDense) {
	for f := 1; f < 4; f++ {
		for a := m.from[f]; a < m.from[f+1]; a++ {
			for b := a; b < m.from[f+1]; b++ {
				info.SetSym(a-m.from[1], b-m.from[1], 1)
			}
		}
	}
}

// add puts a mark's share into slope and information. What rises with the
// level rises with the entry's ability and falls with all others.
func (m *rasch) add(at []float64, mark raschMark, own *entryInfo, info *mat.SymDense, slope *mat.VecDense) {
	mean, variance := m.levels(at, mark)
	more := float64(mark.level) - mean
	own.slope += more
	own.info += variance
	plus := func(a, b int, v float64) { info.SetSym(a, b, info.At(a, b)+v) }
	judge, criterion, first := mark.who[1]-m.from[1], mark.who[2]-m.from[1], m.from[3]-m.from[1]
	for _, a := range [2]int{judge, criterion} {
		slope.SetVec(a, slope.AtVec(a)-more)
		own.others[a] -= variance
		plus(a, a, variance)
	}
	plus(judge, criterion, variance)

	atLeast, above := 0.0, 0.0 // of level h: its probability, and the sum of (level - mean) * p
	tail := make([]float64, len(m.p))
	for h := len(m.p) - 1; h > 0; h-- {
		atLeast += m.p[h]
		above += (float64(h) - mean) * m.p[h]
		tail[h] = atLeast
		a := first + h - 1
		reached := 0.0
		if mark.level >= h {
			reached = 1
		}
		slope.SetVec(a, slope.AtVec(a)-(reached-atLeast))
		own.others[a] -= above
		plus(judge, a, above)
		plus(criterion, a, above)
		for g := h; g < len(m.p); g++ {
			plus(a, first+g-1, tail[g]*(1-atLeast))
		}
	}
}

// report fills the fit from the estimates found.
func (m *rasch) report(fit *RaschFit) {
	all := make([]RaschElement, m.from[3])
	info, squares := make([]float64, m.from[3]), make([]float64, m.from[3])
	for _, mark := range m.marks {
		mean, variance := m.levels(m.at, mark)
		off := square(float64(mark.level) - mean)
		for _, i := range mark.who {
			info[i] += variance
			squares[i] += off
			all[i].Outfit += off / variance
			all[i].Marks++
		}
	}
	for f, list := range []*[]RaschElement{&fit.Entries, &fit.Judges, &fit.Criteria} {
		*list = all[m.from[f]:m.from[f+1]]
		for i, id := range m.ids[f] {
			at, e := m.from[f]+i, &(*list)[i]
			e.ID, e.Measure = id, m.at[at]
			e.SE, e.Infit, e.Outfit = 1/math.Sqrt(info[at]), squares[at]/info[at], e.Outfit/float64(e.Marks)
		}
	}
	fit.Steps = m.at[m.from[3]:]
	fit.LogLikelihood = m.logLikelihood(m.at)
}
