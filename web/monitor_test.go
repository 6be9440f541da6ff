package web_test

// The live map over HTTP: nothing of a result in it, and nothing at all where
// nothing has changed.

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"dovar/judging"
)

func TestMonitorOverHTTP(t *testing.T) {
	s := newSite(t)
	contest, stage := s.contest.Contest.ID, s.contest.Stages[0].ID
	entries, err := s.service.AddEntries(s.ctx, s.system, contest, []judging.Entry{{Name: "Обтозакунӣ бо офтоб", Division: s.contest.Divisions[0].ID}})
	s.ok(err)
	judges, err := s.service.AddJudges(s.ctx, s.system, s.event.ID, []judging.Judge{{Name: "Саидова Нигора"}})
	s.ok(err)
	_, err = s.service.Assign(s.ctx, s.system, contest, judging.Assignment{Stage: stage, Pairs: []judging.Pair{{Entry: entries[0].ID, Judge: judges[0].ID}}})
	s.ok(err)
	path := "/api/v1/contests/" + contest + "/monitor"

	// Who may look sees the same map, with right to results or without.
	var whole judging.Monitor
	for i, role := range judging.Roles {
		r := s.as(role, "GET", path, nil)
		if r.StatusCode != http.StatusOK {
			t.Fatalf("%s: %d %s", role, r.StatusCode, r.body)
		}
		for _, word := range []string{"mark", "total", "place", "points"} {
			if strings.Contains(string(r.body), `"`+word) {
				t.Errorf("the map speaks of %s: %s", word, r.body)
			}
		}
		if i == 0 {
			s.ok(json.Unmarshal(r.body, &whole))
		}
	}
	if !whole.Full || len(whole.Entries) != 1 || len(whole.Rows) != 1 || len(whole.Judges) != 1 || whole.Strip.Expected != 1 {
		t.Fatalf("%+v", whole)
	}

	// Asked again, it says that nothing has changed; a row makes it say what.
	ask := path + "?after=" + jsonOf(t, whole.N)
	first := s.as(judging.Host, "GET", ask, nil)
	tag := first.Header.Get("ETag")
	if r := s.as(judging.Host, "GET", ask, nil, "If-None-Match", tag); r.StatusCode != http.StatusNotModified || len(r.body) > 0 || tag == "" {
		t.Errorf("nothing changed: %d %s", r.StatusCode, r.body)
	}
	if r := s.as(judging.Host, "GET", path, nil, "If-None-Match", tag); r.StatusCode != http.StatusOK {
		t.Errorf("without a picture: %d", r.StatusCode)
	}
	var sheets []struct{ ID string }
	s.made(judging.Owner, "GET", "/api/v1/contests/"+contest+"/sheets", nil, &sheets)
	s.ok(s.service.Exclude(s.ctx, s.system, sheets[0].ID, "бархӯрди манфиатҳо"))
	var now judging.Monitor
	r := s.as(judging.Host, "GET", ask, nil, "If-None-Match", tag)
	s.ok(json.Unmarshal(r.body, &now))
	if now.Full || len(now.Changes) != 1 || now.N != whole.N+1 || len(now.Entries) != 0 {
		t.Errorf("after a row: %s", r.body)
	}

	if r := s.as(judging.Host, "GET", ask, nil, "If-None-Match", r.Header.Get("ETag")); r.StatusCode != http.StatusOK || !strings.Contains(string(r.body), `"changes"`) {
		t.Errorf("an older picture: %d %s", r.StatusCode, r.body)
	}

	// A sheet of another contest, or none, is not there.
	cell := path + "/cell?stage=" + stage + "&entry=" + entries[0].ID + "&judge=" + judges[0].ID
	if r := s.as(judging.Host, "GET", cell, nil); r.StatusCode != http.StatusOK || !strings.Contains(string(r.body), `"state":"excluded"`) {
		t.Errorf("%d %s", r.StatusCode, r.body)
	}
	def, _ := judging.Preset("science-fair-science")
	other, err := s.service.CreateContest(s.ctx, s.system, s.event.ID, def)
	s.ok(err)
	for _, foreign := range []string{strings.Replace(cell, contest, other.Contest.ID, 1), cell + "x", path + "?stage=" + other.Stages[0].ID} {
		if r := s.as(judging.Host, "GET", foreign, nil); r.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", foreign, r.StatusCode)
		}
	}
	if r := s.as(judging.Host, "GET", "/organizer/contests/"+contest+"/day?stage="+other.Stages[0].ID, nil); r.StatusCode != http.StatusNotFound {
		t.Errorf("the page of a foreign stage: %d", r.StatusCode)
	}
}

func jsonOf(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
