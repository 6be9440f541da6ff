package main

// The server: the rooms put together, and what a start says.

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"dovar/data"
	"dovar/judging"
	"dovar/web"
)

type serveCmd struct {
	Data        string `required:"" placeholder:"DIR" help:"The data folder; made if it is not there."`
	Listen      string `default:":8080" help:"Where to listen, host:port."`
	Address     string `placeholder:"URL" help:"The event's one address, scheme://host:port, as printed on cards."`
	TLSCert     string `name:"tls-cert" placeholder:"FILE" help:"Certificate (PEM); the listener then speaks HTTPS."`
	TLSKey      string `name:"tls-key" placeholder:"FILE" help:"Key of the certificate (PEM)."`
	InsecureLAN bool   `name:"insecure-lan" help:"Sign in over plain HTTP from other machines; every page says so."`
	Dev         bool   `help:"Read pages and scripts from ./web, anew each time."`
}

func (c *serveCmd) Validate() error {
	if (c.TLSCert == "") != (c.TLSKey == "") {
		return errors.New("--tls-cert and --tls-key go together")
	}
	return nil
}

func (c *serveCmd) Run(p process) error {
	ctx, stop := untilStopped()
	defer stop()
	return c.serve(ctx, p)
}

// serve answers until ctx ends.
func (c *serveCmd) serve(ctx context.Context, p process) error {
	h, err := open(ctx, c, p, nil)
	if err != nil {
		return err
	}
	secret, err := h.service.SetupSecret(ctx)
	if err != nil {
		return errors.Join(err, h.close())
	}
	fmt.Fprintln(p.out, "listening on", h.address)
	if secret != "" {
		fmt.Fprintf(p.out, "first start: make the owner's account at %s/setup#%s\n", h.address, secret)
	}
	return h.run(ctx)
}

// untilStopped ends with Ctrl-C or SIGTERM; a second one ends the process.
func untilStopped() (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// A house is a server with its rooms put together, listening.
type house struct {
	store    *data.Store
	service  *judging.Service
	follower *judging.Follower
	server   *web.Server
	listener net.Listener
	address  string // scheme://host:port
}

// open puts the rooms together on a data folder and a listener. The caller
// runs or closes the house. start is what the demo's start page shows, or nil.
func open(ctx context.Context, c *serveCmd, p process, start web.Demo) (h *house, err error) {
	log := slog.New(slog.NewTextHandler(p.errs, nil))
	h = &house{}
	defer func() {
		if err != nil {
			err = errors.Join(err, h.close())
		}
	}()
	if h.store, err = data.Open(ctx, c.Data, data.Options{Now: time.Now, Log: log}); err != nil {
		return h, err
	}
	if err := h.listen(c); err != nil {
		return h, err
	}
	// Service, follower and server know each other: a commit wakes the
	// follower, the follower publishes to the server.
	h.service, err = judging.NewService(ctx, judging.Config{
		Store: h.store, Keys: h.store.Keys(), Now: time.Now, Log: log, Address: h.address,
		Wake: func(contest string) { h.follower.Wake(contest) },
	})
	if err != nil {
		return h, err
	}
	h.follower = judging.NewFollower(judging.FollowerConfig{
		Service: h.service,
		Publish: func(s judging.Stream, f *judging.Frame) { h.server.Publish(s, f) },
		Viewers: func() int { return h.server.Viewers() },
	})
	h.server, err = web.New(web.Config{
		Service: h.service, Follower: h.follower, Log: log, Now: time.Now, Address: h.address, Listening: h.listener.Addr(),
		InsecureLAN: c.InsecureLAN, Dev: c.Dev, Version: version, Demo: start,
	})
	return h, err
}

// listen opens the listener and fixes the address.
func (h *house) listen(c *serveCmd) (err error) {
	if h.listener, err = net.Listen("tcp", c.Listen); err != nil {
		return err
	}
	scheme := "http"
	if c.TLSCert != "" {
		pair, err := tls.LoadX509KeyPair(c.TLSCert, c.TLSKey)
		if err != nil {
			return err
		}
		scheme = "https"
		h.listener = tls.NewListener(h.listener, &tls.Config{
			Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12, NextProtos: []string{"http/1.1"},
		})
	}
	if h.address = c.Address; h.address == "" {
		h.address = scheme + "://" + reachable(h.listener.Addr().(*net.TCPAddr))
	}
	return nil
}

// reachable is a listener's address as a browser on this machine writes it.
func reachable(a *net.TCPAddr) string {
	host := a.IP.String()
	if a.IP.IsUnspecified() {
		host = "127.0.0.1"
	}
	return net.JoinHostPort(host, strconv.Itoa(a.Port))
}

// run answers until ctx ends, lets open requests finish, and closes the house.
func (h *house) run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	followed := make(chan error, 1)
	go func() {
		followed <- h.follower.Run(ctx)
		stop()
	}()
	err := h.server.Serve(ctx, h.listener)
	stop()
	return errors.Join(err, <-followed, h.close())
}

// close gives listener and data folder free, whatever of the house stands.
func (h *house) close() error {
	if h.server != nil {
		h.server.Close()
	}
	if h.listener != nil {
		h.listener.Close() // Serve may have closed it
	}
	if h.store != nil {
		return h.store.Close()
	}
	return nil
}
