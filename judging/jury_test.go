package judging_test

// A judge replaced, a judge kept out, a stage reported, on real storage.

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dovar/judging"
)

var chair = judging.Actor{Kind: "account", ID: "chair", Role: judging.Chair}

// panelOf gives the contest's first n entries the judges, all to each.
func (v *venue) panelOf(entries []judging.Entry, judges ...judging.Judge) {
	v.t.Helper()
	a := judging.Assignment{Stage: v.contest.Stages[0].ID}
	for _, e := range entries {
		for _, j := range judges {
			a.Pairs = append(a.Pairs, judging.Pair{Entry: e.ID, Judge: j.ID})
		}
	}
	_, err := v.s.Assign(ctx, boss, v.contest.Contest.ID, a)
	v.must(err)
}

// of lists a judge's sheets by entry.
func (v *venue) of(judge judging.Judge) map[string]judging.Sheet {
	v.t.Helper()
	sheets, err := v.s.SheetsOf(ctx, judging.SheetFilter{Contest: v.contest.Contest.ID, Judge: judge.ID})
	v.must(err)
	out := map[string]judging.Sheet{}
	for _, sh := range sheets {
		out[sh.Entry] = sh
	}
	return out
}

// replace takes a judge out and puts another into their place; what counts stays.
func (v *venue) replace(from, to judging.Judge) judging.Left {
	v.t.Helper()
	got, err := v.s.JudgeLeaves(ctx, boss, v.contest.Contest.ID, judging.Leaving{Judge: from.ID, How: "keep", To: to.ID, Reason: "бемор шуд"})
	v.must(err)
	if got.Left == nil {
		v.t.Fatalf("it waits: %+v", got)
	}
	return *got.Left
}

// second has the chair approve what waits, if it does, and returns what was done.
func (v *venue) second(staged judging.Staged, err error) judging.Left {
	v.t.Helper()
	v.must(err)
	if staged.Approval != "" {
		staged, err = v.s.ApproveAct(ctx, chair, staged.Approval)
		v.must(err)
	}
	return *staged.Left
}

func (v *venue) report() judging.StageReport {
	v.t.Helper()
	reports, err := v.s.StageReports(ctx, v.contest.Contest.ID)
	v.must(err)
	return reports[0]
}

// rows counts the journal's rows of a kind after n.
func (v *venue) rows(kind judging.RowKind, after int64) (n int) {
	v.t.Helper()
	rows, err := v.s.JournalOf(ctx, judging.Scope{Contest: v.contest.Contest.ID}, after)
	v.must(err)
	for _, row := range rows {
		if row.Kind == kind {
			n++
		}
	}
	return n
}

// In setup nothing was written yet: the sheets are taken back, and come again
// when the judge comes back.
func TestAJudgeIsReplacedBeforeTheStageOpens(t *testing.T) {
	v := emptyVenue(t, "science-fair-science")
	entries, judges := v.addEntries(3), v.addJudges(3)
	v.panelOf(entries, judges[0], judges[1])
	got := v.replace(judges[0], judges[2])
	if got.Back != 3 || len(got.Taken) != 3 || got.Excluded != 0 || got.Kept != 0 {
		t.Errorf("%+v", got)
	}
	for id, sh := range v.of(judges[2]) {
		if was := v.of(judges[0])[id]; was.Expected || !sh.Expected || sh.Ord != was.Ord || sh.ID == was.ID {
			t.Errorf("was %+v, is %+v", was, sh)
		}
	}
	back := v.replace(judges[2], judges[0])
	if sheets := v.of(judges[0]); back.Back != 3 || len(sheets) != 3 || !sheets[entries[0].ID].Expected {
		t.Errorf("%+v %+v", back, sheets)
	}
	if r := v.report(); r.Expected != 6 || len(r.Judges) != 2 {
		t.Errorf("%d sheets expected of %d judges", r.Expected, len(r.Judges))
	}
	standings, err := v.follower.Standings(ctx, v.contest.Contest.ID, "")
	v.must(err)
	if standings.Rows[0].Expected != 2 {
		t.Errorf("the fold expects %d sheets of the first entry", standings.Rows[0].Expected)
	}
}

