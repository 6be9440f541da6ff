package judging

// From a definition to the rule of package scoring, and what of a definition
// can be scored: the rest loads and shows, and is not opened.

import (
	"errors"
	"slices"

	"dovar/scoring"
	"dovar/scoring/quality"
)

// liveKinds are the kinds of stages whose sheets can be filled and counted; those
// that referees fill, one sheet for an attempt, in front of everybody; of these
// the ones whose sheets are runs or matches.
var liveKinds = map[string]struct{ referee, recorded bool }{
	"rubric": {}, "checklist": {referee: true}, "tasks": {true, true}, "time": {true, true}, "matches": {true, true},
}

// Live reports whether sheets of the stage can be filled and counted now: not
// while its tasks are to be defined, and of a rubric's attempts the best counts.
func (s StageDef) Live() bool {
	_, live := liveKinds[s.Kind]
	best := s.Kind != "rubric" || s.Attempts == nil || s.Attempts.N == 1 || s.Attempts.Count == "best"
	return live && best && (s.Kind != "tasks" || len(s.Tasks) > 0)
}

// times is how many sheets a judge fills of an entry in the stage.
func (s StageDef) times() int {
	return max(1, s.attempts().N)
}

// enough is how many sheets of one attempt an entry needs in a stage: a referee
// fills one.
func (d Definition) enough(stage string) int {
	if s, _ := d.stage(stage); s.Refereed() {
		return 1
	}
	return d.Judges.Min
}

// Refereed reports whether referees write all sheets of the contest.
func (d Definition) Refereed() bool {
	return !slices.ContainsFunc(d.Stages, func(s StageDef) bool { return !s.Refereed() })
}

// Refereed reports whether the stage's sheets are those of referees.
func (s StageDef) Refereed() bool { return Refereed(s.Kind) }

// Refereed reports whether a referee signs the sheets of a stage of that kind: one
// for each entry and attempt, or meeting.
func Refereed(kind string) bool { return liveKinds[kind].referee }

// Recorded reports whether the stage's sheets are runs or matches: what referees
// record in front of everybody.
func (s StageDef) Recorded() bool { return s.Live() && liveKinds[s.Kind].recorded }

// Scored reports whether standings are made of the contest: every stage with
// weight that is not optional is live.
func (d Definition) Scored() bool {
	_, err := d.Rule()
	return err == nil
}

// combines are the ways to make places as package scoring names them: the one
// stage against time has its seconds for a total.
var combines = map[string]scoring.Combine{
	"points": scoring.Points, "percent": scoring.Percent, "ranks": scoring.Ranks, "time": scoring.Points,
	"bracket": scoring.Bracket,
}

// errNotScored says that the contest needs a stage that is not live.
var errNotScored = errors.New("a stage that the contest needs has no tasks, or is of a kind that is not scored")

// Rule returns the scoring rule of a contest whose weighted stages are all live,
// but for optional ones; an error for any other. Corrected scores touch places
// only where the contest declares that they count.
func (d Definition) Rule() (*scoring.Rule, error) {
	r := d.Rank
	rule := &scoring.Rule{By: combines[r.By], Style: scoring.Style(r.Style), Decimals: r.Decimals,
		MinSheets: r.MinSheets, Last: r.Unfinished == "last", Within: r.Within()}
	if r.Round != nil {
		rule.Round = &scoring.Rounding{Decimals: r.Round.Decimals, Mode: scoring.RoundMode(r.Round.Mode)}
	}
	for _, s := range d.Stages {
		switch {
		case s.Kind == "checklist":
		case s.Live():
			rule.Stages = append(rule.Stages, s.scoring())
		case s.Weight != "0" && !s.Optional:
			return nil, errNotScored
		}
	}
	for _, c := range r.Cuts {
		rule.Cuts = append(rule.Cuts, scoring.Cut(c))
	}
	for _, t := range d.Ties {
		if s, known := d.stage(t.Stage); !known || s.Live() {
			rule.Ties = append(rule.Ties, t.scoring())
		}
	}
	if r.Adjust != nil && r.Adjust.Use == "counts" {
		rule.Correct, rule.ByRoom = correct, r.Adjust.For == "room"
	}
	return rule, rule.Check()
}

