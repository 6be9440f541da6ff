package judging_test

// Tournaments through real stages on real storage: draws, results as referees
// send them, corrections and withdrawals in any order.

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dovar/judging"
)

// A cup is a mini-sumo contest with two referees and their tablets.
type cup struct {
	*venue
	tablets map[string]*tablet // by judge
	rnd     *rand.Rand
}

// newCup makes the contest with n robots; shape changes the definition.
func newCup(t testing.TB, n int, seed uint64, shape func(*judging.Definition)) *cup {
	v := emptyVenue(t, "")
	def, _ := judging.Preset("mini-sumo")
	def.Stages = def.Stages[1:] // without the inspection
	def.Ties = slices.DeleteFunc(slices.Clone(def.Ties), func(d judging.TieDef) bool { return d.By == "field" })
	if shape != nil {
		shape(&def)
	}
	var err error
	v.contest, err = v.s.CreateContest(ctx, boss, v.event.ID, def)
	v.must(err)
	v.entries, v.judges = v.addEntries(n), v.addJudges(2)
	c := &cup{v, map[string]*tablet{}, rand.New(rand.NewPCG(seed, 1))}
	for i, j := range v.judges {
		card, err := v.s.MakeCard(ctx, boss, j.ID)
		v.must(err)
		v.cards = append(v.cards, card)
		c.tablets[j.ID] = v.tablet(i)
	}
	room, err := v.s.PutRoom(ctx, boss, v.contest.Contest.ID, judging.Room{Name: "Майдони 1"})
	v.must(err)
	other, err := v.s.PutRoom(ctx, boss, v.contest.Contest.ID, judging.Room{Name: "Майдони 2"})
	v.must(err)
	for i, r := range []judging.Room{room, other} {
		_, err = v.s.PutPanel(ctx, boss, v.contest.Contest.ID, judging.Panel{
			Stage: v.contest.Stages[0].ID, Division: v.contest.Divisions[0].ID, Room: r.ID, Judges: []string{v.judges[i].ID}})
		v.must(err)
	}
	return c
}

func (c *cup) draw(ask judging.DrawAsk) (judging.Drawn, error) {
	return c.s.Draw(ctx, boss, c.contest.Contest.ID, ask)
}

func (c *cup) step(stage int, to judging.StageState) {
	c.t.Helper()
	_, err := c.s.SetStage(ctx, boss, c.contest.Stages[stage].ID, to, "")
	c.must(err)
}

// matches are those of a stage by what the journal tells.
func (c *cup) matches(stage int) judging.MatchStage {
	c.t.Helper()
	all, err := c.follower.Matches(ctx, c.contest.Contest.ID)
	c.must(err)
	return all[stage]
}

func (c *cup) kept(stage int) []judging.Sheet {
	c.t.Helper()
	all, err := c.s.SheetsOf(ctx, judging.SheetFilter{Contest: c.contest.Contest.ID, Stage: c.contest.Stages[stage].ID})
	c.must(err)
	return all
}

// tell sends what a referee recorded on a sheet.
func (c *cup) tell(stage int, sh judging.Sheet, kind string, record map[string]any, want judging.OpStatus) judging.OpResult {
	c.t.Helper()
	body := map[string]any{
		"marks": map[string]any{}, "counts": map[string]int{}, "notes": map[string]string{}, "flags": []string{},
		"comment": map[string]string{"good": "", "think": "", "private": ""},
	}
	maps.Copy(body, record)
	tablet := c.tablets[sh.Judge]
	return tablet.stored(tablet.cut(sh.ID, kind, nil, map[string]any{"body": body, "rubric": c.contest.Stages[stage].Rubric}), want)
}

func bouts(list string) map[string]any {
	out := []string{}
	for _, b := range list {
		out = append(out, map[rune]string{'a': "a", 'b': "b", '-': "none"}[b])
	}
	return map[string]any{"bouts": out, "decision": "", "outcome": "ok"}
}

