package judging

// A list of entries as schools send it: read row by row, good rows taken, each
// other one with what is wrong and what to do.

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
)

// An ImportList is an uploaded list and what the organizer said about it.
type ImportList struct {
	Table   Table
	Columns map[string]string         // letter of a column: what it is read as; "-" leaves it out
	Fixes   map[int]map[string]string // row: field: text; nil skips the row
}

// Imported is what a list holds, and what became of it. Each row but the head is
// ready (or added), skipped, or has a problem.
type Imported struct {
	Rows     int            `json:"rows" doc:"rows with text under the headings"`
	Ready    int            `json:"ready" doc:"rows that can be added"`
	Added    int            `json:"added"`
	Skipped  int            `json:"skipped" doc:"there already, or skipped by a fix"`
	There    int            `json:"there" doc:"of those skipped: entries that the contest has already"`
	Open     int            `json:"open" doc:"rows with a problem"`
	Columns  []ImportColumn `json:"columns"`
	Problems []RowProblem   `json:"problems"`
	Notices  []RowProblem   `json:"notices" doc:"what was repaired, and headings that are not known"`
	Left     []LeftRow      `json:"left" doc:"the rows with a problem, as they stand"`
}

// A RowProblem is one thing wrong with a row, or one repaired.
type RowProblem struct {
	Row        int            `json:"row" doc:"as a spreadsheet numbers it"`
	Column     string         `json:"column,omitempty" doc:"its letter"`
	Field      string         `json:"field,omitempty"`
	Code       string         `json:"code"`
	Message    string         `json:"message" doc:"in the caller's language"`
	Value      string         `json:"value,omitempty" doc:"as it is in the file"`
	Suggestion string         `json:"suggestion,omitempty" doc:"a text that would be right"`
	Args       map[string]any `json:"args,omitempty"`
}

// A LeftRow is a row by fields, fixes included.
type LeftRow struct {
	Row    int               `json:"row"`
	Values map[string]string `json:"values"`
}

// ImportEntries reads a list and adds its good rows, all in one transaction, or
// none of them where dry is set. The same list twice adds nothing: an entry is
// the same as one that is there when its code is, else when name, school and
// division are.
//
// Problems of rows: "row-surname", "row-given", "entry-name", "entry-text",
// "entry-members", "row-district", "row-division", "row-division-missing",
// "row-code", "row-repeats"; notices: "row-letters", "row-place",
// "column-unknown". The list as a whole: "import-head" (Invalid) when no column
// holds names, "import-columns" (Invalid) when a chosen field is not known,
// "stage-final" (Closed) when there is something to add to a final result.
func (s *Service) ImportEntries(ctx context.Context, by Actor, contest string, in ImportList, dry bool) (Imported, error) {
	for range 5 {
		base, err := view(ctx, s, func(tx Tx) (importBase, error) { return readImport(tx, contest) })
		if err != nil {
			return newImportPlan().Imported, err
		}
		p, err := base.plan(in) // outside of any transaction: it may take a second
		if err != nil || dry || p.Ready == 0 {
			return p.Imported, err
		}
		err = s.change(ctx, contest, func(tx Tx) error {
			now, err := readImport(tx, contest)
			if err != nil {
				return err
			}
			if !now.same(base) {
				return errMoved
			}
			if now.Decided() {
				return Fail(Closed, "stage-final")
			}
			for _, e := range p.ready {
				if err := s.putEntry(tx, by, now.Contest.Board, e); err != nil {
					return err
				}
			}
			return nil
		})
		if !errors.Is(err, errMoved) {
			p.Added = p.Ready
			return p.Imported, err
		}
	}
	return newImportPlan().Imported, Fail(Stale, "contest-changed")
}

// An importBase is what a list of entries is read against.
type importBase struct {
	ContestView
	old []Entry
}

func readImport(tx Tx, contest string) (b importBase, err error) {
	c, err := tx.Contest(contest)
	if err != nil {
		return b, err
	}
	if b.ContestView, err = viewContest(tx, c); err != nil {
		return b, err
	}
	b.old, err = tx.Entries(contest)
	return b, err
}

// same reports whether a list read against b is good for now too.
func (b importBase) same(now importBase) bool {
	return reflect.DeepEqual(b.Contest.Def, now.Contest.Def) && reflect.DeepEqual(b.Divisions, now.Divisions) && reflect.DeepEqual(b.old, now.old)
}

