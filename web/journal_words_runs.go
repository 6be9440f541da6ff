package web

// What a referee told, in the words of a journal: a run, an inspection, a match.

import (
	"fmt"
	"slices"
	"strings"

	"dovar/judging"
	"dovar/scoring"
)

// told is what the sheet of a referee says, in one line.
func (t *teller) told(form judging.Rubric, b judging.Body, of judging.Effect) string {
	switch {
	case form.Match != nil:
		return t.match(b, of)
	case form.Run != nil:
		return t.run(form, b)
	case form.Passes(b):
		return words.say(t.lang, "tablet.check.passed")
	}
	return words.say(t.lang, "tablet.check.failed")
}

// retold says what a submit changed of the one before it.
func (t *teller) retold(form judging.Rubric, is judging.Body, before judging.StoredOp, of judging.Effect) {
	if old, ok := t.v.Rubrics[before.Rubric]; ok {
		t.changed(t.say("op.result"), t.told(old, before.Body, of), t.told(form, is, of))
	}
	if len(t.details) == 0 {
		t.more("op.same.referee")
	}
}

// run is points, seconds, and how the run ended where it did not end well.
func (t *teller) run(form judging.Rubric, b judging.Body) string {
	var out []string
	run, _ := form.Result(b.Record)
	if !run.None && len(form.Run.Tasks) > 0 {
		out = append(out, t.say("op.total", "total", t.exactly(run.Points)))
	}
	if !run.None && run.Timed {
		out = append(out, words.say(t.lang, "tablet.seconds", "n", t.exactly(run.Time)))
	}
	for _, o := range form.Run.Outcomes {
		if o.ID == b.Outcome && o.ID != "ok" {
			out = append(out, o.Title.In(t.lang))
		}
	}
	for _, m := range form.Run.Modifiers {
		if slices.Contains(b.Modifiers, m.ID) {
			out = append(out, m.Title.In(t.lang))
		}
	}
	return strings.Join(out, ", ")
}

// exactly writes a number whole, or with three decimals where it never ends.
func (t *teller) exactly(n scoring.Number) string {
	text := n.String()
	if strings.Contains(text, "/") {
		text = n.Round(3)
	}
	return t.number(text)
}

// match is the score of a match, or what decided it without one.
func (t *teller) match(b judging.Body, of judging.Effect) string {
	points := func(side string) (n int) {
		for _, bout := range b.Bouts {
			if bout == side {
				n++
			}
		}
		return n
	}
	codes := map[string]string{"a": t.entryCode(of.Entry), "b": t.entryCode(of.Against), "draw": words.say(t.lang, "tablet.match.draw")}
	out := fmt.Sprintf("%s – %s %d : %d", codes["a"], codes["b"], points("a"), points("b"))
	if side, how, ok := strings.Cut(b.Outcome, "-"); ok {
		out += ", " + words.say(t.lang, "tablet.match."+how) + ": " + codes[side]
	}
	if b.Decision != "" {
		out += ", " + words.say(t.lang, "protocol.decided") + ": " + codes[b.Decision]
	}
	return out
}
