package workbook

// To how many decimals totals are rounded before they are ranked.

import (
	"math/big"
	"slices"
	"strconv"
)

// precision chooses the decimals to which the workbook rounds totals before it
// ranks them. A double holds 15 digits for certain, and a total is some tens of
// operations that each err by half a unit of the 17th, so its error stays below
// a unit of the 15th. Rounding then gives equal totals one double, unless they
// lie within that error of a boundary of rounding, and keeps different ones
// apart if they differ by more than a unit of the last decimal. Both are asked
// here of the exact totals; 9 decimals are taken when they serve, as they do for
// points of up to 4 decimals and panels of up to 10 judges, whose totals differ
// by 1/25,200,000 at least.
func (d *division) precision() {
	var totals []*big.Rat // of those with a place, from high to low
	whole := 1
	for _, l := range d.lines {
		t, _ := new(big.Rat).SetString(l.Standing.Total.String()) // a Number always reads
		whole = max(whole, len(new(big.Int).Quo(t.Num(), t.Denom()).String()))
		if l.Standing.Place > 0 && l.Standing.Scored {
			totals = append(totals, t)
		}
	}
	slices.SortFunc(totals, func(a, b *big.Rat) int { return b.Cmp(a) })
	safe := max(1, 15-whole) // the error is below 10^-safe
	d.digits = min(9, safe)
	for _, digits := range []int{9, 10, 8, 11, 7, 12, 6} {
		if digits <= safe && separates(totals, digits, safe) {
			d.digits = digits
			break
		}
	}
	d.epsilon = "1E-" + strconv.Itoa(min(9, d.digits))
}

// separates reports whether rounding to digits leaves different totals apart
// and no shared total within 10^-safe of a boundary of rounding.
func separates(totals []*big.Rat, digits, safe int) bool {
	unit, margin := tenth(digits), tenth(safe)
	half := new(big.Rat).Quo(unit, big.NewRat(2, 1))
	for i := 1; i < len(totals); i++ {
		gap := new(big.Rat).Sub(totals[i-1], totals[i])
		if gap.Sign() != 0 {
			if gap.Cmp(unit) <= 0 {
				return false
			}
			continue
		}
		units := new(big.Rat).Quo(totals[i], unit)
		floor := new(big.Rat).SetInt(new(big.Int).Quo(units.Num(), units.Denom()))
		off := new(big.Rat).Sub(totals[i], floor.Mul(floor, unit))
		if off.Sub(off, half).Abs(off).Cmp(margin) <= 0 {
			return false
		}
	}
	return true
}

// tenth is 10^-n.
func tenth(n int) *big.Rat {
	return new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil))
}
