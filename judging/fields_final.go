package judging

// When a stage that referees run may become final, and what may count in it.

import (
	"cmp"
	"slices"
)

// again reports whether the two are of one attempt, or of one match.
func (sh Sheet) again(o Sheet) bool {
	same := sh.Meeting != "" || cmp.Or(sh.Repeats, sh.Attempt) == cmp.Or(o.Repeats, o.Attempt)
	return same && sh.ID != o.ID && sh.Entry == o.Entry && sh.Against == o.Against && sh.Meeting == o.Meeting
}

// once refuses to let a person count a referee's sheet beside another one of the
// same attempt or match: that one is excluded first.
func once(tx Tx, sh *openSheet, before, after Effect) error {
	if before.counting() || !after.counting() || !Refereed(sh.stage.Kind) {
		return nil
	}
	sheets, err := tx.Sheets(SheetFilter{Contest: sh.Contest, Stage: sh.Sheet.Stage, Entry: sh.Entry})
	if err == nil && slices.ContainsFunc(sheets, func(o Sheet) bool { return o.counting() && o.again(sh.Sheet) }) {
		err = Fail(Conflict, "attempt-counts")
	}
	return err
}

// settled reports whether the referee said that the sheet's run does not take
// place: it is not waited for.
func settled(tx Tx, sh Sheet) (bool, error) {
	if sh.Counts != "" || sh.Head == "" {
		return false, nil
	}
	op, err := tx.Op(sh.Head)
	return op.Kind == OpDecline, err
}

// settledRuns are the settled ones among the sheets of stages that referees run.
func settledRuns(tx Tx, stages []Stage, sheets []Sheet) (map[string]bool, error) {
	out := map[string]bool{}
	for _, sh := range sheets {
		if i := slices.IndexFunc(stages, func(st Stage) bool { return st.ID == sh.Stage }); i < 0 || !Refereed(stages[i].Kind) {
			continue
		}
		is, err := settled(tx, sh)
		if err != nil {
			return nil, err
		}
		out[sh.ID] = is
	}
	return out, nil
}

// ran refuses to close the book on a queue that is open, and names who waits in
// it: an entry must have a counted run or a settled one - declined, or absent,
// which is a state and no zero -, and none to run again; of matches each must be
// settled, for the next ones hang on it. Nor may an attempt count twice, which a
// tablet can bring about that comes back with receipts after a restore, or a run
// stay unseen that came from a team marked as absent.
func ran(tx Tx, c Contest, st Stage, entries []Entry, sheets []Sheet) error {
	def, _ := c.Def.stage(st.Slug)
	_, after := c.Def.cutBefore(st.Slug)
	runs, open, repeats := map[string]bool{}, map[string]bool{}, map[string]bool{}
	twice, came := map[string]bool{}, map[string]bool{}
	for i, sh := range sheets {
		if !sh.Expected {
			continue
		}
		other := func(o Sheet) bool { return o.counting() && o.again(sh) }
		twice[sh.Entry] = twice[sh.Entry] || sh.counting() && slices.ContainsFunc(sheets[:i], other)
		came[sh.Entry] = came[sh.Entry] || sh.Counts != "" && sh.Excluded == absent
		done, err := settled(tx, sh)
		if err != nil {
			return err
		}
		done = done || sh.Counts != "" || sh.Excluded != ""
		repeats[sh.Entry] = repeats[sh.Entry] || !done && sh.Repeats > 0
		for _, entry := range slices.Compact([]string{sh.Entry, sh.Against}) {
			runs[entry], open[entry] = runs[entry] || done, open[entry] || !done
		}
	}
	var waiting, double, ran []string
	for _, e := range entries {
		short := !runs[e.ID] && (open[e.ID] || !def.Optional && !after)
		if st.Kind == "matches" {
			short = open[e.ID]
		}
		if e.State == EntryActive && (short || repeats[e.ID]) {
			waiting = append(waiting, e.Code)
		}
		if twice[e.ID] {
			double = append(double, e.Code)
		}
		if came[e.ID] {
			ran = append(ran, e.Code)
		}
	}
	switch {
	case len(double) > 0:
		return Fail(Conflict, "runs-twice", "entries", listed(double))
	case len(ran) > 0:
		return Fail(Conflict, "runs-absent", "entries", listed(ran))
	case len(waiting) == 0:
		return nil
	}
	return Fail(Conflict, "runs-open", "entries", listed(waiting), "count", len(waiting))
}
