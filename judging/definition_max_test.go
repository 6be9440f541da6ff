package judging

// The maximum of a sheet of tasks is what its best allowed run gives, and a
// definition that writes another is refused.

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"dovar/scoring"
)

// drawTasks draws a stage of few tasks, some of which exclude each other, some of
// which need another that excludes nothing; with a modifier that halves.
func drawTasks(t *rapid.T) (s StageDef) {
	title := Text{EN: "a", RU: "а", TG: "ҷ"}
	few := rapid.IntRange(1, 3)
	s = StageDef{ID: "field", Title: title, Place: "field", Kind: "tasks", Weight: "1", Combine: "points",
		Attempts: &Attempts{N: 1, Count: "best"}, Tasks: []TaskDef{}}
	if rapid.Bool().Draw(t, "halves") {
		s.Modifiers = []ModifierDef{{ID: "repair", Title: title, Op: "halve"}}
	}
	var counters []string
	for i := range rapid.IntRange(1, 4).Draw(t, "tasks") {
		task := TaskDef{ID: fmt.Sprint("task-", i), Title: title}
		if rapid.IntRange(0, 2).Draw(t, "choice") == 0 {
			for v := range few.Draw(t, "choices") + 1 {
				task.Choice = append(task.Choice, Choice{Value: Decimal(fmt.Sprint(v * few.Draw(t, "apart"))), Label: title})
			}
			for i := 1; i < len(task.Choice); i++ { // distinct
				task.Choice[i].Value = decimal(task.Choice[i].Value.number().Add(scoring.Int(int64(10 * i))))
			}
		} else {
			task.Counter = &CounterDef{Each: decimal(scoring.Int(int64(few.Draw(t, "each"))).Quo(scoring.Int(2))), Max: few.Draw(t, "max")}
			counters = append(counters, task.ID)
		}
		s.Tasks = append(s.Tasks, task)
	}
	if len(counters) >= 2 && rapid.Bool().Draw(t, "exclusive") {
		s.Exclusive = []Exclusive{{Tasks: counters, Max: rapid.IntRange(1, 4).Draw(t, "together")}}
	}
	if last := len(s.Tasks) - 1; last > 0 && s.Exclusive == nil && rapid.Bool().Draw(t, "needs") {
		s.Tasks[last].Needs = []string{s.Tasks[0].ID}
	}
	return s
}

// best tries every run that the stage allows and returns the most points.
func best(s StageDef) (most scoring.Number) {
	sheet := Definition{}.form(s).sheet()
	given := scoring.Given{Values: map[string]scoring.Number{}}
	var try func(at int)
	try = func(at int) {
		if at == len(s.Tasks) {
			if run, _ := sheet.Run(given); len(sheet.Faults(given)) == 0 && run.Points.Cmp(most) > 0 {
				most = run.Points
			}
			return
		}
		task := s.Tasks[at]
		for _, c := range task.Choice {
			given.Values[task.ID] = c.Value.number()
			try(at + 1)
		}
		for n := 0; task.Counter != nil && n <= task.Counter.Max; n++ {
			given.Values[task.ID] = scoring.Int(int64(n))
			try(at + 1)
		}
	}
	try(0)
	return most
}

func TestMaximumOfTasks(t *testing.T) {
	var def Definition
	if err := json.Unmarshal([]byte(presetJSON(t, "robot-mission")), &def); err != nil {
		t.Fatal(err)
	}
	def.Tests, def.Ties = []TestDef{}, def.Ties[len(def.Ties)-1:]
	awards := def.Awards[:0]
	for _, a := range def.Awards {
		if a.Stage == "" {
			awards = append(awards, a)
		}
	}
	def.Awards = awards
	rapid.Check(t, func(t *rapid.T) {
		s := drawTasks(t)
		most := best(s)
		for off, want := range map[int64]bool{-1: false, 0: true, 1: false} {
			max := decimal(most.Add(scoring.Int(off)))
			s.Max = &max
			def.Stages = []StageDef{s}
			text, err := json.Marshal(def)
			if err != nil {
				t.Fatal(err)
			}
			_, err = ParseDefinition(text)
			var problems Problems
			errors.As(err, &problems)
			if (err == nil) != want || !want && (len(problems) != 1 || problems[0].Code != "max-sum" || problems[0].Path != "stages[0].max") {
				t.Fatalf("%s for a best run of %s: %v", max, most, err)
			}
		}
	})
}
