package quality

import (
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Two entries, 3 to 1: the odds are 3, and the variance of their logarithm is
// 1/3 + 1/1.
func TestBradleyTerryByHand(t *testing.T) {
	fit, err := BradleyTerry([]Win{{"B", "A", 1}, {"A", "B", 2}, {"A", "B", 1}}, 0)
	if err != nil {
		t.Fatal(err)
	}
	ability, se, err := fit.Against("B")
	if err != nil || !allAlike(ability, []float64{math.Log(3), 0}) || !allAlike(se, []float64{math.Sqrt(4.0 / 3), 0}) {
		t.Errorf("%v %v %v", ability, se, err)
	}
	if !alike(fit.Ability[0]+fit.Ability[1], 0) {
		t.Errorf("abilities %v", fit.Ability)
	}
	if _, _, err := fit.Against("C"); err == nil {
		t.Error("an entry that is not there is a reference")
	}
}

func TestBradleyTerryAtTheEnds(t *testing.T) {
	always := []Win{{"A", "B", 3}, {"B", "C", 1}, {"C", "B", 1}}
	for name, c := range map[string]struct {
		wins  []Win
		ridge float64
		want  error
	}{
		"nothing":            {nil, 0, errAny},
		"against itself":     {[]Win{{"A", "A", 1}}, 0, errAny},
		"count below 0":      {[]Win{{"A", "B", -1}}, 0.1, errAny},
		"penalty below 0":    {[]Win{{"A", "B", 1}}, -1, errAny},
		"penalty NaN":        {[]Win{{"A", "B", 1}}, math.NaN(), errAny},
		"always won":         {always, 0, ErrUndecided},
		"always lost":        {[]Win{{"B", "A", 3}, {"B", "C", 1}, {"C", "B", 1}}, 0, ErrUndecided},
		"islands":            {[]Win{{"A", "B", 1}, {"B", "A", 1}, {"C", "D", 1}, {"D", "C", 1}}, 0, ErrUndecided},
		"never compared":     {[]Win{{"A", "B", 0}}, 0, ErrUndecided},
		"penalised":          {always, 0.1, nil},
		"penalised a little": {always, 1e-9, nil},
		"round":              {[]Win{{"A", "B", 1}, {"B", "C", 1}, {"C", "A", 1}}, 0, nil},
	} {
		fit, err := BradleyTerry(c.wins, c.ridge)
		if !is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		if err == nil {
			finite(t, name, fit.Ability)
		}
	}
}

// The order of the wins changes no bit, and at the maximum everybody won as
// often as the abilities foretell.
func TestBradleyTerryOnAnyWins(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.SampledFrom([]string{"A", "B", "C", "D", "E"})
		wins := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Win {
			w := Win{id.Draw(t, "winner"), id.Draw(t, "loser"), rapid.IntRange(1, 9).Draw(t, "count")}
			if w.Winner == w.Loser {
				w.Loser = "F"
			}
			return w
		}), 1, 30).Draw(t, "wins")
		ridge := rapid.SampledFrom([]float64{0, 0.1, 2}).Draw(t, "ridge")
		fit, err := BradleyTerry(wins, ridge)
		other, otherErr := BradleyTerry(rapid.Permutation(wins).Draw(t, "order"), ridge)
		if !errors.Is(otherErr, err) || err != nil && (ridge > 0 || !errors.Is(err, ErrUndecided)) {
			t.Fatalf("%v, then %v", err, otherErr)
		}
		if err != nil {
			return
		}
		if !slices.Equal(fit.Ability, other.Ability) {
			t.Fatalf("%v, then %v", fit.Ability, other.Ability)
		}
		left := make([]float64, len(fit.Entries))
		for i, a := range fit.Ability {
			left[i] = -2 * ridge * a
		}
		for _, w := range wins {
			a, b := slices.Index(fit.Entries, w.Winner), slices.Index(fit.Entries, w.Loser)
			more := float64(w.Count) / (1 + math.Exp(fit.Ability[a]-fit.Ability[b]))
			left[a], left[b] = left[a]+more, left[b]-more
		}
		for i, l := range left {
			if math.Abs(l) > 1e-6 {
				t.Fatalf("%s won %v more than foretold", fit.Entries[i], l)
			}
		}
	})
}

// The figures of Gavel's crowd_bt.update for these votes, each result stored
// where it belongs.
func TestCrowdBT(t *testing.T) {
	votes := []Vote{{"J1", "A", "B"}, {"J2", "B", "C"}, {"J1", "A", "C"}, {"J2", "C", "A"}, {"J1", "A", "B"}, {"J2", "B", "A"}}
	state, err := CrowdBT(votes)
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]Belief{
		"A": {0.2098683451846865, 0.6140120538227297},
		"B": {0.025466147089112157, 0.6231193125819374},
		"C": {-0.30948814696316074, 0.7626349789602879},
	} {
		if got := state.Entries[id]; !alike(got.Mean, want.Mean) || !alike(got.Variance, want.Variance) {
			t.Errorf("%s: %v, want %v", id, got, want)
		}
	}
	for id, want := range map[string]Trust{
		"J1": {10.458869593089146, 0.994728989636563},
		"J2": {8.70418097669078, 1.0549406515377175},
	} {
		if got := state.Judges[id]; !alike(got.Alpha, want.Alpha) || !alike(got.Beta, want.Beta) {
			t.Errorf("%s: %v, want %v", id, got, want)
		}
	}
	slices.Reverse(votes)
	if other, err := CrowdBT(votes); err != nil || other.Entries["A"] == state.Entries["A"] {
		t.Errorf("the order of the votes does not matter (%v)", err)
	}
	if _, err := CrowdBT([]Vote{{"J", "A", "A"}}); err == nil {
		t.Error("an entry is preferred to itself")
	}
	if none, err := CrowdBT(nil); err != nil || len(none.Entries) != 0 {
		t.Errorf("no votes: %v %v", none, err)
	}
}

// Variances stay above 0, and there is no NaN, however long and one-sided the
// voting.
func TestCrowdBTStaysSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entry := rapid.SampledFrom([]string{"A", "B", "C", "D"})
		judge := rapid.SampledFrom([]string{"J", "K"})
		state, err := CrowdBT(rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Vote {
			v := Vote{judge.Draw(t, "judge"), entry.Draw(t, "winner"), entry.Draw(t, "loser")}
			if v.Winner == v.Loser {
				v.Loser = "E"
			}
			return v
		}), 0, 300).Draw(t, "votes"))
		if err != nil && !errors.Is(err, ErrNoFit) {
			t.Fatal(err)
		}
		for id, e := range state.Entries {
			if finite(t, id, e); e.Variance <= 0 {
				t.Fatalf("%s: %v", id, e)
			}
		}
		for id, j := range state.Judges {
			if finite(t, id, j); !j.sound() {
				t.Fatalf("%s: %v", id, j)
			}
		}
	})
}
