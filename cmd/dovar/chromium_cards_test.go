package main

// Cards of judges in a real browser: on paper, and from paper to two tablets.

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"dovar/judging"
	"dovar/web/browsertest"
)

// Names as they come: long ones, wide ones, letters of three languages, and
// what somebody tries.
var cardNames = []newJudge{
	{Name: "Қурбоналиева Гулбаҳор Ҷамшедовна", Languages: []string{"tg"}},
	{Name: "Константинопольская Екатерина Александровна", Languages: []string{"ru"}},
	{Name: "Smith Jane", Languages: []string{"en", "tg"}},
	{Name: strings.Repeat("Щ", 300), Languages: []string{"ru"}},
	{Name: strings.TrimSpace(strings.Repeat("Раҳимзода ", 12))},
	{Name: `<script>alert(1)</script>`},
}

// newCards ticks the judges with these names, or all of them, on the desk's page
// and presses the button.
func newCards(t *testing.T, tab context.Context, address, event, lang string, number int) {
	t.Helper()
	browsertest.Run(t, tab, chromedp.Navigate(address+"/organizer/events/"+event+"/judges?lang="+lang))
	browsertest.Until(t, tab, "the list of judges", `document.querySelector("#all:not([hidden])")`)
	browsertest.Eval[bool](t, tab, fmt.Sprintf(`(document.querySelectorAll("input[name=judge]").forEach((box, i) => { box.checked = i < %d; }), true)`, number))
	tap(t, tab, `document.querySelector(".make .button")`)
	browsertest.Until(t, tab, "the cards", fmt.Sprintf(`document.querySelectorAll(".card").length === %d`, number))
	browsertest.Eval[bool](t, tab, `document.fonts.ready.then(() => true)`)
}

// spilled lists what stands outside its card, covers its neighbour or is cut, as printed.
const spilled = `(() => {
	const bad = [];
	for (const card of document.querySelectorAll(".card")) {
		const box = card.getBoundingClientRect();
		const parts = [...card.querySelectorAll("h2, .where, .secret, li, .qr, .address b, .address span")];
		for (const part of parts) {
			const range = document.createRange();
			range.selectNodeContents(part);
			for (const r of [...range.getClientRects(), part.getBoundingClientRect()]) {
				if (r.left < box.left + 8 || r.right > box.right - 8 || r.top < box.top + 8 || r.bottom > box.bottom - 8) bad.push("outside: " + part.className + part.tagName + " " + part.textContent.slice(0, 30));
			}
			if (part.scrollHeight > part.clientHeight + 1 && getComputedStyle(part).overflow === "hidden") bad.push("cut: " + part.textContent.slice(0, 30));
			const own = part.getBoundingClientRect();
			for (const other of parts) {
				const o = other.getBoundingClientRect();
				if (other !== part && own.left < o.right - 1 && o.left < own.right - 1 && own.top < o.bottom - 1 && o.top < own.bottom - 1) bad.push("over each other: " + part.textContent.slice(0, 20) + " / " + other.textContent.slice(0, 20));
			}
			if (parseFloat(getComputedStyle(part).fontSize) < 11.9) bad.push("smaller than 9 pt: " + part.textContent);
		}
		const qr = card.querySelector(".qr").getBoundingClientRect();
		if (Math.abs(qr.width - 34 / 25.4 * 96) > 1) bad.push("QR code " + qr.width);
		const size = (of, pt) => Math.abs(parseFloat(getComputedStyle(card.querySelector(of)).fontSize) - pt / 72 * 96) > .1 && bad.push(of + " is not " + pt + " pt");
		size(".code", 28);
		size(".pin", 20);
	}
	return [...new Set(bad)].slice(0, 12);
})()`

