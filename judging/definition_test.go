package judging

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

// A definition goes out as JSON and comes back the same: GET, then PUT.
func TestDefinitionThroughJSON(t *testing.T) {
	defs, err := Presets()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range defs {
		text, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		back, err := ParseDefinition(text)
		if err != nil {
			t.Errorf("%s: %v", d.ID, err)
			continue
		}
		if !reflect.DeepEqual(back, d) {
			t.Errorf("%s: another definition came back", d.ID)
		}
	}
}

func presetJSON(t testing.TB, id string) string {
	d, ok := Preset(id)
	if !ok {
		t.Fatal("no preset ", id)
	}
	text, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// allKinds is a definition with every kind of stage and formulas that no preset has.
func allKinds(t testing.TB) []byte {
	text, err := os.ReadFile("testdata/definition_all_kinds.json")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// The formulas of the examples are asked: each gives its answer and no other.
func TestExamples(t *testing.T) {
	text := string(allKinds(t))
	if _, err := ParseDefinition([]byte(text)); err != nil {
		t.Fatal(err)
	}
	few := `"min":1,"recommended":1`
	dropping := strings.Replace(strings.Replace(text, few, `"min":1,"recommended":3`, 1), `"panel":"median"`, `"panel":"drop1"`, 1)
	if _, err := ParseDefinition([]byte(dropping)); err != nil || dropping == text {
		t.Errorf("the highest and lowest of four dropped: %v", err)
	}
	for edit, want := range map[[2]string]string{
		{`"expect":"1.125"`, `"expect":"1.1"`}:               "tests[0].expect: The result is 1.125",
		{`"panel":"median"`, `"panel":"mean"`}:               "tests[0].expect: The result is 0.9375",
		{`"panel":"median"`, `"panel":"mean_per_criterion"`}: "tests[0].expect: The result is 0.9375",
		{`"a":"0"},{"a":"0.5"},`, `"a":"0.5"},`}:             "tests[0].expect: The result is 1.5",
		{`"best_k","k":2`, `"best"`}:                         "tests[1].expect: The result is 1.5",
		{`"best_k","k":2`, `"mean"`}:                         "tests[1].expect: The result is 0.75",
		{`"count":"mean"`, `"count":"sum"`}:                  "tests[2].expect: The result is 10",
		{`"a":0,"b":1}`, `"a":1,"b":1}`}:                     "tests[3].expect: The result is 5",
		{`"outcome":"dnf"}`, `"outcome":"dns"}`}:             "tests[4].expect: The example gives no result",
		{`"count":"sum"`, `"count":"best"`}:                  "tests[4].expect: The result is 1.26",
		{`"count":"sum"`, `"count":"best_k","k":2`}:          "",
	} {
		_, err := ParseDefinition([]byte(strings.Replace(text, edit[0], edit[1], 1)))
		var problems Problems
		if errors.As(err, &problems); problems.Error() != want || !strings.Contains(text, edit[0]) {
			t.Errorf("%s: %v, want %s", edit[1], problems, want)
		}
	}
}

func TestParseDefinition(t *testing.T) {
	fair := presetJSON(t, "science-fair-science")
	end := func(past int) string {
		return fmt.Sprintf(".: Not JSON: look at line 1, character %d", utf8.RuneCountInString(fair)+past)
	}
	for _, c := range []struct{ text, want string }{
		{"", ".: Not JSON: look at line 1, character 1"},
		{fair[:len(fair)-1], end(0)},
		{fair + "{}", end(2)},
		{"schema: 2", ".: Not JSON: look at line 1, character 1"},
		{"[]", ".: Must be fields with values"},
		{"{\n\"ҷ\": 1,,", ".: Not JSON: look at line 2, character 8"},
		{"null", ".: Must be fields with values"},
		{"\"\xff\"", ".: The text is not UTF-8"},
		{strings.Repeat("[", 1000), ".: Lists stand in lists too deeply"},
		{strings.Repeat(" ", 1<<18) + "{}", ".: Longer than 262144 bytes"},
		{strings.Replace(fair, `"minors":true`, `"minors":true,"minors":false`, 1), "minors: Stands here twice"},
		{strings.Replace(fair, `"minors":true`, `"minors":null`, 1), "minors: Must be true or false"},
		{strings.Replace(fair, `"weight":"1"`, `"weight":1`, 1), "stages[0].weight: This number is written in quotes, for example \"7.5\""},
		{strings.Replace(fair, `"recommended":5`, `"recommended":5.0`, 1), "judges.recommended: Write a whole number of at most nine digits"},
		{strings.Replace(fair, `"recommended":5`, `"recommended":1e1`, 1), "judges.recommended: Write a whole number of at most nine digits"},
		{strings.Replace(fair, `"quota":1`, `"quota":2000000000`, 1), "awards[0].quota: Write a whole number of at most nine digits"},
		{strings.Replace(fair, `"max":6`, `"max":null`, 1), "judges.max: Write a whole number of at most nine digits"},
	} {
		_, err := ParseDefinition([]byte(c.text))
		var refused *Error
		var problems Problems
		switch {
		case !errors.As(err, &refused) || refused.Kind != Invalid || refused.Code != "definition-refused" || !errors.As(err, &problems):
			t.Errorf("%.60q is answered with %v", c.text, err)
		case problems.Error() != c.want:
			t.Errorf("%.60q: %v, want %s", c.text, problems, c.want)
		}
	}
}

// What YAML would read differently, JSON must mean.
func TestParseDefinitionReadsJSON(t *testing.T) {
	text := strings.Replace(presetJSON(t, "science-fair-science"), "School science fair: science project", `Fair \ud83d\ude80\u2028 on`, 1)
	d, err := ParseDefinition([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if want := "Fair \U0001F680\u2028 on"; d.Title.EN != want {
		t.Errorf("title is %q, want %q", d.Title.EN, want)
	}
}

// Aliases that would grow to 10^9 nodes are refused where they stand.
func TestAliasesAreRefused(t *testing.T) {
	text := "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c <= 'i'; c++ {
		text += string(c) + ": &" + string(c) + " [" + strings.Repeat("*"+string(c-1)+", ", 10) + "]\n"
	}
	_, err := LoadDefinition("bomb.yaml", []byte(text+"schema: *i\ntitle: *a\n"))
	for _, want := range []string{
		"bomb.yaml: schema: Anchors, aliases and tags are not allowed",
		"bomb.yaml: title: Anchors, aliases and tags are not allowed",
		"bomb.yaml: a: There is no such field",
		"bomb.yaml: stages: Not filled in",
	} {
		if err == nil || !strings.Contains(err.Error()+"\n", want+"\n") {
			t.Errorf("%v does not say %q", err, want)
		}
	}
}

// A definition may be long, its scale too: neither costs more than reading.
func TestLongScale(t *testing.T) {
	text, err := presetFiles.ReadFile("presets/science-fair-science.yaml")
	if err != nil {
		t.Fatal(err)
	}
	fine := strings.Replace(string(text), "step: '1'", "step: '0.000000000000001'", 1)
	_, err = LoadDefinition("science-fair-science.yaml", []byte(fine))
	want := "science-fair-science.yaml: stages[0].criteria[0].bands: There is a gap below the level that begins at 4: some marks have no level"
	if err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func TestCanonical(t *testing.T) {
	for in, want := range map[string]Decimal{
		"0": "0", "-0": "0", "0.0": "0", "-0.00": "0", "8": "8", "8.0": "8", "8.50": "8.5", "-3": "-3", "-0.50": "-0.5",
		"100": "100", "0.001": "0.001", "12345678901234567890": "12345678901234567890",
		"1." + strings.Repeat("0", 30): "1",
	} {
		got, ok := Canonical(in)
		if !ok || got != want {
			t.Errorf("Canonical(%q) is %q, %v, want %q", in, got, ok, want)
		}
		if CheckDecimal(Decimal(in)) != (in == string(want)) {
			t.Errorf("CheckDecimal(%q) is wrong", in)
		}
	}
	for _, in := range []string{
		"", "-", "+1", "01", "-01", "1.", ".5", "1e3", "1,5", " 1", "1 ", "0x1", "NaN", "Inf", "1/2", "--1", "١", "1\n",
		"123456789012345678901", "0.1234567890123456789",
	} {
		if got, ok := Canonical(in); ok || CheckDecimal(Decimal(in)) {
			t.Errorf("Canonical(%q) is %q, want a refusal", in, got)
		}
	}
}

// What is accepted can be written, read again the same, and given to scoring;
// whatever else comes is refused with a place and a known code.
func FuzzParseDefinition(f *testing.F) {
	f.Add(allKinds(f)) // small, for many tries a second
	f.Add([]byte(`{"schema":2,"stages":[{"kind":"tasks","tasks":[]}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		d, err := ParseDefinition(text)
		if err != nil {
			var problems Problems
			if !errors.As(err, &problems) || len(problems) == 0 {
				t.Fatalf("refused without a problem: %v", err)
			}
			for _, p := range problems {
				if p.Path == "" || DefinitionTexts[p.Code] == "" {
					t.Fatalf("problem %+v", p)
				}
			}
			return
		}
		again, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		back, err := ParseDefinition(again)
		if err != nil || !reflect.DeepEqual(back, d) {
			t.Fatalf("came back as another: %v", err)
		}
		d.Scored()
		for _, s := range d.Stages {
			if r, ok := d.Rubric(s.ID); ok && len(r.Hash()) != 64 {
				t.Fatal("no hash")
			}
		}
	})
}
