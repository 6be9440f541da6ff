package judging

// Fields: made in one step, and read in a transaction. A field is a room in which
// panels of a stage sit; the first judge of a panel is its referee, the others
// stand in.

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// fieldsMost is how many fields one call makes at most.
const fieldsMost = 64

// FieldsAsk asks for fields of a stage: the first Number of Referees judge, one a
// field, those after them stand in, spread over the fields.
type FieldsAsk struct {
	Stage     string   `json:"stage" doc:"id, or the stage's id in the definition"`
	Number    int      `json:"number" minimum:"1" maximum:"64"`
	Referees  []string `json:"referees" doc:"judges of the event, at least one for each field"`
	Divisions []string `json:"divisions,omitempty" doc:"that run on these fields, by id or slug; default all"`
}

// fieldNames count the fields of a contest, in the event's first language.
var fieldNames = map[string]string{"tg": "Майдони", "ru": "Поле", "en": "Field"}

// MakeFields makes fields 1 to Number for a stage that referees run, with a panel
// of each division; one that is there gets these referees. Problems:
// "fields-number" {most}, "fields-referees" {need, have}, "panel-judges",
// "not-found", "stage-no-field", "stage-closed".
func (s *Service) MakeFields(ctx context.Context, by Actor, contest string, ask FieldsAsk) (out []Panel, err error) {
	switch {
	case ask.Number < 1 || ask.Number > fieldsMost:
		return nil, Fail(Invalid, "fields-number", "field", "number", "most", fieldsMost)
	case len(ask.Referees) < ask.Number:
		return nil, Fail(Invalid, "fields-referees", "field", "referees", "need", ask.Number, "have", len(ask.Referees))
	}
	err = s.change(ctx, contest, func(tx Tx) error {
		out = nil // this may run again
		w, err := readFields(tx, contest, ask.Stage)
		if err != nil {
			return err
		}
		if err := w.judgesOf(ask.Referees); err != nil {
			return err
		}
		v, err := viewContest(tx, w.c)
		if err != nil {
			return err
		}
		divisions := ask.Divisions
		if len(divisions) == 0 {
			divisions = mappedTo(v.Divisions, func(d Division) string { return d.ID })
		}
		event, err := tx.Event(w.c.Event)
		if err != nil {
			return err
		}
		for i := range ask.Number {
			room, err := s.fieldRoom(tx, by, w, fmt.Sprint(fieldNames[event.Languages[0]], " ", i+1))
			if err != nil {
				return err
			}
			var judges []string
			for k := i; k < len(ask.Referees); k += ask.Number {
				judges = append(judges, ask.Referees[k])
			}
			for _, key := range divisions {
				d, err := v.division(key)
				if err != nil {
					return err
				}
				p, err := s.fieldPanel(tx, by, w, Panel{Contest: contest, Stage: w.st.ID, Division: d.ID, Room: room.ID, Seating: "together", PerEntry: 1, Judges: judges})
				if err != nil {
					return err
				}
				out = append(out, p)
			}
		}
		return nil
	})
	return out, err
}

func mappedTo[A, B any](in []A, f func(A) B) (out []B) {
	for _, a := range in {
		out = append(out, f(a))
	}
	return out
}

// fieldRoom is the contest's room of that name, made where there is none.
func (s *Service) fieldRoom(tx Tx, by Actor, w *fieldWork, name string) (Room, error) {
	if i := slices.IndexFunc(w.rooms, func(r Room) bool { return FoldName(r.Name) == FoldName(name) }); i >= 0 {
		return w.rooms[i], nil
	}
	r := Room{ID: NewID(), Contest: w.c.ID, Name: name, Ord: len(w.rooms)}
	w.rooms = append(w.rooms, r)
	if err := tx.PutRoom(r); err != nil {
		return r, err
	}
	return r, s.write(tx, Scope{Contest: w.c.ID}, RowRoom, by, w.c.seatsPublic(), r)
}

// fieldPanel is the panel of that room and division, with these judges.
func (s *Service) fieldPanel(tx Tx, by Actor, w *fieldWork, p Panel) (Panel, error) {
	i := slices.IndexFunc(w.panels, func(x Panel) bool { return x.Room == p.Room && x.Division == p.Division })
	if i < 0 {
		p.ID = NewID()
		w.panels = append(w.panels, p)
		return p, s.writePanel(tx, by, p)
	}
	was := w.panels[i]
	p.ID = was.ID
	if slices.Equal(was.Judges, p.Judges) && was.PerEntry == p.PerEntry && was.Seating == p.Seating {
		return p, nil
	}
	w.panels[i] = p
	return p, s.writePanel(tx, by, p)
}

// A fieldWork is what an act on fields is decided on.
type fieldWork struct {
	c       Contest
	st      Stage
	def     StageDef
	rooms   []Room
	panels  []Panel // of the stage, in the order of rooms
	sheets  []Sheet // of the stage
	entries map[string]Entry
	judges  map[string]Judge
}

