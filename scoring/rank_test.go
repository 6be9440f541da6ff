package scoring

// Figures worked by hand, and those of the presets' own tests.

import (
	"strconv"
	"strings"
	"testing"
)

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

// contest has stages of one criterion "mark" from 0 to 10 and these weights.
func contest(by Combine, weights ...string) *Rule {
	rule := &Rule{By: by, Decimals: 2, MinSheets: 1}
	for i, w := range weights {
		rule.Stages = append(rule.Stages, Stage{ID: string(rune('1' + i)), Weight: num(w), Max: Int(10), Sheet: Points, Panel: Mean,
			Criteria: []Criterion{{ID: "mark", Max: Int(10), Step: num("0.5"), Weight: Int(1)}}})
	}
	return rule
}

// play reads lines "entry stage mark mark ...", one judge a mark, and lists the
// entries in the order in which they are first named.
func play(lines ...string) (entries []Entry, sheets []Sheet) {
	seen := map[string]bool{}
	for _, line := range lines {
		f := strings.Fields(line)
		if !seen[f[0]] {
			seen[f[0]] = true
			entries = append(entries, Entry{ID: f[0]})
		}
		for i, mark := range f[2:] {
			sheets = append(sheets, Sheet{Stage: f[1], Entry: f[0], Judge: string(rune('p' + i)), Marks: map[string]Number{"mark": num(mark)}})
		}
	}
	return entries, sheets
}

