package scoring

import "testing"

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
