package main

// The live map in a real browser, while tablets judge.

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"dovar/judging"
	"dovar/web/browsertest"
)

// cellsOf is the JavaScript of how many cells of a kind the map shows.
func cellsOf(kind string, n int) string {
	return fmt.Sprintf(`document.querySelectorAll(".grid .cell.%s").length === %d`, kind, n)
}

// mapTab opens the live map.
func mapTab(t *testing.T, s *fair, tab context.Context, query string) {
	t.Helper()
	browsertest.Run(t, tab, chromedp.Navigate(s.child.address+"/organizer/contests/"+s.contest.ID+"/day?"+query))
	browsertest.Until(t, tab, "the map", `document.querySelector(".grid .cell")`)
}

// submit sends a sheet of the story's project from a robot's tablet.
func (s *fair) submit(r *robot, kind judging.OpKind, reason string, marks map[string]string) {
	s.t.Helper()
	for _, sheet := range r.seen.Sheets {
		if sheet.Entry != s.entries[0] {
			continue
		}
		body := judging.Body{Marks: map[string]*judging.Decimal{}, Counts: map[string]int{}, Notes: map[string]string{}, Flags: []string{}}
		for id, m := range marks {
			mark := judging.Decimal(m)
			body.Marks[id] = &mark
		}
		_, err := r.cut(sheet.Sheet, r.seen.Stages[0].Rubric, kind, reason, body)
		s.must(err)
	}
	s.must(r.send(s.t.Context()))
}

// The map follows the hall: a draft, a submit, a conflict and its end, a sheet
// given back, a server that dies and comes again.
func TestChromiumMapFollowsTheHall(t *testing.T) {
	t.Parallel()
	s := newFair(t)
	browser := browsertest.Open(t)
	desk := organizerTab(t, browser, s)
	mapTab(t, s, desk, "lang=ru")
	browsertest.Until(t, desk, "three sheets in", cellsOf("submitted", 3)+" && "+cellsOf("empty", 3))
	browsertest.Until(t, desk, "the first sentence", `document.querySelector(".strip").textContent.includes("Получено 3 из 6")`)

	// More judges than entries: they can be rows.
	tap(t, desk, `[...document.querySelectorAll(".tools .check input")].pop()`)
	browsertest.Until(t, desk, "judges as rows", `document.querySelectorAll(".grid .line").length === 3 && document.querySelectorAll(".grid .judge").length === 2`)
	look(t, desk, "desk-day-turned", deskScreens[:1])
	tap(t, desk, `[...document.querySelectorAll(".tools .check input")].pop()`)

	// A second tablet of the first judge has seen nothing of the first one.
	blind, err := signIn(t.Context(), s.desk.client, s.cards[0], "Дуюм", time.Now)
	s.must(err)
	tablet := s.signIn(browser, s.child.address, s.cards[0])
	s.open(tablet)
	s.mark(tablet, "question", "8")
	browsertest.Until(t, desk, "the draft", cellsOf("draft", 1))
	for _, c := range []string{"design", "execution", "creativity", "poster", "interview"} {
		s.mark(tablet, c, storySheets[0][c])
	}
	tap(t, tablet, `document.querySelector(".submit.primary:not([disabled])")`)
	badge(t, tablet, "received")
	browsertest.Until(t, desk, "the submit", cellsOf("submitted", 4)+` && !document.querySelector(".matter")`)

	s.submit(blind, judging.OpSubmit, "", storySheets[1])
	browsertest.Until(t, desk, "the conflict among what needs a person", cellsOf("conflict", 1)+
		` && document.querySelectorAll(".matter").length === 1 && document.querySelectorAll(".matter ul li").length === 2 && document.querySelector(".matter").textContent.includes("Дуюм")`)
	browsertest.Keep(t, desk, "map-conflict")
	browsertest.Run(t, tablet, chromedp.Reload())
	tap(t, tablet, `document.querySelector(".compare td .button")`)
	browsertest.Until(t, desk, "the judge's choice", cellsOf("submitted", 4)+` && !document.querySelector(".matter")`)

	// By keyboard to the sheet, and back to its judge.
	at := browsertest.Eval[[]int](t, desk, `(() => {
		const row = [...document.querySelectorAll(".grid .line")].find(r => r.textContent.includes("Обтозакунӣ"));
		const cell = row.querySelector(".cell.submitted");
		document.querySelector(".grid").focus();
		return [Number(row.getAttribute("aria-rowindex")) - 2, Number(cell.getAttribute("aria-colindex")) - 2];
	})()`)
	strike(t, desk, append(append([]string{"Home"}, repeat("ArrowDown", at[0])...), append(repeat("ArrowRight", at[1]), "Enter")...)...)
	browsertest.Until(t, desk, "the panel", `document.querySelector("[role=dialog] .story li")`)
	if story := browsertest.Eval[string](t, desk, `document.querySelector("[role=dialog]").textContent`); strings.Contains(story, "79") || strings.Contains(story, "83") {
		t.Errorf("a total stands in the panel: %s", story)
	}
	browsertest.Keep(t, desk, "map-panel")
	tap(t, desk, `document.querySelector(".side .ask:not(.apart) summary")`)
	tap(t, desk, `document.querySelector(".side .ask:not(.apart) form button")`)
	browsertest.Until(t, desk, "a reason is asked for", `document.querySelector(".side .ask [role=alert]")`)
	browsertest.Run(t, desk, chromedp.SendKeys(".side .ask:not(.apart) textarea", "Нет примечания к плакату"))
	tap(t, desk, `document.querySelector(".side .ask:not(.apart) form button")`)
	browsertest.Until(t, desk, "the returned sheet", cellsOf("returned", 1)+` && document.querySelector("[role=dialog]").textContent.includes("Нет примечания к плакату")`)
	strike(t, desk, "Escape")
	browsertest.Until(t, desk, "the focus back in the grid", `!document.querySelector("[role=dialog]") && document.activeElement === document.querySelector(".grid")`)
	browsertest.Run(t, tablet, chromedp.Reload())
	browsertest.Until(t, tablet, "the tablet told", `document.body.textContent.includes("Нет примечания к плакату")`)

	// Without a server the last picture stays and says how old it is.
	s.child.kill()
	browsertest.Until(t, desk, "lost contact", `document.querySelector(".age.lost .num") && `+cellsOf("returned", 1))
	first := browsertest.Eval[string](t, desk, `document.querySelector(".age.lost .num").textContent`)
	browsertest.Until(t, desk, "an age that grows", fmt.Sprintf(`document.querySelector(".age.lost .num").textContent !== %q`, first))
	browsertest.Keep(t, desk, "map-lost")
	s.child = startChild(t, s.dir, strings.TrimPrefix(s.child.address, "http://"))
	third, err := signIn(t.Context(), s.desk.client, s.cards[2], "Сеюм", time.Now)
	s.must(err)
	s.submit(third, judging.OpDecline, "conflict", nil)
	browsertest.Until(t, desk, "the map caught up", cellsOf("declined", 1)+` && !document.querySelector(".age.lost") && document.querySelector(".matter").textContent.includes("Конфликт интересов")`)
	if reloads := browsertest.Eval[int](t, desk, `performance.getEntriesByType("navigation").length`); reloads != 1 {
		t.Errorf("the page loaded %d times", reloads)
	}
}

