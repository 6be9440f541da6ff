package web

// What the tests of the outside need from the inside.

import "dovar/judging"

// A Row is a line of the table of routes.
type Row struct {
	Method, Path string // as echo writes it
	Right        judging.Right
	Limit        int64
	Page         bool
	Private      bool
}

// Table returns the table of routes.
func (s *Server) Table() []Row {
	return mapped(s.table(), func(r route) Row {
		return Row{r.method, echoPath(r.path), r.right, r.limit, r.page, r.private}
	})
}

// Mounted returns what echo serves, "METHOD path".
func (s *Server) Mounted() (out []string) {
	for _, r := range s.echo.Routes() {
		out = append(out, r.Method+" "+r.Path)
	}
	return out
}

// Smuggle mounts a route that is not in the table.
func (s *Server) Smuggle(path string) { s.echo.GET(path, s.healthz) }

// Words returns the catalogue's text.
func Words(lang, key string) string { return words.say(lang, key) }

// LeaveNothing fails the test if it leaves a goroutine behind.
var LeaveNothing = leaveNothing

// Hashed is what is kept of a session's token.
var Hashed = hashed
