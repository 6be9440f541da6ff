package workbook

// The brackets: rounds side by side, scores from the list of matches; below them
// the places by elimination as the engine found them.

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"dovar/judging"
	"dovar/scoring"
)

// A round of a bracket is one column of it.
type bracketRound struct {
	title    string
	meetings []int // indexes
}

func (b *output) writeBrackets(p *plan) error {
	if p.brackets == "" {
		return b.err
	}
	s := b.begin(p.brackets, b.lay(b.foot(p, page{name: p.brackets})))
	var widths []float64
	for range 12 {
		widths = append(widths, 5, 30, 6, 2)
	}
	s.columns(widths...)
	s.text(style{bold: true, size: 14}, s.Say("workbook.brackets"))
	s.end(22)
	s.text(style{}, s.Say("workbook.brackets.about"))
	s.end(15)
	for _, d := range p.divisions {
		for _, m := range d.drawn {
			if !m.Format.Tables() {
				s.end(15)
				title := m.stage.title
				if p.manyGroups {
					title += " · " + d.Title.In(s.Lang)
				}
				s.text(style{bold: true, size: 12}, title)
				s.end(20)
				s.writeBracket(p, d, m, s.rounds(m, scoring.WinnersPart, scoring.FinalPart, scoring.ThirdPart))
				s.writeBracket(p, d, m, s.rounds(m, scoring.LosersPart))
				s.writeFinishes(d, m)
			}
		}
	}
	return s.flush()
}

// rounds are the columns of parts of a bracket.
func (b *output) rounds(m *drawn, parts ...scoring.PlanPart) (out []bracketRound) {
	for _, part := range parts {
		rounds := map[int]*bracketRound{}
		for i, x := range m.Meetings {
			if x.Part != part {
				continue
			}
			if rounds[x.Round] == nil {
				title := b.Say("workbook.part." + string(part))
				if part == scoring.WinnersPart || part == scoring.LosersPart {
					title += ", " + b.Say("workbook.round", "n", x.Round)
				}
				rounds[x.Round] = &bracketRound{title: title}
			}
			rounds[x.Round].meetings = append(rounds[x.Round].meetings, i)
		}
		for _, n := range slices.Sorted(maps.Keys(rounds)) {
			out = append(out, *rounds[n])
		}
	}
	return out
}

// writeBracket writes columns beside each other: a meeting stands in the middle
// of those that lead to it.
func (s *outSheet) writeBracket(p *plan, d *division, m *drawn, rounds []bracketRound) {
	if len(rounds) == 0 {
		return
	}
	most := 0
	for _, r := range rounds {
		most = max(most, len(r.meetings))
		s.put(headStyle, "", nil)
		s.text(headStyle, r.title)
		s.put(headStyle, "", nil)
		s.skip(1)
	}
	s.end(30)
	entries, height := d.entries(), 3*most
	for line := range height {
		for _, r := range rounds {
			s.writeBracketCell(p, m, r, line, height, entries)
		}
		s.end(15)
	}
	s.end(8)
}

// writeBracketCell writes what of a round stands in a line: one side of a
// meeting, or nothing.
func (s *outSheet) writeBracketCell(p *plan, m *drawn, r bracketRound, line, height int, entries map[string]judging.Entry) {
	for k, i := range r.meetings {
		top := (2*k+1)*height/(2*len(r.meetings)) - 1
		if line != top && line != top+1 {
			continue
		}
		x := m.Meetings[i]
		id, from, n, col := x.A, x.FromA, x.For, xScoreA
		if line == top+1 {
			id, from, n, col = x.B, x.FromB, x.Conceded, xScoreB
		}
		look, mid := plainStyle, midStyle
		look.bold = id != "" && x.Winner == id
		mid.bold = look.bold
		if line == top {
			s.put(midStyle, "", some(m.labels[x.ID]))
		} else {
			s.put(midStyle, "", nil)
		}
		if id == "" {
			s.text(look, s.waits(m, x, from))
		} else {
			s.text(look, entries[id].Code+"  "+entries[id].Name)
		}
		if x.Played {
			s.put(mid, quoted(p.matches)+at(col, m.from+i), figure(n, 12))
		} else {
			s.put(mid, "", nil)
		}
		s.skip(1)
		return
	}
	s.skip(4)
}

// writeFinishes writes the places by elimination that are decided.
func (s *outSheet) writeFinishes(d *division, m *drawn) {
	s.put(headStyle, "", nil)
	s.text(headStyle, s.Say("workbook.head.finish"))
	s.text(headStyle, s.Say("workbook.head.place.short"))
	s.end(20)
	lines := slices.DeleteFunc(slices.Clone(d.lines), func(l line) bool { return m.Finishes[l.Entry.ID].From == 0 })
	slices.SortStableFunc(lines, func(a, b line) int { return cmp.Compare(m.Finishes[a.Entry.ID].From, m.Finishes[b.Entry.ID].From) })
	for _, l := range lines {
		span := m.Finishes[l.Entry.ID]
		place := fmt.Sprint(span.From)
		if span.To > span.From {
			place = fmt.Sprintf("%d–%d", span.From, span.To)
		}
		s.put(plainStyle, "", nil)
		s.text(plainStyle, l.Entry.Code+"  "+l.Entry.Name)
		s.text(midStyle, place)
		s.end(15)
	}
}
