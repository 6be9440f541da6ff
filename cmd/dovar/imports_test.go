package main

// The house of the architecture as data: which room may import what. An arrow
// that is not in the table fails, and so does a folder that is not a room.

import (
	"go/build"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "dovar"

// A room is one package. Ours and theirs name what its code (tests excepted)
// may import besides the standard library; "x/..." means x and all below it.
type room struct {
	ours, theirs []string
	never        []string // of the standard library
}

var rooms = map[string]room{
	"scoring": {
		never: []string{"context", "time", "math/rand/...", "os", "io", "io/fs", "net/...", "database/...", "log/..."},
	},
	"scoring/quality": {
		ours:   []string{"scoring"},
		theirs: []string{"gonum.org/v1/gonum/..."},
		never:  []string{"context", "time", "os", "io", "io/fs", "net/...", "database/...", "log/..."},
	},
	"judging": {
		ours:   []string{"scoring", "scoring/quality"},
		theirs: []string{"github.com/alexedwards/argon2id", "go.yaml.in/yaml/v3"},
		never:  []string{"net", "net/http/...", "net/smtp", "database/..."}, // an address is a text: net/url may
	},
	"data": {
		ours:   []string{"judging"},
		theirs: []string{"github.com/mattn/go-sqlite3", "github.com/pressly/goose/v3/..."},
		never:  []string{"net/http"},
	},
	"web": {
		ours: []string{"judging", "scoring", "web/qr", "web/workbook"},
		theirs: []string{
			"github.com/labstack/echo/v4/...", "github.com/danielgtaylor/huma/v2/...", "github.com/gorilla/websocket",
			"github.com/alexedwards/scs/v2", "github.com/nicksnyder/go-i18n/v2/...",
			"golang.org/x/text/language", // go-i18n speaks in its tags
		},
		never: []string{"database/..."},
	},
	"web/workbook": {
		ours:   []string{"judging", "scoring"},
		theirs: []string{"github.com/xuri/excelize/v2", "golang.org/x/text/encoding/charmap"},
		never:  []string{"net/http", "database/..."},
	},
	"cmd/dovar": {
		ours:   []string{"scoring", "judging", "data", "web", "web/workbook"},
		theirs: []string{"github.com/alecthomas/kong", "github.com/gorilla/websocket"},
	},
	"web/qr": {
		theirs: []string{"github.com/boombuler/barcode/qr"},
		never:  []string{"net/...", "os", "database/..."},
	},
	// Tests only.
	"scoring/cases":   {},
	"web/browsertest": {theirs: []string{"github.com/chromedp/chromedp", "github.com/chromedp/cdproto/..."}},
}

// What lies at the top, beside dot files and what .gitignore names.
var top = []string{"cmd", "judging", "scoring", "web", "data", "go.mod", "go.sum", "Makefile", "README.md", "LICENSE"}

func TestArrows(t *testing.T) {
	root := moduleRoot(t)
	for dir, imports := range packages(t, root) {
		r, known := rooms[dir]
		if !known {
			t.Errorf("%s is not a room of the house: a new one needs a line in this table and a reason in its package comment", dir)
			continue
		}
		for _, path := range imports {
			if why := r.refuses(path); why != "" {
				t.Errorf("%s imports %s: %s", dir, path, why)
			}
		}
	}
}

func TestTopLevel(t *testing.T) {
	root := moduleRoot(t)
	ignored, err := os.ReadFile(filepath.Join(root, ".gitignore"))
	if err != nil {
		t.Fatal(err)
	}
	names, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	allowed := slices.Clone(top)
	for line := range strings.Lines(string(ignored)) {
		allowed = append(allowed, strings.Trim(strings.TrimSpace(line), "/"))
	}
	for _, n := range names {
		if !strings.HasPrefix(n.Name(), ".") && !slices.Contains(allowed, n.Name()) {
			t.Errorf("%s lies at the top of the repository; only %v do", n.Name(), top)
		}
	}
}

// refuses says why the room may not import path, or "".
func (r room) refuses(path string) string {
	switch {
	case path == module || strings.HasPrefix(path, module+"/"):
		if !matches(r.ours, strings.TrimPrefix(path, module+"/")) {
			return "no such arrow in the house"
		}
	case strings.Contains(strings.Split(path, "/")[0], "."):
		if !matches(r.theirs, path) {
			return "not a dependency of this room"
		}
	case matches(r.never, path):
		return "this room never does that"
	}
	return ""
}

func matches(patterns []string, path string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		prefix, below := strings.CutSuffix(p, "/...")
		return path == prefix || below && strings.HasPrefix(path, prefix+"/")
	})
}

// packages reads the imports of every package of the module, for Linux and for
// Windows, by its folder. It reads the files itself: the test cache then sees
// what the test read, which it would not of a child process.
func packages(t *testing.T, root string) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		name := d.Name()
		if path != root && (strings.HasPrefix(name, ".") || name == "testdata" || name == "node_modules") {
			return fs.SkipDir
		}
		if _, err := os.Stat(filepath.Join(path, "go.mod")); err == nil && path != root {
			return fs.SkipDir // a module of its own
		}
		for _, goos := range []string{"linux", "windows"} {
			ctx := build.Default
			ctx.GOOS, ctx.CgoEnabled = goos, true
			pkg, err := ctx.ImportDir(path, 0)
			if _, none := err.(*build.NoGoError); none {
				continue
			} else if err != nil {
				return err
			}
			rel, err := filepath.Rel(root, path)
			if err != nil {
				return err
			}
			found[filepath.ToSlash(rel)] = append(found[filepath.ToSlash(rel)], pkg.Imports...)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for dir, imports := range found {
		slices.Sort(imports)
		found[dir] = slices.Compact(imports)
	}
	return found
}

func moduleRoot(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "go.mod")); err != nil {
		t.Fatal(err)
	}
	return dir
}
