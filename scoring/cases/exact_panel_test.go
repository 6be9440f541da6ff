package cases

// The kinds in which a panel's sheets become a result.

import (
	"testing"

	"dovar/scoring"
)

func init() {
	kinds["rubric"] = rubric
	kinds["trimmed_sum"] = trimmedSum
	kinds["isu_components"] = isuComponents
	kinds["ski_jump"] = skiJump
	kinds["rank_sum_points"] = rankSumPoints
	kinds["points_sum"] = pointsSum
	kinds["countback"] = countback
	kinds["event_log"] = eventLog
}

func rubric(t testing.TB, c Case) any {
	s := scoring.Stage{ID: "sheets", Weight: scoring.Int(1), Sheet: scoring.Percent}
	for _, x := range In[[]struct{ ID, Weight, Min, Max string }](t, c, "criteria") {
		s.Criteria = append(s.Criteria, scoring.Criterion{ID: x.ID, Weight: number(t, x.Weight), Min: number(t, x.Min), Max: number(t, x.Max), Step: step})
	}
	switch aggregate := Param[string](t, c, "judgeAggregate"); aggregate {
	case "olympic":
		s.Panel, s.Params = scoring.Drop, scoring.Params{High: 1, Low: 1, From: 4}
	case "mean", "median":
		s.Panel = scoring.Panel(aggregate)
	default:
		t.Fatalf("aggregate %q", aggregate)
	}
	r := rule(s)
	r.MinSheets = Param[int](t, c, "minSheets")
	for _, x := range Param[[]struct{ By, ID string }](t, c, "tieBreak") {
		r.Ties = append(r.Ties, scoring.Tie{By: map[string]scoring.TieKind{"criterion": scoring.TieCriterion,
			"bestSheet": scoring.TieBestSheet, "sheetsCountback": scoring.TieCountback}[x.By], Stage: s.ID, Criterion: x.ID})
	}

	field := entered(In[[]string](t, c, "entries"))
	field.table(t, s.ID, c)
	if _, some := c.Params["excludedSheets"]; some {
		for _, x := range Param[[]struct{ Entry, Judge, Reason string }](t, c, "excludedSheets") {
			for i := range field.sheets {
				if sheet := &field.sheets[i]; sheet.Entry == x.Entry && sheet.Judge == x.Judge {
					sheet.Excluded = x.Reason
				}
			}
		}
	}
	standings := field.ranked(t, r)
	return map[string]any{"total": each(standings, total), "rank": each(standings, place),
		"countedSheets": each(standings, func(s scoring.Standing) any { return s.Counted }),
		"display2": each(standings, func(s scoring.Standing) any {
			if !s.Scored {
				return nil
			}
			return s.Total.Fixed(2)
		})}
}

// trimmedSum has a stage for each dive, and one for the points carried over.
func trimmedSum(t testing.TB, c Case) any {
	var stages []scoring.Stage
	dives := In[[]string](t, c, "criteria")
	judges := len(In[[]string](t, c, "judges"))
	for _, dive := range dives {
		s := single(dive, scoring.SumPerCriterion)
		s.Params = scoring.Params{High: Param[int](t, c, "dropHighest"), Low: Param[int](t, c, "dropLowest"), From: judges}
		stages = append(stages, s)
	}
	field := entered(In[[]string](t, c, "entries"))
	difficulty := In[map[string]string](t, c, "difficulty")
	for i := range field.entries {
		e := &field.entries[i]
		e.Difficulty = map[string]map[string]scoring.Number{}
		for _, dive := range dives {
			e.Difficulty[dive] = map[string]scoring.Number{"mark": number(t, difficulty[e.ID+"|"+dive])}
		}
	}
	for _, row := range c.Scores(t) {
		field.mark(t, row["criterion"], row["entry"], row["judge"], "mark", row["value"])
	}
	for entry, points := range In[map[string]string](t, c, "carriedPoints") {
		field.points(t, "carried", entry, 1, points)
	}
	standings := field.ranked(t, rule(append(stages, given("carried"))...))

	cell, rank := map[string]any{}, map[string]any{}
	for i, dive := range dives {
		for entry, value := range each(standings, result(i)) {
			cell[entry+"|"+dive] = value
		}
		for entry, value := range each(field.ranked(t, rule(stages[i])), place) {
			rank[entry+"|"+dive] = value
		}
	}
	return map[string]any{"cell": cell, "cellRankWithinCriterion": rank, "total": each(standings, total), "rank": each(standings, place)}
}

