package main

// `make bench`: what the road of a mark costs, from the tablet's request to the
// frame in the hall. Each prints its figures and fails under its floor.

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"dovar/judging"
)

// startHouse runs a server in this process.
func startHouse(b testing.TB) (h *house, token string) {
	b.Helper()
	ctx, stop := context.WithCancel(context.Background())
	h, err := open(ctx, &serveCmd{Data: b.TempDir(), Listen: "127.0.0.1:0"}, process{errs: os.Stderr}, nil)
	if err != nil {
		b.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- h.run(ctx) }()
	b.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			b.Error(err)
		}
	})
	if token, err = h.service.MakeToken(ctx, judging.Actor{Kind: "system", Role: judging.Owner}, judging.Organizer); err != nil {
		b.Fatal(err)
	}
	return h, token
}

// oneByOne lets one transaction at a time reach the store, when it is on.
type oneByOne struct {
	judging.Store
	on   atomic.Bool
	turn sync.Mutex
}

func (s *oneByOne) Update(ctx context.Context, f func(judging.Tx) error) error {
	if s.on.Load() {
		s.turn.Lock()
		defer s.turn.Unlock()
	}
	return s.Store.Update(ctx, f)
}

// BenchmarkGroupCommit: 64 judges submit at once over HTTP; the same with one
// commit per op, five times interleaved. Tablets and server share the processor
// here, which flattens the ratio; its floor stands where only the store works,
// in data.
func BenchmarkGroupCommit(b *testing.B) {
	const judges, each, rounds = 64, 20, 5
	house, token := startHouse(b)
	gate := &oneByOne{Store: house.store}
	house.service.Store = gate
	hall := newHall(b, house.address, token, 640, judges, 5)

	round := func(single bool) (rate, perCommit float64) {
		gate.on.Store(single)
		for _, p := range hall.robots {
			for range each {
				if err := p.again(); err != nil {
					b.Fatal(err)
				}
			}
		}
		commits, _ := house.store.Commits()
		began := time.Now()
		var all sync.WaitGroup
		for _, p := range hall.robots {
			waiting := p.unsent()
			all.Go(func() {
				for _, k := range waiting {
					if err := p.post(b.Context(), []*keptOp{k}); err != nil {
						b.Error(err)
						return
					}
				}
			})
		}
		all.Wait()
		after, _ := house.store.Commits()
		return judges * each / time.Since(began).Seconds(), judges * each / float64(after-commits)
	}
	for b.Loop() {
		var rates, singles, ratios, sizes []float64
		for range rounds {
			rate, size := round(false)
			single, _ := round(true)
			rates, singles = append(rates, rate), append(singles, single)
			ratios, sizes = append(ratios, rate/single), append(sizes, size)
		}
		b.ReportMetric(median(rates), "ops/s")
		b.ReportMetric(median(singles), "ops/s-one-by-one")
		b.Logf("grouped %.0f, one by one %.0f, ratios %.2f, ops per commit %.1f", rates, singles, ratios, sizes)
		floor(b, median(sizes), 16, "ops/commit")
		b.ReportMetric(median(ratios), "times-one-by-one")
	}
}

// BenchmarkAcknowledgedToFrame: from a judge's acknowledgement to the message
// in the hand of each of 1,000 viewers.
func BenchmarkAcknowledgedToFrame(b *testing.B) {
	const viewers, rounds = 1000, 20
	house, token := startHouse(b)
	hall := newHall(b, house.address, token, 20, 3, 3)

	arrivals := make(chan time.Time, viewers)
	url := "ws" + strings.TrimPrefix(house.address, "http") + "/api/v1/boards/" + hall.contest.ID + "/live"
	for range viewers {
		socket := dial(b, url, house.address)
		first := true
		go func() {
			for {
				_, message, err := socket.ReadMessage()
				if err != nil {
					return
				}
				// Heartbeats do not count, nor does the picture on arrival.
				if strings.HasPrefix(string(message), `{"t":"hb"`) {
					continue
				}
				if !first {
					arrivals <- time.Now()
				}
				first = false
			}
		}()
	}
	for b.Loop() {
		var took []float64 // milliseconds
		for range rounds {
			pause(b.Context(), time.Duration(rand.Int64N(int64(1500*time.Millisecond))))
			p := hall.robots[rand.IntN(len(hall.robots))]
			if err := p.again(); err != nil {
				b.Fatal(err)
			}
			if err := p.send(b.Context()); err != nil {
				b.Fatal(err)
			}
			acknowledged := time.Now()
			for range viewers {
				took = append(took, max(0, float64((<-arrivals).Sub(acknowledged).Microseconds())/1000))
			}
		}
		slices.Sort(took)
		b.ReportMetric(took[len(took)/2], "p50-ms")
		b.ReportMetric(took[len(took)*99/100], "p99-ms")
		if p99 := took[len(took)*99/100]; p99 > 5000 {
			b.Errorf("p99 is %.0f ms: five times what a board may take", p99)
		}
	}
}