// correct frees the results of a stage from severity, where its sheets are
// linked; quality rounds them to 10^-6, so that they compare exactly.
func correct(_ string, scores []scoring.Score) (map[string]scoring.Number, bool) {
	results, err := quality.Correct(observed(scores))
	return results, err == nil
}

// observed are the scores as statistics take them.
func observed(scores []scoring.Score) []quality.Obs {
	obs := make([]quality.Obs, len(scores))
	for i, s := range scores {
		obs[i] = quality.Obs{Entry: s.Entry, Judge: s.Judge, Y: float(s.Value)}
	}
	return obs
}

// scoring returns a tie key as package scoring sees it; the order of a vote is
// as recorded.
func (t TieDef) scoring() scoring.Tie {
	tie := scoring.Tie{By: scoring.TieKind(t.By), Stage: t.Stage, Criterion: t.Criterion, Field: t.Field}
	tie.Ascending = t.Order == "asc" && tie.By != scoring.TieVote
	if tie.By == scoring.TieField && t.Stage != "" {
		tie.Stage, tie.Field = "", measuredField(t.Stage, t.Field)
	}
	if t.N != nil {
		tie.N = *t.N
	}
	return tie
}

// measuredField names an item of an inspection among the values of an entry.
func measuredField(stage, item string) string { return stage + "." + item }

// scoring returns a stage as package scoring sees it.
func (s StageDef) scoring() scoring.Stage {
	if s.Kind == "matches" {
		return scoring.Format(s.Matches.Format).Stage(s.ID, s.Weight.number())
	}
	stage := scoring.Stage{
		ID:     s.ID,
		Weight: s.Weight.number(),
		Sheet:  scoring.Combine(s.Sheet),
		Panel:  scoring.Panel(s.Panel),
		Skip:   s.SkipAllowed,
		Params: s.Params.scoring(),
	}
	for _, r := range s.Rounding {
		stage.Rounds = append(stage.Rounds, scoring.Rounding{At: scoring.RoundAt(r.At), Decimals: r.Decimals, Mode: scoring.RoundMode(r.Mode)})
	}
	for _, t := range s.Ties {
		stage.Ties = append(stage.Ties, t.scoring())
	}
	if s.Max != nil {
		stage.Max = s.Max.number()
	}
	if s.Attempts != nil {
		s.Attempts.params(&stage.Params)
	}
	if s.Kind == "tasks" || s.Kind == "time" {
		stage.Runs = s.runs()
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

// runs is how results of attempts become the stage's.
func (s StageDef) runs() *scoring.Runs {
	return &scoring.Runs{N: s.Attempts.N, Count: s.Attempts.Count, ByTime: s.Kind == "time"}
}

// params gives a method of attempts what it takes.
func (a *Attempts) params(params *scoring.Params) {
	set(&params.K, a.K)
	set(&params.High, a.High)
	set(&params.Low, a.Low)
}

func set(to, from *int) {
	if from != nil {
		*to = *from
	}
}

func (p *ParamsDef) scoring() (params scoring.Params) {
	if p == nil {
		return params
	}
	set(&params.High, p.High)
	set(&params.Low, p.Low)
	set(&params.From, p.From)
	for _, d := range p.Table {
		params.Table = append(params.Table, d.number())
	}
	return params
}

// given names the parameters that have a value.
func (p *ParamsDef) given() (names []string) {
	if p == nil {
		return nil
	}
	for _, x := range []struct {
		name string
		has  bool
	}{{"high", p.High != nil}, {"low", p.Low != nil}, {"from", p.From != nil}, {"table", p.Table != nil}} {
		if x.has {
			names = append(names, x.name)
		}
	}
	return names
}
