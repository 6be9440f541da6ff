package scoring

// What is still possible, against what then happens.

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// The bounds contain the final result of every random completion.
func TestBoundsHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawField(t)
		for i := range f.rule.Stages {
			f.rule.Stages[i].Skip = false
		}
		var open []Open
		for _, e := range f.entries {
			for _, s := range f.rule.Stages {
				for _, judge := range []string{"p", "q", "r"} {
					if find(f.sheets, s.ID, judge, 0) < 0 && rapid.IntRange(0, 2).Draw(t, "open") == 0 {
						open = append(open, Open{Stage: s.ID, Entry: e.ID, Judge: judge + "'"})
					}
				}
			}
		}
		bounds, ok := Bounds(f.rule, f.entries, f.sheets, open, nil)
		if !ok {
			t.Skip("no bounds under this rule")
		}
		for _, o := range open {
			s := f.rule.Stages[f.rule.stage(o.Stage)]
			sheet := Sheet{Stage: o.Stage, Entry: o.Entry, Judge: o.Judge, Marks: map[string]Number{}, Counts: map[string]int{}}
			for _, c := range s.Criteria {
				steps := int64(c.Max.Sub(c.Min).num)
				sheet.Marks[c.ID] = c.Min.Add(Int(rapid.Int64Range(0, steps).Draw(t, "mark")))
			}
			for _, p := range s.Penalties {
				sheet.Counts[p.ID] = rapid.IntRange(0, 9).Draw(t, "count")
			}
			f.apply(sheet)
		}
		for _, s := range f.rank() {
			b := bounds[s.Entry]
			if s.Place > 0 && (s.Place < b.Best || s.Place > b.Worst) {
				t.Fatalf("%s came out %d, possible was %v of %s", s.Entry, s.Place, b, fmt.Sprint(bounds))
			}
		}
	})
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
}
