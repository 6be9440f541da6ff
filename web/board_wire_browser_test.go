package web

// The projector's page on a socket that the test holds in its hand.

import (
	"html/template"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"dovar/judging"
	"dovar/web/browsertest"
)

// heldSocket stands in for the browser's: told() is a message of the server,
// sent what the page says, later() moves the clock, which else stands, so that
// the silence of no server is never too long; turnPage() moves the projector's
// page, which else stands, too, and says whether another one came.
const heldSocket = `<script>
	const sockets = [], sent = [], realNow = Date.now, realInterval = setInterval;
	let turn = () => {};
	window.setInterval = (call, ms) => { if (ms !== 20000) return realInterval(call, ms); turn = call; return 0; };
	window.WebSocket = class {
		constructor() { this.readyState = 1; sockets.push(this); }
		send(text) { sent.push(text); }
		close() { this.readyState = 3; }
	};
	WebSocket.OPEN = 1;
	const told = (message) => sockets[sockets.length - 1].onmessage({ data: JSON.stringify(message) });
	const turnPage = () => { turn(); return !/^(1 .*)?$/.test(document.querySelector('.range').textContent); };
	const later = (ms) => { const at = realNow() + ms; Date.now = () => at; };
	later(0);
	const names = () => Array.from(document.querySelectorAll('.row'))
		.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
		.map((row) => row.querySelector('.place').textContent + ' ' + row.querySelector('.name').textContent + ' ' + row.querySelector('.total').textContent).join('; ');
</script>`

func threeProjects() *judging.Frame {
	f := &judging.Frame{
		T: "snap", Contest: "c", Division: "d", Epoch: "1-a", State: "live", AsOf: "2026-10-05T10:28:40.125Z",
		Coverage: &judging.Coverage{Received: 8, Expected: 9},
		Rows: []judging.FrameRow{
			{I: 0, Entry: "a", Name: "Саидова Меҳрангез", Total: "81", Place: 1, Counted: 2, Expected: 3},
			{I: 1, Entry: "b", Name: "Раҳимов Ҷамшед", Total: "80.33", Place: 2, Counted: 3, Expected: 3},
			{I: 2, Entry: "c", Name: "Ғаниева Зарина", Total: "74", Place: 3, Counted: 3, Expected: 3},
		},
	}
	f.Hash = judging.HashFrame(f.State, f.Rows)
	return f
}

// afterThirdSheet is the picture when a sheet of 60 made 81 a 74.
func afterThirdSheet() *judging.Frame {
	f := threeProjects()
	a, b, c := f.Rows[0], f.Rows[1], f.Rows[2]
	a.Total, a.Counted, a.Place, a.Tie, a.Label = "74", 3, 2, 2, "2–3"
	b.Place, c.Place, c.Tie, c.Label = 1, 2, 2, "2–3"
	f.Rows = []judging.FrameRow{b, a, c}
	f.Coverage = &judging.Coverage{Received: 9, Expected: 9}
	f.Hash = judging.HashFrame(f.State, f.Rows)
	return f
}

// projector opens the board page at first, in Tajik with Russian beside.
func projector(t *testing.T, first *judging.Frame) (told func(message any), until func(what, js string)) {
	tab := browsertest.Open(t)
	browsertest.Size(t, tab, 1920, 1080)
	browsertest.Run(t, tab, chromedp.Navigate(boardAt(t, "board.html", "tg", "hall", first)))
	browsertest.Until(t, tab, "the first picture", `sockets.length === 1 && sockets[0].onmessage`)
	return func(message any) { browsertest.Eval[any](t, tab, "told("+encoded(t, message)+")") },
		func(what, js string) { t.Helper(); browsertest.Until(t, tab, what, js) }
}

