package scoring

// This file refuses rules that could not be followed.

import (
	"fmt"
	"maps"
	"slices"
)

// Check reports the first thing in the rule that could not be followed, as
// "path: what is wrong", or nil.
func (r *Rule) Check() error {
	switch {
	case methodNamed(TotalPart, string(r.By)) == nil:
		return fault("by", "unknown %q", r.By)
	case !slices.Contains([]Style{"", Standard, Dense, Modified, Fractional}, r.Style):
		return fault("style", "unknown %q", r.Style)
	case r.Decimals < 0:
		return fault("decimals", "below 0")
	case r.MinSheets < 1:
		return fault("min_sheets", "below 1")
	}
	weights := Number{}
	low := map[bool]bool{}
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
		weights = weights.Add(s.Weight)
		if s.Weight.Sign() == 0 {
			continue
		}
		if m := s.method(); r.By == Percent && (s.Max.Sign() <= 0 || s.Low() || m != nil && m.Of == PanelPart && m.Moves) {
			return fault(path+".max", "percent needs a highest result above 0")
		}
		if low[s.Low()] = true; r.By != Ranks && r.By != Bracket && len(low) > 1 {
			return fault(path, "a lower result is better in one stage and worse in another")
		}
	}
	if weights.Sign() <= 0 {
		return fault("stages", "no stage has a weight")
	}
	if s := &r.Stages[r.last()]; r.By == Bracket && !s.Games && (s.Runs == nil || s.Runs.ByTime) {
		return fault("by", "the last stage is neither a table nor an elimination")
	}
	if err := r.checkCuts(); err != nil {
		return err
	}
	return r.checkTies()
}

func (s *Stage) check(path string) error {
	if s.Weight.Sign() < 0 {
		return fault(path+".weight", "below 0")
	}
	for i, round := range s.Rounds {
		if !slices.Contains([]RoundAt{RoundSheet, RoundCriterion, RoundWeighted, RoundResult}, round.At) || round.Decimals < 0 {
			return fault(fmt.Sprintf("%s.rounds[%d]", path, i), "unknown figure or decimals below 0")
		}
	}
	switch {
	case s.Games:
		if s.Runs != nil || len(s.Criteria) > 0 {
			return fault(path, "is games and something else")
		}
		return nil
	case s.Runs != nil:
		return s.checkRuns(path)
	}
	return s.checkRubric(path)
}

func (s *Stage) checkRuns(path string) error {
	m := s.method()
	switch {
	case len(s.Criteria) > 0:
		return fault(path, "is runs and something else")
	case m == nil:
		return fault(path+".runs.count", "unknown %q", s.Runs.Count)
	case m.whole != nil && s.Runs.ByTime:
		return fault(path+".runs.by_time", "%s divides points", m.Name)
	case m.takes("k") && s.Params.K < 1:
		return fault(path+".params.k", "below 1")
	case m.takes("high") && (s.Params.High < 0 || s.Params.Low < 0 || s.Params.High+s.Params.Low >= s.Runs.N):
		return fault(path+".runs.n", "leaves no run")
	}
	return nil
}

