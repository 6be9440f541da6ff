package main

// What the audience reads of places on its phone, and the desk before the
// ceremony: shared places, the reason of each, what is still possible.

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"dovar/judging"
	"dovar/web/browsertest"
)

// A row of a published board opens under a finger or a key and says why; its
// address opens it for whoever gets it; going back closes it.
func TestChromiumReasons(t *testing.T) {
	t.Parallel()
	s := newFair(t)
	for _, card := range s.cards {
		r, err := signIn(t.Context(), s.desk.client, card, "Робот", time.Now)
		s.must(err)
		s.submit(r, judging.OpSubmit, "", map[string]string{"question": "8", "design": "12", "execution": "16", "creativity": "15", "poster": "8", "interview": "19"})
	}
	board := func(b judging.Board) { s.must(s.desk.setBoard(t.Context(), s.contest.ID, b)) }
	browser := browsertest.Open(t)
	phone := browsertest.Device(t, browser)
	browsertest.Size(t, phone, 390, 844)
	at := func(lang, row string) string { return s.child.address + "/b/" + s.contest.ID + "?lang=" + lang + row }
	browsertest.Run(t, phone, chromedp.Navigate(at("ru", "")))

	// Without reasons a touch keeps the row in view, as ever.
	board(judging.Board{State: judging.BoardPublished})
	browsertest.Until(t, phone, "the shared place", `document.querySelector(".row .place").textContent === "1–2"`)
	tap(t, phone, `document.querySelector("main .row")`)
	browsertest.Until(t, phone, "the row kept", `document.querySelector("main .row").getAttribute("aria-pressed") === "true" && document.querySelector(".pinned .row") && !location.hash`)

	board(judging.Board{State: judging.BoardPublished, Reasons: true})
	browsertest.Until(t, phone, "rows that open", `document.querySelector("main .row").getAttribute("aria-expanded") === "false"`)
	tap(t, phone, `document.querySelector("main .row")`)
	browsertest.Until(t, phone, "the reason", `document.querySelectorAll(".why li").length > 1 && document.querySelector(".why").textContent.includes("Место 1–2 делят 2 участника")`)
	if why := browsertest.Eval[string](t, phone, `document.querySelector(".why").textContent`); strings.Contains(why, "Саидова") || strings.Contains(why, "Раҳимов") {
		t.Errorf("a judge is named: %s", why)
	}
	if entry := browsertest.Eval[string](t, phone, `location.hash.slice(1)`); entry != s.entries[0] && entry != s.entries[1] {
		t.Errorf("the address ends in %q", entry)
	}
	browsertest.Eval[bool](t, phone, `(history.back(), true)`)
	browsertest.Until(t, phone, "the row closed by going back", `!document.querySelector(".why") && !location.hash`)

	// By keyboard: open, to the button inside, and Escape closes.
	browsertest.Eval[bool](t, phone, `(document.querySelectorAll("main .row")[1].focus(), document.activeElement.click(), true)`)
	browsertest.Until(t, phone, "the second row open", `document.querySelectorAll("main .row")[1].getAttribute("aria-expanded") === "true" && document.querySelector(".why .keep")`)
	strike(t, phone, "Escape")
	browsertest.Until(t, phone, "closed by Escape, the focus where it was", `!document.querySelector(".why") && document.activeElement === document.querySelectorAll("main .row")[1]`)

	// A link that a teacher sends, in each language, light and dark.
	for _, lang := range []string{"tg", "ru", "en"} {
		for _, dark := range []bool{false, true} {
			browsertest.Dark(t, phone, dark)
			browsertest.Run(t, phone, chromedp.Navigate("about:blank"), chromedp.Navigate(at(lang, "#"+s.entries[1])))
			browsertest.Until(t, phone, "the row of the link", `document.querySelectorAll(".why li").length > 1 && document.querySelector('[aria-expanded="true"]').textContent.includes("Гармидиҳии")`)
			look(t, phone, fmt.Sprintf("reason-%s-dark-%v", lang, dark), phoneScreens)
		}
	}
	browsertest.Run(t, phone, chromedp.Navigate("about:blank"), chromedp.Navigate(at("ru", "#nobody")))
	browsertest.Until(t, phone, "a link to nobody opens nothing", `document.querySelectorAll("main .row").length === 2 && !location.hash && !document.querySelector(".why")`)

	// What is open closes when reasons are no longer to be had.
	browsertest.Run(t, phone, chromedp.Navigate("about:blank"), chromedp.Navigate(at("ru", "#"+s.entries[1])))
	browsertest.Until(t, phone, "the reason", `document.querySelectorAll(".why li").length > 1`)
	board(judging.Board{State: judging.BoardPublished})
	browsertest.Until(t, phone, "nothing of it left", `!document.querySelector(".why") && document.querySelector("main .row").hasAttribute("aria-pressed")`)

	desk := organizerTab(t, browser, s)
	for _, lang := range []string{"tg", "ru", "en"} {
		for _, page := range []string{"standings", "board/publish"} {
			path := s.child.address + "/organizer/contests/" + s.contest.ID + "/" + page + "?lang=" + lang
			browsertest.Run(t, desk, chromedp.Navigate(path))
			browsertest.Until(t, desk, page, `document.querySelector("h1")`)
			browsertest.Eval[bool](t, desk, `(() => { const gate = document.querySelector(".gate button"); if (gate) gate.click(); return true; })()`)
			browsertest.Until(t, desk, "the tie that must be decided", `document.querySelector(".ties .need") && document.querySelector(".ties .need").textContent.includes("1–2")`)
			look(t, desk, "desk-"+strings.ReplaceAll(page, "/", "-")+"-"+lang, deskScreens)
		}
	}
}

