package web

// The desk: rooms, panels, who judges what, and in which order.

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

// A panelsData is the page about one stage, in one of three views.
type panelsData struct {
	*desk
	View  string // draw, table or order
	Stage judging.Stage
	judging.Pairings
	Rooms []judging.Room
	Pairs int // that stand
	Edit  *panelForm
	Draw  *drawView
	All   *drawView // what "all judges score all entries" would make
	Table *pairTable
	Order *orderView
	judging.Shared
	Waiting []judging.Proposal // another declaration

	entries map[string]judging.Entry
	judges  map[string]judging.Judge
}

func (s *Server) panelsPage(c echo.Context, d *desk) (any, error) {
	ctx, contest := c.Request().Context(), d.Contest.Contest.ID
	p := &panelsData{desk: d, View: c.FormValue("view"), entries: map[string]judging.Entry{}, judges: map[string]judging.Judge{}}
	i := slices.IndexFunc(d.Contest.Stages, func(st judging.Stage) bool { return st.ID == c.FormValue("stage") })
	p.Stage = d.Contest.Stages[max(0, i)]
	var err error
	if p.Pairings, err = s.Service.Pairings(ctx, contest, p.Stage.ID); err != nil {
		return nil, err
	}
	if p.Rooms, _, err = s.Service.Rooms(ctx, contest); err != nil {
		return nil, err
	}
	if p.Shared, err = s.Service.SharingOf(ctx, contest, p.Stage.ID); err != nil {
		return nil, err
	}
	if p.Waiting, err = s.waiting(c, d, "rooms"); err != nil {
		return nil, err
	}
	for i, e := range p.Entries {
		p.entries[e.ID] = e
		p.Pairs += len(p.Judging(i))
	}
	for _, j := range p.Judges {
		p.judges[j.ID] = j
	}
	switch p.View {
	case "table":
		p.Table = p.table(c)
	case "order":
		p.Order, err = s.orderView(c, p)
	default:
		p.View = "draw"
		p.Edit = p.form(c)
		err = s.drawViews(c, p)
	}
	return p, err
}

// To is the address of a view of a stage; pairs are further parameters.
func (p *panelsData) To(view, stage string, pairs ...string) string {
	q := url.Values{"stage": {stage}}
	if view != "draw" {
		q.Set("view", view)
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		q.Set(pairs[i], pairs[i+1])
	}
	return p.URL("panels") + "?" + q.Encode()
}

// Title of a stage.
func (p *panelsData) Title(st judging.Stage) string {
	return p.In(stageTitle(p.Contest.Contest.Def, st.Slug))
}

// Views of a stage, in the order of the work.
func (p *panelsData) Views() []string { return []string{"draw", "table", "order"} }

// Changes reports whether who asks may change what the stage still allows.
func (p *panelsData) Changes() bool {
	return p.May(judging.Prepare) && (p.Setup() || p.Stage.State == judging.StageOpen)
}
func (p *panelsData) Setup() bool { return p.Stage.State == judging.StageSetup }

// Uses are the ways for rooms to share a ranking.
func (p *panelsData) Uses() []option {
	return mapped(judging.RoomUses, func(use string) option { return option{use, p.Text("desk.rules.rooms.use." + use)} })
}

// ChosenUse is the way chosen in the form, or declared.
func (p *panelsData) ChosenUse() string { return cmp.Or(p.Typed.Get("use"), p.Use) }

// Through is the quota as the form shows it.
func (p *panelsData) Through() string { return count(p.Count()) }

// Wrong reports whether the problem is about that field.
func (d *desk) Wrong(field string) bool { return d.Problem != nil && d.Problem.Args["field"] == field }

// A panelLine is a panel in the list.
type panelLine struct {
	judging.Panel
	Where, Division, Judges string
	Need, Entries           int
}

// Lines of the panels, by division.
func (p *panelsData) Lines() (out []panelLine) {
	count := map[string]int{}
	for e := range p.Entries {
		seen := map[string]bool{}
		for _, j := range p.Judging(e) {
			if id := p.At(e, j).Panel; !seen[id] {
				seen[id] = true
				count[id]++
			}
		}
	}
	for _, x := range p.Panels {
		line := panelLine{Panel: x, Where: p.Where(x.ID), Division: p.DivisionName(x.Division), Need: x.PerEntry, Entries: count[x.ID]}
		if line.Need == 0 {
			line.Need = len(x.Judges)
		}
		var names []string
		for _, id := range x.Judges {
			names = append(names, p.judges[id].Name)
		}
		line.Judges = strings.Join(names, ", ")
		out = append(out, line)
	}
	return out
}

// Where a panel sits, in words; "" without one.
func (p *panelsData) Where(panel string) string {
	i := slices.IndexFunc(p.Panels, func(x judging.Panel) bool { return x.ID == panel })
	if i < 0 {
		return ""
	}
	if name := p.RoomName(p.Panels[i].Room); name != "" {
		return name
	}
	return p.Text("desk.panels.roomless")
}

func (p *panelsData) RoomName(id string) string {
	for _, r := range p.Rooms {
		if r.ID == id {
			return r.Name
		}
	}
	return ""
}

// A panelForm makes or changes a panel.
type panelForm struct {
	Open                      bool
	ID                        string
	Divisions, Rooms, Seating []option
	Panel                     judging.Panel
	PerEntry                  string
	Boxes                     []judgeBox
}

// A judgeBox is a judge to choose for a panel.
type judgeBox struct {
	judging.Judge
	On    bool
	Where string // where else the judge sits in this stage
}

func (p *panelsData) form(c echo.Context) *panelForm {
	if !p.Changes() {
		return nil
	}
	f := &panelForm{ID: c.FormValue("panel"), Open: c.FormValue("panel") != "" || p.Typed.Has("seating")}
	i := slices.IndexFunc(p.Panels, func(x judging.Panel) bool { return x.ID == f.ID })
	if i >= 0 {
		f.Panel = p.Panels[i]
	} else {
		f.ID, f.Panel.Seating = "", p.Contest.Contest.Def.Judges.Order
	}
	if f.Panel.PerEntry > 0 {
		f.PerEntry = strconv.Itoa(f.Panel.PerEntry)
	}
	chosen := f.Panel.Judges
	if p.Typed.Has("seating") {
		chosen = p.Typed["judges"]
	}
	f.Divisions = p.desk.Divisions(false)
	f.Rooms = []option{{"", p.Text("desk.panels.roomless")}}
	for _, r := range p.Rooms {
		f.Rooms = append(f.Rooms, option{r.ID, r.Name})
	}
	for _, key := range []string{"together", "separately"} {
		f.Seating = append(f.Seating, option{key, p.Text("desk.panels.seating." + key)})
	}
	for _, j := range p.Judges {
		box := judgeBox{Judge: j, On: slices.Contains(chosen, j.ID)}
		var where []string
		for _, x := range p.Panels {
			if x.ID != f.ID && slices.Contains(x.Judges, j.ID) {
				where = append(where, p.Where(x.ID))
			}
		}
		box.Where = strings.Join(slices.Compact(where), ", ")
		if !j.Spare || box.On {
			f.Boxes = append(f.Boxes, box)
		}
	}
	return f
}
