package web_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dovar/judging"
	"dovar/web"
)

// What is served is the table, and the table is what is served.
func TestEveryRouteIsInTheTable(t *testing.T) {
	s := newSite(t)
	var table []string
	for _, row := range s.Table() {
		table = append(table, row.Method+" "+row.Path)
		if row.Right == "" || row.Limit <= 0 {
			t.Errorf("%s %s has no right or no limit", row.Method, row.Path)
		}
	}
	mounted := s.Mounted()
	slices.Sort(table)
	slices.Sort(mounted)
	if !slices.Equal(table, mounted) {
		t.Errorf("table\n%s\nserved\n%s", strings.Join(table, "\n"), strings.Join(mounted, "\n"))
	}
	s.Smuggle("/smuggled")
	if r := s.send("GET", "/smuggled", nil); r.StatusCode != 404 {
		t.Errorf("a route outside the table answers %d", r.StatusCode)
	}
}

// A walker is one caller of the walk over all routes.
type walker struct {
	name  string
	right func(judging.Right) bool
	send  func(method, path string) reply
}

// Every route by everyone: a guest, a nonsense token and cookie, and of each
// role a token and a signed-in browser, with ids that are there and ids that
// are not.
func TestEveryRouteForEveryRole(t *testing.T) {
	s := newSite(t)
	body := func(method string) any {
		if method == "GET" {
			return nil
		}
		return `{"device":{"id":"x"},"unknown":1}` // good for no route: what gets to the handler changes nothing
	}
	walkers := []walker{
		{"guest", func(judging.Right) bool { return false }, func(m, p string) reply { return s.send(m, p, body(m)) }},
		{"nonsense", func(judging.Right) bool { return false }, func(m, p string) reply {
			return s.send(m, p, body(m), "Authorization", "Bearer dovar_nonsense")
		}},
		{"nonsense", func(judging.Right) bool { return false }, func(m, p string) reply {
			return s.send(m, p, body(m), "Cookie", "dovar=nonsense")
		}},
	}
	for _, role := range judging.Roles {
		walkers = append(walkers, walker{string(role), role.May, func(m, p string) reply { return s.as(role, m, p, body(m)) }})
		account, err := s.service.AddUser(s.ctx, s.system, "Роҳрав "+string(role), role, password)
		s.ok(err)
		cookie := s.session(account.ID)
		walkers = append(walkers, walker{string(role) + " in a browser", role.May, func(m, p string) reply {
			if p == "/signout" { // and goes on with another session
				defer func() { cookie = s.session(account.ID) }()
			}
			return s.send(m, p, body(m), "Cookie", cookie)
		}})
	}
	stranger, err := s.service.AddUser(s.ctx, s.system, "Бегона", judging.Host, password)
	s.ok(err)
	invitation, _, err := s.service.Invite(s.ctx, s.system, "Меҳмон", judging.Host)
	s.ok(err)
	spare, err := s.service.MakeToken(s.ctx, s.system, judging.Host)
	s.ok(err)
	script, err := s.service.ActorOfToken(s.ctx, spare)
	s.ok(err)
	own := map[string]string{
		":event": s.event.ID, ":contest": s.contest.Contest.ID, ":stage": s.contest.Stages[0].ID,
		":judge": "none", ":entry": "none", ":sheet": "none", ":op": "none", ":device": "none", ":approval": "none", ":hash": "none",
		":account": stranger.ID, ":invitation": invitation.ID, ":token": script.ID, ":session": "none",
		":room": "none", ":panel": "none",
	}
	for _, row := range s.Table() {
		for _, w := range walkers {
			for _, foreign := range []bool{false, true} {
				path := row.Path
				for name, id := range own {
					if foreign {
						id = "foreign"
					}
					path = strings.ReplaceAll(path, name, id)
				}
				if foreign && path == row.Path {
					continue
				}
				r := w.send(row.Method, path)
				check(t, fmt.Sprintf("%s by %s", row.Method+" "+path, w.name), row, w, foreign, r)
			}
		}
	}
	if strings.Contains(s.log.String(), "level=ERROR") {
		t.Errorf("the walk left errors in the log:\n%s", s.log)
	}
}

func check(t *testing.T, name string, row web.Row, w walker, foreign bool, r reply) {
	t.Helper()
	guest := w.name == "guest" || w.name == "nonsense"
	switch {
	case r.StatusCode >= 500:
		t.Errorf("%s: %d %s", name, r.StatusCode, r.body)
	case row.Right == judging.Anyone:
		if r.StatusCode == http.StatusForbidden && !strings.HasPrefix(name, "POST /setup ") && !strings.HasPrefix(name, "POST /invite ") { // their forms ask for the secret
			t.Errorf("%s: %d %s", name, r.StatusCode, r.body)
		}
	case guest && row.Page && row.Method != "GET": // a form that a session outlived
		if r.StatusCode != http.StatusUnauthorized {
			t.Errorf("%s: %d, want 401", name, r.StatusCode)
		}
	case guest && row.Page:
		if r.StatusCode != http.StatusSeeOther || !strings.HasPrefix(r.Header.Get("Location"), "/signin") {
			t.Errorf("%s: %d, want the sign-in page", name, r.StatusCode)
		}
	case guest:
		if r.StatusCode != http.StatusUnauthorized || r.problem() == "" {
			t.Errorf("%s: %d %s", name, r.StatusCode, r.body)
		}
	case row.Right == judging.Approve && w.right(row.Right) && !strings.HasSuffix(w.name, "browser"): // a token may propose, never approve
		lost := row.Page && r.StatusCode == http.StatusNotFound // there is nothing that waits
		if !lost && (r.StatusCode != http.StatusForbidden || !row.Page && r.problem() != "approve-person") {
			t.Errorf("%s: %d %s", name, r.StatusCode, r.body)
		}
	case !w.right(row.Right):
		if r.StatusCode != http.StatusForbidden || !row.Page && r.problem() != "forbidden" {
			t.Errorf("%s: %d %s", name, r.StatusCode, r.body)
		}
	case r.StatusCode == http.StatusUnauthorized || r.StatusCode == http.StatusForbidden:
		t.Errorf("%s has the right: %d %s", name, r.StatusCode, r.body)
	case foreign && row.Method == "GET" && r.StatusCode != http.StatusNotFound:
		t.Errorf("%s: %d, want 404", name, r.StatusCode)
	}
}

