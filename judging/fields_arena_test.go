package judging_test

// A contest of runs on fields on real storage, as the desk and its referees see it.

import (
	"fmt"
	"slices"
	"testing"

	"dovar/judging"
)

// An arena is a contest of runs on fields: robots spread over them, a card and a
// tablet for each referee.
type arena struct {
	*venue
	stageOf judging.Stage
	tablets []*tablet
}

// newArena makes fields for the stage of a preset and opens it. Of the judges the
// first ones referee, one a field, the others stand in.
func newArena(t *testing.T, preset, slug string, fields, judges, robots int) *arena {
	v := emptyVenue(t, preset)
	a := &arena{venue: v}
	v.entries, v.judges = v.addEntries(robots), v.addJudges(judges)
	v.cardsFor(v.judges...)
	a.stageOf = v.stageNamed(slug)
	_, err := v.s.MakeFields(ctx, boss, v.contest.Contest.ID, judging.FieldsAsk{Stage: slug, Number: fields, Referees: a.ids()})
	v.must(err)
	_, err = v.s.Assign(ctx, boss, v.contest.Contest.ID, judging.Assignment{Stage: slug, Seed: 7})
	v.must(err)
	_, err = v.s.SetStage(ctx, boss, a.stageOf.ID, judging.StageOpen, "")
	v.must(err)
	for i := range v.judges {
		a.tablets = append(a.tablets, v.tablet(i))
	}
	return a
}

func (a *arena) ids() (out []string) {
	for _, j := range a.judges {
		out = append(out, j.ID)
	}
	return out
}

// view is the stage as the desk sees it.
func (a *arena) view() judging.FieldsView {
	a.t.Helper()
	v, err := a.follower.Fields(ctx, a.contest.Contest.ID, a.stageOf.ID)
	a.must(err)
	return v
}

// queue is a field's open calls in words: "T-03 1" is a robot's first attempt; a
// run again has its number, "~" and what it repeats; what runs has a star.
func (a *arena) queue(field int) (out []string) {
	a.t.Helper()
	v := a.view()
	for _, c := range v.Fields[field].Calls {
		if !c.Open() {
			continue
		}
		text := fmt.Sprint(v.Entries[c.Entry].Code, " ", c.Attempt)
		if c.Repeats > 0 {
			text += fmt.Sprint("~", c.Repeats)
		}
		if c.State == judging.CallRunning {
			text += "*"
		}
		out = append(out, text)
	}
	return out
}

// call is a call of a field by its place among all, open ones first.
func (a *arena) call(field, at int) judging.Call { return a.view().Fields[field].Calls[at] }

func (a *arena) doneSheet(field int) string {
	calls := a.view().Fields[field].Calls
	return calls[slices.IndexFunc(calls, func(c judging.Call) bool { return c.State == judging.CallDone })].Sheet
}

// run lets the referee of a call send its result; "" is a disqualification.
func (a *arena) run(c judging.Call, kind, seconds string) {
	a.t.Helper()
	record := ended("dsq")
	if seconds != "" {
		record = timed(seconds, seconds)
	}
	referee := a.tablets[slices.IndexFunc(a.judges, func(j judging.Judge) bool { return j.ID == c.Judge })]
	want := map[string]judging.OpStatus{"draft": judging.OpDrafted}[kind]
	if want == "" {
		want = judging.OpApplied
	}
	referee.stored(referee.cut(c.Sheet, kind, nil, map[string]any{"body": body(record), "rubric": a.stageOf.Rubric}), want)
}

func (a *arena) step(to judging.StageState) {
	a.t.Helper()
	_, err := a.s.SetStage(ctx, boss, a.stageOf.ID, to, "")
	a.must(err)
}

func (a *arena) kinds(after int64) (out []string) {
	a.t.Helper()
	rows, err := a.s.JournalOf(ctx, judging.Scope{Contest: a.contest.Contest.ID}, after)
	a.must(err)
	for _, r := range rows {
		out = append(out, string(r.Kind))
	}
	return out
}

func (a *arena) same(what string, got, want []string) {
	a.t.Helper()
	if !slices.Equal(got, want) {
		a.t.Errorf("%s: %v, want %v", what, got, want)
	}
}
