package workbook

// The foot and the right side of a summary: whether formulas and engine agree,
// and who signs.

import (
	"fmt"
	"strings"
)

// writeCheck writes what the engine found and whether the formulas agree: every
// stage and the total to the engine's figure, and the place by points to the
// final place - the same where the total is below the line above, and not
// before it where totals are equal and other keys decided.
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
	rank, place, total := at(l.rank, s.row), at(l.place, s.row), at(l.all, s.row)
	above, aboveTotal := at(l.place, s.row-1), at(l.all, s.row-1)
	switch {
	case i >= d.ranked:
	case i == 0:
		agree = append(agree, rank+"="+place)
	default:
		agree = append(agree, fmt.Sprintf("%s<=%s", total, aboveTotal), fmt.Sprintf("IF(%s<%s,%s=%s,AND(%s>=%s,%s>=%s,%s<=%s))",
			total, aboveTotal, rank, place, place, rank, place, above, place, at(sNumber, s.row)))
	}
	s.put(midStyle, fmt.Sprintf(`IF(AND(%s),"OK","≠")`, strings.Join(agree, ",")), "OK")
	rest := ""
	if s.row < l.last {
		rest = "&" + at(l.differ, s.row+1)
	}
	who := fmt.Sprintf(`IF(%s="","№"&%s,%s)`, at(sCode, s.row), at(sNumber, s.row), at(sCode, s.row))
	s.put(plainStyle, fmt.Sprintf(`LEFT(IF(%s="OK","",%s&" ")%s,200)`, at(l.check, s.row), who, rest), "")
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
