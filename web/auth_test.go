package web_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"dovar/judging"
	"dovar/web"
)

const password = "сад хол ва як 101"

// A browser keeps cookies and follows no redirect. Whatever name it asks for,
// it reaches the site.
func (s *site) browser(base string, client *http.Client) func(method, path string, form url.Values, headers ...string) reply {
	jar, err := cookiejar.New(nil)
	s.ok(err)
	client.Jar = jar
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	s.t.Cleanup(client.CloseIdleConnections)
	return func(method, path string, form url.Values, headers ...string) reply {
		s.t.Helper()
		r, err := http.NewRequest(method, base+path, strings.NewReader(form.Encode()))
		s.ok(err)
		if form != nil {
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.Header.Set("Origin", base)
		}
		for i := 0; i+1 < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		response, err := client.Do(r)
		s.ok(err)
		return read(s.t, response)
	}
}

// A session over plain HTTP on a network that was declared insecure, and over
// TLS: two cookies, each of the kind a browser keeps there.
func TestSignIn(t *testing.T) {
	s := newSite(t, func(c *web.Config) { c.InsecureLAN = true })
	_, err := s.service.AddUser(s.ctx, s.system, "Мунира", judging.Organizer, password)
	s.ok(err)
	secure := httptest.NewTLSServer(s.Handler())
	defer secure.Close()
	toSite := &http.Transport{Proxy: nil, DialContext: dialer(s.url)}
	for name, c := range map[string]struct {
		browser func(method, path string, form url.Values, headers ...string) reply
		cookie  string
		secure  bool
	}{
		"http": {s.browser("http://dovar.test", &http.Client{Transport: toSite}), "dovar", false},
		"tls":  {s.browser(secure.URL, secure.Client()), "__Host-dovar", true},
	} {
		if r := c.browser("GET", "/organizer", nil); r.StatusCode != http.StatusSeeOther || r.Header.Get("Location") != "/signin?next=%2Forganizer" {
			t.Fatalf("%s: a guest at the organizer's page: %d %s", name, r.StatusCode, r.Header.Get("Location"))
		}
		wrong := url.Values{"name": {"Мунира"}, "password": {"wrong wrong"}}
		if r := c.browser("POST", "/signin?lang=en", wrong); r.StatusCode != 401 || !strings.Contains(string(r.body), web.Words("en", "problem.wrong-password")) {
			t.Errorf("%s: wrong password: %d %s", name, r.StatusCode, r.body)
		}
		right := url.Values{"name": {"Мунира"}, "password": {password}, "next": {"//evil.example/"}}
		r := c.browser("POST", "/signin", right)
		if r.StatusCode != http.StatusSeeOther || r.Header.Get("Location") != "/organizer" {
			t.Fatalf("%s: %d %s", name, r.StatusCode, r.Header.Get("Location"))
		}
		cookie := r.Cookies()[0]
		if cookie.Name != c.cookie || cookie.Secure != c.secure || !cookie.HttpOnly || cookie.SameSite != http.SameSiteStrictMode || cookie.Path != "/" || cookie.Domain != "" {
			t.Errorf("%s: cookie %v", name, cookie)
		}
		page := string(c.browser("GET", "/organizer?lang=tg", nil).body)
		for _, want := range []string{"Ҳафтаи ТИК", "Мунира", `/organizer/contests/` + s.contest.Contest.ID, web.Words("tg", "state.board.hidden")} {
			if !strings.Contains(page, want) {
				t.Errorf("%s: the organizer's page lacks %s", name, want)
			}
		}
		if c.secure == strings.Contains(page, web.Words("tg", "page.insecure")) {
			t.Errorf("%s: the banner stands where it need not, or the other way round", name)
		}
		if r := c.browser("GET", "/api/v1/events", nil); r.StatusCode != 200 {
			t.Errorf("%s: the API by cookie: %d", name, r.StatusCode)
		}
		if r := c.browser("POST", "/signout", url.Values{}, "Origin", "http://evil.example"); r.StatusCode != 403 {
			t.Errorf("%s: signed out from a foreign site: %d", name, r.StatusCode)
		}
		if r := c.browser("POST", "/signout", url.Values{}); r.StatusCode != http.StatusSeeOther {
			t.Errorf("%s: sign out: %d", name, r.StatusCode)
		}
		// The cookie of before is dead, not only gone.
		if r := c.browser("GET", "/api/v1/events", nil, "Cookie", cookie.Name+"="+cookie.Value); r.problem() != "sign-in-needed" {
			t.Errorf("%s: after signing out: %d %s", name, r.StatusCode, r.body)
		}
	}
}

