package judging

// The presets that ship: all load, and their examples hold.

import (
	"slices"
	"testing"
)

func TestPresets(t *testing.T) {
	defs, err := Presets()
	if err != nil {
		t.Fatal(err)
	}
	if len(defs) != 14 {
		t.Errorf("%d presets, want 14", len(defs))
	}
	var scored []string
	for _, d := range defs {
		if d.Scored() {
			scored = append(scored, d.ID)
		}
		if got, ok := Preset(d.ID); !ok || got.ID != d.ID {
			t.Errorf("Preset(%q) is %q, %v", d.ID, got.ID, ok)
		}
		if len(d.Tests) == 0 && d.Rank.By != "bracket" {
			t.Errorf("%s has no example", d.ID)
		}
	}
	want := []string{
		"autonomous-vehicle", "it-teacher-contest", "line-follower", "maze", "mini-sumo", "regional-fair-5x20", "research-conference-8x5",
		"robot-creative-project", "robot-mission", "robot-on-stage-entry", "robot-on-stage",
		"science-fair-engineering", "science-fair-science",
	}
	if !slices.Equal(scored, want) {
		t.Errorf("scored are %v, want %v", scored, want)
	}
	for _, id := range []string{"robot-on-stage", "robot-on-stage-entry"} { // teams are not told the whole ranking
		if d, _ := Preset(id); d.lastPublicPlace() == allPlaces || d.LastAwarded() < 1 {
			t.Errorf("%s tells all places", id)
		}
	}
	if _, ok := Preset("no-such"); ok {
		t.Error("a preset that is not there is found")
	}
}

func TestLive(t *testing.T) {
	for id, want := range map[string][]string{
		"it-teacher-contest":   {"portfolio", "lesson", "it-task", "master-class", "speech"},
		"autonomous-vehicle":   {"open", "obstacle", "docs"},
		"robot-league-4-level": {"project", "robot", "values"}, // the game's tasks are to be defined
		"robot-mission":        {"day1"},
		"robot-on-stage":       {"performance", "interview", "video", "poster"},
		"maze":                 {"check", "runs"},
		"mini-sumo":            {"check", "groups", "finals"},
	} {
		d, _ := Preset(id)
		var live []string
		for _, s := range d.Stages {
			if s.Live() {
				live = append(live, s.ID)
			}
		}
		if !slices.Equal(live, want) {
			t.Errorf("%s: live are %v, want %v", id, live, want)
		}
	}
}

func TestRule(t *testing.T) {
	d, _ := Preset("regional-fair-5x20")
	rule, err := d.Rule()
	if err != nil {
		t.Fatal(err)
	}
	if rule.By != "points" || rule.Decimals != 2 || rule.MinSheets != 2 || len(rule.Stages) != 1 {
		t.Errorf("rule is %+v", rule)
	}
	stage := rule.Stages[0]
	if stage.ID != "fair" || stage.Weight.String() != "1" || stage.Max.String() != "100" || len(stage.Criteria) != 5 {
		t.Errorf("stage is %+v", stage)
	}
	if c := stage.Criteria[0]; c.ID != "objective" || c.Min.String() != "1" || c.Max.String() != "20" || c.Weight.String() != "1" {
		t.Errorf("criterion is %+v", c)
	}
	if p := stage.Penalties[0]; p.ID != "team" || p.Per.String() != "-5" || p.MaxCount != 3 || !p.Team {
		t.Errorf("penalty is %+v", p)
	}
	if len(rule.Ties) != 2 || rule.Ties[0].Criterion != "interview" || rule.Ties[0].Ascending || rule.Ties[1].By != "vote" {
		t.Errorf("ties are %+v", rule.Ties)
	}
}
