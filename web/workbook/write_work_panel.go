package workbook

// Steps of the panels in which every entry has a part in the others' results.

import (
	"fmt"
	"slices"
	"strings"

	"dovar/scoring"
)

// judgedColumns are what the judges of a stage make of its entries.
type judgedColumns struct {
	stage   stage
	group   string
	judges  int   // columns
	present field // how many judges have a sheet that counts
	whole   field // 1: all of them have one of this entry, which so takes part
	place   field // of the first judge; the others' follow
}

// places is the range of the judges' places of a line.
func (j judgedColumns) places(l line) string {
	return at(j.place.col, l.row) + ":" + at(j.place.col+j.judges-1, l.row)
}

// judged adds, for each judge, the sheets' totals, those of the entries that all
// judges have scored, and the places they give: entries level with a judge share
// the mean of their places.
func (w *work) judged(n int, in func(line) string) judgedColumns {
	st := w.stages[n]
	j := judgedColumns{stage: st, group: st.title}
	var ids []string
	for _, l := range w.d.lines {
		for _, b := range l.stages[n].blocks {
			if !slices.Contains(ids, b.Judge) {
				ids = append(ids, b.Judge)
			}
		}
	}
	slices.Sort(ids)
	j.judges = max(1, len(ids))
	ids = append(ids, "")[:j.judges]

	var scores []field
	for _, id := range ids {
		scores = append(scores, w.add(j.group, w.head("score.of", "judge", w.judge(id)), active(func(l line) string {
			for _, b := range l.stages[n].blocks {
				if b.Judge == id {
					total := quoted(w.marks) + at(mTotal, b.row)
					return when(in(l), fmt.Sprintf(`IF(ISNUMBER(%s),ROUND(%s,%d),"")`, total, total, st.digits))
				}
			}
			return ""
		})))
	}
	j.present = w.add(j.group, w.head("judges"), active(func(l line) string {
		if l.row > l.room.first {
			return fixed(j.present.col, l.room.first)
		}
		var terms []string
		for _, s := range scores {
			terms = append(terms, "(COUNT("+s.all(l)+")>0)")
		}
		return strings.Join(terms, "+")
	}))
	j.whole = w.add(j.group, w.head("whole"), active(func(l line) string {
		own := at(scores[0].col, l.row) + ":" + at(scores[0].col+j.judges-1, l.row)
		return fmt.Sprintf(`IF(AND(%s>0,COUNT(%s)=%s),1,"")`, j.present.of(l), own, j.present.of(l))
	}))
	var scored []field
	for at, id := range ids {
		scored = append(scored, w.add(j.group, w.head("taken.of", "judge", w.judge(id)), active(func(l line) string {
			return fmt.Sprintf(`IF(%s="","",%s)`, j.whole.of(l), scores[at].of(l))
		})))
	}
	for at, id := range ids {
		place := w.add(j.group, w.head("place.of", "judge", w.judge(id)), active(func(l line) string {
			return sharedMean(l, scored[at], orderOf(st.Places))
		}))
		if at == 0 {
			j.place = place
		}
	}
	return j
}

// sharedMean is the place by a figure; those level share the mean of theirs.
func sharedMean(l line, f field, order string) string {
	return fmt.Sprintf(`IF(%[1]s="","",RANK(%[1]s,%[2]s,%[3]s)+(COUNTIF(%[2]s,%[1]s)-1)/2)`, f.of(l), f.all(l), order)
}

func (w *work) rankSum(n int, in func(line) string) field { return w.sumOfPlaces(w.judged(n, in)) }

func (w *work) sumOfPlaces(j judgedColumns) field {
	return w.add(j.group, w.head("ranksum"), active(func(l line) string {
		return fmt.Sprintf(`IF(%s="","",SUM(%s))`, j.whole.of(l), j.places(l))
	}))
}

