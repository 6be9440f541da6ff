package judging_test

// Ops arriving on real storage: every wrong one, and the same one twice.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"dovar/judging"
)

func TestSubmitStoresAndCounts(t *testing.T) {
	v := newVenue(t)
	tab, sheet := v.tablet(0), v.sheets["0 0"]
	tab.stored(tab.cut(sheet, "draft", map[string]any{"question": "8", "design": nil}, nil), judging.OpDrafted)
	if sh := tab.view(sheet); sh.State != "draft" || len(sh.Drafts) != 1 || sh.Head != nil || v.sheet(sheet).Counts != "" {
		t.Errorf("after a draft: %+v", sh)
	}
	v.woken = nil
	op := tab.cut(sheet, "submit", full("20"), map[string]any{"extra": "kept"})
	r := tab.stored(op, judging.OpApplied)
	if rc := receipt(r); rc.Op != id(op) || rc.Rev != 2 || rc.Epoch != tab.epoch || rc.N != v.lastRow().N || r.Stored.N != rc.N {
		t.Errorf("receipt %s", r.Receipt)
	}
	if r.Head == nil || r.Head.Op != id(op) || !bytes.Contains(r.Head.Body, []byte("ҷолиб")) {
		t.Errorf("head %+v", r.Head)
	}
	if !slices.Equal(v.woken, []string{v.contest.Contest.ID}) {
		t.Errorf("woken %v", v.woken)
	}
	sh := tab.view(sheet)
	if sh.State != "submitted" || len(sh.Drafts) != 0 || len(sh.Leaves) != 1 || sh.Have[tab.dev] != 2 {
		t.Errorf("hello %+v", sh)
	}
	var row judging.RowOpBody
	v.must(json.Unmarshal(v.lastRow().Body, &row))
	if row.Counts != id(op) || row.Marks["interview"] != "20" || row.Sheet != sheet || row.Stage != "fair" ||
		row.Status != judging.OpApplied || !bytes.Equal(canon(t, row.Op), canon(t, op)) {
		t.Errorf("row %s", v.lastRow().Body)
	}
	r = tab.stored(tab.cut(sheet, "recall", full("20"), nil), judging.OpApplied)
	if got := v.sheet(sheet); got.Counts != "" || got.Head != r.Head.Op {
		t.Errorf("a recall counts nothing: %+v", got)
	}
	tab.stored(tab.cut(sheet, "decline", map[string]any{}, nil), judging.OpApplied)
	if sh := tab.view(sheet); sh.State != "declined" || *sh.Head.Reason != "absent" {
		t.Errorf("hello %+v", sh)
	}
}

func TestResendGivesTheSameReceipt(t *testing.T) {
	v := newVenue(t)
	tab, sheet := v.tablet(0), v.sheets["0 0"]
	op := tab.cut(sheet, "submit", full("20"), nil)
	first := tab.stored(op, judging.OpApplied)
	tab.stored(tab.cut(sheet, "recall", full("20"), nil), judging.OpApplied)
	rows := v.lastRow().N
	var compact bytes.Buffer
	v.must(json.Compact(&compact, op))
	for _, again := range []json.RawMessage{op, compact.Bytes()} {
		for _, r := range tab.send(again, again) {
			if !bytes.Equal(r.Receipt, first.Receipt) || r.Stored.N != first.Stored.N {
				t.Errorf("got %s, first %s", r.Receipt, first.Receipt)
			}
			if r.Head.Kind != judging.OpRecall {
				t.Error("what stands around a receipt is current")
			}
		}
	}
	if v.lastRow().N != rows {
		t.Error("an op twice")
	}
}

func TestOrderOfADevice(t *testing.T) {
	v := newVenue(t)
	tab, sheet := v.tablet(0), v.sheets["0 0"]
	one, two := tab.cut(sheet, "draft", full("1"), nil), tab.cut(sheet, "draft", full("2"), nil)
	three := tab.cut(sheet, "submit", full("3"), nil)
	tab.refused(two, "out-of-order", 0)
	results := tab.send(three, one, two, three)
	for i, want := range []judging.OpStatus{"", judging.OpDrafted, judging.OpDrafted, judging.OpApplied} {
		if got := receipt(results[i]).Status; got != want {
			t.Errorf("%d: %q, want %q", i, got, want)
		}
	}
	if p := results[0].Problem; p == nil || p.Code != "out-of-order" || *results[0].Have != 0 {
		t.Errorf("%+v", results[0])
	}
}

