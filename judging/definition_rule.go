package judging

// From a definition to the rule of package scoring, and what of a definition
// this version can score: the rest loads and shows, and is not opened.

import (
	"errors"
	"slices"

	"dovar/scoring"
)

// Live reports whether sheets of the stage can be filled and counted now: a
// rubric, marked once, whose panel scoring knows.
func (s StageDef) Live() bool {
	panels := []string{string(scoring.Mean), string(scoring.MeanPerCriterion)}
	return s.Kind == "rubric" && slices.Contains(panels, s.Panel) && (s.Attempts == nil || s.Attempts.N == 1)
}

// Scored reports whether this version makes the contest's standings.
func (d Definition) Scored() bool {
	_, err := d.Rule()
	return err == nil
}

// errNotScored says that the contest needs a method that scoring does not have yet.
var errNotScored = errors.New("this contest is scored by a method that is not there yet")

// Rule returns the scoring rule of a contest whose weighted stages are all
// live and whose places are made by points or percent, 1-2-2-4, entries without
// a result having none; an error for any other. Corrected scores shown beside
// the raw ones (adjust) do not touch places.
func (d Definition) Rule() (*scoring.Rule, error) {
	by := scoring.Combine(d.Rank.By)
	if by != scoring.Points && by != scoring.Percent || d.Rank.Style != "1224" || d.Rank.Unfinished != "none" ||
		d.Rank.Adjust != nil && d.Rank.Adjust.Use != "beside" {
		return nil, errNotScored
	}
	rule := &scoring.Rule{By: by, Decimals: d.Rank.Decimals, MinSheets: d.Rank.MinSheets}
	for _, s := range d.Stages {
		switch {
		case s.Live():
			rule.Stages = append(rule.Stages, s.scoring())
		case s.Weight != "0":
			return nil, errNotScored
		}
	}
	for _, t := range d.Ties {
		switch kind := scoring.TieKind(t.By); kind {
		case scoring.TieStage, scoring.TieCriterion, scoring.TieBestSheet, scoring.TieCountback:
			rule.Ties = append(rule.Ties, scoring.Tie{By: kind, Stage: t.Stage, Criterion: t.Criterion, Ascending: t.Order == "asc"})
		case scoring.TieVote: // the order of a vote is as recorded
			rule.Ties = append(rule.Ties, scoring.Tie{By: kind})
		default:
			return nil, errNotScored
		}
	}
	return rule, rule.Check()
}

// scoring returns a rubric stage as package scoring sees it.
func (s StageDef) scoring() scoring.Stage {
	stage := scoring.Stage{
		ID:     s.ID,
		Weight: s.Weight.number(),
		Sheet:  scoring.Combine(s.Sheet),
		Panel:  scoring.Panel(s.Panel),
		Skip:   s.SkipAllowed,
	}
	if s.Max != nil {
		stage.Max = s.Max.number()
	}
	for _, c := range s.Criteria {
		stage.Criteria = append(stage.Criteria, scoring.Criterion{
			ID: c.ID, Min: c.Min.number(), Max: c.Max.number(), Step: c.Step.number(), Weight: c.Weight.number(),
		})
	}
	for _, p := range s.Penalties {
		penalty := scoring.Penalty{ID: p.ID, Per: p.Per.number(), Team: p.When == "team"}
		if p.MaxCount != nil {
			penalty.MaxCount = *p.MaxCount
		}
		stage.Penalties = append(stage.Penalties, penalty)
	}
	return stage
}