// The approval of a second person: a session, of another role.
func TestASecondPersonApproves(t *testing.T) {
	s := newSite(t)
	_, err := s.service.AddUser(s.ctx, s.system, "Раис", judging.Chair, password)
	s.ok(err)
	stage := "/api/v1/stages/" + s.contest.Stages[0].ID + "/state"
	s.made(judging.Organizer, "POST", stage, map[string]string{"state": "open"}, nil)
	var staged judging.Staged
	s.made(judging.Organizer, "POST", stage, map[string]string{"state": "setup", "reason": "барвақт"}, &staged)
	chair := s.browser(s.url, &http.Client{Transport: &http.Transport{}})
	chair("POST", "/signin", url.Values{"name": {"Раис"}, "password": {password}})
	if r := chair("POST", "/api/v1/approvals/"+staged.Approval, nil); r.StatusCode != 200 || json.Unmarshal(r.body, &staged) != nil || staged.State != judging.StageSetup {
		t.Errorf("%d %s", r.StatusCode, r.body)
	}
}

func TestSetupOnce(t *testing.T) {
	s := newSite(t)
	secret, err := s.service.SetupSecret(s.ctx)
	s.ok(err)
	browser := s.browser(s.url, &http.Client{Transport: &http.Transport{}})
	form := url.Values{"secret": {"guessed"}, "name": {"Соҳиб"}, "password": {password}}
	if r := browser("POST", "/setup", form); r.StatusCode != 403 {
		t.Errorf("a guessed secret: %d", r.StatusCode)
	}
	form.Set("secret", secret)
	if r := browser("POST", "/setup", form); r.StatusCode != http.StatusSeeOther {
		t.Errorf("%d %s", r.StatusCode, r.body)
	}
	if r := browser("GET", "/organizer", nil); r.StatusCode != 200 {
		t.Errorf("after set-up: %d", r.StatusCode)
	}
	if r := browser("POST", "/setup", form); r.StatusCode != 403 {
		t.Errorf("a second time: %d", r.StatusCode)
	}
}

