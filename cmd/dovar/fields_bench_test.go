package main

// What a day of robots costs beside a day of sheets.

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"dovar/judging"
)

const (
	hallFields  = 32
	hallViewers = 2000
	hallSpeed   = 6 // a minute of the contest goes by in ten seconds: more than any hall does
	hallMinutes = 4 // of the contest
)

// BenchmarkFields: 32 fields at one run a minute - a draft when the stopwatch
// starts, the submit when the run is confirmed - before 2,000 viewers; the same
// with 32 judges of a rubric who take a sheet back and hand it in anew once a
// minute. Time runs six times as fast for both; server, tablets and viewers
// share the processor. Acknowledged is from the tablet's request to its answer,
// a frame from the answer to the message that holds the op in a viewer's hand.
func BenchmarkFields(b *testing.B) {
	b.Run("fields", func(b *testing.B) { reported(b, fieldsDay) })
	b.Run("rubric", func(b *testing.B) { reported(b, sheetsDay) })
}

func reported(b *testing.B, live func(*testing.B) day) {
	for b.Loop() {
		d := live(b)
		b.ReportMetric(float64(d.ops), "ops")
		b.ReportMetric(d.acknowledged, "ack-p99-ms")
		b.ReportMetric(d.framed, "frame-p99-ms")
		if d.acknowledged > 1000 || d.framed > 5000 {
			b.Errorf("acknowledged in %.0f ms and framed in %.0f ms (p99): more than 1000 or 5000", d.acknowledged, d.framed)
		}
	}
}

// A day is what it came to: p99 in milliseconds.
type day struct {
	ops                  int
	acknowledged, framed float64
}

// fieldsDay is line followers on 32 fields, each with a referee and four robots
// of five attempts.
func fieldsDay(b *testing.B) day {
	def := presetFor(b, "line-follower")
	codes := make([]string, 4*hallFields)
	for i := range codes {
		codes[i] = fmt.Sprintf("R-%03d", i+1)
	}
	a := newArena(b, def, codes, hallFields, hallFields)
	a.must(a.desk.setBoard(b.Context(), a.contest.ID, judging.Board{State: judging.BoardLive}))
	cut := func(i int) func() error {
		referee, sheets, at, mind := a.chairs[i], a.chairs[i].seen.Sheets, 0, rand.New(rand.NewPCG(1, uint64(i)))
		return func() error {
			sheet, begins := sheets[at/2], at%2 == 0
			at++
			if begins {
				_, err := referee.cut(sheet.Sheet, (&player{robot: referee}).rubric(sheet), judging.OpDraft, "",
					filled(judging.Body{Record: judging.Record{Times: []*judging.Decimal{nil, nil}}, Clock: "0"}))
				return err
			}
			time := judging.Decimal(fmt.Sprintf("%d.%d", 30+mind.IntN(60), 1+mind.IntN(9)))
			_, err := referee.cut(sheet.Sheet, (&player{robot: referee}).rubric(sheet), judging.OpSubmit, "",
				filled(judging.Body{Record: judging.Record{Times: []*judging.Decimal{&time, &time}, Outcome: "ok"}}))
			return err
		}
	}
	return theDay(b, a.desk, a.contest.ID, a.chairs, cut)
}

func sheetsDay(b *testing.B) day {
	house, token := startHouse(b)
	h := newHall(b, house.address, token, 4*hallFields, hallFields, 5)
	robots := make([]*robot, len(h.robots))
	for i, p := range h.robots {
		robots[i] = p.robot
	}
	return theDay(b, h.desk, h.contest.ID, robots, func(i int) func() error { return h.robots[i].again })
}

