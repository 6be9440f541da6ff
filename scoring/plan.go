package scoring

// This file says who meets whom: what a plan is, and what its meetings say.

import "slices"

// A Plan says who meets whom in one stage of one division, from 2 to 64
// entries. Its meetings are a function of the plan, of the results and of who is
// out: nothing else is remembered, so that a correction needs no repair.
type Plan struct {
	Format  Format
	Groups  [][]string // entries in seed order; one group, except of a round robin
	Third   bool       // single: the losers of the semi-finals meet
	Rounds  int        // swiss; round robin: how often each meets each, 0 is once
	Points  [3]Number  // round robin and swiss: for a win, a draw and a loss
	Advance int        // of each group so many go on; 0: the plan is the last one
}

// Format names a kind of plan.
type Format string

const (
	RoundRobin Format = "round_robin" // everybody of a group meets everybody
	Swiss      Format = "swiss"       // rounds of entries that are level
	Single     Format = "single"      // who loses is out
	Double     Format = "double"      // who loses twice is out
)

// A plan has so many entries, a group no fewer than a plan, and two of a group
// meet at most so often.
const (
	MostEntries  = 64
	FewestInPlan = 2
	MostTimes    = 4
)

// Tables reports whether the format gives points for meetings; else it gives
// places by elimination.
func (f Format) Tables() bool { return f == RoundRobin || f == Swiss }

// Stage returns the stage of a rule whose sheets [Plan.Sheets] makes.
func (f Format) Stage(id string, weight Number) Stage {
	if f.Tables() {
		return Stage{ID: id, Weight: weight, Games: true}
	}
	return Stage{ID: id, Weight: weight, Runs: &Runs{N: 1, Count: "best"}}
}

// A Meeting is one place of the plan. Its id never means another place: in a
// Swiss plan the place is the pair itself, else it is where the bracket or the
// circle has it. A and B are empty while they are not known, and where nobody
// comes.
type Meeting struct {
	ID           string
	Part         PlanPart
	Round        int // from 1
	Group        int // from 0
	A, B         string
	FromA, FromB From   // of a bracket
	Bye          bool   // one side is empty for good: the other goes on without a match
	Over         bool   // it is played, or nobody need play it any more
	Played       bool   // a result counts
	Winner       string // when over; "" of a draw, and where nobody comes through
	Draw         bool
	For          Number // when played: points inside the meeting, seen from A
	Conceded     Number

	real      bool   // of a bracket: two come, so that one goes
	won, lost string // when over, of a bracket: with those who are out
}

// PlanPart is the part of a plan that a meeting belongs to.
type PlanPart string

const (
	GroupPart   PlanPart = "group"
	SwissPart   PlanPart = "swiss"
	WinnersPart PlanPart = "winners"
	LosersPart  PlanPart = "losers"
	FinalPart   PlanPart = "final" // round 2: the second one of double elimination
	ThirdPart   PlanPart = "third"
)

// A From says whose winner or loser a side is; without a meeting it is seeded.
type From struct {
	Meeting string
	Loser   bool
}

// A Result is what came of a meeting. It counts only while A and B are those
// that the meeting has now.
type Result struct {
	A, B     string
	Winner   string // A or B; "" of a draw
	Draw     bool   // tables only
	For      Number // points inside the meeting, seen from A
	Conceded Number
}

// Check reports the first thing in the plan that could not be followed, as
// "path: what is wrong", or nil.
func (p Plan) Check() error {
	n, seen := 0, map[string]bool{}
	for _, group := range p.Groups {
		for _, entry := range group {
			if err := name("groups", entry, seen); err != nil {
				return err
			}
		}
		n += len(group)
		if len(group) < FewestInPlan {
			return fault("groups", "one of %d", len(group))
		}
		if p.Advance < 0 || p.Advance >= len(group) {
			return fault("advance", "%d of a group of %d", p.Advance, len(group))
		}
	}
	switch {
	case !slices.Contains([]Format{RoundRobin, Swiss, Single, Double}, p.Format):
		return fault("format", "unknown %q", p.Format)
	case n < FewestInPlan || n > MostEntries:
		return fault("groups", "%d entries", n)
	case len(p.Groups) != 1 && p.Format != RoundRobin:
		return fault("groups", "%d, of one", len(p.Groups))
	case p.Third && p.Format != Single:
		return fault("third", "is of single elimination")
	case p.Rounds < 0, p.Format == Swiss && p.Rounds == 0, !p.Format.Tables() && p.Rounds > 0, p.Format == RoundRobin && p.Rounds > MostTimes:
		return fault("rounds", "%d", p.Rounds)
	case p.Format.Tables() && (p.Points[0].Cmp(p.Points[1]) <= 0 || p.Points[1].Cmp(p.Points[2]) < 0):
		return fault("points", "a win is more than a draw, and a draw not less than a loss")
	}
	return nil
}

