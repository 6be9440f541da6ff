package scoring

// Any rule, of any methods.

import (
	"fmt"
	"slices"

	"pgregory.net/rapid"
)

// drawRule draws any rule that Check accepts.
func drawRule(t *rapid.T) *Rule { return drawRuleWith(t, rapid.SampledFrom(methods).Draw(t, "method")) }

// drawRuleWith draws any rule in which the method has a say.
func drawRuleWith(t *rapid.T, m Method) *Rule {
	rule := &Rule{
		By:        rapid.SampledFrom([]Combine{Points, Percent, Ranks, Bracket}).Draw(t, "by"),
		Style:     rapid.SampledFrom([]Style{Standard, Dense, Modified, Fractional}).Draw(t, "style"),
		Decimals:  2,
		MinSheets: rapid.IntRange(1, 2).Draw(t, "min sheets"),
		Last:      rapid.Bool().Draw(t, "last"),
		Within:    rapid.IntRange(0, 5).Draw(t, "within") == 0,
	}
	if m.Of == TotalPart {
		rule.By = Combine(m.Name)
	}
	if m.Name == string(TieSkating) && rule.By == Bracket { // has a last stage that is no dance
		rule.By = Points
	}
	for i := range rapid.IntRange(1, 3).Draw(t, "stages") {
		shape := rapid.SampledFrom(append(append(Methods(PanelPart), Methods(RunsPart)...), Method{Name: "games"})).Draw(t, "shape")
		if i == 0 || m.Name == string(TieSkating) {
			shape = shapeFor(m, shape)
		}
		s := drawStage(t, fmt.Sprint("stage", i), shape, m)
		if i == 0 && s.Weight.IsZero() {
			s.Weight = Int(1)
		}
		noShare := s.Low() || shape.Of == PanelPart && shape.Moves // of a highest result
		if rule.By == Percent && noShare && i == 0 {
			rule.By = Points
		}
		if i > 0 && (rule.By == Percent && noShare || rule.By != Ranks && rule.By != Bracket && s.Low() != rule.Stages[0].Low()) {
			s.Weight = Int(0)
		}
		rule.Stages = append(rule.Stages, s)
	}
	if rule.By == Bracket {
		s := rapid.SampledFrom([]Stage{RoundRobin.Stage("finals", Int(1)), Single.Stage("finals", Int(1))}).Draw(t, "finals")
		rule.Stages = append(rule.Stages, s)
	}
	if rapid.IntRange(0, 5).Draw(t, "cut") == 0 && len(rule.Stages) > 1 {
		rule.Cuts = []Cut{{After: rule.Stages[0].ID, Top: rapid.IntRange(1, 3).Draw(t, "top")}}
	}
	if rapid.IntRange(0, 5).Draw(t, "round") == 0 {
		rule.Round = &Rounding{Mode: HalfUp}
	}
	if rapid.IntRange(0, 5).Draw(t, "correct") == 0 {
		rule.Correct = centred
	}
	for i := range rule.Stages {
		rule.Stages[i].Ties = drawChain(t, keysOf(rule.Stages[i]))
		rule.Ties = append(rule.Ties, keysOf(rule.Stages[i])...)
	}
	rule.Ties = drawChain(t, append(rule.Ties, Tie{By: TieField, Field: "mass"}))
	if m.Of == TiePart {
		first := Tie{By: TieKind(m.Name), Field: map[TieKind]string{TieField: "mass"}[TieKind(m.Name)]}
		for _, key := range keysOf(rule.Stages[0]) {
			if key.By == first.By {
				first = key
			}
		}
		rule.Ties = slices.DeleteFunc(rule.Ties, func(t Tie) bool { return t.By == first.By })
		if rule.Ties = append([]Tie{first}, rule.Ties...); first.By == TieVote {
			slices.Reverse(rule.Ties)
		}
	}
	if rapid.Bool().Draw(t, "vote") && m.Name != string(TieVote) {
		rule.Ties = append(rule.Ties, Tie{By: TieVote})
	}
	if err := rule.Check(); err != nil {
		t.Fatalf("%v\n%+v", err, rule)
	}
	return rule
}

// centred is a correction in which every score has a part, as severity has.
func centred(_ string, scores []Score) (map[string]Number, bool) {
	all, own := []Number{}, map[string][]Number{}
	for _, s := range scores {
		all, own[s.Entry] = append(all, s.Value), append(own[s.Entry], s.Value)
	}
	results := map[string]Number{}
	for entry, values := range own {
		results[entry] = mean(values).Sub(mean(all)).RoundTo(6, HalfUp)
	}
	return results, len(own) > 1
}

