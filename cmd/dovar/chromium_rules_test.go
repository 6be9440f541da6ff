package main

// The rules page in a real browser: what is typed is seen in the preview, what
// is wrong is told at its field, what is kept stands, and nothing typed is lost.

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"

	"dovar/web/browsertest"
)

// A rulesDesk is the rules page of one contest in one tab.
type rulesDesk struct {
	t   *testing.T
	tab context.Context
	url string
}

func (r rulesDesk) open(section string) {
	r.t.Helper()
	browsertest.Run(r.t, r.tab, chromedp.Navigate("about:blank"), chromedp.Navigate(r.url+"#"+section))
	r.until("the section "+section, fmt.Sprintf(`document.querySelector(".parts [aria-current]") && document.querySelector(".parts [aria-current]").hash === "#%s"`, section))
}

func (r rulesDesk) until(what, js string) {
	r.t.Helper()
	browsertest.Until(r.t, r.tab, what, js)
}

func (r rulesDesk) tap(element string) {
	r.t.Helper()
	tap(r.t, r.tab, element)
}

// fill types into a field as a keyboard does.
func (r rulesDesk) fill(id, text string) {
	r.t.Helper()
	r.until("the field "+id, fmt.Sprintf(`document.getElementById(%q)`, id))
	browsertest.Eval[bool](r.t, r.tab, fmt.Sprintf(`(at => { at.focus(); at.select(); return document.execCommand(%q ? "insertText" : "delete", false, %q); })(document.getElementById(%q))`, text, text, id))
}

func (r rulesDesk) value(id, want string) {
	r.t.Helper()
	r.until(id+" to be "+want, fmt.Sprintf(`document.getElementById(%q) && document.getElementById(%q).value === %q`, id, id, want))
}

// save presses the one button and waits for the word.
func (r rulesDesk) save() {
	r.t.Helper()
	r.tap(`document.querySelector(".keep .primary:not([disabled])")`)
	r.until("the rules to be kept", `document.querySelector(".keep .good")`)
}

const maxOf = `[...document.querySelectorAll(".try-max")].map(e => e.textContent).join()`

func newRules(t *testing.T) (rulesDesk, *fair, string, context.Context) {
	t.Helper()
	s := newFair(t)
	contest, err := s.desk.newContest(t.Context(), s.event, "it-teacher-contest")
	s.must(err)
	browser := browsertest.Open(t)
	tab := organizerTab(t, browser, s)
	browsertest.Size(t, tab, 1366, 768)
	return rulesDesk{t, tab, s.child.address + "/organizer/contests/" + contest.ID + "/rules?lang=ru"}, s, contest.ID, browser
}

// Every section, in three languages, at the desk's sizes.
func TestChromiumRulesPages(t *testing.T) {
	r, s, contest, _ := newRules(t)
	for _, lang := range []string{"ru", "tg", "en"} {
		r.url = s.child.address + "/organizer/contests/" + contest + "/rules?lang=" + lang
		for _, section := range []string{"texts", "who", "judges", "divisions", "stages", "total", "awards"} {
			browsertest.Size(t, r.tab, 1366, 768)
			r.open(section)
			if section == "stages" {
				r.tap(`document.getElementById("at-stages-0-criteria-0-head")`)
				r.until("the levels", `document.querySelectorAll(".ladder > li").length === 4`)
			}
			look(t, r.tab, "rules-"+section+"-"+lang, deskScreens)
		}
	}
}
