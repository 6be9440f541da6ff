package judging_test

// What the public sees, against what happens: nothing unpublished moves a
// public frame, and a restart changes nothing.

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync/atomic"
	"testing"
	"time"

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

// A day is a contest in which things happen.
type day struct {
	*venue
	board   judging.Board
	tablets []*tablet
	kind    map[string]string // of the newest op, by sheet
}

// newDay begins in a contest of its own.
func newDay(v *venue) *day {
	d := newMorning(v)
	v.stage(judging.StageOpen)
	return d
}

// newMorning is the day before its stage opens.
func newMorning(v *venue) *day {
	d := &day{venue: v, kind: map[string]string{}}
	var err error
	def := v.contest.Contest.Def
	def.Divisions = []judging.DivisionDef{{ID: "junior", Title: judging.Text{TG: "Хурдӣ"}}, {ID: "senior", Title: judging.Text{TG: "Калонӣ"}}}
	v.contest, err = v.s.CreateContest(ctx, boss, v.event.ID, def)
	v.must(err)
	d.entries, d.judges = v.addEntries(4), v.addJudges(3)
	stage := v.contest.Stages[0]
	pairs := judging.Assignment{Stage: stage.ID, PerEntry: 2, Seed: 7}
	for _, j := range d.judges {
		pairs.Judges = append(pairs.Judges, j.ID)
	}
	_, err = v.s.Assign(ctx, boss, v.contest.Contest.ID, pairs)
	v.must(err)
	for _, j := range d.judges {
		card, err := v.s.MakeCard(ctx, boss, j.ID)
		v.must(err)
		tb := &tablet{v: v, dev: judging.NewID(), dseq: map[string]int{}}
		v.must(tb.enrol(card.Code, card.PIN))
		d.tablets = append(d.tablets, tb)
	}
	return d
}

// prepare is what happens before the stage opens.
func (d *day) prepare(rt *rapid.T) {
	acts := map[string]func(*rapid.T){
		"take back": d.takeBack, "assign": d.assignMore, "order": d.order, "board": d.showBoard, "amend": d.amend, "exclude": d.exclude,
	}
	acts[rapid.SampledFrom(slices.Sorted(maps.Keys(acts))).Draw(rt, "act")](rt)
}

func (d *day) takeBack(rt *rapid.T) {
	sheets, err := d.s.SheetsOf(ctx, judging.SheetFilter{Contest: d.contest.Contest.ID})
	d.must(err)
	if sh := rapid.SampledFrom(sheets).Draw(rt, "sheet"); sh.Expected {
		_, err := d.s.TakeBack(ctx, boss, d.contest.Contest.ID, d.contest.Stages[0].ID, []judging.Pair{{Entry: sh.Entry, Judge: sh.Judge}}, false)
		d.must(err)
	}
}

func (d *day) order(rt *rapid.T) {
	lists, err := d.s.Orders(ctx, d.contest.Contest.ID, d.contest.Stages[0].ID)
	d.must(err)
	if len(lists) == 0 {
		return
	}
	l := rapid.SampledFrom(lists).Draw(rt, "list")
	o := judging.Ordering{Stage: d.contest.Stages[0].ID, Panel: l.Panel, Judge: l.Judge}
	if seed := rapid.Int64Range(0, 9).Draw(rt, "seed"); seed > 0 {
		o.Seed = &seed
	} else {
		o.Entry, o.By = rapid.SampledFrom(l.Entries).Draw(rt, "entry"), 1
	}
	d.must(d.s.Order(ctx, boss, d.contest.Contest.ID, o))
}

