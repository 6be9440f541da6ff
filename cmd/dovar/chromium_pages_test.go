package main

// Every page in a real browser: nothing is cut or overflows in any language at
// the sizes of screens it is for, and axe finds nothing serious.

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"dovar/web"
	"dovar/web/browsertest"
)

//go:embed testdata/axe/axe.min.js
var axe string // axe-core 4.14.1, MPL-2.0, licence beside it

// layout lists what a reader would see cut, overlapped or off the screen: text
// wider or higher than the box that clips it, text beyond the left or right
// edge (unless its box scrolls to it), a page that scrolls sideways, and key
// lines of text over each other.
const layout = `(() => {
	const bad = [];
	const name = e => e.tagName.toLowerCase() + (e.className && e.className.baseVal === undefined ? "." + e.className : "") + " «" + e.textContent.trim().slice(0, 40) + "»";
	if (document.documentElement.scrollWidth > innerWidth + 1) bad.push("the page is " + document.documentElement.scrollWidth + " wide");
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let node = walk.nextNode(); node; node = walk.nextNode()) {
		const e = node.parentElement;
		if (!node.textContent.trim() || !e.getClientRects().length || e.closest("script, style, noscript, [aria-hidden=true], .sprite")) continue;
		const style = getComputedStyle(e);
		const own = e.getBoundingClientRect();
		if (own.width <= 1 || own.height <= 1 || style.visibility === "hidden" || style.clipPath !== "none" || style.opacity === "0") continue;
		let scroller = e.parentElement;
		while (scroller && !(scroller.scrollWidth > scroller.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(scroller).overflowX))) scroller = scroller.parentElement;
		const range = document.createRange();
		range.selectNodeContents(node);
		for (const r of range.getClientRects()) {
			if (r.width < 2) continue;
			if (!scroller && (r.right > innerWidth + 1 || r.left < -1)) bad.push("off the screen: " + name(e));
			for (let box = e; box && box !== document.body; box = box.parentElement) {
				const s = getComputedStyle(box), b = box.getBoundingClientRect();
				if (b.width <= 1 || b.height <= 1) break;
				if (s.overflowX !== "visible" && s.overflowX !== "auto" && s.overflowX !== "scroll" && (r.right > b.right + 1.5 || r.left < b.left - 1.5)) bad.push("cut sideways: " + name(e));
				if (s.overflowY === "hidden" && (r.bottom - r.height * .2 > b.bottom + 1 || r.top + r.height * .2 < b.top - 1)) bad.push("cut in height: " + name(e));
			}
			if (parseFloat(style.fontSize) < 15) bad.push("smaller than 15: " + name(e));
		}
	}
	return [...new Set(bad)].slice(0, 8);
})()`

// axeRun returns what axe finds serious or critical, by the rules of WCAG 2.2 AA.
const axeRun = `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}).then(r =>
	r.violations.filter(v => v.impact === "serious" || v.impact === "critical")
		.map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.target.join(" ") + " " + (n.any[0] || n.all[0] || {message: ""}).message).join(" | ")))`

type screen struct{ width, height int64 }

var (
	tabletScreens = []screen{{1280, 800}, {800, 1280}, {1024, 480}, {390, 844}}
	boardScreens  = []screen{{1920, 1080}, {1280, 720}, {1024, 768}}
	phoneScreens  = []screen{{390, 844}, {360, 640}}
	deskScreens   = []screen{{1366, 768}, {800, 1280}, {390, 844}}
)

// look checks the page that the tab shows at each size, and its accessibility.
func look(t *testing.T, tab context.Context, name string, screens []screen) {
	t.Helper()
	for i, s := range screens {
		browsertest.Size(t, tab, s.width, s.height)
		browsertest.Eval[bool](t, tab, `document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))
			.then(() => Promise.all(document.getAnimations().map(a => a.finished.catch(() => {})))).then(() => true)`)
		if bad := browsertest.Eval[[]string](t, tab, layout); len(bad) > 0 {
			t.Errorf("%s at %dx%d:\n  %s", name, s.width, s.height, strings.Join(bad, "\n  "))
		}
		browsertest.Keep(t, tab, fmt.Sprintf("%s-%dx%d", name, s.width, s.height))
		if i == 0 {
			accessible(t, tab, name)
		}
	}
}