// An importPlan is an import before it is done.
type importPlan struct {
	ContestView
	Imported
	ready     []Entry
	field     map[string]string // letter of the field's column
	split     bool              // surname and given name have columns of their own
	headed    string            // what the name of an entry is called: "title", "team" or "name"
	taken     map[string]Entry  // by code
	there     map[string]bool   // by identity
	first     map[string]int    // row by identity
	codes     map[string]int    // row by code
	districts *placeList
	regions   *placeList
}

func newImportPlan() *importPlan {
	return &importPlan{
		field: map[string]string{}, taken: map[string]Entry{}, there: map[string]bool{}, first: map[string]int{}, codes: map[string]int{},
		Imported: Imported{Columns: []ImportColumn{}, Problems: []RowProblem{}, Notices: []RowProblem{}, Left: []LeftRow{}},
	}
}

// plan reads the list and stores nothing.
func (b importBase) plan(in ImportList) (*importPlan, error) {
	p := newImportPlan()
	p.ContestView = b.ContestView
	old := b.old
	known := slices.Clone(Districts)
	for _, e := range old {
		p.taken[e.Code] = e
		p.there[e.identity()] = true
		known = append(known, Place{Name: e.District, others: []string{FoldName(e.District)}})
	}
	p.districts, p.regions = newPlaceList(known), newPlaceList(Regions)
	head, err := p.readHead(in, p.headings())
	if err != nil {
		return p, err
	}
	for _, row := range in.Table.Rows[head+1:] {
		p.readRow(row, in.Fixes)
	}
	p.number(len(old))
	if p.Ready > 0 && b.Decided() {
		return p, Fail(Closed, "stage-final")
	}
	return p, nil
}

// identity is what makes an entry the same as another without a code.
func (e Entry) identity() string {
	return strings.Join([]string{e.Division, plainName(e.Name), plainName(e.School)}, "\x00")
}

// plainName leaves out what two lists write differently.
func plainName(s string) string {
	return strings.NewReplacer("№", "", "\"", "", "«", "", "»", "", ".", " ", ",", " ", " ", "", "-", "").Replace(FoldName(s))
}

func (p *importPlan) readHead(in ImportList, known []heading) (head int, err error) {
	if len(in.Table.Rows) == 0 {
		return 0, Fail(Invalid, "import-head")
	}
	for column, field := range in.Columns {
		if field != "" && !slices.ContainsFunc(known, func(h heading) bool {
			return h.key == strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(field, ".tg"), ".ru"), ".en")
		}) {
			return 0, Fail(Invalid, "import-columns", "column", column, "field", field)
		}
	}
	head, p.Columns = matchColumns(in.Table, known, in.Columns)
	p.nameGiven()
	p.headed = "name"
	for _, c := range p.Columns {
		if p.field[c.Field] == "" {
			p.field[c.Field] = c.Column
		}
		switch c.Field {
		case "title", "team":
			p.headed = c.Field
		case "surname":
			p.split = true
		case "":
			p.Notices = append(p.Notices, RowProblem{
				Row: in.Table.Rows[head].N, Column: c.Column, Code: "column-unknown", Value: c.Heading,
				Args: map[string]any{"column": c.Column, "heading": c.Heading},
			})
		}
	}
	if p.field["name"] == "" && p.field["title"] == "" && p.field["team"] == "" && !p.split {
		return 0, Fail(Invalid, "import-head")
	}
	return head, nil
}

// nameGiven takes a lone "Имя", without a surname beside it, as the whole name,
// or as the title of a project where that has no column.
func (p *importPlan) nameGiven() {
	has := func(field string) bool {
		return slices.ContainsFunc(p.Columns, func(c ImportColumn) bool { return c.Field == field })
	}
	if has("surname") || has("name") {
		return
	}
	for i := range p.Columns {
		if p.Columns[i].Field == "given" {
			p.Columns[i].Field = "name"
			return
		}
	}
}

// number gives codes to the ready entries that have none, in their order.
func (p *importPlan) number(old int) {
	codes := make(map[string]bool, len(p.taken)+len(p.codes))
	for code := range p.taken {
		codes[code] = true
	}
	for code := range p.codes {
		codes[code] = true
	}
	for i := range p.ready {
		e := &p.ready[i]
		e.Ord = old + i
		if e.Code == "" {
			e.Code = nextCode(codes, p.Contest.Def.Entry.Type, e.Ord+1)
			codes[e.Code] = true
		}
	}
	p.Ready = len(p.ready)
}
