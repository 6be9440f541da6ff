package web_test

// The ways of a draw that the desk offers.

import (
	"regexp"
	"slices"
	"testing"

	"dovar/judging"
)

// A stage is drawn by places in groups where groups are the stage of matches
// before it, and that first of all; after an elimination it is not.
func TestDrawWays(t *testing.T) {
	s := newSite(t)
	def, _ := judging.Preset("mini-sumo")
	last := def.Stages[2]
	last.ID = "last"
	def.Stages = append(def.Stages, last)
	c, err := s.service.CreateContest(s.ctx, s.system, s.event.ID, def)
	s.ok(err)
	for i, want := range map[int][]string{1: {"random", "seeded", "given"}, 2: {"groups", "random", "seeded", "given"}, 3: {"random", "seeded", "given"}} {
		page := string(s.page(judging.Owner, "/organizer/contests/"+c.Contest.ID+"/matches?stage="+c.Stages[i].ID).body)
		var got []string
		choice := regexp.MustCompile(`(?s)<select[^>]* name="?how.*?</select>`).FindString(page)
		for _, m := range regexp.MustCompile(`value="?([a-z]+)`).FindAllStringSubmatch(choice, -1) {
			got = append(got, m[1])
		}
		if !slices.Equal(got, want) {
			t.Errorf("stage %d is offered %q, want %q", i, got, want)
		}
	}
}
