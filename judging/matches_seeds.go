package judging

// Who goes on from groups to finals.

import (
	"slices"
	"strings"

	"dovar/scoring"
)

// advancing are the entries that go on from a stage of groups, in the order of
// seeds: winners of groups apart. Places shared where they decide are for the
// jury: by a vote, or by groups given.
func advancing(tx Tx, c *course, before StageDef, exact bool) ([]string, error) {
	st, err := stageOf(tx, c.contest.ID, before.ID)
	if err != nil {
		return nil, err
	}
	if st.State != StageClosed && st.State != StageFinal {
		return nil, Fail(Conflict, "draw-groups-open")
	}
	pic, err := folded(tx, c.contest.ID)
	if err != nil {
		return nil, err
	}
	seeds, level := pic.seeds(before, pic.division(c.draw.Division), exact)
	if len(level) > 0 {
		return nil, Fail(Conflict, "draw-level", "entries", strings.Join(level, ", "))
	}
	if len(seeds) == 0 {
		return nil, Fail(Conflict, "draw-groups-open")
	}
	return seeds, nil
}

// seeds are those who go on from the groups of a stage, and the codes of entries
// whose shared place leaves it open: who goes on, and where the order counts who
// stands before whom.
func (p *Picture) seeds(before StageDef, d *divisionPicture, order bool) (seeds, level []string) {
	var groups [][]string
	most := 0
	for _, table := range p.groupTables(before.ID, d) {
		table = slices.DeleteFunc(table, func(r GroupRow) bool { return r.Place == 0 })
		n := len(table)
		if m := before.Matches.Advance; m != nil {
			n = min(n, *m)
		}
		var ids []string
		for i, r := range table {
			ids = append(ids, r.Entry)
			open := n < len(table) && r.Place == table[n].Place && r.Place == table[n-1].Place
			if open || order && r.Shared && i < n {
				level = append(level, p.entries[r.Entry].Code)
			}
		}
		groups, most = append(groups, ids[:n]), max(most, n)
	}
	return scoring.Seeds(groups, most), level
}

// matchesOver asks whether all meetings of a stage of matches are over, in every
// division that has entries to meet.
func matchesOver(tx Tx, c Contest, st Stage) error {
	if st.Kind != "matches" {
		return nil
	}
	courses, err := readCourses(tx, c.ID, st)
	if err != nil {
		return err
	}
	drawn := map[string]bool{}
	var open []string
	for _, x := range courses {
		drawn[x.draw.Division] = true
		open = append(open, x.open()...)
	}
	if len(open) > 0 {
		const named = 12
		list := strings.Join(open[:min(named, len(open))], ", ")
		if len(open) > named {
			list += " …"
		}
		return Fail(Conflict, "matches-open", "meetings", list, "count", len(open))
	}
	divisions, err := tx.Divisions(c.ID)
	if err != nil {
		return err
	}
	entries, err := tx.Entries(c.ID)
	if err != nil {
		return err
	}
	for _, d := range divisions {
		n := 0
		for _, e := range entries {
			if e.Division == d.ID && e.State == EntryActive {
				n++
			}
		}
		if n > 1 && !drawn[d.ID] {
			return Fail(Conflict, "matches-undrawn", "division", d.Slug)
		}
	}
	return nil
}
