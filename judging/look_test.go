package judging_test

// Results opened while marks are given, and a board seen before it is public.

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dovar/judging"
)

func TestALookIsWrittenOnceInTenMinutes(t *testing.T) {
	v := newVenue(t)
	contest := v.contest.Contest.ID
	looks := func() int { return v.rows(judging.RowLook, 0) }
	must := func(by judging.Actor, want bool) {
		t.Helper()
		if got, err := v.s.MustLook(ctx, by, contest, "standings"); err != nil || got != want {
			t.Errorf("%s must look: %v, %v", by.ID, got, err)
		}
	}
	must(boss, true)
	for range 3 {
		v.must(v.s.Looked(ctx, boss, contest, "standings"))
	}
	must(boss, false)
	if looks() != 1 {
		t.Errorf("%d rows for one person", looks())
	}
	if row := v.lastRow(); row.Pub != "" || row.Actor != "account:boss" || string(row.Body) != `{"what":"standings"}` {
		t.Errorf("%+v", row)
	}
	v.must(v.s.Looked(ctx, chair, contest, "standings"))
	v.must(v.s.Looked(ctx, boss, contest, "workbook"))
	if looks() != 3 {
		t.Errorf("%d rows for two persons and two things", looks())
	}
	v.now = v.now.Add(10 * time.Minute)
	v.must(v.s.Looked(ctx, boss, contest, "standings"))
	if looks() != 4 {
		t.Errorf("%d rows ten minutes later", looks())
	}
	v.stage(judging.StageClosed)
	v.now = v.now.Add(time.Hour)
	must(boss, false)
	v.must(v.s.Looked(ctx, boss, contest, "standings"))
	if looks() != 4 {
		t.Errorf("%d rows with no stage open", looks())
	}
	fails(t, v.s.Looked(ctx, boss, "nothing", "standings"), judging.NotFound, "not-found")
}

// butPub compares frames but for what a new row moves by itself.
var butPub = cmpopts.IgnoreFields(judging.Frame{}, "Pub", "AsOf")

// The picture looked at before publishing is the one published, and looking
// shows the public nothing.
func TestPreviewIsWhatWillBePublic(t *testing.T) {
	v := newVenue(t)
	contest := v.contest.Contest.ID
	tab := v.tablet(0)
	tab.stored(tab.cut(v.sheets["0 1"], "submit", full("20"), nil), judging.OpApplied)
	_, err := v.s.AmendEntry(ctx, boss, v.entries[0].ID, judging.EntryChange{Visibility: new(judging.ShowName)}, "розигӣ")
	v.must(err)
	for _, from := range []judging.BoardState{judging.BoardHidden, judging.BoardLive, judging.BoardPublished} {
		for _, to := range []judging.Board{
			{State: judging.BoardPublished, Show: judging.ShowComplete}, {State: judging.BoardLive, Show: judging.ShowEverySheet},
			{State: judging.BoardLive, Show: judging.ShowComplete}, {State: judging.BoardHidden, Show: judging.ShowComplete},
		} {
			before := v.board(from, judging.ShowComplete)
			n := v.lastRow().N
			preview, err := v.follower.Preview(ctx, contest, to)
			v.must(err)
			after, err := v.follower.Frame(ctx, contest, "")
			v.must(err)
			if diff := cmp.Diff(before, after); diff != "" || v.lastRow().N != n {
				t.Fatalf("looking moved the public frame:\n%s", diff)
			}
			published := v.board(to.State, to.Show)
			if diff := cmp.Diff(preview[0], published, butPub); diff != "" {
				t.Errorf("%s to %+v (-preview +published):\n%s", from, to, diff)
			}
			if len(published.Rows) != 2 && to.State != judging.BoardHidden {
				t.Fatalf("%d rows", len(published.Rows))
			}
		}
	}

	// Nor does what comes after a look: the live picture is still its own.
	v.board(judging.BoardLive, judging.ShowComplete)
	_, err = v.follower.Preview(ctx, contest, judging.Board{State: judging.BoardPublished, Show: judging.ShowComplete})
	v.must(err)
	tab.stored(tab.cut(v.sheets["0 0"], "submit", full("20"), nil), judging.OpApplied)
	after, err := v.follower.Frame(ctx, contest, "")
	v.must(err)
	for _, row := range after.Rows {
		if row.Total != "" || after.State != "live" {
			t.Errorf("after a look and a sheet the public sees %s %+v", after.State, row)
		}
	}
	other := emptyVenue(t, "robot-league-4-level")
	_, err = other.follower.Preview(ctx, other.contest.Contest.ID, judging.Board{State: judging.BoardPublished})
	fails(t, err, judging.Conflict, "not-scored")
}
