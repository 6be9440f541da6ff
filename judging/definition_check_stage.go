package judging

// What a stage must mean.

import (
	"math/big"
	"slices"

	"dovar/scoring"
)

// stageMeanings are the checks of one stage.
var stageMeanings = []func(*inspection, StageDef, where){
	(*inspection).checkWeight,
	(*inspection).checkCriteria,
	(*inspection).checkPanel,
	(*inspection).checkTasks,
	(*inspection).checkNeeds,
	(*inspection).checkExclusive,
	(*inspection).checkMax,
	(*inspection).checkAttempts,
	(*inspection).checkOutcomes,
	(*inspection).checkMatches,
	(*inspection).checkItems,
	(*inspection).checkStageTies,
}

func (in *inspection) checkStages() {
	for i, s := range in.def.Stages {
		for _, check := range stageMeanings {
			check(in, s, where("stages").item(i))
		}
	}
}

// combineKinds says which kinds of stage give what is combined.
var combineKinds = map[string][]string{
	"points":  {"rubric", "tasks"},
	"percent": {"rubric", "tasks"},
	"rank":    {"rubric", "tasks", "time", "places"},
}

func (in *inspection) checkWeight(s StageDef, at where) {
	in.must(s.Kind != "checklist" || s.Weight == "0", at.field("weight"), "weight-checklist")
	in.must(s.Weight != "0" || s.Combine == "none", at.field("combine"), "combine-none")
	kinds, limited := combineKinds[s.Combine]
	in.must(!limited || slices.Contains(kinds, s.Kind), at.field("combine"), "combine-kind")
}

func (in *inspection) checkCriteria(s StageDef, at where) {
	for i, c := range s.Criteria {
		at := at.field("criteria").item(i)
		if c.Min.number().Cmp(c.Max.number()) >= 0 {
			in.say(at.field("max"), "max-below")
			continue
		}
		if _, exact := steps(c.Min, c.Max, c.Step); !exact {
			in.say(at.field("step"), "step-whole")
			continue
		}
		for i, mark := range c.NoteAt {
			in.must(onScale(mark, c.Min, c.Max, c.Step), at.field("note_at").item(i), "off-scale")
		}
		if ladder, known := in.def.Bands[c.Bands]; known {
			in.checkBands(c, ladder, at.field("bands"))
		} else {
			in.must(c.Bands == "", at.field("bands"), "ladder-unknown")
		}
	}
}

// checkBands asks that each value of the scale lies in exactly one band: values
// are counted in steps from min, so that a long scale costs nothing.
func (in *inspection) checkBands(c CriterionDef, ladder []Band, at where) {
	one := big.NewInt(1)
	next := new(big.Int) // the first value that is in no band yet
	for _, b := range ladder {
		if b.From.number().Cmp(c.Min.number()) < 0 || b.To.number().Cmp(c.Max.number()) > 0 {
			in.say(at, "band-leaves", "from", b.From, "to", b.To)
			return
		}
		first, exact := steps(c.Min, b.From, c.Step)
		if !exact {
			first.Add(first, one)
		}
		last, _ := steps(c.Min, b.To, c.Step)
		if last.Cmp(first) < 0 {
			continue // between two values
		}
		if order := first.Cmp(next); order != 0 {
			in.must(order < 0, at, "band-gap", "from", b.From)
			in.must(order > 0, at, "band-twice", "from", b.From)
			return
		}
		next.Add(last, one)
	}
	values, _ := steps(c.Min, c.Max, c.Step)
	in.must(next.Cmp(values) > 0, at, "band-end")
}

func (in *inspection) checkTasks(s StageDef, at where) {
	if s.Kind == "tasks" && len(s.Tasks) == 0 {
		in.must(s.Text != nil, at.field("text"), "tasks-text")
		return
	}
	for i, t := range s.Tasks {
		at := at.field("tasks").item(i)
		in.must((t.Counter == nil) != (t.Choice == nil), at, "task-one")
		values := map[Decimal]bool{}
		for i, c := range t.Choice {
			in.must(!values[c.Value], at.field("choice").item(i).field("value"), "twice", "id", c.Value)
			values[c.Value] = true
		}
	}
}

func (in *inspection) checkNeeds(s StageDef, at where) {
	needs := map[string][]string{}
	for _, t := range s.Tasks {
		needs[t.ID] = t.Needs
	}
	for i, t := range s.Tasks {
		at := at.field("tasks").item(i).field("needs")
		for i, id := range t.Needs {
			_, known := needs[id]
			in.must(known, at.item(i), "need-unknown")
		}
		in.must(!reaches(needs, t.Needs, t.ID, map[string]bool{}), at, "need-circle")
	}
}

// reaches reports whether needs lead from the tasks to the goal.
func reaches(needs map[string][]string, from []string, goal string, seen map[string]bool) bool {
	for _, id := range from {
		if id == goal {
			return true
		}
		if !seen[id] {
			seen[id] = true
			if reaches(needs, needs[id], goal, seen) {
				return true
			}
		}
	}
	return false
}

