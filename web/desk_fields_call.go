package web

// One run in the queue of a field, in words.

import (
	"cmp"
	"slices"
	"strings"

	"dovar/judging"
)

// A callLine is one call as a row of the page.
type callLine struct {
	judging.Call
	P          *fieldsData
	Code, Name string
	Against    string // of a match
	Nth        string // which attempt
	Word       string // of the state
	Shape      string
	When       string
	Why        string
	Referee    string
	Checked    string // "failed" or "none" where it should have passed
	Fields     []option
}

// callShapes are those of the states.
var callShapes = map[string]string{
	judging.CallWaiting: "s-empty", judging.CallRunning: "s-draft", judging.CallDone: "s-received", judging.CallAbsent: "s-excluded",
	judging.CallDeclined: "i-close", judging.CallRepeated: "s-returned", judging.CallExcluded: "s-excluded",
}

func (p *fieldsData) call(call judging.Call) callLine {
	e := p.Entries[call.Entry]
	line := callLine{
		Call: call, P: p, Code: e.Code, Name: e.Name, Nth: p.nth(call), Word: p.Text("desk.fields.state." + call.State),
		Shape: callShapes[call.State], Referee: p.JudgeName(call.Judge), Why: reasonIn(p.Lang, call.Reason),
	}
	if other, ok := p.Entries[call.Against]; ok {
		line.Against = strings.TrimSpace(other.Code + " " + other.Name)
	}
	at := call.At
	if call.State != judging.CallWaiting {
		at = call.Since
	}
	if !at.IsZero() {
		line.When = p.clock(at)
	}
	if said, ok := p.Checked[call.Entry]; ok && p.Stage.Kind != "checklist" && said != judging.CheckPassed {
		line.Checked = cmp.Or(said, "none")
	}
	for _, f := range p.Fields {
		serves := func(x judging.Panel) bool { return x.Division == e.Division && len(x.Judges) > 0 }
		if here := slices.ContainsFunc(f.Panels, func(x judging.Panel) bool { return x.ID == call.Panel }); !here && slices.ContainsFunc(f.Panels, serves) {
			line.Fields = append(line.Fields, option{f.Room, cmp.Or(f.Name, p.Text("desk.fields.roomless"))})
		}
	}
	return line
}

// nth says which attempt it is: one of the stage's own, one again, or an extra one.
func (p *fieldsData) nth(call judging.Call) string {
	switch {
	case call.Meeting != "":
		return ""
	case call.Turn.Extra:
		return p.Text("desk.fields.extra")
	case call.Repeats > 0:
		return p.Text("desk.fields.again", "n", call.Repeats)
	case p.Def.Attempts == nil || p.Def.Attempts.N == 1:
		return ""
	}
	return p.Text("desk.fields.attempt", "n", call.Attempt, "of", p.Def.Attempts.N)
}

// reasonIn is a reason as it was written; those that a button gave are words of
// the language.
func reasonIn(lang, reason string) string {
	if key := "tablet.decline." + reason; (reason == "absent" || reason == "conflict") && words.has(key) {
		return words.say(lang, key)
	}
	return reason
}

// ExtraRuns is where an extra run is given to who is level; "" where none is asked
// before the vote, or no stage for it is open.
func (d *desk) ExtraRuns() string {
	for _, st := range d.RunStages() {
		p := &fieldsData{desk: d, Stage: st, Def: stageDef(d.Contest.Contest.Def, st.Slug)}
		if p.Extras() {
			return p.To("queue", st.ID)
		}
	}
	return ""
}

// Extras reports whether the contest settles ties by an extra run in this stage.
func (p *fieldsData) Extras() bool {
	return p.Open() && p.Contest.Contest.Def.ExtraRuns(p.Def)
}

// Runners are the active entries of the stage, by code, for an extra run.
func (p *fieldsData) Runners() (out []judging.Entry) {
	loose := map[string]bool{}
	for _, e := range p.Loose {
		loose[e.ID] = true
	}
	for _, e := range p.Entries {
		if e.State == judging.EntryActive && !loose[e.ID] {
			out = append(out, e)
		}
	}
	slices.SortFunc(out, func(a, b judging.Entry) int { return cmp.Or(strings.Compare(a.Code, b.Code), a.Ord-b.Ord) })
	return out
}

// A checkLine is an entry's inspection as a row.
type checkLine struct {
	judging.Entry
	State, Word, Shape string
	Failed             []string // what did not pass, with its numbers
	Inspector          string
}

// CheckLines of all active entries: who failed, who is to come, who passed.
func (p *fieldsData) CheckLines() (out []checkLine) {
	who := map[string]string{}
	for _, f := range p.Fields {
		for _, call := range f.Calls {
			who[call.Entry] = p.JudgeName(call.Judge)
		}
	}
	shapes := map[string]string{judging.CheckFailed: "s-returned", "": "s-empty", judging.CheckPassed: "s-received"}
	order := []string{judging.CheckFailed, "", judging.CheckPassed}
	for id, e := range p.Entries {
		check := p.Checks[id]
		if e.State != judging.EntryActive {
			continue
		}
		line := checkLine{Entry: e, State: check.State, Word: p.Text("desk.fields.check." + cmp.Or(check.State, "none")), Shape: shapes[check.State], Inspector: who[id]}
		for _, m := range check.Failed {
			line.Failed = append(line.Failed, p.measured(m))
		}
		out = append(out, line)
	}
	slices.SortFunc(out, func(a, b checkLine) int {
		return cmp.Or(slices.Index(order, a.State)-slices.Index(order, b.State), a.Ord-b.Ord)
	})
	return out
}

// measured is an item that did not pass: "Mass at most 500 g: 512 g".
func (p *fieldsData) measured(m judging.Measure) string {
	if len(m.Most) == 0 {
		return p.In(m.Title)
	}
	found := mapped(m.Found, func(d judging.Decimal) string { return cmp.Or(showTotal(string(d), 0, p.Lang), "–") })
	return p.In(m.Title) + ": " + strings.Join(found, " × ") + " " + p.Text("unit."+m.Unit)
}

// Inspected counts the inspections by state, "none" for those to come.
func (p *fieldsData) Inspected(state string) (n int) {
	for id, e := range p.Entries {
		if e.State == judging.EntryActive && cmp.Or(p.Checks[id].State, "none") == state {
			n++
		}
	}
	return n
}
