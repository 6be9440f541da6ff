package web

// The call-up screen of the pit: who runs now on each field, who is next, and
// when robots are handed in. static/pit/main.js draws it and asks again.

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

// A pitPage is the screen with its first picture inside.
type pitPage struct {
	view
	Theme string // hall or paper; "" leaves it to the device
	Title judging.Text
	Info  pitInfo
	Queue *judging.Queue // nil while nothing is run
}

// A pitInfo is what the script needs beside the picture.
type pitInfo struct {
	Contest  string       `json:"contest"`
	Title    judging.Text `json:"title"`
	Timezone string       `json:"timezone"`
	Now      string       `json:"now"` // RFC 3339: the server's clock
}

func (s *Server) pitPage(c echo.Context) error {
	ctx := c.Request().Context()
	v, err := s.Service.Contest(ctx, c.Param("contest"))
	if err != nil {
		return err
	}
	event, err := s.Service.Event(ctx, v.Contest.Event)
	if err != nil {
		return err
	}
	queue, err := s.Follower.Queue(ctx, v.Contest.ID)
	var closed *judging.Error
	if err != nil && !(errors.As(err, &closed) && closed.Kind == judging.NotFound) {
		return err
	}
	page := pitPage{view: s.viewOf(c, nil), Title: v.Contest.Def.Title, Queue: queue}
	page.Lang = languageOf(c.Request(), &event)
	page.Info = pitInfo{v.Contest.ID, v.Contest.Def.Title, event.Timezone, judging.Stamp(s.Now())}
	if theme := c.QueryParam("theme"); theme == "hall" || theme == "paper" {
		page.Theme = theme
	}
	return s.write(c, http.StatusOK, "pit", page)
}
