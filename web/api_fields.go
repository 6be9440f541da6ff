package web

// Fields by HTTP: made, run and called.

import (
	"context"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

// queue answers who is called where; the pit asks again and again.
func (s *Server) queue(c echo.Context) error {
	q, err := s.Follower.Queue(c.Request().Context(), c.Param("contest"))
	if err != nil {
		return err
	}
	header := c.Response().Header()
	header.Set("ETag", q.Tag)
	header.Set("Cache-Control", "public, max-age=1")
	if strings.Contains(c.Request().Header.Get("If-None-Match"), q.Tag) {
		return c.NoContent(http.StatusNotModified)
	}
	return c.JSON(http.StatusOK, q)
}

func (s *Server) makeFields(ctx context.Context, in *struct {
	OfContest
	Body judging.FieldsAsk
}) (*answer[[]judging.Panel], error) {
	return reply(s.Service.MakeFields(ctx, in.by, in.Contest, in.Body))
}

func (s *Server) handField(ctx context.Context, in *struct {
	OfContest
	Body struct {
		Stage string `json:"stage"`
		Room  string `json:"room"`
		To    string `json:"to" doc:"judge"`
	}
}) (*answer[judging.Handed], error) {
	return reply(s.Service.HandField(ctx, in.by, in.Contest, in.Body.Stage, in.Body.Room, in.Body.To))
}

func (s *Server) putTimetable(ctx context.Context, in *struct {
	OfContest
	Body judging.Timetable
}) (*answer[judging.Timetable], error) {
	return reply(s.Service.PutTimetable(ctx, in.by, in.Contest, in.Body))
}

func (s *Server) assignInspection(ctx context.Context, in *struct {
	OfContest
	Body struct {
		Stage     string `json:"stage"`
		Inspector string `json:"inspector,omitempty" doc:"judge; without one the referee of each robot's first field"`
	}
}) (*answer[judging.Assigned], error) {
	return reply(s.Service.AssignInspection(ctx, in.by, in.Contest, in.Body.Stage, in.Body.Inspector))
}

// runSheets are the sheets that an act has seated.
type runSheets struct {
	Sheets []runSheet `json:"sheets"`
}

type runSheet struct {
	Sheet   string `json:"sheet"`
	Entry   string `json:"entry"`
	Judge   string `json:"judge"`
	Attempt int    `json:"attempt"`
}

func sheetsRun(made ...judging.Sheet) runSheets {
	return runSheets{mapped(made, func(sh judging.Sheet) runSheet { return runSheet{sh.ID, sh.Entry, sh.Judge, sh.Attempt} })}
}

func (s *Server) extraRun(ctx context.Context, in *struct {
	OfContest
	Body struct {
		Stage   string   `json:"stage"`
		Entries []string `json:"entries"`
	}
}) (*answer[runSheets], error) {
	made, err := s.Service.ExtraRun(ctx, in.by, in.Contest, in.Body.Stage, in.Body.Entries)
	return reply(sheetsRun(made...), err)
}

// callDone is the answer to an act on one sheet.
type callDone struct {
	Sheet string `json:"sheet"`
}

func (s *Server) moveCall(ctx context.Context, in *struct {
	Caller
	Sheet string `path:"sheet"`
	Body  struct {
		By   int    `json:"by,omitempty" doc:"places, to the front below 0"`
		Room string `json:"room,omitempty" doc:"another field: the robot goes there with all its runs that wait"`
	}
}) (*answer[callDone], error) {
	if in.Body.Room != "" {
		return reply(callDone{in.Sheet}, s.Service.MoveToField(ctx, in.by, in.Sheet, in.Body.Room))
	}
	return reply(callDone{in.Sheet}, s.Service.MoveInQueue(ctx, in.by, in.Sheet, in.Body.By))
}

func (s *Server) absentCall(ctx context.Context, in *struct {
	Caller
	Sheet string `path:"sheet"`
	Body  struct {
		Back bool `json:"back,omitempty" doc:"the team is there after all"`
		All  bool `json:"all,omitempty" doc:"with the robot's other runs that wait"`
	}
}) (*answer[callDone], error) {
	if in.Body.Back {
		return reply(callDone{in.Sheet}, s.Service.Presence(ctx, in.by, in.Sheet))
	}
	return reply(callDone{in.Sheet}, s.Service.Absence(ctx, in.by, in.Sheet, in.Body.All))
}

func (s *Server) rerun(ctx context.Context, in *struct {
	Caller
	Sheet string `path:"sheet"`
	Body  struct {
		Reason string `json:"reason"`
		Last   bool   `json:"last,omitempty" doc:"at the end of the queue, not at its head"`
	}
}) (*answer[runSheets], error) {
	made, err := s.Service.Rerun(ctx, in.by, in.Sheet, in.Body.Reason, in.Body.Last)
	return reply(sheetsRun(made), err)
}
