package judging

// Entries: added by the list, amended with a reason.

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// AddEntries adds entries in the order given, all or none. A missing code is
// made from the order; a missing division is the contest's only one; a missing
// visibility is the code where the entrants are children, else the name.
// Problems name the row, from 1: "entry-name", "entry-text", "entry-code",
// "entry-division", "entry-members", "entry-field", "entry-visibility"; and
// "stage-final" (Closed: the result is final).
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
		if err := undecided(tx, c); err != nil {
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
			if e.Code == "" {
				e.Code = nextCode(codes, c.Def.Entry.Type, e.Ord+1)
			}
			if codes[e.Code] {
				return Fail(Conflict, "entry-code", "row", i+1, "field", "code", "code", e.Code)
			}
			codes[e.Code] = true
			if err := s.putEntry(tx, by, c.Board, e); err != nil {
				return err
			}
			out = append(out, e)
		}
		return nil
	})
	return out, err
}

// AddEntry adds one entry. Problems are those of AddEntries, with the field and
// without a row.
func (s *Service) AddEntry(ctx context.Context, by Actor, contest string, e Entry) (Entry, error) {
	added, err := s.AddEntries(ctx, by, contest, []Entry{e})
	var refused *Error
	if errors.As(err, &refused) {
		delete(refused.Args, "row")
	}
	if err != nil {
		return e, err
	}
	return added[0], nil
}

var codeLetter = map[string]string{"person": "A", "project": "P", "team": "T"}

// nextCode is the first free code from number n on.
func nextCode(taken map[string]bool, kind string, n int) string {
	for {
		if code := fmt.Sprintf("%s-%02d", codeLetter[kind], n); !taken[code] {
			return code
		}
		n++
	}
}

// tidyEntry fills what is missing and refuses what may not stand.
func (v ContestView) tidyEntry(e *Entry, row int) error {
	for _, fault := range v.entryFaults(e) {
		fault.Args["row"] = row
		return fault
	}
	return nil
}

// entryFaults fills what is missing and names everything that may not stand,
// each with its field.
func (v ContestView) entryFaults(e *Entry) (faults []*Error) {
	form := v.Contest.Def.Entry
	fault := func(code, field string, args ...any) {
		faults = append(faults, Fail(Invalid, code, append([]any{"field", field}, args...)...))
	}
	clean := func(field string, text *string, most int) {
		tidy, ok := cleanText(*text, most)
		if !ok {
			fault("entry-text", field, "max", most)
			return
		}
		*text = tidy
	}
	for _, t := range []struct {
		field string
		text  *string
	}{
		{"code", &e.Code}, {"name", &e.Name}, {"school", &e.School}, {"district", &e.District},
		{"region", &e.Region}, {"supervisor", &e.Supervisor},
	} {
		clean(t.field, t.text, 300)
	}
	for i := range e.Members {
		clean("members", &e.Members[i], 300)
	}
	if e.Names != nil {
		clean("name.tg", &e.Names.TG, 300)
		clean("name.ru", &e.Names.RU, 300)
		clean("name.en", &e.Names.EN, 300)
	}
	for _, k := range slices.Sorted(maps.Keys(e.Fields)) {
		text := e.Fields[k]
		clean(k, &text, 4000)
		if e.Fields[k] = text; !slices.Contains(form.Fields, k) {
			fault("entry-field", k)
		}
	}
	if e.Name == "" {
		fault("entry-name", "name")
	}
	if n := len(e.Members); n > 0 && (n < form.Members[0] || n > form.Members[1]) {
		fault("entry-members", "members", "min", form.Members[0], "max", form.Members[1])
	}
	if d, err := v.division(e.Division); err == nil {
		e.Division = d.ID
	} else {
		fault("entry-division", "division", "division", e.Division)
	}
	switch e.Visibility {
	case ShowName, ShowCode, ShowNothing:
	case "":
		e.Visibility = ShowName
		if v.Contest.Def.Minors {
			e.Visibility = ShowCode
		}
	default:
		fault("entry-visibility", "visibility")
	}
	return faults
}

// putEntry adds an entry with its journal row. The public notices it when the
// board shows the entry.
func (s *Service) putEntry(tx Tx, by Actor, b Board, e Entry) error {
	if err := tx.PutEntry(e); err != nil {
		return err
	}
	pub := ""
	if b.State != BoardHidden && e.public() {
		pub = e.Division
	}
	return s.write(tx, Scope{Contest: e.Contest}, RowEntry, by, pub, RowEntryBody{Entry: e})
}

// public reports whether the entry has a row on public boards. An entry that
// is not active leaves them without a word.
func (e Entry) public() bool { return e.State == EntryActive && e.Visibility != ShowNothing }

// Entries lists a contest's entries in the order added.
func (s *Service) Entries(ctx context.Context, contest string) ([]Entry, error) {
	return view(ctx, s, func(tx Tx) ([]Entry, error) {
		if _, err := tx.Contest(contest); err != nil {
			return nil, err
		}
		return tx.Entries(contest)
	})
}
