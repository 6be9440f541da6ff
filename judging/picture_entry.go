package judging

// Entries in a Picture: added, amended, moved to another division.

import (
	"fmt"
	"reflect"
	"slices"

	"dovar/scoring"
)

func (p *Picture) foldEntry(b RowEntryBody) error {
	e := b.Entry
	d := p.division(e.Division)
	if d == nil {
		return fmt.Errorf("division %s is not there", e.Division)
	}
	x, ok := p.entries[e.ID]
	if !ok {
		x = &entryPicture{Entry: Entry{Division: e.Division, Ord: e.Ord}, cells: map[string]*cell{}}
		p.entries[e.ID] = x
		d.enter(x)
	}
	if b.left() {
		x.left = p.N + 1
	}
	was := p.division(x.Division)
	for _, c := range x.cells {
		if x.State == EntryActive {
			was.cover(c, false)
		}
		if e.State == EntryActive {
			d.cover(c, true)
		}
	}
	x.Entry = e
	if d != was {
		was.leave(x)
		d.enter(x)
		p.rebuild()
		return nil
	}
	p.put(x)
	p.replayAll(d) // who is out plays no more
	return nil
}

// enter and leave move an entry between divisions, which keep the order in which
// entries were added. Whoever comes back gets a number anew: none is given twice.
func (d *divisionPicture) enter(x *entryPicture) {
	x.i = -1
	d.unnumbered++
	at, _ := slices.BinarySearchFunc(d.entries, x.Ord, func(y *entryPicture, ord int) int { return y.Ord - ord })
	d.entries = slices.Insert(d.entries, at, x)
}

func (d *divisionPicture) leave(x *entryPicture) {
	d.entries = slices.DeleteFunc(d.entries, func(y *entryPicture) bool { return y == x })
	if x.i < 0 {
		d.unnumbered--
	}
}

// cover adds or takes a cell of the division's coverage.
func (d *divisionPicture) cover(c *cell, add bool) {
	sign := 1
	if !add {
		sign = -1
	}
	d.expected += sign * len(c.expected)
	d.counted += sign * c.counted()
}

func (e Entry) scored() scoring.Entry {
	return scoring.Entry{ID: e.ID, Members: max(1, len(e.Members)), Out: e.State != EntryActive}
}

// ranksAs reports whether scoring sees no difference between two states of an entry.
func (e Entry) ranksAs(was Entry) bool { return reflect.DeepEqual(e.scored(), was.scored()) }
