package web_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"dovar/judging"
	"dovar/web"
)

// The organizer's road by API: event, contest, entries, judges, assignments,
// stage, board, standings, journal.
func TestOrganizerByAPI(t *testing.T) {
	s := newSite(t)
	var event struct{ ID string }
	s.made(judging.Organizer, "POST", "/api/v1/events", map[string]any{
		"title": map[string]string{"en": "Day of robots", "ru": "День роботов", "tg": "Рӯзи роботҳо"}, "starts": "2026-04-01", "ends": "2026-04-02",
		"timezone": "Asia/Dushanbe", "languages": []string{"tg", "ru"},
	}, &event)
	var contest struct {
		ID                string
		Divisions, Stages []struct{ ID, Kind string }
	}
	s.made(judging.Organizer, "POST", "/api/v1/events/"+event.ID+"/contests", map[string]string{"preset": "robot-creative-project"}, &contest)
	if len(contest.Divisions) == 0 || len(contest.Stages) == 0 || contest.Stages[0].Kind == "" {
		t.Fatalf("contest %+v", contest)
	}

	// A definition comes back as it is, and goes in again.
	got := s.as(judging.Organizer, "GET", "/api/v1/contests/"+contest.ID, nil)
	again := s.as(judging.Organizer, "PUT", "/api/v1/contests/"+contest.ID, string(got.body), "If-Match", got.Header.Get("ETag"))
	if again.StatusCode != 200 {
		t.Fatalf("PUT of what GET gave: %d %s", again.StatusCode, again.body)
	}
	stale := s.as(judging.Organizer, "PUT", "/api/v1/contests/"+contest.ID, string(got.body), "If-Match", `"0"`)
	if stale.StatusCode != http.StatusPreconditionFailed || stale.problem() != "contest-changed" {
		t.Errorf("PUT on an old version: %d %s", stale.StatusCode, stale.body)
	}
	var second struct{ ID string }
	s.made(judging.Organizer, "POST", "/api/v1/events/"+event.ID+"/contests", string(got.body), &second)

	entries := "/api/v1/contests/" + s.contest.Contest.ID + "/entries"
	var added []struct{ ID, Code string }
	entry := map[string]any{"name": "Оби тоза", "school": "Мактаби №14", "division": s.contest.Divisions[0].ID}
	s.made(judging.Secretary, "POST", entries, []any{entry, entry}, &added)
	if len(added) != 2 || added[0].Code == "" || added[0].Code == added[1].Code {
		t.Fatalf("entries %+v", added)
	}
	var amended judging.Entry
	s.made(judging.Organizer, "PATCH", "/api/v1/entries/"+added[1].ID, map[string]string{"state": "absent", "reason": "ill"}, &amended)
	if amended.State != judging.EntryAbsent {
		t.Errorf("state %q", amended.State)
	}

	var judges []struct{ ID string }
	s.made(judging.Organizer, "POST", "/api/v1/events/"+s.event.ID+"/judges", []any{map[string]any{"name": "Судья Один"}, map[string]any{"name": "Довари Ду"}}, &judges)
	var card judging.NewCard
	s.made(judging.Organizer, "POST", "/api/v1/judges/"+judges[0].ID+"/card", nil, &card)
	if !strings.Contains(card.URL, "#"+card.Code) || len(card.PIN) != 6 {
		t.Errorf("card %+v", card)
	}
	stage := s.contest.Stages[0].ID
	var assigned judging.Assigned
	s.made(judging.Organizer, "POST", "/api/v1/contests/"+s.contest.Contest.ID+"/assignments",
		map[string]any{"stage": stage, "pairs": []judging.Pair{{Entry: added[0].ID, Judge: judges[0].ID}}}, &assigned)
	if len(assigned.Pairs) != 1 {
		t.Errorf("assigned %+v", assigned)
	}
	var staged judging.Staged
	s.made(judging.Chair, "POST", "/api/v1/stages/"+stage+"/state", map[string]string{"state": "open"}, &staged)
	if staged.State != judging.StageOpen {
		t.Errorf("staged %+v", staged)
	}
	back := s.as(judging.Chair, "POST", "/api/v1/stages/"+stage+"/state", map[string]string{"state": "setup", "reason": "too early"})
	if back.StatusCode != http.StatusAccepted || json.Unmarshal(back.body, &staged) != nil || staged.Approval == "" {
		t.Errorf("a step back: %d %s", back.StatusCode, back.body)
	}
	if r := s.as(judging.Owner, "POST", "/api/v1/approvals/"+staged.Approval, nil); r.problem() != "approve-person" {
		t.Errorf("a token approves: %d %s", r.StatusCode, r.body)
	}

	var standings judging.Standings
	s.made(judging.Counter, "GET", "/api/v1/contests/"+s.contest.Contest.ID+"/standings?division="+s.contest.Divisions[0].ID, nil, &standings)
	if len(standings.Rows) != 2 {
		t.Errorf("standings %+v", standings)
	}
	var rows []struct{ N int64 }
	s.made(judging.Auditor, "GET", "/api/v1/contests/"+s.contest.Contest.ID+"/journal?after=1", nil, &rows)
	if len(rows) == 0 || rows[0].N != 2 {
		t.Errorf("journal %+v", rows)
	}
}

