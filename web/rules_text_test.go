package web

import (
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dovar/judging"
)

// The rules of three presets, whole, as a jury would read them.
func TestRulesGolden(t *testing.T) {
	for _, id := range []string{"it-teacher-contest", "mini-sumo", "regional-fair-5x20"} {
		def, _ := judging.Preset(id)
		golden(t, id, def)
	}
}

func golden(t *testing.T, name string, def judging.Definition) {
	t.Helper()
	for _, lang := range Languages {
		file := filepath.Join("testdata", "rules", name+"."+lang+".txt")
		got := strings.Join(rulesLines(lang, def), "\n") + "\n"
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file, diff)
		}
	}
}

// No line of a preset lacks its words or a value of them.
func TestRulesWorded(t *testing.T) {
	defs, err := judging.Presets()
	if err != nil {
		t.Fatal(err)
	}
	for _, def := range defs {
		for _, line := range judging.RulesText(def) {
			has(t, "rules."+line.Key)
		}
		worded(t, def.ID, def)
	}
}

func worded(t *testing.T, name string, def judging.Definition) {
	t.Helper()
	for _, lang := range Languages {
		for _, line := range rulesText(lang, def) {
			if line.Text == "" || strings.HasPrefix(line.Text, "rules.") || strings.Contains(line.Text, "<no value>") || strings.Contains(line.Text, "{{") {
				t.Errorf("%s %s: %q", name, lang, line.Text)
			}
		}
	}
}

// Every value that a definition may choose has words, also where no preset has
// chosen it yet.
func TestRulesEveryChoice(t *testing.T) {
	for of, prefixes := range map[reflect.Type]map[string]string{
		reflect.TypeFor[judging.Definition]():  {"Privacy": "privacy."},
		reflect.TypeFor[judging.EntryForm]():   {"Type": "entry."},
		reflect.TypeFor[judging.JudgeRule]():   {"Scheme": "scheme.", "Order": "order.", "Sheets": "sheets.", "Discussion": "discussion.", "Leaves": "leaves."},
		reflect.TypeFor[judging.RoomsDef]():    {"Use": "rooms."},
		reflect.TypeFor[judging.StageDef]():    {"Place": "place.", "Kind": "kind.", "Sheet": "sheet."},
		reflect.TypeFor[judging.Attempts]():    {"Count": "attempts."},
		reflect.TypeFor[judging.MatchesDef]():  {"Format": "matches.", "Undecided": "undecided."},
		reflect.TypeFor[judging.RankDef]():     {"By": "total.", "Style": "style.", "Unfinished": "unfinished."},
		reflect.TypeFor[judging.TieDef]():      {"By": "tie.", "Order": "better."},
		reflect.TypeFor[judging.AwardDef]():    {"Give": "award."},
		reflect.TypeFor[judging.RoundingDef](): {"At": "rounding.", "Mode": "mode."},
		reflect.TypeFor[judging.RoundDef]():    {"Mode": "mode."},
	} {
		for _, name := range slices.Sorted(maps.Keys(prefixes)) {
			field, ok := of.FieldByName(name)
			if !ok || field.Tag.Get("enum") == "" {
				t.Fatalf("%s has no choice %s", of, name)
			}
			for value := range strings.SplitSeq(field.Tag.Get("enum"), ",") {
				has(t, "rules."+prefixes[name]+value)
			}
		}
	}
}
