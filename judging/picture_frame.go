package judging

// What may be seen of a Picture: public frames, and standings for those with
// the right to results.

import (
	"slices"
	"strings"

	"dovar/scoring"
)

// frameRows is how many rows a frame carries at most.
const frameRows = 100

// Frame is the public picture of a division, by id.
func (p *Picture) Frame(division, epoch string) *Frame {
	d := p.division(division)
	f := &Frame{
		T: "snap", Contest: p.Contest, Division: d.ID, Epoch: epoch, Pub: d.pub,
		AsOf: Stamp(d.asOf), State: string(p.board.State), Rows: []FrameRow{},
	}
	if p.board.State != BoardHidden {
		f.Coverage = &Coverage{Received: d.counted, Expected: d.expected}
		f.Reasons = p.board.Reasons && p.board.State == BoardPublished
		f.Rows = p.publicRows(d, frameRows)
		f.Extra = p.extra(d)
	}
	f.Hash = HashFrame(f.State, f.Rows)
	return f
}

// publicRows are the first n rows that the public may read. It looks at the
// shown table only. Below the places that the contest makes public, entries
// stand in alphabetical order without place and total.
func (p *Picture) publicRows(d *divisionPicture, n int) []FrameRow {
	if d.shown == nil {
		return []FrameRow{}
	}
	last := p.def.lastPublicPlace()
	rows, rest := []FrameRow{}, []FrameRow{}
	top := d.shown.Len()
	if last == allPlaces {
		top = min(top, n+len(d.entries)-d.public())
	}
	bounds := p.publicBounds(d)
	standings := d.shown.Top(top)
	through := p.through(standings)
	for _, s := range standings {
		e := p.entries[s.Entry]
		switch {
		case !e.public():
		case last.has(s.Place):
			row := p.placedRow(s)
			row.Best, row.Worst = bounds[s.Entry].Best, bounds[s.Entry].Worst
			row.Through = through[s.Entry]
			rows = append(rows, row)
		default:
			rest = append(rest, p.unplacedRow(e))
		}
	}
	slices.SortStableFunc(rest, func(a, b FrameRow) int {
		return strings.Compare(SortKey(a.Name+a.Code), SortKey(b.Name+b.Code))
	})
	rows = append(rows, rest...)
	return rows[:min(n, len(rows))]
}

// placedRow is the public row of a standing with its place and total, for those
// whose place is public. The last place that a rule gives entries without a
// result is not told: nobody is last in public.
func (p *Picture) placedRow(s scoring.Standing) FrameRow {
	e := p.entries[s.Entry]
	row := p.publicRow(e)
	row.Runs, row.Judged = p.runsOf(e), p.judged(e)
	if s.Scored {
		row.Place = s.Place
		if p.rule.By != scoring.Bracket { // there the total is the place of finish, and no result
			row.Total = s.Total.Round(p.rule.Decimals)
		}
		if s.Shared {
			row.Tie = s.With + 1
			row.Label = PlaceLabel(p.def.Rank.Style, s.Place, row.Tie)
		}
	}
	return row
}

// unplacedRow is the public row of an entry whose place is not public: how many
// matches it has would tell how far it came.
func (p *Picture) unplacedRow(e *entryPicture) FrameRow {
	row := p.publicRow(e)
	for _, x := range p.division(e.Division).playing {
		row.Counted -= x.tally[e.ID].counted
		row.Expected -= x.tally[e.ID].expected
	}
	return row
}

// publicRow is what the entry's visibility and the contest's form let the
// public read of it.
func (p *Picture) publicRow(e *entryPicture) FrameRow {
	row := FrameRow{I: e.i, Entry: e.ID}
	for _, c := range e.cells {
		if !c.match {
			row.Counted += c.counted()
			row.Expected += len(c.expected)
		}
	}
	for _, x := range p.division(e.Division).playing {
		row.Counted += x.tally[e.ID].counted
		row.Expected += x.tally[e.ID].expected
	}
	open := p.def.PublicOf(e.Entry)
	row.Code, row.Name, row.School, row.Robot = open.Code, open.Name, open.School, open.Robot
	row.Room = p.roomName(e)
	return row
}

