package judging

// Judges of an event, and their cards.

import (
	"context"
	"slices"
)

// AddJudges adds judges to an event, all or none. Problems name the row, from
// 1: "judge-name", "judge-languages".
func (s *Service) AddJudges(ctx context.Context, by Actor, event string, in []Judge) ([]Judge, error) {
	out := slices.Clone(in)
	for i := range out {
		j := &out[i]
		j.ID, j.Event = NewID(), event
		for _, p := range []*string{&j.Name, &j.School, &j.District} {
			clean, ok := cleanText(*p, 300)
			if !ok {
				return nil, Fail(Invalid, "judge-name", "row", i+1)
			}
			*p = clean
		}
		if j.Name == "" {
			return nil, Fail(Invalid, "judge-name", "row", i+1)
		}
		for _, l := range j.Languages {
			if !slices.Contains([]string{"tg", "ru", "en"}, l) {
				return nil, Fail(Invalid, "judge-languages", "row", i+1)
			}
		}
	}
	return out, s.Store.Update(ctx, func(tx Tx) error {
		if _, err := tx.Event(event); err != nil {
			return err
		}
		for _, j := range out {
			if err := tx.PutJudge(j); err != nil {
				return err
			}
			if err := s.write(tx, Scope{Event: event}, RowJudge, by, "", j); err != nil {
				return err
			}
		}
		return nil
	})
}

// JudgesOf lists an event's judges.
func (s *Service) JudgesOf(ctx context.Context, event string) ([]Judge, error) {
	return view(ctx, s, func(tx Tx) ([]Judge, error) {
		if _, err := tx.Event(event); err != nil {
			return nil, err
		}
		return tx.Judges(event)
	})
}

// NewCard is a card as it is shown once.
type NewCard struct {
	Code string `json:"code"`
	URL  string `json:"url"` // the code after '#', so that no server or proxy logs it
	PIN  string `json:"pin"` // six digits
}

// MakeCard makes the judge's card; older cards are dead. What signs in is shown
// here once and kept as HMACs only.
func (s *Service) MakeCard(ctx context.Context, by Actor, judge string) (NewCard, error) {
	card := NewCard{Code: newCardCode(), PIN: newPIN()}
	card.URL = s.Address + "/judge#" + card.Code
	err := s.Store.Update(ctx, func(tx Tx) error {
		j, err := tx.Judge(judge)
		if err != nil {
			return err
		}
		old, err := tx.Cards(judge)
		if err != nil {
			return err
		}
		for _, c := range old {
			if !c.Dead {
				c.Dead = true
				if err := tx.PutCard(c); err != nil {
					return err
				}
			}
		}
		c := Card{ID: NewID(), Judge: judge, Code: s.Keys.cardCodeHash(card.Code), At: s.Now()}
		c.PIN = s.Keys.pinHash(c.ID, card.PIN)
		if err := tx.PutCard(c); err != nil {
			return err
		}
		return s.write(tx, Scope{Event: j.Event}, RowCard, by, "", RowCardBody{Judge: judge, Card: c.ID})
	})
	return card, err
}
