package judging

// Runs on the live map: all of a robot's sheets with one referee lie in one cell,
// and fields that need a person.

import (
	"slices"
	"strings"
	"time"
)

// A mapCell is what a cell of the map shows: one sheet, or, where referees run the
// stage, all that one of them has of an entry.
type mapCell struct {
	entry   string
	seat    int
	room    int
	letter  byte
	since   time.Time
	n       int64
	runs    bool
	done    int // sheets that count
	total   int // sheets that are to count
	attempt int // of the sheet that opens from the cell
}

// mapCells of a stage, in the order assigned.
func (p *Picture) mapCells(slug string, collecting bool) (out []mapCell) {
	type place struct {
		entry string
		seat  int
	}
	at := map[place]int{}
	for _, sh := range p.watch.stages[slug] {
		c := mapCell{entry: sh.entry, seat: sh.seat, room: p.room(sh), letter: sh.letter(collecting), since: sh.since, n: sh.n}
		if !p.watch.runs[slug] {
			if c.letter != cellNone {
				out = append(out, c)
			}
			continue
		}
		c.runs, c.attempt = true, sh.attempt
		if sh.expected && c.letter != cellExcluded {
			c.total = 1
		}
		if sh.counts && c.letter != cellExcluded {
			c.done = 1
		}
		i, known := at[place{sh.entry, sh.seat}]
		if !known {
			at[place{sh.entry, sh.seat}] = len(out)
			out = append(out, c)
			continue
		}
		out[i] = out[i].with(c)
	}
	return out
}

// pressing orders the letters of runs: what needs a person, what runs, what is
// still to come, what is done.
const pressing = "KCLANRVDEUSX."

// with puts another sheet into a cell: the more pressing one is shown, of equals
// the later where it is done, the earlier where it is to come.
func (c mapCell) with(d mapCell) mapCell {
	was, is := strings.IndexByte(pressing, c.letter), strings.IndexByte(pressing, d.letter)
	shown := c
	if is < was || is == was && d.letter != cellEmpty {
		shown = d
	}
	shown.done, shown.total, shown.n, shown.room = c.done+d.done, c.total+d.total, max(c.n, d.n), max(c.room, d.room)
	return shown
}

// idleAfter is how long a field may stand empty while robots wait.
const idleAfter = 15 * time.Minute

// fieldNeeds are the matters of an open stage on fields: a field that stands empty
// while robots wait, or whose referee has no tablet; a team that was not there; a
// robot that ran without having passed its inspection.
func (p *Picture) fieldNeeds(st namedStage, a surroundings) (out []Need) {
	if !p.watch.runs[st.Slug] || p.states[st.ID] != StageOpen {
		return nil
	}
	checked, told := p.checked(), map[string]bool{}
	if def, _ := p.def.stage(st.Slug); !def.Recorded() {
		checked = nil
	}
	for _, f := range p.fields(st.Slug, a.now) {
		out = append(out, p.idle(st, f, a)...)
		for _, c := range f.Calls {
			e := p.entries[c.Entry]
			n := Need{Stage: st.ID, Entry: e.ID, Code: e.Code, Name: e.Name, Field: f.Name, Since: Stamp(c.Since)}
			said, inspected := checked[e.ID]
			switch {
			case c.State == CallAbsent && e.State == EntryActive && !told["absent "+e.ID]:
				told["absent "+e.ID] = true
				n.Kind = "team-absent"
			case inspected && said != CheckPassed && (c.State == CallRunning || c.State == CallDone) && !told[e.ID]:
				told[e.ID] = true
				n.Kind, n.Why = "unchecked", said
			default:
				continue
			}
			out = append(out, n)
		}
	}
	return out
}

// idle says that a field is kept from running.
func (p *Picture) idle(st namedStage, f FieldQueue, a surroundings) (out []Need) {
	last := p.watch.turned[st.Slug]
	next := slices.IndexFunc(f.Calls, func(c Call) bool { return c.State == CallWaiting })
	for _, c := range f.Calls {
		if c.State != CallWaiting {
			last = later(last, c.Since)
		}
	}
	if next < 0 {
		return nil
	}
	for _, r := range f.Referees() {
		if !slices.ContainsFunc(a.devices, func(d Device) bool { return d.Judge == r && !d.Revoked }) {
			out = append(out, Need{Kind: "field-tablet", Stage: st.ID, Judge: r, By: a.judges[r].Name, Field: f.Name, Since: Stamp(p.watch.turned[st.Slug])})
		}
	}
	c := f.Calls[next]
	runs := slices.ContainsFunc(f.Calls, func(c Call) bool { return c.State == CallRunning })
	if planned := c.At.IsZero() || !c.At.After(a.now); !runs && planned && a.now.Sub(last) > idleAfter {
		e := p.entries[c.Entry]
		out = append(out, Need{Kind: "field-idle", Stage: st.ID, Entry: e.ID, Code: e.Code, Name: e.Name, Field: f.Name, Since: Stamp(last)})
	}
	return out
}