func TestClonedDevice(t *testing.T) {
	v := newVenue(t)
	tab, sheet := v.tablet(0), v.sheets["0 0"]
	clone := *tab
	clone.dseq = map[string]int{}
	op := tab.cut(sheet, "submit", full("20"), nil)
	tab.stored(op, judging.OpApplied)
	clone.refused(clone.cut(sheet, "submit", full("21"), nil), "device-cloned", 1)
	// The same id on other content, on the sheet and on another.
	tab.refused(tab.cut(sheet, "submit", full("21"), map[string]any{"op": id(op), "dseq": 2}), "device-cloned", 1)
	tab.refused(tab.cut(v.sheets["0 1"], "submit", full("21"), map[string]any{"op": id(op), "dseq": 1}), "device-cloned", 0)
	// The clone binds a new id with the Bearer, and is heard.
	fresh := &tablet{v: v, dev: judging.NewID(), dseq: map[string]int{}}
	e, err := v.s.Enrol(ctx, judging.Enrolment{Bearer: tab.bearer, DeviceID: fresh.dev})
	v.must(err)
	if fresh.by, _, err = v.s.ActorOfDevice(ctx, e.Token); err != nil || fresh.by.ID != v.judges[0].ID || fresh.by.Dev != fresh.dev {
		t.Errorf("%+v, %v", fresh.by, err)
	}
}

func TestForeignAndBrokenOps(t *testing.T) {
	v := newVenue(t)
	tab, other, sheet := v.tablet(0), v.tablet(1), v.sheets["0 0"]
	refused := func(code string, change map[string]any) {
		t.Helper()
		tab.dseq[sheet] = 0
		tab.refused(tab.cut(sheet, "submit", full("20"), change), code, 0)
	}
	refused("wrong-hash", map[string]any{"bodyHash": strings.Repeat("0", 64)})
	refused("wrong-mac", map[string]any{"mac": strings.Repeat("0", 64)})
	refused("wrong-mac", map[string]any{"mac": nil, "dev": judging.NewID()}) // a device's secret is its own
	tab.refused(tab.cut(v.sheets["1 0"], "submit", full("20"), nil), "not-your-sheet", 0)
	tab.refused(tab.cut(judging.NewID(), "submit", full("20"), nil), "not-your-sheet", 0)
	// One judge's op carried by another's tablet.
	other.refused(tab.cut(sheet, "submit", full("20"), map[string]any{"dseq": 1}), "wrong-mac", 0)
	// A carrier cannot change what it carries, unknown members included.
	op := tab.cut(sheet, "submit", full("20"), map[string]any{"dseq": 1, "later": 1})
	tab.refused(bytes.Replace(op, []byte(`"later": 1`), []byte(`"later": 2`), 1), "wrong-mac", 0)
	tab.refused(bytes.Replace(op, []byte(`"later": 1`), []byte(`"later": 1, "later": 1`), 1), "op-malformed", 0)

	for name, change := range map[string]map[string]any{
		"op id":           {"op": "short"},
		"dseq 0":          {"dseq": 0},
		"dseq text":       {"dseq": "1"},
		"dseq fraction":   {"dseq": 1.5},
		"no base":         {"base": nil},
		"own base":        {"base": map[string]int{tab.dev: 1}},
		"negative base":   {"base": map[string]int{judging.NewID(): -1}},
		"kind":            {"kind": "delete"},
		"reason":          {"reason": "a submit has none"},
		"no reason":       {"kind": "recall"},
		"rubric":          {"rubric": "x"},
		"number mark":     {"body": map[string]any{"marks": map[string]any{"question": 8}}},
		"zero at the end": {"body": map[string]any{"marks": map[string]any{"question": "8.0"}}},
		"minus zero":      {"body": map[string]any{"marks": map[string]any{"question": "-0"}}},
		"long decimal":    {"body": map[string]any{"marks": map[string]any{"question": "0.0000000000000000001"}}},
		"no marks":        {"body": map[string]any{"notes": map[string]any{}}},
		"flags unsorted":  {"body": map[string]any{"marks": map[string]any{}, "flags": []string{"b", "a"}}},
		"body":            {"body": []int{}},
		"comment":         {"body": map[string]any{"marks": map[string]any{}, "comment": "good"}},
		"too big":         {"later": strings.Repeat("x", 65<<10)},
	} {
		t.Run(name, func(t *testing.T) { refused("op-malformed", change) })
	}
	if sh := v.sheet(sheet); sh.Rev != 0 {
		t.Errorf("%d ops stored", sh.Rev)
	}
	_, err := v.s.Submit(ctx, tab.by, tab.epoch, nil)
	fails(t, err, judging.Invalid, "ops-number")
	_, err = v.s.Submit(ctx, tab.by, tab.epoch, make([]judging.SentOp, 51))
	fails(t, err, judging.Invalid, "ops-number")
	if r := tab.send([]byte(`{"op":1}`), nil, []byte(`[]`), []byte("{")); r[3].Problem.Code != "op-malformed" {
		t.Errorf("%+v", r)
	}
}

