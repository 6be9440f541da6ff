package web_test

// Robotics contests drawn at random: tasks and times beside rubrics, with every
// way to make one result of attempts, and runs that do not count.

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"

	"dovar/judging"
	"dovar/scoring"
)

// drawRobots is a contest of which some stages are of referees.
func drawRobots(rng *rand.Rand, i int) judging.Definition {
	def := drawDefinition(rng, i)
	def.Rank.Cuts, def.Ties = nil, nil
	by := []string{"points", "time", "ranks", "percent", "points"}[i%5]
	def.Rank.By, def.Rank.Order = by, map[string]string{"points": "desc", "time": "asc", "ranks": "asc", "percent": "desc"}[by]
	var stages []judging.StageDef
	for n := range 1 + rng.IntN(3) {
		switch {
		case by == "time" && n > 0:
			continue
		case by == "time" || by == "ranks" && n == 1:
			stages = append(stages, drawRuns(rng, i, n, "time", def.Rank))
		case n == 0 || rng.IntN(2) == 0:
			stages = append(stages, drawRuns(rng, i, n, "tasks", def.Rank))
		default:
			st := drawStage(rng, n, &def.Rank)
			for by != "ranks" && lowPanel(st.Panel) { // not with points of runs, which are better when higher
				st = drawStage(rng, n, &def.Rank)
			}
			stages = append(stages, st)
		}
	}
	def.Stages = stages
	for n, st := range stages {
		if rng.IntN(4) == 0 && n < len(stages)-1 {
			def.Rank.Cuts = append(def.Rank.Cuts, judging.CutDef{After: st.ID, Top: 3 + rng.IntN(5)})
		}
		if st.Kind == "rubric" {
			def.Ties = append(def.Ties, drawTies(rng, st)...)
		} else {
			def.Ties = append(def.Ties, drawRunTies(rng, st)...)
		}
	}
	def.Ties = append(def.Ties, judging.TieDef{By: "vote", Order: "asc", Title: one("vote")})
	return def
}

// drawRunTies are keys of runs: of each of the best some.
func drawRunTies(rng *rand.Rand, st judging.StageDef) (ties []judging.TieDef) {
	if rng.IntN(2) == 0 {
		ties = append(ties, judging.TieDef{By: "extra_run", Stage: st.ID, Order: pick(rng, "desc", "asc"), Title: one("extra")})
	}
	for n := 1; n <= st.Attempts.N; n++ {
		for _, key := range []string{"attempt", "attempt_time", "finished"} {
			fits := map[string]bool{"attempt": st.Kind == "tasks", "attempt_time": st.Time != nil, "finished": n == 1}
			if !fits[key] || rng.IntN(3) > 0 {
				continue
			}
			tie := judging.TieDef{By: key, Stage: st.ID, Order: pick(rng, "desc", "asc"), Title: one(key)}
			if key != "finished" {
				tie.N = new(n)
			}
			ties = append(ties, tie)
		}
	}
	return ties
}

func drawRuns(rng *rand.Rand, i, n int, kind string, rank judging.RankDef) judging.StageDef {
	st := judging.StageDef{
		ID: "r" + strconv.Itoa(n), Title: one("Гузариш " + strconv.Itoa(n)), Place: "field", Kind: kind,
		Weight:   pick[judging.Decimal](rng, "1", "1", "0.3", "2"),
		Combine:  map[string]string{"points": "points", "percent": "percent", "ranks": "rank", "time": "none"}[rank.By],
		Attempts: &judging.Attempts{N: 1 + rng.IntN(5), Seconds: new(180), Count: scoring.Methods(scoring.RunsPart)[(i+n)%6].Name},
	}
	switch a := st.Attempts; {
	case a.Count == "normalised" && kind == "time":
		a.Count = "best"
	case a.Count == "best_k" || a.Count == "normalised":
		a.K = new(1 + rng.IntN(a.N))
	case a.Count == "average":
		a.High = new(rng.IntN(a.N))
		a.Low = new(rng.IntN(a.N - *a.High))
	}
	if kind == "time" || rng.IntN(2) == 0 {
		st.Time = &judging.TimeDef{Unit: "s", Decimals: rng.IntN(3), Timers: 1 + rng.IntN(2)}
	}
	outcome := func(id, points, time string) judging.OutcomeDef {
		if kind == "time" {
			points = "none"
		}
		return judging.OutcomeDef{ID: id, Title: one("Анҷом =" + id), Points: points, Time: time}
	}
	if kind == "time" || rng.IntN(3) > 0 {
		st.Outcomes = []judging.OutcomeDef{outcome("ok", "keep", "keep"), outcome("dnf", "keep", "none"),
			outcome("dsq", pick(rng, "zero", "none"), pick(rng, "limit", "none")), outcome("dns", "none", "none")}
	}
	if kind == "tasks" {
		drawTasks(rng, &st)
	}
	if rank.By == "ranks" {
		st.Ties = drawRunTies(rng, st)
	}
	return st
}

