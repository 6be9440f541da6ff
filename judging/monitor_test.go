package judging_test

// The live map against what the sheets say themselves, by another road; and
// that no mark is in it.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"dovar/judging"
)

// monitor asks for the map of the contest's first stage.
func (v *venue) monitor(by judging.Actor, after int64) judging.Monitor {
	v.t.Helper()
	m, err := v.follower.Monitor(ctx, by, v.contest.Contest.ID, v.contest.Stages[0].ID, after)
	v.must(err)
	return m
}

var cellText = regexp.MustCompile(`^([0-9a-z]+)([A-Z])([0-9a-z]+)$`)

// cells reads the map: the letter of each sheet, by "entry judge".
func cells(t testing.TB, m judging.Monitor) map[string]string {
	t.Helper()
	out := map[string]string{}
	for i, row := range m.Rows {
		for _, text := range strings.Fields(row) {
			part := cellText.FindStringSubmatch(text)
			if part == nil {
				t.Fatalf("cell %q", text)
			}
			column, err := strconv.ParseInt(part[1], 36, 64)
			if err != nil {
				t.Fatal(err)
			}
			out[m.Entries[i].ID+" "+m.Judges[column].ID] = part[2]
		}
	}
	return out
}

// letterOf is the letter of a sheet by what hello tells its judge, and by the
// store.
func letterOf(e judging.Entry, stored judging.Sheet, h judging.HelloSheet) string {
	pick := func(counts, not string) string {
		if stored.Counts != "" {
			return counts
		}
		return not
	}
	covers := func(y, x judging.OpView) bool { return y.Dev == x.Dev && x.Dseq < y.Dseq || x.Dseq <= y.Base[x.Dev] }
	aside := slices.ContainsFunc(h.Aside, func(x judging.OpView) bool {
		return x.Kind != judging.OpDraft && !slices.ContainsFunc(h.Leaves, func(y judging.OpView) bool { return covers(y, x) })
	})
	shown := h.Drafts
	if h.Head != nil {
		shown = append(shown, *h.Head)
	}
	unsure := slices.ContainsFunc(shown, func(x judging.OpView) bool { return bytes.Contains(x.Body, []byte("unsure:")) })
	switch {
	case e.State != judging.EntryActive:
		return "O"
	case h.State == "excluded":
		return "X"
	case slices.Contains(h.Flags, "conflict"):
		return pick("C", "K")
	case aside:
		return pick("A", "L")
	case unsure && h.State == "submitted":
		return "U"
	case unsure && h.State == "draft":
		return "V"
	}
	return map[string]string{"empty": "E", "draft": "D", "submitted": "S", "returned": "R", "declined": "N"}[h.State]
}

// TestMonitorIsWhatTheSheetsSay lets a random day happen. After each step the map
// that a page keeps, made of the first picture and of changes, equals the whole
// picture; in the end that equals what hello tells each judge, and no mark is in it.
func TestMonitorIsWhatTheSheetsSay(t *testing.T) {
	v := emptyVenue(t, "science-fair-science")
	seen, replaced := map[string]int{}, 0
	rapid.Check(t, func(rt *rapid.T) {
		d := newHallDay(v)
		kept := d.monitor(boss, 0)
		for range rapid.IntRange(5, 40).Draw(rt, "steps") {
			d.act(rt)
			kept = patched(rt, kept, d.monitor(boss, kept.N))
		}
		whole := d.monitor(boss, 0)
		if diff := cmp.Diff(whole.Rows, kept.Rows); diff != "" {
			rt.Fatalf("changes made another map (-whole +kept):\n%s", diff)
		}
		want, strip := d.letters()
		got := cells(v.t, whole)
		if diff := cmp.Diff(want, got); diff != "" {
			rt.Fatalf("the map differs from the sheets (-sheets +map):\n%s", diff)
		}
		if whole.Strip.Received != strip.Received || whole.Strip.Expected != strip.Expected {
			rt.Fatalf("%d of %d received, the sheets say %d of %d", whole.Strip.Received, whole.Strip.Expected, strip.Received, strip.Expected)
		}
		for _, letter := range got {
			seen[letter]++
		}
		d.checkNoMark(rt)
		replaced += d.replaced
	})
	if replaced == 0 {
		t.Error("no day had a mark to replace")
	}
	for _, letter := range "EDVSURNXCKALO" {
		if seen[string(letter)] == 0 {
			t.Errorf("no day had a cell %c", letter)
		}
	}
}

