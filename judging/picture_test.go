package judging_test

// What the public sees, against what happens: nothing unpublished moves a
// public frame, and a restart changes nothing.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"dovar/judging"
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
		d := newDay(v)
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
	})
}

// foldAll folds the journal and returns the last frame of each division.
func foldAll(rt *rapid.T, v *venue, contest string) map[string]judging.Frame {
	pic, last := judging.NewPicture(contest), map[string][]byte{}
	frames := map[string]judging.Frame{}
	live, err := v.follower.Frame(ctx, contest, "")
	v.must(err)
	var after int64
	for {
		rows, err := v.s.JournalOf(ctx, contest, after)
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
		if (r.Total == "") != (r.Place == 0) {
			rt.Fatalf("a total without a place, or a place without a total: %+v", r)
		}
	}
}

// A day is a contest in which things happen.
type day struct {
	*venue
	board   judging.Board
	tablets []*tablet
	kind    map[string]string // of the newest op, by sheet
}

// newDay begins in a contest of its own.
func newDay(v *venue) *day {
	d := &day{venue: v, kind: map[string]string{}}
	var err error
	v.contest, err = v.s.CreateContest(ctx, boss, v.event.ID, v.contest.Contest.Def)
	v.must(err)
	d.entries, d.judges = v.addEntries(4), v.addJudges(3)
	stage := v.contest.Stages[0]
	pairs := judging.Assignment{Stage: stage.ID, PerEntry: 2, Seed: 7}
	for _, j := range d.judges {
		pairs.Judges = append(pairs.Judges, j.ID)
	}
	_, err = v.s.Assign(ctx, boss, v.contest.Contest.ID, pairs)
	v.must(err)
	v.stage(judging.StageOpen)
	for _, j := range d.judges {
		card, err := v.s.MakeCard(ctx, boss, j.ID)
		v.must(err)
		tb := &tablet{v: v, dev: judging.NewID(), dseq: map[string]int{}}
		v.must(tb.enrol(card.Code, card.PIN))
		d.tablets = append(d.tablets, tb)
	}
	return d
}

func (d *day) step(rt *rapid.T) {
	acts := map[string]func(*rapid.T){
		"submit": d.submit, "submit more": d.submit, "recall": d.recall, "draft": d.draft, "exclude": d.exclude,
		"board": d.showBoard, "amend": d.amend, "late entry": d.lateEntry, "assign": d.assignMore, "vote": d.vote,
	}
	acts[rapid.SampledFrom(slices.Sorted(maps.Keys(acts))).Draw(rt, "act")](rt)
}

// op sends the next op of a drawn sheet.
func (d *day) op(rt *rapid.T, kind string, marks map[string]any) {
	tb := rapid.SampledFrom(d.tablets).Draw(rt, "tablet")
	sheets := tb.hello(0).Sheets
	if len(sheets) == 0 {
		return
	}
	sh := rapid.SampledFrom(sheets).Draw(rt, "sheet").Sheet
	if (d.kind[sh] == "submit") != (kind == "recall") {
		return
	}
	d.kind[sh] = kind
	if r := tb.send(tb.cut(sh, kind, marks, nil))[0]; r.Receipt == nil {
		rt.Fatalf("%s refused: %+v", kind, r.Problem)
	}
}

func (d *day) submit(rt *rapid.T) {
	d.op(rt, "submit", d.score(rapid.IntRange(0, 4).Draw(rt, "part")))
}

func (d *day) draft(rt *rapid.T)  { d.op(rt, "draft", map[string]any{"question": "3"}) }
func (d *day) recall(rt *rapid.T) { d.op(rt, "recall", d.score(2)) }

func (d *day) exclude(rt *rapid.T) {
	sheets, err := d.s.SheetsOf(ctx, judging.SheetFilter{Contest: d.contest.Contest.ID})
	d.must(err)
	sh := rapid.SampledFrom(sheets).Draw(rt, "sheet")
	d.must(d.s.Exclude(ctx, boss, sh.ID, rapid.SampledFrom([]string{"", "бархӯрди манфиатҳо"}).Draw(rt, "reason")))
}

func (d *day) showBoard(rt *rapid.T) {
	d.board = judging.Board{
		State: rapid.SampledFrom([]judging.BoardState{judging.BoardHidden, judging.BoardLive, judging.BoardPublished}).Draw(rt, "state"),
		Show:  rapid.SampledFrom([]judging.BoardShow{judging.ShowComplete, judging.ShowEverySheet}).Draw(rt, "show"),
	}
	_, err := d.s.SetBoard(ctx, boss, d.contest.Contest.ID, d.board)
	d.must(err)
}

func (d *day) amend(rt *rapid.T) {
	e := rapid.SampledFrom(d.entries).Draw(rt, "entry")
	state := rapid.SampledFrom([]judging.EntryState{"", judging.EntryActive, judging.EntryAbsent, judging.EntryWithdrawn}).Draw(rt, "state")
	vis := rapid.SampledFrom([]judging.Visibility{"", judging.ShowName, judging.ShowCode, judging.ShowNothing}).Draw(rt, "visibility")
	_, err := d.s.AmendEntry(ctx, boss, e.ID, state, vis, "ариза")
	d.must(err)
}

func (d *day) lateEntry(rt *rapid.T) {
	if len(d.entries) < 8 {
		d.entries = append(d.entries, d.addEntries(1)...)
	}
}

func (d *day) assignMore(rt *rapid.T) {
	e, j := rapid.SampledFrom(d.entries).Draw(rt, "entry"), rapid.SampledFrom(d.judges).Draw(rt, "judge")
	_, err := d.s.Assign(ctx, boss, d.contest.Contest.ID, judging.Assignment{
		Stage: d.contest.Stages[0].ID, Pairs: []judging.Pair{{Entry: e.ID, Judge: j.ID}},
	})
	if err != nil && e.State == judging.EntryActive { // an entry that left is not assigned
		var list []judging.Entry
		list, _ = d.s.Entries(ctx, d.contest.Contest.ID)
		if i := slices.IndexFunc(list, func(x judging.Entry) bool { return x.ID == e.ID }); list[i].State == judging.EntryActive {
			rt.Fatal(err)
		}
	}
}

func (d *day) vote(rt *rapid.T) {
	ids := []string{d.entries[0].ID, d.entries[1].ID}
	d.must(d.s.RecordVote(ctx, boss, d.contest.Contest.ID, judging.Vote{Order: ids, Count: "2:1"}))
}
