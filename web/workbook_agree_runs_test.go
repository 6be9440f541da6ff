package web_test

// The comparison of runs.

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"

	"dovar/judging"
	"dovar/web/workbook"
)

// runs compares an entry's attempts on a summary: each, how many have a result,
// the best, and what they come to.
func (c *comparison) runs(who string, st judging.StageDef, cells []string, o *outcome) {
	c.t.Helper()
	values := map[int]*big.Rat{}
	finished := 0
	var best *big.Rat
	for _, r := range o.runs[st.ID] {
		if v := r.value(st); v != nil {
			values[r.attempt] = v
			finished++
			if best == nil {
				best = v
			}
		}
	}
	slots := cells[:len(cells)-3]
	for i, cell := range slots {
		c.number(fmt.Sprint(who, st.ID, " attempt ", i+1), cell, values[i+1])
		delete(values, i+1)
	}
	if len(values) > 0 {
		c.t.Errorf("%s, %s: no columns for %v", c.where, who, values)
	}
	c.number(who+"finished in "+st.ID, cells[len(slots)], whole(finished))
	c.number(who+"best in "+st.ID, cells[len(slots)+1], best)
	c.number(who+"result of "+st.ID, cells[len(slots)+2], o.panels[st.ID])
}

// apiRuns compares the runs of a stage in the JSON: all that there are, and
// exactly those that count.
func (c *comparison) apiRuns(code string, st judging.StageDef, got workbook.ResultsStage, o *outcome, exact func(string, string, *big.Rat)) {
	c.t.Helper()
	counted := map[int]runRat{}
	for _, r := range o.runs[st.ID] {
		counted[r.attempt] = r
	}
	for _, sh := range got.Sheets {
		r, counts := counted[sh.Attempt]
		c.text(fmt.Sprint(code, " attempt ", sh.Attempt, " counts"), strconv.FormatBool(sh.Counts), strconv.FormatBool(counts))
		c.tell(st, sh)
		if !counts {
			continue
		}
		delete(counted, sh.Attempt)
		if sh.Run.None != r.none {
			c.t.Errorf("%s, JSON, %s attempt %d: no result is %v", c.where, code, sh.Attempt, sh.Run.None)
		}
		exact(fmt.Sprint(code, " time of attempt ", sh.Attempt), sh.Run.Seconds, r.time)
		if st.Kind == "tasks" && !r.none {
			exact(fmt.Sprint(code, " points of attempt ", sh.Attempt), sh.Run.Points, r.points)
		}
	}
	if len(counted) > 0 {
		c.t.Errorf("%s, JSON, %s: runs missing: %v", c.where, code, counted)
	}
}

// tell notes which rules a run turned on.
func (c *comparison) tell(st judging.StageDef, sh workbook.ResultsSheet) {
	run := sh.Run
	for _, x := range []struct {
		rule string
		on   bool
	}{{"runs against time", st.Kind == "time"}, {"re-run", run.Repeats > 0}, {"extra run", run.Extra}, {run.Outcome, run.Outcome != ""},
		{"halved", len(run.Modifiers) > 0}, {"together", st.Exclusive != nil}, {"two timers", len(run.Times) == 2},
		{"needed", slices.ContainsFunc(st.Tasks, func(t judging.TaskDef) bool { return t.Needs != nil })}} {
		if x.on {
			c.met[x.rule]++
		}
	}
}
