package web

// The desk: one entry.

import (
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

type entryData struct {
	judging.Entry
	Members string // one a line
	Public  []publicLook
	History []toldLine
}

// A publicLook is what the public reads of the entry with that visibility.
type publicLook struct {
	Visibility   judging.Visibility
	Chosen       bool
	Name, School string // "" where neither is shown
}

func (s *Server) entryPage(c echo.Context, d *desk) (any, error) {
	ctx, id := c.Request().Context(), c.Param("entry")
	list, err := s.Service.Entries(ctx, d.Contest.Contest.ID)
	i := slices.IndexFunc(list, func(e judging.Entry) bool { return e.ID == id })
	if err != nil || i < 0 {
		return nil, err
	}
	data := entryData{Entry: list[i], Members: strings.Join(list[i].Members, "\n")}
	for _, vis := range []judging.Visibility{judging.ShowName, judging.ShowCode, judging.ShowNothing} {
		e := list[i]
		e.Visibility = vis
		row := d.Contest.Contest.Def.PublicOf(e)
		data.Public = append(data.Public, publicLook{vis, vis == list[i].Visibility, strings.TrimSpace(row.Code + " " + row.Name), row.School})
	}
	history, err := s.Service.EntryHistory(ctx, id)
	data.History = journalLines(d.Lang, history, false)
	return data, err
}

// amendEntryForm changes texts.
func (s *Server) amendEntryForm(c echo.Context, d *desk) (done, error) {
	e := entryOf(c, d)
	if e.Names == nil {
		e.Names = &judging.Text{}
	}
	code := c.FormValue("code")
	_, err := s.Service.AmendEntry(c.Request().Context(), d.By, c.Param("entry"), judging.EntryChange{
		Code: &code, Name: &e.Name, Names: e.Names, School: &e.School, District: &e.District, Region: &e.Region,
		Supervisor: &e.Supervisor, Members: &e.Members, Fields: &e.Fields,
	}, c.FormValue("reason"))
	return done{Say: "entry-kept"}, err
}

// placeEntryForm changes state, division and visibility.
func (s *Server) placeEntryForm(c echo.Context, d *desk) (done, error) {
	state, vis := judging.EntryState(c.FormValue("state")), judging.Visibility(c.FormValue("visibility"))
	to := judging.EntryChange{State: &state, Visibility: &vis}
	if division := c.FormValue("division"); division != "" {
		to.Division = &division
	}
	_, err := s.Service.AmendEntry(c.Request().Context(), d.By, c.Param("entry"), to, c.FormValue("reason"))
	return done{Say: "entry-kept"}, err
}

// EntryLooks are the visibilities to choose from.
func (d *desk) EntryLooks() []option {
	return mapped([]judging.Visibility{judging.ShowName, judging.ShowCode, judging.ShowNothing}, func(v judging.Visibility) option {
		return option{string(v), d.Text("desk.entry.visibility." + string(v))}
	})
}

// Stands reports whether the result is final or published: texts of an entry
// need a reason then.
func (d *desk) Stands() bool {
	return d.Contest.Decided() || d.Contest.Contest.Board.State == judging.BoardPublished
}

// Spelled is the name in a language, "" where there is none.
func (e entryData) Spelled(lang string) string {
	if e.Names == nil {
		return ""
	}
	return map[string]string{"tg": e.Names.TG, "ru": e.Names.RU, "en": e.Names.EN}[lang]
}

// Kept is the entry as it is stored.
func (e entryData) Kept() *judging.Entry { return &e.Entry }