// any is some result of a match that may be told.
func (c *cup) any(draws bool) map[string]any {
	switch c.rnd.IntN(8) {
	case 0:
		return map[string]any{"bouts": []string{}, "decision": "", "outcome": []string{"a-absent", "b-absent", "a-dsq", "b-dsq"}[c.rnd.IntN(4)]}
	case 1:
		return map[string]any{"bouts": []string{"none", "none"}, "decision": []string{"a", "b"}[c.rnd.IntN(2)], "outcome": "ok"}
	case 2:
		if draws {
			return map[string]any{"bouts": []string{"a", "b"}, "decision": "draw", "outcome": "ok"}
		}
	}
	return bouts([]string{"aa", "bb", "aba", "bab", "abb", "-aa"}[c.rnd.IntN(6)])
}

// check compares what is seated with who is to play by the journal, and what
// counts with what was played.
func (c *cup) check(stage int, after string) {
	c.t.Helper()
	key := func(meeting, a, b string) string { return meeting + " " + a + " " + b }
	want, got, played, counted := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	next := map[string]bool{}
	ms := c.matches(stage)
	for _, m := range ms.Meetings {
		switch m.State {
		case "playable":
			want[key(m.ID, m.A, m.B)] = true
		case "played":
			played[key(m.ID, m.A, m.B)] = true
		}
		if m.State == "playable" || m.State == "open" {
			next[m.A], next[m.B] = true, true
		}
	}
	for _, sh := range c.kept(stage) {
		switch k := key(sh.Meeting, sh.Entry, sh.Against); {
		case sh.Counts != "" && sh.Excluded == "":
			counted[k] = true
		case sh.Expected && sh.Excluded == "":
			if got[k] {
				c.t.Fatalf("after %s two sheets wait for %s", after, k)
			}
			got[k] = true
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		c.t.Fatalf("after %s: seated is not what is to be played (-plan +sheets):\n%s", after, diff)
	}
	for k := range played {
		if !counted[k] {
			c.t.Fatalf("after %s the played %s does not count", after, k)
		}
	}
	for k := range counted {
		if !played[k] {
			c.t.Fatalf("after %s what counts is not played: %s", after, k)
		}
	}
	c.goesOn(ms, next, after)
}

// goesOn asks that each robot of an elimination that is there has a next match or
// lost its last one, or won all.
func (c *cup) goesOn(ms judging.MatchStage, next map[string]bool, after string) {
	c.t.Helper()
	if ms.Draw == nil || ms.Format != "single" && ms.Format != "double" {
		return
	}
	lives := map[string]int{"single": 1, "double": 2}[ms.Format]
	lost, champion := map[string]int{}, ""
	for _, m := range ms.Meetings {
		if m.State == "played" && m.Part != "third" {
			lost[map[bool]string{true: m.B, false: m.A}[m.Winner == m.A]]++
		}
		if m.Part == "final" && m.Winner != "" {
			champion = m.Winner
		}
	}
	active := map[string]bool{}
	all, err := c.s.Entries(ctx, c.contest.Contest.ID)
	c.must(err)
	for _, e := range all {
		active[e.ID] = e.State == judging.EntryActive
	}
	for _, e := range slices.Concat(ms.Draw.Plan.Groups...) {
		if active[e] && !next[e] && lost[e] < lives && e != champion {
			c.t.Fatalf("after %s %s has no next match and no finish", after, e)
		}
	}
}

// act does one thing of a day of matches and says what; "" when all is over.
func (c *cup) act(stage int, draws, wild bool) string {
	c.t.Helper()
	var waiting, counted, aside []judging.Sheet
	for _, sh := range c.kept(stage) {
		switch {
		case sh.Counts != "" && sh.Excluded == "":
			counted = append(counted, sh)
		case sh.Excluded == "ҳакам хато кард":
			aside = append(aside, sh)
		case sh.Expected && sh.Excluded == "":
			waiting = append(waiting, sh)
		}
	}
	some := func(of []judging.Sheet) judging.Sheet { return of[c.rnd.IntN(len(of))] }
	what := 9
	if wild {
		what = c.rnd.IntN(16)
	}
	switch {
	case what == 0 && len(counted) > 0:
		sh := some(counted)
		c.tell(stage, sh, "submit", c.any(draws), judging.OpApplied)
		return "a correction of " + sh.Meeting
	case what == 1 && len(counted) > 0:
		sh := some(counted)
		c.tell(stage, sh, "recall", map[string]any{"bouts": []string{}, "decision": "", "outcome": ""}, judging.OpApplied)
		return "a recall of " + sh.Meeting
	case what == 2 && len(counted) > 0:
		sh := some(counted)
		if err := c.s.Exclude(ctx, boss, sh.ID, "ҳакам хато кард"); err != nil { // most of a referee's sheets: not alone
			fails(c.t, err, judging.Conflict, "exclude-most")
		}
		return "an exclusion of " + sh.Meeting
	case what == 3 && len(aside) > 0:
		sh := some(aside)
		if err := c.s.Exclude(ctx, boss, sh.ID, ""); err != nil {
			fails(c.t, err, judging.Conflict, "count-most")
		}
		return "a match counted again: " + sh.Meeting
	case what == 4:
		e := c.entries[c.rnd.IntN(len(c.entries))]
		_, err := c.s.AmendEntry(ctx, boss, e.ID, judging.EntryChange{State: new([]judging.EntryState{
			judging.EntryWithdrawn, judging.EntryDisqualified, judging.EntryActive, judging.EntryActive}[c.rnd.IntN(4)])}, "вайрон шуд")
		c.must(err)
		return "a change of the state of " + e.Code
	case len(waiting) > 0:
		sh := some(waiting)
		c.tell(stage, sh, "submit", c.any(draws), judging.OpApplied)
		return "a match: " + sh.Meeting
	}
	return ""
}

// play plays a stage to its end: first wildly, then what is left.
func (c *cup) play(stage int, draws bool, wild int) {
	c.t.Helper()
	c.check(stage, "the draw")
	for n := 0; ; n++ {
		if n > 3000 {
			c.t.Fatal("no end of matches")
		}
		did := c.act(stage, draws, n < wild)
		if did == "" && n >= wild {
			return
		}
		c.check(stage, did)
	}
}

// finals draws the finals from the groups, by their tables where the jury has to
// decide between level ones.
func (c *cup) finals(advance int) {
	c.t.Helper()
	judges := []string{c.judges[0].ID, c.judges[1].ID}
	_, err := c.draw(judging.DrawAsk{Stage: "finals", How: "groups", Judges: judges})
	if err == nil {
		return
	}
	fails(c.t, err, judging.Conflict, "draw-level")
	var on []string
	for _, g := range c.matches(0).Groups {
		for _, r := range g.Rows[:min(advance, len(g.Rows))] {
			if r.Place > 0 {
				on = append(on, r.Entry)
			}
		}
	}
	_, err = c.draw(judging.DrawAsk{Stage: "finals", How: "given", Groups: [][]string{on}, Judges: judges})
	c.must(err)
}

// fresh folds the journal from its first row and compares.
func (c *cup) fresh() {
	c.t.Helper()
	before, err := c.follower.Matches(ctx, c.contest.Contest.ID)
	c.must(err)
	standings := c.standings()
	c.follower = judging.NewFollower(judging.FollowerConfig{
		Service: c.s, Publish: func(judging.Stream, *judging.Frame) {}, Viewers: func() int { return 0 }})
	after, err := c.follower.Matches(ctx, c.contest.Contest.ID)
	c.must(err)
	if diff := cmp.Diff(before, after); diff != "" {
		c.t.Fatalf("folded anew the matches differ:\n%s", diff)
	}
	if diff := cmp.Diff(standings, c.standings()); diff != "" {
		c.t.Fatalf("folded anew the standings differ:\n%s", diff)
	}
}

func (c *cup) standings() []judging.StandingRow {
	c.t.Helper()
	st, err := c.follower.Standings(ctx, c.contest.Contest.ID, "")
	c.must(err)
	return st.Rows
}

// placed asks for a place for everybody who is there, from 1 without gaps.
func (c *cup) placed() {
	c.t.Helper()
	all, err := c.s.Entries(ctx, c.contest.Contest.ID)
	c.must(err)
	active := map[string]bool{}
	for _, e := range all {
		active[e.ID] = e.State == judging.EntryActive
	}
	for i, r := range c.standings() {
		if !active[r.Entry] {
			continue
		}
		if r.Place < 1 || r.Place > i+1 {
			c.t.Fatalf("%s has place %d as the %d. of the list", r.Code, r.Place, i+1)
		}
	}
}

// TestMiniSumo plays groups and finals with 8 and 16 robots.
func TestMiniSumo(t *testing.T) {
	for _, n := range []int{8, 16} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			c := newCup(t, n, uint64(n), nil)
			look, err := c.draw(judging.DrawAsk{Stage: "groups", How: "random", Seed: 5, DryRun: true})
			c.must(err)
			_, err = c.draw(judging.DrawAsk{Stage: "groups", How: "random", Seed: 6, Digest: look.Digest})
			fails(t, err, judging.Stale, "draw-changed")
			drawn, err := c.draw(judging.DrawAsk{Stage: "groups", How: "random", Seed: 5, Digest: look.Digest})
			c.must(err)
			if len(drawn.Plan.Groups) != n/4 || len(drawn.Meetings) != n/4*6 {
				t.Fatalf("%d groups, %d meetings", len(drawn.Plan.Groups), len(drawn.Meetings))
			}
			again, err := c.draw(judging.DrawAsk{Stage: "groups", How: "random", Seed: 7})
			c.must(err)
			c.check(0, "a second draw")
			if again.ID != drawn.ID {
				t.Error("a second draw stands beside the first")
			}
			c.step(0, judging.StageOpen)
			_, err = c.draw(judging.DrawAsk{Stage: "finals", How: "groups"})
			fails(t, err, judging.Conflict, "draw-groups-open")
			_, err = c.s.SetStage(ctx, boss, c.contest.Stages[0].ID, judging.StageClosed, "")
			fails(t, err, judging.Conflict, "matches-open")
			c.play(0, true, 10)
			_, err = c.draw(judging.DrawAsk{Stage: "groups", How: "random", Seed: 8})
			fails(t, err, judging.Conflict, "draw-played")
			c.step(0, judging.StageClosed)
			c.finals(2)
			c.step(1, judging.StageOpen)
			c.play(1, false, 6)
			c.step(1, judging.StageClosed)
			c.placed()
			c.fresh()
		})
	}
}

