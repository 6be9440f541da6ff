package judging_test

// Rooms that share a ranking and nothing else.

import (
	"encoding/json"
	"errors"
	"testing"

	"dovar/judging"
)

// twoRooms is a stage in setup, drawn for two rooms with two judges each.
func twoRooms(t *testing.T, entries, link int) *venue {
	t.Helper()
	v := emptyVenue(t, "science-fair-science")
	v.entries, v.judges = v.addEntries(entries), v.addJudges(4)
	rooms := v.rooms("Утоқи 1", "Утоқи 2")
	v.panel(rooms[0], "separately", 0, v.judges[:2]...)
	v.panel(rooms[1], "separately", 0, v.judges[2:]...)
	_, err := v.assign(judging.Assignment{Seed: 3, Link: link})
	v.must(err)
	return v
}

func (v *venue) tryOpen() error {
	_, err := v.s.SetStage(ctx, boss, v.contest.Stages[0].ID, judging.StageOpen, "")
	return err
}

func (v *venue) declare(use string, quota int) {
	v.t.Helper()
	to := judging.RoomsDef{Use: use}
	if quota > 0 {
		to.Quota = &quota
	}
	staged, err := v.s.DeclareRooms(ctx, chair, v.contest.Contest.ID, to, "")
	v.must(err)
	if staged.Rooms == nil {
		v.t.Fatalf("before opening it waits: %+v", staged)
	}
}

// Two rooms apart do not open, and both are named; each declaration but
// "linked" opens them.
func TestRoomsApartDoNotOpen(t *testing.T) {
	v := twoRooms(t, 6, 0)
	err := v.tryOpen()
	fails(t, err, judging.Conflict, "rooms-apart")
	var e *judging.Error
	if errors.As(err, &e); e.Args["parts"] != "Утоқи 1 | Утоқи 2" || e.Args["n"] != 2 {
		t.Errorf("%v", e.Args)
	}
	if r := v.report(); !r.Apart || len(r.Islands) != 2 || len(r.Islands[0].Entries) != 3 || len(r.Islands[1].Judges) != 2 {
		t.Errorf("reported: %+v", r.Islands)
	}
	p, err := v.s.Progress(ctx, v.contest.Contest.ID)
	v.must(err)
	if len(p.Apart) != 1 || p.Apart[0] != "Утоқи 1 | Утоқи 2" {
		t.Errorf("what is missing: %q", p.Apart)
	}
	v.declare("linked", 0)
	fails(t, v.tryOpen(), judging.Conflict, "rooms-apart")
	for use, quota := range map[string]int{"accepted": 0, "within": 0, "quota": 2} {
		v := twoRooms(t, 6, 0)
		v.declare(use, quota)
		v.must(v.tryOpen())
		p, err := v.s.Progress(ctx, v.contest.Contest.ID)
		v.must(err)
		if len(p.Apart) != 0 {
			t.Errorf("%s: missing %q", use, p.Apart)
		}
	}
}

// Linking is done by the draw: some entries of each room get a judge of the
// other, an entry stays with its own room when it is drawn again, and the stage
// opens.
func TestRoomsAreLinkedByTheDraw(t *testing.T) {
	v := twoRooms(t, 6, 0)
	got, err := v.assign(judging.Assignment{Seed: 5, Link: 2})
	v.must(err)
	if got.New != 4 || len(got.Islands) != 0 || len(got.Pairs) != 16 {
		t.Fatalf("%d new pairs, islands %v", got.New, got.Islands)
	}
	for judge, n := range got.Loads {
		if n != 4 {
			t.Errorf("judge %s has %d entries", judge, n)
		}
	}
	again, err := v.assign(judging.Assignment{Seed: 9, Link: 2})
	v.must(err)
	if again.New != 0 {
		t.Errorf("drawn again: %d new pairs", again.New)
	}
	v.must(v.tryOpen())
	_, err = v.assign(judging.Assignment{Link: 21})
	fails(t, err, judging.Invalid, "assign-link")
}

