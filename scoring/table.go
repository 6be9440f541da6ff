package scoring

// This file keeps the standings while sheets arrive.

import (
	"cmp"
	"slices"
)

// A Table holds what [Rank] would return over its content, and takes one change
// at a time: it looks anew at one entry and moves it by binary search. Places
// are counted when they are read. Under a rule by which one mark can move
// everybody the standings are made anew when they are read after a change; each
// entry's own part of the work is kept. A Table is not safe for concurrent use;
// what is put in and what is read out is shared with it, so do not write to it
// after.
type Table struct {
	rule  *Rule
	by    ordering
	moves bool // one mark can move everybody
	votes Votes
	lines map[string]*line // by entry id, also those that only a sheet has named
	order []*line          // those put: sorted by place, or in the order put when moves
	whole []Standing       // when moves: nil after a change
}

// A line is one entry with its sheets and what they come to.
type line struct {
	row
	put    int // 1 for the first entry put, and so on; 0 for one not put yet
	sheets []Sheet
}

// NewTable returns an empty table under a rule that passed [Rule.Check].
func NewTable(rule *Rule) *Table {
	return &Table{rule: rule, by: rule.ordering(), moves: rule.moves(), lines: map[string]*line{}}
}

// PutEntry adds an entry, or replaces what was said of it. Sheets that came
// before their entry count from now on.
func (t *Table) PutEntry(e Entry) {
	t.change(e.ID, func(l *line) {
		l.entry = e
		if l.put == 0 {
			l.put = len(t.order) + 1
		}
	})
}

// Apply adds a sheet, or replaces the one of the same identity unless its
// version is higher.
func (t *Table) Apply(s Sheet) {
	t.change(s.Entry, func(l *line) { l.sheets = put(l.sheets, s) })
}

// Remove takes a sheet away, its version with it; nothing happens when there is
// none.
func (t *Table) Remove(stage, entry, judge string, attempt int) {
	t.change(entry, func(l *line) {
		if i := find(l.sheets, stage, judge, attempt); i >= 0 {
			l.sheets = slices.Delete(l.sheets, i, i+1)
		}
	})
}

// SetVotes replaces all votes.
func (t *Table) SetVotes(votes Votes) { t.votes, t.whole = votes, nil }

// change takes the entry's line out of the order, changes it and puts it where
// it now belongs.
func (t *Table) change(entry string, f func(*line)) {
	t.whole = nil
	l := t.lines[entry]
	if l == nil {
		l = &line{}
		t.lines[entry] = l
	}
	known := l.put > 0
	if known && !t.moves {
		i := t.index(l)
		t.order = slices.Delete(t.order, i, i+1)
	}
	f(l)
	if l.put == 0 {
		return
	}
	l.panels = t.rule.gather(l.entry, l.sheets)
	switch {
	case !t.moves:
		l.standing = t.rule.finish(&l.row)
		t.order = slices.Insert(t.order, t.index(l), l)
	case !known:
		t.order = append(t.order, l)
	}
}

// index returns where the line is in the order, or belongs.
func (t *Table) index(l *line) int {
	i, _ := slices.BinarySearchFunc(t.order, l, func(a, b *line) int {
		return cmp.Or(t.by.compare(&a.row, &b.row), cmp.Compare(a.put, b.put))
	})
	return i
}

// Len returns the number of entries put.
func (t *Table) Len() int { return len(t.order) }

// Standings returns all standings, as [Rank] would.
func (t *Table) Standings() []Standing { return t.Top(t.Len()) }

// Top returns the first n standings, or all when there are fewer.
func (t *Table) Top(n int) []Standing {
	n = min(n, t.Len())
	if !t.moves {
		return t.by.arrange(t.rows(), t.votes, n)[:n]
	}
	if t.whole == nil {
		rows := make([]row, len(t.order))
		for i, l := range t.order {
			rows[i] = l.row
		}
		t.whole = t.rule.standings(rows, t.votes)
	}
	return t.whole[:n:n]
}

func (t *Table) rows() []*row {
	rows := make([]*row, len(t.order))
	for i, l := range t.order {
		rows[i] = &l.row
	}
	return rows
}
