package judging

// Cards of judges: made for many at once, shown once, revoked.

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// NewCard is a card as it is shown once.
type NewCard struct {
	Code string `json:"code"`
	URL  string `json:"url"` // the code after '#', so that no server or proxy logs it
	PIN  string `json:"pin"` // six digits
}

// A PrintedCard is a new card with what stands on its paper.
type PrintedCard struct {
	NewCard
	Judge Judge
	Seats []Seat
}

// CardState says whether a judge can sign in by card.
type CardState string

const (
	CardNone CardState = "none" // never made
	CardMade CardState = "made"
	CardDead CardState = "dead" // revoked, and no new one made
)

// cardState is the state of a judge's cards, by time, and when the newest was made.
func cardState(cards []Card) (CardState, time.Time) {
	if len(cards) == 0 {
		return CardNone, time.Time{}
	}
	at := cards[len(cards)-1].At
	if slices.ContainsFunc(cards, func(c Card) bool { return !c.Dead }) {
		return CardMade, at
	}
	return CardDead, at
}

// CardAddress is the address that cards of the event name: its own, else the
// server's; "" when neither is known.
func (s *Service) CardAddress(ctx context.Context, event string) (string, error) {
	e, err := s.Event(ctx, event)
	return cmp.Or(e.Address, s.Address), err
}

// MakeCard makes the judge's card; older cards are dead. What signs in is shown
// here once and kept as HMACs only.
func (s *Service) MakeCard(ctx context.Context, by Actor, judge string) (NewCard, error) {
	j, err := s.Judge(ctx, judge)
	if err != nil {
		return NewCard{}, err
	}
	cards, err := s.MakeCards(ctx, by, j.Event, []string{judge})
	if err != nil {
		return NewCard{}, err
	}
	return cards[0].NewCard, nil
}

// Judge reads one judge.
func (s *Service) Judge(ctx context.Context, id string) (Judge, error) {
	return view(ctx, s, func(tx Tx) (Judge, error) { return tx.Judge(id) })
}

// MakeCards makes new cards for judges of the event, all or none, in the order
// given; their older cards are dead. Problem: "cards-nobody" (Invalid); a judge
// of another event is NotFound.
func (s *Service) MakeCards(ctx context.Context, by Actor, event string, judges []string) (out []PrintedCard, err error) {
	if len(judges) == 0 {
		return nil, Fail(Invalid, "cards-nobody")
	}
	made := make([]NewCard, len(judges))
	for i := range made {
		made[i] = NewCard{Code: newCardCode(), PIN: newPIN()}
	}
	err = s.Store.Update(ctx, func(tx Tx) error {
		e, err := tx.Event(event)
		if err != nil {
			return err
		}
		lines := map[string]*JudgeLine{}
		for _, id := range judges {
			lines[id] = &JudgeLine{}
		}
		if err := addSeats(tx, event, lines); err != nil {
			return err
		}
		out = nil
		for i, id := range judges {
			j, err := tx.Judge(id)
			if err == nil && j.Event != event {
				err = Fail(NotFound, "not-found")
			}
			if err != nil {
				return err
			}
			if err := s.replaceCard(tx, by, j, made[i]); err != nil {
				return err
			}
			made[i].URL = cmp.Or(e.Address, s.Address) + "/judge#" + made[i].Code
			out = append(out, PrintedCard{made[i], j, lines[id].Seats})
		}
		return nil
	})
	return out, err
}

func (s *Service) replaceCard(tx Tx, by Actor, j Judge, made NewCard) error {
	if _, err := killCards(tx, j.ID); err != nil {
		return err
	}
	c := Card{ID: NewID(), Judge: j.ID, Code: s.Keys.cardCodeHash(made.Code), At: s.Now()}
	c.PIN = s.Keys.pinHash(c.ID, made.PIN)
	if err := tx.PutCard(c); err != nil {
		return err
	}
	return s.write(tx, Scope{Event: j.Event}, RowCard, by, "", RowCardBody{Judge: j.ID, Card: c.ID})
}

// killCards makes the judge's cards dead and returns the last that lived, "" for none.
func killCards(tx Tx, judge string) (last string, err error) {
	cards, err := tx.Cards(judge)
	for _, c := range cards {
		if err == nil && !c.Dead {
			c.Dead, last = true, c.ID
			err = tx.PutCard(c)
		}
	}
	return last, err
}

// RevokeCard makes the judge's card dead without a new one, and with tablets
// revokes every tablet that the judge signed in too; else they stay and are told.
// Problems: "reason-missing" {field}, "card-none" (Conflict: nothing to revoke).
func (s *Service) RevokeCard(ctx context.Context, by Actor, judge, reason string, tablets bool) error {
	reason, ok := cleanText(reason, 500)
	if !ok || reason == "" {
		return Fail(Invalid, "reason-missing", "field", "reason")
	}
	return s.Store.Update(ctx, func(tx Tx) error {
		j, err := tx.Judge(judge)
		if err != nil {
			return err
		}
		card, err := killCards(tx, judge)
		if err != nil {
			return err
		}
		if card != "" {
			row := RowCardBody{Judge: judge, Card: card, Revoked: true, Reason: reason}
			if err := s.write(tx, Scope{Event: j.Event}, RowCard, by, "", row); err != nil {
				return err
			}
		}
		var devices []Device
		if tablets {
			if devices, err = tx.DevicesOf(judge); err != nil {
				return err
			}
		}
		devices = slices.DeleteFunc(devices, func(d Device) bool { return d.Revoked })
		if card == "" && len(devices) == 0 {
			return Fail(Conflict, "card-none")
		}
		for _, d := range devices {
			if err := s.revoke(tx, by, d, nil, reason); err != nil {
				return err
			}
		}
		return nil
	})
}
