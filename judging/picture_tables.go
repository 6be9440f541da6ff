package judging

// The cells of a Picture and the tables kept in line with them.

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"dovar/scoring"
)

// A cell is one entry in one stage, by sheet id: the sheets expected, those with
// marks, excluded ones included, and those whose pair was taken back. An
// excluded or settled sheet is not expected, and one taken back only if it counts.
type cell struct {
	refereed bool // its sheets are of referees
	match    bool // ... of matches: the plan makes results of them
	expected map[string]scoring.Open
	sheets   map[string]scoring.Sheet
	told     map[string]Effect // of referees' sheets that count
	back     map[string]bool
	stored   map[string]storing
	running  map[string]time.Time // since when the stopwatch of a sheet runs, by the server's clock
}

// A storing is the op whose marks count and the time of the row that made it so.
type storing struct {
	op string
	at time.Time
}

// counted is the number of sheets that count.
func (c *cell) counted() (n int) {
	for _, sh := range c.sheets {
		if sh.Excluded == "" {
			n++
		}
	}
	return n
}

// complete reports whether every sheet expected of an attempt counts.
func (c *cell) complete(attempt int) bool {
	expected, counted := 0, 0
	for _, seat := range c.expected {
		if seat.Attempt == attempt {
			expected++
		}
	}
	for _, sh := range c.sheets {
		if sh.Attempt == attempt && sh.Excluded == "" {
			counted++
		}
	}
	return expected > 0 && counted == expected
}

// shown are the sheets of a cell that a public total may contain: all that
// count once results are published or each sheet is shown at once, else those
// of an attempt's complete panel, so that no single judge's marks can be
// computed. What a referee records happened in front of everybody.
func (c *cell) shown(b Board) (out []scoring.Sheet) {
	all := b.State == BoardPublished || b.Show == ShowEverySheet || c.refereed
	if c.match {
		return nil
	}
	for _, sh := range c.sheets {
		if sh.Excluded == "" && (all || c.complete(sh.Attempt)) {
			out = append(out, sh)
		}
	}
	return out
}

// clock keeps since when a run is under way. Of two tellings of one run the
// earlier is nearer: what is late by the network cannot be early.
func (c *cell) clock(f Effect, at time.Time) {
	if f.Clock == "" {
		delete(c.running, f.Sheet)
		return
	}
	ms, _ := strconv.ParseInt(f.Clock, 10, 64)
	since := at.Add(-time.Duration(ms) * time.Millisecond)
	if was, runs := c.running[f.Sheet]; !runs || since.Before(was) {
		c.running[f.Sheet] = since
	}
}

// all are the sheets of a cell for those with the right to results.
func (c *cell) all(Board) []scoring.Sheet {
	if c.match {
		return nil
	}
	return slices.Collect(maps.Values(c.sheets))
}

// change edits one cell and brings coverage and tables in line with it.
func (p *Picture) change(entry, stage string, edit func(*cell)) error {
	e := p.entries[entry]
	if e == nil {
		return fmt.Errorf("entry %s is not there", entry)
	}
	c := e.cells[stage]
	if c == nil {
		c = &cell{
			expected: map[string]scoring.Open{}, sheets: map[string]scoring.Sheet{},
			back: map[string]bool{}, stored: map[string]storing{},
		}
		if def, _ := p.def.stage(stage); def.Refereed() {
			c.refereed, c.told, c.running = true, map[string]Effect{}, map[string]time.Time{}
			c.match = def.Kind == "matches"
		}
		e.cells[stage] = c
	}
	d := p.division(e.Division)
	all, shown := c.all(p.board), c.shown(p.board)
	if e.State == EntryActive {
		d.cover(c, false)
	}
	edit(c)
	if e.State == EntryActive {
		d.cover(c, true)
	}
	swap(d.all, all, c.all(p.board))
	swap(d.shown, shown, c.shown(p.board))
	if p.forms[stage].Items != nil {
		p.put(e)
	}
	return nil
}

// put tells the tables anew what is said of an entry.
func (p *Picture) put(e *entryPicture) {
	d := p.division(e.Division)
	for _, t := range []*scoring.Table{d.all, d.shown} {
		if t != nil {
			t.PutEntry(p.scored(e))
		}
	}
}

// swap takes the sheets was out of a table and puts now in.
func swap(t *scoring.Table, was, now []scoring.Sheet) {
	if t == nil {
		return
	}
	for _, sh := range was {
		if !slices.ContainsFunc(now, func(x scoring.Sheet) bool { return x.Judge == sh.Judge && x.Attempt == sh.Attempt }) {
			t.Remove(sh.Stage, sh.Entry, sh.Judge, sh.Attempt)
		}
	}
	for _, sh := range now {
		t.Apply(sh)
	}
}

// rebuild makes the tables anew after the rule or the board changed.
func (p *Picture) rebuild() {
	for _, d := range p.divisions {
		d.all, d.shown = nil, nil
		p.replayAll(d)
		if p.rule == nil {
			continue
		}
		d.all = p.table(d, (*cell).all)
		if p.board.State != BoardHidden {
			d.shown = p.table(d, (*cell).shown)
		}
	}
}

// table fills a table with the sheets that pick takes of each cell.
func (p *Picture) table(d *divisionPicture, pick func(*cell, Board) []scoring.Sheet) *scoring.Table {
	t := scoring.NewTable(p.rule)
	t.SetVotes(d.votes)
	for _, e := range d.entries {
		t.PutEntry(p.scored(e))
		for _, c := range e.cells {
			for _, sh := range pick(c, p.board) {
				t.Apply(sh)
			}
		}
	}
	for _, x := range d.playing {
		swapGames(t, nil, x.games)
	}
	return t
}

// scoredSheet is what an effect counts for.
func (p *Picture) scoredSheet(f Effect) (scoring.Sheet, error) {
	sheet := scoring.Sheet{Stage: f.Stage, Entry: f.Entry, Judge: f.Judge, Attempt: f.Attempt, Room: p.roomOf(f.Sheet),
		Counts: f.Penalties, Excluded: f.Excluded}
	if f.Counts == "" {
		return sheet, nil
	}
	if form, ok := p.forms[f.Stage]; ok && form.Run != nil {
		run, _ := form.Result(f.Record)
		run.Field, run.Extra = p.roomOf(f.Sheet), f.Extra
		sheet.Run = &run
		return sheet, nil
	}
	sheet.Marks = make(map[string]scoring.Number, len(f.Marks))
	for id, m := range f.Marks {
		n, err := scoring.ParseDecimal(string(m))
		if err != nil {
			return sheet, err
		}
		sheet.Marks[id] = n
	}
	return sheet, nil
}
