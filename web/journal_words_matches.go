package web

// The rows of a contest's journal in words: draws of matches, and what follows
// from a match.

import (
	"cmp"
	"strconv"
	"strings"

	"dovar/judging"
)

func (t *teller) draw(b judging.Draw) string {
	for i, group := range b.Plan.Groups {
		names := make([]string, len(group))
		for j, id := range group {
			names[j] = t.entryCode(id)
		}
		list := strings.Join(names, ", ")
		if len(b.Plan.Groups) == 1 {
			t.more("draw.all", "entries", list)
		} else {
			t.more("draw.group", "group", judging.GroupLetter(i), "entries", list)
		}
	}
	if b.Plan.Seed != 0 {
		t.more("draw.seed", "seed", strconv.FormatInt(b.Plan.Seed, 10))
	}
	var judges []string
	for _, j := range b.Plan.Judges {
		judges = append(judges, t.judgeName(j))
	}
	if judges != nil {
		t.more("draw.judges", "judges", strings.Join(judges, ", "))
	}
	return t.say("draw", "stage", t.stageName(b.Stage), "how", words.say(t.lang, "matches.how."+b.Plan.How))
}

// entryCode is the entry by its code, which a bracket has.
func (t *teller) entryCode(id string) string {
	return cmp.Or(t.v.Entries[id].Code, "?")
}

func (t *teller) advanced(b judging.Advance) string {
	pair := func(p [2]string) string {
		return words.say(t.lang, "matches.pair", "a", t.entryCode(p[0]), "b", t.entryCode(p[1]))
	}
	for _, c := range b.Changed {
		t.more(changeKey(c), "was", pair(c.Was), "now", pair(c.Now), "winner", t.entryCode(c.Winner))
	}
	return t.say("advanced", "stage", t.stageName(b.Stage))
}

// changeKey is the sentence for what became of a meeting.
func changeKey(c judging.Changed) string {
	switch {
	case c.Played:
		return "advanced.played"
	case c.Again:
		return "advanced.again"
	case c.Winner != "":
		return "advanced.walkover"
	}
	return "advanced.pair"
}