// theDay lets every robot send two ops a minute, evenly over the minute and each
// other, and follows them to the viewers.
func theDay(b *testing.B, d desk, contest string, robots []*robot, cut func(i int) func() error) (out day) {
	b.Helper()
	viewers := watch(b, d.base, contest)
	var mu sync.Mutex
	var took []float64 // milliseconds, of each op
	var acknowledged []time.Time
	minute := time.Minute / hallSpeed
	began := time.Now()
	var all sync.WaitGroup
	for i, r := range robots {
		next := cut(i)
		all.Go(func() {
			for op := range 2 * hallMinutes {
				at := began.Add(minute*time.Duration(op)/2 + minute/2*time.Duration(i)/time.Duration(len(robots)))
				if err := pause(b.Context(), time.Until(at)); err != nil {
					b.Error(err)
					return
				}
				if err := next(); err != nil {
					b.Error(err)
					return
				}
				sent := time.Now()
				if err := r.send(b.Context()); err != nil {
					b.Error(err)
					return
				}
				mu.Lock()
				acknowledged = append(acknowledged, time.Now())
				took = append(took, time.Since(sent).Seconds()*1000)
				mu.Unlock()
			}
		})
	}
	all.Wait()
	slices.SortFunc(acknowledged, time.Time.Compare)
	return day{len(took), p99(took), p99(viewers.lags(b, acknowledged))}
}

func p99(xs []float64) float64 {
	slices.Sort(xs)
	return xs[len(xs)*99/100]
}

// A gallery is the viewers of a board: which public row each had when.
type gallery struct {
	mu    sync.Mutex
	first int64 // the row of the greeting
	seen  [][]sighting
	more  chan struct{} // after every sighting, without waiting for a reader
}

type sighting struct {
	pub int64
	at  time.Time
}

var pubOf = regexp.MustCompile(`"pub":(\d+)`)

// watch opens the sockets and waits for every greeting.
func watch(b *testing.B, base, contest string) *gallery {
	b.Helper()
	g := &gallery{seen: make([][]sighting, hallViewers), more: make(chan struct{}, 1)}
	url := "ws" + strings.TrimPrefix(base, "http") + "/api/v1/boards/" + contest + "/live"
	for i := range hallViewers {
		socket := dial(b, url, base)
		go func() {
			for {
				_, message, err := socket.ReadMessage()
				if err != nil {
					return
				}
				if strings.HasPrefix(string(message), `{"t":"hb"`) {
					continue
				}
				now := time.Now()
				found := pubOf.FindSubmatch(message)
				if found == nil {
					b.Errorf("a frame without its row: %s", message)
					return
				}
				pub, _ := strconv.ParseInt(string(found[1]), 10, 64)
				g.mu.Lock()
				g.first = max(g.first, pub*int64(1-min(1, len(g.seen[i]))))
				g.seen[i] = append(g.seen[i], sighting{pub, now})
				g.mu.Unlock()
				select {
				case g.more <- struct{}{}:
				default:
				}
			}
		}()
	}
	g.all(b, 0)
	return g
}

// all waits until every viewer has that row.
func (g *gallery) all(b *testing.B, pub int64) {
	b.Helper()
	limit := time.After(30 * time.Second)
	for {
		g.mu.Lock()
		behind := slices.IndexFunc(g.seen, func(s []sighting) bool { return len(s) == 0 || s[len(s)-1].pub < pub })
		g.mu.Unlock()
		if behind < 0 {
			return
		}
		select {
		case <-g.more:
		case <-limit:
			b.Fatalf("viewer %d has not got row %d", behind, pub)
		}
	}
}

// lags are the times, in milliseconds, from each acknowledgement to each
// viewer's first frame that holds the op: the k-th op acknowledged is the k-th
// public row after the greeting.
func (g *gallery) lags(b *testing.B, acknowledged []time.Time) (out []float64) {
	b.Helper()
	g.all(b, g.first+int64(len(acknowledged)))
	g.mu.Lock()
	defer g.mu.Unlock()
	for k, since := range acknowledged {
		for _, seen := range g.seen {
			i := slices.IndexFunc(seen, func(s sighting) bool { return s.pub > g.first+int64(k) })
			out = append(out, max(0, seen[i].at.Sub(since).Seconds()*1000))
		}
	}
	return out
}
