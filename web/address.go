package web

// The one address of an event: whether it leads to this server, from here and
// from the tablets of the hall.

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"dovar/judging"
)

// reach asks the address whether this very server answers there. Problem
// "address-unreachable" {address}: it does not, or the address means another
// machine on each machine (loopback) while tablets can come from outside.
func (s *Server) reach(ctx context.Context, address string) error {
	refused := func(err error) error {
		return judging.Fail(judging.Conflict, "address-unreachable", "address", address).Because(err)
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || isLoopback(u.Hostname()) && !s.alone() || u.Hostname() == "localhost" && !s.alone() {
		return refused(err)
	}
	client := http.Client{
		Timeout: 2 * time.Second,
		Transport: &http.Transport{ // whether tablets trust the certificate is not asked here
			TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, DisableKeepAlives: true,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address+"/healthz", nil)
	if err != nil {
		return refused(err)
	}
	answer, err := client.Do(request)
	if err != nil {
		return refused(err)
	}
	defer answer.Body.Close()
	var who health
	if err := json.NewDecoder(io.LimitReader(answer.Body, small)).Decode(&who); err != nil || who.Process != s.process {
		return refused(err)
	}
	return nil
}

// alone reports whether the server hears this machine only.
func (s *Server) alone() bool {
	at, ok := s.Listening.(*net.TCPAddr)
	return ok && at.IP.IsLoopback()
}

// adrift returns the event's address when the machine no longer has it, else "".
// A name may stand for any machine: only numbers are compared.
func (s *Server) adrift(address string) string {
	u, err := url.Parse(address)
	if address == "" || address == s.Address || s.Listening == nil || err != nil || net.ParseIP(u.Hostname()) == nil {
		return ""
	}
	if slices.Contains(s.ownAddresses(), address) {
		return ""
	}
	return address
}

// ownAddresses are those under which tablets may find this server.
func (s *Server) ownAddresses() (out []string) {
	at, ok := s.Listening.(*net.TCPAddr)
	if !ok {
		return nil
	}
	scheme, _, _ := strings.Cut(s.Address, ":")
	port := strconv.Itoa(at.Port)
	if !at.IP.IsUnspecified() {
		return []string{scheme + "://" + net.JoinHostPort(at.IP.String(), port)}
	}
	nets, err := net.InterfaceAddrs()
	if err != nil {
		return nil
	}
	for _, n := range nets {
		if ip, ok := n.(*net.IPNet); ok && !ip.IP.IsLoopback() && !ip.IP.IsLinkLocalUnicast() {
			out = append(out, scheme+"://"+net.JoinHostPort(ip.IP.String(), port))
		}
	}
	return out
}