// firstShown are pages as they were first shown, by their names without the language.
var firstShown sync.Map

// accessible has axe read a page in the language in which it is first shown,
// since roles, names and colours come from the same elements in each; with
// DOVAR_PROVE in every one.
func accessible(t *testing.T, tab context.Context, name string) {
	t.Helper()
	page := name
	for _, lang := range web.Languages {
		page = strings.TrimSuffix(page, "-"+lang)
	}
	if first, _ := firstShown.LoadOrStore(page, name); first != name && os.Getenv("DOVAR_PROVE") == "" {
		return
	}
	browsertest.Eval[bool](t, tab, axe+"; true")
	if bad := browsertest.Eval[[]string](t, tab, axeRun); len(bad) > 0 {
		t.Errorf("%s, axe:\n  %s", name, strings.Join(bad, "\n  "))
	}
}

func TestChromiumPages(t *testing.T) {
	t.Parallel()
	s := newFair(t)
	browser := browsertest.Open(t)
	site := browsertest.Device(t, browser)
	address := s.child.address
	for _, lang := range []string{"tg", "ru", "en"} {
		at := func(path string) string { return address + path + "?lang=" + lang }
		for name, page := range map[string]struct {
			path    string
			ready   string
			screens []screen
		}{
			"board": {"/board/" + s.contest.ID, rowOf, boardScreens},
			"phone": {"/b/" + s.contest.ID, rowOf, phoneScreens},
			"list":  {"/", `document.querySelector("main, h1")`, deskScreens},
			"entry": {"/signin", `document.querySelector("form")`, deskScreens},
			"setup": {"/setup", `document.querySelector("form")`, deskScreens},
			"none":  {"/nothing-here", `document.querySelector("main, h1")`, deskScreens},
			"card":  {"/judge", `document.querySelector(".keypad")`, tabletScreens},
		} {
			browsertest.Run(t, site, chromedp.Navigate(at(page.path)))
			browsertest.Until(t, site, name, page.ready)
			look(t, site, name+"-"+lang, page.screens)
		}
	}

	// The board and the tablet in their other themes.
	for _, theme := range []string{"paper", "hall"} {
		browsertest.Run(t, site, chromedp.Navigate(address+"/board/"+s.contest.ID+"?lang=ru&theme="+theme))
		browsertest.Until(t, site, theme, rowOf)
		look(t, site, "board-"+theme, boardScreens)
	}

	tab := s.signIn(browser, address, s.cards[0])
	for _, lang := range []string{"tg", "ru", "en"} {
		browsertest.Size(t, tab, 1280, 800)
		browsertest.Run(t, tab, chromedp.Navigate(address+"/judge?lang="+lang+"#/"))
		browsertest.Until(t, tab, "the list", `document.querySelectorAll(".list .row").length === 2`)
		look(t, tab, "judge-list-"+lang, tabletScreens)
		browsertest.Size(t, tab, 1280, 800)
		s.open(tab)
		if lang == "tg" {
			s.mark(tab, "question", "8")
			s.mark(tab, "design", "0")
		}
		tap(t, tab, `document.querySelectorAll("#c-execution .band")[2]`)
		look(t, tab, "judge-sheet-"+lang, tabletScreens)
	}
	for _, theme := range []string{"hall", "sun", "contrast"} {
		browsertest.Eval[bool](t, tab, fmt.Sprintf(`(localStorage.setItem("dovar.theme", "%s"), location.reload(), true)`, theme))
		browsertest.Until(t, tab, theme, fmt.Sprintf(`document.documentElement.dataset.theme === "%s" && document.querySelector(".criterion")`, theme))
		look(t, tab, "judge-sheet-"+theme, tabletScreens[:1])
	}
}
