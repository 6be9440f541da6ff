package cases

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"testing"

	"dovar/scoring/quality"
)

func init() {
	maps.Copy(kinds, map[string]func(testing.TB, Case) any{
		"icc":                icc,
		"kendall_w":          kendallW,
		"krippendorff_alpha": krippendorffAlpha,
		"cronbach_alpha":     cronbachAlpha,
		"mfrm":               mfrm,
		"bradley_terry":      bradleyTerry,
		"crowd_bt":           crowdBT,
	})
}

func icc(t testing.TB, c Case) any {
	r, err := quality.ICC(table(t, c, "judge"), Param[float64](t, c, "ci"))
	need(t, err)
	out := map[string]any{
		"BMS": r.BMS, "WMS": r.WMS, "JMS": r.JMS, "EMS": r.EMS,
		"F": map[string]any{"oneway": r.OneWay, "twoway": r.TwoWay},
	}
	intervals := map[string]any{}
	for name, e := range map[string]quality.Estimate{
		"ICC11": r.Single1, "ICC21": r.Single2, "ICC31": r.Single3,
		"ICC1k": r.Average1, "ICC2k": r.Average2, "ICC3k": r.Average3,
	} {
		out[name] = e.Value
		intervals[name] = []float64{e.Low, e.High}
	}
	out["ci95"] = intervals
	return out
}

func kendallW(t testing.TB, c Case) any {
	r, err := quality.KendallW(table(t, c, "judge"), Param[bool](t, c, "tieCorrection"))
	need(t, err)
	return map[string]any{
		"W": r.W, "W_exact": r.Exact.String(), "chisq": r.ChiSquared, "df": r.DF, "p": r.P,
		"meanSpearman": r.MeanSpearman,
	}
}

func krippendorffAlpha(t testing.TB, c Case) any {
	out := map[string]any{}
	for _, metric := range Param[[]quality.Metric](t, c, "metrics") {
		alpha, err := quality.Krippendorff(table(t, c, "judge"), metric)
		need(t, err)
		out[string(metric)] = alpha
	}
	return out
}

func cronbachAlpha(t testing.TB, c Case) any {
	r, err := quality.CronbachAlpha(table(t, c, "criterion"))
	need(t, err)
	dropped, rest := map[string]any{}, map[string]any{}
	for i, id := range In[[]string](t, c, "criteria") {
		dropped[id], rest[id] = r.IfDropped[i], r.ItemRest[i]
	}
	return map[string]any{"alpha": r.Alpha, "alphaIfDropped": dropped, "itemRestCorrelation": rest}
}

func mfrm(t testing.TB, c Case) any {
	var marks []quality.LevelMark
	for _, row := range c.Scores(t) {
		level, err := strconv.Atoi(row["value"])
		need(t, err)
		marks = append(marks, quality.LevelMark{Entry: row["entry"], Judge: row["judge"], Criterion: row["criterion"], Level: level})
	}
	fit, err := quality.Rasch(marks)
	need(t, err)
	out := map[string]any{"logLik": fit.LogLikelihood, "tau": fit.Steps}
	put := func(field string, list []quality.RaschElement, figure func(quality.RaschElement) float64) {
		by := map[string]float64{}
		for _, e := range list {
			by[e.ID] = figure(e)
		}
		out[field] = by
	}
	measure := func(e quality.RaschElement) float64 { return e.Measure }
	put("entry", fit.Entries, measure)
	put("judgeSeverity", fit.Judges, measure)
	put("criterionDifficulty", fit.Criteria, measure)
	for name, list := range map[string][]quality.RaschElement{"entry": fit.Entries, "judge": fit.Judges} {
		put(name+"SE", list, func(e quality.RaschElement) float64 { return e.SE })
		put(name+"Infit", list, func(e quality.RaschElement) float64 { return e.Infit })
		put(name+"Outfit", list, func(e quality.RaschElement) float64 { return e.Outfit })
	}
	return out
}

func bradleyTerry(t testing.TB, c Case) any {
	var wins []quality.Win
	for _, row := range c.Scores(t) {
		count, err := strconv.Atoi(row["count"])
		need(t, err)
		wins = append(wins, quality.Win{Winner: row["winner"], Loser: row["loser"], Count: count})
	}
	ridge := 0.0
	if _, penalised := c.Params["ridge"]; penalised {
		ridge = Param[float64](t, c, "ridge")
	}
	fit, err := quality.BradleyTerry(wins, ridge)
	need(t, err)
	reference := Param[string](t, c, "reference")
	if reference == "none" {
		return map[string]any{"ability": byID(fit.Entries, fit.Ability)}
	}
	ability, se, err := fit.Against(reference)
	need(t, err)
	return map[string]any{"ability": byID(fit.Entries, ability), "se": byID(fit.Entries, se)}
}

// The figures of this kind were made with two results of each update exchanged:
// the winner's new variance was stored as the loser's mean and the loser's new
// mean as the winner's variance, which is how variances below 0 stand among
// them. The exchange is made here, so that the case proves the update to all
// its digits; quality.CrowdBT keeps each where it belongs.
func crowdBT(t testing.TB, c Case) any {
	entries, judges := map[string]quality.Belief{}, map[string]quality.Trust{}
	for _, id := range In[[]string](t, c, "entries") {
		entries[id] = quality.NewEntry
	}
	for _, id := range In[[]string](t, c, "judges") {
		judges[id] = quality.NewJudge
	}
	for _, row := range c.Scores(t) {
		judge, winner, loser := quality.Update(judges[row["judge"]], entries[row["winner"]], entries[row["loser"]])
		winner.Variance, loser.Mean = loser.Mean, winner.Variance
		judges[row["judge"]], entries[row["winner"]], entries[row["loser"]] = judge, winner, loser
	}
	mu, variance, alpha, beta := map[string]any{}, map[string]any{}, map[string]any{}, map[string]any{}
	for id, e := range entries {
		mu[id], variance[id] = e.Mean, e.Variance
	}
	for id, j := range judges {
		alpha[id], beta[id] = j.Alpha, j.Beta
	}
	return map[string]any{"mu": mu, "sigmaSq": variance, "alpha": alpha, "beta": beta}
}

// table returns the scores as a row per entry and a column per judge or
// criterion, in the order of the case; NaN where there is none.
func table(t testing.TB, c Case, column string) [][]float64 {
	t.Helper()
	plural := map[string]string{"judge": "judges", "criterion": "criteria"}[column]
	entries, columns := In[[]string](t, c, "entries"), In[[]string](t, c, plural)
	rows := make([][]float64, len(entries))
	for i := range rows {
		rows[i] = slices.Repeat([]float64{math.NaN()}, len(columns))
	}
	for _, row := range c.Scores(t) {
		v, err := strconv.ParseFloat(row["value"], 64)
		need(t, err)
		rows[slices.Index(entries, row["entry"])][slices.Index(columns, row[column])] = v
	}
	return rows
}

func byID(ids []string, values []float64) map[string]float64 {
	by := map[string]float64{}
	for i, id := range ids {
		by[id] = values[i]
	}
	return by
}

func need(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