// The public board by HTTP: hidden is not there; shown it has a strong ETag.
func TestBoardSnapshot(t *testing.T) {
	s := newSite(t)
	_, err := s.service.AddEntries(s.ctx, s.system, s.contest.Contest.ID, []judging.Entry{
		{Name: "Чароғи офтобӣ", Division: s.contest.Divisions[0].ID, School: "Мактаби №14", Visibility: judging.ShowName},
		{Name: "Робот-боғбон", Division: s.contest.Divisions[0].ID, School: "Литсейи №2", Visibility: judging.ShowName},
	})
	s.ok(err)
	path := "/api/v1/boards/" + s.contest.Contest.ID
	query := "?division=" + s.contest.Divisions[0].ID
	if r := s.send("GET", path+query, nil); r.StatusCode != 404 || r.problem() != "not-found" {
		t.Fatalf("hidden: %d %s", r.StatusCode, r.body)
	}
	s.made(judging.Chair, "POST", "/api/v1/contests/"+s.contest.Contest.ID+"/board", map[string]string{"state": "live"}, nil)
	r := s.send("GET", path+query, nil)
	var frame judging.Frame
	s.ok(json.Unmarshal(r.body, &frame))
	if frame.T != "snap" || frame.State != "live" || len(frame.Rows) != 2 || frame.Hash != judging.HashFrame(frame.State, frame.Rows) {
		t.Fatalf("frame %s", r.body)
	}
	if again := s.send("GET", path+query, nil, "If-None-Match", r.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
		t.Errorf("same picture: %d", again.StatusCode)
	}
	var rows []judging.FrameRow
	found := s.send("GET", path+"/entries"+query+"&q="+url.QueryEscape("богбон"), nil)
	s.ok(json.Unmarshal(found.body, &rows))
	if len(rows) != 1 || rows[0].Name != "Робот-боғбон" {
		t.Errorf("search: %d %s", found.StatusCode, found.body)
	}
	if r := s.send("GET", "/api/v1/boards/nothing", nil); r.problem() != "not-found" {
		t.Errorf("no such contest: %d %s", r.StatusCode, r.body)
	}
}

// A contest that is not scored says so: the tasks of this one are still to be
// defined.
func TestNothingPretends(t *testing.T) {
	s := newSite(t)
	var presets []struct {
		ID     string
		Scored bool
	}
	s.made(judging.Owner, "GET", "/api/v1/presets", nil, &presets)
	unscored := web.Words("en", "page.unscored")
	for _, p := range presets {
		def, _ := judging.Preset(p.ID)
		if p.Scored != def.Scored() {
			t.Errorf("%s: scored %v, want %v", p.ID, p.Scored, def.Scored())
		}
	}
	page := func() string {
		return string(s.as(judging.Owner, "GET", "/organizer/events/"+s.event.ID, nil, "Accept-Language", "en").body)
	}
	if strings.Contains(page(), unscored) {
		t.Error("a contest that is scored says it is not")
	}
	s.made(judging.Owner, "POST", "/api/v1/events/"+s.event.ID+"/contests", map[string]string{"preset": "robot-league-4-level"}, nil)
	if !strings.Contains(page(), unscored) {
		t.Error("a contest that is not scored does not say so")
	}
}

