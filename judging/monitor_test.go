package judging_test

// The live map against what the sheets say themselves, by another road; and
// that no mark is in it.

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

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
