package web_test

// Who may come in, by HTTP: what is ended, switched off or taken back is refused
// at the next request.

import (
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"dovar/judging"
	"dovar/web"
)

type browserFunc = func(method, path string, form url.Values, headers ...string) reply

// person makes an account and signs it in by the form.
func (s *site) person(name string, role judging.Role) (judging.Account, browserFunc) {
	s.t.Helper()
	a, err := s.service.AddUser(s.ctx, s.system, name, role, password)
	s.ok(err)
	return a, s.signedIn(name, password)
}

func (s *site) signedIn(name, password string) browserFunc {
	s.t.Helper()
	b := s.browser(s.url, &http.Client{Transport: &http.Transport{}})
	if r := b("POST", "/signin", url.Values{"name": {name}, "password": {password}}, "User-Agent", firefox); r.StatusCode != http.StatusSeeOther {
		s.t.Fatalf("%s cannot sign in: %d %s", name, r.StatusCode, r.body)
	}
	return b
}

const firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"

// out reports whether a browser is asked to sign in, and the API refuses it.
func out(b browserFunc) bool {
	page, api := b("GET", "/organizer", nil), b("GET", "/api/v1/events", nil)
	return page.StatusCode == http.StatusSeeOther && strings.HasPrefix(page.Header.Get("Location"), "/signin") &&
		api.StatusCode == http.StatusUnauthorized && api.problem() == "sign-in-needed"
}

func TestWhatIsEndedIsRefusedAtOnce(t *testing.T) {
	s := newSite(t)
	boss, owner := s.person("Соҳиб", judging.Owner)
	guest, here := s.person("Меҳмон", judging.Secretary)
	there := s.signedIn("Меҳмон", password)

	// One's own sessions: one, and all others.
	var list []struct {
		ID, Browser, Address, Began, Seen string
		Own                               bool
	}
	s.ok(json.Unmarshal(here("GET", "/api/v1/sessions", nil, "Accept-Language", "en").body, &list))
	if len(list) != 2 || list[0].Own == list[1].Own || list[0].Browser != "Firefox, Windows" || list[0].Address != "127.0.0.1" {
		t.Fatalf("sessions %+v", list)
	}
	for _, x := range list {
		if !x.Own {
			if r := owner("POST", "/api/v1/sessions/"+x.ID+"/end", url.Values{}); r.StatusCode != 404 {
				t.Errorf("another's session ended as one's own: %d", r.StatusCode)
			}
			if r := here("POST", "/organizer/sessions/end", url.Values{"session": {x.ID}}); r.StatusCode != http.StatusSeeOther {
				t.Fatalf("%d %s", r.StatusCode, r.body)
			}
		}
	}
	if !out(there) || out(here) {
		t.Error("the ended session goes on, or the wrong one ended")
	}
	there = s.signedIn("Меҳмон", password)
	here("POST", "/organizer/sessions/end-others", url.Values{})
	if !out(there) || out(here) {
		t.Error("the others go on, or one's own ended")
	}

	// An owner ends all of an account's.
	if r := here("POST", "/api/v1/accounts/"+guest.ID+"/sessions/end", url.Values{}); r.problem() != "forbidden" {
		t.Errorf("a secretary ends sessions: %d", r.StatusCode)
	}
	owner("POST", "/organizer/accounts/end", url.Values{"account": {guest.ID}})
	if !out(here) || out(owner) {
		t.Error("an owner's word does not end sessions")
	}

	// Another role at the next request.
	here = s.signedIn("Меҳмон", password)
	owner("POST", "/organizer/accounts/role", url.Values{"account": {guest.ID}, "as": {"host"}})
	if r := here("GET", "/organizer/events/new", nil); r.StatusCode != http.StatusForbidden {
		t.Errorf("a right that was taken away: %d", r.StatusCode)
	}

	// A new password ends the others; it is asked with the old one.
	there = s.signedIn("Меҳмон", password)
	wrong := here("POST", "/organizer/sessions/password?lang=en", url.Values{"old": {"wrong wrong"}, "password": {password + "2"}})
	if wrong.StatusCode != 422 || !strings.Contains(string(wrong.body), web.Words("en", "problem.wrong-password-old")) || strings.Contains(string(wrong.body), "wrong wrong") {
		t.Errorf("a wrong old password: %d %s", wrong.StatusCode, wrong.body)
	}
	here("POST", "/organizer/sessions/password", url.Values{"old": {password}, "password": {password + "2"}})
	if !out(there) || out(here) {
		t.Error("a new password does not end the other session, or ends this one")
	}

	// Switched off: out at once, no way in; on again: in.
	owner("POST", "/organizer/accounts/state", url.Values{"account": {guest.ID}, "off": {"1"}})
	if !out(here) {
		t.Error("switched off, and goes on")
	}
	b := s.browser(s.url, &http.Client{Transport: &http.Transport{}})
	if r := b("POST", "/signin", url.Values{"name": {"Меҳмон"}, "password": {password + "2"}}); r.StatusCode != 401 {
		t.Errorf("switched off, and signs in: %d", r.StatusCode)
	}
	owner("POST", "/organizer/accounts/state", url.Values{"account": {guest.ID}, "off": {"0"}})
	s.signedIn("Меҳмон", password+"2")

	// The last owner stays, and nobody does it to himself.
	for form, code := range map[string]string{boss.ID: "account-own", "none": "not-found"} {
		r := owner("POST", "/organizer/accounts/state?lang=en", url.Values{"account": {form}, "off": {"1"}})
		if r.StatusCode < 400 || !strings.Contains(string(r.body), web.Words("en", "problem."+code)) {
			t.Errorf("%s: %d", code, r.StatusCode)
		}
	}
	if r := s.as(judging.Owner, "POST", "/api/v1/accounts/"+boss.ID+"/state", map[string]bool{"off": true}); r.problem() != "last-owner" || r.StatusCode != 409 {
		t.Errorf("the last owner: %d %s", r.StatusCode, r.body)
	}

	// A token that is off.
	var tokens []struct {
		ID   string
		Role judging.Role
	}
	s.made(judging.Owner, "GET", "/api/v1/tokens", nil, &tokens)
	for _, x := range tokens {
		if x.Role == judging.Auditor {
			owner("POST", "/organizer/accounts/token-off", url.Values{"token": {x.ID}})
		}
	}
	if r := s.as(judging.Auditor, "GET", "/api/v1/events", nil); r.problem() != "sign-in-needed" {
		t.Errorf("a token that is off: %d %s", r.StatusCode, r.body)
	}
	// A script has neither sessions nor a password.
	if r := s.as(judging.Host, "POST", "/api/v1/password", map[string]string{"old": password, "password": password}); r.problem() != "person-needed" {
		t.Errorf("a script's password: %d %s", r.StatusCode, r.body)
	}
}

