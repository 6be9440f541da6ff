package judging

// Rooms that decide places, and marks that stay in theirs.

import (
	"maps"
	"slices"
)

// keepingRooms refuses a change of panels or pairs that would give a sheet with
// marks another room, where rooms decide places: who moves an entry to another
// room, or marks to another room's severity, decides what DeclareRooms needs a
// second person for. Problem: "rooms-marked" (Conflict).
func keepingRooms(tx Tx, c Contest, change func() error) error {
	if !c.Def.Rank.byRooms() {
		return change()
	}
	was, err := markedIn(tx, c)
	if err == nil {
		err = change()
	}
	if err != nil {
		return err
	}
	is, err := markedIn(tx, c)
	if err == nil && !maps.Equal(was, is) {
		err = Fail(Conflict, "rooms-marked")
	}
	return err
}

// markedIn finds the sheets with marks their rooms: where places are made within
// rooms that of the entry, else that of the panel.
func markedIn(tx Tx, c Contest) (map[string]string, error) {
	panels, err := panelsOf(tx, c.ID, "")
	if err != nil {
		return nil, err
	}
	entries, err := seatedIn(tx, c, panels)
	if err != nil {
		return nil, err
	}
	sheets, err := tx.Sheets(SheetFilter{Contest: c.ID})
	rooms := map[string]string{}
	for _, sh := range sheets {
		if i := slices.IndexFunc(panels, func(p Panel) bool { return p.ID == sh.Panel }); sh.Rev > 0 && i >= 0 {
			rooms[sh.ID] = panels[i].Room
		}
		if sh.Rev > 0 && c.Def.Rank.Within() {
			rooms[sh.ID] = entries[sh.Entry]
		}
	}
	return rooms, err
}
