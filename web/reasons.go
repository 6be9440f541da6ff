package web

// The reason of a place in words: the steps of scoring.Explain with titles and
// names for ids, and numbers as people of the language write them.

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"dovar/judging"
	"dovar/scoring"
)

// names turn the ids of entries and judges into what people read. An id that is
// not there stands for itself.
type names struct {
	Entries map[string]string
	Judges  map[string]string
}

// namesOf are the names of a contest's results: an entry by code and name.
func namesOf(v judging.ResultsView) names {
	n := names{map[string]string{}, map[string]string{}}
	for _, d := range v.Divisions {
		for _, r := range d.Entries {
			n.Entries[r.Entry.ID] = strings.TrimSpace(r.Entry.Code + " " + r.Entry.Name)
		}
	}
	for id, j := range v.Judges {
		n.Judges[id] = j.Name
	}
	return n
}

func nameIn(of map[string]string, id string) string {
	if name := of[id]; name != "" {
		return name
	}
	return id
}

// reason says one step of the reason of a place in lang.
func reason(lang string, def judging.Definition, n names, step judging.Step) string {
	a, decimals := step.Args, def.Rank.Decimals
	stage := stageTitle(def, a["stage"]).In(lang)
	entry, judge := nameIn(n.Entries, a["entry"]), nameIn(n.Judges, a["judge"])
	shown := showTotal(a["shown"], decimals, lang)
	switch step.Key {
	case "stage":
		return stageSaid(lang, def, a)
	case "total":
		if def.Rank.By == "bracket" {
			return words.say(lang, "why.total.bracket", "shown", shown)
		}
	case "run":
		return runSaid(lang, def, a)
	case "round":
		return roundSaid(lang, stage, a)
	case "adjusted":
		raw, _ := apart(a["raw"], a["raw"], decimals, lang)
		return words.say(lang, "why.adjusted", "stage", stage, "shown", shown, "raw", raw)
	case "rounded":
		mine, theirs := apart(a["mine"], a["theirs"], decimals, lang)
		return words.say(lang, "why.rounded", "entry", entry, "shown", shown, "mine", mine, "theirs", theirs)
	case "tie":
		return words.say(lang, "why.tie", "entry", entry, "shown", shown, "said", tieSaid(lang, def, a))
	case "shared":
		with, _ := strconv.Atoi(a["with"])
		place, _ := strconv.Atoi(a["place"])
		return words.say(lang, "why.shared", "places", judging.PlaceLabel(def.Rank.Style, place, with+1), "count", with+1)
	}
	return words.say(lang, "why."+step.Key, "stage", stage, "judge", judge, "reason", a["reason"],
		"counted", a["counted"], "needed", a["needed"], "shown", shown)
}

// roundSaid is a rounding on the way, in the words of the printed rules.
func roundSaid(lang, stage string, a map[string]string) string {
	decimals, _ := strconv.Atoi(a["decimals"])
	said := ruleSaid(lang, judging.RoundingLine(0, a["at"], decimals, a["mode"]))
	if a["stage"] == "" {
		return said
	}
	return stage + ": " + said
}

// runSaid is one attempt: what it gave, in what time, or why it does not count.
func runSaid(lang string, def judging.Definition, a map[string]string) string {
	said, decimals := "why.run", def.Rank.Decimals
	if st := stageDef(def, a["stage"]); st.Time != nil {
		decimals = st.Time.Decimals
	}
	time := figures(a["time"], decimals, lang)
	switch {
	case a["reason"] != "":
		said = "why.run.excluded"
	case a["none"] != "":
		said = "why.run.none"
	case a["time"] != "" && a["time"] != a["result"]:
		said = "why.run.timed"
	}
	return words.say(lang, said, "stage", stageTitle(def, a["stage"]).In(lang), "n", a["n"], "reason", a["reason"],
		"shown", showTotal(a["shown"], def.Rank.Decimals, lang), "time", time)
}

// stageSaid is the result of a stage and how its sheets made it.
func stageSaid(lang string, def judging.Definition, a map[string]string) string {
	count, _ := strconv.Atoi(a["counted"])
	said, decimals := ofStage(lang, def, a["stage"], a["shown"], count), def.Rank.Decimals
	if count > 1 && a["method"] != "" { // matches make their tables themselves
		panel := words.say(lang, "why.panel."+a["method"], "scores", figures(a["scores"], decimals, lang))
		said = words.say(lang, "why.panel", "said", said, "panel", panel)
	}
	return weighed(lang, said, a["weight"], a["place"])
}

// ofStage is the result of a stage, and of how many sheets, runs or matches.
func ofStage(lang string, def judging.Definition, id, shown string, count int) string {
	key, st := "why.stage", stageDef(def, id)
	if st.Refereed() {
		key = "why.stage.referee"
	}
	return words.say(lang, key, "stage", stageTitle(def, id).In(lang), "shown", showTotal(shown, def.Rank.Decimals, lang), "count", count)
}

