package web

// The desk: entries of a contest, added one by one or from a list.

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

// entriesPerPage is how many entries the list shows at once.
const entriesPerPage = 200

type entriesData struct {
	judging.EntryList
	Query         judging.EntryQuery
	Narrowed      bool
	From, To      int
	Before, After string // addresses; "" where there is no such page
	Counts        []stateCount
}

// A stateCount is how many entries are in a state.
type stateCount struct {
	State judging.EntryState
	Count int
}

var entryStates = []judging.EntryState{judging.EntryActive, judging.EntryAbsent, judging.EntryWithdrawn, judging.EntryDisqualified}

func (s *Server) entriesPage(c echo.Context, d *desk) (any, error) {
	from, _ := strconv.Atoi(c.QueryParam("from")) // nonsense is the first page
	q := judging.EntryQuery{
		Q: c.QueryParam("q"), Division: c.QueryParam("division"), State: judging.EntryState(c.QueryParam("state")),
		After: max(0, from), Most: entriesPerPage,
	}
	data := entriesData{Query: q, Narrowed: q.Q != "" || q.Division != "" || q.State != ""}
	var err error
	if data.EntryList, err = s.Service.EntryList(c.Request().Context(), d.Contest.Contest.ID, q); err != nil {
		return nil, err
	}
	data.From, data.To = min(q.After+1, data.Found), q.After+len(data.Entries)
	if q.After > 0 {
		data.Before = pageOf(d.Here, c.QueryParams(), max(0, q.After-entriesPerPage))
	}
	if data.To < data.Found {
		data.After = pageOf(d.Here, c.QueryParams(), data.To)
	}
	for _, state := range entryStates {
		if n := data.States[state]; n > 0 && len(data.States) > 1 {
			data.Counts = append(data.Counts, stateCount{state, n})
		}
	}
	return data, nil
}

func pageOf(here string, query url.Values, from int) string {
	query.Set("from", strconv.Itoa(from))
	return here + "?" + query.Encode()
}

func (s *Server) addEntryForm(c echo.Context, d *desk) (done, error) {
	e := entryOf(c, d)
	e.Code, e.Division = c.FormValue("code"), c.FormValue("division")
	_, err := s.Service.AddEntry(c.Request().Context(), d.By, d.Contest.Contest.ID, e)
	return done{Say: "entry-added"}, err
}

// entryOf reads the texts of an entry's form.
func entryOf(c echo.Context, d *desk) judging.Entry {
	e := judging.Entry{
		Name: c.FormValue("name"), School: c.FormValue("school"), District: c.FormValue("district"), Region: c.FormValue("region"),
		Supervisor: c.FormValue("supervisor"), Fields: map[string]string{},
	}
	for name := range strings.Lines(strings.ReplaceAll(c.FormValue("members"), "\r", "\n")) {
		if name = strings.TrimSpace(name); name != "" {
			e.Members = append(e.Members, name)
		}
	}
	for _, field := range d.Contest.OwnFields() {
		if text := c.FormValue("field." + field); text != "" {
			e.Fields[field] = text
		}
	}
	names := judging.Text{TG: c.FormValue("name.tg"), RU: c.FormValue("name.ru"), EN: c.FormValue("name.en")}
	if names != (judging.Text{}) {
		e.Names = &names
	}
	return e
}

// Divisions to choose from; with all, the first one is any.
func (d *desk) Divisions(all bool) (out []option) {
	if all {
		out = append(out, option{"", d.Text("desk.entries.any")})
	}
	for _, v := range d.Contest.Divisions {
		out = append(out, option{v.ID, d.In(v.Title)})
	}
	return out
}

// DivisionName is "" in a contest of one division.
func (d *desk) DivisionName(id string) string {
	i := slices.IndexFunc(d.Contest.Divisions, func(v judging.Division) bool { return v.ID == id })
	if i < 0 || len(d.Contest.Divisions) == 1 {
		return ""
	}
	return d.In(d.Contest.Divisions[i].Title)
}

// EntryStates to choose from; with all, the first one is any.
func (d *desk) EntryStates(all bool) (out []option) {
	if all {
		out = append(out, option{"", d.Text("desk.entries.any")})
	}
	for _, state := range entryStates {
		out = append(out, option{string(state), d.Text("state.entry." + string(state))})
	}
	return out
}

// OwnFields of the form with an entry's texts; nil for a new one.
func (d *desk) OwnFields(e *judging.Entry) (out []field) {
	for _, name := range d.Contest.OwnFields() {
		f := field{Name: "field." + name, Label: d.In(judging.FieldTitle(name)), Type: "text", Auto: "off", Max: 4000}
		if e != nil {
			f.Value = e.Fields[name]
		}
		if d.Typed.Has(f.Name) {
			f.Value = d.Typed.Get(f.Name)
		}
		if d.Problem != nil && d.Problem.Args["field"] == name {
			f.Error = d.Problem.Title
		}
		out = append(out, f)
	}
	return out
}

// NameLabel is the catalogue's key of what the contest calls an entry's name.
func (d *desk) NameLabel() string { return "entry.name." + d.Contest.Contest.Def.Entry.Type }

// HasMembers reports whether entries of the contest are more than one person.
func (d *desk) HasMembers() bool {
	form := d.Contest.Contest.Def.Entry
	return form.Type != "person" || form.Members[1] > 1
}

// Districts that come with the program, for the form's list.
func (d *desk) Districts() []judging.Place { return judging.Districts }
func (d *desk) Regions() []judging.Place   { return judging.Regions }

// An importSetup is what the island of the import begins with.
type importSetup struct {
	URL       string               `json:"url"`
	Template  string               `json:"template"`
	Kinds     []judging.ColumnKind `json:"kinds"`
	Divisions []judging.Text       `json:"divisions"`
}

// Import is the island's data.
func (d *desk) Import() importSetup {
	at := "/api/v1/contests/" + d.Contest.Contest.ID + "/entries/"
	in := importSetup{URL: at + "import", Template: at + "template.xlsx", Kinds: d.Contest.ColumnKinds(), Divisions: []judging.Text{}}
	if len(d.Contest.Divisions) > 1 {
		in.Divisions = mapped(d.Contest.Divisions, func(v judging.Division) judging.Text { return v.Title })
	}
	return in
}
