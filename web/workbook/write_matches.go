package workbook

// The matches: one row a meeting of a plan, in the order of play. Who meets whom
// and who won is the engine's; points for the tables are formulas over it.

import (
	"fmt"

	"dovar/judging"
	"dovar/scoring"
)

// Columns of the matches that formulas name.
const (
	xCodeA  = 6
	xCodeB  = 8
	xWinner = 12
	xOver   = 13
)

func (b *output) writeMatches(p *plan) error {
	if p.matches == "" {
		return b.err
	}
	s := b.begin(p.matches, b.lay(b.foot(p, page{name: p.matches, from: 1, heads: 1})))
	s.columns(24, 12, 16, 7, 7, 8, 30, 8, 30, 7, 7, 9, 9, 9, 9, 22)
	s.freeze(0, 1)
	s.heads([]string{"stage", "meeting", "part", "round", "group", "code", "side.a", "code", "side.b", "score.a", "score.b", "winner", "over", "points.a", "points.b", "division"})
	for _, d := range p.divisions {
		entries := map[string]judging.Entry{}
		for _, l := range d.lines {
			entries[l.Entry.ID] = l.Entry
		}
		for _, of := range d.Matches {
			for _, m := range of.Meetings {
				s.writeMeeting(p, d, of, m, entries)
			}
		}
	}
	return s.flush()
}

func (s *outSheet) writeMeeting(p *plan, d *division, of judging.StageMatches, m scoring.Meeting, entries map[string]judging.Entry) {
	row := s.row
	s.text(wrapStyle, p.stages[p.stageAt(of.Stage)].title)
	s.text(plainStyle, m.ID)
	s.text(wrapStyle, s.Say("workbook.part."+string(m.Part)))
	s.put(midStyle, "", m.Round)
	s.put(midStyle, "", m.Group+1)
	for _, id := range []string{m.A, m.B} {
		s.text(plainStyle, entries[id].Code)
		s.text(wrapStyle, entries[id].Name)
	}
	for _, n := range []scoring.Number{m.For, m.Conceded} {
		if m.Played {
			s.number(markStyle, n)
		} else {
			s.put(markStyle, "", nil)
		}
	}
	winner := entries[m.Winner].Code
	if m.Draw {
		winner = s.Say("workbook.draw")
	}
	s.text(midStyle, winner)
	s.text(midStyle, s.yesNo(m.Over))
	for _, side := range []struct {
		id  string
		col int
	}{{m.A, xCodeA}, {m.B, xCodeB}} {
		if !of.Table || side.id == "" {
			s.put(markStyle, "", nil)
			continue
		}
		formula := fmt.Sprintf(`IF(%s=%s,IF(%s=%s,%s,IF(%s=%s,%s,%s)),"")`, at(xOver, row), literal(s.yesNo(true)),
			at(xWinner, row), at(side.col, row), of.Points[0].Round(12), at(xWinner, row), literal(s.Say("workbook.draw")), of.Points[1].Round(12), of.Points[2].Round(12))
		var value any = ""
		switch {
		case !m.Over:
		case m.Draw:
			value = figure(of.Points[1], 12)
		case m.Winner == side.id:
			value = figure(of.Points[0], 12)
		default:
			value = figure(of.Points[2], 12)
		}
		s.put(markStyle, formula, value)
	}
	s.text(wrapStyle, d.Title.In(s.Lang))
	s.end(0)
}