func TestInvalidIsStoredAndNeverCounts(t *testing.T) {
	v := newVenue(t)
	tab, sheet := v.tablet(0), v.sheets["0 0"]
	with := func(change map[string]any) map[string]any {
		m := full("20")
		maps.Copy(m, change)
		return m
	}
	for code, marks := range map[string]map[string]any{
		"mark-off-scale":    with(map[string]any{"question": "11"}),
		"criterion-unknown": with(map[string]any{"style": "1"}),
		"sheet-gaps":        with(map[string]any{"poster": nil}),
	} {
		op := tab.cut(sheet, "submit", marks, nil)
		r := tab.stored(op, judging.OpInvalid)
		if r.Problem == nil || r.Problem.Code != code || r.Problem.Args["criterion"] == nil {
			t.Errorf("%s: %+v", code, r.Problem)
		}
		if again := tab.send(op)[0]; !bytes.Equal(again.Receipt, r.Receipt) || again.Problem.Code != code {
			t.Errorf("again: %+v", again)
		}
		fails(t, v.s.Accept(ctx, boss, id(op), "why not"), judging.Conflict, "op-not-aside")
	}
	if sh := tab.view(sheet); sh.State != "empty" || !slices.Equal(sh.Flags, []string{"invalid"}) || len(sh.Aside) != 3 || v.sheet(sheet).Counts != "" {
		t.Errorf("%+v", sh)
	}
	tab.stored(tab.cut(sheet, "submit", full("20"), nil), judging.OpApplied)
	if sh := tab.view(sheet); sh.State != "submitted" || len(sh.Flags) != 0 {
		t.Errorf("%+v", sh)
	}
}

func TestStagesThatAreNotOpen(t *testing.T) {
	v := newVenue(t)
	tab, sheet := v.tablet(0), v.sheets["0 0"]
	v.must(v.store.Update(ctx, func(tx judging.Tx) error {
		st := v.contest.Stages[0]
		st.State = judging.StageSetup
		return tx.PutStage(st)
	}))
	op := tab.cut(sheet, "submit", full("20"), nil)
	tab.refused(op, "stage-not-open", 0)
	v.stage(judging.StageOpen)
	tab.stored(op, judging.OpApplied)
	v.stage(judging.StageClosed)
	recall := tab.cut(sheet, "recall", full("20"), nil)
	late := tab.cut(sheet, "submit", full("22"), nil)
	tab.stored(recall, judging.OpLate)
	tab.stored(late, judging.OpLate)
	if sh := v.sheet(sheet); sh.Counts != id(op) || sh.Head != id(op) {
		t.Errorf("a late op moved the head: %+v", sh)
	}
	if sh := tab.view(sheet); !slices.Equal(sh.Flags, []string{"late"}) || len(sh.Aside) != 2 {
		t.Errorf("%+v", sh)
	}
	v.must(v.s.Accept(ctx, boss, id(late), "the network was down"))
	if sh := v.sheet(sheet); sh.Counts != id(late) {
		t.Errorf("accepted but does not count: %+v", sh)
	}
	var row judging.RowAcceptBody
	v.must(json.Unmarshal(v.lastRow().Body, &row))
	if row.Op != id(late) || row.Counts != id(late) || row.Marks["interview"] != "22" || v.lastRow().Kind != judging.RowAccept {
		t.Errorf("row %s", v.lastRow().Body)
	}
	if sh := tab.view(sheet); sh.Head.Status != judging.OpLate || len(sh.Flags) != 0 {
		t.Errorf("%+v", sh)
	}
	n := v.lastRow().N
	v.must(v.s.Accept(ctx, boss, id(late), "again"))
	if v.lastRow().N != n {
		t.Error("accepted twice")
	}
	fails(t, v.s.Accept(ctx, boss, id(op), ""), judging.Conflict, "op-not-aside")
	fails(t, v.s.Accept(ctx, boss, judging.NewID(), ""), judging.NotFound, "not-found")
}

