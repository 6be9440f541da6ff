package judging

// The order in which judges see their entries: one for all of a panel that
// judges together, one for each judge otherwise.

import (
	"cmp"
	"context"
	"math/rand/v2"
	"slices"
)

// Ord of a sheet is the place of its panel in the stage times panelSpan, plus
// that of its attempt times roundSpan, so that all have their first attempt
// before anybody has the second, plus its place in the list; gaps mean nothing.
const (
	panelSpan = 100_000
	roundSpan = 10_000
)

// inRound is the Ord of an attempt whose first one has ord.
func inRound(ord, attempt int) int { return ord + min(attempt-1, panelSpan/roundSpan-1)*roundSpan }

// A list is what one order rules: sheets of one panel (or of none) in a stage,
// of one judge unless the panel judges together.
type list struct {
	Panel, Judge string
	base         int
	entries      []string           // in order
	sheets       map[string][]Sheet // by entry
}

// Ordering changes one list: Entries as given, or one Entry moved By so many
// places, or drawn by Seed, or without any of these as the entries were added.
type Ordering struct {
	Stage   string   `json:"stage" doc:"id, or the stage's id in the definition"`
	Panel   string   `json:"panel,omitempty"`
	Judge   string   `json:"judge,omitempty" doc:"whose list; without one, of a panel that judges separately, all start at different entries"`
	Entries []string `json:"entries,omitempty"`
	Entry   string   `json:"entry,omitempty"`
	By      int      `json:"by,omitempty" doc:"places, towards the start when negative"`
	Seed    *int64   `json:"seed,omitempty" doc:"the same seed draws the same order"`
}

// JudgeOrder is one list as it stands.
type JudgeOrder struct {
	Panel   string   `json:"panel,omitempty"`
	Judge   string   `json:"judge,omitempty"` // "" when all of the panel have this order
	Entries []string `json:"entries"`
}

// Orders of a stage by id or slug.
func (s *Service) Orders(ctx context.Context, contest, stage string) ([]JudgeOrder, error) {
	return view(ctx, s, func(tx Tx) ([]JudgeOrder, error) {
		b, err := readBook(tx, contest, stage)
		if err != nil {
			return nil, err
		}
		out := make([]JudgeOrder, len(b.lists))
		for i, l := range b.lists {
			out[i] = JudgeOrder{l.Panel, l.Judge, l.entries}
		}
		return out, nil
	})
}

// Order changes the order of a list. Problems: "order-list" (no such list),
// "order-entries" (not exactly those of the list), "stage-closed".
func (s *Service) Order(ctx context.Context, by Actor, contest string, o Ordering) error {
	return s.change(ctx, contest, func(tx Tx) error {
		b, err := readBook(tx, contest, o.Stage)
		if err != nil {
			return err
		}
		if b.stage.State == StageClosed || b.stage.State == StageFinal {
			return Fail(Closed, "stage-closed")
		}
		lists := slices.DeleteFunc(slices.Clone(b.lists), func(l list) bool {
			return l.Panel != o.Panel || o.Judge != "" && l.Judge != "" && l.Judge != o.Judge
		})
		if len(lists) == 0 || len(lists) > 1 && (o.Entry != "" || o.Entries != nil) {
			return Fail(Invalid, "order-list")
		}
		row := RowOrderBody{Stage: b.stage.ID, Panel: o.Panel, Judge: lists[0].Judge}
		if len(lists) > 1 {
			row.Judge = ""
		}
		if err := b.arrange(lists, o); err != nil {
			return err
		}
		for _, l := range lists {
			if err := l.put(tx, &row); err != nil {
				return err
			}
		}
		if len(row.Sheets) == 0 {
			return nil
		}
		return s.write(tx, Scope{Contest: contest}, RowOrder, by, "", row)
	})
}

// A book holds the lists of a stage.
type book struct {
	stage Stage
	added map[string]int // place of each entry among those of the contest
	lists []list
}

func readBook(tx Tx, contest, stage string) (b book, err error) {
	c, err := tx.Contest(contest)
	if err != nil {
		return b, err
	}
	if b.stage, err = stageOf(tx, contest, stage); err != nil {
		return b, err
	}
	entries, err := tx.Entries(contest)
	if err != nil {
		return b, err
	}
	b.added = map[string]int{}
	for i, e := range entries {
		b.added[e.ID] = i
	}
	panels, err := panelsOf(tx, contest, b.stage.ID)
	if err != nil {
		return b, err
	}
	judges, err := tx.Judges(c.Event)
	if err != nil {
		return b, err
	}
	sheets, err := tx.Sheets(SheetFilter{Contest: contest, Stage: b.stage.ID})
	if err != nil {
		return b, err
	}
	sheets = slices.DeleteFunc(sheets, func(sh Sheet) bool { return !sh.Expected })
	b.lists = listsOf(sheets, panels, c.Def.Judges.Order)
	place := map[string]int{}
	for i, j := range judges {
		place[j.ID] = i
	}
	slices.SortStableFunc(b.lists, func(x, y list) int {
		return cmp.Or(cmp.Compare(x.base, y.base), cmp.Compare(x.Panel, y.Panel), cmp.Compare(place[x.Judge], place[y.Judge]))
	})
	return b, nil
}

