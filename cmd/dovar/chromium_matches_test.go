package main

// The desk draws groups, sees their tables, draws the finals from them, corrects
// a match that others follow, and takes a robot out.

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"dovar/judging"
	"dovar/web/browsertest"
)

// A sumoFair is mini-sumo in an event of its own: eight robots, two fields.
type sumoFair struct {
	*fair
	contest  madeContest
	referees []*robot
}

func newSumoFair(t *testing.T) *sumoFair {
	s := &sumoFair{fair: newFair(t)}
	ctx := t.Context()
	var err error
	s.event, err = s.desk.newEvent(ctx, judging.NewEvent{Title: demoEvent, Starts: "2030-06-01", Ends: "2030-06-02"})
	s.must(err)
	s.contest, err = s.desk.newContest(ctx, s.event, "mini-sumo")
	s.must(err)
	var entries []newEntry
	for i, name := range []string{"Барқ", "Рустам", "Тундар", "Фил", "Сипар", "Шер", "Уқоб", "Бабр"} {
		entries = append(entries, newEntry{Name: name, School: fmt.Sprintf("Мактаби №%d", i+1), Visibility: judging.ShowName})
	}
	_, err = s.desk.addEntries(ctx, s.contest.ID, entries)
	s.must(err)
	judges, err := s.desk.addJudges(ctx, s.event, []newJudge{judge("Саидова Нигора"), judge("Раҳимов Ҷамшед")})
	s.must(err)
	for _, i := range []int{1, 2} {
		s.must(s.desk.post(ctx, "/contests/"+s.contest.ID+"/fields", judging.FieldsAsk{Stage: s.contest.Stages[i].ID, Number: 2, Referees: judges}, nil))
	}
	for _, id := range judges {
		card, err := s.desk.card(ctx, id)
		s.must(err)
		r, err := signIn(ctx, s.desk.client, card, "Tablet", time.Now)
		s.must(err)
		s.referees = append(s.referees, r)
	}
	return s
}

func (s *sumoFair) matches(stage int) (out judging.MatchStage) {
	s.t.Helper()
	var all []judging.MatchStage
	s.must(s.desk.get(context.Background(), "/contests/"+s.contest.ID+"/matches", &all))
	return all[stage]
}

// tell sends the bouts of a meeting from its referee's tablet.
func (s *sumoFair) tell(stage int, meeting string, bouts ...string) {
	s.t.Helper()
	for _, m := range s.matches(stage).Meetings {
		if m.ID != meeting {
			continue
		}
		for _, r := range s.referees {
			if r.judge.ID != m.Judge {
				continue
			}
			s.must(r.hello(s.t.Context()))
			for _, st := range r.seen.Stages {
				if st.ID == s.contest.Stages[stage+1].ID {
					_, err := r.cut(m.Sheet, st.Rubric, judging.OpSubmit, "", filled(judging.Body{Record: judging.Record{Bouts: bouts, Outcome: "ok"}}))
					s.must(err)
				}
			}
			s.must(r.send(s.t.Context()))
			return
		}
	}
	s.t.Fatalf("nobody to referee %s", meeting)
}

// play gives all that is to be played to the robot with the lower code.
func (s *sumoFair) play(stage int) {
	s.t.Helper()
	var entries []judging.Entry
	s.must(s.desk.get(context.Background(), "/contests/"+s.contest.ID+"/entries", &entries))
	code := map[string]string{}
	for _, e := range entries {
		code[e.ID] = e.Code
	}
	for _, m := range s.matches(stage).Meetings {
		if m.State != "playable" {
			continue
		}
		if winner := "a"; code[m.A] < code[m.B] {
			s.tell(stage, m.ID, "none", winner, winner)
		} else {
			s.tell(stage, m.ID, "b", "b")
		}
	}
}

