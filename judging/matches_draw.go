package judging

// The draw: who starts where in a stage of matches.

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/bits"
	"math/rand/v2"
	"reflect"
	"slices"

	"dovar/scoring"
)

// The ways of a draw.
const (
	DrawRandom = "random" // all who take part, by lot
	DrawSeeded = "seeded" // in the order given, the strongest first; without one as they were added
	DrawGiven  = "given"  // the groups as given
	DrawGroups = "groups" // by the places in the groups of the stage before
)

// DrawWays are they in the order offered.
var DrawWays = []string{DrawRandom, DrawSeeded, DrawGiven, DrawGroups}

// mostRounds is how many rounds everybody would take to meet everybody.
const mostRounds = scoring.MostEntries - 1

// A DrawAsk asks for the draw of a stage of matches in a division.
type DrawAsk struct {
	Stage    string     `json:"stage" doc:"id, or the stage's id in the definition"`
	Division string     `json:"division,omitempty" doc:"id or slug; not needed where there is one"`
	How      string     `json:"how" enum:"random,seeded,given,groups"`
	Seed     int64      `json:"seed,omitempty" doc:"the same seed draws the same order"`
	Groups   [][]string `json:"groups,omitempty" doc:"given: the groups; seeded: one list in the order of strength"`
	Rounds   int        `json:"rounds,omitempty" minimum:"0" maximum:"63" doc:"of a Swiss tournament; without it as many as single elimination would take. In groups: how often each meets each, once without it"`
	Judges   []string   `json:"judges,omitempty" doc:"referees in turn, where the division has no fields in this stage"`
	DryRun   bool       `json:"dryRun,omitempty" doc:"only say what would be drawn"`
	Digest   string     `json:"digest,omitempty" doc:"store only what a dry run with this digest showed"`
}

// Drawn is a draw, stored or not.
type Drawn struct {
	Draw
	Meetings []MatchMeeting `json:"meetings" doc:"all that the draw leads to"`
	Digest   string         `json:"digest"`
}

// Draw draws a stage of matches in a division, or draws it anew until anything
// was written on a match of it, and gives out the sheets of the first matches.
// Problems: "draw-stage", "draw-how", "draw-entries" {entry}, "draw-size"
// {entries, least, most}, "draw-times" {most}, "draw-rounds" {most}, "draw-no-groups",
// "draw-referee", "assign-judge"
// (Invalid); "draw-played", "draw-groups-open", "draw-level" {entries}: places
// that decide who goes on are shared, "cut-open" (Conflict); "stage-closed";
// "draw-changed" (Stale).
func (s *Service) Draw(ctx context.Context, by Actor, contest string, ask DrawAsk) (out Drawn, err error) {
	if ask.DryRun {
		return view(ctx, s, func(tx Tx) (Drawn, error) {
			_, out, err := prepareDraw(tx, contest, ask)
			return out, err
		})
	}
	return out, s.change(ctx, contest, func(tx Tx) error {
		var c *course
		if c, out, err = prepareDraw(tx, contest, ask); err != nil {
			return err
		}
		if ask.Digest != "" && ask.Digest != out.Digest {
			return Fail(Stale, "draw-changed")
		}
		if out.At.IsZero() { // not the one that stands already
			out.ID, out.At = cmp.Or(out.ID, NewID()), s.Now()
			if err := s.putDraw(tx, by, c.contest, out.Draw); err != nil {
				return err
			}
		}
		c.draw = out.Draw
		return s.follow(tx, by, c, false)
	})
}

func (s *Service) putDraw(tx Tx, by Actor, c Contest, d Draw) error {
	if err := tx.PutDraw(d); err != nil {
		return err
	}
	return s.write(tx, Scope{Contest: c.ID}, RowDraw, by, everyone(c.Board), d)
}

// prepareDraw makes the draw and the matches it leads to.
func prepareDraw(tx Tx, contest string, ask DrawAsk) (*course, Drawn, error) {
	st, err := stageOf(tx, contest, ask.Stage)
	if err != nil {
		return nil, Drawn{}, err
	}
	switch {
	case st.Kind != "matches":
		return nil, Drawn{}, Fail(Invalid, "draw-stage", "field", "stage")
	case st.State == StageClosed || st.State == StageFinal:
		return nil, Drawn{}, Fail(Closed, "stage-closed")
	}
	base, err := readStage(tx, contest, st)
	if err != nil {
		return nil, Drawn{}, err
	}
	c := &base
	v, err := viewContest(tx, c.contest)
	if err != nil {
		return nil, Drawn{}, err
	}
	d, err := v.division(ask.Division)
	if err != nil {
		return nil, Drawn{}, Fail(NotFound, "not-found")
	}
	draws, err := tx.Draws(contest)
	if err != nil {
		return nil, Drawn{}, err
	}
	c.draw = Draw{Contest: contest, Stage: st.ID, Division: d.ID}
	if c.draw.Plan, err = c.lots(tx, ask); err != nil {
		return nil, Drawn{}, err
	}
	if i := slices.IndexFunc(draws, func(w Draw) bool { return w.Stage == st.ID && w.Division == d.ID }); i >= 0 {
		if c.draw.ID = draws[i].ID; reflect.DeepEqual(draws[i].Plan, c.draw.Plan) {
			c.draw.At = draws[i].At
		}
	}
	def, _ := c.contest.Def.stage(st.Slug)
	plan, ok := def.drawn(c.draw.Plan)
	if !ok {
		n := len(slices.Concat(c.draw.Plan.Groups...))
		return nil, Drawn{}, Fail(Invalid, "draw-size", "entries", n, "least", scoring.FewestInPlan, "most", scoring.MostEntries)
	}
	c.plan = plan
	if err := c.read(tx); err != nil {
		return nil, Drawn{}, err
	}
	switch {
	case c.played():
		return nil, Drawn{}, Fail(Conflict, "draw-played")
	case len(c.referees()) == 0:
		return nil, Drawn{}, Fail(Invalid, "draw-referee", "field", "judges")
	}
	out := Drawn{Draw: c.draw, Meetings: []MatchMeeting{}}
	for _, m := range c.meetings() {
		out.Meetings = append(out.Meetings, meetingView(m))
	}
	sum := sha256.Sum256(fmt.Append(nil, c.draw.Plan.Groups, c.draw.Plan.Rounds, c.referees()))
	out.Digest = hex.EncodeToString(sum[:8])
	return c, out, nil
}

