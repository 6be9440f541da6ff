package main

// Runs against time on the referee's tablet, against a real server: by the watch
// and by hand, a server that is gone, corrections and swaps.

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"dovar/judging"
	"dovar/web/browsertest"
)

// A timed run by the watch and a second timer, one with the server gone, a
// correction, and two runs that were entered for each other's team.
func TestRefereeTimes(t *testing.T) {
	p := newPitch(t, presetFor(t, "line-follower"), teamOf("R-01", "Шамол", "Азизова Парвина", "Каримов Далер"), teamOf("R-02", "Барқ", "Раҳимов Сино"))
	p.shot("queue")
	p.press(".queue-now .row")
	p.reads(".sheet-bar", "attempt 1 of 5")
	p.tap("Start")
	p.until("the watch", `parseFloat(document.querySelector(".watch-face b").textContent) >= 0.2`)
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

	t.Log("a memory that is full in the middle of a run: the watch stops, and its time is kept once there is room")
	p.tap("Start")
	p.until("the start on the server", `document.querySelector(".badge.received")`)
	browsertest.Eval[bool](t, p.tab, full)
	p.tap("Lap")
	p.reads(".badge", "Not saved")
	p.tap("Stop")
	stopped := `document.querySelector(".watch:not(.runs)") && document.querySelector(".timer b").textContent`
	p.until("its time", stopped+` !== "–"`)
	time := browsertest.Eval[string](t, p.tab, `document.querySelector(".timer b").textContent`)
	p.reads(".badge", "Not saved")
	browsertest.Eval[bool](t, p.tab, "emptied()")
	p.tap("List")
	p.press(".queue-now .row")
	p.until("its time on the server", fmt.Sprintf(`document.querySelector(".badge.received") && document.querySelector(".timer b").textContent === %q`, time))
}

// full makes the tablet's memory refuse what is written, as one without room does
// at the end of a write.
const full = `(() => { const put = IDBObjectStore.prototype.put;
	globalThis.emptied = () => { IDBObjectStore.prototype.put = put; return true; };
	IDBObjectStore.prototype.put = function (...x) { const r = put.apply(this, x); this.transaction.abort(); return r; };
	return true;
})()`
