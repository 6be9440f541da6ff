package web_test

// A whole server for tests: real storage, real HTTP on a socket, real follower.

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"dovar/data"
	"dovar/judging"
	"dovar/web"
)

type site struct {
	*web.Server
	t       testing.TB
	ctx     context.Context
	service *judging.Service
	store   *data.Store
	log     *bytes.Buffer
	url     string
	tokens  map[judging.Role]string
	event   judging.Event
	contest judging.ContestView
	system  judging.Actor
}

// newSite starts a server with one event and one science fair in it.
func newSite(t testing.TB, change ...func(*web.Config)) *site {
	web.LeaveNothing(t)
	s := &site{t: t, log: new(bytes.Buffer), tokens: map[judging.Role]string{}, system: judging.Actor{Kind: "system", ID: "test", Role: judging.Owner}}
	ctx, stop := context.WithCancel(context.Background())
	s.ctx = ctx
	log := slog.New(slog.NewTextHandler(s.log, &slog.HandlerOptions{Level: slog.LevelWarn}))
	var err error
	s.store, err = data.Open(ctx, t.TempDir(), data.Options{Now: time.Now, Log: log})
	s.ok(err)
	var follower *judging.Follower
	s.service, err = judging.NewService(ctx, judging.Config{
		Store: s.store, Keys: s.store.Keys(), Now: time.Now, Log: log, Address: "http://dovar.test",
		Wake: func(contest string) { follower.Wake(contest) },
	})
	s.ok(err)
	follower = judging.NewFollower(judging.FollowerConfig{
		Service: s.service,
		Publish: func(stream judging.Stream, f *judging.Frame) { s.Publish(stream, f) },
		Viewers: func() int { return s.Viewers() },
	})
	config := web.Config{Service: s.service, Follower: follower, Log: log, Now: time.Now, Version: "test"}
	for _, f := range change {
		f(&config)
	}
	s.Server, err = web.New(config)
	s.ok(err)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	s.ok(err)
	s.url = "http://" + listener.Addr().String()
	ended := make(chan error, 2)
	go func() { ended <- follower.Run(ctx) }()
	go func() { ended <- s.Serve(ctx, listener) }()
	t.Cleanup(func() {
		stop()
		for range 2 {
			if err := <-ended; err != nil && err != context.Canceled {
				t.Error(err)
			}
		}
		s.store.Close()
		http.DefaultClient.CloseIdleConnections()
	})

	s.event, err = s.service.CreateEvent(ctx, s.system, judging.NewEvent{
		Title: judging.Text{TG: "Ҳафтаи ТИК", RU: "Неделя ИКТ", EN: "ICT Week"}, Starts: "2025-10-20", Ends: "2025-10-24",
	})
	s.ok(err)
	def, _ := judging.Preset("science-fair-science")
	s.contest, err = s.service.CreateContest(ctx, s.system, s.event.ID, def)
	s.ok(err)
	for _, role := range judging.Roles {
		s.tokens[role], err = s.service.MakeToken(ctx, s.system, role)
		s.ok(err)
	}
	return s
}

func (s *site) ok(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// A reply is an answer, read whole.
type reply struct {
	*http.Response
	body []byte
}

// problem is the code of a refusal; "" where there is none.
func (r reply) problem() string {
	var p web.Problem
	if strings.HasPrefix(r.Header.Get("Content-Type"), "application/problem+json") && json.Unmarshal(r.body, &p) == nil {
		return p.Code
	}
	return ""
}

// send asks the server; headers are pairs. A string body goes as it is, nil
// without body, anything else as JSON.
func (s *site) send(method, path string, body any, headers ...string) reply {
	s.t.Helper()
	var reader io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		reader = strings.NewReader(b)
	default:
		text, err := json.Marshal(b)
		s.ok(err)
		reader = bytes.NewReader(text)
	}
	r, err := http.NewRequestWithContext(s.ctx, method, s.url+path, reader)
	s.ok(err)
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(r)
	s.ok(err)
	return read(s.t, response)
}

func read(t testing.TB, response *http.Response) reply {
	t.Helper()
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{response, text}
}

// dialer reaches the server at url whatever name is asked for.
func dialer(url string) func(context.Context, string, string) (net.Conn, error) {
	return func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, strings.TrimPrefix(url, "http://"))
	}
}

// as sends with the token of a role.
func (s *site) as(role judging.Role, method, path string, body any, headers ...string) reply {
	s.t.Helper()
	return s.send(method, path, body, append(headers, "Authorization", "Bearer "+s.tokens[role])...)
}

// session signs the account in and returns its cookie.
func (s *site) session(account string) (cookie string) {
	s.t.Helper()
	token := judging.NewID()
	now := time.Now().UTC()
	s.ok(s.service.BeginSession(s.ctx, web.Hashed(token), judging.SignedIn{
		ID: judging.NewID(), Account: account, Began: now, Seen: now, Ends: now.Add(time.Hour),
	}))
	return "dovar=" + token
}

// made sends, insists on a good answer and reads it into out.
func (s *site) made(role judging.Role, method, path string, body, out any) {
	s.t.Helper()
	r := s.as(role, method, path, body)
	if r.StatusCode >= 300 {
		s.t.Fatalf("%s %s: %d %s", method, path, r.StatusCode, r.body)
	}
	if out != nil {
		s.ok(json.Unmarshal(r.body, out))
	}
}

// socket opens the board's socket.
func (s *site) socket(query string, header http.Header) (*websocket.Conn, *http.Response, error) {
	conn, response, err := websocket.DefaultDialer.DialContext(s.ctx, "ws"+strings.TrimPrefix(s.url, "http")+"/api/v1/boards/"+s.contest.Contest.ID+"/live"+query, header)
	if err == nil {
		s.t.Cleanup(func() { conn.Close() })
	}
	return conn, response, err
}