// lots draws.
func (c *course) lots(tx Tx, ask DrawAsk) (DrawPlan, error) {
	out := DrawPlan{How: ask.How, Rounds: ask.Rounds}
	if err := c.named(tx, ask.Judges); err != nil {
		return out, err
	}
	out.Judges = append(out.Judges, ask.Judges...)
	def, _ := c.contest.Def.stage(c.stage.Slug)
	order, err := c.entrants(tx, ask)
	if err != nil {
		return out, err
	}
	switch {
	case !slices.Contains(DrawWays, ask.How):
		return out, Fail(Invalid, "draw-how", "field", "how")
	case def.Matches.Format == string(scoring.RoundRobin) && ask.Rounds > scoring.MostTimes:
		return out, Fail(Invalid, "draw-times", "field", "rounds", "most", scoring.MostTimes)
	case ask.Rounds < 0 || ask.Rounds > mostRounds:
		return out, Fail(Invalid, "draw-rounds", "field", "rounds", "most", mostRounds)
	case ask.How == DrawGiven:
		out.Groups = ask.Groups
	case ask.How == DrawRandom:
		out.Seed = ask.Seed
		rnd := rand.New(rand.NewPCG(uint64(ask.Seed), 0))
		rnd.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	}
	if out.Groups == nil {
		size := max(1, len(order))
		if def.Matches.Group != nil {
			size = *def.Matches.Group
		}
		out.Groups = scoring.Deal(order, size)
	}
	switch n := len(slices.Concat(out.Groups...)); {
	case !def.Matches.table():
		out.Rounds = 0
	case def.Matches.Format == string(scoring.Swiss) && out.Rounds == 0:
		out.Rounds = max(1, bits.Len(uint(max(0, n-1))))
	}
	return out, nil
}

// named asks whether referees are judges of the event.
func (c *course) named(tx Tx, judges []string) error {
	all, err := tx.Judges(c.contest.Event)
	if err != nil {
		return err
	}
	for i, id := range judges {
		if slices.Contains(judges[:i], id) || !slices.ContainsFunc(all, func(j Judge) bool { return j.ID == id }) {
			return Fail(Invalid, "assign-judge", "judge", id, "field", "judges")
		}
	}
	return nil
}

// entrants are the entries to draw in their order: those given, else those who
// go on from the groups of the stage before, else all of the division.
func (c *course) entrants(tx Tx, ask DrawAsk) ([]string, error) {
	given := slices.Concat(ask.Groups...)
	for i, id := range given {
		e, ok := c.entries[id]
		if !ok || e.Division != c.draw.Division || e.State != EntryActive || slices.Contains(given[:i], id) {
			return nil, Fail(Invalid, "draw-entries", "entry", id, "field", "groups")
		}
	}
	if ask.How == DrawGiven || ask.How == DrawSeeded && len(given) > 0 {
		return given, nil
	}
	before, ok := c.contest.Def.GroupsBefore(c.stage.Slug)
	switch {
	case ok:
		return advancing(tx, c, before, ask.How == DrawGroups)
	case ask.How == DrawGroups:
		return nil, Fail(Invalid, "draw-no-groups", "field", "how")
	}
	all, err := tx.Entries(c.contest.ID)
	if err == nil {
		all, err = through(tx, c.contest, c.stage, all)
	}
	var out []string
	for _, e := range all {
		if e.Division == c.draw.Division && e.State == EntryActive {
			out = append(out, e.ID)
		}
	}
	return out, err
}

// GroupsBefore is the stage of matches before this one, where it makes tables
// from which entries go on.
func (d Definition) GroupsBefore(stage string) (StageDef, bool) {
	at := slices.IndexFunc(d.Stages, func(s StageDef) bool { return s.ID == stage })
	for _, s := range slices.Backward(d.Stages[:at]) {
		if s.Kind == "matches" {
			return s, s.Matches.table()
		}
	}
	return StageDef{}, false
}

// Draws of a contest that stand.
func (s *Service) Draws(ctx context.Context, contest string) ([]Draw, error) {
	return view(ctx, s, func(tx Tx) ([]Draw, error) {
		if _, err := tx.Contest(contest); err != nil {
			return nil, err
		}
		draws, err := tx.Draws(contest)
		return append([]Draw{}, draws...), err
	})
}