// pointsTable gives points by the place in the sum of places; those who share
// places share their points evenly.
func (w *work) pointsTable(n int, in func(line) string) field {
	j := w.judged(n, in)
	sum := w.sumOfPlaces(j)
	table := w.add(j.group, w.head("table"), func(line) string { return "" })
	points := j.stage.Params.Table
	w.columns[len(w.columns)-1].value = func(l line) any {
		if at := l.row - firstRow; at < len(points) {
			return figure(points[at], 12)
		}
		return nil
	}
	first, last := firstRow, firstRow+min(len(points), len(w.d.lines))-1
	taken := w.add(j.group, w.head("taken"), active(func(l line) string {
		return fmt.Sprintf(`IF(%s="","",RANK(%s,%s,1))`, sum.of(l), sum.of(l), sum.all(l))
	}))
	return w.add(j.group, w.head("points"), active(func(l line) string {
		rows := fixed(table.col, first) + ":" + fixed(table.col, last)
		from, level := taken.of(l), fmt.Sprintf("COUNTIF(%s,%s)", sum.all(l), sum.of(l))
		return fmt.Sprintf(`IF(%[1]s="","",SUMPRODUCT((ROW(%[2]s)-%[3]d>=%[1]s)*(ROW(%[2]s)-%[3]d<%[1]s+%[4]s)*%[2]s)/%[4]s)`,
			from, rows, first-1, level)
	}))
}

// majority is rules 5 to 8 of the Skating System. The first column in which more
// than half of the judges have an entry decides, then how many they are, then
// the sum of their places; each further step looks at the next of the entry's
// places, from low to high, and after the last of those that one column takes
// in at their sum. A step keeps the order of the one before in its figure.
func (w *work) majority(n int, in func(line) string) field {
	j := w.judged(n, in)
	// figures of a step are below k, those of all below m; whole or half numbers
	// under 2^53 by far
	k := j.judges*max(1, len(w.d.lines)) + 1
	m := (len(w.d.lines) + 2) * k
	half := func(l line) string { return "INT(" + j.present.of(l) + "/2)+1" }
	upTo := func(fold string, l line, column string) string {
		if fold == "COUNTIF" {
			return fmt.Sprintf(`COUNTIF(%s,"<="&%s)`, j.places(l), column)
		}
		return fmt.Sprintf(`SUMIF(%s,"<="&%s)`, j.places(l), column)
	}
	column := w.add(j.group, w.head("majority.column"), active(func(l line) string {
		return fmt.Sprintf(`IF(%s="","",ROUNDUP(SMALL(%s,%s),0))`, j.whole.of(l), j.places(l), half(l))
	}))
	step := w.add(j.group, w.head("step", "n", 1), active(func(l line) string {
		c := column.of(l)
		return fmt.Sprintf(`IF(%s="","",%s*%d+(%s-%s)*%d+%s)`, c, c, (j.judges+1)*k, j.present.of(l), upTo("COUNTIF", l, c), k, upTo("SUMIF", l, c))
	}))
	for at := range j.judges - j.judges/2 - 1 {
		before := step
		step = w.add(j.group, w.head("step", "n", at+2), active(func(l line) string {
			nth := fmt.Sprintf("%s+%d", half(l), at+1)
			c := fmt.Sprintf("ROUNDUP(SMALL(%s,%s),0)", j.places(l), nth)
			next := fmt.Sprintf("ROUNDUP(SMALL(%s,%s+1),0)", j.places(l), nth)
			return fmt.Sprintf(`IF(%[1]s="","",RANK(%[1]s,%[2]s,1)*%[3]d+IF(%[4]s>%[5]s,0,IF(%[4]s<=%[6]s,0,%[7]s*%[8]d+IF(%[4]s=%[5]s,SUM(%[9]s),IF(%[10]s>%[7]s,%[11]s,0)))))`,
				before.of(l), before.all(l), m, nth, j.present.of(l), upTo("COUNTIF", l, column.of(l)), c, k, j.places(l), next, upTo("SUMIF", l, c))
		}))
	}
	return w.add(j.group, w.head("majority"), active(func(l line) string { return sharedMean(l, step, "1") }))
}

