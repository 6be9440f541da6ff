package judging_test

// What the public sees, against what happens: nothing unpublished moves a
// public frame, and a restart changes nothing.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"dovar/judging"
	"dovar/scoring"
)

// score makes marks for all criteria of the contest's first stage, each at the
// given part of its scale, from 0 to 4.
func (v *venue) score(part int) map[string]any {
	marks := map[string]any{}
	for _, c := range v.contest.Contest.Def.Stages[0].Criteria {
		var top int
		fmt.Sscan(string(c.Max), &top)
		marks[c.ID] = fmt.Sprint(top * part / 4)
	}
	return marks
}

// TestPrivateRowsLeavePublicFramesEqual lets a random day happen and folds its
// journal row by row: after a row that is not public each public frame is byte
// for byte what it was; after a public one pub is one more. In the end the
// follower's frames equal those of the fold, and of a second fold.
func TestPrivateRowsLeavePublicFramesEqual(t *testing.T) {
	v := emptyVenue(t, "science-fair-science")
	rapid.Check(t, func(rt *rapid.T) {
		d := newMorning(v)
		for range rapid.IntRange(0, 12).Draw(rt, "steps before") {
			d.prepare(rt)
		}
		_, err := v.s.DeclareRooms(ctx, boss, v.contest.Contest.ID, judging.RoomsDef{Use: judging.RoomsAccepted}, "")
		v.must(err)
		v.stage(judging.StageOpen)
		steps := rapid.IntRange(10, 60).Draw(rt, "steps")
		for range steps {
			d.step(rt)
		}
		contest := v.contest.Contest.ID
		frames := foldAll(rt, v, contest)
		for division, frame := range frames {
			live, err := v.follower.Frame(ctx, contest, division)
			v.must(err)
			if diff := cmp.Diff(frame, *live); diff != "" {
				rt.Fatalf("the follower's frame differs from the fold (-fold +follower):\n%s", diff)
			}
			checkFrame(rt, d.board, *live)
		}
		d.checkStandings(rt)
		d.checkSheets(rt)
	})
}

// checkSheets folds which sheets are expected, and their order, from the journal.
func (d *day) checkSheets(rt *rapid.T) {
	type place struct {
		expected bool
		ord      int
	}
	folded, kept := map[string]place{}, map[string]place{}
	rows, err := d.s.JournalOf(ctx, judging.Scope{Contest: d.contest.Contest.ID}, 0)
	d.must(err)
	for _, row := range rows {
		switch row.Kind {
		case judging.RowAssign, judging.RowUnassign:
			var b judging.RowAssignBody
			d.must(json.Unmarshal(row.Body, &b))
			for _, sh := range b.Sheets {
				if row.Kind == judging.RowUnassign {
					sh.Ord = folded[sh.ID].ord
				}
				folded[sh.ID] = place{row.Kind == judging.RowAssign, sh.Ord}
			}
		case judging.RowOrder:
			var b judging.RowOrderBody
			d.must(json.Unmarshal(row.Body, &b))
			for _, sh := range b.Sheets {
				folded[sh.ID] = place{true, sh.Ord}
			}
		}
	}
	sheets, err := d.s.SheetsOf(ctx, judging.SheetFilter{Contest: d.contest.Contest.ID})
	d.must(err)
	expected := map[string]int{}
	for _, sh := range sheets {
		kept[sh.ID] = place{sh.Expected, sh.Ord}
		if sh.Expected && sh.Excluded == "" {
			expected[sh.Entry]++
		}
	}
	if diff := cmp.Diff(folded, kept, cmp.AllowUnexported(place{})); diff != "" {
		rt.Fatalf("sheets differ from the fold (-fold +kept):\n%s", diff)
	}
	var ranked []judging.StandingRow
	for _, division := range d.contest.Divisions {
		standings, err := d.follower.Standings(ctx, d.contest.Contest.ID, division.ID)
		d.must(err)
		ranked = append(ranked, standings.Rows...)
	}
	for _, row := range ranked {
		if row.Expected != expected[row.Entry] {
			rt.Fatalf("%s expects %d sheets, kept are %d", row.Entry, row.Expected, expected[row.Entry])
		}
	}
}

// checkStandings ranks anew what the tables hold, and compares the fold.
func (d *day) checkStandings(rt *rapid.T) {
	for _, division := range d.contest.Divisions {
		d.checkDivision(rt, division.ID)
	}
}

