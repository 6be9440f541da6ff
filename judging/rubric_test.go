package judging

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func rubricOf(t *testing.T, preset, stage string) Rubric {
	t.Helper()
	d, _ := Preset(preset)
	r, ok := d.Rubric(stage)
	if !ok {
		t.Fatalf("%s has no rubric %s", preset, stage)
	}
	return r
}

// body makes a sheet of "criterion=mark", "criterion=" for no mark, "penalty*count" and "criterion:note".
func body(parts ...string) Body {
	b := Body{Marks: map[string]*Decimal{}, Counts: map[string]int{}, Notes: map[string]string{}}
	for _, p := range parts {
		if id, count, ok := strings.Cut(p, "*"); ok {
			n := 0
			fmt.Sscan(count, &n)
			b.Counts[id] = n
		} else if id, note, ok := strings.Cut(p, ":"); ok {
			b.Notes[id] = note
		} else if id, mark, _ := strings.Cut(p, "="); mark == "" {
			b.Marks[id] = nil
		} else {
			d := Decimal(mark)
			b.Marks[id] = &d
		}
	}
	return b
}

func TestRubricCheck(t *testing.T) {
	fair := rubricOf(t, "regional-fair-5x20", "fair")
	values := rubricOf(t, "robot-league-4-level", "values")
	show := rubricOf(t, "robot-on-stage", "performance")
	half := rubricOf(t, "science-fair-science", "fair")
	half.Criteria[0].Step, half.Skip = "0.5", true

	fairFull := []string{"objective=1", "procedure=20", "data=14", "discussion=13", "interview=18"}
	valuesFull := []string{"discovery=4", "innovation=3", "impact=2", "inclusion=1", "teamwork=3", "fun=3"}
	and := func(parts []string, more ...string) Body {
		return body(append(parts[:len(parts):len(parts)], more...)...)
	}
	for _, c := range []struct {
		name     string
		rubric   Rubric
		body     Body
		complete bool
		want     string
	}{
		{"an empty draft", fair, body(), false, ""},
		{"a body without maps", fair, Body{}, false, ""},
		{"a draft with a gap", fair, body("objective=3", "data="), false, ""},
		{"a full sheet", fair, and(fairFull, "team*3"), true, ""},
		{"a mark above the scale", fair, body("objective=21"), false, "mark-off-scale map[criterion:objective mark:21 max:20 min:1 step:1]"},
		{"a mark below the scale", fair, body("data=0"), false, "mark-off-scale map[criterion:data mark:0 max:20 min:1 step:1]"},
		{"a mark between two", fair, body("data=1.5"), false, "mark-off-scale map[criterion:data mark:1.5 max:20 min:1 step:1]"},
		{"a mark that is hardly off", fair, body("data=1.000000000000000001"), false, "mark-off-scale map[criterion:data mark:1.000000000000000001 max:20 min:1 step:1]"},
		{"a mark not in shortest form", fair, body("data=8.0"), false, "mark-off-scale map[criterion:data mark:8.0 max:20 min:1 step:1]"},
		{"no number", fair, body("data=ten"), false, "mark-off-scale map[criterion:data mark:ten max:20 min:1 step:1]"},
		{"half steps", half, body("question=7.5", "design=15"), false, ""},
		{"half steps elsewhere", half, body("design=14.5"), false, "mark-off-scale map[criterion:design mark:14.5 max:15 min:0 step:1]"},
		{"zero is a mark", half, body("question=0"), true, ""},
		{"skipped lines", half, body("question=7.5", "design="), true, ""},
		{"skipped everything", half, body("question=", "design="), true, "sheet-gaps map[criterion:question missing:6]"},
		{"an unknown criterion", fair, body("style=3"), false, "criterion-unknown map[criterion:style]"},
		{"an unknown criterion without a mark", fair, body("style="), false, "criterion-unknown map[criterion:style]"},
		{"a note on an unknown criterion", fair, body("style:fine"), false, "criterion-unknown map[criterion:style]"},
		{"the first of two unknown", fair, body("b=3", "a=3"), false, "criterion-unknown map[criterion:a]"},
		{"a gap", fair, body("objective=1", "procedure=20", "discussion=13"), true, "sheet-gaps map[criterion:data missing:2]"},
		{"a gap said as null", fair, and(fairFull, "interview="), true, "sheet-gaps map[criterion:interview missing:1]"},
		{"nothing at all", fair, Body{}, true, "sheet-gaps map[criterion:objective missing:5]"},
		{"an unknown penalty", fair, body("late*1"), false, "penalty-unknown map[penalty:late]"},
		{"a penalty too often", fair, body("team*4"), false, "penalty-over map[count:4 max:3 penalty:team]"},
		{"a penalty less than never", fair, body("team*-1"), false, "penalty-over map[count:-1 max:3 penalty:team]"},
		{"a penalty without limit", show, body("touch*40"), false, ""},
		{"a penalty beyond sense", show, body("touch*1001"), false, "penalty-over map[count:1001 max:1000 penalty:touch]"},
		{"a mark that needs a note, in a draft", values, body("discovery=4"), false, ""},
		{"a mark that needs a note", values, and(valuesFull), true, "note-missing map[criterion:discovery]"},
		{"a note of spaces", values, and(valuesFull, "discovery: \n"), true, "note-missing map[criterion:discovery]"},
		{"a mark with its note", values, and(valuesFull, "discovery:built three"), true, ""},
	} {
		got := ""
		if err := c.rubric.Check(c.body, c.complete); err != nil {
			if got = err.Error(); err.Kind != Invalid {
				t.Errorf("%s: kind %v", c.name, err.Kind)
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestRubricMarks(t *testing.T) {
	marks, counts := rubricOf(t, "regional-fair-5x20", "fair").Marks(body("objective=15", "data=", "team*2"))
	if len(marks) != 1 || marks["objective"].String() != "15" || !reflect.DeepEqual(counts, map[string]int{"team": 2}) {
		t.Errorf("marks %v, counts %v", marks, counts)
	}
}

// The JSON is what hello sends and what the hash covers.
func TestRubricJSON(t *testing.T) {
	d, _ := Preset("robot-on-stage")
	hashes := map[string]string{}
	for _, s := range d.Stages {
		r, ok := d.Rubric(s.ID)
		if !ok {
			t.Fatal("no rubric ", s.ID)
		}
		text := r.JSON()
		if canon, err := CanonRaw(text); err != nil || !bytes.Equal(canon, text) {
			t.Errorf("%s: not canonical: %v", s.ID, err)
		}
		sum := sha256.Sum256(text)
		if r.Hash() != hex.EncodeToString(sum[:]) {
			t.Errorf("%s: hash is not of the JSON", s.ID)
		}
		if other, known := hashes[r.Hash()]; known {
			t.Errorf("%s and %s have one hash", s.ID, other)
		}
		hashes[r.Hash()] = s.ID
		back, err := ParseRubric(text)
		if err != nil || !bytes.Equal(back.JSON(), text) || !reflect.DeepEqual(back, r) {
			t.Errorf("%s: another rubric came back: %v", s.ID, err)
		}
	}
	if _, ok := d.Rubric("finals"); ok {
		t.Error("a stage that is not there has a rubric")
	}
	if _, err := ParseRubric([]byte("[]")); err == nil {
		t.Error("a list is a rubric")
	}
}

func TestRubricShape(t *testing.T) {
	var got struct {
		Sheet     string
		Criteria  []map[string]any
		Penalties []map[string]any
	}
	if err := json.Unmarshal(rubricOf(t, "robot-on-stage", "performance").JSON(), &got); err != nil {
		t.Fatal(err)
	}
	c := got.Criteria[0]
	if got.Sheet != "points" || len(got.Criteria) != 5 || c["id"] != "entertainment" || c["weight"] != "1" || c["max"] != "8" ||
		len(c["bands"].([]any)) != 4 || len(c["noteAt"].([]any)) != 0 || c["hint"] != nil {
		t.Errorf("criterion is %v", c)
	}
	p := got.Penalties[0]
	if _, limited := p["max"]; len(got.Penalties) != 1 || p["per"] != "-3" || p["when"] != "always" || limited {
		t.Errorf("penalty is %v", p)
	}
}

// A mark, a weight or a text more is another rubric.
func TestRubricHash(t *testing.T) {
	const file = "presets/science-fair-science.yaml"
	text, err := presetFiles.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	base := rubricOf(t, "science-fair-science", "fair").Hash()
	for edit, same := range map[[2]string]bool{
		{"step: '1'", "step: '1.0'"}:                               true, // the same number
		{"step: '1'\n", "step: '1'\n        weight: '1'\n"}:        true, // what it is without
		{"privacy: full", "privacy: top"}:                          true,
		{"Research question", "The question"}:                      false,
		{"Purpose unclear", "No purpose"}:                          false,
		{"panel: mean\n", "panel: mean\n    skip_allowed: true\n"}: false,
	} {
		changed := strings.Replace(string(text), edit[0], edit[1], 1)
		d, err := LoadDefinition("science-fair-science.yaml", []byte(changed))
		if changed == string(text) {
			t.Errorf("%q changes nothing", edit[0])
		}
		if err != nil {
			t.Fatal(err)
		}
		r, _ := d.Rubric("fair")
		if (r.Hash() == base) != same {
			t.Errorf("%q for %q: the same rubric: %v, want %v", edit[1], edit[0], !same, same)
		}
	}
}
