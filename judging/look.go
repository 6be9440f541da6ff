package judging

// Who opened results while marks were still being given.

import (
	"context"
	"encoding/json"
	"slices"
	"time"
)

// Once written, a look covers the same person for so long.
const lookLasts = 10 * time.Minute

// OpenStages are those in which marks are being given now.
func (v ContestView) OpenStages() []Stage {
	return slices.DeleteFunc(slices.Clone(v.Stages), func(st Stage) bool { return st.State != StageOpen })
}

// MustLook reports whether by opens what ("standings", "quality", "publish",
// "workbook", "csv", "json", "protocol") of a contest with an open stage without a row about it in the last
// ten minutes: Looked comes first then.
func (s *Service) MustLook(ctx context.Context, by Actor, contest, what string) (bool, error) {
	return view(ctx, s, func(tx Tx) (bool, error) { return s.unseen(tx, by, contest, what) })
}

// Looked writes that by opens what while a stage of the contest is open: one
// row for each person, contest and what in ten minutes, none while no stage is
// open.
func (s *Service) Looked(ctx context.Context, by Actor, contest, what string) error {
	if needed, err := s.MustLook(ctx, by, contest, what); err != nil || !needed {
		return err
	}
	return s.change(ctx, contest, func(tx Tx) error {
		if needed, err := s.unseen(tx, by, contest, what); err != nil || !needed {
			return err
		}
		return s.write(tx, Scope{Contest: contest}, RowLook, by, "", RowLookBody{What: what})
	})
}

// unseen reads back no further than 500 rows: on a day so busy a second row
// within ten minutes does no harm.
func (s *Service) unseen(tx Tx, by Actor, contest, what string) (bool, error) {
	c, err := tx.Contest(contest)
	if err != nil {
		return false, err
	}
	stages, err := tx.Stages(contest)
	if err != nil || len(ContestView{Stages: stages}.OpenStages()) == 0 {
		return false, err
	}
	const back = 500
	rows, err := tx.Journal(contest, max(0, c.N-back), back)
	if err != nil {
		return false, err
	}
	since := s.Now().Add(-lookLasts)
	return !slices.ContainsFunc(rows, func(row Row) bool {
		var body RowLookBody
		return row.Kind == RowLook && row.Actor == by.Kind+":"+by.ID && row.At.After(since) &&
			json.Unmarshal(row.Body, &body) == nil && body.What == what
	}), nil
}