// isuComponents rounds the panel's mean of a component, and then its product
// with the factor. The means alone are the same stage with factors of 1.
func isuComponents(t testing.TB, c Case) any {
	type rounding struct {
		Decimals int
		Mode     scoring.RoundMode
	}
	mean, factored := Param[rounding](t, c, "roundPanelMean"), Param[rounding](t, c, "roundFactoredComponent")
	components := scoring.Stage{ID: "components", Weight: scoring.Int(1), Sheet: scoring.Points, Panel: scoring.DropPerCriterion,
		Params: scoring.Params{High: Param[int](t, c, "dropHighest"), Low: Param[int](t, c, "dropLowest"), From: 3},
		Rounds: []scoring.Rounding{{At: scoring.RoundCriterion, Decimals: mean.Decimals, Mode: mean.Mode},
			{At: scoring.RoundWeighted, Decimals: factored.Decimals, Mode: factored.Mode}}}
	factor := In[map[string]string](t, c, "factor")
	for _, id := range In[[]string](t, c, "criteria") {
		x := criterion(id, 0, 10)
		x.Weight = number(t, factor[id])
		components.Criteria = append(components.Criteria, x)
	}
	field := entered(In[[]string](t, c, "entries"))
	field.table(t, components.ID, c)
	for entry, points := range In[map[string]string](t, c, "otherPoints") {
		field.points(t, "other", entry, 1, points)
	}
	for entry, points := range In[map[string]string](t, c, "deductions") {
		field.points(t, "deductions", entry, 1, "-"+points)
	}
	r := rule(components, given("other"), given("deductions"))
	for _, name := range Param[[]string](t, c, "tieBreak") { // the short programme asks for the elements, the free skating for the components
		r.Ties = append(r.Ties, scoring.Tie{By: scoring.TieStage, Stage: map[string]string{"otherPoints": "other", "componentTotal": components.ID}[name]})
	}
	standings := field.ranked(t, r)

	means := map[string]any{}
	for _, x := range components.Criteria {
		alone := single("", components.Panel)
		alone.ID, alone.Params, alone.Rounds, alone.Skip = components.ID, components.Params, components.Rounds, true
		alone.Criteria = []scoring.Criterion{criterion(x.ID, 0, 10)}
		for entry, value := range each(field.ranked(t, rule(alone)), total) {
			means[entry+"|"+x.ID] = value
		}
	}
	return map[string]any{"panelMean": means, "componentTotal": each(standings, result(0)),
		"total": each(standings, total), "rank": each(standings, place)}
}

func skiJump(t testing.TB, c Case) any {
	style := single("style", scoring.DropSum)
	style.Params = scoring.Params{High: Param[int](t, c, "dropHighest"), Low: Param[int](t, c, "dropLowest"), From: len(In[[]string](t, c, "judges"))}
	distance := given("distance")
	distance.Runs.Scale = &scoring.Scale{Base: scoring.Int(60), Zero: number(t, In[string](t, c, "kPoint")), Each: number(t, In[string](t, c, "meterValue"))}

	field := entered(In[[]string](t, c, "entries"))
	for _, row := range c.Scores(t) {
		field.mark(t, "style", row["entry"], row["judge"], "mark", row["value"])
	}
	for entry, metres := range In[map[string]string](t, c, "distance") {
		field.points(t, "distance", entry, 1, metres)
	}
	standings := field.ranked(t, rule(style, distance))
	return map[string]any{"style": each(standings, result(0)), "total": each(standings, total), "rank": each(standings, place)}
}

