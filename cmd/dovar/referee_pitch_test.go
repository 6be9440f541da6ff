package main

// A contest of runs with one referee, whose tablet is a page: what is done on it,
// and what of that the server has.

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"dovar/judging"
	"dovar/web/browsertest"
)

// A pitch is a contest of runs with one referee, whose tablet is a page.
type pitch struct {
	page
	server  *child
	dir     string
	desk    desk
	event   string
	judge   string
	contest madeContest
	card    judging.NewCard
	referee *robot // the same person's eyes on the server, on no tablet
}

// newPitch opens the stages of a definition for teams, on a server that can be
// killed, and signs the referee in.
func newPitch(t *testing.T, def judging.Definition, teams ...newEntry) *pitch {
	t.Helper()
	p := &pitch{dir: t.TempDir()}
	code, token, errs := dovar("token", "--role", "organizer", "--data", p.dir)
	if code != 0 {
		t.Fatal(errs)
	}
	p.server = startChild(t, p.dir, "127.0.0.1:0")
	p.open(t, p.server.address, strings.TrimSpace(token), def, teams, nil)
	return p
}

// open makes the contest and signs the referee in; stages of matches are given
// to draw.
func (p *pitch) open(t *testing.T, address, token string, def judging.Definition, teams []newEntry, draw func(contest, stage, judge string)) {
	t.Helper()
	p.page = page{t, browsertest.Open(t)}
	p.desk = desk{newClient(address, token)}
	var err error
	p.event, err = p.desk.newEvent(t.Context(), judging.NewEvent{Title: demoEvent, Starts: "2030-05-01", Ends: "2030-05-02"})
	p.must(err)
	ids, err := p.desk.addJudges(t.Context(), p.event, []newJudge{judge("Наимов Фаррух")})
	p.must(err)
	p.judge = ids[0]
	p.contest = p.add(def, teams, draw)
	p.card, err = p.desk.card(t.Context(), p.judge)
	p.must(err)
	p.referee, err = signIn(t.Context(), p.desk.client, p.card, "Tablet", time.Now)
	p.must(err)
	p.enter(p.page)
}

// add makes a contest more, opens it and gives its sheets to the referee.
func (p *pitch) add(def judging.Definition, teams []newEntry, draw func(contest, stage, judge string)) madeContest {
	p.t.Helper()
	ctx := p.t.Context()
	contest, err := p.desk.newContestOf(ctx, p.event, def)
	p.must(err)
	_, err = p.desk.addEntries(ctx, contest.ID, teams)
	p.must(err)
	for i, s := range def.Stages {
		switch {
		case !s.Refereed() || !s.Live():
			continue
		case s.Kind != "matches":
			_, err := p.desk.assign(ctx, contest.ID, judging.Assignment{Stage: s.ID, Judges: []string{p.judge}, PerEntry: 1, Seed: 1})
			p.must(err)
		case s.Matches.Format == "round_robin":
			draw(contest.ID, s.ID, p.judge)
		default:
			continue
		}
		p.must(p.desk.setStage(ctx, contest.Stages[i].ID, judging.StageOpen))
	}
	return contest
}

func teamOf(code, name string, members ...string) newEntry {
	return newEntry{Code: code, Name: name, School: "Мактаби 7", Members: members, Visibility: judging.ShowName}
}

// enter signs the referee in on a tablet with the link of the card.
func (p *pitch) enter(on page) {
	p.t.Helper()
	browsertest.Run(p.t, on.tab, chromedp.Navigate(p.desk.base+"/judge?lang=en#"+p.card.Code+"."+p.card.PIN))
	on.press(".signin button[type=submit]")
	on.until("the queue", `document.querySelector(".queue-now .row")`)
}

func (p *pitch) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

// tap presses the enabled button whose text, or name, begins so.
func (p page) tap(text string) {
	p.t.Helper()
	at := fmt.Sprintf(`[...document.querySelectorAll("button, a.row")].filter(b => !b.disabled && ((b.getAttribute("aria-label") || "") + b.textContent).trim().startsWith(%q)).pop()`, text)
	p.until(text, at)
	browsertest.Eval[bool](p.t, p.tab, "("+at+".click(), true)")
}

// row opens the first sheet of the list whose row has the text.
func (p page) row(text string) {
	p.t.Helper()
	p.until(text, fmt.Sprintf(`(() => { const row = [...document.querySelectorAll("a.row")].find(r => r.textContent.includes(%q)); if (row) row.click(); return row; })()`, text))
}

func (p page) reads(selector, want string) {
	p.t.Helper()
	p.until(selector+" reads "+want, fmt.Sprintf(`[...document.querySelectorAll(%q)].some(e => e.innerText.replace(/\s+/g, " ").includes(%q))`, selector, want))
}

// shot looks at the page at every size and comes back to the first.
func (p *pitch) shot(name string) {
	p.t.Helper()
	look(p.t, p.tab, name, tabletScreens)
	browsertest.Size(p.t, p.tab, tabletScreens[0].width, tabletScreens[0].height)
}

// keys types a number on the keypad and ends it.
func (p *pitch) keys(number string) {
	p.t.Helper()
	for _, k := range number {
		at := fmt.Sprintf(`[...document.querySelectorAll(".panel .key")].find(b => b.textContent === %q)`, string(k))
		p.until("key "+string(k), at)
		browsertest.Eval[bool](p.t, p.tab, "("+at+".click(), true)")
	}
	p.tap("Done")
}

// head waits until the sheet of a code's attempt is decided on the server as
// wanted, and returns what counts.
func (p *pitch) head(code, stage string, attempt int, as func(judging.Body) bool) (b judging.Body) {
	p.t.Helper()
	p.version(code, stage, attempt, judging.OpSubmit, func(x judging.OpView) bool {
		b = bodyOf(p.t, x)
		return as(b)
	})
	return b
}

// version waits until what stands of a sheet is of the kind and as wanted.
func (p *pitch) version(code, stage string, attempt int, kind judging.OpKind, as func(judging.OpView) bool) judging.OpView {
	p.t.Helper()
	limit := time.After(time.Minute)
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	var last string
	for {
		p.must(p.referee.hello(p.t.Context()))
		for _, s := range p.referee.seen.Sheets {
			if s.Attempt != attempt || p.referee.seen.Entries[s.Entry].Code != code || s.Head == nil || p.titleOf(s.Stage) != stage {
				continue
			}
			if last = string(s.Head.Kind) + " " + string(s.Head.Body); s.Head.Kind == kind && as(*s.Head) {
				return *s.Head
			}
		}
		select {
		case <-tick.C:
		case <-limit:
			p.t.Fatalf("waited for %s, attempt %d; the server has %s", code, attempt, last)
		}
	}
}

func (p *pitch) titleOf(stage string) string {
	i := slices.IndexFunc(p.referee.seen.Stages, func(s judging.HelloStage) bool { return s.ID == stage })
	return p.referee.seen.Stages[i].Title.EN
}

// pin is the team's, found as anybody could who has the tablet and a minute.
func (p *pitch) pin(code string) string {
	p.t.Helper()
	for id, e := range p.referee.seen.Entries {
		for n := range 10_000 {
			pin := fmt.Sprintf("%04d", n)
			if sum := sha256.Sum256([]byte(id + ":" + pin)); e.Code == code && hex.EncodeToString(sum[:]) == e.Pin {
				return pin
			}
		}
	}
	p.t.Fatalf("no PIN of %s", code)
	return ""
}

func seconds(b judging.Body) (out []string) {
	for _, x := range b.Times {
		if x == nil {
			out = append(out, "")
			continue
		}
		out = append(out, string(*x))
	}
	return out
}
