package judging

// A sheet in a transaction: read with all that its rules ask for, and written
// with its journal row.

import (
	"context"
	"encoding/json"
)

// An openSheet is a sheet with all that its rules ask for.
type openSheet struct {
	Sheet
	h     history
	stage Stage
	entry Entry
	board Board
}

func openSheets(tx Tx, ids []string) (map[string]*openSheet, error) {
	out := make(map[string]*openSheet, len(ids))
	for _, id := range ids {
		sh, err := tx.Sheet(id)
		if err != nil {
			return nil, err
		}
		o := &openSheet{Sheet: sh}
		if o.stage, err = tx.Stage(sh.Stage); err != nil {
			return nil, err
		}
		if o.entry, err = tx.Entry(sh.Entry); err != nil {
			return nil, err
		}
		if o.board, err = tx.Board(sh.Contest); err != nil {
			return nil, err
		}
		out[id] = o
	}
	ops, err := tx.Ops(ids...)
	for _, x := range ops {
		out[x.Sheet].h = append(out[x.Sheet].h, &x)
	}
	return out, err
}

// onSheet opens a sheet of a stage that is not final, lets f change it and say
// what the row holds (nil: nothing changed), and stores both.
func (s *Service) onSheet(ctx context.Context, by Actor, id string, kind RowKind,
	f func(Tx, *openSheet) (func(Effect) any, error)) error {
	sheet, err := view(ctx, s, func(tx Tx) (Sheet, error) { return tx.Sheet(id) })
	if err != nil {
		return err
	}
	return s.change(ctx, sheet.Contest, func(tx Tx) error {
		open, err := openSheets(tx, []string{id})
		if err != nil {
			return err
		}
		sh := open[id]
		if sh.stage.State == StageFinal {
			return Fail(Closed, "stage-final")
		}
		before := sh.effect(sh.stage, sh.h)
		body, err := f(tx, sh)
		if err != nil || body == nil {
			return err
		}
		after := sh.effect(sh.stage, sh.h)
		if err := once(tx, sh, before, after); err != nil {
			return err
		}
		if _, err := s.record(tx, by, sh, kind, before, after, body(after)); err != nil {
			return err
		}
		if err := tx.PutSheet(sh.Sheet); err != nil {
			return err
		}
		return s.advance(tx, by, sh.Contest, sh.stage)
	})
}

// record appends a row about a sheet and returns its n. The row is public for
// the entry's division if the public picture can differ after it. A sheet whose
// pair was taken back is expected again once something of it counts.
func (s *Service) record(tx Tx, by Actor, sh *openSheet, kind RowKind, before, after Effect, body any) (int64, error) {
	sh.Expected = sh.Expected || after.Counts != ""
	b, err := json.Marshal(body)
	if err != nil {
		return 0, err
	}
	row := Row{Kind: kind, Actor: by.Kind + ":" + by.ID, At: s.Now(), Body: b}
	if publicChange(sh.board, before, after) {
		row.Pub = sh.entry.Division
	}
	row, err = tx.Append(Scope{Contest: sh.Contest}, row)
	return row.N, err
}

func (sh *openSheet) headView() *OpView {
	x := sh.h.find(sh.Head)
	if x == nil {
		return nil
	}
	v := x.view()
	return &v
}
