package judging_test

// Quality from sheets that tablets sent: what is found of judges and sheets
// that were made so, when it is made, and what is not said of little data.

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"dovar/judging"
)

// A bench is a venue whose first stage is open, with a tablet for each judge.
type bench struct {
	*venue
	tablets []*tablet
	sheets  map[[2]int]string // by judge and entry
}

// newBench follows its contest until the test ends; within a bubble of synctest.
func newBench(t *testing.T, preset string, entries, judges int, pairs func(entry, judge int) bool) *bench {
	b := &bench{venue: emptyVenue(t, preset), sheets: map[[2]int]string{}}
	b.venue.entries, b.venue.judges = b.addEntries(entries), b.addJudges(judges)
	ask := judging.Assignment{Stage: b.contest.Stages[0].ID}
	for e := range b.venue.entries {
		for j := range b.venue.judges {
			if pairs(e, j) {
				ask.Pairs = append(ask.Pairs, judging.Pair{Entry: b.entries[e].ID, Judge: b.judges[j].ID})
			}
		}
	}
	_, err := b.s.Assign(ctx, boss, b.contest.Contest.ID, ask)
	b.must(err)
	for _, sh := range b.kept() {
		e := slices.IndexFunc(b.entries, func(e judging.Entry) bool { return e.ID == sh.Entry })
		j := slices.IndexFunc(b.judges, func(j judging.Judge) bool { return j.ID == sh.Judge })
		b.sheets[[2]int{j, e}] = sh.ID
	}
	_, err = b.s.DeclareRooms(ctx, boss, b.contest.Contest.ID, judging.RoomsDef{Use: judging.RoomsAccepted}, "")
	b.must(err)
	b.stage(judging.StageOpen)
	for j := range b.judges {
		b.cardsFor(b.judges[j])
		b.tablets = append(b.tablets, b.tablet(j))
	}
	run, stop := context.WithCancel(ctx)
	ended := make(chan error)
	go func() { ended <- b.follower.Run(run) }()
	t.Cleanup(func() { stop(); b.must(<-ended) })
	synctest.Wait()
	return b
}

// give submits a sheet of so many points of all that the stage has.
func (b *bench) give(judge, entry, points int) {
	b.t.Helper()
	b.tablets[judge].stored(b.tablets[judge].cut(b.sheets[[2]int{judge, entry}], "submit", b.marks(points), nil), judging.OpApplied)
}

// marks spreads points over the criteria in parts of their scales, as far as
// they are 0 to a whole number in whole steps.
func (b *bench) marks(points int) map[string]any {
	criteria := b.contest.Contest.Def.Stages[0].Criteria
	tops, sum := make([]int, len(criteria)), 0
	for i, c := range criteria {
		fmt.Sscan(string(c.Max), &tops[i])
		sum += tops[i]
	}
	marks, left := map[string]any{}, points
	for i, c := range criteria {
		give := min(tops[i], left-(points*(sum-tops[i])/sum-points+left)) // the criterion's part, rounded up while some is left
		give = max(0, min(tops[i], give))
		if i == len(criteria)-1 {
			give = left
		}
		marks[c.ID] = fmt.Sprint(give)
		left -= give
		sum, points = sum-tops[i], left
	}
	return marks
}

// calm lets the follower's debounce pass.
func calm() {
	time.Sleep(5 * time.Second)
	synctest.Wait()
}

func (b *bench) quality() judging.QualityView {
	b.t.Helper()
	v, err := b.follower.Quality(ctx, b.contest.Contest.ID)
	b.must(err)
	return v
}

func inBubble(f func(*testing.T)) func(*testing.T) {
	return func(t *testing.T) { synctest.Test(t, f) }
}

// everyPair is the full design; threeOf gives each entry three judges of six, in
// turn through all 20 triples.
func everyPair(int, int) bool { return true }

func threeOf(entry, judge int) bool {
	var triples [][3]int
	for a := range 6 {
		for b := range a {
			for c := range b {
				triples = append(triples, [3]int{a, b, c})
			}
		}
	}
	return slices.Contains(triples[entry%len(triples)][:], judge)
}

