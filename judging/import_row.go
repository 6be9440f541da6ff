package judging

// One row of a list: its texts by field, the entry they make, and what is wrong.

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A rowReading is a row as far as it is understood.
type rowReading struct {
	*importPlan
	n        int
	values   map[string]string
	typed    map[string]string // by a person, to fix the row
	problems []RowProblem
	notices  []RowProblem
}

func (p *importPlan) readRow(row TableRow, fixes map[int]map[string]string) {
	r := p.begin(row, fixes)
	if r == nil {
		return
	}
	e := r.entry()
	if r.settle(r.known(e)) {
		e.ID, e.Contest, e.State = NewID(), p.Contest.ID, EntryActive
		p.ready = append(p.ready, e)
	}
}

// begin takes a row's texts and fixes; nil for a row that is empty or skipped.
func (p *importPlan) begin(row TableRow, fixes map[int]map[string]string) *rowReading {
	r := &rowReading{importPlan: p, n: row.N, values: map[string]string{}}
	for _, c := range p.Columns {
		text := row.Cell(c.at)
		if c.Field == "" || c.Field == "-" || text == "" {
			continue
		}
		if r.values[c.Field] != "" { // members in columns of their own
			text = r.values[c.Field] + "\n" + text
		}
		r.values[c.Field] = text
	}
	fix, fixed := fixes[row.N]
	if len(r.values) == 0 && !fixed {
		return nil
	}
	p.Rows++
	if fixed && fix == nil {
		p.Skipped++
		return nil
	}
	r.typed = fix
	maps.Copy(r.values, fix)
	return r
}

// settle counts the row, and reports whether it is ready: not there already, and
// without a problem.
func (r *rowReading) settle(there bool) bool {
	if there {
		r.Skipped++
		r.There++
		return false
	}
	r.Notices = append(r.Notices, r.notices...)
	if len(r.problems) > 0 {
		r.Open++
		r.Problems = append(r.Problems, r.problems...)
		r.Left = append(r.Left, LeftRow{r.n, r.values})
		return false
	}
	return true
}

// entry makes an entry of the row.
func (r *rowReading) entry() (e Entry) {
	for _, field := range slices.Sorted(maps.Keys(r.values)) {
		if field != "repository-url" && field != "code" {
			r.repair(field, r.values[field])
		}
	}
	e.Code = oneLine(r.values["code"])
	e.Name, e.Members = r.name()
	e.School, e.Supervisor = oneLine(r.values["school"]), oneLine(r.values["supervisor"])
	e.District, e.Region = r.places()
	e.Division = r.division()
	r.names(&e)
	for _, field := range r.OwnFields() {
		if text := r.values[field]; text != "" {
			if e.Fields == nil {
				e.Fields = map[string]string{}
			}
			e.Fields[field] = oneLine(text)
		}
	}
	for _, fault := range r.entryFaults(&e) {
		field, _ := fault.Args["field"].(string)
		if fault.Code == "entry-name" && slices.ContainsFunc(r.problems, func(p RowProblem) bool { return p.Code == "row-surname" || p.Code == "row-given" }) ||
			fault.Code == "entry-division" { // said better already
			continue
		}
		if field == "name" && r.headed != "name" {
			field = r.headed
		}
		r.problem(field, fault.Code, "", fault.Args)
	}
	return e
}

func (r *rowReading) repair(field, text string) {
	right := repairLetters(text)
	if right == text {
		return
	}
	r.values[field] = right
	r.notice(field, "row-letters", text, right)
}

// name is the entry's name and members. A person in a list of projects or teams
// that have names of their own is a member.
func (r *rowReading) name() (name string, members []string) {
	person := oneLine(r.values["name"])
	if person == "" && r.split {
		person = oneLine(r.values["surname"] + " " + r.values["given"] + " " + r.values["patronymic"])
		if r.values["surname"] == "" {
			r.problem("surname", "row-surname", "", nil)
		}
		if r.values["given"] == "" && r.field["given"] != "" {
			r.problem("given", "row-given", "", nil)
		}
	}
	members = splitMembers(r.values["members"])
	if r.headed == "name" {
		return person, members
	}
	if person != "" && !slices.Contains(members, person) {
		members = append([]string{person}, members...)
	}
	return oneLine(r.values[r.headed]), members
}

// splitMembers reads names in lines, or between commas or semicolons.
func splitMembers(text string) (out []string) {
	for _, name := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == ',' || r == ';' }) {
		if name = oneLine(name); name != "" {
			out = append(out, name)
		}
	}
	return out
}

