package web

// The live map: a page whose island asks for the picture every two seconds.

import (
	"slices"

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
}

func (s *Server) dayPage(c echo.Context, d *desk) (any, error) {
	stage := c.QueryParam("stage")
	if stage != "" && !slices.ContainsFunc(d.Contest.Stages, func(st judging.Stage) bool { return st.ID == stage }) {
		return nil, notFound()
	}
	page := dayPage{
		Contest: d.Contest.Contest.ID, Stage: stage, Timezone: d.Event.Timezone,
		Run: d.May(judging.Run), Links: map[string]string{"here": d.Here},
	}
	for _, name := range []string{"devices", "jury", "stages", "panels", "entries"} {
		if l := d.Link(name); l.URL != "" {
			page.Links[name] = l.URL
		}
	}
	return page, nil
}

// DayTexts are the texts of the island.
func (d *desk) DayTexts() inlineWords {
	return words.part(d.Lang, "desk.day.", "approval.", "state.stage.", "tablet.decline.absent", "tablet.decline.conflict")
}
