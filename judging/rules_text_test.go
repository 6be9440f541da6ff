package judging

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What is said of a rubric, its penalties and its chain comes from the data.
func TestRulesText(t *testing.T) {
	d, _ := Preset("regional-fair-5x20")
	lines := RulesText(d)
	from := slices.IndexFunc(lines, func(l RuleLine) bool { return l.Key == "stage" })
	var got []string
	for _, l := range lines[from:] {
		got = append(got, l.Key)
	}
	want := []string{
		"stage", "kind.rubric", "place.booth", "stage.max", "weight.points.once",
		"criteria", "criterion", "criterion", "criterion", "criterion", "criterion",
		"bands", "band", "band", "band", "band",
		"sheet.points", "sheet.whole", "penalties", "penalty", "penalty.most", "penalty.team", "penalty.floor", "panel.mean",
		"total", "total.points", "total.max", "least", "rooms.linked", "unfinished.none", "adjust.judge.beside", "decimals",
		"ties", "tie.criterion", "tie.vote", "style.1224",
		"awards", "award.places", "award.quota", "award.places", "award.quota", "award.places", "award.quota", "award.rest",
		"privacy", "privacy.full", "public",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
	tie := lines[slices.IndexFunc(lines, func(l RuleLine) bool { return l.Key == "tie.criterion" })]
	if c := tie.Args["criterion"]; tie.Args["no"] != 1 || c != d.Stages[0].Criteria[4].Title || tie.Args["better"] != RuleWord("better.desc") {
		t.Errorf("the first key of the chain is %+v", tie.Args)
	}
	most := lines[slices.IndexFunc(lines, func(l RuleLine) bool { return l.Key == "total.max" })]
	if most.Args["max"] != Decimal("100") {
		t.Errorf("the maximum is %v", most.Args["max"])
	}
}

// A stage whose criteria have different ladders tells each one's own.
func TestRulesTextLadders(t *testing.T) {
	d, _ := Preset("autonomous-vehicle")
	var own, shared int
	for _, l := range RulesText(d) {
		switch {
		case l.Key == "bands":
			shared++
		case l.Key == "band.one" && l.Level == 3:
			own++
		}
	}
	if shared != 0 || own != 7*5+3 {
		t.Errorf("%d shared ladders and %d bands of criteria, want 0 and 38", shared, own)
	}
}
