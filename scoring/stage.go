package scoring

// This file turns one entry's marks into its result in one stage.

import (
	"cmp"
	"slices"
)

var hundred = Int(100)

// Highest returns what a sheet with the highest marks and no penalty gives.
func (s Stage) Highest() Number {
	if s.Sheet == Percent {
		return hundred
	}
	sum := Number{}
	for _, c := range s.Criteria {
		sum = sum.Add(c.Weight.Mul(c.Max))
	}
	return sum
}

// SheetResult returns what one sheet gives, never below 0, and whether the
// sheet is complete: a mark for every criterion or, where the stage allows to
// skip, for one at least. A criterion without a mark adds nothing. Marks and
// counts are taken as they are; whether the rubric allows them is asked before.
func (s Stage) SheetResult(marks map[string]Number, counts map[string]int, members int) (Number, bool) {
	return floor(s.sum(marks).Add(s.penalty(counts, members))), s.complete(marks)
}

// sum is the sheet's formula: points = sum of weight x mark, percent =
// 100 x sum(weight x (mark - min)/(max - min)) / sum(weight).
func (s Stage) sum(marks map[string]Number) Number {
	sum, weights := Number{}, Number{}
	for _, c := range s.Criteria {
		mark, ok := marks[c.ID]
		if s.Sheet == Percent {
			weights = weights.Add(c.Weight)
			mark = mark.Sub(c.Min).Quo(c.Max.Sub(c.Min))
		}
		if ok {
			sum = sum.Add(c.Weight.Mul(mark))
		}
	}
	if s.Sheet == Percent {
		return hundred.Mul(sum).Quo(weights)
	}
	return sum
}

// penalty is what the counts take off: 0 or less.
func (s Stage) penalty(counts map[string]int, members int) Number {
	sum := Number{}
	for _, p := range s.Penalties {
		if !p.Team || members > 1 {
			sum = sum.Add(p.Per.Mul(Int(int64(counts[p.ID]))))
		}
	}
	return sum
}

func (s Stage) complete(marks map[string]Number) bool {
	n := 0
	for _, c := range s.Criteria {
		if _, ok := marks[c.ID]; ok {
			n++
		}
	}
	return n == len(s.Criteria) || s.Skip && n > 0
}

// PanelResult combines one entry's sheets of the stage, whatever stage and
// entry they name. Excluded and incomplete sheets do not count; false when none
// is left. Where the sheets are of several attempts, the attempt with the best
// result counts (the earlier of equal ones).
func (s Stage) PanelResult(sheets []Sheet, members int) (Number, bool) {
	p := s.judge(sheets, members, 1)
	return p.result, p.ok
}

// A panel is the counted sheets of the attempt that counts.
type panel struct {
	attempt int
	sheets  []Sheet
	scores  []Number // of the sheets
	result  Number   // when ok
	ok      bool     // the sheets are enough
}

// judge picks the attempt that counts: the best of those with at least least
// counted sheets; while there is none, the one with most of them.
func (s *Stage) judge(sheets []Sheet, members, least int) panel {
	attempts := map[int]panel{}
	for _, sheet := range sheets {
		score, complete := s.SheetResult(sheet.Marks, sheet.Counts, members)
		if sheet.Excluded == "" && complete {
			p := attempts[sheet.Attempt]
			attempts[sheet.Attempt] = panel{
				attempt: sheet.Attempt,
				sheets:  append(p.sheets, sheet),
				scores:  append(p.scores, score),
			}
		}
	}
	best := panel{}
	for _, p := range attempts {
		if p.ok = len(p.sheets) >= least; p.ok {
			p.result = s.combine(p, members)
		}
		if best.sheets == nil || p.beats(best) {
			best = p
		}
	}
	return best
}

// beats is a total order of attempts, so that no order of looking matters.
func (p panel) beats(q panel) bool {
	if p.ok != q.ok {
		return p.ok
	}
	if c := p.result.Cmp(q.result); c != 0 {
		return c > 0
	}
	if !p.ok && len(p.sheets) != len(q.sheets) {
		return len(p.sheets) > len(q.sheets)
	}
	return p.attempt < q.attempt
}

// combine makes one result of at least one counted sheet.
func (s *Stage) combine(p panel, members int) Number {
	if s.Panel == Mean {
		return mean(p.scores)
	}
	marks, penalties := map[string]Number{}, []Number{}
	for _, c := range s.Criteria {
		if m, ok := meanMark(p.sheets, c.ID); ok {
			marks[c.ID] = m
		}
	}
	for _, sheet := range p.sheets {
		penalties = append(penalties, s.penalty(sheet.Counts, members))
	}
	return floor(s.sum(marks).Add(mean(penalties)))
}

// meanMark is the panel's mean of one criterion over the sheets that mark it.
func meanMark(sheets []Sheet, criterion string) (Number, bool) {
	var marks []Number
	for _, sheet := range sheets {
		if m, ok := sheet.Marks[criterion]; ok {
			marks = append(marks, m)
		}
	}
	if len(marks) == 0 {
		return Number{}, false
	}
	return mean(marks), true
}

// mean returns the mean of at least one number.
func mean(numbers []Number) Number {
	sum := Number{}
	for _, n := range numbers {
		sum = sum.Add(n)
	}
	return sum.Quo(Int(int64(len(numbers))))
}

// scores lists what each sheet gives, counted or not, by judge and attempt.
func (s *Stage) scores(sheets []Sheet, members int) []SheetScore {
	scores := make([]SheetScore, len(sheets))
	for i, sheet := range sheets {
		score, complete := s.SheetResult(sheet.Marks, sheet.Counts, members)
		scores[i] = SheetScore{sheet.Judge, sheet.Attempt, score, complete, sheet.Excluded}
	}
	slices.SortFunc(scores, func(a, b SheetScore) int {
		return cmp.Or(cmp.Compare(a.Judge, b.Judge), cmp.Compare(a.Attempt, b.Attempt))
	})
	return scores
}

func floor(n Number) Number {
	if n.Sign() < 0 {
		return Number{}
	}
	return n
}
