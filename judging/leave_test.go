package judging_test

// A judge who leaves: what was declared is done at once, anything else by two
// persons, and no act of one person comes to the same.

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dovar/judging"
)

var organizer = judging.Actor{Kind: "account", ID: "organizer", Role: judging.Organizer}

// halfway is an open stage of four entries and three judges with the declared
// way: the first judge has given two sheets of four, the others all; the fourth
// judge has nothing to do.
func halfway(t *testing.T, leaves string) *venue {
	t.Helper()
	v := emptyVenue(t, "science-fair-science")
	def := v.contest.Contest.Def
	def.Judges.Leaves = leaves
	var err error
	v.contest, err = v.s.PutContest(ctx, boss, v.contest.Contest.ID, v.lastRow().N, def)
	v.must(err)
	v.entries, v.judges = v.addEntries(4), v.addJudges(4)
	v.panel("", "separately", 0, v.judges[:3]...)
	_, err = v.assign(judging.Assignment{Seed: 1})
	v.must(err)
	v.stage(judging.StageOpen)
	totals := [][]int{{90, 50}, {60, 70, 65, 55}, {60, 70, 65, 55}}
	for i, j := range v.judges[:3] {
		v.cardsFor(j)
		tab, mine := v.tablet(i), v.of(j)
		for e, total := range totals[i] {
			tab.stored(tab.cut(mine[v.entries[e].ID].ID, "submit", totalling(total), nil), judging.OpApplied)
		}
	}
	return v
}

func (v *venue) leave(by judging.Actor, how string, to ...judging.Judge) (judging.Staged, error) {
	ask := judging.Leaving{Judge: v.judges[0].ID, How: how, Reason: "бемор шуд"}
	if len(to) > 0 {
		ask.To = to[0].ID
	}
	return v.s.JudgeLeaves(ctx, by, v.contest.Contest.ID, ask)
}

// totals are the standings' by code.
func (v *venue) totals() map[string]string {
	v.t.Helper()
	standings, err := v.follower.Standings(ctx, v.contest.Contest.ID, "")
	v.must(err)
	out := map[string]string{}
	for _, row := range standings.Rows {
		out[row.Code] = row.Total
	}
	return out
}

func TestAJudgeLeavesAsDeclared(t *testing.T) {
	before := map[string]string{"P-01": "70", "P-02": "63.33", "P-03": "65", "P-04": "55"}
	without := map[string]string{"P-01": "60", "P-02": "70", "P-03": "65", "P-04": "55"}
	for how, want := range map[string]struct {
		left   judging.Left
		totals map[string]string
		again  int // sheets of the fourth judge
	}{
		"keep":    {judging.Left{Kept: 2, Excluded: 2}, before, 2},
		"exclude": {judging.Left{Excluded: 4}, without, 0},
		"replace": {judging.Left{Excluded: 4}, without, 4},
	} {
		t.Run(how, func(t *testing.T) {
			v := halfway(t, how)
			if got := v.totals(); !maps.Equal(got, before) {
				t.Fatalf("before: %v", got)
			}
			to := v.judges[3:]
			if how == "exclude" {
				to = nil
			}
			at := v.lastRow().N
			staged, err := v.leave(boss, how, to...)
			v.must(err)
			if staged.Approval != "" {
				t.Fatalf("the declared way waits: %+v", staged)
			}
			got := *staged.Left
			if len(got.Taken) != want.again || len(got.Refused) != 0 {
				t.Errorf("taken %v, refused %v", got.Taken, got.Refused)
			}
			for _, p := range got.Taken {
				if p.Panel == "" {
					t.Error("a pair without its panel")
				}
			}
			got.Taken, got.Refused = nil, nil
			if diff := cmp.Diff(want.left, got); diff != "" {
				t.Errorf("left (-want +got):\n%s", diff)
			}
			if got := v.totals(); !maps.Equal(got, want.totals) {
				t.Errorf("after: %v, want %v", got, want.totals)
			}
			var row judging.RowLeaveBody
			v.must(json.Unmarshal(v.lastRow().Body, &row))
			if v.lastRow().Kind != judging.RowLeave || row.How != how || row.Declared != how || row.Second != "" || row.Judge != v.judges[0].ID {
				t.Errorf("the row says %+v", row)
			}
			if n := v.rows(judging.RowAssign, at); (n == 1) != (want.again > 0) {
				t.Errorf("%d rows of pairs", n)
			}
			_, panels, err := v.s.Rooms(ctx, v.contest.Contest.ID)
			v.must(err)
			if seated := panels[0].Judges; slices.Contains(seated, v.judges[0].ID) || slices.Contains(seated, v.judges[3].ID) != (how != "exclude") {
				t.Errorf("the panel has %v", seated)
			}
		})
	}
}

