package scoring

// This file refuses rules that could not be followed.

import (
	"fmt"
	"slices"
)

// Check reports the first thing in the rule that could not be followed, as
// "path: what is wrong", or nil.
func (r *Rule) Check() error {
	switch {
	case r.By != Points && r.By != Percent:
		return fault("by", "unknown %q", r.By)
	case r.Decimals < 0:
		return fault("decimals", "below 0")
	case r.MinSheets < 1:
		return fault("min_sheets", "below 1")
	}
	weights := Number{}
	seen := map[string]bool{}
	for i := range r.Stages {
		s := &r.Stages[i]
		path := fmt.Sprintf("stages[%d]", i)
		if err := name(path+".id", s.ID, seen); err != nil {
			return err
		}
		if err := s.check(path); err != nil {
			return err
		}
		if r.By == Percent && s.Weight.Sign() > 0 && s.Max.Sign() <= 0 {
			return fault(path+".max", "percent needs a highest result above 0")
		}
		weights = weights.Add(s.Weight)
	}
	if weights.Sign() <= 0 {
		return fault("stages", "no stage has a weight")
	}
	return r.checkTies()
}

func (s *Stage) check(path string) error {
	switch {
	case s.Weight.Sign() < 0:
		return fault(path+".weight", "below 0")
	case s.Sheet != Points && s.Sheet != Percent:
		return fault(path+".sheet", "unknown %q", s.Sheet)
	case s.Panel != Mean && s.Panel != MeanPerCriterion:
		return fault(path+".panel", "unknown %q", s.Panel)
	case len(s.Criteria) == 0:
		return fault(path+".criteria", "none")
	}
	seen := map[string]bool{}
	for i, c := range s.Criteria {
		path := fmt.Sprintf("%s.criteria[%d]", path, i)
		if err := name(path+".id", c.ID, seen); err != nil {
			return err
		}
		switch {
		case c.Weight.Sign() <= 0:
			return fault(path+".weight", "not above 0")
		case c.Min.Cmp(c.Max) >= 0:
			return fault(path+".max", "not above min")
		case c.Step.Sign() <= 0:
			return fault(path+".step", "not above 0")
		case !c.Max.Sub(c.Min).Quo(c.Step).whole():
			return fault(path+".step", "does not divide max - min")
		}
	}
	clear(seen)
	for i, p := range s.Penalties {
		path := fmt.Sprintf("%s.penalties[%d]", path, i)
		if err := name(path+".id", p.ID, seen); err != nil {
			return err
		}
		switch {
		case p.Per.Sign() >= 0:
			return fault(path+".per", "not below 0")
		case p.MaxCount < 0:
			return fault(path+".max_count", "below 0")
		}
	}
	if highest := s.Highest(); !s.Max.IsZero() && s.Max.Cmp(highest) != 0 {
		return fault(path+".max", "%s, but the highest sheet is %s", s.Max, highest)
	}
	return nil
}

func (r *Rule) checkTies() error {
	seen := map[Tie]bool{}
	for i, t := range r.Ties {
		path := fmt.Sprintf("ties[%d]", i)
		switch t.By {
		case TieVote:
			if i != len(r.Ties)-1 {
				return fault(path, "a vote comes last")
			}
			if t.Stage != "" || t.Ascending {
				return fault(path, "a vote has no stage and an order of its own")
			}
		case TieStage, TieCriterion, TieBestSheet, TieCountback:
			if r.stage(t.Stage) < 0 {
				return fault(path+".stage", "unknown %q", t.Stage)
			}
		default:
			return fault(path+".by", "unknown %q", t.By)
		}
		switch {
		case t.By != TieCriterion && t.Criterion != "":
			return fault(path+".criterion", "%s has none", t.By)
		case t.By == TieCriterion && !r.Stages[r.stage(t.Stage)].has(t.Criterion):
			return fault(path+".criterion", "unknown %q", t.Criterion)
		}
		t.Ascending = false
		if seen[t] {
			return fault(path, "asked before")
		}
		seen[t] = true
	}
	return nil
}

// stage returns the index of a stage, -1 if there is none.
func (r *Rule) stage(id string) int {
	return slices.IndexFunc(r.Stages, func(s Stage) bool { return s.ID == id })
}

func (s *Stage) has(criterion string) bool {
	return slices.ContainsFunc(s.Criteria, func(c Criterion) bool { return c.ID == criterion })
}

// name refuses an empty id and one that was seen before.
func name(path, id string, seen map[string]bool) error {
	switch {
	case id == "":
		return fault(path, "empty")
	case seen[id]:
		return fault(path, "%q twice", id)
	}
	seen[id] = true
	return nil
}

func fault(path, format string, args ...any) error {
	return fmt.Errorf("%s: %s", path, fmt.Sprintf(format, args...))
}
