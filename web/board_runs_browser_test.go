package web

// Boards of runs: what a hall reads from 20 m and a phone at hand, and the
// stopwatch of the running attempt.

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"dovar/judging"
	"dovar/scoring"
	"dovar/web/browsertest"
)

var robots = []string{
	"Роботи ҷустуҷӯгари гурӯҳи «Сомониён-1»", "Роботи ҷустуҷӯгари гурӯҳи «Сомониён-2»", "Рахш", "Ҷаҳонгард", "Ӯктам-2", "Барқи кӯҳистон", "Электронмеханикҳои Сверхскоростной",
	"Тезрави Хуҷанд аз мактаби №14", "Команда робототехники «Барқ» школы №14", "Команда робототехники «Рахш» школы №14", "Помир", "Сомон", "Варзоб", "Искандар", "Боҳир", "Дилшод", "Навруз", "Офтоб", "Парвоз", "Равшан",
	"Ситора", "Тоҷ", "Фирӯз", "Хуршед", "Чашма", "Шоҳин", "Юз", "Ястреб", "Анҷум", "Баҳор", "Ваҳдат", "Гулруз",
}

// lineFollower is the story's picture: 41,20, disqualified, 38,95, 39,10, not
// finished, and eleven more robots; one of them runs since.
func lineFollower(since time.Time) *judging.Frame {
	f := &judging.Frame{
		T: "snap", Contest: "c", Division: "d", Epoch: "1-a", State: "live", AsOf: "2026-10-05T10:28:40.125Z",
		Coverage: &judging.Coverage{Received: 33, Expected: 60},
		Extra: &judging.Extra{
			Low:     true,
			Stages:  []judging.ExtraStage{{Stage: "runs", Title: judging.Text{EN: "Runs", RU: "Заезды", TG: "Давишҳо"}, Kind: "time", Attempts: 5, Decimals: 2, Seconds: 180, Best: true}},
			Live:    []judging.ExtraLive{{Stage: "runs", Entry: "e3", Attempt: 3, Field: "Майдони 2", Since: judging.Stamp(since)}},
			Records: []judging.ExtraRecord{{Stage: "runs", Entry: "e0", V: "38.95", At: "2026-10-05T10:20:40.125Z"}},
		},
	}
	for i, name := range robots[:12] {
		row := judging.FrameRow{I: i, Entry: fmt.Sprint("e", i), Name: name, School: "Гимназияи №1, ноҳияи Рӯдакӣ", Expected: 5}
		if i < 9 {
			row.Place, row.Total, row.Counted = i+1, fmt.Sprintf("%d.5", 39+3*i), 2
			row.Runs = []judging.FrameRun{{Stage: "runs", N: 1, V: fmt.Sprintf("%d.75", 41+3*i)}, {Stage: "runs", N: 2, V: row.Total}}
		}
		f.Rows = append(f.Rows, row)
	}
	f.Rows[0].Total, f.Rows[0].Counted = "38.95", 5
	f.Rows[0].Runs = []judging.FrameRun{{Stage: "runs", N: 1, V: "41.2"}, {Stage: "runs", N: 2, None: true}, {Stage: "runs", N: 3, V: "38.95"}, {Stage: "runs", N: 4, V: "39.1"}, {Stage: "runs", N: 5, None: true}}
	f.Rows[1].Runs = append(f.Rows[1].Runs, judging.FrameRun{Stage: "runs", N: 6, V: "35.5", Extra: true}) // with a third robot, for a tie
	f.Rows[9].Counted, f.Rows[9].Runs = 1, []judging.FrameRun{{Stage: "runs", N: 1, None: true}}
	f.Hash = judging.HashFrame(f.State, f.Rows)
	return f
}

