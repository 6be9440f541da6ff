package judging

// Decimals of presets and sheets: strings outside, exact numbers inside.

import (
	"math/big"
	"regexp"
	"strings"

	"dovar/scoring"
)

// decimalLength is the most characters of a canonical decimal.
const decimalLength = 20

var decimalGrammar = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`)

// Canonical brings a decimal to the one form that hashes and comparisons use:
// no zero at the end of a fraction, no "-0". It reports false for what is not a
// decimal or has more than 20 characters in that form.
func Canonical(s string) (Decimal, bool) {
	if !decimalGrammar.MatchString(s) {
		return "", false
	}
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" {
		s = "0"
	}
	return Decimal(s), len(s) <= decimalLength
}

// CheckDecimal reports whether d has the canonical form and at most 20 characters.
func CheckDecimal(d Decimal) bool {
	c, ok := Canonical(string(d))
	return ok && c == d
}

// number is the value of a canonical decimal; 0 for anything else.
func (d Decimal) number() scoring.Number {
	n, _ := scoring.ParseDecimal(string(d))
	return n
}

// steps counts the whole steps from one decimal to another, rounded down, and
// reports whether they lead there exactly. Step is above 0.
func steps(from, to, step Decimal) (count *big.Int, exact bool) {
	n := to.rat()
	n.Sub(n, from.rat()).Quo(n, step.rat())
	return new(big.Int).Div(n.Num(), n.Denom()), n.IsInt()
}

func (d Decimal) rat() *big.Rat {
	r, _ := new(big.Rat).SetString(string(d))
	return r
}
