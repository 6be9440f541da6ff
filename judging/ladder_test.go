package judging_test

// What attempts come to, again and by other means than package scoring: the model
// of drawn contests of runs.

import (
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"dovar/judging"
)

// countings are the ways to make one result of an entry's n attempts, again in a
// few lines: from the results of those that have one, best first; nil is none.
var countings = map[string]func(n, k int, results []*big.Rat) *big.Rat{
	"tasks best":   bestOf,
	"tasks best_k": func(_, k int, r []*big.Rat) *big.Rat { return sumOf(r[:min(k, len(r))]) },
	"tasks sum":    func(_, _ int, r []*big.Rat) *big.Rat { return sumOf(r) },
	"tasks mean":   meanOf,
	"time best":    bestOf,
	"time best_k": func(_, k int, r []*big.Rat) *big.Rat {
		if len(r) < k {
			return nil // a sum of fewer times would be less
		}
		return sumOf(r[:k])
	},
	"time sum": func(n, _ int, r []*big.Rat) *big.Rat {
		if len(r) < n {
			return nil
		}
		return sumOf(r)
	},
	"time mean": meanOf,
	"time average": func(n, _ int, r []*big.Rat) *big.Rat { // without the best and the worst of all n
		if len(r) < n-1 {
			return nil
		}
		return meanOf(0, 0, r[1:n-1])
	},
	"tasks normalised": func(_, k int, r []*big.Rat) *big.Rat { return meanOf(0, 0, r[:min(k, len(r))]) },
}

func bestOf(_, _ int, r []*big.Rat) *big.Rat {
	if len(r) == 0 {
		return nil
	}
	return r[0]
}

func sumOf(r []*big.Rat) *big.Rat {
	if len(r) == 0 {
		return nil
	}
	sum := new(big.Rat)
	for _, x := range r {
		sum.Add(sum, x)
	}
	return sum
}

func meanOf(_, _ int, r []*big.Rat) *big.Rat {
	if len(r) == 0 {
		return nil
	}
	return new(big.Rat).Quo(sumOf(r), big.NewRat(int64(len(r)), 1))
}

// A ladder is a contest of runs on two fields, with drawn rules and drawn runs.
type ladder struct {
	*venue
	kind, count string
	n, k        int
	runs        [][]*attempt // by entry and attempt; nil is not run yet
	tablets     []*tablet    // one a field
	on          map[string]int
	sheet       map[string]string // by entry and attempt
}

// An attempt has a result, or its outcome gives none. Points and seconds are few,
// so that many are level.
type attempt struct {
	result int
	none   bool
	marks  map[string]any
}

func (l *ladder) draw(rt *rapid.T) *attempt {
	a := &attempt{result: rapid.IntRange(1, 4).Draw(rt, "result"), none: rapid.IntRange(0, 3).Draw(rt, "none") == 0}
	a.marks = map[string]any{"tasks": map[string]any{}, "outcome": "ok", "modifiers": []string{}}
	if l.kind == "tasks" {
		a.marks["tasks"] = map[string]any{"point": a.result}
	} else {
		a.marks["times"] = []any{fmt.Sprint(a.result), fmt.Sprint(a.result)}
	}
	if a.none {
		a.marks["outcome"] = "dnf"
		if l.kind == "time" {
			a.marks["times"] = []any{nil, nil}
		}
	}
	return a
}

// expected is the entry's exact result; "" for none.
func (l *ladder) expected(entry int) string {
	var results []*big.Rat
	for _, a := range l.runs[entry] {
		switch {
		case a == nil:
		case l.count == "normalised":
			results = append(results, l.share(a, l.on[l.entries[entry].ID]))
		case !a.none:
			results = append(results, big.NewRat(int64(a.result), 1))
		}
	}
	slices.SortFunc(results, func(a, b *big.Rat) int {
		if l.kind == "time" {
			return a.Cmp(b)
		}
		return b.Cmp(a)
	})
	result := countings[l.kind+" "+l.count](l.n, l.k, results)
	if result == nil {
		return ""
	}
	return result.RatString()
}

// share is what an attempt is of the best one on its field; none is nothing of it.
func (l *ladder) share(a *attempt, field int) *big.Rat {
	if a.none {
		return new(big.Rat)
	}
	return big.NewRat(int64(a.result), int64(l.best()[field]))
}

// definition is the line follower's with another way to count, and points where
// tasks are counted.
func (l *ladder) definition() judging.Definition {
	def := ownPreset(l.t, "line-follower")
	def.Tests = []judging.TestDef{}
	s := &def.Stages[0]
	seconds := 180
	s.Attempts = &judging.Attempts{N: l.n, Seconds: &seconds, Count: l.count}
	switch l.count {
	case "best_k", "normalised":
		s.Attempts.K = &l.k
	case "average":
		s.Attempts.High, s.Attempts.Low = new(1), new(1)
	}
	def.Ties[0].N = new(1)
	if l.kind == "tasks" {
		most := judging.Decimal("4")
		s.Kind, s.Combine, s.Max, s.Time, s.Rules = "tasks", "points", &most, nil, nil
		s.Tasks = []judging.TaskDef{{ID: "point", Title: def.Title, Counter: &judging.CounterDef{Each: "1", Max: 4}}}
		s.Outcomes[0].Points = "keep"
		def.Rank.By, def.Rank.Order = "points", "desc"
		def.Ties = slices.Delete(slices.Clone(def.Ties), 0, len(def.Ties)-1)
	}
	return def
}

// ownPreset is a copy of a preset that may be changed.
func ownPreset(t testing.TB, id string) (def judging.Definition) {
	t.Helper()
	shipped, _ := judging.Preset(id)
	text, err := json.Marshal(shipped)
	if err == nil {
		err = json.Unmarshal(text, &def)
	}
	if err != nil {
		t.Fatal(err)
	}
	return def
}

// best are the highest results on the fields.
func (l *ladder) best() (best [2]int) {
	for entry, runs := range l.runs {
		for _, a := range runs {
			if field := l.on[l.entries[entry].ID]; a != nil && !a.none {
				best[field] = max(best[field], a.result)
			}
		}
	}
	return best
}