// vehicles is a contest of two kinds of runs and documents by three judges.
func vehicles(since time.Time) *judging.Frame {
	stage := func(id string, title judging.Text) judging.ExtraStage {
		return judging.ExtraStage{Stage: id, Title: title, Kind: "tasks", Attempts: 2, Decimals: 1, Seconds: 180, Best: true}
	}
	f := lineFollower(since)
	f.Extra.Low, f.Extra.Moves = false, true
	f.Extra.Stages = []judging.ExtraStage{
		stage("open", judging.Text{EN: "Open rounds", RU: "Открытые раунды", TG: "Даврҳои кушода"}),
		stage("obstacle", judging.Text{EN: "Obstacle rounds", RU: "Раунды с препятствиями", TG: "Даврҳо бо монеа"}),
	}
	f.Extra.Live = []judging.ExtraLive{
		{Stage: "open", Entry: "e3", Attempt: 2, Field: "Майдони 1", Since: judging.Stamp(since)},
		{Stage: "obstacle", Entry: "e7", Attempt: 1, Field: "Майдони 2", Since: judging.Stamp(since.Add(-100 * time.Second))},
	}
	f.Extra.Records = []judging.ExtraRecord{{Stage: "open", Entry: "e0", V: "30", T: "82.4", At: "2026-10-05T09:20:40.125Z"}, {Stage: "obstacle", Entry: "e1", V: "62", T: "165", At: "2026-10-05T10:20:40.125Z"}}
	for i := range f.Rows {
		row := &f.Rows[i]
		row.Expected, row.Judged = 7, &judging.Coverage{Received: min(3, i%4), Expected: 3}
		row.Runs, row.Total, row.Counted = nil, "", row.Judged.Received
		if row.Place > 0 {
			row.Total = fmt.Sprintf("%d.67", 112-4*i)
			row.Runs = []judging.FrameRun{{Stage: "open", N: 1, V: "30", T: "120.4"}, {Stage: "obstacle", N: 1, V: "60", T: "178"}, {Stage: "obstacle", N: 2, V: "60", T: "165"}}
			row.Counted += 3
		}
	}
	f.Hash = judging.HashFrame(f.State, f.Rows)
	return f
}

// rally is a vehicle contest of five kinds of runs.
func rally(since time.Time) *judging.Frame {
	f := vehicles(since)
	for i, title := range []judging.Text{{EN: "Parking", RU: "Парковка в тесном месте", TG: "Таваққуф дар ҷои танг"}, {EN: "Ramp", RU: "Подъём и спуск", TG: "Болоравӣ ва фурудоӣ"}, {EN: "Crossings", RU: "Перекрёстки", TG: "Чорроҳаҳо"}} {
		f.Extra.Stages = append(f.Extra.Stages, judging.ExtraStage{Stage: fmt.Sprint("more", i), Title: title, Kind: "tasks", Attempts: 2, Decimals: 1, Seconds: 180, Best: true})
	}
	return f
}

func TestRunsOnTheProjector(t *testing.T) {
	tab := browsertest.Open(t)
	since := time.Now().Add(-20 * time.Second)
	for name, frame := range map[string]*judging.Frame{"line": lineFollower(since), "vehicle": vehicles(since)} {
		for i, lang := range Languages {
			theme := []string{"hall", "paper"}[i%2]
			browsertest.Run(t, tab, chromedp.Navigate(boardAt(t, "board.html", lang, theme, frame)))
			said := browsertest.Eval[bool](t, tab, fmt.Sprintf(`document.body.textContent.includes(%q)`, words.say(lang, "board.runs.moves")))
			if said != frame.Extra.Moves {
				t.Errorf("%s, %s: that one run can move everybody is said: %v", name, lang, said)
			}
			for _, size := range halls {
				hallAt(t, tab, size, fmt.Sprintf("runs-%s-%s-%s", name, lang, theme))
			}
		}
	}
	everyStage(t, tab, rally(since))
	lookAlike(t, tab)
}

// everyStage takes its turn beside each page of rows, without motion too, and
// the foot says which are shown.
func everyStage(t *testing.T, tab context.Context, frame *judging.Frame) {
	browsertest.Run(t, tab, chromedp.Navigate(boardAt(t, "board.html", "ru", "paper", frame)))
	browsertest.Eval[any](t, tab, `document.documentElement.dataset.motion = 'off'`)
	for _, hall := range []struct {
		size  [2]int64
		pages int
	}{{halls[0], 4}, {halls[2], 6}} {
		seen := map[string]int{}
		for page := range hall.pages { // of rows times of stages
			hallAt(t, tab, hall.size, fmt.Sprint("runs-rally-", page))
			for _, head := range browsertest.Eval[[]string](t, tab, `Array.from(document.querySelectorAll('.columns .stage')).map((e) => e.textContent)`) {
				seen[head]++
			}
			if said := browsertest.Eval[string](t, tab, `document.querySelector('.range').textContent`); !strings.Contains(said, "этапы") || !strings.Contains(said, "из 5") {
				t.Errorf("page %d says %q", page, said)
			}
			browsertest.Eval[any](t, tab, `turnPage()`)
		}
		for _, stage := range frame.Extra.Stages {
			if seen[stage.Title.RU] < 2 {
				t.Errorf("%v: of the pages %d show %s", hall.size, seen[stage.Title.RU], stage.Title.RU)
			}
		}
	}
}

