package scoring

// What holds whatever happens: properties of Rank, and Table against Rank.

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Table equals Rank after every step of any history.
func TestTableIsRank(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := &field{rule: drawRule(t)}
		table := NewTable(f.rule)
		apply := func(s Sheet) { f.apply(s); table.Apply(s) }
		t.Repeat(map[string]func(*rapid.T){
			"entry":  func(t *rapid.T) { e := drawEntry(t); f.putEntry(e); table.PutEntry(e) },
			"sheet":  func(t *rapid.T) { apply(drawSheet(t, f.rule)) },
			"sheets": func(t *rapid.T) { apply(drawSheet(t, f.rule)); apply(drawSheet(t, f.rule)) },
			"votes":  func(t *rapid.T) { f.votes = drawVotes(t); table.SetVotes(f.votes) },
			"exclude": func(t *rapid.T) {
				if len(f.sheets) > 0 {
					s := rapid.SampledFrom(f.sheets).Draw(t, "sheet")
					s.Excluded = rapid.SampledFrom([]string{"", "own pupil"}).Draw(t, "reason")
					apply(s)
				}
			},
			"remove": func(t *rapid.T) {
				s := drawSheet(t, f.rule)
				if len(f.sheets) > 0 && rapid.Bool().Draw(t, "known") {
					s = rapid.SampledFrom(f.sheets).Draw(t, "sheet")
				}
				f.sheets = slices.DeleteFunc(f.sheets, func(x Sheet) bool {
					return x.Stage == s.Stage && x.Entry == s.Entry && x.Judge == s.Judge && x.Attempt == s.Attempt
				})
				table.Remove(s.Stage, s.Entry, s.Judge, s.Attempt)
			},
			"": func(t *rapid.T) {
				want := f.rank()
				if got := table.Standings(); !reflect.DeepEqual(got, want) {
					t.Fatalf("table %s\n%+v\nrank %s\n%+v", places(got), got, places(want), want)
				}
				if n := len(want) / 2; !reflect.DeepEqual(table.Top(n), want[:n]) {
					t.Fatalf("top %d: %s of %s", n, places(table.Top(n)), places(want))
				}
				if table.Len() != len(want) {
					t.Fatal(table.Len(), len(want))
				}
			},
		})
	})
}

// A place is 1 + the number of entries strictly better; totals never rise
// downwards; who has no place comes last, in the order given.
func TestPlacesCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawField(t)
		standings := f.rank()
		var unplaced []string
		for i, s := range standings {
			if s.Out || !s.Scored {
				unplaced = append(unplaced, s.Entry)
				if s.Place != 0 || s.Shared {
					t.Fatalf("%s has a place: %s", s.Entry, places(standings))
				}
				continue
			}
			if len(unplaced) > 0 {
				t.Fatal("placed after unplaced:", places(standings))
			}
			same := 0
			for j, o := range standings {
				if o.Place != s.Place {
					continue
				}
				same++
				if o.Total.Cmp(s.Total) != 0 || !reflect.DeepEqual(o.Keys, s.Keys) || j < s.Place-1 {
					t.Fatalf("%s and %s are not level: %s", o.Entry, s.Entry, places(standings))
				}
			}
			if s.Shared != (same > 1) || s.Place != i+1 && standings[i-1].Place != s.Place || i > 0 && standings[i-1].Total.Cmp(s.Total) < 0 {
				t.Fatalf("%s: %s", s.Entry, places(standings))
			}
		}
		var want []string
		for _, e := range f.entries {
			if slices.Contains(unplaced, e.ID) {
				want = append(want, e.ID)
			}
		}
		if !slices.Equal(want, unplaced) {
			t.Fatal(want, unplaced)
		}
	})
}

// outcome is what a renaming or a shuffle must not touch.
func outcome(standings []Standing, id func(string) string) map[string]string {
	m := map[string]string{}
	for _, s := range standings {
		m[id(s.Entry)] = fmt.Sprint(s.Total, s.Scored, s.Place, s.Shared, s.Counted)
	}
	return m
}

func same(id string) string { return id }

func TestOrderOfArrivalDecidesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawField(t)
		want := outcome(f.rank(), same)
		f.entries = rapid.Permutation(f.entries).Draw(t, "entries")
		f.sheets = rapid.Permutation(f.sheets).Draw(t, "sheets")
		if got := outcome(f.rank(), same); !reflect.DeepEqual(got, want) {
			t.Fatal(got, want)
		}
	})
}

func TestIdsDecideNothing(t *testing.T) {
	mirror := func(id string) string { return string(rune('a' + 'z' - rune(id[0]))) } // reverses every order
	rapid.Check(t, func(t *rapid.T) {
		f := drawField(t)
		want := outcome(f.rank(), mirror)
		votes := Votes{}
		for id, n := range f.votes {
			votes[mirror(id)] = n
		}
		f.votes = votes
		for i := range f.entries {
			f.entries[i].ID = mirror(f.entries[i].ID)
		}
		for i := range f.sheets {
			f.sheets[i].Entry, f.sheets[i].Judge = mirror(f.sheets[i].Entry), mirror(f.sheets[i].Judge)
		}
		if got := outcome(f.rank(), same); !reflect.DeepEqual(got, want) {
			t.Fatal(got, want)
		}
	})
}

func TestHigherMarkNeverWorsens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawField(t)
		for i := range f.rule.Ties {
			f.rule.Ties[i].Ascending = false // such a key asks for less
		}
		f.sheets = slices.DeleteFunc(f.sheets, func(s Sheet) bool { return s.Attempt > 0 || len(s.Marks) == 0 })
		if len(f.sheets) == 0 {
			return
		}
		before := f.rank()
		s := rapid.SampledFrom(f.sheets).Draw(t, "sheet")
		higher := map[string]Number{}
		for id, mark := range s.Marks {
			higher[id] = mark.Add(Int(rapid.Int64Range(0, 1).Draw(t, "more")))
		}
		s.Marks = higher
		f.apply(s)
		after := f.rank()
		for _, b := range before {
			for _, a := range after {
				if a.Entry == b.Entry && b.Entry == s.Entry && (a.Place > b.Place || a.Total.Cmp(b.Total) < 0) {
					t.Fatalf("%s: %s, then %s", s.Entry, places(before), places(after))
				}
			}
		}
	})
}

func TestScaleOfWeightsDecidesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawField(t)
		want := places(f.rank())
		scale := Int(rapid.Int64Range(1, 7).Draw(t, "times")).Quo(Int(rapid.Int64Range(1, 7).Draw(t, "over")))
		for i := range f.rule.Stages {
			s := &f.rule.Stages[i]
			s.Weight = s.Weight.Mul(scale)
			for j := range s.Criteria {
				if s.Sheet == Percent {
					s.Criteria[j].Weight = s.Criteria[j].Weight.Mul(scale)
				}
			}
		}
		if got := places(f.rank()); got != want {
			t.Fatal(got, want)
		}
	})
}
