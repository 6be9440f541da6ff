package judging

// Which places are still possible while sheets are open.

import "dovar/scoring"

// bounds are the places still possible for the entries of a division when of
// each cell the sheets that pick takes are known, and every other one that is
// expected may bring any marks. nil where the rule has no such answer: then
// places are provisional, and nothing more can be said.
func (p *Picture) bounds(d *divisionPicture, pick func(*cell, Board) []scoring.Sheet) map[string]scoring.Bound {
	if p.rule == nil || !p.rule.Bounded() {
		return nil
	}
	var entries []scoring.Entry
	var sheets []scoring.Sheet
	var open []scoring.Open
	for _, e := range d.entries {
		entries = append(entries, p.scored(e))
		for _, st := range p.rule.Stages {
			c := e.cells[st.ID]
			if c == nil {
				continue
			}
			known := pick(c, p.board)
			sheets = append(sheets, known...)
			open = append(open, c.open(len(known) > 0)...)
		}
	}
	bounds, _ := scoring.Bounds(p.rule, entries, sheets, open, d.votes)
	return bounds
}

// open are the expected sheets of a cell that are not known: those that do not
// count, or all of them.
func (c *cell) open(known bool) (out []scoring.Open) {
	for id, seat := range c.expected {
		if sh, there := c.sheets[id]; !known || !there || sh.Excluded != "" {
			out = append(out, seat)
		}
	}
	return out
}

// publicBounds are those that the public may read, nil while it may read none:
// what it does not see of a sheet counts as open, so that they say nothing which
// the rows and their dots do not. Where the ranking ends with the last public
// place, so do they.
func (p *Picture) publicBounds(d *divisionPicture) map[string]scoring.Bound {
	if !p.board.Bounds || p.board.State != BoardLive {
		return nil
	}
	bounds, last := p.bounds(d, (*cell).shown), p.def.lastPublicPlace()
	for entry, b := range bounds {
		if !last.has(b.Worst) {
			delete(bounds, entry)
		}
	}
	return bounds
}