// TestCorrectionMovesWhatFollows: the semi-final turns round after the final was
// played; the final's result is kept aside, another pair is to play, and it
// counts again when the correction is taken back.
func TestCorrectionMovesWhatFollows(t *testing.T) {
	c := newCup(t, 4, 1, func(d *judging.Definition) {
		d.Stages, d.Ties = d.Stages[1:], d.Ties[len(d.Ties)-1:]
		d.Stages[0].Matches.Third = false
	})
	order := []string{c.entries[0].ID, c.entries[1].ID, c.entries[2].ID, c.entries[3].ID}
	_, err := c.draw(judging.DrawAsk{Stage: "finals", How: "seeded", Groups: [][]string{order}})
	c.must(err)
	c.step(0, judging.StageOpen)
	of := func(meeting string) judging.Sheet {
		t.Helper()
		for _, sh := range c.kept(0) {
			if sh.Meeting == meeting && sh.Expected && sh.Excluded == "" {
				return sh
			}
		}
		t.Fatalf("no sheet of %s", meeting)
		return judging.Sheet{}
	}
	pair := func(sh judging.Sheet) [2]string { return [2]string{sh.Entry, sh.Against} }
	semi := of("w1-1")
	c.tell(0, semi, "submit", bouts("aa"), judging.OpApplied)
	c.tell(0, of("w1-2"), "submit", bouts("aa"), judging.OpApplied)
	final := of("final")
	if pair(final) != [2]string{order[0], order[1]} {
		t.Fatalf("the final is %v of %v", pair(final), order)
	}
	c.tell(0, final, "submit", bouts("aba"), judging.OpApplied)
	c.tell(0, semi, "submit", bouts("bb"), judging.OpApplied)
	if last := c.lastRow(); last.Kind != judging.RowAdvanced || !strings.Contains(string(last.Body), `"played":true`) {
		t.Errorf("the journal does not say what changed: %s %s", last.Kind, last.Body)
	}
	if old := c.sheet(final.ID); old.Excluded == "" || old.Counts == "" {
		t.Errorf("the old final: %+v", old)
	}
	now := of("final")
	if pair(now) != [2]string{order[3], order[1]} {
		t.Errorf("the new final is %v", pair(now))
	}
	c.check(0, "the correction")
	c.tell(0, semi, "submit", bouts("aba"), judging.OpApplied)
	if old := c.sheet(final.ID); old.Excluded != "" {
		t.Errorf("the old final does not count again: %s", old.Excluded)
	}
	c.check(0, "the correction of the correction")
	if r := c.tell(0, now, "submit", bouts("aa"), judging.OpQuarantined); r.Receipt == nil {
		t.Error("a result of the pair that does not meet is not stored")
	}
	c.check(0, "a late result")
	if m := c.matches(0).Meetings; m[len(m)-1].Winner != order[0] {
		t.Errorf("the final: %+v", m[len(m)-1])
	}
	if rows := c.standings(); rows[0].Entry != order[0] || rows[0].Place != 1 {
		t.Errorf("first is %+v", rows[0])
	}
}

