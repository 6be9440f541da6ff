package web_test

// The results of a drawn contest written anew from the rules as the design
// words them, with big.Rat and without package scoring.

import (
	"cmp"
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
	entry  judging.Entry
	sheets map[string]map[string]*big.Rat // by stage and judge: those that count
	panels map[string]*big.Rat            // by stage, when it has enough sheets
	means  map[string]map[string]*big.Rat // by stage and criterion
	total  *big.Rat                       // nil: none
	place  int                            // 0: none
}

// sheetTotal is the sheet's formula over marks, with so much penalty.
func sheetTotal(st judging.StageDef, marks map[string]*big.Rat, penalty *big.Rat) *big.Rat {
	sum, weights := whole(0), whole(0)
	for _, c := range st.Criteria {
		weights = plus(weights, rat(c.Weight))
		mark, marked := marks[c.ID]
		switch {
		case !marked:
		case st.Sheet == "percent":
			share := over(minus(mark, rat(c.Min)), minus(rat(c.Max), rat(c.Min)))
			sum = plus(sum, times(rat(c.Weight), share))
		default:
			sum = plus(sum, times(rat(c.Weight), mark))
		}
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

func (w *drawn) outcomeOf(e judging.Entry) *outcome {
	o := &outcome{entry: e, sheets: map[string]map[string]*big.Rat{}, panels: map[string]*big.Rat{}, means: map[string]map[string]*big.Rat{}}
	weights := whole(0)
	for _, st := range w.def.Stages {
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
			scores[sh.judge], penalties = sheetTotal(st, marks, penalty), append(penalties, penalty)
		}
		o.sheets[st.ID], o.means[st.ID] = scores, map[string]*big.Rat{}
		weights = plus(weights, rat(st.Weight))
		if len(scores) < w.def.Rank.MinSheets {
			continue
		}
		for id, marks := range all {
			o.means[st.ID][id] = meanRat(marks)
		}
		result := whole(0)
		if st.Panel == "mean" {
			for _, x := range scores {
				result = plus(result, over(x, whole(len(scores))))
			}
		} else {
			result = sheetTotal(st, o.means[st.ID], meanRat(penalties))
		}
		o.panels[st.ID] = result
		if rat(st.Weight).Sign() > 0 {
			if o.total == nil {
				o.total = whole(0)
			}
			if w.def.Rank.By == "percent" {
				result = over(times(whole(100), result), rat(*st.Max))
			}
			o.total = plus(o.total, times(rat(st.Weight), result))
		}
	}
	if o.total != nil && w.def.Rank.By == "percent" {
		o.total = over(o.total, weights)
	}
	return o
}

// keyOf is what a tie compares: one value, the sheets from high to low, or none.
func (o *outcome) keyOf(t judging.TieDef) []*big.Rat {
	if o.panels[t.Stage] == nil {
		return nil
	}
	switch t.By {
	case "stage":
		return []*big.Rat{o.panels[t.Stage]}
	case "criterion":
		if m := o.means[t.Stage][t.Criterion]; m != nil {
			return []*big.Rat{m}
		}
		return nil
	}
	var list []*big.Rat
	for _, x := range o.sheets[t.Stage] {
		list = append(list, x)
	}
	slices.SortFunc(list, func(a, b *big.Rat) int { return b.Cmp(a) })
	if t.By == "sheet_best" {
		return list[:1]
	}
	return list
}

// before compares totals and the chain but the vote; below 0 puts a first.
func (w *drawn) before(a, b *outcome) int {
	if c := b.total.Cmp(a.total); c != 0 {
		return c
	}
	for _, t := range w.def.Ties {
		x, y := a.keyOf(t), b.keyOf(t)
		c := slices.CompareFunc(x[:min(len(x), len(y))], y[:min(len(x), len(y))], func(a, b *big.Rat) int { return b.Cmp(a) })
		if t.Order == "asc" {
			c = -c
		}
		if c := cmp.Or(c, cmp.Compare(len(y), len(x))); c != 0 {
			return c
		}
	}
	return 0
}

// outcomes are all entries of a division with their places.
func (w *drawn) outcomes(division string) map[string]*outcome {
	all, ranked := map[string]*outcome{}, []*outcome{}
	for _, e := range w.entries {
		if e.Division != division {
			continue
		}
		o := w.outcomeOf(e)
		all[e.ID] = o
		if o.total != nil && e.State == judging.EntryActive {
			ranked = append(ranked, o)
		}
	}
	votes := len(w.def.Ties) > 0 && w.def.Ties[len(w.def.Ties)-1].By == "vote"
	for _, o := range ranked {
		o.place = 1
		var level []string
		for _, x := range ranked {
			switch c := w.before(x, o); {
			case c < 0:
				o.place++
			case c == 0:
				level = append(level, x.entry.ID)
			}
		}
		if votes && !slices.ContainsFunc(level, func(id string) bool { return w.votes[id] == 0 }) {
			for _, id := range level {
				if w.votes[id] < w.votes[o.entry.ID] {
					o.place++
				}
			}
		}
	}
	return all
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
