package main

// People in a real browser: an invitation from the link to the desk and out
// again, and the journal that tells what everybody did.

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"dovar/judging"
	"dovar/web/browsertest"
)

const guestPassword = "another long pass-phrase"

// invite makes an invitation on the page of accounts and returns its link.
func (s *fair) invite(owner context.Context, name string, role judging.Role) string {
	s.t.Helper()
	browsertest.Run(s.t, owner, chromedp.Navigate(s.child.address+"/organizer/accounts?lang=en"))
	browsertest.Until(s.t, owner, "the accounts", `document.querySelector("input[name=name]")`)
	browsertest.Run(s.t, owner, chromedp.SendKeys("input[name=name]", name))
	tap(s.t, owner, fmt.Sprintf(`document.querySelector("input[name=role][value=%s]")`, role))
	tap(s.t, owner, `document.querySelector(".form .button.primary")`)
	browsertest.Until(s.t, owner, "the link", `document.querySelector("#link")`)
	return browsertest.Eval[string](s.t, owner, `document.querySelector("#link").value`)
}

func TestChromiumInvitation(t *testing.T) {
	s := newFair(t)
	browser := browsertest.Open(t)
	owner := organizerTab(t, browser, s)
	link := s.invite(owner, "Ганҷина Раҳимова", judging.Secretary)
	browsertest.Keep(t, owner, "people-link")
	if !strings.HasPrefix(link, s.child.address+"/invite#") {
		t.Fatalf("link %s", link)
	}
	browsertest.Run(t, owner, chromedp.Navigate(s.child.address+"/organizer/accounts"))
	browsertest.Until(t, owner, "the open invitation", `document.body.textContent.includes("Ганҷина Раҳимова")`)
	secret := link[strings.Index(link, "#")+1:]
	if page := browsertest.Eval[string](t, owner, `document.documentElement.outerHTML`); strings.Contains(page, secret) {
		t.Error("the secret is shown a second time")
	}

	join := func(tab context.Context, name string) {
		browsertest.Run(t, tab, chromedp.Navigate(link))
		browsertest.Until(t, tab, "the form with its secret hidden", `document.querySelector("#secret") && document.querySelector("#secret").hidden`)
		if at := browsertest.Eval[string](t, tab, `location.href`); strings.Contains(at, secret) {
			t.Errorf("the secret stays in the address: %s", at)
		}
		browsertest.Run(t, tab, chromedp.SendKeys("[name=name]", name), chromedp.SendKeys("[name=password]", guestPassword), chromedp.Submit("form.stack"))
	}
	guest := browsertest.Device(t, browser)
	browsertest.Size(t, guest, 1366, 768)
	join(guest, "Ганҷина Раҳимова")
	browsertest.Until(t, guest, "the desk", `location.pathname === "/organizer" && document.querySelector(".bar .who").textContent.includes("Ганҷина")`)

	other := browsertest.Device(t, browser)
	join(other, "Каси Дигар")
	browsertest.Until(t, other, "the refusal of a spent invitation", `location.pathname === "/invite" && document.querySelector("[role=alert]")`)
	browsertest.Keep(t, other, "people-spent")

	own := `document.querySelectorAll("table.folding tbody tr").length === 1 && /Chrome/.test(document.querySelector("table.folding tbody th").textContent)`
	tap(t, guest, `document.querySelector(".bar .who a")`)
	browsertest.Until(t, guest, "the own session", `location.pathname === "/organizer/sessions" && `+own)
	browsertest.Keep(t, guest, "people-session")

	browsertest.Run(t, owner, chromedp.Navigate(s.child.address+"/organizer/accounts"))
	browsertest.Until(t, owner, "the two accounts", `document.querySelector("details.ask")`)
	browsertest.Eval[bool](t, owner, `[...document.querySelectorAll("details.ask")].every(d => d.open = true)`)
	look(t, owner, "people-accounts-open", deskScreens)
	browsertest.Size(t, owner, 1366, 768)
	browsertest.Run(t, owner, chromedp.Reload())

	// The owner ends it: the next click asks to sign in, and the password opens again.
	row := `[...document.querySelectorAll("tr")].find(r => r.querySelector("th") && r.querySelector("th").textContent === "Ганҷина Раҳимова" && r.querySelector("summary.button:not(.danger)"))`
	tap(t, owner, row+`.querySelector("summary")`)
	tap(t, owner, row+`.querySelector("form[action$='/end'] button")`)
	browsertest.Until(t, owner, "the notice", `document.querySelector(".notice.done")`)
	tap(t, guest, `document.querySelector(".bar .mark")`)
	browsertest.Until(t, guest, "the sign-in page", `location.pathname === "/signin"`)
	browsertest.Run(t, guest, chromedp.SendKeys("[name=name]", "Ганҷина Раҳимова"), chromedp.SendKeys("[name=password]", guestPassword), chromedp.Submit("form.stack"))
	browsertest.Until(t, guest, "the desk again", `location.pathname === "/organizer" && document.querySelector(".bar")`)
}

