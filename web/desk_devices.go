package web

// The desk: the wall of tablets, and what can be done to one.

import (
	"github.com/labstack/echo/v4"

	"dovar/judging"
)

type devicesData struct {
	Devices []deviceView `json:"devices"`
	Source  string       `json:"source"`
	Silent  int          `json:"silent"`  // seconds after which a tablet counts as silent
	Most    int          `json:"most"`    // characters of a reminder
	Phrases [][]string   `json:"phrases"` // ready ones, by language
	Refused *refusedForm `json:"refused,omitempty"`
}

// A refusedForm is what a form on the wall held, and what was wrong with it.
type refusedForm struct {
	Device string `json:"device"`
	Act    string `json:"act"`
	Text   string `json:"text"`
	Title  string `json:"title"`
}

// devicesPage is drawn by desk/devices.js, which asks for it again every 5 s.
func (s *Server) devicesPage(c echo.Context, d *desk) (any, error) {
	lines, err := s.Service.Wall(c.Request().Context(), d.Event.ID)
	data := devicesData{
		Devices: mapped(lines, viewDevice), Source: "/api/v1/events/" + d.Event.ID + "/devices",
		Silent: int(judging.SilentAfter.Seconds()), Most: judging.ReminderMost, Phrases: phrases(),
	}
	if d.Problem != nil {
		act, text := "revoke", d.Typed.Get("reason")
		if d.Typed.Has("text") {
			act, text = "remind", d.Typed.Get("text")
		}
		data.Refused = &refusedForm{c.Param("device"), act, text, d.Problem.Title}
	}
	return data, err
}

// phrases are the ready reminders in each language.
func phrases() (out [][]string) {
	for _, lang := range Languages {
		var of []string
		for _, key := range []string{"remind.phrase.send", "remind.phrase.finish", "remind.phrase.come", "remind.phrase.break"} {
			of = append(of, words.say(lang, key))
		}
		out = append(out, of)
	}
	return out
}

func (s *Server) remindForm(c echo.Context, d *desk) (done, error) {
	_, err := s.Service.Remind(c.Request().Context(), d.By, c.Param("device"), c.FormValue("text"))
	return done{Say: "reminded"}, err
}

func (s *Server) revokeDeviceForm(c echo.Context, d *desk) (done, error) {
	err := s.Service.Revoke(c.Request().Context(), d.By, c.Param("device"), c.FormValue("reason"))
	return done{Say: "device-revoked"}, err
}
