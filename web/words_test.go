package web

// The catalogues: complete, alike in every language, and no key used that is
// not there.

import (
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"dovar/judging"
)

var placeholder = regexp.MustCompile(`\{\{\s*\.(\w+)\s*\}\}`)

// forms returns the texts of one message: one, or its plural forms by name.
func forms(t *testing.T, message any) map[string]string {
	t.Helper()
	out := map[string]string{}
	switch m := message.(type) {
	case string:
		out[""] = m
	case map[string]any:
		for form, text := range m {
			out[form], _ = text.(string)
		}
	}
	return out
}

func placeholders(texts map[string]string) []string {
	var out []string
	for _, text := range texts {
		for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
			if !slices.Contains(out, m[1]) {
				out = append(out, m[1])
			}
		}
	}
	slices.Sort(out)
	return out
}

// The forms that go-i18n may ask for in each language.
var plurals = map[string][]string{"tg": {"one", "other"}, "ru": {"few", "many", "one", "other"}, "en": {"one", "other"}}

func TestCataloguesComplete(t *testing.T) {
	for key, message := range words.texts["en"] {
		want := placeholders(forms(t, message))
		for _, lang := range Languages {
			other, ok := words.texts[lang][key]
			if !ok {
				t.Errorf("%s: no %s", lang, key)
				continue
			}
			texts := forms(t, other)
			if got := placeholders(texts); !slices.Equal(got, want) {
				t.Errorf("%s %s: placeholders %v, en has %v", lang, key, got, want)
			}
			var names []string
			for form, text := range texts {
				names = append(names, form)
				if strings.TrimSpace(text) == "" || strings.TrimSpace(text) != text {
					t.Errorf("%s %s %s: empty, or space around it", lang, key, form)
				}
			}
			slices.Sort(names)
			if _, plural := other.(map[string]any); plural && !slices.Equal(names, plurals[lang]) {
				t.Errorf("%s %s: plural forms %v, needs %v", lang, key, names, plurals[lang])
			}
		}
	}
	for _, lang := range Languages {
		for key := range words.texts[lang] {
			if _, ok := words.texts["en"][key]; !ok {
				t.Errorf("%s has %s, en has not", lang, key)
			}
		}
	}
}

// A text that is the same for every count says so in every language, a count of
// one or two in Russian too.
func TestCountsAreSaid(t *testing.T) {
	for _, lang := range Languages {
		for key, message := range words.texts[lang] {
			if !slices.Contains(placeholders(forms(t, message)), "count") {
				continue
			}
			for _, count := range []int{0, 1, 2, 5} {
				if words.say(lang, key, "count", count) == key {
					t.Errorf("%s %s: nothing is said for %d", lang, key, count)
				}
			}
		}
	}
}

// Every literal key of a script or template is in the catalogue. A key that is
// put together ends in "." or stands before a "+" and is not seen here.
func TestKeysUsedExist(t *testing.T) {
	used := regexp.MustCompile("(?:\\bt\\(\\s*|\\.Text )['\"`]([a-z]+\\.[a-zA-Z0-9_.-]*[a-zA-Z0-9])['\"`]\\s*[,)}]")
	seen := 0
	for _, files := range []fs.FS{staticFiles, templateFiles} {
		err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.Contains(name, "/vendor/") || !slices.Contains([]string{".js", ".html"}, path.Ext(name)) {
				return err
			}
			body, err := fs.ReadFile(files, name)
			for _, m := range used.FindAllSubmatch(body, -1) {
				seen++
				if _, ok := words.texts["en"][string(m[1])]; !ok {
					t.Errorf("%s uses %s", name, m[1])
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if seen < 20 {
		t.Errorf("only %d keys seen: the pattern has lost its footing", seen)
	}
	for _, role := range judging.Roles {
		has(t, "role."+string(role))
	}
	for _, state := range []judging.StageState{judging.StageSetup, judging.StageOpen, judging.StageClosed, judging.StageFinal} {
		has(t, "state.stage."+string(state))
	}
	for _, state := range []judging.BoardState{judging.BoardHidden, judging.BoardLive, judging.BoardPublished} {
		has(t, "state.board."+string(state))
	}
	presets, err := judging.Presets()
	if err != nil {
		t.Fatal(err)
	}
	for _, def := range presets {
		for _, stage := range def.Stages {
			has(t, "page.kind."+stage.Kind)
		}
	}
}

// Every code that the program can refuse with has a text.
func TestEveryProblemHasAText(t *testing.T) {
	found := map[string]bool{"internal": true}
	for _, code := range codes {
		found[code] = true
	}
	for _, dir := range []string{"../judging", "../scoring", "../data", "../web", "../web/workbook", "../cmd/dovar"} {
		files, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if strings.HasSuffix(f.Name(), ".go") && !strings.HasSuffix(f.Name(), "_test.go") {
				refusals(t, path.Join(dir, f.Name()), found)
			}
		}
	}
	if len(found) < 50 {
		t.Errorf("only %d codes found", len(found))
	}
	for code := range found {
		has(t, "problem."+code)
	}
}

// refusals collects the second argument of Fail, Code of an OpProblem, and what
// a function with a result named code returns.
func refusals(t *testing.T, file string, found map[string]bool) {
	t.Helper()
	tree, err := parser.ParseFile(gotoken.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	literal := func(e ast.Expr) {
		if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == gotoken.STRING && lit.Value != `""` {
			code, _ := strconv.Unquote(lit.Value)
			found[code] = true
		}
	}
	ast.Inspect(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			at := resultNamed(n.Type.Results, "code")
			ast.Inspect(n, func(n ast.Node) bool {
				if r, ok := n.(*ast.ReturnStmt); ok && at >= 0 && at < len(r.Results) {
					literal(r.Results[at])
				}
				return true
			})
		case *ast.CallExpr:
			if nameOf(n.Fun) == "Fail" && len(n.Args) > 1 {
				literal(n.Args[1])
			}
		case *ast.CompositeLit:
			for _, e := range n.Elts {
				if kv, ok := e.(*ast.KeyValueExpr); ok && nameOf(n.Type) == "OpProblem" && nameOf(kv.Key) == "Code" {
					literal(kv.Value)
				}
			}
		}
		return true
	})
}

// resultNamed is the place of a named result, -1 for none.
func resultNamed(results *ast.FieldList, name string) int {
	at := 0
	if results != nil {
		for _, field := range results.List {
			for _, n := range field.Names {
				if n.Name == name {
					return at
				}
				at++
			}
		}
	}
	return -1
}

func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

func has(t *testing.T, key string) {
	t.Helper()
	for _, lang := range Languages {
		if _, ok := words.texts[lang][key]; !ok {
			t.Errorf("%s: no %s", lang, key)
		}
	}
}

// The Tajik rule: 0 and 1 are one form, 2 and more the other.
func TestTajikPlural(t *testing.T) {
	bundle := i18n.NewBundle(language.English)
	bundle.MustParseMessageFileBytes([]byte(`{"left": {"one": "{{.count}} as one", "other": "{{.count}} as many"}}`), "tg.json")
	tajik := &catalogue{
		texts:      map[string]map[string]any{"tg": {"left": map[string]any{}}},
		localizers: map[string]*i18n.Localizer{"tg": i18n.NewLocalizer(bundle, "tg")},
	}
	for n, want := range []string{"0 as one", "1 as one", "2 as many", "3 as many"} {
		if got := tajik.say("tg", "left", "count", n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	if got := tajik.say("tg", "gone"); got != "gone" {
		t.Errorf("a missing key says %q", got)
	}
}
