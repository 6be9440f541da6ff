package workbook

// The attempts: one row a run with all that its referee recorded, and what it
// gives by formula. Each stage has its own columns, under heads of its own.

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"dovar/judging"
)

func (b *output) writeAttempts(p *plan) error {
	if p.attempts == "" {
		return b.err
	}
	stages := slices.DeleteFunc(slices.Clone(p.stages), func(s stage) bool { return !s.ran() })
	x := page{name: p.attempts}
	if len(stages) == 1 {
		x.from, x.heads = stages[0].run.heads, stages[0].run.most
	}
	s := b.begin(p.attempts, b.attemptsPage(p, x, stages))
	widths := []float64{8, 30, 14, 9, 10, 22, 19, 18, 8, 20}
	for _, st := range stages {
		for len(widths) < st.run.last {
			widths = append(widths, 7.5)
		}
	}
	s.columns(append(widths, 22)...)
	s.freeze(aName, 0)
	s.text(style{bold: true, size: 14}, s.Say("workbook.attempts"))
	s.end(22)
	s.text(style{}, s.Say("workbook.attempts.about"))
	s.end(15)
	for n, st := range p.stages {
		if st.ran() {
			s.writeStageRuns(p, n)
		}
	}
	return s.flush()
}

// attemptsPage lights up the rows that differ.
func (b *output) attemptsPage(p *plan, x page, stages []stage) func(*excelize.File) {
	lay := b.lay(b.foot(p, x))
	return func(f *excelize.File) {
		lay(f)
		for _, st := range stages {
			if st.run.to >= st.run.from {
				b.differs(f, x.name, span(st.run.check, st.run.from, st.run.to))
			}
		}
	}
}

// writeStageRuns writes the title, the heads and the runs of a stage.
func (s *outSheet) writeStageRuns(p *plan, n int) {
	st := p.stages[n]
	for s.row < st.run.heads-1 {
		s.end(15)
	}
	s.text(style{bold: true, size: 12}, st.title)
	s.end(20)
	s.writeRunHeads(p, st)
	s.writeRunLimits(st)
	for _, d := range p.divisions {
		for _, l := range d.lines {
			for at := range l.stages[n].blocks {
				s.writeRun(p, d, l, st, &l.stages[n].blocks[at])
			}
			for _, none := range l.stages[n].none {
				s.writeNoRun(p, d, l, st, none)
			}
		}
	}
}

// writeRun writes one run.
func (s *outSheet) writeRun(p *plan, d *division, l line, st stage, b *block) {
	c, row := st.run, s.row
	s.text(plainStyle, l.Entry.Code)
	s.text(wrapStyle, l.Entry.Name)
	s.text(wrapStyle, p.Fields[b.Run.Field])
	s.put(midStyle, "", b.Attempt)
	s.put(midStyle, "", some(b.told.Repeats))
	s.text(wrapStyle, p.judge(b.Judge))
	s.time(timeStyle, l.times(b.at))
	s.text(wrapStyle, s.outcome(st, cmp.Or(b.told.Outcome, "ok")))
	s.text(midStyle, s.yesNo(b.counts))
	s.text(wrapStyle, s.whyNoRun(b))
	for i, t := range st.def.Tasks {
		s.put(markStyle, "", taskFigure(b.told.Tasks[t.ID]))
		if c.needed[i] > 0 {
			s.put(markStyle, st.needed(i, row), nil)
		}
	}
	for _, m := range st.def.Modifiers {
		var on any
		if slices.Contains(b.told.Modifiers, m.ID) {
			on = 1
		}
		s.put(midStyle, "", on)
	}
	for i := range c.timers {
		if i < len(b.told.Times) && b.told.Times[i] != nil {
			s.number(s.timeStyle(st), number12(*b.told.Times[i]))
		} else {
			s.put(markStyle, "", nil)
		}
	}
	s.writeRunResult(st, b, row)
	if p.manyGroups {
		s.text(wrapStyle, d.Title.In(s.Lang))
	}
	s.end(0)
}

