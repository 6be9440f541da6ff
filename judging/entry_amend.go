package judging

// What is changed of an entry after it was added.

import (
	"context"
	"reflect"
	"slices"
)

// An EntryChange names what becomes different; nil keeps.
type EntryChange struct {
	State      *EntryState
	Division   *string // id or slug
	Visibility *Visibility
	Code       *string
	Name       *string
	Names      *Text
	School     *string
	District   *string
	Region     *string
	Supervisor *string
	Members    *[]string
	Fields     *map[string]string
}

// AmendEntry changes an entry. State, division and visibility need a reason,
// and once the result is final or published everything does: what is decided,
// or read by the public, does not change without a word. An entry that changes
// its division takes its sheets along. Problems: "reason-missing",
// "entry-state" and what AddEntries refuses, without a row (Invalid),
// "entry-code" (Conflict), "stage-final" (Closed: state, division, code and the
// number of members, once the result is final: a total can hang on the last,
// and codes changed one for the other would change who won).
func (s *Service) AmendEntry(ctx context.Context, by Actor, id string, to EntryChange, reason string) (e Entry, err error) {
	reason, ok := cleanText(reason, 500)
	if !ok || reason == "" && (to.State != nil || to.Division != nil || to.Visibility != nil) {
		return e, Fail(Invalid, "reason-missing", "field", "reason")
	}
	if e, err = view(ctx, s, func(tx Tx) (Entry, error) { return tx.Entry(id) }); err != nil {
		return e, err
	}
	err = s.change(ctx, e.Contest, func(tx Tx) error {
		c, err := tx.Contest(e.Contest)
		if err != nil {
			return err
		}
		if reason == "" {
			if v, err := viewContest(tx, c); err != nil {
				return err
			} else if v.Decided() || c.Board.State == BoardPublished {
				return Fail(Invalid, "reason-missing", "field", "reason")
			}
		}
		was, err := tx.Entry(id)
		if err != nil {
			return err
		}
		if e, err = amended(tx, c, was, to); err != nil {
			return err
		}
		if reflect.DeepEqual(e, was) { // kept as it is: nothing to tell
			return nil
		}
		if err := tx.PutEntry(e); err != nil {
			return err
		}
		pub := ""
		switch {
		case c.Board.State == BoardHidden:
		case e.Division != was.Division:
			pub = "*" // one board loses it, and another gets it
		case !e.ranksAs(was), e.public() != was.public(), e.public() && !c.Def.PublicOf(e).equal(c.Def.PublicOf(was)):
			pub = e.Division // a hidden entry that leaves the ranking still moves the places of others
		}
		if err := s.write(tx, Scope{Contest: e.Contest}, RowEntry, by, pub, RowEntryBody{Entry: e, Was: &was, Reason: reason}); err != nil {
			return err
		}
		if e.State == was.State && e.Division == was.Division {
			return nil
		}
		stages, err := tx.Stages(e.Contest)
		if err != nil {
			return err
		}
		return s.advance(tx, by, e.Contest, stages...) // who is out plays no match any more
	})
	return e, err
}

// amended is the entry with the change in it, as far as it may be.
func amended(tx Tx, c Contest, was Entry, to EntryChange) (e Entry, err error) {
	v, err := viewContest(tx, c)
	if err != nil {
		return was, err
	}
	e = was
	keep(&e.State, to.State)
	keep(&e.Division, to.Division)
	keep(&e.Visibility, to.Visibility)
	keep(&e.Code, to.Code)
	keep(&e.Name, to.Name)
	keep(&e.School, to.School)
	keep(&e.District, to.District)
	keep(&e.Region, to.Region)
	keep(&e.Supervisor, to.Supervisor)
	keep(&e.Members, to.Members)
	keep(&e.Fields, to.Fields)
	if e.Names = was.Names; to.Names != nil {
		if e.Names = to.Names; *to.Names == (Text{}) {
			e.Names = nil
		}
	}
	if len(e.Members) == 0 {
		e.Members = was.Members[:0]
	}
	if len(e.Fields) == 0 && len(was.Fields) == 0 {
		e.Fields = was.Fields
	}
	if !slices.Contains([]EntryState{EntryActive, EntryAbsent, EntryWithdrawn, EntryDisqualified}, e.State) {
		return e, Fail(Invalid, "entry-state", "field", "state", "state", string(e.State))
	}
	for _, fault := range v.entryFaults(&e) {
		return e, fault
	}
	if !e.ranksAs(was) || e.State != was.State || e.Division != was.Division || e.Code != was.Code {
		if err := undecided(tx, c); err != nil {
			return e, err
		}
	}
	if e.Code == was.Code {
		return e, nil
	}
	all, err := tx.Entries(c.ID)
	if e.Code == "" || slices.ContainsFunc(all, func(x Entry) bool { return x.Code == e.Code }) {
		return e, Fail(Conflict, "entry-code", "field", "code", "code", e.Code)
	}
	return e, err
}

func keep[T any](value *T, to *T) {
	if to != nil {
		*value = *to
	}
}
