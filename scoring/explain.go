package scoring

// This file says why an entry stands where it stands.

import (
	"strconv"
	"strings"
)

// A Step is one line of the reason of a place: what happened, and the figures.
// Numbers are exact decimals or n/d, "shown" ones are rounded; entries, judges,
// stages and criteria are named by id. The keys and their arguments, in order:
//
//	excluded    stage judge reason                  a sheet that does not count
//	incomplete  stage judge                         a sheet with a mark missing
//	run         stage n result shown time none reason
//	            the n-th attempt: what it gave, its seconds, none where it has no
//	            result, and the reason where it does not count
//	norun       stage                               no attempt with a result yet
//	waiting     stage counted needed                too few counted sheets for a result
//	dropped     stage judge result shown            a sheet that the panel's method leaves out
//	stage       stage method counted result shown weight scores place
//	            the stage's result: of the scores that count, in order of the
//	            judges' ids; place where the total is made of places
//	round       stage at decimals mode              a rounding on the way; at "total" without a stage
//	adjusted    stage raw result shown              the result freed from severity
//	total       total shown
//	out                                             absent, withdrawn or disqualified
//	cut         stage                               did not go on after that stage
//	rounded     shown mine theirs entry             looks level with that entry, and is not
//	tie         by stage criterion n field mine theirs entry verdict shown
//	            a key compared with an entry level on the total shown; verdict
//	            is "above", "below" or "level"; lists are separated by spaces
//	shared      place with                          with: how many others have the place
type Step struct {
	Key  string
	Args map[string]string
}

// Explain returns the reason of standings[i], from sheets to place. standings
// are all those that [Rank] or [Table.Standings] returned under the rule.
func Explain(rule *Rule, standings []Standing, i int) []Step {
	s := &standings[i]
	var steps []Step
	say := func(key string, args ...string) {
		step := Step{Key: key, Args: map[string]string{}}
		for i := 0; i < len(args); i += 2 {
			step.Args[args[i]] = args[i+1]
		}
		steps = append(steps, step)
	}

	for at, result := range s.Stages {
		for _, sheet := range result.Sheets {
			switch {
			case sheet.Run != nil && rule.By == Bracket: // a finish: the stage says it
			case sheet.Run != nil:
				say("run", sheet.run(result.Stage, rule.Decimals)...)
			case sheet.Excluded != "":
				say("excluded", "stage", result.Stage, "judge", sheet.Judge, "reason", sheet.Excluded)
			case !sheet.Complete:
				say("incomplete", "stage", result.Stage, "judge", sheet.Judge)
			case sheet.Dropped:
				say("dropped", "stage", result.Stage, "judge", sheet.Judge, "result", sheet.Score.String(), "shown", sheet.Score.Round(rule.Decimals))
			}
		}
		counted := strconv.Itoa(result.Counted)
		if !result.Complete && rule.Stages[at].Runs != nil {
			if rule.By != Bracket {
				say("norun", "stage", result.Stage)
			}
			continue
		}
		if !result.Complete {
			say("waiting", "stage", result.Stage, "counted", counted, "needed", strconv.Itoa(rule.Stages[at].least(rule.MinSheets)))
			continue
		}
		raw := result.Result
		if result.Adjusted {
			raw = result.Raw
		}
		say("stage", "stage", result.Stage, "method", rule.Stages[at].methodName(), "counted", counted, "result", raw.String(),
			"shown", raw.Round(rule.Decimals), "weight", rule.Stages[at].Weight.String(),
			"scores", list(result.scores(&rule.Stages[at])), "place", placeOf(result))
		for _, r := range rule.Stages[at].Rounds {
			say("round", "stage", result.Stage, "at", string(r.At), "decimals", strconv.Itoa(r.Decimals), "mode", string(r.Mode))
		}
		if result.Adjusted {
			say("adjusted", "stage", result.Stage, "raw", raw.String(), "result", result.Result.String(), "shown", result.Result.Round(rule.Decimals))
		}
	}
	if s.Scored && rule.Round != nil {
		say("round", "at", "total", "decimals", strconv.Itoa(rule.Round.Decimals), "mode", string(rule.Round.Mode))
	}
	if s.Scored {
		say("total", "total", s.Total.String(), "shown", s.Total.Round(rule.Decimals))
	}
	if s.Out {
		say("out")
	}
	if s.Place == 0 {
		return steps
	}
	if s.Cut != "" {
		say("cut", "stage", s.Cut)
	}

	above, below := neighbours(standings, i)
	for _, other := range []*Standing{above, below} {
		switch {
		case other == nil || other.Cut != s.Cut: // totals of other stages
		case other.Total.Cmp(s.Total) == 0:
			for at, tie := range rule.Ties {
				if s.Cut != "" && rule.stage(tie.Stage) > rule.stage(s.Cut) {
					continue // not asked
				}
				mine, theirs := list(s.Keys[at]), list(other.Keys[at])
				if tie.By == TieVote {
					mine, theirs = "", "" // who voted how is in the protocol
				}
				verdict := rule.verdict(at, s, other)
				say("tie", "by", string(tie.By), "stage", tie.Stage, "criterion", tie.Criterion,
					"mine", mine, "theirs", theirs, "n", attemptOf(tie), "field", tie.Field,
					"entry", other.Entry, "verdict", verdict, "shown", s.Total.Round(rule.Decimals))
				if verdict != "level" {
					break
				}
			}
		case other.Total.Round(rule.Decimals) == s.Total.Round(rule.Decimals):
			say("rounded", "shown", s.Total.Round(rule.Decimals), "mine", s.Total.String(),
				"theirs", other.Total.String(), "entry", other.Entry)
		}
	}
	if s.Shared {
		say("shared", "place", strconv.Itoa(s.Place), "with", strconv.Itoa(s.With))
	}
	return steps
}

