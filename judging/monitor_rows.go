package judging

// Rows and columns of the live map, and its cells as they travel.

import (
	"slices"
	"strconv"
	"strings"
)

// columns are the seats of a stage in the order assigned, which rows count by.
func (p *Picture) columns(slug string, a surroundings) []MonitorJudge {
	out := []MonitorJudge{}
	rooms := map[int]int{} // the first room of a seat
	for _, sh := range p.watch.stages[slug] {
		if room := p.room(sh); room > 0 && rooms[sh.seat] == 0 {
			rooms[sh.seat] = room
		}
	}
	order := make([]int, 0, len(p.watch.seats[slug]))
	for i, s := range p.watch.seats[slug] {
		j := MonitorJudge{ID: s.judge, Name: a.judges[s.judge].Name}
		if s.attempt > 1 {
			j.Attempt = s.attempt
		}
		out, order = append(out, j), append(order, i)
	}
	slices.SortStableFunc(order, func(x, y int) int {
		if rooms[x] != rooms[y] {
			return rooms[x] - rooms[y]
		}
		return strings.Compare(SortKey(out[x].Name), SortKey(out[y].Name))
	})
	for place, i := range order {
		out[i].Ord = place
	}
	return out
}

// room is the place of a sheet's room in the list, from 1; 0 for none.
func (p *Picture) room(sh *watched) int {
	panel, ok := p.watch.panels[sh.panel]
	if !ok {
		return 0
	}
	return 1 + slices.IndexFunc(p.watch.rooms, func(r Room) bool { return r.ID == panel.Room })
}

// A monitorRow is an entry and the cells of its sheets.
type monitorRow struct {
	MonitorEntry
	n    int64 // the newest row that changed a cell
	list []byte
}

func (r *monitorRow) cells() string { return string(r.list) }

func (r *monitorRow) add(c mapCell, letter byte) {
	if len(r.list) > 0 {
		r.list = append(r.list, ' ')
	}
	r.list = strconv.AppendInt(r.list, int64(c.seat), 36)
	r.list = append(r.list, letter)
	r.list = strconv.AppendInt(r.list, c.since.Unix()/60, 36)
	if c.runs {
		for _, n := range []int{c.done, c.total, c.attempt} {
			r.list = strconv.AppendInt(append(r.list, '.'), int64(n), 36)
		}
	}
}

// rows are the entries by division in the order added, with their cells. An
// entry that left and has no sheet here has no row.
func (p *Picture) rows(slug string, collecting bool) []*monitorRow {
	out, of := []*monitorRow{}, map[string]*monitorRow{}
	for i, d := range p.divisions {
		for _, e := range d.entries {
			r := &monitorRow{MonitorEntry: MonitorEntry{ID: e.ID, Code: e.Code, Name: e.Name, Division: i}}
			if e.State != EntryActive {
				r.State = e.State
			}
			out, of[e.ID] = append(out, r), r
		}
	}
	for _, c := range p.mapCells(slug, collecting) {
		r, letter := of[c.entry], c.letter
		if r == nil || letter == cellNone {
			continue
		}
		if r.State != "" {
			letter = cellOut
		}
		r.n = max(r.n, c.n)
		if r.Room == 0 {
			r.Room = c.room
		}
		r.add(c, letter)
	}
	return slices.DeleteFunc(out, func(r *monitorRow) bool { return r.State != "" && len(r.list) == 0 })
}