// Signing a tablet in by card: what can be wrong, and that a header of the
// caller's own making buys no more tries.
func TestEnrol(t *testing.T) {
	s := newSite(t, func(c *web.Config) { c.InsecureLAN = true })
	judges, err := s.service.AddJudges(s.ctx, s.system, s.event.ID, []judging.Judge{{Name: "Довар Як"}})
	s.ok(err)
	old, err := s.service.MakeCard(s.ctx, s.system, judges[0].ID)
	s.ok(err)
	card, err := s.service.MakeCard(s.ctx, s.system, judges[0].ID)
	s.ok(err)
	dev := judging.NewID()
	enrol := func(code, pin, dev string, headers ...string) reply {
		return s.send("POST", "/api/v1/enrol", map[string]any{"code": code, "pin": pin, "device": map[string]string{"id": dev, "name": "test"}}, headers...)
	}
	for _, c := range []struct {
		r      reply
		status int
		code   string
	}{
		{enrol(old.Code, old.PIN, dev), 403, "card-replaced"},
		{enrol("NOSUCHCARD", card.PIN, judging.NewID()), 401, "card-unknown"},
		{enrol(card.Code, wrongPIN(card.PIN), judging.NewID()), 401, "wrong-pin"},
		{enrol(card.Code, card.PIN, "short"), 422, "device-id"},
	} {
		if c.r.StatusCode != c.status || c.r.problem() != c.code {
			t.Errorf("%d %s, want %s", c.r.StatusCode, c.r.body, c.code)
		}
	}
	var in judging.Enrolled
	r := enrol(card.Code, card.PIN, dev)
	if r.StatusCode != 200 || json.Unmarshal(r.body, &in) != nil || in.Token == "" {
		t.Fatalf("%d %s", r.StatusCode, r.body)
	}
	bearer := "Bearer " + in.Token
	var hello judging.Hello
	r = s.send("GET", "/api/v1/hello?unsent=0&epoch="+in.Epoch+"&dev="+dev, nil, "Authorization", bearer)
	if r.StatusCode != 200 || json.Unmarshal(r.body, &hello) != nil || hello.Judge.ID != judges[0].ID {
		t.Errorf("hello: %d %s", r.StatusCode, r.body)
	}
	if r := s.send("GET", "/api/v1/hello?dev="+judging.NewID(), nil, "Authorization", bearer); r.problem() != "device-other" {
		t.Errorf("hello for another: %d %s", r.StatusCode, r.body)
	}
	if r := s.send("GET", "/api/v1/events", nil, "Authorization", bearer); r.StatusCode != 403 || r.problem() != "forbidden" {
		t.Errorf("a tablet at the organizer's: %d %s", r.StatusCode, r.body)
	}
	if r := s.as(judging.Owner, "GET", "/api/v1/hello", nil); r.problem() != "forbidden" {
		t.Errorf("an owner at the tablet's: %d %s", r.StatusCode, r.body)
	}

	// Ops: refused inside the answer, with a text.
	ops := map[string]any{"device": dev, "epoch": in.Epoch, "ops": []any{map[string]any{"op": map[string]any{"op": "x"}}}}
	var out judging.Submitted
	r = s.send("POST", "/api/v1/ops", ops, "Authorization", bearer, "Accept-Language", "ru")
	if r.StatusCode != 200 || json.Unmarshal(r.body, &out) != nil || out.Results[0].Problem == nil ||
		out.Results[0].Problem.Title != web.Words("ru", "problem.op-malformed") {
		t.Errorf("a malformed op: %d %s", r.StatusCode, r.body)
	}
	r = s.send("POST", "/api/v1/ops", `{"epoch":"`+strings.Repeat("x", 1<<20)+`"}`, "Authorization", bearer)
	if r.StatusCode != 413 || r.problem() != "body-too-large" {
		t.Errorf("ops too large: %d %s", r.StatusCode, r.body)
	}

	// A revoked tablet may post ops and nothing else.
	s.made(judging.Chair, "POST", "/api/v1/devices/"+dev+"/revoke", map[string]string{"reason": "lost"}, nil)
	if r := s.send("GET", "/api/v1/hello", nil, "Authorization", bearer); r.StatusCode != 403 || r.problem() != "device-revoked" {
		t.Errorf("hello of a revoked tablet: %d %s", r.StatusCode, r.body)
	}
	if r := s.send("POST", "/api/v1/ops", ops, "Authorization", bearer); r.StatusCode != 200 {
		t.Errorf("ops of a revoked tablet: %d %s", r.StatusCode, r.body)
	}

	// Guessing ends: at one card, and from one address whatever cards are tried
	// and whatever X-Forwarded-For says.
	guess := func(code func() string) (r reply) {
		for i := range 200 {
			if r = enrol(code(), wrongPIN(card.PIN), judging.NewID(), "X-Forwarded-For", fmt.Sprint("192.0.2.", i)); r.StatusCode == 429 {
				break
			}
		}
		return r
	}
	for name, code := range map[string]func() string{"card": func() string { return card.Code }, "address": judging.NewID} {
		if r := guess(code); r.problem() != "too-many-tries" || r.Header.Get("Retry-After") == "" {
			t.Errorf("%s: guessing goes on: %d %s", name, r.StatusCode, r.body)
		}
	}
}

// An IPv6 machine that changes its address within its network is the same one.
func TestTriesOfANetwork(t *testing.T) {
	s := newSite(t)
	guess := func(address string) int {
		body := fmt.Sprintf(`{"code":%q,"pin":"000000","device":{"id":%q}}`, judging.NewID(), judging.NewID())
		r := httptest.NewRequest("POST", "https://dovar.test/api/v1/enrol", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.RemoteAddr = address
		w := httptest.NewRecorder()
		s.Handler().ServeHTTP(w, r)
		return w.Code
	}
	last := 0
	for i := range 31 {
		last = guess(fmt.Sprintf("[2001:db8::%x]:4000", i+1))
	}
	if other := guess("[2001:db8:0:1::1]:4000"); last != 429 || other != 401 {
		t.Errorf("the network's 31st try: %d; another network's first: %d", last, other)
	}
}

func wrongPIN(pin string) string {
	if pin[0] == '0' {
		return "1" + pin[1:]
	}
	return "0" + pin[1:]
}
