package main

// The referee's tablet against a real server: runs by the watch and by hand,
// limits, the team's word, a server that is gone, corrections and swaps.

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"dovar/judging"
	"dovar/web/browsertest"
)

// A pitch is a contest of runs with one referee, whose tablet is a page.
type pitch struct {
	page
	server  *child
	dir     string
	desk    desk
	event   string
	contest madeContest
	referee *robot // the same person's eyes on the server, on no tablet
}

// newPitch opens the stages of a definition for teams, on a server that can be
// killed, and signs the referee in.
func newPitch(t *testing.T, def judging.Definition, teams ...newEntry) *pitch {
	t.Helper()
	p := &pitch{dir: t.TempDir()}
	code, token, errs := dovar("token", "--role", "organizer", "--data", p.dir)
	if code != 0 {
		t.Fatal(errs)
	}
	p.server = startChild(t, p.dir, "127.0.0.1:0")
	p.open(t, p.server.address, strings.TrimSpace(token), def, teams, nil)
	return p
}

// open makes the contest; stages of matches are given to draw.
func (p *pitch) open(t *testing.T, address, token string, def judging.Definition, teams []newEntry, draw func(contest, stage, judge string)) {
	t.Helper()
	p.page = page{t, browsertest.Open(t)}
	p.desk = desk{newClient(address, token)}
	event, err := p.desk.newEvent(t.Context(), judging.NewEvent{Title: demoEvent, Starts: "2030-05-01", Ends: "2030-05-02"})
	p.must(err)
	contest, err := p.desk.newContestOf(t.Context(), event, def)
	p.event, p.contest = event, contest
	p.must(err)
	_, err = p.desk.addEntries(t.Context(), contest.ID, teams)
	p.must(err)
	ids, err := p.desk.addJudges(t.Context(), event, []newJudge{judge("Наимов Фаррух")})
	p.must(err)
	for i, s := range def.Stages {
		if !s.Refereed() || !s.Live() {
			continue
		}
		if s.Kind != "matches" {
			_, err := p.desk.assign(t.Context(), contest.ID, judging.Assignment{Stage: s.ID, Judges: ids, PerEntry: 1, Seed: 1})
			p.must(err)
		} else if s.Matches.Format == "round_robin" {
			draw(contest.ID, s.ID, ids[0])
		} else {
			continue
		}
		p.must(p.desk.setStage(t.Context(), contest.Stages[i].ID, judging.StageOpen))
	}
	card, err := p.desk.card(t.Context(), ids[0])
	p.must(err)
	p.referee, err = signIn(t.Context(), p.desk.client, card, "Tablet", time.Now)
	p.must(err)
	browsertest.Run(t, p.tab, chromedp.Navigate(p.desk.base+"/judge?lang=en#"+card.Code+"."+card.PIN))
	p.press(".signin button[type=submit]")
	p.until("the queue", `document.querySelector(".queue-now .row")`)
}

func (p *pitch) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

// tap presses the enabled button whose text, or name, begins so.
func (p *pitch) tap(text string) {
	p.t.Helper()
	at := fmt.Sprintf(`[...document.querySelectorAll("button, a.row")].filter(b => !b.disabled && ((b.getAttribute("aria-label") || "") + b.textContent).trim().startsWith(%q)).pop()`, text)
	p.until(text, at)
	browsertest.Eval[bool](p.t, p.tab, "("+at+".click(), true)")
}

// shot looks at the page at every size and comes back to the first.
func (p *pitch) shot(name string) {
	p.t.Helper()
	look(p.t, p.tab, name, tabletScreens)
	browsertest.Size(p.t, p.tab, tabletScreens[0].width, tabletScreens[0].height)
}

// keys types a number on the keypad and ends it.
func (p *pitch) keys(number string) {
	p.t.Helper()
	for _, k := range number {
		at := fmt.Sprintf(`[...document.querySelectorAll(".panel .key")].find(b => b.textContent === %q)`, string(k))
		p.until("key "+string(k), at)
		browsertest.Eval[bool](p.t, p.tab, "("+at+".click(), true)")
	}
	p.tap("Done")
}

func (p *pitch) reads(selector, want string) {
	p.t.Helper()
	p.until(selector+" reads "+want, fmt.Sprintf(`[...document.querySelectorAll(%q)].some(e => e.innerText.replace(/\s+/g, " ").includes(%q))`, selector, want))
}

