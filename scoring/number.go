package scoring

// This file is the arithmetic of marks: exact, and free of memory while the
// figures are as small as marks are.

import (
	"errors"
	"math/big"
	"strconv"
	"strings"
)

// A Number is an exact rational. The zero value is 0, a Number never changes,
// and it may be copied and shared. Compare with [Number.Cmp], not with ==.
//
// A numerator and denominator of 31 bits are kept as they are: then a sum of
// two products of them cannot leave an int64, and no step needs an overflow
// check. Whatever is larger is a big.Rat.
type Number struct {
	num  int32
	over int32    // the denominator less 1, so that the zero value is 0/1
	big  *big.Rat // nil while the reduced fraction is small
}

// maxDecimal is the length of the longest decimal string of a sheet.
const maxDecimal = 20

var errDecimal = errors.New("not a decimal in shortest form")

// ParseDecimal reads the one form a decimal has: "0", "12", "-0.5"; at most 20
// characters, no exponent, no plus, no zero that could be left out. Anything
// else ("8.0", "-0", ".5", "") is an error.
func ParseDecimal(s string) (Number, error) {
	whole, fraction, dot := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	if len(s) > maxDecimal || !digits(whole) || len(whole) > 1 && whole[0] == '0' {
		return Number{}, errDecimal
	}
	if dot && (!digits(fraction) || fraction[len(fraction)-1] == '0') {
		return Number{}, errDecimal
	}
	if s == "-0" {
		return Number{}, errDecimal
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return Number{}, errDecimal
	}
	return fromRat(r), nil
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// Int returns n as a Number.
func Int(n int64) Number { return fraction(n, 1) }

// fraction returns num/den for den above 0, reduced.
func fraction(num, den int64) Number {
	if den != 1 {
		if d := gcd(num, den); d > 1 {
			num, den = num/d, den/d
		}
	}
	if num == 0 {
		return Number{}
	}
	if -limit <= num && num <= limit && den <= limit {
		return Number{num: int32(num), over: int32(den - 1)}
	}
	return Number{big: big.NewRat(num, den)}
}

// fromRat takes r over; the caller keeps no hold on it.
func fromRat(r *big.Rat) Number {
	if r.Num().IsInt64() && r.Denom().IsInt64() {
		return fraction(r.Num().Int64(), r.Denom().Int64())
	}
	return Number{big: r}
}

// gcd returns the greatest common divisor of a and b above 0.
func gcd(a, b int64) int64 {
	for a != 0 {
		a, b = b%a, a
	}
	return max(b, -b)
}

func (a Number) small() (num, den int64) { return int64(a.num), int64(a.over) + 1 }

// rat returns a to be read, never written.
func (a Number) rat() *big.Rat {
	if a.big != nil {
		return a.big
	}
	return big.NewRat(a.small())
}

// Add returns a + b.
func (a Number) Add(b Number) Number {
	if a.big != nil || b.big != nil {
		return fromRat(new(big.Rat).Add(a.rat(), b.rat()))
	}
	an, ad := a.small()
	bn, bd := b.small()
	return fraction(an*bd+bn*ad, ad*bd)
}

// Sub returns a - b.
func (a Number) Sub(b Number) Number { return a.Add(b.Neg()) }

// Neg returns -a.
func (a Number) Neg() Number {
	if a.big != nil {
		return fromRat(new(big.Rat).Neg(a.big))
	}
	a.num = -a.num
	return a
}

// Mul returns a x b.
func (a Number) Mul(b Number) Number {
	if a.big != nil || b.big != nil {
		return fromRat(new(big.Rat).Mul(a.rat(), b.rat()))
	}
	an, ad := a.small()
	bn, bd := b.small()
	return fraction(an*bn, ad*bd)
}

// Quo returns a / b; it panics when b is 0.
func (a Number) Quo(b Number) Number {
	if b.IsZero() {
		panic("scoring: division by zero")
	}
	if a.big != nil || b.big != nil {
		return fromRat(new(big.Rat).Quo(a.rat(), b.rat()))
	}
	an, ad := a.small()
	bn, bd := b.small()
	if bn < 0 {
		an, bn = -an, -bn
	}
	return fraction(an*bd, ad*bn)
}

// Cmp returns -1, 0 or 1 as a is below, equal to or above b.
func (a Number) Cmp(b Number) int {
	if a.big != nil || b.big != nil {
		return a.rat().Cmp(b.rat())
	}
	an, ad := a.small()
	bn, bd := b.small()
	switch x, y := an*bd, bn*ad; {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

// Sign returns -1, 0 or 1 as a is below, equal to or above 0.
func (a Number) Sign() int { return a.Cmp(Number{}) }

// IsZero reports whether a is 0.
func (a Number) IsZero() bool { return a.num == 0 && a.big == nil }

func (a Number) whole() bool { return a.rat().IsInt() }

// String returns the exact value: the shortest decimal when it ends, else the
// reduced fraction "n/d".
func (a Number) String() string {
	if a.big == nil && a.over == 0 {
		return strconv.Itoa(int(a.num))
	}
	r := a.rat()
	decimals, ends := r.FloatPrec()
	if !ends {
		return r.String()
	}
	return r.FloatString(decimals)
}
