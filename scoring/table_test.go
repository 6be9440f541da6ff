package scoring

// What holds whatever happens: properties of Rank, and Table against Rank.

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Table equals Rank after every step of any history, with every method.
func TestTableIsRank(t *testing.T) {
	everyMethod(t, func(t *rapid.T, m Method) {
		f := &field{rule: drawRuleWith(t, m)}
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

// Versions decide, not arrival: after any prefix of any permutation of them the
// table is what Rank makes of the highest that are there.
func TestVersionsDecide(t *testing.T) {
	everyMethod(t, func(t *rapid.T, m Method) {
		f := &field{rule: drawRuleWith(t, m)}
		table := NewTable(f.rule)
		for range rapid.IntRange(1, 4).Draw(t, "entries") {
			e := drawEntry(t)
			f.putEntry(e)
			table.PutEntry(e)
		}
		var events []Sheet
		for i := range rapid.IntRange(1, 12).Draw(t, "events") {
			s := drawSheet(t, f.rule)
			s.Version = i
			events = append(events, s)
		}
		arrived := map[[4]string]Sheet{}
		for _, s := range rapid.Permutation(events).Draw(t, "arrival") {
			id := [4]string{s.Stage, s.Entry, s.Judge, fmt.Sprint(s.Attempt)}
			if old, here := arrived[id]; !here || old.Version < s.Version {
				arrived[id] = s
			}
			table.Apply(s)
			var sheets []Sheet
			for _, s := range events { // in the order of making
				if at, here := arrived[[4]string{s.Stage, s.Entry, s.Judge, fmt.Sprint(s.Attempt)}]; here && at.Version == s.Version {
					sheets = append(sheets, s)
				}
			}
			if got, want := table.Standings(), Rank(f.rule, f.entries, sheets, nil); !reflect.DeepEqual(outcome(got, same), outcome(want, same)) {
				t.Fatalf("table %s\nrank %s", places(got), places(want))
			}
		}
	})
}

// A place is one more than the entries strictly better, or what the style makes
// of it; totals go one way up to a cut and after it; who has no place comes last.
func TestPlacesCount(t *testing.T) {
	everyMethod(t, func(t *rapid.T, m Method) {
		f := drawFieldOf(t, drawRuleWith(t, m))
		if f.rule.Within = false; f.rule.By == Ranks || f.rule.By == Bracket { // who went on may have no total yet
			f.rule.Cuts = nil
		}
		standings := f.rank()
		var unplaced []string
		before, levels := 0, 0 // entries on better places; places so far
		for i, s := range standings {
			if s.Out || !s.Scored && !f.rule.Last {
				unplaced = append(unplaced, s.Entry)
				if s.Place != 0 || s.Shared || s.With != 0 {
					t.Fatalf("%s has a place: %s", s.Entry, places(standings))
				}
				continue
			}
			if len(unplaced) > 0 {
				t.Fatal("placed after unplaced:", places(standings))
			}
			if i == 0 || standings[i-1].Place != s.Place {
				before, levels = i, levels+1
			}
			n := 0
			for _, o := range standings {
				if o.Place != s.Place {
					continue
				}
				n++
				if o.Cut != s.Cut || o.Scored != s.Scored || o.Total.Cmp(s.Total) != 0 || !reflect.DeepEqual(o.Keys, s.Keys) {
					t.Fatalf("%s and %s are not level: %s", o.Entry, s.Entry, places(standings))
				}
			}
			want := map[Style]int{Standard: before + 1, Fractional: before + 1, Dense: levels, Modified: before + n}[f.rule.Style]
			if s.Place != want || s.With != n-1 || s.Shared != (n > 1) || s.Mean.Cmp(Int(int64(2*before+n+1)).Quo(Int(2))) != 0 {
				t.Fatalf("%s is %d of %d: %s", s.Entry, s.Place, n, places(standings))
			}
			if i > 0 && standings[i-1].Scored && s.Scored && standings[i-1].Cut == s.Cut {
				if c := standings[i-1].Total.Cmp(s.Total); c < 0 && !f.rule.low() || c > 0 && f.rule.low() {
					t.Fatalf("%s stands behind a worse total: %s", s.Entry, places(standings))
				}
			}
		}
		var want []string
		for _, e := range f.entries {
			if slices.Contains(unplaced, e.ID) {
				want = append(want, e.ID)
			}
		}
		slices.Sort(want)
		if slices.Sort(unplaced); !slices.Equal(want, unplaced) {
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
	everyMethod(t, func(t *rapid.T, m Method) {
		f := drawFieldOf(t, drawRuleWith(t, m))
		want := outcome(f.rank(), same)
		f.entries = rapid.Permutation(f.entries).Draw(t, "entries")
		f.sheets = rapid.Permutation(f.sheets).Draw(t, "sheets")
		if got := outcome(f.rank(), same); !reflect.DeepEqual(got, want) {
			t.Fatal(got, want)
		}
	})
}

// Neither an entry's id nor a judge's; judges may change their seats.
func TestIdsDecideNothing(t *testing.T) {
	mirror := func(id string) string { return string(rune('a' + 'z' - rune(id[0]))) } // reverses every order
	everyMethod(t, func(t *rapid.T, m Method) {
		f := drawFieldOf(t, drawRuleWith(t, m))
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
			s := &f.sheets[i]
			s.Entry, s.Judge = mirror(s.Entry), mirror(s.Judge)
			if s.Game != nil {
				game := *s.Game
				game.Against = mirror(game.Against)
				s.Game = &game
			}
		}
		if got := outcome(f.rank(), same); !reflect.DeepEqual(got, want) {
			t.Fatal(got, want)
		}
	})
}

// Under every method that lets a result rise with a mark: mean, median, those
// that drop. Of results in which lower is better, a lower mark.
func TestBetterMarkNeverWorsens(t *testing.T) {
	raised := map[string]int{}
	everyMethod(t, func(t *rapid.T, m Method) {
		f := drawFieldOf(t, bounding(drawRuleWith(t, m)))
		if !f.rule.Bounded() {
			return
		}
		low := f.rule.low()
		for i := range f.rule.Ties { // a key may ask for the contrary
			if f.rule.Ties[i].Ascending = low; f.rule.Ties[i].By == TieVote {
				f.rule.Ties[i].Ascending = false
			}
		}
		f.sheets = slices.DeleteFunc(f.sheets, func(s Sheet) bool { return s.Attempt > 0 })
		var marked []Sheet
		for _, s := range f.sheets {
			if stage := f.rule.Stages[f.rule.stage(s.Stage)]; len(s.Marks) > 0 && stage.Low() == low {
				marked = append(marked, s)
			}
		}
		if len(marked) == 0 {
			return
		}
		before := f.rank()
		s := rapid.SampledFrom(marked).Draw(t, "sheet")
		marks := map[string]Number{}
		for id, mark := range s.Marks {
			more := Int(rapid.Int64Range(0, 1).Draw(t, "more"))
			if low {
				more = more.Neg()
			}
			marks[id] = mark.Add(more)
		}
		s.Marks = marks
		f.apply(s)
		raised[m.Name]++
		after := f.rank()
		for _, b := range before {
			for _, a := range after {
				if c := a.Total.Cmp(b.Total); a.Entry == b.Entry && b.Entry == s.Entry && (a.Place > b.Place || c < 0 && !low || c > 0 && low) {
					t.Fatalf("%s: %s, then %s", s.Entry, places(before), places(after))
				}
			}
		}
	})
	for _, m := range methods {
		if m.Bounds && raised[m.Name] == 0 {
			t.Errorf("no mark was raised under %s %s", m.Of, m.Name)
		}
	}
}

// Unless something is rounded on the way. A sheet in percent does not even see
// the scale.
func TestScaleOfWeightsDecidesNothing(t *testing.T) {
	everyMethod(t, func(t *rapid.T, m Method) {
		f := drawFieldOf(t, drawRuleWith(t, m))
		f.rule.Round = nil
		for i := range f.rule.Stages {
			f.rule.Stages[i].Rounds = nil
		}
		before := f.rank()
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
		after := f.rank()
		if places(after) != places(before) {
			t.Fatal(places(after), places(before))
		}
		for i, s := range before {
			for at, stage := range f.rule.Stages {
				if now := after[i].Stages[at].Result; stage.Sheet == Percent && now.Cmp(s.Stages[at].Result) != 0 {
					t.Fatalf("%s had %s in %s, and has %s", s.Entry, s.Stages[at].Result, stage.ID, now)
				}
			}
		}
	})
}
