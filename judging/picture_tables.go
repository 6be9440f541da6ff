package judging

// The cells of a Picture and the tables kept in line with them.

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"dovar/scoring"
)

// A cell is one entry in one stage, by sheet id: the sheets expected, those with
// marks, excluded ones included, and those whose pair was taken back. An
// excluded sheet is not expected, and one taken back only if it counts.
type cell struct {
	expected map[string]scoring.Open
	sheets   map[string]scoring.Sheet
	back     map[string]bool
	stored   map[string]storing
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

func (c *cell) complete() bool { return len(c.expected) > 0 && c.counted() == len(c.expected) }

// shown are the sheets of a cell that a public total may contain: all that
// count once results are published or each sheet is shown at once, else those
// of a complete panel, so that no single judge's marks can be computed.
func (c *cell) shown(b Board) (out []scoring.Sheet) {
	if b.State != BoardPublished && b.Show != ShowEverySheet && !c.complete() {
		return nil
	}
	for _, sh := range c.sheets {
		if sh.Excluded == "" {
			out = append(out, sh)
		}
	}
	return out
}

// all are the sheets of a cell for those with the right to results.
func (c *cell) all(Board) []scoring.Sheet { return slices.Collect(maps.Values(c.sheets)) }

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
	return nil
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
	return t
}