// Eight judges fill one A4 page, nine begin a second, and nothing stands outside
// its card, whatever the names.
func TestChromiumCardsOnPaper(t *testing.T) {
	s := newFair(t)
	_, err := s.desk.addJudges(t.Context(), s.event, cardNames)
	s.must(err)
	browser := browsertest.Open(t)
	tab := organizerTab(t, browser, s)
	for number, pages := range map[int]int{1: 1, 8: 1, 9: 2} {
		newCards(t, tab, s.child.address, s.event, "ru", number)
		name := fmt.Sprint("cards-", number)
		if got := browsertest.Pages(browsertest.PDF(t, tab, name)); got != pages {
			t.Errorf("%d cards on %d pages, want %d", number, got, pages)
		}
		browsertest.Size(t, tab, 1100, 1600)
		browsertest.Paper(t, tab, true)
		browsertest.Keep(t, tab, name)
		if bad := browsertest.Eval[[]string](t, tab, spilled); len(bad) > 0 {
			t.Errorf("%d cards:\n  %s", number, strings.Join(bad, "\n  "))
		}
		browsertest.Paper(t, tab, false)
	}
	for i, lang := range []string{"tg", "ru", "en"} {
		newCards(t, tab, s.child.address, s.event, lang, i+1)
		lookAtPaper(t, tab, "desk-cards-"+lang)
	}
	if ran := browsertest.Eval[bool](t, tab, `document.body.textContent.includes("alert(1)") === false && document.querySelector(".card script") !== null`); ran {
		t.Error("a name became a script")
	}
}

// lookAtPaper looks at what stands around the sheets as at every page; the sheets
// have the sizes of paper, so axe alone looks at them.
func lookAtPaper(t *testing.T, tab context.Context, name string) {
	t.Helper()
	hide := func(on bool) {
		browsertest.Eval[bool](t, tab, fmt.Sprintf(`(document.querySelector(".paper").setAttribute("aria-hidden", "%v"), document.querySelector(".paper").setAttribute("tabindex", "%d"), true)`, on, map[bool]int{true: -1}[on]))
	}
	hide(true)
	look(t, tab, name, deskScreens)
	hide(false)
	if bad := browsertest.Eval[[]string](t, tab, axeRun); len(bad) > 0 {
		t.Errorf("%s, axe:\n  %s", name, strings.Join(bad, "\n  "))
	}
}

func TestChromiumJudgesOfTheDesk(t *testing.T) {
	s := newFair(t)
	judges, err := s.desk.addJudges(t.Context(), s.event, cardNames)
	s.must(err)
	browser := browsertest.Open(t)
	tab := organizerTab(t, browser, s)
	browsertest.Run(t, tab, chromedp.Navigate(s.child.address+"/organizer/events/"+s.event+"/judges"))
	browsertest.Eval[bool](t, tab, `(f => { f.number.value = "2"; f.requestSubmit(); })(document.querySelector("form[action$=spares]")), true`)
	browsertest.Until(t, tab, "spare judges", `document.querySelectorAll(".spare").length === 2`)
	device, err := signIn(t.Context(), s.desk.client, s.cards[0], strings.Repeat("Планшет ", 7), nil)
	s.must(err)
	s.must(s.desk.post(t.Context(), "/devices/"+device.dev+"/revoke", map[string]string{"reason": "lost"}, nil))
	walkDesk(t, tab, s.child.address, map[string]string{
		"desk-judges":  "/organizer/events/" + s.event + "/judges",
		"desk-judge":   "/organizer/judges/" + judges[0],
		"desk-devices": "/organizer/events/" + s.event + "/devices",
	})
	// With a form open, and refused.
	browsertest.Run(t, tab, chromedp.Navigate(s.child.address+"/organizer/events/"+s.event+"/devices?lang=ru"))
	tap(t, tab, `document.querySelector(".wall .acts .button")`)
	browsertest.Until(t, tab, "the form", `document.activeElement.name === "text"`)
	look(t, tab, "desk-remind-ru", deskScreens)
	browsertest.Eval[bool](t, tab, `(document.querySelector(".act-row textarea").value = "\u202e", document.querySelector(".act-row form").requestSubmit(), true)`)
	browsertest.Until(t, tab, "the refusal beside the text", `document.querySelector(".act-row .error") && document.querySelector(".act-row textarea").value === "\u202e"`)
	browsertest.Size(t, tab, 1366, 768)
	tap(t, tab, `document.querySelector(".wall .acts .danger")`)
	look(t, tab, "desk-device-revoke-ru", deskScreens)
}

var _ = judging.StageOpen
