package judging_test

// What a hostile tablet signs: it may not change what counts, stop others, or
// read what is not its to know.

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"dovar/judging"
)

// A member that only looks like one of ours ("ſ" folds to "s") was nothing when
// the op arrived; it must be nothing as well when the op is read again.
func TestStoredOpsAreReadByExactNames(t *testing.T) {
	v := newVenue(t)
	a, sheet, other := v.tablet(0), v.sheets["0 0"], v.sheets["0 1"]
	marks := full("20")
	body := map[string]any{
		"marks": marks, "markſ": map[string]string{"interview": "999"}, "counts": map[string]int{}, "notes": map[string]string{},
		"flags": []string{}, "comment": map[string]string{"good": "", "think": "", "private": ""},
	}
	op := a.cut(sheet, "submit", marks, map[string]any{"body": body, "ſheet": other, "baſe": map[string]int{judging.NewID(): 7}})
	a.stored(op, judging.OpApplied)
	v.must(v.s.Exclude(ctx, boss, sheet, "a look"))
	v.must(v.s.Exclude(ctx, boss, sheet, ""))
	var row judging.RowSheetBody
	v.must(json.Unmarshal(v.lastRow().Body, &row))
	if row.Counts != id(op) || fmt.Sprint(row.Marks) != fmt.Sprint(marks) {
		t.Errorf("counts %s with marks %v", row.Counts, row.Marks)
	}
	if head := a.view(sheet).Head; head == nil || len(head.Base) != 0 {
		t.Errorf("head %+v", head)
	}
}

// A stolen tablet claims to have seen all that its judge will ever send. Once
// the judge has a new tablet, it is the judge's marks that count.
func TestNobodyHasSeenWhatIsNotStored(t *testing.T) {
	v := newVenue(t)
	stolen, own, sheet := v.tablet(0), v.tablet(0), v.sheets["0 0"]
	claim := stolen.cut(sheet, "submit", full("25"), map[string]any{"base": map[string]int{own.dev: 1_000_000}})
	stolen.stored(claim, judging.OpQuarantined)
	v.must(v.s.Revoke(ctx, boss, stolen.dev, "stolen"))
	mine := own.cut(sheet, "submit", full("12"), map[string]any{"base": map[string]int{stolen.dev: 1}})
	own.stored(mine, judging.OpApplied)
	if sh := v.sheet(sheet); sh.Counts != id(mine) || sh.Head != id(mine) {
		t.Errorf("%+v", sh)
	}

	// After a restore honest tablets have seen what the backup lacks.
	v = newVenue(t)
	old, own, sheet := v.tablet(0), v.tablet(0), v.sheets["0 0"]
	backup := v.backup()
	old.stored(old.cut(sheet, "submit", full("20"), nil), judging.OpApplied)
	v.restore(backup)
	own.stored(own.cut(sheet, "submit", full("21"), map[string]any{"base": map[string]int{old.dev: 1}}), judging.OpApplied)
}

// A revoked tablet may hand in what it has; it is not told what its judge marks
// elsewhere.
func TestARevokedTabletReadsNothing(t *testing.T) {
	v := newVenue(t)
	stolen, own, sheet := v.tablet(0), v.tablet(0), v.sheets["0 0"]
	old := stolen.cut(sheet, "submit", full("20"), nil)
	if r := stolen.stored(old, judging.OpApplied); r.Head == nil {
		t.Error("a good tablet is told the head")
	}
	v.must(v.s.Revoke(ctx, boss, stolen.dev, "stolen"))
	own.stored(own.cut(sheet, "submit", full("12"), map[string]any{"base": map[string]int{stolen.dev: 1}}), judging.OpApplied)
	if r := stolen.stored(old, judging.OpApplied); r.Head != nil {
		t.Errorf("a revoked tablet reads %s", r.Head.Body)
	}
}

// What one sheet holds is bounded: every op of it is read when the next arrives,
// while everybody waits. Drafts end first, so that a submit still has room.
func TestASheetTakesOnlySoMuch(t *testing.T) {
	v := newVenue(t)
	a, sheet := v.tablet(0), v.sheets["0 0"]
	padding := map[string]any{"padding": strings.Repeat("x", 60_000)}
	draft := func() json.RawMessage { return a.cut(sheet, "draft", full("20"), padding) }
	last := draft()
	for drafts := 0; ; drafts++ {
		if drafts == 100 {
			t.Fatal("6 MB of drafts")
		}
		if r := a.send(last)[0]; r.Receipt == nil {
			break
		}
		last = draft()
	}
	a.refused(last, "sheet-full", a.dseq[sheet]-1)
	a.dseq[sheet]--
	a.stored(a.cut(sheet, "submit", full("20"), nil), judging.OpApplied)
	for range 100 {
		last = a.cut(sheet, "submit", full("21"), padding)
		if r := a.send(last)[0]; r.Receipt == nil {
			a.refused(last, "sheet-full", a.dseq[sheet]-1)
			return
		}
	}
	t.Error("6 MB of submits")
}

// A stolen tablet's Bearer binds new ids, never the judge's other tablet, and
// whatever it bound is revoked together with it.
func TestAStolenTabletLeavesNothingBehind(t *testing.T) {
	v := newVenue(t)
	stolen, own := v.tablet(0), v.tablet(0)
	bind := func(bearer, dev string) (judging.Enrolled, error) {
		return v.s.Enrol(ctx, judging.Enrolment{Bearer: bearer, DeviceID: dev, From: "10.0.0.66"})
	}
	_, err := bind(stolen.bearer, own.dev)
	fails(t, err, judging.Conflict, "device-taken")
	child, grandchild := judging.NewID(), judging.NewID()
	first, err := bind(stolen.bearer, child)
	v.must(err)
	again, err := bind(stolen.bearer, child) // its answer was lost
	v.must(err)
	if again.Token != first.Token {
		t.Error("another token")
	}
	second, err := bind(first.Token, grandchild)
	v.must(err)
	v.must(v.s.Revoke(ctx, boss, stolen.dev, "stolen"))
	for bearer, want := range map[string]bool{stolen.bearer: true, first.Token: true, second.Token: true, own.bearer: false} {
		if _, revoked, err := v.s.ActorOfDevice(ctx, bearer); err != nil || revoked != want {
			t.Errorf("revoked %v, %v, want %v", revoked, err, want)
		}
	}

	for range 5 { // nor does it fill the list of devices
		_, err = bind(own.bearer, judging.NewID())
	}
	fails(t, err, judging.TooMany, "too-many-tries")
}
