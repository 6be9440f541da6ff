package scoring

// This file turns one entry's sheets into its result in one stage.

import (
	"cmp"
	"slices"
)

var hundred = Int(100)

// method is the stage's way to make one result of many; nil for games, which
// add up.
func (s *Stage) method() *Method {
	switch {
	case s.Games:
		return nil
	case s.Runs != nil:
		return methodNamed(RunsPart, s.Runs.Count)
	}
	return methodNamed(PanelPart, string(s.Panel))
}

// Low reports whether a lower result of the stage is the better one.
func (s *Stage) Low() bool {
	if s.Runs != nil {
		return s.Runs.ByTime
	}
	m := s.method()
	return m != nil && m.Of == PanelPart && (m.Low || s.Places && !m.Moves)
}

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
	result := floor(s.sum(marks, nil).Add(s.penalty(counts, members)))
	return s.round(RoundSheet, result), s.complete(marks)
}

// sum is the sheet's formula: points = sum of weight x mark, percent =
// 100 x sum(weight x (mark - min)/(max - min)) / sum(weight); a difficulty
// multiplies the weight of its criterion.
func (s *Stage) sum(marks, difficulty map[string]Number) Number {
	sum, weights := Number{}, Number{}
	for _, c := range s.Criteria {
		mark, ok := marks[c.ID]
		weight := c.Weight
		if factor, declared := difficulty[c.ID]; declared {
			weight = weight.Mul(factor)
		}
		if s.Sheet == Percent {
			weights = weights.Add(weight)
			mark = mark.Sub(c.Min).Quo(c.Max.Sub(c.Min))
		}
		if ok {
			sum = sum.Add(s.round(RoundWeighted, weight.Mul(mark)))
		}
	}
	if s.Sheet == Percent {
		return hundred.Mul(sum).Quo(weights)
	}
	return sum
}

// round does the stage's roundings of one figure.
func (s *Stage) round(at RoundAt, n Number) Number {
	for _, r := range s.Rounds {
		if r.At == at {
			n = n.RoundTo(r.Decimals, r.Mode)
		}
	}
	return n
}

// penalty is what the counts take off: 0 or less.
func (s *Stage) penalty(counts map[string]int, members int) Number {
	sum := Number{}
	for _, p := range s.Penalties {
		if !p.Team || members > 1 {
			sum = sum.Add(p.Per.Mul(Int(int64(counts[p.ID]))))
		}
	}
	return sum
}

