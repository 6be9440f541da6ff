package web_test

// Runs written anew: what one gives, and what an entry's runs come to.

import (
	"math/big"
	"slices"

	"dovar/judging"
)

// A runRat is what a run gives; nil: none.
type runRat struct {
	attempt      int
	points, time *big.Rat
	none         bool
	field        int
}

func (r runRat) value(st judging.StageDef) *big.Rat {
	switch {
	case r.none:
		return nil
	case st.Kind == "time":
		return r.time
	}
	return r.points
}

// runsOf are the entry's runs that count, or those for a tie only, the best first.
func (w *drawn) runsOf(st judging.StageDef, entry string, extra bool) (runs []runRat) {
	for _, sh := range w.sheets {
		if sh.stage == st.ID && sh.entry == entry && sh.excluded == "" && sh.turn.Extra == extra {
			run := runOf(st, *sh.run)
			run.attempt, run.field = sh.attempt, sh.field
			runs = append(runs, run)
		}
	}
	slices.SortStableFunc(runs, func(a, b runRat) int {
		x, y := a.value(st), b.value(st)
		switch {
		case x == nil || y == nil:
			return bit(x == nil) - bit(y == nil)
		case st.Kind == "time":
			return x.Cmp(y)
		case x.Cmp(y) != 0:
			return y.Cmp(x)
		case a.time == nil || b.time == nil:
			return bit(a.time == nil) - bit(b.time == nil)
		}
		return a.time.Cmp(b.time)
	})
	return runs
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// runOf is what one record gives.
func runOf(st judging.StageDef, r judging.Record) (run runRat) {
	outcome := judging.OutcomeDef{Points: "keep", Time: "keep"}
	for _, o := range st.Outcomes {
		if o.ID == r.Outcome {
			outcome = o
		}
	}
	run.points = whole(0)
	for _, t := range st.Tasks {
		run.points = plus(run.points, taskRat(st, t, r))
	}
	for range r.Modifiers {
		run.points = over(run.points, whole(2))
	}
	if outcome.Points == "zero" {
		run.points = whole(0)
	}
	switch {
	case st.Time == nil:
	case outcome.Time == "limit":
		run.time = whole(*st.Attempts.Seconds)
	case outcome.Time == "keep" && len(r.Times) > 0:
		run.time = whole(0)
		for _, t := range r.Times {
			run.time = plus(run.time, over(rat(*t), whole(len(r.Times))))
		}
	}
	if run.none = outcome.Points == "none"; st.Kind == "time" {
		run.none = run.time == nil
	}
	return run
}

// taskRat is what a task gives once its needs are asked.
func taskRat(st judging.StageDef, t judging.TaskDef, r judging.Record) *big.Rat {
	open := t.Needs == nil
	for _, need := range st.Tasks {
		open = open || slices.Contains(t.Needs, need.ID) && taskRat(st, need, r).Sign() > 0
	}
	switch m := r.Tasks[t.ID]; {
	case !open || m == nil:
		return whole(0)
	case m.Choice != nil:
		return rat(*m.Choice)
	default:
		return times(rat(t.Counter.Each), whole(*m.Count))
	}
}

// resultOfRuns is what the runs, best first, come to; nil: nothing.
func resultOfRuns(st judging.StageDef, runs []runRat) *big.Rat {
	var values []*big.Rat
	for _, r := range runs {
		if v := r.value(st); v != nil {
			values = append(values, v)
		}
	}
	need := 1
	switch a := st.Attempts; a.Count {
	case "best":
		values = values[:min(1, len(values))]
	case "best_k":
		need = *a.K
		values = values[:min(need, len(values))]
	case "sum":
		need = a.N
	case "average":
		if len(values) < a.N-*a.Low {
			return nil
		}
		return meanRat(values[*a.High : a.N-*a.Low])
	case "mean":
		if len(values) > 0 {
			return meanRat(values)
		}
	}
	if len(values) == 0 || st.Kind == "time" && len(values) < need {
		return nil
	}
	return sumRat(values)
}

// runKey is what a key of runs compares.
func runKey(t judging.TieDef, runs []runRat) []*big.Rat {
	finished := slices.DeleteFunc(slices.Clone(runs), func(r runRat) bool { return r.none })
	switch {
	case t.By == "finished":
		return []*big.Rat{whole(len(finished))}
	case *t.N > len(finished):
		return nil
	case t.By == "attempt":
		return []*big.Rat{finished[*t.N-1].points}
	case finished[*t.N-1].time == nil:
		return nil
	}
	return []*big.Rat{finished[*t.N-1].time}
}

// extraKey is what the key of extra runs compares.
func extraKey(st judging.StageDef, runs []runRat) []*big.Rat {
	if len(runs) == 0 || runs[0].value(st) == nil {
		return nil
	}
	return []*big.Rat{runs[0].value(st)}
}

// normalisedRat makes each run a share of the best of its field, and the mean of
// an entry's best shares its result.
func normalisedRat(st judging.StageDef, in []*outcome) {
	best := map[int]*big.Rat{}
	for _, o := range in {
		for _, r := range o.runs[st.ID] {
			if v := r.value(st); v != nil && (best[r.field] == nil || v.Cmp(best[r.field]) > 0) {
				best[r.field] = v
			}
		}
	}
	for _, o := range in {
		var shares []*big.Rat
		for _, r := range o.runs[st.ID] {
			share := whole(0)
			if v := r.value(st); v != nil && best[r.field].Sign() > 0 {
				share = over(v, best[r.field])
			}
			shares = append(shares, share)
		}
		slices.SortFunc(shares, func(a, b *big.Rat) int { return b.Cmp(a) })
		if len(shares) > 0 {
			o.panels[st.ID] = meanRat(shares[:min(*st.Attempts.K, len(shares))])
		}
	}
}
