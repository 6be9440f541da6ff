package judging

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Every code that the loader says has its English, and every English is said.
func TestDefinitionTextsAreSaid(t *testing.T) {
	files, err := filepath.Glob("definition_*.go")
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]bool{}
	for _, file := range append(files, "../scoring/task.go") {
		if file == "definition_texts.go" || strings.HasSuffix(file, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if text, err := strconv.Unquote(n.Value); err == nil {
					said[text] = true
				}
			case *ast.CallExpr:
				if code, ok := codeOf(n); ok && DefinitionTexts[code] == "" {
					t.Errorf("%s says %q, which has no text", file, code)
				}
			}
			return true
		})
	}
	for code := range DefinitionTexts {
		if !said[code] {
			t.Errorf("nothing says %q", code)
		}
	}
}

// codeOf is the code that a call of say, damage or must writes out.
func codeOf(call *ast.CallExpr) (code string, ok bool) {
	sel, _ := call.Fun.(*ast.SelectorExpr)
	at, says := map[string]int{"say": 1, "damage": 1, "must": 2}[nameOfSel(sel)]
	if !says || len(call.Args) <= at {
		return "", false
	}
	lit, ok := call.Args[at].(*ast.BasicLit)
	if !ok {
		return "", false
	}
	code, _ = strconv.Unquote(lit.Value)
	return code, true
}

func nameOfSel(sel *ast.SelectorExpr) string {
	if sel == nil {
		return ""
	}
	return sel.Sel.Name
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
		{"regional-fair-5x20", "criterion: interview", "criterion: other", "ties[0] tie-criterion"},
	} {
		p := problemsOf(t, c.file, c.old, c.new)[0]
		got := p.Path + " " + p.Code
		for _, name := range []string{"by", "combine", "from", "id", "max", "to"} {
			if v, ok := p.Args[name]; ok {
				got += " " + name + "=" + DefinitionProblem{Code: "result", Args: map[string]any{"result": v}}.text()[len("The result is "):]
			}
		}
		if got != c.want {
			t.Errorf("%q gives %q, want %q", c.new, got, c.want)
		}
	}
}

// problemsOf are those of a preset with one edit.
func problemsOf(t *testing.T, preset, old, new string) Problems {
	t.Helper()
	text, err := presetFiles.ReadFile("presets/" + preset + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, err = LoadDefinition(preset+".yaml", []byte(strings.Replace(string(text), old, new, 1)))
	var problems Problems
	if !errors.As(err, &problems) {
		t.Fatalf("%s is accepted with %q", preset, new)
	}
	return problems
}

// A path is taken apart with what is called so: of a stage, a level, a range,
// a mapping, an example; and of what is not there.
func TestDefinitionSteps(t *testing.T) {
	teacher, _ := Preset("it-teacher-contest")
	vehicle, _ := Preset("autonomous-vehicle")
	for _, c := range []struct {
		of   Definition
		path string
		want []string
	}{
		{teacher, ".", nil},
		{teacher, "rank.min_sheets", []string{"rank", "min_sheets"}},
		{teacher, "entry.members[1]", []string{"entry", "members.1"}},
		{teacher, "entry.fields[3]", []string{"entry", "fields 4"}},
		{teacher, "stages[1].criteria[0].step", []string{"stages 2 " + teacher.Stages[1].Title.EN, "criteria 1 " + teacher.Stages[1].Criteria[0].Title.EN, "step"}},
		{teacher, "bands.band10[0].to", []string{"bands 1 band10 " + teacher.Bands["band10"][0].Label.EN, "to"}},
		{teacher, "bands.none", []string{"bands none"}},
		{vehicle, "tests[0].tasks.finish", []string{"tests 1 " + vehicle.Tests[0].Name, "tasks finish"}},
		{teacher, "stages[99].colour[2].x", []string{"stages 100", "colour 3", "x"}},
		{teacher, "body[0].[[.a]b", []string{"body 1", "a", "b"}},
	} {
		var got []string
		for _, s := range c.of.Steps(c.path) {
			step := s.Field
			if s.No > 0 {
				step += " " + strconv.Itoa(s.No)
			}
			got = append(got, strings.Join(strings.Fields(step+" "+s.Key+" "+s.Title.EN), " "))
		}
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s: %q, want %q", c.path, got, c.want)
		}
	}
}
