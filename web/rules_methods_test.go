package web

// The methods of package scoring, walked: what this list has, words and rules have.

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"dovar/judging"
	"dovar/scoring"
)

// Every method has its words in three languages, and a panel's the sentence
// that the rules say of it.
func TestMethodsWorded(t *testing.T) {
	for _, of := range []scoring.Part{scoring.PanelPart, scoring.RunsPart, scoring.TotalPart, scoring.TiePart} {
		for _, m := range scoring.Methods(of) {
			has(t, "method."+string(of)+"."+m.Name)
		}
	}
	for _, m := range scoring.Methods(scoring.PanelPart) {
		has(t, "method.panel."+m.Name+".hint")
		has(t, "rules.panel."+m.Name)
		for _, name := range m.Params {
			has(t, "method.param."+name)
		}
		for _, lang := range Languages {
			text := words.texts[lang]["rules.panel."+m.Name].(string)
			for _, name := range m.Params {
				if !strings.Contains(text, "{{."+name+"}}") {
					t.Errorf("%s: the rules do not say %s of %s", lang, name, m.Name)
				}
			}
		}
	}
	for _, m := range scoring.Methods(scoring.TotalPart) {
		has(t, "rules.total."+m.Name)
	}
	for _, k := range judging.TieKeys() {
		has(t, "rules.tie."+k.Name)
	}
}

// drawn are definitions that no preset is: everyMethod has a stage for each
// panel method and every other field that a rule can have; places adds up
// results of which the lower is better.
func drawn(t *testing.T) map[string]judging.Definition {
	t.Helper()
	every := drawnFrom(t)
	whole := func(n int) *int { return &n }
	params := judging.ParamsDef{High: whole(2), Low: whole(1), From: whole(5), Table: []judging.Decimal{"12", "10", "7.5"}}
	for _, m := range scoring.Methods(scoring.PanelPart) {
		stage := every.Stages[0]
		stage.ID, stage.Panel, stage.Combine, stage.Weight = strings.ReplaceAll(m.Name, "_", "-"), m.Name, "rank", "1"
		for _, lang := range Languages {
			*map[string]*string{"tg": &stage.Title.TG, "ru": &stage.Title.RU, "en": &stage.Title.EN}[lang] = words.say(lang, "method.panel."+m.Name)
		}
		stage.Ties = []judging.TieDef{{By: "sheet_countback", Stage: stage.ID, Order: "desc", Title: stage.Title}}
		stage.Params = taken(m, params)
		if max := judging.Decimal("100"); m.Sums() {
			stage.Max = &max // two sheets of five count
		}
		every.Stages = append(every.Stages, stage)
	}
	every.Stages = every.Stages[1:]
	first := &every.Stages[0]
	first.Penalties = []judging.PenaltyDef{{ID: "late", Title: judging.Text{TG: "Дер омадан", RU: "Опоздание", EN: "Late"}, Per: "-0.5", MaxCount: whole(3), When: "always"}}
	first.Rounding = []judging.RoundingDef{{At: "sheet", Decimals: 1, Mode: "half_up"}, {At: "result", Decimals: 2, Mode: "half_even"}}
	every.Stages[5].Rounding = []judging.RoundingDef{{At: "criterion", Decimals: 2, Mode: "down"}, {At: "weighted", Decimals: 0, Mode: "half_up"}}
	every.Rank = judging.RankDef{Order: "asc", By: "ranks", Style: "1334", Decimals: 2, MinSheets: 2, Unfinished: "last",
		Adjust: &judging.AdjustDef{For: "room", Use: "counts"}, Round: &judging.RoundDef{Decimals: 0, Mode: "half_even"},
		Cuts: []judging.CutDef{{After: "median", Top: 12}, {After: "majority", Top: 1}}}
	last := every.Stages[0]
	last.ID, last.Penalties, last.Rounding, last.Ties = "last", nil, nil, nil
	every.Stages = append(every.Stages, last)
	every.Ties = []judging.TieDef{
		{By: "penalties", Stage: first.ID, Order: "desc", Title: first.Title},
		{By: "stage", Stage: "rank-sum", Order: "asc", Title: first.Title},
		every.Ties[len(every.Ties)-1],
	}

	places := drawnFrom(t)
	places.Stages[0].Panel = "rank_sum"
	places.Rank.Order, places.Rank.Style, places.Rank.Decimals = "asc", "1223", 1
	places.Rank.Round = &judging.RoundDef{Decimals: 1, Mode: "down"}
	return map[string]judging.Definition{"every-method": every, "places": places}
}

// drawnFrom is a contest of one plain stage.
func drawnFrom(t *testing.T) judging.Definition {
	t.Helper()
	def, _ := judging.Preset("it-teacher-contest")
	def.Stages = slices.Clone(def.Stages[:1]) // a preset is everybody's
	def.Ties, def.Tests = def.Ties[len(def.Ties)-1:], []judging.TestDef{}
	return def
}

// taken are the parameters that a method takes.
func taken(m scoring.Method, all judging.ParamsDef) *judging.ParamsDef {
	var p judging.ParamsDef
	for _, name := range m.Params {
		switch name {
		case "high":
			p.High = all.High
		case "low":
			p.Low = all.Low
		case "from":
			p.From = all.From
		case "table":
			p.Table = all.Table
		}
	}
	if len(m.Params) == 0 {
		return nil
	}
	return &p
}

// What is drawn is a definition that the loader takes, so that its text is one
// that can be met; and no line of it lacks words or a value.
func TestRulesDrawn(t *testing.T) {
	for name, def := range drawn(t) {
		body, err := json.Marshal(def)
		if err == nil {
			_, err = judging.ParseDefinition(body)
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		said := map[string]bool{}
		for _, line := range judging.RulesText(def) {
			said[line.Key] = true
			has(t, "rules."+line.Key)
		}
		worded(t, name, def)
		golden(t, name, def)
		if name != "every-method" {
			continue
		}
		for _, m := range scoring.Methods(scoring.PanelPart) {
			if !said["panel."+m.Name] {
				t.Errorf("the rules do not say panel %s", m.Name)
			}
		}
	}
}
