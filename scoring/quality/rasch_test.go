package quality

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"
)

// A small contest whose marks are spread without chance: level 0 to 3.
func contest(entries, judges, criteria int) (marks []LevelMark) {
	for e := range entries {
		for j := range judges {
			for c := range criteria {
				level := min(3, max(0, (e+(e*e*7+e*j*5+c*11+j*c*3+j*8)%13-4)/3))
				marks = append(marks, LevelMark{fmt.Sprint("E", e), fmt.Sprint("J", j), fmt.Sprint("C", c), level})
			}
		}
	}
	return marks
}

func fitted(t *testing.T, marks []LevelMark) *RaschFit {
	t.Helper()
	fit, err := Rasch(marks)
	if err != nil {
		t.Fatal(err)
	}
	finite(t, "fit", fit)
	return fit
}

func measures(list []RaschElement) (all []float64) {
	for _, e := range list {
		all = append(all, e.Measure)
	}
	return all
}

func TestRaschIsTheMaximum(t *testing.T) {
	marks := contest(6, 4, 3)
	fit := fitted(t, marks)
	for name, group := range map[string][]float64{
		"judges": measures(fit.Judges), "criteria": measures(fit.Criteria), "steps": fit.Steps,
	} {
		sum := 0.0
		for _, v := range group {
			sum += v
		}
		if !alike(sum, 0) {
			t.Errorf("%s sum to %v", name, sum)
		}
	}
	m := newRasch(marks, &RaschFit{})
	top := slices.Concat(measures(fit.Entries), measures(fit.Judges), measures(fit.Criteria), fit.Steps)
	if !alike(m.logLikelihood(top), fit.LogLikelihood) {
		t.Errorf("log-likelihood %v, told %v", m.logLikelihood(top), fit.LogLikelihood)
	}
	for i := range top {
		for _, d := range []float64{0.01, -0.01} {
			off := slices.Clone(top)
			off[i] += d
			if m.logLikelihood(off) >= fit.LogLikelihood {
				t.Errorf("estimate %d is better at %v", i, off[i])
			}
		}
	}
}

// Names, the order of the marks, and which facet is called judge say nothing.
func TestRaschIsSymmetric(t *testing.T) {
	marks := contest(6, 4, 3)
	fit := fitted(t, marks)
	var other []LevelMark
	for _, m := range marks {
		other = append(other, LevelMark{m.Entry, m.Criterion, m.Judge, 10 + 2*m.Level})
	}
	slices.Reverse(other)
	swapped := fitted(t, other)
	if !allAlike(measures(fit.Judges), measures(swapped.Criteria)) || !allAlike(measures(fit.Entries), measures(swapped.Entries)) {
		t.Error("another order of marks, facets and levels gives other measures")
	}
	if !slices.Equal(swapped.Levels, []int{10, 12, 14, 16}) {
		t.Errorf("levels %v", swapped.Levels)
	}
	if again := fitted(t, marks); again.LogLikelihood != fit.LogLikelihood || !slices.Equal(again.Entries, fit.Entries) {
		t.Error("the same marks give other bits")
	}
}

// An entry with nothing but the highest level has no measure; the others keep
// theirs.
func TestRaschSetsExtremesAside(t *testing.T) {
	marks := contest(6, 4, 3)
	fit := fitted(t, marks)
	more := slices.Clone(marks)
	for j := range 4 {
		more = append(more, LevelMark{"best", fmt.Sprint("J", j), "C0", 3}, LevelMark{"worst", fmt.Sprint("J", j), "C1", 0})
		more = append(more, LevelMark{fmt.Sprint("E", j), "kind", "C1", 3})
	}
	got := fitted(t, more)
	if want := []Extreme{{"best", true}, {"worst", false}, {"kind", true}}; !slices.Equal(got.Extreme, want) {
		t.Errorf("set aside %v, want %v", got.Extreme, want)
	}
	if !slices.Equal(got.Entries, fit.Entries) || got.LogLikelihood != fit.LogLikelihood {
		t.Error("what was set aside moves the others")
	}
}

// A judge set aside may leave an entry without spread, and so on.
func TestRaschSetsAsideInTurn(t *testing.T) {
	marks := contest(6, 4, 3)
	fit := fitted(t, marks)
	// What "odd" has besides highest levels is from a judge who gives only lowest.
	odd := append(slices.Clone(marks), LevelMark{"odd", "J0", "C0", 3}, LevelMark{"odd", "harsh", "C0", 0}, LevelMark{"E1", "harsh", "C1", 0})
	got := fitted(t, odd)
	if want := []Extreme{{"harsh", false}, {"odd", true}}; !slices.Equal(got.Extreme, want) || !slices.Equal(got.Entries, fit.Entries) {
		t.Errorf("set aside %v, want %v", got.Extreme, want)
	}
}

// However the rounding falls, islands are seen.
func TestRaschOfIslands(t *testing.T) {
	for entries := 5; entries < 12; entries++ {
		for judges := 3; judges < 8; judges++ {
			marks := contest(entries, judges, 3)
			for _, m := range contest(entries, judges+1, 3) {
				marks = append(marks, LevelMark{"other " + m.Entry, "other " + m.Judge, m.Criterion, m.Level})
			}
			if _, err := Rasch(marks); !errors.Is(err, ErrUnlinked) {
				t.Errorf("%d entries, %d judges: %v", entries, judges, err)
			}
		}
	}
}

func TestRaschAtTheEnds(t *testing.T) {
	islands := contest(6, 4, 3)
	for _, m := range contest(6, 4, 3) {
		islands = append(islands, LevelMark{"other " + m.Entry, "other " + m.Judge, "other " + m.Criterion, m.Level})
	}
	var constant []LevelMark
	for _, m := range contest(3, 2, 2) {
		constant = append(constant, LevelMark{m.Entry, m.Judge, m.Criterion, 2})
	}
	for name, c := range map[string]struct {
		marks []LevelMark
		want  error
	}{
		"nothing":        {nil, ErrNoSpread},
		"one mark":       {contest(1, 1, 1), ErrNoSpread},
		"all the same":   {constant, ErrNoSpread},
		"islands":        {islands, ErrUnlinked},
		"one judge":      {contest(6, 1, 3), nil},
		"one criterion":  {contest(6, 4, 1), nil},
		"criterion each": {nested(), ErrUnlinked},
	} {
		fit, err := Rasch(c.marks)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		finite(t, name, fit)
	}
}

// nested: every judge has a criterion of their own, so that severity and
// difficulty cannot be told apart though all marks hang together.
func nested() (marks []LevelMark) {
	for _, m := range contest(6, 4, 1) {
		m.Criterion = "of " + m.Judge
		marks = append(marks, m)
	}
	return marks
}

// Two levels, one judge and one criterion, one mark more on either side: the
// odds are known by hand.
func TestRaschByHand(t *testing.T) {
	var marks []LevelMark
	for i, levels := range [][]int{{1, 1, 1, 0}, {0, 0, 0, 1}} {
		for _, level := range levels {
			marks = append(marks, LevelMark{fmt.Sprint("E", i), "J", "C", level})
		}
	}
	fit := fitted(t, marks)
	want := RaschElement{ID: "E0", Measure: math.Log(3), SE: math.Sqrt(4.0 / 3), Infit: 1, Outfit: 1, Marks: 4}
	if e := fit.Entries[0]; !alike(e.Measure, want.Measure) || !alike(e.SE, want.SE) || !alike(e.Infit, 1) || !alike(e.Outfit, 1) || e.Marks != 4 || e.ID != "E0" {
		t.Errorf("%+v, want %+v", e, want)
	}
}
