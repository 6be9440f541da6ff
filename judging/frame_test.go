package judging

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// The vectors are the contract's: board_browser_test.go of web checks the browser
// against the same file.
func TestHashFrameKnownVectors(t *testing.T) {
	text, err := os.ReadFile("testdata/frame-hash.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors []struct {
		Name  string
		State string
		Rows  []FrameRow
		Hash  string
	}
	if err := json.Unmarshal(text, &vectors); err != nil {
		t.Fatal(err)
	}
	if len(vectors) < 3 {
		t.Fatalf("only %d vectors", len(vectors))
	}
	for _, v := range vectors {
		if got := HashFrame(v.State, v.Rows); got != v.Hash {
			t.Errorf("%s: %s, want %s", v.Name, got, v.Hash)
		}
	}
}

func TestHashFrameSeesOrderAndState(t *testing.T) {
	a, b := FrameRow{I: 0, Entry: "a"}, FrameRow{I: 1, Entry: "b"}
	hash := HashFrame("live", []FrameRow{a, b})
	if hash == HashFrame("live", []FrameRow{b, a}) {
		t.Error("order is not in the hash")
	}
	if hash == HashFrame("published", []FrameRow{a, b}) {
		t.Error("state is not in the hash")
	}
	a.I, b.I = 7, 8
	if hash != HashFrame("live", []FrameRow{a, b}) {
		t.Error("the numbers of the rows are in the hash")
	}
}

func TestDiffThenApplyIsNext(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		prev := drawFrame(t)
		next := drawNext(t, prev)
		delta := Diff(prev, next)
		if delta == nil { // then the delta would have been no smaller
			return
		}
		text, err := json.Marshal(delta)
		if err != nil {
			t.Fatal(err)
		}
		var heard Delta // as a viewer decodes it
		if err := json.Unmarshal(text, &heard); err != nil {
			t.Fatal(err)
		}
		for _, d := range []*Delta{delta, &heard} {
			got, err := Apply(prev, d)
			if err != nil {
				t.Fatalf("%v: %s", err, text)
			}
			if diff := cmp.Diff(next, got); diff != "" {
				t.Fatalf("%s\n%s", text, diff)
			}
		}
	})
}

func drawFrame(t *rapid.T) *Frame {
	f := &Frame{
		T: "snap", Contest: "c", Division: "d", Epoch: "1760000000-a", Pub: 4, AsOf: "2026-10-05T10:28:40.125Z",
		State: "live", Coverage: &Coverage{Received: 4, Expected: 30},
	}
	for i := range rapid.IntRange(5, 40).Draw(t, "rows") {
		f.Rows = append(f.Rows, drawRow(t, i))
	}
	f.Extra = drawExtra(t)
	f.Hash = HashFrame(f.State, f.Rows)
	return f
}

// drawExtra is none, as in a contest of rubrics, or one with a stopwatch that runs.
func drawExtra(t *rapid.T) *Extra {
	if rapid.Bool().Draw(t, "no extra") {
		return nil
	}
	return &Extra{
		Stages: []ExtraStage{{Stage: "runs", Title: Text{"Runs", "Заезды", "Давишҳо"}, Kind: "time", Attempts: 5, Decimals: 2}},
		Live:   []ExtraLive{{Stage: "runs", Entry: "entry-1", Attempt: 1, Since: rapid.SampledFrom([]string{"2026-10-05T10:28:40.125Z", "2026-10-05T10:29:00.000Z"}).Draw(t, "since")}},
	}
}

func drawRuns(t *rapid.T) (runs []FrameRun) {
	for n := range rapid.IntRange(0, 3).Draw(t, "runs") {
		v := rapid.SampledFrom([]string{"", "38.95", "62"}).Draw(t, "run")
		runs = append(runs, FrameRun{Stage: "runs", N: n + 1, V: v, None: v == ""})
	}
	return runs
}

func drawRow(t *rapid.T, i int) FrameRow {
	small := rapid.IntRange(0, 3)
	return FrameRow{
		I: i, Entry: fmt.Sprint("entry-", i), Code: fmt.Sprint("P-", i),
		Name:   rapid.SampledFrom([]string{"", "Раҳимов Ҷамшед", "Ӯктамов \"Баҳром\"", "a\u2028<b>&\x1f", "😀"}).Draw(t, "name"),
		School: rapid.SampledFrom([]string{"", "Мактаби №14, Ваҳдат"}).Draw(t, "school"),
		Total:  rapid.SampledFrom([]string{"", "81", "93.67"}).Draw(t, "total"),
		Place:  small.Draw(t, "place"), Tie: small.Draw(t, "tie"),
		Counted: small.Draw(t, "counted"), Expected: 3,
		Best: small.Draw(t, "best"), Worst: small.Draw(t, "worst"),
		Label: rapid.SampledFrom([]string{"", "2–3"}).Draw(t, "label"),
		Runs:  drawRuns(t), Judged: rapid.SampledFrom([]*Coverage{nil, {0, 3}, {1, 3}}).Draw(t, "judged"),
	}
}