// A judge who gives 3 points less than the panel is found so within the error
// that is claimed, and one who gives 5 more; the others are where they are, and a sheet with a slip is
// flagged. Who folds the journal anew gets the same bits.
func TestAStrictJudgeIsFound(t *testing.T) {
	t.Run("", inBubble(func(t *testing.T) {
		b := newBench(t, "science-fair-science", 40, 6, threeOf)
		strict, mind := []float64{.5, .5, 3, .5, -5, .5}, rand.New(rand.NewPCG(3, 14))
		worth := func(e int) float64 { return 55 + float64(e*17%30) }
		var slip [2]int
		for e := range b.entries {
			for j := range b.judges {
				if !threeOf(e, j) {
					continue
				}
				points := worth(e) - strict[j] + 1.5*mind.NormFloat64()
				if e == 11 && slip == [2]int{} {
					slip, points = [2]int{j, e}, points-20
				}
				b.give(j, e, int(math.Round(points)))
			}
		}
		calm()
		v := b.quality()
		if v.N != b.lastRow().N || v.Newer || len(v.Parts) != 1 || v.Parts[0].Says != judging.QualityFigures {
			t.Fatalf("after row %d: %+v", b.lastRow().N, v)
		}
		p := v.Parts[0]
		if p.Sheets != 120 || p.Entries != 40 || p.Single != 0 || p.Scale != 100 {
			t.Errorf("%d sheets of %d entries, %d single, scale %v", p.Sheets, p.Entries, p.Single, p.Scale)
		}
		if p.Judges[0].Judge != b.judges[2].ID || p.Judges[5].Judge != b.judges[4].ID {
			t.Errorf("the strictest is %+v, the mildest %+v", p.Judges[0], p.Judges[5])
		}
		for _, q := range p.Judges {
			j := slices.IndexFunc(b.judges, func(j judging.Judge) bool { return j.ID == q.Judge })
			if off := math.Abs(float64(q.Severity) - strict[j]); off > 2*float64(q.SE) && j != slip[0] || q.SE > .8 || q.SE < .1 || q.Sheets != 20 {
				t.Errorf("judge %d: severity %.2f ± %.2f of %d sheets, made with %.1f", j, q.Severity, q.SE, q.Sheets, strict[j])
			}
			if j != 2 && slices.Contains(q.Notices, "severity") != (j == 4) {
				t.Errorf("notices of judge %d: %+v", j, q)
			}
		}
		if f := p.Flagged[0]; f.Judge != b.judges[slip[0]].ID || f.Entry != b.entries[slip[1]].ID || f.Expected-f.Score < 10 || f.Returned {
			t.Errorf("the slip is not the first flagged: %+v", f)
		}
		if p.Disagreed[0].Entry != b.entries[slip[1]].ID || p.Disagreed[0].Range < 15 {
			t.Errorf("the widest apart: %+v", p.Disagreed[0])
		}
		if r := p.Reliability; r == nil || r.Absolute < .8 || r.Absolute > 1 || r.Judges != 3 || r.More() != 0 {
			t.Errorf("reliability %+v", r)
		}
		if l := p.Lead; l == nil || len(l.Chances) != 5 || l.Ahead < .5 || l.Ahead > 1 || l.Chances[0].First < l.Chances[1].First {
			t.Errorf("lead %+v", l)
		}
		if p.Agreement != nil {
			t.Error("indices of a complete table of one that is not")
		}

		again := judging.NewFollower(b.follower.FollowerConfig)
		run, stop := context.WithCancel(ctx)
		ended := make(chan error)
		go func() { ended <- again.Run(run) }()
		calm()
		w, err := again.Quality(ctx, b.contest.Contest.ID)
		stop()
		b.must(err)
		b.must(<-ended)
		if diff := gocmp.Diff(text(t, v), text(t, w)); diff != "" {
			t.Errorf("folded anew (-first +again):\n%s", diff)
		}

		// Asked to look again, the sheet says so; kept out, it is gone.
		b.must(b.s.Return(ctx, boss, b.sheets[slip], "a slip?"))
		calm()
		if f := b.quality().Parts[0].Flagged[0]; !f.Returned {
			t.Errorf("returned: %+v", f)
		}
		b.must(b.s.Exclude(ctx, boss, b.sheets[slip], "a slip"))
		calm()
		if p := b.quality().Parts[0]; p.Sheets != 119 || len(p.Flagged) > 0 && p.Flagged[0].Entry == b.entries[slip[1]].ID {
			t.Errorf("kept out: %d sheets, flagged %+v", p.Sheets, p.Flagged)
		}
	}))
}