func (d *day) step(rt *rapid.T) {
	acts := map[string]func(*rapid.T){
		"submit": d.submit, "submit more": d.submit, "recall": d.recall, "draft": d.draft, "exclude": d.exclude,
		"board": d.showBoard, "amend": d.amend, "late entry": d.lateEntry, "assign": d.assignMore, "vote": d.vote,
		"replace": d.replace, "exclude judge": d.excludeJudge, "declare": d.declare, "look": d.look,
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
	err = d.s.Exclude(ctx, boss, sh.ID, rapid.SampledFrom([]string{"", "бархӯрди манфиатҳо"}).Draw(rt, "reason"))
	var most *judging.Error
	if !errors.As(err, &most) || most.Code != "exclude-most" && most.Code != "count-most" {
		d.must(err)
	}
}

func (d *day) replace(rt *rapid.T) {
	from := rapid.IntRange(0, len(d.judges)-1).Draw(rt, "from")
	to := (from + rapid.IntRange(1, len(d.judges)-1).Draw(rt, "to")) % len(d.judges)
	ask := judging.Leaving{Judge: d.judges[from].ID, How: rapid.SampledFrom(judging.LeaveWays).Draw(rt, "how"), To: d.judges[to].ID, Reason: "бемор шуд"}
	if ask.How == "exclude" {
		ask.To = ""
	}
	d.second(d.s.JudgeLeaves(ctx, boss, d.contest.Contest.ID, ask))
}

func (d *day) excludeJudge(rt *rapid.T) {
	judge := rapid.SampledFrom(d.judges).Draw(rt, "judge").ID
	act := rapid.SampledFrom([]func(context.Context, judging.Actor, string, string, string) (judging.Staged, error){d.s.ExcludeJudge, d.s.CountJudge}).Draw(rt, "act")
	d.second(act(ctx, boss, d.contest.Stages[0].ID, judge, "аз мизон берун"))
}

// declare says anew how rooms share the ranking; two persons do.
func (d *day) declare(rt *rapid.T) {
	to := judging.RoomsDef{Use: rapid.SampledFrom(judging.RoomUses).Draw(rt, "use"), Quota: new(2)}
	staged, err := d.s.DeclareRooms(ctx, boss, d.contest.Contest.ID, to, "шикоят")
	d.must(err)
	if staged.Approval != "" {
		_, err = d.s.ApproveAct(ctx, chair, staged.Approval)
		d.must(err)
	}
}

// look opens what is not public: standings, a what-if, the board as it would be.
func (d *day) look(rt *rapid.T) {
	contest := d.contest.Contest.ID
	d.must(d.s.Looked(ctx, judging.Actor{Kind: "account", ID: judging.NewID()}, contest, "standings"))
	_, err := d.follower.WhatIfExcluded(ctx, d.contest.Stages[0].ID, rapid.SampledFrom(d.judges).Draw(rt, "judge").ID)
	d.must(err)
	_, err = d.follower.Preview(ctx, contest, judging.Board{State: judging.BoardPublished, Show: judging.ShowComplete})
	d.must(err)
}

func (d *day) showBoard(rt *rapid.T) {
	d.board = judging.Board{
		State:   rapid.SampledFrom([]judging.BoardState{judging.BoardHidden, judging.BoardLive, judging.BoardPublished}).Draw(rt, "state"),
		Show:    rapid.SampledFrom([]judging.BoardShow{judging.ShowComplete, judging.ShowEverySheet}).Draw(rt, "show"),
		Reasons: rapid.Bool().Draw(rt, "reasons"), Bounds: rapid.Bool().Draw(rt, "bounds"),
	}
	preview, err := d.follower.Preview(ctx, d.contest.Contest.ID, d.board)
	d.must(err)
	_, err = d.s.SetBoard(ctx, boss, d.contest.Contest.ID, d.board)
	d.must(err)
	for i, division := range d.contest.Divisions {
		after, err := d.follower.Frame(ctx, d.contest.Contest.ID, division.ID)
		d.must(err)
		if diff := cmp.Diff(preview[i], after, butPub); diff != "" {
			rt.Fatalf("the board is not what the look before showed (-preview +board):\n%s", diff)
		}
	}
}

func (d *day) amend(rt *rapid.T) {
	e := rapid.SampledFrom(d.entries).Draw(rt, "entry")
	states := []judging.EntryState{judging.EntryActive, judging.EntryAbsent, judging.EntryWithdrawn}
	looks := []judging.Visibility{judging.ShowName, judging.ShowCode, judging.ShowNothing}
	var to judging.EntryChange
	switch rapid.IntRange(0, 4).Draw(rt, "what") {
	case 0:
		to.State = new(rapid.SampledFrom(states).Draw(rt, "state"))
	case 1:
		to.Visibility = new(rapid.SampledFrom(looks).Draw(rt, "visibility"))
	case 2:
		to.State, to.Visibility = new(rapid.SampledFrom(states).Draw(rt, "state")), new(rapid.SampledFrom(looks).Draw(rt, "visibility"))
	case 3:
		to.Division = new(rapid.SampledFrom(d.contest.Divisions).Draw(rt, "division").ID)
	case 4:
		to.Name, to.Supervisor = new(rapid.SampledFrom([]string{"Лоиҳа", "Ҷамшед"}).Draw(rt, "name")), new("Роҳбар")
	}
	_, err := d.s.AmendEntry(ctx, boss, e.ID, to, "ариза")
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
	list, err := d.s.Entries(ctx, d.contest.Contest.ID)
	d.must(err)
	if a, b := list[0], list[1]; a.Division == b.Division {
		d.must(d.s.RecordVote(ctx, boss, d.contest.Contest.ID, judging.Vote{Division: a.Division, Order: []string{a.ID, b.ID}, Count: "2:1"}))
	}
}

// TestFramesAreSpaced: however fast sheets come, a board gets at most a frame
// each 250 ms, and the last frame is the newest picture.
func TestFramesAreSpaced(t *testing.T) {
	v := newVenue(t)
	frames := make(chan *judging.Frame, 1000)
	v.follower = judging.NewFollower(judging.FollowerConfig{
		Service: v.s, Viewers: func() int { return 0 },
		Publish: func(_ judging.Stream, f *judging.Frame) { frames <- f },
	})
	run, stop := context.WithCancel(ctx)
	ended := make(chan error)
	go func() { ended <- v.follower.Run(run) }()
	_, err := v.s.SetBoard(ctx, boss, v.contest.Contest.ID, judging.Board{State: judging.BoardLive, Show: judging.ShowEverySheet})
	v.must(err)
	begin, tb, sheet := time.Now(), v.tablet(0), v.sheets["0 0"]
	for i := range 30 {
		tb.stored(tb.cut(sheet, "submit", full(fmt.Sprint(i%25)), nil), judging.OpApplied)
		tb.stored(tb.cut(sheet, "recall", full("0"), nil), judging.OpApplied)
	}
	n := 0
	for f := range frames {
		n++
		if f.Pub == 61 { // the board's row and 60 ops
			break
		}
	}
	if most := int(time.Since(begin)/(250*time.Millisecond)) + 2; n > most {
		t.Errorf("%d frames in %v, at most %d", n, time.Since(begin), most)
	}
	stop()
	v.must(<-ended)
}

// A bad disk fails a read when it is armed, once.
type badDisk struct {
	judging.Store
	armed atomic.Bool
}

func (d *badDisk) View(ctx context.Context, f func(judging.Tx) error) error {
	if d.armed.CompareAndSwap(true, false) {
		return judging.Fail(judging.Unavailable, "store-unavailable")
	}
	return d.Store.View(ctx, f)
}

// TestFollowerSeesOtherWriters: what a command beside the server writes, which
// wakes nobody here, is on the board soon.
func TestFollowerSeesOtherWriters(t *testing.T) {
	v := newVenue(t)
	frames := make(chan *judging.Frame, 10)
	v.follower = judging.NewFollower(judging.FollowerConfig{
		Service: v.s, Viewers: func() int { return 0 },
		Publish: func(_ judging.Stream, f *judging.Frame) { frames <- f },
	})
	run, stop := context.WithCancel(ctx)
	ended := make(chan error)
	go func() { ended <- v.follower.Run(run) }()
	if f := <-frames; f.State != string(judging.BoardHidden) {
		t.Fatalf("at first the board is %s", f.State)
	}
	config := v.s.Config
	config.Wake = nil
	beside, err := judging.NewService(ctx, config)
	v.must(err)
	_, err = beside.SetBoard(ctx, boss, v.contest.Contest.ID, judging.Board{State: judging.BoardLive})
	v.must(err)
	select {
	case f := <-frames:
		if f.State != string(judging.BoardLive) {
			t.Errorf("the board is %s", f.State)
		}
	case <-time.After(10 * time.Second):
		t.Error("no frame came")
	}
	stop()
	v.must(<-ended)
}

// TestFollowerTriesAgain: a picture that could not be read is read soon after,
// without waiting for the next change: it may be the one that hides the board.
func TestFollowerTriesAgain(t *testing.T) {
	v := newVenue(t)
	frames := make(chan *judging.Frame, 10)
	disk := &badDisk{Store: v.store}
	config := v.s.Config
	config.Store = disk
	service, err := judging.NewService(ctx, config)
	v.must(err)
	v.follower = judging.NewFollower(judging.FollowerConfig{
		Service: service, Viewers: func() int { return 0 },
		Publish: func(_ judging.Stream, f *judging.Frame) { frames <- f },
	})
	run, stop := context.WithCancel(ctx)
	ended := make(chan error)
	go func() { ended <- v.follower.Run(run) }()
	for _, state := range []judging.BoardState{judging.BoardLive, judging.BoardHidden} {
		_, err := v.s.SetBoard(ctx, boss, v.contest.Contest.ID, judging.Board{State: state})
		v.must(err)
		for soon := time.After(10 * time.Second); ; {
			select {
			case f := <-frames:
				if f.State != string(state) {
					continue
				}
			case <-soon:
				t.Fatalf("no frame says %s", state)
			}
			break
		}
		disk.armed.Store(true)
	}
	stop()
	v.must(<-ended)
}
