package web

// The desk's navigation: its pages, in the order of the work.

import (
	"io/fs"
	"slices"

	"dovar/judging"
)

// A deskRoom is a page that the navigation leads to.
type deskRoom struct {
	name, path string
	right      judging.Right
}

// A deskGroup is a part of the work on a contest.
type deskGroup struct {
	name  string
	rooms []deskRoom
}

var eventRooms = []deskRoom{
	{"organizer", "/organizer", judging.Look},
	{"accounts", "/organizer/accounts", judging.Accounts},
	{"sessions", "/organizer/sessions", judging.Look},
	{"event", "/organizer/events/{event}", judging.Look},
	{"judges", "/organizer/events/{event}/judges", judging.Look},
	{"devices", "/organizer/events/{event}/devices", judging.Run},
	{"event-journal", "/organizer/events/{event}/journal", judging.Journal},
	// Led to from other pages only.
	{"event-new", "/organizer/events/new", judging.Prepare},
	{"contest-new", "/organizer/events/{event}/contests/new", judging.Prepare},
	{"judge", "/organizer/judges/{judge}", judging.Look},
	{"entry", "/organizer/entries/{entry}", judging.Look},
	{"close", "/organizer/stages/{stage}/close", judging.Run},
	{"publish", "/organizer/contests/{contest}/board/publish", judging.Run},
	{"protocol", "/organizer/stages/{stage}/protocol", judging.Results},
}

var contestRooms = []deskGroup{
	{"prepare", []deskRoom{
		{"contest", "/organizer/contests/{contest}", judging.Look},
		{"rules", "/organizer/contests/{contest}/rules", judging.Look},
		{"entries", "/organizer/contests/{contest}/entries", judging.Look},
		{"panels", "/organizer/contests/{contest}/panels", judging.Look},
		{"fields", "/organizer/contests/{contest}/fields", judging.Look},
		{"matches", "/organizer/contests/{contest}/matches", judging.Look},
	}},
	{"run", []deskRoom{
		{"day", "/organizer/contests/{contest}/day", judging.Look},
		{"stages", "/organizer/contests/{contest}/stages", judging.Look},
		{"jury", "/organizer/contests/{contest}/jury", judging.Look},
		{"board", "/organizer/contests/{contest}/board", judging.Look},
	}},
	{"result", []deskRoom{
		{"standings", "/organizer/contests/{contest}/standings", judging.Results},
		{"quality", "/organizer/contests/{contest}/quality", judging.Results},
		{"results", "/organizer/contests/{contest}/results", judging.Results},
		{"journal", "/organizer/contests/{contest}/journal", judging.Journal},
	}},
}

// rooms by name.
var deskRooms = func() map[string]deskRoom {
	all := map[string]deskRoom{}
	for _, r := range eventRooms {
		all[r.name] = r
	}
	for _, g := range contestRooms {
		for _, r := range g.rooms {
			all[r.name] = r
		}
	}
	return all
}()

// A link of the navigation; URL "" where who asks may not go.
type link struct {
	URL, Label string
	Current    bool
}

// Link to a page of the desk.
func (d *desk) Link(name string) link {
	if !d.May(deskRooms[name].right) {
		return link{}
	}
	return link{d.URL(name), d.Text("desk.nav." + name), d.Page == name}
}

type linkGroup struct {
	Name  string
	Links []link
}

// Groups of links about the contest.
func (d *desk) Groups() (out []linkGroup) {
	for _, g := range contestRooms {
		group := linkGroup{Name: g.name}
		for _, r := range g.rooms {
			if l := d.Link(r.name); l.URL != "" && d.needs(r.name) {
				group.Links = append(group.Links, l)
			}
		}
		if group.Links != nil {
			out = append(out, group)
		}
	}
	return out
}

// needs reports whether the contest has what a page is about.
func (d *desk) needs(page string) bool {
	switch page {
	case "fields":
		return len(d.RunStages()) > 0
	case "matches":
		return d.matches()
	case "panels", "quality":
		return !d.refereed()
	}
	return true
}

// IsContest reports whether the page is about this contest.
func (d *desk) IsContest(id string) bool { return d.Contest != nil && d.Contest.Contest.ID == id }

// Held is a contest of the event with the titles of its stages.
func (d *desk) Held(v judging.ContestView) heldContest { return heldContest{v} }

// Styled reports whether the page has a style sheet of its own.
func (d *desk) Styled() bool { return slices.Contains(deskStyles, d.Page) }

// deskStyles are the pages with a file css/desk-<page>.css.
var deskStyles = func() (names []string) {
	files, _ := fs.Glob(staticFiles, "static/css/desk-*.css")
	for _, f := range files {
		names = append(names, f[len("static/css/desk-"):len(f)-len(".css")])
	}
	return names
}()
