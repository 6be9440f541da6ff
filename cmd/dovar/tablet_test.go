package main

// The tablet's page against a real server where several hands meet: two judges
// on one tablet, one judge on two.

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"dovar/judging"
	"dovar/web/browsertest"
)

// A page is the tablet's page in a tab, driven by its own buttons.
type page struct {
	t   *testing.T
	tab context.Context
}

// hallWithPage starts a server and a tablet of which nobody signed in.
func hallWithPage(t *testing.T, judges int) (*child, string, *hall, page) {
	t.Helper()
	dir := t.TempDir()
	code, token, errs := dovar("token", "--role", "organizer", "--data", dir)
	if code != 0 {
		t.Fatal(errs)
	}
	server := startChild(t, dir, "127.0.0.1:0")
	h := newHall(t, server.address, strings.TrimSpace(token), 1, judges, judges)
	return server, dir, h, page{t, browsertest.Open(t)}
}

// enter signs the judge of a robot in with a new card's link.
func (p page) enter(h *hall, of *player) {
	p.t.Helper()
	card, err := h.desk.card(p.t.Context(), of.robot.judge.ID)
	if err != nil {
		p.t.Fatal(err)
	}
	browsertest.Run(p.t, p.tab, chromedp.Navigate("about:blank"),
		chromedp.Navigate(h.desk.base+"/judge?lang=en#"+card.Code+"."+card.PIN))
	p.press(".signin button[type=submit]")
	p.until("the list", `document.querySelector(".list .row")`)
}

func (p page) until(what, js string) {
	p.t.Helper()
	browsertest.Until(p.t, p.tab, what, js)
}

// press clicks the first enabled element of a selector once it is there.
func (p page) press(selector string) {
	p.t.Helper()
	at := fmt.Sprintf(`document.querySelector(%q)`, selector+":not([disabled])")
	p.until(selector, at)
	browsertest.Eval[bool](p.t, p.tab, "("+at+".click(), true)")
}

// give marks a criterion with the first number of its nth band.
func (p page) give(criterion string, band int) {
	p.t.Helper()
	p.press(fmt.Sprintf("#c-%s .band:nth-child(%d)", criterion, band))
	p.press(fmt.Sprintf("#c-%s .key", criterion))
	p.until("the mark", fmt.Sprintf(`document.querySelector("#c-%s .key[aria-pressed=true]")`, criterion))
}

// sheet asks the server for the robot's only sheet until it is as wanted.
func (p page) sheet(of *player, what string, as func(judging.HelloSheet) bool) judging.HelloSheet {
	p.t.Helper()
	limit := time.After(time.Minute)
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		if err := of.hello(p.t.Context()); err != nil {
			p.t.Fatal(err)
		}
		if s := of.seen.Sheets[0]; as(s) {
			return s
		}
		select {
		case <-tick.C:
		case <-limit:
			p.t.Fatalf("waited for %s", what)
		}
	}
}

func bodyOf(t *testing.T, x judging.OpView) (body judging.Body) {
	t.Helper()
	if err := json.Unmarshal(x.Body, &body); err != nil {
		t.Fatal(err)
	}
	return body
}

// What a judge left unsent goes out by itself, with its own mac, while another
// judge uses the tablet and sees none of it.
func TestTabletOfTwoJudges(t *testing.T) {
	server, dir, h, p := hallWithPage(t, 2)
	first, second := h.robots[0], h.robots[1]
	p.enter(h, first)
	p.press(".row")
	p.give("question", 1)
	server.kill()
	p.give("design", 3)
	p.until("the honest state", `document.querySelector(".badge.saved")`)
	p.press(".sheet-bar .plain")
	p.press(".bar .menu")
	p.press(".panel .danger")
	p.until("the way in", `document.querySelector(".signin")`)

	startChild(t, dir, strings.TrimPrefix(server.address, "http://"))
	p.enter(h, second)
	p.until("nothing of the first judge", `document.querySelector(".row .state.empty")`)
	s := p.sheet(first, "the draft", func(s judging.HelloSheet) bool { return len(s.Drafts) > 0 })
	body := bodyOf(t, s.Drafts[0])
	if q, d := body.Marks["question"], body.Marks["design"]; q == nil || *q != "0" || d == nil || *d != "10" {
		t.Errorf("the draft holds %s", s.Drafts[0].Body)
	}
}

// A submit that another tablet of the same judge has not seen is a conflict:
// both are shown, the judge takes one, and it covers both.
func TestTabletConflict(t *testing.T) {
	_, _, h, p := hallWithPage(t, 1)
	other := h.robots[0]
	p.enter(h, other)
	p.press(".row")
	lines := []string{"question", "design", "execution", "creativity", "poster", "interview"}
	for _, line := range lines {
		p.give(line, 4)
	}
	if err := other.again(); err != nil {
		t.Fatal(err)
	}
	if err := other.send(t.Context()); err != nil {
		t.Fatal(err)
	}
	p.press(".submit.primary")
	p.until("both versions", `document.querySelectorAll(".compare thead th").length === 2`)
	s := p.sheet(other, "the conflict", func(s judging.HelloSheet) bool { return slices.Contains(s.Flags, "conflict") })
	if len(s.Leaves) != 2 || s.Head != nil {
		t.Fatalf("a conflict of %d leaves with head %v", len(s.Leaves), s.Head)
	}
	mine := slices.IndexFunc(s.Leaves, func(x judging.OpView) bool { return x.Dev != other.dev })
	p.press(fmt.Sprintf(".compare td:nth-of-type(%d) .button", mine+2))
	p.until("the review", `document.querySelector(".review:not(.compare)")`)
	s = p.sheet(other, "the end of the conflict", func(s judging.HelloSheet) bool { return s.Head != nil })
	if s.Head.Dev != s.Leaves[0].Dev || s.Head.Base[other.dev] != 1 || s.Head.Dseq != 2 || len(s.Leaves) != 1 {
		t.Errorf("the head does not cover both: %+v", s.Head)
	}
	body := bodyOf(t, *s.Head)
	if m := body.Marks["interview"]; m == nil || *m != "22" {
		t.Errorf("the head holds %s", s.Head.Body)
	}
	p.until("received", `document.querySelector(".badge.received")`)
}
