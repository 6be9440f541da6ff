package workbook

// The marks: one row per judge, entry and criterion, the sheet's total beside
// its first row; and the means of criteria where a panel makes them.

import (
	"fmt"
	"slices"
	"strings"

	"dovar/scoring"
)

// Columns of the marks.
const (
	mCode = iota + 1
	mName
	mStage
	mJudge
	mNumber // of the criterion in its stage, from 1
	mCriterion
	mMark
	mWeight
	mMin
	mMax
	mCounts
	mReason
	mTime
	mTotal
)

var (
	headStyle  = style{bold: true, head: true, edge: true, wrap: true, align: "center"}
	plainStyle = style{edge: true}
	wrapStyle  = style{edge: true, wrap: true}
	midStyle   = style{edge: true, align: "center"}
	markStyle  = style{edge: true, format: "0.##########"}
	timeStyle  = style{edge: true, format: "dd.mm.yyyy hh:mm:ss", align: "center"}
)

// totals are shown with the contest's decimals.
func (b *output) totalStyle() style { return style{edge: true, format: decimalFormat(b.decimals)} }

func decimalFormat(n int) string {
	if n <= 0 {
		return "0"
	}
	return "0." + fmt.Sprintf("%0*d", n, 0)
}

func (b *output) writeMarks(p *plan) error {
	if p.marks == "" {
		return b.err
	}
	s := b.begin(p.marks, b.listPage(p, p.marks))
	widths := []float64{8, 34, 24, 28, 5, 34, 9, 8, 8, 8, 9, 24, 19, 11}
	heads := []string{"code", "name", "stage", "judge", "number", "criterion", "mark", "weight", "min", "max", "counts", "reason", "time", "sheet"}
	if p.manyGroups {
		widths, heads = append(widths, 22), append(heads, "division")
	}
	s.columns(widths...)
	s.freeze(2, firstMark-1)
	s.heads(heads)
	for _, d := range p.divisions {
		for _, l := range d.lines {
			for i, es := range l.stages {
				for at := range es.blocks {
					s.writeBlock(p, d, l, p.stages[i], &es.blocks[at])
				}
			}
		}
	}
	return s.flush()
}

// heads writes the row of column heads.
func (s *outSheet) heads(keys []string) {
	for _, key := range keys {
		s.text(headStyle, s.Say("workbook.head."+key))
	}
	s.end(30)
}

// writeBlock writes one sheet. A penalty is a row whose mark is the count and
// whose weight is what each takes off, so that the total of points is one
// product of two columns.
func (s *outSheet) writeBlock(p *plan, d *division, l line, st stage, b *block) {
	total := s.totalStyle()
	total.strike = b.score.Dropped
	for i := range st.lines() {
		s.text(plainStyle, l.Entry.Code)
		s.text(wrapStyle, l.Entry.Name)
		s.text(wrapStyle, st.title)
		s.text(wrapStyle, p.judge(b.Judge))
		s.put(midStyle, "", i+1)
		s.writeMark(st, b, i, max(1, len(l.Entry.Members)))
		s.text(midStyle, s.yesNo(b.counts))
		s.text(wrapStyle, s.whyNot(b))
		s.time(timeStyle, l.times(b.at))
		if i == 0 {
			var value any = dash
			if b.counts {
				value = figure(b.score.Score, 12)
			}
			s.put(total, s.sheetTotal(st, b), value)
		} else {
			s.put(plainStyle, "", nil)
		}
		if p.manyGroups {
			s.text(wrapStyle, d.Title.In(s.Lang))
		}
		s.end(0)
	}
}

// writeMark writes the title, the mark, its weight and scale of line i.
func (s *outSheet) writeMark(st stage, b *block, i, members int) {
	if i >= len(st.Criteria) {
		s.writePenalty(st, i-len(st.Criteria), members)
		s.kept[len(s.kept)-4].Value = b.Counts[st.Penalties[i-len(st.Criteria)].ID]
		return
	}
	c := st.Criteria[i]
	s.text(wrapStyle, st.titles[i])
	if mark, ok := b.Marks[c.ID]; ok {
		s.number(markStyle, mark)
	} else {
		s.put(markStyle, "", nil)
	}
	for _, n := range []scoring.Number{c.Weight, c.Min, c.Max} {
		s.number(markStyle, n)
	}
}

