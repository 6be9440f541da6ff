package scoring

// Figures worked by hand, and those of the presets' own tests.

import "testing"

func num(s string) Number {
	n, err := ParseDecimal(s)
	if err != nil {
		panic(s + ": " + err.Error())
	}
	return n
}

// fair is a rubric of six criteria like the science fair's, with a panel of
// two sheets at least.
func fair() *Rule {
	var criteria []Criterion
	for _, c := range [][2]string{{"question", "10"}, {"design", "15"}, {"execution", "20"}, {"creativity", "20"}, {"poster", "10"}, {"interview", "25"}} {
		criteria = append(criteria, Criterion{ID: c[0], Max: num(c[1]), Step: Int(1), Weight: Int(1)})
	}
	return &Rule{By: Points, Decimals: 2, MinSheets: 2,
		Stages: []Stage{{ID: "fair", Weight: Int(1), Max: Int(100), Sheet: Points, Panel: Mean, Criteria: criteria}},
		Ties: []Tie{{By: TieCriterion, Stage: "fair", Criterion: "interview"},
			{By: TieCriterion, Stage: "fair", Criterion: "creativity"}, {By: TieVote}}}
}

// marks gives the stage's criteria these marks in order.
func marks(s Stage, values ...int64) map[string]Number {
	m := map[string]Number{}
	for i, v := range values {
		m[s.Criteria[i].ID] = Int(v)
	}
	return m
}

func TestScienceFair(t *testing.T) {
	rule := fair()
	if err := rule.Check(); err != nil {
		t.Fatal(err)
	}
	s := rule.Stages[0]
	one, complete := s.SheetResult(marks(s, 8, 12, 16, 15, 8, 20), nil, 1)
	if one.String() != "79" || !complete {
		t.Errorf("one sheet: %s, complete %v", one, complete)
	}
	var sheets []Sheet
	for i, m := range []map[string]Number{marks(s, 8, 12, 16, 15, 8, 20), marks(s, 8, 13, 17, 16, 8, 21), marks(s, 6, 9, 12, 11, 6, 16)} {
		sheets = append(sheets, Sheet{Stage: "fair", Entry: "a", Judge: string(rune('p' + i)), Marks: m})
		got := Rank(rule, []Entry{{ID: "a"}}, sheets, nil)[0]
		want := []string{"0", "81", "74"}[i]
		if got.Total.String() != want || got.Scored != (i > 0) || got.Counted != i+1 {
			t.Errorf("%d sheets: total %s, scored %v, counted %d; want %s", i+1, got.Total, got.Scored, got.Counted, want)
		}
	}
}
