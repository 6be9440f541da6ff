package workbook

// One entry's line of a summary.

import (
	"fmt"
	"slices"
	"strings"

	"dovar/scoring"
)

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
	s.writePlace(p, d, l, e)
	s.skip(1)
	s.writeCheck(p, d, l, i)
	s.end(0)
}

// writePanel writes one stage of an entry: its sheets, their sum and mean, and
// the stage's result by the rule of its panel.
func (s *outSheet) writePanel(p *plan, d *division, l layout, e line, n int) {
	switch {
	case p.stages[n].ran():
		s.writeRuns(p, d, e, n)
	case p.stages[n].played():
		s.writePlayed(d, e, n)
	default:
		s.writeSheets(p, d, e, n)
	}
	result, look := e.Standing.Stages[n], s.resultStyle(p.stages[n])
	look.bold = true
	if result.Adjusted { // statistics, no formula
		s.put(look, "", figure(result.Result, 12))
	} else {
		s.put(look, p.made(d, e, n, ""), resultFigure(result))
	}
	if l.places[n] > 0 {
		var place any = ""
		if !result.Place.IsZero() {
			place = figure(result.Place, 12)
		}
		s.put(midStyle, d.work.seen(d.work.places[n], e), place)
	}
}

// writeSheets writes the sheets of a rubric, their sum and mean.
func (s *outSheet) writeSheets(p *plan, d *division, e line, n int) {
	es, result := e.stages[n], e.Standing.Stages[n]
	look, sum := s.totalStyle(), scoring.Number{}
	for _, b := range d.panels[n].slots(es.blocks) {
		switch {
		case b == nil:
			s.put(look, "", nil)
		case b.counts:
			look := look
			look.strike = b.score.Dropped
			s.put(look, quoted(p.marks)+at(mTotal, b.row), figure(b.score.Score, 12))
			sum = sum.Add(b.score.Score)
		default:
			look := look
			look.align = "right"
			s.put(look, quoted(p.marks)+at(mTotal, b.row), dash)
		}
	}
	judges := d.judges(e, n, "")
	var summed, mean any = "", ""
	if result.Counted > 0 {
		summed, mean = figure(sum, 12), figure(sum.Quo(scoring.Int(int64(result.Counted))), 12)
	}
	s.put(look, fmt.Sprintf(`IF(COUNT(%s)=0,"",SUM(%s))`, judges, judges), summed)
	s.put(look, fmt.Sprintf(`IF(COUNT(%s)=0,"",AVERAGE(%s))`, judges, judges), mean)
}

// judges are the cells of an entry's sheets in a stage.
func (d *division) judges(e line, n int, prefix string) string {
	from := d.layout.judges[n]
	return prefix + at(from, e.row) + ":" + at(from+d.panels[n].width-1, e.row)
}

// made is the formula of an entry's result in a stage, before severity is
// corrected; prefix names the summary where the formula stands elsewhere.
func (p *plan) made(d *division, e line, n int, prefix string) string {
	st, es, judges := p.stages[n], e.stages[n], d.judges(e, n, prefix)
	enough := fmt.Sprintf("COUNT(%s)>=%s", judges, p.ruled(rLeast, st))
	switch {
	case st.played():
		return d.tableResult(e, st.ID, prefix)
	case st.whole != nil:
		return d.work.seen(d.work.made[n], e)
	case st.ran():
		return attempts[st.Runs.Count](judges, st.Stage)
	case st.each && es.means == 0:
		return `""`
	case !st.each:
		return when(enough, rounded(st.fold(judges, st.Params), st.Rounds, scoring.RoundResult, st.digits))
	case st.sum: // each criterion needs enough marks too
		given := quoted(p.means) + span(cGiven, es.means, es.means+len(st.Criteria)-1)
		enough = fmt.Sprintf("AND(%s,MIN(%s)>=%d)", enough, given, st.Params.From)
	}
	sheet := st.formula(quoted(p.means), columns{cValue, cWeight, cMin, cMax, cGiven, ">0"}, es.means)
	if slices.ContainsFunc(st.Rounds, func(r scoring.Rounding) bool { return r.At == scoring.RoundCriterion }) {
		sheet = st.formula(quoted(p.means), columns{cRounded, cWeight, cMin, cMax, cGiven, ">0"}, es.means)
	}
	return when(enough, rounded(sheet, st.Rounds, scoring.RoundResult, st.digits))
}