// lookAlike no two robots do, however little room their names have; who has
// room is whole.
func lookAlike(t *testing.T, tab context.Context) {
	random := rand.New(rand.NewPCG(5, 40))
	words := []string{"Роботи", "Команда", "мактаби", "школы", "№1", "№14", "«Барқ»", "«Рахш»", "«Сомониён-1»", "«Сомониён-2»", "робототехники", "ноҳияи", "Рӯдакӣ", "1", "2", "12"}
	var lists [][]string
	for range 200 {
		names := map[string]bool{}
		for len(names) < 16 {
			name := words[random.IntN(2)]
			for range 2 + random.IntN(4) {
				name += " " + words[random.IntN(len(words))]
			}
			names[name] = true
		}
		lists = append(lists, slices.Sorted(maps.Keys(names)))
	}
	bad := browsertest.Eval[[]string](t, tab, `import('/static/board/short.js').then(({ shortened }) => `+encoded(t, lists)+`.flatMap((names) => [14, 18, 26].flatMap((letters) => {
		const told = names.map((name) => shortened(name, letters, names)), bad = [];
		told.forEach((text, i) => {
			const same = told.indexOf(text);
			if (same < i) bad.push(names[i] + ' and ' + names[same] + ' are ' + text);
			if (text.length > letters || names[i].length <= letters && text !== names[i]) bad.push(names[i] + ' in ' + letters + ' letters is ' + text);
		});
		return bad;
	})).slice(0, 5))`)
	if len(bad) > 0 {
		t.Error(strings.Join(bad, "\n"))
	}
}

// On a phone runs stand under their row, and matches of the rows kept in view
// come first.
func TestRunsOnAPhone(t *testing.T) {
	tab := browsertest.Open(t)
	browsertest.Size(t, tab, 390, 844)
	for i, frame := range []*judging.Frame{lineFollower(time.Now().Add(-20 * time.Second)), vehicles(time.Now()), sumo(t, 16, scoring.Single), sumo(t, 8, scoring.RoundRobin)} {
		for k, lang := range Languages {
			browsertest.Dark(t, tab, k%2 == 0)
			browsertest.Run(t, tab, chromedp.Navigate(boardAt(t, "phone.html", lang, "", frame)))
			browsertest.Until(t, tab, "the rows", fmt.Sprintf(`document.querySelectorAll('.rows .row').length === %d`, len(frame.Rows)))
			if len(frame.Extra.Matches) > 0 {
				browsertest.Eval[any](t, tab, `document.querySelectorAll('.rows .row')[2].click()`)
				browsertest.Until(t, tab, "the matches of the row that was touched", `Array.from(document.querySelectorAll('.mine .meeting')).length > 0 &&
					Array.from(document.querySelectorAll('.mine .meeting')).every((e) => e.textContent.includes('Рахш'))`)
				browsertest.Until(t, tab, "the match that runs", `document.querySelector('.meeting.now .timer').textContent.length > 2`)
			} else {
				browsertest.Until(t, tab, "a row with its runs", `document.querySelector('.rows .runs .attempts').textContent.length > 5`)
				if i == 0 {
					browsertest.Until(t, tab, "a run for a tie: a shape of its own, no best run", `document.querySelectorAll('.row')[1].querySelectorAll('.dots circle').length === 5 &&
						document.querySelectorAll('.row')[1].querySelectorAll('.dots path').length === 1 &&
						document.querySelectorAll('.row')[1].querySelector('.told').textContent === `+encoded(t, words.say(lang, "board.runs.extra")+"\u00a0"+showTotal("35.5", 2, lang)))
				}
			}
			browsertest.Keep(t, tab, fmt.Sprintf("phone-runs-%d-%s", i, lang))
			if wide := browsertest.Eval[int](t, tab, `document.documentElement.scrollWidth`); wide > 390 {
				t.Errorf("%d in %s is %d wide", i, lang, wide)
			}
			small := `Array.from(document.querySelectorAll('main *')).filter((e) => e.getClientRects().length && parseFloat(getComputedStyle(e).fontSize) < 15).map((e) => e.outerHTML)`
			if bad := browsertest.Eval[[]string](t, tab, small); len(bad) > 0 {
				t.Errorf("%d in %s: too small: %v", i, lang, bad)
			}
			broken := `Array.from(document.querySelectorAll('.group th')).filter((h) => { const r = document.createRange(); r.selectNodeContents(h); return r.getClientRects().length > 1; }).map((h) => h.textContent)`
			if bad := browsertest.Eval[[]string](t, tab, broken); len(bad) > 0 {
				t.Errorf("%d in %s: heads of groups are broken: %v", i, lang, bad)
			}
			if i > 0 && i < 3 {
				break // one language each shows the rest
			}
		}
	}
}

