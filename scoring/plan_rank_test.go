package scoring

import (
	"fmt"
	"strings"
	"testing"
)

// sumo is the rule of a contest with groups and finals.
func sumo() *Rule {
	return &Rule{By: Bracket, MinSheets: 1, Stages: []Stage{RoundRobin.Stage("groups", Int(1)), Single.Stage("finals", Int(1))},
		Ties: []Tie{{By: TieGroupPoints, Stage: "groups"}, {By: TieHeadToHead, Stage: "groups"},
			{By: TieDifference, Stage: "groups"}, {By: TieField, Field: "mass", Ascending: true}, {By: TieVote}}}
}

// sumoStandings writes who stands where with which total, "-" for none yet.
func sumoStandings(rule *Rule, entries []Entry, sheets []Sheet) string {
	var out []string
	for _, s := range Rank(rule, entries, sheets, nil) {
		total := "-"
		if s.Scored {
			total = s.Total.String()
		}
		out = append(out, fmt.Sprintf("%s %d (%s)", s.Entry, s.Place, total))
	}
	return strings.Join(out, ", ")
}

// Groups of three, the first of each go on to a final; who did not is told apart
// by the chain: points, the match between them, bouts, the lighter robot.
func TestBracketRule(t *testing.T) {
	rule := sumo()
	if err := rule.Check(); err != nil {
		t.Fatal(err)
	}
	groups := Plan{Format: RoundRobin, Groups: [][]string{{"a1", "a2", "a3"}, {"b1", "b2", "b3"}}, Points: [3]Number{Int(3), Int(1), Int(0)}, Advance: 1}
	var entries []Entry
	for i, id := range []string{"b3", "b2", "b1", "a3", "a2", "a1"} {
		entries = append(entries, Entry{ID: id, Members: 1, Fields: map[string]Number{"mass": Int(int64(500 - i))}})
	}
	results := map[string]Result{}
	for _, m := range groups.Meetings(nil, nil) {
		r := Result{A: m.A, B: m.B, Winner: min(m.A, m.B), For: Int(2)}
		if r.Winner == m.B {
			r.For, r.Conceded = Int(0), Int(2)
		}
		results[m.ID] = r
	}
	sheets := groups.Sheets("groups", groups.Meetings(results, nil))
	want := func(what, want string) {
		t.Helper()
		if got := sumoStandings(rule, entries, sheets); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", what, got, want)
		}
	}
	want("after the groups the chain alone tells apart", "a1 1 (1), b1 2 (1), a2 3 (1), b2 4 (1), a3 5 (1), b3 6 (1)")

	finals := Plan{Format: Single, Groups: [][]string{Seeds([][]string{{"a1", "a2"}, {"b1", "b2"}}, 2)}}
	played := map[string]Result{}
	put := func() {
		sheets = append(sheets, finals.Sheets("finals", finals.Meetings(played, nil))...)
	}
	put()
	want("the finals are drawn", "a1 1 (1), b1 2 (1), a2 3 (1), b2 4 (1), a3 5 (5), b3 6 (5)")

	played["w1-1"] = Result{A: "a1", B: "b2", Winner: "b2"}
	put()
	want("one is third, three are in the running before it", "b1 1 (1), a2 2 (1), b2 3 (1), a1 4 (3), a3 5 (5), b3 6 (5)")

	played["w1-2"] = Result{A: "b1", B: "a2", Winner: "b1"}
	finals.Third = true
	put()
	want("two play for the first place, two for the third", "b1 1 (1), b2 2 (1), a1 3 (3), a2 4 (3), a3 5 (5), b3 6 (5)")

	played["final"] = Result{A: "b2", B: "b1", Winner: "b2"}
	put()
	want("two play for the third place", "b2 1 (1), b1 2 (2), a1 3 (3), a2 4 (3), a3 5 (5), b3 6 (5)")

	finals.Third = false
	put()
	want("the end", "b2 1 (1), b1 2 (2), a1 3 (3), a2 4 (3), a3 5 (5), b3 6 (5)")

	rule.Stages[1] = Stage{ID: "finals", Weight: Int(1), Runs: &Runs{Count: "best", ByTime: true}}
	if err := rule.Check(); err == nil {
		t.Error("a stage against time is no elimination")
	}
}

// A league of one table: the place by the table's own chain is the total.
func TestBracketOfATable(t *testing.T) {
	swiss := Plan{Format: Swiss, Groups: [][]string{robots(5)}, Rounds: 3, Points: [3]Number{Int(2), Int(1), Int(0)}}
	rule := &Rule{By: Bracket, MinSheets: 1, Stages: []Stage{Swiss.Stage("league", Int(1))}}
	rule.Stages[0].Ties = []Tie{{By: TieBuchholz, Stage: "league"}, {By: TieWins, Stage: "league"}}
	if err := rule.Check(); err != nil {
		t.Fatal(err)
	}
	meetings := favourites(swiss)
	var entries []Entry
	for _, id := range robots(5) {
		entries = append(entries, Entry{ID: id, Members: 1})
	}
	if got := lines(meetings); got != "s1-1-3 r01-r03, s1-2-4 r02-r04, s1-5 r05-, s2-1-5 r05-r01, s2-2-3 r02-r03, s2-4 r04-, s3-1-2 r02-r01, s3-4-5 r05-r04, s3-3 r03-" {
		t.Error(got)
	}
	// Points 6, 4, 2, 4, 2. Opponents of r02 have 4+2+6, of r04 4+2; of r03 and
	// r05 6+4, and each has won once, its bye.
	if got := sumoStandings(rule, entries, swiss.Sheets("league", meetings)); got != "r01 1 (1), r02 2 (2), r04 3 (3), r03 4 (4), r05 4 (4)" {
		t.Error(got)
	}
}

// An extra run counts for its key and for nothing else.
func TestExtraRun(t *testing.T) {
	for _, byTime := range []bool{false, true} {
		rule := &Rule{By: Points, MinSheets: 1, Stages: []Stage{{ID: "line", Weight: Int(1), Runs: &Runs{N: 2, Count: "best", ByTime: byTime}}},
			Ties: []Tie{{By: TieFinished, Stage: "line"}, {By: TieExtraRun, Stage: "line", Ascending: byTime}}}
		run := func(entry string, attempt int, value int64, extra bool) Sheet {
			return Sheet{Stage: "line", Entry: entry, Attempt: attempt, Run: &Run{Points: Int(value), Time: Int(100 - value), Timed: true, Extra: extra}}
		}
		sheets := []Sheet{run("a", 1, 60, false), run("b", 1, 60, false), run("c", 1, 60, false), run("d", 1, 50, false),
			run("b", 3, 80, true), run("b", 4, 70, true), run("c", 3, 75, true), run("d", 3, 99, true)}
		entries := []Entry{{ID: "a"}, {ID: "d"}, {ID: "c"}, {ID: "b"}}
		total := map[bool]string{false: "60", true: "40"}[byTime]
		want := fmt.Sprintf("b 1 (%[1]s), c 2 (%[1]s), a 3 (%[1]s), d 4 (50)", total)
		if err := rule.Check(); err != nil {
			t.Fatal(err)
		}
		if got := sumoStandings(rule, entries, sheets); got != want {
			t.Errorf("by time %t: got %s, want %s", byTime, got, want)
		}
	}
}