// readFields reads a stage of the contest, by id or slug, that referees run and
// that is not closed.
func readFields(tx Tx, contest, stage string) (w *fieldWork, err error) {
	w = &fieldWork{}
	if w.c, err = tx.Contest(contest); err != nil {
		return nil, err
	}
	if w.st, w.def, err = fieldStage(tx, contest, stage); err != nil {
		return nil, err
	}
	if w.rooms, err = tx.Rooms(contest); err != nil {
		return nil, err
	}
	if w.panels, err = panelsOf(tx, contest, w.st.ID); err != nil {
		return nil, err
	}
	if w.sheets, err = tx.Sheets(SheetFilter{Contest: contest, Stage: w.st.ID}); err != nil {
		return nil, err
	}
	entries, err := tx.Entries(contest)
	if err != nil {
		return nil, err
	}
	judges, err := tx.Judges(w.c.Event)
	w.entries, w.judges = byID(entries, func(e Entry) string { return e.ID }), byID(judges, func(j Judge) string { return j.ID })
	return w, err
}

// judgesOf refuses judges who are not of the event, or named twice.
func (w *fieldWork) judgesOf(ids []string) error {
	for i, id := range ids {
		if _, ok := w.judges[id]; !ok || slices.Contains(ids[:i], id) {
			return Fail(Invalid, "panel-judges", "field", "referees")
		}
	}
	return nil
}

// panelOf is the panel with that id; an empty one for a sheet without.
func (w *fieldWork) panelOf(id string) Panel {
	if i := slices.IndexFunc(w.panels, func(p Panel) bool { return p.ID == id }); i >= 0 {
		return w.panels[i]
	}
	return Panel{}
}

// panelIn is the panel that scores a division in a room.
func (w *fieldWork) panelIn(room, division string) (Panel, bool) {
	i := slices.IndexFunc(w.panels, func(p Panel) bool { return p.Room == room && p.Division == division })
	if i < 0 || w.panels[i].referee() == "" {
		return Panel{}, false
	}
	return w.panels[i], true
}

// referee of a panel on a field; "" for one that everybody left.
func (p Panel) referee() string {
	if len(p.Judges) == 0 {
		return ""
	}
	return p.Judges[0]
}

// waits reports whether nobody has begun the sheet and somebody is to.
func (sh Sheet) waits() bool {
	return sh.Expected && sh.Excluded == "" && sh.Counts == "" && sh.Rev == 0
}

// queue are the sheets that wait on a field, in order.
func (w *fieldWork) queue(room string) []Sheet {
	list := slices.DeleteFunc(slices.Clone(w.sheets), func(sh Sheet) bool {
		return !sh.waits() || w.panelOf(sh.Panel).Room != room
	})
	slices.SortStableFunc(list, func(a, b Sheet) int { return cmp.Or(cmp.Compare(a.Ord, b.Ord), cmp.Compare(a.Attempt, b.Attempt)) })
	return list
}

// put replaces a sheet as the work knows it.
func (w *fieldWork) put(sh Sheet) {
	if i := slices.IndexFunc(w.sheets, func(x Sheet) bool { return x.ID == sh.ID }); i >= 0 {
		w.sheets[i] = sh
		return
	}
	w.sheets = append(w.sheets, sh)
}

// lineUp gives the sheets of a field the places that they have together, in this
// order, and tells of those that stood elsewhere. Fresh ones are told of when they
// are assigned, which is after. Places stay within their rounds as far as they can:
// who comes late finds the end of the first.
func (s *Service) lineUp(tx Tx, by Actor, w *fieldWork, list []Sheet, fresh map[string]bool) error {
	places := mappedTo(list, func(sh Sheet) int { return sh.Ord })
	slices.Sort(places)
	row := RowOrderBody{Stage: w.st.ID, Sheets: []RowPlace{}}
	for i := range list {
		if i > 0 {
			places[i] = max(places[i], places[i-1]+1)
		}
		list[i].Ord = places[i]
		if fresh[list[i].ID] || w.stored(list[i].ID).Ord == places[i] {
			continue
		}
		w.put(list[i])
		if err := tx.PutSheet(list[i]); err != nil {
			return err
		}
		row.Sheets = append(row.Sheets, RowPlace{list[i].ID, list[i].Ord})
	}
	if len(row.Sheets) == 0 {
		return nil
	}
	return s.write(tx, Scope{Contest: w.c.ID}, RowOrder, by, "", row)
}

func (w *fieldWork) stored(id string) Sheet {
	if i := slices.IndexFunc(w.sheets, func(x Sheet) bool { return x.ID == id }); i >= 0 {
		return w.sheets[i]
	}
	return Sheet{}
}

// pairs stores sheets and tells of them, a row for each panel.
func (s *Service) pairs(tx Tx, by Actor, kind RowKind, w *fieldWork, sheets []Sheet, reason string) error {
	for _, sh := range sheets {
		w.put(sh)
	}
	return s.pairRows(tx, by, w.c, kind, w.st, reason, sheets)
}
