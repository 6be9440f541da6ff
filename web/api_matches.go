package web

// Matches by HTTP: drawn, and read as an organizer sees them.

import (
	"context"

	"dovar/judging"
)

func (s *Server) drawMatches(ctx context.Context, in *struct {
	OfContest
	Body judging.DrawAsk
}) (*answer[judging.Drawn], error) {
	return reply(s.Service.Draw(ctx, in.by, in.Contest, in.Body))
}

func (s *Server) listDraws(ctx context.Context, in *OfContest) (*answer[[]judging.Draw], error) {
	return reply(s.Service.Draws(ctx, in.Contest))
}

func (s *Server) listMatches(ctx context.Context, in *OfContest) (*answer[[]judging.MatchStage], error) {
	return reply(s.Follower.Matches(ctx, in.by, in.Contest))
}