// A list without members is [].
func TestEmptyLists(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{
		"/contests/" + s.contest.Contest.ID + "/entries", "/contests/" + s.contest.Contest.ID + "/sheets",
		"/events/" + s.event.ID + "/judges", "/events/" + s.event.ID + "/devices",
	} {
		if r := s.as(judging.Owner, "GET", "/api/v1"+path, nil); strings.TrimSpace(string(r.body)) != "[]" {
			t.Errorf("%s: %s", path, r.body)
		}
	}
}

// Wrong input is a named problem with a text in the caller's language.
func TestProblems(t *testing.T) {
	s := newSite(t)
	entries := "/api/v1/contests/" + s.contest.Contest.ID + "/entries"
	for _, c := range []struct {
		name, method, path, body string
		status                   int
		code, errors             string
	}{
		{"unknown field", "POST", "/api/v1/events", `{"title":{"en":"a","ru":"a","tg":"a"},"starts":"2026-01-01","ends":"2026-01-01","colour":1}`, 422, "invalid-request", "body.colour"},
		{"missing field", "POST", "/api/v1/events", `{"starts":"2026-01-01","ends":"2026-01-01"}`, 422, "invalid-request", "title"},
		{"not JSON", "POST", "/api/v1/events", `{`, 400, "invalid-request", ""},
		{"other media", "POST", "/api/v1/events", `{}`, 415, "media-type", ""},
		{"too large", "POST", "/api/v1/events", strings.Repeat(" ", 70<<10), 413, "body-too-large", ""},
		{"no such preset", "POST", "/api/v1/events/" + s.event.ID + "/contests", `{"preset":"chess"}`, 422, "preset-unknown", ""},
		{"broken definition", "POST", "/api/v1/events/" + s.event.ID + "/contests", `{"schema":2}`, 422, "definition-refused", ""},
		{"no such event", "GET", "/api/v1/events/none", ``, 404, "not-found", ""},
		{"a contest's id for an event's", "GET", "/api/v1/events/" + s.contest.Contest.ID + "/journal", ``, 404, "not-found", ""},
		{"an event's id for a contest's", "GET", "/api/v1/contests/" + s.event.ID + "/journal", ``, 404, "not-found", ""},
		{"no such path", "GET", "/api/v1/nothing", ``, 404, "not-found", ""},
		{"no such method", "DELETE", "/api/v1/events", ``, 405, "method-not-allowed", ""},
		{"without If-Match", "PUT", "/api/v1/contests/" + s.contest.Contest.ID, `{}`, 412, "if-match-missing", ""},
		{"entry without a name", "POST", entries, `[{"name":" ","division":"` + s.contest.Divisions[0].ID + `"}]`, 422, "entry-name", ""},
		{"no socket", "GET", "/api/v1/boards/" + s.contest.Contest.ID + "/live", ``, 426, "not-a-socket", ""},
	} {
		var body any
		if c.body != "" {
			body = c.body
		}
		headers := []string{"Accept-Language", "tg"}
		if c.name == "other media" {
			headers = append(headers, "Content-Type", "text/plain")
		}
		r := s.as(judging.Owner, c.method, c.path, body, headers...)
		var p web.Problem
		if err := json.Unmarshal(r.body, &p); err != nil {
			t.Errorf("%s: %d %s", c.name, r.StatusCode, r.body)
			continue
		}
		if r.StatusCode != c.status || p.Status != c.status || r.problem() != c.code || p.Title == "" || p.Title == "problem."+p.Code {
			t.Errorf("%s: %d %s", c.name, r.StatusCode, r.body)
		}
		if english := s.as(judging.Owner, c.method, c.path, body, append(headers, "Accept-Language", "en")...); string(english.body) == string(r.body) {
			t.Errorf("%s: the same text in Tajik and English: %s", c.name, r.body)
		}
		if c.errors != "" && (len(p.Errors) == 0 || !strings.Contains(p.Errors[0].Location+p.Errors[0].Message, c.errors)) {
			t.Errorf("%s: names no field: %s", c.name, r.body)
		}
	}
}
