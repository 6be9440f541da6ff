package workbook

// Steps of cuts: who goes on, and which figures stay with the others.

import "fmt"

// goOn adds who goes on. Where a place by points leaves it to the tie chain, it
// says what the chain made of it.
func (w *work) goOn(ph *phase, k int, group string) field {
	top, yes, no := w.Rule.Cuts[k].Top, literal(w.say("workbook.yes")), literal(w.say("workbook.no"))
	return w.add(group, w.head("on"), func(l line) string {
		chain := no
		if w.cutOf(l.Standing) > k {
			chain = yes
		}
		if l.Standing.Out {
			return no
		}
		x := ph.total.of(l)
		first := fmt.Sprintf("RANK(%s,%s,%s)", x, ph.total.all(l), orderOf(w.low))
		return fmt.Sprintf(`IF(%s="",%s,IF(%s+COUNTIF(%s,%s)-1<=%d,%s,IF(%s>%d,%s,%s)))`,
			x, chain, first, ph.total.all(l), x, top, yes, first, top, no, chain)
	})
}

// shift adds the places by points of style 1223 after cuts: those who did not go
// on come after as many places as are taken before them in the end.
func (w *work) shift() {
	w.points = w.phases[len(w.Rule.Cuts)].place
	for k := len(w.Rule.Cuts) - 1; k >= 0; k-- {
		ph, after, yes := w.phases[k], w.points, literal(w.say("workbook.yes"))
		through := w.add(w.head("final"), w.head("through"), active(func(l line) string {
			return fmt.Sprintf(`IF(%s=%s,%s,"")`, ph.on.of(l), yes, ph.place.of(l))
		}))
		w.points = w.add(w.head("final"), w.head("rank"), active(func(l line) string {
			return fmt.Sprintf(`IF(%[1]s="","",IF(%[2]s=%[3]s,%[4]s,%[1]s-MAX(%[5]s)+MAX(%[6]s)))`,
				ph.place.of(l), ph.on.of(l), yes, after.of(l), through.all(l), after.all(l))
		}))
	}
}

// last is a figure of the phase in which the line got its place, for a formula
// on another sheet.
func (w *work) last(l line, of func(phase) field) string {
	formula := w.seen(of(w.phases[len(w.Rule.Cuts)]), l)
	for k := len(w.Rule.Cuts) - 1; k >= 0; k-- {
		ph := w.phases[k]
		formula = fmt.Sprintf("IF(%s=%s,%s,%s)", ph.on.in(w.name).of(l), literal(w.say("workbook.no")), w.seen(of(ph), l), formula)
	}
	return formula
}

// cutAt names the stage after which the line did not go on.
func (w *work) cutAt(l line) string {
	formula := `""`
	for k := len(w.Rule.Cuts) - 1; k >= 0; k-- {
		formula = fmt.Sprintf("IF(%s=%s,%s,%s)", w.phases[k].on.in(w.name).of(l), literal(w.say("workbook.no")),
			literal(w.stages[w.phases[k].upTo-1].title), formula)
	}
	return formula
}
