package web

// The hub of the boards' sockets. A frame is what a board shows, so a viewer's
// mailbox is one place: the newest frame of its stream. Whoever is slow skips
// frames and is never cut off for it; memory per viewer is constant.

import (
	"encoding/json"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"

	"dovar/judging"
)

const (
	beatEvery    = 5 * time.Second  // "hb"
	pingEvery    = 10 * time.Second // a peer without an answer for deadline is gone
	readDeadline = 25 * time.Second
	writeTimeout = 5 * time.Second
	snapEvery    = time.Second // at most, on a viewer's own wish
	readLimit    = 4 << 10     // bytes of one message from a viewer
	sendBuffer   = 64 << 10    // SO_SNDBUF: the kernel's own size would swallow minutes of a stuck viewer

	kernelBuffer = 2 * sendBuffer // what Linux makes of it, to cover its own overhead (socket(7))
	overhead     = 1 << 10        // of one packet, at most
)

// A shot is one frame, encoded once for all viewers.
type shot struct {
	seq        uint64 // in the feed, from 1
	hash, prev string // prev: of the frame that delta leads from; "" without delta
	snap       *parcel
	delta      *parcel
	frame      *judging.Frame
}

// A parcel is one message, framed once.
type parcel struct {
	*websocket.PreparedMessage
	cost int // bytes of kernel memory at most
}

// A feed is one stream: its newest shot.
type feed struct {
	mu  sync.Mutex // of publishing
	now atomic.Pointer[shot]
}

// hub holds feeds and viewers. Its writers are few and share the viewers out
// among them.
type hub struct {
	now      func() time.Time
	limit    int
	second   time.Duration // of the writers' ticks
	patience time.Duration // with a viewer that takes nothing
	mu       sync.Mutex
	closed   bool
	feeds    map[judging.Stream]*feed
	open     atomic.Int64
	next     atomic.Uint64
	writers  []*writer
	ping     *parcel
	door     door
	running  sync.WaitGroup
}

func newHub(now func() time.Time, limit int) *hub {
	h := &hub{
		now: now, limit: limit, second: time.Second, patience: writeTimeout, feeds: map[judging.Stream]*feed{},
		ping: mustParcel(websocket.PingMessage, nil), door: door{rate: 500, now: now},
	}
	for range runtime.GOMAXPROCS(0) {
		h.writers = append(h.writers, &writer{hub: h, wake: make(chan struct{}, 1), done: make(chan struct{})})
	}
	return h
}

func (h *hub) start() {
	for _, w := range h.writers {
		h.running.Go(w.run)
	}
}

func (h *hub) count() int { return int(h.open.Load()) }

// publish makes frame the newest of its stream and wakes the writers.
func (h *hub) publish(stream judging.Stream, frame *judging.Frame) error {
	f := h.feed(stream)
	f.mu.Lock()
	defer f.mu.Unlock()
	next, err := newShot(f.now.Load(), frame)
	if err != nil {
		return err
	}
	f.now.Store(next)
	for _, w := range h.writers {
		w.nudge()
	}
	return nil
}

// offer gives a stream its first shot; a newer one, already published, stays.
func (h *hub) offer(frame *judging.Frame) (*feed, error) {
	f := h.feed(judging.Stream{Contest: frame.Contest, Division: frame.Division})
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.now.Load() != nil {
		return f, nil
	}
	first, err := newShot(nil, frame)
	if err == nil {
		f.now.Store(first)
	}
	return f, err
}

func (h *hub) feed(stream judging.Stream) *feed {
	h.mu.Lock()
	defer h.mu.Unlock()
	f := h.feeds[stream]
	if f == nil {
		f = &feed{}
		h.feeds[stream] = f
	}
	return f
}

// newShot encodes a frame, and the way to it from prev where there is one.
func newShot(prev *shot, frame *judging.Frame) (*shot, error) {
	frame = whole(frame)
	s := &shot{seq: 1, hash: frame.Hash, frame: frame}
	body, err := json.Marshal(frame)
	if err != nil {
		return nil, err
	}
	if s.snap, err = newParcel(websocket.TextMessage, body); err != nil {
		return nil, err
	}
	if prev == nil {
		return s, nil
	}
	s.seq = prev.seq + 1
	if delta := judging.Diff(prev.frame, frame); delta != nil {
		s.prev = prev.hash
		s.delta, err = jsonParcel(delta)
	}
	return s, err
}

// beat says what the newest frame is and what the server's clock reads, so that a
// viewer knows how far its own is off.
func (s *shot) beat(now time.Time) *parcel {
	body, err := json.Marshal(map[string]any{"t": "hb", "hash": s.hash, "pub": s.frame.Pub, "at": judging.Stamp(now)})
	if err != nil {
		panic(err) // strings and an int always encode
	}
	return mustParcel(websocket.TextMessage, body)
}

// whole gives a frame without rows its empty list.
func whole(frame *judging.Frame) *judging.Frame {
	if frame.Rows != nil {
		return frame
	}
	out := *frame
	out.Rows = []judging.FrameRow{}
	return &out
}

func jsonParcel(v any) (*parcel, error) {
	body, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return newParcel(websocket.TextMessage, body)
}

func newParcel(kind int, body []byte) (*parcel, error) {
	m, err := websocket.NewPreparedMessage(kind, body)
	return &parcel{m, len(body) + overhead}, err
}

func mustParcel(kind int, body []byte) *parcel {
	p, err := newParcel(kind, body)
	if err != nil {
		panic(err)
	}
	return p
}

// close tells all viewers to come back in a while and waits for the writers.
func (h *hub) close() {
	h.mu.Lock()
	h.closed = true
	h.mu.Unlock()
	for _, w := range h.writers {
		close(w.done)
	}
	h.running.Wait()
}

// A door lets rate newcomers in each second, with as many at once: a bucket of
// tokens, one for all, since a whole hall can sit behind one address.
type door struct {
	mu     sync.Mutex
	rate   float64 // a second, and at once
	now    func() time.Time
	tokens float64
	at     time.Time
}

func (d *door) pass() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	now := d.now()
	if d.at.IsZero() {
		d.tokens = d.rate
	} else {
		d.tokens = min(d.rate, d.tokens+now.Sub(d.at).Seconds()*d.rate)
	}
	d.at = now
	if d.tokens < 1 {
		return false
	}
	d.tokens--
	return true
}
