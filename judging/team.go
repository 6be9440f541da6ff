package judging

// What a team holds in its hand: its code, and the PIN with which it confirms its
// sheets.

import "context"

// A TeamCard is what stands on a team's card.
type TeamCard struct {
	Entry Entry
	Field string // where it runs first, "" where nothing is drawn
	PIN   string // four digits
}

// TeamCards of a contest's active entries, in the order added. Problem:
// "team-cards-none" (Conflict: teams of this contest confirm nothing).
func (s *Service) TeamCards(ctx context.Context, contest string) ([]TeamCard, error) {
	return view(ctx, s, func(tx Tx) (out []TeamCard, err error) {
		c, err := tx.Contest(contest)
		if err != nil {
			return nil, err
		}
		if !c.Def.Judges.TeamSigns {
			return nil, Fail(Conflict, "team-cards-none")
		}
		entries, err := tx.Entries(contest)
		if err != nil {
			return nil, err
		}
		fields, err := firstFields(tx, contest)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if e.State == EntryActive {
				out = append(out, TeamCard{e, fields[e.ID], s.Keys.TeamPIN(e.ID)})
			}
		}
		return out, nil
	})
}

// firstFields names the field on which each entry runs first.
func firstFields(tx Tx, contest string) (map[string]string, error) {
	rooms, err := tx.Rooms(contest)
	if err != nil {
		return nil, err
	}
	panels, err := panelsOf(tx, contest, "")
	if err != nil {
		return nil, err
	}
	name := map[string]string{} // of each panel
	for _, p := range panels {
		for _, r := range rooms {
			if r.ID == p.Room {
				name[p.ID] = r.Name
			}
		}
	}
	sheets, err := tx.Sheets(SheetFilter{Contest: contest})
	out := map[string]string{}
	for _, sh := range sheets {
		if sh.Expected && out[sh.Entry] == "" {
			out[sh.Entry] = name[sh.Panel]
		}
	}
	return out, err
}
