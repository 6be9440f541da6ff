package data

// Events, contests and what they consist of.

import "dovar/judging"

var events = table(record[judging.Event]{
	name: "events",
	columns: `
		id
		title
		starts
		ends
		timezone
		languages
		place
		address
		at
		n`,
	fields: func(e *judging.Event) []any {
		return []any{&e.ID, text{&e.Title}, &e.Starts, &e.Ends, &e.Timezone, text{&e.Languages}, &e.Place, &e.Address, millis{&e.At}, &e.N}
	},
	counter: true,
})

func (t *tx) Events() ([]judging.Event, error) { return events.all(t, "ORDER BY starts, id") }
func (t *tx) Event(id string) (judging.Event, error) {
	return events.one(t, "WHERE id = ?1", id)
}
func (t *tx) PutEvent(e judging.Event) error { return events.put(t, e) }

var contests = table(record[judging.Contest]{
	name: "contests",
	columns: `
		id
		event
		board_state
		board_show
		board_reasons
		board_bounds
		at
		def
		n`,
	fixed: 1,
	fields: func(c *judging.Contest) []any {
		return []any{&c.ID, &c.Event, &c.Board.State, &c.Board.Show, &c.Board.Reasons, &c.Board.Bounds, millis{&c.At}, text{&c.Def}, &c.N}
	},
	counter: true,
})

func (t *tx) Contests(event string) ([]judging.Contest, error) {
	if event == "" {
		return contests.all(t, "ORDER BY at, id")
	}
	return contests.all(t, "WHERE event = ?1 ORDER BY at, id", event)
}
func (t *tx) Contest(id string) (judging.Contest, error) {
	return contests.one(t, "WHERE id = ?1", id)
}
func (t *tx) Board(contest string) (b judging.Board, err error) {
	return b, t.row("SELECT board_state, board_show, board_reasons, board_bounds FROM contests WHERE id = ?1", []any{contest},
		&b.State, &b.Show, &b.Reasons, &b.Bounds)
}
func (t *tx) PutContest(c judging.Contest) error { return contests.put(t, c) }

var divisions = table(record[judging.Division]{
	name: "divisions",
	columns: `
		id
		contest
		slug
		title`,
	fixed: 1,
	fields: func(d *judging.Division) []any {
		return []any{&d.ID, &d.Contest, &d.Slug, text{&d.Title}}
	},
})

func (t *tx) Divisions(contest string) ([]judging.Division, error) {
	return divisions.all(t, "WHERE contest = ?1 ORDER BY slug", contest)
}
func (t *tx) PutDivision(d judging.Division) error { return divisions.put(t, d) }

var stages = table(record[judging.Stage]{
	name: "stages",
	columns: `
		id
		contest
		slug
		kind
		ord
		state
		rubric`,
	fixed: 1,
	fields: func(s *judging.Stage) []any {
		return []any{&s.ID, &s.Contest, &s.Slug, &s.Kind, &s.Ord, &s.State, optional{&s.Rubric}}
	},
})

func (t *tx) Stages(contest string) ([]judging.Stage, error) {
	return stages.all(t, "WHERE contest = ?1 ORDER BY ord", contest)
}
func (t *tx) Stage(id string) (judging.Stage, error) { return stages.one(t, "WHERE id = ?1", id) }
func (t *tx) PutStage(s judging.Stage) error         { return stages.put(t, s) }

func (t *tx) Rubric(hash string) (body []byte, err error) {
	return body, t.row("SELECT body FROM rubrics WHERE hash = ?1", []any{hash}, &body)
}

// PutRubric leaves a rubric that is there: its hash says that it is the same.
func (t *tx) PutRubric(hash string, body []byte) error {
	return t.change(`
INSERT INTO rubrics (
	hash,
	body
) VALUES (?1, ?2)
ON CONFLICT (hash) DO NOTHING`, hash, body)
}

var entries = table(record[judging.Entry]{
	name: "entries",
	columns: `
		id
		contest
		division
		ord
		code
		name
		names
		school
		district
		region
		supervisor
		members
		fields
		state
		visibility`,
	fixed: 1,
	fields: func(e *judging.Entry) []any {
		return []any{&e.ID, &e.Contest, &e.Division, &e.Ord, &e.Code, &e.Name, text{&e.Names}, &e.School, &e.District,
			&e.Region, &e.Supervisor, text{&e.Members}, text{&e.Fields}, &e.State, &e.Visibility}
	},
})

func (t *tx) Entries(contest string) ([]judging.Entry, error) {
	return entries.all(t, "WHERE contest = ?1 ORDER BY ord", contest)
}
func (t *tx) Entry(id string) (judging.Entry, error) { return entries.one(t, "WHERE id = ?1", id) }
func (t *tx) PutEntry(e judging.Entry) error         { return entries.put(t, e) }

var rooms = table(record[judging.Room]{
	name: "rooms",
	columns: `
		id
		contest
		name
		ord`,
	fixed:  1,
	fields: func(r *judging.Room) []any { return []any{&r.ID, &r.Contest, &r.Name, &r.Ord} },
})

func (t *tx) Rooms(contest string) ([]judging.Room, error) {
	return rooms.all(t, "WHERE contest = ?1 ORDER BY ord, id", contest)
}
func (t *tx) PutRoom(r judging.Room) error { return rooms.put(t, r) }

var timetables = table(record[judging.Timetable]{
	name: "timetables",
	columns: `
		id
		contest
		rounds`,
	fixed:  1,
	fields: func(t *judging.Timetable) []any { return []any{&t.Stage, &t.Contest, text{&t.Rounds}} },
})

func (t *tx) Timetable(stage string) (judging.Timetable, error) {
	return timetables.one(t, "WHERE id = ?1", stage)
}
func (t *tx) PutTimetable(x judging.Timetable) error { return timetables.put(t, x) }

var panels = table(record[judging.Panel]{
	name: "panels",
	columns: `
		id
		contest
		stage
		division
		room
		seating
		per_entry
		judges
		gone`,
	fixed: 1,
	fields: func(p *judging.Panel) []any {
		return []any{&p.ID, &p.Contest, &p.Stage, &p.Division, optional{&p.Room}, &p.Seating, &p.PerEntry, text{&p.Judges}, &p.Gone}
	},
})

func (t *tx) Panels(contest string) ([]judging.Panel, error) {
	return panels.all(t, "WHERE contest = ?1 AND gone = 0 ORDER BY id", contest)
}
func (t *tx) Panel(id string) (judging.Panel, error) { return panels.one(t, "WHERE id = ?1", id) }
func (t *tx) PutPanel(p judging.Panel) error         { return panels.put(t, p) }

var draws = table(record[judging.Draw]{
	name: "draws",
	columns: `
		id
		contest
		stage
		division
		at
		plan`,
	fixed: 3,
	fields: func(d *judging.Draw) []any {
		return []any{&d.ID, &d.Contest, &d.Stage, &d.Division, millis{&d.At}, text{&d.Plan}}
	},
})

func (t *tx) Draws(contest string) ([]judging.Draw, error) {
	return draws.all(t, "WHERE contest = ?1 ORDER BY id", contest)
}
func (t *tx) PutDraw(d judging.Draw) error { return draws.put(t, d) }