// run are the arguments of the step about an attempt.
func (s SheetScore) run(stage string, decimals int) []string {
	args := []string{"stage", stage, "n", strconv.Itoa(s.Attempt), "reason", s.Excluded}
	if !s.Complete {
		return append(args, "none", "yes")
	}
	args = append(args, "result", s.Score.String(), "shown", s.Score.Round(decimals))
	if s.Run.Timed {
		args = append(args, "time", s.Run.Time.String())
	}
	return args
}

// methodName is the name of the method that made the result; "" of games.
func (s *Stage) methodName() string {
	if m := s.method(); m != nil {
		return m.Name
	}
	return ""
}

// scores are those of the sheets that enter the result; of a rubric with several
// attempts, those of the attempt that counts.
func (r *StageResult) scores(stage *Stage) (scores []Number) {
	for _, s := range r.Sheets {
		counts := s.Excluded == "" && s.Complete && !s.Dropped && (s.Run == nil || !s.Run.Extra)
		if counts && (len(stage.Criteria) == 0 || s.Attempt == r.Attempt) {
			scores = append(scores, s.Score)
		}
	}
	return scores
}

func placeOf(r StageResult) string {
	if r.Place.IsZero() {
		return ""
	}
	return r.Place.String()
}

// neighbours returns the nearest entries of the group with another place, nil
// where there are none.
func neighbours(standings []Standing, i int) (above, below *Standing) {
	s := &standings[i]
	other := func(at int) bool { return standings[at].Place != s.Place || standings[at].Group != s.Group }
	lo, hi := i, i
	for lo > 0 && !other(lo-1) {
		lo--
	}
	for hi+1 < len(standings) && !other(hi+1) {
		hi++
	}
	if lo > 0 && standings[lo-1].Group == s.Group {
		above = &standings[lo-1]
	}
	if hi+1 < len(standings) && standings[hi+1].Place > 0 && standings[hi+1].Group == s.Group {
		below = &standings[hi+1]
	}
	return above, below
}

// verdict says what the key at index at made of two entries level before it.
// The vote has no values here: what tells apart after all else is the vote.
func (r *Rule) verdict(at int, s, other *Standing) string {
	c := r.Ties[at].compare(s.Keys[at], other.Keys[at])
	if r.Ties[at].By == TieVote {
		c = s.Place - other.Place
	}
	switch {
	case c < 0:
		return "above"
	case c > 0:
		return "below"
	}
	return "level"
}

func attemptOf(t Tie) string {
	if t.N == 0 {
		return ""
	}
	return strconv.Itoa(t.N)
}

func list(numbers []Number) string {
	words := make([]string, len(numbers))
	for i, n := range numbers {
		words[i] = n.String()
	}
	return strings.Join(words, " ")
}
