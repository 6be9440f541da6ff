package web

// The desk: what waits for a second person, on the page it is about.

import (
	"slices"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

// waiting are the acts of that kind which wait in this contest.
func (s *Server) waiting(c echo.Context, d *desk, act string) ([]judging.Proposal, error) {
	list, err := s.Service.Proposals(c.Request().Context(), d.Contest.Contest.ID)
	return slices.DeleteFunc(list, func(p judging.Proposal) bool { return p.Act != act }), err
}

// waits is what the template "waits" draws.
type waits struct {
	*desk
	List []judging.Proposal
}

func (d *desk) Waits(list []judging.Proposal) waits { return waits{d, list} }

// Proposed is an act that waits, in words.
func (d *desk) Proposed(p judging.Proposal) string {
	switch p.Act {
	case "leave":
		args := []any{"name", p.Judge.Name, "heir", p.Heir.Name, "stage", ""}
		key := "desk.waits.leave." + p.How
		if p.Stage.ID != "" {
			key += ".stage"
			args[5] = d.In(stageTitle(d.Contest.Contest.Def, p.Stage.Slug))
		} else if p.Heir.Name != "" {
			key += ".heir"
		}
		return d.Text(key, args...)
	case "rooms":
		return d.Text("desk.waits.rooms", "use", d.Shares(p.Rooms))
	}
	return d.Text("desk.stages.waits", "state", d.Text("state.stage."+string(p.To)))
}

// Shares says how rooms share a ranking.
func (d *desk) Shares(r judging.RoomsDef) string { return sharing(d.Lang, r) }

func sharing(lang string, r judging.RoomsDef) string {
	if r.Use == judging.RoomsQuota {
		return words.say(lang, "rules.rooms.quota", "count", r.Count())
	}
	return words.say(lang, "rules.rooms."+r.Use)
}

// approveForm carries out what waits in this contest, and leads to the page it
// is about.
func (s *Server) approveForm(c echo.Context, d *desk) (done, error) {
	ctx, id := c.Request().Context(), c.FormValue("approval")
	list, err := s.Service.Proposals(ctx, d.Contest.Contest.ID)
	if err != nil {
		return done{}, err
	}
	i := slices.IndexFunc(list, func(p judging.Proposal) bool { return p.ID == id })
	if i < 0 {
		return done{}, notFound()
	}
	staged, err := s.Service.ApproveAct(ctx, d.By, id)
	switch list[i].Act {
	case "leave":
		return done{d.URL("jury"), "approved"}, err
	case "rooms":
		return done{d.URL("panels"), "approved"}, err
	}
	return done{d.URL("stages"), "stage-" + string(staged.State)}, err
}

// declareForm declares how rooms share the ranking.
func (s *Server) declareForm(c echo.Context, d *desk) (done, error) {
	to := judging.RoomsDef{Use: c.FormValue("use")}
	if to.Use == judging.RoomsQuota {
		n := atoi(c.FormValue("quota"))
		to.Quota = &n
	}
	staged, err := s.Service.DeclareRooms(c.Request().Context(), d.By, d.Contest.Contest.ID, to, c.FormValue("reason"))
	back := d.panelsBack(c, "declared", "#sharing")
	back.Say = doneOr(staged, back.Say).Say
	return back, err
}
