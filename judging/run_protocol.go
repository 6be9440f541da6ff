package judging

// What was run in a stage of referees, for paper: by field and in the order of
// the plan, with the word of each team.

import (
	"cmp"
	"context"
	"slices"
	"time"

	"dovar/scoring"
)

// A RunProtocol is a stage of referees at row N of the contest's journal.
type RunProtocol struct {
	ContestView
	Event  Event
	Stage  Stage
	Def    StageDef
	Form   Rubric
	N      int64
	Groups int // of a stage of matches
	Fields []FieldProtocol
}

// A FieldProtocol is what is run in one place; Field is empty where no panel has
// one.
type FieldProtocol struct {
	Field    Room
	Referees []Judge // of its panels, the first one first
	Runs     []ProtocolRun
}

// A ProtocolRun is one sheet: a run of Of, or its match with Meets.
type ProtocolRun struct {
	Sheet
	Of       Entry
	Meets    *Entry          // of a match
	Place    scoring.Meeting // of a match: its round in the plan
	Match    scoring.Result  // of a match that is told
	order    int             // of play
	Referee  string
	Told     bool // a record counts: then Record, Run and the teams' words are of it
	Record   Record
	Why      string // of a decision of the referees
	Run      scoring.Run
	Team     TeamWord
	Teams    map[string]TeamWord
	Declined string // why there was no run; "" where there was or may be one
	At       time.Time
}

// RunProtocol returns the protocol of a stage of referees with all its sheets;
// NotFound for any other stage.
func (s *Service) RunProtocol(ctx context.Context, stage string) (RunProtocol, error) {
	return view(ctx, s, func(tx Tx) (out RunProtocol, err error) {
		if out.Stage, err = tx.Stage(stage); err != nil {
			return out, err
		}
		c, err := tx.Contest(out.Stage.Contest)
		if err != nil {
			return out, err
		}
		if out.ContestView, err = viewContest(tx, c); err != nil {
			return out, err
		}
		out.N = c.N
		def, _ := c.Def.stage(out.Stage.Slug)
		if !def.Recorded() {
			return out, Fail(NotFound, "not-found")
		}
		out.Def = def
		out.Form, _ = c.Def.Rubric(out.Stage.Slug)
		if out.Event, err = tx.Event(c.Event); err != nil {
			return out, err
		}
		return out, out.read(tx)
	})
}

// read fills in fields and runs.
func (p *RunProtocol) read(tx Tx) error {
	rooms, err := tx.Rooms(p.Contest.ID)
	if err != nil {
		return err
	}
	panels, err := tx.Panels(p.Contest.ID)
	if err != nil {
		return err
	}
	entries, err := tx.Entries(p.Contest.ID)
	if err != nil {
		return err
	}
	judges, err := tx.Judges(p.Event.ID)
	if err != nil {
		return err
	}
	sheets, err := tx.Sheets(SheetFilter{Contest: p.Contest.ID, Stage: p.Stage.ID})
	if err != nil {
		return err
	}
	meetings, err := p.meetings(tx)
	if err != nil {
		return err
	}
	entry, judge := byID(entries, func(e Entry) string { return e.ID }), byID(judges, func(j Judge) string { return j.ID })
	panel := byID(panels, func(x Panel) string { return x.ID })
	for _, room := range append(slices.Clone(rooms), Room{}) {
		f := FieldProtocol{Field: room}
		for _, x := range panels {
			if x.Stage == p.Stage.ID && x.Room == room.ID {
				for _, id := range x.Judges {
					f.Referees = append(f.Referees, judge[id])
				}
			}
		}
		for _, sh := range sheets { // a stage has few fields
			if panel[sh.Panel].Room != room.ID || !sh.Expected && sh.Counts == "" && sh.Head == "" {
				continue
			}
			run := ProtocolRun{Sheet: sh, Of: entry[sh.Entry], Referee: judge[sh.Judge].Name}
			if e, met := entry[sh.Against]; met {
				run.meet(e, meetings)
			}
			if err := run.tell(tx, p.Form); err != nil {
				return err
			}
			f.Runs = append(f.Runs, run)
		}
		slices.SortStableFunc(f.Runs, func(a, b ProtocolRun) int {
			if a.Meets != nil && b.Meets != nil {
				return cmp.Or(a.order-b.order, a.Attempt-b.Attempt)
			}
			return cmp.Or(a.Attempt-b.Attempt, a.Ord-b.Ord, cmp.Compare(a.Of.Code, b.Of.Code))
		})
		if len(f.Runs) > 0 || len(f.Referees) > 0 {
			p.Fields = append(p.Fields, f)
		}
	}
	return nil
}

// meetings are those of a stage of matches in the order of play.
func (p *RunProtocol) meetings(tx Tx) (out []scoring.Meeting, err error) {
	if p.Form.Match == nil {
		return nil, nil
	}
	courses, err := readCourses(tx, p.Contest.ID, p.Stage)
	for _, c := range courses {
		out, p.Groups = append(out, c.meetings()...), max(p.Groups, len(c.plan.Groups))
	}
	return out, err
}

// meet makes the run a match, in its place of the plan; one of a pair that does
// not meet any more stands where its meeting does.
func (r *ProtocolRun) meet(other Entry, meetings []scoring.Meeting) {
	r.Meets = &other
	r.order = slices.IndexFunc(meetings, func(m scoring.Meeting) bool { return m.ID == r.Meeting && m.A == r.Entry && m.B == r.Against })
	if r.order < 0 {
		r.order = slices.IndexFunc(meetings, func(m scoring.Meeting) bool { return m.ID == r.Meeting })
	}
	if r.order >= 0 {
		r.Place = meetings[r.order]
	}
}

// tell reads what counts of the sheet, or why nothing does.
func (r *ProtocolRun) tell(tx Tx, form Rubric) error {
	if id := cmp.Or(r.Counts, r.Head); id != "" {
		op, err := tx.Op(id)
		if err != nil {
			return err
		}
		r.At = op.ReceivedAt
		if r.Counts == "" {
			if op.Kind == OpDecline && op.Reason != nil {
				r.Declined = *op.Reason
			}
			return nil
		}
		r.Told, r.Record, r.Teams, r.Why = true, op.Body.Record, op.Body.Teams, op.Body.Notes["decision"]
		if op.Body.Team != nil {
			r.Team = *op.Body.Team
		}
		if form.Match != nil {
			r.Match = form.Match.result(r.Record, r.Entry, r.Against)
		}
		if form.Run != nil {
			r.Run, _ = form.Result(r.Record)
		}
	}
	return nil
}
