package quality

import (
	"fmt"
	"math"
	"slices"

	"pgregory.net/rapid"
)

// drawObs draws any judging of up to 7 entries and 6 judges: islands, sheets of
// one pair twice, judges with one sheet. A linked one has no islands, for its
// first judge sees all entries and its first entry all judges.
func drawObs(t *rapid.T, linked bool) []Obs {
	mark := rapid.IntRange(0, 20)
	var obs []Obs
	sheet := func(e, j int) {
		obs = append(obs, Obs{fmt.Sprint("e", e), fmt.Sprint("j", j), 50 + float64(mark.Draw(t, "mark"))/2})
	}
	entries, judges := rapid.IntRange(1, 7).Draw(t, "entries"), rapid.IntRange(1, 6).Draw(t, "judges")
	for range rapid.IntRange(1, 25).Draw(t, "sheets") {
		sheet(rapid.IntRange(0, entries-1).Draw(t, "entry"), rapid.IntRange(0, judges-1).Draw(t, "judge"))
	}
	if linked {
		for e := range entries {
			sheet(e, 0)
		}
		for j := range judges {
			sheet(0, j)
		}
	}
	return obs
}

// complete is a judging in which everybody sees all: f gives the marks.
func complete(entries, judges int, f func(e, j int) float64) []Obs {
	var obs []Obs
	for e := range entries {
		for j := range judges {
			obs = append(obs, Obs{fmt.Sprintf("e%02d", e), fmt.Sprintf("j%02d", j), f(e, j)})
		}
	}
	return obs
}

func relabelled(obs []Obs) []Obs {
	obs = slices.Clone(obs)
	for i := range obs {
		obs[i].Judge = relabel(obs[i].Judge)
	}
	return obs
}

// relabel turns the order of the judges j0 to j9 around.
func relabel(judge string) string { return "j" + string('0'+'9'-judge[1]) }

// A reporter is a *testing.T or a *rapid.T.
type reporter interface {
	Helper()
	Errorf(format string, args ...any)
}

func near(t reporter, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) { // NaN is near to nothing
		t.Errorf("%s is %.12g, not %.12g", what, got, want)
	}
}

func nearAll(t reporter, what string, got, want map[string]float64, within float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d, not %d", what, len(got), len(want))
	}
	for id, w := range want {
		g, ok := got[id]
		if !ok || !(math.Abs(g-w) <= within) {
			t.Errorf("%s of %s is %.12g, not %.12g", what, id, g, w)
		}
	}
}
