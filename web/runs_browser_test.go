package web

// The tablet's sum of a run against the server's, over drawn sheets of every
// preset: a team reads on the tablet what the board will show. And the order of
// a referee's queue.

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"dovar/judging"
	"dovar/web/browsertest"
)

type drawnRun struct {
	Form *judging.RunForm `json:"form"`
	Body judging.Record   `json:"body"`
}

func TestBrowserRuns(t *testing.T) {
	presets, err := judging.Presets()
	if err != nil {
		t.Fatal(err)
	}
	mind := rand.New(rand.NewPCG(5, 6))
	var runs []drawnRun
	var want []string
	for _, preset := range presets {
		for _, stage := range preset.Stages {
			form, ok := preset.Rubric(stage.ID)
			if !ok || form.Run == nil {
				continue
			}
			for range 100 {
				body := drawRun(mind, form.Run)
				run, lines := form.Result(body)
				text := run.Points.String()
				if run.Timed {
					text += " in " + run.Time.String()
				}
				text += fmt.Sprint(" ", run.None)
				for _, l := range lines {
					if l.Kind != "outcome" || body.Outcome != "" { // "" is not said yet on a tablet
						text += " " + l.Kind + " " + l.ID + "=" + l.Points.String()
					}
				}
				runs, want = append(runs, drawnRun{form.Run, body}), append(want, preset.ID+" "+text)
			}
		}
	}
	if len(runs) < 500 {
		t.Fatalf("only %d runs", len(runs))
	}
	ctx := browsertest.Open(t)
	browsertest.Run(t, ctx, chromedp.Navigate(modules(t)))
	got := browsertest.Eval[[]string](t, ctx, `import('/static/x/tablet/run.js').then((m) => `+asJSON(t, runs)+`.map(({form, body}) => {
		const r = m.resultOf(form, {tasks: {}, times: [], modifiers: [], outcome: '', ...body});
		return r.points + (r.time === null ? '' : ' in ' + r.time) + ' ' + r.none + r.lines.map((l) => ' ' + l.kind + ' ' + l.id + '=' + l.points).join('');
	}))`)
	for i := range got {
		if w := want[i][strings.Index(want[i], " ")+1:]; got[i] != w {
			t.Fatalf("%s: the tablet says\n%s, the server\n%s", asJSON(t, runs[i].Body), got[i], want[i])
		}
	}
	queueAndSleep(t, ctx)
}

// The queue of a referee with two stages goes by stage, not robot by robot, and a
// tablet that slept is told from one whose page only stood still.
func queueAndSleep(t *testing.T, ctx context.Context) {
	order := browsertest.Eval[string](t, ctx, `import('/static/x/tablet/rows.js').then((m) => {
		const form = {kind: 'tasks', criteria: [], run: {attempts: 2, tasks: [], exclusive: [], outcomes: [], modifiers: []}};
		const sheet = (stage, entry, attempt, ord) => ({sheet: stage + entry + attempt, stage, entry, attempt, ord, state: 'empty', flags: [], head: null, leaves: [], drafts: [], have: {}});
		const entry = {code: 'R', name: 'R', members: 1, state: 'active'};
		return m.rowsOf({device: {dev: 'd', epoch: ''}, sending: new Set(),
			hello: {messages: [], entries: {x: entry, y: entry}, rubrics: {runs: form, marks: {criteria: []}},
				stages: ['marks', 'open', 'closed'].map((id) => ({id, state: 'open', rubric: id === 'marks' ? 'marks' : 'runs'})),
				sheets: [sheet('marks', 'y', 1, 1), sheet('marks', 'x', 1, 0), sheet('open', 'x', 1, 0), sheet('closed', 'x', 1, 0), sheet('closed', 'y', 1, 1), sheet('open', 'x', 2, 1), sheet('open', 'y', 1, 1)]},
			journal: {opsOf: () => [], slots: new Map(), isElsewhere: () => false, isWriting: () => false}}).map((r) => r.id).join(' ');
	})`)
	if want := "openx1 openy1 openx2 closedx1 closedy1 marksx1 marksy1"; order != want {
		t.Errorf("the queue is %s, want %s", order, want)
	}
	swaps := browsertest.Eval[string](t, ctx, `Promise.all(['swap', 'stopwatch'].map((m) => import('/static/x/tablet/' + m + '.js'))).then(([{othersOf}, {start}]) => {
		const row = (id) => ({id, stage: {id: 's'}, mode: 'edit', entry: {state: 'active'}}), rows = ['asked', 'running', 'waiting'].map(row);
		start('running', 1, 2);
		return othersOf(rows[0], {rows: () => rows}).map((r) => r.id).join(' ');
	})`)
	if swaps != "waiting" {
		t.Errorf("a run may change places with %s, want not with one whose watch runs", swaps)
	}
	told := browsertest.Eval[[]bool](t, ctx, `import('/static/x/tablet/stopwatch.js').then((m) =>
		[[60000, 60000], [60000, 61000], [60000, 61001], [300, 600300], [60000, 0]].map(([steady, calendar]) => m.slept({steady: 5, calendar: 7e11}, {steady: 5 + steady, calendar: 7e11 + calendar})))`)
	if !slices.Equal(told, []bool{false, false, true, true, false}) {
		t.Errorf("of sleeps is told %v", told)
	}
}

// drawRun is a record that the form allows, with gaps.
func drawRun(mind *rand.Rand, form *judging.RunForm) judging.Record {
	body := judging.Record{Tasks: map[string]*judging.TaskMark{}, Modifiers: []string{}}
	for _, task := range form.Tasks {
		switch {
		case mind.IntN(6) == 0:
			body.Tasks[task.ID] = nil
		case task.Counter != nil:
			n := mind.IntN(task.Counter.Max + 1)
			body.Tasks[task.ID] = &judging.TaskMark{Count: &n}
		default:
			value := task.Choice[mind.IntN(len(task.Choice))].Value
			body.Tasks[task.ID] = &judging.TaskMark{Choice: &value}
		}
	}
	if form.Time != nil && mind.IntN(5) > 0 {
		for range form.Time.Timers {
			time := judging.Decimal(fmt.Sprint(1+mind.IntN(100), ".", 1+mind.IntN(9)))
			body.Times = append(body.Times, &time)
		}
	}
	if mind.IntN(4) > 0 {
		body.Outcome = form.Outcomes[mind.IntN(len(form.Outcomes))].ID
	}
	for _, m := range form.Modifiers {
		if mind.IntN(2) == 0 {
			body.Modifiers = append(body.Modifiers, m.ID)
		}
	}
	return body
}
