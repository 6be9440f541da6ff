package judging

// Runs made again, and runs only for a tie.

import (
	"cmp"
	"context"
	"slices"
)

// Rerun keeps a run that was begun or done out of the result with the reason and
// seats a new one of the same robot, with the next attempt number, at the head of
// its field's queue, or with last at its end. Problems: "reason-missing"
// (Invalid), "call-waits" (Conflict: nothing was run yet), "call-repeated"
// (Conflict: it is out of the result already), "match-again" (Conflict: a
// meeting is corrected, not run again), "stage-not-open" (Closed).
func (s *Service) Rerun(ctx context.Context, by Actor, sheet, reason string, last bool) (out Sheet, err error) {
	reason, ok := cleanText(reason, 500)
	if !ok || reason == "" || reason == absent {
		return out, Fail(Invalid, "reason-missing", "field", "reason")
	}
	err = s.onField(ctx, sheet, func(tx Tx, w *fieldWork, sh Sheet) error {
		switch {
		case w.st.State != StageOpen:
			return Fail(Closed, "stage-not-open")
		case sh.Meeting != "":
			return Fail(Conflict, "match-again")
		case sh.Excluded != "" && sh.Excluded != absent:
			return Fail(Conflict, "call-repeated")
		case sh.Rev == 0 || !sh.Expected: // of one taken back nothing counts: its run waits elsewhere
			return Fail(Conflict, "call-waits")
		}
		if err := s.excludeAll(tx, by, []string{sheet}, reason); err != nil {
			return err
		}
		sh.Excluded = reason
		w.put(sh)
		again := sh
		again.Attempt, again.Repeats = w.next(sh.Entry), cmp.Or(sh.Repeats, sh.Attempt)
		out, err = s.seatRun(tx, by, w, again, reason, last)
		return err
	})
	return out, err
}

// next is the number of the entry's next attempt: those of runs made again and
// extra runs go on after the stage's own.
func (w *fieldWork) next(entry string) int {
	n := w.def.attempts().N
	for _, sh := range w.sheets {
		if sh.Entry == entry {
			n = max(n, sh.Attempt)
		}
	}
	return n + 1
}

// seatRun makes a sheet like of for the referee that its panel has now.
func (s *Service) seatRun(tx Tx, by Actor, w *fieldWork, of Sheet, reason string, last bool) (Sheet, error) {
	panel := w.panelOf(of.Panel)
	judge := of.Judge
	if r := panel.referee(); r != "" && w.bar(of, r) == "" {
		judge = r
	}
	made := seatFor(w.sheets, of, judge)
	made.Panel, made.Expected, made.Ord = of.Panel, true, of.Ord+1
	list := w.queue(panel.Room)
	at := 0
	if last {
		at = len(list)
	}
	list = insertAt(list, at, made)
	fresh := map[string]bool{made.ID: true}
	if err := s.lineUp(tx, by, w, list, fresh); err != nil {
		return made, err
	}
	return list[at], s.assignFrom(tx, by, w, list, fresh, reason)
}

// ExtraRun seats one more run for each of the entries, at the end of the queue of
// its field: it serves the tie key extra_run alone. Problems: "extra-none"
// (Conflict: no tie of the contest asks for one in this stage), "extra-entries"
// (Invalid: one that is not active or has no run there, or has an extra run to
// come), "stage-not-open".
func (s *Service) ExtraRun(ctx context.Context, by Actor, contest, stage string, entries []string) (out []Sheet, err error) {
	err = s.change(ctx, contest, func(tx Tx) error {
		out = nil // this may run again
		w, err := readFields(tx, contest, stage)
		switch {
		case err != nil:
			return err
		case w.st.State != StageOpen:
			return Fail(Closed, "stage-not-open")
		case !w.c.Def.ExtraRuns(w.def):
			return Fail(Conflict, "extra-none")
		}
		for i, id := range entries {
			of, ok := w.lastRun(id)
			if !ok || slices.Contains(entries[:i], id) {
				return Fail(Invalid, "extra-entries", "field", "entry")
			}
			of.Attempt, of.Turn = w.next(id), Turn{Extra: true}
			made, err := s.seatRun(tx, by, w, of, "", true)
			if err != nil {
				return err
			}
			out = append(out, made)
		}
		if len(out) == 0 {
			return Fail(Invalid, "extra-entries", "field", "entry")
		}
		return nil
	})
	return out, err
}

// ExtraRuns reports whether a tie of the contest is settled by an extra run in
// the stage.
func (d Definition) ExtraRuns(st StageDef) bool {
	return slices.ContainsFunc(slices.Concat(d.Ties, st.Ties), func(t TieDef) bool {
		return t.By == "extra_run" && (t.Stage == "" || t.Stage == st.ID)
	})
}

// lastRun is an active entry's sheet with the highest attempt, unless an extra
// run of it is still to come.
func (w *fieldWork) lastRun(entry string) (of Sheet, ok bool) {
	if e, there := w.entries[entry]; !there || e.State != EntryActive {
		return of, false
	}
	for _, sh := range w.sheets {
		if sh.Entry != entry || !sh.Expected {
			continue
		}
		if sh.Extra && sh.Counts == "" && sh.Excluded == "" {
			return of, false
		}
		if sh.Attempt > of.Attempt {
			of, ok = sh, true
		}
	}
	return of, ok
}
