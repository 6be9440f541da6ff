package cases

// The kinds that need no rule: rounding, and the Skating System on its own.

import (
	"strconv"
	"strings"
	"testing"

	"dovar/scoring"
)

func init() {
	kinds["rounding"] = rounding
	kinds["skating_system"] = skatingSystem
	kinds["skating_summary"] = skatingSummary
}

func rounding(t testing.TB, c Case) any {
	answer := map[string]map[string]string{}
	for _, asked := range c.Asked() { // "half_up_2"
		at := strings.LastIndex(asked, "_")
		decimals, err := strconv.Atoi(asked[at+1:])
		if err != nil {
			t.Fatal(err)
		}
		answer[asked] = map[string]string{}
		for _, v := range In[[]string](t, c, "values") {
			answer[asked][v] = number(t, v).RoundTo(decimals, scoring.RoundMode(asked[:at])).Fixed(decimals)
		}
	}
	return answer
}

func skatingSystem(t testing.TB, c Case) any {
	entries := In[[]string](t, c, "entries")
	marks := map[string]map[string][]scoring.Number{} // by dance and entry, in the order of the judges
	for _, row := range c.Scores(t) {
		if marks[row["criterion"]] == nil {
			marks[row["criterion"]] = map[string][]scoring.Number{}
		}
		of := marks[row["criterion"]]
		of[row["entry"]] = append(of[row["entry"]], number(t, row["place"]))
	}
	dances := map[string]map[string]string{}
	places := make([][]scoring.Number, len(entries))
	all := make([][]scoring.Number, len(entries))
	for _, dance := range In[[]string](t, c, "criteria") {
		var rows [][]scoring.Number
		for i, e := range entries {
			rows = append(rows, marks[dance][e])
			all[i] = append(all[i], marks[dance][e]...)
		}
		skated := scoring.SkatingDance(rows)
		dances[dance] = placesOf(entries, skated)
		for i := range entries {
			places[i] = append(places[i], skated[i].Place)
		}
	}
	answer := map[string]any{"dancePlaces": dances}
	if c.Asks("finalPlaces") {
		answer["finalPlaces"] = placesOf(entries, scoring.SkatingFinal(places, all))
	}
	return answer
}

func skatingSummary(t testing.TB, c Case) any {
	entries := In[[]string](t, c, "entries")
	places := make([][]scoring.Number, len(entries))
	for _, row := range c.Scores(t) {
		for i, e := range entries {
			if e == row["entry"] {
				places[i] = append(places[i], number(t, row["place"]))
			}
		}
	}
	return map[string]any{"finalPlaces": placesOf(entries, scoring.SkatingFinal(places, nil))}
}

func placesOf(entries []string, skated []scoring.Skated) map[string]string {
	places := map[string]string{}
	for i, e := range entries {
		places[e] = skated[i].Place.String()
	}
	return places
}

// number reads a decimal of any form and length, or a fraction "n/d".
func number(t testing.TB, s string) scoring.Number {
	t.Helper()
	if n, d, ok := strings.Cut(s, "/"); ok {
		return number(t, n).Quo(number(t, d))
	}
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	n := digits(t, whole).Add(digits(t, fraction).Quo(digits(t, "1"+strings.Repeat("0", len(fraction)))))
	if strings.HasPrefix(s, "-") {
		return n.Neg()
	}
	return n
}

// digits reads a whole number of at most 20 digits; none is 0.
func digits(t testing.TB, s string) scoring.Number {
	t.Helper()
	if s = strings.TrimLeft(s, "0"); s == "" {
		s = "0"
	}
	n, err := scoring.ParseDecimal(s)
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	return n
}
