package main

// A time that was stopped where the sheet takes none is told until a referee has
// entered it or left it.

import (
	"testing"

	"github.com/chromedp/chromedp"

	"dovar/web/browsertest"
)

// The sheet was taken over by another tab, or the organizer excluded it, while the
// watch ran: the time that is stopped lies beside the sheet, also in the other tab
// and after the page was loaded anew.
func TestRefereeMeasured(t *testing.T) {
	p := newPitch(t, presetFor(t, "line-follower"), teamOf("R-01", "Шамол", "Азизова Парвина"), teamOf("R-02", "Барқ", "Раҳимов Сино"))
	p.press(".queue-now .row")
	p.tap("Start")
	p.until("the start on the server", `document.querySelector(".badge.received")`)
	tab, cancel := chromedp.NewContext(p.tab)
	defer cancel()
	p.must(chromedp.Do(tab, chromedp.Navigate("about:blank"))) // the tab lives as long as the context of its first action
	other := page{t, tab}
	browsertest.Run(t, tab, chromedp.Navigate(p.desk.base+"/judge?lang=en"))
	other.press(".queue-now .row")
	other.tap("Finished")
	other.until("received", `document.querySelector(".badge.received")`)
	p.tap("Stop")
	p.until("that it is not in the sheet", `document.querySelector(".measured") && document.querySelector(".timer b").textContent === "–"`)
	p.reads(".strip", "another tab")
	p.shot("measured")
	time := browsertest.Eval[string](t, p.tab, `document.querySelector(".measured").textContent.match(/[\d.]+/)[0]`)
	other.reads(".measured", time)
	browsertest.Run(t, p.tab, chromedp.Reload())
	p.tap("Enter it")
	p.until("the time in the sheet", `!document.querySelector(".measured")`)
	p.reads(".timer b", time)
	p.until("what the other tab told", `document.querySelector("#c-outcome [aria-pressed=true]")`)
	other.until("nothing to enter", `!document.querySelector(".measured")`)

	t.Log("excluded while it ran")
	p.tap("List")
	p.row("R-02")
	p.tap("Start")
	p.until("the start on the server", `document.querySelector(".badge.received")`)
	p.must(p.referee.hello(t.Context()))
	for _, s := range p.referee.seen.Sheets {
		if p.referee.seen.Entries[s.Entry].Code == "R-02" && len(s.Drafts) > 0 {
			p.must(p.desk.post(t.Context(), "/sheets/"+s.Sheet+"/exclude", map[string]string{"reason": "why"}, nil))
		}
	}
	browsertest.Eval[bool](t, p.tab, `dispatchEvent(new Event("online"))`)
	p.until("no sheet to fill in", `!document.querySelector(".timers")`)
	p.tap("Stop")
	p.reads(".measured", "is not in the sheet")
	browsertest.Run(t, p.tab, chromedp.Reload())
	p.reads(".measured", "is not in the sheet")
	p.tap("Not needed")
	p.until("no time", `!document.querySelector(".measured")`)
}
