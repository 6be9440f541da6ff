package web

// The live map: a page whose island asks for the picture every two seconds.

import (
	"net/url"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

// dayPage is what the island must know before its first picture.
type dayPage struct {
	Contest  string            `json:"contest"`
	Stage    string            `json:"stage"` // id; "" lets the server choose
	Timezone string            `json:"timezone"`
	Run      bool              `json:"run"`   // may return, exclude, accept
	Links    map[string]string `json:"links"` // pages that who asks may go to
	Spot     *daySpot          `json:"spot,omitempty"`
}

// A daySpot is a sheet whose panel is open from the start, and the act in it.
type daySpot struct {
	Key     string `json:"key"`
	Stage   string `json:"stage"`
	Entry   string `json:"entry"`
	Judge   string `json:"judge"`
	Attempt int    `json:"attempt"`
	Focus   string `json:"focus,omitempty"` // return or exclude
}

// spotOf is the sheet that an address names.
func spotOf(q url.Values) *daySpot {
	attempt, _ := strconv.Atoi(q.Get("attempt"))
	spot := &daySpot{Stage: q.Get("stage"), Entry: q.Get("entry"), Judge: q.Get("judge"), Attempt: max(1, attempt), Focus: q.Get("act")}
	if spot.Key = spot.Entry + spot.Judge; spot.Stage == "" || spot.Entry == "" || spot.Judge == "" {
		return nil
	}
	return spot
}

func (s *Server) dayPage(c echo.Context, d *desk) (any, error) {
	stage := c.QueryParam("stage")
	if stage != "" && !slices.ContainsFunc(d.Contest.Stages, func(st judging.Stage) bool { return st.ID == stage }) {
		return nil, notFound()
	}
	page := dayPage{
		Contest: d.Contest.Contest.ID, Stage: stage, Timezone: d.Event.Timezone,
		Run: d.May(judging.Run), Links: map[string]string{"here": d.Here}, Spot: spotOf(c.QueryParams()),
	}
	for _, name := range []string{"devices", "jury", "stages", "panels", "entries", "fields"} {
		if l := d.Link(name); l.URL != "" {
			page.Links[name] = l.URL
		}
	}
	return page, nil
}

// DayTexts are the texts of the island.
func (d *desk) DayTexts() inlineWords {
	return d.Part("desk.day.", "desk.waits.", "rules.rooms.", "approval.", "state.stage.", "tablet.decline.absent", "tablet.decline.conflict")
}
