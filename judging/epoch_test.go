package judging_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	"dovar/judging"
)

// again sends ops with the receipts they had.
func (t *tablet) again(ops []json.RawMessage, had []judging.OpResult) []judging.OpResult {
	t.v.t.Helper()
	sent := make([]judging.SentOp, len(ops))
	for i, op := range ops {
		sent[i] = judging.SentOp{Op: op, Receipt: had[i].Receipt}
	}
	out, err := t.v.s.Submit(ctx, t.by, t.epoch, sent)
	t.v.must(err)
	t.epoch = out.Epoch
	return out.Results
}

func TestRestoreKeepsStatusAndReceipt(t *testing.T) {
	v := newVenue(t)
	a, sheet := v.tablet(0), v.sheets["0 0"]
	first := a.cut(sheet, "submit", full("20"), nil)
	a.stored(first, judging.OpApplied)
	old := a.epoch
	backup := v.backup()

	b := v.tablet(0) // bound after the backup
	ops := []json.RawMessage{
		a.cut(sheet, "recall", full("20"), nil), a.cut(sheet, "submit", full("99"), nil), a.cut(sheet, "submit", full("21"), nil),
	}
	had := a.send(ops...)
	other := b.cut(sheet, "submit", full("5"), nil)
	conflict := b.stored(other, judging.OpConflict)
	solved := b.cut(sheet, "submit", full("22"), map[string]any{"base": map[string]int{a.dev: 4}})
	solution := b.stored(solved, judging.OpApplied)
	v.stage(judging.StageClosed)
	late := a.cut(sheet, "recall", full("21"), nil)
	ops, had = append(ops, late), append(had, a.stored(late, judging.OpLate))

	v.restore(backup) // the stage is open again
	h := a.hello(len(ops))
	if !h.Collecting || h.Epoch == old || h.Sheets[0].Have[a.dev] != 1 {
		t.Fatalf("hello %+v", h)
	}
	_, err := v.s.SetStage(ctx, boss, v.contest.Stages[0].ID, judging.StageClosed, "")
	fails(t, err, judging.Conflict, "collecting")

	// b comes first: what it resolved is not there yet.
	for i, r := range b.again([]json.RawMessage{other, solved}, []judging.OpResult{conflict, solution}) {
		if want := []judging.OpResult{conflict, solution}[i]; !bytes.Equal(r.Receipt, want.Receipt) || r.Stored.Epoch != h.Epoch {
			t.Errorf("%s, was %s, stored %+v", r.Receipt, want.Receipt, r.Stored)
		}
	}
	for i, r := range a.again(ops, had) {
		if !bytes.Equal(r.Receipt, had[i].Receipt) || r.Stored.Epoch != h.Epoch {
			t.Errorf("%d: %s, was %s", i, r.Receipt, had[i].Receipt)
		}
		if receipt(r).Status == judging.OpInvalid && (r.Problem == nil || r.Problem.Code != "mark-off-scale") {
			t.Errorf("problem %+v", r.Problem)
		}
	}
	if sh := v.sheet(sheet); sh.Counts != id(solved) || sh.Conflict {
		t.Errorf("the resolved conflict is open again: %+v", sh)
	}
	if sh := a.view(sheet); !slices.Equal(sh.Flags, []string{"late"}) || len(sh.Aside) != 2 {
		t.Errorf("hello %+v", sh)
	}

	// Collecting ends with the last device's word.
	if !a.hello(0).Collecting {
		t.Error("the other device was not heard yet")
	}
	b.hello(0)
	if a.hello(0).Collecting {
		t.Error("all were heard")
	}
	devices, err := v.s.Wall(ctx, v.event.ID)
	if err != nil || len(devices) != 2 {
		t.Errorf("the device bound after the backup: %+v, %v", devices, err)
	}
	if _, _, err := v.s.ActorOfDevice(ctx, b.bearer); err != nil {
		t.Error(err)
	}
}

