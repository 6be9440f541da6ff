package scoring

import (
	"strings"
	"testing"
)

// What entries owe to each other in a stage is made among all who took part in
// it: x, who won stage 1 and stayed behind, keeps its place there after the cut.
func TestStagesBeforeACutAreOfAll(t *testing.T) {
	rule := contest(Ranks, "1", "2", "1")
	rule.Cuts = []Cut{{After: "2", Top: 2}}
	entries, sheets := play("x 1 9", "a 1 8", "b 1 7", "c 1 6", "a 2 9", "b 2 8", "c 2 7", "x 2 1", "b 3 9", "a 3 8")
	standings := Rank(rule, entries, sheets, nil)
	if got := places(standings); got != "a1 b2 x3 c4" || standings[0].Total.String() != "6" || standings[1].Total.String() != "8" {
		t.Fatalf("%s, totals %s and %s", got, standings[0].Total, standings[1].Total)
	}
}

// A result freed from severity keeps what the judges of all entries say, also of
// those who went on.
func TestCorrectionBeforeACut(t *testing.T) {
	rule := contest(Points, "1", "1")
	rule.Cuts = []Cut{{After: "1", Top: 2}}
	seen := map[string]int{}
	rule.Correct = func(stage string, scores []Score) (map[string]Number, bool) {
		seen[stage] = max(seen[stage], len(scores))
		if stage == "1" && len(scores) < 4 {
			t.Errorf("stage 1 is corrected by %d sheets of those who went on", len(scores))
		}
		results := map[string]Number{}
		for _, s := range scores {
			results[s.Entry] = s.Value.Add(Int(1))
		}
		return results, true
	}
	entries, sheets := play("a 1 9", "b 1 8", "c 1 7", "d 1 3", "a 2 1", "b 2 5")
	standings := Rank(rule, entries, sheets, nil)
	if got := places(standings); got != "b1 a2 c3 d4" || standings[0].Total.String() != "15" || standings[2].Total.String() != "8" {
		t.Fatalf("%s %s", got, standings[0].Total)
	}
}

// What parted those who stayed behind is said, and with those who went on they
// are not compared: the totals are of other stages.
func TestExplainBehindACut(t *testing.T) {
	rule := contest(Points, "1", "1")
	rule.Cuts = []Cut{{After: "1", Top: 1}}
	rule.Ties = []Tie{{By: TieStage, Stage: "2"}, {By: TieBestSheet, Stage: "1"}}
	entries, sheets := play("a 1 9 8", "b 1 4 6", "c 1 5 5", "x 1 9 9", "y 1")
	entries[3].Out = true
	sheets = append(sheets, Sheet{Stage: "2", Entry: "a", Judge: "p", Excluded: "own pupil"})
	standings := Rank(rule, entries, sheets, nil)
	if got := places(standings); got != "a1 b2 c3/2 x- y-" {
		t.Fatal(got)
	}
	for i, want := range map[int]string{
		1: `cut stage=1
tie by=sheet_best entry=c mine=6 shown=5 stage=1 theirs=5 verdict=above`,
		2: `cut stage=1
tie by=sheet_best entry=b mine=5 shown=5 stage=1 theirs=6 verdict=below`,
		3: `out`,
		4: `waiting counted=0 needed=1 stage=1
waiting counted=0 needed=1 stage=2`,
	} {
		if got := said(Explain(rule, standings, i)); !strings.HasSuffix(got, want) || strings.Count(got, "cut ") != strings.Count(want, "cut ") {
			t.Errorf("%s:\n%s\nwant:\n%s", standings[i].Entry, got, want)
		}
	}
}