// An invitation by its link: shown once, good for one account, told to nobody
// who guesses.
func TestInvitationByHTTP(t *testing.T) {
	s := newSite(t)
	_, owner := s.person("Соҳиб", judging.Owner)
	refused := owner("POST", "/organizer/accounts/invite?lang=en", url.Values{"name": {" "}, "role": {"chair"}})
	if refused.StatusCode != 422 || !strings.Contains(string(refused.body), `id="error-name"`) || !regexp.MustCompile(`value="chair" checked`).Match(refused.body) {
		t.Errorf("without a name: %d, or what was chosen is lost", refused.StatusCode)
	}
	page := owner("POST", "/organizer/accounts/invite", url.Values{"name": {"Раис"}, "role": {"chair"}})
	found := regexp.MustCompile(`/invite#([A-Z2-7]{26})`).FindSubmatch(page.body)
	if page.StatusCode != 200 || found == nil {
		t.Fatalf("%d %s", page.StatusCode, page.body)
	}
	secret := string(found[1])
	for _, r := range []reply{owner("GET", "/organizer/accounts", nil), owner("GET", "/api/v1/invitations", nil)} {
		if strings.Contains(string(r.body), secret) || !strings.Contains(string(r.body), "Раис") {
			t.Errorf("the secret is shown again, or the invitation is not listed: %s", r.body)
		}
	}
	join := func(secret, name string) reply {
		b := s.browser(s.url, &http.Client{Transport: &http.Transport{}})
		r := b("POST", "/invite", url.Values{"secret": {secret}, "name": {name}, "password": {password}})
		if r.StatusCode == http.StatusSeeOther && b("GET", "/organizer", nil).StatusCode != 200 {
			t.Error("joined, and not signed in")
		}
		return r
	}
	if r := join(secret[1:], "Раис"); r.StatusCode != 403 {
		t.Errorf("a guess: %d", r.StatusCode)
	}
	if r := join(secret, "Соҳиб"); r.StatusCode != 409 || !strings.Contains(string(r.body), secret) {
		t.Errorf("a name that is taken: %d, or the secret is lost", r.StatusCode)
	}
	if r := join(secret, "Раис"); r.StatusCode != http.StatusSeeOther {
		t.Fatalf("%d %s", r.StatusCode, r.body)
	}
	if r := join(secret, "Раиси дуюм"); r.StatusCode != 403 {
		t.Errorf("a second account: %d", r.StatusCode)
	}
	var made struct{ ID, URL string }
	s.made(judging.Owner, "POST", "/api/v1/invitations", map[string]string{"name": "Дигар", "role": "host"}, &made)
	owner("POST", "/organizer/accounts/withdraw", url.Values{"invitation": {made.ID}})
	if r := join(made.URL[strings.Index(made.URL, "#")+1:], "Дигар"); r.StatusCode != 403 {
		t.Errorf("withdrawn: %d", r.StatusCode)
	}
	for range 40 {
		if r := join("guessed", "Дигар"); r.StatusCode == http.StatusTooManyRequests {
			return
		}
	}
	t.Error("guessing goes on")
}

