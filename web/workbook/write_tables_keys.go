package workbook

// What tells level entries of a table apart, as formulas over the matches.

import (
	"fmt"
	"slices"
	"strings"

	"dovar/scoring"
)

// A tableKey is a key of the chain with its column; the formula is of a row.
type tableKey struct {
	scoring.Tie
	at, col int // index in the chain
	head    string
	formula func(row int) string // nil: a value of the engine
}

// tableKeys are the keys in the order of the chain, those that are columns of
// every table too. The vote has no figure.
func (b *output) tableKeys(p *plan, m *drawn, t groupTable) (keys []tableKey) {
	next := tKeys
	for i, tie := range m.Ties {
		k := tableKey{Tie: tie, at: i, col: map[scoring.TieKind]int{scoring.TieGroupPoints: tPoints, scoring.TieStage: tPoints,
			scoring.TieWins: tWon, scoring.TieDifference: tDifference}[tie.By]}
		if tie.By == scoring.TieVote {
			continue
		}
		if k.col == 0 {
			k.col = next
			next++
			for _, d := range p.Contest.Def.Ties {
				if d.By == string(tie.By) && (d.Stage == tie.Stage || tie.Stage == "") {
					k.head = d.Title.In(b.Lang)
				}
			}
			if made := tableFormulas[tie.By]; made != nil && !m.odd {
				before := slices.Clone(keys)
				k.formula = func(row int) string { return made(m, t, before, row) }
			} else {
				k.head = b.Say("workbook.head.value.of", "key", k.head)
			}
		}
		keys = append(keys, k)
	}
	return keys
}

// tableFormulas are the keys that compare meetings with those of others. A range
// as a condition gives a figure for each meeting inside SUMPRODUCT.
var tableFormulas = map[scoring.TieKind]func(m *drawn, t groupTable, before []tableKey, row int) string{
	// the points of the games among those level so far
	scoring.TieHeadToHead: func(m *drawn, t groupTable, before []tableKey, row int) string {
		level := fixed(tPoints, t.first) + ":" + fixed(tPoints, t.active) + "," + at(tPoints, row)
		for _, k := range before {
			level += "," + fixed(k.col, t.first) + ":" + fixed(k.col, t.active) + "," + at(k.col, row)
		}
		return m.sides(func(mine, other, points, _, _ int) string {
			return fmt.Sprintf("SUMPRODUCT((%s=%s)*COUNTIFS(%s,%s,%s),%s)", m.in(mine), at(tCode, row),
				fixed(tCode, t.first)+":"+fixed(tCode, t.active), m.in(other), level, m.in(points))
		})
	},
	scoring.TieBuchholz: func(m *drawn, t groupTable, _ []tableKey, row int) string {
		return m.sides(func(mine, other, _, _, _ int) string {
			return fmt.Sprintf("SUMPRODUCT((%s=%s)*(%s=%s)*%s)", m.in(mine), at(tCode, row), m.in(xOver), literal(m.yes), t.pointsOf(m, other))
		})
	},
	scoring.TieSonneborn: func(m *drawn, t groupTable, _ []tableKey, row int) string {
		return m.sides(func(mine, other, points, _, _ int) string {
			return fmt.Sprintf("SUMPRODUCT((%s=%s)*%s,%s)", m.in(mine), at(tCode, row), t.pointsOf(m, other), m.in(points))
		})
	},
}

// pointsOf are the points in the table of who is named in a column of meetings.
func (t groupTable) pointsOf(m *drawn, col int) string {
	return fmt.Sprintf("SUMIF(%s,%s,%s)", fixed(tCode, t.first)+":"+fixed(tCode, t.last), m.in(col), fixed(tPoints, t.first)+":"+fixed(tPoints, t.last))
}

// sides adds up what the meetings give in which the entry is side a, and side b.
func (m *drawn) sides(of func(mine, other, points, scored, conceded int) string) string {
	return of(xCodeA, xCodeB, xPointsA, xScoreA, xScoreB) + "+" + of(xCodeB, xCodeA, xPointsB, xScoreB, xScoreA)
}

// better counts who of the table is above a row by its columns, level who is
// level with it: by points, then by the keys as long as they have figures.
func (t groupTable) better(keys []tableKey, row int) (better, level string) {
	type compared struct {
		col int
		low bool
	}
	columns := []compared{{tPoints, false}}
	for _, k := range keys {
		if k.formula == nil && k.col >= tKeys {
			break
		}
		columns = append(columns, compared{k.col, k.Ascending})
	}
	var same []string
	better = "0"
	for i := len(columns) - 1; i >= 0; i-- {
		c := columns[i]
		sign := ">"
		if c.low {
			sign = "<"
		}
		x, all := at(c.col, row), t.column(c.col)
		better = fmt.Sprintf("(%s%s%s)+(%s=%s)*(%s)", all, sign, x, all, x, better)
		same = append(same, fmt.Sprintf("(%s=%s)", all, x))
	}
	return better, strings.Join(same, "*")
}
