package judging_test

// Rooms, panels, draws, orders and pairs taken back, on real storage.

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"dovar/judging"
)

// rooms adds rooms to the contest.
func (v *venue) rooms(names ...string) (ids []string) {
	v.t.Helper()
	for _, name := range names {
		r, err := v.s.PutRoom(ctx, boss, v.contest.Contest.ID, judging.Room{Name: name})
		v.must(err)
		ids = append(ids, r.ID)
	}
	return ids
}

func (v *venue) panel(room, seating string, perEntry int, judges ...judging.Judge) judging.Panel {
	v.t.Helper()
	p := judging.Panel{Stage: v.contest.Stages[0].ID, Division: v.contest.Divisions[0].ID, Room: room, Seating: seating, PerEntry: perEntry}
	for _, j := range judges {
		p.Judges = append(p.Judges, j.ID)
	}
	p, err := v.s.PutPanel(ctx, boss, v.contest.Contest.ID, p)
	v.must(err)
	return p
}

func (v *venue) assign(a judging.Assignment) (judging.Assigned, error) {
	v.t.Helper()
	a.Stage = v.contest.Stages[0].Slug
	return v.s.Assign(ctx, boss, v.contest.Contest.ID, a)
}

// kept are the sheets of the contest that are expected.
func (v *venue) kept() []judging.Sheet {
	v.t.Helper()
	sheets, err := v.s.SheetsOf(ctx, judging.SheetFilter{Contest: v.contest.Contest.ID})
	v.must(err)
	return slices.DeleteFunc(sheets, func(sh judging.Sheet) bool { return !sh.Expected })
}

// lists are the entries of each judge, in the judge's order.
func (v *venue) lists() map[string][]string {
	out := map[string][]string{}
	for _, sh := range v.kept() {
		out[sh.Judge] = append(out[sh.Judge], sh.Entry)
	}
	return out
}

func TestRoomsAndPanelsAreRefusedWithTheReason(t *testing.T) {
	v := emptyVenue(t, "science-fair-science")
	contest, judges, rooms := v.contest.Contest.ID, v.addJudges(2), v.rooms("Утоқи 12", "Толор")
	_, err := v.s.PutRoom(ctx, boss, contest, judging.Room{Name: " "})
	fails(t, err, judging.Invalid, "room-name")
	_, err = v.s.PutRoom(ctx, boss, contest, judging.Room{Name: "утоки 12"})
	fails(t, err, judging.Conflict, "room-exists")
	_, err = v.s.PutRoom(ctx, boss, contest, judging.Room{ID: "gone", Name: "X"})
	fails(t, err, judging.NotFound, "not-found")
	r, err := v.s.PutRoom(ctx, boss, contest, judging.Room{ID: rooms[1], Name: "Толори калон"})
	if err != nil || r.Ord != 1 || r.Name != "Толори калон" {
		t.Errorf("renamed: %+v, %v", r, err)
	}
	good := v.panel(rooms[0], "", 0, judges...)
	if good.Seating != v.contest.Contest.Def.Judges.Order {
		t.Errorf("seating %q is not the contest's", good.Seating)
	}
	for code, change := range map[string]func(*judging.Panel){
		"panel-room":      func(p *judging.Panel) { p.Room = "gone" },
		"panel-seating":   func(p *judging.Panel) { p.Seating = "apart" },
		"panel-judges":    func(p *judging.Panel) { p.Judges = nil },
		"panel-per-entry": func(p *judging.Panel) { p.PerEntry = 3 },
		"panel-exists":    func(p *judging.Panel) { p.ID = "" },
		"not-found":       func(p *judging.Panel) { p.ID = "gone" },
	} {
		p := good
		change(&p)
		_, err := v.s.PutPanel(ctx, boss, contest, p)
		fails(t, err, map[string]judging.Kind{"panel-exists": judging.Conflict, "not-found": judging.NotFound}[code]|
			map[bool]judging.Kind{true: judging.Invalid}[code != "panel-exists" && code != "not-found"], code)
	}
	twice := good
	twice.ID, twice.Room, twice.Judges = "", rooms[1], []string{judges[0].ID, judges[0].ID}
	_, err = v.s.PutPanel(ctx, boss, contest, twice)
	fails(t, err, judging.Invalid, "panel-judges")

	v.must(v.s.RemovePanel(ctx, boss, contest, good.ID))
	fails(t, v.s.RemovePanel(ctx, boss, contest, good.ID), judging.NotFound, "not-found")
	on := true
	_, err = v.assign(judging.Assignment{Panels: &on})
	fails(t, err, judging.Invalid, "assign-panels")
	if row := v.lastRow(); row.Kind != judging.RowPanel || row.Pub != "" {
		t.Errorf("the last row is %s, public for %q", row.Kind, row.Pub)
	}
}

