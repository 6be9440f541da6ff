package quality

import (
	"errors"
	"math"
)

// A Vote is one judge's choice between two entries.
type Vote struct{ Judge, Winner, Loser string }

// Belief is what is held of an entry's ability: a normal distribution, in
// log-odds.
type Belief struct{ Mean, Variance float64 }

// Trust is what is held of a judge: the chance that their choice is the right
// one has a beta distribution.
type Trust struct{ Alpha, Beta float64 }

// CrowdState is what is held of all entries and judges after some votes.
type CrowdState struct {
	Entries map[string]Belief
	Judges  map[string]Trust
}

// NewEntry and NewJudge are what is held before the first vote; Kappa keeps a
// variance above 0. The figures are those of the experiments in the paper that
// [CrowdBT] names, as Gavel uses them.
var (
	NewEntry = Belief{0, 1}
	NewJudge = Trust{10, 1}
)

const kappa = 0.0001

// CrowdBT takes the votes one after another. The result depends on their order:
// it is for choosing what to compare next, while a table of results comes from
// [BradleyTerry].
//
// Chen, Bennett, Collins-Thompson and Horvitz, Pairwise ranking aggregation in
// a crowdsourced setting, WSDM 2013, section 4.
func CrowdBT(votes []Vote) (CrowdState, error) {
	s := CrowdState{map[string]Belief{}, map[string]Trust{}}
	for _, v := range votes {
		if v.Winner == v.Loser {
			return CrowdState{}, errors.New("quality: a vote is for one entry over another")
		}
		judge, winner, loser := Update(held(s.Judges, v.Judge, NewJudge),
			held(s.Entries, v.Winner, NewEntry), held(s.Entries, v.Loser, NewEntry))
		if !judge.sound() {
			return CrowdState{}, ErrNoFit
		}
		s.Judges[v.Judge], s.Entries[v.Winner], s.Entries[v.Loser] = judge, winner, loser
	}
	return s, nil
}

func held[T any](by map[string]T, id string, before T) T {
	if now, ok := by[id]; ok {
		return now
	}
	return before
}

// sound: a judge who is trusted less and less without end is outside the model.
func (t Trust) sound() bool {
	return t.Alpha > 0 && t.Beta > 0 && !math.IsInf(t.Alpha, 0) && !math.IsInf(t.Beta, 0)
}

// Update returns what is held after the judge preferred winner to loser.
func Update(judge Trust, winner, loser Belief) (Trust, Belief, Belief) {
	p := 1 / (1 + math.Exp(loser.Mean-winner.Mean))                        // that the winner is the better one
	q := 1 / (1 + judge.Beta/judge.Alpha*math.Exp(loser.Mean-winner.Mean)) // the same, told by this judge
	shift, narrow := q-p, q*(1-q)-p*(1-p)
	return judge.after(p, winner.Variance+loser.Variance),
		Belief{winner.Mean + winner.Variance*shift, winner.Variance * max(1+winner.Variance*narrow, kappa)},
		Belief{loser.Mean - loser.Variance*shift, loser.Variance * max(1+loser.Variance*narrow, kappa)}
}

// after matches the first two moments of the judge's reliability; p is the
// chance that the choice was right by the means, spread the sum of the two
// variances.
func (t Trust) after(p, spread float64) Trust {
	right := p + spread/2*p*(1-p)*(1-2*p)
	n := t.Alpha + t.Beta
	a, b := right*t.Alpha, (1-right)*t.Beta
	first := (a*(t.Alpha+1) + b*t.Alpha) / ((a + b) * (n + 1))
	second := (a*(t.Alpha+2) + b*t.Alpha) * (t.Alpha + 1) / ((a + b) * (n + 2) * (n + 1))
	size := (first - second) / (second - first*first)
	return Trust{first * size, (1 - first) * size}
}
