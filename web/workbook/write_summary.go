package workbook

// The summary of a division: what each judge gave, what it comes to by formula,
// and the place that the engine found.

import (
	"fmt"
	"slices"

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
	places                   []int // by stage: the place in it; 0 where the total is not made of places
	all, rank, place         int   // total of the stages, place by points, final place
	shared, cut, decided     int   // cut: 0 without cuts
	stages                   []int // what the engine found, by stage; right of the printed part
	keys                     []int // what the engine compared by the keys of runs in the tie chain; 0 of other keys
	engine, left             int   // left: sheets that the method leaves out; 0 where it cannot
	check, differ            int
	first, last              int // rows
}

func (p *plan) layout(d *division) layout {
	l := layout{first: firstRow, last: firstRow + len(d.lines) - 1}
	next := sFirst
	take := func(n int) int { next += n; return next - n }
	some := func(needed bool) int {
		if needed {
			return take(1)
		}
		return 0
	}
	for i, c := range d.panels {
		l.judges = append(l.judges, take(c.width))
		l.sum, l.mean, l.total = append(l.sum, take(1)), append(l.mean, take(1)), append(l.total, take(1))
		l.places = append(l.places, some(p.Rule.By == scoring.Ranks && !p.stages[i].Weight.IsZero()))
	}
	l.all, l.rank, l.place, l.shared = take(1), take(1), take(1), take(1)
	l.cut = some(len(p.Rule.Cuts) > 0)
	l.decided = take(1)
	take(1) // a gap
	for range p.stages {
		l.stages = append(l.stages, take(1))
	}
	l.engine = take(1)
	for _, t := range p.Rule.Ties {
		l.keys = append(l.keys, some(p.runKey(t)))
	}
	l.left = some(slices.ContainsFunc(d.lines, line.leaves))
	l.check, l.differ = take(1), take(1)
	return l
}

func (b *output) writeSummaries(p *plan) error {
	for _, d := range p.divisions {
		l := d.layout
		s := b.begin(d.sheet, b.summaryPage(p, d, l))
		s.columns(b.summaryWidths(d, l)...)
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
		last := max(l.total[i], l.places[i])
		for range last - l.judges[i] {
			s.put(headStyle, "", nil)
		}
		s.merge(groupRow, l.judges[i], last)
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
			switch {
			case p.stages[i].played():
				s.text(turned, s.Say("workbook.head.played"))
			case p.stages[i].ran():
				s.text(turned, s.Say("workbook.head.nth.run", "n", n+1))
			case d.panels[i].judges != nil:
				s.text(turned, p.judge(d.panels[i].judges[n]))
			default:
				s.text(turned, s.Say("workbook.head.nth", "n", n+1))
			}
		}
		keys := []string{"sum", "mean", "total"}
		if p.stages[i].ran() {
			keys = []string{"finished", "best", "total"}
		}
		if p.stages[i].played() {
			keys = []string{"won", "difference", "total"}
		}
		if d.correctedStage(i) {
			keys[2] = "corrected"
		}
		if l.places[i] > 0 {
			keys = append(keys, "stage.place")
		}
		for _, key := range keys {
			s.text(turned, s.Say("workbook.head."+key))
		}
	}
	for _, key := range []string{"all", "rank", "place", "shared"} {
		s.text(turned, s.Say("workbook.head."+key))
	}
	if l.cut > 0 {
		s.text(headStyle, s.Say("workbook.head.cut"))
	}
	s.text(headStyle, s.Say("workbook.head.decided"))
	s.skip(1)
	for _, st := range p.stages {
		s.text(turned, st.title)
	}
	s.text(turned, s.Say("workbook.head.all"))
	for i, col := range l.keys {
		if col > 0 {
			s.text(turned, d.work.keyTitle(i))
		}
	}
	if l.left > 0 {
		s.text(headStyle, s.Say("workbook.head.left"))
	}
	for _, key := range []string{"check", "differ"} {
		s.text(turned, s.Say("workbook.head."+key))
	}
	s.end(84)
}
