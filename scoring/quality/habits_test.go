package quality

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Among five judges who differ by chance only, one habit shows in its own figure.
func TestHabits(t *testing.T) {
	type habit func(worth, sheet, chance float64) float64 // chance of the sheet, and of the mark
	plain := func(worth, _, chance float64) float64 { return worth + chance/2 }
	for name, c := range map[string]struct {
		odd    habit
		of     func(JudgeHabit) float64
		beyond float64 // the odd judge's figure is above, all others' are below
	}{
		"strict":     {func(w, _, c float64) float64 { return w - 1 + c/2 }, func(h JudgeHabit) float64 { return -h.Severity }, 2},
		"surely so":  {func(w, _, c float64) float64 { return w - 1 + c/2 }, func(h JudgeHabit) float64 { return -h.Severity / h.SE }, 3},
		"erratic":    {func(w, _, c float64) float64 { return w + 2*c }, func(h JudgeHabit) float64 { return h.Consistency }, 2},
		"in a lump":  {func(w, s, _ float64) float64 { return w + s }, func(h JudgeHabit) float64 { return h.Halo }, 0.5},
		"at the end": {func(w, _, c float64) float64 { return 10 * math.Round((w+c/2)/10) }, func(h JudgeHabit) float64 { return h.RangeUse }, 0.5},
		"wide":       {func(w, _, c float64) float64 { return 10 * math.Round((w+c/2)/10) }, func(h JudgeHabit) float64 { return h.Spread }, 1.5},
		"in between": {func(w, _, c float64) float64 { return 5 + (w-5)/5 + c/10 }, func(h JudgeHabit) float64 { return -h.Spread }, -0.5},
	} {
		var marks []Mark
		var obs []Obs
		rnd := rand.New(rand.NewPCG(1, 2))
		for e := range 40 {
			worth := [4]float64{}
			for i := range worth {
				worth[i] = 3 + 4*rnd.Float64()
			}
			for j := range 6 {
				mark, sheet, sum := habit(plain), rnd.NormFloat64(), 0.0
				if j == 3 {
					mark = c.odd
				}
				for i, w := range worth {
					x := max(0, min(10, mark(w, sheet, rnd.NormFloat64())))
					marks = append(marks, Mark{fmt.Sprint("e", e), fmt.Sprint("j", j), fmt.Sprint("c", i), x, 0, 10, 1})
					sum += x
				}
				obs = append(obs, Obs{fmt.Sprint("e", e), fmt.Sprint("j", j), sum})
			}
		}
		fit, err := FitAdditive(obs)
		if err != nil {
			t.Fatal(err)
		}
		for j, h := range Habits(marks, fit) {
			if !h.SeverityKnown || !h.ConsistencyKnown || !h.HaloKnown || !h.SpreadKnown || h.Sheets != 40 {
				t.Errorf("not known: %+v", h)
			}
			if (c.of(h) > c.beyond) != (j == 3) {
				t.Errorf("%s: %g of %+v", name, c.of(h), h)
			}
		}
	}
}

// By hand: two judges, two entries, one criterion from 1 to 4.
func TestHabitsByHand(t *testing.T) {
	marks := []Mark{
		{"a", "J", "x", 1, 1, 4, 1}, {"b", "J", "x", 4, 1, 4, 1},
		{"a", "K", "x", 2, 1, 4, 1}, {"b", "K", "x", 3, 1, 4, 1},
	}
	fit, err := FitAdditive([]Obs{{"a", "J", 1}, {"b", "J", 4}, {"a", "K", 2}, {"b", "K", 4}})
	if err != nil {
		t.Fatal(err)
	}
	got := Habits(marks, fit)
	// Spreads 3/sqrt 2 and 1/sqrt 2, together the root of (4.5 + 0.5)/2.
	want := []JudgeHabit{
		{Judge: "J", Sheets: 2, Severity: -0.25, SE: 0.25, SeverityKnown: true, RangeUse: 1, Spread: math.Sqrt(4.5 / 2.5), SpreadKnown: true},
		{Judge: "K", Sheets: 2, Severity: 0.25, SE: 0.25, SeverityKnown: true, Spread: math.Sqrt(0.5 / 2.5), SpreadKnown: true},
	}
	for i, h := range got {
		for _, f := range [][2]float64{{h.Severity, want[i].Severity}, {h.SE, want[i].SE}, {h.Spread, want[i].Spread}} {
			near(t, h.Judge, f[0], f[1], 1e-9)
		}
		h.Severity, h.SE, h.Spread = want[i].Severity, want[i].SE, want[i].Spread
		if h != want[i] {
			t.Errorf("%+v, not %+v", h, want[i])
		}
	}
	for _, h := range Habits(marks, nil) {
		if h.SeverityKnown || h.ConsistencyKnown || h.Severity != 0 || !h.SpreadKnown {
			t.Errorf("without a fit: %+v", h)
		}
	}
}

// Halo is against the other judges: of two, either is the other's mirror, so
// neither has more of it, however much they have.
func TestHaloIsAgainstOthers(t *testing.T) {
	var marks []Mark
	for e, x := range []float64{1, 4, 7} {
		for c := range 2 {
			marks = append(marks, Mark{fmt.Sprint(e), "J", fmt.Sprint(c), x, 0, 10, 1}, Mark{fmt.Sprint(e), "K", fmt.Sprint(c), 5, 0, 10, 1})
		}
	}
	for _, h := range Habits(marks, nil) {
		if near(t, "halo", h.Halo, 0, 1e-9); !h.HaloKnown {
			t.Errorf("%+v", h)
		}
	}
	for _, h := range Habits(marks[:8], nil) {
		if h.HaloKnown {
			t.Errorf("of two sheets: %+v", h)
		}
	}
}

// Whatever the marks: figures are finite and of any order of marks the same.
func TestHabitsOfAnyMarks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var marks []Mark
		seen := map[[3]int]bool{}
		for range rapid.IntRange(0, 40).Draw(t, "marks") {
			at := [3]int{rapid.IntRange(0, 4).Draw(t, "entry"), rapid.IntRange(0, 3).Draw(t, "judge"), rapid.IntRange(0, 2).Draw(t, "criterion")}
			if seen[at] {
				continue
			}
			seen[at] = true
			m := Mark{fmt.Sprint("e", at[0]), fmt.Sprint("j", at[1]), fmt.Sprint("c", at[2]), float64(rapid.IntRange(1, 4).Draw(t, "mark")), 1, 4, 1}
			if at[2] == 2 { // a criterion in which there is nothing to give
				m.X, m.Max = 1, 1
			}
			marks = append(marks, m)
		}
		fit, err := FitAdditive(drawObs(t, true))
		if err != nil {
			t.Fatal(err)
		}
		habits := Habits(marks, fit)
		if !reflect.DeepEqual(habits, Habits(rapid.Permutation(slices.Clone(marks)).Draw(t, "order"), fit)) {
			t.Fatal("another order, other habits")
		}
		for _, h := range habits {
			for _, f := range []float64{h.Severity, h.SE, h.Consistency, h.Halo, h.RangeUse, h.Spread} {
				if math.IsNaN(f) || math.IsInf(f, 0) {
					t.Fatalf("%+v", h)
				}
			}
			if math.Abs(h.Halo) > 2+1e-9 || h.RangeUse < 0 || h.RangeUse > 1 {
				t.Fatalf("%+v", h)
			}
		}
	})
}