// shapeFor turns a drawn stage into one that the method has to do with.
func shapeFor(m, drawn Method) Method {
	switch m.Of {
	case PanelPart, RunsPart:
		return m
	case TotalPart:
		return drawn
	}
	switch TieKind(m.Name) {
	case TieStage, TieField, TieVote:
		return drawn
	case TieAttempt, TieAttemptTime, TieFinished, TieExtraRun:
		return *methodNamed(RunsPart, "best")
	case TieGroupPoints, TieWins, TieDifference, TieHeadToHead, TieSonneborn, TieBuchholz:
		return Method{Name: "games"}
	case TieSkating:
		return *methodNamed(PanelPart, string(Majority))
	}
	return *methodNamed(PanelPart, string(Mean))
}

// drawStage draws a stage of the shape, with what the method m needs.
func drawStage(t *rapid.T, id string, shape, m Method) Stage {
	s := Stage{ID: id, Weight: Int(rapid.Int64Range(0, 2).Draw(t, "weight")), Max: Int(3)}
	if shape.takes("high") {
		s.Params.High, s.Params.Low = rapid.IntRange(0, 1).Draw(t, "high"), rapid.IntRange(0, 1).Draw(t, "low")
		s.Params.From = s.Params.High + s.Params.Low + rapid.IntRange(1, 2).Draw(t, "from")
	}
	if shape.takes("k") {
		s.Params.K = rapid.IntRange(1, 2).Draw(t, "k")
	}
	if shape.takes("table") {
		s.Params.Table = []Number{Int(3), Int(1)}
	}
	switch {
	case shape.Of == RunsPart:
		s.Runs = &Runs{N: s.Params.High + s.Params.Low + rapid.IntRange(1, 2).Draw(t, "runs"), Count: shape.Name,
			ByTime: rapid.Bool().Draw(t, "by time") && shape.whole == nil && m.Name != string(TieAttempt)}
		if rapid.Bool().Draw(t, "scale") {
			s.Runs.Scale = &Scale{Base: Int(1), Zero: Int(1), Each: Int(2)}
		}
		return s
	case shape.Of != PanelPart:
		s.Games = true
		return s
	}
	s.Sheet = rapid.SampledFrom([]Combine{Points, Percent}).Draw(t, "sheet")
	s.Panel, s.Skip = Panel(shape.Name), rapid.Bool().Draw(t, "skip")
	s.Places = rapid.IntRange(0, 3).Draw(t, "places") == 0
	for j := range rapid.IntRange(1, 2).Draw(t, "criteria") {
		from := rapid.Int64Range(0, 1).Draw(t, "min")
		s.Criteria = append(s.Criteria, Criterion{
			ID: fmt.Sprint("criterion", j), Min: Int(from), Max: Int(from + smallInt.Draw(t, "range")), Step: Int(1),
			Weight: Int(smallInt.Draw(t, "weight")).Quo(Int(2)),
		})
	}
	if rapid.Bool().Draw(t, "penalty") || m.Name == string(TiePenalties) {
		s.Penalties = []Penalty{{ID: "late", Per: Int(-1), MaxCount: rapid.IntRange(0, 2).Draw(t, "most"), Team: rapid.Bool().Draw(t, "team")}}
	}
	if rapid.IntRange(0, 3).Draw(t, "rounding") == 0 {
		s.Rounds = []Rounding{{At: rapid.SampledFrom([]RoundAt{RoundSheet, RoundCriterion, RoundWeighted, RoundResult}).Draw(t, "at"),
			Mode: rapid.SampledFrom([]RoundMode{HalfUp, HalfEven, Down}).Draw(t, "mode")}}
	}
	s.Max = s.Highest()
	return s
}

// keysOf lists the keys that can be asked of a stage.
func keysOf(s Stage) (keys []Tie) {
	for _, by := range []TieKind{TieStage, TieCriterion, TieBestSheet, TieCountback, TiePenalties, TieAttempt, TieAttemptTime,
		TieFinished, TieExtraRun, TieGroupPoints, TieWins, TieDifference, TieHeadToHead, TieSonneborn, TieBuchholz} {
		if !needs[by](&s) {
			continue
		}
		switch key := (Tie{By: by, Stage: s.ID}); {
		case by == TieCriterion:
			for _, c := range s.Criteria {
				key.Criterion = c.ID
				keys = append(keys, key)
			}
		case key.method().takes("n"):
			key.N = 1
			other := key
			other.N = 2
			keys = append(keys, key, other)
		default:
			keys = append(keys, key)
		}
	}
	return keys
}

// drawChain draws a short chain of the keys, up and down.
func drawChain(t *rapid.T, keys []Tie) []Tie {
	chain := rapid.Permutation(keys).Draw(t, "chain")[:rapid.IntRange(0, min(2, len(keys))).Draw(t, "keys")]
	for i := range chain {
		chain[i].Ascending = rapid.Bool().Draw(t, "ascending")
	}
	return chain
}
