package judging

// What ranking, tie chain and awards must mean.

import (
	"errors"
	"slices"
	"strings"
)

// rankings say what each way to rank asks of the order and of the stages.
var rankings = map[string]struct{ order, combine string }{
	"points":  {"desc", "points"},
	"percent": {"desc", "percent"},
	"ranks":   {"asc", "rank"},
	"time":    {"asc", "none"},
	"bracket": {"asc", "none"},
}

func (in *inspection) checkRank() {
	rank, judges := in.def.Rank, in.def.Judges
	way := rankings[rank.By]
	if way.order == "desc" && in.def.low() {
		way.order = "asc" // results that are places
	}
	in.must(rank.Order == way.order, "rank.order", "%s is %s", rank.By, way.order)
	in.must(rank.MinSheets <= judges.Min, "rank.min_sheets", "must be at most judges.min")
	in.must(rank.MinSheets == 1 || judges.Sheets != "joint", "rank.min_sheets", "a joint sheet is 1")
	weighted := 0
	for i, s := range in.def.Stages {
		if s.Weight == "0" {
			continue
		}
		weighted++
		at := where("stages").item(i)
		in.must(s.Combine == way.combine, at.field("combine"), "rank by %s needs %s", rank.By, way.combine)
		switch rank.By {
		case "percent":
			in.must(s.Max != nil && s.Max.number().Sign() > 0, at.field("max"), "rank by percent needs a max above 0")
		case "time":
			in.must(s.Kind == "time", at.field("kind"), "rank by time needs time")
		case "bracket":
			in.must(s.Kind == "matches", at.field("kind"), "rank by bracket needs matches")
		}
	}
	in.must(weighted > 0, "stages", "one must have a weight above 0")
	in.must(weighted <= 1 || rank.By != "time", "stages", "rank by time needs exactly one stage of weight above 0")
}

// low reports whether a stage of the total gives results of which the lower is
// better; package scoring refuses a mix.
func (d Definition) low() bool {
	return slices.ContainsFunc(d.Stages, func(s StageDef) bool {
		if s.Weight == "0" || s.Kind != "rubric" {
			return false
		}
		stage := s.scoring()
		return stage.Low()
	})
}

// checkRule asks package scoring, where the rest has no problem: what it refuses
// could not be followed.
func (in *inspection) checkRule() {
	if _, err := in.def.Rule(); err != nil && !errors.Is(err, errNotScored) && len(in.problems) == 0 {
		path, rule, _ := strings.Cut(err.Error(), ": ")
		in.say(where(path), "%s", rule)
	}
}

func (in *inspection) checkTies() {
	for i, t := range in.def.Ties {
		last := i == len(in.def.Ties)-1
		in.must((t.By == "vote") == last, where("ties").item(i).field("by"), "vote ends the chain and stands only there")
	}
	in.checkTieKeys(in.def.Ties, "ties")
}

// A tieNeed is what a key asks of the stage it names.
type tieNeed struct {
	of   func(StageDef, TieDef) bool
	rule string
}

var (
	needsAttempts = tieNeed{func(s StageDef, _ TieDef) bool { return s.Attempts != nil }, "needs a stage with attempts"}
	needsRubric   = tieNeed{func(s StageDef, _ TieDef) bool { return s.Kind == "rubric" }, "needs a rubric stage"}
	needsTable    = tieNeed{func(s StageDef, _ TieDef) bool {
		return s.Matches != nil && (s.Matches.Format == "round_robin" || s.Matches.Format == "swiss")
	}, "needs a stage of round_robin or swiss"}
)

var tieNeeds = map[string]tieNeed{
	"stage":           {func(StageDef, TieDef) bool { return true }, ""},
	"finished":        needsAttempts,
	"extra_run":       needsAttempts,
	"attempt":         {func(s StageDef, _ TieDef) bool { return s.Attempts != nil && s.Kind != "time" }, "needs a stage with attempts that takes points"},
	"attempt_time":    {func(s StageDef, _ TieDef) bool { return s.Attempts != nil && s.Time != nil }, "needs a stage with attempts that takes time"},
	"criterion":       {StageDef.hasCriterion, "needs a stage with that criterion"},
	"head_to_head":    needsTable,
	"group_points":    needsTable,
	"bout_difference": needsTable,
	"sheet_best":      needsRubric,
	"sheet_countback": needsRubric,
	"penalties":       {func(s StageDef, _ TieDef) bool { return s.Penalties != nil }, "needs a stage with penalties"},
	"field":           {StageDef.measures, "needs a stage that measures that item with one number"},
}

func (s StageDef) hasCriterion(t TieDef) bool {
	return slices.ContainsFunc(s.Criteria, func(c CriterionDef) bool { return c.ID == t.Criterion })
}

func (s StageDef) measures(t TieDef) bool {
	return slices.ContainsFunc(s.Items, func(item ItemDef) bool { return item.ID == t.Field && len(item.Max) == 1 })
}

// checkTieKeys asks of a chain that its keys have what they compare and that
// none stands in it twice.
func (in *inspection) checkTieKeys(ties []TieDef, at where) {
	type key struct {
		by, stage, criterion, field string
		n                           int
	}
	seen := map[key]bool{}
	for i, t := range ties {
		at := at.item(i)
		k := key{t.By, t.Stage, t.Criterion, t.Field, 0}
		if t.N != nil {
			k.n = *t.N
		}
		in.must(!seen[k], at, "the same key stands in the chain twice")
		seen[k] = true
		switch stage, known := in.def.stage(t.Stage); {
		case t.Stage == "":
			field := t.By != "field" || slices.Contains(in.def.Entry.Fields, t.Field)
			in.must(field, at.field("field"), "is not one of entry.fields")
		case !known:
			in.say(at.field("stage"), "names no stage")
		default:
			need := tieNeeds[t.By]
			in.must(need.of(stage, t), at, "%s %s", t.By, need.rule)
			in.must(t.N == nil || stage.Attempts == nil || *t.N <= stage.Attempts.N, at.field("n"), "must be at most attempts.n")
		}
	}
}

func (in *inspection) checkAwards() {
	type placeOf struct {
		to    string
		place int
	}
	given := map[placeOf]bool{}
	rests := 0
	for i, a := range in.def.Awards {
		at := where("awards").item(i)
		_, known := in.def.stage(a.Stage)
		in.must(known || a.Stage == "", at.field("stage"), "names no stage")
		supervised := a.To != "supervisor" || slices.Contains(in.def.Entry.Fields, "supervisor")
		in.must(supervised, at.field("to"), "needs the entry field supervisor")
		switch a.Give {
		case "rest":
			rests++
			in.must(rests == 1, at.field("give"), "only one award is for the rest")
		case "places":
			for j, place := range a.Places {
				p := placeOf{a.To, place}
				in.must(!given[p], at.field("places").item(j), "place %d of %s has an award already", place, a.To)
				given[p] = true
			}
		}
	}
}
