package web_test

// Definitions drawn at random.

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"

	"dovar/judging"
	"dovar/scoring"
)

func drawDefinition(rng *rand.Rand, i int) judging.Definition {
	def, _ := judging.Preset("science-fair-science")
	def.ID, def.Title, def.Minors = fmt.Sprintf("drawn-%d", i), one(fmt.Sprintf("Озмуни & %d", i)), false
	def.Privacy = pick(rng, "full", "full", "top", "own")
	def.Divisions = nil
	if n := rng.IntN(3); n > 0 {
		for d := range n + 1 {
			title := pick(rng, "Физика: 7/8 [синфҳо]?", "Категорияи хеле дарози озмуни ҷумҳуриявӣ", "Робот")
			def.Divisions = append(def.Divisions, judging.DivisionDef{ID: "d" + strconv.Itoa(d), Title: judging.Text{EN: title, RU: title, TG: title}})
		}
	}
	drawRank(rng, &def)
	def.Stages, def.Ties, def.Tests = nil, nil, nil
	for n := range 1 + rng.IntN(3) {
		def.Stages = append(def.Stages, drawStage(rng, n, &def.Rank))
		def.Ties = append(def.Ties, drawTies(rng, def.Stages[n])...)
	}
	rng.Shuffle(len(def.Ties), func(a, b int) { def.Ties[a], def.Ties[b] = def.Ties[b], def.Ties[a] })
	if rng.IntN(4) > 0 {
		def.Ties = append(def.Ties, judging.TieDef{By: "vote", Order: "asc", Title: one("vote")})
	}
	for n, st := range def.Stages[:len(def.Stages)-1] {
		if rng.IntN(3) == 0 {
			def.Rank.Cuts = append(def.Rank.Cuts, judging.CutDef{After: st.ID, Top: 5 + rng.IntN(4) - 2*n})
		}
	}
	return def
}

var modes = []string{"half_up", "half_even", "down"}

func drawRank(rng *rand.Rand, def *judging.Definition) {
	def.Rank = judging.RankDef{Order: "desc", By: pick(rng, "points", "percent", "ranks"), Style: pick(rng, "1224", "1224", "1223", "1334"),
		Decimals: pick(rng, 2, 2, 2, 0, 1, 3), MinSheets: pick(rng, 1, 1, 2), Unfinished: pick(rng, "none", "last")}
	if def.Rank.By == "ranks" || def.Rank.By == "points" && rng.IntN(3) == 0 {
		def.Rank.Order = "asc"
	}
	if rng.IntN(4) == 0 {
		def.Rank.Round = &judging.RoundDef{Decimals: rng.IntN(3), Mode: pick(rng, modes...)}
	}
}

// drawTies are some keys of a stage.
func drawTies(rng *rand.Rand, st judging.StageDef) (ties []judging.TieDef) {
	for _, key := range []string{"stage", "criterion", "sheet_best", "sheet_countback", "penalties"} {
		tie := judging.TieDef{By: key, Stage: st.ID, Order: pick(rng, "desc", "desc", "asc"), Title: one(key + " " + st.ID)}
		if key == "criterion" {
			tie.Criterion = pick(rng, st.Criteria...).ID
		}
		if rng.IntN(3) == 0 && (key != "penalties" || st.Penalties != nil) {
			ties = append(ties, tie)
		}
	}
	return ties
}