// One judge in both rooms, or one entry judged in both, links them; a stage of
// no weight, another division and an entry that left need no link.
func TestWhatLinksRooms(t *testing.T) {
	v := twoRooms(t, 6, 0)
	b := v.kept()[len(v.kept())-1]
	_, err := v.assign(judging.Assignment{Pairs: []judging.Pair{{Entry: b.Entry, Judge: v.judges[0].ID}}})
	v.must(err)
	v.must(v.tryOpen())

	v = emptyVenue(t, "science-fair-science") // without panels, by judges alone
	v.entries, v.judges = v.addEntries(3), v.addJudges(3)
	v.panelOf(v.entries[:2], v.judges[0], v.judges[1])
	v.panelOf(v.entries[2:], v.judges[2])
	err = v.tryOpen()
	fails(t, err, judging.Conflict, "rooms-apart")
	var e *judging.Error
	if errors.As(err, &e); e.Args["parts"] != "Довар 1, Довар 2 | Довар 3" {
		t.Errorf("%v", e.Args)
	}
	_, err = v.s.AmendEntry(ctx, boss, v.entries[2].ID, judging.EntryChange{State: new(judging.EntryWithdrawn)}, "ариза")
	v.must(err)
	v.must(v.tryOpen())
}

// Once a stage has begun, another declaration needs a reason and a second
// person with another role; the fold and the store then say the same.
func TestADeclarationChangesByTwoPersons(t *testing.T) {
	v := twoRooms(t, 6, 2)
	contest := v.contest.Contest.ID
	v.must(v.tryOpen())
	to := judging.RoomsDef{Use: "accepted"}
	_, err := v.s.DeclareRooms(ctx, organizer, contest, to, "")
	fails(t, err, judging.Invalid, "reason-missing")
	staged, err := v.s.DeclareRooms(ctx, organizer, contest, to, "шикоят")
	v.must(err)
	if staged.Approval == "" || staged.Why != "rooms-open" || v.lastRow().Kind != judging.RowProposed {
		t.Fatalf("%+v", staged)
	}
	for _, by := range []judging.Actor{organizer, {Kind: "account", ID: "another", Role: judging.Organizer}} {
		_, err = v.s.ApproveAct(ctx, by, staged.Approval)
		fails(t, err, judging.Forbidden, "approve-other")
	}
	waits, err := v.s.Proposals(ctx, contest)
	v.must(err)
	if len(waits) != 1 || waits[0].Act != "rooms" || waits[0].Rooms.Use != "accepted" {
		t.Errorf("%+v", waits)
	}
	_, err = v.s.ApproveAct(ctx, chair, staged.Approval)
	v.must(err)
	var row judging.RowDeclaredBody
	v.must(json.Unmarshal(v.lastRow().Body, &row))
	now, err := v.s.Contest(ctx, contest)
	v.must(err)
	if row.Rooms.Use != "accepted" || row.Was.Use != "linked" || row.Second != staged.Approval || now.Contest.Def.Rank.Sharing().Use != "accepted" {
		t.Errorf("row %+v, kept %+v", row, now.Contest.Def.Rank.Rooms)
	}

	// Marks keep it standing in a stage that went back to its set-up.
	v = halfway(t, "keep")
	back, err := v.s.SetStage(ctx, organizer, v.contest.Stages[0].ID, judging.StageSetup, "хато")
	v.must(err)
	_, err = v.s.ApproveAct(ctx, chair, back.Approval)
	v.must(err)
	if staged, err = v.s.DeclareRooms(ctx, organizer, v.contest.Contest.ID, to, "шикоят"); err != nil || staged.Approval == "" {
		t.Errorf("after a step back one person declared: %+v %v", staged, err)
	}
	_, err = v.s.DeclareRooms(ctx, organizer, contest, judging.RoomsDef{Use: "quota"}, "x")
	fails(t, err, judging.Invalid, "rooms-quota")
	_, err = v.s.DeclareRooms(ctx, organizer, contest, judging.RoomsDef{Use: "alike"}, "x")
	fails(t, err, judging.Invalid, "rooms-use")
}
