package judging

// Reminders: a banner on one tablet until its judge has seen it.

import (
	"context"
	"slices"
)

// ReminderMost is how many characters a reminder has at most.
const ReminderMost = 200

// Remind puts a text on one tablet, which hears of it with its next hello: at
// most a minute away, sooner when it sends marks. Problems: "reminder-text"
// {field, most}, "reminder-revoked" (Conflict: such a tablet hears nothing).
func (s *Service) Remind(ctx context.Context, by Actor, device, text string) (r Reminder, err error) {
	text, ok := cleanText(text, ReminderMost)
	if !ok || text == "" {
		return r, Fail(Invalid, "reminder-text", "field", "text", "most", ReminderMost)
	}
	err = s.Store.Update(ctx, func(tx Tx) error {
		d, err := tx.Device(device)
		if err != nil {
			return err
		}
		if d.Revoked {
			return Fail(Conflict, "reminder-revoked")
		}
		r = Reminder{ID: NewID(), Event: d.Event, Device: d.ID, Text: text, At: s.Now()}
		if err := tx.PutReminder(r); err != nil {
			return err
		}
		return s.write(tx, Scope{Event: d.Event}, RowRemind, by, "", RowRemindBody{Device: d.ID, Judge: d.Judge, Text: text})
	})
	return r, err
}

// saw keeps that the judge has seen reminders on this device; what is not its
// own is left alone.
func (s *Service) saw(tx Tx, device string, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	waiting, err := unseen(tx, device)
	if err != nil {
		return err
	}
	for _, r := range waiting {
		if !slices.Contains(ids, r.ID) {
			continue
		}
		r.Seen = s.Now()
		if err := tx.PutReminder(r); err != nil {
			return err
		}
	}
	return nil
}

// unseen are the device's reminders that still have to be shown, oldest first.
func unseen(tx Tx, device string) ([]Reminder, error) {
	all, err := tx.RemindersOf(device)
	var out []Reminder
	for _, r := range all {
		if r.Seen.IsZero() {
			out = append(out, r)
		}
	}
	return out, err
}

// news reports whether a hello would bring the device a reminder that its last
// one did not.
func news(tx Tx, d Device) (bool, error) {
	waiting, err := unseen(tx, d.ID)
	return len(waiting) > 0 && !waiting[len(waiting)-1].At.Before(d.HeardAt), err
}
