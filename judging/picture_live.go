package judging

// What of runs everybody may see: attempts that are over, stopwatches that run,
// the records of the day.

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"dovar/scoring"
)

// recordHours bounds the day of a record: runs longer ago than this before the
// newest public row are of another day.
const recordHours = 12

// extra is what a frame shows beside its rows, nil in a contest of rubrics. With
// a privacy other than full nobody reads more of it than which stages there
// are: a bracket, a table or a record names places.
func (p *Picture) extra(d *divisionPicture) *Extra {
	x := &Extra{Low: p.def.Rank.By == "time" && p.def.Rank.Order == "asc"}
	for _, s := range p.def.Stages {
		if stage, ok := s.extra(); ok {
			x.Stages = append(x.Stages, stage)
			m, _ := scoring.MethodOf(scoring.RunsPart, s.attempts().Count)
			x.Moves = x.Moves || m.Moves
		}
	}
	if x.Stages == nil {
		return nil
	}
	if p.def.lastPublicPlace() == allPlaces {
		for _, stage := range x.Stages {
			if stage.Kind == "matches" {
				x.Live = append(x.Live, p.liveMatches(d, stage.Stage)...)
				if m, drawn := p.matchesOf(d, stage.Stage); drawn {
					x.Matches = append(x.Matches, m)
				}
				continue
			}
			x.Live = append(x.Live, p.live(d, stage.Stage)...)
			if best, ok := p.record(d, stage); ok {
				x.Records = append(x.Records, best)
			}
		}
	}
	return x
}

// extra describes a stage; false for one without runs or matches.
func (s StageDef) extra() (ExtraStage, bool) {
	a := s.attempts()
	out := ExtraStage{Stage: s.ID, Title: s.Title, Kind: s.Kind, Attempts: a.N, Best: a.Count == "best"}
	if s.Matches != nil {
		out.Seconds = s.Matches.Seconds
	}
	if a.Seconds != nil {
		out.Seconds = *a.Seconds
	}
	if s.Time != nil {
		out.Decimals = s.Time.Decimals
	}
	return out, s.Recorded()
}

func (s StageDef) attempts() Attempts {
	if s.Attempts == nil {
		return Attempts{}
	}
	return *s.Attempts
}

// runsOf are the attempts of an entry that everybody may see, by stage and
// attempt. A run made again stands for the one that it repeats.
func (p *Picture) runsOf(e *entryPicture) (out []FrameRun) {
	for _, s := range p.def.Stages {
		c := e.cells[s.ID]
		stage, recorded := s.extra()
		if c == nil || !recorded {
			continue
		}
		made := map[int]FrameRun{}
		for _, t := range c.attempts(p.board) {
			made[t.n] = t.written(stage)
		}
		for _, n := range slices.Sorted(maps.Keys(made)) {
			out = append(out, made[n])
		}
	}
	return out
}

// A try is one attempt that is over.
type try struct {
	n     int // of the attempts; of a run made again, that of the one it repeats
	extra bool
	run   run
	at    time.Time
}

type run scoring.Run

// attempts are the shown runs of a cell in the order of their sheets' attempts,
// so that a run made again comes after the first.
func (c *cell) attempts(b Board) (out []try) {
	shown := c.shown(b)
	slices.SortFunc(shown, func(x, y scoring.Sheet) int { return cmp.Or(x.Attempt-y.Attempt, cmp.Compare(x.Judge, y.Judge)) })
	for _, sh := range shown {
		for id, f := range c.told {
			if sh.Run != nil && f.Judge == sh.Judge && f.Attempt == sh.Attempt {
				out = append(out, try{cmp.Or(f.Repeats, f.Attempt), f.Extra, run(*sh.Run), c.stored[id].at})
			}
		}
	}
	return out
}

// written is a run as it stands in a row. Seconds are rounded as they are shown.
func (t try) written(s ExtraStage) FrameRun {
	r := t.run
	out := FrameRun{Stage: s.Stage, N: t.n, None: r.none(s), Extra: t.extra}
	switch {
	case out.None:
	case s.Kind == "time":
		out.V = r.Time.Round(s.Decimals)
	default:
		out.V = r.Points.String()
		if r.Timed {
			out.T = r.Time.Round(s.Decimals)
		}
	}
	return out
}

func (r run) none(s ExtraStage) bool { return r.None || s.Kind == "time" && !r.Timed }

// before reports whether a run is better than another: against time less time,
// else more points and then less time.
func (r run) before(o run, s ExtraStage) bool {
	if c := o.Points.Cmp(r.Points); s.Kind != "time" && c != 0 {
		return c < 0
	}
	return r.Timed && (!o.Timed || r.Time.Cmp(o.Time) < 0)
}

// live are the stopwatches that run in a stage, longest first. Of entries that
// the public does not know nothing is told.
func (p *Picture) live(d *divisionPicture, stage string) (out []ExtraLive) {
	for _, e := range d.entries {
		c := e.cells[stage]
		if c == nil || !e.public() {
			continue
		}
		for _, id := range slices.Sorted(maps.Keys(c.running)) {
			seat, expected := c.expected[id]
			if !expected {
				continue
			}
			live := ExtraLive{Stage: stage, Entry: e.ID, Attempt: seat.Attempt, Field: p.fieldName(id), Since: Stamp(c.running[id])}
			if w := p.watch.sheets[id]; w != nil {
				live.Against, live.Meeting, live.Attempt, live.Extra = w.turn.Against, w.turn.Meeting, cmp.Or(w.turn.Repeats, seat.Attempt), w.turn.Extra
			}
			out = append(out, live)
		}
	}
	slices.SortStableFunc(out, func(a, b ExtraLive) int { return cmp.Compare(a.Since, b.Since) })
	return out
}

// fieldName is the room that a sheet's panel works in.
func (p *Picture) fieldName(sheet string) string {
	if i := p.roomAt(p.roomOf(sheet)); i >= 0 {
		return p.watch.rooms[i].Name
	}
	return ""
}

// record is the best run of the day in a stage; of equal ones the first counts,
// and none that is made for a tie alone.
func (p *Picture) record(d *divisionPicture, s ExtraStage) (best ExtraRecord, ok bool) {
	var top try
	for _, e := range d.entries {
		c := e.cells[s.Stage]
		if c == nil || !e.public() {
			continue
		}
		for _, m := range c.attempts(p.board) {
			if m.extra || m.run.none(s) || d.asOf.Sub(m.at) > recordHours*time.Hour {
				continue
			}
			if !ok || m.run.before(top.run, s) || !top.run.before(m.run, s) && m.at.Before(top.at) {
				w := m.written(s)
				top, ok = m, true
				best = ExtraRecord{Stage: s.Stage, Entry: e.ID, V: w.V, T: w.T, At: Stamp(m.at)}
			}
		}
	}
	return best, ok
}

// judged counts the sheets of rubrics of an entry where its contest has runs or
// matches too, whose dots are others.
func (p *Picture) judged(e *entryPicture) *Coverage {
	rubric := func(s StageDef) bool { return s.Kind == "rubric" }
	if !slices.ContainsFunc(p.def.Stages, rubric) || !slices.ContainsFunc(p.def.Stages, StageDef.Recorded) {
		return nil
	}
	var out Coverage
	for _, s := range p.def.Stages {
		if c := e.cells[s.ID]; c != nil && rubric(s) {
			out.Received += c.counted()
			out.Expected += len(c.expected)
		}
	}
	if out.Expected == 0 {
		return nil
	}
	return &out
}