// listsOf groups sheets, which come in the order of each judge, into lists.
func listsOf(sheets []Sheet, panels []Panel, seating string) (lists []list) {
	for _, sh := range sheets {
		base, judge := 0, sh.Judge
		i := slices.IndexFunc(panels, func(p Panel) bool { return p.ID == sh.Panel })
		if i >= 0 {
			base = (i + 1) * panelSpan
		}
		if i >= 0 && panels[i].Seating == "together" || i < 0 && seating == "together" {
			judge = ""
		}
		at := slices.IndexFunc(lists, func(l list) bool { return l.Panel == sh.Panel && l.Judge == judge })
		if at < 0 {
			at = len(lists)
			lists = append(lists, list{Panel: sh.Panel, Judge: judge, base: base, sheets: map[string][]Sheet{}})
		}
		l := &lists[at]
		if l.sheets[sh.Entry] == nil {
			l.entries = append(l.entries, sh.Entry)
		}
		l.sheets[sh.Entry] = append(l.sheets[sh.Entry], sh)
	}
	return lists
}

// arrange orders a list, or all of a panel that judges separately.
func (b book) arrange(lists []list, o Ordering) error {
	l := &lists[0]
	switch {
	case o.Entries != nil:
		if !slices.Equal(slices.Sorted(slices.Values(o.Entries)), slices.Sorted(slices.Values(l.entries))) {
			return Fail(Invalid, "order-entries")
		}
		l.entries = slices.Clone(o.Entries)
	case o.Entry != "":
		at := slices.Index(l.entries, o.Entry)
		if at < 0 {
			return Fail(Invalid, "order-entries")
		}
		to := min(max(0, at+o.By), len(l.entries)-1)
		l.entries = slices.Insert(slices.Delete(slices.Clone(l.entries), at, at+1), to, o.Entry)
	default:
		key := b.added
		if o.Seed != nil {
			key = make(map[string]int, len(b.added))
			places := rand.New(rand.NewPCG(uint64(*o.Seed), 1)).Perm(len(b.added))
			for id, at := range b.added {
				key[id] = places[at]
			}
		}
		turn(lists, key)
	}
	return nil
}

// turn orders the lists of a panel by key, each from another entry on.
func turn(lists []list, key map[string]int) {
	byKey := func(x, y string) int { return cmp.Compare(key[x], key[y]) }
	var all []string
	for _, l := range lists {
		all = append(all, l.entries...)
	}
	slices.SortFunc(all, byKey)
	all = slices.Compact(all)
	for i, l := range lists {
		start := i * len(all) / len(lists)
		after := func(x string) int { // places from where this list starts
			at, _ := slices.BinarySearchFunc(all, x, byKey)
			return (at - start + len(all)) % len(all)
		}
		slices.SortFunc(l.entries, func(x, y string) int { return cmp.Compare(after(x), after(y)) })
	}
}

// put stores the places of a list's sheets.
func (l list) put(tx Tx, row *RowOrderBody) error {
	for at, id := range l.entries {
		for _, sh := range l.sheets[id] {
			ord := inRound(l.base+at, sh.Attempt)
			if sh.Ord == ord {
				continue
			}
			sh.Ord = ord
			if err := tx.PutSheet(sh); err != nil {
				return err
			}
			row.Sheets = append(row.Sheets, RowPlace{sh.ID, sh.Ord})
		}
	}
	return nil
}

// places are the new sheets of a draw with their place in each list: in a new
// list as the entries were added, but judges who judge separately start at
// different entries; what comes to a list later comes last.
func (d *draw) places() (out []Sheet) {
	fresh := listsOf(d.fresh(), d.Panels, d.Seating)
	slices.SortStableFunc(fresh, func(x, y list) int {
		return cmp.Or(cmp.Compare(x.base, y.base), cmp.Compare(d.judge[x.Judge], d.judge[y.Judge]))
	})
	old := listsOf(slices.DeleteFunc(slices.Clone(d.Sheets), func(sh Sheet) bool { return !sh.Expected }), d.Panels, d.Seating)
	for i, l := range fresh {
		next, place := l.base, map[string]int{}
		was := slices.IndexFunc(old, func(x list) bool { return x.Panel == l.Panel && x.Judge == l.Judge })
		if was >= 0 {
			for entry, sheets := range old[was].sheets {
				place[entry] = l.base + sheets[0].Ord%roundSpan
				next = max(next, sheets[0].Ord%roundSpan+l.base+1)
			}
		} else if i == 0 || fresh[i-1].Panel != l.Panel {
			n := slices.IndexFunc(fresh[i:], func(x list) bool { return x.Panel != l.Panel })
			if n < 0 {
				n = len(fresh) - i
			}
			turn(fresh[i:i+n], d.entry)
		}
		for _, entry := range l.entries {
			ord, ok := place[entry]
			if !ok {
				ord, next = next, next+1
			}
			for _, sh := range l.sheets[entry] {
				sh.Ord = inRound(ord, sh.Attempt)
				out = append(out, sh)
			}
		}
	}
	return out
}

// fresh are sheets of the pairs that did not stand before, in the order of
// entries; one that was taken back is used again.
func (d *draw) fresh() (out []Sheet) {
	for e, judges := range d.of {
		for _, j := range judges {
			if _, ok := d.stood[made{e, j}]; ok {
				continue
			}
			for attempt := range d.Times {
				sh := Sheet{Contest: d.Contest, Stage: d.Stage.ID, Entry: d.Entries[e].ID, Judge: d.Judges[j].ID, Attempt: attempt + 1}.named()
				for _, old := range d.spare[made{e, j}] {
					if old.Attempt == sh.Attempt {
						sh = old
					}
				}
				sh.Expected, sh.Panel = true, d.panel[made{e, j}]
				out = append(out, sh)
			}
		}
	}
	return out
}
