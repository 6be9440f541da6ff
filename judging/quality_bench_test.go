package judging_test

// `make bench`: what quality costs those who do not ask for it.

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"dovar/judging"
)

// A rush is a stage of 5,000 entries and 200 judges, three for each entry, all
// scored, with a follower whose frames are timed.
type rush struct {
	*venue
	tablets []*tablet
	own     [][]string // sheets of each judge
	worth   map[string]int
	taken   map[string]bool
	mu      sync.Mutex
	sent    []time.Time // of acknowledgements, by pub - first - 1
	first   int64
	late    []float64 // ms from an acknowledgement to the frame that shows it
	shown   int
}

func newRush(b *testing.B) *rush {
	const entries, judges, each = 5000, 200, 3
	r := &rush{venue: emptyVenue(b, "science-fair-science"), own: make([][]string, judges), taken: map[string]bool{}, worth: map[string]int{}}
	r.venue.entries, r.venue.judges = r.addEntries(entries), r.addJudges(judges)
	ask, at := judging.Assignment{Stage: r.contest.Stages[0].ID}, map[string]int{}
	for j, x := range r.judges {
		at[x.ID] = j
	}
	for e, x := range r.entries {
		for k := range each {
			ask.Pairs = append(ask.Pairs, judging.Pair{Entry: x.ID, Judge: r.judges[(e*7+k*(e%13+1)*5+k)%judges].ID})
		}
	}
	_, err := r.s.Assign(ctx, boss, r.contest.Contest.ID, ask)
	r.must(err)
	_, err = r.s.DeclareRooms(ctx, boss, r.contest.Contest.ID, judging.RoomsDef{Use: judging.RoomsAccepted}, "")
	r.must(err)
	r.stage(judging.StageOpen)
	for _, sh := range r.kept() {
		r.own[at[sh.Judge]] = append(r.own[at[sh.Judge]], sh.ID)
		r.worth[sh.ID] = int(sh.Entry[0]) % 6 // as good as drawn: ids are
	}
	mind := rand.New(rand.NewPCG(5, 7))
	for j := range r.judges {
		r.cardsFor(r.judges[j])
		tab := r.tablet(j)
		r.tablets = append(r.tablets, tab)
		for ids := range slices.Chunk(r.own[j], 50) {
			var ops []json.RawMessage
			for _, id := range ids {
				ops = append(ops, tab.cut(id, "submit", r.marks(id, mind), nil))
			}
			tab.send(ops...)
		}
	}
	_, err = r.s.SetBoard(ctx, boss, r.contest.Contest.ID, judging.Board{State: judging.BoardLive, Show: judging.ShowEverySheet})
	r.must(err)
	r.follow(b)
	return r
}

// marks of a sheet: what its entry is worth and some chance.
func (r *rush) marks(sheet string, mind *rand.Rand) map[string]any {
	marks := map[string]any{}
	for _, c := range []string{"question", "design", "execution", "creativity", "poster", "interview"} {
		marks[c] = fmt.Sprint(r.worth[sheet] + mind.IntN(4))
	}
	return marks
}

func (r *rush) follow(b *testing.B) {
	r.follower = judging.NewFollower(judging.FollowerConfig{Service: r.s, Viewers: func() int { return 0 }, Publish: r.publish})
	go r.follower.Run(b.Context())
	frame, err := r.follower.Frame(ctx, r.contest.Contest.ID, "")
	r.must(err)
	r.first = frame.Pub
}

// publish notes how long ago each change on the frame was acknowledged.
func (r *rush) publish(_ judging.Stream, f *judging.Frame) {
	now := time.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	for ; r.shown < min(len(r.sent), int(f.Pub-r.first)); r.shown++ {
		r.late = append(r.late, max(0, now.Sub(r.sent[r.shown]).Seconds()*1000))
	}
}

// load changes sheets one after another, some 30 each second, and returns the
// times of acknowledgements and of frames, in ms.
func (r *rush) load(mind *rand.Rand, changes int) (acknowledged, framed []float64) {
	r.mu.Lock()
	r.late = nil
	r.mu.Unlock()
	for range changes {
		time.Sleep(time.Duration(mind.IntN(60)) * time.Millisecond)
		j := mind.IntN(len(r.tablets))
		id := r.own[j][mind.IntN(len(r.own[j]))]
		kind := "recall"
		if r.taken[id] {
			kind = "submit"
		}
		r.taken[id] = !r.taken[id]
		op := r.tablets[j].cut(id, kind, r.marks(id, mind), nil)
		began := time.Now()
		r.tablets[j].send(op)
		done := time.Now()
		acknowledged = append(acknowledged, done.Sub(began).Seconds()*1000)
		r.mu.Lock()
		r.sent = append(r.sent, done)
		r.mu.Unlock()
	}
	for began := time.Now(); time.Since(began) < 5*time.Second; time.Sleep(50 * time.Millisecond) {
		r.mu.Lock()
		framed = slices.Clone(r.late)
		r.mu.Unlock()
		if len(framed) >= changes {
			break
		}
	}
	return acknowledged, framed
}

// BenchmarkQualityUnderLoad: acknowledgements and frames of 5,000 entries x 200
// judges in rounds of some four seconds, with figures of quality made once in
// each second round: five times as often as the follower makes them while sheets
// do not end.
func BenchmarkQualityUnderLoad(b *testing.B) {
	const rounds, changes = 5, 120
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(runtime.GOMAXPROCS(0) + 1)) // as the server does
	r := newRush(b)
	release := r.follower.HoldQuality()
	defer release()
	mind := rand.New(rand.NewPCG(1, 2))
	for b.Loop() {
		var acks, frames [2][]float64 // p99 of each round: without, with
		var held, whole []float64
		for range rounds {
			for with := range 2 {
				var making sync.WaitGroup
				if with == 1 {
					making.Go(func() {
						h, all := r.follower.MakeQuality(r.contest.Contest.ID)
						held, whole = append(held, h.Seconds()*1000), append(whole, all.Seconds()*1000)
					})
				}
				a, f := r.load(mind, changes)
				making.Wait()
				if len(f) < changes {
					b.Fatalf("%d of %d changes came to a frame", len(f), changes)
				}
				acks[with], frames[with] = append(acks[with], p99(a)), append(frames[with], p99(f))
			}
		}
		b.Logf("p99 of acknowledgements, ms: without %.1f, with %.1f; of frames: without %.0f, with %.0f; made in %.0f ms, the lock held %.2f ms",
			acks[0], acks[1], frames[0], frames[1], middle(whole), middle(held))
		b.ReportMetric(middle(acks[0]), "ack-p99-ms-without")
		b.ReportMetric(middle(acks[1]), "ack-p99-ms")
		b.ReportMetric(middle(acks[1])/middle(acks[0]), "ack-ratio")
		b.ReportMetric(middle(frames[0]), "frame-p99-ms-without")
		b.ReportMetric(middle(frames[1]), "frame-p99-ms")
		b.ReportMetric(middle(frames[1])/middle(frames[0]), "frame-ratio")
		b.ReportMetric(middle(whole), "quality-ms")
		b.ReportMetric(middle(held), "lock-ms")
		if a, f := middle(acks[1])/middle(acks[0]), middle(frames[1])/middle(frames[0]); a > 5 || f > 5 {
			b.Errorf("with quality acknowledgements take %.1f times as long, frames %.1f times", a, f)
		}
	}
}

func p99(v []float64) float64 {
	slices.Sort(v)
	return v[len(v)*99/100]
}

func middle(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	return v[len(v)/2]
}
