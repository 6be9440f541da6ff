package judging_test

// The places still possible on the board: what they are, and that they say
// nothing of what the public does not see.

import (
	"fmt"
	"strings"
	"testing"

	"dovar/judging"
)

var bounded = judging.Board{State: judging.BoardLive, Show: judging.ShowComplete, Bounds: true}

// newRehearsedGala has of each entry the sheets given, by the first judges.
func newRehearsedGala(t *testing.T, privacy string, totals [6][]int) *gala {
	g := emptyGala(t, func(d *judging.Definition) {
		d.Privacy = privacy
		d.Awards = []judging.AwardDef{{ID: "d", Give: "places", Places: []int{1, 2, 3}, To: "entry", Title: judging.Text{TG: "Диплом"}}}
	})
	for e, sheets := range totals {
		for j, total := range sheets {
			g.submit(j, e, total, 20)
		}
	}
	return g
}

// seen are the rows of the public frame in the order of the board, by entry,
// total, place and what is possible.
func (g *gala) seen(b judging.Board) string {
	g.t.Helper()
	g.set(b)
	f, err := g.follower.Frame(ctx, g.contest.Contest.ID, "")
	g.must(err)
	var rows []string
	for _, r := range f.Rows {
		rows = append(rows, fmt.Sprintf("%s %s/%d %d-%d", r.Code, r.Total, r.Place, r.Best, r.Worst))
	}
	return strings.Join(rows, ", ")
}

func TestBoundsOnTheBoard(t *testing.T) {
	// Two are in; of the others each can still get any total from 0 to 100.
	g := newRehearsedGala(t, "full", [6][]int{{100, 100, 100}, {40, 40, 40}, {30, 30, 30}, {20, 20, 20}, {90}, nil})
	if got, want := g.seen(bounded), "ЛЛ-0 100/1 1-3, ЛЛ-1 40/2 2-4, ЛЛ-2 30/3 3-5, ЛЛ-3 20/4 4-6, ЛЛ-4 /0 1-6, ЛЛ-5 /0 1-6"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	for _, b := range []judging.Board{{State: judging.BoardLive}, {State: judging.BoardPublished, Bounds: true}} {
		if got := g.seen(b); strings.Count(got, " 0-0") != 6 {
			t.Errorf("%+v: %s", b, got)
		}
	}
	// Every sheet at once: 90 of the fifth is known. With two sheets of 0 it has
	// 30, level with the third; with two of 100 it does not reach the first.
	every := bounded
	every.Show = judging.ShowEverySheet
	if got := g.seen(every); !strings.HasSuffix(got, "ЛЛ-4 /0 2-5, ЛЛ-5 /0 1-6") {
		t.Error(got)
	}
	// An excluded sheet is no more expected, and one more sheet is.
	before, err := g.follower.Frame(ctx, g.contest.Contest.ID, "")
	g.must(err)
	for j := range g.judges {
		g.second(g.s.ExcludeJudge(ctx, boss, g.contest.Stages[0].ID, g.judges[j].ID, "аз мизон берун"))
		if after, err := g.follower.Frame(ctx, g.contest.Contest.ID, ""); err != nil || after.Pub == before.Pub {
			t.Errorf("the sheets expected are others, and pub is %d: %v", after.Pub, err)
		}
	}
}

// What the rule cannot bound stays provisional.
func TestNoBoundsWhereNoneHold(t *testing.T) {
	g := emptyGala(t, func(d *judging.Definition) { d.Stages[0].SkipAllowed = true })
	for j := range g.judges {
		g.submit(j, 0, 90, 20)
	}
	if got := g.seen(bounded); strings.Count(got, " 0-0") != 6 {
		t.Error(got)
	}
	s, err := g.follower.Standings(ctx, g.contest.Contest.ID, "")
	g.must(err)
	if s.Rows[0].Best != 0 || s.Rows[0].Worst != 0 {
		t.Errorf("%+v", s.Rows[0])
	}
}

// Whatever the sheets hold that the public does not see, its frame is the same.
func TestBoundsSayNothingOfHiddenSheets(t *testing.T) {
	for _, privacy := range []string{"full", "top", "own"} {
		var first string
		for i, hidden := range [][2]int{{20, 25}, {100, 98}, {60, 20}} {
			g := newRehearsedGala(t, privacy, [6][]int{{90, 90, 90}, {80, 80, 80}, {80, 80, 80}, {70, 71, 72}, {hidden[0], hidden[1]}, {hidden[1]}})
			got := g.seen(bounded)
			if i == 0 {
				first = got
			}
			if got != first {
				t.Errorf("%s: with %v hidden the board is\n%s, else\n%s", privacy, hidden, got, first)
			}
		}
		if (privacy == "full") != strings.Contains(first, "-6") {
			t.Errorf("%s: %s", privacy, first)
		}
	}
}

// Where the ranking ends with the last public place, so do the places possible.
func TestBoundsEndWithTheLastPublicPlace(t *testing.T) {
	g := newRehearsedGala(t, "top", [6][]int{{100, 100, 100}, {90, 90, 90}, {80, 80, 80}, {20, 20, 20}, {10, 10, 10}, nil})
	got := g.seen(bounded)
	for _, want := range []string{"ЛЛ-0 100/1 1-2", "ЛЛ-1 90/2 2-3", "ЛЛ-2 80/3 0-0", "ЛЛ-3 /0 0-0", "ЛЛ-5 /0 0-0"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
}

// The desk sees what all counted sheets leave open.
func TestBoundsOfTheDesk(t *testing.T) {
	g := newRehearsedGala(t, "own", [6][]int{{100, 100, 100}, {90, 90, 90}, {80, 80, 80}, {20, 20, 20}, {10, 10, 10}, {0, 0}})
	s, err := g.follower.Standings(ctx, g.contest.Contest.ID, "")
	g.must(err)
	got := map[string][2]int{}
	for _, row := range s.Rows {
		got[row.Code] = [2]int{row.Best, row.Worst}
	}
	for code, want := range map[string][2]int{"ЛЛ-0": {1, 1}, "ЛЛ-2": {3, 3}, "ЛЛ-3": {4, 5}, "ЛЛ-5": {4, 6}} {
		if got[code] != want {
			t.Errorf("%s: %v, want %v", code, got[code], want)
		}
	}
}
