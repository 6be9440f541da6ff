package web

// The hub over real sockets: what a viewer ends up with is the newest frame,
// whatever it missed.

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"go.uber.org/goleak"

	"dovar/judging"
)

func TestMain(m *testing.M) {
	if target := os.Getenv(sinkVariable); target != "" {
		sink(target)
		return
	}
	os.Exit(m.Run())
}

// leaveNothing fails the test if it leaves a goroutine behind that was not
// there before.
func leaveNothing(t testing.TB) {
	before := goleak.IgnoreCurrent()
	t.Cleanup(func() { goleak.VerifyNone(t, before) })
}

// A hall is a hub behind a real server, with one stream.
type hall struct {
	*hub
	t      testing.TB
	server *httptest.Server
	stream judging.Stream
	n      int64
}

func newHall(t testing.TB, first *judging.Frame, second ...time.Duration) *hall {
	leaveNothing(t)
	h := &hall{hub: newHub(time.Now, 5000), t: t, stream: judging.Stream{Contest: "c", Division: "d"}}
	if _, err := h.offer(first); err != nil {
		t.Fatal(err)
	}
	h.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.take(h.limit)
		conn, err := upgrader.Upgrade(w, r, nil)
		if err != nil {
			t.Error(err)
			return
		}
		h.enter(conn, h.feed(h.stream))
	}))
	for _, h.second = range second {
	}
	h.start()
	t.Cleanup(func() {
		if !h.closed {
			h.close()
		}
		h.server.Close()
	})
	return h
}

// frame makes the next frame of n rows; each differs from the last in one row.
func (h *hall) frame(n int) *judging.Frame {
	h.n++
	return testFrame(n, h.n)
}

func testFrame(n int, pub int64) *judging.Frame {
	f := &judging.Frame{T: "snap", Contest: "c", Division: "d", Epoch: "1-e", Pub: pub, State: "live",
		Coverage: &judging.Coverage{Received: int(pub), Expected: 500}}
	for i := range n {
		row := judging.FrameRow{I: i, Entry: fmt.Sprintf("entry-%04d", i), Name: "Раҳимов Фирдавс", School: "Мактаби №14, Хуҷанд", Total: "81", Place: i + 1, Counted: 3, Expected: 3}
		if int64(i) == pub%int64(n) {
			row.Total = fmt.Sprint(pub)
		}
		f.Rows = append(f.Rows, row)
	}
	f.Hash = judging.HashFrame(f.State, f.Rows)
	return f
}

func (h *hall) show(f *judging.Frame) {
	h.t.Helper()
	if err := h.publish(h.stream, f); err != nil {
		h.t.Fatal(err)
	}
}

// A guest is a viewer that keeps its picture as a page does.
type guest struct {
	*websocket.Conn
	t       testing.TB
	picture *judging.Frame
	kinds   []string
}

func (h *hall) guest() *guest {
	h.t.Helper()
	dialer := websocket.Dialer{NetDial: func(network, address string) (net.Conn, error) {
		conn, err := net.Dial(network, address)
		if err == nil {
			err = conn.(*net.TCPConn).SetReadBuffer(16 << 10) // as much as it swallows unread
		}
		return conn, err
	}}
	conn, _, err := dialer.Dial("ws"+strings.TrimPrefix(h.server.URL, "http"), nil)
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { conn.Close() })
	conn.SetReadDeadline(time.Now().Add(2 * time.Minute))
	return &guest{Conn: conn, t: h.t}
}

// next takes one message and brings the picture up to it.
func (g *guest) next() string {
	g.t.Helper()
	_, body, err := g.ReadMessage()
	if err != nil {
		g.t.Fatalf("after %v: %v", g.kinds, err)
	}
	var said struct{ T string }
	var frame judging.Frame
	var delta judging.Delta
	if err := json.Unmarshal(body, &said); err != nil {
		g.t.Fatal(err)
	}
	switch said.T {
	case "snap":
		err = json.Unmarshal(body, &frame)
		g.picture = &frame
	case "delta":
		if err = json.Unmarshal(body, &delta); err == nil {
			g.picture, err = judging.Apply(g.picture, &delta)
		}
	}
	if err != nil {
		g.t.Fatalf("%s: %v", body, err)
	}
	g.kinds = append(g.kinds, said.T)
	return said.T
}

// until reads on to the frame.
func (g *guest) until(f *judging.Frame) {
	g.t.Helper()
	for g.picture == nil || g.picture.Pub != f.Pub {
		g.next()
	}
	if hash := judging.HashFrame(g.picture.State, g.picture.Rows); hash != f.Hash || g.picture.Coverage.Received != f.Coverage.Received {
		g.t.Errorf("picture %d has hash %s, want %s", f.Pub, hash, f.Hash)
	}
}

