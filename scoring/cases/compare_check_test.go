package cases

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A comparison that lets everything through would let every case through.
func TestCompare(t *testing.T) {
	const (
		exact = `{"type": "exact"}`
		abs   = `{"type": "abs", "abs": 1e-9, "ci": 1e-6, "gap": 1e-3}`
		mixed = `{"type": "mixed", "remlCriterion_abs": 1e-4, "variance_rel": 1e-3, "blup_abs": 2e-3, "pev_rel": 2e-3, "mean_abs": 1e-4}`
		pev   = `"entryPEV": {"A": 4, "B": 10}`
	)
	for _, c := range []struct {
		name, tolerance, want, got string
		differs                    string // part of the line, "" for equal
	}{
		{"same", exact, `{"total": {"A": "8"}}`, `{"total": {"A": "8"}}`, ""},
		{"same value, other form", exact, `{"total": "8"}`, `{"total": "8.0"}`, ""},
		{"fraction not reduced", exact, `{"total": "2/3"}`, `{"total": "4/6"}`, ""},
		{"display keeps its zeros", exact, `{"total": "62.50"}`, `{"total": "62.5"}`, ""},
		{"8 is not 8.01", exact, `{"total": "8"}`, `{"total": "8.01"}`, "total: got 8.01"},
		{"long decimals", exact, `{"total": "0.3333333333333333333"}`, `{"total": "1/3"}`, "total"},
		{"string for a number", exact, `{"rank": 1}`, `{"rank": "1"}`, "rank"},
		{"number for a string", exact, `{"total": "8"}`, `{"total": 8}`, "total"},
		{"numbers are exact too", exact, `{"rank": 1}`, `{"rank": 1.000000001}`, "rank"},
		{"integer written as float", exact, `{"rank": 1}`, `{"rank": 1.0}`, ""},
		{"null is null", exact, `{"rank": {"A": null}}`, `{"rank": {"A": null}}`, ""},
		{"null is not 0", exact, `{"rank": {"A": null}}`, `{"rank": {"A": 0}}`, "rank/A"},
		{"0 is not null", exact, `{"rank": {"A": 0}}`, `{"rank": {"A": null}}`, "rank/A"},
		{"null is not nothing", exact, `{"rank": {"A": null}}`, `{"rank": {}}`, `"A" is missing`},
		{"key missing", exact, `{"a": 1, "b": 2}`, `{"a": 1}`, `"b" is missing`},
		{"key missing inside", exact, `{"r": {"A": 1, "B": 2}}`, `{"r": {"A": 1}}`, `r: "B" is missing`},
		{"key too many", exact, `{"a": 1}`, `{"a": 1, "b": 2}`, `"b" is not asked for`},
		{"key too many inside", exact, `{"r": {"A": 1}}`, `{"r": {"A": 1, "B": 2}}`, `r: "B" is not asked for`},
		{"ids letter by letter", exact, `{"first": ["E1"]}`, `{"first": ["E2"]}`, "first/0"},
		{"order of a list", exact, `{"first": ["A", "B"]}`, `{"first": ["B", "A"]}`, "first/0"},
		{"list too short", exact, `{"first": ["A", "B"]}`, `{"first": ["A"]}`, "first"},
		{"object for a list", exact, `{"first": []}`, `{"first": {}}`, "first"},
		{"true is not false", exact, `{"connected": true}`, `{"connected": false}`, "connected"},
		{"no object", exact, `{"a": 1}`, `[1]`, "for an object"},

		{"near enough", abs, `{"W": 0.5}`, `{"W": 0.5000000009}`, ""},
		{"1e-8 off", abs, `{"W": 0.5}`, `{"W": 0.50000001}`, "W"},
		{"below counts as well", abs, `{"W": 0.5}`, `{"W": 0.49999999}`, "W"},
		{"inside an object", abs, `{"z": {"A": 0.5}}`, `{"z": {"A": 0.50000001}}`, "z/A"},
		{"field of its own", abs, `{"ci95": {"A": [0.1, 0.2]}}`, `{"ci95": {"A": [0.1, 0.2000009]}}`, ""},
		{"field of its own, too far", abs, `{"ci95": {"A": [0.1, 0.2]}}`, `{"ci95": {"A": [0.1, 0.20001]}}`, "ci95/A/1"},
		{"its own does not leak", abs, `{"gap": 1, "W": 0.5}`, `{"gap": 1.0009, "W": 0.5009}`, "W"},
		{"exact text under abs", abs, `{"W_exact": "1/3"}`, `{"W_exact": "0.333333333333333"}`, "W_exact"},

		{"criterion", mixed, `{"remlCriterion": 300}`, `{"remlCriterion": 300.00009}`, ""},
		{"criterion too far", mixed, `{"remlCriterion": 300}`, `{"remlCriterion": 300.0002}`, "remlCriterion"},
		{"variance", mixed, `{"varEntry": 50}`, `{"varEntry": 50.04}`, ""},
		{"variance too far", mixed, `{"varEntry": 50}`, `{"varEntry": 50.06}`, "varEntry"},
		{"no variance", mixed, `{"varJudge": 0}`, `{"varJudge": 9e-7}`, ""},
		{"no variance, too far", mixed, `{"varJudge": 0}`, `{"varJudge": 2e-6}`, "varJudge"},
		{"blup", mixed, `{"entryBLUP": {"A": 0}}`, `{"entryBLUP": {"A": 0.003}}`, "entryBLUP/A"},
		{"adjusted", mixed, `{"adjusted": {"A": 60}}`, `{"adjusted": {"A": 60.003}}`, "adjusted/A"},
		{"pev", mixed, `{` + pev + `}`, `{"entryPEV": {"A": 4.009, "B": 10}}`, "entryPEV/A"},
		{"covariance", mixed, `{` + pev + `, "entryCovariance": [[1]]}`, `{` + pev + `, "entryCovariance": [[1.019]]}`, ""},
		{"covariance too far", mixed, `{` + pev + `, "entryCovariance": [[1]]}`, `{` + pev + `, "entryCovariance": [[1.021]]}`, "entryCovariance/0/0"},
		{"mean", mixed, `{"mean": 60}`, `{"mean": 60.0002}`, "mean"},
		{"icc", mixed, `{"icc_agreement_1": 0.5}`, `{"icc_agreement_1": 0.501}`, "icc_agreement_1"},
		{"what mixed does not name", mixed, `{"singular": true, "x": 1}`, `{"singular": true, "x": 1.0000001}`, "x"},

		{"unknown tolerance", `{"type": "roughly"}`, `{"a": 1}`, `{"a": 1}`, "not known"},
		{"abs without a distance", `{"type": "abs"}`, `{"a": 1}`, `{"a": 1.0000000001}`, "a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := tolerance(decode(t, []byte(c.tolerance)).(map[string]any)).
				differences(decode(t, []byte(c.want)), decode(t, []byte(c.got)))
			switch all := strings.Join(found, "\n"); {
			case c.differs == "" && all != "":
				t.Error(all)
			case c.differs != "" && !strings.Contains(all, c.differs):
				t.Errorf("%q, want a line with %q", all, c.differs)
			}
		})
	}
}