// In an open stage what counts stays, the rest is kept with the reason, and the
// own school is named and left to do.
func TestAJudgeIsReplacedWhileTheStageIsOpen(t *testing.T) {
	v := emptyVenue(t, "science-fair-science")
	v.entries, v.judges = v.addEntries(4), v.addJudges(2)
	more, err := v.s.AddJudges(ctx, boss, v.event.ID, []judging.Judge{{Name: "Эҳтиётӣ", School: "мактаби №2"}})
	v.must(err)
	v.panelOf(v.entries, v.judges...)
	v.panelOf(v.entries[2:3], more[0])
	panel := judging.Panel{ID: judging.NewID(), Contest: v.contest.Contest.ID, Stage: v.contest.Stages[0].ID,
		Division: v.contest.Divisions[0].ID, Seating: "separately", Judges: []string{v.judges[0].ID, v.judges[1].ID}}
	v.must(v.store.Update(ctx, func(tx judging.Tx) error { return tx.PutPanel(panel) }))
	v.stage(judging.StageOpen)
	v.cardsFor(v.judges[0])
	tab, mine := v.tablet(0), v.of(v.judges[0])
	tab.stored(tab.cut(mine[v.entries[0].ID].ID, "submit", full("20"), nil), judging.OpApplied)
	tab.stored(tab.cut(mine[v.entries[3].ID].ID, "draft", map[string]any{"question": "3"}, nil), judging.OpDrafted)

	before := v.lastRow().N
	got := v.replace(v.judges[0], more[0])
	if got.Kept != 1 || got.Excluded != 3 || got.Back != 0 || len(got.Taken) != 1 || got.Taken[0].Entry != v.entries[3].ID {
		t.Errorf("%+v", got)
	}
	want := []judging.RefusedPair{
		{Entry: v.entries[1].ID, Judge: more[0].ID, Code: "same-school"}, {Entry: v.entries[2].ID, Judge: more[0].ID, Code: "already"},
	}
	if !slices.Equal(got.Refused, want) {
		t.Errorf("refused %+v", got.Refused)
	}
	left := v.of(v.judges[0])
	if sh := left[v.entries[0].ID]; sh.Counts == "" || sh.Excluded != "" {
		t.Errorf("a counted sheet of the one who left: %+v", sh)
	}
	if sh := left[v.entries[3].ID]; sh.Excluded != "бемор шуд" {
		t.Errorf("a draft of the one who left: %+v", sh)
	}
	if n := v.rows(judging.RowExclude, before); n != 3 {
		t.Errorf("%d rows of exclusion", n)
	}
	v.must(v.store.View(ctx, func(tx judging.Tx) error {
		p, err := tx.Panel(panel.ID)
		if !slices.Equal(p.Judges, []string{more[0].ID, v.judges[1].ID}) {
			t.Errorf("the panel has %v", p.Judges)
		}
		return err
	}))
	if again := v.replace(v.judges[0], more[0]); len(again.Taken)+again.Excluded != 0 {
		t.Errorf("a second time: %+v", again)
	}
}

