package judging

// The wall of devices: what the desk must know of each tablet.

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// A TabletLine is one tablet on the organizer's wall.
type TabletLine struct {
	Device
	JudgeName string
	Behind    bool // last heard in an epoch before the newest: it has not looked since a restore
	Silent    time.Duration
	Reminder  *Reminder // the newest one
}

// SilentAfter is how long a tablet may say nothing before the wall says so: a
// hello comes each minute.
const SilentAfter = 90 * time.Second

// Wall lists the tablets of an event by their judges' names with what the desk
// must know of each.
func (s *Service) Wall(ctx context.Context, event string) ([]TabletLine, error) {
	return view(ctx, s, func(tx Tx) ([]TabletLine, error) {
		if _, err := tx.Event(event); err != nil {
			return nil, err
		}
		devices, err := tx.Devices(event)
		if err != nil {
			return nil, err
		}
		judges, err := tx.Judges(event)
		if err != nil {
			return nil, err
		}
		names, at := map[string]string{}, map[string]int{}
		for i, j := range judges {
			names[j.ID], at[j.ID] = j.Name, i
		}
		slices.SortStableFunc(devices, func(a, b Device) int { return cmp.Compare(at[a.Judge], at[b.Judge]) })
		reminders, err := tx.Reminders(event)
		if err != nil {
			return nil, err
		}
		newest := map[string]*Reminder{}
		for i := range reminders {
			newest[reminders[i].Device] = &reminders[i]
		}
		epoch, err := tx.Meta("epoch")
		if err != nil {
			return nil, err
		}
		out := make([]TabletLine, len(devices))
		for i, d := range devices {
			out[i] = TabletLine{Device: d, JudgeName: names[d.Judge], Reminder: newest[d.ID]}
			if !d.HeardAt.IsZero() {
				out[i].Silent = max(0, s.Now().Sub(d.HeardAt))
				out[i].Behind = d.Epoch != epoch
			}
		}
		return out, nil
	})
}
