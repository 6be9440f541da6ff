package judging

// What a team holds in its hand: its code, and the PIN with which it confirms its
// sheets.

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
)

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
				out = append(out, TeamCard{e, fields[e.ID], s.Keys.teamPIN(e.ID)})
			}
		}
		return out, nil
	})
}

// firstFields names the field on which each entry runs first.
func firstFields(tx Tx, contest string) (map[string]string, error) {
	_, rooms, err := seatedPanels(tx, contest)
	if err != nil {
		return nil, err
	}
	sheets, err := tx.Sheets(SheetFilter{Contest: contest})
	out := map[string]string{}
	for _, sh := range sheets {
		if sh.Expected && out[sh.Entry] == "" {
			out[sh.Entry] = rooms[sh.Panel]
		}
	}
	return out, err
}

// teamPIN is the four digits by which an entry's team confirms its sheets: made
// of the card key, not stored.
func (k Keys) teamPIN(entry string) string {
	n, _ := strconv.ParseUint(hexMac(k.Card, []byte("team:"+entry))[:8], 16, 32)
	return fmt.Sprintf("%04d", n%10_000)
}

// teamPinHash lets a tablet check the PIN without the server. It keeps it from a
// glance, not from the referee, who could as well tap the team's name.
func (k Keys) teamPinHash(entry string) string {
	sum := sha256.Sum256([]byte(entry + ":" + k.teamPIN(entry)))
	return hex.EncodeToString(sum[:])
}
