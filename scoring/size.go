package scoring

// This file computes how large the figures of a rule can become.

import (
	"math/big"
	"slices"
)

// Bits returns how many bits the largest numerator or denominator has that the
// rule's arithmetic can meet, with at most so many entries, and so many sheets
// of one entry in one stage. With 31 or less no Number of the contest is ever a
// big.Rat. It is an upper bound: each step of the rule is done on extents in
// place of numbers.
//
// What a rule does not limit - runs, games, a penalty without a highest count -
// is taken for the longest decimal there is. Difficulties and fields are not
// the rule's but the entry's, and are not looked at.
func (r *Rule) Bits(entries, sheets int) int {
	z := &sizing{int64(entries), int64(sheets), 0}
	total, weights := exactly(Number{}), exactly(Number{})
	for i := range r.Stages {
		s := &r.Stages[i]
		result := z.stage(s)
		if r.Correct != nil {
			result = z.seen(result.plus(result).rounded(6)) // as scoring/quality gives them
		}
		switch r.By {
		case Percent:
			if s.Weight.Sign() > 0 {
				result = z.seen(z.seen(result.by(hundred)).over(s.Max))
			}
		case Ranks, Bracket:
			result = z.place()
		}
		total = z.seen(total.plus(z.seen(result.by(s.Weight))))
		weights = z.seen(weights.plus(exactly(s.Weight)))
	}
	if r.By == Percent {
		total = z.seen(total.over(r.weights()))
	}
	if r.Round != nil {
		z.seen(total.rounded(r.Round.Decimals))
	}
	return z.worst
}

func (r *Rule) weights() Number {
	sum := Number{}
	for _, s := range r.Stages {
		sum = sum.Add(s.Weight)
	}
	return sum
}

// An extent is what is known of a number before it is there: that it is not
// further than top from 0, and a whole number of parts 1/(den x n1 x n2 ...),
// the n being those of so many means, each of any number of values. So its
// numerator is at most top x den x the n, and its denominator den x the n.
type extent struct {
	top   *big.Rat
	den   *big.Int
	means int
}

func exactly(n Number) extent { return extent{new(big.Rat).Abs(n.rat()), n.rat().Denom(), 0} }

func atMost(n int64) extent { return extent{big.NewRat(n, 1), big.NewInt(1), 0} }

// longest is a decimal of maxDecimal characters.
func longest() extent {
	tens := new(big.Int).Exp(big.NewInt(10), big.NewInt(maxDecimal), nil)
	return extent{new(big.Rat).SetInt(tens), tens, 0}
}

func (a extent) plus(b extent) extent {
	common := new(big.Int).GCD(nil, nil, a.den, b.den)
	den := new(big.Int).Mul(a.den, new(big.Int).Quo(b.den, common))
	return extent{new(big.Rat).Add(a.top, b.top), den, a.means + b.means}
}

func (a extent) times(b extent) extent {
	return extent{new(big.Rat).Mul(a.top, b.top), new(big.Int).Mul(a.den, b.den), a.means + b.means}
}

// by multiplies with a number: what its numerator and den share goes.
func (a extent) by(n Number) extent {
	r := n.rat()
	shared := new(big.Int).GCD(nil, nil, a.den, new(big.Int).Abs(r.Num()))
	den := new(big.Int).Mul(new(big.Int).Quo(a.den, shared), r.Denom())
	return extent{new(big.Rat).Mul(a.top, new(big.Rat).Abs(r)), den, a.means}
}

// over divides by a number other than 0.
func (a extent) over(n Number) extent { return a.by(Int(1).Quo(n)) }

func (a extent) rounded(decimals int) extent {
	tens := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
	return extent{new(big.Rat).Add(a.top, big.NewRat(1, 1)), tens, 0}
}

// A sizing remembers the worst extent it has seen.
type sizing struct {
	entries, sheets int64
	worst           int // bits
}