func TestReplacingIsRefusedWithTheReason(t *testing.T) {
	v := newVenue(t)
	contest, a, b := v.contest.Contest.ID, v.judges[0].ID, v.judges[1].ID
	leave := func(from, to, reason string) (judging.Staged, error) {
		return v.s.JudgeLeaves(ctx, boss, contest, judging.Leaving{Judge: from, How: "keep", To: to, Reason: reason})
	}
	_, err := leave(a, b, " ")
	fails(t, err, judging.Invalid, "reason-missing")
	_, err = leave(a, a, "бемор")
	fails(t, err, judging.Invalid, "replace-same")
	_, err = leave(a, "nobody", "бемор")
	fails(t, err, judging.Invalid, "assign-judge")
	other, err := v.s.CreateEvent(ctx, boss, judging.NewEvent{Title: judging.Text{EN: "Other"}, Starts: "2026-04-18", Ends: "2026-04-18"})
	v.must(err)
	foreign, err := v.s.AddJudges(ctx, boss, other.ID, []judging.Judge{{Name: "Бегона"}})
	v.must(err)
	_, err = leave(foreign[0].ID, b, "бемор")
	fails(t, err, judging.NotFound, "not-found")
	_, err = v.s.ExcludeJudge(ctx, boss, v.contest.Stages[0].ID, foreign[0].ID, "бемор")
	fails(t, err, judging.NotFound, "not-found")
	_, err = v.follower.WhatIfExcluded(ctx, v.contest.Stages[0].ID, foreign[0].ID)
	fails(t, err, judging.NotFound, "not-found")
	_, err = v.s.ExcludeJudge(ctx, boss, v.contest.Stages[0].ID, a, "")
	fails(t, err, judging.Invalid, "reason-missing")
}

// The fifth judge of the seventh story is out of line with the other two. What
// excluding moves is said before, in two numbers and no names; it is done in
// one go and undone in one.
func TestAJudgeIsKeptOutAndCountedAgain(t *testing.T) {
	v := emptyVenue(t, "science-fair-science")
	v.entries, v.judges = v.addEntries(4), v.addJudges(3)
	v.panelOf(v.entries, v.judges...)
	v.stage(judging.StageOpen)
	var tabs []*tablet
	v.cardsFor(v.judges...)
	for i := range v.judges {
		tabs = append(tabs, v.tablet(i))
	}
	for e, totals := range [][3]int{{70, 72, 93}, {64, 66, 88}, {81, 79, 97}, {58, 60, 85}} {
		for j, total := range totals {
			tabs[j].stored(tabs[j].cut(v.of(v.judges[j])[v.entries[e].ID].ID, "submit", totalling(total), nil), judging.OpApplied)
		}
	}
	total := func() string {
		standings, err := v.follower.Standings(ctx, v.contest.Contest.ID, "")
		v.must(err)
		out := ""
		for _, row := range standings.Rows {
			out += " " + row.Total
		}
		return out
	}
	if got := total(); got != " 85.67 78.33 72.67 67.67" {
		t.Fatal(got)
	}
	stage, judge, before := v.contest.Stages[0].ID, v.judges[2].ID, v.lastRow().N

	// Returned, 93 becomes 78; both values stay in the journal.
	sheet := v.of(v.judges[2])[v.entries[0].ID].ID
	v.must(v.s.Return(ctx, chair, sheet, "санҷед: меъёри 4"))
	tabs[2].stored(tabs[2].cut(sheet, "submit", totalling(78), nil), judging.OpApplied)
	if got := total(); got != " 85.67 73.33 72.67 67.67" {
		t.Errorf("after the return: %s", got)
	}
	if n := v.rows(judging.RowOp, before); n != 1 || v.rows(judging.RowReturn, before) != 1 {
		t.Errorf("%d ops after the return", n)
	}

	// What if: nobody is named, nothing is written.
	at := v.lastRow().N
	what, err := v.follower.WhatIfExcluded(ctx, stage, judge)
	v.must(err)
	text, err := json.Marshal(what)
	v.must(err)
	if string(text) != `{"places":0,"entries":4}` || v.lastRow().N != at {
		t.Errorf("what if: %s", text)
	}

	staged, err := v.s.ExcludeJudge(ctx, boss, stage, judge, "аз мизон берун")
	v.must(err)
	if got := total(); staged.Approval == "" || staged.Why != "leave-other" || got != " 85.67 73.33 72.67 67.67" {
		t.Errorf("one person put a judge out: %+v, %s", staged, got)
	}
	at = v.lastRow().N
	n := v.second(staged, nil).Excluded
	if got := total(); n != 4 || got != " 80 71 65 59" {
		t.Errorf("%d excluded, %s", n, got)
	}
	if rows := v.rows(judging.RowExclude, at); rows != 4 {
		t.Errorf("%d rows", rows)
	}
	report := v.report()
	if j := report.Judges[2]; len(j.Excluded) != 1 || j.Excluded[0].Count != 4 || j.Expected != 0 || len(report.Judges) != 3 {
		t.Errorf("%+v", j)
	}
	if what, _ := v.follower.WhatIfExcluded(ctx, stage, judge); what != (judging.WhatIf{}) {
		t.Errorf("a second what if: %+v", what)
	}
	back, err := v.s.CountJudge(ctx, chair, stage, judge, "another reason")
	v.must(err)
	if back.Left.Counted != 0 {
		t.Errorf("%d counted again for another reason", back.Left.Counted)
	}
	back, err = v.s.CountJudge(ctx, chair, stage, judge, "аз мизон берун") // as declared: one person does
	v.must(err)
	n = back.Left.Counted
	if got := total(); n != 4 || got != " 85.67 73.33 72.67 67.67" {
		t.Errorf("%d counted again, %s", n, got)
	}

	// A sheet kept out for a reason of its own stays out.
	v.must(v.s.Exclude(ctx, chair, sheet, "хешовандӣ"))
	v.second(v.s.ExcludeJudge(ctx, boss, stage, judge, "аз мизон берун"))
	back, err = v.s.CountJudge(ctx, chair, stage, judge, "аз мизон берун")
	v.must(err)
	if n = back.Left.Counted; n != 3 || v.sheet(sheet).Excluded != "хешовандӣ" {
		t.Errorf("%d counted again, the sheet %+v", n, v.sheet(sheet))
	}
	v.stage(judging.StageClosed)
	v.must(v.s.Exclude(ctx, chair, sheet, ""))
	v.stage(judging.StageFinal)
	_, err = v.s.ExcludeJudge(ctx, chair, stage, judge, "аз мизон берун")
	fails(t, err, judging.Closed, "stage-final")
}