func (d *day) checkDivision(rt *rapid.T, division string) {
	rule, err := d.contest.Contest.Def.Rule()
	d.must(err)
	var entries []scoring.Entry
	var sheets []scoring.Sheet
	list, err := d.s.Entries(ctx, d.contest.Contest.ID)
	d.must(err)
	in := map[string]bool{}
	for _, e := range list {
		if in[e.ID] = e.Division == division; !in[e.ID] {
			continue
		}
		entries = append(entries, scoring.Entry{ID: e.ID, Members: max(1, len(e.Members)), Out: e.State != judging.EntryActive})
	}
	votes := scoring.Votes{}
	d.must(d.store.View(ctx, func(tx judging.Tx) error {
		kept, err := tx.Sheets(judging.SheetFilter{Contest: d.contest.Contest.ID})
		if err != nil {
			return err
		}
		for _, sh := range kept {
			if sh.Counts == "" || !in[sh.Entry] {
				continue
			}
			op, err := tx.Op(sh.Counts)
			if err != nil {
				return err
			}
			marks := map[string]scoring.Number{}
			for id, m := range op.Body.Marks {
				if marks[id], err = scoring.ParseDecimal(string(*m)); err != nil {
					return err
				}
			}
			sheets = append(sheets, scoring.Sheet{
				Stage: d.contest.Stages[0].Slug, Entry: sh.Entry, Judge: sh.Judge, Attempt: sh.Attempt, Marks: marks, Excluded: sh.Excluded,
			})
		}
		all, err := tx.Votes(d.contest.Contest.ID)
		for _, v := range all {
			if v.Division != division {
				continue
			}
			for i, id := range v.Order {
				votes[id] = i + 1
			}
		}
		return err
	}))
	got, err := d.follower.Standings(ctx, d.contest.Contest.ID, division)
	d.must(err)
	if len(got.Rows) != len(entries) {
		rt.Fatalf("%d rows of %d entries", len(got.Rows), len(entries))
	}
	for i, want := range scoring.Rank(rule, entries, sheets, votes) {
		row, exact := got.Rows[i], ""
		if want.Scored {
			exact = want.Total.String()
		}
		if row.Entry != want.Entry || row.Place != want.Place || row.Exact != exact || row.Shared != want.Shared {
			rt.Fatalf("row %d is %+v, the tables give %+v", i, row, want)
		}
	}
}

// foldAll folds the journal and returns the last frame of each division.
func foldAll(rt *rapid.T, v *venue, contest string) map[string]judging.Frame {
	pic, last := judging.NewPicture(contest), map[string][]byte{}
	frames := map[string]judging.Frame{}
	live, err := v.follower.Frame(ctx, contest, v.contest.Divisions[0].ID)
	v.must(err)
	var after int64
	for {
		rows, err := v.s.JournalOf(ctx, judging.Scope{Contest: contest}, after)
		v.must(err)
		if len(rows) == 0 {
			return frames
		}
		for _, row := range rows {
			if err := pic.Apply(row); err != nil {
				rt.Fatal(err)
			}
			after = row.N
			for _, d := range v.contest.Divisions {
				frame := pic.Frame(d.ID, live.Epoch)
				text, err := json.Marshal(frame)
				v.must(err)
				was, seen := frames[d.ID]
				if row.Pub == "" && seen && !bytes.Equal(text, last[d.ID]) {
					rt.Fatalf("private row %d (%s) moved a public frame\nwas %s\nis  %s", row.N, row.Kind, last[d.ID], text)
				}
				if public := row.Pub == "*" || row.Pub == d.ID; seen && public != (frame.Pub == was.Pub+1) {
					rt.Fatalf("row %d (%s): pub %d after %d", row.N, row.Kind, frame.Pub, was.Pub)
				}
				frames[d.ID], last[d.ID] = *frame, text
			}
		}
	}
}

// checkFrame: a hidden board has no rows; with complete, a total stands only
// where the whole panel counts.
func checkFrame(rt *rapid.T, b judging.Board, f judging.Frame) {
	if f.State == "hidden" && (len(f.Rows) > 0 || f.Coverage != nil) {
		rt.Fatalf("a hidden board shows %+v", f)
	}
	if f.Hash != judging.HashFrame(f.State, f.Rows) {
		rt.Fatalf("hash %s", f.Hash)
	}
	for _, r := range f.Rows {
		if b.State == judging.BoardLive && b.Show == judging.ShowComplete && r.Total != "" && r.Counted < r.Expected {
			rt.Fatalf("a total before the panel is in: %+v", r)
		}
		if r.Best > r.Worst || (r.Worst > 0) && !(b.Bounds && b.State == judging.BoardLive) || r.Worst == 0 && b.Bounds && b.State == judging.BoardLive {
			rt.Fatalf("places still possible of %+v, on the board %+v", r, b)
		}
		if r.Label != "" && r.Tie < 2 || r.Tie > 1 && r.Label != judging.PlaceLabel("1224", r.Place, r.Tie) {
			rt.Fatalf("a label without a shared place, or none with it: %+v", r)
		}
		if (r.Total == "") != (r.Place == 0) {
			rt.Fatalf("a total without a place, or a place without a total: %+v", r)
		}
	}
}
