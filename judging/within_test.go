package judging_test

// Places within rooms, and quotas: each room ranks its own entries.

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dovar/judging"
)

// scoredRooms are two open rooms of three entries; the first room is milder by
// far, and two of the second share a place.
func scoredRooms(t *testing.T, use string, quota int) *venue {
	t.Helper()
	v := twoRooms(t, 6, 0)
	v.declare(use, quota)
	v.must(v.tryOpen())
	for i, j := range v.judges {
		v.cardsFor(j)
		tab := v.tablet(i)
		mine := slices.DeleteFunc(v.kept(), func(sh judging.Sheet) bool { return sh.Judge != j.ID })
		at := map[string]int{}
		for _, e := range v.entries {
			at[e.ID] = len(at)
		}
		slices.SortFunc(mine, func(a, b judging.Sheet) int { return at[a.Entry] - at[b.Entry] })
		for n, total := range [][]int{{90, 80, 70}, {60, 60, 50}}[i/2] {
			tab.stored(tab.cut(mine[n].ID, "submit", totalling(total), nil), judging.OpApplied)
		}
	}
	return v
}

// lines are the rows of standings: room, place, total and whether it goes through.
func (v *venue) lines() (out []string) {
	v.t.Helper()
	standings, err := v.follower.Standings(ctx, v.contest.Contest.ID, "")
	v.must(err)
	for _, row := range standings.Rows {
		out = append(out, fmt.Sprint(row.Room, " ", row.Place, " ", row.Total, " ", row.Shared, " ", row.Through))
	}
	return out
}

func TestPlacesWithinRooms(t *testing.T) {
	v := scoredRooms(t, "within", 0)
	want := []string{
		"Утоқи 1 1 90 false false", "Утоқи 1 2 80 false false", "Утоқи 1 3 70 false false",
		"Утоқи 2 1 60 true false", "Утоқи 2 1 60 true false", "Утоқи 2 3 50 false false",
	}
	if diff := cmp.Diff(want, v.lines()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}

	// Declared anew by two persons, the same marks make one ranking, and a quota
	// again two: the fold of the journal follows.
	change := func(to judging.RoomsDef) {
		t.Helper()
		staged, err := v.s.DeclareRooms(ctx, organizer, v.contest.Contest.ID, to, "шикоят")
		v.must(err)
		_, err = v.s.ApproveAct(ctx, chair, staged.Approval)
		v.must(err)
	}
	change(judging.RoomsDef{Use: "accepted"})
	if got := v.lines(); got[3] != " 4 60 true false" || got[5] != " 6 50 false false" {
		t.Errorf("one ranking: %q", got)
	}
	change(judging.RoomsDef{Use: "quota", Quota: new(2)})
	want = []string{
		"Утоқи 1 1 90 false true", "Утоқи 1 2 80 false true", "Утоқи 1 3 70 false false",
		"Утоқи 2 1 60 true true", "Утоқи 2 1 60 true true", "Утоқи 2 3 50 false false",
	}
	if diff := cmp.Diff(want, v.lines()); diff != "" {
		t.Errorf("quota -want +got:\n%s", diff)
	}
	change(judging.RoomsDef{Use: "quota", Quota: new(1)}) // all who share the last place that goes through do
	if got := v.lines(); got[1] != "Утоқи 1 2 80 false false" || got[4] != "Утоқи 2 1 60 true true" {
		t.Errorf("quota of one: %q", got)
	}

	results, err := v.follower.Results(ctx, v.contest.Contest.ID)
	v.must(err)
	rooms := results.ByRoom().Divisions
	if len(rooms) != 2 || len(rooms[0].Entries) != 3 || rooms[1].Title.RU == rooms[0].Title.RU {
		t.Errorf("a division for each room: %+v", rooms)
	}
	for _, e := range rooms[1].Entries { // the reason speaks of the own room alone
		for _, step := range e.Why {
			for _, other := range rooms[0].Entries {
				if slices.Contains(slices.Collect(maps.Values(step.Args)), other.Entry.ID) {
					t.Errorf("an entry of another room in the reason: %+v", step)
				}
			}
		}
	}
}

