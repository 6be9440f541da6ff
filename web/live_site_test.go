package web_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"dovar/judging"
	"dovar/web"
)

// From a change of the contest to the picture of a viewer, through the real
// follower: hidden is told, shown is sent, hidden again clears.
func TestLiveBoard(t *testing.T) {
	s := newSite(t)
	_, err := s.service.AddEntries(s.ctx, s.system, s.contest.Contest.ID, []judging.Entry{{Name: "Оби тоза", Division: s.contest.Divisions[0].ID}})
	s.ok(err)
	conn, _, err := s.socket("?division="+s.contest.Divisions[0].ID, http.Header{"Origin": {s.url}})
	s.ok(err)
	conn.SetReadDeadline(time.Now().Add(time.Minute))
	expect := func(state string, rows int) {
		t.Helper()
		for {
			var f judging.Frame
			s.ok(conn.ReadJSON(&f))
			if f.T == "snap" {
				if f.State != state || len(f.Rows) != rows || f.Rows == nil || f.Coverage != nil && state == "hidden" {
					t.Errorf("%+v, want %s with %d rows", f, state, rows)
				}
				return
			}
		}
	}
	expect("hidden", 0)
	for _, state := range []judging.BoardState{judging.BoardLive, judging.BoardHidden} {
		_, err := s.service.SetBoard(s.ctx, s.system, s.contest.Contest.ID, judging.Board{State: state, Show: judging.ShowComplete})
		s.ok(err)
		expect(string(state), map[judging.BoardState]int{judging.BoardLive: 1}[state])
	}
	if s.Viewers() != 1 {
		t.Errorf("%d viewers", s.Viewers())
	}
}

func TestLiveRefuses(t *testing.T) {
	s := newSite(t, func(c *web.Config) { c.MaxViewers = 1 })
	query := "?division=" + s.contest.Divisions[0].ID
	refused := func(query string, header http.Header, status int, code string) {
		t.Helper()
		_, response, err := s.socket(query, header)
		if err != websocket.ErrBadHandshake {
			t.Fatalf("want %s, got %v", code, err)
		}
		if r := read(t, response); r.StatusCode != status || r.problem() != code {
			t.Errorf("%d %s, want %d %s", r.StatusCode, r.body, status, code)
		}
	}
	refused(query, http.Header{"Origin": {"http://evil.example"}}, 403, "foreign-origin")
	refused("?division=none", nil, 404, "not-found")
	_, _, err := s.socket(query, nil)
	s.ok(err)
	refused(query, nil, 503, "too-many-viewers")
	_, _, err = s.socket(query+"&seat=board", nil) // a projector has its own places
	s.ok(err)
}

// A viewer that says more than 4 kB at once is let go.
func TestLiveReadLimit(t *testing.T) {
	s := newSite(t)
	conn, _, err := s.socket("?division="+s.contest.Divisions[0].ID, nil)
	s.ok(err)
	s.ok(conn.WriteMessage(websocket.TextMessage, make([]byte, 8<<10)))
	conn.SetReadDeadline(time.Now().Add(time.Minute))
	for {
		if _, _, err := conn.ReadMessage(); err != nil {
			if !websocket.IsCloseError(err, websocket.CloseMessageTooBig) {
				t.Error(err)
			}
			return
		}
	}
}
