package web

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

// standing is a server that only answers /healthz.
func standing(t *testing.T, process string) (*Server, string) {
	s := &Server{process: process}
	e := echo.New()
	e.GET("/healthz", s.healthz)
	h := httptest.NewServer(e)
	t.Cleanup(h.Close)
	s.Listening = h.Listener.Addr()
	return s, h.URL
}

func TestReach(t *testing.T) {
	s, own := standing(t, "one")
	_, other := standing(t, "two")
	redirect := httptest.NewServer(http.RedirectHandler(own+"/healthz", http.StatusFound))
	defer redirect.Close()
	if err := s.reach(context.Background(), own); err != nil {
		t.Errorf("the server does not reach itself: %v", err)
	}
	for _, address := range []string{other, redirect.URL, "http://127.0.0.1:1", "http://nobody.invalid", "nonsense"} {
		var refused *judging.Error
		if err := s.reach(context.Background(), address); !errors.As(err, &refused) || refused.Code != "address-unreachable" || refused.Args["address"] != address {
			t.Errorf("%s: %v", address, err)
		}
	}
	// Once other machines can come, loopback is each tablet's own.
	s.Listening = &net.TCPAddr{IP: net.IPv6unspecified, Port: s.Listening.(*net.TCPAddr).Port}
	for _, address := range []string{own, strings.Replace(own, "127.0.0.1", "localhost", 1)} {
		if err := s.reach(context.Background(), address); err == nil {
			t.Errorf("%s is good for tablets", address)
		}
	}
}

func TestAdrift(t *testing.T) {
	s := &Server{Config: Config{Address: "http://127.0.0.1:8080", Listening: &net.TCPAddr{IP: net.IPv6unspecified, Port: 8080}}}
	own := s.ownAddresses()
	if len(own) == 0 || slices.ContainsFunc(own, func(a string) bool { return strings.Contains(a, "127.0.0.1") || !strings.HasSuffix(a, ":8080") }) {
		t.Fatalf("own addresses %v", own)
	}
	for address, want := range map[string]string{
		"": "", s.Address: "", own[0]: "", "http://dovar.example:8080": "",
		"http://203.0.113.7:8080":                     "http://203.0.113.7:8080",
		strings.Replace(own[0], ":8080", ":8081", 1):  strings.Replace(own[0], ":8080", ":8081", 1),
		strings.Replace(own[0], "http:", "https:", 1): strings.Replace(own[0], "http:", "https:", 1),
	} {
		if got := s.adrift(address); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
	s.Listening = &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8080}
	if got := s.ownAddresses(); !slices.Equal(got, []string{"http://127.0.0.1:8080"}) || !s.alone() {
		t.Errorf("alone: %v", got)
	}
}
