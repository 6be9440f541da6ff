package judging_test

// What matches may cost: draws as large as there can be, sheets made to stop a
// server.

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"dovar/judging"
)

// Each with each of 64 is drawn in little time, and a board follows in less: what
// is assigned plays nothing. The two times are of the same machine, so that a
// slow one changes nothing.
func TestLargeDrawIsFollowed(t *testing.T) {
	v := emptyVenue(t, "")
	def, _ := judging.Preset("mini-sumo")
	def.Stages = slices.Clone(def.Stages)
	groups := &def.Stages[slices.IndexFunc(def.Stages, func(s judging.StageDef) bool { return s.Matches != nil && s.Matches.Group != nil })]
	matches, size := *groups.Matches, 64
	matches.Group, groups.Matches = &size, &matches
	var err error
	v.contest, err = v.s.CreateContest(ctx, boss, v.event.ID, def)
	v.must(err)
	v.entries, v.judges = v.addEntries(64), v.addJudges(1)
	began := time.Now()
	out, err := v.s.Draw(ctx, boss, v.contest.Contest.ID, judging.DrawAsk{Stage: groups.ID, How: judging.DrawRandom, Judges: []string{v.judges[0].ID}})
	v.must(err)
	drawn := time.Since(began)
	_, err = v.follower.Standings(ctx, v.contest.Contest.ID, "")
	v.must(err)
	if folded := time.Since(began) - drawn; len(out.Meetings) != 2016 || folded > 2*drawn {
		t.Errorf("%d meetings drawn in %v, followed in %v", len(out.Meetings), drawn, folded)
	}
}

// More attempts than anybody runs would be as many sheets of every entry.
func TestAttemptsAreLimited(t *testing.T) {
	for n, fits := range map[string]bool{"50": true, "51": false, "999999999": false} {
		def, _ := judging.Preset("line-follower")
		text, err := json.Marshal(def)
		if err != nil {
			t.Fatal(err)
		}
		many := strings.Replace(string(text), `"attempts":{"n":5,`, `"attempts":{"n":`+n+`,`, 1)
		if _, err := judging.ParseDefinition([]byte(many)); (err == nil) != fits || many == string(text) {
			t.Errorf("%s attempts: %v", n, err)
		}
	}
}
