package workbook

// The foot and the right side of a summary: whether formulas and engine agree,
// and who signs.

import (
	"fmt"
	"slices"
	"strings"

	"dovar/scoring"
)

// writeCheck writes what the engine found and whether the formulas agree: every
// stage and the total to the engine's figure, the place by points to the final
// place, and who went on.
func (s *outSheet) writeCheck(p *plan, d *division, l layout, i int) {
	e, look := d.lines[i], s.totalStyle()
	look.format = "0.############"
	var agree []string
	same := func(mine, engine int) {
		a, b := at(mine, s.row), at(engine, s.row)
		agree = append(agree, fmt.Sprintf("ISNUMBER(%s)=ISNUMBER(%s)", a, b), fmt.Sprintf("ABS(N(%s)-N(%s))<%s", a, b, d.epsilon))
	}
	for n, result := range e.Standing.Stages {
		if result.Complete {
			s.number(look, result.Result)
		} else {
			s.put(look, "", nil)
		}
		same(l.total[n], l.stages[n])
	}
	if e.Standing.Scored {
		s.number(look, e.Standing.Total)
	} else {
		s.put(look, "", nil)
	}
	same(l.all, l.engine)
	agree = append(agree, s.writeRunKeys(p, d, l, e)...)
	for n, es := range e.stages {
		if len(es.blocks) > 0 && p.stages[n].ran() {
			checks := quoted(p.attempts) + span(p.stages[n].run.check, es.blocks[0].first, es.blocks[0].last)
			agree = append(agree, fmt.Sprintf(`COUNTIF(%s,"OK")=%d`, checks, len(es.blocks)))
		}
	}
	if e.Standing.Place > 0 {
		agree = append(agree, p.placeAgrees(d, l, i)...)
	}
	if l.cut > 0 && !e.Standing.Out {
		agree = append(agree, at(l.cut, s.row)+"="+literal(p.cutTitle(e)))
	}
	if l.left > 0 {
		s.text(wrapStyle, p.leftOut(e))
	}
	s.put(midStyle, fmt.Sprintf(`IF(AND(%s),"OK","≠")`, strings.Join(agree, ",")), "OK")
	rest := ""
	if s.row < l.last {
		rest = "&" + at(l.differ, s.row+1)
	}
	who := fmt.Sprintf(`IF(%s="","№"&%s,%s)`, at(sCode, s.row), at(sNumber, s.row), at(sCode, s.row))
	s.put(plainStyle, fmt.Sprintf(`LEFT(IF(%s="OK","",%s&" ")%s,200)`, at(l.check, s.row), who, rest), "")
}

// writeRunKeys writes what the engine compared by the keys of runs, and says what
// must hold. Of who stayed at a cut it did not ask what came later.
func (s *outSheet) writeRunKeys(p *plan, d *division, l layout, e line) (agree []string) {
	for k, col := range l.keys {
		if col == 0 {
			continue
		}
		key, found := field{quoted(d.work.name), d.work.chained[k].col}.of(e), e.Standing.Keys[k]
		switch {
		case len(found) > 0:
			s.number(markStyle, found[0])
			agree = append(agree, fmt.Sprintf("ISNUMBER(%s)", key), fmt.Sprintf("ABS(N(%s)-%s)<%s", key, at(col, s.row), d.epsilon))
			continue
		case len(p.Rule.Cuts) == 0 || e.Standing.Cut == "" && !e.Standing.Out:
			agree = append(agree, fmt.Sprintf("NOT(ISNUMBER(%s))", key))
		}
		s.put(markStyle, "", nil)
	}
	return agree
}

// placeAgrees is what must hold between the final place of line i and its place
// by points. It is seen from the line above among those who went as far: the
// first of them has nobody to look at.
func (p *plan) placeAgrees(d *division, l layout, i int) (agree []string) {
	e, style := d.lines[i], styles[p.Rule.Style]
	row := e.row
	place, rank, above, total := at(l.place, row), at(l.rank, row), at(l.place, row-1), at(l.all, row)
	as := func(format string) string {
		return fmt.Sprintf(format, place, rank, above, fmt.Sprint(row-e.room.first+1+p.beyond(d, i)))
	}
	if i == 0 || d.lines[i-1].Standing.Cut != e.Standing.Cut {
		switch {
		case p.Rule.Style == scoring.Modified:
			return []string{place + "<=" + rank}
		case e.Standing.Cut == "":
			return []string{place + "=" + rank}
		}
		return []string{place + ">=" + rank}
	}
	before := d.lines[i-1].Standing
	switch {
	case before.Scored != e.Standing.Scored:
		return []string{as(style.fresh)}
	case !e.Standing.Scored:
		return []string{as(style.same)}
	}
	worse := "<"
	if p.low {
		worse = ">"
	}
	differs := total + worse + at(l.all, row-1)
	return []string{total + worse + "=" + at(l.all, row-1), fmt.Sprintf("IF(%s,%s,%s)", differs, as(style.fresh), as(style.same))}
}

// beyond counts the entries that went on past the cut at which line i stayed and
// have no place at the end: they stand last in its room, and stood before it at
// the cut.
func (p *plan) beyond(d *division, i int) (n int) {
	e := d.lines[i]
	for k := i + e.room.last - e.row; d.lines[k].Standing.Place == 0; k-- {
		if p.cutOf(d.lines[k].Standing) > p.cutOf(e.Standing) {
			n++
		}
	}
	return n
}

// leaves reports whether a sheet of the line counts and does not enter a result.
func (l line) leaves() bool {
	return slices.ContainsFunc(l.Standing.Stages, func(r scoring.StageResult) bool {
		return slices.ContainsFunc(r.Sheets, func(s scoring.SheetScore) bool { return s.Dropped })
	})
}

// leftOut names the judges whose sheets do not enter a result, by stage.
func (p *plan) leftOut(l line) string {
	var stages []string
	for n, r := range l.Standing.Stages {
		var names []string
		for _, s := range r.Sheets {
			if s.Dropped {
				names = append(names, p.judge(s.Judge))
			}
		}
		if len(names) > 0 {
			stages = append(stages, p.stages[n].title+": "+strings.Join(names, ", "))
		}
	}
	return strings.Join(stages, "; ")
}

// correctedStage reports whether results of a stage are freed from severity.
func (d *division) correctedStage(n int) bool {
	return slices.ContainsFunc(d.lines, func(l line) bool { return l.Standing.Stages[n].Adjusted })
}

// manySigners is how many judges sign by name; of more, five sign for all.
const manySigners = 24

// writeSignatures writes the lines for chair, secretary and jury.
func (s *outSheet) writeSignatures(p *plan, d *division) {
	s.end(0)
	names := []string{"", ""}
	roles := []string{s.Say("workbook.chair"), s.Say("workbook.secretary")}
	for _, id := range p.jury(d) {
		names, roles = append(names, p.judge(id)), append(roles, s.Say("workbook.member"))
	}
	for i, role := range roles {
		s.skip(2)
		s.text(style{align: "right"}, role)
		s.put(style{rule: true}, "", nil)
		s.text(style{}, names[i])
		s.end(24)
	}
}

// jury are the judges who sign; "" is a line for a name.
func (p *plan) jury(d *division) (ids []string) {
	seen := map[string]bool{}
	for _, c := range d.panels {
		for _, id := range c.judges {
			if !seen[id] {
				seen[id] = true
				ids = append(ids, id)
			}
		}
	}
	if len(ids) == 0 || len(ids) > manySigners {
		return make([]string, 5)
	}
	return ids
}
