package judging

// Corrected results that decide, and what becomes of them at the end.

import "dovar/scoring/quality"

// uncorrected says why raw results would become final where the contest declared
// that corrected ones decide: the sheets that are left do not link all entries.
// Who excludes the last link decides by which totals children are ranked, so
// that takes a second person.
func uncorrected(tx Tx, c Contest, st Stage, sheets []Sheet) (why string, err error) {
	if a := c.Def.Rank.Adjust; a == nil || a.Use != "counts" || !ranked(c.Def, st) {
		return "", nil
	}
	panels, err := tx.Panels(c.ID)
	if err != nil {
		return "", err
	}
	rooms := map[string]string{}
	for _, p := range panels {
		rooms[p.ID] = p.Room
	}
	entries, err := tx.Entries(c.ID)
	if err != nil {
		return "", err
	}
	division := map[string]string{}
	for _, e := range entries {
		if e.State == EntryActive {
			division[e.ID] = e.Division
		}
	}
	obs := map[string][]quality.Obs{}
	for _, sh := range sheets {
		d, active := division[sh.Entry]
		if !sh.counting() || !active {
			continue
		}
		by := sh.Judge
		if c.Def.Rank.Adjust.For == "room" {
			by = rooms[sh.Panel]
		}
		obs[d] = append(obs[d], quality.Obs{Entry: sh.Entry, Judge: by})
	}
	for _, of := range obs {
		if len(quality.Components(of)) > 1 {
			return "uncorrected", nil
		}
	}
	return "", nil
}
