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
	stage, shown := stageTitle(def, st.Stage).In(lang), showTotal(st.Shown, def.Rank.Decimals, lang)
	other := cmp.Or(st.Other, words.say(lang, "why.other"))
	args := map[string]string{
		"stage": st.Stage, "criterion": st.Criterion, "by": st.By, "n": st.N, "field": st.Field, "verdict": st.Verdict,
		"counted": strconv.Itoa(st.Counted), "needed": strconv.Itoa(st.Needed), "raw": st.Raw, "shown": st.Shown,
		"time": st.Time, "result": st.Raw, "mine": st.Mine, "theirs": st.Theirs, "entry": "other", "place": strconv.Itoa(st.Place), "with": strconv.Itoa(st.With),
	}
	switch {
	case st.Key == "uncounted":
		return words.say(lang, "why.uncounted", "stage", stage, "count", st.Counted)
	case st.Key == "left":
		return words.say(lang, "why.left", "stage", stage, "count", st.Counted)
	case st.Key == "stage":
		return weighed(lang, ofStage(lang, def, st.Stage, st.Shown, st.Counted), st.Weight, st.InStage)
	case st.Key == "tie" && st.Mine == "" && st.Theirs == "" && st.By != string(scoring.TieVote):
		return words.say(lang, "why.tie", "entry", other, "shown", shown,
			"said", words.say(lang, "why.silent."+st.Verdict, "key", keySaid(lang, def, args)))
	}
	return reason(lang, def, names{Entries: map[string]string{"other": other}}, judging.Step{Key: st.Key, Args: args})
}
