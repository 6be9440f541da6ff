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
	accessible(t, tab, name)
}

func TestChromiumJudgesOfTheDesk(t *testing.T) {
	t.Parallel()
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
	// A list pasted from a spreadsheet.
	browsertest.Run(t, tab, chromedp.Navigate(s.child.address+"/organizer/events/"+s.event+"/judges?lang=ru"))
	browsertest.Until(t, tab, "the way to paste", `document.querySelector("#import textarea")`)
	browsertest.Eval[bool](t, tab, `(f => { f.value = "ФИО судьи\tШкола\nАҳмедова Мадина\tМактаби №3\n"; f.dispatchEvent(new Event("input", {bubbles: true})); return true; })(document.querySelector("#import textarea"))`)
	tap(t, tab, `document.querySelector("#import .ways div > .button:not([disabled])")`)
	tap(t, tab, `document.querySelector("#import .acts .primary")`)
	browsertest.Until(t, tab, "that it was added", `document.querySelector("#import .notice.done")`)
	browsertest.Run(t, tab, chromedp.Reload())
	browsertest.Until(t, tab, "the judge of the list", `[...document.querySelectorAll(".judges th a")].some(a => a.textContent === "Аҳмедова Мадина")`)
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

// cardOf reads a judge's new card off the printed page.
func cardOf(t *testing.T, tab context.Context, name string) judging.NewCard {
	t.Helper()
	read := func(part string) string {
		return browsertest.Eval[string](t, tab, fmt.Sprintf(`[...[...document.querySelectorAll(".card")].find(c => c.querySelector("h2").textContent === %q).querySelectorAll("%s > span")].map(s => s.textContent).join("")`, name, part))
	}
	return judging.NewCard{Code: read(".code"), PIN: read(".pin")}
}

// strip waits for a text in the line of messages of a tablet.
func strip(t *testing.T, tab context.Context, text string) {
	t.Helper()
	browsertest.Until(t, tab, text, fmt.Sprintf(`document.querySelector(".strip").textContent.includes(%q)`, text))
}

// Story 2: cards for eight judges, one card on two tablets, a reminder to one of
// them, and a revoked card after which a draft is still there.
func TestChromiumCardsAndSignIn(t *testing.T) {
	t.Parallel()
	s := newFair(t)
	_, err := s.desk.addJudges(t.Context(), s.event, cardNames[:5])
	s.must(err)
	browser := browsertest.Open(t)
	desk := organizerTab(t, browser, s)
	newCards(t, desk, s.child.address, s.event, "ru", 8)
	if got := browsertest.Pages(browsertest.PDF(t, desk, "story-cards")); got != 1 {
		t.Errorf("8 judges print on %d pages", got)
	}
	const judge = "Каримова Зулфия"
	card := cardOf(t, desk, judge)

	// One judge on two tablets: both say so, the newer one holds the pen.
	a := s.signIn(browser, s.child.address, card)
	browsertest.Until(t, a, "the judge's name", fmt.Sprintf(`document.querySelector("h1").textContent === %q`, judge))
	b := s.signIn(browser, s.child.address, card)
	strip(t, b, "Шумо дар планшети дигар")
	s.open(a)
	strip(t, a, "танҳо")
	browsertest.Until(t, a, "nothing to write with on A", `document.querySelector(".criterion .band") && [...document.querySelectorAll(".criterion .band, .foot .tool")].filter(b => b.disabled).length >= document.querySelectorAll(".criterion .band").length`)
	browsertest.Keep(t, a, "story-a-read-only")
	tap(t, b, `document.querySelector(".strip .button")`)
	browsertest.Until(t, b, "a line without the warning", `!document.querySelector(".strip .button")`)
	s.open(b)
	s.mark(b, "question", "8")
	const top = `document.querySelector("#c-question").getBoundingClientRect().top + window.pageYOffset`
	before := browsertest.Eval[float64](t, b, top)

	// A reminder from the wall reaches the one tablet and moves nothing there.
	browsertest.Run(t, desk, chromedp.Navigate(s.child.address+"/organizer/events/"+s.event+"/devices?lang=tg"))
	browsertest.Until(t, desk, "the judge's tablets and robot", fmt.Sprintf(`[...document.querySelectorAll(".wall tbody th")].filter(e => e.textContent === %q).length === 3`, judge))
	dev := browsertest.Eval[string](t, b, `new Promise(done => { const open = indexedDB.open("dovar"); open.onsuccess = () => { const got = open.result.transaction("settings").objectStore("settings").get("current"); got.onsuccess = () => done(got.result); }; })`)
	tap(t, desk, fmt.Sprintf(`document.getElementById(%q).querySelector(".button")`, "d-"+dev))
	tap(t, desk, `document.querySelector(".phrases button")`)
	tap(t, desk, `document.querySelector(".act-row .primary")`)
	browsertest.Until(t, desk, "that it was sent", `document.querySelector(".notice.done")`)
	s.mark(b, "design", "12")
	strip(t, b, "Лутфан варақаҳои тайёрро фиристед")
	if after := browsertest.Eval[float64](t, b, top); after != before {
		t.Errorf("the reminder moved the sheet from %v to %v", before, after)
	}
	if hidden := browsertest.Eval[bool](t, b, `(r => document.elementFromPoint(r.left + 5, r.top + 5).closest(".strip") === null)(document.querySelector(".strip .button").getBoundingClientRect())`); hidden {
		t.Error("a judge who has scrolled down does not see the reminder")
	}
	browsertest.Keep(t, b, "story-b-reminder")
	look(t, b, "judge-reminder", tabletScreens)
	browsertest.Size(t, b, 1280, 800)
	tap(t, b, `document.querySelector(".strip .button")`)
	browsertest.Until(t, b, "the line without the reminder", `!document.querySelector(".strip").textContent.includes("Лутфан")`)
	browsertest.Until(t, desk, "that it was read", `[...document.querySelectorAll(".wall small")].some(e => e.textContent.includes("дид"))`)
	if browsertest.Eval[bool](t, a, `document.body.textContent.includes("Лутфан варақаҳо")`) {
		t.Error("the reminder stands on the other tablet")
	}

	// The card is revoked: the next tap asks for a new one, and what was given is kept.
	id := browsertest.Eval[string](t, desk, fmt.Sprintf(`fetch("/api/v1/events/%s/judges").then(r => r.json()).then(list => list.find(j => j.name === %q).id)`, s.event, judge))
	browsertest.Run(t, desk, chromedp.Navigate(s.child.address+"/organizer/judges/"+id+"?lang=ru"))
	tap(t, desk, `document.querySelector(".ask summary")`)
	browsertest.Run(t, desk, chromedp.SendKeys(".ask [name=reason]", "карточка потеряна"))
	browsertest.Keep(t, desk, "story-revoke")
	tap(t, desk, `document.querySelector(".ask form .danger")`)
	browsertest.Until(t, desk, "the dead card", `document.querySelector(".facts .excluded")`)
	s.mark(b, "execution", "16")
	tap(t, b, `document.querySelector(".sheet-bar .plain")`)
	browsertest.Until(t, b, "the way in", `document.querySelector(".signin .notice.need") && document.querySelector(".code-field:not([readonly])")`)
	browsertest.Keep(t, b, "story-b-revoked")
	s.typeCard(b, card)
	browsertest.Until(t, b, "the old card's refusal", `document.querySelector(".signin .error").textContent !== ""`)
	tap(t, desk, `document.querySelector("form[action$='/cards'] .button")`)
	browsertest.Until(t, desk, "the new card", `document.querySelectorAll(".card").length === 1`)
	s.typeCard(b, cardOf(t, desk, judge))
	browsertest.Until(t, b, "the list", `document.querySelectorAll(".list .row").length === 2`)
	s.open(b)
	for criterion, mark := range map[string]string{"question": "8", "design": "12", "execution": "16"} {
		browsertest.Until(t, b, "the draft's "+criterion, fmt.Sprintf(`document.querySelector("#c-%s .mark b").textContent === %q`, criterion, mark))
	}
	badge(t, b, "received")
}

// typeCard types a card's code and PIN.
func (s *fair) typeCard(tab context.Context, card judging.NewCard) {
	s.t.Helper()
	browsertest.Eval[bool](s.t, tab, `(["code", "pin"].forEach(name => { const f = document.querySelector("." + name + "-field"); f.value = ""; f.dispatchEvent(new Event("input", {bubbles: true})); }), true)`)
	browsertest.Run(s.t, tab, chromedp.SendKeys(".code-field", card.Code), chromedp.SendKeys(".pin-field", card.PIN))
	tap(s.t, tab, `document.querySelector("form button[type=submit]:not([disabled])")`)
}