// names are the texts of "ФИО (на русском)" and the like.
func (r *rowReading) names(e *Entry) {
	names := Text{TG: oneLine(r.values["name.tg"]), RU: oneLine(r.values["name.ru"]), EN: oneLine(r.values["name.en"])}
	if names != (Text{}) {
		e.Names = &names
	}
}

// places are district and region. A district that is not in the list but near
// to one that is asks which was meant; one that a person typed stands.
func (r *rowReading) places() (district, region string) {
	district, region = oneLine(r.values["district"]), oneLine(r.values["region"])
	if region != "" {
		if a := r.regions.find(region); (a.own || a.near) && a.place.Name != region {
			r.notice("region", "row-place", region, a.place.Name)
			region = a.place.Name
		}
	}
	if district == "" {
		return district, region
	}
	a := r.districts.find(district)
	_, typed := r.typed["district"]
	switch {
	case a.own:
		if district != a.place.Name && !typed {
			r.notice("district", "row-place", district, a.place.Name)
		}
		district = a.place.Name
	case a.near && !typed:
		r.problem("district", "row-district", a.place.Name, map[string]any{"value": district, "suggestion": a.place.Name})
	}
	if i := slices.IndexFunc(Regions, func(x Place) bool { return x.Region == a.place.Region }); region == "" && a.own && i >= 0 {
		region = Regions[i].Name
	}
	return district, region
}

// division is the id of the division that the row names.
func (r *rowReading) division() string {
	text := oneLine(r.values["division"])
	if !r.divided() {
		d, _ := r.ContestView.division("")
		return d.ID
	}
	if text == "" {
		r.problem("division", "row-division-missing", "", nil)
		return ""
	}
	key, near := squeeze(text), ""
	for _, d := range r.Divisions {
		for _, name := range []string{d.ID, d.Slug, d.Title.TG, d.Title.RU, d.Title.EN} {
			if name == text || squeeze(name) == key {
				return d.ID
			}
			if near == "" && name != d.ID && distance(squeeze(name), key, 2) <= min(2, len([]rune(key))/3) {
				near = name
			}
		}
	}
	r.problem("division", "row-division", near, map[string]any{"value": text})
	return ""
}

// known reports whether the entry is in the contest; else it looks for it among
// the rows before.
func (r *rowReading) known(e Entry) bool {
	if e.Name == "" || e.Division == "" {
		return false
	}
	if e.Code == "" {
		return r.knownAs(e.identity())
	}
	if old, ok := r.taken[e.Code]; ok {
		if plainName(old.Name) == plainName(e.Name) {
			return true
		}
		r.problem("code", "row-code", "", map[string]any{"code": e.Code, "name": old.Name})
	} else if first, ok := r.codes[e.Code]; ok {
		r.problem("code", "row-repeats", "", map[string]any{"first": first})
	} else {
		r.codes[e.Code] = r.n
	}
	return false
}

// knownAs reports whether who or what the row names is stored; a row before this
// one that names the same is its problem.
func (r *rowReading) knownAs(id string) bool {
	if r.there[id] {
		return true
	}
	if first, ok := r.first[id]; ok {
		r.problem(r.nameField(), "row-repeats", "", map[string]any{"first": first})
	} else {
		r.first[id] = r.n
	}
	return false
}

func (r *rowReading) nameField() string {
	if r.headed == "name" && r.split && r.field["name"] == "" {
		return "surname"
	}
	return r.headed
}

func (r *rowReading) problem(field, code, suggestion string, args map[string]any) {
	r.problems = append(r.problems, RowProblem{
		Row: r.n, Column: r.field[field], Field: field, Code: code, Value: r.values[field], Suggestion: suggestion, Args: args,
	})
}

func (r *rowReading) notice(field, code, was, is string) {
	r.notices = append(r.notices, RowProblem{
		Row: r.n, Column: r.field[field], Field: field, Code: code, Value: was, Suggestion: is, Args: map[string]any{"was": was, "is": is},
	})
}

// FixesOf reads fixes as they are sent: {"7": {"name": "…"}, "19": null}.
// Problem: "import-fixes" (Invalid).
func FixesOf(sent map[string]map[string]string) (map[int]map[string]string, error) {
	out := make(map[int]map[string]string, len(sent))
	for row, fix := range sent {
		n, err := strconv.Atoi(row)
		if err != nil || n < 1 {
			return nil, Fail(Invalid, "import-fixes", "row", row)
		}
		out[n] = fix
	}
	return out, nil
}
