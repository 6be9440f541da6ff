package web

// The browser's half of frames, held against Go's: the same hashes, and the
// same picture after every delta.

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"

	"dovar/judging"
	"dovar/web/browsertest"
)

// inFrames opens a page and returns what calls a JavaScript function there with
// an argument, frame.js at hand as frames, and returns its answer as JSON.
func inFrames(t *testing.T) func(js string, argument any) string {
	files := http.NewServeMux()
	files.Handle("/static/", http.StripPrefix("/static/", http.FileServer(http.Dir("static"))))
	files.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { w.Write([]byte("<!doctype html><title>-</title>")) })
	server := httptest.NewServer(files)
	t.Cleanup(server.Close)
	tab := browsertest.Open(t)
	browsertest.Run(t, tab, chromedp.Navigate(server.URL))
	return func(js string, argument any) string {
		t.Helper()
		return browsertest.Eval[string](t, tab, fmt.Sprintf(
			`import('/static/board/frame.js').then((frames) => JSON.stringify((%s)(%s)))`, js, encoded(t, argument)))
	}
}

func encoded(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestFramesInTheBrowser(t *testing.T) {
	ask := inFrames(t)

	t.Run("hash", func(t *testing.T) {
		text, err := os.ReadFile("../judging/testdata/frame-hash.json")
		if err != nil {
			t.Fatal(err)
		}
		var vectors []struct{ Hash string }
		if err := json.Unmarshal(text, &vectors); err != nil {
			t.Fatal(err)
		}
		var want []string
		for _, v := range vectors {
			want = append(want, v.Hash)
		}
		got := ask(`(all) => all.map((v) => frames.hash(v.state, v.rows))`, json.RawMessage(text))
		if text, _ := json.Marshal(want); got != string(text) {
			t.Errorf("%s, want %s", got, text)
		}
	})

	t.Run("deltas", func(t *testing.T) {
		type step struct {
			Prev, Next *judging.Frame
			Delta      *judging.Delta
		}
		random := rand.New(rand.NewPCG(2, 26))
		var steps []step
		for prev := someFrame(random); len(steps) < 200; {
			next := someNext(random, prev)
			if delta := judging.Diff(prev, next); delta != nil {
				steps = append(steps, step{prev, next, delta})
			}
			prev = next
		}
		got := ask(`(steps) => {
			const sorted = (v) => JSON.stringify(v, (k, x) => (x && !Array.isArray(x) && typeof x === 'object' ?
				Object.fromEntries(Object.entries(x).sort()) : x));
			return steps.findIndex(({ Prev, Next, Delta }) => sorted(frames.apply(Prev, Delta)) !== sorted(Next));
		}`, steps)
		if got != "-1" {
			t.Errorf("step %s goes elsewhere than in Go", got)
		}
		got = ask(`({ Prev, Delta }) => [
			frames.apply(Prev, Object.assign({}, Delta, { prev: 'x' })),
			frames.apply(Prev, Object.assign({}, Delta, { hash: '0123456789abcdef' })),
			frames.apply(Prev, Object.assign({}, Delta, { changes: [{ i: 99, total: '1' }] })),
			frames.apply(Prev, Object.assign({}, Delta, { moves: [[0, 1], [1, 1]] })),
			frames.apply(Prev, Object.assign({}, Delta, { moves: [[0, 99]] })),
		]`, steps[0])
		if got != "[null,null,null,null,null]" {
			t.Errorf("a delta that does not fit gives %s", got)
		}
	})

	t.Run("noticed", func(t *testing.T) {
		before := []judging.FrameRow{
			{I: 0, Entry: "a", Total: "90", Place: 1}, {I: 1, Entry: "b", Total: "80", Place: 2}, {I: 2, Entry: "c", Counted: 1},
		}
		after := []judging.FrameRow{
			{I: 1, Entry: "b", Total: "95", Place: 1}, {I: 0, Entry: "a", Total: "90", Place: 2}, {I: 2, Entry: "c", Counted: 2},
		}
		got := ask(`([before, after]) => {
			const seen = frames.noticed({ rows: before }, { rows: after });
			return [Array.from(seen.climbed), Array.from(seen.touched)];
		}`, []any{before, after})
		if want := `[[["b",1],["a",-1]],["b","c"]]`; got != want {
			t.Errorf("%s, want %s", got, want)
		}
	})
}

func TestSearchFoldsAsTheServerDoes(t *testing.T) {
	names := []string{"Ҷамшед", "ДЖАМШЕД", "  Ӯктамов   Ғафур ", "Қодирӣ Ҳалима", "Ёқубов", "P-07"}
	var want []string
	for _, name := range names {
		want = append(want, judging.FoldName(name))
	}
	text, _ := json.Marshal(want)
	if got := inFrames(t)(`(names) => names.map(frames.fold)`, names); got != string(text) {
		t.Errorf("%s, want %s", got, text)
	}
}

func someFrame(random *rand.Rand) *judging.Frame {
	f := &judging.Frame{
		T: "snap", Contest: "c", Division: "d", Epoch: "1760000000-a", State: "live",
		AsOf: "2026-10-05T10:28:40.125Z", Coverage: &judging.Coverage{Expected: 90},
	}
	for i := range 30 {
		f.Rows = append(f.Rows, someRow(random, i))
	}
	f.Hash = judging.HashFrame(f.State, f.Rows)
	return f
}

func someRow(random *rand.Rand, i int) judging.FrameRow {
	one := func(of ...string) string { return of[random.IntN(len(of))] }
	return judging.FrameRow{
		I: i, Entry: fmt.Sprint("entry-", i), Code: one("", "P-07"),
		Name:   one("", "Раҳимов Ҷамшед", "Ғаниева \"Зарина\" & <Қодир>", "Ӯктамов\u2028Баҳром 😀"),
		School: one("", "Мактаби №14, Ваҳдат"), Total: one("", "81", "93.67"),
		Place: random.IntN(4), Tie: random.IntN(3), Counted: random.IntN(4), Expected: 3,
	}
}

// someNext changes a few rows and carries a few elsewhere.
func someNext(random *rand.Rand, prev *judging.Frame) *judging.Frame {
	next := *prev
	next.Pub++
	next.Coverage = &judging.Coverage{Received: random.IntN(90), Expected: 90}
	next.Rows = slices.Clone(prev.Rows)
	for range random.IntN(4) {
		k := random.IntN(len(next.Rows))
		next.Rows[k] = someRow(random, next.Rows[k].I)
	}
	for range random.IntN(4) {
		from, to := random.IntN(len(next.Rows)), random.IntN(len(next.Rows))
		row := next.Rows[from]
		next.Rows = slices.Insert(slices.Delete(next.Rows, from, from+1), to, row)
	}
	next.Hash = judging.HashFrame(next.State, next.Rows)
	return &next
}
