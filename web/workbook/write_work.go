package workbook

// The sheet of places: where entries have a part in each other's results, a
// column a step, so that a person can follow it. An entry has the row that it
// has on the summary.

import (
	"fmt"
	"slices"

	"dovar/scoring"
)

// A work is a sheet of columns beside the summary of a division.
type work struct {
	*plan
	d       *division
	say     func(key string, args ...any) string
	name    string
	title   string
	about   string
	columns []workColumn
	made    []field // results by stage, where all have a part in them
	places  []field // by stage, where the total is made of them
	phases  []phase
	chained []field // by the tie chain of the rule: what the keys of runs compare; of other keys none
	points  field   // places by points, where those of who went out before depend on later phases
}

// A workColumn is one step. A line without a formula or a value is empty.
type workColumn struct {
	group, head string
	formula     func(line) string // "" for none
	value       func(line) any    // beside the formula, or instead
}

// A phase ranks those who are still in, up to a cut or to the end.
type phase struct {
	upTo  int // stages
	total field
	place field // by points
	on    field // who goes on; not of the last phase
}

// Columns before the first step.
const (
	wCode = iota + 1
	wName
	wFirst
)

func (w *work) add(group, head string, formula func(line) string) field {
	w.columns = append(w.columns, workColumn{group, head, formula, nil})
	return field{"", wFirst + len(w.columns) - 1}
}

// active leaves out those who are out.
func active(formula func(line) string) func(line) string {
	return func(l line) string {
		if l.Standing.Out {
			return ""
		}
		return formula(l)
	}
}

// work plans the sheets of a division's places and raw results, where they are
// needed.
func (p *plan) work(b *output, d *division) {
	moved := slices.ContainsFunc(p.stages, func(s stage) bool { return s.whole != nil })
	chained := slices.ContainsFunc(p.Rule.Ties, p.runKey)
	if moved || chained || p.Rule.By == scoring.Ranks || len(p.Rule.Cuts) > 0 || p.Rule.Style == scoring.Dense {
		d.work = p.newWork(b, d, "places")
	}
	if slices.ContainsFunc(d.lines, line.adjusted) {
		d.raw = p.newWork(b, d, "raw")
	}
	if d.work != nil {
		d.work.rankings()
	}
	if d.raw != nil {
		d.raw.rawResults()
	}
}

func (l line) adjusted() bool {
	return slices.ContainsFunc(l.Standing.Stages, func(r scoring.StageResult) bool { return r.Adjusted })
}

func (p *plan) newWork(b *output, d *division, key string) *work {
	name := b.Say("workbook." + key)
	if p.manyGroups {
		name = b.Say("workbook."+key+".of", "division", d.Title.In(b.Lang))
	}
	return &work{plan: p, d: d, say: b.Say, name: b.name(name), title: titled(p.Contest.Def.Title, d.Title, b.Lang), about: b.Say("workbook." + key + ".about")}
}

// head is a text over a column.
func (w *work) head(key string, args ...any) string { return w.say("workbook.head."+key, args...) }

// rankings works out the ranking at each cut, and at the end.
func (w *work) rankings() {
	in := func(line) string { return "" } // the condition to take part
	w.made, w.places = make([]field, len(w.stages)), make([]field, len(w.stages))
	from := 0
	for k := range len(w.Rule.Cuts) + 1 {
		ph := phase{upTo: len(w.stages)}
		group := w.head("final")
		if k < len(w.Rule.Cuts) {
			ph.upTo = 1 + slices.IndexFunc(w.stages, func(s stage) bool { return s.ID == w.Rule.Cuts[k].After })
			group = w.head("cut.after", "stage", w.stages[ph.upTo-1].title)
		}
		for n := from; n < ph.upTo; n++ {
			w.stageResult(n, in)
		}
		w.rank(&ph, k, group, in)
		w.phases = append(w.phases, ph)
		in = func(l line) string { return ph.on.of(l) + "=" + literal(w.say("workbook.yes")) }
		from = ph.upTo
	}
	if w.Rule.Style == scoring.Dense && len(w.Rule.Cuts) > 0 {
		w.shift()
	}
	w.chain()
}

// result is a stage's result on the summary.
func (w *work) result(n int) field { return field{quoted(w.d.sheet), w.d.layout.total[n]} }

// stageResult adds the steps to a stage's result and to the places in it: among
// all who took part in the stage.
func (w *work) stageResult(n int, in func(line) string) {
	st := w.stages[n]
	if st.whole != nil {
		w.made[n] = st.whole(w, n, in)
	}
	if w.Rule.By == scoring.Ranks && !st.Weight.IsZero() {
		w.places[n] = w.stagePlaces(n, w.result(n), in)
	}
}

// seen is a cell as a formula of the summary reads it; what the sheet of places
// leaves empty is no number.
func (w *work) seen(f field, l line) string {
	if w.columns[f.col-wFirst].formula(l) == "" {
		return `""`
	}
	return f.in(w.name).of(l)
}

// rank adds total, place by points and who goes on.
func (w *work) rank(ph *phase, k int, group string, in func(line) string) {
	ph.total = w.add(group, w.head("all"), func(l line) string {
		if l.Standing.Out && k > 0 {
			return ""
		}
		return when(in(l), w.totalOf(ph.upTo, w.d.digits, func(n int) string {
			if w.Rule.By == scoring.Ranks {
				return w.places[n].of(l)
			}
			return w.result(n).of(l)
		}))
	})
	each := ph.total
	if w.Rule.Style == scoring.Dense {
		each = w.add(group, w.head("once"), active(func(l line) string { return once(l, ph.total) }))
	}
	part := func(l line) string {
		if k == 0 {
			return fmt.Sprint(l.room.last - l.room.first + 1)
		}
		return "COUNTIF(" + w.phases[k-1].on.all(l) + "," + literal(w.say("workbook.yes")) + ")"
	}
	ph.place = w.add(group, w.head("rank"), active(func(l line) string {
		return when(in(l), w.placed(l, ph.total, each, w.low, part(l), w.Rule.Last))
	}))
	if k < len(w.Rule.Cuts) {
		ph.on = w.goOn(ph, k, group)
	}
}

// rawResults adds what the sheets give before severity is corrected.
func (w *work) rawResults() {
	for n, st := range w.stages {
		w.add(st.title, w.head("raw"), func(l line) string { return w.plan.made(w.d, l, n, quoted(w.d.sheet)) })
		w.columns[n].value = func(l line) any { return resultFigure(rawOf(l.Standing.Stages[n])) }
	}
	if w.Rule.By == scoring.Ranks {
		return
	}
	total := w.add(w.head("rawtotal"), w.head("all"), func(l line) string {
		upTo := len(w.stages)
		for n, st := range w.stages {
			if st.ID == l.Standing.Cut {
				upTo = n + 1
			}
		}
		return w.totalOf(upTo, w.d.digits, func(n int) string { return field{"", wFirst + n}.of(l) })
	})
	w.add(w.head("rawtotal"), w.head("rank"), active(func(l line) string {
		return fmt.Sprintf(`IF(%s="","",RANK(%s,%s,%s))`, total.of(l), total.of(l), total.all(l), orderOf(w.low))
	}))
}

// rawOf is a result before severity was corrected.
func rawOf(r scoring.StageResult) scoring.StageResult {
	if r.Adjusted {
		r.Result = r.Raw
	}
	return r
}

func resultFigure(r scoring.StageResult) any {
	if !r.Complete {
		return ""
	}
	return figure(r.Result, 12)
}
