package workbook

// The heads of a stage on the attempts, with its limits; and an entry's attempts
// on the summary.

import (
	"fmt"

	"dovar/judging"
	"dovar/scoring"
)

func (s *outSheet) writeRunHeads(p *plan, st stage) {
	turned := headStyle
	turned.turn = 90
	for _, key := range []string{"code", "name", "field", "attempt", "repeats", "referee", "time", "outcome", "counts", "reason"} {
		s.text(headStyle, s.Say("workbook.head."+key))
	}
	longest := 0
	head := func(text string) {
		longest = max(longest, len([]rune(text)))
		s.text(turned, text)
	}
	for i, t := range st.def.Tasks {
		head(t.Title.In(s.Lang))
		if st.run.needed[i] > 0 {
			head(s.Say("workbook.head.needed", "task", t.Title.In(s.Lang)))
		}
	}
	for _, m := range st.def.Modifiers {
		head(m.Title.In(s.Lang))
	}
	for i := range st.run.timers {
		head(s.Say("workbook.head.timer", "n", i+1))
	}
	for _, x := range []struct {
		col int
		key string
	}{{st.run.time, "seconds"}, {st.run.points, "points"}, {st.run.order, "run.order"},
		{st.run.enginePoints, "engine.points"}, {st.run.engineTime, "engine.seconds"}, {st.run.check, "check"}} {
		if x.col > 0 {
			head(s.Say("workbook.head." + x.key))
		}
	}
	if p.manyGroups {
		s.text(headStyle, s.Say("workbook.head.division"))
	}
	s.end(min(180, max(84, 16+float64(min(longest, 40))*4.4)))
}

// writeRunLimits writes what a count gives, and below it how many there may be;
// what a modifier multiplies by; how many seconds an attempt may take.
func (s *outSheet) writeRunLimits(st stage) {
	for _, row := range []struct {
		key  string
		task func(judging.TaskDef) any
		last bool
	}{
		{"each", func(t judging.TaskDef) any {
			if t.Counter == nil {
				return nil
			}
			return figure(number12(t.Counter.Each), 12)
		}, false},
		{"most", func(t judging.TaskDef) any {
			if t.Counter == nil {
				return nil
			}
			return t.Counter.Max
		}, true},
	} {
		label := plainStyle
		label.align, label.head = "right", true
		for range aReason - 1 {
			s.put(headStyle, "", nil)
		}
		s.text(label, s.Say("workbook.head."+row.key))
		for i, t := range st.def.Tasks {
			s.put(markStyle, "", row.task(t))
			if st.run.needed[i] > 0 {
				s.put(headStyle, "", nil)
			}
		}
		for range st.def.Modifiers {
			if row.last {
				s.put(headStyle, "", nil)
			} else {
				s.put(markStyle, "", 0.5) // halve is the one there is
			}
		}
		for range st.run.timers {
			s.put(headStyle, "", nil)
		}
		if st.run.time > 0 {
			if limit := st.limit(); row.last && limit > 0 {
				s.put(markStyle, "", limit)
			} else {
				s.put(headStyle, "", nil)
			}
		}
		s.merge(s.row, aCode, aReason-1)
		s.end(15)
	}
}

// limit is how many seconds an attempt may take; 0 where it may take any.
func (s stage) limit() int {
	if a := s.def.Attempts; a != nil && a.Seconds != nil {
		return *a.Seconds
	}
	return 0
}

func number12(d judging.Decimal) scoring.Number {
	n, _ := scoring.ParseDecimal(string(d)) // a definition's decimals read
	return n
}

// writeRuns writes an entry's runs on the summary: each attempt, how many have a
// result, and the best.
func (s *outSheet) writeRuns(p *plan, d *division, e line, n int) {
	st, finished := p.stages[n], 0
	look := s.resultStyle(st)
	var best scoring.Number
	for _, b := range d.panels[n].slots(e.stages[n].blocks) {
		switch {
		case b == nil:
			s.put(look, "", nil)
		case b.counts && b.score.Complete:
			if v := b.score.Score; finished == 0 || v.Cmp(best) != 0 && (v.Cmp(best) < 0) == st.Runs.ByTime {
				best = v
			}
			finished++
			s.put(look, p.counted(st, b, s.yesNo(true)), figure(b.score.Score, 12))
		default:
			dashed := look
			dashed.align = "right"
			s.put(dashed, p.counted(st, b, s.yesNo(true)), dash)
		}
	}
	v := d.judges(e, n, "")
	s.put(midStyle, "COUNT("+v+")", finished)
	var value any = ""
	if finished > 0 {
		value = figure(best, 12)
	}
	s.put(look, fmt.Sprintf(`IF(COUNT(%s)=0,"",%s)`, v, nthBest(v, st.Stage, 1)), value)
}

// resultStyle shows seconds with the decimals of the timers, and points with
// those of the contest.
func (b *output) resultStyle(st stage) style {
	if st.ran() && st.Runs.ByTime {
		return b.timeStyle(st)
	}
	return b.totalStyle()
}