// While sheets are open the board says what is still possible, from what it
// shows: the desk knows more, and says that too.
func TestChromiumPossiblePlaces(t *testing.T) {
	s := newFair(t)
	r, err := signIn(t.Context(), s.desk.client, s.cards[0], "Робот", time.Now)
	s.must(err)
	s.submit(r, judging.OpSubmit, "", map[string]string{"question": "0", "design": "0", "execution": "0", "creativity": "0", "poster": "0", "interview": "0"})
	browser := browsertest.Open(t)
	tab := browsertest.Device(t, browser)
	for _, lang := range []string{"tg", "ru", "en"} {
		s.must(s.desk.setBoard(t.Context(), s.contest.ID, judging.Board{State: judging.BoardLive, Bounds: true}))
		browsertest.Run(t, tab, chromedp.Navigate(s.child.address+"/board/"+s.contest.ID+"?lang="+lang))
		browsertest.Until(t, tab, "both possible", `Array.from(document.querySelectorAll(".possible")).filter((e) => e.textContent.includes("1–2")).length === 2 && !document.querySelector(".leader")`)
		look(t, tab, "possible-"+lang, boardScreens)
		s.must(s.desk.setBoard(t.Context(), s.contest.ID, judging.Board{State: judging.BoardLive, Show: judging.ShowEverySheet, Bounds: true}))
		browsertest.Until(t, tab, "the leader decided: two sheets of 100 make less than 78", `document.querySelector(".leader") && document.querySelectorAll(".possible").length === 2`)
		look(t, tab, "leader-"+lang, boardScreens)
	}
	desk := organizerTab(t, browser, s)
	browsertest.Run(t, desk, chromedp.Navigate(s.child.address+"/organizer/contests/"+s.contest.ID+"/standings?lang=en"))
	tap(t, desk, `document.querySelector(".gate button")`)
	browsertest.Until(t, desk, "what is possible", `document.querySelector(".standings").textContent.includes("decided")`)
	look(t, desk, "desk-possible", deskScreens)
}
