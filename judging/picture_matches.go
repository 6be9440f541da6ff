package judging

// Matches in a Picture: draws, what referees told of matches, and whom that
// makes meet.

import (
	"reflect"
	"slices"

	"dovar/scoring"
)

// A playing is the matches of a division in a stage, made anew when a draw, a
// sheet of a match or the state of an entry changes.
type playing struct {
	plan     scoring.Plan
	meetings []scoring.Meeting
	games    []scoring.Sheet // what they give to the tables
	tally    map[string]tally
}

// A tally is how many matches of an entry are over and how many are known.
type tally struct{ counted, expected int }

func (p *Picture) foldDraw(w Draw) error {
	d := p.division(w.Division)
	if d == nil {
		return Fail(NotFound, "not-found")
	}
	if d.draws == nil {
		d.draws, d.playing = map[string]Draw{}, map[string]*playing{}
	}
	d.draws[p.stages[w.Stage]] = w
	p.replay(d, p.stages[w.Stage])
	return nil
}

// meetings are all that a stage of matches has in a division now, in the order
// of play; nil while nothing is drawn.
func (p *Picture) meetings(stage string, d *divisionPicture) []scoring.Meeting {
	if x := d.playing[stage]; x != nil {
		return x.meetings
	}
	return nil
}

// replay makes the matches of a stage anew, and what they give to the tables.
func (p *Picture) replay(d *divisionPicture, stage string) {
	w, drawn := d.draws[stage]
	if !drawn {
		return
	}
	was := &playing{}
	if d.playing[stage] != nil {
		was = d.playing[stage]
	}
	now := &playing{tally: map[string]tally{}}
	def, _ := p.def.stage(stage)
	plan, ok := def.drawn(w.Plan)
	if ok {
		now.plan = plan
		now.meetings = meetingsOf(plan, p.toldIn(plan, stage), p.out(d, plan))
		now.games = plan.Sheets(stage, now.meetings)
	}
	for _, m := range now.meetings {
		for _, entry := range []string{m.A, m.B} {
			if t := now.tally[entry]; m.A != "" && m.B != "" && (m.Played || playable(m)) {
				t.expected++
				if m.Played {
					t.counted++
				}
				now.tally[entry] = t
			}
		}
	}
	d.playing[stage] = now
	swapGames(d.all, was.games, now.games)
	swapGames(d.shown, was.games, now.games)
}

// replayAll makes all matches of a division anew.
func (p *Picture) replayAll(d *divisionPicture) {
	for _, s := range p.def.Stages {
		p.replay(d, s.ID)
	}
}

// toldIn are the results that referees gave, those included that count again
// when their pair meets again.
func (p *Picture) toldIn(plan scoring.Plan, stage string) (out []toldMatch) {
	form := p.forms[stage].Match
	var effects []Effect
	for _, id := range slices.Concat(plan.Groups...) {
		if e := p.entries[id]; e != nil && e.cells[stage] != nil && form != nil {
			for _, f := range e.cells[stage].told {
				if f.Meeting != "" && (f.Excluded == "" || pairChanged.has(f.Excluded)) {
					effects = append(effects, f)
				}
			}
		}
	}
	slices.SortFunc(effects, func(a, b Effect) int {
		return laterFirst(Sheet{ID: a.Sheet, Attempt: a.Attempt}, Sheet{ID: b.Sheet, Attempt: b.Attempt})
	})
	for _, f := range effects {
		out = append(out, toldMatch{f.Meeting, form.result(f.Record, f.Entry, f.Against)})
	}
	return out
}

// out are the entries of a plan that play no more, with the row that says so.
func (p *Picture) out(d *divisionPicture, plan scoring.Plan) map[string]int {
	out := map[string]int{}
	for _, id := range slices.Concat(plan.Groups...) {
		if e := p.entries[id]; e == nil || e.State != EntryActive || e.Division != d.ID {
			out[id] = max(1, p.entries[id].leftAt())
		}
	}
	return out
}

// swapGames takes what matches gave out of a table and puts what they give now
// in, where it differs.
func swapGames(t *scoring.Table, was, now []scoring.Sheet) {
	if t == nil {
		return
	}
	type key struct{ entry, judge string }
	old := make(map[key]scoring.Sheet, len(was))
	for _, sh := range was {
		old[key{sh.Entry, sh.Judge}] = sh
	}
	for _, sh := range now {
		before, there := old[key{sh.Entry, sh.Judge}]
		delete(old, key{sh.Entry, sh.Judge})
		if !there || !reflect.DeepEqual(before, sh) {
			t.Apply(sh)
		}
	}
	for _, sh := range was {
		if _, gone := old[key{sh.Entry, sh.Judge}]; gone {
			t.Remove(sh.Stage, sh.Entry, sh.Judge, sh.Attempt)
		}
	}
}

// A GroupRow is one entry in the table of its group.
type GroupRow struct {
	Entry       string
	Played, Won int
	Points      scoring.Number
	Difference  scoring.Number // of points inside the matches
	Place       int            // in the group, 0 for who is out
	Shared      bool
	Keys        [][]scoring.Number // what the chain of [Picture.groupRule] compared; empty: not asked
}

// groupTables are the tables of a stage of groups or of a Swiss tournament, a
// list for each group in the order of places. Level entries are told apart by
// the contest's chain as far as it asks of this stage.
func (p *Picture) groupTables(stage string, d *divisionPicture) [][]GroupRow {
	x := d.playing[stage]
	if x == nil || p.rule == nil || !x.plan.Format.Tables() {
		return nil
	}
	rule := p.groupRule(stage, x)
	out := make([][]GroupRow, len(x.plan.Groups))
	for g, group := range x.plan.Groups {
		var entries []scoring.Entry
		rows := map[string]*GroupRow{}
		for _, id := range group {
			e := p.entries[id].scored()
			e.Fields = p.measured(p.entries[id])
			e.Out = e.Out || p.entries[id].Division != d.ID
			entries, rows[id] = append(entries, e), &GroupRow{Entry: id}
		}
		var games []scoring.Sheet
		for _, sh := range x.games {
			if r := rows[sh.Entry]; r != nil {
				games = append(games, sh)
				r.add(*sh.Game)
			}
		}
		for _, s := range scoring.Rank(rule, entries, games, d.votes) {
			r := rows[s.Entry]
			r.Place, r.Shared, r.Keys = s.Place, s.Shared, s.Keys
			out[g] = append(out[g], *r)
		}
	}
	return out
}

// groupRule ranks a group: by points, then by what of the contest's chain is
// about the stage or about the entries themselves.
func (p *Picture) groupRule(stage string, x *playing) *scoring.Rule {
	rule := &scoring.Rule{By: scoring.Points, Style: p.rule.Style, MinSheets: 1, Last: true,
		Stages: []scoring.Stage{x.plan.Format.Stage(stage, scoring.Int(1))}}
	for _, t := range p.rule.Ties {
		if t.Stage == stage || t.Stage == "" {
			rule.Ties = append(rule.Ties, t)
		}
	}
	return rule
}

func (r *GroupRow) add(g scoring.Game) {
	if r.Played++; g.Won {
		r.Won++
	}
	r.Points = r.Points.Add(g.Points)
	r.Difference = r.Difference.Add(g.For).Sub(g.Conceded)
}

func (e *entryPicture) leftAt() int {
	if e == nil {
		return 0
	}
	return int(e.left)
}
