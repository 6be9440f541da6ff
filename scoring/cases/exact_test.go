package cases

// Rounding, and how numbers of cases are read.

import (
	"strconv"
	"strings"
	"testing"

	"dovar/scoring"
)

func init() {
	kinds["rounding"] = rounding
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
