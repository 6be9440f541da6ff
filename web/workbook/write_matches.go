package workbook

// The matches: one row a meeting of a plan, in the order of play. Who meets whom
// is the engine's; scores, the winner and the points for the tables are formulas
// over what the referee recorded.

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"dovar/judging"
	"dovar/scoring"
)

// Columns of the matches that formulas name.
const (
	xCodeA   = 6
	xCodeB   = 8
	xBouts   = 10
	xOutcome = 11
	xDecided = 12
	xScoreA  = 13
	xScoreB  = 14
	xWinner  = 15
	xOver    = 16
	xPointsA = 17
	xPointsB = 18
	xEngine  = 22
	xCheck   = 23
)

// A drawn is a stage of matches of a division, and where its meetings stand on
// the matches.
type drawn struct {
	judging.StageMatches
	stage    stage
	list     string // the sheet, as a formula writes it
	yes      string // in the list
	from, to int
	labels   map[string]int // numbers of meetings, by id
	odd      bool           // a code would mean something else as a condition of a formula
	tables   []groupTable
}

// plainCode is a code that no program takes for a number or a pattern.
var plainCode = regexp.MustCompile(`^\pL[\pL\d-]*$`)

// placeMatches gives the meetings and the rows of tables their places.
func (p *plan) placeMatches(b *output) {
	row, tabled := 2, firstTable
	name := func(to *string, key string) {
		if *to == "" {
			*to = b.name(b.Say("workbook." + key))
		}
	}
	for _, d := range p.divisions {
		for _, of := range d.Matches {
			if p.stageAt(of.Stage) < 0 {
				continue
			}
			m := &drawn{StageMatches: of, stage: p.stages[p.stageAt(of.Stage)], yes: b.yesNo(true), from: row, labels: map[string]int{}}
			m.odd = slices.ContainsFunc(d.lines, func(l line) bool { return !plainCode.MatchString(l.Entry.Code) })
			for _, x := range of.Meetings {
				if !x.Bye {
					m.labels[x.ID] = len(m.labels) + 1
				}
			}
			row += len(of.Meetings)
			m.to = row - 1
			name(&p.matches, "matches")
			m.list = quoted(p.matches)
			if of.Format.Tables() {
				name(&p.tables, "tables")
				tabled = m.placeTables(tabled)
			} else {
				name(&p.brackets, "brackets")
			}
			d.drawn = append(d.drawn, m)
		}
	}
}

// in is a column of the meetings, for a formula on another sheet.
func (m *drawn) in(col int) string {
	return m.list + fixed(col, m.from) + ":" + fixed(col, m.to)
}

func (b *output) writeMatches(p *plan) error {
	if p.matches == "" {
		return b.err
	}
	lay := b.lay(b.foot(p, page{name: p.matches, from: 1, heads: 1, wide: 2}))
	s := b.begin(p.matches, func(f *excelize.File) {
		lay(f)
		for _, d := range p.divisions {
			for _, m := range d.drawn {
				for i, x := range m.Meetings {
					if x.Played {
						b.differs(f, p.matches, at(xCheck, m.from+i))
					}
				}
			}
		}
	})
	s.columns(18, 5, 14, 6, 7, 8, 24, 8, 24, 12, 16, 14, 7, 7, 9, 8, 7, 7, 20, 14, 16, 9, 7, 20)
	s.freeze(0, 1)
	heads := []string{"stage", "number", "part", "round", "group", "code", "side.a", "code", "side.b", "bouts", "outcome", "decision",
		"score.a", "score.b", "winner", "over", "points.a", "points.b", "referee", "field", "time", "engine.winner", "check"}
	if p.manyGroups {
		heads = append(heads, "division")
	}
	s.heads(heads)
	for _, d := range p.divisions {
		entries := d.entries()
		for _, m := range d.drawn {
			for _, x := range m.Meetings {
				s.writeMeeting(p, d, m, x, entries)
			}
		}
	}
	return s.flush()
}

func (d *division) entries() map[string]judging.Entry {
	out := map[string]judging.Entry{}
	for _, l := range d.lines {
		out[l.Entry.ID] = l.Entry
	}
	return out
}

func (s *outSheet) writeMeeting(p *plan, d *division, m *drawn, x judging.MatchResult, entries map[string]judging.Entry) {
	s.text(wrapStyle, m.stage.title)
	s.put(midStyle, "", some(m.labels[x.ID]))
	s.text(wrapStyle, s.Say("workbook.part."+string(x.Part)))
	s.put(midStyle, "", x.Round)
	if len(m.Groups) > 1 {
		s.text(midStyle, column(x.Group+1))
	} else {
		s.put(midStyle, "", nil)
	}
	for _, side := range []struct {
		id   string
		from scoring.From
	}{{x.A, x.FromA}, {x.B, x.FromB}} {
		s.text(plainStyle, entries[side.id].Code)
		s.text(wrapStyle, cmp.Or(entries[side.id].Name, s.waits(m, x, side.from)))
	}
	s.writeFight(m, x, entries)
	for i, id := range []string{x.A, x.B} {
		s.writeTablePoints(m, x, id, []int{xCodeA, xCodeB}[i])
	}
	s.text(wrapStyle, p.judge(x.Judge))
	s.text(wrapStyle, x.Field)
	s.time(timeStyle, x.At)
	s.text(midStyle, s.winner(x, entries))
	if x.Played {
		row := s.row
		s.put(midStyle, fmt.Sprintf(`IF(AND(%s=%s,%s=%s,%s=%s),"OK","≠")`, at(xWinner, row), at(xEngine, row),
			at(xScoreA, row), x.For.Round(12), at(xScoreB, row), x.Conceded.Round(12)), "OK")
	} else {
		s.put(midStyle, "", nil)
	}
	if p.manyGroups {
		s.text(wrapStyle, d.Title.In(s.Lang))
	}
	s.end(0)
}

