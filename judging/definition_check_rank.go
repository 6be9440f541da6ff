package judging

// What ranking, tie chain and awards must mean.

import (
	"errors"
	"slices"

	"dovar/scoring"
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
	in.must(rank.Order == way.order, "rank.order", "order", "by", rank.By, "order", way.order)
	in.must(rank.MinSheets <= judges.Min, "rank.min_sheets", "min-sheets")
	in.must(rank.MinSheets == 1 || judges.Sheets != "joint", "rank.min_sheets", "min-sheets-joint")
	weighted := 0
	for i, s := range in.def.Stages {
		if s.Weight == "0" {
			continue
		}
		weighted++
		at := where("stages").item(i)
		in.must(s.Combine == way.combine, at.field("combine"), "combine", "by", rank.By, "combine", way.combine)
		switch rank.By {
		case "percent":
			in.must(s.Max != nil && s.Max.number().Sign() > 0, at.field("max"), "percent-max")
		case "time":
			in.must(s.Kind == "time", at.field("kind"), "kind-time")
		case "bracket":
			in.must(s.Kind == "matches", at.field("kind"), "kind-matches")
		}
	}
	in.must(weighted > 0, "stages", "weight-none")
	in.must(weighted <= 1 || rank.By != "time", "stages", "time-one")
	in.checkLow()
	in.checkCuts()
}

// checkLow asks that stages that are added up, or divided by their maximum, be
// better in the same direction.
func (in *inspection) checkLow() {
	first := -1
	for i, s := range in.def.Stages {
		if s.Weight == "0" || s.Kind != "rubric" {
			continue
		}
		at, low := where("stages").item(i).field("panel"), s.low()
		in.must(!low && !s.moves() || in.def.Rank.By != "percent", at, "low-percent")
		if first < 0 {
			first = i
		}
		in.must(low == in.def.Stages[first].low() || in.def.Rank.By != "points", at, "low-mixed")
	}
}

// checkCuts asks that a cut stand after a stage, and so late that there is a
// total and so early that something follows.
func (in *inspection) checkCuts() {
	last := -1
	for i, c := range in.def.Rank.Cuts {
		at := where("rank.cuts").item(i).field("after")
		stage := slices.IndexFunc(in.def.Stages, func(s StageDef) bool { return s.ID == c.After })
		switch weighs := func(s StageDef) bool { return s.Weight != "0" }; {
		case stage < 0:
			in.say(at, "stage-unknown")
		case stage == len(in.def.Stages)-1:
			in.say(at, "cut-end")
		case stage <= last:
			in.say(at, "cut-order")
		case !slices.ContainsFunc(in.def.Stages[:stage+1], weighs):
			in.say(at, "cut-early")
		}
		last = max(last, stage)
	}
}

// moves reports whether the result is made of the judges' places: no share of a
// sheet's maximum.
func (s StageDef) moves() bool {
	m, _ := scoring.MethodOf(scoring.PanelPart, s.Panel)
	return m.Moves
}

// low reports whether a lower result of the rubric stage is better.
func (s StageDef) low() bool {
	stage := s.scoring()
	return stage.Low()
}

// low reports whether a stage of the total gives results of which the lower is
// better; package scoring refuses a mix.
func (d Definition) low() bool {
	return slices.ContainsFunc(d.Stages, func(s StageDef) bool { return s.Weight != "0" && s.Kind == "rubric" && s.low() })
}

// checkRule asks package scoring, where the rest has no problem: what it refuses
// could not be followed.
func (in *inspection) checkRule() {
	rule, err := in.def.Rule()
	switch {
	case len(in.problems) > 0 || errors.Is(err, errNotScored):
	case err != nil:
		in.say("", "not-scorable", "cause", err.Error())
	default:
		in.must(rule.Bits(TableRows, mostSheets) <= mostBits, "stages", "too-large", "bits", mostBits)
	}
}

// With figures of 31 bits no number of a contest is ever a big.Rat, which holds
// for the presets; up to mostBits arithmetic is slower and as exact; a rule
// beyond could only be meant to stop the server. mostSheets are of one entry in
// one stage.
const (
	mostBits   = 2048
	mostSheets = 50
)

func (in *inspection) checkTies() {
	for i, t := range in.def.Ties {
		last := i == len(in.def.Ties)-1
		in.must((t.By == "vote") == last, where("ties").item(i).field("by"), "vote-last")
	}
	in.checkTieKeys(in.def.Ties, "ties")
}

// A tieNeed is what a key asks of the stage it names.
type tieNeed struct {
	of   func(StageDef, TieDef) bool
	code string
}

var (
	needsAttempts = tieNeed{func(s StageDef, _ TieDef) bool { return s.Attempts != nil }, "tie-attempts"}
	needsRubric   = tieNeed{func(s StageDef, _ TieDef) bool { return s.Kind == "rubric" }, "tie-rubric"}
	needsTable    = tieNeed{func(s StageDef, _ TieDef) bool { return s.Matches != nil && s.Matches.table() }, "tie-table"}
)

var tieNeeds = map[string]tieNeed{
	"stage":           {func(StageDef, TieDef) bool { return true }, ""},
	"finished":        needsAttempts,
	"extra_run":       needsAttempts,
	"attempt":         {func(s StageDef, _ TieDef) bool { return s.Attempts != nil && s.Kind != "time" }, "tie-points"},
	"attempt_time":    {func(s StageDef, _ TieDef) bool { return s.Attempts != nil && s.Time != nil }, "tie-time"},
	"criterion":       {StageDef.hasCriterion, "tie-criterion"},
	"head_to_head":    needsTable,
	"group_points":    needsTable,
	"wins":            needsTable,
	"bout_difference": needsTable,
	"sonneborn":       needsTable,
	"buchholz":        needsTable,
	"sheet_best":      needsRubric,
	"sheet_countback": needsRubric,
	"penalties":       {func(s StageDef, _ TieDef) bool { return s.Penalties != nil }, "tie-penalties"},
	"field":           {StageDef.measures, "tie-field"},
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
		in.must(!seen[k], at, "tie-twice")
		seen[k] = true
		switch stage, known := in.def.stage(t.Stage); {
		case t.Stage == "":
			field := t.By != "field" || slices.Contains(in.def.Entry.Fields, t.Field)
			in.must(field, at.field("field"), "field-unknown")
		case !known:
			in.say(at.field("stage"), "stage-unknown")
		default:
			need := tieNeeds[t.By]
			in.must(need.of(stage, t), at, need.code)
			in.must(t.N == nil || stage.Attempts == nil || *t.N <= stage.Attempts.N, at.field("n"), "tie-over")
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
		in.must(known || a.Stage == "", at.field("stage"), "stage-unknown")
		supervised := a.To != "supervisor" || slices.Contains(in.def.Entry.Fields, "supervisor")
		in.must(supervised, at.field("to"), "supervisor")
		switch a.Give {
		case "rest":
			rests++
			in.must(rests == 1, at.field("give"), "rest-twice")
		case "places":
			for j, place := range a.Places {
				p := placeOf{a.To, place}
				in.must(!given[p], at.field("places").item(j), "place-twice", "place", place, "to", a.To)
				given[p] = true
			}
		}
	}
}