func TestNothingCountsAnewInAFinalStage(t *testing.T) {
	v := newVenue(t)
	tab, sheet := v.tablet(0), v.sheets["0 0"]
	tab.stored(tab.cut(sheet, "submit", full("20"), nil), judging.OpApplied)
	v.must(v.store.Update(ctx, func(tx judging.Tx) error {
		st := v.contest.Stages[0]
		st.State = judging.StageFinal
		return tx.PutStage(st)
	}))
	before := v.sheet(sheet)
	late := tab.cut(sheet, "recall", full("20"), nil)
	tab.stored(late, judging.OpLate)
	for _, err := range []error{
		v.s.Accept(ctx, boss, id(late), "x"), v.s.Exclude(ctx, boss, sheet, "x"),
	} {
		fails(t, err, judging.Closed, "stage-final")
	}
	after := v.sheet(sheet)
	if before.Rev++; after != before {
		t.Errorf("%+v, was %+v", after, before)
	}
}

func TestStaleRubric(t *testing.T) {
	v := newVenue(t)
	tab, sheet := v.tablet(0), v.sheets["0 0"]
	op := tab.cut(sheet, "submit", full("20"), map[string]any{"rubric": strings.Repeat("a", 64)})
	tab.stored(op, judging.OpStale)
	odd := tab.cut(sheet, "submit", map[string]any{"old": "1"}, map[string]any{"rubric": strings.Repeat("a", 64)})
	tab.stored(odd, judging.OpStale)
	if sh := v.sheet(sheet); sh.Counts != "" {
		t.Errorf("%+v", sh)
	}
	fails(t, v.s.Accept(ctx, boss, id(odd), "x"), judging.Invalid, "criterion-unknown")
	v.must(v.s.Accept(ctx, boss, id(op), "same lines"))
	if sh := v.sheet(sheet); sh.Counts != id(op) {
		t.Errorf("%+v", sh)
	}
}

func TestTwoTabletsOneJudge(t *testing.T) {
	v := newVenue(t)
	a, b, sheet := v.tablet(0), v.tablet(0), v.sheets["0 0"]
	first := a.cut(sheet, "submit", full("20"), nil)
	a.stored(first, judging.OpApplied)
	r := b.stored(b.cut(sheet, "submit", full("15"), nil), judging.OpConflict)
	sh := b.view(sheet)
	if r.Head != nil || v.sheet(sheet).Counts != id(first) || !slices.Equal(sh.Flags, []string{"conflict"}) || len(sh.Leaves) != 2 || sh.State != "submitted" {
		t.Errorf("%+v", sh)
	}
	// One that saw neither does not resolve it; one that saw both does.
	last := b.cut(sheet, "submit", full("17"), map[string]any{"base": map[string]int{a.dev: 1}})
	b.stored(last, judging.OpApplied)
	if sh := v.sheet(sheet); sh.Counts != id(last) || sh.Conflict {
		t.Errorf("%+v", sh)
	}
	c := v.tablet(0)
	c.stored(c.cut(sheet, "submit", full("1"), nil), judging.OpConflict)
	d := v.tablet(0)
	d.stored(d.cut(sheet, "recall", full("1"), map[string]any{"base": map[string]int{a.dev: 1, b.dev: 2, c.dev: 1}}), judging.OpApplied)
	late := a.cut(sheet, "draft", full("3"), nil)
	a.stored(late, judging.OpDrafted)
	if sh := v.sheet(sheet); sh.Counts != "" || sh.Conflict {
		t.Errorf("%+v", sh)
	}
}