// PublicOf is what an entry's visibility and the contest's form let the public
// read of it: code, name, school and robot, each "" where it may not.
func (d Definition) PublicOf(e Entry) (row FrameRow) {
	switch e.Visibility {
	case ShowNothing:
	case ShowCode:
		row.Code = e.Code
	default:
		for _, field := range d.Entry.Public {
			switch field {
			case "name":
				row.Name = e.Name
			case "code":
				row.Code = e.Code
			case "school":
				row.School = e.School
			case "robot":
				row.Robot = e.Fields["robot"]
			}
		}
	}
	return row
}

func (d *divisionPicture) public() (n int) {
	for _, e := range d.entries {
		if e.public() {
			n++
		}
	}
	return n
}

// publicPlaces is the last place that the public ranking names, or allPlaces.
type publicPlaces int

const allPlaces publicPlaces = -1

// has reports whether an entry in that place, 0 for none yet, stands in the
// public ranking: where it names all, those without a place wait in it too.
func (last publicPlaces) has(place int) bool {
	return last == allPlaces || place > 0 && place <= int(last)
}

// lastPublicPlace is, by the contest's privacy, all, none or the last awarded one.
func (d Definition) lastPublicPlace() publicPlaces {
	switch d.Privacy {
	case "own":
		return 0
	case "top":
		return publicPlaces(d.LastAwarded())
	}
	return allPlaces
}

// LastAwarded is the last place for which the entry is given an award, 0 for none.
func (d Definition) LastAwarded() (last int) {
	for _, a := range d.Awards {
		if a.Give == "places" && a.To == "entry" {
			last = max(last, slices.Max(a.Places))
		}
	}
	return last
}

// Standings of one division for those with the right to results.
type Standings struct {
	N    int64         `json:"n" doc:"the journal row they belong to"`
	Rows []StandingRow `json:"rows"`
}

// A StandingRow is one entry's standing with the reason of its place.
type StandingRow struct {
	Entry    string `json:"entry"`
	Code     string `json:"code"`
	Name     string `json:"name,omitempty"`
	Total    string `json:"total,omitempty" doc:"rounded for display"`
	Exact    string `json:"exact,omitempty" doc:"decimal when it ends, else n/d"`
	Place    int    `json:"place,omitempty"`
	Label    string `json:"label,omitempty" doc:"the place as it is written: 2–3 where it is shared"`
	Shared   bool   `json:"shared"`
	Counted  int    `json:"counted"`
	Expected int    `json:"expected"`
	Best     int    `json:"best,omitempty"`
	Worst    int    `json:"worst,omitempty"`
	Room     string `json:"room,omitempty" doc:"in which the place is made"`
	Through  bool   `json:"through,omitempty" doc:"within the quota of its room, as it stands"`
	Why      []Step `json:"why"`
}

// A Step is one line of the reason of a place: its text is "why.<key>" of the
// catalogues with Args.
type Step struct {
	Key  string            `json:"key"`
	Args map[string]string `json:"args,omitempty"`
}

// Standings of a division by id or slug; "" is the only one.
func (p *Picture) Standings(division string) (Standings, error) {
	d, err := p.find(division)
	if err != nil {
		return Standings{}, err
	}
	if d.all == nil {
		return Standings{}, Fail(Conflict, "not-scored")
	}
	out := Standings{N: p.N, Rows: []StandingRow{}}
	standings, bounds := d.all.Standings(), p.bounds(d, (*cell).all)
	through := p.through(standings)
	for i, s := range standings {
		e := p.entries[s.Entry]
		open := p.publicRow(e)
		row := StandingRow{
			Entry: e.ID, Code: e.Code, Name: e.Name, Place: s.Place, Shared: s.Shared,
			Label: PlaceLabel(p.def.Rank.Style, s.Place, s.With+1),
			Best:  bounds[s.Entry].Best, Worst: bounds[s.Entry].Worst,
			Counted: open.Counted, Expected: open.Expected, Room: open.Room, Through: through[e.ID], Why: []Step{},
		}
		if s.Scored {
			row.Total, row.Exact = s.Total.Round(p.rule.Decimals), s.Total.String()
		}
		for _, st := range scoring.Explain(p.rule, standings, i) {
			row.Why = append(row.Why, Step(st))
		}
		out.Rows = append(out.Rows, row)
	}
	return out, nil
}