// The story of an outlier: a judge gives 93, the sheet comes back with a reason,
// the judge makes it 78, and the journal shows both values, names and times.
func TestChromiumJournal(t *testing.T) {
	t.Parallel()
	s := newFair(t)
	ctx := context.Background()
	r, err := signIn(ctx, s.desk.client, s.cards[2], "Планшети 3", time.Now)
	s.must(err)
	var sheet string
	for _, x := range r.seen.Sheets {
		if x.Entry == s.entries[0] {
			sheet = x.Sheet
		}
	}
	submit := func(creativity judging.Decimal) {
		marks := map[string]*judging.Decimal{}
		for id, m := range map[string]judging.Decimal{"question": "10", "design": "14", "execution": "19", "creativity": creativity, "poster": "9", "interview": "23"} {
			marks[id] = &m
		}
		_, err := r.cut(sheet, r.seen.Stages[0].Rubric, judging.OpSubmit, "", judging.Body{
			Marks: marks, Counts: map[string]int{}, Notes: map[string]string{}, Flags: []string{},
		})
		s.must(err)
		s.must(r.send(ctx))
	}
	submit("18")
	s.must(s.desk.call(ctx, http.MethodPost, "/sheets/"+sheet+"/return", map[string]string{"reason": "санҷед меъёри 4"}, nil))
	submit("3")

	browser := browsertest.Open(t)
	tab := organizerTab(t, browser, s)
	journal := "/organizer/contests/" + s.contest.ID + "/journal"
	at := regexp.MustCompile(`^\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d$`)
	for lang, words := range map[string][]string{
		"ru": {"Лист сдан заново: P-01 Обтозакунӣ бо офтоб", "Итого: 93 → 78", "Каримова Зулфия, планшет «Планшети 3»", "Лист возвращён на исправление", "причина: санҷед меъёри 4"},
		"tg": {"Варақа аз нав супорида шуд: P-01 Обтозакунӣ бо офтоб", "Ҳамагӣ: 93 → 78", "Каримова Зулфия, планшет «Планшети 3»", "Варақа ба довар барои ислоҳ баргардонида шуд", "сабаб: санҷед меъёри 4"},
		"en": {"Sheet submitted anew: P-01 Обтозакунӣ бо офтоб", "Total: 93 → 78", "Каримова Зулфия, tablet “Планшети 3”", "Sheet returned for correction", "reason: санҷед меъёри 4"},
	} {
		browsertest.Run(t, tab, chromedp.Navigate(s.child.address+journal+"?kind=sheets&lang="+lang))
		browsertest.Until(t, tab, "the journal", `document.querySelectorAll(".journal tbody tr").length >= 3`)
		rows := browsertest.Eval[[][]string](t, tab, `[...document.querySelectorAll(".journal tbody tr")].slice(0, 3).map(r =>
			[r.querySelector(".when").textContent, r.querySelector(".who").textContent, [...r.querySelector(".what").childNodes].map(n => n.textContent.trim()).join(" | ")])`)
		anew, back, first := rows[0], rows[1], rows[2]
		for _, row := range rows {
			if !at.MatchString(row[0]) {
				t.Errorf("%s: time %q", lang, row[0])
			}
		}
		if !strings.HasPrefix(anew[2], words[0]) || !strings.Contains(anew[2], words[1]) || anew[1] != words[2] || !strings.Contains(anew[2], ": 18 → 3") || strings.Count(anew[2], "→") != 2 {
			t.Errorf("%s: the correction reads %q", lang, anew)
		}
		if !strings.HasPrefix(back[2], words[3]) || !strings.Contains(back[2], words[4]) {
			t.Errorf("%s: the return reads %q", lang, back)
		}
		if first[1] != words[2] || !strings.Contains(first[2], "93") || strings.Contains(first[2], "78") {
			t.Errorf("%s: the first submit reads %q", lang, first)
		}
	}
	// Narrowed to the judge, there is nothing of others; a row's own link leads to it.
	who := browsertest.Eval[string](t, tab, `[...document.querySelector("[name=who]").options].find(o => o.text === "Каримова Зулфия").value`)
	browsertest.Run(t, tab, chromedp.Navigate(s.child.address+journal+"?lang=ru&who="+who))
	browsertest.Until(t, tab, "the judge's rows", `document.querySelectorAll(".journal tbody tr").length === 3 && [...document.querySelectorAll(".journal .who")].every(w => w.textContent.startsWith("Каримова Зулфия"))`)
	tap(t, tab, `document.querySelector(".journal .n a")`)
	browsertest.Until(t, tab, "the row alone at the top", `location.hash && document.querySelector(".journal tbody tr").id === location.hash.slice(1) && document.querySelector("tr:target")`)

	s.invite(tab, "Меҳмон", judging.Auditor)
	walkDesk(t, tab, s.child.address, map[string]string{
		"people-accounts":      "/organizer/accounts",
		"people-sessions":      "/organizer/sessions",
		"people-journal":       journal,
		"people-event-journal": "/organizer/events/" + s.event + "/journal",
		"people-invite":        "/invite",
	})
	// Whoever looked at marks of an open stage stands in the journal, once in ten minutes.
	browsertest.Run(t, tab, chromedp.Navigate(s.child.address+journal+"?lang=ru&kind=stages"))
	browsertest.Until(t, tab, "the look", `[...document.querySelectorAll(".journal .what")].filter(w => w.textContent.includes("журнал с оценками")).length === 1`)
}
