package workbook

// The panel's value of each criterion, where a stage's result or a key of its
// order is made of them.

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"dovar/scoring"
)

// Columns of the values of criteria.
const (
	cCode = iota + 1
	cName
	cStage
	cNumber
	cCriterion
	cValue
	cRounded
	cWeight
	cMin
	cMax
	cGiven // counted sheets with a mark
	cSheet // the first sheet's mark, when its sheet counts; the others' follow
)

func (b *output) writeMeans(p *plan) error {
	if !p.meansNeeded {
		return nil
	}
	width := 1
	for _, d := range p.divisions {
		for _, l := range d.lines {
			for _, es := range l.stages {
				if es.means > 0 {
					width = max(width, len(es.blocks))
				}
			}
		}
	}
	s := b.begin(p.means, b.lay(b.foot(p, page{name: p.means, from: 1, heads: 1})))
	widths := []float64{8, 34, 24, 5, 34, 11, 11, 8, 8, 8, 9}
	for range width {
		widths = append(widths, 8)
	}
	s.columns(widths...)
	s.freeze(2, firstMark-1)
	for _, key := range []string{"code", "name", "stage", "number", "criterion", "value", "rounded", "weight", "min", "max", "given"} {
		s.text(headStyle, s.Say("workbook.head."+key))
	}
	for n := range width {
		s.text(headStyle, s.Say("workbook.head.nth.sheet", "n", n+1))
	}
	s.end(45)
	for _, d := range p.divisions {
		for _, l := range d.lines {
			for i, es := range l.stages {
				if es.means > 0 {
					s.writeStageMeans(p, l, p.stages[i], es)
				}
			}
		}
	}
	return s.flush()
}

func (s *outSheet) writeStageMeans(p *plan, l line, st stage, es entryStage) {
	for i := range st.lines() {
		s.text(plainStyle, l.Entry.Code)
		s.text(wrapStyle, l.Entry.Name)
		s.text(wrapStyle, st.title)
		s.put(midStyle, "", i+1)
		row, values, rounds := s.row, at(cSheet, s.row)+":"+at(cSheet+len(es.blocks)-1, s.row), st.Rounds
		made := st.fold(values, st.Params)
		if i < len(st.Criteria) {
			c := st.Criteria[i]
			s.text(wrapStyle, st.titles[i])
			s.skip(2)
			for _, n := range []scoring.Number{c.Weight, c.Min, c.Max} {
				s.number(markStyle, n)
			}
		} else { // of penalties the mean, whatever the method
			made, rounds = average(values, st.Params), nil
			s.skip(1)
			s.writePenalty(st, i-len(st.Criteria), max(1, len(l.Entry.Members)))
			title := s.kept[cCriterion]
			s.kept[cCriterion], s.kept[cCriterion-1] = s.kept[cCriterion-1], title
		}
		given := 0
		for _, b := range es.blocks {
			if _, has := b.line(st, i); has && b.counts {
				given++
			}
		}
		s.put(midStyle, "COUNT("+values+")", given)
		look := s.style(s.totalStyle())
		s.kept[cValue-1] = excelize.Cell{StyleID: look, Formula: fmt.Sprintf("IF(%s=0,0,%s)", at(cGiven, row), made)}
		s.kept[cRounded-1] = excelize.Cell{StyleID: look, Formula: rounded(at(cValue, row), rounds, scoring.RoundCriterion, st.digits)}
		for at := range es.blocks {
			s.writeCounted(p, st, &es.blocks[at], i)
		}
		s.end(0)
	}
}

// writeCounted repeats a mark when its sheet counts.
func (s *outSheet) writeCounted(p *plan, st stage, b *block, i int) {
	mark, total := quoted(p.marks)+at(mMark, b.row+i), quoted(p.marks)+at(mTotal, b.row)
	var value any = ""
	if n, has := b.line(st, i); has && b.counts {
		value = figure(n, 12)
	}
	s.put(markStyle, fmt.Sprintf(`IF(ISNUMBER(%s),IF(%s="","",%s),"")`, total, mark, mark), value)
}

// line is the mark or the count of line i, and whether there is one.
func (b *block) line(st stage, i int) (scoring.Number, bool) {
	if i < len(st.Criteria) {
		n, ok := b.Marks[st.Criteria[i].ID]
		return n, ok
	}
	return scoring.Int(int64(b.Counts[st.Penalties[i-len(st.Criteria)].ID])), true
}
