package judging

// The inspection of robots before they run: who inspects, who passed, and what
// was measured.

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"dovar/scoring"
)

// The verdicts of an inspection; "" while it is not made.
const (
	CheckPassed = "passed"
	CheckFailed = "failed"
)

// A Check is what an inspection says of an entry: State "" while nothing counts.
type Check struct {
	State  string
	Failed []Measure // what did not pass
}

// A Measure is an item of the checklist that did not pass: Found are its numbers,
// Most what they may be, none of a plain item.
type Measure struct {
	Title Text
	Unit  string
	Found []Decimal
	Most  []Decimal
}

// inspections are those of a stage by entry; nil where it inspects nothing.
func (p *Picture) inspections(slug string) map[string]Check {
	form := p.forms[slug]
	if form.Kind != "checklist" {
		return nil
	}
	out := map[string]Check{}
	for id, e := range p.entries {
		c := e.cells[slug]
		if c == nil {
			continue
		}
		for _, sheet := range slices.Sorted(maps.Keys(c.told)) {
			if f := c.told[sheet]; f.Excluded == "" && out[id].State != CheckFailed {
				out[id] = form.inspect(f.Marks)
			}
		}
	}
	return out
}

// inspect says what of these marks does not pass.
func (r Rubric) inspect(marks map[string]Decimal) Check {
	c := Check{State: CheckPassed}
	for _, item := range r.Items {
		if item.passed(marks) {
			continue
		}
		c.State = CheckFailed
		m := Measure{Title: item.Title, Unit: item.Unit, Most: item.Max}
		for _, key := range item.marks() {
			m.Found = append(m.Found, marks[key])
		}
		c.Failed = append(c.Failed, m)
	}
	return c
}

// Passes reports whether an inspection's sheet lets the robot start.
func (r Rubric) Passes(b Body) bool { return r.inspect(told(b.Marks)).State == CheckPassed }

// passed reports whether the item is told and none of its numbers is above its
// most; a plain one is told "1".
func (d ItemDef) passed(marks map[string]Decimal) bool {
	for i, key := range d.marks() {
		mark, told := marks[key]
		if !told || d.Max == nil && mark != "1" || d.Max != nil && mark.number().Cmp(d.Max[i].number()) > 0 {
			return false
		}
	}
	return true
}

// checks are the verdicts of a contest's inspections by entry.
type checks struct {
	stages  int // inspections there are
	made    map[string]int
	failing map[string]bool
}

// of is what all inspections together say of an entry: one not passed fails it,
// and it passes when all are made.
func (c checks) of(entry string) string {
	switch {
	case c.failing[entry]:
		return CheckFailed
	case c.stages > 0 && c.made[entry] == c.stages:
		return CheckPassed
	}
	return ""
}

// readChecks reads the verdicts of all entries. Of two counted sheets of one
// inspection each is asked.
func readChecks(tx Tx, c Contest, stages []Stage) (checks, error) {
	out := checks{made: map[string]int{}, failing: map[string]bool{}}
	for _, st := range stages {
		form, ok := c.Def.Rubric(st.Slug)
		if !ok || form.Kind != "checklist" {
			continue
		}
		out.stages++
		sheets, err := tx.Sheets(SheetFilter{Contest: c.ID, Stage: st.ID})
		if err != nil {
			return out, err
		}
		seen := map[string]bool{}
		for _, sh := range sheets {
			if !sh.counting() {
				continue
			}
			op, err := tx.Op(sh.Counts)
			if err != nil {
				return out, err
			}
			if !seen[sh.Entry] {
				seen[sh.Entry] = true
				out.made[sh.Entry]++
			}
			out.failing[sh.Entry] = out.failing[sh.Entry] || form.inspect(told(op.Body.Marks)).State == CheckFailed
		}
	}
	return out, nil
}

// checked is what all inspections of the contest say of its entries, by entry;
// nil where it has none.
func (p *Picture) checked() map[string]string {
	out := checks{made: map[string]int{}, failing: map[string]bool{}}
	for slug, form := range p.forms {
		if form.Kind != "checklist" {
			continue
		}
		out.stages++
		for id, c := range p.inspections(slug) {
			out.made[id]++
			out.failing[id] = out.failing[id] || c.State == CheckFailed
		}
	}
	if out.stages == 0 {
		return nil
	}
	said := map[string]string{}
	for id := range p.entries {
		said[id] = out.of(id)
	}
	return said
}

// measured are the values of an entry that the contest's ties compare: its own
// fields that are numbers, and items of one number that an inspection measured.
func (p *Picture) measured(e *entryPicture) map[string]scoring.Number {
	var fields map[string]scoring.Number
	for _, t := range p.def.Ties {
		if t.By != "field" {
			continue
		}
		if fields == nil {
			fields = map[string]scoring.Number{}
		}
		if t.Stage == "" {
			if n, err := scoring.ParseDecimal(e.Fields[t.Field]); err == nil {
				fields[t.Field] = n
			}
			continue
		}
		if c := e.cells[t.Stage]; c != nil {
			for _, id := range slices.Sorted(maps.Keys(c.sheets)) {
				if mark, told := c.sheets[id].Marks[t.Field]; told && c.sheets[id].Excluded == "" {
					fields[measuredField(t.Stage, t.Field)] = mark
				}
			}
		}
	}
	return fields
}

// AssignInspection gives every active entry that nobody inspects yet in the stage,
// by id or slug, to one inspector, or with "" to the referee of the field where it
// runs first. It answers as [Service.Assign] does. Problems: "inspection-none" (Conflict: the
// stage inspects nothing), "inspection-fields" (Conflict: no entry has a field
// yet), and those of Assign.
func (s *Service) AssignInspection(ctx context.Context, by Actor, contest, stage, inspector string) (Assigned, error) {
	ask, err := view(ctx, s, func(tx Tx) (Assignment, error) { return inspecting(tx, contest, stage, inspector) })
	if err != nil {
		return Assigned{}, err
	}
	return s.Assign(ctx, by, contest, ask)
}

func inspecting(tx Tx, contest, stage, inspector string) (ask Assignment, err error) {
	st, err := stageOf(tx, contest, stage)
	if err != nil {
		return ask, err
	}
	if st.Kind != "checklist" {
		return ask, Fail(Conflict, "inspection-none")
	}
	sheets, err := tx.Sheets(SheetFilter{Contest: contest})
	if err != nil {
		return ask, err
	}
	has, runs := map[string]bool{}, map[string]string{}
	for _, sh := range sheets { // by the order of stages, then of each queue
		switch {
		case !sh.Expected:
		case sh.Stage == st.ID:
			has[sh.Entry] = true
		case runs[sh.Entry] == "":
			if ok, err := onFields(tx, sh.Stage); err != nil {
				return ask, err
			} else if ok {
				runs[sh.Entry] = sh.Judge
			}
		}
	}
	entries, err := tx.Entries(contest)
	if err != nil {
		return ask, err
	}
	ask = Assignment{Stage: st.ID, Pairs: []Pair{}}
	for _, e := range entries {
		judge := cmp.Or(inspector, runs[e.ID])
		if e.State == EntryActive && !has[e.ID] && judge != "" {
			ask.Pairs = append(ask.Pairs, Pair{Entry: e.ID, Judge: judge})
		}
	}
	if inspector == "" && len(runs) == 0 {
		return ask, Fail(Conflict, "inspection-fields", "field", "inspector")
	}
	return ask, nil
}

// onFields reports whether robots run in a stage.
func onFields(tx Tx, stage string) (bool, error) {
	st, err := tx.Stage(stage)
	return liveKinds[st.Kind].recorded, err
}