func TestSnapshotThenDeltas(t *testing.T) {
	h := newHall(t, testFrame(20, 0))
	g := h.guest()
	if g.next() != "snap" {
		t.Fatal("the first message is no snapshot")
	}
	for range 5 {
		f := h.frame(20)
		h.show(f)
		g.until(f)
	}
	if got := strings.Join(g.kinds, " "); got != "snap delta delta delta delta delta" {
		t.Error(got)
	}
	// Same rows, other coverage: the hash stays, the news comes all the same.
	same := *g.picture
	same.Pub, same.Coverage = 100, &judging.Coverage{Received: 100, Expected: 500}
	h.show(&same)
	g.until(&same)
	// On its own wish a viewer gets the whole picture.
	if err := g.WriteMessage(websocket.TextMessage, []byte(`{"t":"snap"}`)); err != nil {
		t.Fatal(err)
	}
	if g.next() != "snap" {
		t.Error(g.kinds)
	}
	// Hidden clears.
	h.show(&judging.Frame{T: "snap", Contest: "c", Division: "d", Pub: 101, Hash: judging.HashFrame("hidden", nil), State: "hidden"})
	if g.next() != "snap" || g.picture.State != "hidden" || g.picture.Rows == nil || len(g.picture.Rows) != 0 {
		t.Errorf("hidden: %+v", g.picture)
	}
}

// A delta goes to who has the frame before it; who missed one gets the picture.
func TestADeltaOnlyFromTheFrameBefore(t *testing.T) {
	h := newHub(time.Now, 1)
	stream := judging.Stream{Contest: "c", Division: "d"}
	show := func(pub int64) *shot {
		if err := h.publish(stream, testFrame(20, pub)); err != nil {
			t.Fatal(err)
		}
		return h.feed(stream).now.Load()
	}
	v := &viewer{feed: h.feed(stream)}
	if s := show(1); v.news(1) != s.snap {
		t.Error("the first frame is no picture")
	}
	if s := show(2); s.delta == nil || v.news(1) != s.delta {
		t.Error("the next one is no delta")
	}
	show(3)
	if s := show(4); s.delta == nil || v.news(1) != s.snap {
		t.Error("a delta from a frame that the viewer never had")
	}
	if v.news(1) != nil {
		t.Error("the same news twice")
	}
}

// A viewer that reads nothing holds up nobody and costs no more than its
// kernel buffer; when it reads again it ends with the newest frame.
func TestStuckViewerHoldsUpNobody(t *testing.T) {
	h := newHall(t, testFrame(100, 0))
	h.patience = time.Minute // a writer that waited for the stuck one would wait that long
	stuck := h.guest()
	var lively []*guest
	for range h.writers { // one beside it at the same writer
		lively = append(lively, h.guest())
	}
	begin := time.Now()
	var last *judging.Frame
	for i := range 300 {
		last = h.frame(90 + i%2) // another set of rows: 18 kB each, never a delta
		h.show(last)
		for _, g := range lively {
			g.until(last)
		}
	}
	if took := time.Since(begin); took > h.patience/2 {
		t.Errorf("300 frames beside a stuck viewer took %v", took)
	}
	stuck.until(last)
	if len(stuck.kinds) > 250 {
		t.Errorf("the stuck viewer got %d of 300 frames: nothing was skipped", len(stuck.kinds))
	}
}

func TestByeOnShutdown(t *testing.T) {
	h := newHall(t, testFrame(3, 0))
	g := h.guest()
	g.next()
	h.close()
	_, body, err := g.ReadMessage()
	var bye struct {
		T     string
		After [2]int
	}
	if err != nil || json.Unmarshal(body, &bye) != nil || bye.T != "bye" || bye.After[0] <= 0 || bye.After[1] <= bye.After[0] {
		t.Fatalf("%s %v", body, err)
	}
	if _, _, err := g.ReadMessage(); !websocket.IsCloseError(err, websocket.CloseGoingAway) {
		t.Error(err)
	}
	if h.count() != 0 {
		t.Errorf("%d viewers left", h.count())
	}
}

func TestBeatAndPing(t *testing.T) {
	h := newHub(time.Now, 1)
	f, err := h.offer(testFrame(2, 7))
	if err != nil {
		t.Fatal(err)
	}
	w, v := h.writers[0], &viewer{feed: f}
	for tick, want := range map[int64]int{1: 0, 4: 0, 5: 1, 10: 2, 15: 1} {
		if got := w.due(tick)(v); len(got) != want {
			t.Errorf("second %d: %d messages, want %d", tick, len(got), want)
		}
	}
}

// The door: 500 at once, then as many each second.
func TestDoor(t *testing.T) {
	now := time.Unix(0, 0)
	d := door{rate: 500, now: func() time.Time { return now }}
	passed := func() (n int) {
		for range 2000 {
			if d.pass() {
				n++
			}
		}
		return n
	}
	if n := passed(); n != 500 {
		t.Errorf("%d at once", n)
	}
	now = now.Add(100 * time.Millisecond)
	if n := passed(); n != 50 {
		t.Errorf("%d after a tenth of a second", n)
	}
	now = now.Add(time.Hour)
	if n := passed(); n != 500 {
		t.Errorf("%d after an hour", n)
	}
}
