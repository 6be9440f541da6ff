package main

// The referee's stopwatch in a real browser that is slow and alone.

import (
	"context"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	cdpage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"dovar/judging"
	"dovar/web/browsertest"
)

// wrongClock sets the tablet's clock a year ahead, before any script runs.
const wrongClock = `(() => { const Real = Date, ahead = 365 * 86400000;
	globalThis.Date = class extends Real { constructor(...x) { x.length ? super(...x) : super(Real.now() + ahead); } static now() { return Real.now() + ahead; } };
})()`

// busy keeps the page's only thread from events for 10 ms of every 25 or, with the
// processor slowed, longer.
const busy = `setInterval(() => { for (const end = performance.now() + 10; performance.now() < end;); }, 25)`

// finger presses the middle of the enabled element at a moment of its own, and
// lets go. The event carries the moment at which it was sent, as that of a
// screen carries the one at which it was touched; when the page comes to read it
// is the page's affair.
func (p *pitch) finger(selector string) (at time.Time) {
	p.t.Helper()
	where := fmt.Sprintf(`document.querySelector(%q)`, selector+":not([disabled])")
	p.until(selector, where)
	spot := browsertest.Eval[[]float64](p.t, p.tab, `(() => { const at = `+where+`; at.scrollIntoView({block: "center"}); const r = at.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()`)
	stamp := func(at time.Time) input.TimeSinceEpoch { return input.TimeSinceEpoch(float64(at.UnixNano()) / 1e9) }
	at = time.Now()
	sent := at
	for i, kind := range []input.DispatchMouseEventType{input.DispatchMouseEventTypeMousePressed, input.DispatchMouseEventTypeMouseReleased} {
		_, err := chromedp.Call(p.tab, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: spot[0], Y: spot[1],
			Button: input.MouseButtonLeft, Buttons: int64(1 - i), ClickCount: 1, Timestamp: stamp(sent)})
		p.must(err)
		sent = time.Now()
	}
	return at
}

// timed starts the watch, stops it so much later, and returns the seconds
// between the two presses and those that the sheet shows.
func (p *pitch) timed(d time.Duration) (scripted, recorded float64) {
	p.t.Helper()
	began := p.finger(".watch-key")
	p.until("the watch", `document.querySelector(".watch.runs .watch-key.primary")`)
	p.must(pause(p.t.Context(), time.Until(began.Add(d))))
	ended := p.finger(".watch.runs .watch-key.primary")
	p.until("the time", `document.querySelector(".watch:not(.runs)")`)
	shown := browsertest.Eval[string](p.t, p.tab, `document.querySelector(".timer b").textContent`)
	return ended.Sub(began).Seconds(), parsed(p.t, strings.Fields(shown)[0])
}

// TestChromiumStopwatch: with the server gone, the processor six times slower and
// the page busy, what the sheet holds is within 20 ms of the script's two presses;
// a tablet's clock that is a year wrong changes neither times nor live timer nor
// standings.
func TestChromiumStopwatch(t *testing.T) {
	times := 1
	if os.Getenv("DOVAR_PROVE") != "" {
		times = 10
	}
	def := presetFor(t, "line-follower")
	def.Stages[0].Time.Timers = 1
	def.Tests = []judging.TestDef{}
	p := newPitch(t, def, teamOf("R-01", "Шамол", "Азизова Парвина"))
	p.must(p.desk.setBoard(t.Context(), p.contest.ID, judging.Board{State: judging.BoardLive}))
	p.press(".queue-now .row")
	fastest := ""
	for attempt, clock := range []string{"", wrongClock} {
		if clock != "" {
			_, err := chromedp.Call(p.tab, cdpage.AddScriptToEvaluateOnNewDocument, cdpage.AddScriptToEvaluateOnNewDocumentParams{Source: clock})
			p.must(err)
			browsertest.Run(t, p.tab, chromedp.Reload())
			p.until("a tablet of next year", fmt.Sprintf(`new Date().getTime() > %d && document.querySelector(".watch-key")`, time.Now().AddDate(0, 11, 0).UnixMilli()))
		}
		began := p.finger(".watch-key")
		p.live(began)
		p.finger(".watch.runs .watch-key.primary")

		p.server.kill()
		slow(t, p.tab, 6)
		browsertest.Eval[bool](t, p.tab, "(globalThis.busy = "+busy+", true)")
		worst, last := 0.0, 0.0
		for range times {
			for _, d := range []time.Duration{300 * time.Millisecond, 1234 * time.Millisecond, 2750 * time.Millisecond} {
				scripted, recorded := p.timed(d)
				if off := math.Abs(recorded - scripted); off > 0.020 {
					t.Errorf("a run of %.3f s is recorded as %.2f s", scripted, recorded)
				} else {
					worst = max(worst, off)
				}
				last = recorded
			}
		}
		t.Logf("%d runs, at most %.1f ms off", 3*times, worst*1000)
		browsertest.Eval[bool](t, p.tab, "(clearInterval(globalThis.busy), true)")
		slow(t, p.tab, 1)
		p.server = startChild(t, p.dir, strings.TrimPrefix(p.server.address, "http://"))
		p.tap("Finished")
		p.tap("Show the team")
		p.tap("Азизова Парвина")
		p.tap("Submit")
		b := p.head("R-01", "Runs", attempt+1, func(judging.Body) bool { return true })
		if parsed(t, seconds(b)[0]) != last {
			t.Errorf("the sheet has %v, the tablet showed %.2f", seconds(b), last)
		}
		if fastest == "" || parsed(t, fastest) > last {
			fastest = seconds(b)[0]
		}
		var now judging.Standings
		p.must(p.desk.get(t.Context(), "/contests/"+p.contest.ID+"/standings", &now))
		if now.Rows[0].Exact != fastest {
			t.Errorf("the best run is %s, the standings have %s", fastest, now.Rows[0].Exact)
		}
		p.press(".foot .primary") // the next attempt
	}
}

func parsed(t *testing.T, number string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(number, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// live looks at what the public is told of the run: it began when it did.
func (p *pitch) live(began time.Time) {
	p.t.Helper()
	p.until("the start on the server", `document.querySelector(".badge.received")`)
	var frame judging.Frame
	p.must(p.desk.get(p.t.Context(), "/boards/"+p.contest.ID, &frame))
	if frame.Extra == nil || len(frame.Extra.Live) != 1 {
		p.t.Fatalf("the public is told of no run: %+v", frame.Extra)
	}
	since, err := time.Parse(time.RFC3339, frame.Extra.Live[0].Since)
	p.must(err)
	if off := since.Sub(began).Abs(); off > 20*time.Second { // the road of the draft on a busy machine, not the tablet's clock
		p.t.Errorf("the run began %v, the public is told %v", began, since)
	}
}

// slow makes the tab's processor so many times slower.
func slow(t *testing.T, tab context.Context, times float64) {
	t.Helper()
	if _, err := chromedp.Call(tab, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: times}); err != nil {
		t.Fatal(err)
	}
}
