package web

// How far results can be trusted, for those who may see results.

import (
	"context"

	"dovar/judging"
)

// quality is a look into results: while a stage is open it is written.
func (s *Server) quality(ctx context.Context, in *OfContest) (*answer[judging.QualityView], error) {
	if err := s.Service.Looked(ctx, in.by, in.Contest, "quality"); err != nil {
		return nil, err
	}
	return reply(s.Follower.Quality(ctx, in.Contest))
}

type qualityRowView struct {
	N     int64 `json:"n" doc:"0 while there are no figures"`
	Newer bool  `json:"newer" doc:"newer ones are being made"`
}

// qualityRow tells a page when to ask anew; it shows no figure.
func (s *Server) qualityRow(ctx context.Context, in *OfContest) (*answer[qualityRowView], error) {
	view, err := s.Follower.Quality(ctx, in.Contest)
	return reply(qualityRowView{view.N, view.Newer}, err)
}
