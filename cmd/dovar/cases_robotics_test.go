package main

// How the contest of each kind of case is made and run.

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dovar/judging"
	"dovar/scoring"
)

// count is what a referee counted of a task.
func count(n int) *judging.TaskMark { return &judging.TaskMark{Count: &n} }

// oneTimer is what the only timer read.
func oneTimer(s string) []*judging.Decimal {
	d := judging.Decimal(s)
	return []*judging.Decimal{&d}
}

// wroFutureEngineers is the vehicle preset as it ships: its sheets reach every
// result of the case, and its chain is the case's.
func wroFutureEngineers(c refCase) map[string]any {
	def := presetFor(c.t, "autonomous-vehicle")
	var chain []string
	for _, tie := range def.Ties {
		switch nth := []string{"", "best", "second"}; tie.By {
		case "attempt":
			chain = append(chain, nth[*tie.N]+capital(tie.Stage)+".points")
		case "attempt_time":
			chain = append(chain, nth[*tie.N]+capital(tie.Stage)+".time")
		case "stage":
			chain = append(chain, "document")
		}
	}
	if want := param[[]string](c, "tieBreak"); !slices.Equal(chain, want) {
		c.t.Fatalf("the preset's chain is %v, the case's %v", chain, want)
	}
	a := newArena(c.t, def, in[[]string](c, "entries"), def.Rank.MinSheets, 1)
	type results struct {
		Open, Obstacle [][2]int
		Document       int
	}
	for code, x := range in[map[string]results](c, "results") {
		for stage, rounds := range map[string][][2]int{"open": x.Open, "obstacle": x.Obstacle} {
			for i, round := range rounds {
				a.run(stage, code, i+1, judging.Record{Tasks: counted(a, stage, round[0]), Times: oneTimer(fmt.Sprint(round[1])), Outcome: "ok"})
			}
		}
		for judge := range a.chairs {
			a.marks(judge, "docs", code, spread(def.Stages[2], x.Document))
		}
	}
	a.send()
	rows := a.standings()
	return map[string]any{"total": ofEach(rows, totaled), "rank": ofEach(rows, placed)}
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// spread gives a rubric marks that add up to points.
func spread(s judging.StageDef, points int) map[string]judging.Decimal {
	marks := map[string]judging.Decimal{}
	for _, c := range s.Criteria {
		var most int
		fmt.Sscan(string(c.Max), &most)
		m := min(most, points)
		marks[c.ID], points = judging.Decimal(fmt.Sprint(m)), points-m
	}
	return marks
}

// counted finds what a referee would have counted for so many points: the first
// sheet, by trying all, in which no task scores without what it needs.
func counted(a *arena, stage string, points int) map[string]*judging.TaskMark {
	a.t.Helper()
	def := a.def.Stages[slices.IndexFunc(a.def.Stages, func(s judging.StageDef) bool { return s.ID == stage })]
	sheet := map[string]*judging.TaskMark{}
	if !fill(def.Tasks, points, sheet) {
		a.t.Fatalf("no sheet of %s gives %d", stage, points)
	}
	return sheet
}

func fill(tasks []judging.TaskDef, left int, sheet map[string]*judging.TaskMark) bool {
	if len(tasks) == 0 {
		return left == 0
	}
	task, each := tasks[0], 0
	try := func(mark *judging.TaskMark, points int) bool {
		needed := points == 0 || len(task.Needs) == 0 || slices.ContainsFunc(task.Needs, func(id string) bool { return *sheet[id].Count > 0 })
		sheet[task.ID] = mark
		return needed && points <= left && fill(tasks[1:], left-points, sheet)
	}
	for _, choice := range task.Choice {
		fmt.Sscan(string(choice.Value), &each)
		if try(&judging.TaskMark{Choice: &choice.Value}, each) {
			return true
		}
	}
	if task.Counter == nil {
		return false
	}
	fmt.Sscan(string(task.Counter.Each), &each)
	for n := task.Counter.Max; n >= 0; n-- {
		if try(count(n), n*each) {
			return true
		}
	}
	return false
}

// fllChampion is the league preset with lines for the levels of the case, a game
// of one counter, and shared places where the sum of ranks is level.
func fllChampion(c refCase) map[string]any {
	def := presetFor(c.t, "robot-league-4-level")
	areas := map[string]string{"innovationProject": "project", "robotDesign": "robot", "coreValues": "values", "robotGame": "game"}
	rubrics := in[map[string]map[string][]int](c, "rubrics")
	for code, gracious := range in[map[string][]int](c, "graciousProfessionalism") {
		rubrics[code]["coreValues"] = append(rubrics[code]["coreValues"], gracious...)
	}
	codes := in[[]string](c, "entries")
	for name, slug := range areas {
		s := &def.Stages[slices.IndexFunc(def.Stages, func(s judging.StageDef) bool { return s.ID == slug })]
		if slug == "game" {
			most := judging.Decimal("500")
			s.Max, s.Tasks = &most, []judging.TaskDef{{ID: "points", Title: demoEvent, Counter: &judging.CounterDef{Each: "5", Max: 100}}}
			continue
		}
		line := s.Criteria[0]
		s.Criteria = nil
		for i := range rubrics[codes[0]][name] {
			line.ID, line.NoteAt = fmt.Sprint("line-", i+1), nil
			s.Criteria = append(s.Criteria, line)
		}
		most := judging.Decimal(fmt.Sprint(4 * len(s.Criteria)))
		s.Max = &most
	}
	def.Rank.Adjust, def.Ties, def.Tests = nil, def.Ties[len(def.Ties)-1:], []judging.TestDef{}
	a := newArena(c.t, def, codes, 1, 1)
	for code, of := range rubrics {
		for name, levels := range of {
			marks := map[string]judging.Decimal{}
			for i, level := range levels {
				marks[fmt.Sprint("line-", i+1)] = judging.Decimal(fmt.Sprint(level))
			}
			a.marks(0, areas[name], code, marks)
		}
	}
	for code, games := range in[map[string][]int](c, "robotGame") {
		for i, points := range games {
			a.run("game", code, i+1, judging.Record{Tasks: counted(a, "game", points), Outcome: "ok"})
		}
	}
	a.send()
	rows := a.standings()
	ranks := map[string]any{}
	for name, slug := range areas {
		ranks[name] = ofEach(rows, func(r judging.StandingRow) any { return why(r, "stage", slug, "place") })
	}
	return map[string]any{"areaRank": ranks, "championScore": ofEach(rows, totaled), "championRank": ofEach(rows, placed)}
}

// averageOf5 is the line follower with the regulation's average: hundredths of a
// second, the best and the worst of five left out, the best single one for ties.
func averageOf5(c refCase) map[string]any {
	def, one := presetFor(c.t, "line-follower"), 1
	s := &def.Stages[0]
	seconds := 600
	s.Attempts = &judging.Attempts{N: 5, Seconds: &seconds, Count: "average", High: &one, Low: &one}
	s.Time.Timers = 1
	def.Ties[0].N = &one
	def.Ties, def.Tests = []judging.TieDef{def.Ties[0], def.Ties[len(def.Ties)-1]}, []judging.TestDef{}
	a := newArena(c.t, def, in[[]string](c, "entries"), 1, 1)
	for code, times := range in[map[string][]int](c, "attempts") {
		for i, time := range times {
			record := judging.Record{Times: []*judging.Decimal{nil}, Outcome: "dnf"}
			if time > 0 {
				record = judging.Record{Times: oneTimer(scoring.Int(int64(time)).Quo(scoring.Int(100)).String()), Outcome: "ok"}
			}
			a.run("runs", code, i+1, record)
		}
	}
	a.send()
	rows := a.standings()
	return map[string]any{"rank": ofEach(rows, placed),
		"average": ofEach(rows, func(r judging.StandingRow) any { return hundredths(c.t, r.Exact) }),
		"best": ofEach(rows, func(r judging.StandingRow) any {
			best := -1
			for _, s := range r.Why {
				if n := hundredths(c.t, s.Args["result"]); s.Key == "run" && s.Args["none"] == "" && (best < 0 || n < best) {
					best = n
				}
			}
			return best
		})}
}

// hundredths of so many seconds; -1 of none.
func hundredths(t testing.TB, seconds string) int {
	t.Helper()
	if seconds == "" {
		return -1
	}
	n, err := scoring.ParseDecimal(seconds)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := strconv.Atoi(n.Mul(scoring.Int(100)).String())
	if err != nil {
		t.Fatalf("%s: %v", seconds, err)
	}
	return whole
}

// rcjNormalised is points on four fields: robots go from field to field, as they
// are called, and each run is a share of the best one there.
func rcjNormalised(c refCase) map[string]any {
	if mode := param[string](c, "mode"); mode != "document" {
		c.t.Fatalf("mode %q", mode)
	}
	def, best := presetFor(c.t, "autonomous-vehicle"), param[int](c, "bestN")
	weights := param[[]string](c, "weights")
	runs, document, whole, most := def.Stages[0], def.Stages[2], judging.Decimal("1"), judging.Decimal("500")
	runs.Weight, document.Weight = judging.Decimal(weights[0]), judging.Decimal(weights[1])
	runs.Attempts = &judging.Attempts{N: 4, Count: "normalised", K: &best}
	runs.Tasks = []judging.TaskDef{{ID: "points", Title: demoEvent, Counter: &judging.CounterDef{Each: "5", Max: 100}}}
	runs.Max, runs.Time, runs.Modifiers, runs.Outcomes = &most, nil, nil, nil
	document.Criteria = []judging.CriterionDef{{ID: "share", Title: demoEvent, Min: "0", Max: "1", Step: "0.01"}}
	document.Max = &whole
	def.Stages, def.Bands, def.Tests = []judging.StageDef{runs, document}, map[string][]judging.Band{}, []judging.TestDef{}
	def.Ties, def.Rank.MinSheets = def.Ties[len(def.Ties)-1:], 1
	var fields []judging.Panel
	a := newArena(c.t, def, in[[]string](c, "entries"), 4, 1, func(a *arena) {
		a.must(a.desk.post(c.t.Context(), "/contests/"+a.contest.ID+"/fields", judging.FieldsAsk{Stage: "open", Number: 4, Referees: a.judges}, &fields))
	})
	attempts, where := map[string]int{}, map[string]int{}
	for _, row := range in[[][3]any](c, "scores") {
		code, group, points := row[0].(string), row[1].(string), int(row[2].(float64))
		at := strings.Index("ABCD", group)
		attempts[code]++
		if last := where[code]; last != at {
			sheet := a.sheet(a.chairs[last], "open", code, attempts[code])
			a.must(a.desk.post(c.t.Context(), "/sheets/"+sheet.Sheet+"/move", map[string]string{"room": fields[at].Room}, nil))
			a.must(a.chairs[at].hello(c.t.Context()))
			where[code] = at
		}
		a.submit(a.chairs[at], a.sheet(a.chairs[at], "open", code, attempts[code]), judging.Body{Record: judging.Record{Tasks: counted(a, "open", points), Outcome: "ok"}})
		a.send()
	}
	for code, share := range in[map[string]judging.Decimal](c, "document") {
		a.marks(0, "docs", code, map[string]judging.Decimal{"share": share})
	}
	a.send()
	rows := a.standings()
	return map[string]any{"final": ofEach(rows, totaled), "rank": ofEach(rows, placed),
		"meanNormalised": ofEach(rows, func(r judging.StandingRow) any { return why(r, "stage", "open", "result") })}
}
