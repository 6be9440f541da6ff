package web

// The words of what breaks a rule: one for every code, every field and every
// sentence of huma.

import (
	"go/ast"
	"go/build"
	"go/parser"
	gotoken "go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dovar/judging"
)

// Every code of a definition's problem has words, in English the loader's own,
// and there are no words for anything else.
func TestWrongsWorded(t *testing.T) {
	known := map[string]bool{"other": true}
	for code, english := range judging.DefinitionTexts {
		known[code] = true
		has(t, "wrong."+code)
		if got := words.texts["en"]["wrong."+code]; got != english {
			t.Errorf("wrong.%s is %q, the loader says %q", code, got, english)
		}
	}
	for _, rule := range schemaRules {
		known[rule.code] = true
		has(t, "wrong."+rule.code)
	}
	for key := range words.texts["en"] {
		if code, ok := strings.CutPrefix(key, "wrong."); ok && !known[code] {
			t.Errorf("nothing says %s", key)
		}
	}
	has(t, "wrong.other")
}

// Every sentence that huma's version may refuse a field with is in the table.
func TestSchemaSentences(t *testing.T) {
	dir, err := build.Import("github.com/danielgtaylor/huma/v2/validation", ".", build.FindOnly)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := parser.ParseFile(gotoken.NewFileSet(), filepath.Join(dir.Dir, "messages.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]int{}
	for _, rule := range schemaRules {
		listed[rule.sentence] = strings.Count(rule.sentence, "%") - len(rule.args)
	}
	found := 0
	ast.Inspect(tree, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == gotoken.STRING {
			found++
			sentence, _ := strconv.Unquote(lit.Value)
			if unnamed, ok := listed[sentence]; !ok || unnamed != 0 {
				t.Errorf("%q: in the table %v, values without a name %d", sentence, ok, unnamed)
			}
		}
		return true
	})
	if found < 40 {
		t.Errorf("only %d sentences found", found)
	}
}

// Every field of a definition has a word, and so has one item of each list.
func TestFieldsWorded(t *testing.T) {
	seen := 0
	var walk func(of reflect.Type, path []string)
	walk = func(of reflect.Type, path []string) {
		switch of.Kind() {
		case reflect.Pointer, reflect.Map:
			walk(of.Elem(), path)
		case reflect.Slice:
			if word := fieldWord("ru", path, true); word == path[len(path)-1] || !words.has("field.one."+path[len(path)-1]) {
				t.Errorf("no word for one of %s", strings.Join(path, "."))
			}
			walk(of.Elem(), path)
		case reflect.Struct:
			for _, f := range reflect.VisibleFields(of) {
				if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" {
					at := append(append([]string{}, path...), name)
					seen++
					if word := fieldWord("ru", at, false); word == name {
						t.Errorf("no word for %s", strings.Join(at, "."))
					}
					walk(f.Type, at)
				}
			}
		}
	}
	walk(reflect.TypeFor[judging.Definition](), nil)
	if seen < 200 {
		t.Errorf("only %d fields seen", seen)
	}
}

// A place is said with what it leads through, in whatever language that has a
// title; a name without a word stands as it is.
func TestFieldWords(t *testing.T) {
	def, _ := judging.Preset("it-teacher-contest")
	def.Stages = slices.Clone(def.Stages)
	def.Stages[1].Title = judging.Text{RU: "Защита"}
	def.Stages[1].Criteria = []judging.CriterionDef{{}, {Title: judging.Text{TG: "Ороиш", RU: "Оформление"}}}
	for _, c := range []struct{ lang, path, want string }{
		{"ru", "stages[1].criteria[1].step", "Этап «Защита», критерий «Оформление», шаг"},
		{"tg", "stages[1].criteria[1].step", "Марҳилаи «Защита», меъёри «Ороиш», қадам"},
		{"en", "stages[1].criteria[0].max", "Stage “Защита”, criterion 1, maximum"},
		{"ru", "judges.max", "Жюри, не более"},
		{"ru", "entry.members[1]", "Участники, участников до"},
		{"ru", "ties[1].n", "Сравнение «" + def.Ties[1].Title.RU + "», какая попытка"},
		{"ru", "title.tg", "Название, по-таджикски"},
		{"ru", "bands.band10[3].to", "Уровень «" + def.Bands["band10"][3].Label.RU + "», до"},
		{"ru", "bands.spare", "Уровни «spare»"},
		{"ru", "stages[0].colour", "Этап «" + def.Stages[0].Title.RU + "», colour"},
		{"ru", ".", "Весь текст"},
		{"en", "rank.min_sheets", "Total, sheets needed for a place"},
	} {
		if got := fieldWords(c.lang, def.Steps(c.path)); got != c.want {
			t.Errorf("%s in %s: %q, want %q", c.path, c.lang, got, c.want)
		}
	}
}
