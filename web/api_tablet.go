package web

// The tablet's three calls.

import (
	"context"
	"strings"

	"dovar/judging"
)

func (s *Server) enrol(ctx context.Context, in *struct {
	Caller
	Authorization string `header:"Authorization"`
	Body          struct {
		Code   string `json:"code,omitempty"`
		PIN    string `json:"pin,omitempty"`
		Device struct {
			ID   string `json:"id"`
			Name string `json:"name,omitempty"`
		} `json:"device"`
	}
}) (*answer[judging.Enrolled], error) {
	_, bearer, _ := strings.Cut(in.Authorization, " ")
	return reply(s.Service.Enrol(ctx, judging.Enrolment{
		Code: in.Body.Code, PIN: in.Body.PIN, Bearer: strings.TrimSpace(bearer),
		DeviceID: in.Body.Device.ID, DeviceName: in.Body.Device.Name, From: in.peer,
	}))
}

func (s *Server) hello(ctx context.Context, in *struct {
	Caller
	Dev    string   `query:"dev" doc:"the tablet's own id"`
	Epoch  string   `query:"epoch"`
	Unsent int      `query:"unsent" minimum:"0"`
	Seen   []string `query:"seen" maxItems:"50" doc:"ids of reminders that the judge has seen"`
}) (*answer[judging.Hello], error) {
	if in.Dev != "" && in.Dev != in.by.Dev {
		return nil, judging.Fail(judging.Forbidden, "device-other")
	}
	return reply(s.Service.Hello(ctx, in.by, judging.HelloAsk{Epoch: in.Epoch, Unsent: in.Unsent, Seen: in.Seen}))
}

// postOps passes ops on byte for byte and gives problems inside the answer
// their text.
func (s *Server) postOps(ctx context.Context, in *struct {
	Caller
	Body struct {
		Device string           `json:"device,omitempty" doc:"the tablet's own id"`
		Epoch  string           `json:"epoch"`
		Ops    []judging.SentOp `json:"ops" minItems:"1" maxItems:"50"`
	}
}) (*answer[judging.Submitted], error) {
	if in.Body.Device != "" && in.Body.Device != in.by.Dev {
		return nil, judging.Fail(judging.Forbidden, "device-other")
	}
	out, err := s.Service.Submit(ctx, in.by, in.Body.Epoch, in.Body.Ops)
	for _, result := range out.Results {
		if p := result.Problem; p != nil {
			p.Title = words.sayMap(in.lang, "problem."+p.Code, p.Args)
		}
	}
	return reply(out, err)
}
