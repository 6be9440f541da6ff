package judging

// The queue as the pit sees it: names as the board may show them, and nothing of
// a result.

import (
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"slices"
	"time"

	"dovar/scoring"
)

// A Queue is who is called to which field, of the open stages that referees run.
type Queue struct {
	Contest string       `json:"contest"`
	Stages  []QueueStage `json:"stages"`
	Tag     string       `json:"-"` // names these very bytes
}

type QueueStage struct {
	Stage    string       `json:"stage"`
	Title    Text         `json:"title"`
	Kind     string       `json:"kind"`
	Format   string       `json:"format,omitempty" doc:"of matches"`
	Attempts int          `json:"attempts,omitempty" doc:"of each robot; further ones are run again, or extra"`
	Rounds   []Round      `json:"rounds"`
	Fields   []QueueField `json:"fields"`
}

// QueueField is one field: what runs first, then what waits in order.
type QueueField struct {
	Field string      `json:"field,omitempty" doc:"its name"`
	Calls []QueueCall `json:"calls"`
}

// QueueCall is one run to come. A team that the public may not read has no name.
type QueueCall struct {
	QueueTeam
	Against *QueueTeam    `json:"against,omitempty" doc:"of a match"`
	Meeting *QueueMeeting `json:"meeting,omitempty" doc:"which match it is"`
	State   string        `json:"state" enum:"running,waiting"`
	Attempt int           `json:"attempt"`
	Repeats int           `json:"repeats,omitempty" doc:"the attempt that is run again"`
	Extra   bool          `json:"extra,omitempty"`
	Since   string        `json:"since,omitempty" doc:"of a running one"`
	At      string        `json:"at,omitempty" doc:"when it comes, as it goes now"`
}

type QueueTeam struct {
	Entry  string `json:"entry,omitempty"`
	Code   string `json:"code,omitempty"`
	Name   string `json:"name,omitempty"`
	School string `json:"school,omitempty"`
}

// QueueMeeting is where a match stands in its plan.
type QueueMeeting struct {
	Part  string `json:"part"`
	Round int    `json:"round"`
	Of    int    `json:"of" doc:"matches of that round in that part"`
	Group string `json:"group,omitempty"`
}

// Queue of a contest for everyone. NotFound while no stage that referees run is
// open. The same pointer comes back until the journal or the minute moves on.
func (f *Follower) Queue(ctx context.Context, contest string) (*Queue, error) {
	minute := f.Service.Now().Truncate(time.Minute)
	return look(ctx, f, contest, func(fl *following) (*Queue, error) {
		if q := fl.queue; q.Queue != nil && q.n == fl.pic.N && q.minute.Equal(minute) {
			return q.Queue, nil
		}
		q, err := fl.pic.queue(minute)
		if err == nil {
			fl.queue = queued{q, fl.pic.N, minute}
		}
		return q, err
	})
}

// A queued Queue and what it was made of.
type queued struct {
	*Queue
	n      int64
	minute time.Time
}

func (p *Picture) queue(now time.Time) (*Queue, error) {
	q := &Queue{Contest: p.Contest, Stages: []QueueStage{}}
	for _, st := range p.stageList() {
		def, _ := p.def.stage(st.Slug)
		if !Refereed(def.Kind) || p.states[st.ID] != StageOpen {
			continue
		}
		stage := QueueStage{Stage: st.ID, Title: st.title, Kind: def.Kind, Rounds: p.watch.timetables[st.Slug].Rounds, Attempts: def.attempts().N, Fields: []QueueField{}}
		if def.Matches != nil {
			stage.Format = def.Matches.Format
		}
		if stage.Rounds == nil {
			stage.Rounds = []Round{}
		}
		for _, f := range p.fields(st.Slug, now) {
			field := QueueField{Field: f.Name, Calls: []QueueCall{}}
			for _, c := range slices.DeleteFunc(f.Calls, func(c Call) bool { return !c.Open() }) {
				call := p.publicCall(c)
				call.Meeting = p.publicMeeting(st.Slug, c)
				field.Calls = append(field.Calls, call)
			}
			stage.Fields = append(stage.Fields, field)
		}
		q.Stages = append(q.Stages, stage)
	}
	if len(q.Stages) == 0 {
		return nil, Fail(NotFound, "not-found")
	}
	if slices.ContainsFunc(q.Stages, QueueStage.waits) { // what is over leaves the screen to what is not
		q.Stages = slices.DeleteFunc(q.Stages, func(st QueueStage) bool { return !st.waits() })
	}
	text, err := json.Marshal(q)
	sum := fnv.New64a()
	sum.Write(text)
	q.Tag = fmt.Sprintf(`"%x"`, sum.Sum64())
	return q, err
}

// waits reports whether anybody is still to come.
func (st QueueStage) waits() bool {
	return slices.ContainsFunc(st.Fields, func(f QueueField) bool { return len(f.Calls) > 0 })
}

func (p *Picture) publicCall(c Call) QueueCall {
	out := QueueCall{QueueTeam: p.publicTeam(c.Entry), State: c.State, Attempt: c.Attempt, Repeats: c.Repeats, Extra: c.Extra, At: Stamp(c.At)}
	if c.Against != "" {
		against := p.publicTeam(c.Against)
		out.Against = &against
	}
	if c.State == CallRunning {
		out.Since = Stamp(c.Since)
	}
	return out
}

// publicMeeting says which match a call is; nil for a run, and where places are
// not public: who plays the final has one.
func (p *Picture) publicMeeting(stage string, c Call) *QueueMeeting {
	e := p.entries[c.Entry]
	if c.Meeting == "" || e == nil || p.def.lastPublicPlace() != allPlaces {
		return nil
	}
	all := p.meetings(stage, p.division(e.Division))
	i := slices.IndexFunc(all, func(m scoring.Meeting) bool { return m.ID == c.Meeting })
	if i < 0 {
		return nil
	}
	out := &QueueMeeting{Part: string(all[i].Part), Round: all[i].Round}
	if all[i].Part == scoring.GroupPart {
		out.Group = GroupLetter(all[i].Group)
	}
	for _, m := range all {
		if m.Part == all[i].Part && m.Round == all[i].Round {
			out.Of++
		}
	}
	return out
}

func (p *Picture) publicTeam(id string) QueueTeam {
	e := p.entries[id]
	if e == nil {
		return QueueTeam{Entry: id}
	}
	if !e.public() {
		return QueueTeam{} // somebody
	}
	open := p.def.PublicOf(e.Entry)
	return QueueTeam{id, open.Code, open.Name, open.School}
}

// FieldsView is a stage on its fields, for the desk.
type FieldsView struct {
	N       int64
	Fields  []FieldQueue
	Table   Timetable
	Entries map[string]Entry
	Checks  map[string]Check  // of an inspection, by entry
	Checked map[string]string // passed, failed or "" by entry; nil where the contest inspects nothing
}

// Fields of a stage, by id. NotFound for a contest or stage that is not there.
func (f *Follower) Fields(ctx context.Context, contest, stage string) (FieldsView, error) {
	now := f.Service.Now()
	return look(ctx, f, contest, func(fl *following) (FieldsView, error) {
		p := fl.pic
		slug, ok := p.stages[stage]
		if !ok {
			return FieldsView{}, Fail(NotFound, "not-found")
		}
		v := FieldsView{N: p.N, Fields: p.fields(slug, now), Table: p.watch.timetables[slug], Entries: map[string]Entry{}, Checks: p.inspections(slug), Checked: p.checked()}
		for id, e := range p.entries {
			v.Entries[id] = e.Entry
		}
		return v, nil
	})
}