// drawNext changes some rows and carries some to other places.
func drawNext(t *rapid.T, prev *Frame) *Frame {
	next := *prev
	next.Pub, next.Coverage, next.Rows = prev.Pub+1, &Coverage{Received: 5, Expected: 30}, slices.Clone(prev.Rows)
	at := rapid.IntRange(0, len(next.Rows)-1)
	for range rapid.IntRange(0, 5).Draw(t, "changes") {
		k := at.Draw(t, "changed")
		next.Rows[k] = drawRow(t, next.Rows[k].I)
	}
	for range rapid.IntRange(0, 5).Draw(t, "moves") {
		from, to := at.Draw(t, "from"), at.Draw(t, "to")
		row := next.Rows[from]
		next.Rows = slices.Insert(slices.Delete(next.Rows, from, from+1), to, row)
	}
	next.Extra = drawExtra(t)
	next.Hash = HashFrame(next.State, next.Rows)
	return &next
}

// A stopwatch that starts changes no row: the news is the extra alone, and the
// hash stays. What an extra no longer is, a delta takes away.
func TestADeltaCarriesTheExtraWhole(t *testing.T) {
	prev := frameOf(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
	next := *prev
	next.Pub++
	next.Extra = &Extra{Stages: []ExtraStage{}, Live: []ExtraLive{{Stage: "runs", Entry: "a", Attempt: 1, Since: "2026-10-05T10:28:40.125Z"}}}
	for _, to := range [][2]*Frame{{prev, &next}, {&next, prev}} {
		delta := Diff(to[0], to[1])
		if delta == nil {
			t.Fatal("no delta")
		}
		if delta.Prev != delta.Hash || len(delta.Changes)+len(delta.Moves) > 0 {
			t.Errorf("%+v", delta)
		}
		got, err := Apply(to[0], delta)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(to[1].Extra, got.Extra); diff != "" {
			t.Error(diff)
		}
	}
}

func TestDiffNamesOneRowThatClimbs(t *testing.T) {
	prev, next := frameOf(0, 1, 2, 3, 4, 5), frameOf(4, 0, 1, 2, 3, 5)
	next.Rows[0].Total = "93.67"
	next.Hash = HashFrame(next.State, next.Rows)
	delta := Diff(prev, next)
	if delta == nil {
		t.Fatal("no delta")
	}
	if diff := cmp.Diff([][2]int{{4, 0}}, delta.Moves); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]map[string]any{{"i": 4, "total": "93.67"}}, delta.Changes); diff != "" {
		t.Error(diff)
	}
}

func TestDiffLeavesTheRestToASnap(t *testing.T) {
	prev := frameOf(0, 1, 2, 3, 4, 5)
	for k := range prev.Rows {
		prev.Rows[k].School, prev.Rows[k].Total, prev.Rows[k].Place, prev.Rows[k].Tie = "Мактаб", "8", 1, 6
	}
	for name, change := range map[string]func(*Frame){
		"state":    func(f *Frame) { f.State = "published" },
		"epoch":    func(f *Frame) { f.Epoch = "1760000001-b" },
		"division": func(f *Frame) { f.Division = "other" },
		"contest":  func(f *Frame) { f.Contest = "other" },
		"coverage": func(f *Frame) { f.Coverage = nil },
		"reasons":  func(f *Frame) { f.Reasons = true },
		"fewer":    func(f *Frame) { f.Rows = f.Rows[1:] },
		"another":  func(f *Frame) { f.Rows[5].I = 6 },
		"no smaller": func(f *Frame) {
			for k, row := range f.Rows {
				f.Rows[k] = FrameRow{I: row.I, Entry: row.Entry}
			}
		},
	} {
		next := new(*prev)
		next.Rows = slices.Clone(prev.Rows)
		change(next)
		next.Hash = HashFrame(next.State, next.Rows)
		if d := Diff(prev, next); d != nil {
			t.Errorf("%s: %+v", name, d)
		}
	}
	if Diff(nil, prev) != nil {
		t.Error("a delta from nothing")
	}
}

func TestApplyRefusesWhatDoesNotFit(t *testing.T) {
	f := frameOf(0, 1, 2)
	good := Delta{T: "delta", Prev: f.Hash, Hash: f.Hash, Coverage: f.Coverage}
	if _, err := Apply(f, &good); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*Delta){
		"other start":      func(d *Delta) { d.Prev = "0000000000000000" },
		"other end":        func(d *Delta) { d.Hash = "0000000000000000" },
		"unknown row":      func(d *Delta) { d.Changes = []map[string]any{{"i": 9, "total": "1"}} },
		"unknown mover":    func(d *Delta) { d.Moves = [][2]int{{9, 0}} },
		"beyond the end":   func(d *Delta) { d.Moves = [][2]int{{0, 3}} },
		"two in one place": func(d *Delta) { d.Moves = [][2]int{{0, 1}, {2, 1}} },
		"no place":         func(d *Delta) { d.Changes = []map[string]any{{"i": 0, "place": "first"}} },
	} {
		d := good
		spoil(&d)
		if _, err := Apply(f, &d); err == nil {
			t.Errorf("%s was applied", name)
		}
	}
}

func frameOf(order ...int) *Frame {
	f := &Frame{T: "snap", Contest: "c", Division: "d", Epoch: "1760000000-a", State: "live", Coverage: &Coverage{Expected: 9}}
	for _, i := range order {
		f.Rows = append(f.Rows, FrameRow{I: i, Entry: fmt.Sprint("entry-", i), Name: fmt.Sprint("Озода ", i), Expected: 3})
	}
	f.Hash = HashFrame(f.State, f.Rows)
	return f
}