// places writes standings as "a1 b2= c2= d4 e-", with the key that decided as
// in "c3/1".
func places(standings []Standing) string {
	var words []string
	for _, s := range standings {
		word := s.Entry + strconv.Itoa(s.Place)
		if s.Place == 0 {
			word = s.Entry + "-"
		}
		if s.Shared {
			word += "="
		}
		if s.Decided > 0 {
			word += "/" + strconv.Itoa(s.Decided)
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

func TestPlaces(t *testing.T) {
	vote := Tie{By: TieVote}
	for _, c := range []struct {
		name  string
		rule  *Rule
		ties  []Tie
		lines []string
		votes Votes
		want  string
	}{
		{name: "shared places, 1-2-2-4", rule: contest(Points, "1"),
			lines: []string{"d 1 3", "c 1 8", "b 1 8", "a 1 9"}, want: "a1 c2= b2= d4"},
		{name: "the styles' case", rule: contest(Points, "1"),
			lines: []string{"a 1 9.5", "b 1 9.5", "c 1 9", "d 1 8", "e 1 8", "f 1 8", "g 1 1"}, want: "a1= b1= c3 d4= e4= f4= g7"},
		{name: "no sheet, no place; zero is a total", rule: contest(Points, "1"),
			lines: []string{"z 1", "a 1 0"}, want: "a1 z-"},
		{name: "points add what is there", rule: contest(Points, "1", "2"),
			lines: []string{"a 1 10", "b 1 1", "b 2 5"}, want: "b1 a2"},
		{name: "percent too, over all weights", rule: contest(Percent, "30", "70"),
			lines: []string{"a 1 10", "b 2 4", "c 1 9", "c 2 1"}, want: "c1 a2 b3"},
		{name: "a stage without weight gives no total", rule: contest(Points, "1", "0"),
			lines: []string{"a 2 9", "b 1 1"}, want: "b1 a-"},
		{name: "stage", rule: contest(Points, "1", "1"), ties: []Tie{{By: TieStage, Stage: "2"}},
			lines: []string{"a 1 6", "a 2 4", "b 1 4", "b 2 6"}, want: "b1 a2/1"},
		{name: "stage, lower is better", rule: contest(Points, "1", "1"), ties: []Tie{{By: TieStage, Stage: "2", Ascending: true}},
			lines: []string{"b 1 4", "b 2 6", "a 1 6", "a 2 4"}, want: "a1 b2/1"},
		{name: "no value comes last, up or down", rule: contest(Points, "1", "1"), ties: []Tie{{By: TieStage, Stage: "2", Ascending: true}},
			lines: []string{"a 1 4", "b 1 1", "b 2 3"}, want: "b1 a2/1"},
		{name: "criterion", rule: contest(Points, "1", "0"), ties: []Tie{{By: TieCriterion, Stage: "2", Criterion: "mark"}},
			lines: []string{"a 1 5", "a 2 3 4", "b 1 5", "b 2 4"}, want: "b1 a2/1"},
		{name: "best sheet, then countback", rule: contest(Points, "1"), ties: []Tie{{By: TieBestSheet, Stage: "1"}, {By: TieCountback, Stage: "1"}},
			lines: []string{"a 1 6 6 6", "b 1 8 6 4", "c 1 8 5 5", "d 1 6 6"}, want: "b1 c2/2 a3/1 d4/2"},
		{name: "vote", rule: contest(Points, "1"), ties: []Tie{vote}, votes: Votes{"a": 2, "b": 1, "c": 2, "d": 1},
			lines: []string{"a 1 5", "b 1 5", "c 1 5", "d 1 1"}, want: "b1 a2=/1 c2= d4"},
		{name: "votes may be level, 1-1-3", rule: contest(Points, "1"), ties: []Tie{vote}, votes: Votes{"a": 1, "b": 1, "c": 2},
			lines: []string{"c 1 5", "b 1 5", "a 1 5"}, want: "b1= a1= c3/1"},
		{name: "a vote that leaves one out decides nothing", rule: contest(Points, "1"), ties: []Tie{vote}, votes: Votes{"a": 2, "b": 1},
			lines: []string{"a 1 5", "b 1 5", "c 1 5"}, want: "a1= b1= c1="},
		{name: "a vote that the rule does not ask for", rule: contest(Points, "1"), ties: []Tie{{By: TieStage, Stage: "1"}}, votes: Votes{"a": 2, "b": 1},
			lines: []string{"a 1 5", "b 1 5"}, want: "a1= b1="},
		{name: "level to the last digit, not beyond", rule: contest(Points, "1"),
			lines: []string{"a 1 3 3 4", "b 1 3.5 3 3.5", "c 1 3.5 3.5 3"}, want: "a1= b1= c1="},
	} {
		c.rule.Ties = c.ties
		if err := c.rule.Check(); err != nil {
			t.Fatal(c.name, err)
		}
		entries, sheets := play(c.lines...)
		if got := places(Rank(c.rule, entries, sheets, c.votes)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestPercentTotal(t *testing.T) {
	entries, sheets := play("a 1 8", "a 2 7 8")
	got := Rank(contest(Percent, "30", "50", "20"), entries, sheets, nil)[0]
	if got.Total.String() != "61.5" { // (30 x 80 + 50 x 75)/100, the third stage still to come
		t.Errorf("total %s", got.Total)
	}
}

func TestOutKeepsItsSheets(t *testing.T) {
	rule := contest(Points, "1")
	entries, sheets := play("a 1 5", "b 1 9", "c 1 7", "d 1")
	entries[1].Out = true
	standings := Rank(rule, entries, sheets, nil)
	if got := places(standings); got != "c1 a2 b- d-" {
		t.Error(got)
	}
	if b := standings[2]; !b.Out || !b.Scored || b.Total.String() != "9" || b.Counted != 1 {
		t.Errorf("%+v", b)
	}
	entries[1].Out = false
	if got := places(Rank(rule, entries, sheets, nil)); got != "b1 c2 a3 d-" {
		t.Error(got)
	}
}

func TestLaterSheetReplaces(t *testing.T) {
	rule := contest(Points, "1")
	entries, sheets := play("a 1 5 7", "a 1 9", "ghost 1 10", "a hall 10")
	got := Rank(rule, entries[:1], sheets, nil)
	if len(got) != 1 || got[0].Total.String() != "8" || got[0].Counted != 2 {
		t.Errorf("%+v", got)
	}
}

// How many are better decides who goes on; shared places are numbered after.
func TestCutInEveryStyle(t *testing.T) {
	for style, want := range map[Style]string{Standard: "d1 a2 b3= c3= e5", Dense: "d1 a2 b3= c3= e4", Modified: "d1 a2 b4= c4= e5"} {
		rule := contest(Points, "1", "1")
		rule.Style, rule.Cuts = style, []Cut{{After: "1", Top: 2}}
		entries, sheets := play("a 1 9", "b 1 8", "c 1 8", "d 1 8", "e 1 5", "d 2 9", "a 2 3", "b 2 1", "c 2 1")
		if got := places(Rank(rule, entries, sheets, nil)); got != want {
			t.Errorf("%s: %s, want %s", style, got, want)
		}
	}
}

// An entry that went on and lost its total takes no place of style 1223.
func TestCutWithoutATotalTakesNoPlace(t *testing.T) {
	rule := contest(Ranks, "1", "1")
	rule.Style, rule.Cuts = Dense, []Cut{{After: "1", Top: 2}}
	entries, sheets := play("a 1 9", "b 1 8", "c 1 7", "a 2 5")
	if got := places(Rank(rule, entries, sheets, nil)); got != "a1 c2 b-" {
		t.Error(got)
	}
}
