package web

// The live map of a contest: states of sheets, never what is in them.

import (
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"net/http"
	"strings"

	"dovar/judging"
)

// monitorAnswer is 304 without a body when nothing has changed since the ETag.
type monitorAnswer struct {
	Status int
	ETag   string `header:"ETag"`
	Body   *judging.Monitor
}

func (s *Server) monitor(ctx context.Context, in *struct {
	OfContest
	Stage       string `query:"stage" doc:"id; default the first open one"`
	After       int64  `query:"after" minimum:"0" doc:"n of the picture the caller has; 0 for all rows"`
	IfNoneMatch string `header:"If-None-Match"`
}) (*monitorAnswer, error) {
	m, err := s.Follower.Monitor(ctx, in.by, in.Contest, in.Stage, in.After)
	if err != nil {
		return nil, err
	}
	out := &monitorAnswer{Status: http.StatusOK, Body: &m}
	if out.ETag, err = etagOfMonitor(m); err == nil && in.After == m.N && strings.Contains(in.IfNoneMatch, out.ETag) {
		out.Status, out.Body = http.StatusNotModified, nil
	}
	return out, err
}

// etagOfMonitor names all but the rows, which are told by n.
func etagOfMonitor(m judging.Monitor) (string, error) {
	m.Full, m.Entries, m.Rows, m.Changes, m.Divisions, m.Rooms = false, nil, nil, nil, nil, nil
	text, err := json.Marshal(m)
	sum := fnv.New64a()
	sum.Write(text)
	return fmt.Sprintf(`"%x"`, sum.Sum64()), err
}

func (s *Server) monitorCell(ctx context.Context, in *struct {
	OfContest
	Stage   string `query:"stage"`
	Entry   string `query:"entry"`
	Judge   string `query:"judge"`
	Attempt int    `query:"attempt" minimum:"0" doc:"default 1"`
}) (*answer[judging.CellView], error) {
	return reply(s.Follower.MonitorCell(ctx, in.Contest, in.Stage, in.Entry, in.Judge, in.Attempt))
}
