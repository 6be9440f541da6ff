package web_test

import (
	"encoding/json"
	"strings"
	"testing"

	"dovar/judging"
	"dovar/web"
)

// Why a place is what it is, asked for by anyone: only once published with
// reasons, of public entries of that contest, kept by its ETag in each language.
func TestBoardReason(t *testing.T) {
	s := newSite(t)
	w := s.fair()
	contest := w.view.Contest.ID
	ask := func(contest, entry, lang string, headers ...string) reply {
		return s.send("GET", "/api/v1/boards/"+contest+"/entries/"+entry+"?lang="+lang, nil, headers...)
	}
	board := func(b judging.Board) {
		_, err := s.service.SetBoard(s.ctx, s.system, contest, b)
		s.ok(err)
	}
	first, hidden := w.entries[0].ID, w.entries[2]
	_, err := s.service.AmendEntry(s.ctx, s.system, hidden.ID, judging.EntryChange{Visibility: new(judging.ShowNothing)}, "asked")
	s.ok(err)
	for _, b := range []judging.Board{{State: judging.BoardHidden, Reasons: true}, {State: judging.BoardLive, Reasons: true}, {State: judging.BoardPublished}} {
		board(b)
		if r := ask(contest, first, "en"); r.StatusCode != 404 || r.Header.Get("ETag") != "" {
			t.Errorf("%+v: %d", b, r.StatusCode)
		}
	}
	board(judging.Board{State: judging.BoardPublished, Reasons: true})
	absent := ask(contest, "none", "en")
	for _, id := range []string{hidden.ID, w.judges[0].ID, contest} {
		if r := ask(contest, id, "en"); r.StatusCode != 404 || string(r.body) != string(absent.body) {
			t.Errorf("%s: %d %s, not the answer of an id that is not there", id, r.StatusCode, r.body)
		}
	}
	other, err := s.service.CreateContest(s.ctx, s.system, s.event.ID, w.def)
	s.ok(err)
	_, err = s.service.SetBoard(s.ctx, s.system, other.Contest.ID, judging.Board{State: judging.BoardPublished, Reasons: true})
	s.ok(err)
	if r := ask(other.Contest.ID, first, "en"); r.StatusCode != 404 {
		t.Errorf("under another contest: %d", r.StatusCode)
	}

	var tags []string
	for _, lang := range web.Languages {
		read := 0
		for _, e := range w.entries {
			r := ask(contest, e.ID, lang)
			if r.StatusCode == 404 {
				continue
			}
			read++
			var got struct {
				Division string
				Row      judging.FrameRow
				Why      []string
			}
			s.ok(json.Unmarshal(r.body, &got))
			if got.Row.Entry != e.ID || got.Division == "" || len(got.Why) == 0 {
				t.Errorf("%s", r.body)
			}
			for _, secret := range []string{w.judges[0].Name, w.judges[1].Name, w.judges[0].ID, "судила свою школу", hidden.Name, hidden.ID, hidden.Code, "no value", "why."} {
				if strings.Contains(string(r.body), secret) {
					t.Errorf("%s: %q is in %s", lang, secret, r.body)
				}
			}
		}
		if read < 3 {
			t.Errorf("%s: %d reasons read", lang, read)
		}
		r := ask(contest, first, lang)
		tags = append(tags, r.Header.Get("ETag"))
		if again := ask(contest, first, lang, "If-None-Match", r.Header.Get("ETag")); again.StatusCode != 304 || len(again.body) > 0 {
			t.Errorf("%s: %d again", lang, again.StatusCode)
		}
	}
	if tags[0] == tags[1] || tags[1] == tags[2] || tags[0] == "" {
		t.Errorf("ETags of the languages: %q", tags)
	}
	board(judging.Board{State: judging.BoardPublished})
	if r := ask(contest, first, "tg", "If-None-Match", tags[0]); r.StatusCode != 404 {
		t.Errorf("switched off: %d", r.StatusCode)
	}
}

// The switches travel through the API, and what is left out is off.
func TestBoardSwitches(t *testing.T) {
	s := newSite(t)
	path := "/api/v1/contests/" + s.contest.Contest.ID + "/board"
	for body, want := range map[string]string{
		`{"state":"live","reasons":true,"bounds":true}`: `{"state":"live","show":"complete","reasons":true,"bounds":true}`,
		`{"state":"live","show":"every-sheet"}`:         `{"state":"live","show":"every-sheet","reasons":false,"bounds":false}`,
	} {
		r := s.as(judging.Chair, "POST", path, body)
		rows, err := s.service.JournalOf(s.ctx, judging.Scope{Contest: s.contest.Contest.ID}, 0)
		s.ok(err)
		if got := strings.TrimSpace(string(r.body)); got != want || string(rows[len(rows)-1].Body) != want {
			t.Errorf("%s: answered %s, written %s", body, got, rows[len(rows)-1].Body)
		}
	}
}