// A dry run leaves nothing, and its digest stores what it showed or nothing.
func TestADrawIsShownBeforeItIsStored(t *testing.T) {
	v := emptyVenue(t, "science-fair-science")
	v.addEntries(12)
	v.addJudges(5)
	before := v.lastRow().N
	shown, err := v.assign(judging.Assignment{PerEntry: 3, Seed: 5, DryRun: true})
	v.must(err)
	if shown.New != 36 || len(v.kept()) != 0 || v.lastRow().N != before {
		t.Fatalf("%d pairs shown, %d kept, row %d after %d", shown.New, len(v.kept()), v.lastRow().N, before)
	}
	for judge, n := range shown.Loads {
		if n < 7 || n > 8 {
			t.Errorf("judge %s has %d of 36", judge, n)
		}
	}
	other, err := v.assign(judging.Assignment{PerEntry: 3, Seed: 6, DryRun: true})
	v.must(err)
	if other.Digest == shown.Digest {
		t.Error("another seed drew the same")
	}
	_, err = v.assign(judging.Assignment{PerEntry: 3, Seed: 6, Digest: shown.Digest})
	fails(t, err, judging.Stale, "draw-changed")
	stored, err := v.assign(judging.Assignment{PerEntry: 3, Seed: 5, Digest: shown.Digest})
	v.must(err)
	if diff := gocmp.Diff(shown, stored); diff != "" || len(v.kept()) != 36 {
		t.Errorf("%d kept; stored otherwise than shown:\n%s", len(v.kept()), diff)
	}
}

// Two rooms: entries evenly, all of a room's judges in one order, rooms named
// on tablets; islands are told until a judge sits in both.
func TestDrawOfTwoRooms(t *testing.T) {
	v := emptyVenue(t, "science-fair-science")
	v.addEntries(9)
	judges, rooms := v.addJudges(5), v.rooms("Утоқи 1", "Утоқи 2")
	a := v.panel(rooms[0], "together", 0, judges[:2]...)
	b := v.panel(rooms[1], "separately", 2, judges[2:]...)
	got, err := v.assign(judging.Assignment{Seed: 3})
	v.must(err)
	in := map[string]int{}
	for _, p := range got.Pairs {
		in[p.Panel]++
	}
	if in[a.ID]+in[b.ID] != 18 || max(in[a.ID], in[b.ID]) != 10 {
		t.Errorf("pairs by panel: %v", in)
	}
	if len(got.Islands) != 2 || !slices.Equal(got.Islands[0].Panels, []string{a.ID}) || !slices.Equal(got.Islands[1].Panels, []string{b.ID}) {
		t.Errorf("islands %v, want two of one room", got.Islands)
	}
	lists := v.lists()
	if !slices.Equal(lists[judges[0].ID], lists[judges[1].ID]) {
		t.Errorf("judges who sit together have %v and %v", lists[judges[0].ID], lists[judges[1].ID])
	}
	firsts := map[string]bool{}
	for _, j := range judges[2:] {
		firsts[lists[j.ID][0]] = true
	}
	if len(firsts) < 2 {
		t.Error("all who judge separately start at one entry")
	}

	card, err := v.s.MakeCard(ctx, boss, judges[0].ID)
	v.must(err)
	tb := &tablet{v: v, dev: judging.NewID(), dseq: map[string]int{}}
	v.must(tb.enrol(card.Code, card.PIN))
	if room := tb.hello(0).Stages[0].Room; room != "Утоқи 1" {
		t.Errorf("the tablet reads room %q", room)
	}
}

