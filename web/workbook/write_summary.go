package workbook

// The summary of a division: what each judge gave, what it comes to by formula,
// and the place that the engine found.

import (
	"fmt"
	"strings"

	"dovar/scoring"
)

const (
	groupRow = 5 // heads over the columns of a stage
	headRow  = 6
	firstRow = 7
)

// Columns before the first stage.
const (
	sNumber = iota + 1
	sCode
	sName
	sSchool
	sDistrict
	sRegion
	sFirst
)

// A layout says in which columns of a summary things stand.
type layout struct {
	judges, sum, mean, total []int // by stage; judges: the first of them
	all, rank, place         int   // total of the stages, place by points, final place
	shared, decided          int
	stages                   []int // what the engine found, by stage; right of the printed part
	engine, check, differ    int
	first, last              int // rows
}

func (p *plan) layout(d *division) layout {
	l := layout{first: firstRow, last: firstRow + len(d.lines) - 1}
	next := sFirst
	take := func(n int) int { next += n; return next - n }
	for _, c := range d.panels {
		l.judges = append(l.judges, take(c.width))
		l.sum, l.mean, l.total = append(l.sum, take(1)), append(l.mean, take(1)), append(l.total, take(1))
	}
	l.all, l.rank, l.place, l.shared, l.decided = take(1), take(1), take(1), take(1), take(1)
	take(1) // a gap
	for range p.stages {
		l.stages = append(l.stages, take(1))
	}
	l.engine, l.check, l.differ = take(1), take(1), take(1)
	return l
}

func (b *output) writeSummaries(p *plan) error {
	for _, d := range p.divisions {
		l := p.layout(d)
		s := b.begin(d.sheet, b.summaryPage(p, d, l))
		s.columns(b.summaryWidths(p, d, l)...)
		s.freeze(sName, headRow)
		s.writeTitle(p, d, l)
		s.writeHeads(p, d, l)
		for i := range d.lines {
			s.writeEntry(p, d, l, i)
		}
		s.writeSignatures(p, d)
		if err := s.flush(); err != nil {
			return err
		}
	}
	return b.err
}

// writeTitle writes contest, event, dates and whether all is well.
func (s *outSheet) writeTitle(p *plan, d *division, l layout) {
	s.text(style{bold: true, size: 14}, titled(p.Contest.Def.Title, d.Title, s.Lang))
	s.end(22)
	s.text(style{}, placed(p.Event, s.Lang))
	s.end(15)
	s.text(style{}, s.Say("workbook.dates"))
	s.skip(1)
	s.date(style{format: dayFormat, align: "left"}, p.Event.Starts)
	s.date(style{format: dayFormat, align: "left"}, p.Event.Ends)
	s.end(15)
	s.text(style{bold: true}, s.Say("workbook.audit"))
	s.skip(1)
	if len(d.lines) == 0 {
		s.text(style{bold: true, edge: true}, dash)
	} else {
		checks := span(l.check, l.first, l.last)
		s.put(style{bold: true, edge: true}, fmt.Sprintf(`IF(COUNTIF(%s,"OK")=ROWS(%s),"OK","≠ "&%s)`, checks, checks, at(l.differ, l.first)), "OK")
	}
	s.text(style{}, s.Say("workbook.audit.hint"))
	s.end(15)
}

const dayFormat = "dd.mm.yyyy"

// writeHeads writes two rows: stages over their columns, and the columns.
func (s *outSheet) writeHeads(p *plan, d *division, l layout) {
	for i, key := range []string{"number", "code", "name", "school", "district", "region"} {
		s.text(headStyle, s.Say("workbook.head."+key))
		s.try(func() error { return s.out.MergeCell(at(i+1, groupRow), at(i+1, headRow)) })
	}
	for i, st := range p.stages {
		s.text(headStyle, st.title)
		for range d.panels[i].width + 2 {
			s.put(headStyle, "", nil)
		}
		s.merge(groupRow, l.judges[i], l.total[i])
	}
	s.text(headStyle, s.Say("workbook.result"))
	for range l.decided - l.all {
		s.put(headStyle, "", nil)
	}
	s.merge(groupRow, l.all, l.decided)
	s.skip(1)
	s.text(headStyle, s.Say("workbook.engine"))
	for range l.differ - l.stages[0] {
		s.put(headStyle, "", nil)
	}
	s.merge(groupRow, l.stages[0], l.differ)
	s.end(18)

	turned := headStyle
	turned.turn = 90
	for range sFirst - 1 {
		s.put(headStyle, "", nil)
	}
	for i := range p.stages {
		for n := range d.panels[i].width {
			if d.panels[i].judges != nil {
				s.text(turned, p.judge(d.panels[i].judges[n]))
			} else {
				s.text(turned, s.Say("workbook.head.nth", "n", n+1))
			}
		}
		for _, key := range []string{"sum", "mean", "total"} {
			s.text(turned, s.Say("workbook.head."+key))
		}
	}
	for _, key := range []string{"all", "rank", "place", "shared"} {
		s.text(turned, s.Say("workbook.head."+key))
	}
	s.text(headStyle, s.Say("workbook.head.decided"))
	s.skip(1)
	for _, st := range p.stages {
		s.text(turned, st.title)
	}
	for _, key := range []string{"all", "check", "differ"} {
		s.text(turned, s.Say("workbook.head."+key))
	}
	s.end(84)
}

