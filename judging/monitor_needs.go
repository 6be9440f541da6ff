package judging

// What needs a person, and how far a stage is: told by a watch and by what
// tablets say of themselves.

import (
	"cmp"
	"slices"
	"time"
)

// A Need is one matter that waits for a person. Kind says which members it has:
//
//   - "conflict": two or more Versions of a sheet clash; its judge decides
//   - "late", "stale", "quarantined", "invalid": an Op was set aside; all but an
//     invalid one can be accepted
//   - "declined": the judge will not score the entry, for Reason
//   - "approval": an Act waits for a second person, because Why: "stage", its
//     step To; "leave", the judge Name goes by How and Heir takes over; "rooms",
//     they share the ranking by Use
//   - "field-idle": a Field stands empty while a robot waits; "field-tablet": the
//     referee By of a Field has no tablet; "team-absent": a robot's team was not
//     there; "unchecked": it ran and has not passed its inspection, Why says how
//   - "unsent": a tablet is silent and had Unsent ops that are not here
type Need struct {
	Kind     string     `json:"kind" enum:"conflict,late,stale,quarantined,invalid,declined,approval,unsent,field-idle,field-tablet,team-absent,unchecked"`
	Since    string     `json:"since"`
	Stage    string     `json:"stage,omitempty"`
	Sheet    string     `json:"sheet,omitempty"`
	Entry    string     `json:"entry,omitempty"`
	Code     string     `json:"code,omitempty"`
	Name     string     `json:"name,omitempty"`
	Judge    string     `json:"judge,omitempty"`
	Attempt  int        `json:"attempt,omitempty"`
	By       string     `json:"by,omitempty" doc:"name of the judge, or of who proposed"`
	Op       string     `json:"op,omitempty"`
	Versions []Version  `json:"versions,omitempty"`
	Reason   string     `json:"reason,omitempty"`
	Approval string     `json:"approval,omitempty"`
	To       StageState `json:"to,omitempty"`
	Why      string     `json:"why,omitempty" doc:"text: approval.<why>"`
	Act      string     `json:"act,omitempty" enum:"stage,leave,rooms"`
	How      string     `json:"how,omitempty"`
	Heir     string     `json:"heir,omitempty" doc:"name of the judge who takes over"`
	Use      string     `json:"use,omitempty"`
	Quota    int        `json:"quota,omitempty"`
	May      bool       `json:"may,omitempty" doc:"who asks may approve it"`
	Field    string     `json:"field,omitempty" doc:"where robots run"`
	Device   string     `json:"device,omitempty"`
	Tablet   string     `json:"tablet,omitempty" doc:"name of the tablet"`
	Unsent   int        `json:"unsent,omitempty"`
}

// A Version is an op by where it was made and when it came.
type Version struct {
	Op     string `json:"op"`
	Kind   OpKind `json:"kind"`
	Device string `json:"device"`
	Tablet string `json:"tablet,omitempty" doc:"its name"`
	At     string `json:"at"`
}

// needs of all stages that are not final, newest last.
func (p *Picture) needs(a surroundings) []Need {
	out := []Need{}
	told := map[string]bool{} // tablets
	for _, st := range p.stageList() {
		if p.states[st.ID] == StageFinal {
			continue
		}
		def, _ := p.def.stage(st.Slug)
		for _, sh := range p.watch.stages[st.Slug] {
			if e := p.entries[sh.entry]; e != nil && e.State == EntryActive {
				needs := sh.needs(st.ID, e.Entry, a)
				if def.Refereed() { // an absent team is told once, by its field
					needs = slices.DeleteFunc(needs, func(n Need) bool { return n.Kind == "declined" && n.Reason == absent })
				}
				out = append(out, needs...)
			}
		}
		out = append(out, p.fieldNeeds(st, a)...)
		for _, d := range p.silent(st.Slug, a) {
			if d.Unsent > 0 && !told[d.ID] {
				told[d.ID] = true
				out = append(out, Need{
					Kind: "unsent", Since: Stamp(d.heard()), Judge: d.Judge, By: a.judges[d.Judge].Name,
					Device: d.ID, Tablet: d.Name, Unsent: d.Unsent,
				})
			}
		}
	}
	for _, x := range a.proposals {
		out = append(out, Need{
			Kind: "approval", Since: Stamp(x.At), Stage: x.Stage.ID, To: x.To, Reason: x.Reason,
			Approval: x.ID, Why: x.Why, By: x.By, May: x.Waits(a.by),
			Act: x.Act, Judge: x.Judge.ID, Name: x.Judge.Name, Heir: x.Heir.Name, How: x.How, Use: x.Rooms.Use, Quota: x.Rooms.Count(),
		})
	}
	slices.SortStableFunc(out, func(x, y Need) int { return cmp.Compare(x.Since, y.Since) })
	return out
}