// drawTasks gives a stage counters and choices, some of which need others, two
// counters that share a limit, and modifiers.
func drawTasks(rng *rand.Rand, st *judging.StageDef) {
	highest := judging.Decimal("0")
	for n := range 2 + rng.IntN(4) {
		task := judging.TaskDef{ID: "t" + strconv.Itoa(n), Title: one("Супориш " + strconv.Itoa(n))}
		if n > 1 && rng.IntN(3) == 0 {
			task.Choice = []judging.Choice{{Value: "0", Label: one("не")}, {Value: "2.5", Label: one("қисман")}, {Value: "10", Label: one("пурра")}}
			highest = add(highest, "10")
		} else {
			task.Counter = &judging.CounterDef{Each: pick[judging.Decimal](rng, "1", "0.5", "15", "0.25"), Max: 1 + rng.IntN(24)}
			if n > 1 {
				highest = add(highest, mul(task.Counter.Each, judging.Decimal(strconv.Itoa(task.Counter.Max))))
			}
		}
		for _, before := range st.Tasks {
			if rng.IntN(4) == 0 {
				task.Needs = append(task.Needs, before.ID)
			}
		}
		st.Tasks = append(st.Tasks, task)
	}
	pair := []*judging.CounterDef{st.Tasks[0].Counter, st.Tasks[1].Counter}
	slices.SortFunc(pair, func(a, b *judging.CounterDef) int { return rat(b.Each).Cmp(rat(a.Each)) })
	left := pair[0].Max + pair[1].Max
	if rng.IntN(2) == 0 {
		left = 1 + rng.IntN(left)
		st.Exclusive = []judging.Exclusive{{Tasks: []string{"t0", "t1"}, Max: left}}
	}
	for _, c := range pair {
		n := min(c.Max, left)
		left -= n
		highest = add(highest, mul(c.Each, judging.Decimal(strconv.Itoa(n))))
	}
	st.Max = &highest
	for n := range rng.IntN(3) {
		st.Modifiers = append(st.Modifiers, judging.ModifierDef{ID: "m" + strconv.Itoa(n), Title: one("Тағйир"), Op: "halve"})
	}
}

// drawRuns gives an entry some of its attempts; one may be run again, and
// one may be for a tie only.
func (w *drawn) drawRuns(rng *rand.Rand, st judging.StageDef, entry string) (own []drawnSheet) {
	sheet := func(attempt int, turn judging.Turn) drawnSheet {
		return drawnSheet{stage: st.ID, entry: entry, judge: pick(rng, w.judges...).ID, attempt: attempt, turn: turn, run: drawRun(rng, st), field: rng.IntN(len(w.panels[st.ID]))}
	}
	for n := range rng.IntN(st.Attempts.N + 1) {
		own = append(own, sheet(n+1, judging.Turn{}))
	}
	switch again := rng.IntN(6); {
	case len(own) > 0 && again == 0:
		x := &own[rng.IntN(len(own))]
		x.excluded = "=поле сломано"
		own = append(own, sheet(st.Attempts.N+1, judging.Turn{Repeats: x.attempt}))
	case again == 1:
		own = append(own, sheet(st.Attempts.N+2, judging.Turn{Extra: true}))
	}
	return own
}

func drawRun(rng *rand.Rand, st judging.StageDef) *judging.Record {
	r := &judging.Record{Tasks: map[string]*judging.TaskMark{}}
	if st.Outcomes != nil && rng.IntN(4) == 0 {
		r.Outcome = pick(rng, st.Outcomes...).ID
	}
	left := 1000
	if st.Exclusive != nil {
		left = st.Exclusive[0].Max
	}
	for n, t := range st.Tasks {
		switch {
		case t.Choice != nil:
			r.Tasks[t.ID] = &judging.TaskMark{Choice: new(pick(rng, t.Choice...).Value)}
		case n < 2:
			count := rng.IntN(min(t.Counter.Max, left) + 1)
			left -= count
			r.Tasks[t.ID] = &judging.TaskMark{Count: &count}
		default:
			r.Tasks[t.ID] = &judging.TaskMark{Count: new(rng.IntN(t.Counter.Max + 1))}
		}
	}
	for _, m := range st.Modifiers {
		if rng.IntN(4) == 0 {
			r.Modifiers = append(r.Modifiers, m.ID)
		}
	}
	if st.Time != nil && (st.Kind == "time" || rng.IntN(4) > 0) {
		for range st.Time.Timers {
			text := fmt.Sprintf("%.*f", st.Time.Decimals, 20+float64(rng.IntN(400))/100)
			r.Times = append(r.Times, new(decimal(rat(judging.Decimal(text)))))
		}
	}
	return r
}
