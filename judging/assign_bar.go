package judging

// Whom a judge does not score.

import (
	"slices"
	"strings"
)

// A bar is why a judge does not score an entry, or had better not.
type bar uint8

const (
	barNone bar = iota
	barDistrict
	barSchool
	barSupervisor
	barExcluded
)

// code of a bar that refuses; "" when the pair may be made.
func (b bar) code() string {
	return map[bar]string{barSchool: "same-school", barSupervisor: "supervisor", barExcluded: "excluded"}[b]
}

func barOf(e Entry, j Judge) bar { return bars([]Entry{e}, []Judge{j})[0][0] }

// bars between entries and judges: no judge scores an entry of the own school
// or one that they supervise; of the own district they had better not.
func bars(entries []Entry, judges []Judge) [][]bar {
	ids := map[string]int{"": 0}
	id := func(text string) int {
		n, ok := ids[text]
		if !ok {
			n = len(ids)
			ids[text] = n
		}
		return n
	}
	type home struct{ school, district, person int }
	homes := make([]home, len(judges))
	for i, j := range judges {
		homes[i] = home{id(FoldName(j.School)), id(FoldName(j.District)), id(person(j.Name))}
	}
	out := make([][]bar, len(entries))
	for i, e := range entries {
		out[i] = make([]bar, len(judges))
		school, district := id(FoldName(e.School)), id(FoldName(e.District))
		var supervisors []int
		for _, name := range strings.FieldsFunc(e.Supervisor, func(r rune) bool { return r == ',' || r == ';' }) {
			supervisors = append(supervisors, id(person(name)))
		}
		for j, h := range homes {
			switch {
			case h.person != 0 && slices.Contains(supervisors, h.person):
				out[i][j] = barSupervisor
			case h.school != 0 && h.school == school:
				out[i][j] = barSchool
			case h.district != 0 && h.district == district:
				out[i][j] = barDistrict
			}
		}
	}
	return out
}

// person is a name whose words may stand in any order.
func person(name string) string {
	words := strings.Fields(FoldName(name))
	slices.Sort(words)
	return strings.Join(words, " ")
}