func text(t *testing.T, v any) string {
	t.Helper()
	out, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if at := bytes.Index(out, []byte(`: ""`)); at >= 0 {
		t.Errorf("a figure that is no number: %s", out[max(0, at-100):at])
	}
	return string(out)
}

// Figures come two seconds after the last change, at the latest 20 s after the
// first; what moves no figure asks for none.
func TestQualityIsMadeInCalm(t *testing.T) {
	t.Run("", inBubble(func(t *testing.T) {
		b := newBench(t, "science-fair-science", 40, 1, everyPair)
		calm()
		start := b.quality().N
		if start == 0 || b.quality().Newer {
			t.Fatalf("no figures at the start: %+v", b.quality())
		}
		for e := range 10 { // a sheet each second
			b.give(0, e, 60)
			time.Sleep(time.Second)
			if v := b.quality(); v.N != start || !v.Newer {
				t.Fatalf("after %d s of sheets figures of row %d, newer %v", e+1, v.N, v.Newer)
			}
		}
		last := b.lastRow().N
		time.Sleep(2500 * time.Millisecond)
		synctest.Wait()
		if v := b.quality(); v.N != last || v.Newer {
			t.Errorf("in calm: row %d of %d, newer %v", v.N, last, v.Newer)
		}

		b.tablets[0].stored(b.tablets[0].cut(b.sheets[[2]int{0, 39}], "draft", b.marks(50), nil), "draft")
		b.must(b.s.Looked(ctx, boss, b.contest.Contest.ID, "quality"))
		if v := b.quality(); v.N != last || v.Newer {
			t.Errorf("a draft and a look ask for figures: %+v", v)
		}

		made := time.Duration(0)
		for e := 10; e < 39; e++ {
			b.give(0, e, 60)
			time.Sleep(time.Second)
			if made == 0 && b.quality().N != last {
				made = time.Duration(e-9) * time.Second
			}
		}
		if made < 19*time.Second || made > 22*time.Second {
			t.Errorf("while sheets do not end figures come after %s", made)
		}
	}))
}

