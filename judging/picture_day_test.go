package judging_test

// A contest on a day on which things happen, in any order.

import (
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"dovar/judging"
)

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