// writeNoRun writes an attempt that nobody ran, and why.
func (s *outSheet) writeNoRun(p *plan, d *division, l line, st stage, none judging.NoRun) {
	s.text(plainStyle, l.Entry.Code)
	s.text(wrapStyle, l.Entry.Name)
	s.text(wrapStyle, none.Field)
	s.put(midStyle, "", none.Attempt)
	s.put(midStyle, "", some(none.Repeats))
	s.text(wrapStyle, p.judge(none.Judge))
	s.time(timeStyle, none.At)
	s.text(wrapStyle, s.Say("workbook.norun"))
	s.text(midStyle, s.yesNo(false))
	s.text(wrapStyle, s.noRun(none.Reason))
	for range st.run.check - aFirst {
		s.put(midStyle, "", nil)
	}
	s.put(midStyle, fmt.Sprintf(`IF(%s=%s,"OK","≠")`, at(aCounts, s.row), literal(s.yesNo(false))), "OK")
	if p.manyGroups {
		s.text(wrapStyle, d.Title.In(s.Lang))
	}
	s.end(0)
}

// noRun is a reason in words, where it is one of the tablet's.
func (b *output) noRun(reason string) string {
	if reason == "absent" || reason == "conflict" {
		return b.Say("tablet.decline." + reason)
	}
	return reason
}

// writeRunResult writes what the run gives, its place among those of the entry,
// and whether the engine found the same.
func (s *outSheet) writeRunResult(st stage, b *block, row int) {
	c, run := st.run, *b.Run
	var points, seconds any = dash, dash
	if !run.None {
		points = figure(run.Points, 12)
	}
	if run.Timed {
		seconds = figure(run.Time, 12)
	}
	agree := st.allowed(row)
	same := func(mine, engine int) {
		x, y := at(mine, row), at(engine, row)
		agree = append(agree, fmt.Sprintf("ISNUMBER(%s)=ISNUMBER(%s)", x, y), fmt.Sprintf("ABS(N(%s)-N(%s))<1E-%d", x, y, min(9, st.digits)))
	}
	if c.time > 0 {
		s.put(s.timeStyle(st), s.seconds(st, row), seconds)
		same(c.time, c.engineTime)
	}
	if c.points > 0 {
		s.put(s.totalStyle(), s.points(st, row), points)
		same(c.points, c.enginePoints)
	}
	s.put(midStyle, s.runOrder(st, b, row), nil)
	if c.points > 0 {
		s.put(s.totalStyle(), "", points)
	}
	if c.time > 0 {
		s.put(s.timeStyle(st), "", seconds)
	}
	s.put(midStyle, "IF(AND("+joined(agree)+`),"OK","≠")`, "OK")
}

// timeStyle shows the decimals of the timers, and one more for the mean of two.
func (b *output) timeStyle(st stage) style {
	decimals := 0
	if t := st.def.Time; t != nil {
		decimals = t.Decimals + t.Timers - 1
	}
	return style{edge: true, format: decimalFormat(decimals)}
}

// taskFigure is what was counted or chosen.
func taskFigure(m *judging.TaskMark) any {
	switch {
	case m == nil:
		return nil
	case m.Count != nil:
		return *m.Count
	case m.Choice != nil:
		return figure(number12(*m.Choice), 12)
	}
	return nil
}

// outcome is the title of an outcome; formulas know outcomes by it, so two of
// one title carry their ids.
func (b *output) outcome(st stage, id string) string {
	title, twice := "", 0
	for _, o := range st.def.Outcomes {
		if o.ID == id {
			title = o.Title.In(b.Lang)
		}
	}
	for _, o := range st.def.Outcomes {
		if o.Title.In(b.Lang) == title {
			twice++
		}
	}
	switch {
	case title == "":
		return b.Say("workbook.outcome.ok")
	case twice > 1:
		return title + " (" + id + ")"
	}
	return title
}

// whyNoRun says why a run does not count.
func (b *output) whyNoRun(x *block) string {
	switch {
	case x.Excluded != "":
		return x.Excluded
	case x.apart():
		return b.Say("workbook.extra")
	}
	return ""
}