func TestSupersededAndReturned(t *testing.T) {
	v := newVenue(t)
	a, b, sheet := v.tablet(0), v.tablet(0), v.sheets["0 0"]
	fails(t, v.s.Return(ctx, boss, sheet, "look again"), judging.Conflict, "sheet-not-submitted")
	ops := []json.RawMessage{a.cut(sheet, "submit", full("20"), nil), a.cut(sheet, "recall", full("20"), nil)}
	a.stored(ops[0], judging.OpApplied)
	// b saw two ops of a, of which the backup lacks the second.
	v.restore(v.backup())
	b.stored(b.cut(sheet, "submit", full("21"), map[string]any{"base": map[string]int{a.dev: 2}}), judging.OpApplied)
	a.stored(ops[1], judging.OpSuperseded)
	was := v.sheet(sheet)
	fails(t, v.s.Return(ctx, boss, sheet, ""), judging.Invalid, "reason-missing")
	v.must(v.s.Return(ctx, boss, sheet, "the poster is missing"))
	if sh := b.view(sheet); sh.State != "returned" || sh.Reason == "" || v.sheet(sheet).Counts != was.Counts {
		t.Errorf("%+v", sh)
	}
	b.stored(b.cut(sheet, "recall", full("21"), nil), judging.OpApplied)
	if v.sheet(sheet).Counts != was.Counts {
		t.Error("a returned sheet counts until the new submit")
	}
	again := b.cut(sheet, "submit", full("22"), nil)
	b.stored(again, judging.OpApplied)
	if sh := v.sheet(sheet); sh.Counts != id(again) || sh.Returned != "" {
		t.Errorf("%+v", sh)
	}
}

func TestExclude(t *testing.T) {
	v := newVenue(t)
	tab, sheet := v.tablet(0), v.sheets["0 0"]
	tab.stored(tab.cut(sheet, "submit", full("20"), nil), judging.OpApplied)
	_, err := v.s.SetBoard(ctx, boss, v.contest.Contest.ID, judging.Board{State: judging.BoardLive})
	v.must(err)
	for _, reason := range []string{"conflict of interest", ""} {
		v.must(v.s.Exclude(ctx, boss, sheet, reason))
		row := v.lastRow()
		if row.Kind != judging.RowExclude || row.Pub != v.entries[0].Division || v.sheet(sheet).Excluded != reason {
			t.Errorf("%q: %+v", reason, row)
		}
		n := row.N
		if v.must(v.s.Exclude(ctx, boss, sheet, reason)); v.lastRow().N != n {
			t.Error("a row for nothing")
		}
	}
	fails(t, v.s.Exclude(ctx, boss, judging.NewID(), "x"), judging.NotFound, "not-found")
}

// TestPublicRows: a row is public only if what counts changes while the board shows.
func TestPublicRows(t *testing.T) {
	v := newVenue(t)
	tab, sheet := v.tablet(0), v.sheets["0 0"]
	is := func(what string, want string) {
		t.Helper()
		if got := v.lastRow().Pub; got != want {
			t.Errorf("%s: pub %q, want %q", what, got, want)
		}
	}
	division := v.entries[0].Division
	tab.stored(tab.cut(sheet, "submit", full("20"), nil), judging.OpApplied)
	is("hidden", "")
	_, err := v.s.SetBoard(ctx, boss, v.contest.Contest.ID, judging.Board{State: judging.BoardLive})
	v.must(err)
	tab.stored(tab.cut(sheet, "draft", full("20"), nil), judging.OpDrafted)
	is("a draft", "")
	tab.stored(tab.cut(sheet, "submit", full("20"), nil), judging.OpApplied)
	is("the same marks", "")
	tab.stored(tab.cut(sheet, "submit", full("21"), nil), judging.OpApplied)
	is("another mark", division)
	tab.stored(tab.cut(sheet, "recall", full("21"), nil), judging.OpApplied)
	is("a recall", division)
	tab.stored(tab.cut(sheet, "decline", full("21"), nil), judging.OpApplied)
	is("nothing counted before or after", "")
	tab.stored(tab.cut(sheet, "submit", full("99"), nil), judging.OpInvalid)
	is("invalid", "")
}

func TestFiftyOpsInOneRequest(t *testing.T) {
	v := newVenue(t)
	tab := v.tablet(0)
	var ops []json.RawMessage
	for i := range 25 {
		for e := range 2 {
			ops = append(ops, tab.cut(v.sheets[fmt.Sprintf("0 %d", e)], "draft", full(fmt.Sprint(i)), nil))
		}
	}
	for i, r := range tab.send(ops...) {
		if rc := receipt(r); rc.Op != id(ops[i]) || rc.Rev != i/2+1 {
			t.Errorf("%d: %s", i, r.Receipt)
		}
	}
}