func repeat(key string, n int) (out []string) {
	for range n {
		out = append(out, key)
	}
	return out
}

// strike sends keys to what has the focus.
func strike(t *testing.T, tab context.Context, names ...string) {
	t.Helper()
	for _, name := range names {
		browsertest.Eval[bool](t, tab, fmt.Sprintf(`document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: %q, bubbles: true, cancelable: true})) || true`, name))
	}
}

// The map with everything in it, in each language and size, open and closed.
func TestChromiumMapPages(t *testing.T) {
	s := newFair(t)
	for _, e := range append(append([]newEntry{}, demoTeachers...), newEntry{Name: strings.Repeat("Барномарезӣ ва робототехника дар синфҳои ибтидоӣ ", 5)}) {
		_, err := s.desk.addEntries(t.Context(), s.contest.ID, []newEntry{{Name: e.Name, School: e.School}})
		s.must(err)
	}
	judges, err := s.desk.addJudges(t.Context(), s.event, append(append([]newJudge{}, demoTeacherJudges...), judge("Абдураҳмонзодаи Хушрӯзи Саидмуҳаммадӣ"), judge("Каримова Адиба")))
	s.must(err)
	_, err = s.desk.assign(t.Context(), s.contest.ID, judging.Assignment{Stage: s.contest.Stages[0].ID, Judges: judges, PerEntry: 3, Seed: 1})
	s.must(err)
	hall := []judging.OpKind{judging.OpDraft, judging.OpDecline}
	for i, kind := range hall {
		r, err := signIn(t.Context(), s.desk.client, s.cards[i], "Планшет 7", time.Now)
		s.must(err)
		s.submit(r, kind, "absent", storySheets[i])
	}
	// Two tablets that saw nothing of each other.
	one, err := signIn(t.Context(), s.desk.client, s.cards[2], "Планшет 8", time.Now)
	s.must(err)
	two, err := signIn(t.Context(), s.desk.client, s.cards[2], "Планшет 9 (запасной, у входа)", time.Now)
	s.must(err)
	s.submit(one, judging.OpSubmit, "", storySheets[0])
	s.submit(two, judging.OpSubmit, "", storySheets[2])

	tab := organizerTab(t, browsertest.Open(t), s)
	for _, lang := range []string{"tg", "ru", "en"} {
		browsertest.Size(t, tab, 1366, 768)
		mapTab(t, s, tab, "lang="+lang)
		browsertest.Until(t, tab, "what needs a person", `document.querySelectorAll(".matter").length === 2`)
		look(t, tab, "desk-day-"+lang, append([]screen{{1920, 1080}, {1280, 800}}, deskScreens...))
		browsertest.Size(t, tab, 1366, 768)
		tap(t, tab, `document.querySelector(".grid .cell.conflict")`)
		browsertest.Until(t, tab, "the panel", `document.querySelector("[role=dialog] .story li")`)
		look(t, tab, "desk-day-panel-"+lang, deskScreens)
	}
	browsertest.Dark(t, tab, true)
	look(t, tab, "desk-day-panel-dark", deskScreens[:1])
	strike(t, tab, "Escape")
	look(t, tab, "desk-day-dark", deskScreens[:1])
	browsertest.Dark(t, tab, false)
	browsertest.Size(t, tab, 1366, 768)
	mapTab(t, s, tab, "lang=ru")

	// A name is found however typed.
	browsertest.Run(t, tab, chromedp.SendKeys(".find input", "джамшед"))
	browsertest.Until(t, tab, "Ҷамшед", `document.querySelectorAll(".grid .line").length === 1 && document.querySelector(".grid .line").textContent.includes("Ҷамшед")`)
}
