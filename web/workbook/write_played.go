package workbook

// An entry's figures of a stage of matches, as formulas over the list, and on
// the summary.

import (
	"fmt"

	"dovar/scoring"
)

// played, wins, gained and ahead are figures of the entry whose code stands in a
// cell: meetings that are over, those it won, its points of the table, and the
// difference of points inside the matches.
func (m *drawn) played(code string) string {
	return m.sides(func(mine, _, _, _, _ int) string {
		return fmt.Sprintf("SUMPRODUCT((%s=%s)*(%s=%s))", m.in(mine), code, m.in(xOver), literal(m.yes))
	})
}

func (m *drawn) wins(code string) string {
	return fmt.Sprintf("SUMPRODUCT((%s=%s)*1)", m.in(xWinner), code)
}

func (m *drawn) gained(code string) string {
	return m.sides(func(mine, _, points, _, _ int) string {
		return fmt.Sprintf("SUMPRODUCT((%s=%s)*1,%s)", m.in(mine), code, m.in(points))
	})
}

func (m *drawn) ahead(code string) string {
	return m.sides(func(mine, _, _, scored, conceded int) string {
		return fmt.Sprintf("SUMPRODUCT((%[1]s=%[2]s)*1,%[3]s)-SUMPRODUCT((%[1]s=%[2]s)*1,%[4]s)", m.in(mine), code, m.in(scored), m.in(conceded))
	})
}

// in is the stage's matches of a division; nil while nothing is drawn.
func (d *division) in(stage string) *drawn {
	for _, m := range d.drawn {
		if m.Stage == stage {
			return m
		}
	}
	return nil
}

// tableResult is an entry's points in a table; places by elimination have no
// formula.
func (d *division) tableResult(e line, stage, prefix string) string {
	m := d.in(stage)
	if m == nil || !m.Format.Tables() {
		return ""
	}
	code := prefix + at(sCode, e.row)
	return fmt.Sprintf(`IF(%s=0,"",%s)`, m.played(code), m.gained(code))
}

// writePlayed writes an entry's matches on the summary: how many are over, how
// many it won, and the difference of points inside them.
func (s *outSheet) writePlayed(d *division, e line, n int) {
	m := d.in(e.Standing.Stages[n].Stage)
	if m == nil {
		for range 3 {
			s.put(midStyle, "", nil)
		}
		return
	}
	played, won, ahead := m.tally(e.Entry.ID)
	code := at(sCode, e.row)
	s.put(midStyle, m.played(code), played)
	s.put(midStyle, m.wins(code), won)
	s.put(markStyle, m.ahead(code), figure(ahead, 12))
}

// tally counts an entry's meetings that are over, those it won, and the
// difference of points inside them.
func (m *drawn) tally(entry string) (played, won int, ahead scoring.Number) {
	for _, x := range m.Meetings {
		if !x.Over || x.A != entry && x.B != entry {
			continue
		}
		played++
		if x.Winner == entry {
			won++
		}
		if ahead = ahead.Add(x.For).Sub(x.Conceded); x.B == entry {
			ahead = ahead.Sub(x.For).Sub(x.For).Add(x.Conceded).Add(x.Conceded)
		}
	}
	return played, won, ahead
}