// TestMatchForm: what a sheet of a match may hold.
func TestMatchForm(t *testing.T) {
	c := newCup(t, 2, 1, func(d *judging.Definition) { d.Stages, d.Ties = d.Stages[1:], d.Ties[len(d.Ties)-1:] })
	_, err := c.draw(judging.DrawAsk{Stage: "finals", How: "random"})
	c.must(err)
	c.step(0, judging.StageOpen)
	sh := c.kept(0)[0]
	with := func(m map[string]any, decision, outcome string) map[string]any {
		m["decision"], m["outcome"] = decision, outcome
		return m
	}
	for _, x := range []struct {
		record map[string]any
		code   string
	}{
		{bouts("aab"), "match-over"},
		{bouts("-----"), "match-replays"},
		{with(bouts("aa"), "b", "ok"), "match-decided"},
		{with(bouts(""), "a", "b-absent"), "match-decided"},
		{with(bouts("ab"), "draw", "ok"), "match-draw"},
		{bouts("ab"), "match-open"},
		{with(bouts("ab"), "", "rain"), "outcome-unknown"},
	} {
		if r := c.tell(0, sh, "submit", x.record, judging.OpInvalid); r.Problem == nil || r.Problem.Code != x.code {
			t.Errorf("%v: %+v, want %s", x.record, r.Problem, x.code)
		}
	}
	c.tell(0, sh, "submit", with(bouts("-a---b"), "a", "ok"), judging.OpApplied)
}

