package web

// The desk: matches of a contest - the draw, groups with their tables, the
// bracket, who plays next, and what a correction changed.

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

// A matchesData is the page about one stage of matches in a division.
type matchesData struct {
	*desk
	judging.MatchStage
	Of       judging.Stage
	Def      judging.StageDef
	Division judging.Division
	Tabs     []matchesTab
	Judges   []judging.Judge
	Look     *drawLook // the draw that is asked for, to be looked at
	Changes  []toldLine
	Here     string // with stage and division
	Stepped  string // the button that moved an entry of the draw: the same one waits for the next press
	typed    url.Values
	order    []judging.Entry
	entries  map[string]judging.Entry
	fields   map[string]string // names by panel
	judges   map[string]judging.Judge
	labels   map[string]string // of meetings, for those that follow
}

// A matchesTab leads to a stage and division.
type matchesTab struct {
	URL, Title string
	State      judging.StageState
	Current    bool
}

// matches reports whether the contest has any.
func (d *desk) matches() bool {
	return d.Contest != nil && slices.ContainsFunc(d.Contest.Stages, func(st judging.Stage) bool { return st.Kind == "matches" })
}

func (s *Server) matchesPage(c echo.Context, d *desk) (any, error) {
	ctx := c.Request().Context()
	all, err := s.Follower.Matches(ctx, d.By, d.Contest.Contest.ID)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, notFound()
	}
	p := &matchesData{desk: d, entries: map[string]judging.Entry{}, fields: map[string]string{}, judges: map[string]judging.Judge{}}
	p.choose(all, c.FormValue("stage"), c.FormValue("division"))
	if err := s.readMatches(ctx, p); err != nil {
		return nil, err
	}
	if p.asked(c) {
		p.Look = s.lookAtDraw(c, p)
	}
	return p, nil
}

// choose finds the stage and division asked for, else the first open one, else
// the first that is still to be drawn or opened.
func (p *matchesData) choose(all []judging.MatchStage, stage, division string) {
	state := func(m judging.MatchStage) int {
		switch {
		case m.Stage == stage && m.Division == cmp.Or(division, m.Division):
			return 0
		case p.stage(m.Stage).State == judging.StageOpen:
			return 1
		case p.stage(m.Stage).State == judging.StageSetup:
			return 2
		}
		return 3
	}
	p.MatchStage = slices.MinFunc(all, func(a, b judging.MatchStage) int { return state(a) - state(b) })
	p.Of = p.stage(p.Stage)
	p.Def = stageDef(p.Contest.Contest.Def, p.Of.Slug)
	for _, m := range all {
		st := p.stage(m.Stage)
		tab := matchesTab{State: st.State, Title: p.In(stageTitle(p.Contest.Contest.Def, st.Slug)),
			URL:     p.URL("matches") + "?" + url.Values{"stage": {m.Stage}, "division": {m.Division}}.Encode(),
			Current: m.Stage == p.Stage && m.Division == p.MatchStage.Division}
		for _, d := range p.Contest.Divisions {
			if d.ID == m.Division && len(p.Contest.Divisions) > 1 {
				tab.Title += " · " + p.In(d.Title)
			}
			if d.ID == p.MatchStage.Division {
				p.Division = d
			}
		}
		if tab.Current {
			p.Here = tab.URL
		}
		p.Tabs = append(p.Tabs, tab)
	}
}

func (p *matchesData) stage(id string) judging.Stage {
	i := slices.IndexFunc(p.Contest.Stages, func(st judging.Stage) bool { return st.ID == id })
	return p.Contest.Stages[i]
}

// readMatches reads names of entries, judges and fields, and the last changes.
func (s *Server) readMatches(ctx context.Context, p *matchesData) (err error) {
	id := p.Contest.Contest.ID
	if p.order, err = s.Service.Entries(ctx, id); err != nil {
		return err
	}
	for _, e := range p.order {
		p.entries[e.ID] = e
	}
	if p.Judges, err = s.Service.JudgesOf(ctx, p.Event.ID); err != nil {
		return err
	}
	for _, j := range p.Judges {
		p.judges[j.ID] = j
	}
	rooms, panels, err := s.Service.Rooms(ctx, id)
	if err != nil {
		return err
	}
	for _, x := range panels {
		for _, r := range rooms {
			if r.ID == x.Room {
				p.fields[x.ID] = r.Name
			}
		}
	}
	p.label()
	if !p.May(judging.Results) {
		return nil
	}
	v, err := s.Service.ReadJournal(ctx, judging.Scope{Contest: id}, judging.JournalAsk{Kinds: []judging.RowKind{judging.RowAdvanced}, Limit: 5})
	p.Changes = journalLines(p.Lang, v, false)
	return err
}

// Fields reports whether the stage has fields for the division, or else names of
// referees are asked for.
func (p *matchesData) Fields() bool { return len(p.fields) > 0 }

// Begun reports whether a match was played.
func (p *matchesData) Begun() bool {
	return slices.ContainsFunc(p.Meetings, func(m judging.MatchMeeting) bool { return m.State == "played" })
}

// Settled is the key of what is next where all matches of an open stage are over.
func (p *matchesData) Settled() string {
	if p.Of.State != judging.StageOpen || p.All() == 0 || p.Over() < p.All() {
		return ""
	}
	if last := p.Tabs[len(p.Tabs)-1]; last.State == judging.StageSetup {
		return "desk.matches.close"
	}
	return "desk.matches.closes"
}

// Changeable reports whether the stage still takes a draw.
func (p *matchesData) Changeable() bool {
	return (p.Of.State == judging.StageSetup || p.Of.State == judging.StageOpen) && !p.Begun()
}

// Code of an entry.
func (p *matchesData) Code(id string) string { return p.entries[id].Code }

// Robot is an entry as a bracket has it.
func (p *matchesData) Robot(id string) judging.Entry { return p.entries[id] }

// Group is its letter.
func (p *matchesData) Group(i int) string { return judging.GroupLetter(i) }

// Active are those who are there, and may be withdrawn.
func (p *matchesData) Active() (out []option) {
	for _, e := range p.order {
		if e.Division == p.Division.ID && e.State == judging.EntryActive {
			out = append(out, option{e.ID, e.Code + " · " + e.Name})
		}
	}
	return out
}

// Ways to go out of the matches.
func (p *matchesData) Ways() (out []option) {
	for _, state := range []judging.EntryState{judging.EntryWithdrawn, judging.EntryAbsent, judging.EntryDisqualified} {
		out = append(out, option{string(state), p.Text("journal.entry.state." + string(state))})
	}
	return out
}

// UndrawnNames are the codes of entries that a draw does not have.
func (p *matchesData) UndrawnNames() []string { return mapped(p.Undrawn, p.Code) }

func number(n int) string { return strconv.Itoa(n) }
