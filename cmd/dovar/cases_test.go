package main

// The reference cases of robotics through the real stages: a contest made for the
// case, runs signed and sent by tablets over HTTP, standings read back.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dovar/judging"
)

// A refCase is one file of cases; its format is that of scoring/cases.
type refCase struct {
	t          testing.TB
	ID         string                     `json:"id"`
	Kind       string                     `json:"kind"`
	Provenance string                     `json:"provenance"`
	Input      map[string]json.RawMessage `json:"input"`
	Params     map[string]json.RawMessage `json:"params"`
	Expect     map[string]any             `json:"expect"`
	Tolerance  struct{ Type string }      `json:"tolerance"`
}

// robotics says how a kind of case is held. A function answers in the shape of
// what the case expects.
var robotics = map[string]func(refCase) map[string]any{
	"wro_future_engineers": wroFutureEngineers,
	"fll_champion":         fllChampion,
	"rcj_normalised":       rcjNormalised,
	"average_of_5":         averageOf5,
	"round_robin":          roundRobin,
}

// elsewhere are the kinds that are no robotics: scoring/cases and the contests of
// rubrics hold them.
var elsewhere = strings.Fields(`additive_least_squares bradley_terry clinch connectivity countback cronbach_alpha
	crowd_bt event_log icc isu_components judge_normalisation kendall_w krippendorff_alpha mfrm mixed_model outlier_sheets
	points_sum rank_confidence rank_styles rank_sum_points reliability_of_k_judges rounding rubric skating_summary
	skating_system ski_jump stages trimmed_sum`)

func TestRoboticsCases(t *testing.T) {
	dirs := []string{"../../scoring/cases/testdata"} // those that may be copied
	if all := os.Getenv("DOVAR_CASES"); all != "" {
		dirs = append(dirs, all)
	}
	for _, dir := range dirs {
		paths, err := filepath.Glob(filepath.Join(dir, "*.json"))
		if err != nil || len(paths) == 0 {
			t.Fatalf("no case in %q (%v)", dir, err)
		}
		held := 0
		for _, path := range paths {
			c := readCase(t, path)
			hold, known := robotics[c.Kind]
			if !known && !slices.Contains(elsewhere, c.Kind) {
				t.Errorf("%s: no contest holds the kind %q", c.ID, c.Kind)
			}
			if !known || len(dirs) > 1 && dir == dirs[0] && c.in(dirs[1]) {
				continue
			}
			held++
			t.Run(c.ID, func(t *testing.T) {
				c.t = t
				if c.Tolerance.Type != "exact" {
					t.Fatalf("tolerance %q", c.Tolerance.Type)
				}
				same(t, "", c.Expect, hold(c))
			})
		}
		if held == 0 && len(dirs) == 1 {
			t.Errorf("no case of robotics in %q", dir)
		}
	}
}

func readCase(t testing.TB, path string) (c refCase) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err == nil {
		d := json.NewDecoder(bytes.NewReader(text))
		d.UseNumber()
		err = d.Decode(&c)
	}
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return c
}

// in reports whether the folder holds the case too: it is run there, once.
func (c refCase) in(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, c.ID+".json"))
	return err == nil
}

// same compares what stands with what the case expects, leaf by leaf.
func same(t testing.TB, at string, want, got any) {
	t.Helper()
	object, nested := want.(map[string]any)
	if !nested {
		if fmt.Sprint(want) != fmt.Sprint(got) {
			t.Errorf("%s: %v stands, %v is expected", at, got, want)
		}
		return
	}
	mine, _ := got.(map[string]any)
	for key, w := range object {
		same(t, at+"/"+key, w, mine[key])
	}
	if len(object) != len(mine) {
		t.Errorf("%s: %d stand, %d are expected", at, len(mine), len(object))
	}
}

// read decodes a member of input or parameters.
func read[T any](c refCase, from map[string]json.RawMessage, key string) (v T) {
	c.t.Helper()
	if err := json.Unmarshal(from[key], &v); err != nil {
		c.t.Fatalf("%q: %v", key, err)
	}
	return v
}

func in[T any](c refCase, key string) T    { return read[T](c, c.Input, key) }
func param[T any](c refCase, key string) T { return read[T](c, c.Params, key) }

// ofEach takes a figure from every row.
func ofEach(rows map[string]judging.StandingRow, figure func(judging.StandingRow) any) map[string]any {
	out := map[string]any{}
	for code, r := range rows {
		out[code] = figure(r)
	}
	return out
}

func placed(r judging.StandingRow) any  { return r.Place }
func totaled(r judging.StandingRow) any { return r.Exact }
