package scoring

// What is still possible, against what then happens.

import (
	"cmp"
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// The bounds contain the final result of every random completion, under every
// rule that has bounds, and of stages whose sheets nobody has been given yet.
func TestBoundsHold(t *testing.T) {
	held := map[string]int{}
	everyMethod(t, func(t *rapid.T, m Method) {
		f := drawFieldOf(t, bounding(drawRuleWith(t, m)))
		var open []Open
		for _, e := range f.entries {
			if !m.sum && rapid.Bool().Draw(t, "all in") {
				continue // a sum has bounds only where all sheets are expected
			}
			for _, s := range f.rule.Stages {
				for _, judge := range []string{"p", "q", "r"} {
					if find(f.sheets, s.ID, judge, 0) < 0 && (m.sum || rapid.IntRange(0, 2).Draw(t, "open") == 0) {
						open = append(open, Open{Stage: s.ID, Entry: e.ID, Judge: judge + "'"})
					}
				}
			}
		}
		bounds, ok := Bounds(f.rule, f.entries, f.sheets, open, f.votes)
		if !ok {
			return
		}
		if !f.rule.Bounded() {
			t.Fatal("bounds under a rule that has none")
		}
		held[m.Name]++
		fill := func(o Open) {
			s := f.rule.Stages[f.rule.stage(o.Stage)]
			sheet := Sheet{Stage: o.Stage, Entry: o.Entry, Judge: o.Judge, Marks: map[string]Number{}, Counts: map[string]int{}}
			for _, c := range s.Criteria {
				sheet.Marks[c.ID] = drawMark(t, c)
			}
			for _, p := range s.Penalties {
				sheet.Counts[p.ID] = rapid.IntRange(0, cmp.Or(p.MaxCount, 9)).Draw(t, "count")
			}
			f.apply(sheet)
		}
		for _, o := range open {
			fill(o)
		}
		for _, s := range f.rank() {
			for i, r := range s.Stages {
				if !r.Complete && f.rule.Stages[i].Weight.Sign() > 0 && rapid.Bool().Draw(t, "given later") {
					for _, judge := range []string{"x", "y", "z"} {
						fill(Open{Stage: r.Stage, Entry: s.Entry, Judge: judge})
					}
				}
			}
		}
		for _, s := range f.rank() {
			b := bounds[s.Entry]
			if s.Place > 0 && (s.Place < b.Best || s.Place > b.Worst) {
				t.Fatalf("%s came out %d, possible was %v of %s", s.Entry, s.Place, b, fmt.Sprint(bounds))
			}
		}
	})
	for _, m := range methods {
		if m.Bounds && held[m.Name] == 0 {
			t.Errorf("%s %s never had bounds", m.Of, m.Name)
		}
	}
}

// bounding takes from a rule what leaves it without bounds, except its first
// stage.
func bounding(rule *Rule) *Rule {
	rule.Cuts, rule.Correct = nil, nil
	if rule.Style == Dense {
		rule.Style = Standard
	}
	if rule.By == Ranks && (len(rule.Ties) == 0 || rule.Ties[0].By != TieSkating) {
		rule.By = Points
	}
	for i := range rule.Stages {
		s := &rule.Stages[i]
		if s.Skip = false; i > 0 && (s.method() == nil || !s.method().Bounds || s.Low() != rule.Stages[0].Low()) {
			s.Weight = Number{}
		}
	}
	return rule
}

// With nothing open, what is possible is what is.
func TestBoundsMeet(t *testing.T) {
	entries, sheets := play("a 1 8 8", "b 1 7 7", "c 1 7 7", "d 1 3 3")
	rule := contest(Points, "1")
	bounds, ok := Bounds(rule, entries, sheets, nil, nil)
	if got := fmt.Sprint(bounds); !ok || got != "map[a:{1 1} b:{2 2} c:{2 2} d:{4 4}]" {
		t.Fatal(got, ok)
	}
	rule.Ties = []Tie{{By: TieVote}}
	bounds, _ = Bounds(rule, entries, sheets, nil, nil)
	if got := fmt.Sprint(bounds); got != "map[a:{1 1} b:{2 3} c:{2 3} d:{4 4}]" {
		t.Fatal(got)
	}
	rule.Style = Modified
	bounds, _ = Bounds(rule, entries, sheets, nil, nil)
	if got := fmt.Sprint(bounds); got != "map[a:{1 1} b:{2 3} c:{2 3} d:{4 4}]" {
		t.Fatal(got)
	}
	rule.Style = Standard
	entries, sheets = play("a 1 8 8", "b 1 7 7", "c 1 8 6", "d 1 3 3")
	rule.Ties = []Tie{{By: TieBestSheet, Stage: "1"}}
	bounds, _ = Bounds(rule, entries, sheets, []Open{{Stage: "1", Entry: "d", Judge: "r"}}, nil) // up to 16/3
	if got := fmt.Sprint(bounds); got != "map[a:{1 1} b:{3 3} c:{2 2} d:{4 4}]" {
		t.Fatal(got)
	}
}

// Where judges give places and a stage has no sheets yet, nobody has won.
func TestBoundsOfPlacesToCome(t *testing.T) {
	rule := contest(Points, "1", "1")
	rule.Stages[0].Places, rule.Stages[1].Places = true, true
	entries, sheets := play("a 1 1 1", "b 1 2 2", "c 1 9 9")
	bounds, ok := Bounds(rule, entries, sheets, nil, nil)
	if got := fmt.Sprint(bounds); !ok || got != "map[a:{1 3} b:{1 3} c:{1 3}]" {
		t.Fatal(got, ok)
	}
}