// stagePlaces adds the places of a stage by its result and its own order.
func (w *work) stagePlaces(n int, result field, in func(line) string) field {
	st := w.stages[n]
	level := w.add(st.title, w.head("total"), active(func(l line) string {
		return when(in(l), fmt.Sprintf(`IF(ISNUMBER(%s),ROUND(%s,%d),"")`, result.of(l), result.of(l), st.digits))
	}))
	low := st.Low()
	for _, t := range st.Ties {
		for at := range keyWidth(w.d, n, t) {
			so := level
			value := w.add(st.title, w.head("key", "key", w.say("workbook.key."+string(t.By))), active(func(l line) string {
				return fmt.Sprintf(`IF(%s="","",%s)`, so.of(l), keys[t.By](w, l, n, t, at))
			}))
			level = w.refined(st, so, value, low, t.Ascending)
			low = true
		}
	}
	each := level
	if w.Rule.Style == scoring.Dense {
		each = w.add(st.title, w.head("once"), active(func(l line) string { return once(l, level) }))
	}
	return w.add(st.title, w.head("stage.place"), active(func(l line) string { return w.placed(l, level, each, low, "", false) }))
}

// refined adds the order so far with one more key behind it; who has no value
// comes last.
func (w *work) refined(st stage, level, value field, low, ascending bool) field {
	n := len(w.d.lines) + 2
	return w.add(st.title, w.head("order"), active(func(l line) string {
		return fmt.Sprintf(`IF(%[1]s="","",RANK(%[1]s,%[2]s,%[3]s)*%[4]d+IF(ISNUMBER(%[5]s),RANK(%[5]s,%[6]s,%[7]s),%[4]d-1))`,
			level.of(l), level.all(l), orderOf(low), n, value.of(l), value.all(l), orderOf(ascending))
	}))
}

// keys are what a tie key compares, the at-th value of a list. In a stage's own
// order its result is level with itself, and has no formula here.
var keys = map[scoring.TieKind]func(w *work, l line, n int, t scoring.Tie, at int) string{
	scoring.TieCriterion: (*work).criterionKey,
	scoring.TieBestSheet: (*work).sheetKey,
	scoring.TieCountback: (*work).sheetKey,
	scoring.TiePenalties: (*work).penaltiesKey,

	scoring.TieAttempt:     (*work).attemptKey,
	scoring.TieAttemptTime: (*work).attemptTimeKey,
	scoring.TieFinished:    (*work).finishedKey,
	scoring.TieExtraRun:    (*work).extraKey,
}

// keyWidth is how many values a key has at most.
func keyWidth(d *division, n int, t scoring.Tie) int {
	switch {
	case keys[t.By] == nil:
		return 0
	case t.By == scoring.TieCountback:
		return d.panels[n].width
	}
	return 1
}

func (w *work) sheetKey(l line, n int, _ scoring.Tie, at int) string {
	sheets := w.d.judges(l, n, quoted(w.d.sheet))
	return fmt.Sprintf(`IF(COUNT(%s)<%d,"",ROUND(LARGE(%s,%d),%d))`, sheets, at+1, sheets, at+1, w.stages[n].digits)
}

func (w *work) criterionKey(l line, n int, t scoring.Tie, _ int) string {
	st, es := w.stages[n], l.stages[n]
	if es.means == 0 {
		return `""`
	}
	row := es.means + slices.IndexFunc(st.Criteria, func(c scoring.Criterion) bool { return c.ID == t.Criterion })
	least := 1
	if st.sum {
		least = max(1, st.Params.From)
	}
	return fmt.Sprintf(`IF(%s<%d,"",ROUND(%s,%d))`, quoted(w.means)+at(cGiven, row), least, quoted(w.means)+at(cValue, row), st.digits)
}

func (w *work) penaltiesKey(l line, n int, _ scoring.Tie, _ int) string {
	st, es := w.stages[n], l.stages[n]
	if es.means == 0 {
		return `""`
	}
	from, to := es.means+len(st.Criteria), es.means+st.lines()-1
	return fmt.Sprintf("ROUND(SUMPRODUCT(%s,%s),%d)", quoted(w.means)+span(cValue, from, to), quoted(w.means)+span(cWeight, from, to), st.digits)
}
