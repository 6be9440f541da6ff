package judging_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"dovar/judging"
)

// A slowStore is the real one, and knows how long the longest change took.
type slowStore struct {
	judging.Store
	longest time.Duration
}

func (s *slowStore) Update(ctx context.Context, f func(judging.Tx) error) error {
	return s.Store.Update(ctx, func(tx judging.Tx) error {
		at := time.Now()
		defer func() { s.longest = max(s.longest, time.Since(at)) }()
		return f(tx)
	})
}

// Marks are not kept waiting while a list is read, however long it is.
func TestAListIsReadAsideOfMarks(t *testing.T) {
	v := newVenue(t)
	rows := []judging.TableRow{{N: 1, Cells: []string{"Name", "District", "School"}}}
	for i := range 4000 {
		rows = append(rows, judging.TableRow{N: i + 2, Cells: []string{"", fmt.Sprint("ноҳияи Абдураҳмони Ҷомӣ ", i), fmt.Sprint("Литсейи ", i)}})
	}
	rows = append(rows, judging.TableRow{N: 5000, Cells: []string{"Раҳимов Ҷамшед", "", "Литсейи 1"}})
	list := judging.ImportList{Table: judging.Table{Rows: rows}}
	store := &slowStore{Store: v.store}
	v.s.Store = store
	imports := map[string]func(dry bool) (judging.Imported, error){
		"entries": func(dry bool) (judging.Imported, error) {
			return v.s.ImportEntries(ctx, boss, v.contest.Contest.ID, list, dry)
		},
		"judges": func(dry bool) (judging.Imported, error) {
			return v.s.ImportJudges(ctx, boss, v.event.ID, list, dry)
		},
	}
	for name, run := range imports {
		at := time.Now()
		if out, err := run(true); err != nil || out.Ready > 1 || out.Open < 4000 {
			t.Fatalf("%s: %+v, %v", name, out, err)
		}
		reading := time.Since(at)
		store.longest = 0
		out, err := run(false)
		v.must(err)
		if out.Added != out.Ready || store.longest > reading/4 {
			t.Errorf("%s: a change took %s, reading the list %s; %d added", name, store.longest, reading, out.Added)
		}
	}
}
