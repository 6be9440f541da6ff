// Package cases runs the reference cases of scoring: one file says what goes in
// and what must come out, and a function per kind of case asks the packages
// scoring and quality. It holds tests only.
//
//	go test ./scoring/cases -run TestCases -args -cases DIR -write OUT
//
// runs every case of DIR and writes what was computed to OUT/<id>.json, for
// somebody else's comparison; the folders are absolute. Without -cases the
// package runs its testdata, and the folder that DOVAR_CASES names as well.
package cases

import (
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var (
	casesDir = flag.String("cases", "", "run the cases of this folder only")
	writeDir = flag.String("write", "", "write what was computed to this folder")
)

// kinds says how each kind of case is computed. Every group of methods adds its
// own. A function only calls scoring and quality and puts their answer into the
// shape of the case; the figures it is to find are not shown to it.
var kinds = map[string]func(testing.TB, Case) any{}

func TestCases(t *testing.T) {
	for _, dir := range folders() {
		for _, f := range load(t, dir) {
			t.Run(f.ID, func(t *testing.T) {
				compute, known := kinds[f.Kind]
				if !known {
					t.Fatalf("no method computes the kind %q", f.Kind)
				}
				got := computed(t, compute(t, f.Case))
				if *writeDir != "" {
					write(t, f.ID, got)
				}
				for _, d := range f.Tolerance.differences(f.Expect, decode(t, got)) {
					t.Error(d)
				}
			})
		}
	}
}

// What lies in the repository may be copied, and needs nothing that may not.
func TestOwnCasesAreGenerated(t *testing.T) {
	for _, f := range load(t, "testdata") {
		if f.Provenance != "generated" {
			t.Errorf("%s is %s: only generated cases may lie in the repository", f.ID, f.Provenance)
		}
	}
}

// All cases once, without reading the files and comparing.
func BenchmarkCases(b *testing.B) {
	var files []file
	for _, dir := range folders() {
		files = append(files, load(b, dir)...)
	}
	for b.Loop() {
		for _, f := range files {
			kinds[f.Kind](b, f.Case)
		}
	}
	b.ReportMetric(float64(len(files)), "cases")
}

// folders returns where the cases of this run lie.
func folders() []string {
	if *casesDir != "" {
		return []string{*casesDir}
	}
	if all := os.Getenv("DOVAR_CASES"); all != "" {
		return []string{"testdata", all}
	}
	return []string{"testdata"}
}

// computed returns the answer as JSON; NaN and infinities fail here.
func computed(t testing.TB, answer any) []byte {
	t.Helper()
	got, err := json.MarshalIndent(answer, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func write(t testing.TB, id string, got []byte) {
	t.Helper()
	if err := os.MkdirAll(*writeDir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*writeDir, id+".json"), append(got, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

func decode(t testing.TB, text []byte) any {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(string(text)))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

// load reads the cases of a folder; a folder without any fails.
func load(t testing.TB, dir string) []file {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no case in %q (%v)", dir, err)
	}
	byID := map[string]file{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		f, err := parse(text)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if f.ID+".json" != filepath.Base(path) {
			t.Fatalf("%s: its id is %q", path, f.ID)
		}
		byID[f.ID] = f
	}
	files := make([]file, 0, len(byID))
	for _, id := range slices.Sorted(maps.Keys(byID)) {
		f, err := byID[id].resolved(byID)
		if err != nil {
			t.Fatalf("%s: %v", id, err)
		}
		files = append(files, f)
	}
	return files
}
