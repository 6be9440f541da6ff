package main

// The road of a mark in a real browser: tablets, board and a server that stops
// and comes back.

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

// The sheets of the story: 79, 83 and 60 make a mean of 74.
var storySheets = []map[string]string{
	{"question": "8", "design": "12", "execution": "16", "creativity": "15", "poster": "8", "interview": "20"},
	{"question": "8", "design": "13", "execution": "17", "creativity": "16", "poster": "8", "interview": "21"},
	{"question": "6", "design": "9", "execution": "12", "creativity": "11", "poster": "6", "interview": "16"},
}

// A fair is a server in a process of its own with one science fair: the
// project of the story, and a rival whom robots have given 78.
type fair struct {
	t       *testing.T
	dir     string
	child   *child
	desk    desk
	event   string
	contest madeContest
	entries []string
	cards   []judging.NewCard
}

func newFair(t *testing.T, args ...string) *fair {
	t.Helper()
	s := &fair{t: t, dir: t.TempDir()}
	s.child = startChild(t, s.dir, "127.0.0.1:0", args...)
	code, token, errs := dovar("token", "--role", "owner", "--data", s.dir)
	if code != 0 {
		t.Fatal(errs)
	}
	s.desk = desk{newClient(s.child.address, strings.TrimSpace(token))}
	ctx := context.Background()
	event, err := s.desk.newEvent(ctx, judging.NewEvent{Title: demoEvent, Starts: "2030-05-01", Ends: "2030-05-02"})
	s.must(err)
	s.event = event
	s.contest, err = s.desk.newContest(ctx, event, "science-fair-science")
	s.must(err)
	s.entries, err = s.desk.addEntries(ctx, s.contest.ID, []newEntry{
		{Name: "Обтозакунӣ бо офтоб", School: "Мактаби №7, Кӯлоб", Visibility: judging.ShowName},
		{Name: "Гармидиҳии гулхона", School: "Мактаби №2, Истаравшан", Visibility: judging.ShowName},
	})
	s.must(err)
	judges, err := s.desk.addJudges(ctx, event, []newJudge{judge("Саидова Нигора"), judge("Раҳимов Ҷамшед"), judge("Каримова Зулфия")})
	s.must(err)
	_, err = s.desk.assign(ctx, s.contest.ID, judging.Assignment{Stage: s.contest.Stages[0].ID, Judges: judges, PerEntry: 3, Seed: 1})
	s.must(err)
	s.must(s.desk.setStage(ctx, s.contest.Stages[0].ID, judging.StageOpen))
	s.show(judging.ShowComplete)
	for _, id := range judges {
		card, err := s.desk.card(ctx, id)
		s.must(err)
		s.cards = append(s.cards, card)
		r, err := signIn(ctx, s.desk.client, card, "Робот", time.Now)
		s.must(err)
		for _, sheet := range r.seen.Sheets {
			if sheet.Entry != s.entries[1] {
				continue
			}
			marks := map[string]*judging.Decimal{}
			for id, m := range map[string]judging.Decimal{"question": "8", "design": "12", "execution": "16", "creativity": "15", "poster": "8", "interview": "19"} {
				marks[id] = &m
			}
			_, err = r.cut(sheet.Sheet, r.seen.Stages[0].Rubric, judging.OpSubmit, "", judging.Body{
				Marks: marks, Counts: map[string]int{}, Notes: map[string]string{}, Flags: []string{},
			})
			s.must(err)
		}
		s.must(r.send(ctx))
	}
	return s
}

func (s *fair) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *fair) show(how judging.BoardShow) {
	s.t.Helper()
	s.must(s.desk.setBoard(context.Background(), s.contest.ID, judging.Board{State: judging.BoardLive, Show: how}))
}

// tap clicks the element that the JavaScript expression names, with the mouse,
// where a finger would: once it stands where it stood a frame ago, with nothing
// over it.
func tap(t *testing.T, tab context.Context, element string) {
	t.Helper()
	at := browsertest.Spot(t, tab, element)
	browsertest.Run(t, tab, chromedp.MouseClickXY(at[0], at[1]))
}

// signIn opens the card's link on a tablet of its own and types the PIN.
func (s *fair) signIn(browser context.Context, base string, card judging.NewCard) context.Context {
	s.t.Helper()
	tab := browsertest.Device(s.t, browser)
	browsertest.Size(s.t, tab, 1280, 800)
	browsertest.Run(s.t, tab, chromedp.Navigate(base+"/judge?lang=tg#"+card.Code))
	for _, digit := range card.PIN {
		tap(s.t, tab, fmt.Sprintf(`[...document.querySelectorAll(".keypad .key")].find(k => k.textContent === "%c")`, digit))
	}
	tap(s.t, tab, `document.querySelector("form button[type=submit]:not([disabled])")`)
	browsertest.Until(s.t, tab, "the own list", `document.querySelectorAll(".list .row").length === 2`)
	return tab
}

// open opens the sheet of the story's project.
func (s *fair) open(tab context.Context) {
	s.t.Helper()
	tap(s.t, tab, `[...document.querySelectorAll(".list .row")].find(r => r.textContent.includes("Обтозакунӣ"))`)
	browsertest.Until(s.t, tab, "the score sheet", `document.querySelectorAll(".criterion").length === 6`)
}