// ruled is a cell of the stage's row on the rules.
func (p *plan) ruled(col int, st stage) string { return quoted(p.rules) + fixed(col, st.ruled) }

// totalOf is the formula of a total over the first so many stages: points = sum
// of weight x result, percent = 100 x sum(weight x result/max) / sum(weight),
// ranks = sum of weight x place in the stage. A stage without a result adds
// nothing, an entry without any has no total; of places each must be there.
func (p *plan) totalOf(upTo, digits int, cell func(n int) string) string {
	var results, terms, weights []string
	for n, st := range p.stages[:upTo] {
		weights = append(weights, p.ruled(rWeight, st))
		if st.Weight.IsZero() {
			continue
		}
		results = append(results, cell(n))
		term := "N(" + cell(n) + ")*" + p.ruled(rWeight, st)
		if p.Rule.By == scoring.Percent {
			term += "/" + p.ruled(rMax, st)
		}
		terms = append(terms, term)
	}
	if len(results) == 0 {
		return `""`
	}
	total, none := strings.Join(terms, "+"), "=0"
	switch p.Rule.By {
	case scoring.Percent:
		total = "100*(" + total + ")/(" + strings.Join(weights, "+") + ")"
	case scoring.Ranks:
		none = fmt.Sprintf("<%d", len(results))
	}
	if r := p.Rule.Round; r != nil {
		total = rounded(total, []scoring.Rounding{*r}, r.At, digits)
	}
	return fmt.Sprintf(`IF(COUNT(%s)%s,"",ROUND(%s,%d))`, strings.Join(results, ","), none, total, digits)
}

func (s *outSheet) writeTotal(p *plan, d *division, l layout, e line) {
	look := s.totalStyle()
	look.bold = true
	var value any = ""
	if e.Standing.Scored {
		value = figure(e.Standing.Total, d.digits)
	}
	formula := ""
	switch {
	case p.Rule.By == scoring.Bracket: // the finish in the last stage, as the engine found it
	case d.work != nil:
		formula = d.work.last(e, func(ph phase) field { return ph.total })
	default:
		formula = p.totalOf(len(p.stages), d.digits, func(n int) string { return at(l.total[n], s.row) })
	}
	s.put(look, formula, value)
}

// writePlace writes the place by points as a formula, the engine's place, and
// where the entry went out.
func (s *outSheet) writePlace(p *plan, d *division, l layout, e line) {
	all := field{"", l.all}
	var rank any = ""
	if n := d.points[e.Entry.ID]; n > 0 {
		rank = n
	}
	switch {
	case e.Standing.Out:
		s.put(midStyle, "", nil)
	case d.work != nil && d.work.points.col > 0:
		s.put(midStyle, d.work.points.in(d.work.name).of(e), rank)
	case d.work != nil:
		s.put(midStyle, d.work.last(e, func(ph phase) field { return ph.place }), rank)
	default:
		part := fmt.Sprint(e.room.last - e.room.first + 1)
		s.put(midStyle, p.placed(e, all, all, p.low, part, p.Rule.Last), rank)
	}
	bold := midStyle
	bold.bold = true
	if e.Standing.Place > 0 {
		s.put(bold, "", e.Standing.Place)
	} else {
		s.put(bold, "", nil)
	}
	s.text(midStyle, e.shared())
	if l.cut > 0 {
		if e.Standing.Out {
			s.put(wrapStyle, "", nil)
		} else {
			s.put(wrapStyle, d.work.cutAt(e), p.cutTitle(e))
		}
	}
	s.text(wrapStyle, s.note(e))
}

// cutTitle names the stage after which the engine let the line not go on.
func (p *plan) cutTitle(e line) string {
	for _, st := range p.stages {
		if st.ID == e.Standing.Cut {
			return st.title
		}
	}
	return ""
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
