package web

// One board socket: from the request to the reader that ends it.

import (
	"crypto/tls"
	"encoding/json"
	"net"
	"net/http"
	"net/url"
	"sync"

	"github.com/gorilla/websocket"
	"github.com/labstack/echo/v4"

	"dovar/judging"
)

// Small buffers: a viewer says almost nothing, and what it is told is framed
// once for all, so that it needs no write buffer of its own.
var upgrader = websocket.Upgrader{
	ReadBufferSize:  256,
	WriteBufferPool: &sync.Pool{},
	CheckOrigin:     func(*http.Request) bool { return true }, // done before, with a problem
}

// boardSeats are places beyond the audience's, for projectors (?seat=board): a
// hall full of phones does not keep the hall's own board out.
const boardSeats = 50

// live answers GET /boards/{contest}/live. A hidden board is told as such.
func (s *Server) live(c echo.Context) error {
	r := c.Request()
	if !websocket.IsWebSocketUpgrade(r) {
		return echo.NewHTTPError(http.StatusUpgradeRequired)
	}
	if !s.sameOrigin(r) {
		return judging.Fail(judging.Forbidden, "foreign-origin")
	}
	places := s.hub.limit
	if c.QueryParam("seat") == "board" {
		places += boardSeats
	}
	if !s.hub.take(places) {
		return judging.Fail(judging.Unavailable, "too-many-viewers")
	}
	seated := false
	defer func() {
		if !seated {
			s.hub.open.Add(-1)
		}
	}()
	if !s.hub.door.pass() {
		return judging.Fail(judging.TooMany, "too-many-requests")
	}
	frame, err := s.Follower.Frame(r.Context(), c.Param("contest"), c.QueryParam("division"))
	if err != nil {
		return err
	}
	feed, err := s.hub.offer(frame)
	if err != nil {
		return err
	}
	conn, err := upgrader.Upgrade(c.Response(), r, nil)
	if err != nil {
		return nil // gorilla has answered
	}
	seated = s.hub.enter(conn, feed)
	return nil
}

// take takes one of so many places, if one is free. The reader of the socket
// gives it back, or whoever took it for none.
func (h *hub) take(places int) bool {
	if h.open.Add(1) > int64(places) {
		h.open.Add(-1)
		return false
	}
	return true
}

// sameOrigin accepts a page of this server; a caller that is no browser sends
// no Origin, and a public board gives it nothing that it could not fetch.
func (s *Server) sameOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" || s.Address != "" && origin == s.Address {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && u.Host == r.Host
}

// enter takes the connection over: from here a writer writes and one small
// goroutine reads; the request's own goroutine and buffers end. The place is
// taken before. False when the hub has closed.
func (h *hub) enter(conn *websocket.Conn, f *feed) bool {
	if tcp, ok := tcpOf(conn.NetConn()); ok {
		tcp.SetWriteBuffer(sendBuffer)
	}
	v := &viewer{conn: conn, feed: f}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		conn.Close()
		return false
	}
	w := h.writers[h.next.Add(1)%uint64(len(h.writers))]
	h.running.Go(func() { v.read(h, w) })
	w.add(v)
	return true
}

// tcpOf is the socket under a connection, under TLS too.
func tcpOf(conn net.Conn) (*net.TCPConn, bool) {
	if t, ok := conn.(*tls.Conn); ok {
		conn = t.NetConn()
	}
	tcp, ok := conn.(*net.TCPConn)
	return tcp, ok
}

// read answers pings and the wish for a snapshot, until the peer is gone.
func (v *viewer) read(h *hub, w *writer) {
	defer h.open.Add(-1)
	defer v.leave()
	v.conn.SetReadLimit(readLimit)
	v.conn.SetReadDeadline(h.now().Add(readDeadline))
	v.conn.SetPongHandler(func(string) error {
		return v.conn.SetReadDeadline(h.now().Add(readDeadline))
	})
	for {
		_, body, err := v.conn.ReadMessage()
		if err != nil {
			return
		}
		var said struct {
			T string `json:"t"`
		}
		if json.Unmarshal(body, &said) == nil && said.T == "snap" {
			v.want.Store(true)
			w.nudge()
		}
	}
}