// The page of a journal: pages of it, narrowed, marks to those with the right
// alone, and a session seen.
func TestJournalPages(t *testing.T) {
	s := newSite(t)
	_, auditor := s.person("Санҷанда", judging.Auditor)
	var entries []judging.Entry
	for range 130 {
		entries = append(entries, judging.Entry{Name: "Лоиҳа <b>", Division: s.contest.Divisions[0].ID})
	}
	_, err := s.service.AddEntries(s.ctx, s.system, s.contest.Contest.ID, entries)
	s.ok(err)
	at := "/organizer/contests/" + s.contest.Contest.ID + "/journal"
	page := string(auditor("GET", at+"?lang=en", nil).body)
	if n := strings.Count(page, `<tr id="`); n != 100 {
		t.Fatalf("%d rows on a page", n)
	}
	if strings.Contains(page, "Лоиҳа <b>") || !strings.Contains(page, "Лоиҳа &lt;b&gt;") {
		t.Error("a name is not escaped")
	}
	older := regexp.MustCompile(`href="([^"]*\?before=32)"`).FindStringSubmatch(page)
	if older == nil {
		t.Fatal("no way to older rows")
	}
	page = string(auditor("GET", older[1], nil).body)
	if n := strings.Count(page, `<tr id="`); n != 31 || !strings.Contains(page, `<tr id="1">`) {
		t.Errorf("%d rows on the second page", n)
	}
	page = string(auditor("GET", at+"?kind=stages&lang=en", nil).body)
	if n := strings.Count(page, `<tr id="`); n != 1 || !strings.Contains(page, "Contest made") {
		t.Errorf("narrowed to stages: %d rows", n)
	}
	if page := string(auditor("GET", at+"?who=account:nobody&lang=en", nil).body); !strings.Contains(page, web.Words("en", "desk.journal.none")) {
		t.Error("rows of somebody who did nothing")
	}
	if r := s.as(judging.Secretary, "GET", at, nil); r.StatusCode != http.StatusForbidden {
		t.Errorf("a secretary reads the journal: %d", r.StatusCode)
	}
	event := string(auditor("GET", "/organizer/events/"+s.event.ID+"/journal?lang=en", nil).body)
	if !strings.Contains(event, "Signed in: Санҷанда (Auditor)") || !strings.Contains(event, "Firefox, Windows") {
		t.Error("the event's journal does not tell who signed in")
	}
}

// A request writes down that its session was seen, and from where.
func TestASessionIsSeen(t *testing.T) {
	s := newSite(t)
	a, err := s.service.AddUser(s.ctx, s.system, "Мунира", judging.Chair, password)
	s.ok(err)
	began := time.Now().UTC().Add(-time.Hour)
	s.ok(s.service.BeginSession(s.ctx, web.Hashed("token"), judging.SignedIn{
		ID: "x", Account: a.ID, Began: began, Seen: began, Ends: began.Add(3 * time.Hour), Address: "10.0.0.2",
	}))
	if r := s.send("GET", "/organizer", nil, "Cookie", "dovar=token"); r.StatusCode != 200 {
		t.Fatalf("%d", r.StatusCode)
	}
	list, err := s.service.SessionsOf(s.ctx, a.ID)
	s.ok(err)
	if ago := time.Since(list[0].Seen); ago > 2*time.Minute || list[0].Address != "127.0.0.1" || list[0].Began != began {
		t.Errorf("seen %v ago: %+v", ago, list[0])
	}
}