// What another judge scores again takes the place of what was excluded.
func TestAReplacementScoresAgain(t *testing.T) {
	v := halfway(t, "replace")
	_, err := v.leave(boss, "replace", v.judges[3])
	v.must(err)
	v.cardsFor(v.judges[3])
	tab, mine := v.tablet(3), v.of(v.judges[3])
	for e := range v.entries {
		tab.stored(tab.cut(mine[v.entries[e].ID].ID, "submit", totalling(75), nil), judging.OpApplied)
	}
	want := map[string]string{"P-01": "65", "P-02": "71.67", "P-03": "68.33", "P-04": "61.67"}
	if got := v.totals(); !maps.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// Another way than the declared one waits; the same person, the same role and a
// script cannot confirm it, and until then nothing moves.
func TestAnotherWayNeedsASecondPerson(t *testing.T) {
	for _, declared := range judging.LeaveWays {
		for _, how := range judging.LeaveWays {
			if how == declared {
				continue
			}
			v := halfway(t, declared)
			was, at := v.totals(), v.lastRow().N
			to := v.judges[3:]
			if how == "exclude" {
				to = nil
			}
			staged, err := v.leave(organizer, how, to...)
			v.must(err)
			if staged.Approval == "" || staged.Why != "leave-other" || staged.Left != nil {
				t.Fatalf("declared %s, done %s: %+v", declared, how, staged)
			}
			if v.lastRow().N != at+1 || v.lastRow().Kind != judging.RowProposed || !maps.Equal(v.totals(), was) {
				t.Errorf("a proposal of %s moved something", how)
			}
			waits, err := v.s.Proposals(ctx, v.contest.Contest.ID)
			v.must(err)
			if len(waits) != 1 || waits[0].Act != "leave" || waits[0].How != how || waits[0].Judge.ID != v.judges[0].ID || waits[0].Reason != "бемор шуд" {
				t.Errorf("it waits as %+v", waits)
			}
			script := judging.Actor{Kind: "token", ID: "script", Role: judging.Chair}
			alike := judging.Actor{Kind: "account", ID: "another", Role: judging.Organizer}
			for code, by := range map[string]judging.Actor{"approve-person": script, "approve-other": alike} {
				_, err = v.s.ApproveAct(ctx, by, staged.Approval)
				fails(t, err, judging.Forbidden, code)
			}
			_, err = v.s.ApproveAct(ctx, organizer, staged.Approval)
			fails(t, err, judging.Forbidden, "approve-other")
			if !maps.Equal(v.totals(), was) {
				t.Fatal("a refused approval moved something")
			}
			done, err := v.s.ApproveAct(ctx, chair, staged.Approval)
			v.must(err)
			var row judging.RowLeaveBody
			v.must(json.Unmarshal(v.lastRow().Body, &row))
			if done.Left == nil || done.Left.Excluded == 0 || row.Second != staged.Approval || row.Declared != declared || row.How != how {
				t.Errorf("approved: %+v, the row %+v", done, row)
			}
			if waits, _ = v.s.Proposals(ctx, v.contest.Contest.ID); len(waits) != 0 {
				t.Errorf("it still waits: %+v", waits)
			}
			_, err = v.s.ApproveAct(ctx, chair, staged.Approval)
			fails(t, err, judging.Conflict, "approval-done")
		}
	}
}

// Before anything has begun there is nothing to hold to.
func TestBeforeOpeningOnePersonDecides(t *testing.T) {
	v := emptyVenue(t, "science-fair-science")
	v.entries, v.judges = v.addEntries(3), v.addJudges(2)
	v.panelOf(v.entries, v.judges[0])
	staged, err := v.leave(boss, "replace", v.judges[1])
	v.must(err)
	if staged.Left == nil || staged.Left.Back != 3 || len(staged.Left.Taken) != 3 {
		t.Errorf("%+v", staged)
	}
}

// None of the other acts is a way around: not all sheets of a stage at once,
// open or closed, not one sheet after the other, not another definition.
func TestNoWayAroundWhatWasDeclared(t *testing.T) {
	v := halfway(t, "keep")
	stage, judge := v.contest.Stages[0].ID, v.judges[1].ID
	waits := func(staged judging.Staged, err error) {
		t.Helper()
		v.must(err)
		if staged.Approval == "" {
			t.Errorf("one person did it: %+v", staged)
		}
	}
	waits(v.s.ExcludeJudge(ctx, boss, stage, judge, "сахтгир"))
	mine := v.of(v.judges[1])
	for i, want := range []bool{true, true, false, false} {
		err := v.s.Exclude(ctx, boss, mine[v.entries[i].ID].ID, "хеш")
		if want {
			v.must(err)
		} else {
			fails(t, err, judging.Conflict, "exclude-most")
		}
	}
	var three []judging.Pair
	for _, e := range v.entries[:3] {
		three = append(three, judging.Pair{Entry: e.ID, Judge: v.judges[3].ID})
	}
	_, err := v.assign(judging.Assignment{Pairs: three})
	v.must(err)
	of := v.of(v.judges[3])
	v.must(v.s.Exclude(ctx, boss, of[v.entries[0].ID].ID, "хеш"))
	fails(t, v.s.Exclude(ctx, boss, of[v.entries[1].ID].ID, "хеш"), judging.Conflict, "exclude-most") // two of three are most
	v.must(v.s.Exclude(ctx, boss, mine[v.entries[0].ID].ID, ""))                                      // one that counts again makes room for one
	v.must(v.s.Exclude(ctx, boss, mine[v.entries[2].ID].ID, "хеш"))
	v.stage(judging.StageClosed)
	fails(t, v.s.Exclude(ctx, boss, mine[v.entries[3].ID].ID, "хеш"), judging.Conflict, "exclude-most")
	waits(v.s.ExcludeJudge(ctx, boss, stage, judge, "сахтгир"))

	// Empty sheets given out for the purpose make no room, nor does a step back.
	v = halfway(t, "keep")
	stage, judge, mine = v.contest.Stages[0].ID, v.judges[1].ID, v.of(v.judges[1])
	var more []judging.Pair
	for _, e := range v.addEntries(6) {
		more = append(more, judging.Pair{Entry: e.ID, Judge: judge})
	}
	_, err = v.assign(judging.Assignment{Pairs: more})
	v.must(err)
	v.must(v.s.Exclude(ctx, boss, mine[v.entries[0].ID].ID, "хеш"))
	v.must(v.s.Exclude(ctx, boss, mine[v.entries[1].ID].ID, "хеш"))
	fails(t, v.s.Exclude(ctx, boss, mine[v.entries[2].ID].ID, "хеш"), judging.Conflict, "exclude-most")
	back, err := v.s.SetStage(ctx, organizer, stage, judging.StageSetup, "хато")
	v.must(err)
	_, err = v.s.ApproveAct(ctx, chair, back.Approval)
	v.must(err)
	fails(t, v.s.Exclude(ctx, boss, mine[v.entries[2].ID].ID, "хеш"), judging.Conflict, "exclude-most")
	waits(v.s.ExcludeJudge(ctx, boss, stage, judge, "сахтгир"))

	// A judge who is out as a whole comes back as a whole.
	v = halfway(t, "keep")
	stage, judge, mine = v.contest.Stages[0].ID, v.judges[1].ID, v.of(v.judges[1])
	whole, err := v.s.ExcludeJudge(ctx, boss, stage, judge, "сахтгир")
	v.must(err)
	_, err = v.s.ApproveAct(ctx, chair, whole.Approval)
	v.must(err)
	fails(t, v.s.Exclude(ctx, boss, mine[v.entries[0].ID].ID, ""), judging.Conflict, "count-most")
	again, err := v.s.CountJudge(ctx, boss, stage, judge, "сахтгир")
	v.must(err)
	if again.Left == nil || again.Left.Counted != 4 {
		t.Errorf("%+v", again)
	}

	v = halfway(t, "exclude")
	def := v.contest.Contest.Def
	def.Judges.Leaves = "keep"
	refuses, err := v.s.CheckContest(ctx, v.contest.Contest.ID, asJSON(t, def))
	v.must(err)
	if refuses.Refusal == nil || refuses.Refusal.Code != "contest-begun" {
		t.Errorf("another definition: %v", refuses.Refusal)
	}
	stage, judge = v.contest.Stages[0].ID, v.judges[1].ID
	waits(v.s.ExcludeJudge(ctx, boss, stage, judge, "сахтгир")) // this judge has finished: nothing was declared
	judge, mine = v.judges[0].ID, v.of(v.judges[0])
	got, err := v.s.ExcludeJudge(ctx, boss, stage, judge, "бемор шуд") // as declared
	v.must(err)
	if got.Left == nil || got.Left.Excluded != 4 {
		t.Errorf("%+v", got)
	}
	waits(v.s.CountJudge(ctx, boss, stage, judge, "бемор шуд")) // and undone by two
	fails(t, v.s.Exclude(ctx, boss, mine[v.entries[0].ID].ID, ""), judging.Conflict, "count-most")
	conflict := v.of(v.judges[2])[v.entries[0].ID].ID
	v.must(v.s.Exclude(ctx, boss, conflict, "хеш"))
	v.must(v.s.Exclude(ctx, boss, conflict, "")) // a conflict of interest that was none
}

// Between opening and the first sheet a definition may still be put right, but
// not what was declared.
func TestADeclarationStandsFromTheOpening(t *testing.T) {
	v := newVenue(t)
	def := v.contest.Contest.Def
	def.Judges.Leaves = "exclude"
	_, err := v.s.PutContest(ctx, boss, v.contest.Contest.ID, v.lastRow().N, def)
	fails(t, err, judging.Conflict, "declared")
	def.Judges.Leaves = "keep" // what no word means
	def.Title.EN = "Another"
	_, err = v.s.PutContest(ctx, boss, v.contest.Contest.ID, v.lastRow().N, def)
	v.must(err)
}

func asJSON(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// What each way would come to is said before, and it comes to that.
func TestLeavingIsSaidBefore(t *testing.T) {
	v := halfway(t, "exclude")
	at := v.lastRow().N
	got, err := v.follower.LeaveChoices(ctx, v.contest.Contest.ID, v.judges[0].ID)
	v.must(err)
	want := []judging.LeaveChoice{
		{How: "exclude", Declared: true, Counted: 2, Open: 2, Excluded: 4, Thin: 4, Places: 2},
		{How: "keep", Second: true, Counted: 2, Open: 2, Excluded: 2, Again: 2, Thin: 2},
		{How: "replace", Second: true, Counted: 2, Open: 2, Excluded: 4, Again: 4, Thin: 4, Places: 2},
	}
	if diff := cmp.Diff(want, got); diff != "" || v.lastRow().N != at {
		t.Errorf("row %d after %d (-want +got):\n%s", v.lastRow().N, at, diff)
	}
	_, err = v.follower.LeaveChoices(ctx, v.contest.Contest.ID, "nobody")
	fails(t, err, judging.NotFound, "not-found")
}

// Who could take over: most of it first, then who has least to do; a judge who
// has all the entries already comes after one with none.
func TestSuccessors(t *testing.T) {
	v := halfway(t, "keep")
	more, err := v.s.AddJudges(ctx, boss, v.event.ID, []judging.Judge{{Name: "Аввал", School: "мактаби №3"}})
	v.must(err)
	spare, err := v.s.AddSpares(ctx, boss, v.event.ID, 1)
	v.must(err)
	list, err := v.s.Successors(ctx, v.contest.Contest.ID, v.judges[0].ID, "keep")
	v.must(err)
	var ids []string
	for _, x := range list {
		ids = append(ids, x.ID)
	}
	want := []string{v.judges[3].ID, more[0].ID, v.judges[1].ID, v.judges[2].ID, spare[0].ID}
	if !slices.Equal(ids, want) || list[0].Takes != 2 || list[1].Refused != 1 || list[2].Load != 4 || list[2].Takes != 0 {
		t.Errorf("%+v", list)
	}
}

func TestLeavingIsRefusedWithTheReason(t *testing.T) {
	v := halfway(t, "keep")
	_, err := v.leave(boss, "forget")
	fails(t, err, judging.Invalid, "leave-how")
	_, err = v.leave(boss, "count")
	fails(t, err, judging.Invalid, "leave-how")
	_, err = v.leave(boss, "replace")
	fails(t, err, judging.Invalid, "leave-to")
	_, err = v.leave(boss, "exclude", v.judges[1])
	fails(t, err, judging.Invalid, "leave-to")
}
