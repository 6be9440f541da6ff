package data

// Sheets and the ops that fill them.

import (
	"fmt"
	"strings"

	"dovar/judging"
)

var sheets = table(record[judging.Sheet]{
	name: "sheets",
	columns: `
		id
		contest
		stage
		entry
		judge
		attempt
		ord
		expected
		counts
		head
		conflict
		excluded
		returned
		rev
		panel
		against
		meeting
		repeats
		extra`,
	fixed: 5,
	fields: func(s *judging.Sheet) []any {
		return []any{&s.ID, &s.Contest, &s.Stage, &s.Entry, &s.Judge, &s.Attempt, &s.Ord, &s.Expected,
			&s.Counts, &s.Head, &s.Conflict, &s.Excluded, &s.Returned, &s.Rev, optional{&s.Panel}, optional{&s.Against}, &s.Meeting, &s.Repeats, &s.Extra}
	},
})

func (t *tx) Sheets(f judging.SheetFilter) ([]judging.Sheet, error) {
	var where []string
	var args []any
	for _, c := range [][2]string{{"contest", f.Contest}, {"stage", f.Stage}, {"entry", f.Entry}, {"judge", f.Judge}} {
		if c[1] != "" {
			args = append(args, c[1])
			where = append(where, fmt.Sprintf("%s = ?%d", c[0], len(args)))
		}
	}
	tail := "ORDER BY (SELECT stages.ord FROM stages WHERE stages.id = sheets.stage), ord, id"
	if where != nil {
		tail = "WHERE " + strings.Join(where, " AND ") + "\n" + tail
	}
	return sheets.all(t, tail, args...)
}

func (t *tx) Sheet(id string) (judging.Sheet, error) { return sheets.one(t, "WHERE id = ?1", id) }
func (t *tx) PutSheet(s judging.Sheet) error         { return sheets.put(t, s) }

var ops = table(record[judging.StoredOp]{
	name: "ops",
	columns: `
		id
		sheet
		contest
		judge
		dev
		dseq
		status
		accepted
		rev
		n
		epoch
		receipt
		problem
		received_at
		raw`,
	fields: func(o *judging.StoredOp) []any {
		return []any{&o.Op.Op, &o.Sheet, &o.Contest, &o.Judge, &o.Dev, &o.Dseq, &o.Status, &o.Accepted,
			&o.Rev, &o.N, &o.Epoch, &o.Receipt, &o.Problem, millis{&o.ReceivedAt}, sentOp{&o.Op}}
	},
})

// Ops asks sheet by sheet: the same short statement serves one and hundreds.
func (t *tx) Ops(sheets ...string) (list []judging.StoredOp, err error) {
	for _, sheet := range sheets {
		of, err := ops.all(t, "WHERE sheet = ?1 ORDER BY dev, dseq", sheet)
		if err != nil {
			return nil, err
		}
		list = append(list, of...)
	}
	return list, nil
}

func (t *tx) Op(id string) (judging.StoredOp, error) { return ops.one(t, "WHERE id = ?1", id) }
func (t *tx) AddOp(o judging.StoredOp) error         { return ops.add(t, o) }

func (t *tx) SetOpAccepted(op string) error {
	var id string
	return t.row("UPDATE ops SET accepted = 1 WHERE id = ?1 RETURNING id", []any{op}, &id)
}

var signatures = table(record[judging.Signature]{
	name: "signatures",
	columns: `
		id
		contest
		strokes`,
	fixed:  1,
	fields: func(s *judging.Signature) []any { return []any{&s.ID, &s.Contest, &s.Strokes} },
})

func (t *tx) Signatures(contest string) ([]judging.Signature, error) {
	return signatures.all(t, "WHERE contest = ?1 ORDER BY id", contest)
}
func (t *tx) PutSignature(s judging.Signature) error { return signatures.put(t, s) }

func (t *tx) EraseSignatures(contest string) error {
	return t.change("DELETE FROM signatures WHERE contest = ?1", contest)
}
