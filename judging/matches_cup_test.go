package judging_test

// A contest of matches on real storage: two referees on two fields, and what they
// send.

import (
	"math/rand/v2"
	"slices"
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
		v.cardsFor(j)
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

// newBracket draws four robots in their order into an elimination, and opens it.
func newBracket(t *testing.T) (c *cup, order []string) {
	c = newCup(t, 4, 1, func(d *judging.Definition) {
		d.Stages, d.Ties = d.Stages[1:], d.Ties[len(d.Ties)-1:]
		d.Stages[0].Matches.Third = false
	})
	for _, e := range c.entries {
		order = append(order, e.ID)
	}
	_, err := c.draw(judging.DrawAsk{Stage: "finals", How: "seeded", Groups: [][]string{order}})
	c.must(err)
	c.step(0, judging.StageOpen)
	return c, order
}

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

func d0(c *cup) string { return c.contest.Stages[0].Slug }

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
	all, err := c.follower.Matches(ctx, boss, c.contest.Contest.ID)
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
	tablet := c.tablets[sh.Judge]
	return tablet.stored(tablet.cut(sh.ID, kind, nil, map[string]any{"body": body(record), "rubric": c.contest.Stages[stage].Rubric}), want)
}

func bouts(list string) map[string]any {
	out := []string{}
	for _, b := range list {
		out = append(out, map[rune]string{'a': "a", 'b': "b", '-': "none"}[b])
	}
	return map[string]any{"bouts": out, "decision": "", "outcome": "ok"}
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

// fresh folds the journal from its first row and compares.
func (c *cup) fresh() {
	c.t.Helper()
	before, err := c.follower.Matches(ctx, boss, c.contest.Contest.ID)
	c.must(err)
	standings := c.standings()
	c.follower = judging.NewFollower(c.follower.FollowerConfig)
	after, err := c.follower.Matches(ctx, boss, c.contest.Contest.ID)
	c.must(err)
	if diff := cmp.Diff(before, after); diff != "" {
		c.t.Fatalf("folded anew the matches differ:\n%s", diff)
	}
	if diff := cmp.Diff(standings, c.standings()); diff != "" {
		c.t.Fatalf("folded anew the standings differ:\n%s", diff)
	}
}
