package web

// What every request passes before its handler: headers, origin, size, who asks
// and whether they may. The table of routes decides; a route outside it is not
// there.

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"strings"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

// A call is one request as the guard found it.
type call struct {
	row     *route // nil outside the table
	page    bool   // a person reads the answer
	by      judging.Actor
	session string // its id, of an account signed in by cookie
	revoked bool
	lang    string
	problem *Problem // what was answered, for the log
}

const callKey = "call"

func callOf(c echo.Context) *call { return c.Get(callKey).(*call) }

// guard wraps all handlers.
func (s *Server) guard(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		call := &call{row: s.rows[c.Request().Method+" "+c.Path()], lang: languageOf(c.Request(), nil)}
		call.page = call.row != nil && call.row.page || call.row == nil && isPage(c.Request())
		c.Set(callKey, call)
		s.setHeaders(c)
		if err := s.run(c, next); err != nil {
			if err := s.refuse(c, err); err != nil {
				s.Log.Error("answer not written", "err", err)
			}
		}
		// A caller who hung up is no failure of ours.
		if p := call.problem; p != nil && p.cause != nil && c.Request().Context().Err() == nil {
			s.Log.Error("request failed", "method", c.Request().Method, "path", c.Request().URL.Path,
				"code", p.Code, "reference", p.Reference, "err", p.cause)
		}
		return nil
	}
}

// run admits the request and hands it on; a panic becomes an error.
func (s *Server) run(c echo.Context, next echo.HandlerFunc) (err error) {
	defer func() {
		if r := recover(); r == http.ErrAbortHandler {
			panic(r)
		} else if r != nil {
			err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
		}
	}()
	if err := s.admit(c); err != nil {
		return err
	}
	return next(c)
}

// isPage guesses for a path that is not there whether a browser shows the answer.
func isPage(r *http.Request) bool {
	return !strings.HasPrefix(r.URL.Path, "/api/") && strings.Contains(r.Header.Get("Accept"), "text/html")
}

func (s *Server) setHeaders(c echo.Context) {
	header := c.Response().Header()
	header.Set("Content-Security-Policy", s.policy)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "same-origin")
	header.Set("Cross-Origin-Opener-Policy", "same-origin")
	header.Set("Cache-Control", "no-store")
	if lang := known(c.QueryParam("lang")); lang != "" && callOf(c).page { // a file in another language changes no page
		c.SetCookie(&http.Cookie{Name: langCookie, Value: lang, Path: "/", MaxAge: 365 * 24 * 3600, SameSite: http.SameSiteLaxMode})
	}
}

func (s *Server) admit(c echo.Context) error {
	r, call := c.Request(), callOf(c)
	row := call.row
	if row == nil {
		if s.paths[c.Path()] {
			return echo.ErrMethodNotAllowed
		}
		return notFound()
	}
	if s.origin.Check(r) != nil {
		return judging.Fail(judging.Forbidden, "foreign-origin")
	}
	if r.ContentLength > row.limit {
		return judging.Fail(judging.TooLarge, "body-too-large")
	}
	if row.page {
		r.Body = http.MaxBytesReader(c.Response(), r.Body, row.limit)
	}
	if (row.right != judging.Anyone || row.private) && !s.secret(r) {
		return judging.Fail(judging.Forbidden, "https-needed")
	}
	if row.right == judging.Anyone {
		if row.known {
			return s.recognise(c)
		}
		return nil
	}
	if err := s.identify(c); err != nil {
		return err
	}
	if !call.by.Role.May(row.right) {
		return judging.Fail(judging.Forbidden, "forbidden")
	}
	if call.revoked && !row.revoked {
		return judging.Fail(judging.Forbidden, "device-revoked")
	}
	return nil
}

// secret reports whether a password or token may travel with the request:
// over TLS, on this machine alone, or where --insecure-lan allows it.
func (s *Server) secret(r *http.Request) bool {
	return r.TLS != nil || s.InsecureLAN || onLoopback(r)
}

// onLoopback reports whether peer and Host are both this machine and no proxy
// stands between.
func onLoopback(r *http.Request) bool {
	if r.Header.Get("X-Forwarded-For") != "" || r.Header.Get("Forwarded") != "" {
		return false
	}
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	peer, _, err := net.SplitHostPort(r.RemoteAddr)
	return err == nil && isLoopback(peer) && (strings.EqualFold(host, "localhost") || isLoopback(host))
}

func isLoopback(host string) bool {
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return ip != nil && ip.IsLoopback()
}

// peerOf is the address that tries are counted against: one machine can have
// every address of an IPv6 /64 (RFC 4291, 2.5.4).
func peerOf(c echo.Context) string {
	a, err := netip.ParseAddr(c.RealIP())
	if err != nil || a.Is4() || a.Is4In6() || a.IsLinkLocalUnicast() {
		return c.RealIP()
	}
	p, _ := a.Prefix(64)
	return p.String()
}
