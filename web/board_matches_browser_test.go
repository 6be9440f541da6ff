package web

// Matches on the projector: brackets and tables of 8 to 32 robots in every hall.

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"dovar/judging"
	"dovar/scoring"
	"dovar/web/browsertest"
)

// sumo is a bracket or its groups for so many robots, at half of its way.
func sumo(t *testing.T, n int, format scoring.Format) *judging.Frame {
	f := &judging.Frame{T: "snap", Contest: "c", Division: "d", Epoch: "1-a", State: "live", AsOf: "2026-10-05T10:28:40.125Z",
		Coverage: &judging.Coverage{Received: 9, Expected: 2 * n}}
	var ids []string
	for i := range n {
		id := fmt.Sprint("e", i)
		ids = append(ids, id)
		f.Rows = append(f.Rows, judging.FrameRow{I: i, Entry: id, Name: robots[i], School: "Гимназияи №1", Expected: 4})
	}
	plan := scoring.Plan{Format: format, Groups: [][]string{ids}}
	three, one := scoring.Int(3), scoring.Int(1)
	switch format {
	case scoring.RoundRobin:
		plan.Groups = slices.Collect(slices.Chunk(ids, 4))
		plan.Points, plan.Advance = [3]scoring.Number{three, one, {}}, 2
	case scoring.Swiss:
		plan.Rounds, plan.Points = 5, [3]scoring.Number{three, one, {}}
	case scoring.Single:
		plan.Third = true
	}
	results := map[string]scoring.Result{}
	random := rand.New(rand.NewPCG(5, uint64(n)))
	for range 3 { // rounds
		for _, m := range plan.Meetings(results, nil) {
			if m.A != "" && m.B != "" && !m.Over {
				winner, two, fewer := m.A, scoring.Int(2), scoring.Int(int64(random.IntN(2)))
				if random.IntN(2) == 0 {
					winner, two, fewer = m.B, fewer, two
				}
				results[m.ID] = scoring.Result{A: m.A, B: m.B, Winner: winner, For: two, Conceded: fewer}
			}
		}
	}
	stage := judging.ExtraStage{Stage: "fights", Title: judging.Text{EN: "Fights", RU: "Схватки", TG: "Муҳорибаҳо"}, Kind: "matches", Seconds: 90}
	x := &judging.Extra{Stages: []judging.ExtraStage{stage}, Matches: []judging.ExtraMatches{{Stage: "fights", Format: string(format)}}}
	meetings := &x.Matches[0].Meetings
	for _, m := range plan.Meetings(results, nil) {
		out := judging.ExtraMeeting{ID: m.ID, Part: string(m.Part), Round: m.Round, Group: m.Group, A: m.A, B: m.B, Winner: m.Winner, Over: m.Over, Bye: m.Bye}
		if m.Played {
			out.ScoreA, out.ScoreB = m.For.String(), m.Conceded.String()
		}
		if !m.Over && m.A != "" && m.B != "" && x.Live == nil {
			x.Live = []judging.ExtraLive{{Stage: "fights", Entry: m.A, Against: m.B, Meeting: m.ID, Field: "Майдони 1", Since: judging.Stamp(time.Now().Add(-15 * time.Second))}}
		}
		*meetings = append(*meetings, out)
	}
	if x.Live == nil { // all is over but one that is played again
		m := &(*meetings)[len(*meetings)-1]
		m.Over, m.Winner = false, ""
		x.Live = []judging.ExtraLive{{Stage: "fights", Entry: m.A, Against: m.B, Meeting: m.ID, Since: judging.Stamp(time.Now().Add(-15 * time.Second))}}
	}
	if format.Tables() {
		for i, ids := range plan.Groups {
			g := judging.ExtraGroup{}
			if len(plan.Groups) > 1 {
				g.Name = string(rune('A' + i))
			}
			for k, id := range ids {
				g.Rows = append(g.Rows, judging.ExtraGroupRow{Entry: id, Played: 3, Won: 3 - k%4, Points: fmt.Sprint(9 - 3*(k%4)), Difference: fmt.Sprint(4 - 2*k), Place: k + 1})
			}
			x.Matches[0].Groups = append(x.Matches[0].Groups, g)
		}
	}
	f.Extra, f.Hash = x, judging.HashFrame(f.State, f.Rows)
	return f
}

func TestMatchesOnTheProjector(t *testing.T) {
	tab := browsertest.Open(t)
	turn := 0
	for n, formats := range map[int][]scoring.Format{8: {scoring.Single, scoring.Double, scoring.RoundRobin}, 16: {scoring.Single, scoring.RoundRobin}, 32: {scoring.Single, scoring.Double, scoring.Swiss}} {
		for _, format := range formats {
			frame := sumo(t, n, format)
			lang, theme := Languages[turn%3], []string{"hall", "paper"}[turn%2]
			turn++
			browsertest.Run(t, tab, chromedp.Navigate(boardAt(t, "board.html", lang, theme, frame)))
			for _, size := range halls {
				seen := map[string]bool{}
				picture := fmt.Sprintf("matches-%d-%s-%s", n, format, lang)
				hallAt(t, tab, size, picture)
				for page := 2; ; page++ {
					for _, id := range browsertest.Eval[[]string](t, tab, `Array.from(document.querySelectorAll('.meeting, .group tbody tr')).map((e) => e.dataset.id)`) {
						seen[id] = true
					}
					if !browsertest.Eval[bool](t, tab, `turnPage()`) {
						break
					}
					wholeAt(t, tab, fmt.Sprintf("%s-%dx%d-%d", picture, size[0], size[1], page))
				}
				want := len(frame.Extra.Matches[0].Meetings)
				if format.Tables() {
					want = n
				}
				if len(seen) != want {
					t.Errorf("%d robots, %s: %d of %d seen", n, format, len(seen), want)
				}
			}
		}
	}
}
