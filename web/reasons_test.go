package web

// The reason of a place in three languages, over standings that scoring made.

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dovar/judging"
	"dovar/scoring"
)

// fair is the science fair with its sheets: each entry's totals by judge, with
// the interview's marks; the rest of a total is spread over the other criteria.
type fair struct {
	def     judging.Definition
	entries []scoring.Entry
	sheets  []scoring.Sheet
	votes   scoring.Votes
}

var fairNames = names{
	Entries: map[string]string{"p3": "P-03 Обтозакунӣ", "p11": "P-11 Ғизои солим", "p1": "P-01 Қатра", "p5": "P-05 Ҳаво", "p7": "P-07 Замин", "p8": "P-08 Барф"},
	Judges:  map[string]string{"j1": "Саидова Н.", "j2": "Раҳимов Ҷ.", "j3": "Қодирова Ӯ."},
}

func newFair() *fair {
	def, _ := judging.Preset("science-fair-science")
	def.Stages = slices.Clone(def.Stages) // a preset is one for all
	return &fair{def: def, votes: scoring.Votes{}}
}

func (f *fair) add(entry string, totals, interviews [3]int64) {
	f.entries = append(f.entries, scoring.Entry{ID: entry, Members: 1})
	for i, total := range totals {
		marks := map[string]scoring.Number{
			"question": scoring.Int(8), "design": scoring.Int(12), "execution": scoring.Int(16), "poster": scoring.Int(8),
			"interview": scoring.Int(interviews[i]), "creativity": scoring.Int(total - interviews[i] - 44),
		}
		f.sheets = append(f.sheets, scoring.Sheet{Stage: "fair", Entry: entry, Judge: []string{"j1", "j2", "j3"}[i], Attempt: 1, Marks: marks})
	}
}

// said are the reasons of an entry's place, a line each.
func (f *fair) said(t *testing.T, lang, entry string) string {
	t.Helper()
	rule, err := f.def.Rule()
	if err != nil {
		t.Fatal(err)
	}
	standings := scoring.Rank(rule, f.entries, f.sheets, f.votes)
	at := slices.IndexFunc(standings, func(s scoring.Standing) bool { return s.Entry == entry })
	var lines []string
	for _, step := range scoring.Explain(rule, standings, at) {
		lines = append(lines, reason(lang, f.def, fairNames, judging.Step(step)))
	}
	if by := decidedBy(lang, f.def, standings[at]); by != "" {
		lines = append(lines, "= "+by)
	}
	return strings.Join(lines, "\n")
}

var update = flag.Bool("update", false, "rewrite the goldens")

// Every kind of step in the three languages: testdata/reasons.txt.
func TestReasons(t *testing.T) {
	var out strings.Builder
	say := func(title string, f *fair, entries ...string) {
		for _, entry := range entries {
			for _, lang := range Languages {
				fmt.Fprintf(&out, "## %s: %s, %s\n%s\n\n", title, fairNames.Entries[entry], lang, f.said(t, lang, entry))
			}
		}
	}
	f := newFair() // of the sixth story
	f.add("p3", [3]int64{74, 75, 73}, [3]int64{19, 20, 19})
	f.add("p11", [3]int64{72, 76, 74}, [3]int64{18, 19, 19})
	say("the interview decides", f, "p3", "p11")

	f = newFair()
	f.add("p1", [3]int64{80, 80, 80}, [3]int64{20, 20, 20})
	f.add("p3", [3]int64{74, 75, 73}, [3]int64{19, 20, 19})
	f.add("p11", [3]int64{73, 75, 74}, [3]int64{19, 20, 19})
	say("interview and creativity level", f, "p11")
	f.votes = scoring.Votes{"p3": 2, "p11": 1}
	say("the vote decides", f, "p3", "p11")

	f = newFair()
	f.add("p3", [3]int64{74, 75, 73}, [3]int64{19, 20, 19})
	f.add("p11", [3]int64{72, 76, 74}, [3]int64{18, 19, 19})
	f.sheets[0].Excluded = "шогирди довар"
	delete(f.sheets[1].Marks, "poster")
	f.def.Rank.MinSheets = 2
	f.entries[1].Out = true
	say("excluded, incomplete, too few; out", f, "p3", "p11")

	f = newFair()
	f.def.Rank.Decimals, f.def.Stages[0].Weight = 0, "0.5"
	f.add("p3", [3]int64{74, 75, 73}, [3]int64{19, 20, 19})
	f.add("p11", [3]int64{74, 75, 74}, [3]int64{18, 19, 19})
	say("only looks level, with a weight", f, "p3")

	for _, key := range []string{"stage", "sheet_best", "sheet_countback"} {
		f = newFair()
		f.add("p3", [3]int64{74, 75, 73}, [3]int64{19, 20, 19})
		f.add("p11", [3]int64{72, 76, 74}, [3]int64{18, 19, 19})
		f.def.Ties = []judging.TieDef{{By: key, Stage: "fair", Order: "desc", Title: judging.Text{EN: key, RU: key, TG: key}}}
		say("by "+key, f, "p3")
	}
	f.def.Ties = []judging.TieDef{{By: "criterion", Stage: "fair", Criterion: "interview", Order: "asc", Title: judging.Text{EN: "less", RU: "less", TG: "less"}}}
	say("the lower value wins", f, "p3", "p11")

	const golden = "testdata/reasons.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil || string(want) != out.String() {
		t.Errorf("%v; the reasons are not those of %s:\n%s", err, golden, out.String())
	}
}