// writeEntry writes the line of one entry.
func (s *outSheet) writeEntry(p *plan, d *division, l layout, i int) {
	e := d.lines[i]
	s.put(midStyle, "", i+1)
	s.text(plainStyle, e.Entry.Code)
	for _, text := range []string{e.Entry.Name, e.Entry.School, e.Entry.District, e.Entry.Region} {
		s.text(wrapStyle, text)
	}
	for n := range p.stages {
		s.writePanel(p, d, l, e, n)
	}
	s.writeTotal(p, d, l, e)
	s.writePlace(d, l, i)
	s.skip(1)
	s.writeCheck(p, d, l, i)
	s.end(0)
}

// writePanel writes one stage of an entry: its sheets, their sum and mean, and
// the stage's result by the rule of its panel.
func (s *outSheet) writePanel(p *plan, d *division, l layout, e line, n int) {
	st, es, result := p.stages[n], e.stages[n], e.Standing.Stages[n]
	look, sum := s.totalStyle(), scoring.Number{}
	for _, b := range d.panels[n].slots(es.blocks) {
		switch {
		case b == nil:
			s.put(look, "", nil)
		case b.counts:
			s.put(look, quoted(p.marks)+at(mTotal, b.row), figure(b.score.Score, 12))
			sum = sum.Add(b.score.Score)
		default:
			look := look
			look.align = "right"
			s.put(look, quoted(p.marks)+at(mTotal, b.row), dash)
		}
	}
	judges := at(l.judges[n], s.row) + ":" + at(l.judges[n]+d.panels[n].width-1, s.row)
	var summed, mean, total any = "", "", ""
	if result.Counted > 0 {
		summed, mean = figure(sum, 12), figure(sum.Quo(scoring.Int(int64(result.Counted))), 12)
	}
	if result.Complete {
		total = figure(result.Result, 12)
	}
	s.put(look, fmt.Sprintf(`IF(COUNT(%s)=0,"",SUM(%s))`, judges, judges), summed)
	s.put(look, fmt.Sprintf(`IF(COUNT(%s)=0,"",AVERAGE(%s))`, judges, judges), mean)
	made := at(l.mean[n], s.row)
	if st.Panel == scoring.MeanPerCriterion && es.means > 0 {
		made = st.formula(quoted(p.means), columns{cMean, cWeight, cMin, cMax, cGiven, ">0"}, es.means)
	}
	look.bold = true
	s.put(look, fmt.Sprintf(`IF(COUNT(%s)>=%s,%s,"")`, judges, p.ruled(rLeast, st), made), total)
}

// ruled is a cell of the stage's row on the rules.
func (p *plan) ruled(col int, st stage) string { return quoted(p.rules) + fixed(col, st.ruled) }

// writeTotal writes the total over the stages: points = sum of weight x result,
// percent = 100 x sum(weight x result/max) / sum(weight). A stage without a
// result adds nothing, an entry without any has no total.
func (s *outSheet) writeTotal(p *plan, d *division, l layout, e line) {
	var results, terms, weights []string
	for i, st := range p.stages {
		weights = append(weights, p.ruled(rWeight, st))
		if st.Weight.IsZero() {
			continue
		}
		cell := at(l.total[i], s.row)
		results = append(results, cell)
		term := "N(" + cell + ")*" + p.ruled(rWeight, st)
		if p.Rule.By == scoring.Percent {
			term += "/" + p.ruled(rMax, st)
		}
		terms = append(terms, term)
	}
	total := strings.Join(terms, "+")
	if p.Rule.By == scoring.Percent {
		total = "100*(" + total + ")/(" + strings.Join(weights, "+") + ")"
	}
	look := s.totalStyle()
	look.bold = true
	var value any = ""
	if e.Standing.Scored {
		value = figure(e.Standing.Total, d.digits)
	}
	s.put(look, fmt.Sprintf(`IF(COUNT(%s)=0,"",ROUND(%s,%d))`, strings.Join(results, ","), total, d.digits), value)
}

// writePlace writes the place by points as a formula, and the engine's place.
func (s *outSheet) writePlace(d *division, l layout, i int) {
	e := d.lines[i]
	total := at(l.all, s.row)
	if i < d.active {
		var rank any = ""
		if i < d.ranked {
			rank = d.byPoints(i)
		}
		s.put(midStyle, fmt.Sprintf(`IF(%s="","",RANK(%s,%s:%s))`, total, total, fixed(l.all, l.first), fixed(l.all, l.first+d.active-1)), rank)
	} else {
		s.put(midStyle, "", nil)
	}
	bold := midStyle
	bold.bold = true
	if e.Standing.Place > 0 {
		s.put(bold, "", e.Standing.Place)
	} else {
		s.put(bold, "", nil)
	}
	s.text(midStyle, e.shared())
	s.text(wrapStyle, s.note(e))
}

// note is the key that decided and whether the entry goes through, or why it has
// no place.
func (b *output) note(l line) string {
	if l.Standing.Out {
		return b.Say("workbook.state." + string(l.Entry.State))
	}
	note := b.Decided(*l.EntryResult)
	if l.Through {
		note = strings.TrimPrefix(note+"; "+b.Say("workbook.through"), "; ")
	}
	return note
}

// byPoints is the place of ranked line i by totals alone: lines stand by total,
// so it is that of the first line with the same one.
func (d *division) byPoints(i int) int {
	for i > 0 && d.lines[i-1].Standing.Total.Cmp(d.lines[i].Standing.Total) == 0 {
		i--
	}
	return i + 1
}
