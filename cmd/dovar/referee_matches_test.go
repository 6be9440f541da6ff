package main

// Inspections and matches on the referee's tablet.

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"dovar/judging"
	"dovar/web/browsertest"
)

// Robots are inspected, one is let go on knowingly, and a match ends by the
// referees' decision, another by points, a third by an absence.
func TestRefereeMatches(t *testing.T) {
	house, token := startHouse(t)
	p := &pitch{}
	boss := judging.Actor{Kind: "system", Role: judging.Owner}
	p.open(t, house.address, token, presetFor(t, "mini-sumo"), []newEntry{
		teamOf("S-01", "Пӯлод", "Азизова Парвина"), teamOf("S-02", "Санг", "Раҳимов Сино"), teamOf("S-03", "Раъд", "Каримов Далер"),
	}, func(contest, stage, judge string) {
		_, err := house.service.Draw(t.Context(), boss, contest, judging.DrawAsk{Stage: stage, How: "random", Seed: 1, Judges: []string{judge}})
		p.must(err)
	})
	p.row("Technical check")
	p.press("#c-mass .cell")
	p.keys("512")
	p.reads("#c-mass .verdict", "Not passed")
	p.press("#c-size .cell")
	p.keys("9.8")
	p.press("#c-size .cell:nth-child(2)")
	p.keys("10")
	p.tap("In order")
	p.shot("inspection")
	p.press(".foot .primary")
	p.tap("Submit: Not passed")
	p.until("sent", `document.querySelector(".badge.received")`)
	p.tap("List")
	p.row(" – ")
	p.tap("I know, go on")
	p.shot("match")
	p.press(".side:nth-child(1) .side-key")
	p.reads(".match-word", "Bout 2")
	p.tap("Start")
	p.reads(".watch", "The watch is running")
	for n := range 4 {
		if n == 3 {
			p.reads(".match-word", "The last replay")
		}
		p.tap("No point")
		p.until("the bout", fmt.Sprintf(`document.querySelectorAll(".bout").length === %d`, n+2))
	}
	p.reads(".match-word", "Undecided after the last replay")
	p.until("no watch without a bout", `document.querySelector(".watch-key").disabled`)
	p.press("#c-decision .cell:nth-child(2)")
	browsertest.Eval[bool](t, p.tab, `(() => { const a = document.querySelector("#c-decision textarea"); a.value = "more active"; a.dispatchEvent(new Event("input", {bubbles: true})); return true })()`)
	p.tap("Show the team")
	p.reads(".sum-lines", "more active")
	p.press("#c-team .person")
	p.press("#c-team .person")
	p.shot("match-confirm")
	p.tap("Submit: 1 : 0")
	m := p.match(1)
	if !slices.Equal(m.Bouts, []string{"a", "none", "none", "none", "none"}) || m.Decision != "b" || m.Teams["a"].How != "name" || m.Teams["b"].How != "name" {
		t.Errorf("the match is %+v", m)
	}
	p.tap("List")
	p.row(" – ")
	p.tap("I know, go on")
	p.press(".side:nth-child(2) .side-key")
	p.press(".side:nth-child(2) .side-key")
	p.until("no third point", `[...document.querySelectorAll(".side-key")].every(b => b.disabled)`)
	p.tap("Show the team")
	p.press("#c-team .person")
	p.tap("The team does not sign")
	p.tap("Has left")
	p.tap("Submit: 0 : 2")
	if m = p.match(2); !slices.Equal(m.Bouts, []string{"b", "b"}) || m.Teams["b"].How != "refused" {
		t.Errorf("the match is %+v", m)
	}

	t.Log("a side that did not come, and was disqualified as was seen later")
	outcome := func(nth int, submit string) {
		p.press(fmt.Sprintf("#c-outcome .cell:nth-child(%d)", nth))
		p.until("no point", `[...document.querySelectorAll(".side-key")].every(b => b.disabled)`)
		p.tap("Show the team")
		p.press("#c-team .person")
		if nth > 3 { // who did not come is not asked
			p.tap("The team does not sign")
			p.tap("Has left")
		}
		p.tap(submit)
	}
	p.tap("List")
	p.row(" – ")
	p.tap("I know, go on")
	outcome(3, "Submit: 0 : 0 · S-0")
	if m = p.match(3); m.Outcome != "b-absent" || len(m.Bouts) != 0 {
		t.Errorf("the match is %+v", m)
	}
	p.tap("Recall")
	p.tap("It was entered wrongly")
	outcome(4, "Submit: 0 : 0 · S-0")
	p.until("the correction on the server", `document.querySelector(".team-word") && document.querySelector(".badge.received")`)
	if m = p.match(3); m.Outcome != "a-dsq" {
		t.Errorf("corrected to %+v", m)
	}
}

// match waits until so many matches count and returns the body of the newest.
func (p *pitch) match(n int) (m judging.Body) {
	p.t.Helper()
	limit := time.After(time.Minute)
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		p.must(p.referee.hello(p.t.Context()))
		var heads []*judging.OpView
		for _, s := range p.referee.seen.Sheets {
			if s.Against != "" && s.Head != nil && s.Head.Status == judging.OpApplied {
				heads = append(heads, s.Head)
			}
		}
		if len(heads) == n {
			slices.SortFunc(heads, func(a, b *judging.OpView) int { return strings.Compare(a.ReceivedAt, b.ReceivedAt) })
			p.must(json.Unmarshal(heads[n-1].Body, &m))
			return m
		}
		select {
		case <-tick.C:
		case <-limit:
			p.t.Fatalf("%d matches count, want %d", len(heads), n)
		}
	}
}
