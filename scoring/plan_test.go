package scoring

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// tournaments plays 100 random tournaments, or 1,000 when proving.
func tournaments(t *testing.T, check func(*rapid.T)) {
	if checks := flag.Lookup("rapid.checks"); checks.Value.String() == checks.DefValue {
		defer flag.Set("rapid.checks", checks.DefValue)
		flag.Set("rapid.checks", map[bool]string{true: "1000", false: "100"}[os.Getenv("DOVAR_PROVE") != ""])
	}
	rapid.Check(t, check)
}

func robots(n int) (entries []string) {
	for i := range n {
		entries = append(entries, fmt.Sprintf("r%02d", i+1))
	}
	return entries
}

// A tournament is a plan being played, with what its players do to it.
type tournament struct {
	*rapid.T
	plan    Plan
	dice    *rand.Rand
	results map[string]Result
	out     map[string]int
}

func drawTournament(t *rapid.T) *tournament {
	n := rapid.OneOf(rapid.IntRange(2, 9), rapid.IntRange(2, 64)).Draw(t, "robots")
	p := Plan{Format: rapid.SampledFrom([]Format{RoundRobin, Swiss, Swiss, Single, Double}).Draw(t, "format"),
		Groups: [][]string{robots(n)}, Points: [3]Number{Int(3), Int(1), Int(0)}}
	switch p.Format {
	case RoundRobin:
		p.Groups, p.Rounds = Deal(robots(n), rapid.IntRange(2, 8).Draw(t, "size")), rapid.IntRange(0, 2).Draw(t, "times")
	case Swiss:
		p.Rounds = rapid.IntRange(1, 9).Draw(t, "rounds")
	case Single:
		p.Third = rapid.Bool().Draw(t, "third")
	}
	if err := p.Check(); err != nil {
		t.Fatal(err)
	}
	return &tournament{t, p, rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "dice"), 0)), map[string]Result{}, map[string]int{}}
}

func (t *tournament) meetings() []Meeting { return t.plan.Meetings(t.results, t.out) }

// play gives a meeting a result.
func (t *tournament) play(m Meeting) {
	r := Result{A: m.A, B: m.B, Winner: m.A, For: Int(2), Conceded: Int(int64(t.dice.IntN(2)))}
	switch draw := t.plan.Format.Tables() && t.dice.IntN(5) == 0; {
	case draw:
		r.Winner, r.Draw, r.For, r.Conceded = "", true, Int(1), Int(1)
	case t.dice.IntN(2) == 0:
		r.Winner, r.For, r.Conceded = m.B, r.Conceded, r.For
	}
	t.results[m.ID] = r
}

func playable(m Meeting) bool { return !m.Over && m.A != "" && m.B != "" }

// wave plays some of the open meetings, or all.
func (t *tournament) wave(all bool) (played bool) {
	for _, m := range t.meetings() {
		if playable(m) && (all || t.dice.IntN(3) > 0) {
			t.play(m)
			played = true
		}
	}
	return played
}

// correct gives a played meeting another result, and looks at what that did.
func (t *tournament) correct() {
	before := t.meetings()
	played := slices.DeleteFunc(slices.Clone(before), func(m Meeting) bool { return !m.Played })
	if len(played) == 0 {
		return
	}
	m := played[t.dice.IntN(len(played))]
	if t.dice.IntN(5) == 0 {
		delete(t.results, m.ID)
	} else {
		t.play(m)
	}
	t.stays(before, t.meetings(), m)
}

// stays looks that meetings which do not follow from the changed one are as they
// were, and that no result is lost of a meeting that has the same sides.
func (t *tournament) stays(before, after []Meeting, changed Meeting) {
	now, follows := map[string]Meeting{}, map[string]bool{changed.ID: true}
	for _, m := range after {
		now[m.ID] = m
		if follows[m.FromA.Meeting] || follows[m.FromB.Meeting] || m.Part == SwissPart && m.Round > changed.Round {
			follows[m.ID] = true
		}
	}
	for _, m := range before {
		same, there := now[m.ID]
		switch {
		case m.ID == changed.ID || m.ID == "final-2" || m.Part == SwissPart && m.Round > changed.Round && !there:
		case !there:
			t.Fatalf("%s is gone after a correction of %s", m.ID, changed.ID)
		case !follows[m.ID] && !reflect.DeepEqual(m, same):
			t.Fatalf("a correction of %s changed %+v\nto %+v", changed.ID, m, same)
		case m.Played && m.A == same.A && m.B == same.B && !reflect.DeepEqual(m, same):
			t.Fatalf("a correction of %s lost the result of %+v\nnow %+v", changed.ID, m, same)
		}
	}
}

// leave lets a robot leave, or two at once: no result is lost by that.
func (t *tournament) leave() {
	before, when := t.meetings(), 1+len(t.out)
	for range 1 + t.dice.IntN(2) {
		entry := robots(64)[t.dice.IntN(len(slices.Concat(t.plan.Groups...)))]
		if t.out[entry] == 0 {
			t.out[entry] = when
		}
	}
	now := map[string]Meeting{}
	for _, m := range t.meetings() {
		now[m.ID] = m
	}
	for _, m := range before {
		if m.Played && !reflect.DeepEqual(m, now[m.ID]) {
			t.Fatalf("with those who left (%v) the result of %+v went\nnow %+v", t.out, m, now[m.ID])
		}
	}
}