// boardAt serves a board's page with its first picture, Russian beside, or
// Tajik beside Russian, and returns its address.
func boardAt(t *testing.T, name, lang, theme string, first *judging.Frame) string {
	pages, err := template.ParseGlob("templates/*.html")
	if err != nil {
		t.Fatal(err)
	}
	var page strings.Builder
	beside := map[string]string{"tg": "ru", "ru": "tg", "en": "tg"}[lang]
	err = pages.ExecuteTemplate(&page, name, boardPage{
		Lang: lang, Assets: "/static", Theme: theme, Texts: words.part(lang, "board.").Texts, Frame: first,
		Info: boardInfo{
			Contest: "c", Title: judging.Text{TG: "Озмун", RU: "Конкурс", EN: "Contest"}, Decimals: 2, Timezone: "Asia/Dushanbe",
			Second: boardSecond{beside, words.part(beside, "board.").Texts},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	files := http.NewServeMux()
	files.Handle("/static/", http.StripPrefix("/static/", http.FileServer(http.Dir("static"))))
	files.HandleFunc("/{$}", func(w http.ResponseWriter, r *http.Request) {
		w.Write([]byte(strings.Replace(page.String(), "<head>", "<head>"+heldSocket, 1)))
	})
	server := httptest.NewServer(files)
	t.Cleanup(server.Close)
	return server.URL
}

func TestProjectorFollows(t *testing.T) {
	first, second := threeProjects(), afterThirdSheet()
	told, until := projector(t, first)
	until("totals with the decimals of the contest",
		`names() === '1 Саидова Меҳрангез 81,00; 2 Раҳимов Ҷамшед 80,33; 3 Ғаниева Зарина 74,00'`)
	until("the state in two languages", `document.querySelector('.sure.provisional').textContent === 'Пешакӣ Предварительно'`)

	until("a row that travels, and the one that changed glowing", `(told(`+encoded(t, judging.Diff(first, second))+`),
		document.getAnimations().some((a) => a.transitionProperty === 'transform') && document.querySelectorAll('.row.glow').length === 1)`)
	until("the new order", `names() === '1 Раҳимов Ҷамшед 80,33; 2–3 Саидова Меҳрангез 74,00; 2–3 Ғаниева Зарина 74,00'`)
	until("where rows came from", `Array.from(document.querySelectorAll('.row')).map((row) => row.querySelector('.move').textContent).join() === '1,1,1'`)
	until("the bracket of a shared place", `document.querySelectorAll('.tie').length === 1`)

	told(&judging.Delta{T: "delta", Prev: first.Hash, Hash: second.Hash})
	until("a wish for a snapshot", `sent.length === 1 && sent[0] === '{"t":"snap"}'`)
	told(map[string]any{"t": "hb", "hash": first.Hash, "pub": 1})
	until("another wish", `sent.length === 2`)
	told(map[string]any{"t": "hb", "hash": second.Hash, "pub": second.Pub})
	until("contentment", `sent.length === 2 && names().startsWith('1 Раҳимов')`)

	until("a clock that went on", `later(13000) === undefined`)
	until("lost contact with the age of the picture", `document.querySelector('.as-of.lost').textContent.includes('15:28:40')`)
	until("the last picture kept, and a new try", `names().startsWith('1 Раҳимов') && sockets.length > 1`)
	told(second)
	until("contact again", `!document.querySelector('.as-of.lost')`)

	told(map[string]any{"t": "bye", "after": [2]int{0, 1}})
	until("a return when the server asked for it", `sockets.length > 2 && sockets[sockets.length - 1].onmessage`)
	told(map[string]any{"t": "snap", "contest": "c", "division": "d", "state": "hidden", "hash": judging.HashFrame("hidden", nil), "rows": []int{}})
	until("nothing of the picture left", `!document.querySelector('.row') && !document.querySelector('.coverage').textContent &&
		document.querySelector('.message').textContent.includes('ҳанӯз')`)
}

// While rows travel, newer pictures wait, and only the newest is drawn.
func TestProjectorMergesWhatCameMeanwhile(t *testing.T) {
	first, second := threeProjects(), afterThirdSheet()
	_, until := projector(t, first)
	third := threeProjects()
	third.Rows[2].Total, third.Rows[2].Place = "99", 1
	third.Rows[0].Place, third.Rows[1].Place = 2, 3
	third.Rows = []judging.FrameRow{third.Rows[2], third.Rows[0], third.Rows[1]}
	third.Hash = judging.HashFrame(third.State, third.Rows)

	until("a list of what is drawn", `(window.drawn = [], new MutationObserver(() => {
		const now = document.querySelector('.coverage').textContent;
		if (drawn[drawn.length - 1] !== now) drawn.push(now);
	}).observe(document.querySelector('.coverage'), { childList: true }), true)`)
	var frames []judging.Frame
	for received, f := range []*judging.Frame{second, first, second, third} {
		frames = append(frames, *f)
		frames[received].Coverage = &judging.Coverage{Received: received, Expected: 9}
	}
	until("all of them told at once", `(`+encoded(t, frames)+`.forEach(told), true)`)
	until("the newest picture", `names().startsWith('1 Ғаниева Зарина 99,00; 2 Саидова')`)
	until("nothing between", `drawn.length === 2 && drawn[0].includes('0') && drawn[1].includes('3')`)
}
