package judging

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
)

// Ranges of 7, 9, 11 and 13 with weights of four decimals make large fractions,
// and a contest; scales made to stop a server do not.
func TestHowLargeFiguresMayBecome(t *testing.T) {
	def, _ := Preset("science-fair-science")
	stage := def.Stages[0]
	build := func(stages int, weight string) Definition {
		def := def
		def.Rank.By, def.Stages = "percent", nil
		for i := range stages {
			s := stage
			s.ID, s.Weight, s.Sheet, s.Max = fmt.Sprint("s", i), Decimal(weight+fmt.Sprint(1+i%9)), "percent", new(Decimal("100"))
			s.Criteria = slices.Clone(s.Criteria[:4])
			for j, top := range []Decimal{"7", "9", "11", "13"} {
				c := &s.Criteria[j]
				c.Min, c.Max, c.Step, c.Weight = "0", top, "1", Decimal(fmt.Sprintf("%s%d%d", weight, i%10, 1+(i+j)%9))
			}
			def.Stages = append(def.Stages, s)
		}
		def.Ties = def.Ties[len(def.Ties)-1:]
		return def
	}
	for _, c := range []struct {
		stages int
		weight string
		want   int
	}{{3, "0.12", 0}, {60, "0.1234567890123456", 1}} {
		in := inspection{def: build(c.stages, c.weight)}
		in.checkRule()
		if len(in.problems) != c.want {
			t.Errorf("%d stages of weights like %s: %v", c.stages, c.weight, in.problems)
		}
	}
}

// With a cut after each stage, what one sheet costs grows with the square of
// their number: how many there may be is limited.
func TestHowManyStages(t *testing.T) {
	def, _ := Preset("science-fair-science")
	stage := def.Stages[0]
	for i := range 24 {
		s := stage
		s.ID = fmt.Sprint("s", i)
		def.Stages = append(def.Stages, s)
	}
	for n, want := range map[int]bool{24: false, 25: true} {
		def := def
		def.Stages = def.Stages[:n]
		text, err := json.Marshal(def)
		if err != nil {
			t.Fatal(err)
		}
		var in inspection
		in.load(text, fromJSON)
		if got := slices.ContainsFunc(in.problems, func(p DefinitionProblem) bool { return p.Code == "too-many" }); got != want {
			t.Errorf("%d stages: %v", n, in.problems)
		}
	}
}