// The guard: origins, sizes, addresses, headers.
func TestGuard(t *testing.T) {
	s := newSite(t)
	if r := s.as(judging.Owner, "POST", "/api/v1/events", `{}`, "Origin", "http://evil.example"); r.problem() != "foreign-origin" || r.StatusCode != 403 {
		t.Errorf("foreign origin: %d %s", r.StatusCode, r.body)
	}
	if r := s.as(judging.Owner, "POST", "/api/v1/events", `{}`, "Sec-Fetch-Site", "cross-site"); r.problem() != "foreign-origin" {
		t.Errorf("cross-site: %d %s", r.StatusCode, r.body)
	}
	if r := s.as(judging.Owner, "POST", "/api/v1/events", `{}`, "Origin", s.url); r.problem() != "invalid-request" {
		t.Errorf("own origin: %d %s", r.StatusCode, r.body)
	}

	// On a name that is not this machine, plain HTTP serves the public only.
	if r := s.send("GET", "/", nil, "Host", "dovar.test"); r.StatusCode != 200 {
		t.Errorf("public page over HTTP: %d", r.StatusCode)
	}
	for _, path := range []string{"/signin", "/judge", "/organizer", "/setup"} {
		if r := s.send("GET", path, nil, "Host", "dovar.test", "Accept-Language", "en"); r.StatusCode != 403 || !strings.Contains(string(r.body), "https-needed") {
			t.Errorf("%s over HTTP on a network: %d", path, r.StatusCode)
		}
	}
	for _, header := range []string{"Host", "X-Forwarded-For"} {
		if r := s.as(judging.Owner, "GET", "/api/v1/events", nil, header, "192.0.2.7"); r.problem() != "https-needed" {
			t.Errorf("a token over HTTP, %s not ours: %d %s", header, r.StatusCode, r.body)
		}
	}

	header := s.send("GET", "/signin", nil).Header
	for name, part := range map[string]string{
		"Content-Security-Policy": "frame-ancestors 'none'", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store",
	} {
		if !strings.Contains(header.Get(name), part) {
			t.Errorf("%s: %q", name, header.Get(name))
		}
	}

	// A body without a length is counted as it comes.
	r, err := http.NewRequest("POST", s.url+"/api/v1/events", io.MultiReader(strings.NewReader(strings.Repeat(" ", 80<<10))))
	s.ok(err)
	r.Header.Set("Authorization", "Bearer "+s.tokens[judging.Owner])
	response, err := http.DefaultClient.Do(r)
	s.ok(err)
	response.Body.Close()
	if response.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("long body without a length: %d", response.StatusCode)
	}
}

func TestInsecureLANHasABanner(t *testing.T) {
	s := newSite(t, func(c *web.Config) { c.InsecureLAN = true })
	r := s.send("GET", "/signin", nil, "Host", "dovar.test", "Accept-Language", "en")
	if r.StatusCode != 200 || !strings.Contains(string(r.body), web.Words("en", "page.insecure")) {
		t.Errorf("%d %s", r.StatusCode, r.body)
	}
	if r := s.send("GET", "/signin", nil, "Accept-Language", "en"); strings.Contains(string(r.body), web.Words("en", "page.insecure")) {
		t.Error("the banner stands on this machine alone too")
	}
}

// The description holds every route of the API, and no mark in it is a float.
func TestOpenAPI(t *testing.T) {
	s := newSite(t)
	var doc struct {
		OpenAPI string
		Paths   map[string]map[string]any
	}
	r := s.send("GET", "/api/openapi.json", nil)
	s.ok(json.Unmarshal(r.body, &doc))
	if !strings.HasPrefix(doc.OpenAPI, "3.1") {
		t.Errorf("version %q", doc.OpenAPI)
	}
	for _, row := range s.Table() {
		if path := regexp.MustCompile(":([a-z]+)").ReplaceAllString(row.Path, "{$1}"); strings.HasPrefix(path, "/api/v1/") && doc.Paths[path][strings.ToLower(row.Method)] == nil {
			t.Errorf("%s %s is not described", row.Method, path)
		}
	}
	for text, why := range map[string]string{
		`"type":"number"`:            "a number that is no integer",
		`["array","null"]`:           "a list that is null: one without members is []",
		`"application/octet-stream"`: "a body that is not JSON",
	} {
		if bytes.Contains(r.body, []byte(text)) {
			t.Error(why)
		}
	}
	if answers, _ := doc.Paths["/api/v1/stages/{stage}/state"]["post"].(map[string]any)["responses"].(map[string]any); answers["202"] == nil {
		t.Error("202 is not described")
	}
}
