package judging

// Entries: added by the list, amended with a reason.

import (
	"context"
	"fmt"
	"slices"
)

// AddEntries adds entries in the order given, all or none. A missing code is
// made from the order; a missing division is the contest's only one; a missing
// visibility is the code where the entrants are children, else the name.
// Problems name the row, from 1: "entry-name", "entry-text", "entry-code",
// "entry-division", "entry-members", "entry-field", "entry-visibility".
func (s *Service) AddEntries(ctx context.Context, by Actor, contest string, in []Entry) ([]Entry, error) {
	var out []Entry
	err := s.change(ctx, contest, func(tx Tx) error {
		c, err := tx.Contest(contest)
		if err != nil {
			return err
		}
		v, err := viewContest(tx, c)
		if err != nil {
			return err
		}
		old, err := tx.Entries(contest)
		if err != nil {
			return err
		}
		codes := make(map[string]bool, len(old)+len(in))
		for _, e := range old {
			codes[e.Code] = true
		}
		out = make([]Entry, 0, len(in))
		for i, e := range in {
			e.ID, e.Contest, e.Ord, e.State = NewID(), contest, len(old)+i, EntryActive
			if err := v.tidyEntry(&e, i+1); err != nil {
				return err
			}
			for k := e.Ord + 1; e.Code == ""; k++ {
				if code := fmt.Sprintf("%s-%02d", codeLetter[c.Def.Entry.Type], k); !codes[code] {
					e.Code = code
				}
			}
			if codes[e.Code] {
				return Fail(Conflict, "entry-code", "row", i+1, "code", e.Code)
			}
			codes[e.Code] = true
			if err := tx.PutEntry(e); err != nil {
				return err
			}
			if err := s.writeEntry(tx, by, c.Board, e, nil, false, ""); err != nil {
				return err
			}
			out = append(out, e)
		}
		return nil
	})
	return out, err
}

var codeLetter = map[string]string{"person": "A", "project": "P", "team": "T"}

// tidyEntry fills what is missing and refuses what may not stand.
func (v ContestView) tidyEntry(e *Entry, row int) error {
	form := v.Contest.Def.Entry
	texts := []struct {
		field string
		value *string
	}{
		{"code", &e.Code}, {"name", &e.Name}, {"school", &e.School}, {"district", &e.District},
		{"region", &e.Region}, {"supervisor", &e.Supervisor},
	}
	for i := range e.Members {
		texts = append(texts, struct {
			field string
			value *string
		}{"members", &e.Members[i]})
	}
	if e.Names != nil {
		for _, p := range []*string{&e.Names.TG, &e.Names.RU, &e.Names.EN} {
			texts = append(texts, struct {
				field string
				value *string
			}{"names", p})
		}
	}
	for _, t := range texts {
		clean, ok := cleanText(*t.value, 300)
		if !ok {
			return Fail(Invalid, "entry-text", "row", row, "field", t.field)
		}
		*t.value = clean
	}
	for k, value := range e.Fields {
		clean, ok := cleanText(value, 4000)
		if !ok {
			return Fail(Invalid, "entry-text", "row", row, "field", k)
		}
		if !slices.Contains(form.Fields, k) {
			return Fail(Invalid, "entry-field", "row", row, "field", k)
		}
		e.Fields[k] = clean
	}
	if e.Name == "" {
		return Fail(Invalid, "entry-name", "row", row)
	}
	if n := len(e.Members); n > 0 && (n < form.Members[0] || n > form.Members[1]) {
		return Fail(Invalid, "entry-members", "row", row, "min", form.Members[0], "max", form.Members[1])
	}
	d, err := v.division(e.Division)
	if err != nil {
		return Fail(Invalid, "entry-division", "row", row, "division", e.Division)
	}
	e.Division = d.ID
	switch e.Visibility {
	case ShowName, ShowCode, ShowNothing:
	case "":
		e.Visibility = ShowName
		if v.Contest.Def.Minors {
			e.Visibility = ShowCode
		}
	default:
		return Fail(Invalid, "entry-visibility", "row", row)
	}
	return nil
}

// writeEntry journals an entry. The public notices it when the board shows the
// entry now or showed it before.
func (s *Service) writeEntry(tx Tx, by Actor, b Board, e Entry, was *Entry, wasShown bool, reason string) error {
	pub := ""
	if b.State != BoardHidden && (wasShown || e.public()) {
		pub = e.Division
	}
	return s.write(tx, Scope{Contest: e.Contest}, RowEntry, by, pub, RowEntryBody{Entry: e, Was: was, Reason: reason})
}

// public reports whether the entry has a row on public boards. An entry that
// is not active leaves them without a word.
func (e Entry) public() bool { return e.State == EntryActive && e.Visibility != ShowNothing }

// AmendEntry changes state or visibility ("" keeps it), with a reason. Problems:
// "reason-missing", "entry-state", "entry-visibility" (Invalid), "stage-final"
// (Closed: the state, once the result is final).
func (s *Service) AmendEntry(ctx context.Context, by Actor, id string, state EntryState, vis Visibility, reason string) (e Entry, err error) {
	reason, ok := cleanText(reason, 500)
	if !ok || reason == "" {
		return e, Fail(Invalid, "reason-missing")
	}
	if !slices.Contains([]EntryState{"", EntryActive, EntryAbsent, EntryWithdrawn, EntryDisqualified}, state) {
		return e, Fail(Invalid, "entry-state", "state", string(state))
	}
	if !slices.Contains([]Visibility{"", ShowName, ShowCode, ShowNothing}, vis) {
		return e, Fail(Invalid, "entry-visibility", "row", 1)
	}
	if e, err = view(ctx, s, func(tx Tx) (Entry, error) { return tx.Entry(id) }); err != nil {
		return e, err
	}
	err = s.change(ctx, e.Contest, func(tx Tx) error {
		c, err := tx.Contest(e.Contest)
		if err != nil {
			return err
		}
		if e, err = tx.Entry(id); err != nil {
			return err
		}
		was := e
		if state != "" && state != e.State {
			if err := undecided(tx, e.Contest); err != nil {
				return err
			}
			e.State = state
		}
		if vis != "" {
			e.Visibility = vis
		}
		if err := tx.PutEntry(e); err != nil {
			return err
		}
		// A hidden entry that leaves the ranking still moves the places of others.
		return s.writeEntry(tx, by, c.Board, e, &was, was.public() || state != "", reason)
	})
	return e, err
}

// Entries lists a contest's entries in the order added.
func (s *Service) Entries(ctx context.Context, contest string) ([]Entry, error) {
	return view(ctx, s, func(tx Tx) ([]Entry, error) {
		if _, err := tx.Contest(contest); err != nil {
			return nil, err
		}
		return tx.Entries(contest)
	})
}
