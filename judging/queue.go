package judging

// The queue of each field: who runs now, who is next, and when. It is a pure
// function of the journal and of the minute, the same for the desk, the pit and
// every node.

import (
	"cmp"
	"slices"
	"time"
)

// The states of a call.
const (
	CallWaiting  = "waiting"
	CallRunning  = "running"  // its referee has begun the sheet
	CallDone     = "done"     // a result counts
	CallAbsent   = "absent"   // the team was not there: no result, and no zero
	CallDeclined = "declined" // the referee will not judge it
	CallRepeated = "repeated" // kept out of the result, because it is run again
	CallExcluded = "excluded" // kept out of the result otherwise
)

// A Call is one sheet of a referee in the queue of a field: a robot's attempt,
// a meeting of two, an inspection.
type Call struct {
	Sheet, Entry, Judge, Panel string
	Attempt                    int
	Turn
	State  string
	Told   bool      // absent or declined by word of the referee's tablet, not of the desk
	Reason string    // of absent, declined, repeated and excluded
	Since  time.Time // of the state
	At     time.Time // of a call that waits: when it comes, as it goes now; zero where nobody planned
	Crowd  bool      // more runs of this robot follow each other than one approach to the field allows
	ord    int
}

// Open reports whether the call is still to be run to its end.
func (c Call) Open() bool { return c.State == CallWaiting || c.State == CallRunning }

// A FieldQueue is one field of a stage: a room in which panels of the stage sit,
// or all that is judged without a room. The first judge of a panel is its
// referee; the others stand in.
type FieldQueue struct {
	Room   string // id, "" for none
	Name   string
	Panels []Panel
	Calls  []Call // what runs, then what waits by its place, then what is settled
}

// Referees are the first judges of the field's panels.
func (f FieldQueue) Referees() (out []string) {
	for _, p := range f.Panels {
		if r := p.referee(); r != "" && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}

// fields of a stage by slug in the order of rooms; a queue without a room comes
// last, and only when something is in it.
func (p *Picture) fields(slug string, now time.Time) []FieldQueue {
	out := []FieldQueue{}
	at := func(room string) *FieldQueue {
		i := slices.IndexFunc(out, func(f FieldQueue) bool { return f.Room == room })
		if i < 0 {
			i, out = len(out), append(out, FieldQueue{Room: room})
			if k := p.roomAt(room); k >= 0 {
				out[i].Name = p.watch.rooms[k].Name
			}
		}
		return &out[i]
	}
	for _, x := range p.panelsIn(slug) {
		f := at(x.Room)
		f.Panels = append(f.Panels, x)
	}
	repeated := map[repeat]bool{}
	for _, sh := range p.watch.stages[slug] {
		repeated[repeat{sh.entry, sh.turn.Meeting, sh.turn.Repeats}] = true
	}
	for _, sh := range p.watch.stages[slug] {
		if c, ok := p.call(sh, repeated); ok {
			f := at(p.watch.panels[sh.panel].Room)
			f.Calls = append(f.Calls, c)
		}
	}
	table, most := p.watch.timetables[slug], p.def.approach(slug)
	for i := range out {
		line(out[i].Calls)
		crowded(out[i].Calls, most)
		table.plan(out[i].Calls, now)
	}
	rank := func(f FieldQueue) int {
		if f.Room == "" {
			return len(p.watch.rooms)
		}
		return p.roomAt(f.Room)
	}
	slices.SortStableFunc(out, func(a, b FieldQueue) int { return cmp.Compare(rank(a), rank(b)) })
	return out
}

// panelsIn are the panels of a stage that are not gone, in the order of rooms.
func (p *Picture) panelsIn(slug string) (out []Panel) {
	for _, x := range p.watch.panels {
		if p.stages[x.Stage] == slug && !x.Gone {
			out = append(out, x)
		}
	}
	byRoom(out, p.watch.rooms)
	return out
}

// A repeat names what a run again stands for.
type repeat struct {
	entry, meeting string
	attempt        int
}

// call is a sheet as the queue tells of it; false for one that nobody runs.
func (p *Picture) call(sh *watched, repeated map[repeat]bool) (c Call, ok bool) {
	e := p.entries[sh.entry]
	if e == nil || sh.back && !sh.counts {
		return c, false
	}
	c = Call{
		Sheet: sh.id, Entry: sh.entry, Judge: sh.judge, Panel: sh.panel, Attempt: sh.attempt, Turn: sh.turn,
		Since: sh.since, Reason: sh.reason, State: CallWaiting, ord: sh.ord,
	}
	root := repeat{sh.entry, sh.turn.Meeting, cmp.Or(sh.turn.Repeats, sh.attempt)}
	switch {
	case sh.state == sheetExcluded && sh.reason == absent:
		c.State = CallAbsent
	case sh.state == sheetExcluded && repeated[root]:
		c.State = CallRepeated
	case sh.state == sheetExcluded:
		c.State = CallExcluded
	case sh.state == sheetDeclined && sh.reason == absent:
		c.State, c.Told = CallAbsent, true
	case sh.state == sheetDeclined:
		c.State, c.Told = CallDeclined, true
	case sh.counts:
		c.State = CallDone
	case e.State == EntryAbsent:
		c.State, c.Reason = CallAbsent, ""
	case e.State != EntryActive:
		return c, false
	case sh.state != sheetEmpty:
		c.State = CallRunning
	}
	return c, true
}

// line puts calls into their order: what runs, what waits, what is settled.
func line(calls []Call) {
	part := func(c Call) int { return slices.Index([]string{CallRunning, CallWaiting, c.State}, c.State) }
	slices.SortFunc(calls, func(a, b Call) int {
		return cmp.Or(cmp.Compare(part(a), part(b)), cmp.Compare(a.ord, b.ord), cmp.Compare(a.Attempt, b.Attempt), cmp.Compare(a.Sheet, b.Sheet))
	})
}

// crowded marks the calls that come after most runs of the same robot without
// another between them.
func crowded(calls []Call, most int) {
	run := 0
	for i := range calls {
		if !calls[i].Open() {
			return
		}
		if run++; i == 0 || calls[i].Entry != calls[i-1].Entry {
			run = 1
		}
		calls[i].Crowd = most > 0 && run > most
	}
}

// approach is how many runs one approach to the field allows, 0 for any number.
func (d Definition) approach(slug string) int {
	st, _ := d.stage(slug)
	if most := st.attempts().PerApproach; most != nil {
		return *most
	}
	return 0
}

// absent is the reason of a sheet whose team was not there, from a tablet or
// from the desk.
const absent = "absent"
