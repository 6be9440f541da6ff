package web_test

import (
	"net"
	"net/http"
	"strings"
	"testing"

	"dovar/judging"
	"dovar/web"
)

// Places before publishing and marks in the journal are results too: whoever
// opens them while a stage is open is written, each once.
func TestEveryWayToResultsIsOnTheRecord(t *testing.T) {
	s := newSite(t)
	s.judged()
	id := s.contest.Contest.ID
	for range 2 {
		if r := s.page(judging.Organizer, "/organizer/contests/"+id+"/board/publish"); !r.has("P-11") {
			t.Fatalf("%d %s", r.StatusCode, r.body)
		}
	}
	if s.looks() != 1 {
		t.Errorf("%d rows after the look before publishing", s.looks())
	}
	if r := s.page(judging.Organizer, "/organizer/contests/"+id+"/journal"); !r.has("the result as the public would see it") {
		t.Errorf("the row has no words:\n%s", r.body)
	}

	rows := func(role judging.Role) int {
		var got []struct{ Kind judging.RowKind }
		s.made(role, "GET", "/api/v1/contests/"+id+"/journal", nil, &got)
		return len(got)
	}
	if rows(judging.Auditor); s.looks() != 1 {
		t.Error("a journal without marks is written as a look")
	}
	sheets, err := s.service.SheetsOf(s.ctx, judging.SheetFilter{Contest: id})
	s.ok(err)
	s.ok(s.service.Exclude(s.ctx, s.system, sheets[0].ID, "asked"))
	for range 2 {
		rows(judging.Auditor)
	}
	if s.looks() != 2 {
		t.Errorf("%d rows after the journal with what counts", s.looks())
	}
}

// What all have read is taken back with a reason, by whatever form.
func TestUnpublishingHasAReason(t *testing.T) {
	s := newSite(t)
	s.judged()
	path := "/organizer/contests/" + s.contest.Contest.ID + "/board"
	if r := s.form(judging.Organizer, path+"/publish"); r.StatusCode != http.StatusSeeOther {
		t.Fatalf("%d %s", r.StatusCode, r.body)
	}
	for _, state := range []judging.BoardState{judging.BoardHidden, judging.BoardLive} {
		if r := s.form(judging.Organizer, path, "state", string(state)); r.StatusCode != 422 {
			t.Errorf("%s without a reason: %d", state, r.StatusCode)
		}
	}
	if r := s.form(judging.Organizer, path+"/hide", "reason", "a mistake"); r.StatusCode != http.StatusSeeOther {
		t.Errorf("with one: %d", r.StatusCode)
	}
	if r := s.form(judging.Organizer, path, "state", "live"); r.StatusCode != http.StatusSeeOther {
		t.Errorf("a hidden board: %d", r.StatusCode)
	}
}

// A secretary may set the address of an event; a link that makes an owner does
// not follow it to another machine.
func TestInvitationsLeadToThisMachineOnly(t *testing.T) {
	s := newSite(t, func(c *web.Config) {
		c.Address, c.Listening = "http://127.0.0.1:8080", &net.TCPAddr{IP: net.IPv4(192, 0, 2, 7), Port: 8080}
	})
	link := func(address string) string {
		s.made(judging.Secretary, "PATCH", "/api/v1/events/"+s.event.ID, map[string]string{"address": address}, nil)
		var made struct{ URL string }
		s.made(judging.Owner, "POST", "/api/v1/invitations", map[string]string{"name": "Раис", "role": "owner"}, &made)
		at, _, _ := strings.Cut(made.URL, "/invite#")
		return at
	}
	if at := link("http://192.0.2.66:8080"); at != "http://127.0.0.1:8080" {
		t.Errorf("a link leads to %s", at)
	}
	if at := link("http://192.0.2.7:8080"); at != "http://192.0.2.7:8080" {
		t.Errorf("the machine's own address is not used: %s", at)
	}
}
