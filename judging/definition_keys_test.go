package judging

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// What a form reads of a key is what the check asks: of every stage of every
// preset both say the same.
func TestTieKeys(t *testing.T) {
	defs, err := Presets()
	if err != nil {
		t.Fatal(err)
	}
	fits := 0
	for _, key := range TieKeys() {
		for _, def := range defs {
			for _, stage := range def.Stages {
				tie := TieDef{By: key.Name, Stage: stage.ID}
				if len(stage.Criteria) > 0 {
					tie.Criterion = stage.Criteria[0].ID
				}
				want := tieNeeds[key.Name].of(stage, tie)
				if got := key.fits(t, stage); got != want {
					t.Errorf("%s of %s %s: the data say %t, the check %t", key.Name, def.ID, stage.ID, got, want)
				} else if got {
					fits++
				}
			}
		}
	}
	if fits < 100 {
		t.Errorf("only %d keys fit", fits)
	}
	for by := range tieNeeds {
		listed := slices.ContainsFunc(TieKeys(), func(k TieKey) bool { return k.Name == by })
		if listed == (by == "field") {
			t.Errorf("%s: listed %t", by, listed)
		}
	}
}

// fits is what web/static/desk/rules/ties.js does.
func (k TieKey) fits(t *testing.T, stage StageDef) bool {
	body, err := json.Marshal(stage)
	var tree map[string]any
	if err == nil {
		err = json.Unmarshal(body, &tree)
	}
	if err != nil {
		t.Fatal(err)
	}
	return (k.Kinds == nil || slices.Contains(k.Kinds, stage.Kind)) && !slices.ContainsFunc(k.Fields, func(path string) bool {
		var at any = tree
		for name := range strings.SplitSeq(path, ".") {
			in, _ := at.(map[string]any)
			at = in[name]
		}
		return at == nil
	})
}