// dial opens a socket, again when the server asks for patience.
func dial(b *testing.B, url, origin string) *websocket.Conn {
	b.Helper()
	for range 200 {
		socket, response, err := websocket.DefaultDialer.Dial(url, http.Header{"Origin": {origin}})
		if err == nil {
			b.Cleanup(func() { socket.Close() })
			return socket
		}
		if response == nil || response.StatusCode != http.StatusTooManyRequests && response.StatusCode != http.StatusServiceUnavailable {
			b.Fatal(err)
		}
		pause(b.Context(), 50*time.Millisecond)
	}
	b.Fatal("no place for the viewer")
	return nil
}

// BenchmarkStart: a server on 500 entries x 5 judges, all scored: until the
// board answers, and what it holds in memory then.
func BenchmarkStart(b *testing.B) {
	dir := b.TempDir()
	code, token, errs := dovar("token", "--role", "organizer", "--data", dir)
	if code != 0 {
		b.Fatal(errs)
	}
	server := startChild(b, dir, "127.0.0.1:0")
	hall := newHall(b, server.address, strings.TrimSpace(token), 500, 5, 5)
	for _, p := range hall.robots {
		if err := p.fill(b.Context(), hall.entries); err != nil {
			b.Fatal(err)
		}
	}
	server.kill()
	for b.Loop() {
		var starts, anon []float64
		for range 5 {
			began := time.Now()
			server = startChild(b, dir, "127.0.0.1:0")
			var frame judging.Frame
			if err := newClient(server.address, "").get(b.Context(), "/boards/"+hall.contest.ID, &frame); err != nil {
				b.Fatal(err)
			}
			starts = append(starts, time.Since(began).Seconds()*1000)
			if frame.Coverage == nil || frame.Coverage.Received != 2500 {
				b.Fatalf("coverage %v", frame.Coverage)
			}
			pause(b.Context(), 2*time.Second) // idle
			anon = append(anon, rssAnon(b, server.cmd.Process.Pid))
			server.kill()
		}
		b.ReportMetric(median(starts), "start-ms")
		b.ReportMetric(median(anon), "RssAnon-MB")
		if median(starts) > 1000 || median(anon) > 60 {
			b.Errorf("start in %.0f ms with %.1f MB: more than 1000 ms or 60 MB", median(starts), median(anon))
		}
	}
}

// rssAnon is the anonymous resident memory of a process in MB (10^6 bytes).
func rssAnon(b *testing.B, pid int) float64 {
	b.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Fatal(err)
	}
	found := regexp.MustCompile(`RssAnon:\s+(\d+) kB`).FindSubmatch(status)
	if found == nil {
		b.Fatal("no RssAnon")
	}
	kB, err := strconv.Atoi(string(found[1]))
	if err != nil {
		b.Fatal(err)
	}
	return float64(kB) * 1024 / 1e6
}

func floor(b *testing.B, got, least float64, unit string) {
	b.Helper()
	b.ReportMetric(got, unit)
	if got < least {
		b.Errorf("%.2f %s, at least %v", got, unit, least)
	}
}

func median(xs []float64) float64 {
	xs = slices.Sorted(slices.Values(xs))
	return xs[len(xs)/2]
}
