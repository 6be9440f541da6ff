package judging

// What an inspection measured, in a Picture.

import (
	"maps"
	"slices"

	"dovar/scoring"
)

// measured are the values of an entry that the contest's ties compare: its own
// fields that are numbers, and items of one number that an inspection measured.
func (p *Picture) measured(e *entryPicture) map[string]scoring.Number {
	var fields map[string]scoring.Number
	for _, t := range p.def.Ties {
		if t.By != "field" {
			continue
		}
		if fields == nil {
			fields = map[string]scoring.Number{}
		}
		if t.Stage == "" {
			if n, err := scoring.ParseDecimal(e.Fields[t.Field]); err == nil {
				fields[t.Field] = n
			}
			continue
		}
		if c := e.cells[t.Stage]; c != nil {
			for _, id := range slices.Sorted(maps.Keys(c.sheets)) {
				if mark, told := c.sheets[id].Marks[t.Field]; told && c.sheets[id].Excluded == "" {
					fields[measuredField(t.Stage, t.Field)] = mark
				}
			}
		}
	}
	return fields
}
