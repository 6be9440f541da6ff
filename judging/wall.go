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
	Fields    []string  // where its judge is the referee
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
		fields, err := refereesOf(tx, event)
		if err != nil {
			return nil, err
		}
		out := make([]TabletLine, len(devices))
		for i, d := range devices {
			out[i] = TabletLine{Device: d, JudgeName: names[d.Judge], Reminder: newest[d.ID], Fields: fields[d.Judge]}
			if !d.HeardAt.IsZero() {
				out[i].Silent = max(0, s.Now().Sub(d.HeardAt))
				out[i].Behind = d.Epoch != epoch
			}
		}
		return out, nil
	})
}

// refereesOf names the fields of an event by their referees: the first judge of
// a panel in a stage of referees.
func refereesOf(tx Tx, event string) (map[string][]string, error) {
	contests, err := tx.Contests(event)
	if err != nil {
		return nil, err
	}
	out := map[string][]string{}
	for _, c := range contests {
		v, err := viewContest(tx, c)
		if err != nil {
			return nil, err
		}
		panels, rooms, err := seatedPanels(tx, c.ID)
		if err != nil {
			return nil, err
		}
		for _, p := range panels {
			i, judge, room := slices.IndexFunc(v.Stages, func(st Stage) bool { return st.ID == p.Stage }), p.referee(), rooms[p.ID]
			if i >= 0 && Refereed(v.Stages[i].Kind) && judge != "" && room != "" && !slices.Contains(out[judge], room) {
				out[judge] = append(out[judge], room)
			}
		}
	}
	return out, nil
}
