// Package web is everything that speaks HTTP: the API under /api/v1, the pages,
// and the sockets of the boards. It decodes, calls judging and encodes; it
// knows no SQL and no rule of the trade.
package web

import (
	"context"
	"errors"
	"html/template"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"dovar/judging"
)

// Config is what wiring gives a Server.
type Config struct {
	Service  *judging.Service
	Follower *judging.Follower
	Log      *slog.Logger
	Now      func() time.Time

	Address     string   // the event's fixed public address, scheme://host:port; "" until known
	Listening   net.Addr // where the server hears; nil until known
	InsecureLAN bool     // signing in over plain HTTP from other machines, with a banner on every page
	Dev         bool     // files of the pages from the disk, read anew each time
	Version     string   // for /healthz and the API's description
	MaxViewers  int      // sockets at once; 0 means 5,000
	Demo        Demo     // what the start page shows; nil outside the demo
}

// Demo fills the start page (templates/start.html) anew at each request; the
// template finds what it returns as .Data. lang is the page's language.
type Demo func(ctx context.Context, lang string) (any, error)

// Server answers HTTP. Make it with New, end it with Close.
type Server struct {
	Config
	echo     *echo.Echo
	api      huma.API
	rows     map[string]*route // by method, space, path as echo writes it
	paths    map[string]bool
	files    *shelf
	pages    *template.Template
	sessions *scs.SessionManager
	origin   *http.CrossOriginProtection
	policy   string // Content-Security-Policy
	hub      *hub
	reading  chan struct{} // of one: uploads are read one after another
	process  string        // random, of this run
	closing  sync.Once
}

// New makes a Server and starts the writers of its sockets.
func New(c Config) (*Server, error) {
	if c.MaxViewers == 0 {
		c.MaxViewers = 5000
	}
	s := &Server{Config: c, sessions: newSessions(c.Service), reading: make(chan struct{}, 1), origin: http.NewCrossOriginProtection(), process: judging.NewID()}
	var err error
	if s.files, err = newShelf(c.Dev); err != nil {
		return nil, err
	}
	if s.pages, err = parsePages(templateFiles); err != nil {
		return nil, err
	}
	if s.policy, err = contentPolicy(c.Address); err != nil {
		return nil, err
	}
	if c.Address != "" {
		if err := s.origin.AddTrustedOrigin(c.Address); err != nil {
			return nil, err
		}
	}
	s.hub = newHub(c.Now, c.MaxViewers)
	s.hub.start()
	s.echo = s.router()
	return s, nil
}

// Handler answers requests; for tests, and for a listener of one's own.
func (s *Server) Handler() http.Handler { return s.echo }

// Publish hands a new public frame to the viewers of its stream. It does not
// wait for any of them.
func (s *Server) Publish(stream judging.Stream, frame *judging.Frame) {
	if err := s.hub.publish(stream, frame); err != nil {
		s.Log.Error("frame not published", "contest", stream.Contest, "err", err)
	}
}

// Viewers is the number of sockets open now.
func (s *Server) Viewers() int { return s.hub.count() }

// Serve answers on the listener until ctx ends, then tells the viewers when to
// come back, lets open requests finish for five seconds, and returns nil. It may
// run on several listeners at once.
func (s *Server) Serve(ctx context.Context, listener net.Listener) error {
	server := &http.Server{
		Handler:           s.echo,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       60 * time.Second,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(s.Log.Handler(), slog.LevelDebug),
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	s.Close()
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	err := server.Shutdown(grace)
	<-ended
	if errors.Is(err, context.DeadlineExceeded) {
		return server.Close()
	}
	return err
}

// Close ends all sockets with a "bye" and their writers.
func (s *Server) Close() { s.closing.Do(s.hub.close) }

// contentPolicy allows a page its own files, and sockets to the server's
// address: Safari before 16 does not take 'self' for sockets.
func contentPolicy(address string) (string, error) {
	connect := "'self'"
	if address != "" {
		u, err := url.Parse(address)
		if err != nil || u.Host == "" {
			return "", errors.New("address must be scheme://host:port, is " + address)
		}
		connect += " ws://" + u.Host + " wss://" + u.Host
	}
	return "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; " +
		"img-src 'self' data: blob:; connect-src " + connect, nil
}
