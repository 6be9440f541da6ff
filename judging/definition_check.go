package judging

// What a definition must mean beyond its shape (presets/README.md, schema 2):
// one small function a rule, or a few that belong together. Here the root; the
// stages, the ranking and the tests have files of their own.

import (
	"maps"
	"slices"
	"strings"
)

// meanings are the checks and the sections of the root each of them reads. A
// check waits until these could be read whole, so that no problem is the echo
// of another.
var meanings = []struct {
	reads string
	check func(*inspection)
}{
	{"id", (*inspection).checkFileName},
	{"entry", (*inspection).checkEntry},
	{"judges stages", (*inspection).checkJudges},
	{"divisions", (*inspection).checkAges},
	{"bands", (*inspection).checkLadders},
	{"bands stages", (*inspection).checkLaddersUsed},
	{"bands stages", (*inspection).checkStages},
	{"judges rank stages", (*inspection).checkRank},
	{"entry stages ties", (*inspection).checkTies},
	{"judges rank stages ties", (*inspection).checkTiesDecide},
	{"judges stages", (*inspection).checkDrops},
	{"entry stages awards", (*inspection).checkAwards},
	{"judges rank stages ties", (*inspection).checkRule},
	{"bands entry stages tests", (*inspection).checkTests}, // after all that these read
}

func (in *inspection) checkMeaning() {
	for _, m := range meanings {
		damaged := func(section string) bool {
			return section == "" || slices.Contains(strings.Fields(m.reads), section)
		}
		if !slices.ContainsFunc(in.damaged, damaged) {
			m.check(in)
		}
	}
}

// must reports the rule when it is not kept.
func (in *inspection) must(kept bool, at where, code string, args ...any) {
	if !kept {
		in.say(at, code, args...)
	}
}

func (in *inspection) checkFileName() {
	in.must(in.file == "" || in.def.ID+".yaml" == in.file, "id", "file-name")
}

func (in *inspection) checkEntry() {
	e := in.def.Entry
	in.must(e.Members[0] <= e.Members[1], "entry.members", "range")
	in.must(e.Type != "person" || e.Members == [2]int{1, 1}, "entry.members", "person")
	builtIn := []string{"name", "code"}
	for i, f := range e.Fields {
		in.must(!slices.Contains(builtIn, f), where("entry.fields").item(i), "built-in", "field", f)
	}
	for i, f := range e.Public {
		known := slices.Contains(builtIn, f) || slices.Contains(e.Fields, f)
		in.must(known, where("entry.public").item(i), "public-unknown")
	}
}

func (in *inspection) checkJudges() {
	j := in.def.Judges
	in.must(j.Min <= j.Recommended, "judges.recommended", "recommended")
	in.must(j.Max == nil || j.Recommended <= *j.Max, "judges.max", "most-judges")
	judged := slices.ContainsFunc(in.def.Stages, func(s StageDef) bool { return s.Kind == "rubric" || s.Kind == "places" })
	in.must(judged != (j.Scheme == "referee"), "judges.scheme", "referee")
}

func (in *inspection) checkAges() {
	for i, d := range in.def.Divisions {
		in.must(d.Age == nil || d.Age[0] <= d.Age[1], where("divisions").item(i).field("age"), "range")
	}
}

func (in *inspection) checkLadders() {
	for name, ladder := range sorted(in.def.Bands) {
		for i, b := range ladder {
			at := where("bands").field(name).item(i)
			in.must(b.From.number().Cmp(b.To.number()) <= 0, at, "band-order")
			rises := i == 0 || b.From.number().Cmp(ladder[i-1].To.number()) > 0
			in.must(rises, at.field("from"), "band-overlap")
		}
	}
}

func (in *inspection) checkLaddersUsed() {
	used := map[string]bool{}
	for _, s := range in.def.Stages {
		for _, c := range s.Criteria {
			used[c.Bands] = true
		}
	}
	for name := range sorted(in.def.Bands) {
		in.must(used[name], where("bands").field(name), "ladder-unused")
	}
}

// sorted goes through a map in the order of its keys.
func sorted[V any](m map[string]V) func(yield func(string, V) bool) {
	return func(yield func(string, V) bool) {
		for _, k := range slices.Sorted(maps.Keys(m)) {
			if !yield(k, m[k]) {
				return
			}
		}
	}
}
