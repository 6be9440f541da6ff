package main

// The rules of a contest on paper.

import (
	"testing"

	"dovar/judging"
	"dovar/web/browsertest"
)

// On A4 the rules stand alone, in the language of the preview, and fit its width.
func TestChromiumRulesPaper(t *testing.T) {
	r, s, contest, _ := newRules(t)
	lines := map[string]int{}
	for _, lang := range []string{"tg", "ru", "en"} {
		r.url = s.child.address + "/organizer/contests/" + contest + "/rules?lang=" + lang
		r.open("total")
		r.tap(`document.getElementById("tab-rules")`)
		r.until("the button that prints", `document.querySelector(".print-rules button:not([disabled])")`)
		pages := browsertest.Pages(browsertest.PDF(t, r.tab, "rules-paper-"+lang))
		if pages < 2 || pages > 5 {
			t.Errorf("%s: %d pages", lang, pages)
		}
		browsertest.Paper(t, r.tab, true)
		browsertest.Size(t, r.tab, 794, 1123) // A4 at 96 to the inch
		browsertest.Keep(t, r.tab, "rules-paper-"+lang)
		shown := browsertest.Eval[[]string](t, r.tab, `[...document.querySelectorAll("main *, header, nav")].filter(x => x.checkVisibility() && x.children.length === 0 && !x.closest(".on-paper")).map(x => x.className || x.tagName)`)
		if len(shown) > 0 {
			t.Errorf("%s: the paper shows also %v", lang, shown)
		}
		if wide := browsertest.Eval[bool](t, r.tab, `document.documentElement.scrollWidth > 794`); wide {
			t.Errorf("%s: wider than the paper", lang)
		}
		lines[lang] = browsertest.Eval[int](t, r.tab, `[...document.querySelectorAll(".on-paper .rules > *")].filter(x => x.checkVisibility() && x.textContent.trim()).length`)
		browsertest.Paper(t, r.tab, false)
	}
	if want := len(judging.RulesText(definitionOf(s, contest))); lines["tg"] != want || lines["ru"] != want || lines["en"] != want {
		t.Errorf("lines on paper %v, want %d", lines, want)
	}
}
