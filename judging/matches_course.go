package judging

// The matches of one division in a stage, as they are stored.

import (
	"cmp"
	"encoding/json"
	"slices"

	"dovar/scoring"
)

// A course is a draw with the sheets of its matches.
type course struct {
	contest Contest
	stage   Stage
	form    MatchForm
	draw    Draw
	plan    scoring.Plan
	entries map[string]Entry // of the contest
	all     []Sheet          // of the stage
	sheets  []Sheet          // of the division's matches, by Ord
	records map[string]Record
	out     map[string]int // who plays no more
	panels  []Panel        // of the stage, in the order of rooms
}

// drawn is the plan of a draw; false for one that the stage as it is defined now
// cannot follow: it is drawn anew.
func (s StageDef) drawn(d DrawPlan) (scoring.Plan, bool) {
	if s.Matches == nil || len(d.Groups) == 0 {
		return scoring.Plan{}, false
	}
	p := s.plan(d)
	return p, p.Check() == nil
}

// readCourses reads the matches of a stage, by division. A division that is not
// drawn has none.
func readCourses(tx Tx, contest string, st Stage) ([]*course, error) {
	draws, err := tx.Draws(contest)
	if err != nil {
		return nil, err
	}
	draws = slices.DeleteFunc(draws, func(d Draw) bool { return d.Stage != st.ID })
	if len(draws) == 0 {
		return nil, nil
	}
	base, err := readStage(tx, contest, st)
	if err != nil {
		return nil, err
	}
	def, _ := base.contest.Def.stage(st.Slug)
	var out []*course
	for _, d := range draws {
		c := base
		if plan, ok := def.drawn(d.Plan); ok {
			c.draw, c.plan = d, plan
			if err := c.read(tx); err != nil {
				return nil, err
			}
			out = append(out, &c)
		}
	}
	return out, nil
}

// readStage reads what the matches of all divisions have in common.
func readStage(tx Tx, contest string, st Stage) (base course, err error) {
	base = course{stage: st}
	if base.contest, err = tx.Contest(contest); err != nil {
		return base, err
	}
	if base.panels, err = panelsOf(tx, contest, st.ID); err != nil {
		return base, err
	}
	entries, err := tx.Entries(contest)
	if err != nil {
		return base, err
	}
	base.entries = byID(entries, func(e Entry) string { return e.ID })
	if form, ok := base.contest.Def.Rubric(st.Slug); ok && form.Match != nil {
		base.form = *form.Match
	}
	base.all, err = tx.Sheets(SheetFilter{Contest: contest, Stage: st.ID})
	return base, err
}

// read takes the sheets of the course, of an earlier draw too, and what those
// that count say.
func (c *course) read(tx Tx) error {
	in := map[string]bool{}
	for _, e := range slices.Concat(c.plan.Groups...) {
		in[e] = true
	}
	c.records = map[string]Record{}
	for _, sh := range c.all {
		of := func(id string) bool { return c.entries[id].Division == c.draw.Division }
		if sh.Meeting == "" || !(in[sh.Entry] && in[sh.Against] || of(sh.Entry) && of(sh.Against)) {
			continue
		}
		c.sheets = append(c.sheets, sh)
		if sh.Counts == "" {
			continue
		}
		op, err := tx.Op(sh.Counts)
		if err != nil {
			return err
		}
		c.records[sh.ID] = op.Body.Record
	}
	return c.readOut(tx)
}

// meetings are those of the course as they stand.
func (c *course) meetings() []scoring.Meeting {
	var told []toldMatch
	for _, sh := range slices.SortedFunc(slices.Values(c.sheets), laterFirst) {
		if sh.Counts != "" && (sh.Excluded == "" || pairChanged.has(sh.Excluded)) {
			told = append(told, toldMatch{sh.Meeting, c.form.result(c.records[sh.ID], sh.Entry, sh.Against)})
		}
	}
	return meetingsOf(c.plan, told, c.out)
}

// laterFirst orders sheets of one pair: the one made last is asked first.
func laterFirst(a, b Sheet) int {
	return cmp.Or(cmp.Compare(b.Attempt, a.Attempt), cmp.Compare(a.ID, b.ID))
}

// readOut finds the entries of the draw that play no more, each with the row of
// the journal with which it left.
func (c *course) readOut(tx Tx) error {
	c.out = map[string]int{}
	for _, id := range slices.Concat(c.plan.Groups...) {
		if e := c.entries[id]; e.State != EntryActive || e.Division != c.draw.Division {
			c.out[id] = 1
		}
	}
	if len(c.out) < 2 { // of one alone the order says nothing
		return nil
	}
	ask := JournalAsk{Kinds: []RowKind{RowEntry}, Limit: 500}
	for found := map[string]bool{}; len(found) < len(c.out); {
		rows, err := tx.JournalBefore(c.contest.ID, ask)
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, row := range rows {
			var b RowEntryBody
			if err := json.Unmarshal(row.Body, &b); err != nil {
				return err
			}
			if _, gone := c.out[b.Entry.ID]; gone && b.left() && !found[b.Entry.ID] {
				c.out[b.Entry.ID], found[b.Entry.ID] = int(row.N), true
			}
			ask.Before = row.N
		}
	}
	return nil
}

// played reports whether anything was written on a match of the course.
func (c *course) played() bool {
	return slices.ContainsFunc(c.sheets, func(sh Sheet) bool { return sh.Rev > 0 })
}

// open names the meetings that are to be played, by the codes of their entries.
func (c *course) open() (names []string) {
	code := func(id string) string { return cmp.Or(c.entries[id].Code, "?") }
	for _, m := range c.meetings() {
		if !m.Over {
			names = append(names, code(m.A)+" – "+code(m.B))
		}
	}
	return names
}

// A referee is a judge of matches, on a field where there are fields.
type referee struct{ judge, panel string }

// referees are the first judges of the division's fields, or those named in the
// draw.
func (c *course) referees() (out []referee) {
	for _, p := range c.panels {
		if first := p.referee(); p.Division == c.draw.Division && first != "" {
			out = append(out, referee{first, p.ID})
		}
	}
	if len(out) == 0 {
		for _, j := range c.draw.Plan.Judges {
			out = append(out, referee{judge: j})
		}
	}
	return out
}

// fields says in turn who has each meeting, by its id: a group stays on its field
// where there are no more fields than groups.
func (c *course) fields(meetings []scoring.Meeting) map[string]referee {
	out, referees := map[string]referee{}, c.referees()
	if len(referees) == 0 {
		return out
	}
	type round struct {
		part         scoring.PlanPart
		round, group int
	}
	before := map[round]int{}
	for _, m := range meetings {
		at := round{m.Part, m.Round, m.Group}
		out[m.ID] = referees[(m.Group+before[at]*len(c.plan.Groups))%len(referees)]
		before[at]++
	}
	return out
}

// seat is the sheet of a meeting that became playable.
func (c *course) seat(m scoring.Meeting, by referee, ord int) Sheet {
	sh := seatFor(c.all, Sheet{Contest: c.contest.ID, Stage: c.stage.ID, Entry: m.A, Attempt: 1, Turn: Turn{Against: m.B, Meeting: m.ID}}, by.judge)
	sh.Ord, sh.Expected, sh.Panel = ord, true, by.panel
	return sh
}

// base is where the Ord of a panel's sheets begins.
func (c *course) base(panel string) int {
	return (1 + slices.IndexFunc(c.panels, func(p Panel) bool { return p.ID == panel })) * panelSpan
}