func (s *Stage) checkRubric(path string) error {
	m := s.method()
	switch {
	case s.Sheet != Points && s.Sheet != Percent:
		return fault(path+".sheet", "unknown %q", s.Sheet)
	case m == nil:
		return fault(path+".panel", "unknown %q", s.Panel)
	case m.takes("high") && (s.Params.High < 0 || s.Params.Low < 0):
		return fault(path+".params", "below 0")
	case m.takes("from") && s.Params.From <= s.Params.High+s.Params.Low:
		return fault(path+".params.from", "leaves no sheet")
	case m.takes("table") && len(s.Params.Table) == 0:
		return fault(path+".params.table", "none")
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
	if highest := s.Highest(); !m.sum && m.whole == nil && !s.Max.IsZero() && s.Max.Cmp(highest) != 0 {
		return fault(path+".max", "%s, but the highest sheet is %s", s.Max, highest)
	}
	return nil
}

func (m *Method) takes(param string) bool { return slices.Contains(m.Params, param) }

func (r *Rule) checkCuts() error {
	last := -1
	for i, c := range r.Cuts {
		path := fmt.Sprintf("cuts[%d]", i)
		at := r.stage(c.After)
		switch {
		case at < 0 || at == len(r.Stages)-1:
			return fault(path+".after", "is not a stage before the last")
		case at <= last:
			return fault(path+".after", "cuts follow the order of the stages")
		case c.Top < 1:
			return fault(path+".top", "below 1")
		case !slices.ContainsFunc(r.Stages[:at+1], func(s Stage) bool { return s.Weight.Sign() > 0 }):
			return fault(path+".after", "no stage before it has a weight")
		}
		last = at
	}
	return nil
}

// needs says what a tie key must find in its stage.
var needs = map[TieKind]func(*Stage) bool{
	TieStage:       func(*Stage) bool { return true },
	TieCriterion:   func(s *Stage) bool { return s.Runs == nil && !s.Games },
	TieBestSheet:   func(s *Stage) bool { return s.Runs == nil && !s.Games },
	TieCountback:   func(s *Stage) bool { return s.Runs == nil && !s.Games },
	TiePenalties:   func(s *Stage) bool { return len(s.Penalties) > 0 },
	TieAttempt:     func(s *Stage) bool { return s.Runs != nil && !s.Runs.ByTime },
	TieAttemptTime: func(s *Stage) bool { return s.Runs != nil },
	TieFinished:    func(s *Stage) bool { return s.Runs != nil },
	TieExtraRun:    func(s *Stage) bool { return s.Runs != nil },
	TieGroupPoints: func(s *Stage) bool { return s.Games },
	TieWins:        func(s *Stage) bool { return s.Games },
	TieDifference:  func(s *Stage) bool { return s.Games },
	TieHeadToHead:  func(s *Stage) bool { return s.Games },
	TieSonneborn:   func(s *Stage) bool { return s.Games },
	TieBuchholz:    func(s *Stage) bool { return s.Games },
}

func (r *Rule) checkTies() error {
	chains := map[string][]Tie{"": r.Ties}
	for i, s := range r.Stages {
		chains[fmt.Sprintf("stages[%d].", i)] = s.Ties
		for j, t := range s.Ties {
			if t.By == TieVote || t.By == TieSkating || t.Stage != s.ID && t.By != TieField {
				return fault(fmt.Sprintf("stages[%d].ties[%d]", i, j), "is not a key of this stage")
			}
		}
	}
	for _, at := range slices.Sorted(maps.Keys(chains)) {
		seen := map[Tie]bool{}
		for i, t := range chains[at] {
			path := fmt.Sprintf("%sties[%d]", at, i)
			if err := r.checkTie(path, t, i); err != nil {
				return err
			}
			if t.By == TieVote && i != len(r.Ties)-1 {
				return fault(path, "a vote comes last")
			}
			t.Ascending = false
			if seen[t] {
				return fault(path, "asked before")
			}
			seen[t] = true
		}
	}
	return nil
}

func (r *Rule) checkTie(path string, t Tie, i int) error {
	at := r.stage(t.Stage)
	need, ofStage := needs[t.By]
	switch {
	case t.method() == nil:
		return fault(path+".by", "unknown %q", t.By)
	case ofStage && at < 0:
		return fault(path+".stage", "unknown %q", t.Stage)
	case ofStage && !need(&r.Stages[at]):
		return fault(path+".stage", "%s has nothing to compare in %q", t.By, t.Stage)
	case t.By != TieCriterion && t.Criterion != "":
		return fault(path+".criterion", "%s has none", t.By)
	case t.By == TieCriterion && !r.Stages[at].has(t.Criterion):
		return fault(path+".criterion", "unknown %q", t.Criterion)
	case t.method().takes("n") != (t.N > 0):
		return fault(path+".n", "not a number of an attempt, or not asked for")
	case t.By == TieVote && (t.Stage != "" || t.Ascending):
		return fault(path, "a vote has no stage and an order of its own")
	case t.By == TieField && t.Field == "":
		return fault(path+".field", "empty")
	case t.By == TieSkating && (i > 0 || slices.ContainsFunc(r.Stages, func(s Stage) bool { return s.Weight.Sign() > 0 && !s.Low() })):
		return fault(path, "comes first and asks for stages whose results are places")
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
