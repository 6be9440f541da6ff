package main

// An organizer who clicks: the words and the pages of the desk, and what a jury on
// tablets does beside.

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/xuri/excelize/v2"

	"dovar/judging"
	"dovar/web/browsertest"
)

// A clicker is a person at a laptop: finds things by the words that stand on
// them, in the language of the page.
type clicker struct {
	t     *testing.T
	tab   context.Context
	lang  string
	texts map[string]any
}

func newClicker(t *testing.T, browser context.Context, lang string) clicker {
	t.Helper()
	body, err := os.ReadFile("../../web/locales/" + lang + ".json")
	if err != nil {
		t.Fatal(err)
	}
	c := clicker{t: t, tab: browser, lang: lang} // the browser's own tab: others have no downloads
	if err := json.Unmarshal(body, &c.texts); err != nil {
		t.Fatal(err)
	}
	browsertest.Size(t, c.tab, 1366, 768)
	return c
}

// word is the text of key, with what it is filled with.
func (c clicker) word(key string, args ...any) string {
	c.t.Helper()
	text, ok := c.texts[key].(string)
	if !ok {
		c.t.Fatalf("%s: no text %s", c.lang, key)
	}
	for i := 0; i+1 < len(args); i += 2 {
		text = regexp.MustCompile(`\{\{\s*\.`+args[i].(string)+`\s*\}\}`).ReplaceAllString(text, fmt.Sprint(args[i+1]))
	}
	return text
}

// labelled is the JavaScript of the link, button or summary with these words.
func labelled(words string) string {
	return fmt.Sprintf(`[...document.querySelectorAll("a, button, summary, label, [role=tab], [role=button]")].find(e => e.getClientRects().length && !e.closest("[inert]") && (e.textContent.trim().replace(/\s+/g, " ") === %q || e.getAttribute("aria-label") === %q))`, words, words)
}

// press clicks what carries the text of key.
func (c clicker) press(key string, args ...any) {
	c.t.Helper()
	tap(c.t, c.tab, labelled(c.word(key, args...)))
}

// fill types into the field of that name, in place of what stands there.
func (c clicker) fill(name, text string) {
	c.t.Helper()
	at := field(name)
	tap(c.t, c.tab, at)
	browsertest.Eval[bool](c.t, c.tab, "(("+at+").value = '', true)")
	browsertest.Run(c.t, c.tab, chromedp.KeyEvent(text))
}

// field is the JavaScript of the field of that name that can be seen; "#id name"
// is the one within #id.
func field(name string) string {
	within, name, ok := strings.Cut(name, " ")
	if !ok {
		within, name = "main", within
	}
	return fmt.Sprintf(`[...document.querySelectorAll('%s [name=%q]')].find(e => e.getClientRects().length)`, within, name)
}

// set chooses a value of a list or a day, as its own control would.
func (c clicker) set(name, value string) {
	c.t.Helper()
	at := field(name)
	browsertest.Until(c.t, c.tab, "the field "+name, at)
	browsertest.Eval[bool](c.t, c.tab, fmt.Sprintf(`((e => { e.value = %q; e.dispatchEvent(new Event("input", {bubbles: true})); e.dispatchEvent(new Event("change", {bubbles: true})); })(%s), true)`, value, at))
}

// sees waits for words on the page.
func (c clicker) sees(words string) {
	c.t.Helper()
	browsertest.Until(c.t, c.tab, words, fmt.Sprintf(`document.body.innerText.replace(/\s+/g, " ").includes(%q)`, words))
}

// leave waits until what is done has brought another page, though it may be the
// same one again.
func (c clicker) leave(do func()) {
	c.t.Helper()
	browsertest.Eval[bool](c.t, c.tab, "window.left = true")
	do()
	browsertest.Until(c.t, c.tab, "another page", "!window.left")
}

// at waits for the page whose address ends so.
func (c clicker) at(end string) {
	c.t.Helper()
	browsertest.Until(c.t, c.tab, end, fmt.Sprintf(`location.pathname.endsWith(%q) && document.readyState === "complete" && document.querySelector("h1")`, end))
}

func (c clicker) path() string {
	return browsertest.Eval[string](c.t, c.tab, "location.pathname")
}