// rankSumPoints has a stage for each jury.
func rankSumPoints(t testing.TB, c Case) any {
	r := rule()
	jury := map[string]string{}
	for panel, judges := range In[map[string][]string](t, c, "panels") {
		s := single(panel, scoring.PointsTable)
		s.Places = true
		for _, points := range Param[[]int64](t, c, "points") {
			s.Params.Table = append(s.Params.Table, scoring.Int(points))
		}
		r.Stages = append(r.Stages, s)
		for _, judge := range judges {
			jury[judge] = panel
		}
	}
	seen := map[string]bool{}
	var ids []string
	for _, row := range c.Scores(t) {
		if !seen[row["entry"]] {
			seen[row["entry"]] = true
			ids = append(ids, row["entry"])
		}
	}
	field := entered(ids)
	for _, row := range c.Scores(t) {
		field.mark(t, jury[row["judge"]], row["entry"], row["judge"], "mark", row["rank"])
	}
	points := map[string]map[string]any{}
	for _, s := range field.ranked(t, r) {
		for _, stage := range s.Stages {
			if points[stage.Stage] == nil {
				points[stage.Stage] = map[string]any{}
			}
			if stage.Result.Sign() > 0 {
				points[stage.Stage][s.Entry] = whole(stage.Result)
			}
		}
	}
	return map[string]any{"panelPoints": points}
}

func pointsSum(t testing.TB, c Case) any {
	r := rule()
	var criteria []string
	field := entered(In[[]string](t, c, "entries"))
	for _, row := range c.Scores(t) {
		id := row["criterion"]
		if !has(criteria, id) {
			criteria = append(criteria, id)
			s := single(id, scoring.DropSum)
			s.Params.From = 1
			r.Stages = append(r.Stages, s)
		}
		field.mark(t, id, row["entry"], row["judge"], "mark", row["points"])
	}
	standings := field.ranked(t, r)
	by := map[string]any{}
	for i, id := range criteria {
		by[id] = each(standings, func(s scoring.Standing) any { return whole(s.Stages[i].Result) })
	}
	return map[string]any{"byCriterion": by, "total": each(standings, wholeTotal), "rank": each(standings, place)}
}

func countback(t testing.TB, c Case) any {
	s := single("votes", scoring.DropSum)
	s.Params.From = 1
	r := rule(s)
	if len(Param[[]string](t, c, "tieBreak")) > 0 { // the number of 12s, then of 10s, ...: the votes from high to low
		r.Ties = []scoring.Tie{{By: scoring.TieCountback, Stage: s.ID}}
	}
	field := entered(In[[]string](t, c, "entries"))
	for _, row := range c.Scores(t) {
		field.mark(t, s.ID, row["entry"], row["judge"], "mark", row["points"])
	}
	standings := field.ranked(t, r)
	return map[string]any{"total": each(standings, wholeTotal), "rank": each(standings, place)}
}

// eventLog keeps a table while sheets arrive, in the two orders.
func eventLog(t testing.TB, c Case) any {
	r := rule(single("sheets", scoring.Mean))
	if err := r.Check(); err != nil {
		t.Fatal(err)
	}
	entries := In[[]string](t, c, "entries")
	var arrivals []scoring.Sheet
	for _, row := range c.Scores(t) {
		s := scoring.Sheet{Stage: "sheets", Entry: row["entry"], Judge: row["judge"], Version: version(t, row["version"])}
		if row["value"] != "" { // else withdrawn: a sheet without a mark
			s.Marks = map[string]scoring.Number{"mark": number(t, row["value"])}
		}
		arrivals = append(arrivals, s)
	}
	after := map[string]any{}
	table := opened(r, entries)
	for i, s := range arrivals {
		table.Apply(s)
		if n := text(i + 1); has(c.Asked("afterEvents"), n) {
			after[n] = told(table)
		}
	}
	shuffled := opened(r, entries)
	for _, i := range In[[]int](t, c, "shuffledArrival") {
		shuffled.Apply(arrivals[i])
	}
	return map[string]any{"afterEvents": after, "afterShuffledArrivalOfAll": told(shuffled)}
}

func opened(r *scoring.Rule, entries []string) *scoring.Table {
	table := scoring.NewTable(r)
	for _, e := range entered(entries).entries {
		table.PutEntry(e)
	}
	return table
}

func told(table *scoring.Table) any {
	standings := byEntry(table.Standings())
	return map[string]any{"mean": each(standings, total), "rank": each(standings, place),
		"counted": each(standings, func(s scoring.Standing) any { return s.Counted })}
}