// totalling is a complete sheet of that total, from 40 to 98.
func totalling(total int) map[string]any {
	marks, left := map[string]any{}, total
	for _, c := range []struct {
		id  string
		max int
	}{{"question", 10}, {"design", 15}, {"execution", 20}, {"creativity", 20}, {"poster", 10}, {"interview", 25}} {
		m := min(c.max, left)
		marks[c.id], left = strconv.Itoa(m), left-m
	}
	return marks
}

// A what-if counts the places that move, and only those.
func TestWhatIfCountsPlaces(t *testing.T) {
	v := newVenue(t)
	a, b := v.tablet(0), v.tablet(1)
	for i, total := range []int{60, 70} {
		a.stored(a.cut(v.sheets["0 "+strconv.Itoa(i)], "submit", totalling(total), nil), judging.OpApplied)
	}
	for i, total := range []int{90, 70} {
		b.stored(b.cut(v.sheets["1 "+strconv.Itoa(i)], "submit", totalling(total), nil), judging.OpApplied)
	}
	got, err := v.follower.WhatIfExcluded(ctx, v.contest.Stages[0].ID, v.judges[1].ID)
	v.must(err)
	if got != (judging.WhatIf{Places: 2, Entries: 2}) { // 75 and 70 would be 60 and 70
		t.Errorf("%+v", got)
	}
}