// Of matches the words are whole too: no panel made a table of them, their place
// is no total, and what an inspection measured has its title and its direction.
func TestReasonsOfMatches(t *testing.T) {
	def, _ := judging.Preset("mini-sumo")
	for _, c := range []struct {
		step judging.Step
		want string
	}{
		{judging.Step{Key: "stage", Args: map[string]string{"stage": "groups", "method": "", "counted": "3", "shown": "6", "weight": "1"}},
			"Группы, круговая система: 6, засчитано: 3"},
		{judging.Step{Key: "total", Args: map[string]string{"shown": "2"}}, "Место по последним встречам: 2"},
		{judging.Step{Key: "tie", Args: map[string]string{"by": "field", "field": "check.mass", "mine": "460", "theirs": "480", "entry": "p7", "verdict": "above", "shown": "1"}},
			"Равенство с P-07 Замин (1); Масса не более 500 г ниже: 460 против 480"},
	} {
		if got := reason("ru", def, fairNames, c.step); got != c.want {
			t.Errorf("%s: %q, want %q", c.step.Key, got, c.want)
		}
	}
}

// Numbers that differ are never written alike, and a value that is not there
// has a word.
func TestApart(t *testing.T) {
	for _, c := range [][5]string{
		{"58/3", "56/3", "ru", "19,33", "18,67"},
		{"58/3", "19.3333", "ru", "19,33333", "19,33330"},
		{"10 5", "10 4.5", "en", "10.00; 5.00", "10.00; 4.50"},
		{"8", "", "tg", "8,00", ""},
		{"-0.5", "0", "tg", "−0,50", "0,00"},
	} {
		if mine, theirs := apart(c[0], c[1], 2, c[2]); mine != c[3] || theirs != c[4] {
			t.Errorf("%s and %s: %s and %s", c[0], c[1], mine, theirs)
		}
	}
	f := newFair()
	step := judging.Step{Key: "tie", Args: map[string]string{"by": "stage", "stage": "fair", "mine": "8", "entry": "p7", "verdict": "above", "shown": "74"}}
	if got := reason("ru", f.def, fairNames, step); !strings.HasSuffix(got, "8,00 против нет значения") {
		t.Error(got)
	}
}

// No step that scoring may say is without words, and no words without a step.
func TestEveryStepHasWords(t *testing.T) {
	source, err := os.ReadFile("../scoring/explain.go")
	if err != nil {
		t.Fatal(err)
	}
	said := regexp.MustCompile(`say\("([a-z]+)"`).FindAllSubmatch(source, -1)
	if len(said) < 8 {
		t.Fatalf("only %d steps found", len(said))
	}
	for _, m := range said {
		if key := string(m[1]); key != "round" { // in the words of the printed rules
			has(t, "why."+key)
		}
	}
	for _, m := range scoring.Methods(scoring.TiePart) {
		if m.Name != string(scoring.TieVote) {
			has(t, "why.by."+m.Name)
		}
	}
	for _, m := range append(scoring.Methods(scoring.PanelPart), scoring.Methods(scoring.RunsPart)...) {
		has(t, "why.panel."+m.Name)
	}
	for _, verdict := range []string{"above", "below", "level"} {
		has(t, "why.vote."+verdict)
	}
}

// results of the fair as the desk reads them.
func (f *fair) results(t *testing.T) judging.ResultsView {
	t.Helper()
	rule, err := f.def.Rule()
	if err != nil {
		t.Fatal(err)
	}
	v := judging.ResultsView{ContestView: judging.ContestView{Contest: judging.Contest{ID: "fair", Def: f.def}}, Rule: rule}
	standings := scoring.Rank(rule, f.entries, f.sheets, f.votes)
	div := judging.DivisionResults{Division: judging.Division{ID: "all"}, Ballots: []judging.Vote{
		{Order: []string{"p3", "p11"}, Count: "3:2"}, {Order: []string{"p11", "p3"}, Count: "4:1"}, {Order: []string{"p1", "p3"}, Count: "5:0"},
	}}
	for i, s := range standings {
		code, name, _ := strings.Cut(fairNames.Entries[s.Entry], " ")
		r := judging.EntryResult{Entry: judging.Entry{ID: s.Entry, Code: code, Name: name}, Standing: s, Expected: 3,
			Label: judging.PlaceLabel(f.def.Rank.Style, s.Place, s.With+1)}
		for _, step := range scoring.Explain(rule, standings, i) {
			r.Why = append(r.Why, judging.Step(step))
		}
		div.Entries = append(div.Entries, r)
	}
	v.Divisions = []judging.DivisionResults{div}
	return v
}