func TestPairsAreTakenBackUntilTheStageOpens(t *testing.T) {
	v := emptyVenue(t, "science-fair-science")
	contest, stage := v.contest.Contest.ID, v.contest.Stages[0].ID
	v.addEntries(4)
	judges := v.addJudges(3)
	got, err := v.assign(judging.Assignment{PerEntry: 2, Seed: 1})
	v.must(err)
	back := func(all bool, pairs ...judging.Pair) error {
		_, err := v.s.TakeBack(ctx, boss, contest, stage, pairs, all)
		return err
	}
	id := v.kept()[0].ID
	first := judging.Pair{Entry: v.kept()[0].Entry, Judge: v.kept()[0].Judge}
	v.must(back(false, first))
	if row := v.lastRow(); len(v.kept()) != 7 || row.Kind != judging.RowUnassign {
		t.Errorf("%d pairs stand, the last row is %s", len(v.kept()), row.Kind)
	}
	fails(t, back(false, first), judging.Invalid, "pair-none")
	_, err = v.assign(judging.Assignment{Pairs: []judging.Pair{first}})
	v.must(err)
	if len(v.kept()) != 8 || !v.sheet(id).Expected {
		t.Error("the pair made anew has another sheet")
	}
	v.must(back(true))
	if len(v.kept()) != 0 {
		t.Errorf("%d pairs stand after all were taken back", len(v.kept()))
	}
	again, err := v.assign(judging.Assignment{PerEntry: 2, Seed: 1})
	v.must(err)
	if diff := gocmp.Diff(got, again); diff != "" {
		t.Errorf("the same seed drew otherwise:\n%s", diff)
	}

	// A tablet that has the list from before: what it sends is kept aside, and
	// counts once somebody accepts it.
	card, err := v.s.MakeCard(ctx, boss, judges[0].ID)
	v.must(err)
	tb := &tablet{v: v, dev: judging.NewID(), dseq: map[string]int{}}
	v.must(tb.enrol(card.Code, card.PIN))
	sheet := v.kept()[slices.IndexFunc(v.kept(), func(sh judging.Sheet) bool { return sh.Judge == judges[0].ID })]
	v.must(back(false, judging.Pair{Entry: sheet.Entry, Judge: sheet.Judge}))
	v.stage(judging.StageOpen)
	fails(t, back(true), judging.Closed, "pair-open")
	op := tb.cut(sheet.ID, "submit", full("10"), nil)
	tb.stored(op, judging.OpQuarantined)
	coverage := func() (counted, expected int) {
		standings, err := v.follower.Standings(ctx, contest, "")
		v.must(err)
		for _, row := range standings.Rows {
			counted, expected = counted+row.Counted, expected+row.Expected
		}
		return counted, expected
	}
	if c, e := coverage(); c != 0 || e != 7 || v.sheet(sheet.ID).Expected {
		t.Errorf("%d of %d after an op on a pair taken back", c, e)
	}
	v.must(v.s.Accept(ctx, boss, idOf(op), "он ба ҳар ҳол баҳо дод"))
	if c, e := coverage(); c != 1 || e != 8 || !v.sheet(sheet.ID).Expected {
		t.Errorf("%d of %d after it was accepted", c, e)
	}
}

// Orders are moved, drawn and given by hand; a panel that sits together keeps
// one; a row says what changed, and nothing else does.
func TestOrders(t *testing.T) {
	v := emptyVenue(t, "science-fair-science")
	contest, stage := v.contest.Contest.ID, v.contest.Stages[0].Slug
	entries, judges, rooms := v.addEntries(8), v.addJudges(4), v.rooms("Утоқи 1", "Утоқи 2")
	together := v.panel(rooms[0], "together", 0, judges[:2]...)
	apart := v.panel(rooms[1], "separately", 0, judges[2:]...)
	_, err := v.assign(judging.Assignment{Seed: 2})
	v.must(err)
	order := func(o judging.Ordering) error {
		o.Stage = stage
		return v.s.Order(ctx, boss, contest, o)
	}
	was := v.lists()
	a := was[judges[0].ID]
	v.must(order(judging.Ordering{Panel: together.ID, Entry: a[0], By: 1}))
	now := v.lists()
	want := append([]string{a[1], a[0]}, a[2:]...)
	if !slices.Equal(now[judges[0].ID], want) || !slices.Equal(now[judges[1].ID], want) || v.lastRow().Kind != judging.RowOrder {
		t.Errorf("moved down by one: %v and %v, want %v", now[judges[0].ID], now[judges[1].ID], want)
	}
	b := was[judges[2].ID]
	v.must(order(judging.Ordering{Panel: apart.ID, Judge: judges[2].ID, Entry: b[3], By: -9}))
	now = v.lists()
	if got := now[judges[2].ID]; got[0] != b[3] || !slices.Equal(now[judges[3].ID], was[judges[3].ID]) {
		t.Errorf("moved to the start: %v of %v; the other judge %v", got, b, now[judges[3].ID])
	}
	v.must(order(judging.Ordering{Panel: apart.ID, Judge: judges[3].ID, Entries: b}))
	if got := v.lists()[judges[3].ID]; !slices.Equal(got, b) {
		t.Errorf("as given: %v, want %v", got, b)
	}
	seed := int64(9)
	v.must(order(judging.Ordering{Panel: apart.ID, Seed: &seed}))
	one, two := v.lists()[judges[2].ID], v.lists()[judges[3].ID]
	if one[0] != two[2] || one[2] != two[0] {
		t.Errorf("drawn, each from another entry on: %v and %v", one, two)
	}
	n := v.lastRow().N
	v.must(order(judging.Ordering{Panel: apart.ID, Seed: &seed}))
	if v.lastRow().N != n {
		t.Error("an order that changes nothing wrote a row")
	}
	fails(t, order(judging.Ordering{Panel: apart.ID, Entry: b[0], By: 1}), judging.Invalid, "order-list")
	fails(t, order(judging.Ordering{Panel: "gone"}), judging.Invalid, "order-list")
	fails(t, order(judging.Ordering{Panel: together.ID, Entries: a[1:]}), judging.Invalid, "order-entries")

	// Who comes later comes last, and those who sit together stay together.
	late := v.addEntries(1)[0]
	_, err = v.assign(judging.Assignment{Seed: 4})
	v.must(err)
	lists, err := v.s.Orders(ctx, contest, stage)
	v.must(err)
	if len(lists) != 3 || lists[0].Judge != "" || lists[1].Judge == "" {
		t.Fatalf("lists %+v", lists)
	}
	found := 0
	for _, l := range lists {
		if at := slices.Index(l.Entries, late.ID); at >= 0 {
			found++
			if at != len(l.Entries)-1 {
				t.Errorf("the late entry is number %d of %d", at+1, len(l.Entries))
			}
		}
	}
	if found == 0 || len(lists[0].Entries)+len(lists[1].Entries) != len(entries)+1 {
		t.Errorf("the late entry is in %d lists", found)
	}
	if x, y := v.lists()[judges[0].ID], v.lists()[judges[1].ID]; !slices.Equal(x, y) {
		t.Errorf("judges who sit together have %v and %v", x, y)
	}
}