// patched is a page's picture after an answer.
func patched(rt *rapid.T, kept, m judging.Monitor) judging.Monitor {
	if m.Full {
		return m
	}
	if len(m.Rows)+len(m.Entries) > 0 {
		rt.Fatal("rows without being full")
	}
	rows := slices.Clone(kept.Rows)
	for _, c := range m.Changes {
		rows[c.Row] = c.Cells
	}
	kept.N, kept.Rows = m.N, rows
	return kept
}

// letters are what hello and the store say, and how many sheets count.
func (d *hallDay) letters() (map[string]string, judging.MonitorStrip) {
	out, strip := map[string]string{}, judging.MonitorStrip{}
	entries := map[string]judging.Entry{}
	list, err := d.s.Entries(ctx, d.contest.Contest.ID)
	d.must(err)
	for _, e := range list {
		entries[e.ID] = e
	}
	for i, j := range d.judges {
		for _, h := range d.tablets[i].hello(0).Sheets {
			stored, e := d.sheet(h.Sheet), entries[h.Entry]
			out[h.Entry+" "+j.ID] = letterOf(e, stored, h)
			if e.State == judging.EntryActive && stored.Excluded == "" {
				strip.Expected++
				if stored.Counts != "" {
					strip.Received++
				}
			}
		}
	}
	return out, strip
}

// A hallDay is a day in which more goes wrong: judges with two tablets, sheets
// declined and returned, ops of other rubrics and of tablets taken away.
type hallDay struct {
	*day
	second   []*tablet
	lost     []*tablet
	replaced int // marks and texts, by checkNoMark
}

func newHallDay(v *venue) *hallDay {
	d := &hallDay{day: newDay(v)}
	for _, j := range d.judges {
		card, err := v.s.MakeCard(ctx, boss, j.ID)
		v.must(err)
		for _, list := range []*[]*tablet{&d.second, &d.lost} {
			tb := &tablet{v: v, dev: judging.NewID(), dseq: map[string]int{}}
			v.must(tb.enrol(card.Code, card.PIN))
			*list = append(*list, tb)
		}
		v.must(v.s.Revoke(ctx, boss, d.lost[len(d.lost)-1].dev, "stolen"))
	}
	return d
}

func (d *hallDay) act(rt *rapid.T) {
	acts := map[string]func(*rapid.T){
		"day": d.step, "more": d.step, "clash": d.from(d.second, "submit", nil), "decline": d.decline, "return": d.giveBack,
		"stale": d.from(d.second, "submit", map[string]any{"rubric": strings.Repeat("ab", 32)}), "unsure": d.unsure,
		"stolen": d.from(d.lost, "submit", nil), "stolen draft": d.from(d.lost, "draft", nil), "accept": d.accept,
	}
	acts[rapid.SampledFrom(slices.Sorted(maps.Keys(acts))).Draw(rt, "what")](rt)
}

// from sends an op of a drawn sheet that has seen nothing of other tablets.
func (d *hallDay) from(tablets []*tablet, kind string, change map[string]any) func(*rapid.T) {
	return func(rt *rapid.T) {
		i := rapid.IntRange(0, len(tablets)-1).Draw(rt, "tablet")
		if sheets := d.tablets[i].hello(0).Sheets; len(sheets) > 0 {
			sh := rapid.SampledFrom(sheets).Draw(rt, "sheet").Sheet
			tablets[i].send(tablets[i].cut(sh, kind, d.score(2), change))
		}
	}
}

// unsure sends a draft or submit with a doubt, which ends a conflict.
func (d *hallDay) unsure(rt *rapid.T) {
	i := rapid.IntRange(0, len(d.second)-1).Draw(rt, "tablet")
	for _, h := range d.tablets[i].hello(0).Sheets {
		base := map[string]int{}
		for dev, n := range h.Have {
			if dev != d.second[i].dev {
				base[dev] = n
			}
		}
		kind := rapid.SampledFrom([]string{"draft", "submit"}).Draw(rt, "kind")
		d.second[i].send(d.second[i].cut(h.Sheet, kind, d.score(1), map[string]any{"base": base, "body": map[string]any{
			"marks": d.score(1), "counts": map[string]int{}, "notes": map[string]string{}, "flags": []string{"unsure:question"},
			"comment": map[string]string{"good": "", "think": "", "private": ""},
		}}))
		return
	}
}

