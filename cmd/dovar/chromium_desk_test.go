package main

// The desk's pages about events and contests, as an organizer sees them.

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"dovar/web/browsertest"
)

// organizerTab signs an owner in on a laptop.
func organizerTab(t testing.TB, browser context.Context, s *fair) context.Context {
	t.Helper()
	return accountTab(t, browser, s, "Мунира", "owner")
}

// accountTab signs somebody in on a laptop of their own.
func accountTab(t testing.TB, browser context.Context, s *fair, name, role string) context.Context {
	t.Helper()
	const password = "a long pass-phrase"
	add := exec.Command(os.Args[0])
	add.Env = append(add.Environ(), asProgram+"="+strings.Join([]string{"user", "add", name, "--role", role, "--data", s.dir}, "\n"))
	add.Stdin = strings.NewReader(password + "\n")
	if out, err := add.CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	tab := browsertest.Device(t, browser)
	browsertest.Size(t, tab, 1366, 768)
	browsertest.Run(t, tab, chromedp.Navigate(s.child.address+"/signin?lang=ru"),
		chromedp.SendKeys("[name=name]", name), chromedp.SendKeys("[name=password]", password), chromedp.Submit("form.stack"))
	browsertest.Until(t, tab, "the desk", `location.pathname === "/organizer" && document.querySelector("h1")`)
	return tab
}

// walkDesk looks at pages in each language at the desk's sizes, and once dark.
func walkDesk(t *testing.T, tab context.Context, address string, pages map[string]string) {
	t.Helper()
	for name, path := range pages {
		for _, lang := range []string{"tg", "ru", "en"} {
			sep := "?"
			if strings.Contains(path, "?") {
				sep = "&"
			}
			browsertest.Run(t, tab, chromedp.Navigate(address+path+sep+"lang="+lang))
			browsertest.Until(t, tab, name, `document.readyState === "complete" && document.querySelector("h1")`)
			look(t, tab, name+"-"+lang, deskScreens)
		}
		browsertest.Dark(t, tab, true)
		look(t, tab, name+"-dark", deskScreens[:1])
		browsertest.Dark(t, tab, false)
	}
}

func TestChromiumDesk(t *testing.T) {
	t.Parallel()
	s := newFair(t)
	browser := browsertest.Open(t)
	tab := organizerTab(t, browser, s)
	walkDesk(t, tab, s.child.address, map[string]string{
		"desk-organizer":   "/organizer",
		"desk-event-new":   "/organizer/events/new",
		"desk-event":       "/organizer/events/" + s.event,
		"desk-presets":     "/organizer/events/" + s.event + "/contests/new",
		"desk-contest-new": "/organizer/events/" + s.event + "/contests/new?preset=it-teacher-contest",
		"desk-contest":     "/organizer/contests/" + s.contest.ID,
	})

	// A refused form keeps what was typed and says where it is wrong.
	browsertest.Size(t, tab, 1366, 768)
	browsertest.Run(t, tab, chromedp.Navigate(s.child.address+"/organizer/events/new?lang=ru"))
	browsertest.Eval[bool](t, tab, `((f => { f["title.ru"].value = "Неделя роботов"; f.starts.value = "2030-05-03"; f.ends.value = "2030-05-01"; f.place.value = "Школа № 4"; f.requestSubmit(); })(document.querySelector("main form")), true)`)
	browsertest.Until(t, tab, "the refusal", `document.querySelector("#error-ends")`)
	look(t, tab, "desk-event-refused", deskScreens)
	typed := browsertest.Eval[string](t, tab, `(f => [f["title.ru"].value, f.starts.value, f.ends.value, f.place.value].join())(document.querySelector("main form"))`)
	if typed != "Неделя роботов,2030-05-03,2030-05-01,Школа № 4" {
		t.Errorf("what was typed did not survive: %s", typed)
	}
	// The languages' links lead to the page, not to the form's address.
	if at := browsertest.Eval[string](t, tab, `document.querySelector(".bar .choices a").getAttribute("href")`); at != "/organizer/events/new?lang=tg" {
		t.Errorf("the language link is %s", at)
	}

	// A phone folds the list of pages; a laptop shows it.
	for width, open := range map[int64]bool{390: false, 1366: true} {
		browsertest.Size(t, tab, width, 800)
		browsertest.Run(t, tab, chromedp.Navigate(s.child.address+"/organizer/contests/"+s.contest.ID))
		browsertest.Until(t, tab, fmt.Sprint("the list at ", width), fmt.Sprintf(`document.querySelector(".rooms details") && document.querySelector(".rooms details").open === %v`, open))
	}
}
