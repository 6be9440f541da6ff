package web

// Contests, stages and results.

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"dovar/judging"
)

type OfContest struct {
	Caller
	Contest string `path:"contest"`
}

type Because struct {
	Reason string `json:"reason,omitempty" maxLength:"500"`
}

type contestView struct {
	ID        string         `json:"id"`
	Title     judging.Text   `json:"title"`
	Board     judging.Board  `json:"board"`
	Divisions []divisionView `json:"divisions"`
	Stages    []stageView    `json:"stages"`
}

type divisionView struct {
	ID    string       `json:"id"`
	Slug  string       `json:"slug"`
	Title judging.Text `json:"title"`
}

type stageView struct {
	ID    string             `json:"id"`
	Slug  string             `json:"slug"`
	Kind  string             `json:"kind"`
	State judging.StageState `json:"state"`
}

func viewContest(v judging.ContestView) contestView {
	return contestView{
		ID: v.Contest.ID, Title: v.Contest.Def.Title, Board: v.Contest.Board,
		Divisions: mapped(v.Divisions, func(d judging.Division) divisionView { return divisionView{d.ID, d.Slug, d.Title} }),
		Stages:    mapped(v.Stages, func(st judging.Stage) stageView { return stageView{st.ID, st.Slug, st.Kind, st.State} }),
	}
}

func (s *Server) listContests(ctx context.Context, in *OfEvent) (*answer[[]contestView], error) {
	contests, err := s.Service.Contests(ctx, in.Event)
	return reply(mapped(contests, viewContest), err)
}

// createContest takes {"preset": id} or a whole definition.
func (s *Server) createContest(ctx context.Context, in *struct {
	OfEvent
	RawBody []byte
	Body    contestAsk
}) (*answer[contestView], error) {
	def, err := readDefinition(in.RawBody)
	if err != nil {
		return nil, err
	}
	v, err := s.Service.CreateContest(ctx, in.by, in.Event, def)
	return reply(viewContest(v), err)
}

// A contestAsk describes what readDefinition reads.
type contestAsk struct{ json.RawMessage }

func (contestAsk) Schema(r huma.Registry) *huma.Schema {
	return &huma.Schema{OneOf: []*huma.Schema{
		{Type: huma.TypeObject, Required: []string{"preset"}, Properties: map[string]*huma.Schema{"preset": {Type: huma.TypeString}}},
		r.Schema(reflect.TypeFor[judging.Definition](), true, ""),
	}}
}

func readDefinition(body []byte) (judging.Definition, error) {
	var members map[string]json.RawMessage
	if json.Unmarshal(body, &members) != nil || len(members) != 1 || members["preset"] == nil {
		return judging.ParseDefinition(body)
	}
	var id string
	if err := json.Unmarshal(members["preset"], &id); err != nil {
		return judging.Definition{}, judging.Fail(judging.Invalid, "preset-unknown", "preset", string(members["preset"]))
	}
	def, ok := judging.Preset(id)
	if !ok {
		return def, judging.Fail(judging.Invalid, "preset-unknown", "preset", id)
	}
	return def, nil
}

// defined is a definition under its version, the N of the contest.
type defined struct {
	ETag string `header:"ETag"`
	Body judging.Definition
}

func define(v judging.ContestView, err error) (*defined, error) {
	if err != nil {
		return nil, err
	}
	return &defined{`"` + strconv.FormatInt(v.Contest.N, 10) + `"`, v.Contest.Def}, nil
}

func (s *Server) getContest(ctx context.Context, in *OfContest) (*defined, error) {
	return define(s.Service.Contest(ctx, in.Contest))
}

func (s *Server) putContest(ctx context.Context, in *struct {
	OfContest
	IfMatch string `header:"If-Match"`
	RawBody []byte
	Body    definitionText
}) (*defined, error) {
	n, err := strconv.ParseInt(strings.Trim(in.IfMatch, `"`), 10, 64)
	if err != nil {
		return nil, judging.Fail(judging.Stale, "if-match-missing")
	}
	def, err := judging.ParseDefinition(in.RawBody)
	if err != nil {
		return nil, err
	}
	return define(s.Service.PutContest(ctx, in.by, in.Contest, n, def))
}

func (s *Server) standings(ctx context.Context, in *struct {
	OfContest
	Division string `query:"division"`
}) (*answer[judging.Standings], error) {
	if err := s.Service.Looked(ctx, in.by, in.Contest, "standings"); err != nil {
		return nil, err
	}
	return reply(s.Follower.Standings(ctx, in.Contest, in.Division))
}

type rowView struct {
	N     int64           `json:"n"`
	Kind  judging.RowKind `json:"kind"`
	Actor string          `json:"actor"`
	At    string          `json:"at"`
	Leaf  string          `json:"leaf"`
	Body  json.RawMessage `json:"body"`
}

func viewRow(r judging.Row) rowView {
	return rowView{r.N, r.Kind, r.Actor, judging.Stamp(r.At), r.Leaf, r.Body}
}

func (s *Server) contestJournal(ctx context.Context, in *struct {
	OfContest
	After int64 `query:"after" minimum:"0"`
}) (*answer[[]rowView], error) {
	rows, err := s.Service.JournalOf(ctx, judging.Scope{Contest: in.Contest}, in.After)
	if err == nil && slices.ContainsFunc(rows, judging.Row.Marked) {
		err = s.Service.Looked(ctx, in.by, in.Contest, "journal")
	}
	return reply(mapped(rows, viewRow), err)
}

func (s *Server) setBoard(ctx context.Context, in *struct {
	OfContest
	Body struct {
		State judging.BoardState `json:"state" doc:"hidden, live or published"`
		Show  judging.BoardShow  `json:"show,omitempty" doc:"complete, the default, or every-sheet"`

		Reasons bool `json:"reasons,omitempty" doc:"once published, everyone may ask why an entry stands where it stands"`
		Bounds  bool `json:"bounds,omitempty" doc:"while live, rows carry the best and the worst place still possible"`
	}
}) (*answer[judging.Board], error) {
	return reply(s.Service.SetBoard(ctx, in.by, in.Contest,
		judging.Board{State: in.Body.State, Show: in.Body.Show, Reasons: in.Body.Reasons, Bounds: in.Body.Bounds}))
}

func (s *Server) recordVote(ctx context.Context, in *struct {
	OfContest
	Body struct {
		Division string   `json:"division,omitempty"`
		Order    []string `json:"order" doc:"entry ids, the best first"`
		Count    string   `json:"count" doc:"as recorded, for example 4:1"`
	}
}) (*struct{}, error) {
	v := judging.Vote{Contest: in.Contest, Division: in.Body.Division, Order: in.Body.Order, Count: in.Body.Count}
	return nil, s.Service.RecordVote(ctx, in.by, in.Contest, v)
}

// staged answers 200 when done and 202 when it waits for a second person.
type staged struct {
	Status int
	Body   judging.Staged
}

func (s *Server) setStage(ctx context.Context, in *struct {
	Caller
	Stage string `path:"stage"`
	Body  struct {
		State judging.StageState `json:"state" doc:"setup, open, closed or final"`
		Because
	}
}) (*staged, error) {
	return stagedReply(s.Service.SetStage(ctx, in.by, in.Stage, in.Body.State, in.Body.Reason))
}

func (s *Server) approve(ctx context.Context, in *struct {
	Caller
	Approval string `path:"approval"`
}) (*answer[judging.Staged], error) {
	return reply(s.Service.ApproveAct(ctx, in.by, in.Approval))
}
