package web_test

// Rooms, panels, draws and orders over HTTP: the API, and the page's forms.

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"dovar/judging"
	"dovar/web"
)

// panelsForm sends a form of the page of panels as a secretary reads it.
func (s *site) panelsForm(path string, fields ...string) reply {
	s.t.Helper()
	values := url.Values{}
	for i := 0; i+1 < len(fields); i += 2 {
		values.Add(fields[i], fields[i+1])
	}
	return s.as(judging.Secretary, "POST", "/organizer/contests/"+s.contest.Contest.ID+"/panels/"+path, values.Encode(),
		"Content-Type", "application/x-www-form-urlencoded", "Accept-Language", "en")
}

func (s *site) panelsPage(query string) string {
	s.t.Helper()
	r := s.as(judging.Secretary, "GET", "/organizer/contests/"+s.contest.Contest.ID+"/panels?"+query, nil, "Accept-Language", "en")
	if r.StatusCode != 200 {
		s.t.Fatalf("%s: %d %s", query, r.StatusCode, r.body)
	}
	return string(r.body)
}

// crowd adds entries and judges.
func (s *site) crowd(entries, judges int) (es []judging.Entry, js []judging.Judge) {
	s.t.Helper()
	for i := range entries {
		es = append(es, judging.Entry{Name: fmt.Sprint("Лоиҳаи ", i+1), School: fmt.Sprint("Мактаби №", i+1), Division: s.contest.Divisions[0].ID})
	}
	for i := range judges {
		js = append(js, judging.Judge{Name: fmt.Sprint("Довар ", i+1), School: fmt.Sprint("Мактаби №", i+1)})
	}
	es, err := s.service.AddEntries(s.ctx, s.system, s.contest.Contest.ID, es)
	s.ok(err)
	js, err = s.service.AddJudges(s.ctx, s.system, s.event.ID, js)
	s.ok(err)
	return es, js
}

func TestPanelsAPI(t *testing.T) {
	s := newSite(t)
	entries, judges := s.crowd(6, 4)
	at := "/api/v1/contests/" + s.contest.Contest.ID
	stage := s.contest.Stages[0].ID
	var rooms [2]judging.Room
	var panels [2]judging.Panel
	for i := range rooms {
		s.made(judging.Organizer, "POST", at+"/rooms", map[string]any{"name": fmt.Sprint("Утоқи ", i+1)}, &rooms[i])
		s.made(judging.Organizer, "POST", at+"/panels", map[string]any{
			"stage": s.contest.Stages[0].Slug, "room": rooms[i].ID, "seating": "together", "judges": []string{judges[2*i].ID, judges[2*i+1].ID},
		}, &panels[i])
	}
	s.made(judging.Organizer, "PUT", at+"/rooms/"+rooms[0].ID, map[string]any{"name": "Толор"}, nil)
	var drawn, stored judging.Assigned
	s.made(judging.Organizer, "POST", at+"/assignments", map[string]any{"stage": stage, "seed": 3, "dryRun": true}, &drawn)
	s.made(judging.Organizer, "POST", at+"/assignments", map[string]any{"stage": stage, "seed": 3, "panels": true}, &stored)
	if drawn.Digest != stored.Digest || len(stored.Pairs) != 12 || len(stored.Loads) != 4 || len(stored.Islands) != 2 || stored.Pairs[0].Panel == "" {
		t.Errorf("shown %+v\nstored %+v", drawn, stored)
	}
	var orders []judging.JudgeOrder
	s.made(judging.Host, "GET", at+"/orders?stage="+stage, nil, &orders)
	if len(orders) != 2 || len(orders[0].Entries) != 3 {
		t.Fatalf("orders %+v", orders)
	}
	first := orders[0].Entries[0]
	s.made(judging.Organizer, "POST", at+"/orders", map[string]any{"stage": stage, "panel": orders[0].Panel, "entry": first, "by": 2}, nil)
	s.made(judging.Host, "GET", at+"/orders?stage="+stage, nil, &orders)
	if orders[0].Entries[2] != first {
		t.Errorf("moved to %v", orders[0].Entries)
	}
	var back struct{ Pairs []judging.Pair }
	s.made(judging.Organizer, "POST", at+"/assignments/back", map[string]any{"stage": stage, "pairs": stored.Pairs[:2]}, &back)
	if len(back.Pairs) != 2 {
		t.Errorf("taken back: %+v", back)
	}

	// What is another contest's is not there.
	other, err := s.service.CreateContest(s.ctx, s.system, s.event.ID, s.contest.Contest.Def)
	s.ok(err)
	elsewhere := "/api/v1/contests/" + other.Contest.ID
	for _, ask := range []struct {
		method, path string
		body         any
	}{
		{"PUT", elsewhere + "/rooms/" + rooms[0].ID, map[string]any{"name": "X"}},
		{"PUT", elsewhere + "/panels/" + panels[0].ID, map[string]any{"judges": []string{judges[0].ID}}},
		{"DELETE", elsewhere + "/panels/" + panels[0].ID, nil},
		{"POST", elsewhere + "/assignments/back", map[string]any{"stage": stage, "all": true}},
		{"POST", elsewhere + "/orders", map[string]any{"stage": stage}},
		{"GET", elsewhere + "/orders?stage=" + stage, nil},
	} {
		if r := s.as(judging.Organizer, ask.method, ask.path, ask.body); r.StatusCode != 404 {
			t.Errorf("%s %s: %d %s", ask.method, ask.path, r.StatusCode, r.body)
		}
	}
	if r := s.as(judging.Organizer, "DELETE", at+"/panels/"+panels[0].ID, nil); r.StatusCode != 204 {
		t.Errorf("removing a panel: %d %s", r.StatusCode, r.body)
	}
	state := "/api/v1/stages/" + stage + "/state"
	if r := s.as(judging.Chair, "POST", state, map[string]any{"state": "open"}); r.StatusCode != 409 || r.problem() != "rooms-apart" {
		t.Errorf("two rooms apart opened: %d %s", r.StatusCode, r.body)
	}
	for use, want := range map[string]int{"quota": 422, "apart": 422, "accepted": 200} {
		if r := s.as(judging.Chair, "POST", at+"/sharing", map[string]any{"use": use}); r.StatusCode != want {
			t.Errorf("declaring %s: %d %s", use, r.StatusCode, r.body)
		}
	}
	s.made(judging.Chair, "POST", state, map[string]any{"state": "open"}, nil)
	if r := s.as(judging.Chair, "POST", at+"/sharing", map[string]any{"use": "linked", "reason": "appeal"}); r.StatusCode != 202 {
		t.Errorf("another declaration after opening: %d %s", r.StatusCode, r.body)
	}
	if r := s.as(judging.Secretary, "POST", at+"/sharing", map[string]any{"use": "linked"}); r.StatusCode != 403 {
		t.Errorf("a secretary declares: %d", r.StatusCode)
	}
	if r := s.as(judging.Organizer, "POST", at+"/assignments/back", map[string]any{"stage": stage, "pairs": []judging.Pair{{Entry: entries[0].ID, Judge: judges[0].ID}}}); r.problem() != "pair-open" {
		t.Errorf("taking back from an open stage: %s", r.body)
	}
}