// drawPanel gives a stage a method that goes with the total, and roundings.
func drawPanel(rng *rand.Rand, st *judging.StageDef, rank *judging.RankDef) {
	var fit []string
	for _, m := range scoring.Methods(scoring.PanelPart) {
		low, percent := lowPanel(m.Name), rank.By == "percent" && m.Moves // places have no highest result
		if rank.By == "ranks" || st.Weight == "0" || low == (rank.Order == "asc") && !percent {
			fit = append(fit, m.Name)
		}
	}
	st.Panel = pick(rng, fit...)
	m, _ := scoring.MethodOf(scoring.PanelPart, st.Panel)
	if slices.Contains(m.Params, "from") {
		high, low := rng.IntN(2), rng.IntN(2)
		if high+low == 0 {
			high = 1
		}
		from := high + low + 1 + rng.IntN(2)
		st.Params = &judging.ParamsDef{High: &high, Low: &low, From: &from}
	}
	if st.Panel == "points_table" {
		st.Params = &judging.ParamsDef{Table: []judging.Decimal{"12", "10", "8", "7", "6.5"}[:1+rng.IntN(5)]}
	}
	for _, at := range []string{"sheet", "criterion", "weighted", "result"} {
		if rng.IntN(4) == 0 {
			st.Rounding = append(st.Rounding, judging.RoundingDef{At: at, Decimals: rng.IntN(3), Mode: pick(rng, modes...)})
		}
	}
}

func drawStage(rng *rand.Rand, n int, rank *judging.RankDef) judging.StageDef {
	st := judging.StageDef{
		ID: "s" + strconv.Itoa(n), Title: one("Марҳила " + strconv.Itoa(n)), Place: "live", Kind: "rubric",
		Weight:  pick[judging.Decimal](rng, "1", "1", "0.3", "40", "0.35", "0"),
		Combine: map[string]string{"points": "points", "percent": "percent", "ranks": "rank"}[rank.By],
		Sheet:   pick(rng, "points", "percent"), SkipAllowed: rng.IntN(3) == 0,
	}
	switch {
	case n == 0 && st.Weight == "0":
		st.Weight = "1"
	case st.Weight == "0":
		st.Combine = "none"
	}
	drawPanel(rng, &st, rank)
	uniform := rng.IntN(2) == 0
	for c := range 1 + rng.IntN(5) {
		if c > 0 && uniform {
			again := st.Criteria[0]
			again.ID = "c" + strconv.Itoa(c)
			st.Criteria = append(st.Criteria, again)
			continue
		}
		low, steps := rng.IntN(3)-rng.IntN(2), 1+rng.IntN(8)
		step := pick[judging.Decimal](rng, "1", "0.5", "0.25", "2")
		high := add(judging.Decimal(strconv.Itoa(low)), mul(step, judging.Decimal(strconv.Itoa(steps))))
		st.Criteria = append(st.Criteria, judging.CriterionDef{ID: "c" + strconv.Itoa(c), Title: one(pick(rng, "Меъёр", "Меъёр", "=Меъёр "+strconv.Itoa(c))),
			Min: judging.Decimal(strconv.Itoa(low)), Max: high, Step: step, Weight: pick[judging.Decimal](rng, "1", "1", "2", "0.5", "1.25")})
	}
	for p := range rng.IntN(3) {
		st.Penalties = append(st.Penalties, judging.PenaltyDef{ID: "p" + strconv.Itoa(p), Title: one("Ҷарима"), Per: pick[judging.Decimal](rng, "-1", "-2.5", "-0.25"), When: pick(rng, "team", "always")})
	}
	highest := judging.Decimal("100")
	if st.Sheet == "points" {
		highest = "0"
		for _, c := range st.Criteria {
			highest = add(highest, mul(c.Weight, c.Max))
		}
	}
	if rat(highest).Sign() <= 0 { // a scale that ends at 0 has no percent
		st.Criteria[0].Max = add(st.Criteria[0].Max, "40")
		for st.Sheet == "points" && rat(highest).Sign() <= 0 {
			highest = add(highest, mul(st.Criteria[0].Weight, "40"))
		}
	}
	if st.Panel == "drop_sum" || st.Panel == "sum_per_criterion" {
		highest = mul(highest, judging.Decimal(strconv.Itoa(*st.Params.From-*st.Params.High-*st.Params.Low)))
	}
	st.Max = &highest
	if rank.By == "ranks" {
		st.Ties = drawTies(rng, st)
	}
	return st
}
