package judging

// Events, and the journals as they are read.

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// NewEvent is what makes an event.
type NewEvent struct {
	Title     Text     `json:"title"`
	Starts    string   `json:"starts" doc:"day, yyyy-mm-dd"`
	Ends      string   `json:"ends" doc:"day, yyyy-mm-dd"`
	Timezone  string   `json:"timezone,omitempty" doc:"IANA name; default Asia/Dushanbe"`
	Languages []string `json:"languages,omitempty" doc:"of tg, ru, en; the first is the board's; default all"`
	Place     string   `json:"place,omitempty" doc:"where it is held, in the words of a card"`
	Address   string   `json:"address,omitempty" doc:"the one address on cards, scheme://host:port"`
}

// CreateEvent makes an event. A language without a title takes the first title
// given. Its journal begins with the accounts and tokens that are there.
// Problems: "title-missing", "event-dates", "event-timezone",
// "event-languages", "event-place", "event-address".
func (s *Service) CreateEvent(ctx context.Context, by Actor, n NewEvent) (Event, error) {
	e := Event{ID: NewID(), Timezone: "Asia/Dushanbe", Languages: []string{"tg", "ru", "en"}, At: s.Now()}
	if err := e.take(n); err != nil {
		return e, err
	}
	return e, s.Store.Update(ctx, func(tx Tx) error {
		if err := tx.PutEvent(e); err != nil {
			return err
		}
		if err := s.introduce(tx, by, e.ID); err != nil {
			return err
		}
		return s.write(tx, Scope{Event: e.ID}, RowEvent, by, "", e)
	})
}

// take takes over what n says; what it leaves empty stays, except the place.
func (e *Event) take(n NewEvent) error {
	e.Starts, e.Ends = cmp.Or(n.Starts, e.Starts), cmp.Or(n.Ends, e.Ends)
	e.Timezone = cmp.Or(n.Timezone, e.Timezone)
	if n.Languages != nil {
		e.Languages = n.Languages
	}
	var ok bool
	if n.Title != (Text{}) || e.Title == (Text{}) {
		if e.Title, ok = filled(n.Title); !ok {
			return Fail(Invalid, "title-missing", "field", "title.tg")
		}
	}
	starts, err1 := time.Parse(time.DateOnly, e.Starts)
	ends, err2 := time.Parse(time.DateOnly, e.Ends)
	if err1 != nil || err2 != nil || ends.Before(starts) {
		return Fail(Invalid, "event-dates", "field", "ends")
	}
	if _, err := time.LoadLocation(e.Timezone); err != nil {
		return Fail(Invalid, "event-timezone", "field", "timezone", "timezone", e.Timezone)
	}
	if len(e.Languages) == 0 {
		return Fail(Invalid, "event-languages", "field", "languages", "language", "")
	}
	for i, l := range e.Languages {
		if !slices.Contains([]string{"tg", "ru", "en"}, l) || slices.Contains(e.Languages[:i], l) {
			return Fail(Invalid, "event-languages", "field", "languages", "language", l)
		}
	}
	if e.Place, ok = cleanText(n.Place, 200); !ok {
		return Fail(Invalid, "event-place", "field", "place")
	}
	if n.Address != "" {
		if e.Address, ok = CleanAddress(n.Address); !ok {
			return Fail(Invalid, "event-address", "field", "address", "address", n.Address)
		}
	}
	return nil
}

// filled cleans the three texts and fills the missing ones from the others.
func filled(t Text) (Text, bool) {
	given := ""
	for _, p := range []*string{&t.TG, &t.RU, &t.EN} {
		var ok bool
		if *p, ok = cleanText(*p, 200); !ok {
			return t, false
		}
		if given == "" {
			given = *p
		}
	}
	for _, p := range []*string{&t.TG, &t.RU, &t.EN} {
		if *p == "" {
			*p = given
		}
	}
	return t, given != ""
}

// Events lists all events, oldest first.
func (s *Service) Events(ctx context.Context) ([]Event, error) {
	return view(ctx, s, Tx.Events)
}

// Event reads one event.
func (s *Service) Event(ctx context.Context, id string) (Event, error) {
	return view(ctx, s, func(tx Tx) (Event, error) { return tx.Event(id) })
}

// JournalOf returns at most 500 rows of the journal after n.
func (s *Service) JournalOf(ctx context.Context, of Scope, after int64) ([]Row, error) {
	return view(ctx, s, func(tx Tx) ([]Row, error) {
		if of.Event != "" {
			if _, err := tx.Event(of.Event); err != nil {
				return nil, err
			}
			return tx.Journal(of.Event, after, 500)
		}
		if _, err := tx.Contest(of.Contest); err != nil {
			return nil, err
		}
		return tx.Journal(of.Contest, after, 500)
	})
}

// EachRow calls f with the rows of a contest's journal up to row n, in order. It
// reads in portions, so that no reading transaction is long.
func (s *Service) EachRow(ctx context.Context, contest string, n int64, f func(Row)) error {
	for after := int64(0); after < n; {
		rows, err := s.JournalOf(ctx, Scope{Contest: contest}, after)
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, row := range rows {
			if row.N <= n {
				f(row)
			}
		}
		after = rows[len(rows)-1].N
	}
	return nil
}