// A preview stores nothing; what is applied later is what was shown, or refused.
func TestPanelsPageShowsBeforeItStores(t *testing.T) {
	s := newSite(t)
	entries, judges := s.crowd(5, 5)
	stage := s.contest.Stages[0].ID
	kept := func() int {
		sheets, err := s.service.Pairings(s.ctx, s.contest.Contest.ID, stage)
		s.ok(err)
		n := 0
		for e := range sheets.Entries {
			n += len(sheets.Judging(e))
		}
		return n
	}
	if page := s.panelsPage(""); !strings.Contains(page, "5 entries × 5 judges make 20 score sheets") || !strings.Contains(page, "Довар 3 – own school") {
		t.Error("the offer does not say what it makes")
	}
	page := s.panelsPage("draw=1&seed=77&perEntry=3")
	digest := regexp.MustCompile(`name="digest" value="([0-9a-f]+)"`).FindStringSubmatch(page)
	if digest == nil || !strings.Contains(page, "Draw 77, not applied yet") || kept() != 0 {
		t.Fatalf("%d pairs after a preview: %.2000s", kept(), page)
	}
	if r := s.panelsForm("apply", "stage", stage, "seed", "78", "perEntry", "3", "digest", digest[1]); r.StatusCode != 412 || kept() != 0 {
		t.Errorf("another draw than shown: %d, %d pairs", r.StatusCode, kept())
	}
	s.crowd(1, 0)
	if r := s.panelsForm("apply", "stage", stage, "seed", "77", "perEntry", "3", "digest", digest[1], "draw", "1"); r.StatusCode != 412 || !strings.Contains(string(r.body), web.Words("en", "problem.draw-changed")) || kept() != 0 {
		t.Errorf("an entry came meanwhile: %d, %d pairs", r.StatusCode, kept())
	}
	digest = regexp.MustCompile(`name="digest" value="([0-9a-f]+)"`).FindStringSubmatch(s.panelsPage("draw=1&seed=77&perEntry=3"))
	if r := s.panelsForm("apply", "stage", stage, "seed", "77", "perEntry", "3", "digest", digest[1]); r.StatusCode != 303 || kept() != 18 {
		t.Errorf("applied: %d, %d pairs", r.StatusCode, kept())
	}
	if page := s.panelsPage("draw=1&seed=1&perEntry=9"); !strings.Contains(page, "From 1 to 5 judges per entry.") {
		t.Error("too many judges per entry are not refused in words")
	}
	own := entries[0].ID + " " + judges[0].ID
	if r := s.panelsForm("pair", "stage", stage, "view", "table", "give", own); r.StatusCode != 409 || !strings.Contains(string(r.body), "This pair may not be made: own school.") {
		t.Errorf("the own school by hand: %d", r.StatusCode)
	}
	if r := s.panelsForm("back", "stage", stage); r.StatusCode != 303 || kept() != 0 {
		t.Errorf("all taken back: %d, %d pairs", r.StatusCode, kept())
	}
	if r := s.panelsForm("all", "stage", stage); r.StatusCode != 303 || kept() != 24 {
		t.Errorf("all judges score all entries: %d, %d pairs", r.StatusCode, kept())
	}
}

// 600 entries x 40 judges: the table comes in pages and stays small.
func TestPanelsPageOfManyEntries(t *testing.T) {
	s := newSite(t)
	s.crowd(600, 40)
	_, err := s.service.Assign(s.ctx, s.system, s.contest.Contest.ID, judging.Assignment{Stage: s.contest.Stages[0].ID, PerEntry: 3, Seed: 1})
	s.ok(err)
	page := s.panelsPage("view=table&page=2")
	if rows := strings.Count(page, `<tr id="e-`); rows != 40 || len(page) > 1<<20 || strings.Count(page, "page=") < 15 {
		t.Errorf("%d rows, %d bytes", rows, len(page))
	}
	if page := s.panelsPage("view=table&q=" + url.QueryEscape("№600")); strings.Count(page, `<tr id="e-`) != 1 {
		t.Error("the entry of school №600 is not found")
	}
	if page := s.panelsPage("draw=1&seed=5&perEntry=4"); len(page) > 1<<20 || !strings.Contains(page, "From 60 to 60 entries for a judge") {
		t.Errorf("a preview of %d bytes", len(page))
	}
}
