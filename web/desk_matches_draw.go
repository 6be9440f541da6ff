package web

// The draw on the desk: asked for, looked at, stored.

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"dovar/judging"
	"dovar/scoring"
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
// as letters before them. A button that moves an entry has moved it before.
func (p *matchesData) ask(c echo.Context) judging.DrawAsk {
	form, _ := c.FormParams()
	if p.typed = form; form.Has("move") {
		p.move(form)
	}
	ask := judging.DrawAsk{Stage: p.Stage, Division: p.Division.ID, How: form.Get("how"), Judges: form["judges"], Digest: form.Get("digest")}
	ask.Seed, _ = strconv.ParseInt(form.Get("seed"), 10, 64)
	ask.Rounds = atoi(form.Get("rounds"))
	places := p.places(form)
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

// A drawPlace is where an entry is to stand: "A1" is a group and a place in it.
type drawPlace struct {
	entry, group string
	n            int
}

func (x drawPlace) less(y drawPlace) int {
	return cmp.Or(len(x.group)-len(y.group), cmp.Compare(x.group, y.group), x.n-y.n)
}

func placeAt(entry, at string) drawPlace {
	at = strings.ToUpper(strings.TrimSpace(at))
	letters := strings.TrimRight(at, "0123456789")
	return drawPlace{entry, letters, atoi(at[len(letters):])}
}

// places are those of the entries that have one, in their order.
func (p *matchesData) places(form url.Values) (out []drawPlace) {
	for _, e := range p.order {
		if at := form.Get("at." + e.ID); strings.TrimSpace(at) != "" && e.Division == p.Division.ID {
			out = append(out, placeAt(e.ID, at))
		}
	}
	slices.SortStableFunc(out, drawPlace.less)
	return out
}

// move lets an entry change places with the one above or below it, "<entry> -1" or
// "<entry> 1". Who has no place yet gets the one after the last. A draw of which
// nobody said more is from then on the order given.
func (p *matchesData) move(form url.Values) {
	entry, by, _ := strings.Cut(form.Get("move"), " ")
	p.Stepped = entry + " " + by
	places := p.places(form)
	if len(places) == 0 {
		for i, line := range p.Lines() {
			places = append(places, drawPlace{line.ID, "", i + 1})
		}
	}
	if len(places) == 0 {
		return
	}
	i := slices.IndexFunc(places, func(x drawPlace) bool { return x.entry == entry })
	if j := i + atoi(by); i < 0 {
		last := places[len(places)-1]
		places = append(places, drawPlace{entry, last.group, last.n + 1})
	} else if j >= 0 && j < len(places) {
		places[i].entry, places[j].entry = places[j].entry, places[i].entry
	}
	if how := form.Get("how"); how != judging.DrawGiven && how != judging.DrawSeeded {
		form.Set("how", judging.DrawSeeded)
		if places[0].group != "" {
			form.Set("how", judging.DrawGiven)
		}
	}
	for _, x := range places {
		form.Set("at."+x.entry, x.group+number(x.n))
	}
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
	_, before := p.Contest.Contest.Def.GroupsBefore(p.Def.ID)
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
func (p *matchesData) Tables() bool { return scoring.Format(p.Format).Tables() }

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

// Lines are the entries to draw in the order of their places: as asked, as typed,
// or as they stand; those without one come last.
func (p *matchesData) Lines() (out []drawLine) {
	at := map[string]string{}
	typed := p.How() == judging.DrawSeeded || p.How() == judging.DrawGiven || p.Look != nil && p.Look.Against != nil
	for _, x := range p.places(p.typed) {
		if typed {
			at[x.entry] = x.group + number(x.n)
		}
	}
	var groups [][]string
	switch {
	case len(at) > 0 || p.How() == judging.DrawSeeded: // an order of strength is dealt out to groups
	case p.Look != nil && p.Look.Against == nil:
		groups = p.Look.Plan.Groups
	case p.Draw != nil:
		groups = p.Draw.Plan.Groups
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
	slices.SortStableFunc(out, func(a, b drawLine) int {
		if a.At == "" || b.At == "" {
			return cmp.Compare(len(b.At), len(a.At)) // one has none
		}
		return placeAt(a.ID, a.At).less(placeAt(b.ID, b.At))
	})
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
