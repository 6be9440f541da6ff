package judging

// What would be: the public frames under another board, and how far a result
// would move without one judge. Both are read from a copy; nothing is written
// and no viewer notices.

import (
	"context"

	"dovar/scoring"
)

// Preview returns the frames that the public would have now under the board b,
// one for each division. They equal those after SetBoard(b) in everything but
// pub and asOf. Problem: "not-scored".
func (f *Follower) Preview(ctx context.Context, contest string, b Board) ([]*Frame, error) {
	return look(ctx, f, contest, func(fl *following) ([]*Frame, error) {
		if fl.pic.rule == nil {
			return nil, Fail(Conflict, "not-scored")
		}
		pic := fl.pic.under(b)
		var out []*Frame
		for _, d := range pic.divisions {
			out = append(out, pic.Frame(d.ID, fl.epoch))
		}
		return out, nil
	})
}

// under is a copy of the picture with another board.
func (p *Picture) under(b Board) *Picture {
	q := *p
	q.board, q.divisions, q.entries = b, nil, make(map[string]*entryPicture, len(p.entries))
	for _, d := range p.divisions {
		x := *d
		x.entries = make([]*entryPicture, len(d.entries))
		for i, e := range d.entries {
			y := *e
			x.entries[i], q.entries[e.ID] = &y, &y
		}
		q.divisions = append(q.divisions, &x)
	}
	q.rebuild()
	for _, d := range q.divisions {
		q.number(d)
	}
	return &q
}

// A WhatIf says how far a result would move, and of nobody whose.
type WhatIf struct {
	Places  int `json:"places" doc:"entries that would stand at another place"`
	Entries int `json:"entries" doc:"entries that would lose a counted sheet"`
}

// WhatIfExcluded says what excluding a judge's sheets in a stage would move.
// Problem: "not-scored".
func (f *Follower) WhatIfExcluded(ctx context.Context, stage, judge string) (WhatIf, error) {
	st, err := view(ctx, f.Service, func(tx Tx) (Stage, error) {
		st, err := tx.Stage(stage)
		if err != nil {
			return st, err
		}
		c, err := tx.Contest(st.Contest)
		if err != nil {
			return st, err
		}
		_, err = judgeOf(tx, c.Event, judge)
		return st, err
	})
	if err != nil {
		return WhatIf{}, err
	}
	return look(ctx, f, st.Contest, func(fl *following) (WhatIf, error) {
		return fl.pic.without(map[string]bool{st.Slug: true}, judge)
	})
}

// without ranks anew what would be left without a judge's sheets in the stages,
// by slug.
func (p *Picture) without(stages map[string]bool, judge string) (out WhatIf, err error) {
	if p.rule == nil {
		return out, Fail(Conflict, "not-scored")
	}
	for _, d := range p.divisions {
		touched := map[string]bool{}
		table := p.table(d, func(c *cell, b Board) []scoring.Sheet {
			sheets := c.all(b)
			for i, sh := range sheets {
				if stages[sh.Stage] && sh.Judge == judge && sh.Excluded == "" {
					sheets[i].Excluded = "what if"
					touched[sh.Entry] = true
				}
			}
			return sheets
		})
		out.Entries += len(touched)
		was := map[string]int{}
		for _, s := range d.all.Standings() {
			was[s.Entry] = s.Place
		}
		for _, s := range table.Standings() {
			if s.Place != was[s.Entry] {
				out.Places++
			}
		}
	}
	return out, nil
}