// head waits until the sheet of a code's attempt is decided on the server as
// wanted, and returns what counts.
func (p *pitch) head(code, stage string, attempt int, as func(judging.Body) bool) judging.Body {
	p.t.Helper()
	limit := time.After(30 * time.Second)
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	var last string
	for {
		p.must(p.referee.hello(p.t.Context()))
		for _, s := range p.referee.seen.Sheets {
			if s.Attempt != attempt || p.referee.seen.Entries[s.Entry].Code != code || s.Head == nil || s.Head.Kind != judging.OpSubmit || p.titleOf(s.Stage) != stage {
				continue
			}
			var b judging.Body
			p.must(json.Unmarshal(s.Head.Body, &b))
			if last = string(s.Head.Body); as(b) {
				return b
			}
		}
		select {
		case <-tick.C:
		case <-limit:
			p.t.Fatalf("waited for %s, attempt %d; the server has %s", code, attempt, last)
		}
	}
}

func (p *pitch) titleOf(stage string) string {
	i := slices.IndexFunc(p.referee.seen.Stages, func(s judging.HelloStage) bool { return s.ID == stage })
	return p.referee.seen.Stages[i].Title.EN
}

// pin is the team's, found as anybody could who has the tablet and a minute.
func (p *pitch) pin(code string) string {
	p.t.Helper()
	for id, e := range p.referee.seen.Entries {
		for n := range 10_000 {
			pin := fmt.Sprintf("%04d", n)
			if sum := sha256.Sum256([]byte(id + ":" + pin)); e.Code == code && hex.EncodeToString(sum[:]) == e.Pin {
				return pin
			}
		}
	}
	p.t.Fatalf("no PIN of %s", code)
	return ""
}

func seconds(b judging.Body) (out []string) {
	for _, x := range b.Times {
		if x == nil {
			out = append(out, "")
			continue
		}
		out = append(out, string(*x))
	}
	return out
}

func teamOf(code, name string, members ...string) newEntry {
	return newEntry{Code: code, Name: name, School: "Мактаби 7", Members: members, Visibility: judging.ShowName}
}

// A timed run by the watch and a second timer, one with the server gone, a
// correction, and two runs that were entered for each other's team.
func TestRefereeTimes(t *testing.T) {
	p := newPitch(t, presetFor(t, "line-follower"), teamOf("R-01", "Шамол", "Азизова Парвина", "Каримов Далер"), teamOf("R-02", "Барқ", "Раҳимов Сино"))
	p.shot("queue")
	p.press(".queue-now .row")
	p.reads(".sheet-bar", "attempt 1 of 5")
	p.tap("Start")
	p.until("the watch", `/^0\.[2-9]/.test(document.querySelector(".watch-face b").textContent)`)
	p.until("the start on the server", `document.querySelector(".badge.received")`)
	p.shot("watch")
	p.tap("Lap")
	p.tap("Stop")
	p.tap("Timer 1")
	p.keys("38.94")
	p.tap("Timer 2")
	p.keys("200")
	p.reads(".pad-error", "More than the limit")
	p.keys("38.96")
	p.reads(".timer-mean", "38.95 s")
	p.tap("Finished")
	p.shot("run")
	p.tap("Show the team")
	p.reads(".sum-lines", "mean of 38.94; 38.96 38.95 s")
	p.shot("confirm")
	p.tap("Азизова Парвина")
	p.tap("Submit: 38.95 s")
	p.until("the next robot", `document.querySelectorAll(".foot .primary").length === 1`)
	b := p.head("R-01", "Runs", 1, func(judging.Body) bool { return true })
	if got := seconds(b); !slices.Equal(got, []string{"38.94", "38.96"}) || b.Outcome != "ok" || b.Team.Who != "Азизова Парвина" || len(b.Laps) != 1 || b.Clock != "" {
		t.Errorf("the run is %v %+v", got, b)
	}

	t.Log("the server is gone: the PIN is asked and the run is kept")
	pin := p.pin("R-02")
	p.server.kill()
	p.tap("Next: robot R-02")
	p.tap("Timer 1")
	p.keys("41.2")
	p.tap("Timer 2")
	p.keys("41.2")
	p.tap("Finished")
	p.tap("Show the team")
	p.tap("Team's PIN")
	p.keys(fmt.Sprintf("%04d", (len(pin)*1111)%10000))
	p.reads(".pad-error", "not the PIN")
	p.keys(pin)
	p.tap("Submit: 41.2 s")
	p.until("the honest state", `document.querySelector(".badge.saved, .badge.sending")`)
	p.server = startChild(t, p.dir, strings.TrimPrefix(p.server.address, "http://"))
	if b = p.head("R-02", "Runs", 1, func(judging.Body) bool { return true }); b.Team.How != "pin" || seconds(b)[0] != "41.2" {
		t.Errorf("kept through the break: %+v", b)
	}

	t.Log("a correction, which asks the team anew")
	p.tap("Recall")
	p.tap("A mark is wrong")
	p.tap("Timer 2")
	p.keys("41.6")
	p.tap("Show the team")
	p.until("the team is asked", `document.querySelector("#c-team")`)
	p.tap("The team does not sign")
	p.tap("Has left")
	p.tap("Submit: 41.4 s")
	if b = p.head("R-02", "Runs", 1, func(b judging.Body) bool { return seconds(b)[1] == "41.6" }); b.Team.How != "refused" || b.Team.Why != "Has left" {
		t.Errorf("corrected to %+v", b)
	}

	t.Log("the two runs were entered for each other's team")
	p.tap("Entered for the wrong team")
	p.tap("R-01 · Шамол · attempt 1")
	p.reads(".swap", "R-02 · Барқ · attempt 1 of 5 41.4 s 38.95 s")
	p.shot("swap")
	p.press(".panel .reasons .button")
	p.tap("Show the team")
	p.tap("Раҳимов Сино")
	p.tap("Submit: 38.95 s")
	p.tap("Next: robot R-01")
	p.tap("Show the team")
	p.tap("Каримов Далер")
	p.tap("Submit: 41.4 s")
	p.head("R-01", "Runs", 1, func(b judging.Body) bool { return seconds(b)[1] == "41.6" && b.Team.Who == "Каримов Далер" })
	p.head("R-02", "Runs", 1, func(b judging.Body) bool { return seconds(b)[0] == "38.94" && b.Team.Who == "Раҳимов Сино" })

	t.Log("a reload in the middle of a run is told, and no time is made up")
	p.press(".foot .primary")
	p.tap("Start")
	p.until("the start on the server", `document.querySelector(".badge.received")`)
	browsertest.Run(t, p.tab, chromedp.Reload())
	p.reads(".watch-broken", "The watch was interrupted")
	p.until("no time", `document.querySelector(".timer b").textContent === "–"`)
	p.shot("broken")
}

