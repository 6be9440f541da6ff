package cases

// The kinds about places: styles, cuts, what is still possible, dances.

import (
	"slices"
	"strconv"
	"testing"

	"dovar/scoring"
)

func init() {
	kinds["rank_styles"] = rankStyles
	kinds["stages"] = stagesWithCut
	kinds["clinch"] = clinch
	kinds["skating_system"] = skatingSystem
	kinds["skating_summary"] = skatingSummary
}

func rankStyles(t testing.TB, c Case) any {
	if !Param[bool](t, c, "higherIsBetter") {
		t.Fatal("lower is better")
	}
	totals := In[map[string]string](t, c, "totals")
	field := &contest{}
	for id, value := range totals {
		field.entries = append(field.entries, scoring.Entry{ID: id})
		field.points(t, "result", id, 1, value)
	}
	answer := map[string]any{}
	for _, style := range c.Asked() {
		r := rule(given("result"))
		r.Style = scoring.Style(style)
		figure := place
		if r.Style == scoring.Fractional {
			figure = func(s scoring.Standing) any { return s.Mean.String() }
		}
		answer[style] = each(field.ranked(t, r), figure)
	}
	return answer
}

func stagesWithCut(t testing.TB, c Case) any {
	first, second := given("stage1"), given("stage2")
	first.Weight = number(t, Param[string](t, c, "carryOver"))
	second.Weight = scoring.Int(1).Sub(first.Weight)
	field := entered(In[[]string](t, c, "entries"))
	for _, stage := range []string{"stage1", "stage2"} {
		for entry, points := range In[map[string]string](t, c, stage) {
			field.points(t, stage, entry, 1, points)
		}
	}
	r := rule(first, second)
	r.Cuts = []scoring.Cut{{After: first.ID, Top: Param[int](t, c, "cut")}}
	standings := field.ranked(t, r)

	qualified, totals := []string{}, map[string]any{}
	for id, s := range standings {
		if s.Cut == "" {
			qualified = append(qualified, id)
			totals[id] = total(s)
		}
	}
	slices.Sort(qualified)
	return map[string]any{"stage1Rank": each(field.ranked(t, rule(first)), place), "qualified": qualified,
		"finalTotal": totals, "finalRank": each(standings, place)}
}

// clinch asks for bounds; the totals behind them are those with every open sheet
// at its lowest and at its highest mark.
func clinch(t testing.TB, c Case) any {
	scale, podium := In[[]int64](t, c, "scale"), Param[int](t, c, "podium")
	s := single("votes", scoring.DropSum)
	s.Params.From = len(In[[]string](t, c, "judges"))
	s.Criteria = []scoring.Criterion{criterion("mark", scale[0], scale[1])}
	r := rule(s)
	field := entered(In[[]string](t, c, "entries"))
	for _, row := range c.Scores(t) {
		field.mark(t, s.ID, row["entry"], row["judge"], "mark", row["value"])
	}
	counted := slices.Clone(field.sheets)
	var open []scoring.Open
	filled := map[string]map[string]any{}
	for name, value := range map[string]int64{"min": scale[0], "max": scale[1]} {
		field.sheets, open = slices.Clone(counted), nil
		for _, pair := range In[[][2]string](t, c, "pending") {
			field.mark(t, s.ID, pair[0], pair[1], "mark", text(value))
			open = append(open, scoring.Open{Stage: s.ID, Entry: pair[0], Judge: pair[1]})
		}
		filled[name] = each(field.ranked(t, r), wholeTotal)
	}
	bounds, ok := scoring.Bounds(r, field.entries, counted, open, nil)
	if !ok {
		t.Fatal("no bounds")
	}
	best, worst := map[string]int{}, map[string]int{}
	sure, out, leading := []string{}, []string{}, []string{}
	for id, b := range bounds {
		best[id], worst[id] = b.Best, b.Worst
		if b.Worst <= podium {
			sure = append(sure, id)
		}
		if b.Best > podium {
			out = append(out, id)
		}
		if b.Best == 1 {
			leading = append(leading, id)
		}
	}
	if len(leading) > 1 { // somebody else can still be first, or level with the first
		leading = []string{}
	}
	slices.Sort(sure)
	slices.Sort(out)
	return map[string]any{"min": filled["min"], "max": filled["max"], "bestRank": best, "worstRank": worst,
		"clinchedPodium": sure, "eliminatedFromPodium": out, "clinchedWinner": leading}
}

// skatingSystem has a stage for each dance, of places by rules 5 to 8; the final
// is the sum of these places, and of what is level rules 10 and 11.
func skatingSystem(t testing.TB, c Case) any {
	dances := In[[]string](t, c, "criteria")
	r := rule()
	r.Style = scoring.Fractional
	for _, dance := range dances {
		s := single(dance, scoring.Majority)
		s.Places = true
		r.Stages = append(r.Stages, s)
	}
	r.Ties = []scoring.Tie{{By: scoring.TieSkating}}
	field := entered(In[[]string](t, c, "entries"))
	for _, row := range c.Scores(t) {
		field.mark(t, row["criterion"], row["entry"], row["judge"], "mark", row["place"])
	}
	standings := field.ranked(t, r)
	places := map[string]any{}
	for i, dance := range dances {
		places[dance] = each(standings, result(i))
	}
	answer := map[string]any{"dancePlaces": places}
	if c.Asks("finalPlaces") {
		answer["finalPlaces"] = each(standings, func(s scoring.Standing) any { return s.Mean.String() })
	}
	return answer
}

// skatingSummary knows the places of the dances only.
func skatingSummary(t testing.TB, c Case) any {
	entries := In[[]string](t, c, "entries")
	places := make([][]scoring.Number, len(entries))
	for _, row := range c.Scores(t) {
		i := slices.Index(entries, row["entry"])
		places[i] = append(places[i], number(t, row["place"]))
	}
	answer := map[string]string{}
	for i, s := range scoring.SkatingFinal(places, nil) {
		answer[entries[i]] = s.Place.String()
	}
	return map[string]any{"finalPlaces": answer}
}

func has(list []string, s string) bool { return slices.Contains(list, s) }

func version(t testing.TB, s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
