package judging

// The results of a contest with all they were made of, at one row of its
// journal: what a workbook, a page of standings and an auditor start from.

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"dovar/scoring"
)

// A ResultsView is a contest after row N. Version names them on paper: the start of
// that row's leaf.
type ResultsView struct {
	ContestView
	Event     Event
	Judges    map[string]Judge // by id
	N         int64
	Version   string
	At        time.Time // of row N
	Rule      *scoring.Rule
	Divisions []DivisionResults
}

// DivisionResults are the results of one division in the order of its standings.
type DivisionResults struct {
	Division
	Votes   scoring.Votes
	Entries []EntryResult
}

// An EntryResult is an entry's standing, its reason, and its sheets: those with
// marks, excluded ones included, by stage, judge and attempt.
type EntryResult struct {
	Entry    Entry
	Standing scoring.Standing
	Why      []Step
	Expected int
	Sheets   []scoring.Sheet
}

// Results of a contest. Problem: "scoring-later".
func (f *Follower) Results(ctx context.Context, contest string) (ResultsView, error) {
	out, err := look(ctx, f, contest, func(fl *following) (ResultsView, error) { return fl.pic.results() })
	if err != nil {
		return out, err
	}
	return out, f.Service.Store.View(ctx, func(tx Tx) error {
		c, err := tx.Contest(contest)
		if err != nil {
			return err
		}
		if out.ContestView, err = viewContest(tx, c); err != nil {
			return err
		}
		if out.Event, err = tx.Event(c.Event); err != nil {
			return err
		}
		judges, err := tx.Judges(c.Event)
		out.Judges = make(map[string]Judge, len(judges))
		for _, j := range judges {
			out.Judges[j.ID] = j
		}
		return err
	})
}

func (p *Picture) results() (ResultsView, error) {
	if p.rule == nil {
		return ResultsView{}, Fail(Conflict, "scoring-later")
	}
	out := ResultsView{N: p.N, At: p.last.At, Version: p.last.Leaf[:min(12, len(p.last.Leaf))], Rule: p.rule}
	for _, d := range p.divisions {
		div := DivisionResults{Division: d.Division, Votes: maps.Clone(d.votes)}
		standings := d.all.Standings()
		for i, s := range standings {
			e := p.entries[s.Entry]
			r := EntryResult{Entry: e.Entry, Standing: s}
			for _, st := range scoring.Explain(p.rule, standings, i) {
				r.Why = append(r.Why, Step(st))
			}
			for _, stage := range p.def.Stages {
				c := e.cells[stage.ID]
				if c == nil {
					continue
				}
				r.Expected += len(c.expected)
				sheets := c.all(p.board)
				slices.SortFunc(sheets, func(a, b scoring.Sheet) int {
					return cmp.Or(cmp.Compare(a.Judge, b.Judge), cmp.Compare(a.Attempt, b.Attempt))
				})
				r.Sheets = append(r.Sheets, sheets...)
			}
			div.Entries = append(div.Entries, r)
		}
		out.Divisions = append(out.Divisions, div)
	}
	return out, nil
}