// writePenalty writes a penalty's title, an empty count, what each takes off
// from this entry, and the limits of the count.
func (s *outSheet) writePenalty(st stage, i, members int) {
	pen := st.Penalties[i]
	s.text(wrapStyle, st.titles[len(st.Criteria)+i])
	s.put(markStyle, "", nil)
	if pen.Team && members < 2 {
		s.put(markStyle, "", 0)
	} else {
		s.number(markStyle, pen.Per)
	}
	s.put(markStyle, "", 0)
	if pen.MaxCount > 0 {
		s.put(markStyle, "", pen.MaxCount)
	} else {
		s.put(markStyle, "", nil)
	}
}

// dash stands where a sheet or an entry has no total.
const dash = "—"

// sheetTotal is the total of a sheet that counts: all marks there, and not kept
// out in the column that says so.
func (s *outSheet) sheetTotal(st stage, b *block) string {
	ready := fmt.Sprintf("=%d", len(st.Criteria))
	if st.Skip {
		ready = ">0"
	}
	total := st.formula("", columns{mMark, mWeight, mMin, mMax, mMark, `<>""`}, b.row)
	return fmt.Sprintf("IF(AND(%s=%s,COUNT(%s)%s),%s,%s)", at(mCounts, b.row), literal(s.yesNo(true)),
		span(mMark, b.row, b.row+len(st.Criteria)-1), ready, rounded(total, st.Rounds, scoring.RoundSheet, st.digits), literal(dash))
}

// columns say where a formula finds what a sheet's total is made of; given and
// test say which lines have a mark.
type columns struct {
	mark, weight, min, max, given int
	test                          string
}

// formula is a sheet's total over the lines from row on of the sheet named by
// prefix, never below 0: points = sum of weight x mark, percent =
// 100 x sum(weight x (mark - min)/(max - min)) / sum(weight).
func (st stage) formula(prefix string, c columns, row int) string {
	lines := func(col, from, n int) string { return prefix + span(col, row+from, row+from+n-1) }
	k, n := len(st.Criteria), len(st.Penalties)
	weighted := slices.ContainsFunc(st.Rounds, func(r scoring.Rounding) bool { return r.At == scoring.RoundWeighted })
	if st.Sheet != scoring.Percent && !weighted {
		return fmt.Sprintf("MAX(0,SUMPRODUCT(%s,%s))", lines(c.mark, 0, k+n), lines(c.weight, 0, k+n))
	}
	penalty := ""
	if n > 0 {
		penalty = fmt.Sprintf("+SUMPRODUCT(%s,%s)", lines(c.mark, k, n), lines(c.weight, k, n))
	}
	w, mark := lines(c.weight, 0, k), lines(c.mark, 0, k)
	if st.Sheet != scoring.Percent {
		return fmt.Sprintf("MAX(0,SUMPRODUCT(%s)%s)", rounded(w+"*"+mark, st.Rounds, scoring.RoundWeighted, st.digits), penalty)
	}
	min := lines(c.min, 0, k)
	share := fmt.Sprintf("%s*(%s-%s)/(%s-%s)", w, mark, min, lines(c.max, 0, k), min)
	return fmt.Sprintf("MAX(0,100*SUMPRODUCT((%s%s)*%s)/SUM(%s)%s)",
		lines(c.given, 0, k), c.test, rounded(share, st.Rounds, scoring.RoundWeighted, st.digits), w, penalty)
}

func (b *output) yesNo(yes bool) string {
	if yes {
		return b.Say("workbook.yes")
	}
	return b.Say("workbook.no")
}

// whyNot says why a sheet does not count.
func (b *output) whyNot(x *block) string {
	switch {
	case x.score.Dropped:
		return b.Say("workbook.dropped")
	case x.counts:
		return ""
	case x.score.Excluded != "":
		return x.score.Excluded
	case !x.score.Complete:
		return b.Say("workbook.incomplete")
	}
	return b.Say("workbook.attempt")
}

// literal is a text as a formula writes it.
func literal(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }
