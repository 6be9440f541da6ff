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

	"github.com/chromedp/cdproto/input"
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
	judge   string
	contest madeContest
	card    judging.NewCard
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

// open makes the contest and signs the referee in; stages of matches are given
// to draw.
func (p *pitch) open(t *testing.T, address, token string, def judging.Definition, teams []newEntry, draw func(contest, stage, judge string)) {
	t.Helper()
	p.page = page{t, browsertest.Open(t)}
	p.desk = desk{newClient(address, token)}
	var err error
	p.event, err = p.desk.newEvent(t.Context(), judging.NewEvent{Title: demoEvent, Starts: "2030-05-01", Ends: "2030-05-02"})
	p.must(err)
	ids, err := p.desk.addJudges(t.Context(), p.event, []newJudge{judge("Наимов Фаррух")})
	p.must(err)
	p.judge = ids[0]
	p.contest = p.add(def, teams, draw)
	p.card, err = p.desk.card(t.Context(), p.judge)
	p.must(err)
	p.referee, err = signIn(t.Context(), p.desk.client, p.card, "Tablet", time.Now)
	p.must(err)
	p.enter(p.page)
}

// add makes a contest more, opens it and gives its sheets to the referee.
func (p *pitch) add(def judging.Definition, teams []newEntry, draw func(contest, stage, judge string)) madeContest {
	p.t.Helper()
	ctx := p.t.Context()
	contest, err := p.desk.newContestOf(ctx, p.event, def)
	p.must(err)
	_, err = p.desk.addEntries(ctx, contest.ID, teams)
	p.must(err)
	for i, s := range def.Stages {
		switch {
		case !s.Refereed() || !s.Live():
			continue
		case s.Kind != "matches":
			_, err := p.desk.assign(ctx, contest.ID, judging.Assignment{Stage: s.ID, Judges: []string{p.judge}, PerEntry: 1, Seed: 1})
			p.must(err)
		case s.Matches.Format == "round_robin":
			draw(contest.ID, s.ID, p.judge)
		default:
			continue
		}
		p.must(p.desk.setStage(ctx, contest.Stages[i].ID, judging.StageOpen))
	}
	return contest
}

// enter signs the referee in on a tablet with the link of the card.
func (p *pitch) enter(on page) {
	p.t.Helper()
	browsertest.Run(p.t, on.tab, chromedp.Navigate(p.desk.base+"/judge?lang=en#"+p.card.Code+"."+p.card.PIN))
	on.press(".signin button[type=submit]")
	on.until("the queue", `document.querySelector(".queue-now .row")`)
}

func (p *pitch) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

// tap presses the enabled button whose text, or name, begins so.
func (p page) tap(text string) {
	p.t.Helper()
	at := fmt.Sprintf(`[...document.querySelectorAll("button, a.row")].filter(b => !b.disabled && ((b.getAttribute("aria-label") || "") + b.textContent).trim().startsWith(%q)).pop()`, text)
	p.until(text, at)
	browsertest.Eval[bool](p.t, p.tab, "("+at+".click(), true)")
}

