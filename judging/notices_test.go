package judging_test

import (
	"fmt"
	"strings"
	"testing"

	"dovar/judging"
	"dovar/scoring"
)

// placesOf is a division whose entries have these places; groups of one place
// share it.
func placesOf(style string, places ...int) judging.DivisionResults {
	var d judging.DivisionResults
	for i, place := range places {
		with := -1
		for _, p := range places {
			if p == place {
				with++
			}
		}
		id := fmt.Sprint(i + 1)
		d.Entries = append(d.Entries, judging.EntryResult{
			Entry: judging.Entry{ID: id}, Label: judging.PlaceLabel(style, place, with+1),
			Standing: scoring.Standing{Entry: id, Place: place, Shared: with > 0, With: with, Scored: true, Total: scoring.Int(int64(100 - place))},
		})
	}
	return d
}

// Which shared places must be decided before awards can be given, and in what
// order they are told.
func TestNotices(t *testing.T) {
	one, two, three := judging.AwardDef{ID: "1", Give: "places", Places: []int{1}, To: "entry"},
		judging.AwardDef{ID: "2", Give: "places", Places: []int{2, 3}, To: "entry"},
		judging.AwardDef{ID: "s", Give: "places", Places: []int{1, 2, 3, 4, 5}, To: "supervisor"}
	for _, c := range []struct {
		name, style string
		quota       int
		places      []int
		want        string // "!" must be decided, "*" awarded
	}{
		{"the first award would go to two", "1224", 0, []int{1, 1, 3, 4}, "!1–2"},
		{"both get the second award", "1224", 0, []int{1, 2, 2, 4}, "*2–3"},
		{"the last award would go to two", "1224", 0, []int{1, 2, 3, 3, 5}, "!3–4"},
		{"no award among them", "1224", 0, []int{1, 2, 3, 4, 4, 6}, "4–5"},
		{"what must be decided comes first", "1224", 0, []int{1, 2, 2, 4, 4, 6}, "*2–3 4–5"},
		{"before what is merely awarded", "1224", 0, []int{1, 2, 2, 2, 5, 5}, "!2–4 5–6"},
		{"the last of the places", "1334", 0, []int{1, 3, 3, 4}, "*2–3"},
		{"the last of the places, across an award", "1334", 0, []int{2, 2, 3, 4}, "!1–2"},
		{"dense: one place for all", "1223", 0, []int{1, 2, 2, 2, 3}, "*2"},
		{"dense: more than the quota", "1223", 2, []int{1, 2, 2, 2, 3}, "!2"},
		{"dense: as many as the quota", "1223", 3, []int{1, 2, 2, 2, 3}, "*2"},
		{"nobody has a place", "1224", 0, []int{0, 0}, ""},
	} {
		second := two
		if c.quota > 0 {
			second.Quota = &c.quota
		}
		var v judging.ResultsView
		v.Contest.Def = judging.Definition{Awards: []judging.AwardDef{three, one, second}, Rank: judging.RankDef{Style: c.style}}
		var got []string
		for _, n := range v.Notices(placesOf(c.style, c.places...)) {
			mark := map[bool]string{true: "*"}[n.Awarded]
			if n.Urgent() {
				mark = "!"
			}
			if n.Kind != judging.NoticeShared || n.Vote {
				t.Errorf("%s: %+v", c.name, n)
			}
			got = append(got, mark+n.Label)
		}
		if got := strings.Join(got, " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// Totals on the two sides of a cut are of other stages: that they look alike
// says nothing.
func TestNoticesAcrossACut(t *testing.T) {
	var v judging.ResultsView
	d := placesOf("1224", 1, 2)
	d.Entries[0].Standing.Total, d.Entries[1].Standing.Total = scoring.Int(1).Quo(scoring.Int(3)), scoring.Int(1).Quo(scoring.Int(4))
	if got := v.Notices(d); len(got) != 1 || got[0].Kind != judging.NoticeRounded {
		t.Errorf("%+v", got)
	}
	d.Entries[1].Standing.Cut = "1"
	if got := v.Notices(d); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

// A vote that is recorded stands in the notice with its count, the newest one.
func TestNoticeOfAVote(t *testing.T) {
	g := newGala(t, nil)
	vote := func(count string, order ...int) {
		var ids []string
		for _, e := range order {
			ids = append(ids, g.entries[e].ID)
		}
		g.must(g.s.RecordVote(ctx, boss, g.contest.Contest.ID, judging.Vote{Order: ids, Count: count}))
	}
	told := func() (out []string) {
		r, err := g.follower.Results(ctx, g.contest.Contest.ID)
		g.must(err)
		for _, n := range r.Notices(r.Divisions[0]) {
			out = append(out, fmt.Sprintf("%s %s %v %s", n.Kind, n.Label, n.Vote, n.Count))
		}
		return out
	}
	if got := strings.Join(told(), ", "); got != "shared 3–4 true , parted 3–4 false " {
		t.Error(got)
	}
	vote("3:2", 2, 3)
	vote("4:1", 3, 2)
	if got := strings.Join(told(), ", "); got != "parted 3 false , parted 4 false 4:1" {
		t.Error(got)
	}
}