// The page of standings reads 1, 2, 2, 4 of the sixth story as 1, 2–3, 2–3, 4:
// bracketed, with what would decide; after a vote, with what did.
func TestStandingsPage(t *testing.T) {
	f := newFair()
	f.add("p1", [3]int64{80, 80, 80}, [3]int64{20, 20, 20})
	f.add("p3", [3]int64{74, 75, 73}, [3]int64{19, 20, 19})
	f.add("p11", [3]int64{73, 75, 74}, [3]int64{19, 20, 19})
	f.add("p5", [3]int64{70, 70, 70}, [3]int64{20, 20, 20})
	f.add("p7", [3]int64{60, 60, 60}, [3]int64{20, 20, 20})
	f.entries[4].Out = true
	draw := func() (data standingsData, lines string) {
		v := f.results(t)
		data.Division = v.Divisions[0]
		data.fill(&desk{view: view{Lang: "ru"}, Contest: &v.ContestView}, v, "")
		for _, l := range data.Lines {
			lines += l.Place + " " + l.Entry.Code + " " + l.Sum + " " + l.Edge + "; "
		}
		return data, lines
	}
	data, lines := draw()
	if lines != "1 P-01 80,00 ; 2–3 P-03 74,00 first; 2–3 P-11 74,00 last; 4 P-05 70,00 ; – P-07 60,00 ; " {
		t.Error(lines)
	}
	said := func() (out []string) {
		for _, n := range data.Notices {
			out = append(out, n.Text)
		}
		return out
	}
	if n := data.Notices; len(n) != 1 || !n[0].Vote || len(n[0].Orders) != 2 || !n[0].Urgent() || data.Urgent != 1 || n[0].Text !=
		"Место 2–3, 74,00: P-03, P-11. Награды у них разные: решите до церемонии. По всем правилам поровну. Разделить может только открытое голосование жюри." {
		t.Errorf("%q %+v", said(), n)
	}
	f.votes = scoring.Votes{"p3": 2, "p11": 1}
	if data, lines = draw(); !strings.Contains(lines, "2 P-11 74,00 ; 3 P-03 74,00 ;") || data.Urgent != 0 || len(data.Notices) != 1 || data.Notices[0].Text !=
		"P-11 Ғизои солим выше, чем P-03 Обтозакунӣ, при равных итогах. Решило: Открытое голосование жюри с записью в протокол (4:1)." {
		t.Errorf("%s %q", lines, said())
	}
	f.def.Ties = f.def.Ties[:1]
	if data, _ = draw(); len(data.Notices) != 1 || data.Notices[0].Vote || !strings.HasSuffix(data.Notices[0].Text, words.say("ru", "desk.standings.stays")) {
		t.Errorf("no vote in the rule, and one is asked: %q", said())
	}
	f.def.Rank.Decimals = 0
	f.add("p8", [3]int64{70, 70, 71}, [3]int64{20, 20, 20})
	if data, _ = draw(); len(data.Notices) != 2 || data.Notices[1].Text !=
		"Место держится на округлении: у P-08 Барф и P-05 Ҳаво видно 70, точнее 70,3 и 70,0." {
		t.Errorf("%q", said())
	}
	for range standingsRows + 50 {
		f.add("p5", [3]int64{70, 70, 70}, [3]int64{20, 20, 20})
	}
	v := f.results(t)
	data = standingsData{Division: v.Divisions[0]}
	data.fill(&desk{view: view{Lang: "ru"}, Contest: &v.ContestView}, v, "201")
	if data.From != 201 || data.To != 256 || data.Total != 256 || data.After != "" || !strings.HasSuffix(data.Before, "from=1") {
		t.Errorf("%d to %d of %d, %q %q", data.From, data.To, data.Total, data.Before, data.After)
	}
}

// A rounding on the way to a result is part of its reason.
func TestRoundingsAreReasons(t *testing.T) {
	f := newFair()
	f.add("p3", [3]int64{74, 75, 73}, [3]int64{19, 20, 19})
	f.def.Stages[0].Rounding = []judging.RoundingDef{{At: "result", Decimals: 2, Mode: "half_up"}}
	f.def.Rank.Round = &judging.RoundDef{Decimals: 0, Mode: "half_even"}
	for lang, want := range map[string][]string{
		"en": {": The result of the stage is rounded to 0.01, halves up", "Totals are rounded to "},
		"ru": {": Результат этапа округляют до 0,01", "итоги округляют до целых"},
		"tg": {": Натиҷаи марҳила", "яклухт"},
	} {
		said := f.said(t, lang, "p3")
		for _, w := range want {
			if !strings.Contains(said, w) {
				t.Errorf("%s: no %q in\n%s", lang, w, said)
			}
		}
	}
}