// seen counts the means of an extent for the worst numbers of values there can
// be: their product, or what all numbers up to sheets divide, if that is less.
func (z *sizing) seen(x extent) extent {
	product, all := big.NewInt(1), big.NewInt(1)
	for range x.means {
		product.Mul(product, big.NewInt(z.sheets))
	}
	for n := int64(2); n <= z.sheets && all.Cmp(product) < 0; n++ {
		all.Mul(all, big.NewInt(n/gcd(new(big.Int).Mod(all, big.NewInt(n)).Int64(), n)))
	}
	den := new(big.Int).Set(x.den)
	if den.Mul(den, product); all.Cmp(product) < 0 {
		den.Mul(x.den, all)
	}
	num := new(big.Int).Mul(x.top.Num(), den)
	z.worst = max(z.worst, den.BitLen(), num.Quo(num, x.top.Denom()).BitLen())
	return x
}

// stage is the extent of a stage's result.
func (z *sizing) stage(s *Stage) extent {
	m := s.method()
	switch {
	case m == nil || m.Of == RunsPart: // sums and means of runs, and a run over another
		return z.rounded(s, RoundResult, z.seen(z.folded(longest(), false).times(longest())))
	case m.whole != nil:
		z.sheet(s, z.mark)
		result := z.seen(z.place().times(atMost(z.sheets)))
		for _, points := range s.Params.Table { // shared among some of the entries
			part := extent{big.NewRat(1, 1), big.NewInt(z.entries), 0}
			result = z.seen(result.plus(z.seen(z.seen(exactly(points).times(atMost(z.entries))).times(part))))
		}
		return result
	case m.each:
		z.sheet(s, z.mark)
		return z.rounded(s, RoundResult, z.sheet(s, func(c Criterion) extent { return z.folded(z.mark(c), m.sum) }))
	}
	return z.rounded(s, RoundResult, z.folded(z.sheet(s, z.mark), m.sum))
}

// place is a place, or the mean of shared ones.
func (z *sizing) place() extent {
	return z.seen(extent{big.NewRat(max(z.entries, 1), 1), big.NewInt(2), 0})
}

// folded is the sum of the sheets' values, or their mean.
func (z *sizing) folded(x extent, sum bool) extent {
	all := z.seen(x.times(atMost(z.sheets)))
	if sum {
		return all
	}
	return z.seen(extent{x.top, x.den, x.means + 1})
}

// mark is a mark of a criterion: a number of steps above its lowest.
func (z *sizing) mark(c Criterion) extent {
	x := exactly(c.Min).plus(exactly(c.Step))
	x.top = slices.MaxFunc([]*big.Rat{exactly(c.Min).top, exactly(c.Max).top}, (*big.Rat).Cmp)
	return z.seen(x)
}

// rounded does the stage's roundings of one figure.
func (z *sizing) rounded(s *Stage, at RoundAt, x extent) extent {
	for _, r := range s.Rounds {
		if r.At == at {
			x = z.seen(x.rounded(r.Decimals))
		}
	}
	return x
}

// sheet does Stage.sum and the penalties on what mark gives of each criterion.
func (z *sizing) sheet(s *Stage, mark func(Criterion) extent) extent {
	sum, weights := exactly(Number{}), Number{}
	for _, c := range s.Criteria {
		x := z.rounded(s, RoundCriterion, mark(c))
		if s.Sheet == Percent {
			x = z.share(s, c, x)
		}
		sum = z.seen(sum.plus(z.rounded(s, RoundWeighted, z.seen(x.by(c.Weight)))))
		weights = weights.Add(c.Weight)
		z.seen(exactly(weights))
	}
	if s.Sheet == Percent {
		sum = z.seen(z.seen(sum.by(hundred)).over(weights))
	}
	for _, p := range s.Penalties {
		count := longest()
		if p.MaxCount > 0 {
			count = atMost(int64(p.MaxCount))
		}
		sum = z.seen(sum.plus(z.folded(z.seen(exactly(p.Per).times(count)), false)))
	}
	return z.rounded(s, RoundSheet, sum)
}

// share is a value's way from Min to Max: so many steps of so many, or a mean of
// such; of what is rounded or added up before, no more is known than of any
// quotient.
func (z *sizing) share(s *Stage, c Criterion, x extent) extent {
	reach := c.Max.Sub(c.Min)
	share := z.seen(x.plus(exactly(c.Min))).over(reach)
	if !s.method().sum && !slices.ContainsFunc(s.Rounds, func(r Rounding) bool { return r.At == RoundCriterion }) {
		share.den = reach.Quo(c.Step).rat().Num()
	}
	return z.seen(share)
}
