package judging

// Rooms, and the panels that sit in them.

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// PutRoom adds a room to a contest, or gives the one with this id another name.
// Problems: "room-name", "room-exists".
func (s *Service) PutRoom(ctx context.Context, by Actor, contest string, ask Room) (r Room, err error) {
	name, ok := cleanText(ask.Name, 100)
	if ask.Name = name; !ok || name == "" {
		return r, Fail(Invalid, "room-name", "field", "name")
	}
	err = s.change(ctx, contest, func(tx Tx) error {
		r = ask // this may run again
		if _, err := tx.Contest(contest); err != nil {
			return err
		}
		rooms, err := tx.Rooms(contest)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(rooms, func(x Room) bool { return x.ID == r.ID })
		switch {
		case slices.ContainsFunc(rooms, func(x Room) bool { return x.ID != r.ID && FoldName(x.Name) == FoldName(r.Name) }):
			return Fail(Conflict, "room-exists", "field", "name", "name", r.Name)
		case at >= 0 && rooms[at].Name == r.Name:
			r = rooms[at]
			return nil
		case at >= 0:
			r.Ord = rooms[at].Ord
		case r.ID != "":
			return Fail(NotFound, "not-found")
		default:
			r.ID, r.Ord = NewID(), len(rooms)
		}
		r.Contest = contest
		if err := tx.PutRoom(r); err != nil {
			return err
		}
		c, err := tx.Contest(contest)
		if err != nil {
			return err
		}
		return s.write(tx, Scope{Contest: contest}, RowRoom, by, c.seatsPublic(), r)
	})
	return r, err
}

// PutPanel adds a panel to a stage and division of a contest, or changes room,
// seating and judges of the one with this id. Pairs that stand stay. Problems:
// "panel-room", "panel-seating", "panel-judges", "panel-per-entry" (Invalid),
// "panel-exists" (one in this room), "rooms-marked" (Conflict), "stage-closed".
func (s *Service) PutPanel(ctx context.Context, by Actor, contest string, p Panel) (Panel, error) {
	err := s.onPanel(ctx, contest, &p, func(tx Tx, c Contest, _ Panel, others []Panel) error {
		if p.Seating = cmp.Or(p.Seating, c.Def.Judges.Order); p.Seating != "together" && p.Seating != "separately" {
			return Fail(Invalid, "panel-seating", "field", "seating")
		}
		rooms, err := tx.Rooms(contest)
		if err != nil {
			return err
		}
		if p.Room != "" && !slices.ContainsFunc(rooms, func(r Room) bool { return r.ID == p.Room }) {
			return Fail(Invalid, "panel-room", "field", "room")
		}
		judges, err := tx.Judges(c.Event)
		if err != nil {
			return err
		}
		for i, id := range p.Judges {
			if slices.Contains(p.Judges[:i], id) || !slices.ContainsFunc(judges, func(j Judge) bool { return j.ID == id }) {
				return Fail(Invalid, "panel-judges", "field", "judges")
			}
		}
		switch {
		case len(p.Judges) == 0:
			return Fail(Invalid, "panel-judges", "field", "judges")
		case p.PerEntry < 0 || p.PerEntry > len(p.Judges):
			return Fail(Invalid, "panel-per-entry", "field", "perEntry", "judges", len(p.Judges))
		case slices.ContainsFunc(others, func(x Panel) bool { return x.Division == p.Division && x.Room == p.Room }):
			return Fail(Conflict, "panel-exists", "field", "room")
		}
		return s.writePanel(tx, by, p)
	})
	return p, err
}

// RemovePanel takes a panel away; pairs made for it stay. Problems:
// "rooms-marked" (Conflict), "stage-closed".
func (s *Service) RemovePanel(ctx context.Context, by Actor, contest, id string) error {
	p := Panel{ID: cmp.Or(id, "none")}
	return s.onPanel(ctx, contest, &p, func(tx Tx, _ Contest, old Panel, _ []Panel) error {
		old.Gone = true
		return s.writePanel(tx, by, old)
	})
}

