package judging

// What follows from a match: sheets of the meetings that became playable, in the
// transaction of what caused it.

import (
	"maps"
	"slices"

	"dovar/scoring"
)

// An Advance says what a correction, a withdrawal or a result counted anew
// changed of meetings that had a sheet.
type Advance struct {
	Stage    string    `json:"stage"`    // id
	Division string    `json:"division"` // id
	Changed  []Changed `json:"changed"`
}

// Changed is one meeting: whom its sheet was for, and who meets now, "" for a
// side that is open again.
type Changed struct {
	Meeting string    `json:"meeting"`
	Part    string    `json:"part,omitempty"`
	Round   int       `json:"round,omitempty"`
	Was     [2]string `json:"was"`
	Now     [2]string `json:"now"`
	Played  bool      `json:"played,omitempty" doc:"there is a result of the old pair: it is kept and does not count"`
	Again   bool      `json:"again,omitempty" doc:"the pair meets as before: its result counts again"`
	Winner  string    `json:"winner,omitempty" doc:"the other side left: it is won without a match"`
}

// advance brings the sheets of a stage of matches in line with who meets whom
// now. It costs nothing for stages of other kinds.
func (s *Service) advance(tx Tx, by Actor, contest string, stages ...Stage) error {
	for _, st := range stages {
		if st.Kind != "matches" {
			continue
		}
		courses, err := readCourses(tx, contest, st)
		if err != nil {
			return err
		}
		for _, c := range courses {
			if err := s.follow(tx, by, c, true); err != nil {
				return err
			}
		}
	}
	return nil
}

// A step is what brings sheets in line with meetings.
type step struct {
	back    []Sheet  // taken back: nobody is to fill them now
	aside   []string // with a result of a pair that does not meet any more
	again   []string // with one of a pair that meets again
	given   []Sheet
	changed []Changed
}

// follow takes one step: told says whether a row tells what has changed. After a
// draw it does not, and all that waits goes to the referees of the draw.
func (s *Service) follow(tx Tx, by Actor, c *course, told bool) error {
	x := c.step(!told)
	if err := s.pairRows(tx, by, c.contest, RowUnassign, c.stage, "", x.back); err != nil {
		return err
	}
	if err := s.excludeAll(tx, by, x.aside, c.setAside(tx)); err != nil {
		return err
	}
	if err := s.excludeAll(tx, by, x.again, ""); err != nil {
		return err
	}
	if err := s.pairRows(tx, by, c.contest, RowAssign, c.stage, "", x.given); err != nil {
		return err
	}
	if len(x.changed) == 0 || !told {
		return nil
	}
	row := Advance{c.stage.ID, c.draw.Division, x.changed}
	return s.write(tx, Scope{Contest: c.contest.ID}, RowAdvanced, by, "", row)
}

// setAside is the reason on such a sheet, in the event's first language.
func (c *course) setAside(tx Tx) string {
	event, err := tx.Event(c.contest.Event)
	if err != nil || len(event.Languages) == 0 {
		return pairChanged.EN
	}
	return pairChanged.In(event.Languages[0])
}

func (c *course) step(drawn bool) (x step) {
	meetings := c.meetings()
	fields := c.fields(meetings)
	now, seated := byID(meetings, func(m scoring.Meeting) string { return m.ID }), map[string]bool{}
	for _, sh := range c.sheets {
		m, known := now[sh.Meeting]
		meets := known && m.A == sh.Entry && m.B == sh.Against
		machine := pairChanged.has(sh.Excluded)
		switch {
		case sh.Excluded != "" && !machine: // a person's word stands
		case machine && meets:
			x.again = append(x.again, sh.ID)
			x.change(sh, m, Changed{Again: true})
			seated[m.ID] = seated[m.ID] || sh.Counts == ""
		case machine:
		case sh.Counts != "" && !meets:
			x.aside = append(x.aside, sh.ID)
			x.change(sh, m, Changed{Played: true})
		case sh.Counts != "" || !sh.Expected:
		case meets && playable(m) && !(drawn && fields[m.ID].judge != sh.Judge):
			seated[m.ID] = true
		default:
			sh.Expected = false
			x.back = append(x.back, sh)
			x.change(sh, m, Changed{Winner: m.Winner})
		}
	}
	for i, m := range meetings {
		by, there := fields[m.ID]
		if there && playable(m) && !seated[m.ID] {
			given := c.seat(m, by, c.base(by.panel)+i)
			x.given, c.all = append(x.given, given), append(c.all, given)
		}
	}
	return x
}

// change notes what became of the meeting of a sheet.
func (x *step) change(sh Sheet, m scoring.Meeting, as Changed) {
	as.Meeting, as.Part, as.Round = sh.Meeting, string(m.Part), m.Round
	as.Was, as.Now = [2]string{sh.Entry, sh.Against}, [2]string{m.A, m.B}
	if as.Played || as.Again {
		as.Winner = ""
	}
	x.changed = append(x.changed, as)
}

// advanceAll lets follow what came of matches.
func (d *desk) advanceAll() error {
	for _, stage := range slices.Sorted(maps.Keys(d.moved)) {
		st := d.moved[stage]
		if err := d.advance(d.tx, d.by, st.Contest, st); err != nil {
			return err
		}
	}
	return nil
}
