package workbook

// Keys of the tie chain that compare runs, as formulas.

import (
	"fmt"
	"slices"
	"strings"

	"dovar/scoring"
)

// runKey reports whether a key of the tie chain compares runs.
func (p *plan) runKey(t scoring.Tie) bool {
	return slices.Contains([]scoring.TieKind{scoring.TieAttempt, scoring.TieAttemptTime, scoring.TieFinished, scoring.TieExtraRun}, t.By) && p.stageAt(t.Stage) >= 0
}

func (p *plan) stageAt(id string) int {
	return slices.IndexFunc(p.stages, func(s stage) bool { return s.ID == id })
}

// chain adds what the keys of runs in the rule's tie chain compare.
func (w *work) chain() {
	w.chained = make([]field, len(w.Rule.Ties))
	for i, t := range w.Rule.Ties {
		if w.runKey(t) {
			n := w.stageAt(t.Stage)
			w.chained[i] = w.add(w.head("chain"), w.keyTitle(i), func(l line) string { return keys[t.By](w, l, n, t, 0) })
		}
	}
}

// keyTitle is the title of a key in the contest's own words.
func (w *work) keyTitle(i int) string {
	t := w.Rule.Ties[i]
	return w.head("key.nth", "stage", w.stages[w.stageAt(t.Stage)].title, "key", w.say("workbook.key."+string(t.By)), "n", max(1, t.N))
}

// nthRun is a figure of the n-th best run of a line.
func (w *work) nthRun(l line, n, nth, col int) string {
	blocks := l.stages[n].blocks
	if len(blocks) == 0 || col == 0 {
		return `""`
	}
	from := func(col int) string { return quoted(w.attempts) + span(col, blocks[0].first, blocks[0].last) }
	return fmt.Sprintf(`IF(COUNTIF(%s,%d)=0,"",INDEX(%s,MATCH(%d,%s,0)))`, from(w.stages[n].run.order), nth, from(col), nth, from(w.stages[n].run.order))
}

func (w *work) attemptKey(l line, n int, t scoring.Tie, _ int) string {
	return w.nthRun(l, n, t.N, w.stages[n].run.points)
}

func (w *work) attemptTimeKey(l line, n int, t scoring.Tie, _ int) string {
	return w.nthRun(l, n, t.N, w.stages[n].run.time)
}

// extraKey is the best of the runs made for this key.
func (w *work) extraKey(l line, n int, _ scoring.Tie, _ int) string {
	st, fold := w.stages[n], "MAX"
	if st.Runs.ByTime {
		fold = "MIN"
	}
	var cells []string
	for i := range l.stages[n].blocks {
		if b := &l.stages[n].blocks[i]; b.apart() && b.Excluded == "" {
			cells = append(cells, quoted(w.attempts)+at(st.run.value, b.row))
		}
	}
	if cells == nil {
		return `""`
	}
	list := strings.Join(cells, ",")
	return fmt.Sprintf(`IF(COUNT(%s)=0,"",%s(%s))`, list, fold, list)
}

func (w *work) finishedKey(l line, n int, _ scoring.Tie, _ int) string {
	return "COUNT(" + w.d.judges(l, n, quoted(w.d.sheet)) + ")"
}