func TestCaseFile(t *testing.T) {
	text := `{"format": 1, "id": "a", "kind": "k", "provenance": "generated", "params": {"n": 3},
		"input": {"scoreColumns": ["entry", "value"], "scores": [["A", "1.50"], ["B", 2], ["C", null]], "sameInputAs": "b", "own": "a"},
		"expect": {"mean": {"2": "1", "10": "2"}, "flat": 7}, "tolerance": {"type": "exact"}}`
	a, err := parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	lent := map[string]json.RawMessage{"own": json.RawMessage(`"b"`), "borrowed": json.RawMessage(`"b"`)}
	b := file{Provenance: "generated", Case: Case{Input: lent}}

	got, err := a.resolved(map[string]file{"b": b})
	if err != nil {
		t.Fatal(err)
	}
	if own, borrowed := In[string](t, got.Case, "own"), In[string](t, got.Case, "borrowed"); own != "a" || borrowed != "b" {
		t.Errorf("own %q, borrowed %q", own, borrowed)
	}
	if rows := got.Scores(t); rows[0]["value"] != "1.50" || rows[1]["value"] != "2" || rows[2]["value"] != "" {
		t.Errorf("rows %v", rows)
	}
	if n := Param[int](t, got.Case, "n"); n != 3 {
		t.Errorf("n = %d", n)
	}
	if keys := got.Asked("mean"); strings.Join(keys, " ") != "10 2" || !got.Asks("flat") || got.Asks("2") {
		t.Errorf("asked %v", keys)
	}

	b.Provenance = "textbook"
	for name, all := range map[string]map[string]file{
		"a lender that may not be copied": {"b": b},
		"no lender":                       {},
		"a lender that borrows":           {"b": a},
	} {
		if _, err := a.resolved(all); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	for _, broken := range []string{`{`, strings.Replace(text, `"format": 1`, `"format": 2`, 1), `{"format": 1, "id": "a"}`} {
		if _, err := parse([]byte(broken)); err == nil {
			t.Errorf("read %s", broken)
		}
	}
}

// The folders of a run, and that what is computed is what is written.
func TestFoldersAndWriting(t *testing.T) {
	set := func(name, value string) {
		old := flag.Lookup(name).Value.String()
		t.Cleanup(func() { flag.Set(name, old) })
		flag.Set(name, value)
	}
	expect := func(want ...string) {
		t.Helper()
		if got := folders(); strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("runs %v, want %v", got, want)
		}
	}
	set("cases", "")
	t.Setenv("DOVAR_CASES", "")
	expect("testdata")
	t.Setenv("DOVAR_CASES", "/all")
	expect("testdata", "/all")
	set("cases", "/some")
	expect("/some")

	out := filepath.Join(t.TempDir(), "new", "folder")
	set("write", out)
	write(t, "a", computed(t, map[string]any{"W": 0.1, "exact": "1/10"}))
	text, err := os.ReadFile(filepath.Join(out, "a.json"))
	if want := "{\n \"W\": 0.1,\n \"exact\": \"1/10\"\n}\n"; err != nil || string(text) != want {
		t.Errorf("%s %v", text, err)
	}
}