// A task sheet does not pass its limits, halves what was repaired, says what
// scores nothing, and shows its working; an inspection is asked for first.
func TestRefereeTasks(t *testing.T) {
	def := presetFor(t, "autonomous-vehicle")
	p := newPitch(t, def, teamOf("V-01", "Роҳнамо", "Азизова Парвина", "Каримов Далер"))
	p.press(".queue-now .row")
	p.reads(".sheet-bar", "attempt 1 of 2")
	plus := func(task string) string { return "#c-" + task + " .step:last-child" }
	p.press("#c-section .step-count")
	p.keys("25")
	p.reads(".pad-error", "25 is too many: 24 at most")
	p.keys("23")
	p.press(plus("section"))
	p.reads("#c-section .step.full", "24 of 24")
	p.press(plus("section"))
	p.reads("#c-section .step-count", "24")
	p.press(plus("lap"))
	p.press(plus("lap"))
	p.press(plus("lap"))
	p.tap("The other counter is 0")
	p.press(plus("finish"))
	p.tap("Timer 1")
	p.keys("120.5")
	p.press(".cell[aria-pressed]") // repair
	p.tap("Counted")
	p.shot("tasks")
	p.tap("Show the team")
	p.reads(".sum-lines", "24 × 1 24")
	p.reads(".sum-lines", "halves the points 15")
	p.tap("Азизова Парвина")
	p.tap("Submit: 15")
	b := p.head("V-01", "Open challenge", 1, func(judging.Body) bool { return true })
	if n := b.Tasks["section"]; n == nil || *n.Count != 24 || !slices.Equal(b.Modifiers, []string{"repair"}) || seconds(b)[0] != "120.5" {
		t.Errorf("the sheet is %+v", b)
	}
	p.shot("told")
	for _, lang := range []string{"tg", "ru"} {
		browsertest.Run(t, p.tab, chromedp.Navigate(p.desk.base+"/judge?lang="+lang))
		p.until("the queue", `document.querySelector(".queue-now .row")`)
		p.shot("queue-" + lang)
		p.press(".queue-now .row")
		p.until("the sheet", `document.querySelector(".referee .criterion")`)
		p.shot("tasks-" + lang)
		p.press(".timer")
		p.shot("keypad-" + lang)
	}
}

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
	open := func(text string) {
		p.until(text, fmt.Sprintf(`(() => { const row = [...document.querySelectorAll("a.row")].find(r => r.textContent.includes(%q)); if (row) row.click(); return row; })()`, text))
	}
	open("Technical check")
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
	open(" – ")
	p.tap("I know, go on")
	p.shot("match")
	p.press(".side:nth-child(1) .side-key")
	p.reads(".match-word", "Bout 2")
	p.tap("Start")
	p.reads(".watch", "The watch is running")
	for n := range 4 {
		p.tap("No point")
		p.until("the bout", fmt.Sprintf(`document.querySelectorAll(".bout").length === %d`, n+2))
	}
	p.reads(".match-word", "Undecided after the last replay")
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
	open(" – ")
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
}

// match waits until so many matches count and returns the body of the newest.
func (p *pitch) match(n int) (m judging.Body) {
	p.t.Helper()
	limit := time.After(30 * time.Second)
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
