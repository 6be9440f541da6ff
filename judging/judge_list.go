package judging

// The organizer's list of judges: who has a card, tablets, sheets and a seat.

import (
	"context"
	"slices"
	"time"
)

// A JudgeLine is one judge on the organizer's list.
type JudgeLine struct {
	Judge
	Card    CardState
	CardAt  time.Time // when the newest card was made; zero for none
	Tablets int       // not revoked
	Sheets  int       // expected, or with anything given
	Seats   []Seat
}

// A Seat is where a judge sits: a panel of a stage, with its room if it has one.
type Seat struct {
	Contest, Stage Text
	Room           string
	Referee        bool // of robots: the room is a field
}

// JudgeLines lists an event's judges in the order of the Tajik alphabet with
// what the desk must know of each.
func (s *Service) JudgeLines(ctx context.Context, event string) ([]JudgeLine, error) {
	return view(ctx, s, func(tx Tx) ([]JudgeLine, error) {
		if _, err := tx.Event(event); err != nil {
			return nil, err
		}
		judges, err := tx.Judges(event)
		if err != nil {
			return nil, err
		}
		out := make([]JudgeLine, len(judges))
		at := map[string]*JudgeLine{}
		for i, j := range judges {
			out[i].Judge = j
			at[j.ID] = &out[i]
			cards, err := tx.Cards(j.ID)
			if err != nil {
				return nil, err
			}
			out[i].Card, out[i].CardAt = cardState(cards)
		}
		if err := addTablets(tx, event, at); err != nil {
			return nil, err
		}
		return out, addSeats(tx, event, at)
	})
}

func addTablets(tx Tx, event string, at map[string]*JudgeLine) error {
	devices, err := tx.Devices(event)
	for _, d := range devices {
		if line := at[d.Judge]; line != nil && !d.Revoked {
			line.Tablets++
		}
	}
	return err
}

// addSeats counts the judges' sheets and finds their panels.
func addSeats(tx Tx, event string, at map[string]*JudgeLine) error {
	contests, err := tx.Contests(event)
	if err != nil {
		return err
	}
	for _, c := range contests {
		sheets, err := tx.Sheets(SheetFilter{Contest: c.ID})
		if err != nil {
			return err
		}
		for _, sh := range sheets {
			if line := at[sh.Judge]; line != nil && (sh.Expected || sh.Rev > 0) {
				line.Sheets++
			}
		}
		seats, err := seatsOf(tx, c)
		if err != nil {
			return err
		}
		for judge, of := range seats {
			if line := at[judge]; line != nil {
				line.Seats = append(line.Seats, of...)
			}
		}
	}
	return nil
}

// seatsOf are the seats of a contest's judges.
func seatsOf(tx Tx, c Contest) (map[string][]Seat, error) {
	panels, rooms, err := seatedPanels(tx, c.ID)
	if err != nil {
		return nil, err
	}
	stages, err := tx.Stages(c.ID)
	if err != nil {
		return nil, err
	}
	out := map[string][]Seat{}
	for _, p := range panels {
		seat := Seat{Contest: c.Def.Title, Room: rooms[p.ID]}
		for _, st := range stages {
			if st.ID == p.Stage {
				def, _ := c.Def.stage(st.Slug)
				seat.Stage, seat.Referee = def.Title, Refereed(st.Kind)
			}
		}
		for _, j := range p.Judges {
			if !slices.Contains(out[j], seat) {
				out[j] = append(out[j], seat)
			}
		}
	}
	return out, nil
}