// TestTournaments plays drawn tournaments of all formats with whatever may
// happen on a day.
func TestTournaments(t *testing.T) {
	n := 20
	if os.Getenv("DOVAR_PROVE") != "" {
		n = 200
	}
	formats := []string{"round_robin", "swiss", "single", "double"}
	for i := range n {
		rnd := rand.New(rand.NewPCG(uint64(i), 2))
		format, robots := formats[i%4], 2+rnd.IntN(9)
		t.Run(fmt.Sprintf("%s-%d-%d", format, robots, i), func(t *testing.T) {
			c := newCup(t, robots, uint64(i), func(d *judging.Definition) { only(d, format) })
			_, err := c.draw(judging.DrawAsk{Stage: d0(c), How: "random", Seed: int64(i)})
			c.must(err)
			c.step(0, judging.StageOpen)
			c.play(0, format == "round_robin" || format == "swiss", robots)
			c.step(0, judging.StageClosed)
			c.placed()
			c.fresh()
		})
	}
}

func d0(c *cup) string { return c.contest.Stages[0].Slug }

// only leaves one stage, of a format.
func only(d *judging.Definition, format string) {
	i := map[bool]int{true: 0, false: 1}[format == "round_robin" || format == "swiss"]
	d.Stages = []judging.StageDef{d.Stages[i]}
	m := *d.Stages[0].Matches
	m.Format, m.Advance, m.Third = format, nil, format == "single"
	if format == "swiss" {
		m.Group = nil
	}
	d.Stages[0].Matches = &m
	d.Ties = slices.DeleteFunc(slices.Clone(d.Ties), func(t judging.TieDef) bool { return t.Stage != "" && t.Stage != d.Stages[0].ID })
}
