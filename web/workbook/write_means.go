package workbook

// The means of criteria, where a panel makes them.

import (
	"fmt"
	"strconv"

	"github.com/xuri/excelize/v2"

	"dovar/scoring"
)

// Columns of the means.
const (
	cCode = iota + 1
	cName
	cStage
	cNumber
	cCriterion
	cMean
	cWeight
	cMin
	cMax
	cGiven // counted sheets with a mark
)

// writeMeans writes the panel's mean of each criterion, where a stage's result
// is made of them.
func (b *output) writeMeans(p *plan) error {
	if !p.meansNeeded {
		return nil
	}
	s := b.begin(p.means, b.listPage(p, p.means))
	s.columns(8, 34, 24, 5, 34, 11, 8, 8, 8, 9)
	s.freeze(2, firstMark-1)
	s.heads([]string{"code", "name", "stage", "number", "criterion", "mean", "weight", "min", "max", "given"})
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
	from := es.blocks[0].row
	to := from + len(es.blocks)*st.lines() - 1
	sheet := quoted(p.marks)
	numbers := sheet + "$" + column(mNumber) + "$" + strconv.Itoa(from) + ":$" + column(mNumber) + "$" + strconv.Itoa(to)
	counted := sheet + "$" + column(mCounted) + "$" + strconv.Itoa(from) + ":$" + column(mCounted) + "$" + strconv.Itoa(to)
	for i := range st.lines() {
		s.text(plainStyle, l.Entry.Code)
		s.text(wrapStyle, l.Entry.Name)
		s.text(wrapStyle, st.title)
		s.put(midStyle, "", i+1)
		mean, given := meanOf(st, es.blocks, i)
		number, row := at(cNumber, s.row), s.row
		if i < len(st.Criteria) {
			c := st.Criteria[i]
			s.text(wrapStyle, st.titles[i])
			s.put(markStyle, "", nil)
			for _, n := range []scoring.Number{c.Weight, c.Min, c.Max} {
				s.number(markStyle, n)
			}
		} else {
			s.writePenalty(st, i-len(st.Criteria), max(1, len(l.Entry.Members)))
		}
		look := s.totalStyle()
		s.kept[cMean-1] = excelize.Cell{StyleID: s.style(look), Value: figure(mean, 12),
			Formula: fmt.Sprintf("IF(%s=0,0,SUMIF(%s,%s,%s)/%s)", at(cGiven, row), numbers, number, counted, at(cGiven, row))}
		s.put(midStyle, fmt.Sprintf("SUMPRODUCT((%s=%s)*ISNUMBER(%s))", numbers, number, counted), given)
		s.end(0)
	}
}

// meanOf is the panel's mean of line i over the sheets that count and have it,
// and how many they are.
func meanOf(st stage, blocks []block, i int) (mean scoring.Number, given int) {
	for _, b := range blocks {
		if !b.counts {
			continue
		}
		if n, ok := b.line(st, i); ok {
			mean, given = mean.Add(n), given+1
		}
	}
	if given > 0 {
		mean = mean.Quo(scoring.Int(int64(given)))
	}
	return mean, given
}