func (d *hallDay) decline(rt *rapid.T) {
	i := rapid.IntRange(0, len(d.tablets)-1).Draw(rt, "tablet")
	if sheets := d.tablets[i].hello(0).Sheets; len(sheets) > 0 {
		sh := rapid.SampledFrom(sheets).Draw(rt, "sheet").Sheet
		d.kind[sh] = "decline"
		d.tablets[i].send(d.tablets[i].cut(sh, "decline", map[string]any{}, nil))
	}
}

func (d *hallDay) giveBack(rt *rapid.T) {
	sheets, err := d.s.SheetsOf(ctx, judging.SheetFilter{Contest: d.contest.Contest.ID})
	d.must(err)
	if sh := rapid.SampledFrom(sheets).Draw(rt, "sheet"); sh.Head != "" && sh.Head == sh.Counts {
		d.must(d.s.Return(ctx, boss, sh.ID, "look again"))
	}
}

func (d *hallDay) accept(*rapid.T) {
	for _, need := range d.monitor(boss, 0).Needs {
		if need.Kind == "quarantined" {
			d.must(d.s.Accept(ctx, boss, need.Op, "the tablet was found"))
			return
		}
	}
}

// checkNoMark folds the day's journal twice, the second time with every mark, note
// and comment replaced: the map is the same byte for byte.
func (d *hallDay) checkNoMark(rt *rapid.T) {
	contest, stage := d.contest.Contest.ID, d.contest.Stages[0].ID
	was, other, replaced := judging.NewPicture(contest), judging.NewPicture(contest), 0
	for {
		rows, err := d.s.JournalOf(ctx, judging.Scope{Contest: contest}, was.N)
		d.must(err)
		if len(rows) == 0 {
			break
		}
		for _, row := range rows {
			d.must(was.Apply(row))
			var body any
			d.must(json.Unmarshal(row.Body, &body))
			replaced += otherMarks(body)
			row.Body, err = json.Marshal(body)
			d.must(err)
			d.must(other.Apply(row))
		}
	}
	a, err := was.MapOf(stage, d.now)
	d.must(err)
	b, err := other.MapOf(stage, d.now)
	d.must(err)
	if !bytes.Equal(a, b) {
		rt.Fatalf("other marks made another map:\n%s\n%s", a, b)
	}
	if whole, err := json.Marshal(d.monitor(boss, 0)); err != nil || bytes.Contains(whole, []byte("ҷолиб")) {
		rt.Fatalf("a comment is in the map: %s %v", whole, err)
	}
	d.replaced += replaced
}

// otherMarks replaces what a sheet says, everywhere in a body, and counts it.
func otherMarks(x any) (n int) {
	switch x := x.(type) {
	case []any:
		for _, y := range x {
			n += otherMarks(y)
		}
	case map[string]any:
		for key, y := range x {
			marks, ok := y.(map[string]any)
			if !ok || key != "marks" && key != "comment" && key != "notes" {
				n += otherMarks(y)
				continue
			}
			for id := range marks {
				if n++; key == "marks" && marks[id] != nil {
					marks[id] = "1"
				} else if key != "marks" {
					marks[id] = "another"
				}
			}
		}
	}
	return n
}

