package web

// One judge's work as a whole: a judge who leaves, kept out, counted again.

import (
	"context"
	"net/http"

	"dovar/judging"
)

// OfContestJudge names a judge in a contest.
type OfContestJudge struct {
	OfContest
	Judge string `path:"judge"`
}

// OfStageJudge names one judge's sheets in one stage.
type OfStageJudge struct {
	Caller
	Stage string `path:"stage"`
	Judge string `path:"judge"`
}

// stagedReply answers 202 for what waits for a second person.
func stagedReply(body judging.Staged, err error) (*staged, error) {
	if err != nil {
		return nil, err
	}
	if body.Approval != "" {
		return &staged{http.StatusAccepted, body}, nil
	}
	return &staged{http.StatusOK, body}, nil
}

func (s *Server) leaveChoices(ctx context.Context, in *OfContestJudge) (*answer[[]judging.LeaveChoice], error) {
	return reply(s.Follower.LeaveChoices(ctx, in.Contest, in.Judge))
}

func (s *Server) judgeLeaves(ctx context.Context, in *struct {
	OfContestJudge
	Body struct {
		How    string `json:"how" enum:"keep,exclude,replace"`
		To     string `json:"to,omitempty" doc:"the judge who takes over: needed for replace, possible for keep"`
		Reason string `json:"reason" maxLength:"500"`
	}
}) (*staged, error) {
	ask := judging.Leaving{Judge: in.Judge, How: in.Body.How, To: in.Body.To, Reason: in.Body.Reason}
	return stagedReply(s.Service.JudgeLeaves(ctx, in.by, in.Contest, ask))
}

func (s *Server) excludeJudge(ctx context.Context, in *struct {
	OfStageJudge
	Body Because
}) (*staged, error) {
	return stagedReply(s.Service.ExcludeJudge(ctx, in.by, in.Stage, in.Judge, in.Body.Reason))
}

func (s *Server) countJudge(ctx context.Context, in *struct {
	OfStageJudge
	Body Because
}) (*staged, error) {
	return stagedReply(s.Service.CountJudge(ctx, in.by, in.Stage, in.Judge, in.Body.Reason))
}

func (s *Server) whatIf(ctx context.Context, in *struct{ OfStageJudge }) (*answer[judging.WhatIf], error) {
	return reply(s.Follower.WhatIfExcluded(ctx, in.Stage, in.Judge))
}

func (s *Server) declareRooms(ctx context.Context, in *struct {
	OfContest
	Body struct {
		judging.RoomsDef
		Because
	}
}) (*staged, error) {
	return stagedReply(s.Service.DeclareRooms(ctx, in.by, in.Contest, in.Body.RoomsDef, in.Body.Reason))
}