func TestChromiumMatches(t *testing.T) {
	t.Parallel()
	s := newSumoFair(t)
	browser := browsertest.Open(t)
	tab := organizerTab(t, browser, s.fair)
	page := "/organizer/contests/" + s.contest.ID + "/matches"
	at := func(stage int) string { return page + "?stage=" + s.contest.Stages[stage+1].ID }
	open := func(stage int) {
		t.Helper()
		browsertest.Run(t, tab, chromedp.Navigate(s.child.address+at(stage)+"&lang=ru"))
		browsertest.Until(t, tab, "the page", `document.querySelector("h1")`)
	}
	browsertest.Size(t, tab, 1366, 768)
	browsertest.Run(t, tab, chromedp.Navigate(s.child.address+"/organizer/contests/"+s.contest.ID+"?lang=ru"))
	tap(t, tab, named("nav.rooms a", "Встречи"))
	browsertest.Until(t, tab, "the draw's form", `document.querySelector(".drawing [name=seed]")`)
	walkDesk(t, tab, s.child.address, map[string]string{"matches-undrawn": at(0)})

	// An order is made without typing: by a touch, and by the key that waits where
	// the button was pressed; Enter in a field moves nobody.
	open(0)
	order := func(want ...string) {
		t.Helper()
		browsertest.Until(t, tab, fmt.Sprint("the order ", want), fmt.Sprintf(`document.querySelector("[name=how]").value === "seeded" && [...document.querySelectorAll("ol.ranks .num")].map(e => e.textContent).join(" ").startsWith(%q) && document.readyState === "complete"`, strings.Join(want, " ")))
	}
	tap(t, tab, named("summary", "Порядок и группы"))
	tap(t, tab, `document.querySelectorAll("ol.ranks button[value$=' -1']")[2]`)
	order("T-01", "T-03", "T-02", "T-04")
	browsertest.Until(t, tab, "the same button again", `document.activeElement === document.querySelectorAll("ol.ranks button[value$=' -1']")[1]`)
	browsertest.Run(t, tab, chromedp.KeyEvent(kb.Enter))
	order("T-03", "T-01", "T-02", "T-04")
	browsertest.Until(t, tab, "T-03 dealt first", `document.querySelector("#look .seeds li").textContent.startsWith("T-03")`)
	browsertest.Eval[bool](t, tab, `(document.querySelector("ol.ranks input").focus(), true)`)
	browsertest.Run(t, tab, chromedp.KeyEvent(kb.Enter))
	browsertest.Until(t, tab, "a look without a move", `!location.search.includes("move=")`)
	order("T-03", "T-01", "T-02", "T-04")

	// Groups: looked at, then stored.
	open(0)
	browsertest.Eval[bool](t, tab, `(document.querySelector("[name=seed]").value = "2030", true)`)
	tap(t, tab, named("button", "Посмотреть"))
	browsertest.Until(t, tab, "two groups of four with the lot's number", `document.querySelectorAll("#look .seeds").length === 2 && document.querySelectorAll("#look .seeds li").length === 8 && document.querySelector("#look").textContent.includes("2030")`)
	if s.matches(0).Draw != nil {
		t.Fatal("a draw is stored before it was asked for")
	}
	tap(t, tab, named("button", "Сохранить жеребьёвку"))
	browsertest.Until(t, tab, "tables and who plays next", `document.querySelectorAll(".groups table").length === 2 && document.querySelectorAll(".next .columns > div").length === 2`)
	s.must(s.desk.setStage(t.Context(), s.contest.Stages[1].ID, judging.StageOpen))
	s.play(0)
	walkDesk(t, tab, s.child.address, map[string]string{"matches-groups": at(0)})

	// The finals by the places in the groups.
	open(1)
	tap(t, tab, named("button", "Посмотреть"))
	browsertest.Until(t, tab, "groups that are not closed", `document.querySelector("#look .error") && document.querySelector("#look .error").textContent.includes("закройте")`)
	s.must(s.desk.setStage(t.Context(), s.contest.Stages[1].ID, judging.StageClosed))
	open(1)
	tap(t, tab, named("button", "Посмотреть"))
	browsertest.Until(t, tab, "the four who go on", `document.querySelectorAll("#look .seeds li").length === 4`)
	tap(t, tab, named("button", "Сохранить жеребьёвку"))
	browsertest.Until(t, tab, "a bracket", `document.querySelectorAll(".bracket .column").length === 3`)

	s.must(s.desk.setStage(t.Context(), s.contest.Stages[2].ID, judging.StageOpen))

	// A final is played, and then a semi-final corrected: another pair is to play.
	for range 2 {
		s.play(1)
	}
	before := s.matches(1).Meetings
	if before[len(before)-1].State != "played" {
		t.Fatalf("the final: %+v", before[len(before)-1])
	}
	semi := before[0]
	if semi.Winner == semi.A {
		s.tell(1, semi.ID, "b", "b")
	} else {
		s.tell(1, semi.ID, "a", "a")
	}
	open(1)
	browsertest.Until(t, tab, "what the correction changed", `document.querySelector(".changes") && document.querySelector(".changes").textContent.includes("не учитывается")`)
	browsertest.Until(t, tab, "a final to be played again", `document.querySelector(".column .playable.final")`)
	walkDesk(t, tab, s.child.address, map[string]string{"matches-bracket": at(1)})

	// A robot breaks: the other side wins without a match.
	open(1)
	final := s.matches(1).Meetings[len(before)-1]
	browsertest.Eval[bool](t, tab, fmt.Sprintf(`(() => { const f = document.querySelector("form[action$='/out']"); f.closest("details").open = true;
		f.querySelector("[name=entry]").value = %q; f.querySelector("[name=reason]").value = "сгорел мотор"; return true; })()`, final.A))
	tap(t, tab, `document.querySelector("form[action$='/out'] button")`)
	browsertest.Until(t, tab, "a final won without a match", `document.querySelector(".column .walkover.final")`)
	if now := s.matches(1).Meetings[len(before)-1]; now.Winner != final.B {
		t.Errorf("the final: %+v", now)
	}
}
