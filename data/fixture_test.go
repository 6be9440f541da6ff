package data

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"dovar/judging"
)

// stand stores the least a judge needs.
func stand(t testing.TB, s *Store) {
	t.Helper()
	put(t, s, standing)
}

// standing makes a contest "c" with one stage and one entry, a judge "j" with
// the device "d", and the sheet "s".
func standing(tx judging.Tx) error {
	return errors.Join(
		tx.PutEvent(judging.Event{ID: "e", Title: judging.Text{TG: "Ҳафтаи илм"}, Languages: []string{"tg", "ru"}, At: noon}),
		tx.PutContest(judging.Contest{ID: "c", Event: "e", At: noon}),
		tx.PutDivision(judging.Division{ID: "v", Contest: "c", Slug: "senior"}),
		tx.PutRubric("hash", []byte("{}")),
		tx.PutStage(judging.Stage{ID: "st", Contest: "c", Slug: "lesson", Kind: "rubric", Rubric: "hash"}),
		tx.PutEntry(judging.Entry{ID: "en", Contest: "c", Division: "v", Code: "A1", Name: "Ҷамшед Ғаниев"}),
		tx.PutJudge(judging.Judge{ID: "j", Event: "e", Name: "Нигора Қодирова"}),
		tx.PutDevice(judging.Device{ID: "d", Judge: "j", Event: "e", At: noon}),
		tx.PutSheet(judging.Sheet{ID: "s", Contest: "c", Stage: "st", Entry: "en", Judge: "j", Attempt: 1, Expected: true}))
}

// send does what storing an op costs: the sheet and its ops read, a journal
// row, the op, the sheet with its new head.
func send(tx judging.Tx, sheet, dev string, dseq int) error {
	if err := tx.Lock("c"); err != nil {
		return err
	}
	sh, err := tx.Sheet(sheet)
	if err != nil {
		return err
	}
	op := stored(sh, dev, dseq)
	row, err := tx.Append(judging.Scope{Contest: "c"}, judging.Row{Kind: "op", Actor: "device:" + dev, Body: op.Raw})
	if err != nil {
		return err
	}
	op.N = row.N
	if err := tx.AddOp(op); err != nil {
		return err
	}
	sh.Head, sh.Counts, sh.Rev = op.Op.Op, op.Op.Op, sh.Rev+1
	return tx.PutSheet(sh)
}

func stored(sh judging.Sheet, dev string, dseq int) judging.StoredOp {
	eight := judging.Decimal("8")
	op := judging.Op{
		Op: fmt.Sprint(sh.ID, "-", dev, "-", dseq), Sheet: sh.ID, Dev: dev, Dseq: dseq, Base: map[string]int{},
		Kind: judging.OpSubmit, Rubric: "hash", Body: judging.Body{Marks: map[string]*judging.Decimal{"clarity": &eight}},
	}
	op.Raw, _ = json.Marshal(op)
	return judging.StoredOp{
		Op: op, Contest: sh.Contest, Judge: sh.Judge, Status: judging.OpApplied, Rev: dseq, Epoch: "1-a",
		Receipt: []byte(`{"op":"…"}`), ReceivedAt: noon,
	}
}