// mark gives a mark by two taps: the band, then the number.
func (s *fair) mark(tab context.Context, criterion, mark string) {
	s.t.Helper()
	tap(s.t, tab, fmt.Sprintf(`[...document.querySelectorAll("#c-%s .band")].find(b => {
		const [from, to] = b.querySelector(".num").textContent.split("–").map(Number);
		return from <= %s && %s <= (to === undefined ? from : to);
	})`, criterion, mark, mark))
	tap(s.t, tab, fmt.Sprintf(`[...document.querySelectorAll("#c-%s .key")].find(k => k.textContent === "%s")`, criterion, mark))
	browsertest.Until(s.t, tab, "the mark "+mark, fmt.Sprintf(`document.querySelector("#c-%s .mark b").textContent === "%s"`, criterion, mark))
}

// badge waits for the state of the sheet in words of the server's language.
func badge(t *testing.T, tab context.Context, shape string) {
	t.Helper()
	browsertest.Until(t, tab, "the state "+shape, fmt.Sprintf(`document.querySelector(".badge.%s")`, shape))
}

// score fills the sheet and submits it.
func (s *fair) score(tab context.Context, marks map[string]string) {
	s.t.Helper()
	s.open(tab)
	for _, c := range []string{"question", "design", "execution", "creativity", "poster", "interview"} {
		s.mark(tab, c, marks[c])
	}
	tap(s.t, tab, `document.querySelector(".submit.primary:not([disabled])")`)
	browsertest.Until(s.t, tab, "the review", `document.querySelector("table.review")`)
	badge(s.t, tab, "received")
}

// rowOf is the JavaScript of the board's row of the story's project.
const rowOf = `[...document.querySelectorAll("ol.rows > li")].find(r => r.textContent.includes("Обтозакунӣ"))`

func total(want string) string {
	return fmt.Sprintf(`%s.textContent.replace(/\u00a0/g, " ").includes("%s")`, rowOf, want)
}

func TestChromiumRoadOfAMark(t *testing.T) {
	s := newFair(t)
	browser := browsertest.Open(t)
	board := browsertest.Device(t, browser)
	browsertest.Size(t, board, 1920, 1080)
	browsertest.Run(t, board, chromedp.Navigate(s.child.address+"/board/"+s.contest.ID+"?lang=tg"))
	browsertest.Until(t, board, "the board", rowOf)

	var tablets []context.Context
	for _, card := range s.cards {
		tablets = append(tablets, s.signIn(browser, s.child.address, card))
	}
	s.score(tablets[0], storySheets[0])
	s.score(tablets[1], storySheets[1])
	browsertest.Keep(t, tablets[1], "road-review")
	received := `document.body.textContent.includes("5") && ` + rowOf
	browsertest.Until(t, board, "two sheets on the board", received)
	browsertest.Until(t, board, "no total before the panel is in", "!("+total("81")+")")
	if browsertest.Eval[bool](t, board, total(",00")) {
		t.Error("with `complete` a total stands before the third sheet")
	}

	s.show(judging.ShowEverySheet)
	browsertest.Until(t, board, "81,00 with every sheet", total("81,00"))
	browsertest.Until(t, board, "the project above its rival", `[...document.querySelectorAll("ol.rows > li")].map(r => [r.getBoundingClientRect().top, r.textContent]).sort((a, b) => a[0] - b[0])[0][1].includes("Обтозакунӣ")`)
	browsertest.Keep(t, board, "road-board-81")

	// A tablet that loses its server in mid-sheet says so, keeps every mark
	// through a reload, and gives them all back.
	third := tablets[2]
	s.open(third)
	s.mark(third, "question", "6")
	s.mark(third, "design", "9")
	// Until then the tablet says that it is writing.
	browsertest.Until(t, third, "the word that the mark is kept", `document.querySelector(".badge.saved, .badge.sending, .badge.received")`)
	browsertest.Run(t, third, chromedp.Reload())
	browsertest.Until(t, third, "the marks after a reload", `document.querySelector("#c-question .mark b")?.textContent === "6" && document.querySelector("#c-design .mark b").textContent === "9"`)
	s.child.kill()
	s.mark(third, "execution", "12")
	badge(t, third, "saved")
	browsertest.Until(t, board, "lost contact told, the last picture kept", total("81,00")+` && document.querySelector(".lost")`)
	browsertest.Keep(t, board, "road-board-lost")
	browsertest.Keep(t, third, "road-tablet-lost")
	s.child = startChild(t, s.dir, strings.TrimPrefix(s.child.address, "http://"))
	for _, c := range []string{"creativity", "poster", "interview"} {
		s.mark(third, c, storySheets[2][c])
	}
	tap(t, third, `document.querySelector(".submit.primary:not([disabled])")`)
	badge(t, third, "received")

	browsertest.Until(t, board, "74,00 and the row below its rival", total("74,00")+` && [...document.querySelectorAll("ol.rows > li")].map(r => [r.getBoundingClientRect().top, r.textContent]).sort((a, b) => a[0] - b[0])[1][1].includes("Обтозакунӣ")`)
	s.show(judging.ShowComplete)
	browsertest.Until(t, board, "74,00 with complete", total("74,00"))
	browsertest.Until(t, board, "rows at rest", `document.getAnimations().length === 0`)
	browsertest.Keep(t, board, "road-board-74")
}
