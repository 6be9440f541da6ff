package main

// Task sheets on the referee's tablet: limits, signatures, runs not held, stages of
// a jury beside.

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"dovar/judging"
	"dovar/web/browsertest"
)

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
	if small := browsertest.Eval[[]string](t, p.tab, `[...document.querySelectorAll(".referee .step, .referee .step-count, .referee .cell, .referee .watch-key")]
		.filter(e => e.getBoundingClientRect().height < 96).map(e => e.className + " " + e.textContent)`); len(small) > 0 {
		t.Errorf("less than 96 px high: %q", small)
	}
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
	second.row("V-01Роҳнамо" + "Self-driving vehicle challenge · Open challenge · attempt 2 of 2") // of two contests, each named
	second.reads(".team-word", "V-01 · Signed")
}
