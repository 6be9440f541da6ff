package web_test

import (
	"testing"

	"dovar/judging"
	"dovar/web"
)

// The way through a contest of robots leads to fields, and through one of
// matches to the draw, not to the panels of a jury; so does a stage that still
// expects no sheet.
func TestStepsOfRobotContestsLeadToFields(t *testing.T) {
	s := newSite(t)
	for _, of := range []struct {
		preset                       string
		panels, fields, draw, stages bool
	}{
		{"science-fair-science", true, false, false, false},
		{"line-follower", false, true, false, true},
		{"mini-sumo", false, true, true, true},
		{"autonomous-vehicle", true, true, false, true},
	} {
		var contest struct{ ID string }
		s.made(judging.Organizer, "POST", "/api/v1/events/"+s.event.ID+"/contests", map[string]string{"preset": of.preset}, &contest)
		at := "/organizer/contests/" + contest.ID
		page := s.page(judging.Organizer, at)
		for text, want := range map[string]bool{"desk.step.panels": of.panels, "desk.step.fields": of.fields, "desk.step.matches": of.draw} {
			if page.has(web.Words("en", text)) != want {
				t.Errorf("%s: the way has %s: %v", of.preset, text, !want)
			}
		}
		for text, want := range map[string]bool{"desk.nav.panels": of.panels, "desk.nav.quality": of.panels, "desk.nav.jury": of.panels, "desk.step.judges": of.panels, "desk.nav.jury.referee": !of.panels, "desk.step.judges.referee": !of.panels} {
			if page.has(web.Words("en", text)) != want {
				t.Errorf("%s: the page says %s: %v", of.preset, text, !want)
			}
		}
		if board := s.page(judging.Organizer, at+"/board"); board.has(web.Words("en", "desk.board.show")) != of.panels || !board.has(`name="show"`) {
			t.Errorf("%s: when totals show is asked: %v", of.preset, !of.panels)
		}
		if stages := s.page(judging.Organizer, at+"/stages"); stages.has(web.Words("en", "desk.stages.act.open")) != of.panels {
			t.Errorf("%s: a stage without a robot in any queue is offered to be opened, or one of a jury is not", of.preset)
		}
		if stages := s.page(judging.Organizer, at+"/stages"); stages.has(at+"/fields?stage=") != of.stages || stages.has(at+"/matches?stage=") != of.draw {
			t.Errorf("%s: where its stages lead that expect no sheet", of.preset)
		}
		if s.page(judging.Organizer, at+"/board").has("/pit/"+contest.ID) != of.fields {
			t.Errorf("%s: the screens to open name the call-up: %v", of.preset, !of.fields)
		}
	}
}
