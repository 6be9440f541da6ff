package web

// The old-browser check: what tablets, phones and boards load must run on
// Chrome 80 and Safari 13.4 as it is written, since nothing here is built.

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
)

// oldBrowsers are the engines of school tablets. esbuild counts optional
// chaining as missing in Chrome 80 (its early version had a bug), so `?.` fails here.
var oldBrowsers = []api.Engine{
	{Name: api.EngineChrome, Version: "80"},
	{Name: api.EngineSafari, Version: "13.4"},
}

// forOld transforms text for them. Destructuring is Safari's since version 10;
// esbuild dates it to 14.1 because of one conformance case, a default that
// reads a later name of its own pattern.
func forOld(text string, loader api.Loader) api.TransformResult {
	return api.Transform(text, api.TransformOptions{
		Loader: loader, Engines: oldBrowsers, Supported: map[string]bool{"destructuring": true},
	})
}

func forNew(text string, loader api.Loader) api.TransformResult {
	return api.Transform(text, api.TransformOptions{Loader: loader, Target: api.ESNext})
}

// newer names what esbuild cannot see: APIs, and CSS that old browsers drop.
var newer = map[string]*regexp.Regexp{
	".js": regexp.MustCompile(`\bstructuredClone\b|\.replaceAll\(|\.at\(|\.findLast\(|\.toSorted\(|\.toReversed\(|\.flatMap\(.*\?\.` +
		`|Promise\.(any|withResolvers)\b|randomUUID\b|Object\.(hasOwn|groupBy)\b|AbortSignal\.(timeout|any)\b|crypto\.subtle` +
		`|\bWeakRef\b|\bBigInt\b|\b[0-9]+n\b|\?\?=|\|\|=|&&=|\.replaceChildren\(|\bimportmap\b|\(\?<[=!]|navigator\.locks|scheduler\.|\bIntl\.ListFormat\b` +
		`|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(`),
	".css": regexp.MustCompile(`@layer|@container|@property|:has\(|:is\(|:where\(|\binset\b|[^-]aspect-ratio\s*:|color-mix|oklch|oklab` +
		`|\b[0-9.]+[dsl]v[hw]\b|<dialog|::backdrop|view-transition|accent-color|overflow:\s*clip|text-wrap|content-visibility|subgrid|@scope` +
		`|\b(margin|padding|border|inset)-(inline|block)\b|\btranslate:|\brotate:|\bscale:`),
}

// vendored libraries test for a newer API before they use it; syntax is checked all the same.
func vendored(name string) bool { return strings.HasPrefix(name, "vendor/") }

func TestOldBrowsers(t *testing.T) {
	seen := 0
	for name, text := range assets(t) {
		ext := path.Ext(name)
		loader, known := map[string]api.Loader{".js": api.LoaderJS, ".css": api.LoaderCSS}[ext]
		if !known {
			continue
		}
		seen++
		old, now := forOld(text, loader), forNew(text, loader)
		for _, m := range append(append(old.Errors, old.Warnings...), now.Warnings...) {
			t.Errorf("%s:%d: %s", name, m.Location.Line, m.Text)
		}
		if was, is, differ := firstDifference(string(now.Code), string(old.Code)); differ {
			t.Errorf("%s: an old browser needs %q where it says %q", name, is, was)
		}
		if vendored(name) {
			continue
		}
		for i, line := range strings.Split(withoutComments(text), "\n") {
			if found := newer[ext].FindString(line); found != "" {
				t.Errorf("%s:%d: %q is too new or not allowed", name, i+1, found)
			}
		}
		if ext == ".css" {
			checkFlexGap(t, name, withoutComments(text))
		}
	}
	if seen < 10 {
		t.Fatalf("checked only %d files", seen)
	}
}

// The check itself must catch what it is for.
func TestOldBrowsersCatches(t *testing.T) {
	for _, js := range []string{"a?.b", "a ??= b", "class A { x = 1 }", "class A { #x() {} }", "await a", "1n", "f(a?.(b))"} {
		old, now := forOld(js, api.LoaderJS), forNew(js, api.LoaderJS)
		if len(old.Errors)+len(old.Warnings) == 0 && string(old.Code) == string(now.Code) && !newer[".js"].MatchString(js) {
			t.Errorf("%s passes", js)
		}
	}
	for _, css := range []string{"a { b { color: red } }", "a { inset: 0 }", "a:is(b) { top: 0 }", "a { height: 100dvh }"} {
		old, now := forOld(css, api.LoaderCSS), forNew(css, api.LoaderCSS)
		if len(old.Warnings) == 0 && string(old.Code) == string(now.Code) && !newer[".css"].MatchString(css) {
			t.Errorf("%s passes", css)
		}
	}
}

var rule = regexp.MustCompile(`\{[^{}]*\}`)

// checkFlexGap refuses gap in a rule that makes a flex box, and in one that
// does not say it makes a grid: Chrome 80 and Safari 13.4 know it on grids only.
func checkFlexGap(t *testing.T, name, text string) {
	t.Helper()
	for _, body := range rule.FindAllString(text, -1) {
		if regexp.MustCompile(`[\s;{](row-|column-)?gap\s*:`).MatchString(body) && !strings.Contains(body, "grid") {
			t.Errorf("%s: gap outside a grid in %s", name, body)
		}
	}
}

func firstDifference(a, b string) (string, string, bool) {
	as, bs := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range as {
		if i >= len(bs) || as[i] != bs[i] {
			return as[i], strings.Join(bs[min(i, len(bs)):min(i+1, len(bs))], ""), true
		}
	}
	return "", "", len(as) != len(bs)
}

var comment = regexp.MustCompile(`(?s)/\*.*?\*/|(?m)^\s*//.*$`)

// withoutComments keeps the lines, so that a number of a line stays true.
func withoutComments(text string) string {
	return comment.ReplaceAllStringFunc(text, func(c string) string {
		return strings.Repeat("\n", strings.Count(c, "\n"))
	})
}

// assets reads the tree that is embedded, by its path under static/.
func assets(t *testing.T) map[string]string {
	t.Helper()
	tree := os.DirFS("static")
	files := map[string]string{}
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(tree, name)
		files[name] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
