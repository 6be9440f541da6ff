package judging

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A code belongs to a sentence that the loader says: one that changed would
// lose its translation without a word.
func TestDefinitionCodesAreSaid(t *testing.T) {
	files, err := filepath.Glob("definition*.go")
	if err != nil {
		t.Fatal(err)
	}
	said := ""
	for _, file := range files {
		if file == "definition_problem.go" || strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		said += string(text)
	}
	for rule := range definitionCodes {
		literal, value := rule, ""
		for _, begin := range []string{"must be at least ", "must be a decimal as a quoted string, at most ", "must be "} {
			// Sentences that end in a value of a tag.
			if rest, cut := strings.CutPrefix(rule, begin); cut && !strings.Contains(said, `"`+rule+`"`) {
				literal, value = begin, rest
				break
			}
		}
		if !strings.Contains(said, `"`+literal) || value != "" && value != "20 characters" && !strings.Contains(said, value) {
			t.Errorf("the loader does not say %q", rule)
		}
	}
}

// What editing breaks most often is found with its code, place and values.
func TestDefinitionProblemCodes(t *testing.T) {
	for _, c := range []struct{ file, old, new, want string }{
		{"it-teacher-contest", "title: {en: IT teacher contest,", "title: {en: '',", "title.en text-missing"},
		{"it-teacher-contest", "max: '50'", "max: '51'", "stages[0].max max-sum max=50"},
		{"it-teacher-contest", "      - id: safety", "      - id: content", "stages[0].criteria[1].id twice id=content"},
		{"it-teacher-contest", "        max: '10'\n        step: '1'", "        max: '10'\n        step: '3'", "stages[0].criteria[0].step step-whole"},
		{"it-teacher-contest", "kind: rubric\n    weight: '1'", "kind: rubric\n    weight: '-1'", "stages[0].weight not-below-0"},
		{"it-teacher-contest", "combine: points", "combine: percent", "stages[0].combine combine by=points combine=points"},
		{"science-fair-science", "from: '4'\n      to: '6'", "from: '5'\n      to: '6'", "stages[0].criteria[0].bands band-gap from=5"},
		{"science-fair-science", "from: '9'\n      to: '10'", "from: '9'\n      to: '10.5'", "stages[0].criteria[0].bands band-leaves from=9 to=10.5"},
		{"regional-fair-5x20", "per: '-5'", "per: '5'", "stages[0].penalties[0].per below-0"},
		{"regional-fair-5x20", "criterion: interview", "criterion: other", "ties[0] tie-needs"},
	} {
		text, err := presetFiles.ReadFile("presets/" + c.file + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		_, err = LoadDefinition(c.file+".yaml", []byte(strings.Replace(string(text), c.old, c.new, 1)))
		problems, _ := err.(Problems)
		if len(problems) == 0 {
			t.Errorf("%s is accepted with %q", c.file, c.new)
			continue
		}
		p := problems[0]
		got := strings.TrimSpace(p.Path + " " + p.Code)
		for _, name := range []string{"by", "combine", "from", "id", "max", "to"} {
			if v, ok := p.Args[name]; ok {
				got += " " + name + "=" + v.(string)
			}
		}
		if got != c.want {
			t.Errorf("%q gives %q, want %q", c.new, got, c.want)
		}
	}
}
