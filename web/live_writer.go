package web

// Writers: few goroutines writing to many sockets. A writer never waits for a
// viewer: it counts what the kernel may still hold of each socket, and a write
// that could block goes to a goroutine of its own, one per viewer at most.

import (
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// A writer owns some of the viewers.
type writer struct {
	hub  *hub
	wake chan struct{}
	done chan struct{}

	mu      sync.Mutex
	arrived []*viewer
	viewers []*viewer // of the goroutine of run alone
}

// A viewer is one socket.
type viewer struct {
	conn *websocket.Conn
	feed *feed

	gone atomic.Bool // the reader ended, or a write failed
	busy atomic.Bool // a goroutine of its own writes now
	want atomic.Bool // asked for a snapshot

	// Of whoever writes: the writer, or while busy the goroutine.
	hash   string // of the last frame sent; "" for none
	seq    uint64 // of the same
	snapAt int64  // when it last got a snapshot on its own wish, in ticks
	queued int    // bytes that the kernel holds of it, at most
}

// nudge says that there is something to write. It does not block.
func (w *writer) nudge() {
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

func (w *writer) add(v *viewer) {
	w.mu.Lock()
	w.arrived = append(w.arrived, v)
	w.mu.Unlock()
	w.nudge()
}

func (w *writer) run() {
	ticker := time.NewTicker(w.hub.second)
	defer ticker.Stop()
	for tick := int64(1); ; {
		select {
		case <-w.wake:
			w.round(tick, nil)
		case <-ticker.C:
			tick++
			w.round(tick, w.due(tick))
		case <-w.done:
			w.farewell()
			return
		}
	}
}

// due returns what every viewer gets at this second whatever happens; a beat is
// encoded once for all viewers of a shot.
func (w *writer) due(tick int64) func(*viewer) []*parcel {
	beat := tick%int64(beatEvery/time.Second) == 0
	ping := tick%int64(pingEvery/time.Second) == 0
	beats := map[*shot]*parcel{}
	return func(v *viewer) (out []*parcel) {
		if beat {
			now := v.feed.now.Load()
			if beats[now] == nil {
				beats[now] = now.beat(w.hub.now())
			}
			out = append(out, beats[now])
		}
		if ping {
			out = append(out, w.hub.ping)
		}
		return out
	}
}

// round brings every viewer to the newest frame and forgets the gone.
func (w *writer) round(tick int64, due func(*viewer) []*parcel) {
	w.mu.Lock()
	w.viewers = append(w.viewers, w.arrived...)
	w.arrived = nil
	w.mu.Unlock()
	left, deadline := 0, w.hub.now().Add(w.hub.patience)
	for _, v := range w.viewers {
		if v.gone.Load() {
			left++
			continue
		}
		if v.busy.Load() {
			continue
		}
		if p := v.news(tick); p != nil {
			w.send(v, p, deadline)
		}
		if due != nil {
			for _, p := range due(v) {
				w.send(v, p, deadline)
			}
		}
	}
	if left > 0 {
		w.viewers = slices.DeleteFunc(w.viewers, func(v *viewer) bool { return v.gone.Load() })
	}
}

// news takes what is in the viewer's mailbox: nothing, the delta from what it
// last saw, or the whole picture.
func (v *viewer) news(tick int64) *parcel {
	now, hash := v.feed.now.Load(), v.hash
	asked := v.want.Load() && v.snapAt < tick
	if v.seq == now.seq && !asked {
		return nil
	}
	v.hash, v.seq = now.hash, now.seq
	if asked {
		v.want.Store(false)
		v.snapAt = tick
	} else if now.delta != nil && hash == now.prev {
		return now.delta
	}
	return now.snap
}

// send writes at once when the kernel has room for it, else on the side. While
// a viewer is written to on the side, what is due to it now is left out.
func (w *writer) send(v *viewer, p *parcel, deadline time.Time) {
	if v.busy.Load() {
		return
	}
	if v.queued+p.cost > sendBuffer/2 {
		v.queued = held(v.conn.NetConn())
	}
	if v.queued+p.cost < kernelBuffer {
		v.queued += p.cost
		v.write(p, deadline)
		return
	}
	v.busy.Store(true)
	w.hub.running.Go(func() {
		v.write(p, w.hub.now().Add(w.hub.patience))
		v.queued = kernelBuffer // asked anew before the next
		v.busy.Store(false)
		w.nudge()
	})
}

// write gives the parcel to the kernel; a viewer that takes nothing for the
// write deadline is gone.
func (v *viewer) write(p *parcel, deadline time.Time) {
	v.conn.SetWriteDeadline(deadline)
	if err := v.conn.WritePreparedMessage(p.PreparedMessage); err != nil {
		v.leave()
	}
}

// leave ends the socket; its reader counts it out.
func (v *viewer) leave() {
	v.gone.Store(true)
	v.conn.Close()
}

// farewell sends bye and a going-away close to everyone that can take it.
func (w *writer) farewell() {
	w.mu.Lock()
	w.viewers = append(w.viewers, w.arrived...)
	w.arrived = nil
	w.mu.Unlock()
	deadline := w.hub.now().Add(w.hub.patience)
	end := mustParcel(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseGoingAway, ""))
	for _, v := range w.viewers {
		if !v.gone.Load() && !v.busy.Load() && held(v.conn.NetConn()) < sendBuffer {
			v.write(bye, deadline)
			v.write(end, deadline)
		}
		v.leave()
	}
}

// bye asks to come back within one to four seconds, spread out.
var bye = mustParcel(websocket.TextMessage, []byte(`{"t":"bye","after":[1000,4000]}`))
