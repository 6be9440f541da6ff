package web_test

// The results of a drawn contest written anew from the rules as the design
// words them, with big.Rat and without package scoring.

import (
	"maps"
	"math/big"
	"slices"
	"strings"

	"dovar/judging"
)

func rat(d judging.Decimal) *big.Rat {
	r, ok := new(big.Rat).SetString(string(d))
	if !ok {
		panic("not a number: " + string(d))
	}
	return r
}

// decimal writes a number that ends.
func decimal(r *big.Rat) judging.Decimal {
	n, _ := r.FloatPrec()
	return judging.Decimal(r.FloatString(n))
}

func add(a, b judging.Decimal) judging.Decimal { return decimal(new(big.Rat).Add(rat(a), rat(b))) }
func mul(a, b judging.Decimal) judging.Decimal { return decimal(new(big.Rat).Mul(rat(a), rat(b))) }

func plus(a, b *big.Rat) *big.Rat    { return new(big.Rat).Add(a, b) }
func minus(a, b *big.Rat) *big.Rat   { return new(big.Rat).Sub(a, b) }
func times(a, b *big.Rat) *big.Rat   { return new(big.Rat).Mul(a, b) }
func over(a, b *big.Rat) *big.Rat    { return new(big.Rat).Quo(a, b) }
func whole(n int) *big.Rat           { return big.NewRat(int64(n), 1) }
func notBelow0(a *big.Rat) *big.Rat  { return slices.MaxFunc([]*big.Rat{a, whole(0)}, (*big.Rat).Cmp) }
func meanRat(of []*big.Rat) *big.Rat { return over(sumRat(of), whole(len(of))) }

func sumRat(of []*big.Rat) *big.Rat {
	sum := whole(0)
	for _, x := range of {
		sum = plus(sum, x)
	}
	return sum
}

// An outcome is what the rules make of one entry.
type outcome struct {
	entry     judging.Entry
	sheets    map[string]map[string]*big.Rat   // by stage and judge: those that count
	panels    map[string]*big.Rat              // by stage, when it has a result
	marks     map[string]map[string][]*big.Rat // by stage and criterion: those that count
	penalties map[string]*big.Rat              // by stage: their mean
	places    map[string]*big.Rat              // by stage, where the total is made of places
	runs      map[string][]runRat              // by stage: those that count, best first
	extra     map[string][]runRat              // by stage: those for a tie only, best first
	total     *big.Rat                         // nil: none
	place     int                              // 0: none
	points    int                              // the place by totals alone
	shares    int                              // how many have the place
	above     int                              // how many come before
	cut       string                           // the stage after which it went out
}

// roundings of a stage or of the total, one after the other.
func roundedRat(x *big.Rat, steps []judging.RoundingDef, at string) *big.Rat {
	for _, step := range steps {
		if step.At != at {
			continue
		}
		unit := whole(1)
		for range step.Decimals {
			unit = over(unit, whole(10))
		}
		units := over(new(big.Rat).Abs(x), unit)
		low := new(big.Rat).SetInt(new(big.Int).Quo(units.Num(), units.Denom()))
		switch c := minus(units, low).Cmp(big.NewRat(1, 2)); {
		case step.Mode == "down" || c < 0:
		case c > 0 || step.Mode == "half_up" || low.Num().Bit(0) == 1:
			low = plus(low, whole(1))
		}
		x = times(times(low, unit), whole(x.Sign()))
	}
	return x
}

// sheetTotal is the sheet's formula over marks, with so much penalty.
func sheetTotal(st judging.StageDef, marks map[string]*big.Rat, penalty *big.Rat) *big.Rat {
	sum, weights := whole(0), whole(0)
	for _, c := range st.Criteria {
		weights = plus(weights, rat(c.Weight))
		mark, marked := marks[c.ID]
		if !marked {
			continue
		}
		if st.Sheet == "percent" {
			mark = over(minus(mark, rat(c.Min)), minus(rat(c.Max), rat(c.Min)))
		}
		sum = plus(sum, roundedRat(times(rat(c.Weight), mark), st.Rounding, "weighted"))
	}
	if st.Sheet == "percent" {
		sum = over(times(whole(100), sum), weights)
	}
	return notBelow0(plus(sum, penalty))
}

