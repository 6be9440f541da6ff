package judging

// A contest folded from its journal.

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"dovar/scoring"
)

// A Picture is a contest as its journal tells it: rows go in by Apply in order
// of n, frames and standings come out. It is a pure function of the rows, the
// same on every node and after every restart.
//
// Each division keeps two tables: all of what counts, for those with the right
// to results, and shown, holding only what the public may see now. A public
// frame is made from shown and the entries' public fields alone, so that it
// cannot reach what is not published.
type Picture struct {
	Contest   string
	N         int64
	last      Row // the newest, without its body
	def       Definition
	rule      *scoring.Rule // nil when the contest is not scored
	board     Board
	divisions []*divisionPicture
	entries   map[string]*entryPicture
	stages    map[string]string // id to slug
	forms     map[string]Rubric // of referees' stages, by slug
	states    map[string]StageState
	watch     watch
	moved     moved
}

type divisionPicture struct {
	Division
	pub        int64
	asOf       time.Time
	entries    []*entryPicture // in the order added
	publics    int             // rows that were ever public: the next i
	unnumbered int             // entries without an i
	all        *scoring.Table
	shown      *scoring.Table // nil while the board is hidden
	votes      scoring.Votes
	ballots    []Vote              // as recorded, in order
	draws      map[string]Draw     // of matches, by stage
	playing    map[string]*playing // the same
	expected   int                 // of active entries
	counted    int
}

type entryPicture struct {
	Entry
	i     int    // number on public frames, from 0; -1 before the first
	room  string // id of the room it is judged in, where places are made within rooms
	cells map[string]*cell
	left  int64 // the row with which it left the matches of its division; 0 for none
}

// NewPicture is the contest before its first row.
func NewPicture(contest string) *Picture {
	return &Picture{
		Contest: contest, board: Board{State: BoardHidden, Show: ShowComplete},
		entries: map[string]*entryPicture{}, stages: map[string]string{}, states: map[string]StageState{}, watch: newWatch(),
	}
}

// Apply folds one row in. Rows of kinds that change no standing only move N. An
// error means a journal that this program did not write.
func (p *Picture) Apply(row Row) error {
	if row.N != p.N+1 {
		return fmt.Errorf("journal of %s: row %d after %d", p.Contest, row.N, p.N)
	}
	if err := p.fold(row); err != nil {
		return fmt.Errorf("journal of %s, row %d (%s): %w", p.Contest, row.N, row.Kind, err)
	}
	p.seat(row.Kind)
	p.place(row.Kind)
	p.N, p.last = row.N, Row{N: row.N, At: row.At, Leaf: row.Leaf}
	if slices.Contains(movers, row.Kind) {
		p.moved = moved{row.N, row.At}
	}
	for _, d := range p.divisions {
		if row.Pub == "*" || row.Pub == d.ID {
			d.pub++
			d.asOf = row.At
		}
		p.number(d)
	}
	return nil
}

// number gives the entries that became public with this row their i.
func (p *Picture) number(d *divisionPicture) {
	if p.board.State == BoardHidden || d.unnumbered == 0 {
		return
	}
	for _, e := range d.entries {
		if e.i < 0 && e.public() {
			e.i = d.publics
			d.publics++
			d.unnumbered--
		}
	}
}

func (p *Picture) fold(row Row) error {
	switch row.Kind {
	case RowContest:
		p.watch.laid[""] = row.N
		return with(row, p.foldContest)
	case RowEntry:
		p.watch.laid[""] = row.N
		return with(row, p.foldEntry)
	case RowAssign, RowUnassign:
		return with(row, func(b RowAssignBody) error {
			p.watch.assign(row, p.stages[b.Stage], b, row.Kind == RowAssign)
			return p.foldAssign(b, row.Kind == RowAssign)
		})
	case RowRoom:
		return with(row, func(r Room) error { p.watch.room(row, r); return nil })
	case RowOrder:
		return with(row, func(b RowOrderBody) error { p.watch.order(b); return nil })
	case RowTimetable:
		return with(row, func(t Timetable) error { p.watch.timetables[p.stages[t.Stage]] = t; return nil })
	case RowPanel:
		return with(row, func(b RowPanelBody) error { p.watch.panel(row, b); return nil })
	case RowStage:
		return with(row, func(b RowStageBody) error {
			p.states[b.Stage], p.watch.turned[p.stages[b.Stage]] = b.State, row.At
			return nil
		})
	case RowDeclared:
		return with(row, p.foldDeclared)
	case RowBoard:
		return with(row, func(b RowBoardBody) error { p.board = b.Board; p.rebuild(); return nil })
	case RowVote:
		return with(row, p.foldVote)
	case RowDraw:
		return with(row, p.foldDraw)
	case RowOp:
		return with(row, func(b RowOpBody) error {
			if p.watch.stored(row, b); b.Kind.decisive() {
				p.moved = moved{row.N, row.At}
			}
			return p.foldEffect(b.Effect, row.At)
		})
	case RowAccept:
		return with(row, func(b RowAcceptBody) error { p.watch.accepted(row, b); return p.foldEffect(b.Effect, row.At) })
	case RowExclude, RowReturn:
		return with(row, func(f Effect) error { p.watch.changed(row, f); return p.foldEffect(f, row.At) })
	}
	return nil
}