// onPanel finds what a panel belongs to and what stands there beside it. For a
// panel without id, stage and division may be given by slug.
func (s *Service) onPanel(ctx context.Context, contest string, p *Panel, f func(_ Tx, _ Contest, old Panel, others []Panel) error) error {
	ask := *p
	return s.change(ctx, contest, func(tx Tx) error {
		*p = ask // this may run again
		var old Panel
		c, err := tx.Contest(contest)
		if err != nil {
			return err
		}
		if p.ID != "" {
			if old, err = tx.Panel(p.ID); err != nil || old.Contest != contest || old.Gone {
				return failOr(err, NotFound, "not-found")
			}
			p.Stage, p.Division = old.Stage, old.Division
		}
		st, err := stageOf(tx, contest, p.Stage)
		if err != nil {
			return err
		}
		if st.State == StageClosed || st.State == StageFinal {
			return Fail(Closed, "stage-closed")
		}
		v, err := viewContest(tx, c)
		if err != nil {
			return err
		}
		d, err := v.division(p.Division)
		if err != nil {
			return err
		}
		p.Contest, p.Stage, p.Division = contest, st.ID, d.ID
		others, err := panelsOf(tx, contest, st.ID)
		if err != nil {
			return err
		}
		if p.ID == "" {
			p.ID = NewID()
		}
		return keepingRooms(tx, c, func() error {
			return f(tx, c, old, slices.DeleteFunc(others, func(x Panel) bool { return x.ID == p.ID }))
		})
	})
}

func (s *Service) writePanel(tx Tx, by Actor, p Panel) error {
	if err := tx.PutPanel(p); err != nil {
		return err
	}
	c, err := tx.Contest(p.Contest)
	if err != nil {
		return err
	}
	return s.write(tx, Scope{Contest: p.Contest}, RowPanel, by, c.seatsPublic(), RowPanelBody{Panel: p, Gone: p.Gone})
}

// Rooms of a contest, and the panels of all its stages.
func (s *Service) Rooms(ctx context.Context, contest string) (rooms []Room, panels []Panel, err error) {
	err = s.Store.View(ctx, func(tx Tx) error {
		if _, err := tx.Contest(contest); err != nil {
			return err
		}
		if rooms, err = tx.Rooms(contest); err != nil {
			return err
		}
		panels, err = panelsOf(tx, contest, "")
		return err
	})
	return rooms, panels, err
}

// panelsOf lists the panels of a stage ("" for all) in the order of rooms, those
// without one last.
func panelsOf(tx Tx, contest, stage string) ([]Panel, error) {
	panels, err := tx.Panels(contest)
	if err != nil {
		return nil, err
	}
	rooms, err := tx.Rooms(contest)
	if err != nil {
		return nil, err
	}
	panels = slices.DeleteFunc(panels, func(p Panel) bool { return stage != "" && p.Stage != stage })
	byRoom(panels, rooms)
	return panels, nil
}

// seatedPanels are the panels of a contest in the order of rooms and, by panel,
// the name of its room, "" where it has none.
func seatedPanels(tx Tx, contest string) (panels []Panel, rooms map[string]string, err error) {
	all, err := tx.Rooms(contest)
	if err != nil {
		return nil, nil, err
	}
	name := map[string]string{}
	for _, r := range all {
		name[r.ID] = r.Name
	}
	panels, err = panelsOf(tx, contest, "")
	rooms = map[string]string{}
	for _, p := range panels {
		rooms[p.ID] = name[p.Room]
	}
	return panels, rooms, err
}

// roomsOf names where the panels sit, by stage.
func roomsOf(tx Tx, contest string, panels map[string]bool) (map[string]string, error) {
	all, rooms, err := seatedPanels(tx, contest)
	if err != nil {
		return nil, err
	}
	names := map[string][]string{}
	for _, p := range all {
		if name := rooms[p.ID]; name != "" && panels[p.ID] && !slices.Contains(names[p.Stage], name) {
			names[p.Stage] = append(names[p.Stage], name)
		}
	}
	out := map[string]string{}
	for stage, list := range names {
		out[stage] = strings.Join(list, ", ")
	}
	return out, nil
}

// byRoom puts panels in the order of rooms, those without one last.
func byRoom(panels []Panel, rooms []Room) {
	at := func(p Panel) int {
		if i := slices.IndexFunc(rooms, func(r Room) bool { return r.ID == p.Room }); i >= 0 {
			return i
		}
		return len(rooms)
	}
	slices.SortFunc(panels, func(a, b Panel) int {
		return cmp.Or(cmp.Compare(at(a), at(b)), cmp.Compare(a.Division, b.Division), cmp.Compare(a.ID, b.ID))
	})
}
