package scoring

// This file rounds: an explicit step of a rule, never a side effect of
// arithmetic.

import (
	"math/big"
	"strings"
)

// RoundMode says which neighbour a number between two decimals goes to.
type RoundMode string

const (
	HalfUp   RoundMode = "half_up"   // the nearer one, a half away from zero
	HalfEven RoundMode = "half_even" // the nearer one, a half to the even digit
	Down     RoundMode = "down"      // the one nearer to zero
)

// RoundTo returns a decimal of at most so many decimals, 0 or more, next to a.
// An unknown mode is HalfUp.
func (a Number) RoundTo(decimals int, mode RoundMode) Number {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
	r := a.rat()
	whole, rest := new(big.Int).QuoRem(new(big.Int).Mul(r.Num(), scale), r.Denom(), new(big.Int)) // toward zero
	half := new(big.Int).Lsh(rest.Abs(rest), 1).Cmp(r.Denom())
	if mode != Down && (half > 0 || half == 0 && (mode != HalfEven || whole.Bit(0) == 1)) {
		whole.Add(whole, big.NewInt(int64(r.Sign())))
	}
	return fromRat(new(big.Rat).SetFrac(whole, scale))
}

// Fixed returns a with exactly so many decimals, halves away from zero: "81.00".
func (a Number) Fixed(decimals int) string {
	s := a.rat().FloatString(decimals) // exact in spite of its name, halves away from zero
	if strings.Trim(s, "-0.") == "" {
		return strings.TrimPrefix(s, "-")
	}
	return s
}

// Round returns the decimal nearest to a with at most so many decimals, halves
// away from zero, in shortest form: "81", "93.67". It is for showing; places
// are made on exact values.
func (a Number) Round(decimals int) string {
	s := a.Fixed(decimals)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}
