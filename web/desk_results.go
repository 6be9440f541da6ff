package web

// The desk: the results to take away, as files in three languages.

import (
	"github.com/labstack/echo/v4"

	"dovar/judging"
)

type resultsData struct {
	Unscored bool // there is nothing to take
	Open     []judging.Text
	N        int64
	Version  string
	At       string
	Entries  int
	Counted  int
	Of       int // sheets expected
	Files    []resultsLinks

	Protocols []fileLink // of stages of referees
	Drawn     int        // signatures of teams
}

// resultsLinks is one kind of file in every language.
type resultsLinks struct {
	Ext   string
	Links []fileLink
}

type fileLink struct{ URL, Lang, Label string }

// resultsPage shows nothing of the results themselves, so that opening it needs
// no row in the journal; taking a file while a stage is open does.
func (s *Server) resultsPage(c echo.Context, d *desk) (any, error) {
	data := resultsData{Unscored: !d.Contest.Contest.Def.Scored()}
	if data.Unscored {
		return data, nil
	}
	r, err := s.Follower.Results(c.Request().Context(), d.Contest.Contest.ID)
	if err != nil {
		return nil, err
	}
	drawn, err := s.Service.Signatures(c.Request().Context(), d.Contest.Contest.ID)
	if err != nil {
		return nil, err
	}
	data.Drawn = len(drawn)
	data.N, data.Version, data.At = r.N, r.Version, r.At.In(zoneOf(r.Event)).Format(toTheSecond)
	for _, st := range d.Contest.OpenStages() {
		data.Open = append(data.Open, stageTitle(r.Contest.Def, st.Slug))
	}
	for _, div := range r.Divisions {
		data.Entries += len(div.Entries)
		data.Counted, data.Of = data.Counted+div.Sheets.Received, data.Of+div.Sheets.Expected
	}
	for _, st := range d.Contest.Stages {
		if def := stageDef(r.Contest.Def, st.Slug); def.Recorded() {
			data.Protocols = append(data.Protocols, fileLink{"/organizer/stages/" + st.ID + "/protocol", d.Lang, d.In(def.Title)})
		}
	}
	for _, f := range ResultsFiles {
		row := resultsLinks{Ext: f.Ext}
		for _, lang := range Languages {
			url := "/api/v1/contests/" + r.Contest.ID + "/results." + f.Ext + "?lang=" + lang
			row.Links = append(row.Links, fileLink{url, lang, words.say(lang, "page.language")})
		}
		data.Files = append(data.Files, row)
	}
	return data, nil
}

// eraseForm takes away the drawn signatures for ever.
func (s *Server) eraseForm(c echo.Context, d *desk) (done, error) {
	_, err := s.Service.EraseSignatures(c.Request().Context(), d.By, d.Contest.Contest.ID, c.FormValue("reason"))
	return done{d.URL("results"), "signatures-erased"}, err
}
