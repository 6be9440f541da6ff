package web_test

// The desk's acts over HTTP: what is written, what is shown to whom, what of
// another contest is not there.

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"dovar/judging"
	"dovar/web"
)

const formType = "application/x-www-form-urlencoded"

// form posts a form in English by the token of a role.
func (s *site) form(role judging.Role, path string, fields ...string) reply {
	s.t.Helper()
	values := url.Values{}
	for i := 0; i+1 < len(fields); i += 2 {
		values.Add(fields[i], fields[i+1])
	}
	return s.as(role, "POST", path, values.Encode(), "Content-Type", formType, "Accept-Language", "en")
}

func (s *site) page(role judging.Role, path string) reply {
	s.t.Helper()
	return s.as(role, "GET", path, nil, "Accept-Language", "en")
}

func (r reply) has(text string) bool { return bytes.Contains(r.body, []byte(text)) }

// judged gives the site's contest two entries and three judges, and opens it.
func (s *site) judged() (entries []judging.Entry, judges []judging.Judge) {
	s.t.Helper()
	var err error
	entries, err = s.service.AddEntries(s.ctx, s.system, s.contest.Contest.ID, []judging.Entry{
		{Name: "Обтозакунӣ", Code: "P-03", Visibility: judging.ShowName}, {Name: "Ғизои солим", Code: "P-11"},
	})
	s.ok(err)
	judges, err = s.service.AddJudges(s.ctx, s.system, s.event.ID, []judging.Judge{{Name: "Азимов"}, {Name: "Бобоев"}, {Name: "Ғафуров"}})
	s.ok(err)
	_, err = s.service.Assign(s.ctx, s.system, s.contest.Contest.ID, judging.Assignment{Stage: s.contest.Stages[0].ID, PerEntry: 2, Seed: 1,
		Judges: []string{judges[0].ID, judges[1].ID}})
	s.ok(err)
	_, err = s.service.SetStage(s.ctx, s.system, s.contest.Stages[0].ID, judging.StageOpen, "")
	s.ok(err)
	return entries, judges
}

// looks counts the rows about results that were opened.
func (s *site) looks() (n int) {
	s.t.Helper()
	rows, err := s.service.JournalOf(s.ctx, judging.Scope{Contest: s.contest.Contest.ID}, 0)
	s.ok(err)
	for _, row := range rows {
		if row.Kind == judging.RowLook {
			n++
		}
	}
	return n
}

// While a stage is open standings are shown to nobody before that is written.
func TestStandingsAreOpenedOnTheRecord(t *testing.T) {
	s := newSite(t)
	s.judged()
	path := "/organizer/contests/" + s.contest.Contest.ID + "/standings"
	for _, role := range []judging.Role{judging.Secretary, judging.Technician, judging.Host} {
		if r := s.page(role, path); r.StatusCode != http.StatusForbidden {
			t.Errorf("%s opens standings: %d", role, r.StatusCode)
		}
	}
	gate := "You are opening standings while Poster and interview is open."
	r := s.page(judging.Auditor, path)
	if !r.has(gate) || r.has("<table") || r.has("P-03") || s.looks() != 0 {
		t.Errorf("before it is written, %d rows:\n%s", s.looks(), r.body)
	}
	if r := s.form(judging.Auditor, path); r.StatusCode != http.StatusSeeOther || s.looks() != 1 {
		t.Errorf("%d, %d rows", r.StatusCode, s.looks())
	}
	for range 2 {
		if r = s.page(judging.Auditor, path); r.has(gate) || !r.has("P-03") || s.looks() != 1 {
			t.Errorf("after it is written, %d rows:\n%s", s.looks(), r.body)
		}
	}
	if r := s.page(judging.Counter, path); !r.has(gate) {
		t.Error("another person sees standings by the first one's look")
	}

	// A script is written too, once.
	for range 2 {
		s.made(judging.Counter, "GET", "/api/v1/contests/"+s.contest.Contest.ID+"/standings", nil, nil)
	}
	if s.looks() != 2 {
		t.Errorf("%d rows after the API", s.looks())
	}
	if s.as(judging.Secretary, "GET", "/api/v1/contests/"+s.contest.Contest.ID+"/standings", nil); s.looks() != 2 {
		t.Error("a refused look is written")
	}
}