// What the pages of a stage say before each step.
func TestAStageIsReported(t *testing.T) {
	v := emptyVenue(t, "science-fair-science")
	v.entries, v.judges = v.addEntries(3), v.addJudges(3)
	v.panelOf(v.entries[:1], v.judges...)
	v.panelOf(v.entries[1:2], v.judges[0])
	v.cardsFor(v.judges[:2]...)
	codes := func(list []judging.Entry) (out string) {
		for _, e := range list {
			out += e.Code
		}
		return out
	}
	r := v.report()
	if codes(r.Bare) != "P-03" || codes(r.Thin) != "P-02" || r.Expected != 4 || r.Received != 0 {
		t.Errorf("bare %s, thin %s, %d of %d", codes(r.Bare), codes(r.Thin), r.Received, r.Expected)
	}
	if c := r.Cardless(); len(c) != 1 || c[0].Judge.ID != v.judges[2].ID {
		t.Errorf("without a card: %+v", c)
	}
	v.stage(judging.StageOpen)
	tab := v.tablet(0)
	tab.stored(tab.cut(v.of(v.judges[0])[v.entries[0].ID].ID, "submit", full("20"), nil), judging.OpApplied)
	tab.hello(2)
	r = v.report()
	if j := r.Judges[0]; j.Received != 1 || j.Waiting() != 1 || codes(j.Missing) != "P-02" || !j.HeardAt.Equal(v.now) || len(r.Unsent()) != 1 {
		t.Errorf("%+v", j)
	}
	if r.Waiting() != 3 || len(r.Short) != 3 || r.Short[0].Have != 1 {
		t.Errorf("waiting %d, short %+v", r.Waiting(), r.Short)
	}
	_, err := v.s.AmendEntry(ctx, boss, v.entries[0].ID, judging.EntryChange{State: new(judging.EntryAbsent)}, "наомад")
	v.must(err)
	if r = v.report(); r.Expected != 1 || r.Received != 0 {
		t.Errorf("an absent entry is expected: %d of %d", r.Received, r.Expected)
	}
}

// An active entry without a counted sheet gets no place without a word said.
func TestFinalNamesWhoIsShort(t *testing.T) {
	v := newVenue(t)
	v.stage(judging.StageClosed)
	_, err := v.s.SetStage(ctx, boss, v.contest.Stages[0].ID, judging.StageFinal, "")
	fails(t, err, judging.Conflict, "judges-missing")
	if e, _ := err.(*judging.Error); e.Args["entries"] != "P-01 (0), P-02 (0)" || e.Args["need"] != 3 {
		t.Errorf("%v", e.Args)
	}
	for _, e := range v.entries {
		_, err := v.s.AmendEntry(ctx, boss, e.ID, judging.EntryChange{State: new(judging.EntryWithdrawn)}, "ариза")
		v.must(err)
	}
	v.stage(judging.StageFinal)
}

// What waits for a second person says for whom, and goes when it is moot.
func TestProposalsSayWhoMayApprove(t *testing.T) {
	v := newVenue(t)
	secret, err := v.s.SetupSecret(ctx)
	v.must(err)
	owner, err := v.s.Setup(ctx, secret, "Нигора", "як-ду-се-чор")
	v.must(err)
	for name, role := range map[string]judging.Role{"Ситора": judging.Chair, "Карим": judging.Organizer, "Далер": judging.Secretary, "Рустам": judging.Owner} {
		_, err := v.s.AddUser(ctx, owner, name, role, "як-ду-се-чор")
		v.must(err)
	}
	stage := v.contest.Stages[0].ID
	_, err = v.s.SetStage(ctx, owner, stage, judging.StageSetup, "хато дар меъёр")
	v.must(err)
	list, err := v.s.Proposals(ctx, v.contest.Contest.ID)
	v.must(err)
	if len(list) != 1 || list[0].By != "Нигора" || list[0].Reason != "хато дар меъёр" || list[0].To != judging.StageSetup {
		t.Fatalf("%+v", list)
	}
	var may []string
	for _, a := range list[0].May {
		may = append(may, a.Name)
	}
	slices.Sort(may)
	if strings.Join(may, " ") != "Карим Ситора" || list[0].Waits(owner) || !list[0].Waits(chair) {
		t.Errorf("may approve: %v", may)
	}
	v.stage(judging.StageClosed)
	v.stage(judging.StageClosed)
	if list, _ = v.s.Proposals(ctx, v.contest.Contest.ID); len(list) != 0 {
		t.Errorf("a step that can no longer be taken waits: %+v", list)
	}
	_, err = v.s.ApproveAct(ctx, chair, "nothing")
	fails(t, err, judging.NotFound, "not-found")
}
