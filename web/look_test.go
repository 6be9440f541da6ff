package web_test

import (
	"testing"

	"dovar/judging"
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
