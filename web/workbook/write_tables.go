package workbook

// The tables of groups and of Swiss tournaments: points, wins and what tells
// level entries apart as formulas over the matches. Places are the engine's.

import (
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"dovar/judging"
	"dovar/scoring"
)

// firstTable is the row of the first table's title: above it the sheet says what
// it is.
const firstTable = 4

// Columns of a table.
const (
	tPlace = iota + 1
	tCode
	tName
	tPlayed
	tWon
	tPoints
	tDifference
	tKeys // the first of those that have columns of their own
)

// A groupTable is one of a stage, in rows first to last; those up to active are
// not out. Title and heads stand above.
type groupTable struct {
	rows                []judging.GroupRow
	first, last, active int
}

// placeTables gives the tables of a stage their rows and returns the next free
// one.
func (m *drawn) placeTables(row int) int {
	for _, group := range m.Groups {
		rows := slices.Clone(group)
		slices.SortStableFunc(rows, func(a, b judging.GroupRow) int { return order(a.Place == 0) - order(b.Place == 0) })
		t := groupTable{rows: rows, first: row + 2}
		t.last = t.first + len(rows) - 1
		t.active = t.last
		for t.active >= t.first && rows[t.active-t.first].Place == 0 {
			t.active--
		}
		m.tables = append(m.tables, t)
		row = t.last + 3
	}
	return row
}

func order(last bool) int {
	if last {
		return 1
	}
	return 0
}

func (b *output) writeTables(p *plan) error {
	if p.tables == "" {
		return b.err
	}
	lay := b.lay(b.foot(p, page{name: p.tables}))
	s := b.begin(p.tables, func(f *excelize.File) {
		lay(f)
		for _, d := range p.divisions {
			for _, m := range d.drawn {
				for _, t := range m.tables {
					b.differs(f, p.tables, span(b.tableLast(p, m, t), t.first, t.last))
				}
			}
		}
	})
	s.columns(9, 9, 32, 9, 9, 9, 9, 13, 13, 13, 13, 13, 13, 13, 13)
	s.text(style{bold: true, size: 14}, s.Say("workbook.tables"))
	s.end(22)
	s.text(style{}, s.Say("workbook.tables.about"))
	s.end(15)
	for _, d := range p.divisions {
		for _, m := range d.drawn {
			for i, t := range m.tables {
				s.writeTable(p, d, m, i, t)
			}
		}
	}
	return s.flush()
}

// tableLast is the column of the check.
func (b *output) tableLast(p *plan, m *drawn, t groupTable) int {
	last := tKeys - 1
	for _, k := range b.tableKeys(p, m, t) {
		last = max(last, k.col)
	}
	return last + 5 // place by the columns, three figures of the engine, check
}

func (s *outSheet) writeTable(p *plan, d *division, m *drawn, group int, t groupTable) {
	for s.row < t.first-2 {
		s.end(15)
	}
	title := m.stage.title
	if p.manyGroups {
		title += " · " + d.Title.In(s.Lang)
	}
	if len(m.tables) > 1 {
		title += " · " + s.Say("workbook.group", "group", column(group+1))
	}
	s.text(style{bold: true, size: 12}, title)
	s.end(20)
	keys := s.tableKeys(p, m, t)
	for _, key := range []string{"place.engine", "code", "name", "played", "won", "table.points", "difference"} {
		s.text(headStyle, s.Say("workbook.head."+key))
	}
	for _, k := range keys {
		if k.col >= tKeys {
			s.text(headStyle, k.head)
		}
	}
	for _, key := range []string{"place.columns", "engine.points", "engine.won", "engine.difference", "check"} {
		s.text(headStyle, s.Say("workbook.head."+key))
	}
	s.end(42)
	entries := d.entries()
	for _, r := range t.rows {
		s.writeTableRow(p, m, t, keys, r, entries[r.Entry])
	}
}

func (s *outSheet) writeTableRow(p *plan, m *drawn, t groupTable, keys []tableKey, r judging.GroupRow, e judging.Entry) {
	row, code, bold := s.row, at(tCode, s.row), midStyle
	bold.bold = true
	s.put(bold, "", some(r.Place))
	s.text(plainStyle, e.Code)
	s.text(wrapStyle, e.Name)
	s.put(midStyle, m.played(code), r.Played)
	s.put(midStyle, m.wins(code), r.Won)
	s.put(markStyle, m.gained(code), figure(r.Points, 12))
	s.put(markStyle, m.ahead(code), figure(r.Difference, 12))
	agree := []string{fmt.Sprintf("%s=%d", at(tPlayed, row), r.Played)}
	for _, k := range keys {
		if k.col < tKeys {
			continue
		}
		var value any
		if k.at < len(r.Keys) && len(r.Keys[k.at]) == 1 {
			value = figure(r.Keys[k.at][0], 12)
			if k.formula != nil {
				agree = append(agree, fmt.Sprintf("ABS(%s-%s)<1E-9", at(k.col, row), r.Keys[k.at][0].Round(12)))
			}
		}
		if k.formula != nil {
			s.put(markStyle, k.formula(row), value)
		} else {
			s.put(markStyle, "", value)
		}
	}
	last := s.tableLast(p, m, t)
	rank := at(last-4, row)
	better, level := t.better(keys, row)
	switch {
	case r.Place == 0:
		s.put(midStyle, "", nil)
	default:
		s.put(midStyle, fmt.Sprintf(`IF(%s=0,"",1+SUMPRODUCT((%s>0)*(%s)))`, at(tPlayed, row), t.column(tPlayed), better), nil)
		upTo := fmt.Sprintf("%d<=%s+SUMPRODUCT((%s>0)*%s)-1", r.Place, rank, t.column(tPlayed), level)
		from := fmt.Sprintf("%d>=%s", r.Place, rank)
		if p.Rule.Style == scoring.Dense {
			from = "TRUE"
		}
		agree = append(agree, fmt.Sprintf(`IF(%s="",TRUE,AND(%s,%s))`, rank, from, upTo))
	}
	s.put(markStyle, "", figure(r.Points, 12))
	s.put(midStyle, "", r.Won)
	s.put(markStyle, "", figure(r.Difference, 12))
	for i, col := range []int{tPoints, tWon, tDifference} {
		agree = append(agree, fmt.Sprintf("ABS(%s-%s)<1E-9", at(col, row), at(last-3+i, row)))
	}
	s.put(midStyle, "IF(AND("+joined(agree)+`),"OK","≠")`, "OK")
	s.end(0)
}

func (t groupTable) column(col int) string {
	return fixed(col, t.first) + ":" + fixed(col, t.active)
}