// begin goes from the set-up link to the overview of a contest made of a preset.
func (c clicker) begin(link, title, preset string) (contest string) {
	c.t.Helper()
	browsertest.Run(c.t, c.tab, chromedp.Navigate(strings.Replace(link, "/setup", "/setup?lang="+c.lang, 1)))
	c.fill("name", "Мунира")
	c.fill("password", "a long pass-phrase")
	c.press("page.setup.act")
	c.at("/organizer/events/new")
	c.fill("title."+c.lang, title)
	c.set("starts", "2030-05-01")
	c.set("ends", "2030-05-02")
	c.press("desk.event-new.next")
	c.at("/contests/new")
	c.sees(c.word("desk.third", "n", 2))
	def, _ := judging.Preset(preset)
	tap(c.t, c.tab, fmt.Sprintf(`[...document.querySelectorAll(".presets a")].find(a => a.querySelector("b").textContent === %q)`, def.Title.In(c.lang)))
	c.sees(c.word("desk.third", "n", 3))
	c.press("desk.contest-new.make")
	browsertest.Until(c.t, c.tab, "the contest", `location.pathname.match(/contests\/[\w-]{22}$/)`)
	return c.path()
}

// step goes to a page by the overview's list of what is to be done.
func (c clicker) step(overview, key, end string) {
	c.t.Helper()
	c.leave(func() { tap(c.t, c.tab, fmt.Sprintf(`document.querySelector('.rooms a[href=%q]')`, overview)) })
	c.at(overview)
	c.press("desk.step." + key)
	c.at(end)
}

// open follows the navigation's link to a page of the contest or event.
func (c clicker) open(page string) {
	c.t.Helper()
	c.leave(func() { c.press("desk.nav." + page) })
	browsertest.Until(c.t, c.tab, page, fmt.Sprintf(`document.readyState === "complete" && document.querySelector(".rooms a[aria-current=page]") && document.querySelector(".rooms a[aria-current=page]").textContent === %q`, c.word("desk.nav."+page)))
}

// judges names them one by one, and deals out cards for all; what is on the
// cards is read from the sheet of paper.
func (c clicker) judges(names ...string) {
	c.t.Helper()
	for _, name := range names {
		c.fill("name", name)
		c.press("desk.judges.add.do")
		c.sees(name)
	}
}

func (c clicker) cards() (cards []judging.NewCard) {
	c.t.Helper()
	c.press("desk.judges.print")
	browsertest.Until(c.t, c.tab, "the cards", `document.querySelector("article.card")`)
	browsertest.Keep(c.t, c.tab, "story-cards-"+c.lang)
	read := browsertest.Eval[[]map[string]string](c.t, c.tab, `[...document.querySelectorAll("article.card")].map(card => ({
		code: [...card.querySelectorAll(".code span")].map(s => s.textContent).join(""), pin: [...card.querySelectorAll(".pin span")].map(s => s.textContent).join("") }))`)
	for _, card := range read {
		cards = append(cards, judging.NewCard{Code: card["code"], PIN: card["pin"]})
	}
	c.press("desk.cards.back")
	return cards
}

// draw gives every entry k of the judges and stores what was shown.
func (c clicker) draw(k string) {
	c.t.Helper()
	c.fill("#draw perEntry", k)
	c.press("desk.panels.draw.show")
	c.sees(c.word("desk.panels.preview.full"))
	browsertest.Keep(c.t, c.tab, "story-draw-"+c.lang)
	c.press("desk.panels.apply")
	browsertest.Until(c.t, c.tab, "the pairs", `document.querySelector(".notice.done")`)
}

// scored fills the next empty sheet of a tablet's list by its own buttons, and
// sends it; false when there is none left. Marks follow from seed.
func scored(t *testing.T, tab context.Context, seed int) bool {
	t.Helper()
	return browsertest.Eval[bool](t, tab, fmt.Sprintf(`(async () => {
	const until = async (what, f) => {  for (const end = Date.now() + 50000; Date.now() < end;) { const x = f(); if (x) return x; await new Promise(r => setTimeout(r, 10)); } throw new Error("waited for " + what + ": " + document.body.innerText.slice(0, 900)); };
	await until("the list", () => document.querySelector(".list .row"));
	const row = [...document.querySelectorAll(".list .row")].find(r => r.querySelector(".state.empty"));
	if (!row) return false;
	row.click();
	await until("the sheet", () => document.querySelector(".criterion"));
	let seed = %d;
	for (const c of [...document.querySelectorAll(".criterion")].map(c => c.id)) {
		const bands = await until("bands", () => { const b = document.querySelectorAll("#" + c + " .band"); return b.length && b; });
		bands[(seed = (seed * 31 + 17) %% 997) %% bands.length].click();
		const keys = await until("keys", () => { const k = document.querySelectorAll("#" + c + " .key"); return k.length && k; });
		keys[seed %% keys.length].click();
		await until("the mark", () => document.querySelector("#" + c + " .key[aria-pressed=true]"));
	}
	(await until("submit", () => document.querySelector(".submit.primary:not([disabled])"))).click();
	await until("the review", () => document.querySelector("table.review"));
	await until("received", () => document.querySelector(".badge.received"));
	document.querySelector(".sheet-bar .plain").click();
	return true;
})()`, seed))
}

