package workbook

// Runs as formulas: what a run gives, and what an entry's runs come to. Texts
// are above all numbers to Excel and to LibreOffice, and no number to either.

import (
	"fmt"
	"slices"
	"strings"

	"dovar/scoring"
)

// formulaOf is how the stage makes its result.
func formulaOf(s scoring.Stage) panelFormula {
	if s.Runs != nil {
		return panelFormula{whole: runsWhole[s.Runs.Count]}
	}
	return panels[s.Panel]
}

// attempts make a stage's result of the cells of the attempts that count, v; in
// those of runs without a result stands a text.
var attempts = map[string]func(v string, s scoring.Stage) string{
	"best":   func(v string, s scoring.Stage) string { return bestOf(v, s, 1) },
	"best_k": func(v string, s scoring.Stage) string { return bestOf(v, s, s.Params.K) },
	"sum": func(v string, s scoring.Stage) string {
		least := 1
		if s.Runs.ByTime {
			least = s.Runs.N
		}
		return fmt.Sprintf(`IF(COUNT(%s)<%d,"",SUM(%s))`, v, least, v)
	},
	"mean": func(v string, _ scoring.Stage) string { return fmt.Sprintf(`IF(COUNT(%s)=0,"",AVERAGE(%s))`, v, v) },
	"average": func(v string, s scoring.Stage) string {
		first, last := s.Params.High+1, s.Runs.N-s.Params.Low
		var kept []string
		for n := first; n <= last; n++ {
			kept = append(kept, nthBest(v, s, n))
		}
		return fmt.Sprintf(`IF(COUNT(%s)<%d,"",(%s)/%d)`, v, last, strings.Join(kept, "+"), len(kept))
	},
	// each run on the sheet of places, as a share of the best of its field
	"normalised": func(string, scoring.Stage) string { return "" },
}

// runsWhole are the methods in which others have a part.
var runsWhole = map[string]func(w *work, n int, in func(line) string) field{"normalised": (*work).normalised}

func nthBest(v string, s scoring.Stage, n int) string {
	if s.Runs.ByTime {
		return fmt.Sprintf("SMALL(%s,%d)", v, n)
	}
	return fmt.Sprintf("LARGE(%s,%d)", v, n)
}

// bestOf is the sum of the best k; of times all k must be there.
func bestOf(v string, s scoring.Stage, k int) string {
	sum := nthBest(v, s, 1)
	for n := 2; n <= min(k, manyAttempts); n++ {
		if s.Runs.ByTime {
			sum += "+" + nthBest(v, s, n)
		} else {
			sum += fmt.Sprintf("+IF(COUNT(%s)<%d,0,%s)", v, n, nthBest(v, s, n))
		}
	}
	least := 1
	if s.Runs.ByTime {
		least = max(1, k)
	}
	return fmt.Sprintf(`IF(COUNT(%s)<%d,"",%s)`, v, least, sum)
}

func joined(conditions []string) string { return strings.Join(append(conditions, "TRUE"), ",") }

// gives is what task i gives by itself.
func (s stage) gives(i, row int) string {
	cell := at(s.run.tasks[i], row)
	if s.def.Tasks[i].Counter == nil {
		return "N(" + cell + ")"
	}
	return "N(" + cell + ")*" + fixed(s.run.tasks[i], s.run.each)
}

// needed is what task i gives where one of what it needs gives something.
func (s stage) needed(i, row int) string {
	var any []string
	for _, id := range s.def.Tasks[i].Needs {
		for at, t := range s.def.Tasks {
			if t.ID == id {
				any = append(any, s.given(at, row)+">0")
			}
		}
	}
	return fmt.Sprintf("IF(OR(%s),%s,0)", strings.Join(any, ","), s.gives(i, row))
}

// given is what task i gives in the end.
func (s stage) given(i, row int) string {
	if s.run.needed[i] > 0 {
		return at(s.run.needed[i], row)
	}
	return s.gives(i, row)
}

// points of a run: all tasks, what modifiers make of them, what the outcome
// leaves.
func (b *output) points(s stage, row int) string {
	terms := []string{"0"}
	for i := range s.def.Tasks {
		terms = append(terms, s.given(i, row))
	}
	points := "(" + strings.Join(terms[min(1, len(terms)-1):], "+") + ")"
	for _, col := range s.run.modifiers {
		points += fmt.Sprintf("*IF(N(%s)>0,%s,1)", at(col, row), fixed(col, s.run.each))
	}
	points = fmt.Sprintf("ROUND(%s,%d)", points, s.digits)
	for _, o := range s.def.Outcomes {
		kept := map[string]string{"zero": "0", "none": literal(dash)}[o.Points]
		if kept != "" {
			points = fmt.Sprintf("IF(%s=%s,%s,%s)", at(aOutcome, row), literal(b.outcome(s, o.ID)), kept, points)
		}
	}
	return points
}

