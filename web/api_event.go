package web

// Events, judges, cards, tablets and presets.

import (
	"context"
	"time"

	"dovar/judging"
)

// OfEvent and its kind are exported because huma looks into those only.
type OfEvent struct {
	Caller
	Event string `path:"event"`
}

// madeID answers what made one thing.
type madeID struct {
	ID string `json:"id"`
}

type presetView struct {
	ID     string       `json:"id"`
	Title  judging.Text `json:"title"`
	Kinds  []string     `json:"kinds" doc:"of its stages"`
	Scored bool         `json:"scored" doc:"false: shown only, while a stage has no tasks or counts in a way that is not computed"`
}

func (s *Server) listPresets(context.Context, *Caller) (*answer[[]presetView], error) {
	defs, err := judging.Presets()
	out := make([]presetView, len(defs))
	for i, def := range defs {
		kinds := mapped(def.Stages, func(s judging.StageDef) string { return s.Kind })
		out[i] = presetView{ID: def.ID, Title: def.Title, Kinds: kinds, Scored: def.Scored()}
	}
	return reply(out, err)
}

type eventView struct {
	ID        string       `json:"id"`
	Title     judging.Text `json:"title"`
	Starts    string       `json:"starts"`
	Ends      string       `json:"ends"`
	Timezone  string       `json:"timezone"`
	Languages []string     `json:"languages"`
	Place     string       `json:"place,omitempty"`
	Address   string       `json:"address,omitempty" doc:"the one address on cards"`
}

func viewEvent(e judging.Event) eventView {
	return eventView{e.ID, e.Title, e.Starts, e.Ends, e.Timezone, e.Languages, e.Place, e.Address}
}

func (s *Server) listEvents(ctx context.Context, _ *Caller) (*answer[[]eventView], error) {
	events, err := s.Service.Events(ctx)
	return reply(mapped(events, viewEvent), err)
}

func (s *Server) createEvent(ctx context.Context, in *struct {
	Caller
	Body judging.NewEvent
}) (*answer[madeID], error) {
	e, err := s.Service.CreateEvent(ctx, in.by, in.Body)
	return reply(madeID{e.ID}, err)
}

func (s *Server) getEvent(ctx context.Context, in *OfEvent) (*answer[eventView], error) {
	e, err := s.Service.Event(ctx, in.Event)
	return reply(viewEvent(e), err)
}

func (s *Server) amendEvent(ctx context.Context, in *struct {
	OfEvent
	Body amendedEvent
}) (*answer[eventView], error) {
	e, err := s.Service.AmendEvent(ctx, in.by, in.Event, judging.NewEvent(in.Body))
	return reply(viewEvent(e), err)
}

// amendedEvent is a NewEvent of which nothing is required.
type amendedEvent struct {
	Title     judging.Text `json:"title,omitzero"`
	Starts    string       `json:"starts,omitempty" doc:"day, yyyy-mm-dd"`
	Ends      string       `json:"ends,omitempty" doc:"day, yyyy-mm-dd"`
	Timezone  string       `json:"timezone,omitempty" doc:"IANA name"`
	Languages []string     `json:"languages,omitempty" doc:"of tg, ru, en; the first is the board's"`
	Place     string       `json:"place,omitempty" doc:"where it is held; absent: no place"`
	Address   string       `json:"address,omitempty" doc:"the one address on cards, scheme://host:port"`
}

type newJudge struct {
	Name      string   `json:"name"`
	School    string   `json:"school,omitempty"`
	District  string   `json:"district,omitempty"`
	Languages []string `json:"languages,omitempty"`
}

func (s *Server) addJudges(ctx context.Context, in *struct {
	OfEvent
	Body []newJudge `maxItems:"500"`
}) (*answer[[]madeID], error) {
	judges, err := s.Service.AddJudges(ctx, in.by, in.Event, mapped(in.Body, func(j newJudge) judging.Judge {
		return judging.Judge{Name: j.Name, School: j.School, District: j.District, Languages: j.Languages}
	}))
	return reply(mapped(judges, func(j judging.Judge) madeID { return madeID{j.ID} }), err)
}

func (s *Server) listJudges(ctx context.Context, in *OfEvent) (*answer[[]judging.Judge], error) {
	return reply(s.Service.JudgesOf(ctx, in.Event))
}

func (s *Server) makeCard(ctx context.Context, in *struct {
	Caller
	Judge string `path:"judge"`
}) (*answer[judging.NewCard], error) {
	judge, err := s.Service.Judge(ctx, in.Judge)
	if err != nil {
		return nil, err
	}
	event, err := s.Service.Event(ctx, judge.Event)
	if err == nil && event.Address != "" { // the server's own is its start's affair
		err = s.reach(ctx, event.Address)
	}
	if err != nil {
		return nil, err
	}
	return reply(s.Service.MakeCard(ctx, in.by, in.Judge))
}

type deviceView struct {
	ID        string        `json:"id"`
	Judge     string        `json:"judge"`
	JudgeName string        `json:"judgeName"`
	Name      string        `json:"name"`
	Revoked   bool          `json:"revoked"`
	Unsent    int           `json:"unsent" doc:"own ops it said were not stored, when last heard"`
	HeardAt   string        `json:"heardAt,omitempty"`
	Silent    int           `json:"silent" doc:"seconds since then, by the server's clock"`
	Behind    bool          `json:"behind" doc:"not heard since a restore"`
	SignedIn  string        `json:"signedIn"`
	Fields    []string      `json:"fields,omitempty" doc:"where its judge is the referee"`
	Reminder  *reminderView `json:"reminder,omitempty" doc:"the newest"`
}

type reminderView struct {
	Text string `json:"text"`
	At   string `json:"at"`
	Seen string `json:"seen,omitempty"`
}

func viewDevice(l judging.TabletLine) deviceView {
	v := deviceView{
		ID: l.ID, Judge: l.Judge, JudgeName: l.JudgeName, Name: l.Name, Revoked: l.Revoked, Unsent: l.Unsent, Behind: l.Behind,
		HeardAt: judging.Stamp(l.HeardAt), Silent: int(l.Silent / time.Second), SignedIn: judging.Stamp(l.At), Fields: l.Fields,
	}
	if r := l.Reminder; r != nil {
		v.Reminder = &reminderView{r.Text, judging.Stamp(r.At), judging.Stamp(r.Seen)}
	}
	return v
}

func (s *Server) listDevices(ctx context.Context, in *OfEvent) (*answer[[]deviceView], error) {
	lines, err := s.Service.Wall(ctx, in.Event)
	return reply(mapped(lines, viewDevice), err)
}

func (s *Server) revoke(ctx context.Context, in *struct {
	Caller
	Device string `path:"device"`
	Body   Because
}) (*struct{}, error) {
	return nil, s.Service.Revoke(ctx, in.by, in.Device, in.Body.Reason)
}

func (s *Server) eventJournal(ctx context.Context, in *struct {
	OfEvent
	After int64 `query:"after" minimum:"0"`
}) (*answer[[]rowView], error) {
	rows, err := s.Service.JournalOf(ctx, judging.Scope{Event: in.Event}, in.After)
	return reply(mapped(rows, viewRow), err)
}

// mapped is never nil, so that a list without members is [] in JSON.
func mapped[A, B any](in []A, f func(A) B) []B {
	out := make([]B, len(in))
	for i, a := range in {
		out[i] = f(a)
	}
	return out
}
