package web

// What is done on the page of panels.

import (
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

// back leads to the view that the form stands in.
func (d *desk) panelsBack(c echo.Context, say, anchor string, keep ...string) done {
	p := panelsData{desk: d}
	view := c.FormValue("view")
	if view == "" {
		view = "draw"
	}
	var pairs []string
	for _, name := range keep {
		if value := c.FormValue(name); value != "" {
			pairs = append(pairs, name, value)
		}
	}
	return done{p.To(view, c.FormValue("stage"), pairs...) + anchor, say}
}

func (s *Server) roomForm(c echo.Context, d *desk) (done, error) {
	_, err := s.Service.PutRoom(c.Request().Context(), d.By, d.Contest.Contest.ID, judging.Room{ID: c.FormValue("which"), Name: c.FormValue("name")})
	return d.panelsBack(c, "room-kept", "#rooms"), err
}

func (s *Server) panelForm(c echo.Context, d *desk) (done, error) {
	form, err := c.FormParams()
	if err != nil {
		return done{}, err
	}
	p := judging.Panel{
		ID: form.Get("panel"), Stage: form.Get("stage"), Division: form.Get("division"), Room: form.Get("room"),
		Seating: form.Get("seating"), Judges: form["judges"],
	}
	if text := strings.TrimSpace(form.Get("perEntry")); text != "" {
		if p.PerEntry, err = strconv.Atoi(text); err != nil || p.PerEntry == 0 {
			p.PerEntry = -1
		}
	}
	_, err = s.Service.PutPanel(c.Request().Context(), d.By, d.Contest.Contest.ID, p)
	return d.panelsBack(c, "panel-kept", "#panels"), err
}

func (s *Server) removePanelForm(c echo.Context, d *desk) (done, error) {
	err := s.Service.RemovePanel(c.Request().Context(), d.By, d.Contest.Contest.ID, c.FormValue("gone"))
	return d.panelsBack(c, "panel-removed", "#panels"), err
}

// applyForm stores what the preview showed, or nothing.
func (s *Server) applyForm(c echo.Context, d *desk) (done, error) {
	seed, err := strconv.ParseInt(c.FormValue("seed"), 10, 64)
	if err != nil || c.FormValue("digest") == "" {
		return done{}, judging.Fail(judging.Stale, "draw-changed")
	}
	perEntry := atoi(c.FormValue("perEntry"))
	_, err = s.Service.Assign(c.Request().Context(), d.By, d.Contest.Contest.ID, judging.Assignment{
		Stage: c.FormValue("stage"), PerEntry: perEntry, Seed: seed, Link: atoi(c.FormValue("link")), Digest: c.FormValue("digest"),
	})
	p := panelsData{desk: d}
	return done{p.To("table", c.FormValue("stage")), "pairs-made"}, err
}

// allForm lets all judges score all entries, in every stage for which nothing
// is prepared yet.
func (s *Server) allForm(c echo.Context, d *desk) (done, error) {
	ctx, contest := c.Request().Context(), d.Contest.Contest.ID
	p := panelsData{desk: d}
	stages, err := s.emptyStages(c, &p)
	if err != nil {
		return done{}, err
	}
	for _, st := range stages {
		of, err := s.Service.Pairings(ctx, contest, st.ID)
		if err != nil {
			return done{}, err
		}
		p.Pairings = of
		if _, err := s.Service.Assign(ctx, d.By, contest, judging.Assignment{Stage: st.ID, PerEntry: len(p.named()), Seed: 1}); err != nil {
			return done{}, err
		}
	}
	return done{p.To("table", c.FormValue("stage")), "pairs-made"}, nil
}

func (s *Server) takeBackForm(c echo.Context, d *desk) (done, error) {
	_, err := s.Service.TakeBack(c.Request().Context(), d.By, d.Contest.Contest.ID, c.FormValue("stage"), nil, true)
	return d.panelsBack(c, "pairs-back", "#draw"), err
}

// pairForm makes one pair, or takes it back.
func (s *Server) pairForm(c echo.Context, d *desk) (done, error) {
	ctx, contest, stage := c.Request().Context(), d.Contest.Contest.ID, c.FormValue("stage")
	entry, judge, _ := strings.Cut(c.FormValue("give")+c.FormValue("take"), " ")
	back := func(say string) done { return d.panelsBack(c, say, "#e-"+entry, "in", "q", "page") }
	pair := []judging.Pair{{Entry: entry, Judge: judge}}
	if c.FormValue("take") != "" {
		_, err := s.Service.TakeBack(ctx, d.By, contest, stage, pair, false)
		return back("pair-back"), err
	}
	got, err := s.Service.Assign(ctx, d.By, contest, judging.Assignment{Stage: stage, Pairs: pair})
	if err == nil && len(got.Refused) > 0 {
		err = judging.Fail(judging.Conflict, "pair-refused", "why", d.Text("desk.panels.why."+got.Refused[0].Code))
	}
	return back("pair-made"), err
}

// orderForm moves one entry, draws the order, or puts it back.
func (s *Server) orderForm(c echo.Context, d *desk) (done, error) {
	panel, judge, _ := strings.Cut(c.FormValue("list"), ".")
	o := judging.Ordering{Stage: c.FormValue("stage"), Panel: panel, Judge: judge}
	anchor := ""
	if entry, by, ok := strings.Cut(c.FormValue("move"), " "); ok {
		o.Entry, anchor = entry, "#e-"+entry
		o.By, _ = strconv.Atoi(by)
	} else if c.FormValue("shuffle") != "" {
		seed, _ := strconv.ParseInt(c.FormValue("seed"), 10, 64)
		o.Seed = &seed
	}
	err := s.Service.Order(c.Request().Context(), d.By, d.Contest.Contest.ID, o)
	return d.panelsBack(c, "order-kept", anchor, "list"), err
}

// atoi is a whole number as it was typed; 0 for what is none.
func atoi(text string) int {
	n, _ := strconv.Atoi(strings.TrimSpace(text))
	return n
}
