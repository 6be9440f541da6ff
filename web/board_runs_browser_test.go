package web

// Boards of runs: what a hall reads from 20 m and a phone at hand, and the
// stopwatch of the running attempt.

import (
	"fmt"
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
	"Шабпарак", "Симурғ", "Рахш", "Ҷаҳонгард", "Ӯктам-2", "Барқи кӯҳистон", "Ғизоли дашт", "Тезрави Хуҷанд аз мактаби №14", "Зарафшон", "Қуқнус",
	"Помир", "Сомон", "Варзоб", "Искандар", "Боҳир", "Дилшод", "Навруз", "Офтоб", "Парвоз", "Равшан",
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

// wholeOnBoard lists what is too small, cut, or stands on something else.
const wholeOnBoard = `(() => {
	const bad = [], u = Math.min(innerHeight / 1080, innerWidth / 1440);
	const seen = (e) => e.getClientRects().length && getComputedStyle(e).visibility !== 'hidden' && !e.closest('.aside-text, .controls, [aria-hidden="true"], .beyond');
	const area = document.querySelector('.table').getBoundingClientRect();
	const texts = [];
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walk.nextNode()) {
		const e = walk.currentNode.parentElement;
		if (!walk.currentNode.data.trim() || !seen(e) || /SCRIPT|STYLE/.test(e.tagName)) continue;
		const r = document.createRange();
		r.selectNodeContents(walk.currentNode);
		const whole = r.getBoundingClientRect(), shown = (e.closest('.fits') || document.body).getBoundingClientRect();
		const box = { left: whole.left, right: Math.min(whole.right, shown.right), top: whole.top, bottom: whole.bottom };
		const size = parseFloat(getComputedStyle(e).fontSize);
		if (size < 30 * u - .6) bad.push('small: ' + walk.currentNode.data + ' ' + Math.round(size / u));
		if (box.left < 0 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1) bad.push('outside: ' + walk.currentNode.data);
		/* the letters, not the line: a line is higher than what stands in it */
		const middle = (box.top + box.bottom) / 2;
		texts.push({ text: walk.currentNode.data, e, left: box.left, right: box.right, top: middle - size * .3, bottom: middle + size * .3 });
	}
	texts.forEach((a, i) => texts.slice(i + 1).forEach((b) => {
		if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1) bad.push('over each other: «' + a.text + '» «' + b.text + '»');
	}));
	for (const e of document.querySelectorAll('.fits, .said, .words, .columns > span, .label, .side .word')) {
		if (seen(e) && !e.matches('.cut') && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 6)) bad.push('cut: ' + e.className + ' «' + e.textContent + '»');
	}
	for (const e of document.querySelectorAll('.meeting, .group, .strip, .row:not(.beyond)')) {
		const b = e.getBoundingClientRect();
		if (seen(e) && (b.top < area.top - 1 || b.bottom > area.bottom + 3)) bad.push('not on the page: ' + e.className + ' ' + e.textContent);
	}
	const boxes = Array.from(document.querySelectorAll('.meeting, .round, .group')).filter(seen).map((e) => [e, e.getBoundingClientRect()]);
	boxes.forEach(([e, a], i) => boxes.slice(i + 1).forEach(([f, b]) => {
		if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1) bad.push('boxes meet: ' + e.textContent + ' / ' + f.textContent);
	}));
	const cut = Array.from(document.querySelectorAll('.cut')).filter((e) => seen(e) && e.textContent.length < 20);
	if (cut.length) bad.push('cut for want of room: ' + cut.map((e) => e.textContent));
	return bad.slice(0, 12);
})()`

var halls = [][2]int64{{1920, 1080}, {1280, 720}, {1024, 768}}

func TestRunsOnTheProjector(t *testing.T) {
	tab := browsertest.Open(t)
	for name, frame := range map[string]*judging.Frame{"line": lineFollower(time.Now().Add(-20 * time.Second)), "vehicle": vehicles(time.Now().Add(-20 * time.Second))} {
		for i, lang := range Languages {
			theme := []string{"hall", "paper"}[i%2]
			browsertest.Run(t, tab, chromedp.Navigate(boardAt(t, "board.html", lang, theme, frame)))
			said := browsertest.Eval[bool](t, tab, fmt.Sprintf(`document.body.textContent.includes(%q)`, words.say(lang, "board.runs.moves")))
			if said != frame.Extra.Moves {
				t.Errorf("%s, %s: that one run can move everybody is said: %v", name, lang, said)
			}
			for _, size := range halls {
				browsertest.Size(t, tab, size[0], size[1])
				browsertest.Eval[bool](t, tab, `document.fonts.ready.then(() => new Promise((done) => setTimeout(() => done(true), 100)))`)
				picture := fmt.Sprintf("runs-%s-%s-%s-%dx%d", name, lang, theme, size[0], size[1])
				browsertest.Keep(t, tab, picture)
				if bad := browsertest.Eval[[]string](t, tab, wholeOnBoard); len(bad) > 0 {
					t.Errorf("%s:\n  %s", picture, strings.Join(bad, "\n  "))
				}
			}
		}
	}
}

// sumo is a bracket or its groups for so many robots, at half of its way.
func sumo(t *testing.T, n int, format scoring.Format) *judging.Frame {
	f := &judging.Frame{T: "snap", Contest: "c", Division: "d", Epoch: "1-a", State: "live", AsOf: "2026-10-05T10:28:40.125Z",
		Coverage: &judging.Coverage{Received: 9, Expected: 2 * n}}
	var ids []string
	for i := range n {
		id := fmt.Sprint("e", i)
		ids = append(ids, id)
		f.Rows = append(f.Rows, judging.FrameRow{I: i, Entry: id, Name: robots[i], School: "Гимназияи №1", Expected: 4})
	}
	plan := scoring.Plan{Format: format, Groups: [][]string{ids}}
	three, one := scoring.Int(3), scoring.Int(1)
	switch format {
	case scoring.RoundRobin:
		plan.Groups = slices.Collect(slices.Chunk(ids, 4))
		plan.Points, plan.Advance = [3]scoring.Number{three, one, {}}, 2
	case scoring.Swiss:
		plan.Rounds, plan.Points = 5, [3]scoring.Number{three, one, {}}
	case scoring.Single:
		plan.Third = true
	}
	results := map[string]scoring.Result{}
	random := rand.New(rand.NewPCG(5, uint64(n)))
	for range 3 { // rounds
		for _, m := range plan.Meetings(results, nil) {
			if m.A != "" && m.B != "" && !m.Over {
				winner, two, fewer := m.A, scoring.Int(2), scoring.Int(int64(random.IntN(2)))
				if random.IntN(2) == 0 {
					winner, two, fewer = m.B, fewer, two
				}
				results[m.ID] = scoring.Result{A: m.A, B: m.B, Winner: winner, For: two, Conceded: fewer}
			}
		}
	}
	stage := judging.ExtraStage{Stage: "fights", Title: judging.Text{EN: "Fights", RU: "Схватки", TG: "Муҳорибаҳо"}, Kind: "matches", Seconds: 90}
	x := &judging.Extra{Stages: []judging.ExtraStage{stage}, Matches: []judging.ExtraMatches{{Stage: "fights", Format: string(format)}}}
	meetings := &x.Matches[0].Meetings
	for _, m := range plan.Meetings(results, nil) {
		out := judging.ExtraMeeting{ID: m.ID, Part: string(m.Part), Round: m.Round, Group: m.Group, A: m.A, B: m.B, Winner: m.Winner, Over: m.Over, Bye: m.Bye}
		if m.Played {
			out.ScoreA, out.ScoreB = m.For.String(), m.Conceded.String()
		}
		if !m.Over && m.A != "" && m.B != "" && x.Live == nil {
			x.Live = []judging.ExtraLive{{Stage: "fights", Entry: m.A, Against: m.B, Meeting: m.ID, Field: "Майдони 1", Since: judging.Stamp(time.Now().Add(-15 * time.Second))}}
		}
		*meetings = append(*meetings, out)
	}
	if x.Live == nil { // all is over but one that is played again
		m := &(*meetings)[len(*meetings)-1]
		m.Over, m.Winner = false, ""
		x.Live = []judging.ExtraLive{{Stage: "fights", Entry: m.A, Against: m.B, Meeting: m.ID, Since: judging.Stamp(time.Now().Add(-15 * time.Second))}}
	}
	if format.Tables() {
		for i, ids := range plan.Groups {
			g := judging.ExtraGroup{}
			if len(plan.Groups) > 1 {
				g.Name = string(rune('A' + i))
			}
			for k, id := range ids {
				g.Rows = append(g.Rows, judging.ExtraGroupRow{Entry: id, Played: 3, Won: 3 - k%4, Points: fmt.Sprint(9 - 3*(k%4)), Difference: fmt.Sprint(4 - 2*k), Place: k + 1})
			}
			x.Matches[0].Groups = append(x.Matches[0].Groups, g)
		}
	}
	f.Extra, f.Hash = x, judging.HashFrame(f.State, f.Rows)
	return f
}

func TestMatchesOnTheProjector(t *testing.T) {
	tab := browsertest.Open(t)
	turn := 0
	for n, formats := range map[int][]scoring.Format{8: {scoring.Single, scoring.Double, scoring.RoundRobin}, 16: {scoring.Single, scoring.RoundRobin}, 32: {scoring.Single, scoring.Double, scoring.Swiss}} {
		for _, format := range formats {
			frame := sumo(t, n, format)
			lang, theme := Languages[turn%3], []string{"hall", "paper"}[turn%2]
			turn++
			browsertest.Run(t, tab, chromedp.Navigate(boardAt(t, "board.html", lang, theme, frame)))
			for _, size := range halls {
				browsertest.Size(t, tab, size[0], size[1])
				browsertest.Eval[bool](t, tab, `document.fonts.ready.then(() => new Promise((done) => setTimeout(() => done(true), 100)))`)
				seen := map[string]bool{}
				for page := 1; ; page++ {
					picture := fmt.Sprintf("matches-%d-%s-%s-%dx%d-%d", n, format, lang, size[0], size[1], page)
					browsertest.Keep(t, tab, picture)
					if bad := browsertest.Eval[[]string](t, tab, wholeOnBoard); len(bad) > 0 {
						t.Errorf("%s:\n  %s", picture, strings.Join(bad, "\n  "))
					}
					for _, id := range browsertest.Eval[[]string](t, tab, `Array.from(document.querySelectorAll('.meeting, .group tbody tr')).map((e) => e.dataset.id)`) {
						seen[id] = true
					}
					if !browsertest.Eval[bool](t, tab, `turnPage()`) {
						break
					}
				}
				want := len(frame.Extra.Matches[0].Meetings)
				if format.Tables() {
					want = n
				}
				if len(seen) != want {
					t.Errorf("%d robots, %s: %d of %d seen", n, format, len(seen), want)
				}
			}
		}
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
			}
			browsertest.Keep(t, tab, fmt.Sprintf("phone-runs-%d-%s", i, lang))
			if wide := browsertest.Eval[int](t, tab, `document.documentElement.scrollWidth`); wide > 390 {
				t.Errorf("%d in %s is %d wide", i, lang, wide)
			}
			small := `Array.from(document.querySelectorAll('main *')).filter((e) => e.getClientRects().length && parseFloat(getComputedStyle(e).fontSize) < 15).map((e) => e.outerHTML)`
			if bad := browsertest.Eval[[]string](t, tab, small); len(bad) > 0 {
				t.Errorf("%d in %s: too small: %v", i, lang, bad)
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
	until("the time since the start", `(() => { const n = parseFloat(document.querySelector('.timer').textContent.replace(',', '.')); return n >= 38.9 && n < 48; })()`)
	until("a clock set a year wrong", `later(365 * 86400000) === undefined`)
	until("the same time", `(() => { const n = parseFloat(document.querySelector('.timer').textContent.replace(',', '.')); return n >= 38.9 && n < 60; })()`)
	until("a count of what is drawn", `(window.drawn = 0, new MutationObserver(() => { drawn++; }).observe(document.querySelector('.timer'), { childList: true }),
		window.since = performance.now(), true)`)
	until("a second, with at most ten drawings in it", `performance.now() - since > 1000`)
	until("no more than ten a second", `drawn > 2 && drawn <= 10 * (performance.now() - since) / 1000 + 1`)
	until("another look without motion", `(document.documentElement.dataset.motion = 'off', true)`)
	until("whole seconds", `/^\d+$/.test(document.querySelector('.timer').textContent)`)

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