// weighed says with what weight a stage's result counts, and its place in the
// stage where totals are made of places.
func weighed(lang, said, weight, place string) string {
	if weight != "1" {
		said = words.say(lang, "why.weight", "said", said, "weight", showTotal(weight, 0, lang))
	}
	if place != "" {
		said = words.say(lang, "why.place", "said", said, "place", place)
	}
	return said
}

// keySaid is what a key of the tie chain compares.
func keySaid(lang string, def judging.Definition, a map[string]string) string {
	return words.say(lang, "why.by."+a["by"], "stage", stageTitle(def, a["stage"]).In(lang), "n", a["n"], "field", fieldName(lang, def, a["field"]),
		"criterion", criterionName(def, a["stage"], a["criterion"], lang))
}

// fieldName is what a field of an entry is called, or what an inspection measured.
func fieldName(lang string, def judging.Definition, field string) string {
	stage, item, _ := strings.Cut(field, ".")
	for _, it := range stageDef(def, stage).Items {
		if it.ID == item {
			return it.Title.In(lang)
		}
	}
	if key := "rules.field." + field; words.has(key) {
		return words.say(lang, key)
	}
	return field
}

// tieSaid is what one key of the tie chain made of two entries.
func tieSaid(lang string, def judging.Definition, a map[string]string) string {
	if a["by"] == string(scoring.TieVote) {
		return words.say(lang, keyFor(def.Refereed(), "why.vote."+a["verdict"]))
	}
	key := keySaid(lang, def, a)
	if a["verdict"] == "level" {
		mine, _ := apart(a["mine"], a["mine"], def.Rank.Decimals, lang)
		return words.say(lang, "why.tie.level", "key", key, "mine", valueOr(mine, lang))
	}
	more := "more"
	if (a["verdict"] == "above") == ascending(def, a) {
		more = "less"
	}
	mine, theirs := apart(a["mine"], a["theirs"], def.Rank.Decimals, lang)
	if mine == "" || theirs == "" {
		more = "none" // an entry without a value comes after those with one
	}
	return words.say(lang, "why.tie."+more, "key", key, "mine", valueOr(mine, lang), "theirs", valueOr(theirs, lang))
}

func valueOr(s, lang string) string {
	if s == "" {
		return words.say(lang, "why.novalue")
	}
	return s
}

// ascending reports whether the lower value wins by this key.
func ascending(def judging.Definition, a map[string]string) bool {
	return slices.ContainsFunc(def.Ties, func(t judging.TieDef) bool {
		of := t.Stage == a["stage"] && t.Criterion == a["criterion"]
		if t.By == string(scoring.TieField) {
			of = strings.TrimPrefix(t.Stage+"."+t.Field, ".") == a["field"]
		}
		return t.By == a["by"] && of && t.Order == "asc"
	})
}

// decidedBy is the title of the tie key that put an entry below the one above
// it: "" where the total did.
func decidedBy(lang string, def judging.Definition, s scoring.Standing) string {
	if s.Decided < 1 || s.Decided > len(def.Ties) {
		return ""
	}
	return def.Ties[s.Decided-1].Title.In(lang)
}

// apart writes two lists of exact numbers with so many decimals or, where they
// would look alike and are not, with as many as show the difference, at most 12.
func apart(mine, theirs string, decimals int, lang string) (string, string) {
	for ; ; decimals++ {
		a, b := figures(mine, decimals, lang), figures(theirs, decimals, lang)
		if a != b || mine == theirs || decimals >= 12 {
			return a, b
		}
	}
}

// figures writes exact numbers, decimals or n/d with spaces between, for people.
func figures(list string, decimals int, lang string) string {
	var out []string
	for _, number := range strings.Fields(list) {
		r, ok := new(big.Rat).SetString(number)
		if !ok {
			return list
		}
		out = append(out, showTotal(r.FloatString(decimals), decimals, lang))
	}
	return strings.Join(out, "; ")
}

// stageTitle is the title of a stage by its id in the definition.
func stageTitle(def judging.Definition, id string) judging.Text {
	if st := stageDef(def, id); st.ID != "" {
		return st.Title
	}
	return judging.Text{EN: id, RU: id, TG: id}
}

// stageDef is the stage of that id; empty for none.
func stageDef(def judging.Definition, id string) judging.StageDef {
	for _, st := range def.Stages {
		if st.ID == id {
			return st
		}
	}
	return judging.StageDef{}
}

// criterionName is the title of a criterion and, where the contest has several
// stages, of its stage.
func criterionName(def judging.Definition, stage, id, lang string) string {
	name := id
	for _, st := range def.Stages {
		for _, c := range st.Criteria {
			if st.ID == stage && c.ID == id {
				name = c.Title.In(lang)
			}
		}
	}
	if len(def.Stages) > 1 {
		name += " (" + stageTitle(def, stage).In(lang) + ")"
	}
	return name
}
