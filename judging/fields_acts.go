package judging

// What is done on a field while it runs: robots moved in the queue, away and
// back, a field handed to another referee.

import (
	"context"
	"slices"
)

// onField opens the stage of a sheet that is still to be run or was.
func (s *Service) onField(ctx context.Context, sheet string, f func(tx Tx, w *fieldWork, sh Sheet) error) error {
	found, err := view(ctx, s, func(tx Tx) (Sheet, error) { return tx.Sheet(sheet) })
	if err != nil {
		return err
	}
	return s.change(ctx, found.Contest, func(tx Tx) error {
		w, err := readFields(tx, found.Contest, found.Stage)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(w.sheets, func(sh Sheet) bool { return sh.ID == sheet })
		return f(tx, w, w.sheets[i])
	})
}

// MoveInQueue moves a sheet that waits by so many places in the queue of its
// field, as far as it goes. Problems: "call-begun" (Conflict: it does not wait),
// "stage-no-field", "stage-closed".
func (s *Service) MoveInQueue(ctx context.Context, by Actor, sheet string, places int) error {
	return s.onField(ctx, sheet, func(tx Tx, w *fieldWork, sh Sheet) error {
		if !sh.waits() {
			return Fail(Conflict, "call-begun")
		}
		list := w.queue(w.panelOf(sh.Panel).Room)
		at := slices.IndexFunc(list, func(x Sheet) bool { return x.ID == sheet })
		to := min(max(0, at+min(places, len(list))), len(list)-1)
		return s.lineUp(tx, by, w, slices.Insert(slices.Delete(list, at, at+1), to, sh), nil)
	})
}

// MoveToField moves a robot with all its runs that wait to another field of the
// stage, behind those of the same attempt there. Problems: "call-begun",
// "field-other" (Invalid: not a field of the entry's division), "field-barred"
// {why} (Conflict: its referee may not judge this entry).
func (s *Service) MoveToField(ctx context.Context, by Actor, sheet, room string) error {
	return s.onField(ctx, sheet, func(tx Tx, w *fieldWork, sh Sheet) error {
		e, from := w.entries[sh.Entry], w.panelOf(sh.Panel).Room
		to, ok := w.panelIn(room, e.Division)
		switch {
		case !sh.waits():
			return Fail(Conflict, "call-begun")
		case !ok || room == from || sh.Meeting != "" && w.entries[sh.Against].Division != e.Division:
			return Fail(Invalid, "field-other", "field", "room")
		}
		moving := slices.DeleteFunc(w.queue(from), func(x Sheet) bool { return x.Entry != sh.Entry || x.Meeting != sh.Meeting })
		_, refused, err := s.give(tx, by, w, moving, to, to.referee(), "")
		if err == nil && len(refused) > 0 {
			return Fail(Conflict, "field-barred", "why", refused[0].Code, "code", e.Code)
		}
		return err
	})
}

// give takes waiting sheets from who has them and seats them with another
// referee on a panel: in their own places where the field stays, else each behind
// the runs of its attempt. Those that the referee may not judge stay.
func (s *Service) give(tx Tx, by Actor, w *fieldWork, sheets []Sheet, panel Panel, judge, reason string) (given []Sheet, refused []RefusedPair, err error) {
	var back []Sheet
	fresh := map[string]bool{}
	list := w.queue(panel.Room)
	for _, sh := range sheets {
		if code := w.bar(sh, judge); code != "" {
			refused = append(refused, RefusedPair{Entry: sh.Entry, Judge: judge, Code: code})
			continue
		}
		got := seatFor(w.sheets, sh, judge)
		got.Panel, got.Ord, got.Expected = panel.ID, sh.Ord, true
		fresh[got.ID] = true
		if i := slices.IndexFunc(list, func(x Sheet) bool { return x.ID == sh.ID }); i >= 0 {
			list[i] = got
		} else {
			list = seated(list, got)
		}
		sh.Expected = false
		back, given = append(back, sh), append(given, got)
	}
	if len(given) == 0 {
		return nil, refused, nil
	}
	if err := s.pairs(tx, by, RowUnassign, w, back, reason); err != nil {
		return nil, nil, err
	}
	if err := s.lineUp(tx, by, w, list, fresh); err != nil {
		return nil, nil, err
	}
	return given, refused, s.assignFrom(tx, by, w, list, fresh, reason)
}

// bar is why a judge may not judge a sheet, "" for no reason.
func (w *fieldWork) bar(sh Sheet, judge string) string {
	for _, id := range []string{sh.Entry, sh.Against} {
		if e, ok := w.entries[id]; ok {
			if code := barOf(e, w.judges[judge]).code(); code != "" {
				return code
			}
		}
	}
	if seatFor(w.sheets, sh, judge).Excluded != "" {
		return "excluded"
	}
	return ""
}

