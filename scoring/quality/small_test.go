package quality

import (
	"errors"
	"math"
	"reflect"
	"strconv"
	"testing"

	"dovar/scoring"
	"pgregory.net/rapid"
)

// Too little, and all the same: a clear answer, never NaN.
func TestAdditiveOfLittle(t *testing.T) {
	seven := func(int, int) float64 { return 7.1 }
	for name, c := range map[string]struct {
		obs []Obs
		df  int
	}{
		"one sheet":         {complete(1, 1, seven), 0},
		"one judge":         {complete(5, 1, func(e, j int) float64 { return float64(e) / 3 }), 0},
		"one entry":         {complete(1, 5, func(e, j int) float64 { return float64(j) / 3 }), 0},
		"all equal":         {complete(4, 3, seven), 6},
		"all zero":          {complete(4, 3, func(int, int) float64 { return 0 }), 6},
		"chain":             {[]Obs{{"a", "1", 0.1}, {"a", "2", 0.7}, {"b", "2", 0.3}, {"b", "3", 0.9}, {"c", "3", 0.2}}, 0},
		"one sheet is left": {[]Obs{{"a", "1", 1}, {"a", "2", 2}, {"b", "1", 3}, {"b", "2", 5}}, 1},
	} {
		a, err := FitAdditive(c.obs)
		if err != nil {
			t.Fatal(name, err)
		}
		if a.DF != c.df || (a.JudgeSE == nil) != (c.df == 0) {
			t.Errorf("%s: %d degrees of freedom and %v", name, a.DF, a.JudgeSE)
		}
		if (name != "one sheet is left") != (a.Sigma2 == 0) {
			t.Errorf("%s: noise %g", name, a.Sigma2)
		}
		for _, r := range a.Residuals() {
			if r.Studentised || r.Internal != 0 || r.External != 0 || math.IsNaN(r.Residual) {
				t.Errorf("%s: %+v", name, r)
			}
		}
		for id, v := range a.Adjusted {
			if math.IsNaN(v) || math.IsNaN(a.Entry[id]) {
				t.Errorf("%s: %s has %v", name, id, v)
			}
		}
		if len(a.Outliers(2.5)) != 0 {
			t.Errorf("%s: outliers", name)
		}
	}
	// Each judge saw one entry: nothing links the entries.
	var islands *Islands
	_, err := FitAdditive([]Obs{{"b", "1", 5}, {"a", "2", 6}, {"a", "3", 7}})
	if !errors.As(err, &islands) || !reflect.DeepEqual(islands.Of, [][]string{{"a"}, {"b"}}) || islands.Error() == "" {
		t.Error(err)
	}
	for _, obs := range [][]Obs{nil, {{"a", "1", math.NaN()}}, {{"a", "1", math.Inf(1)}}, {{"a", "1", 1e300}}} {
		if _, err := FitAdditive(obs); !errors.Is(err, ErrSheets) {
			t.Error(obs, err)
		}
	}
	if Components(nil) == nil || len(Components(nil)) != 0 || len(Normalise(nil)) != 0 || len(Disagreements(nil)) != 0 || len(Habits(nil, nil)) != 0 {
		t.Error("no sheets are not nothing")
	}
}

// A corrected total is the adjusted result in whole millionths, and entries
// that are equal in the model are equal after it, whatever their last digits.
func TestCorrect(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		obs := drawObs(t, true)
		for _, o := range obs { // a twin: the same judges, the same marks
			if o.Entry == "e0" {
				obs = append(obs, Obs{"twin", o.Judge, o.Y})
			}
		}
		corrected, err := Correct(obs)
		if err != nil {
			t.Fatal(err)
		}
		a, err := FitAdditive(obs)
		if err != nil {
			t.Fatal(err)
		}
		for id, n := range corrected {
			if millions := n.Mul(scoring.Int(1e6)); millions.Round(0) != millions.String() {
				t.Fatalf("%s is no multiple of a millionth: %s", id, n)
			}
			v, err := strconv.ParseFloat(n.String(), 64)
			if err != nil {
				t.Fatal(err)
			}
			near(t, id, v, a.Adjusted[id], 0.51e-6)
		}
		if corrected["twin"].Cmp(corrected["e0"]) != 0 {
			t.Fatalf("twins: %s and %s", corrected["twin"], corrected["e0"])
		}
		again, err := Correct(relabelled(obs))
		if err != nil {
			t.Fatal(err)
		}
		for id, n := range corrected {
			if again[id].Cmp(n) != 0 {
				t.Fatalf("with other names of judges %s has %s, not %s", id, again[id], n)
			}
		}
	})
	if _, err := Correct([]Obs{{"a", "1", 2e6}}); !errors.Is(err, ErrTooLarge) {
		t.Error(err)
	}
	if _, err := Correct([]Obs{{"a", "1", 2}, {"b", "2", 2}}); !errors.As(err, new(*Islands)) {
		t.Error(err)
	}
}

// On the edge of two millionths a result goes up, whichever side the last
// digits of its float are on.
func TestCorrectOnTheEdge(t *testing.T) {
	for _, digits := range []float64{-5e-14, 0, 5e-14} {
		got, err := Correct([]Obs{{"a", "1", 70.1234565 + digits}})
		if err != nil || got["a"].String() != "70.123457" {
			t.Error(digits, got, err)
		}
	}
}

func TestJudgesNeeded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		variance := rapid.Float64Range(0, 20)
		ve, vj, vr := variance.Draw(t, "ve"), variance.Draw(t, "vj"), variance.Draw(t, "vr")
		target := rapid.Float64Range(0.01, 0.99).Draw(t, "target")
		a, r := JudgesNeeded(ve, vj, vr, target)
		for _, c := range []struct {
			n   int
			phi func(n int) float64
		}{
			{a, func(n int) float64 { phi, _ := Reliability(ve, vj, vr, n); return phi }},
			{r, func(n int) float64 { _, rho := Reliability(ve, vj, vr, n); return rho }},
		} {
			if c.n == 0 && c.phi(math.MaxInt32) >= target+1e-9 || c.n > 0 && c.phi(c.n) < target-1e-8 || c.n > 1 && c.phi(c.n-1) >= target {
				t.Fatalf("%d judges: %v, one fewer: %v", c.n, c.phi(c.n), c.phi(c.n-1))
			}
		}
	})
	for _, c := range []struct {
		ve, vj, vr, target float64
		absolute, relative int
	}{
		{0, 1, 1, 0.8, 0, 0}, {4, 1, 9, 1, 0, 0}, {4, 0, 0, 1, 1, 1}, {4, 1, 0, 1, 0, 1}, {81, 0, 9, 0.9, 1, 1}, {4, 1, 9, 0, 1, 1},
	} {
		if a, r := JudgesNeeded(c.ve, c.vj, c.vr, c.target); a != c.absolute || r != c.relative {
			t.Errorf("%+v: %d, %d", c, a, r)
		}
	}
}

func TestDisagreements(t *testing.T) {
	got := Disagreements([]Obs{{"b", "1", 4}, {"a", "2", 9}, {"a", "1", 5}, {"b", "3", 8}, {"c", "1", 7}, {"b", "2", 0}})
	want := []Disagreement{{"b", 3, 4, 8}, {"a", 2, math.Sqrt(8), 4}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%v, not %v", got, want)
	}
}
