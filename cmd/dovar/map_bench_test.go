package main

// `make bench`: the live map of a large contest in a real browser.

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"dovar/judging"
	"dovar/web/browsertest"
)

// watchTasks keeps the length of every long task, those of the load too.
const watchTasks = `(window.tasks = [], new PerformanceObserver(list => {
	for (const e of list.getEntries()) window.tasks.push(e.duration);
}).observe({type: "longtask", buffered: true}), true)`

// longest is the longest task so far, in ms; 0 when none took 50.
const longest = `new Promise(done => setTimeout(() => done(Math.max(0, ...window.tasks.splice(0))), 300))`

// wander scrolls the map to its far corner in as many pictures, and back.
const wander = `new Promise(done => {
	const grid = document.querySelector(".grid"), steps = 120;
	let i = 0;
	const step = () => {
		const part = i < steps / 2 ? i / (steps / 2) : 2 - i / (steps / 2);
		grid.scrollTop = part * (grid.scrollHeight - grid.clientHeight);
		grid.scrollLeft = part * (grid.scrollWidth - grid.clientWidth);
		i++ < steps ? requestAnimationFrame(step) : done(true);
	};
	step();
})`

// BenchmarkMapPage: 5,000 entries x 5 judges, then x 200 with 3 for each entry:
// no task over 100 ms while the page loads, changes, is scrolled, searched and
// filtered.
func BenchmarkMapPage(b *testing.B) {
	for _, size := range []struct{ judges, perEntry int }{{5, 5}, {200, 3}} {
		b.Run(fmt.Sprintf("5000x%d", size.judges), func(b *testing.B) { mapPage(b, size.judges, size.perEntry) })
	}
}

func mapPage(b *testing.B, judges, perEntry int) {
	must := func(err error) {
		b.Helper()
		if err != nil {
			b.Fatal(err)
		}
	}
	ctx, dir := b.Context(), b.TempDir()
	code, token, errs := dovar("token", "--role", "organizer", "--data", dir)
	if code != 0 {
		b.Fatal(errs)
	}
	server := startChild(b, dir, "127.0.0.1:0")
	desk := desk{newClient(server.address, strings.TrimSpace(token))}
	desk.http.Timeout = 5 * time.Minute
	event, err := desk.newEvent(ctx, judging.NewEvent{Title: demoEvent, Starts: "2030-05-01", Ends: "2030-05-02"})
	must(err)
	contest, err := desk.newContest(ctx, event, "science-fair-science")
	must(err)
	works := make([]newEntry, 5000)
	for i := range works {
		works[i] = newEntry{Name: fmt.Sprintf("Лоиҳаи %d: обтозакунӣ бо офтоб", i+1)}
	}
	entries, err := desk.addEntries(ctx, contest.ID, works)
	must(err)
	people := make([]newJudge, judges)
	for i := range people {
		people[i] = judge(fmt.Sprintf("Довар%d Номи %d", i+1, i+1))
	}
	ids, err := desk.addJudges(ctx, event, people)
	must(err)
	ask := judging.Assignment{Stage: contest.Stages[0].ID, Judges: ids, PerEntry: perEntry, Seed: 1}
	for i, e := range entries {
		for k := range perEntry {
			if perEntry == judges { // each with each needs no list
				break
			}
			ask.Pairs = append(ask.Pairs, judging.Pair{Entry: e, Judge: ids[(i*perEntry+k)%judges]})
		}
	}
	_, err = desk.assign(ctx, contest.ID, ask)
	must(err)
	must(desk.setStage(ctx, contest.Stages[0].ID, judging.StageOpen))
	card, err := desk.card(ctx, ids[0])
	must(err)
	r, err := signIn(ctx, desk.client, card, "Tablet", time.Now)
	must(err)
	robot := &player{robot: r}

	tab := organizerTab(b, browsertest.Open(b), &fair{dir: dir, child: server})
	browsertest.Size(b, tab, 1920, 1080)
	for b.Loop() {
		began := time.Now()
		browsertest.Run(b, tab, chromedp.Navigate(server.address+"/organizer/contests/"+contest.ID+"/day?lang=ru"))
		browsertest.Eval[bool](b, tab, watchTasks)
		browsertest.Until(b, tab, "the map", `document.querySelector(".grid .cell")`)
		b.ReportMetric(float64(time.Since(began).Milliseconds()), "shown-ms")
		worst := 0.0
		measure := func(what string) {
			b.Helper()
			ms := browsertest.Eval[float64](b, tab, longest)
			b.Logf("%s: longest task %.0f ms", what, ms)
			worst = max(worst, ms)
		}
		measure("load")
		browsertest.Eval[bool](b, tab, wander)
		measure("scroll")
		for _, sheet := range robot.seen.Sheets[:20] {
			_, err := robot.cut(sheet.Sheet, robot.rubric(sheet), judging.OpDraft, "", judging.Body{
				Marks: map[string]*judging.Decimal{}, Counts: map[string]int{}, Notes: map[string]string{}, Flags: []string{},
			})
			must(err)
			must(robot.send(ctx))
		}
		browsertest.Until(b, tab, "20 drafts", `document.querySelector(".cell.draft")`)
		measure("changes")
		for _, text := range []string{"4", "49", "499"} {
			browsertest.Run(b, tab, chromedp.SetValue(".find input", text))
			browsertest.Eval[bool](b, tab, `document.querySelector(".find input").dispatchEvent(new Event("input", {bubbles: true}))`)
		}
		browsertest.Until(b, tab, "what was found", `document.querySelector(".grid").getAttribute("aria-rowcount") < 100`)
		measure("find")
		browsertest.Eval[bool](b, tab, `document.querySelector(".tools .check").click() || true`)
		measure("filter")
		b.ReportMetric(worst, "longest-task-ms")
		if worst > 100 {
			b.Errorf("a task of %.0f ms, at most 100", worst)
		}
		// What measures would have seen one.
		browsertest.Eval[bool](b, tab, `new Promise(done => setTimeout(() => { for (const end = performance.now() + 150; performance.now() < end;); done(true); }))`)
		if seen := browsertest.Eval[float64](b, tab, longest); seen < 140 {
			b.Errorf("a task of 150 ms was measured as %.0f", seen)
		}
	}
}
