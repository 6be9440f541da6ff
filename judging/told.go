package judging

// What concerns every event is told to every event's journal.

import "fmt"

// toldEvents appends a row to the journal of every event.
func (s *Service) toldEvents(tx Tx, by Actor, kind RowKind, body any) error {
	events, err := tx.Events()
	if err != nil {
		return err
	}
	for _, e := range events {
		if err := s.write(tx, Scope{Event: e.ID}, kind, by, "", body); err != nil {
			return fmt.Errorf("event %s: %w", e.ID, err)
		}
	}
	return nil
}

// introduce tells a new event's journal which accounts and tokens there are: the
// rows of their making were written before it began.
func (s *Service) introduce(tx Tx, by Actor, event string) error {
	accounts, err := tx.Accounts()
	if err != nil {
		return err
	}
	for _, a := range accounts {
		if err := s.write(tx, Scope{Event: event}, RowAccount, by, "", a.row("known")); err != nil {
			return err
		}
	}
	tokens, err := tx.Tokens()
	if err != nil {
		return err
	}
	for _, t := range tokens {
		row := RowTokenBody{Token: t.ID, Role: t.Role, What: "known"}
		if t.Off {
			row.What = "known-off"
		}
		if err := s.write(tx, Scope{Event: event}, RowToken, by, "", row); err != nil {
			return err
		}
	}
	return nil
}
