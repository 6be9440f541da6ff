package judging

// What quality is made from: copied from a Picture in a moment, so that no fit
// holds a board up.

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"dovar/scoring"
)

// A qualitySnapshot shares marks with the picture, which never changes those of
// a sheet once they are there: it replaces them.
type qualitySnapshot struct {
	contest   string
	moved     moved
	def       Definition
	rule      *scoring.Rule // nil when the contest is not scored
	stages    map[string]string
	divisions []divisionSnapshot
}

type divisionSnapshot struct {
	id      string
	entries []scoring.Entry // active ones, where a correction is declared
	sheets  []qualitySheet  // of those, with marks and not excluded
	votes   scoring.Votes
}

type qualitySheet struct {
	scoring.Sheet
	members  int // of its entry
	returned bool
}

// moved is the newest row that can move what quality says.
type moved struct {
	n  int64
	at time.Time
}

// movers are the kinds of such rows, and RowOp unless it is a draft: who looks
// on and what the public sees moves nothing.
var movers = []RowKind{RowContest, RowDeclared, RowEntry, RowPanel, RowVote, RowAccept, RowExclude, RowReturn}

// qualitySnapshot copies what counts. The caller holds the picture's lock.
func (p *Picture) qualitySnapshot() qualitySnapshot {
	snap := qualitySnapshot{contest: p.Contest, moved: p.moved, def: p.def, rule: p.rule, stages: map[string]string{}}
	for id, slug := range p.stages {
		snap.stages[slug] = id
	}
	if p.rule == nil {
		return snap
	}
	for _, d := range p.divisions {
		ds := divisionSnapshot{id: d.ID, sheets: make([]qualitySheet, 0, d.counted), votes: maps.Clone(d.votes)}
		for _, e := range d.entries {
			if e.State != EntryActive {
				continue
			}
			if p.def.Rank.Adjust != nil {
				ds.entries = append(ds.entries, p.scored(e))
			}
			for _, c := range e.cells {
				for id, sh := range c.sheets {
					if sh.Excluded == "" {
						ds.sheets = append(ds.sheets, p.qualitySheet(e, id, sh))
					}
				}
			}
		}
		snap.divisions = append(snap.divisions, ds)
	}
	return snap
}

func (p *Picture) qualitySheet(e *entryPicture, id string, sh scoring.Sheet) qualitySheet {
	q := qualitySheet{Sheet: sh, members: max(1, len(e.Members))}
	if w := p.watch.sheets[id]; w != nil {
		q.Room, q.returned = p.watch.panels[w.panel].Room, w.state == sheetReturned
	}
	return q
}

// of are the division's sheets of a stage, by entry, judge and attempt: the
// order in which all of quality reads them.
func (d divisionSnapshot) of(stage string) (out []qualitySheet) {
	for _, sh := range d.sheets {
		if sh.Stage == stage {
			out = append(out, sh)
		}
	}
	slices.SortFunc(out, func(a, b qualitySheet) int {
		return cmp.Or(cmp.Compare(a.Entry, b.Entry), cmp.Compare(a.Judge, b.Judge), cmp.Compare(a.Attempt, b.Attempt))
	})
	return out
}
