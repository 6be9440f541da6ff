package main

// Rooms that share a ranking and nothing else, as an organizer and the chair
// meet them: refused, linked by the draw, declared, and places in each room.

import (
	"testing"

	"github.com/chromedp/chromedp"

	"dovar/judging"
	"dovar/web/browsertest"
)

func TestChromiumRooms(t *testing.T) {
	t.Parallel()
	s := newPanelsFair(t)
	ctx := t.Context()
	at := "/contests/" + s.contest.ID
	stage := s.contest.Stages[0].ID
	for i, name := range []string{"Кабинет 12", "Актовый зал"} {
		var room made
		s.must(s.desk.post(ctx, at+"/rooms", map[string]any{"name": name}, &room))
		s.must(s.desk.post(ctx, at+"/panels", map[string]any{"stage": stage, "room": room.ID, "seating": "separately", "perEntry": 2, "judges": [][]string{s.judges[:2], s.judges[2:]}[i]}, nil))
	}
	_, err := s.desk.assign(ctx, s.contest.ID, judging.Assignment{Stage: stage, Seed: 7})
	s.must(err)

	browser := browsertest.Open(t)
	tab := organizerTab(t, browser, s.fair)
	chair := accountTab(t, browser, s.fair, "Ситора", "chair")
	open := func(page string) {
		browsertest.Run(t, tab, chromedp.Navigate(s.child.address+"/organizer"+at+page))
		browsertest.Until(t, tab, page, `document.readyState === "complete" && document.querySelector("h1")`)
	}

	// Said on the overview, on the stages, and refused at the step itself.
	open("?lang=ru")
	says(t, tab, "Нет связи: Кабинет 12 | Актовый зал. Так этап не откроется")
	open("/stages?lang=ru")
	says(t, tab, "Аудитории в одном списке мест не связаны", "Связать аудитории или объявить порядок")
	press(t, tab, "Открыть этап")
	says(t, tab, "Места общие, но нет ни общих членов жюри, ни общих участников: Кабинет 12 | Актовый зал")
	walkDesk(t, tab, s.child.address, map[string]string{
		"rooms-overview": "/organizer" + at, "rooms-stages": "/organizer" + at + "/stages", "rooms-panels": "/organizer" + at + "/panels",
	})
	browsertest.Size(t, tab, 1366, 768)

	// The draw links them.
	open("/panels?lang=ru&draw=1&seed=4321&link=2")
	says(t, tab, "4 новых назначения")
	if islands := browsertest.Eval[bool](t, tab, `document.querySelector("#preview").innerText.includes("нет ни общих членов жюри")`); islands {
		t.Error("the draw with links is said to fall apart")
	}
	look(t, tab, "rooms-linked", deskScreens)
	browsertest.Size(t, tab, 1366, 768)

	// The chair declares a quota instead; without a number the form says so.
	browsertest.Run(t, chair, chromedp.Navigate(s.child.address+"/organizer"+at+"/panels?lang=ru"))
	browsertest.Until(t, chair, "the ways", `document.querySelector("#sharing [value=quota]")`)
	tap(t, chair, `document.querySelector("#sharing [value=quota]")`)
	tap(t, chair, `document.querySelector("#sharing form .button.primary")`)
	says(t, chair, "Сколько проходит из каждой аудитории")
	look(t, chair, "rooms-refused", deskScreens[:1])
	browsertest.Size(t, chair, 1366, 768)
	browsertest.Run(t, chair, chromedp.SendKeys("#sharing [name=quota]", "2"))
	tap(t, chair, `document.querySelector("#sharing form .button.primary")`)
	says(t, chair, "Объявлено. Записано в правилах", "дальше проходят первые 2 из каждой")
	open("/stages?lang=ru")
	press(t, tab, "Открыть этап")
	says(t, tab, "Этап открыт")

	// Once it has begun, another declaration waits for a second person.
	open("/panels?lang=ru")
	tap(t, tab, `document.querySelector("#sharing > details > summary")`)
	tap(t, tab, `document.querySelector("#sharing [value=accepted]")`)
	browsertest.Run(t, tab, chromedp.SendKeys("#sharing [name=reason]", "решение оргкомитета"))
	press(t, tab, "Предложить")
	says(t, tab, "Ожидает подтверждения: Одни места для всех аудиторий, принято как есть")
	walkDesk(t, tab, s.child.address, map[string]string{"rooms-waits": "/organizer" + at + "/panels", "rooms-rules": "/organizer" + at + "/rules"})
}