// TestNeeds: what waits for a person is named with who, where and since when, and
// is gone once it is done.
func TestNeeds(t *testing.T) {
	v := newVenue(t)
	kinds := func() (out []string) {
		for _, n := range v.monitor(boss, 0).Needs {
			out = append(out, n.Kind)
		}
		return out
	}
	first := v.tablet(0)
	v.now = v.now.Add(time.Second)
	second := v.tablet(0)
	if got := kinds(); got != nil {
		t.Fatalf("a calm hall needs %v", got)
	}
	clash, other := v.sheets["0 0"], v.sheets["0 1"]
	first.stored(first.cut(clash, "submit", full("20"), nil), judging.OpApplied)
	v.now = v.now.Add(time.Minute)
	second.stored(second.cut(clash, "submit", full("10"), nil), judging.OpConflict)
	v.now = v.now.Add(time.Minute)
	third := v.tablet(1)
	third.stored(third.cut(v.sheets["1 0"], "decline", map[string]any{}, nil), judging.OpApplied)

	m := v.monitor(boss, 0)
	if diff := cmp.Diff([]string{"conflict", "declined"}, kinds()); diff != "" {
		t.Fatal(diff)
	}
	n := m.Needs[0]
	if n.Sheet != clash || n.By != "Jamshed" || n.Code != v.entries[0].Code || len(n.Versions) != 2 ||
		n.Versions[0].Tablet != "Tablet" || n.Since != judging.Stamp(v.now.Add(-time.Minute)) {
		t.Errorf("%+v", n)
	}
	if n := m.Needs[1]; n.Reason != "absent" || n.By != "Karim" {
		t.Errorf("%+v", n)
	}
	if m.Strip.Needs != 2 || m.Strip.Received != 1 || m.Strip.Expected != 4 {
		t.Errorf("%+v", m.Strip)
	}

	// The judge decides between the two; the declined sheet is excluded.
	second.stored(second.cut(clash, "submit", full("11"), map[string]any{"base": map[string]int{first.dev: 1}}), judging.OpApplied)
	v.must(v.s.Exclude(ctx, boss, v.sheets["1 0"], "знаком с работой"))
	if got := kinds(); got != nil {
		t.Errorf("still %v", got)
	}

	// Two minutes later both judges' newest tablets are silent; one had unsent ops.
	third.hello(3)
	v.now = v.now.Add(2 * time.Minute)
	m = v.monitor(boss, 0)
	if m.Strip.Silent != 2 || len(m.Needs) != 1 || m.Needs[0].Kind != "unsent" || m.Needs[0].Unsent != 3 || m.Needs[0].Device != third.dev {
		t.Errorf("%+v %+v", m.Strip, m.Needs)
	}
	second.hello(0)
	third.hello(3)
	if m := v.monitor(boss, 0); m.Strip.Silent != 0 || len(m.Needs) != 0 {
		t.Errorf("heard again: %+v %+v", m.Strip, m.Needs)
	}

	// Closing with unsent ops waits for another person with another role.
	staged, err := v.s.SetStage(ctx, boss, v.contest.Stages[0].ID, judging.StageClosed, "")
	v.must(err)
	chair := judging.Actor{Kind: "account", ID: "chair", Role: judging.Chair}
	for by, may := range map[judging.Actor]bool{boss: false, chair: true, {Kind: "token", ID: "t", Role: judging.Chair}: false, {Kind: "account", ID: "x", Role: judging.Owner}: false} {
		needs := v.monitor(by, 0).Needs
		if len(needs) != 1 || needs[0].Kind != "approval" || needs[0].Approval != staged.Approval || needs[0].May != may ||
			needs[0].To != judging.StageClosed || needs[0].Why != "unsent-ops" {
			t.Fatalf("%s: %+v", by.ID, needs)
		}
	}
	_, err = v.s.ApproveAct(ctx, chair, staged.Approval)
	v.must(err)

	// What comes now is late, and counts once it is accepted.
	late := second.cut(other, "submit", full("5"), nil)
	second.stored(late, judging.OpLate)
	m = v.monitor(boss, 0)
	i := slices.IndexFunc(m.Needs, func(n judging.Need) bool { return n.Kind == "late" })
	if i < 0 || m.Needs[i].Op != id(late) {
		t.Fatalf("%+v", m.Needs)
	}
	v.must(v.s.Accept(ctx, boss, id(late), "Wi-Fi"))
	if slices.Contains(kinds(), "late") {
		t.Error("still late")
	}
}

