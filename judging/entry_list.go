package judging

// The organizer's list of entries, and what became of one of them.

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"
)

// An EntryQuery narrows a list; empty fields do not narrow. Q is looked for in
// code, names, school, district, supervisor and members, however spelled.
type EntryQuery struct {
	Q        string
	Division string // id
	State    EntryState
	After    int // entries to leave out, for the next page
	Most     int // 0: all
}

// An EntryList is a page of entries in the order of the Tajik alphabet.
type EntryList struct {
	Entries   []Entry
	Found     int // on all pages
	Total     int // without a query
	States    map[EntryState]int
	Divisions map[string]int // by id
}

// EntryList lists a contest's entries as the query says.
func (s *Service) EntryList(ctx context.Context, contest string, q EntryQuery) (EntryList, error) {
	out := EntryList{States: map[EntryState]int{}, Divisions: map[string]int{}}
	all, err := s.Entries(ctx, contest)
	if err != nil {
		return out, err
	}
	out.Total = len(all)
	var picked []Entry
	for _, e := range all {
		out.States[e.State]++
		out.Divisions[e.Division]++
		if (q.Division == "" || e.Division == q.Division) && (q.State == "" || e.State == q.State) {
			picked = append(picked, e)
		}
	}
	found := search(picked, q.Q, FoldName)
	if len(found) == 0 {
		found = search(picked, q.Q, SoundName)
	}
	keys := make(map[string]string, len(found))
	for _, e := range found {
		keys[e.ID] = SortKey(e.Name)
	}
	slices.SortFunc(found, func(a, b Entry) int { return cmp.Or(cmp.Compare(keys[a.ID], keys[b.ID]), a.Ord-b.Ord) })
	out.Found = len(found)
	found = found[min(max(q.After, 0), len(found)):]
	if q.Most > 0 {
		found = found[:min(q.Most, len(found))]
	}
	out.Entries = found
	return out, nil
}

// search keeps the entries that hold every word of the query.
func search(list []Entry, query string, fold func(string) string) []Entry {
	words := strings.Fields(fold(query))
	if len(words) == 0 {
		return list
	}
	var found []Entry
	for _, e := range list {
		names := Text{}
		if e.Names != nil {
			names = *e.Names
		}
		text := fold(strings.Join(append([]string{
			e.Code, e.Name, names.TG, names.RU, names.EN, e.School, e.District, e.Supervisor,
		}, e.Members...), " "))
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) }) {
			found = append(found, e)
		}
	}
	return found
}

// An EntryStep is one thing that was done to an entry: the first adds it.
type EntryStep struct {
	N       int64
	At      time.Time
	Actor   string // "kind:id"
	Reason  string
	Changes []EntryFieldChange
}

// An EntryFieldChange is a field before and after; divisions by id.
type EntryFieldChange struct{ Field, From, To string }

// EntryHistory lists what was done to an entry, the oldest first, from the
// journal.
func (s *Service) EntryHistory(ctx context.Context, id string) ([]EntryStep, error) {
	return view(ctx, s, func(tx Tx) (out []EntryStep, err error) {
		e, err := tx.Entry(id)
		if err != nil {
			return nil, err
		}
		var before Entry
		for after := int64(0); ; {
			rows, err := tx.Journal(e.Contest, after, 1000)
			if err != nil || len(rows) == 0 {
				return out, err
			}
			after = rows[len(rows)-1].N
			for _, row := range rows {
				var b RowEntryBody
				if row.Kind != RowEntry || !bytes.Contains(row.Body, []byte(id)) {
					continue
				}
				if err := json.Unmarshal(row.Body, &b); err != nil {
					return out, err
				}
				step := EntryStep{N: row.N, At: row.At, Actor: row.Actor, Reason: b.Reason}
				if len(out) > 0 {
					step.Changes = entryDifference(before, b.Entry)
				}
				out, before = append(out, step), b.Entry
			}
		}
	})
}

func entryDifference(a, b Entry) (out []EntryFieldChange) {
	add := func(field, from, to string) {
		if from != to {
			out = append(out, EntryFieldChange{field, from, to})
		}
	}
	add("state", string(a.State), string(b.State))
	add("division", a.Division, b.Division)
	add("visibility", string(a.Visibility), string(b.Visibility))
	add("code", a.Code, b.Code)
	add("name", a.Name, b.Name)
	from, to := cmp.Or(a.Names, &Text{}), cmp.Or(b.Names, &Text{})
	add("name.tg", from.TG, to.TG)
	add("name.ru", from.RU, to.RU)
	add("name.en", from.EN, to.EN)
	add("school", a.School, b.School)
	add("district", a.District, b.District)
	add("region", a.Region, b.Region)
	add("supervisor", a.Supervisor, b.Supervisor)
	add("members", strings.Join(a.Members, ", "), strings.Join(b.Members, ", "))
	fields := maps.Clone(a.Fields)
	if fields == nil {
		fields = map[string]string{}
	}
	maps.Copy(fields, b.Fields)
	for _, k := range slices.Sorted(maps.Keys(fields)) {
		add(k, a.Fields[k], b.Fields[k])
	}
	return out
}