// holds looks at what must be true at any time.
func (t *tournament) holds() {
	meetings := t.meetings()
	finishes := t.plan.Finishes(meetings)
	ids, next, rounds := map[string]bool{}, map[string]bool{}, map[string]int{}
	for _, m := range meetings {
		if ids[m.ID] || m.A != "" && m.A == m.B {
			t.Fatalf("%s twice, or %q meets itself", m.ID, m.A)
		}
		if m.Over && !m.Played && m.A != "" && m.B != "" && t.out[m.A] == 0 && t.out[m.B] == 0 {
			t.Fatalf("%+v is over, and nobody has played or left", m)
		}
		ids[m.ID] = true
		for _, entry := range []string{m.A, m.B} {
			next[entry] = next[entry] || !m.Over
			rounds[entry]++
			if at := fmt.Sprint(entry, m.Group, m.Round); t.plan.Format.Tables() && entry != "" {
				if ids[at] {
					t.Fatalf("%s meets two in round %d", entry, m.Round)
				}
				ids[at] = true
			}
		}
	}
	most := 0
	for _, m := range meetings {
		most = max(most, m.Round)
	}
	for _, group := range t.plan.Groups {
		for _, entry := range group {
			_, finished := finishes[entry]
			switch {
			case t.out[entry] > 0:
			case t.plan.Format == RoundRobin && rounds[entry] != max(1, t.plan.Rounds)*(len(group)-1):
				t.Fatalf("%s meets %d of %d, %d times", entry, rounds[entry], len(group)-1, t.plan.Rounds)
			case t.plan.Format == Swiss && rounds[entry] != most && len(t.out) == 0:
				t.Fatalf("%s is in %d of %d rounds", entry, rounds[entry], most)
			case !t.plan.Format.Tables() && next[entry] == finished:
				t.Fatalf("%s: next match %v, finish %v", entry, next[entry], finished)
			}
		}
	}
	t.replays(meetings)
	if !t.plan.Format.Tables() {
		t.stands(meetings, finishes)
	}
}

// stands looks that who has no finish yet stands by the one that it gets when it
// wins whatever it still plays.
func (t *tournament) stands(meetings []Meeting, finishes map[string]Span) {
	var entries []Entry
	for _, id := range t.plan.Groups[0] {
		entries = append(entries, Entry{ID: id, Members: 1, Out: t.out[id] > 0})
	}
	rule := &Rule{By: Bracket, MinSheets: 1, Stages: []Stage{t.plan.Format.Stage("finals", Int(1))}}
	standings := Rank(rule, entries, t.plan.Sheets("finals", meetings), nil)
	s := standings[t.dice.IntN(len(standings))]
	if s.Out || len(finishes) == 0 {
		return
	}
	results := maps.Clone(t.results)
	for _, m := range meetings {
		if !m.Played {
			delete(results, m.ID) // of a pair that a correction parted
		}
	}
	for open := true; open; {
		open = false
		for _, m := range t.plan.Meetings(results, t.out) {
			if playable(m) {
				r := Result{A: m.A, B: m.B, Winner: m.A}
				if m.B == s.Entry {
					r.Winner = m.B
				}
				results[m.ID], open = r, true
			}
		}
	}
	best := t.plan.Finishes(t.plan.Meetings(results, t.out))[s.Entry].From
	if s.Place == 0 || s.Total.Cmp(Int(int64(best))) != 0 {
		t.Fatalf("%s stands on %d with %s, and its best is %d", s.Entry, s.Place, s.Total, best)
	}
}

// replays looks that the meetings are those of a tournament in which what counts
// now was played from the start, a round after the other.
func (t *tournament) replays(meetings []Meeting) {
	results := map[string]Result{}
	for again := true; again; {
		again = false
		for _, m := range t.plan.Meetings(results, t.out) {
			r, known := t.results[m.ID]
			if _, done := results[m.ID]; known && !done && m.A != "" && r.A == m.A && r.B == m.B {
				results[m.ID], again = r, true
			}
		}
	}
	if fresh := t.plan.Meetings(results, t.out); !reflect.DeepEqual(fresh, meetings) {
		t.Fatalf("from the start\n%+v\nnow\n%+v", fresh, meetings)
	}
}

// ended looks at what a tournament comes to.
func (t *tournament) ended() {
	meetings := t.meetings()
	for _, m := range meetings {
		if !m.Over {
			t.Fatalf("open at the end: %+v", m)
		}
	}
	if t.plan.Format.Tables() {
		return
	}
	n, shared := len(t.plan.Groups[0]), map[Span]int{}
	for _, span := range t.plan.Finishes(meetings) {
		shared[span]++
	}
	next := 1
	for next <= n {
		span := Span{}
		for s := range shared {
			if s.From == next {
				span = s
			}
		}
		if span.From == 0 || shared[span] != span.To-span.From+1 {
			t.Fatalf("places %v from %d on", shared, next)
		}
		next = span.To + 1
	}
	if next != n+1 {
		t.Fatalf("%d places of %d", next-1, n)
	}
}

func TestTournaments(t *testing.T) {
	tournaments(t, func(t *rapid.T) {
		c := drawTournament(t)
		for range rapid.IntRange(0, 8).Draw(t, "waves") {
			c.wave(false)
			for range c.dice.IntN(4) {
				c.correct()
			}
			if c.dice.IntN(3) == 0 {
				c.leave()
			}
			c.holds()
		}
		for c.wave(true) {
			c.holds()
		}
		c.ended()
	})
}
