package main

// The organizer's whole road by clicking: from an empty folder through the
// set-up link to a published board and a workbook.

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"dovar/web/browsertest"
)

func TestChromiumStory(t *testing.T) {
	t.Parallel()
	child := startChild(t, t.TempDir(), "127.0.0.1:0")
	browser := browsertest.Open(t)
	c := newClicker(t, browser, "ru")
	overview := c.begin(child.setup(), "Неделя ИКТ", "science-fair-science")

	// 24 rows, three of them with a fault: "21 ready, 3 to fix".
	c.step(overview, "entries", "/entries")
	browsertest.Upload(t, c.tab, ".import input[type=file]", storyFile(t))
	browsertest.Until(t, c.tab, "what the list holds", sums("21 готова", "3 исправить"))
	browsertest.Keep(t, c.tab, "story-import")
	tap(t, c.tab, `document.querySelector("#row-7 .cells input")`)
	browsertest.Run(t, c.tab, chromedp.KeyEvent("Раҳимов\t"))
	browsertest.Until(t, c.tab, "row 7 mended", sums("22 готовы", "2 исправить"))
	tap(t, c.tab, `document.querySelector("#row-12 .wrong button")`)
	browsertest.Until(t, c.tab, "row 12 mended", sums("23 готовы", "1 исправить"))
	tap(t, c.tab, `document.querySelector("#row-19 > button")`)
	browsertest.Until(t, c.tab, "row 19 left out", sums("23 готовы", "1 пропущена"))
	tap(t, c.tab, `document.querySelector(".import .acts .primary")`)
	browsertest.Until(t, c.tab, "what was added", `document.querySelector(".import .notice.done")`)
	c.open("entries")
	browsertest.Until(t, c.tab, "23 entries", `document.querySelectorAll("table.entries tbody tr").length === 23`)
	district := browsertest.Eval[string](t, c.tab, `[...document.querySelectorAll("table.entries tbody tr")].find(r => r.textContent.includes("Ӯктамов")).cells[3].textContent`)
	if district != "Рӯдакӣ" {
		t.Errorf("the district of row 12 is %q", district)
	}

	c.step(overview, "judges", "/judges")
	c.judges("Саидова Нигора", "Раҳимов Ҷамшед", "Каримова Зулфия", "Ҳакимов Фирӯз")
	c.step(overview, "panels", "/panels")
	c.draw("3")
	c.step(overview, "cards", "/judges")
	cards := c.cards()
	if len(cards) != 4 {
		t.Fatalf("%d cards", len(cards))
	}
	c.stageOf(overview)
	c.stage("open", c.word("state.stage.open"))

	// Marks through four tablets: 23 entries by three judges each.
	tabs, sent := judged(t, browser, child.address, cards)
	if sent != 69 {
		t.Fatalf("%d sheets were sent, want 69", sent)
	}

	// One sheet goes back to its judge, who looks again.
	c.open("day")
	browsertest.Until(t, c.tab, "all on the map", `document.querySelector("main").innerText.includes("69")`)
	browsertest.Keep(t, c.tab, "story-map")
	c.cell("submitted")
	browsertest.Until(t, c.tab, "whose sheet", `document.querySelector("[role=dialog] h2").textContent.includes("·")`)
	whom := browsertest.Eval[string](t, c.tab, `document.querySelector("[role=dialog] h2").textContent`)
	c.press("desk.day.return")
	browsertest.Run(t, c.tab, chromedp.SendKeys(chromedp.CSS("[role=dialog] details[open] textarea"), "Проверьте критерий 4"))
	tap(t, c.tab, `document.querySelector("[role=dialog] details[open] form button")`)
	c.sees(c.word("desk.day.story.return"))
	c.press("desk.day.close")
	judge := slices.IndexFunc(tabs, func(tab context.Context) bool {
		return strings.HasSuffix(whom, browsertest.Eval[string](t, tab, `document.querySelector(".bar h1").textContent`))
	})
	if judge < 0 {
		t.Fatalf("nobody judges %s", whom)
	}
	back := tabs[judge]
	browsertest.Run(t, back, chromedp.Reload())
	browsertest.Until(t, back, "the returned sheet", `document.querySelector(".list .row .state.returned")`)
	tap(t, back, `document.querySelector(".list .row .state.returned").closest(".row")`)
	browsertest.Until(t, back, "the sheet", `document.querySelector(".criterion")`)
	tap(t, back, `document.querySelectorAll(".criterion .band")[1]`)
	tap(t, back, `document.querySelector(".criterion .key")`)
	tap(t, back, `document.querySelector(".submit.primary:not([disabled])")`)
	browsertest.Until(t, back, "sent again", `document.querySelector("table.review") && document.querySelector(".badge.received")`)

	// One entry is withdrawn, with a reason.
	c.open("entries")
	tap(t, c.tab, `document.querySelector("table.entries tbody a")`)
	browsertest.Until(t, c.tab, "the entry", `document.querySelector(".history li")`)
	withdrawn := browsertest.Eval[string](t, c.tab, `document.querySelector(".facts dd").textContent`)
	c.set("state", "withdrawn")
	tap(t, c.tab, `document.querySelector("form[action$=place] [name=reason]")`)
	browsertest.Run(t, c.tab, chromedp.SendKeys(chromedp.CSS("form[action$=place] [name=reason]"), "Снят по заявлению"))
	c.press("desk.entry.place.do")
	browsertest.Until(t, c.tab, "the new state", fmt.Sprintf(`document.querySelector(".facts .state") && document.querySelector(".facts .state").textContent === %q`, c.word("state.entry.withdrawn")))

	c.stage("closed", c.word("state.stage.closed"))
	c.stage("final", c.word("state.stage.final"))
	c.open("standings")
	browsertest.Until(t, c.tab, "places", `document.querySelectorAll("table.standings tbody tr").length >= 22`)
	browsertest.Keep(t, c.tab, "story-standings")
	places := browsertest.Eval[map[string]string](t, c.tab, `Object.fromEntries([...document.querySelectorAll("table.standings tbody tr")].map(r => [r.cells[1].textContent, r.cells[0].textContent + " " + r.querySelector(".total").textContent]))`)
	frame := c.publish()
	if len(frame.Rows) != 22 || frame.State != "published" {
		t.Errorf("the public board has %d rows and is %s", len(frame.Rows), frame.State)
	}
	for _, row := range frame.Rows {
		if row.Code == withdrawn || row.Name != "" { // children stand under their codes
			t.Errorf("the public sees %+v", row)
		}
	}

	book := c.book()
	summary := book.GetSheetList()[0]
	rows, err := book.GetRows(summary)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, row := range rows {
		for i, cell := range row {
			if want, ok := places[cell]; ok && i < 3 {
				found++
				total := strings.ReplaceAll(strings.Fields(want)[1], ",", ".")
				if !strings.Contains(strings.Join(row, " "), total) {
					t.Errorf("%s: the workbook has %q, the page %q", cell, row, want)
				}
			}
		}
	}
	if found < 22 {
		t.Errorf("%d entries in the workbook: %q", found, rows)
	}
	if ok := strings.Contains(fmt.Sprint(rows[:6]), "OK"); !ok {
		t.Errorf("the summary does not read OK: %q", rows[:6])
	}

	// Who did what stands in the journal.
	c.open("journal")
	for _, words := range []string{"Мунира", "Проверьте критерий 4", "Снят по заявлению"} {
		c.sees(words)
	}
	browsertest.Keep(t, c.tab, "story-journal")
}