func with[B any](row Row, f func(B) error) error {
	var b B
	if err := json.Unmarshal(row.Body, &b); err != nil {
		return err
	}
	return f(b)
}

// ruled takes the rule of the definition, if it is scored yet.
func (p *Picture) ruled() (err error) {
	if p.rule = nil; p.def.Scored() {
		p.rule, err = p.def.Rule()
	}
	return err
}

func (p *Picture) foldDeclared(b RowDeclaredBody) error {
	p.def.Rank.Rooms = &b.Rooms
	if err := p.ruled(); err != nil {
		return err
	}
	p.rebuild()
	return nil
}

func (p *Picture) foldContest(b RowContestBody) error {
	p.def, p.forms = b.Def, map[string]Rubric{}
	for _, s := range b.Def.Stages {
		p.watch.runs[s.ID] = s.Refereed()
		if form, ok := b.Def.Rubric(s.ID); ok && s.Refereed() {
			p.forms[s.ID] = form
		}
	}
	if err := p.ruled(); err != nil {
		return err
	}
	for _, d := range b.Divisions {
		if i := slices.IndexFunc(p.divisions, func(x *divisionPicture) bool { return x.ID == d.ID }); i >= 0 {
			p.divisions[i].Division = d
		} else {
			p.divisions = append(p.divisions, &divisionPicture{Division: d, votes: scoring.Votes{}})
		}
	}
	for _, st := range b.Stages {
		p.stages[st.ID], p.states[st.ID] = st.Slug, st.State
	}
	p.rebuild()
	return nil
}

func (p *Picture) foldAssign(b RowAssignBody, expected bool) error {
	for _, sh := range b.Sheets {
		err := p.change(sh.Entry, p.stages[b.Stage], func(c *cell) {
			delete(c.expected, sh.ID)
			delete(c.back, sh.ID)
			if expected {
				c.expected[sh.ID] = scoring.Open{Stage: p.stages[b.Stage], Entry: sh.Entry, Judge: sh.Judge, Attempt: sh.Attempt}
			} else {
				c.back[sh.ID] = true
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *Picture) foldEffect(f Effect, at time.Time) error {
	sheet, err := p.scoredSheet(f)
	if err != nil {
		return err
	}
	err = p.change(f.Entry, f.Stage, func(c *cell) {
		delete(c.sheets, f.Sheet)
		if f.Counts != "" {
			c.sheets[f.Sheet] = sheet
		}
		if c.refereed {
			c.clock(f, at)
			delete(c.told, f.Sheet)
			if f.Counts != "" {
				c.told[f.Sheet] = f
			}
		}
		c.back[f.Sheet] = c.back[f.Sheet] && f.Counts == ""
		if c.stored[f.Sheet].op != f.Counts {
			c.stored[f.Sheet] = storing{f.Counts, at}
		}
		c.expected[f.Sheet] = scoring.Open{Stage: f.Stage, Entry: f.Entry, Judge: f.Judge, Attempt: f.Attempt}
		if f.Excluded != "" || f.Settled || c.back[f.Sheet] {
			delete(c.expected, f.Sheet)
		}
	})
	if err == nil {
		p.replay(p.division(p.entries[f.Entry].Division), f.Stage)
	}
	return err
}

func (p *Picture) foldVote(v Vote) error {
	d := p.division(v.Division)
	if d == nil {
		return fmt.Errorf("division %s is not there", v.Division)
	}
	d.ballots = append(d.ballots, v)
	for i, id := range v.Order {
		d.votes[id] = i + 1
	}
	for _, t := range []*scoring.Table{d.all, d.shown} {
		if t != nil {
			t.SetVotes(d.votes)
		}
	}
	return nil
}

func (p *Picture) division(id string) *divisionPicture {
	i := slices.IndexFunc(p.divisions, func(d *divisionPicture) bool { return d.ID == id })
	if i < 0 {
		return nil
	}
	return p.divisions[i]
}

// find is division by id or slug; "" is the only one.
func (p *Picture) find(key string) (*divisionPicture, error) {
	for _, d := range p.divisions {
		if d.ID == key || d.Slug == key || key == "" && len(p.divisions) == 1 {
			return d, nil
		}
	}
	return nil, Fail(NotFound, "not-found")
}