// Meetings returns all meetings that the plan has now, in the order of play.
// Results of a meeting that is not there, or has other sides now, wait: they
// count again when it is as it was.
//
// out says who left, and in which order: a lower number, from 1, left before a
// higher one. A meeting without a result is won by the side that is there, or
// that left later: so what was won without a match stays won when the winner
// leaves too. Of two who left at once nobody comes through.
func (p Plan) Meetings(results map[string]Result, out map[string]int) []Meeting {
	at := playing{p, results, out}
	switch p.Format {
	case RoundRobin:
		return at.roundRobin()
	case Swiss:
		return at.swiss()
	}
	return at.bracket()
}

// A playing is a plan with what has come of it.
type playing struct {
	Plan
	results map[string]Result
	out     map[string]int
}

// settle says how a meeting with two sides stands; aLeft and bLeft are 0 of a
// side that is there.
func (p playing) settle(m *Meeting, aLeft, bLeft int) {
	r, ok := p.results[m.ID]
	won := r.Winner != "" && (r.Winner == m.A || r.Winner == m.B) && !r.Draw
	drawn := r.Winner == "" && r.Draw && p.Format.Tables()
	switch {
	case ok && r.A == m.A && r.B == m.B && (won || drawn):
		m.Over, m.Played, m.Winner, m.Draw, m.For, m.Conceded = true, true, r.Winner, r.Draw, r.For, r.Conceded
	case aLeft == bLeft:
		m.Over = aLeft != 0
	case aLeft == 0 || bLeft != 0 && bLeft < aLeft:
		m.Over, m.Winner = true, m.A
	default:
		m.Over, m.Winner = true, m.B
	}
}

// Sheets returns what the meetings give, for a stage of [Format.Stage]. Tables
// give a game to each side of a meeting that is over; a bye and a meeting that
// the other side left are won without points inside the meeting. Elimination
// gives each entry its finish, and a run without a result as long as it has
// none. The judge of a game is the meeting.
func (p Plan) Sheets(stage string, meetings []Meeting) (sheets []Sheet) {
	if !p.Format.Tables() {
		finishes := p.Finishes(meetings)
		for _, entry := range p.Groups[0] {
			span, decided := finishes[entry]
			if !decided {
				span.From = best(meetings, entry)
			}
			sheets = append(sheets, Sheet{Stage: stage, Entry: entry, Run: &Run{Points: Int(int64(span.From)), None: !decided}})
		}
		return sheets
	}
	for _, m := range meetings {
		for _, entry := range []string{m.A, m.B} {
			if m.Over && entry != "" {
				sheets = append(sheets, Sheet{Stage: stage, Entry: entry, Judge: m.ID, Game: p.game(m, entry)})
			}
		}
	}
	return sheets
}

// best is the best place for an entry in the running: the third where it plays
// for that, else the first.
func best(meetings []Meeting, entry string) int {
	third := func(m Meeting) bool { return m.Part == ThirdPart && (m.A == entry || m.B == entry) }
	if slices.ContainsFunc(meetings, third) {
		return 3
	}
	return 1
}

// game is one side's view of a meeting that is over.
func (p Plan) game(m Meeting, entry string) *Game {
	g := &Game{Against: m.B, Points: p.Points[2], For: m.For, Conceded: m.Conceded}
	if entry == m.B {
		g.Against, g.For, g.Conceded = m.A, m.Conceded, m.For
	}
	switch {
	case m.Draw:
		g.Points = p.Points[1]
	case m.Winner == entry:
		g.Points, g.Won = p.Points[0], true
	}
	return g
}