// seated puts a sheet behind those of its attempt, or those before it.
func seated(list []Sheet, sh Sheet) []Sheet {
	at := len(list)
	for at > 0 && list[at-1].Attempt > sh.Attempt {
		at--
	}
	return insertAt(list, at, sh)
}

// insertAt puts a sheet into a queue with a place beside its neighbour's.
func insertAt(list []Sheet, at int, sh Sheet) []Sheet {
	switch {
	case at > 0:
		sh.Ord = list[at-1].Ord + 1
	case len(list) > 0:
		sh.Ord = list[0].Ord
	}
	return slices.Insert(list, at, sh)
}

// assignFrom tells of the fresh sheets of a list, in its order.
func (s *Service) assignFrom(tx Tx, by Actor, w *fieldWork, list []Sheet, fresh map[string]bool, reason string) error {
	made := slices.DeleteFunc(slices.Clone(list), func(sh Sheet) bool { return !fresh[sh.ID] })
	return s.pairs(tx, by, RowAssign, w, made, reason)
}

// Absence marks a sheet that has no result as one whose team is not there: it
// leaves the queue, and is neither a run nor a zero. With all the robot's other
// sheets that wait go too. Problems: "call-done" (Conflict: a result counts),
// "match-absent" (Conflict: who did not come to a match loses it, which its referee
// says).
func (s *Service) Absence(ctx context.Context, by Actor, sheet string, all bool) error {
	return s.onField(ctx, sheet, func(tx Tx, w *fieldWork, sh Sheet) error {
		switch {
		case sh.Meeting != "":
			return Fail(Conflict, "match-absent")
		case sh.Counts != "" || !sh.Expected || sh.Excluded != "":
			return Fail(Conflict, "call-done")
		}
		ids := []string{sh.ID}
		for _, x := range w.sheets {
			if all && x.ID != sh.ID && x.Entry == sh.Entry && x.waits() {
				ids = append(ids, x.ID)
			}
		}
		return s.excludeAll(tx, by, ids, absent)
	})
}

// Presence brings a sheet back whose team was not there, behind those of its
// attempt. Problem: "call-present" (Conflict: it was not marked absent here).
func (s *Service) Presence(ctx context.Context, by Actor, sheet string) error {
	return s.onField(ctx, sheet, func(tx Tx, w *fieldWork, sh Sheet) error {
		if sh.Excluded != absent {
			return Fail(Conflict, "call-present")
		}
		if err := s.excludeAll(tx, by, []string{sheet}, ""); err != nil {
			return err
		}
		if sh.Rev > 0 { // its referee had begun, and goes on
			return nil
		}
		sh.Excluded = ""
		list := slices.DeleteFunc(w.queue(w.panelOf(sh.Panel).Room), func(x Sheet) bool { return x.ID == sheet })
		return s.lineUp(tx, by, w, seated(list, sh), nil)
	})
}

// Handed is what became of a field's queue when another referee took it.
type Handed struct {
	Given   int           `json:"given"`
	Kept    int           `json:"kept" doc:"begun or done: they stay with who refereed them"`
	Refused []RefusedPair `json:"refused" doc:"the new referee may not judge these; they stay"`
}

// HandField gives the queue of a field to another referee of the event, who
// becomes the first on its panels; the one before stands in. Problems:
// "panel-judges" (Invalid: not of the event, or the referee already),
// "not-found" (no such field).
func (s *Service) HandField(ctx context.Context, by Actor, contest, stage, room, to string) (out Handed, err error) {
	err = s.change(ctx, contest, func(tx Tx) error {
		out = Handed{Refused: []RefusedPair{}} // this may run again
		w, err := readFields(tx, contest, stage)
		if err != nil {
			return err
		}
		if err := w.judgesOf([]string{to}); err != nil {
			return err
		}
		panels := slices.DeleteFunc(slices.Clone(w.panels), func(p Panel) bool { return p.Room != room })
		if len(panels) == 0 {
			return Fail(NotFound, "not-found")
		}
		if !slices.ContainsFunc(panels, func(p Panel) bool { return p.referee() != to }) {
			return Fail(Invalid, "panel-judges", "field", "to")
		}
		for _, p := range panels {
			p.Judges = append([]string{to}, slices.DeleteFunc(slices.Clone(p.Judges), func(id string) bool { return id == to })...)
			if err := s.writePanel(tx, by, p); err != nil {
				return err
			}
			var mine []Sheet
			for _, sh := range w.queue(room) {
				if sh.Panel == p.ID && sh.Judge != to {
					mine = append(mine, sh)
				}
			}
			for _, sh := range w.sheets {
				if sh.Panel == p.ID && sh.Expected && sh.Judge != to && !sh.waits() {
					out.Kept++
				}
			}
			given, refused, err := s.give(tx, by, w, mine, p, to, "")
			if err != nil {
				return err
			}
			out.Given, out.Refused = out.Given+len(given), append(out.Refused, refused...)
		}
		return nil
	})
	return out, err
}
