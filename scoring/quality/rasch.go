package quality

import (
	"cmp"
	"errors"
	"math"
	"slices"
)

// A LevelMark is the level a judge gave an entry on a criterion.
type LevelMark struct {
	Entry, Judge, Criterion string
	Level                   int
}

// ErrUnlinked: the marks do not tie all entries, judges and criteria to one
// scale, or only by marks at its two ends.
var ErrUnlinked = errors.New("quality: the marks do not link all entries, judges and criteria")

// A RaschElement is one entry, judge or criterion on the common scale.
type RaschElement struct {
	ID      string
	Measure float64 // in log-odds: ability of an entry, severity of a judge, difficulty of a criterion
	SE      float64 // 1/sqrt of the information of its marks
	// Infit and outfit are mean squares of the residuals, weighted by
	// information and not: 1 is as the model has it, above 1 erratic, below 1
	// more even than chance allows.
	Infit, Outfit float64
	Marks         int
}

// Extreme is an element whose marks are all the lowest or all the highest: it
// has no finite measure and is set aside with its marks.
type Extreme struct {
	ID  string
	Top bool
}

// RaschFit is a many-facet rating scale model. The severities, the difficulties
// and the steps each sum to 0.
type RaschFit struct {
	Entries, Judges, Criteria []RaschElement // each by id
	Levels                    []int          // the levels in use; one that nobody gave is none
	Steps                     []float64      // what it takes from each level to the next
	LogLikelihood             float64
	Extreme                   []Extreme // in the order in which they were set aside
}

// Rasch fits log(P(k)/P(k-1)) = ability - severity - difficulty - step(k) by
// joint maximum likelihood, uncorrected: in small tables measures lie somewhat
// too far out. The error is ErrNoSpread when only extremes are left,
// ErrUnlinked, or ErrNoFit.
//
// Linacre, Many-Facet Rasch Measurement (1989); fit statistics after Wright and
// Masters, Rating Scale Analysis (1982), chapter 5.
func Rasch(marks []LevelMark) (*RaschFit, error) {
	fit := &RaschFit{}
	m := newRasch(fit.setAside(marks), fit)
	if len(m.marks) == 0 {
		return nil, ErrNoSpread
	}
	if err := climb(m.at, m.logLikelihood, m.step); err != nil {
		if m.unlinked {
			return nil, ErrUnlinked
		}
		return nil, err
	}
	m.report(fit)
	return fit, nil
}

// facet returns the id of a mark in one of the three facets.
func (m LevelMark) facet(f int) string { return [3]string{m.Entry, m.Judge, m.Criterion}[f] }

// setAside returns the marks in their order without those of extreme elements.
// One gone may leave another extreme, or a level unused, so it goes round until
// nothing changes; the end does not depend on the way.
func (fit *RaschFit) setAside(marks []LevelMark) []LevelMark {
	marks = slices.Clone(marks)
	slices.SortFunc(marks, func(a, b LevelMark) int {
		return cmp.Or(cmp.Compare(a.Entry, b.Entry), cmp.Compare(a.Judge, b.Judge),
			cmp.Compare(a.Criterion, b.Criterion), cmp.Compare(a.Level, b.Level))
	})
	for facet := 0; facet < 3; {
		all, of := span{math.MaxInt, math.MinInt}, map[string]span{}
		for _, m := range marks {
			all = all.with(m.Level)
			if own, seen := of[m.facet(facet)]; seen {
				of[m.facet(facet)] = own.with(m.Level)
			} else {
				of[m.facet(facet)] = span{m.Level, m.Level}
			}
		}
		gone := map[string]bool{}
		for _, id := range ids(marks, facet) {
			if own := of[id]; own.high == all.low || own.low == all.high {
				gone[id] = true
				fit.Extreme = append(fit.Extreme, Extreme{id, own.low == all.high})
			}
		}
		marks = slices.DeleteFunc(marks, func(m LevelMark) bool { return gone[m.facet(facet)] })
		facet++
		if len(gone) > 0 {
			facet = 0
		}
	}
	return marks
}

// A span is from the lowest level to the highest.
type span struct{ low, high int }

func (s span) with(level int) span { return span{min(s.low, level), max(s.high, level)} }

func ids(marks []LevelMark, facet int) (ids []string) {
	for _, m := range marks {
		ids = append(ids, m.facet(facet))
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