// What a restored tablet gives back to a final stage is stored, and its receipt
// stays, but nothing of a signed result moves (invariant 9).
func TestRestoreLeavesWhatIsFinal(t *testing.T) {
	v := newVenue(t)
	a, sheet := v.tablet(0), v.sheets["0 0"]
	first := a.cut(sheet, "submit", full("20"), nil)
	a.stored(first, judging.OpApplied)
	backup := v.backup()
	ops := []json.RawMessage{a.cut(sheet, "recall", full("20"), nil), a.cut(sheet, "submit", full("1"), nil)}
	had := a.send(ops...)

	v.restore(backup)
	stage := v.contest.Stages[0]
	stage.State = judging.StageFinal
	v.must(v.store.Update(ctx, func(tx judging.Tx) error { return tx.PutStage(stage) }))
	for i, r := range a.again(ops, had) {
		if !bytes.Equal(r.Receipt, had[i].Receipt) {
			t.Errorf("receipt %s, was %s", r.Receipt, had[i].Receipt)
		}
	}
	if sh := v.sheet(sheet); sh.Counts != id(first) || sh.Head != id(first) || sh.Rev != 3 {
		t.Errorf("a final sheet moved: %+v", sh)
	}
	if sh := a.view(sheet); !slices.Equal(sh.Flags, []string{"late"}) || len(sh.Aside) != 2 {
		t.Errorf("hello %+v", sh)
	}
}

func TestReceiptOfAnother(t *testing.T) {
	v := newVenue(t)
	a, sheet := v.tablet(0), v.sheets["0 0"]
	backup := v.backup()
	one := a.cut(sheet, "submit", full("20"), nil)
	had := a.stored(one, judging.OpApplied)
	v.restore(backup)
	v.must(v.s.EndCollecting(ctx, boss))
	v.stage(judging.StageClosed)
	forged := had
	forged.Receipt = bytes.Replace(had.Receipt, []byte(`"rev":1`), []byte(`"rev":2`), 1)
	two := a.cut(sheet, "submit", full("20"), nil)
	results := a.again([]json.RawMessage{one, two}, []judging.OpResult{forged, had})
	for i, r := range results {
		if receipt(r).Status != judging.OpLate {
			t.Errorf("%d: %s", i, r.Receipt)
		}
	}
	// The valid one comes back unchanged even now.
	if r := a.again([]json.RawMessage{one}, []judging.OpResult{had})[0]; !bytes.Equal(r.Receipt, had.Receipt) {
		t.Errorf("%s, was %s", r.Receipt, had.Receipt)
	}
}

func TestCollectingHidesConflictsUntilItsEnd(t *testing.T) {
	v := newVenue(t)
	a, b, sheet := v.tablet(0), v.tablet(0), v.sheets["0 0"]
	v.restore(v.backup())
	a.stored(a.cut(sheet, "submit", full("20"), nil), judging.OpApplied)
	b.stored(b.cut(sheet, "submit", full("21"), nil), judging.OpConflict)
	sh := a.view(sheet)
	if len(sh.Flags) != 0 || len(sh.Leaves) != 2 {
		t.Errorf("an alarm while collecting: %+v", sh)
	}
	v.must(v.s.EndCollecting(ctx, boss))
	if sh := a.view(sheet); !slices.Equal(sh.Flags, []string{"conflict"}) {
		t.Errorf("%+v", sh)
	}
	rows, err := v.s.JournalOf(ctx, judging.Scope{Event: v.event.ID}, 0)
	v.must(err)
	last := rows[len(rows)-1]
	var body judging.RowEpochBody
	v.must(json.Unmarshal(last.Body, &body))
	if last.Kind != judging.RowCollecting || len(body.Missing) != 2 {
		t.Errorf("%s %s", last.Kind, last.Body)
	}
}

func TestEpochs(t *testing.T) {
	v := newVenue(t)
	a, sheet := v.tablet(0), v.sheets["0 0"]
	v.now = v.now.AddDate(-1, 0, 0) // the new laptop's clock is wrong by a year
	backup := v.backup()
	v.restore(backup)
	h := a.hello(0)
	if !(h.Epoch > a.epoch) {
		t.Errorf("epoch %s after %s", h.Epoch, a.epoch)
	}
	a.stored(a.cut(sheet, "draft", full("1"), nil), judging.OpDrafted) // ops of the old epoch are welcome
	a.epoch = "9" + h.Epoch
	_, err := v.s.Submit(ctx, a.by, a.epoch, []judging.SentOp{{Op: a.cut(sheet, "draft", full("2"), nil)}})
	fails(t, err, judging.Unavailable, "server-behind")
}
