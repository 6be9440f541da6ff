package web

// The browser's own arithmetic against Go's, in a real Chromium: hashes and macs
// under every op, the canonical JSON they cover, and totals of the presets' own
// examples.

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"dovar/judging"
	"dovar/web/browsertest"
)

// modules serves the tree under /static/x/ and an empty page to import it from.
func modules(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.Handle("/static/x/", http.StripPrefix("/static/x/", http.FileServerFS(os.DirFS("static"))))
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, `<!doctype html><title>modules</title>`)
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s.URL
}

func TestBrowserArithmetic(t *testing.T) {
	ctx := browsertest.Open(t)
	browsertest.Run(t, ctx, chromedp.Navigate(modules(t)))

	t.Run("sha256", func(t *testing.T) {
		random := rand.NewChaCha8([32]byte{})
		var data, want []string
		for n := range 200 { // every length around the borders of one, two and three blocks
			b := make([]byte, n)
			random.Read(b)
			sum := sha256.Sum256(b)
			mac := hmac.New(sha256.New, b[:n/2])
			mac.Write(b[n/2:])
			data = append(data, base64.RawURLEncoding.EncodeToString(b))
			want = append(want, hex.EncodeToString(sum[:])+hex.EncodeToString(mac.Sum(nil)))
		}
		same(t, browsertest.Eval[[]string](t, ctx, `import('/static/x/lib/sha256.js').then((m) => `+asJSON(t, data)+`.map((d) => {
			const b = m.fromBase64url(d), half = b.length >> 1;
			return m.hex(m.sha256(b)) + m.hex(m.hmac(b.slice(0, half), b.slice(half)));
		}))`), want)
	})

	t.Run("names", func(t *testing.T) {
		names := []string{"Ҷамшед", "  Қурбонова   Ғунча ", "Ӯктамов Ёр", "ҲИКМАТӢ", "P-07", "ҷҷ ӣӣ"}
		var want []string
		for _, name := range names {
			want = append(want, judging.FoldName(name))
		}
		same(t, browsertest.Eval[[]string](t, ctx, `import('/static/x/lib/fold.js').then((m) => `+asJSON(t, names)+`.map(m.fold))`), want)
	})

	t.Run("canonical JSON", func(t *testing.T) {
		texts := []string{
			`{"b":1,"a":[true,false,null],"é":"\u000f\n\"\\/","€":"ғӣқӯҳҷ №"}`,
			`{"\ud83d\ude00":1,"\ufb33":2,"1":3,"10":4,"9":5,"":6}`, // UTF-16 order, not UTF-8
			`[0,-0,1e21,1e-7,123456789012345680000,0.1,-1.5,333333333.33333329]`,
			`{"marks":{"b":"7.5","a":null},"counts":{},"notes":{"a":"\u2028 қайд"},"flags":[],"comment":{"think":"","good":"","private":""}}`,
		}
		var want []string
		for _, text := range texts {
			canon, err := judging.CanonRaw([]byte(text))
			if err != nil {
				t.Fatal(err)
			}
			want = append(want, string(canon))
		}
		same(t, browsertest.Eval[[]string](t, ctx,
			`import('/static/x/lib/canonical.js').then((m) => `+asJSON(t, texts)+`.map((s) => m.canonical(JSON.parse(s))))`), want)
	})

	t.Run("totals", func(t *testing.T) {
		type sheet struct {
			Rubric  judging.Rubric `json:"rubric"`
			Marks   judging.Marks  `json:"marks"`
			Counts  map[string]int `json:"counts"`
			Members int            `json:"members"`
		}
		var sheets []sheet
		var want []string
		presets, err := judging.Presets()
		if err != nil {
			t.Fatal(err)
		}
		for _, preset := range presets {
			for _, example := range preset.Tests {
				rubric, ok := preset.Rubric(example.Stage)
				if !ok || example.Marks == nil {
					continue
				}
				s := sheet{rubric, example.Marks, example.Penalties, 2}
				if s.Counts == nil {
					s.Counts = map[string]int{}
				}
				if example.Members != nil {
					s.Members = *example.Members
				}
				sheets, want = append(sheets, s), append(want, preset.ID+", "+example.Name+": "+string(example.Expect))
			}
		}
		if len(sheets) < 5 {
			t.Fatalf("only %d examples of one sheet", len(sheets))
		}
		got := browsertest.Eval[[]string](t, ctx, `import('/static/x/tablet/sheet.js').then((m) => `+asJSON(t, sheets)+`.map((s) =>
			m.total(s.rubric, { ...m.emptyBody(s.rubric), marks: s.marks, counts: s.counts }, s.members).total))`)
		for i := range got {
			got[i] = want[i][:strings.LastIndex(want[i], " ")+1] + got[i]
		}
		same(t, got, want)
	})
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func same(t *testing.T, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d answers to %d questions", len(got), len(want))
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%d: the browser says %s, Go says %s", i, got[i], want[i])
		}
	}
}
