package web_test

// Who sees how judges mark, and that it is written.

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"dovar/judging"
)

// The quality of judging is a result: those with the right to results open it on
// the record while a stage is open, others and every judge's tablet never.
func TestQualityIsOpenedOnTheRecord(t *testing.T) {
	s := newSite(t)
	_, judges := s.judged()
	page := "/organizer/contests/" + s.contest.Contest.ID + "/quality"
	api := "/api/v1/contests/" + s.contest.Contest.ID + "/quality"
	for _, role := range []judging.Role{judging.Secretary, judging.Technician, judging.Host} {
		for _, path := range []string{page, api, api + "/row"} {
			if r := s.page(role, path); r.StatusCode != http.StatusForbidden {
				t.Errorf("%s opens %s: %d", role, path, r.StatusCode)
			}
		}
		if r := s.page(role, "/organizer/contests/"+s.contest.Contest.ID+"/stages"); r.has(page) {
			t.Errorf("%s is led to the page", role)
		}
	}
	card, err := s.service.MakeCard(s.ctx, s.system, judges[0].ID)
	s.ok(err)
	tablet, err := s.service.Enrol(s.ctx, judging.Enrolment{Code: card.Code, PIN: card.PIN, DeviceID: judging.NewID(), DeviceName: "Tablet", From: "10.0.0.7"})
	s.ok(err)
	if r := s.send("GET", "/api/v1/hello", nil, "Authorization", "Bearer "+tablet.Token); r.StatusCode != http.StatusOK {
		t.Fatalf("the tablet is not signed in: %d %s", r.StatusCode, r.body)
	}
	for _, path := range []string{page, api, api + "/row"} {
		r := s.send("GET", path, nil, "Authorization", "Bearer "+tablet.Token)
		if r.StatusCode != http.StatusForbidden || strings.Contains(string(r.body), judges[0].ID) {
			t.Errorf("a judge opens %s: %d %s", path, r.StatusCode, r.body)
		}
	}
	if s.looks() != 0 {
		t.Fatalf("%d rows of refused looks", s.looks())
	}

	gate := "You are opening the quality of judging while Poster and interview is open."
	if r := s.page(judging.Auditor, page); !r.has(gate) || r.has("quality.js") || r.has(`id="newer"`) || s.looks() != 0 {
		t.Errorf("before it is written, %d rows:\n%s", s.looks(), r.body)
	}
	s.made(judging.Auditor, "GET", api+"/row", nil, nil)
	if s.looks() != 0 {
		t.Error("asking which row the figures belong to is written as a look")
	}
	if r := s.form(judging.Auditor, page); r.StatusCode != http.StatusSeeOther || s.looks() != 1 {
		t.Errorf("%d, %d rows", r.StatusCode, s.looks())
	}
	for range 2 {
		if r := s.page(judging.Auditor, page); r.has(gate) || !r.has("quality.js") || s.looks() != 1 {
			t.Errorf("after it is written, %d rows:\n%s", s.looks(), r.body)
		}
	}
	for range 2 {
		r := s.as(judging.Counter, "GET", api, nil)
		var view judging.QualityView
		s.ok(json.Unmarshal(r.body, &view))
		if view.Contest != s.contest.Contest.ID || view.Parts == nil || s.looks() != 2 {
			t.Errorf("a script, %d rows: %s", s.looks(), r.body)
		}
	}
	rows, err := s.service.JournalOf(s.ctx, judging.Scope{Contest: s.contest.Contest.ID}, 0)
	s.ok(err)
	if last := rows[len(rows)-1]; last.Kind != judging.RowLook || string(last.Body) != `{"what":"quality"}` {
		t.Errorf("the row: %s %s", last.Kind, last.Body)
	}
}
