package judging

// A journal as people read it: its rows from the newest, with all that they name.

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"dovar/scoring"
)

// A JournalView is a part of a journal and what its rows name, by id.
type JournalView struct {
	Event    Event
	Contest  *ContestView // nil for the event's own journal
	Rows     []Row
	More     bool // there are older rows that the ask wants
	Accounts map[string]Account
	Tokens   map[string]Token
	Judges   map[string]Judge
	Devices  map[string]Device
	Entries  map[string]Entry
	Rooms    map[string]Room
	Rubrics  map[string]Rubric   // by hash
	Before   map[string]StoredOp // by the id of a submit: the submit of its sheet that stood before it
}

// ReadJournal returns the newest rows that ask wants, at most ask.Limit (1 to
// 1000), with all that they name.
func (s *Service) ReadJournal(ctx context.Context, of Scope, ask JournalAsk) (JournalView, error) {
	most := min(max(ask.Limit, 1), 1000)
	ask.Limit = most + 1
	return view(ctx, s, func(tx Tx) (JournalView, error) {
		rows, err := tx.JournalBefore(of.Contest+of.Event, ask)
		if err != nil {
			return JournalView{}, err
		}
		v, err := s.named(tx, of, rows[:min(len(rows), most)])
		v.More = len(rows) > most
		return v, err
	})
}

// JournalNames returns what rows of a journal can name, without rows, their
// rubrics, and what stood before them.
func (s *Service) JournalNames(ctx context.Context, of Scope) (JournalView, error) {
	return view(ctx, s, func(tx Tx) (JournalView, error) { return s.named(tx, of, nil) })
}

// RubricOf returns the rubric with that hash.
func (s *Service) RubricOf(ctx context.Context, hash string) (Rubric, error) {
	return view(ctx, s, func(tx Tx) (Rubric, error) { return s.rubric(tx, hash) })
}

func (s *Service) named(tx Tx, of Scope, rows []Row) (v JournalView, err error) {
	v.Rows = rows
	event := of.Event
	if of.Contest != "" {
		c, err := tx.Contest(of.Contest)
		if err != nil {
			return v, err
		}
		cv, err := viewContest(tx, c)
		if err != nil {
			return v, err
		}
		v.Contest, event = &cv, c.Event
	}
	if v.Event, err = tx.Event(event); err != nil {
		return v, err
	}
	if err := v.addPeople(tx); err != nil || v.Contest == nil {
		return v, err
	}
	if err := v.addContest(tx); err != nil {
		return v, err
	}
	return v, s.addSheets(tx, &v)
}

func (v *JournalView) addPeople(tx Tx) error {
	accounts, err := tx.Accounts()
	if err != nil {
		return err
	}
	for i := range accounts {
		accounts[i].Password = ""
	}
	tokens, err := tx.Tokens()
	if err != nil {
		return err
	}
	for i := range tokens {
		tokens[i].Hash = ""
	}
	judges, err := tx.Judges(v.Event.ID)
	if err != nil {
		return err
	}
	devices, err := tx.Devices(v.Event.ID)
	v.Accounts = byID(accounts, func(a Account) string { return a.ID })
	v.Tokens = byID(tokens, func(t Token) string { return t.ID })
	v.Judges = byID(judges, func(j Judge) string { return j.ID })
	v.Devices = byID(devices, func(d Device) string { return d.ID })
	return err
}

func (v *JournalView) addContest(tx Tx) error {
	entries, err := tx.Entries(v.Contest.Contest.ID)
	if err != nil {
		return err
	}
	rooms, err := tx.Rooms(v.Contest.Contest.ID)
	v.Entries = byID(entries, func(e Entry) string { return e.ID })
	v.Rooms = byID(rooms, func(r Room) string { return r.ID })
	return err
}

func byID[T any](list []T, id func(T) string) map[string]T {
	out := make(map[string]T, len(list))
	for _, x := range list {
		out[id(x)] = x
	}
	return out
}

// addSheets adds of the ops in the rows their rubrics, and what stood before
// them. Sheets are read a few at a time: all ops of one may take megabytes.
func (s *Service) addSheets(tx Tx, v *JournalView) error {
	v.Rubrics, v.Before = map[string]Rubric{}, map[string]StoredOp{}
	of := map[string][]int64{} // rows of submits, by sheet
	for _, r := range v.Rows {
		var body RowOpBody
		if r.Kind != RowOp || json.Unmarshal(r.Body, &body) != nil {
			continue
		}
		if body.Kind == OpSubmit {
			of[body.Sheet] = append(of[body.Sheet], r.N)
		}
		var op Op
		if json.Unmarshal(body.Op, &op) != nil {
			continue
		}
		if r, err := s.rubric(tx, op.Rubric); err == nil {
			v.Rubrics[op.Rubric] = r
		} else if !missing(err) {
			return err
		}
	}
	for sheet, rows := range of {
		ops, err := tx.Ops(sheet)
		if err != nil {
			return err
		}
		ops = slices.DeleteFunc(ops, func(x StoredOp) bool { return x.Kind != OpSubmit })
		for _, n := range rows {
			var this, before *StoredOp
			for i := range ops {
				x := &ops[i]
				if x.N == n {
					this = x
				}
				if x.N < n && (x.Accepted || !x.Status.aside()) && (before == nil || x.N > before.N) {
					before = x
				}
			}
			if this == nil || before == nil {
				continue
			}
			v.Before[this.Op.Op] = *before
			if r, err := s.rubric(tx, before.Rubric); err == nil {
				v.Rubrics[before.Rubric] = r
			}
		}
	}
	return nil
}

// Total is what a body gives under the rubric, as its tablet shows it: exact
// when it ends, else to two decimals. members is the size of the team.
func (r Rubric) Total(body Body, members int) string {
	stage := scoring.Stage{Sheet: scoring.Combine(r.Sheet), Skip: r.Skip}
	for _, c := range r.Criteria {
		stage.Criteria = append(stage.Criteria, scoring.Criterion{
			ID: c.ID, Min: c.Min.number(), Max: c.Max.number(), Step: c.Step.number(), Weight: c.Weight.number(),
		})
	}
	for _, p := range r.Penalties {
		stage.Penalties = append(stage.Penalties, scoring.Penalty{ID: p.ID, Per: p.Per.number(), Team: p.When == "team"})
	}
	marks, counts := r.Marks(body)
	total, _ := stage.SheetResult(marks, counts, members)
	if text := total.String(); !strings.Contains(text, "/") {
		return text
	}
	return total.Round(2)
}