// What cannot be known is said in words.
func TestQualityOfLittleData(t *testing.T) {
	for name, c := range map[string]struct {
		pairs func(e, j int) bool
		given int // entries with marks
		says  judging.QualityOf
	}{
		"nothing":   {everyPair, 0, judging.QualityNone},
		"one each":  {func(e, j int) bool { return e%2 == j }, 8, judging.QualityAlone},
		"one entry": {everyPair, 1, judging.QualityAlone},
		"islands":   {func(e, j int) bool { return e%2 == j/2 }, 8, judging.QualityIslands},
		"few":       {everyPair, 4, judging.QualityFigures},
		"complete":  {everyPair, 8, judging.QualityFigures},
	} {
		t.Run(name, inBubble(func(t *testing.T) {
			b := newBench(t, "science-fair-science", 8, 4, c.pairs)
			for e := range c.given {
				for j := range b.judges {
					if c.pairs(e, j) {
						b.give(j, e, 40+7*e+3*j+e*j%5)
					}
				}
			}
			calm()
			p := b.quality().Parts[0]
			if p.Says != c.says {
				t.Fatalf("says %s", p.Says)
			}
			if (p.Reliability != nil || len(p.Judges) > 0) != (c.says == judging.QualityFigures) {
				t.Errorf("figures: %+v", p)
			}
			for _, j := range p.Judges {
				if j.Few != (name == "few") || j.Few && (j.SE != 0 || len(j.Notices) > 0) {
					t.Errorf("of %d sheets: %+v", j.Sheets, j)
				}
			}
			if (p.Agreement != nil) != (c.says == judging.QualityFigures) {
				t.Errorf("indices of a complete table: %+v", p.Agreement)
			}
			if len(p.Islands) != map[bool]int{true: 2}[name == "islands"] {
				t.Fatalf("islands %v", p.Islands)
			}
			if name == "islands" {
				of := slices.IndexFunc(p.Islands, func(i judging.QualityIsland) bool { return slices.Contains(i.Entries, b.entries[0].ID) })
				judges := slices.Sorted(slices.Values([]string{b.judges[0].ID, b.judges[1].ID}))
				if !slices.Equal(p.Islands[of].Judges, judges) || len(p.Islands[of].Entries) != 4 || len(p.Disagreed) != 8 {
					t.Errorf("the first island: %+v", p.Islands[of])
				}
			}
		}))
	}
	t.Run("not there", inBubble(func(t *testing.T) {
		b := newBench(t, "science-fair-science", 1, 1, everyPair)
		_, err := b.follower.Quality(ctx, "nobody's")
		fails(t, err, judging.NotFound, "not-found")
	}))
}

// Beside the raw totals stand those corrected for severity: who met the strict
// judges rises. Where everybody met everybody nothing moves.
func TestAdjustedTotals(t *testing.T) {
	for _, full := range []bool{false, true} {
		t.Run(fmt.Sprint("full=", full), inBubble(func(t *testing.T) {
			met := func(e, j int) bool { return full || e%4 == j || (e+1)%4 == j }
			b := newBench(t, "regional-fair-5x20", 12, 4, met)
			strict := []int{8, 8, 0, 0} // the last two judges give 8 more
			worth := func(e int) int { return 40 + 3*(e*5%12) }
			for e := range b.entries {
				for j := range b.judges {
					if met(e, j) {
						b.give(j, e, worth(e)-strict[j])
					}
				}
			}
			calm()
			tables := b.quality().Adjusted
			i := slices.IndexFunc(tables, func(a judging.AdjustedTable) bool { return len(a.Rows) > 0 })
			if i < 0 {
				t.Fatalf("no table: %+v", tables)
			}
			a := tables[i]
			if a.For != "judge" || a.Decides != "raw" || len(a.Rows) != 12 {
				t.Fatalf("%+v", a)
			}
			standings, err := b.follower.Standings(ctx, b.contest.Contest.ID, b.contest.Divisions[0].ID)
			b.must(err)
			rows := slices.SortedFunc(slices.Values(a.Rows), func(x, y judging.AdjustedRow) int { return cmp.Compare(x.AdjustedPlace, y.AdjustedPlace) })
			moved := 0
			for k, row := range rows {
				at := slices.IndexFunc(standings.Rows, func(s judging.StandingRow) bool { return s.Entry == row.Entry })
				if s := standings.Rows[at]; s.Total != row.Raw || s.Place != row.RawPlace {
					t.Errorf("raw %s, %d; the standings say %s, %d", row.Raw, row.RawPlace, s.Total, s.Place)
				}
				e := slices.IndexFunc(b.entries, func(e judging.Entry) bool { return e.ID == row.Entry })
				if row.AdjustedPlace != k+1 || k > 0 && worth(e) > worthOf(b, rows[k-1].Entry, worth) {
					t.Errorf("place %d of worth %d by the corrected total %s", row.AdjustedPlace, worth(e), row.Adjusted)
				}
				if row.Raw != row.Adjusted {
					moved++
				}
			}
			if full != (moved == 0) {
				t.Errorf("%d totals moved", moved)
			}
		}))
	}
}

func worthOf(b *bench, entry string, worth func(int) int) int {
	return worth(slices.IndexFunc(b.entries, func(e judging.Entry) bool { return e.ID == entry }))
}