// Looking before publishing shows the public nothing; publishing does.
func TestPublishingIsLookedAtFirst(t *testing.T) {
	s := newSite(t)
	s.judged()
	path, public := "/organizer/contests/"+s.contest.Contest.ID+"/board", "/api/v1/boards/"+s.contest.Contest.ID
	if r := s.page(judging.Secretary, path+"/publish"); r.StatusCode != http.StatusForbidden {
		t.Errorf("a secretary looks at what is not public: %d", r.StatusCode)
	}
	r := s.page(judging.Organizer, path+"/publish")
	if !r.has("Обтозакунӣ") || r.has("Ғизои солим") || !r.has("P-11") || !r.has("A stage is not final yet: Poster and interview") || !r.has("4 sheets are missing") {
		t.Errorf("the look:\n%s", r.body)
	}
	if r := s.send("GET", public, nil); r.StatusCode != http.StatusNotFound {
		t.Errorf("the public after the look: %d %s", r.StatusCode, r.body)
	}
	if r := s.form(judging.Organizer, path, "state", "published"); r.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("published without the look: %d", r.StatusCode)
	}
	if r := s.form(judging.Organizer, path+"/publish"); r.StatusCode != http.StatusSeeOther {
		t.Errorf("publish: %d %s", r.StatusCode, r.body)
	}
	if r := s.send("GET", public, nil); r.StatusCode != http.StatusOK || !r.has("Обтозакунӣ") || r.has("Ғизои солим") {
		t.Errorf("published: %d %s", r.StatusCode, r.body)
	}
	if r := s.form(judging.Organizer, path+"/hide", "reason", " "); r.StatusCode != http.StatusUnprocessableEntity || !r.has(`id="error-reason"`) {
		t.Errorf("unpublished without a reason: %d", r.StatusCode)
	}
	s.form(judging.Organizer, path+"/hide", "reason", "an appeal")
	if r := s.send("GET", public, nil); r.StatusCode != http.StatusNotFound {
		t.Errorf("unpublished: %d", r.StatusCode)
	}
	rows, err := s.service.JournalOf(s.ctx, judging.Scope{Contest: s.contest.Contest.ID}, 0)
	s.ok(err)
	if last := rows[len(rows)-1]; string(last.Body) != `{"state":"hidden","show":"complete","reasons":false,"bounds":false,"reason":"an appeal"}` {
		t.Errorf("the row of unpublishing: %s", last.Body)
	}
}