func penaltyOf(st judging.StageDef, counts map[string]int, members int) *big.Rat {
	sum := whole(0)
	for _, p := range st.Penalties {
		if p.When == "always" || members > 1 {
			sum = plus(sum, times(rat(p.Per), whole(counts[p.ID])))
		}
	}
	return sum
}

// foldRat makes one value of some by a panel's method; nil where there are too few.
func foldRat(st judging.StageDef, values []*big.Rat) *big.Rat {
	sorted := slices.SortedFunc(slices.Values(values), (*big.Rat).Cmp)
	n := len(sorted)
	if n == 0 {
		return nil
	}
	high, low, from := 0, 0, n+1
	switch st.Panel {
	case "median":
		return meanRat([]*big.Rat{sorted[(n-1)/2], sorted[n/2]})
	case "drop1":
		high, low, from = 1, 1, 3
	case "drop", "drop_per_criterion", "drop_sum", "sum_per_criterion":
		high, low, from = *st.Params.High, *st.Params.Low, *st.Params.From
	}
	summed := st.Panel == "drop_sum" || st.Panel == "sum_per_criterion"
	if summed && n < from {
		return nil
	}
	if n >= from {
		sorted = sorted[low : n-high]
	}
	if summed {
		return sumRat(sorted)
	}
	return meanRat(sorted)
}

// outcomeOf is what an entry's own sheets give.
func (w *drawn) outcomeOf(e judging.Entry) *outcome {
	o := &outcome{entry: e, sheets: map[string]map[string]*big.Rat{}, marks: map[string]map[string][]*big.Rat{},
		penalties: map[string]*big.Rat{}, panels: map[string]*big.Rat{}, places: map[string]*big.Rat{}, runs: map[string][]runRat{}, extra: map[string][]runRat{}}
	for _, st := range w.def.Stages {
		if st.Kind != "rubric" {
			o.runs[st.ID], o.extra[st.ID] = w.runsOf(st, e.ID, false), w.runsOf(st, e.ID, true)
			continue
		}
		scores, all := map[string]*big.Rat{}, map[string][]*big.Rat{}
		var penalties []*big.Rat
		for _, sh := range w.sheets {
			complete := len(sh.marks) == len(st.Criteria) || st.SkipAllowed && len(sh.marks) > 0
			if sh.stage != st.ID || sh.entry != e.ID || sh.excluded != "" || !complete {
				continue
			}
			marks := map[string]*big.Rat{}
			for id, m := range sh.marks {
				marks[id] = rat(m)
				all[id] = append(all[id], rat(m))
			}
			penalty := penaltyOf(st, sh.counts, len(e.Members))
			scores[sh.judge], penalties = roundedRat(sheetTotal(st, marks, penalty), st.Rounding, "sheet"), append(penalties, penalty)
		}
		o.sheets[st.ID], o.marks[st.ID] = scores, all
		if len(penalties) > 0 {
			o.penalties[st.ID] = meanRat(penalties)
		}
	}
	return o
}

// panelRat is a stage's result of an entry's own sheets; nil where there are too few.
func (w *drawn) panelRat(st judging.StageDef, o *outcome) *big.Rat {
	if st.Kind != "rubric" {
		return resultOfRuns(st, o.runs[st.ID])
	}
	if len(o.sheets[st.ID]) < w.def.Rank.MinSheets || len(o.sheets[st.ID]) == 0 {
		return nil
	}
	if !strings.HasSuffix(st.Panel, "_per_criterion") {
		if x := foldRat(st, slices.Collect(maps.Values(o.sheets[st.ID]))); x != nil {
			return roundedRat(x, st.Rounding, "result")
		}
		return nil
	}
	marks := map[string]*big.Rat{}
	for _, c := range st.Criteria {
		value := foldRat(st, o.marks[st.ID][c.ID])
		if value != nil {
			marks[c.ID] = roundedRat(value, st.Rounding, "criterion")
		} else if st.Panel == "sum_per_criterion" {
			return nil
		}
	}
	return roundedRat(sheetTotal(st, marks, o.penalties[st.ID]), st.Rounding, "result")
}

// rounded is a number as people read it: halves away from zero, no zeros at
// the end.
func rounded(r *big.Rat, decimals int) string {
	s := r.FloatString(decimals)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}
