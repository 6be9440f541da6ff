package scoring

// What the table is for: one sheet in a large contest.

import (
	"fmt"
	"testing"
	"time"
)

// BenchmarkApply changes sheets of 5,000 entries with 5 judges and 10 criteria,
// in turns with ranking all of it anew. The table must be 200 times faster.
func BenchmarkApply(b *testing.B) {
	const entries, judges, criteria, changes = 5000, 5, 10, 500
	s := rubric(10, 10, 10, 10, 10, 10, 10, 10, 10, 10)
	s.ID = "fair"
	rule := &Rule{By: Points, Decimals: 2, MinSheets: 2, Stages: []Stage{s},
		Ties: []Tie{{By: TieCriterion, Stage: "fair", Criterion: "a"}, {By: TieCountback, Stage: "fair"}, {By: TieVote}}}
	if err := rule.Check(); err != nil {
		b.Fatal(err)
	}
	seed := uint32(1)
	sheet := func(entry, judge int) Sheet {
		m := make([]int64, criteria)
		for i := range m {
			seed = seed*1664525 + 1013904223 // Numerical Recipes, "quick and dirty" generator
			m[i] = int64(seed>>16) % 11
		}
		return Sheet{Stage: "fair", Entry: fmt.Sprint(entry), Judge: fmt.Sprint(judge), Marks: marks(s, m...)}
	}
	table := NewTable(rule)
	var all []Entry
	var sheets []Sheet
	for e := range entries {
		all = append(all, Entry{ID: fmt.Sprint(e), Members: 1})
		table.PutEntry(all[e])
		for j := range judges {
			sheets = append(sheets, sheet(e, j))
			table.Apply(sheets[len(sheets)-1])
		}
	}

	var apply, rank, top time.Duration
	turns := 0
	for b.Loop() {
		turns++
		next := make([]Sheet, changes)
		for i := range next {
			next[i] = sheet(i*7919%entries, turns%judges)
			sheets = append(sheets, next[i])
		}
		start := time.Now()
		for _, s := range next {
			table.Apply(s)
		}
		applied := time.Now()
		first := table.Top(100)
		read := time.Now()
		anew := Rank(rule, all, sheets, nil)
		ranked := time.Now()
		apply, top, rank = apply+applied.Sub(start), top+read.Sub(applied), rank+ranked.Sub(read)
		if places(first) != places(anew[:100]) {
			b.Fatal("the table is not what ranking anew gives")
		}
	}
	one := apply.Seconds() / float64(turns*changes)
	ratio := rank.Seconds() / float64(turns) / one
	b.ReportMetric(one*1e9, "ns/apply")
	b.ReportMetric(float64(top.Nanoseconds())/float64(turns), "ns/top100")
	b.ReportMetric(rank.Seconds()*1e3/float64(turns), "ms/anew")
	b.ReportMetric(ratio, "times-faster")
	if ratio < 200 {
		b.Errorf("Apply is %.0f times faster than ranking anew, not 200", ratio)
	}
}

// BenchmarkMoves reads the standings of 400 entries with 5 judges after one
// changed sheet, under rules by which one mark can move everybody, against a
// mean, by which it cannot. It says what such a rule costs; nothing fails.
func BenchmarkMoves(b *testing.B) {
	const entries, judges = 400, 5
	for b.Loop() {
		var base time.Duration
		for _, panel := range []Panel{Mean, RankSum, Majority} {
			s := rubric(10, 10, 10)
			s.ID, s.Panel = "fair", panel
			table := NewTable(&Rule{By: Points, Decimals: 2, MinSheets: 1, Stages: []Stage{s}})
			mark := func(e, j, turn int) Sheet {
				return Sheet{Stage: "fair", Entry: fmt.Sprint(e), Judge: fmt.Sprint(j), Marks: marks(s, int64(e*7+j*3+turn)%11, int64(e*5+j)%11, int64(e+j*7)%11)}
			}
			for e := range entries {
				table.PutEntry(Entry{ID: fmt.Sprint(e), Members: 1})
				for j := range judges {
					table.Apply(mark(e, j, 0))
				}
			}
			const turns = 20
			start := time.Now()
			for turn := range turns {
				table.Apply(mark(turn, 1, turn+1))
				table.Standings()
			}
			one := time.Since(start) / turns
			if base == 0 {
				base = one
			}
			b.ReportMetric(one.Seconds()*1e3, "ms/"+string(panel))
			b.ReportMetric(float64(one)/float64(base), string(panel)+"/mean")
		}
	}
}