// A judge's work over the API, and what of another event is not there.
func TestAJudgeReplacedAndKeptOutOverHTTP(t *testing.T) {
	s := newSite(t)
	_, judges := s.judged()
	other, err := s.service.CreateContest(s.ctx, s.system, s.event.ID, s.contest.Contest.Def)
	s.ok(err)
	event, err := s.service.CreateEvent(s.ctx, s.system, judging.NewEvent{Title: judging.Text{EN: "Other"}, Starts: "2025-10-20", Ends: "2025-10-20"})
	s.ok(err)
	foreign, err := s.service.AddJudges(s.ctx, s.system, event.ID, []judging.Judge{{Name: "Бегона"}})
	s.ok(err)
	stage := "/api/v1/stages/" + s.contest.Stages[0].ID + "/judges/"

	r := s.as(judging.Chair, "GET", stage+judges[0].ID+"/whatif", nil)
	var what map[string]int
	s.ok(json.Unmarshal(r.body, &what))
	if len(what) != 2 || what["places"] != 0 || what["entries"] != 0 {
		t.Errorf("what if: %s", r.body)
	}
	var moved judging.Staged
	r = s.as(judging.Chair, "POST", stage+judges[0].ID+"/exclude", map[string]string{"reason": "a pupil"})
	s.ok(json.Unmarshal(r.body, &moved))
	if r.StatusCode != http.StatusAccepted || moved.Approval == "" || moved.Left != nil {
		t.Fatalf("one person put a judge out: %d %s", r.StatusCode, r.body)
	}
	account, err := s.service.AddUser(s.ctx, s.system, "Нигора", judging.Organizer, password)
	s.ok(err)
	r = s.send("POST", "/api/v1/approvals/"+moved.Approval, nil, "Cookie", s.session(account.ID))
	s.ok(json.Unmarshal(r.body, &moved))
	if r.StatusCode != http.StatusOK || moved.Left == nil || moved.Left.Excluded != 2 {
		t.Errorf("approved: %d %s", r.StatusCode, r.body)
	}
	moved = judging.Staged{}
	s.made(judging.Chair, "POST", stage+judges[0].ID+"/count", map[string]string{"reason": "a pupil"}, &moved)
	if moved.Left.Counted != 2 {
		t.Errorf("counted again: %+v", moved.Left)
	}
	for _, act := range []string{"/whatif", "/exclude", "/count"} {
		method, body := "POST", any(map[string]string{"reason": "a pupil"})
		if act == "/whatif" {
			method, body = "GET", nil
		}
		if r := s.as(judging.Chair, method, stage+foreign[0].ID+act, body); r.StatusCode != http.StatusNotFound {
			t.Errorf("%s of a judge of another event: %d %s", act, r.StatusCode, r.body)
		}
		if r := s.as(judging.Secretary, method, stage+judges[0].ID+act, body); r.StatusCode != http.StatusForbidden {
			t.Errorf("%s by a secretary: %d", act, r.StatusCode)
		}
	}
	leave := "/api/v1/contests/" + s.contest.Contest.ID + "/judges/" + judges[0].ID + "/leave"
	var choices []judging.LeaveChoice
	s.ok(json.Unmarshal(s.as(judging.Chair, "GET", leave, nil).body, &choices))
	want := judging.LeaveChoice{How: "keep", Declared: true, Open: 2, Excluded: 2, Again: 2, Thin: 2}
	if len(choices) != 3 || choices[0] != want || !choices[1].Second || !choices[2].Second {
		t.Errorf("choices %+v", choices)
	}
	if r := s.as(judging.Chair, "POST", leave, map[string]string{"how": "replace", "to": judges[2].ID, "reason": "ill"}); r.StatusCode != http.StatusAccepted {
		t.Errorf("another way than declared: %d %s", r.StatusCode, r.body)
	}
	got := judging.Staged{}
	s.made(judging.Chair, "POST", leave, map[string]string{"how": "keep", "to": judges[2].ID, "reason": "ill"}, &got)
	if len(got.Left.Taken) != 2 || got.Left.Excluded != 2 {
		t.Errorf("%+v", got.Left)
	}

	// The page of one contest does not reach into another.
	jury := "/organizer/contests/" + other.Contest.ID + "/jury"
	if r := s.form(judging.Chair, jury+"/exclude", "stage", s.contest.Stages[0].ID, "judge", judges[1].ID, "reason", "x"); r.StatusCode != http.StatusNotFound {
		t.Errorf("a stage of another contest: %d", r.StatusCode)
	}
	if r := s.page(judging.Chair, jury+"?act=leave&judge="+judges[1].ID); r.StatusCode != http.StatusNotFound {
		t.Errorf("a judge without sheets here: %d", r.StatusCode)
	}

	// A refused form shows what was typed, and what is wrong under its field.
	jury = "/organizer/contests/" + s.contest.Contest.ID + "/jury"
	r = s.form(judging.Chair, jury+"/leave", "act", "leave", "how", "keep", "judge", judges[1].ID, "to", judges[1].ID, "reason", "fell <ill>")
	if r.StatusCode != http.StatusUnprocessableEntity || !r.has("fell &lt;ill&gt;") || !r.has(`id="error-to"`) {
		t.Errorf("%d\n%s", r.StatusCode, r.body)
	}
	if r := s.page(judging.Secretary, jury); r.StatusCode != http.StatusOK || r.has("act=leave") {
		t.Errorf("a secretary is offered to replace: %d", r.StatusCode)
	}
}

