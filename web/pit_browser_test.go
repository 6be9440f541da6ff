package web

// The call-up screen where fields are many and names long: everything on it is
// whole, and all fields take their turn.

import (
	"fmt"
	"html/template"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"dovar/judging"
	"dovar/web/browsertest"
)

// called is a queue of runs, or of matches, on eight fields.
func called(against bool) *judging.Queue {
	stage := judging.QueueStage{Stage: "runs", Title: judging.Text{TG: "Давишҳо"}, Kind: "time", Attempts: 3, Rounds: []judging.Round{}}
	at := func(i int) judging.QueueTeam {
		return judging.QueueTeam{Entry: fmt.Sprint("e", i), Name: robots[(i*3)%len(robots)], School: "Гимназияи №1, ноҳияи Рӯдакӣ"}
	}
	for field := range 8 {
		f := judging.QueueField{Field: fmt.Sprint("Майдони ", field+1)}
		for n := range 5 {
			i := 5*field + n
			call := judging.QueueCall{QueueTeam: at(i), State: "waiting", Attempt: 1, At: "2026-10-05T10:28:40.125Z"}
			if n == 0 && field != 2 {
				call.State = "running"
			}
			if other := at(i + 3); against {
				call.Against, call.Meeting = &other, &judging.QueueMeeting{Part: "winners", Round: 1, Of: 8}
			}
			f.Calls = append(f.Calls, call)
		}
		stage.Fields = append(stage.Fields, f)
	}
	return &judging.Queue{Contest: "c", Stages: []judging.QueueStage{stage}}
}

func pitAt(t *testing.T, queue *judging.Queue) string {
	pages, err := template.ParseGlob("templates/*.html")
	if err != nil {
		t.Fatal(err)
	}
	page := pitPage{view: view{Lang: "tg", Assets: "/static"}, Theme: "paper", Queue: queue}
	page.Title = judging.Text{TG: "Озмуни ҷумҳуриявии роботҳои мактабӣ"}
	page.Info = pitInfo{"c", page.Title, "Asia/Dushanbe", judging.Stamp(time.Now())}
	files := http.NewServeMux()
	files.Handle("/static/", http.StripPrefix("/static/", http.FileServer(http.Dir("static"))))
	files.HandleFunc("/api/v1/contests/c/queue", func(w http.ResponseWriter, r *http.Request) { w.Write([]byte(encoded(t, queue))) })
	files.HandleFunc("/{$}", func(w http.ResponseWriter, r *http.Request) {
		var out strings.Builder
		if err := pages.ExecuteTemplate(&out, "pit.html", page); err != nil {
			t.Error(err)
		}
		w.Write([]byte(strings.Replace(out.String(), "<head>", "<head>"+heldTurns, 1)))
	})
	server := httptest.NewServer(files)
	t.Cleanup(server.Close)
	return server.URL
}

// heldTurns turns the lanes when turn() says so.
const heldTurns = `<script>
	const realInterval = setInterval;
	let turn = () => {};
	window.setInterval = (call, ms) => { if (ms !== 20000) return realInterval(call, ms); turn = call; return 0; };
</script>`

// wholeInPit lists what stands beyond its lane.
const wholeInPit = `Array.from(document.querySelectorAll('.lane:not(.away) .place, .lane:not(.away) .rest > li')).filter((e) => e.getClientRects().length &&
	e.getBoundingClientRect().bottom > e.closest('.lane').getBoundingClientRect().bottom + 1).map((e) => e.textContent)`

func TestThePitIsWhole(t *testing.T) {
	tab := browsertest.Open(t)
	for _, against := range []bool{false, true} {
		browsertest.Run(t, tab, chromedp.Navigate(pitAt(t, called(against))))
		for _, size := range halls[1:3] {
			settled(t, tab, size)
			var seen []string
			for range 4 {
				browsertest.Keep(t, tab, fmt.Sprintf("pit-%v-%dx%d", against, size[0], size[1]))
				if bad := browsertest.Eval[[]string](t, tab, wholeInPit); len(bad) > 0 {
					t.Errorf("%v at %v is cut: %v", against, size, bad)
				}
				seen = append(seen, browsertest.Eval[[]string](t, tab, `(() => { const all = Array.from(document.querySelectorAll('.lane:not(.away) h2')).map((e) => e.firstChild.textContent); turn(); return all; })()`)...)
			}
			slices.Sort(seen)
			if all := slices.Compact(seen); len(all) != 8 {
				t.Errorf("%v at %v shows %v", against, size, all)
			}
		}
	}
}
