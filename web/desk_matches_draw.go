package web

// The draw on the desk: asked for, looked at, stored.

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

// A drawLook is a draw before it is stored, or what is against it.
type drawLook struct {
	judging.Drawn
	Ask     judging.DrawAsk
	Against *Problem
}

// asked reports whether a draw is to be looked at: the form was sent with get.
func (p *matchesData) asked(c echo.Context) bool { return c.QueryParam("how") != "" }

func (s *Server) lookAtDraw(c echo.Context, p *matchesData) *drawLook {
	ask := p.ask(c)
	ask.DryRun = true
	drawn, err := s.Service.Draw(c.Request().Context(), p.By, p.Contest.Contest.ID, ask)
	if err != nil {
		return &drawLook{Ask: ask, Against: newProblem(p.Lang, err)}
	}
	return &drawLook{Drawn: drawn, Ask: ask}
}

// ask reads the draw from a form: the order as numbers beside the entries, groups
// as letters before them.
func (p *matchesData) ask(c echo.Context) judging.DrawAsk {
	form, _ := c.FormParams()
	p.typed = form
	ask := judging.DrawAsk{Stage: p.Stage, Division: p.Division.ID, How: form.Get("how"), Judges: form["judges"], Digest: form.Get("digest")}
	ask.Seed, _ = strconv.ParseInt(form.Get("seed"), 10, 64)
	ask.Rounds = atoi(form.Get("rounds"))
	type place struct {
		entry, group string
		n            int
	}
	var places []place
	for _, e := range p.order {
		at := strings.ToUpper(strings.TrimSpace(form.Get("at." + e.ID)))
		if at == "" || e.Division != p.Division.ID {
			continue
		}
		letters := strings.TrimRight(at, "0123456789")
		places = append(places, place{e.ID, letters, atoi(at[len(letters):])})
	}
	slices.SortStableFunc(places, func(a, b place) int { return cmp.Or(len(a.group)-len(b.group), cmp.Compare(a.group, b.group), a.n-b.n) })
	if ask.How != judging.DrawGiven && ask.How != judging.DrawSeeded {
		return ask
	}
	for i, x := range places {
		if i == 0 || ask.How == judging.DrawGiven && x.group != places[i-1].group {
			ask.Groups = append(ask.Groups, nil)
		}
		ask.Groups[len(ask.Groups)-1] = append(ask.Groups[len(ask.Groups)-1], x.entry)
	}
	return ask
}

// drawForm stores the draw that was looked at.
func (s *Server) drawForm(c echo.Context, d *desk) (done, error) {
	data, err := s.matchesPage(c, d)
	if err != nil {
		return done{}, err
	}
	p := data.(*matchesData)
	if p.Stage != c.FormValue("stage") || p.MatchStage.Division != c.FormValue("division") {
		return done{}, notFound()
	}
	_, err = s.Service.Draw(c.Request().Context(), d.By, d.Contest.Contest.ID, p.ask(c))
	return done{p.Here, "drawn"}, err
}

// matchOutForm takes a robot out of the matches.
func (s *Server) matchOutForm(c echo.Context, d *desk) (done, error) {
	ctx, state := c.Request().Context(), judging.EntryState(c.FormValue("state"))
	entries, err := s.Service.Entries(ctx, d.Contest.Contest.ID)
	if err != nil {
		return done{}, err
	}
	id := c.FormValue("entry")
	if !slices.ContainsFunc(entries, func(e judging.Entry) bool { return e.ID == id }) {
		return done{}, notFound()
	}
	_, err = s.Service.AmendEntry(ctx, d.By, id, judging.EntryChange{State: &state}, c.FormValue("reason"))
	p := &matchesData{desk: d}
	if all, look := s.Follower.Matches(ctx, d.By, d.Contest.Contest.ID); look == nil && len(all) > 0 {
		p.choose(all, c.FormValue("stage"), c.FormValue("division"))
	}
	return done{p.Here, "match-out"}, err
}

// DrawWays are the ways that this stage can be drawn.
func (p *matchesData) DrawWays() (out []option) {
	before := false
	for _, st := range p.Contest.Contest.Def.Stages {
		if st.ID == p.Def.ID {
			break
		}
		before = before || st.Kind == "matches" && (st.Matches.Format == "round_robin" || st.Matches.Format == "swiss")
	}
	for _, way := range judging.DrawWays {
		if way != judging.DrawGroups || before {
			out = append(out, option{way, p.Text("desk.matches.how." + way)})
		}
	}
	if before {
		out = append(out[len(out)-1:], out[:len(out)-1]...)
	}
	return out
}

// Tables reports whether rounds can be asked for.
func (p *matchesData) Tables() bool { return p.Format == "round_robin" || p.Format == "swiss" }

// How is the way chosen, or the first one.
func (p *matchesData) How() string {
	if p.Look != nil && p.Look.Ask.How != "" {
		return p.Look.Ask.How
	}
	if p.Typed.Has("how") {
		return p.Typed.Get("how")
	}
	return p.DrawWays()[0].Value
}

// A drawLine is an entry with the place that it is given in a draw.
type drawLine struct {
	judging.Entry
	At string // "A1": group and place; "3": place
}

// Lines are the entries to draw, with their places as asked or as they stand.
func (p *matchesData) Lines() (out []drawLine) {
	at := map[string]string{}
	var groups [][]string
	if p.Draw != nil {
		groups = p.Draw.Plan.Groups
	}
	if p.Look != nil && p.Look.Plan.Groups != nil {
		groups = p.Look.Plan.Groups
	}
	for g, group := range groups {
		for i, id := range group {
			if at[id] = number(i + 1); len(groups) > 1 {
				at[id] = judging.GroupLetter(g) + at[id]
			}
		}
	}
	for _, e := range p.order {
		if e.Division == p.Division.ID && e.State == judging.EntryActive {
			out = append(out, drawLine{e, at[e.ID]})
		}
	}
	return out
}

// Kept are the places typed for the draw looked at, by the names of their fields.
func (p *matchesData) Kept() (out []option) {
	for _, e := range p.order {
		if at := p.typed.Get("at." + e.ID); at != "" {
			out = append(out, option{"at." + e.ID, at})
		}
	}
	return out
}

// NextSeed is a number for the lot: another one at each look.
func (p *matchesData) NextSeed() int64 {
	if p.Look != nil && p.Look.Plan.Seed != 0 {
		return p.Look.Plan.Seed
	}
	return 1 + p.Contest.Contest.N
}

// Referee reports whether a judge is named in the draw looked at.
func (p *matchesData) Referee(id string) bool {
	return p.Look != nil && slices.Contains(p.Look.Plan.Judges, id)
}