// seconds of a run: the mean of its timers, or what the outcome says.
func (b *output) seconds(s stage, row int) string {
	timers := at(s.run.timers[0], row) + ":" + at(s.run.timers[len(s.run.timers)-1], row)
	seconds := fmt.Sprintf("IF(COUNT(%s)=0,%s,ROUND(AVERAGE(%s),%d))", timers, literal(dash), timers, s.digits)
	for _, o := range s.def.Outcomes {
		kept := map[string]string{"limit": fixed(s.run.time, s.run.most), "none": literal(dash)}[o.Time]
		if kept != "" {
			seconds = fmt.Sprintf("IF(%s=%s,%s,%s)", at(aOutcome, row), literal(b.outcome(s, o.ID)), kept, seconds)
		}
	}
	return seconds
}

// allowed is what the sheet may hold: counts up to their limits, and groups up to
// theirs.
func (s stage) allowed(row int) (conditions []string) {
	for i, t := range s.def.Tasks {
		if t.Counter != nil {
			conditions = append(conditions, "N("+at(s.run.tasks[i], row)+")<="+fixed(s.run.tasks[i], s.run.most))
		}
	}
	for _, g := range s.def.Exclusive {
		var terms []string
		for i, t := range s.def.Tasks {
			if slices.Contains(g.Tasks, t.ID) {
				terms = append(terms, "N("+at(s.run.tasks[i], row)+")")
			}
		}
		conditions = append(conditions, fmt.Sprintf("%s<=%d", strings.Join(terms, "+"), g.Max))
	}
	return conditions
}

// counted is what a run brings to its entry's result, for a formula on another
// sheet: a number, or a dash.
func (p *plan) counted(s stage, b *block, yes string) string {
	value := quoted(p.attempts) + at(s.run.value, b.row)
	return fmt.Sprintf("IF(AND(%s=%s,ISNUMBER(%s)),%s,%s)", quoted(p.attempts)+at(aCounts, b.row), literal(yes), value, value, literal(dash))
}

// runOrder is the place of a run among those of its entry that count: more
// points, then less time; what is level goes as listed.
func (b *output) runOrder(s stage, x *block, row int) string {
	c := s.run
	in := func(col int) string { return fixed(col, x.first) + ":" + fixed(col, x.last) }
	counts, value := fmt.Sprintf("(%s=%s)*ISNUMBER(%s)", in(aCounts), literal(b.yesNo(true)), in(c.value)), at(c.value, row)
	level := fmt.Sprintf("(ROW(%s)<%d)", in(c.value), row)
	if c.time > 0 {
		level = fmt.Sprintf("((%s<%s)+(%s=%s)*%s)", in(c.time), at(c.time, row), in(c.time), at(c.time, row), level)
	}
	if c.points > 0 {
		level = fmt.Sprintf("((%s>%s)+(%s=%s)*%s)", in(c.points), at(c.points, row), in(c.points), at(c.points, row), level)
	}
	return fmt.Sprintf(`IF(AND(%s=%s,ISNUMBER(%s)),1+SUMPRODUCT(%s*%s),"")`, at(aCounts, row), literal(b.yesNo(true)), value, counts, level)
}

// normalised makes each run a share of the best of its field and takes the mean
// of the best K shares. A run without a result is a share of 0.
func (w *work) normalised(n int, in func(line) string) field {
	st := w.stages[n]
	yes := w.say("workbook.yes")
	var fields []string // by id
	for _, l := range w.d.lines {
		for i := range l.stages[n].blocks {
			if f := l.stages[n].blocks[i].Run.Field; !slices.Contains(fields, f) {
				fields = append(fields, f)
			}
		}
	}
	slices.Sort(fields)
	best := map[string]field{}
	for _, f := range fields {
		best[f] = w.add(st.title, w.head("field.best", "field", w.Fields[f]), active(func(l line) string {
			var cells []string
			for i := range l.stages[n].blocks {
				if b := &l.stages[n].blocks[i]; b.Run.Field == f && !b.apart() {
					cells = append(cells, "N("+w.counted(st, b, yes)+")")
				}
			}
			if cells == nil {
				return ""
			}
			return when(in(l), "MAX(0,"+strings.Join(cells, ",")+")")
		}))
	}
	width := w.d.panels[n].width
	first := field{"", wFirst + len(w.columns)}
	for i := range width {
		w.add(st.title, w.head("share", "n", i+1), active(func(l line) string {
			b := w.d.panels[n].slots(l.stages[n].blocks)[i]
			if b == nil {
				return ""
			}
			top := "MAX(" + best[b.Run.Field].all(l) + ")"
			counts := quoted(w.attempts) + at(aCounts, b.row) + "=" + literal(yes)
			return when(in(l), fmt.Sprintf(`IF(%s,IF(%s=0,0,N(%s)/%s),"")`, counts, top, w.counted(st, b, yes), top))
		}))
	}
	return w.add(st.title, w.head("total"), active(func(l line) string {
		shares := at(first.col, l.row) + ":" + at(first.col+width-1, l.row)
		sum := fmt.Sprintf("LARGE(%s,1)", shares)
		for k := 2; k <= min(st.Params.K, width); k++ {
			sum += fmt.Sprintf("+IF(COUNT(%s)<%d,0,LARGE(%s,%d))", shares, k, shares, k)
		}
		mean := fmt.Sprintf("(%s)/MIN(%d,COUNT(%s))", sum, st.Params.K, shares)
		return when(in(l), fmt.Sprintf(`IF(COUNT(%s)=0,"",%s)`, shares, rounded(mean, st.Rounds, scoring.RoundResult, st.digits)))
	}))
}