// some is a number, or an empty cell for 0.
func some(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

// waits says whom a side waits for, or that nobody comes.
func (b *output) waits(m *drawn, x judging.MatchResult, from scoring.From) string {
	switch key := "workbook.winner.of"; {
	case x.Over:
		return b.Say("workbook.nobody")
	case from.Meeting == "":
		return ""
	case from.Loser:
		key = "workbook.loser.of"
		fallthrough
	default:
		return b.Say(key, "n", m.labels[from.Meeting])
	}
}

// winner is who won by the engine, as the list names it.
func (b *output) winner(x judging.MatchResult, entries map[string]judging.Entry) string {
	if x.Draw {
		return b.Say("workbook.draw")
	}
	return entries[x.Winner].Code
}

// writeFight writes the bouts, what became of the match, and by formula the
// points inside it and who won.
func (s *outSheet) writeFight(m *drawn, x judging.MatchResult, entries map[string]judging.Entry) {
	row, winner := s.row, s.winner(x, entries)
	if x.Told == nil {
		s.put(midStyle, "", nil)
		walkover := ""
		if x.Bye {
			walkover = s.Say("workbook.bye")
		} else if x.Over {
			walkover = s.Say("workbook.walkover")
		}
		s.text(wrapStyle, walkover)
		for range 3 { // decision, scores
			s.put(midStyle, "", nil)
		}
		s.text(midStyle, winner)
		s.text(midStyle, s.yesNo(x.Over))
		return
	}
	var bouts []string
	for _, bout := range x.Told.Bouts {
		bouts = append(bouts, s.Say("workbook.bout."+bout))
	}
	s.text(midStyle, strings.Join(bouts, " "))
	outcome := cmp.Or(x.Told.Outcome, "ok")
	s.text(wrapStyle, s.Say("workbook.match."+outcome))
	decision := ""
	if x.Told.Decision != "" {
		decision = s.Say("workbook.decision." + x.Told.Decision)
	}
	s.text(wrapStyle, decision)
	for i, n := range []scoring.Number{x.For, x.Conceded} {
		side := literal(s.Say("workbook.bout." + []string{"a", "b"}[i]))
		list := at(xBouts, row)
		s.put(midStyle, fmt.Sprintf(`LEN(%s)-LEN(SUBSTITUTE(%s,%s,""))`, list, list, side), figure(n, 12))
	}
	s.put(midStyle, s.won(m, row), winner)
	s.text(midStyle, s.yesNo(x.Over))
}

// won is the winner by formula: of a match that did not take place who came, else
// who has the points, else whom the referees named.
func (b *output) won(m *drawn, row int) string {
	a, other := at(xCodeA, row), at(xCodeB, row)
	formula := `""`
	for _, step := range []struct{ text, side string }{{"draw", literal(b.Say("workbook.draw"))}, {"b", other}, {"a", a}} {
		formula = fmt.Sprintf("IF(%s=%s,%s,%s)", at(xDecided, row), literal(b.Say("workbook.decision."+step.text)), step.side, formula)
	}
	formula = fmt.Sprintf("IF(%s>=%d,%s,%s)", at(xScoreB, row), m.stage.def.Matches.To, other, formula)
	formula = fmt.Sprintf("IF(%s>=%d,%s,%s)", at(xScoreA, row), m.stage.def.Matches.To, a, formula)
	for _, step := range []struct{ side, goes string }{{"b", a}, {"a", other}} {
		formula = fmt.Sprintf("IF(OR(%[1]s=%[2]s,%[1]s=%[3]s),%[4]s,%[5]s)", at(xOutcome, row),
			literal(b.Say("workbook.match."+step.side+"-absent")), literal(b.Say("workbook.match."+step.side+"-dsq")), step.goes, formula)
	}
	return formula
}

// writeTablePoints writes what a meeting gives to a side of a table.
func (s *outSheet) writeTablePoints(m *drawn, x judging.MatchResult, id string, code int) {
	row, draw := s.row, literal(s.Say("workbook.draw"))
	if !m.Format.Tables() || id == "" {
		s.put(markStyle, "", nil)
		return
	}
	formula := fmt.Sprintf(`IF(%s=%s,IF(%s=%s,%s,IF(%s=%s,%s,%s)),"")`, at(xOver, row), literal(s.yesNo(true)),
		at(xWinner, row), at(code, row), m.Points[0].Round(12), at(xWinner, row), draw, m.Points[1].Round(12), m.Points[2].Round(12))
	var value any = ""
	if x.Over {
		value = figure(m.Points[slices.Index([]bool{x.Winner == id, x.Draw, true}, true)], 12)
	}
	s.put(markStyle, formula, value)
}
