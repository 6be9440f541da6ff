package judging

// Pairs taken back before their stage opens.

import (
	"context"
	"slices"
)

// TakeBack unmakes pairs of a stage that is still in setup: those given, or with
// all every one. Their sheets are kept aside and used again if the pair is made
// anew. Later, and for a sheet that has marks, one excludes the sheet with a
// reason and assigns another judge. It returns what was taken back. Problems:
// "pair-open", "pair-marked" (Closed), "pair-none" (Invalid: it does not stand).
func (s *Service) TakeBack(ctx context.Context, by Actor, contest, stage string, pairs []Pair, all bool) (out []Pair, err error) {
	err = s.change(ctx, contest, func(tx Tx) error {
		out = []Pair{} // this may run again
		c, err := tx.Contest(contest)
		if err != nil {
			return err
		}
		st, err := stageOf(tx, contest, stage)
		if err != nil {
			return err
		}
		if st.State != StageSetup {
			return Fail(Closed, "pair-open")
		}
		sheets, err := tx.Sheets(SheetFilter{Contest: contest, Stage: st.ID})
		if err != nil {
			return err
		}
		sheets = slices.DeleteFunc(sheets, func(sh Sheet) bool { return !sh.Expected })
		row := RowAssignBody{Stage: st.ID}
		take := func(sh Sheet) error {
			sh.Expected = false
			row.Sheets = append(row.Sheets, sh.row())
			if sh.Attempt == 1 {
				out = append(out, Pair{sh.Entry, sh.Judge, sh.Panel})
			}
			return tx.PutSheet(sh)
		}
		for _, p := range pairs {
			of := func(sh Sheet) bool { return sh.Entry == p.Entry && sh.Judge == p.Judge }
			if !slices.ContainsFunc(sheets, of) {
				return Fail(Invalid, "pair-none")
			}
			for _, sh := range sheets {
				switch {
				case !of(sh):
				case sh.Rev > 0:
					return Fail(Closed, "pair-marked")
				default:
					if err := take(sh); err != nil {
						return err
					}
				}
			}
			sheets = slices.DeleteFunc(sheets, of)
		}
		for _, sh := range sheets {
			if all && sh.Rev == 0 {
				if err := take(sh); err != nil {
					return err
				}
			}
		}
		if len(row.Sheets) == 0 {
			return nil
		}
		return s.write(tx, Scope{Contest: contest}, RowUnassign, by, everyone(c.Board), row)
	})
	return out, err
}
