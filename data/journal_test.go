package data

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dovar/judging"
)

// A journal read from its end: each narrowing alone, all together, page after
// page, and a row whose payload was erased.
func TestJournalBefore(t *testing.T) {
	s := openStore(t, t.TempDir(), options())
	stand(t, s)
	kinds := []judging.RowKind{"op", "entry", "stage"}
	actors := []string{"account:a", "device:j"}
	var all []judging.Row
	put(t, s, func(tx judging.Tx) error {
		all = nil
		for i := range 30 {
			row, err := tx.Append(judging.Scope{Contest: "c"}, judging.Row{Kind: kinds[i%3], Actor: actors[i%2], Body: []byte("{}")})
			if err != nil {
				return err
			}
			all = append(all, row)
			if _, err := tx.Append(judging.Scope{Event: "e"}, judging.Row{Kind: "op", Actor: "account:a", Body: []byte("{}")}); err != nil {
				return err
			}
		}
		return nil
	})
	slices.Reverse(all)
	put(t, s, func(x judging.Tx) error { return x.(*tx).change("DELETE FROM payload WHERE log = 'c' AND n = 30") })
	all[0].Body = nil
	pick := func(want func(judging.Row) bool) (out []judging.Row) {
		for _, r := range all {
			if want(r) {
				out = append(out, r)
			}
		}
		return out
	}
	for name, c := range map[string]struct {
		ask  judging.JournalAsk
		want []judging.Row
	}{
		"all":    {judging.JournalAsk{}, all},
		"before": {judging.JournalAsk{Before: 12}, pick(func(r judging.Row) bool { return r.N < 12 })},
		"kinds": {judging.JournalAsk{Kinds: []judging.RowKind{"op", "stage"}},
			pick(func(r judging.Row) bool { return r.Kind != "entry" })},
		"actor": {judging.JournalAsk{Actor: "device:j"}, pick(func(r judging.Row) bool { return r.Actor == "device:j" })},
		"together": {judging.JournalAsk{Before: 20, Kinds: []judging.RowKind{"entry"}, Actor: "account:a"},
			pick(func(r judging.Row) bool { return r.N < 20 && r.Kind == "entry" && r.Actor == "account:a" })},
	} {
		for _, limit := range []int{100, 4} {
			var got []judging.Row
			c.ask.Limit = limit
			for ask := c.ask; ; ask.Before = got[len(got)-1].N {
				err := s.View(t.Context(), func(tx judging.Tx) error {
					rows, err := tx.JournalBefore("c", ask)
					got = append(got, rows...)
					if len(rows) < limit {
						ask.Limit = 0
					}
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
				if ask.Limit == 0 {
					break
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s by %d (-want +got):\n%s", name, limit, diff)
			}
		}
	}
}
