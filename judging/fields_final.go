package judging

// When a stage that referees run may become final.

import "slices"

// ran refuses to close the book on a queue that is open, and names who waits in
// it: an entry must have a counted run or a settled one - declined, or absent,
// which is a state and no zero -; of matches each must be settled, for the next
// ones hang on it.
func ran(tx Tx, c Contest, st Stage, entries []Entry, sheets []Sheet) error {
	def, _ := c.Def.stage(st.Slug)
	_, after := c.Def.cutBefore(st.Slug)
	settled, open := map[string]bool{}, map[string]bool{}
	for _, sh := range sheets {
		if !sh.Expected {
			continue
		}
		done := sh.Counts != "" || sh.Excluded != ""
		if !done && sh.Head != "" {
			op, err := tx.Op(sh.Head)
			if err != nil {
				return err
			}
			done = op.Kind == OpDecline
		}
		for _, entry := range slices.Compact([]string{sh.Entry, sh.Against}) {
			settled[entry], open[entry] = settled[entry] || done, open[entry] || !done
		}
	}
	var waiting []string
	for _, e := range entries {
		short := !settled[e.ID] && (open[e.ID] || !def.Optional && !after)
		if st.Kind == "matches" {
			short = open[e.ID]
		}
		if e.State == EntryActive && short {
			waiting = append(waiting, e.Code)
		}
	}
	if len(waiting) == 0 {
		return nil
	}
	return Fail(Conflict, "runs-open", "entries", listed(waiting), "count", len(waiting))
}
