package web

// The public reason of a place in words: those of the organizer's reasons, over
// steps that know less.

import (
	"cmp"
	"strconv"

	"dovar/judging"
	"dovar/scoring"
)

// publicReasons are the lines of a public reason in lang.
func publicReasons(lang string, r judging.PublicReason) []string {
	lines := []string{}
	for _, st := range r.Steps {
		lines = append(lines, publicReason(lang, r.Def, st))
	}
	return lines
}

func publicReason(lang string, def judging.Definition, st judging.PublicStep) string {
	other := cmp.Or(st.Other, words.say(lang, "why.other"))
	switch {
	case st.Key == "uncounted":
		return words.say(lang, "why.uncounted", "stage", stageTitle(def, st.Stage).In(lang), "count", st.Counted)
	case st.Key == "tie" && st.Mine == "" && st.Theirs == "" && st.By != string(scoring.TieVote):
		key := words.say(lang, "why.by."+st.By, "stage", stageTitle(def, st.Stage).In(lang),
			"criterion", criterionName(def, st.Stage, st.Criterion, lang))
		return words.say(lang, "why.tie", "entry", other, "shown", showTotal(st.Shown, def.Rank.Decimals, lang),
			"said", words.say(lang, "why.silent."+st.Verdict, "key", key))
	}
	return reason(lang, def, names{Entries: map[string]string{"other": other}}, judging.Step{Key: st.Key, Args: map[string]string{
		"stage": st.Stage, "criterion": st.Criterion, "by": st.By, "verdict": st.Verdict, "counted": strconv.Itoa(st.Counted),
		"needed": strconv.Itoa(st.Needed), "weight": st.Weight, "shown": st.Shown, "mine": st.Mine, "theirs": st.Theirs,
		"entry": "other", "place": strconv.Itoa(st.Place), "with": strconv.Itoa(st.With),
	}})
}
