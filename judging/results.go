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
	Judges    map[string]Judge  // by id
	Fields    map[string]string // names of rooms, by id
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
	Ballots []Vote // what Votes are made of, in the order recorded
	Sheets  Coverage
	Entries []EntryResult
	Matches []StageMatches // of stages of matches that are drawn
}

// An EntryResult is an entry's standing, its reason, and its sheets: those with
// marks, excluded ones included, by stage, judge and attempt.
type EntryResult struct {
	Entry    Entry
	Standing scoring.Standing
	Label    string // the place as it is written, see [PlaceLabel]
	Best     int    // place still possible; 0 where the rule cannot say
	Worst    int
	Room     string // where places are made within rooms
	Through  bool   // within the quota of its room
	Why      []Step
	Counted  int // sheets, and matches that are over
	Expected int
	Sheets   []scoring.Sheet
	Times    []time.Time // of Sheets: when its marks began to count
	Told     []*Effect   // of Sheets: what a referee recorded; nil for a rubric
	Declined []NoRun     // by stage and attempt
}

// Results of a contest. Problem: "not-scored".
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
		return ResultsView{}, Fail(Conflict, "not-scored")
	}
	out := ResultsView{N: p.N, At: p.last.At, Version: p.last.Leaf[:min(12, len(p.last.Leaf))], Rule: p.rule, Fields: map[string]string{}}
	for _, r := range p.watch.rooms {
		out.Fields[r.ID] = r.Name
	}
	for _, d := range p.divisions {
		div := DivisionResults{Division: d.Division, Votes: maps.Clone(d.votes), Ballots: slices.Clone(d.ballots),
			Sheets: Coverage{Received: d.counted, Expected: d.expected}}
		standings, bounds := d.all.Standings(), p.bounds(d, (*cell).all)
		through := p.through(standings)
		for i, s := range standings {
			e := p.entries[s.Entry]
			r := EntryResult{Entry: e.Entry, Standing: s, Label: PlaceLabel(p.def.Rank.Style, s.Place, s.With+1),
				Best: bounds[s.Entry].Best, Worst: bounds[s.Entry].Worst, Room: p.roomName(e), Through: through[e.ID]}
			open := p.publicRow(e)
			r.Counted, r.Expected = open.Counted, open.Expected
			for _, st := range scoring.Explain(p.rule, standings, i) {
				r.Why = append(r.Why, Step(st))
			}
			for _, stage := range p.def.Stages {
				c := e.cells[stage.ID]
				if c == nil {
					continue
				}
				if c.refereed && !c.match {
					r.Declined = append(r.Declined, p.declined(stage.ID, e.ID)...)
				}
				if c.match { // results of matches are made of the plan
					continue
				}
				for _, id := range c.ids() {
					r.Sheets, r.Times = append(r.Sheets, c.sheets[id]), append(r.Times, c.stored[id].at)
					var told *Effect
					if c.refereed {
						told = new(Effect)
						*told = c.told[id]
					}
					r.Told = append(r.Told, told)
				}
			}
			div.Entries = append(div.Entries, r)
		}
		for _, st := range p.def.Stages {
			if d.playing[st.ID] != nil {
				div.Matches = append(div.Matches, p.stageMatches(st.ID, d))
			}
		}
		out.Divisions = append(out.Divisions, div)
	}
	return out, nil
}

// ids are the cell's sheets by judge and attempt.
func (c *cell) ids() []string {
	return slices.SortedFunc(maps.Keys(c.sheets), func(a, b string) int {
		x, y := c.sheets[a], c.sheets[b]
		return cmp.Or(cmp.Compare(x.Judge, y.Judge), cmp.Compare(x.Attempt, y.Attempt))
	})
}

// PublicResults are what everyone may take away of a contest once its board is
// published: the rows of its public frames, all of them, and nothing else.
type PublicResults struct {
	Contest   string
	Title     Text
	Event     Event
	Decimals  int
	Divisions []PublicDivision
}

// A PublicDivision is one division of them; Pub and AsOf as on its frame.
type PublicDivision struct {
	Division
	Pub  int64
	AsOf time.Time
	Rows []FrameRow
}

// Published returns the public part of a contest's results. NotFound unless its
// board is published.
func (f *Follower) Published(ctx context.Context, contest string) (PublicResults, error) {
	out, err := look(ctx, f, contest, func(fl *following) (PublicResults, error) { return fl.pic.published() })
	if err != nil {
		return out, err
	}
	return out, f.Service.Store.View(ctx, func(tx Tx) error {
		c, err := tx.Contest(contest)
		if err != nil {
			return err
		}
		out.Event, err = tx.Event(c.Event)
		return err
	})
}

func (p *Picture) published() (PublicResults, error) {
	if p.board.State != BoardPublished {
		return PublicResults{}, Fail(NotFound, "not-found")
	}
	out := PublicResults{Contest: p.Contest, Title: p.def.Title, Decimals: p.def.Rank.Decimals}
	for _, d := range p.divisions {
		out.Divisions = append(out.Divisions, PublicDivision{Division: d.Division, Pub: d.pub, AsOf: d.asOf, Rows: p.publicRows(d, len(d.entries))})
	}
	return out, nil
}
