package web

// One judge's work as a whole: handed to another, kept out, counted again.

import (
	"context"

	"dovar/judging"
)

func (s *Server) replaceJudge(ctx context.Context, in *struct {
	OfContest
	Body struct {
		From   string `json:"from" doc:"judge who leaves"`
		To     string `json:"to" doc:"judge who takes over"`
		Reason string `json:"reason" maxLength:"500"`
	}
}) (*answer[judging.Replaced], error) {
	return reply(s.Service.ReplaceJudge(ctx, in.by, in.Contest, in.Body.From, in.Body.To, in.Body.Reason))
}

// OfStageJudge names one judge's sheets in one stage.
type OfStageJudge struct {
	Caller
	Stage string `path:"stage"`
	Judge string `path:"judge"`
}

type sheetsMoved struct {
	Sheets int `json:"sheets" doc:"how many sheets changed"`
}

func (s *Server) excludeJudge(ctx context.Context, in *struct {
	OfStageJudge
	Body Because
}) (*answer[sheetsMoved], error) {
	n, err := s.Service.ExcludeJudge(ctx, in.by, in.Stage, in.Judge, in.Body.Reason)
	return reply(sheetsMoved{n}, err)
}

func (s *Server) countJudge(ctx context.Context, in *struct {
	OfStageJudge
	Body Because
}) (*answer[sheetsMoved], error) {
	n, err := s.Service.CountJudge(ctx, in.by, in.Stage, in.Judge, in.Body.Reason)
	return reply(sheetsMoved{n}, err)
}

func (s *Server) whatIf(ctx context.Context, in *struct{ OfStageJudge }) (*answer[judging.WhatIf], error) {
	return reply(s.Follower.WhatIfExcluded(ctx, in.Stage, in.Judge))
}
