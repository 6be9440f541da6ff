package judging

// Rooms that share a ranking. Between panels that share neither entries nor
// judges a strict panel looks like weak entries, and no arithmetic can tell the
// two from each other: such a ranking is refused unless the contest declares what it is.

import (
	"cmp"
	"slices"
)

// RoomsDef declares how entries judged in rooms apart come to places.
type RoomsDef struct {
	Use   string `json:"use" enum:"quota,within,linked,accepted"`
	Quota *int   `json:"quota,omitempty" minimum:"1" on:"use: quota!" doc:"entries of each room that go through; only with quota"`
}

// The uses that are named in Go.
const (
	RoomsLinked   = "linked"   // one ranking, and every stage holds together
	RoomsAccepted = "accepted" // one ranking, though stages fall apart
	RoomsQuota    = "quota"    // places in each room, the first of each go through
)

// Sharing is what the contest declares; "linked" where it says nothing.
func (r RankDef) Sharing() RoomsDef {
	if r.Rooms == nil {
		return RoomsDef{Use: RoomsLinked}
	}
	return *r.Rooms
}

// Within reports whether places are made in each room, not across rooms.
func (r RankDef) Within() bool {
	use := r.Sharing().Use
	return use == "within" || use == RoomsQuota
}

// seatsPublic is the Pub of a row about rooms and panels: boards name the rooms
// in which places are made.
func (c Contest) seatsPublic() string {
	if !c.Def.Rank.byRooms() {
		return ""
	}
	return everyone(c.Board)
}

// byRooms reports whether it makes a place another which room an entry or a
// sheet is of.
func (r RankDef) byRooms() bool {
	return r.Within() || r.Adjust != nil && r.Adjust.Use == "counts" && r.Adjust.For == "room"
}

// ranked reports whether marks of judges in this stage make places.
func ranked(d Definition, st Stage) bool {
	def, ok := d.stage(st.Slug)
	return ok && def.Weight != "0" && (def.Kind == "rubric" || def.Kind == "places")
}

// An Island is a part of a ranking that shares neither entries nor judges with
// the rest of it.
type Island struct {
	Division string   `json:"division"`
	Room     string   `json:"room,omitempty" doc:"where places are made within rooms"`
	Panels   []string `json:"panels" doc:"in the order of rooms; none where pairs were made without panels"`
	Judges   []string `json:"judges"`
	Entries  []string `json:"entries"`
}

// rankingOf is what an entry is ranked with: its division, and its room where
// places are made within rooms.
type rankingOf struct{ division, room string }

// A knot holds an island together: an entry or a judge, within one ranking.
type knot struct {
	rankingOf
	entry, judge string
}

// islands returns the parts of each ranking of a stage that falls apart, in the
// order of panels, then of pairs. They are the components of the graph of
// entries and judges; ranking says where an entry belongs, false for none.
func islands(panels []Panel, pairs []Pair, ranking func(entry string) (rankingOf, bool)) []Island {
	at := map[string]int{} // of each panel; pairs without one come last
	for i, p := range panels {
		at[p.ID] = i - len(panels)
	}
	pairs = slices.DeleteFunc(slices.Clone(pairs), func(p Pair) bool { _, ok := ranking(p.Entry); return !ok })
	slices.SortStableFunc(pairs, func(a, b Pair) int { return cmp.Compare(at[a.Panel], at[b.Panel]) })
	up := map[knot]knot{}
	var root func(knot) knot
	root = func(x knot) knot {
		if above, ok := up[x]; ok && above != x {
			up[x] = root(above)
			return up[x]
		}
		return x
	}
	for _, p := range pairs {
		r, _ := ranking(p.Entry)
		up[root(knot{r, p.Entry, ""})] = root(knot{r, "", p.Judge})
	}
	parts, order := map[knot]*Island{}, []knot{}
	count, seen := map[rankingOf]int{}, map[knot]bool{}
	first := func(x knot) bool { was := seen[x]; seen[x] = true; return !was }
	for _, p := range pairs {
		r, _ := ranking(p.Entry)
		e, j := knot{r, p.Entry, ""}, knot{r, "", p.Judge}
		top := root(e)
		part := parts[top]
		if part == nil {
			part = &Island{Division: r.division, Room: r.room, Panels: []string{}}
			parts[top], order = part, append(order, top)
			count[r]++
		}
		if first(e) {
			part.Entries = append(part.Entries, p.Entry)
		}
		if first(j) {
			part.Judges = append(part.Judges, p.Judge)
		}
		if _, there := at[p.Panel]; there && !slices.Contains(part.Panels, p.Panel) {
			part.Panels = append(part.Panels, p.Panel)
		}
	}
	out := []Island{}
	for _, top := range order {
		if count[top.rankingOf] > 1 {
			out = append(out, *parts[top])
		}
	}
	return out
}

// islands of what a draw would make. Where places are made within rooms, an
// entry's room is the one that the draw gives it.
func (d *draw) islands(pairs []Pair) []Island {
	if !d.Ranked {
		return []Island{}
	}
	rooms := map[string]string{}
	if d.Within {
		rooms = entryRooms([][]Pair{pairs}, d.Panels)
	}
	return islands(d.Panels, pairs, func(entry string) (rankingOf, bool) {
		return rankingOf{d.Entries[d.entry[entry]].Division, rooms[entry]}, true
	})
}

// entryRooms finds each entry its room: that of the panel which has most of its
// pairs, the first of several, in the first of the stages that gives it one.
// Panels come in the order of rooms.
func entryRooms(stages [][]Pair, panels []Panel) map[string]string {
	rooms := map[string]string{}
	for _, pairs := range stages {
		count := map[string]map[string]int{} // entry, panel
		for _, p := range pairs {
			if count[p.Entry] == nil {
				count[p.Entry] = map[string]int{}
			}
			count[p.Entry][p.Panel]++
		}
		for entry, n := range count {
			if rooms[entry] != "" {
				continue
			}
			most := 0
			for _, p := range panels {
				if p.Room != "" && n[p.ID] > most {
					rooms[entry], most = p.Room, n[p.ID]
				}
			}
		}
	}
	return rooms
}
