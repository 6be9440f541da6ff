package cases

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"
)

// A file is one case as it lies in a folder.
type file struct {
	Format     int       `json:"format"`
	ID         string    `json:"id"`
	Kind       string    `json:"kind"`
	Provenance string    `json:"provenance"`
	Expect     any       `json:"expect"`
	Tolerance  tolerance `json:"tolerance"`
	Case
}

// A Case is what a method is given: all but what it is to find.
type Case struct {
	Input  map[string]json.RawMessage `json:"input"`
	Params map[string]json.RawMessage `json:"params"`
	asked  any                        // Expect without its figures
}

func parse(text []byte) (file, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var f file
	if err := d.Decode(&f); err != nil {
		return f, err
	}
	if f.Format != 1 {
		return f, fmt.Errorf("format %d is not known", f.Format)
	}
	if _, ok := f.Expect.(map[string]any); !ok {
		return f, fmt.Errorf("expects nothing")
	}
	f.asked = keysOnly(f.Expect)
	return f, nil
}

func keysOnly(v any) any {
	object, ok := v.(map[string]any)
	if !ok {
		return nil
	}
	keys := map[string]any{}
	for k, v := range object {
		keys[k] = keysOnly(v)
	}
	return keys
}

// resolved takes the input over from the case that sameInputAs names; what the
// case says itself stands.
func (f file) resolved(all map[string]file) (file, error) {
	text, borrows := f.Input["sameInputAs"]
	if !borrows {
		return f, nil
	}
	var id string
	if err := json.Unmarshal(text, &id); err != nil {
		return f, err
	}
	lender, ok := all[id]
	if !ok {
		return f, fmt.Errorf("the input of %q is not in this folder", id)
	}
	if _, chain := lender.Input["sameInputAs"]; chain {
		return f, fmt.Errorf("%q has no input of its own", id)
	}
	if f.Provenance == "generated" && lender.Provenance != "generated" {
		return f, fmt.Errorf("a generated case stands on %q, which is %s", id, lender.Provenance)
	}
	input := maps.Clone(lender.Input)
	maps.Copy(input, f.Input)
	delete(input, "sameInputAs")
	f.Input = input
	return f, nil
}

// Asked returns the sorted keys of the expected object at path, nil when there
// is none: some cases name only there what is wanted (the numbers of judges,
// the events after which to look, a covariance matrix).
func (c Case) Asked(path ...string) []string {
	at := c.asked
	for _, key := range path {
		object, _ := at.(map[string]any)
		at = object[key]
	}
	object, _ := at.(map[string]any)
	return slices.Sorted(maps.Keys(object))
}

// Asks reports whether the expected object has a key.
func (c Case) Asks(key string) bool { return slices.Contains(c.Asked(), key) }

// In returns the input named key; a case without it fails. Numbers of an input
// of type any are json.Number.
func In[T any](t testing.TB, c Case, key string) T { return read[T](t, c.Input, key) }

// Param returns the parameter named key; a case without it fails.
func Param[T any](t testing.TB, c Case, key string) T { return read[T](t, c.Params, key) }

func read[T any](t testing.TB, from map[string]json.RawMessage, key string) (v T) {
	t.Helper()
	text, ok := from[key]
	if !ok {
		t.Fatalf("the case has no %q", key)
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		t.Fatalf("%q as %v: %v", key, reflect.TypeFor[T](), err)
	}
	return v
}

// A Row is a line of scores: what stands in each of its columns, numbers as
// they are written. Null is "".
type Row map[string]string

// Scores returns the rows of the input in their order.
func (c Case) Scores(t testing.TB) []Row {
	t.Helper()
	columns := In[[]string](t, c, "scoreColumns")
	var rows []Row
	for _, line := range In[[][]any](t, c, "scores") {
		if len(line) != len(columns) {
			t.Fatalf("a row of %d for %d columns", len(line), len(columns))
		}
		row := Row{}
		for i, v := range line {
			if v == nil {
				v = ""
			}
			row[columns[i]] = fmt.Sprint(v)
		}
		rows = append(rows, row)
	}
	return rows
}