// TestDoneAbout: the pace of the last half hour, and silence when it is nothing.
func TestDoneAbout(t *testing.T) {
	v := emptyVenue(t, "science-fair-science")
	d := newDay(v)
	tb := d.tablets[0]
	for e := range 8 { // two judges share 16 sheets more
		for _, j := range d.judges[:2] {
			if e == 0 {
				d.entries = append(d.entries, v.addEntries(6)...)
			}
			_, err := v.s.Assign(ctx, boss, v.contest.Contest.ID, judging.Assignment{
				Stage: v.contest.Stages[0].ID, Pairs: []judging.Pair{{Entry: d.entries[e].ID, Judge: j.ID}},
			})
			v.must(err)
		}
	}
	sheets := tb.hello(0).Sheets
	if len(sheets) < 6 {
		t.Fatalf("%d sheets", len(sheets))
	}
	at := func(n int) string {
		tb.stored(tb.cut(sheets[n].Sheet, "submit", d.score(2), nil), judging.OpApplied)
		v.now = v.now.Add(4 * time.Minute)
		return v.monitor(boss, 0).Strip.Done
	}
	for n := range 3 {
		if done := at(n); done != "" {
			t.Errorf("%d sheets say %s", n+1, done)
		}
	}
	done := at(3) // 4 sheets in 16 minutes
	strip := v.monitor(boss, 0).Strip
	left := time.Duration(strip.Expected-strip.Received) * 4 * time.Minute
	want := judging.Stamp(v.now.Add(left + 5*time.Minute - 1).Truncate(5 * time.Minute))
	if done != want {
		t.Errorf("done about %s, want %s", done, want)
	}
	v.now = v.now.Add(time.Hour)
	if done := v.monitor(boss, 0).Strip.Done; done != "" {
		t.Errorf("an hour without a sheet says %s", done)
	}
}

// TestMonitorCell: a sheet's story in order, by whom and on which tablet.
func TestMonitorCell(t *testing.T) {
	v := newVenue(t)
	tb, sheet := v.tablet(0), v.sheets["0 0"]
	tick := func() { v.now = v.now.Add(time.Minute) }
	for _, kind := range []string{"draft", "draft", "submit"} {
		tb.send(tb.cut(sheet, kind, full("20"), nil))
		tick()
	}
	v.must(v.s.Return(ctx, boss, sheet, "нет примечания"))
	tick()
	tb.send(tb.cut(sheet, "recall", full("20"), nil))
	tick()
	tb.send(tb.cut(sheet, "submit", full("21"), nil))
	tick()
	v.must(v.s.Exclude(ctx, boss, sheet, "ошибка"))

	contest, stage := v.contest.Contest.ID, v.contest.Stages[0].ID
	for e := range v.entries { // a list without members is a list
		c, err := v.follower.MonitorCell(ctx, contest, stage, v.entries[e].ID, v.judges[1].ID, 1)
		v.must(err)
		if text, err := json.Marshal(c); err != nil || bytes.Contains(text, []byte("null")) {
			t.Errorf("%s %v", text, err)
		}
	}
	c, err := v.follower.MonitorCell(ctx, contest, stage, v.entries[0].ID, v.judges[0].ID, 1)
	v.must(err)
	var story []string
	for _, s := range c.Story {
		story = append(story, strings.TrimSpace(fmt.Sprint(s.What, " ", s.Tablet, " ", s.Reason)))
	}
	want := []string{"draft Tablet", "submit Tablet", "return  нет примечания", "recall Tablet absent", "submit Tablet", "exclude  ошибка"}
	if diff := cmp.Diff(want, story); diff != "" || c.Story[0].To == "" {
		t.Error(diff, c.Story[0])
	}
	if c.State != "excluded" || c.Reason != "ошибка" || c.Sheet != sheet || c.Since != judging.Stamp(v.now) || !c.Exclude {
		t.Errorf("%+v", c)
	}
	text, err := json.Marshal(c)
	v.must(err)
	if bytes.Contains(text, []byte("ҷолиб")) || bytes.Contains(text, []byte(`"21"`)) {
		t.Errorf("what is in the sheet is told: %s", text)
	}
	for _, foreign := range [][2]string{{"none", v.judges[0].ID}, {v.entries[0].ID, "none"}} {
		_, err := v.follower.MonitorCell(ctx, contest, stage, foreign[0], foreign[1], 1)
		fails(t, err, judging.NotFound, "not-found")
	}
	_, err = v.follower.Monitor(ctx, boss, contest, "none", 0)
	fails(t, err, judging.NotFound, "not-found")
}