// What waits for a second person is offered to those who may, in its contest.
func TestASecondPersonApprovesOnThePage(t *testing.T) {
	s := newSite(t)
	s.judged()
	other, err := s.service.CreateContest(s.ctx, s.system, s.event.ID, s.contest.Contest.Def)
	s.ok(err)
	session := map[string]string{}
	for name, role := range map[string]judging.Role{"Ситора": judging.Chair, "Нигора": judging.Organizer, "Малика": judging.Organizer} {
		account, err := s.service.AddUser(s.ctx, s.system, name, role, "як-ду-се-чор")
		s.ok(err)
		session[name] = s.session(account.ID)
	}
	post := func(name, path string, fields url.Values) reply {
		return s.send("POST", path, fields.Encode(), "Content-Type", formType, "Cookie", session[name], "Accept-Language", "en")
	}
	page := func(name string) reply {
		return s.send("GET", "/organizer/contests/"+s.contest.Contest.ID+"/stages", nil, "Cookie", session[name], "Accept-Language", "en")
	}
	stage := s.contest.Stages[0].ID
	if r := post("Нигора", "/organizer/stages/"+stage+"/state", url.Values{"state": {"setup"}}); r.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("a step back without a reason: %d", r.StatusCode)
	}
	if r := post("Нигора", "/organizer/stages/"+stage+"/state", url.Values{"state": {"setup"}, "reason." + stage: {"a wrong criterion"}}); r.StatusCode != http.StatusSeeOther {
		t.Fatalf("%d %s", r.StatusCode, r.body)
	}
	waiting, err := s.service.Proposals(s.ctx, s.contest.Contest.ID)
	s.ok(err)
	for name, may := range map[string]bool{"Нигора": false, "Малика": false, "Ситора": true} {
		r := page(name)
		if r.has(waiting[0].ID) != may || !r.has("a wrong criterion") || !r.has("Those who can confirm: Ситора") {
			t.Errorf("%s: offered %v, want %v\n%s", name, r.has(waiting[0].ID), may, r.body)
		}
	}
	approve := func(name, contest string) int {
		return post(name, "/organizer/contests/"+contest+"/stages/approve", url.Values{"approval": {waiting[0].ID}}).StatusCode
	}
	for name, want := range map[string]int{"Малика": http.StatusForbidden, "Нигора": http.StatusForbidden} {
		if got := approve(name, s.contest.Contest.ID); got != want {
			t.Errorf("%s approves: %d", name, got)
		}
	}
	if got := approve("Ситора", other.Contest.ID); got != http.StatusNotFound {
		t.Errorf("approved from another contest: %d", got)
	}
	if got := approve("Ситора", s.contest.Contest.ID); got != http.StatusSeeOther {
		t.Errorf("the chair approves: %d", got)
	}
	if r := page("Ситора"); !r.has(web.Words("en", "state.stage.setup")) || strings.Contains(string(r.body), waiting[0].ID) {
		t.Error("the stage has not gone back")
	}
}

// The jury's vote is recorded from the page in the order chosen, and an order
// that is none is refused.
func TestAVoteIsRecordedOnThePage(t *testing.T) {
	s := newSite(t)
	entries, _ := s.judged()
	path := "/organizer/contests/" + s.contest.Contest.ID + "/standings/vote"
	vote := func(role judging.Role, first, second string) reply {
		return s.form(role, path, "division", s.contest.Divisions[0].ID, "count", "3:2",
			"entry", entries[0].ID, "order."+entries[0].ID, first, "entry", entries[1].ID, "order."+entries[1].ID, second)
	}
	if r := vote(judging.Auditor, "1", "2"); r.StatusCode != http.StatusForbidden {
		t.Errorf("an auditor votes: %d", r.StatusCode)
	}
	if r := vote(judging.Chair, "1", "1"); r.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("no order: %d", r.StatusCode)
	}
	if r := vote(judging.Chair, "2", "1"); r.StatusCode != http.StatusSeeOther {
		t.Fatalf("%d %s", r.StatusCode, r.body)
	}
	rows, err := s.service.JournalOf(s.ctx, judging.Scope{Contest: s.contest.Contest.ID}, 0)
	s.ok(err)
	var v judging.Vote
	s.ok(json.Unmarshal(rows[len(rows)-1].Body, &v))
	if v.Count != "3:2" || len(v.Order) != 2 || v.Order[0] != entries[1].ID {
		t.Errorf("recorded: %+v", v)
	}
}