// stageOf goes to the stages by the overview's list.
func (c clicker) stageOf(overview string) { c.step(overview, "open", "/stages") }

// The same road in short, in Tajik and English: entries by hand, three judges.
func TestChromiumStoryInShort(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"tg", "en"} {
		t.Run(lang, func(t *testing.T) {
			child := startChild(t, t.TempDir(), "127.0.0.1:0")
			browser := browsertest.Open(t)
			c := newClicker(t, browser, lang)
			overview := c.begin(child.setup(), "Week 1", "science-fair-science")
			c.step(overview, "entries", "/entries")
			for _, name := range []string{"Обтозакунӣ бо офтоб", "Гармидиҳии гулхона"} {
				c.fill("name", name)
				c.press("desk.entries.add.do")
				c.sees(name)
			}
			c.step(overview, "judges", "/judges")
			c.judges("Саидова Нигора", "Раҳимов Ҷамшед", "Каримова Зулфия")
			c.step(overview, "panels", "/panels")
			c.press("desk.panels.all.do")
			browsertest.Until(t, c.tab, "the pairs", `document.querySelector(".notice.done")`)
			c.step(overview, "cards", "/judges")
			cards := c.cards()
			c.stageOf(overview)
			c.stage("open", c.word("state.stage.open"))
			if _, sent := judged(t, browser, child.address, cards); sent != 6 {
				t.Fatalf("%d sheets were sent, want 6", sent)
			}
			c.stage("closed", c.word("state.stage.closed"))
			c.stage("final", c.word("state.stage.final"))
			if frame := c.publish(); len(frame.Rows) != 2 || frame.Rows[0].Total == "" {
				t.Errorf("the public board: %+v", frame.Rows)
			}
			book := c.book()
			rows, err := book.GetRows(book.GetSheetList()[0])
			if err != nil || !strings.Contains(fmt.Sprint(rows), "OK") {
				t.Errorf("the workbook: %v %q", err, rows)
			}
		})
	}
}