func (s *Stage) complete(marks map[string]Number) bool {
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
// is left, and for methods in which the other entries have a part. Where the
// sheets are of several attempts, the attempt with the best result counts (the
// earlier of equal ones).
func (s Stage) PanelResult(sheets []Sheet, members int) (Number, bool) {
	p := s.judge(sheets, Entry{Members: members}, 1)
	return p.result, p.ok
}

// A panel is the sheets of one entry in one stage that count, and what they
// come to.
type panel struct {
	attempt   int
	sheets    []Sheet
	scores    []Number // of the sheets
	members   int
	runs      []Run    // best first
	extra     []Number // the values of extra runs, best first
	result    Number   // when ok
	raw       Number   // before it was corrected, when adjusted
	ok        bool     // the sheets are enough
	adjusted  bool
	settled   bool            // what the entries owe to each other is in it
	place     Number          // in the stage, for totals of places
	places    []Number        // that the judges give, for majorities
	dropped   map[string]bool // by judge: the method leaves the sheet out
	penalties []Number        // of the sheets
	listed    []SheetScore    // all sheets, counted or not
	method    *Method
	params    Params
}

// judge makes the panel. Of a rubric's attempts the best counts of those with
// enough sheets; while there is none, the one with most of them.
func (s *Stage) judge(sheets []Sheet, e Entry, least int) panel {
	m := s.method()
	if m == nil || m.Of == RunsPart {
		return s.record(m, sheets, e)
	}
	least = s.least(least)
	attempts := map[int]panel{}
	for _, sheet := range sheets {
		score, complete := s.SheetResult(sheet.Marks, sheet.Counts, e.Members)
		if sheet.Excluded == "" && complete {
			p := attempts[sheet.Attempt]
			attempts[sheet.Attempt] = panel{
				attempt:   sheet.Attempt,
				sheets:    append(p.sheets, sheet),
				scores:    append(p.scores, score),
				penalties: append(p.penalties, s.penalty(sheet.Counts, e.Members)),
			}
		}
	}
	best, first := panel{}, true
	for _, p := range attempts {
		p.ok = len(p.sheets) >= least && m.whole == nil
		p.method, p.params, p.members = m, s.Params, e.Members
		if p.ok {
			p.ok = s.combine(&p, e)
		}
		if first || p.beats(&best, s.Low()) {
			best, first = p, false
		}
	}
	best.method, best.params, best.members = m, s.Params, e.Members
	best.drop()
	return best
}

// least is how many sheets a result needs where the rule asks for so many.
func (s *Stage) least(sheets int) int {
	if m := s.method(); m != nil && m.sum {
		return max(sheets, s.Params.From)
	}
	return sheets
}

// beats is a total order of attempts, so that no order of looking matters.
func (p *panel) beats(q *panel, low bool) bool {
	if p.ok != q.ok {
		return p.ok
	}
	if c := p.result.Cmp(q.result); c != 0 {
		return (c > 0) != low
	}
	if !p.ok && len(p.sheets) != len(q.sheets) {
		return len(p.sheets) > len(q.sheets)
	}
	return p.attempt < q.attempt
}

// combine makes one result of at least one counted sheet; false where a sum
// lacks marks of a criterion.
func (s *Stage) combine(p *panel, e Entry) bool {
	if !p.method.each {
		p.result = s.round(RoundResult, p.method.fold(s.Params, p.scores))
		return true
	}
	marks := map[string]Number{}
	for _, c := range s.Criteria {
		values := marksOf(p.sheets, c.ID)
		if p.method.sum && len(values) < s.Params.From {
			return false
		}
		if len(values) > 0 {
			marks[c.ID] = s.round(RoundCriterion, p.method.fold(s.Params, values))
		}
	}
	p.result = s.round(RoundResult, floor(s.sum(marks, e.Difficulty[s.ID]).Add(mean(p.penalties))))
	return true
}

// drop notes which sheets the method leaves out; of sheets with the same score
// those of the later judge ids.
func (p *panel) drop() {
	if !p.ok || p.method.each || p.method.kept == nil {
		return
	}
	order := make([]int, len(p.scores))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(p.scores[a].Cmp(p.scores[b]), cmp.Compare(p.sheets[a].Judge, p.sheets[b].Judge))
	})
	lo, hi := p.method.kept(p.params, len(order))
	p.dropped = map[string]bool{}
	for at, i := range order {
		p.dropped[p.sheets[i].Judge] = at < lo || at >= hi
	}
}

// marksOf are the marks of one criterion on the sheets that mark it.
func marksOf(sheets []Sheet, criterion string) (marks []Number) {
	for _, sheet := range sheets {
		if m, ok := sheet.Marks[criterion]; ok {
			marks = append(marks, m)
		}
	}
	return marks
}

func sum(numbers []Number) Number {
	sum := Number{}
	for _, n := range numbers {
		sum = sum.Add(n)
	}
	return sum
}

// mean returns the mean of at least one number.
func mean(numbers []Number) Number { return sum(numbers).Quo(Int(int64(len(numbers)))) }

// scores lists what each sheet gives, counted or not, by judge and attempt.
func (s *Stage) scores(sheets []Sheet, p *panel) []SheetScore {
	scores := make([]SheetScore, len(sheets))
	for i, sheet := range sheets {
		scores[i] = SheetScore{Judge: sheet.Judge, Attempt: sheet.Attempt, Excluded: sheet.Excluded}
		scores[i].Score, scores[i].Complete = s.score(sheet, p.members)
		if s.Runs != nil && sheet.Run != nil {
			run := s.Runs.measure(*sheet.Run)
			scores[i].Run = &run
		}
		scores[i].Dropped = p.dropped[sheet.Judge] && sheet.Attempt == p.attempt && sheet.Excluded == "" && scores[i].Complete
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
