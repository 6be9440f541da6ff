package judging

// The organizer's list of entries, and what became of one of them.

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"
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

// EntryHistory is what was done to an entry, the newest first: the rows of the
// journal about it, with all that they name.
func (s *Service) EntryHistory(ctx context.Context, id string) (JournalView, error) {
	e, err := view(ctx, s, func(tx Tx) (Entry, error) { return tx.Entry(id) })
	if err != nil {
		return JournalView{}, err
	}
	ask := JournalAsk{Kinds: []RowKind{RowEntry}, Limit: 1000}
	var rows []Row
	for {
		v, err := s.ReadJournal(ctx, Scope{Contest: e.Contest}, ask)
		if err != nil {
			return v, err
		}
		for _, row := range v.Rows {
			var b RowEntryBody
			if bytes.Contains(row.Body, []byte(id)) && json.Unmarshal(row.Body, &b) == nil && b.Entry.ID == id {
				rows = append(rows, row)
			}
		}
		if !v.More {
			v.Rows = rows
			return v, nil
		}
		ask.Before = v.Rows[len(v.Rows)-1].N
	}
}