// The board names rooms where places are made in them, a new name of a room is
// a public row then, and the client's hash covers it.
func TestTheBoardNamesRooms(t *testing.T) {
	v := scoredRooms(t, "quota", 1)
	contest, division := v.contest.Contest.ID, v.contest.Divisions[0].ID
	_, err := v.s.SetBoard(ctx, boss, contest, judging.Board{State: judging.BoardLive, Show: judging.ShowComplete})
	v.must(err)
	frame := func() judging.Frame {
		f, err := v.follower.Frame(ctx, contest, division)
		v.must(err)
		return *f
	}
	was := frame()
	if r := was.Rows[0]; r.Room != "Утоқи 1" || r.Place != 1 || r.Tie != 0 || !r.Through {
		t.Errorf("%+v", r)
	}
	if r := was.Rows[3]; r.Room != "Утоқи 2" || r.Place != 1 || r.Tie != 2 || !r.Through {
		t.Errorf("%+v", r)
	}
	rooms, _, err := v.s.Rooms(ctx, contest)
	v.must(err)
	_, err = v.s.PutRoom(ctx, boss, contest, judging.Room{ID: rooms[1].ID, Name: "Толор"})
	v.must(err)
	is := frame()
	if is.Pub != was.Pub+1 || is.Hash == was.Hash || is.Rows[3].Room != "Толор" {
		t.Errorf("pub %d after %d, %+v", is.Pub, was.Pub, is.Rows[3])
	}
	if d := judging.Diff(&was, &is); d != nil {
		next, err := judging.Apply(&was, d)
		v.must(err)
		if diff := cmp.Diff(is, *next); diff != "" {
			t.Errorf("a delta leads elsewhere:\n%s", diff)
		}
	}
}

// Where rooms decide places, no entry with marks gets another one: not by its
// panel, and not by more pairs in a room of its own.
func TestMarksStayInTheirRoom(t *testing.T) {
	v := scoredRooms(t, "quota", 1)
	contest, was := v.contest.Contest.ID, v.lines()
	rooms, panels, err := v.s.Rooms(ctx, contest)
	v.must(err)
	own, err := v.s.PutRoom(ctx, organizer, contest, judging.Room{Name: "Утоқи 3"})
	v.must(err)
	moved := panels[0]
	moved.Room = own.ID
	_, err = v.s.PutPanel(ctx, organizer, contest, moved)
	fails(t, err, judging.Conflict, "rooms-marked")
	fails(t, v.s.RemovePanel(ctx, organizer, contest, panels[0].ID), judging.Conflict, "rooms-marked")

	judges := v.addJudges(3)
	fresh := judging.Panel{Stage: moved.Stage, Division: moved.Division, Room: own.ID}
	var pairs []judging.Pair
	for _, j := range judges {
		fresh.Judges = append(fresh.Judges, j.ID)
		pairs = append(pairs, judging.Pair{Entry: v.entries[5].ID, Judge: j.ID})
	}
	_, err = v.s.PutPanel(ctx, organizer, contest, fresh)
	v.must(err)
	_, err = v.assign(judging.Assignment{Pairs: pairs})
	fails(t, err, judging.Conflict, "rooms-marked")
	if diff := cmp.Diff(was, v.lines()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}

	// Another name is no other room, and an entry without marks goes anywhere.
	_, err = v.s.PutRoom(ctx, organizer, contest, judging.Room{ID: rooms[0].ID, Name: "Толор"})
	v.must(err)
	late := v.addEntries(1)
	_, err = v.assign(judging.Assignment{Pairs: []judging.Pair{{Entry: late[0].ID, Judge: judges[0].ID}}})
	v.must(err)
}