// An excluded sheet covers nothing: a draw finds the entry another judge, and
// never the same.
func TestAnExcludedSheetIsReplaced(t *testing.T) {
	v := emptyVenue(t, "science-fair-science")
	v.addEntries(1)
	v.addJudges(3)
	_, err := v.assign(judging.Assignment{PerEntry: 2, Seed: 1})
	v.must(err)
	out := v.kept()[0]
	v.must(v.s.Exclude(ctx, boss, out.ID, "хеши иштирокчӣ"))
	got, err := v.assign(judging.Assignment{PerEntry: 2, Seed: 1})
	v.must(err)
	if got.New != 1 || len(got.Pairs) != 2 || slices.ContainsFunc(got.Pairs, func(p judging.Pair) bool { return p.Judge == out.Judge }) {
		t.Errorf("after one was excluded: %+v", got)
	}
	got, err = v.assign(judging.Assignment{Pairs: []judging.Pair{{Entry: out.Entry, Judge: out.Judge}}})
	v.must(err)
	if len(got.Refused) != 1 || got.Refused[0].Code != "excluded" {
		t.Errorf("the excluded pair by hand: %+v", got.Refused)
	}
}

// BenchmarkAssign draws 5,000 entries x 200 judges x 3, with schools and
// districts, and stores it.
func BenchmarkAssign(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		v := emptyVenue(b, "science-fair-science")
		rnd := rand.New(rand.NewPCG(1, 2))
		place := func() (school, district string) {
			n := rnd.IntN(900)
			return fmt.Sprint("Мактаби №", n), fmt.Sprint("Ноҳияи ", n%60)
		}
		entries := make([]judging.Entry, 5000)
		for i := range entries {
			entries[i] = judging.Entry{Name: fmt.Sprint("Лоиҳа ", i), Division: v.contest.Divisions[0].ID}
			entries[i].School, entries[i].District = place()
		}
		judges := make([]judging.Judge, 200)
		for i := range judges {
			judges[i].Name = fmt.Sprint("Довар ", i)
			judges[i].School, judges[i].District = place()
		}
		_, err := v.s.AddEntries(ctx, boss, v.contest.Contest.ID, entries)
		v.must(err)
		_, err = v.s.AddJudges(ctx, boss, v.event.ID, judges)
		v.must(err)
		began := time.Now()
		b.StartTimer()
		shown, err := v.assign(judging.Assignment{PerEntry: 3, Seed: 1, DryRun: true})
		v.must(err)
		drawn := time.Since(began)
		got, err := v.assign(judging.Assignment{PerEntry: 3, Seed: 1, Digest: shown.Digest})
		v.must(err)
		took := time.Since(began)
		squares, total := 0, 0
		for _, n := range got.Loads {
			squares, total = squares+n*n, total+n
		}
		least := total / 200 * (total / 200) * 200
		least += total % 200 * (2*(total/200) + 1)
		b.ReportMetric(drawn.Seconds(), "s-drawn")
		b.ReportMetric(took.Seconds(), "s-drawn-and-stored")
		b.ReportMetric(float64(squares)/float64(least), "times-the-bound")
		b.ReportMetric(float64(len(got.Warned)), "of-one-district")
		if total != 15000 || squares != least || took > 50*time.Second {
			b.Errorf("%d pairs, squares %d of %d, in %v", total, squares, least, took)
		}
	}
}

func idOf(op []byte) string { return cmp.Or(id(op), "none") }