// needs of one sheet: a conflict, ops set aside, or a judge who will not score.
func (sh *watched) needs(stage string, e Entry, a surroundings) (out []Need) {
	if sh.state == sheetExcluded {
		return nil
	}
	about := Need{Stage: stage, Sheet: sh.id, Entry: e.ID, Code: e.Code, Name: e.Name, Judge: sh.judge, By: a.judges[sh.judge].Name}
	if sh.attempt > 1 {
		about.Attempt = sh.attempt
	}
	if slices.Contains(sh.flags, "conflict") && !a.collecting {
		n := about
		n.Kind, n.Since = "conflict", Stamp(sh.since)
		for _, x := range sh.history().leaves() {
			n.Versions = append(n.Versions, a.version(sh.find(x.Op.Op)))
		}
		out = append(out, n)
	}
	for _, op := range sh.aside {
		x, n := sh.find(op), about
		n.Kind, n.Since, n.Op, n.Versions = string(x.status), Stamp(x.at), x.op, []Version{a.version(x)}
		out = append(out, n)
	}
	if sh.state == sheetDeclined {
		n := about
		n.Kind, n.Since, n.Reason = "declined", Stamp(sh.since), sh.reason
		out = append(out, n)
	}
	return out
}

func (a surroundings) version(x trace) Version {
	v := Version{Op: x.op, Kind: x.kind, Device: x.dev, At: Stamp(x.at)}
	if i := slices.IndexFunc(a.devices, func(d Device) bool { return d.ID == x.dev }); i >= 0 {
		v.Tablet = a.devices[i].Name
	}
	return v
}

// silent are the tablets not heard of for SilentAfter on which an open stage waits: the
// newest of each judge with sheets to come, and any that told of unsent ops.
func (p *Picture) silent(slug string, a surroundings) (out []Device) {
	has, waits := map[string]bool{}, map[string]bool{}
	for _, sh := range p.watch.stages[slug] {
		if e := p.entries[sh.entry]; sh.expected && e != nil && e.State == EntryActive {
			has[sh.judge] = true
			waits[sh.judge] = waits[sh.judge] || !sh.counts && sh.state != sheetDeclined
		}
	}
	newest := map[string]time.Time{}
	for _, d := range a.devices {
		if !d.Revoked && d.At.After(newest[d.Judge]) {
			newest[d.Judge] = d.At
		}
	}
	for _, d := range a.devices {
		asked := d.Unsent > 0 && has[d.Judge] || waits[d.Judge] && d.At.Equal(newest[d.Judge]) && p.open(slug)
		if asked && !d.Revoked && a.now.Sub(d.heard()) > SilentAfter {
			out = append(out, d)
		}
	}
	return out
}

// heard is when the tablet last said hello, or signed in.
func (d Device) heard() time.Time {
	if d.HeardAt.Before(d.At) {
		return d.At
	}
	return d.HeardAt
}

func (p *Picture) open(slug string) bool {
	for id, s := range p.stages {
		if s == slug {
			return p.states[id] == StageOpen
		}
	}
	return false
}

// received counts the sheets of a stage that count, of those expected.
func (p *Picture) received(slug string) (received, expected int) {
	for _, sh := range p.watch.stages[slug] {
		if e := p.entries[sh.entry]; sh.expected && e != nil && e.State == EntryActive {
			expected++
			if sh.counts {
				received++
			}
		}
	}
	return received, expected
}

// The pace of a stage is what the last half hour brought; less than paceLeast
// sheets or paceShort say nothing, and more than paceFar ahead nobody plans.
const (
	paceWindow = 30 * time.Minute
	paceShort  = 5 * time.Minute
	paceLeast  = 4
	paceFar    = 12 * time.Hour
	paceRound  = 5 * time.Minute
)

// done is when the stage will be all in at this pace, to five minutes; the zero
// time when there is nothing to wait for or too little to say.
func (p *Picture) done(slug string, now time.Time) time.Time {
	received, expected := p.received(slug)
	n, first := 0, now
	for _, sh := range p.watch.stages[slug] {
		if sh.expected && sh.state == sheetSubmitted && now.Sub(sh.since) <= paceWindow {
			n++
			if sh.since.Before(first) {
				first = sh.since
			}
		}
	}
	span := now.Sub(first)
	if n < paceLeast || span < paceShort || received == expected {
		return time.Time{}
	}
	left := span * time.Duration(expected-received) / time.Duration(n)
	if left > paceFar {
		return time.Time{}
	}
	return now.Add(left + paceRound - 1).Truncate(paceRound)
}
