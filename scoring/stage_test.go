package scoring

// Stage results, with the figures of the presets' own tests.

import "testing"

// rubric is a stage of points with criteria "a", "b", ... from 0 to these.
func rubric(highest ...int64) Stage {
	s := Stage{ID: "stage", Weight: Int(1), Sheet: Points, Panel: Mean}
	for i, h := range highest {
		s.Criteria = append(s.Criteria, Criterion{ID: string(rune('a' + i)), Max: Int(h), Step: Int(1), Weight: Int(1)})
	}
	return s
}

func panelOf(s Stage, rows ...[]int64) []Sheet {
	var sheets []Sheet
	for i, row := range rows {
		sheets = append(sheets, Sheet{Judge: string(rune('p' + i)), Marks: marks(s, row...)})
	}
	return sheets
}

func TestPanelResult(t *testing.T) {
	lesson := rubric(10, 10, 10, 10, 10, 10, 10)
	docs := rubric(4, 4, 4, 4, 4, 4, 4, 2)
	docs.Panel = MeanPerCriterion
	weighted := rubric(10, 10, 10)
	weighted.Sheet = Percent
	for i, w := range []string{"0.1", "0.2", "0.7"} {
		weighted.Criteria[i].Weight = num(w)
	}
	levels := rubric(4, 4)
	levels.Sheet = Percent
	levels.Criteria[0].Min, levels.Criteria[1].Min = Int(1), Int(1)

	for _, c := range []struct {
		name   string
		stage  Stage
		sheets []Sheet
		want   string
	}{
		{"lesson, one sheet", lesson, panelOf(lesson, []int64{9, 8, 9, 10, 7, 9, 9}), "61"},
		{"lesson, mean of five", lesson, panelOf(lesson, []int64{9, 8, 9, 10, 7, 9, 9}, []int64{8, 8, 8, 9, 8, 8, 9},
			[]int64{9, 9, 9, 9, 9, 9, 9}, []int64{9, 8, 9, 9, 8, 8, 9}, []int64{9, 8, 8, 9, 8, 8, 9}), "60.2"},
		{"documents, mean per criterion", docs, panelOf(docs, []int64{3, 3, 3, 3, 3, 3, 2, 1}, []int64{3, 3, 3, 3, 3, 4, 3, 1},
			[]int64{3, 3, 3, 3, 3, 4, 4, 2}), "23"},
		{"percent, weights of tenths", weighted, panelOf(weighted, []int64{3, 4, 3}), "32"},
		{"percent of a scale from 1", levels, panelOf(levels, []int64{1, 3}, []int64{4, 2}), "50"},
		{"a third", levels, panelOf(levels, []int64{1, 3}), "100/3"},
		{"zero is a mark", lesson, panelOf(lesson, []int64{0, 0, 0, 0, 0, 0, 0}), "0"},
	} {
		if got, ok := c.stage.PanelResult(c.sheets, 1); !ok || got.String() != c.want {
			t.Errorf("%s: %s, %v, want %s", c.name, got, ok, c.want)
		}
	}
}

func TestPenalties(t *testing.T) {
	fair := rubric(20, 20, 20, 20, 20)
	fair.Penalties = []Penalty{{ID: "team", Per: Int(-5), MaxCount: 3, Team: true}}
	show := rubric(8, 8, 8, 8, 8)
	show.Penalties = []Penalty{{ID: "touch", Per: Int(-3)}}
	for _, c := range []struct {
		name    string
		stage   Stage
		marks   []int64
		counts  map[string]int
		members int
		want    string
	}{
		{"team of three, two deductions", fair, []int64{15, 16, 14, 13, 18}, map[string]int{"team": 2}, 3, "66"},
		{"alone, not a team", fair, []int64{15, 16, 14, 13, 18}, map[string]int{"team": 2}, 1, "76"},
		{"never below 0", fair, []int64{1, 1, 1, 1, 1}, map[string]int{"team": 3}, 2, "0"},
		{"two touches, alone too", show, []int64{7, 6, 8, 5, 6}, map[string]int{"touch": 2}, 1, "26"},
	} {
		got, _ := c.stage.SheetResult(marks(c.stage, c.marks...), c.counts, c.members)
		if got.String() != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}

	// The mean of sheets stops each sheet at 0; the mean per criterion takes the mean penalty.
	sheets := panelOf(show, []int64{1, 1, 1, 1, 1}, []int64{2, 2, 2, 2, 2})
	sheets[0].Counts = map[string]int{"touch": 3}
	if got, _ := show.PanelResult(sheets, 1); got.String() != "5" {
		t.Errorf("mean: %s", got)
	}
	show.Panel = MeanPerCriterion
	if got, _ := show.PanelResult(sheets, 1); got.String() != "3" {
		t.Errorf("mean per criterion: %s", got)
	}
	sheets[0].Counts["touch"] = 9
	if got, _ := show.PanelResult(sheets, 1); got.Sign() != 0 {
		t.Errorf("mean per criterion, below 0: %s", got)
	}
}

func TestIncompleteAndExcluded(t *testing.T) {
	s := rubric(10, 10)
	sheets := panelOf(s, []int64{5}, []int64{10, 10}, []int64{6, 8})
	sheets[1].Excluded = "own pupil"
	if got, ok := s.PanelResult(sheets, 1); !ok || got.String() != "14" {
		t.Errorf("%s, %v", got, ok)
	}
	if _, ok := s.PanelResult(sheets[:2], 1); ok {
		t.Error("no sheet counts, and there is a result")
	}
	s.Skip = true
	if got, _ := s.PanelResult(sheets, 1); got.String() != "9.5" {
		t.Errorf("with skipping: %s", got)
	}
	s.Panel = MeanPerCriterion
	if got, _ := s.PanelResult(sheets, 1); got.String() != "13.5" {
		t.Errorf("a criterion's mean is over the sheets that mark it: %s", got)
	}
	if _, complete := s.SheetResult(nil, nil, 1); complete {
		t.Error("a sheet without any mark is complete")
	}
}

func TestBestAttempt(t *testing.T) {
	s := rubric(8, 8, 8, 8, 8)
	s.Penalties = []Penalty{{ID: "touch", Per: Int(-3)}}
	sheets := panelOf(s, []int64{5, 5, 5, 5, 5}, []int64{7, 6, 8, 5, 6})
	sheets[0].Attempt, sheets[1].Attempt = 1, 2
	sheets[1].Counts = map[string]int{"touch": 1}
	if got, _ := s.PanelResult(sheets, 1); got.String() != "29" {
		t.Errorf("the better of two performances: %s", got)
	}
	// An attempt that too few judges marked is not yet one to choose.
	more := append(panelOf(s, []int64{4, 5, 5, 5, 5}), sheets...)
	more[0].Attempt = 1
	if p := s.judge(more, Entry{Members: 1}, 2); !p.ok || p.attempt != 1 || p.result.String() != "24.5" {
		t.Errorf("attempt %d, %s", p.attempt, p.result)
	}
	if p := s.judge(more, Entry{Members: 1}, 3); p.ok || p.attempt != 1 || len(p.sheets) != 2 {
		t.Errorf("attempt %d with %d sheets, %v", p.attempt, len(p.sheets), p.ok)
	}
	// Of equal attempts the earlier counts.
	if p := s.judge(append(sheets, Sheet{Attempt: 0, Marks: marks(s, 8, 6, 8, 5, 2)}), Entry{Members: 1}, 1); p.attempt != 0 {
		t.Errorf("attempt %d", p.attempt)
	}
}
