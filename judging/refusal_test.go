package judging_test

// What an organizer may not do, one refusal after another: each leaves no row
// in the journal.

import (
	"testing"

	"dovar/judging"
)

func TestOrganizersAreRefusedWithTheReason(t *testing.T) {
	v := newVenue(t)
	contest, stage, none := v.contest.Contest.ID, v.contest.Stages[0].ID, judging.NewID()
	entries := []string{v.entries[0].ID, v.entries[1].ID}
	pair := func(entry, judge string) func() error {
		return func() error {
			_, err := v.s.Assign(ctx, boss, contest, judging.Assignment{Stage: stage, Pairs: []judging.Pair{{Entry: entry, Judge: judge}}})
			return err
		}
	}
	draw := func(a judging.Assignment) func() error {
		a.Stage = stage
		return func() error { _, err := v.s.Assign(ctx, boss, contest, a); return err }
	}
	board := func(b judging.Board) func() error {
		return func() error { _, err := v.s.SetBoard(ctx, boss, contest, b); return err }
	}
	judge := func(j judging.Judge) func() error {
		return func() error { _, err := v.s.AddJudges(ctx, boss, v.event.ID, []judging.Judge{j}); return err }
	}
	vote := func(count string, order ...string) func() error {
		return func() error {
			return v.s.RecordVote(ctx, boss, contest, judging.Vote{Order: order, Count: count})
		}
	}
	for _, c := range []struct {
		code string
		act  func() error
	}{
		{"assign-entry", pair(none, v.judges[0].ID)},
		{"assign-judge", pair(entries[0], none)},
		{"assign-judge", draw(judging.Assignment{Judges: []string{none}, PerEntry: 1})},
		{"assign-per-entry", draw(judging.Assignment{})},
		{"board-state", board(judging.Board{State: "frozen"})},
		{"board-show", board(judging.Board{State: judging.BoardLive, Show: "half"})},
		{"judge-name", judge(judging.Judge{Name: " "})},
		{"judge-name", judge(judging.Judge{Name: "Саидова\u2028Н."})},
		{"judge-languages", judge(judging.Judge{Name: "Саидова Н.", Languages: []string{"fr"}})},
		{"vote-count", vote(" ", entries...)},
		{"vote-order", vote("4:1", entries[0])},
		{"vote-order", vote("4:1", entries[0], entries[0])},
		{"vote-order", vote("4:1", entries[0], none)},
		{"entry-state", func() error {
			_, err := v.s.AmendEntry(ctx, boss, entries[0], judging.EntryChange{State: new(judging.EntryState("gone"))}, "left")
			return err
		}},
		{"stage-state", func() error {
			_, err := v.s.SetStage(ctx, boss, stage, "done", "")
			return err
		}},
		{"user-name", func() error {
			_, err := v.s.AddUser(ctx, boss, " ", judging.Chair, "ten letters")
			return err
		}},
	} {
		before := v.lastRow().N
		fails(t, c.act(), judging.Invalid, c.code)
		if after := v.lastRow().N; after != before {
			t.Errorf("%s: a refused act wrote a row", c.code)
		}
	}
}

func TestABegunContestKeepsItsDefinition(t *testing.T) {
	v := newVenue(t)
	id, def := v.contest.Contest.ID, v.contest.Contest.Def
	put := func(def judging.Definition) error {
		now, err := v.s.Contest(ctx, id)
		v.must(err)
		_, err = v.s.PutContest(ctx, boss, id, now.Contest.N, def)
		return err
	}
	juniors := def
	juniors.Divisions = []judging.DivisionDef{{ID: "juniors", Title: def.Title}}
	fails(t, put(juniors), judging.Conflict, "division-kept")
	v.must(put(def))
	a := v.tablet(0)
	a.stored(a.cut(v.sheets["0 0"], "draft", full("20"), nil), judging.OpDrafted)
	fails(t, put(def), judging.Conflict, "contest-begun")
}

// Missing sheets do not block closing; ops that a tablet still has do, until a
// second person says so.
func TestClosingWaitsForUnsentOps(t *testing.T) {
	v := newVenue(t)
	stage := v.contest.Stages[0].ID
	a := v.tablet(0)
	hello := func(unsent int) {
		_, err := v.s.Hello(ctx, a.by, judging.HelloAsk{Epoch: a.epoch, Unsent: unsent})
		v.must(err)
	}
	hello(2)
	waits, err := v.s.SetStage(ctx, boss, stage, judging.StageClosed, "")
	v.must(err)
	if waits.Approval == "" || waits.Why != "unsent-ops" || waits.State != "" {
		t.Fatalf("%+v", waits)
	}
	done, err := v.s.ApproveAct(ctx, judging.Actor{Kind: "account", ID: "chair", Role: judging.Chair}, waits.Approval)
	v.must(err)
	if done.State != judging.StageClosed {
		t.Errorf("%+v", done)
	}

	v = newVenue(t)
	a = v.tablet(0)
	hello(2)
	hello(0)
	v.stage(judging.StageClosed)
}

// A result is not final while a sheet has two versions, or while an entry has
// been seen by fewer judges than the contest promises.
func TestWhatBlocksTheFinalState(t *testing.T) {
	v := newVenue(t)
	a, b, sheet := v.tablet(0), v.tablet(0), v.sheets["0 0"]
	a.stored(a.cut(sheet, "submit", full("20"), nil), judging.OpApplied)
	b.stored(b.cut(sheet, "submit", full("15"), nil), judging.OpConflict)
	v.stage(judging.StageClosed)
	final := func() error {
		_, err := v.s.SetStage(ctx, boss, v.contest.Stages[0].ID, judging.StageFinal, "")
		return err
	}
	fails(t, final(), judging.Conflict, "sheet-conflicts")

	v = newVenue(t)
	a, b = v.tablet(0), v.tablet(1)
	a.stored(a.cut(v.sheets["0 0"], "submit", full("20"), nil), judging.OpApplied)
	b.stored(b.cut(v.sheets["1 0"], "submit", full("15"), nil), judging.OpApplied)
	v.stage(judging.StageClosed)
	fails(t, final(), judging.Conflict, "judges-missing") // two of three
}