// The stopwatch shows the server's time, whatever the viewer's clock says; it is
// drawn ten times a second at most, once where motion is not wanted, never when
// nothing runs, and one without an end goes.
func TestAStopwatchRunsByTheServersClock(t *testing.T) {
	frame := lineFollower(time.Date(2030, 1, 1, 12, 0, 0, 0, time.UTC))
	frame.Extra.Live[0].Since = "2030-01-01T12:00:00.000Z"
	told, until := projector(t, frame)
	beat := func(at string) {
		told(map[string]any{"t": "hb", "hash": frame.Hash, "pub": frame.Pub, "at": at})
	}
	beat("2030-01-01T12:00:38.900Z")
	until("the time since the start", `(() => { const n = parseFloat(document.querySelector('.timer').textContent.replace(',', '.')); return n >= 38.9 && n < 180; })()`)
	until("a clock set a year wrong", `later(365 * 86400000) === undefined`)
	until("the same time", `(() => { const n = parseFloat(document.querySelector('.timer').textContent.replace(',', '.')); return n >= 38.9 && n < 180; })()`)
	until("a count of what is drawn", `(window.drawn = 0, new MutationObserver(() => { drawn++; }).observe(document.querySelector('.timer'), { childList: true }),
		window.since = performance.now(), true)`)
	until("a second, with at most ten drawings in it", `performance.now() - since > 1000`)
	until("no more than ten a second", `drawn > 2 && drawn <= 10 * (performance.now() - since) / 1000 + 1`)
	until("another look without motion", `(document.documentElement.dataset.motion = 'off', true)`)
	until("whole seconds", `/^\d+$/.test(document.querySelector('.timer').textContent)`)

	until("a new socket, for the old one was silent for a year", `sockets.length > 1 && sockets[sockets.length - 1].onmessage`)
	// What no hash covers: another pub makes the page ask, a delta brings it.
	told(map[string]any{"t": "hb", "hash": frame.Hash, "pub": frame.Pub + 1, "at": "2030-01-01T12:01:00.000Z"})
	until("a wish for a snapshot", `sent.length === 1`)
	next := *frame
	next.Pub++
	extra := *frame.Extra
	extra.Live = append([]judging.ExtraLive{}, extra.Live[0])
	extra.Live[0].Entry = "e5"
	next.Extra = &extra
	delta := judging.Diff(frame, &next)
	if delta == nil {
		t.Fatal("no delta")
	}
	told(delta)
	until("who runs now", `document.querySelector('.strip .now .who').textContent === 'Барқи кӯҳистон' && sent.length === 1`)
	told(map[string]any{"t": "hb", "hash": next.Hash, "pub": next.Pub, "at": "2030-01-01T12:04:01.000Z"})
	until("no stopwatch a minute after its limit", `!document.querySelector('.timer') && !document.querySelector('.strip .now')`)
	until("its attempt to come again", `!document.querySelector('.dots .now')`)
}
