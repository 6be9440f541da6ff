package web

// Rooms, panels, orders, and pairs taken back.

import (
	"context"

	"dovar/judging"
)

func (s *Server) listRooms(ctx context.Context, in *OfContest) (*answer[[]judging.Room], error) {
	rooms, _, err := s.Service.Rooms(ctx, in.Contest)
	return reply(rooms, err)
}

type roomAsk struct {
	Name string `json:"name"`
}

func (s *Server) addRoom(ctx context.Context, in *struct {
	OfContest
	Body roomAsk
}) (*answer[judging.Room], error) {
	return reply(s.Service.PutRoom(ctx, in.by, in.Contest, judging.Room{Name: in.Body.Name}))
}

func (s *Server) renameRoom(ctx context.Context, in *struct {
	OfContest
	Room string `path:"room"`
	Body roomAsk
}) (*answer[judging.Room], error) {
	return reply(s.Service.PutRoom(ctx, in.by, in.Contest, judging.Room{ID: in.Room, Name: in.Body.Name}))
}

func (s *Server) listPanels(ctx context.Context, in *OfContest) (*answer[[]judging.Panel], error) {
	_, panels, err := s.Service.Rooms(ctx, in.Contest)
	return reply(panels, err)
}

// A panelAsk is a panel as asked for; stage and division are those of the first
// request for ever.
type panelAsk struct {
	Stage    string   `json:"stage,omitempty" doc:"id, or the stage's id in the definition"`
	Division string   `json:"division,omitempty" doc:"id or slug; may be left out when there is one"`
	Room     string   `json:"room,omitempty"`
	Seating  string   `json:"seating,omitempty" enum:"together,separately" doc:"one order for all, or an order for each judge; the contest's when left out"`
	PerEntry int      `json:"perEntry,omitempty" minimum:"0" doc:"judges an entry gets; 0: all of the panel"`
	Judges   []string `json:"judges"`
}

func (a panelAsk) panel(id string) judging.Panel {
	return judging.Panel{
		ID: id, Stage: a.Stage, Division: a.Division, Room: a.Room, Seating: a.Seating, PerEntry: a.PerEntry, Judges: a.Judges,
	}
}

func (s *Server) addPanel(ctx context.Context, in *struct {
	OfContest
	Body panelAsk
}) (*answer[judging.Panel], error) {
	return reply(s.Service.PutPanel(ctx, in.by, in.Contest, in.Body.panel("")))
}

type ofPanel struct {
	OfContest
	Panel string `path:"panel"`
}

func (s *Server) putPanel(ctx context.Context, in *struct {
	ofPanel
	Body panelAsk
}) (*answer[judging.Panel], error) {
	return reply(s.Service.PutPanel(ctx, in.by, in.Contest, in.Body.panel(in.Panel)))
}

func (s *Server) removePanel(ctx context.Context, in *ofPanel) (*struct{}, error) {
	return nil, s.Service.RemovePanel(ctx, in.by, in.Contest, in.Panel)
}

func (s *Server) listOrders(ctx context.Context, in *struct {
	OfContest
	Stage string `query:"stage"`
}) (*answer[[]judging.JudgeOrder], error) {
	return reply(s.Service.Orders(ctx, in.Contest, in.Stage))
}

func (s *Server) order(ctx context.Context, in *struct {
	OfContest
	Body judging.Ordering
}) (*struct{}, error) {
	return nil, s.Service.Order(ctx, in.by, in.Contest, in.Body)
}

type tookBack struct {
	Pairs []judging.Pair `json:"pairs"`
}

func (s *Server) takeBack(ctx context.Context, in *struct {
	OfContest
	Body struct {
		Stage string         `json:"stage"`
		Pairs []judging.Pair `json:"pairs,omitempty"`
		All   bool           `json:"all,omitempty" doc:"every pair of the stage without marks"`
	}
}) (*answer[tookBack], error) {
	b := in.Body
	pairs, err := s.Service.TakeBack(ctx, in.by, in.Contest, b.Stage, b.Pairs, b.All)
	return reply(tookBack{pairs}, err)
}