// judged signs each card's judge in on a tablet of its own, where all of the
// own sheets are filled and sent; it returns the tablets and how many sheets
// went out. One after another: a browser slows the clocks of tabs behind others.
func judged(t *testing.T, browser context.Context, base string, cards []judging.NewCard) (tabs []context.Context, sent int) {
	t.Helper()
	for i, card := range cards {
		tab := browsertest.Device(t, browser)
		browsertest.Size(t, tab, 1280, 800)
		browsertest.Run(t, tab, chromedp.Navigate(base+"/judge?lang=tg#"+card.Code))
		for _, digit := range card.PIN {
			tap(t, tab, fmt.Sprintf(`[...document.querySelectorAll(".keypad .key")].find(k => k.textContent === "%c")`, digit))
		}
		tap(t, tab, `document.querySelector("form button[type=submit]:not([disabled])")`)
		browsertest.Until(t, tab, "the own list", `document.querySelector(".list .row")`)
		for scored(t, tab, sent*7+i) {
			sent++
		}
		tabs = append(tabs, tab)
	}
	return tabs, sent
}

// book downloads the workbook and reads it.
func (c clicker) book() *excelize.File {
	c.t.Helper()
	c.open("results")
	path := browsertest.Download(c.t, c.tab, func() {
		tap(c.t, c.tab, fmt.Sprintf(`[...document.querySelectorAll("main a")].find(a => a.href.includes("results.xlsx") && a.href.includes("lang=%s"))`, c.lang))
	})
	f, err := excelize.OpenFile(path)
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() { f.Close() })
	return f
}

// cell opens the first sheet of a kind on the map.
func (c clicker) cell(kind string) {
	c.t.Helper()
	tap(c.t, c.tab, fmt.Sprintf(`document.querySelector(".grid .cell.%s")`, kind))
	browsertest.Until(c.t, c.tab, "the sheet's panel", `document.querySelector("[role=dialog] h2")`)
}

// stage goes the next step of the contest's only stage.
func (c clicker) stage(next, word string) {
	c.t.Helper()
	c.open("stages")
	tap(c.t, c.tab, fmt.Sprintf(`[...document.querySelectorAll("main .steps a, main .steps button")].find(e => e.textContent.trim().startsWith(%q))`, c.word("desk.stages.act."+next)))
	if next == "closed" {
		c.sees(c.word("desk.close.all"))
		browsertest.Keep(c.t, c.tab, "story-close-"+c.lang)
		tap(c.t, c.tab, `document.querySelector("main form.acts button")`)
	}
	browsertest.Until(c.t, c.tab, "the stage "+next, fmt.Sprintf(`location.pathname.endsWith("/stages") && [...document.querySelectorAll("main .state")].some(e => e.textContent === %q)`, word))
}

// publish looks at what all will see, publishes, and returns the public frame.
func (c clicker) publish() judging.Frame {
	c.t.Helper()
	c.open("board")
	c.press("desk.board.look")
	browsertest.Until(c.t, c.tab, "the look", `document.querySelector(".public table")`)
	browsertest.Keep(c.t, c.tab, "story-look-"+c.lang)
	shown := browsertest.Eval[[]string](c.t, c.tab, `[...document.querySelectorAll(".public tbody tr")].map(r => r.querySelector("td b").textContent + " " + r.querySelector("th").textContent.trim())`)
	c.press("desk.publish.act")
	c.sees(c.word("state.board.published"))
	desk := browsertest.Eval[string](c.t, c.tab, "location.href")
	path := browsertest.Eval[string](c.t, c.tab, `new URL([...document.querySelectorAll(".display input")][1].value).pathname`)
	browsertest.Run(c.t, c.tab, chromedp.Navigate(browsertest.Eval[string](c.t, c.tab, `[...document.querySelectorAll(".display input")][1].value`)))
	browsertest.Until(c.t, c.tab, "the public board", `document.querySelectorAll("ol.rows > li").length > 0`)
	browsertest.Keep(c.t, c.tab, "story-board-"+c.lang)
	frame := browsertest.Eval[judging.Frame](c.t, c.tab, `fetch("/api/v1/boards/`+strings.TrimPrefix(path, "/board/")+`").then(r => r.json())`)
	if len(frame.Rows) != len(shown) {
		c.t.Errorf("%s: the look had %d rows, the board %d", c.lang, len(shown), len(frame.Rows))
	}
	browsertest.Run(c.t, c.tab, chromedp.Navigate(desk))
	browsertest.Until(c.t, c.tab, "the desk again", `document.querySelector(".display input")`)
	return frame
}