func (in *inspection) checkExclusive(s StageDef, at where) {
	grouped := map[string]bool{}
	for i, g := range s.Exclusive {
		for j, id := range g.Tasks {
			at := at.field("exclusive").item(i).field("tasks").item(j)
			counter := slices.ContainsFunc(s.Tasks, func(t TaskDef) bool { return t.ID == id && t.Counter != nil })
			in.must(counter, at, "exclusive-unknown")
			in.must(!grouped[id], at, "exclusive-twice")
			grouped[id] = true
		}
	}
}

func (in *inspection) checkMax(s StageDef, at where) {
	highest := scoring.Number{}
	switch {
	case s.Kind == "rubric":
		highest = s.highest()
	case len(s.Tasks) > 0:
		highest = s.highestTasks()
	default:
		return
	}
	switch at := at.field("max"); {
	case s.Max == nil:
		in.say(at, "missing")
	default:
		in.must(s.Max.number().Cmp(highest) == 0, at, "max-sum", "max", decimal(highest))
	}
}

// decimal writes a number that has an end; one that has none as a fraction.
func decimal(n scoring.Number) Decimal { return Decimal(n.String()) }

// highestTasks is what all tasks give at their best: groups that exclude each
// other are filled with their dearest tasks.
func (s StageDef) highestTasks() scoring.Number {
	sum := scoring.Number{}
	left := make([]int, len(s.Exclusive))
	group := map[string]int{}
	for i, g := range s.Exclusive {
		left[i] = g.Max
		for _, id := range g.Tasks {
			group[id] = i
		}
	}
	dearest := slices.Clone(s.Tasks)
	slices.SortStableFunc(dearest, func(a, b TaskDef) int { return b.each().Cmp(a.each()) })
	for _, t := range dearest {
		if t.Counter == nil {
			sum = sum.Add(t.each())
			continue
		}
		count := t.Counter.Max
		if i, grouped := group[t.ID]; grouped {
			count = min(count, left[i])
			left[i] -= count
		}
		sum = sum.Add(t.each().Mul(scoring.Int(int64(count))))
	}
	return sum
}

// each is what one count gives, or the highest choice.
func (t TaskDef) each() scoring.Number {
	if t.Counter != nil {
		return t.Counter.Each.number()
	}
	var highest scoring.Number
	for i, c := range t.Choice {
		if v := c.Value.number(); i == 0 || v.Cmp(highest) > 0 {
			highest = v
		}
	}
	return highest
}

func (in *inspection) checkAttempts(s StageDef, at where) {
	if a := s.Attempts; a != nil {
		in.must(a.K == nil || *a.K <= a.N, at.field("attempts.k"), "over-attempts")
		in.must(a.High == nil || a.Low == nil || *a.High+*a.Low < a.N, at.field("attempts.low"), "attempts-left")
		in.must(a.Count != "normalised" || s.Kind != "time", at.field("attempts.count"), "normalised-time")
		in.must(a.PerApproach == nil || *a.PerApproach <= a.N, at.field("attempts.per_approach"), "over-attempts")
	}
}

func (in *inspection) checkOutcomes(s StageDef, at where) {
	seen := map[string]bool{}
	for i, o := range s.Outcomes {
		at := at.field("outcomes").item(i)
		seen[o.ID] = true
		in.must(o.Time != "limit" || s.Attempts.Seconds != nil, at.field("time"), "limit-seconds")
		if s.Kind == "time" {
			in.must(o.Points == "none", at.field("points"), "time-points")
		} else {
			in.must(o.ID != "ok" || o.Points == "keep", at.field("points"), "ok-keeps")
		}
		in.must(o.ID != "ok" || o.Time == "keep" || s.Time == nil, at.field("time"), "ok-keeps")
	}
	in.must(seen["ok"] || s.Outcomes == nil, at.field("outcomes"), "ok-missing")
	for i, r := range s.Rules {
		known := r.Outcome == "" || seen[r.Outcome] || r.Outcome == "ok" && s.Kind == "tasks"
		in.must(known, at.field("rules").item(i).field("outcome"), "outcome-unknown")
	}
}

func (in *inspection) checkMatches(s StageDef, at where) {
	m := s.Matches
	if m == nil {
		return
	}
	at = at.field("matches")
	if m.Points != nil && len(m.Points) != 3 {
		in.say(at.field("points"), "match-points")
	} else if m.Points != nil {
		win, draw, loss := m.Points[0].number(), m.Points[1].number(), m.Points[2].number()
		in.must(win.Cmp(draw) > 0 && draw.Cmp(loss) >= 0, at.field("points"), "match-order")
	}
	in.must(m.Advance == nil || m.Group == nil || *m.Advance < *m.Group, at.field("advance"), "advance")
	in.must(!m.Third || m.Format == "single", at.field("third"), "third")
}

func (in *inspection) checkItems(s StageDef, at where) {
	for i, item := range s.Items {
		in.must((item.Max == nil) == (item.Unit == ""), at.field("items").item(i), "item-unit")
	}
}

func (in *inspection) checkStageTies(s StageDef, at where) {
	for i, t := range s.Ties {
		at := at.field("ties").item(i)
		in.must(t.By != "vote", at.field("by"), "vote-stage")
		in.must(t.By == "vote" || t.Stage == s.ID, at.field("stage"), "this-stage")
	}
	in.checkTieKeys(s.Ties, at.field("ties"))
}
