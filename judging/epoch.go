package judging

// What a restore begins: a new epoch, in which the tablets give back what the
// backup did not have.

import (
	"context"
	"slices"
	"time"
)

// BeginEpoch starts a new epoch after a restore. The event collects: no
// conflict alarms, no closing of a stage, until every device that the data
// knows has said hello in the new epoch with nothing unsent, or EndCollecting.
func (s *Service) BeginEpoch(ctx context.Context, reason string) error {
	return s.Store.Update(ctx, func(tx Tx) error {
		old, err := tx.Meta("epoch")
		if err != nil {
			return err
		}
		// Above the backup's epoch even if the clock went back in between.
		epoch := newEpoch(time.Unix(max(s.Now().Unix(), seconds(old)+1), 0))
		if err := tx.PutMeta("epoch", epoch); err != nil {
			return err
		}
		if err := tx.PutMeta("restored", epoch); err != nil {
			return err
		}
		missing, err := silent(tx, epoch)
		if err != nil {
			return err
		}
		if len(missing) > 0 {
			if err := tx.PutMeta("collecting", "1"); err != nil {
				return err
			}
		}
		return s.toldEvents(tx, Actor{Kind: "system"}, RowEpoch, RowEpochBody{Epoch: epoch, Reason: reason})
	})
}

// EndCollecting ends it by the organizer's word; the journal names the devices
// not heard from.
func (s *Service) EndCollecting(ctx context.Context, by Actor) error {
	return s.Store.Update(ctx, func(tx Tx) error {
		epoch, err := tx.Meta("epoch")
		if err != nil {
			return err
		}
		missing, err := silent(tx, epoch)
		if err != nil {
			return err
		}
		return s.endCollecting(tx, by, epoch, missing)
	})
}

func (s *Service) endCollecting(tx Tx, by Actor, epoch string, missing []string) error {
	collecting, err := tx.Meta("collecting")
	if err != nil || collecting == "" {
		return err
	}
	if err := tx.PutMeta("collecting", ""); err != nil {
		return err
	}
	return s.toldEvents(tx, by, RowCollecting, RowEpochBody{Epoch: epoch, Missing: missing})
}

// silent are the devices, revoked ones left out, that have not yet said hello
// in the epoch with nothing unsent.
func silent(tx Tx, epoch string) ([]string, error) {
	events, err := tx.Events()
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range events {
		devices, err := tx.Devices(e.ID)
		if err != nil {
			return nil, err
		}
		for _, d := range devices {
			if !d.Revoked && (d.Epoch != epoch || d.Unsent > 0) {
				out = append(out, d.ID)
			}
		}
	}
	slices.Sort(out)
	return out, nil
}
