package judging

// Rooms in a Picture, where places are made in each of them.

import (
	"fmt"
	"slices"

	"dovar/scoring"
)

// scored is an entry as package scoring sees it: of one group with those of its
// room. Groups sort as rooms do; those without a room come last.
func (p *Picture) scored(e *entryPicture) scoring.Entry {
	out := e.Entry.scored()
	out.Fields = p.measured(e)
	if p.def.Rank.Within() {
		out.Group = "none"
		if i := p.roomAt(e.room); i >= 0 {
			out.Group = fmt.Sprintf("%06d", i)
		}
	}
	return out
}

func (p *Picture) roomAt(id string) int {
	return slices.IndexFunc(p.watch.rooms, func(r Room) bool { return r.ID == id })
}

// roomName is the room in which an entry's place is made; "" where places are
// made across rooms, and for an entry without one.
func (p *Picture) roomName(e *entryPicture) string {
	if i := p.roomAt(e.room); i >= 0 && p.def.Rank.Within() {
		return p.watch.rooms[i].Name
	}
	return ""
}

// seat finds the entries their rooms anew after a row that can change them.
func (p *Picture) seat(kind RowKind) {
	moves := []RowKind{RowAssign, RowUnassign, RowPanel, RowContest, RowDeclared}
	if !p.def.Rank.Within() || !slices.Contains(moves, kind) {
		return
	}
	var pairs [][]Pair
	for _, def := range p.def.Stages {
		if !ranked(p.def, Stage{Slug: def.ID}) {
			continue
		}
		var of []Pair
		for _, sh := range p.watch.stages[def.ID] {
			if !sh.back {
				of = append(of, Pair{sh.entry, sh.judge, sh.panel})
			}
		}
		pairs = append(pairs, of)
	}
	var panels []Panel
	for _, x := range p.watch.panels {
		panels = append(panels, x)
	}
	byRoom(panels, p.watch.rooms)
	rooms := entryRooms(pairs, panels)
	for _, e := range p.entries {
		if e.room == rooms[e.ID] {
			continue
		}
		e.room = rooms[e.ID]
		p.put(e)
	}
}

// place gives the sheets the rooms of their panels anew after a row that can
// change them, where corrected results are of rooms.
func (p *Picture) place(kind RowKind) {
	moves := []RowKind{RowAssign, RowPanel, RowContest}
	if p.rule == nil || !p.rule.ByRoom || !slices.Contains(moves, kind) {
		return
	}
	moved := false
	for _, e := range p.entries {
		for _, c := range e.cells {
			for id, sh := range c.sheets {
				if room := p.roomOf(id); sh.Room != room {
					sh.Room, moved = room, true
					c.sheets[id] = sh
				}
			}
		}
	}
	if moved {
		p.rebuild()
	}
}

// roomOf is the room of a sheet's panel, "" for none.
func (p *Picture) roomOf(sheet string) string {
	if w := p.watch.sheets[sheet]; w != nil {
		return p.watch.panels[w.panel].Room
	}
	return ""
}

// through says which of the standings go through: those with fewer than the
// quota before them in their room, so that all who share the last place do.
func (p *Picture) through(standings []scoring.Standing) map[string]bool {
	quota := p.def.Rank.Sharing().Count()
	out := map[string]bool{}
	if quota == 0 {
		return out
	}
	before, first := map[string]int{}, map[string]int{} // by group: entries so far, those before the place
	place := map[string]int{}
	for _, s := range standings {
		if s.Place != place[s.Group] {
			place[s.Group], first[s.Group] = s.Place, before[s.Group]
		}
		before[s.Group]++
		if s.Place > 0 && !s.Out && first[s.Group] < quota {
			out[s.Entry] = true
		}
	}
	return out
}

// ByRoom is the results with a division for each room where places are made
// within rooms: each is a ranking of its own, and is listed so.
func (r ResultsView) ByRoom() ResultsView {
	if !r.Contest.Def.Rank.Within() {
		return r
	}
	var out []DivisionResults
	for _, d := range r.Divisions {
		at := map[string]int{}
		for _, e := range d.Entries {
			i, known := at[e.Standing.Group]
			if !known {
				i = len(out)
				at[e.Standing.Group] = i
				of := DivisionResults{Division: d.Division, Votes: d.Votes}
				of.Title = d.Title.and(e.Room)
				out = append(out, of)
			}
			out[i].Entries = append(out[i].Entries, e)
		}
	}
	r.Divisions = out
	return r
}

// and adds the name of a room to a title in each language.
func (t Text) and(room string) Text {
	join := func(title string) string {
		if title != "" && room != "" {
			return title + " · " + room
		}
		return title + room
	}
	return Text{TG: join(t.TG), RU: join(t.RU), EN: join(t.EN)}
}
