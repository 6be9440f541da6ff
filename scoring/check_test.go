package scoring

// Each way to break a rule, by the path the error names.

import (
	"strings"
	"testing"
)

func TestCheck(t *testing.T) {
	for path, spoil := range map[string]func(*Rule){
		"by: unknown":                          func(r *Rule) { r.By = "luck" },
		"decimals: below":                      func(r *Rule) { r.Decimals = -1 },
		"min_sheets: below 1":                  func(r *Rule) { r.MinSheets = 0 },
		"stages: no stage has a weight":        func(r *Rule) { r.Stages[0].Weight = Int(0) },
		"stages[0].id: empty":                  func(r *Rule) { r.Stages[0].ID = "" },
		"stages[1].id: \"fair\" twice":         func(r *Rule) { r.Stages = append(r.Stages, r.Stages[0]) },
		"stages[0].weight: below 0":            func(r *Rule) { r.Stages[0].Weight = Int(-1) },
		"stages[0].sheet: unknown":             func(r *Rule) { r.Stages[0].Sheet = "" },
		"stages[0].panel: unknown":             func(r *Rule) { r.Stages[0].Panel = "best" },
		"stages[0].criteria: none":             func(r *Rule) { r.Stages[0].Criteria = nil },
		"stages[0].max: 99, but":               func(r *Rule) { r.Stages[0].Max = Int(99) },
		"stages[0].max: percent needs":         func(r *Rule) { r.By = Percent; r.Stages[0].Max = Int(0) },
		"stages[0].criteria[1].id: \"question": func(r *Rule) { r.Stages[0].Criteria[1].ID = "question" },
		"stages[0].criteria[0].weight: not":    func(r *Rule) { r.Stages[0].Criteria[0].Weight = Int(0) },
		"stages[0].criteria[2].max: not above": func(r *Rule) { r.Stages[0].Criteria[2].Min = Int(20) },
		"stages[0].criteria[3].step: not":      func(r *Rule) { r.Stages[0].Criteria[3].Step = Int(-1) },
		"stages[0].criteria[3].step: does not": func(r *Rule) { r.Stages[0].Criteria[3].Step = num("0.3") },
		"stages[0].penalties[0].id: empty":     func(r *Rule) { r.Stages[0].Penalties = []Penalty{{Per: Int(-1)}} },
		"stages[0].penalties[0].per: not":      func(r *Rule) { r.Stages[0].Penalties = []Penalty{{ID: "late"}} },
		"stages[0].penalties[0].max_count":     func(r *Rule) { r.Stages[0].Penalties = []Penalty{{ID: "late", Per: Int(-1), MaxCount: -1}} },
		"stages[0].runs.by_time: normalised": func(r *Rule) {
			r.Stages[0] = Stage{ID: "run", Weight: Int(1), Runs: &Runs{Count: "normalised", ByTime: true}}
		},
		"ties[0].by: unknown":               func(r *Rule) { r.Ties[0].By = "name" },
		"ties[0].stage: unknown":            func(r *Rule) { r.Ties[0].Stage = "hall" },
		"ties[0].criterion: unknown":        func(r *Rule) { r.Ties[0].Criterion = "beauty" },
		"ties[0].criterion: stage has none": func(r *Rule) { r.Ties[0].By = TieStage },
		"ties[1]: asked before":             func(r *Rule) { r.Ties[1] = r.Ties[0] },
		"ties[0]: a vote comes last":        func(r *Rule) { r.Ties[0] = Tie{By: TieVote} },
		"ties[2]: a vote has no stage":      func(r *Rule) { r.Ties[2].Ascending = true },
	} {
		rule := fair()
		spoil(rule)
		if err := rule.Check(); err == nil || !strings.HasPrefix(err.Error(), path) {
			t.Errorf("want %q, got %v", path, err)
		}
	}
}