// row opens the first sheet of the list whose row has the text.
func (p page) row(text string) {
	p.t.Helper()
	p.until(text, fmt.Sprintf(`(() => { const row = [...document.querySelectorAll("a.row")].find(r => r.textContent.includes(%q)); if (row) row.click(); return row; })()`, text))
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

func (p page) reads(selector, want string) {
	p.t.Helper()
	p.until(selector+" reads "+want, fmt.Sprintf(`[...document.querySelectorAll(%q)].some(e => e.innerText.replace(/\s+/g, " ").includes(%q))`, selector, want))
}

// head waits until the sheet of a code's attempt is decided on the server as
// wanted, and returns what counts.
func (p *pitch) head(code, stage string, attempt int, as func(judging.Body) bool) (b judging.Body) {
	p.t.Helper()
	p.version(code, stage, attempt, judging.OpSubmit, func(x judging.OpView) bool {
		b = bodyOf(p.t, x)
		return as(b)
	})
	return b
}

// version waits until what stands of a sheet is of the kind and as wanted.
func (p *pitch) version(code, stage string, attempt int, kind judging.OpKind, as func(judging.OpView) bool) judging.OpView {
	p.t.Helper()
	limit := time.After(30 * time.Second)
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	var last string
	for {
		p.must(p.referee.hello(p.t.Context()))
		for _, s := range p.referee.seen.Sheets {
			if s.Attempt != attempt || p.referee.seen.Entries[s.Entry].Code != code || s.Head == nil || p.titleOf(s.Stage) != stage {
				continue
			}
			if last = string(s.Head.Kind) + " " + string(s.Head.Body); s.Head.Kind == kind && as(*s.Head) {
				return *s.Head
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
	p.tap("It was entered wrongly")
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

	t.Log("a tablet that slept says so and changes no time")
	p.press(".foot .primary")
	p.tap("Start")
	p.until("the watch", `document.querySelector(".watch.runs")`)
	browsertest.Eval[bool](t, p.tab, `(Date.now = ((now) => () => now() + 60000)(Date.now), true)`)
	p.tap("Stop")
	p.reads(".watch-broken", "The tablet seems to have slept")
	p.until("its own time", `parseFloat(document.querySelector(".timer b").textContent) < 30`)
	p.tap("Timer 1")
	p.keys("41.5")
	p.until("no doubt of a time by hand", `!document.querySelector(".watch-broken")`)
	p.tap("List")
	p.press(".bar .menu")
	p.until("no way of marking where nothing is marked", `document.querySelector("#set-sign") && !document.querySelector("#set-marking")`)
	p.tap("Close")

	t.Log("a reload in the middle of a run is told, and no time is made up")
	p.press(".queue-now .row")
	p.tap("Measure again")
	p.until("the start on the server", `document.querySelector(".badge.received")`)
	browsertest.Run(t, p.tab, chromedp.Reload())
	p.reads(".watch-broken", "The watch was interrupted")
	p.until("no time", `document.querySelector(".timer b").textContent === "–"`)
	p.shot("broken")
}

// A task sheet does not pass its limits, halves what was repaired, says what
// scores nothing, and shows its working; an inspection is asked for first.
func TestRefereeTasks(t *testing.T) {
	house, token := startHouse(t)
	p := &pitch{}
	p.open(t, house.address, token, presetFor(t, "autonomous-vehicle"), []newEntry{teamOf("V-01", "Роҳнамо", "Азизова Парвина", "Каримов Далер")}, nil)
	p.reads(".queue-next", "attempt 2 of 2")
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
	browsertest.Run(t, p.tab, chromedp.Navigate(p.desk.base+"/judge?lang=en"))
	p.signs(house)
	p.declinesAndShares()
	p.performances()
}

// signs gives a told run to the sheet of the attempt that it belongs to, where
// nothing was; the team signs by hand, and the strokes reach the server with
// each version that names them.
func (p *pitch) signs(house *house) {
	p.press(".queue-done .row")
	p.tap("Entered for the wrong team")
	p.tap("V-01 · Роҳнамо · attempt 2 of 2")
	p.reads(".swap", "attempt 1 of 2 15 –")
	p.press(".panel .reasons .button")
	p.reads("#c-section .step-count", "–")
	p.version("V-01", "Open challenge", 1, judging.OpRecall, func(judging.OpView) bool { return true })
	p.tap("List")
	p.press(".bar .menu")
	p.tap("On")
	p.tap("Close")
	p.press(".queue-now .row")
	p.reads(".sheet-bar", "attempt 2 of 2")
	p.tap("Show the team")
	p.tap("Signature")
	p.scribble()
	p.shot("signature")
	p.tap("Done")
	p.reads(".team", "V-01 · Signed")
	p.tap("Submit: 15")
	signed := func(x judging.OpView) bool { return bodyOf(p.t, x).Team.How == "drawn" }
	first := p.version("V-01", "Open challenge", 2, judging.OpSubmit, signed)

	p.t.Log("signed on; a reload, a recall and a submit later the strokes are still beside it")
	browsertest.Run(p.t, p.tab, chromedp.Reload())
	p.reads(".team-word", "V-01 · Signed")
	p.tap("Recall")
	p.tap("I looked at it again")
	p.tap("Show the team")
	p.reads(".team", "V-01 · Signed")
	p.tap("Submit: 15")
	again := p.version("V-01", "Open challenge", 2, judging.OpSubmit, func(x judging.OpView) bool { return signed(x) && x.Op != first.Op })
	drawn, err := house.service.Signatures(p.t.Context(), p.contest.ID)
	p.must(err)
	for _, x := range []judging.OpView{first, again} {
		sum := sha256.Sum256([]byte(drawn[x.Op]))
		if !strings.Contains(drawn[x.Op], "L") || bodyOf(p.t, x).Sign != hex.EncodeToString(sum[:]) {
			p.t.Errorf("%s names the strokes %s; there are %q", x.Op, bodyOf(p.t, x).Sign, drawn[x.Op])
		}
	}
}

// scribble draws a line with a pen on the field of a signature.
func (p *pitch) scribble() {
	p.t.Helper()
	p.until("the field", `document.querySelector("canvas.sign")`)
	at := browsertest.Eval[[]float64](p.t, p.tab, `(() => { const r = document.querySelector("canvas.sign").getBoundingClientRect(); return [r.x, r.y, r.width, r.height]; })()`)
	for i, kind := range []input.DispatchMouseEventType{input.DispatchMouseEventTypeMousePressed, input.DispatchMouseEventTypeMouseMoved, input.DispatchMouseEventTypeMouseMoved, input.DispatchMouseEventTypeMouseReleased} {
		_, err := chromedp.Call(p.tab, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: at[0] + at[2]*float64(i+1)/6, Y: at[1] + at[3]*float64(1+i%2)/3,
			Button: input.MouseButtonLeft, Buttons: int64(min(1, 3-i)), ClickCount: 1})
		p.must(err)
	}
}

// declinesAndShares runs a mission whose team was absent at first, and whose
// two tasks share their objects.
func (p *pitch) declinesAndShares() {
	def := presetFor(p.t, "robot-mission")
	def.Divisions = []judging.DivisionDef{}
	p.add(def, []newEntry{teamOf("M-01", "Кашшоф", "Раҳимов Сино")}, nil)
	p.tap("List")
	browsertest.Run(p.t, p.tab, chromedp.Reload())
	p.row("M-01")
	p.reads(".badge", "Nothing recorded yet")
	p.tap("The team is absent, or")
	p.tap("The team is absent")
	p.reads(".notice", "Not held: The team is absent")
	p.version("M-01", "Mission", 1, judging.OpDecline, func(x judging.OpView) bool { return x.Reason != nil && *x.Reason == "absent" })
	p.tap("Hold it after all")
	p.version("M-01", "Mission", 1, judging.OpRecall, func(judging.OpView) bool { return true })
	for _, task := range []string{"full", "full", "full", "part", "part"} {
		p.press("#c-deliver-" + task + " .step:last-child")
	}
	p.reads("#c-deliver-part .step.full", "at most 1")
	p.reads("#c-deliver-part .step-count", "1 of 4")
	p.press("#c-deliver-full .step-count")
	p.keys("4")
	p.reads(".pad-error", "4 is too many: 3 at most")
	p.tap("Close")
	look(p.t, p.tab, "shared", []screen{{390, 844}, {1280, 800}})
}

// performances lists a jury's sheets of a robot on stage, one a performance.
func (p *pitch) performances() {
	contest := p.add(presetFor(p.t, "robot-on-stage"), []newEntry{teamOf("D-01", "Рақс", "Раҳимов Сино", "Каримов Далер")}, nil)
	_, err := p.desk.assign(p.t.Context(), contest.ID, judging.Assignment{Stage: "performance", Judges: []string{p.judge}, PerEntry: 1, Seed: 1})
	p.must(err)
	p.must(p.desk.setStage(p.t.Context(), contest.Stages[0].ID, judging.StageOpen))
	p.tap("List")
	browsertest.Run(p.t, p.tab, chromedp.Reload())
	p.row("performance 2 of 2")
	p.reads(".sheet-bar", "performance 2 of 2")
	p.tap("List")

	p.t.Log("another tablet of the referee sees that it was signed")
	second := page{p.t, browsertest.Device(p.t, p.tab)}
	p.enter(second)
	second.row("V-01Роҳнамо" + "Open challenge · attempt 2 of 2")
	second.reads(".team-word", "V-01 · Signed")
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
		p.tap("The team does not sign")
		p.tap("Has left")
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
