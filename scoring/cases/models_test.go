package cases

// The kinds that statistical models of package quality compute.

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dovar/scoring/quality"
)

func init() {
	kinds["connectivity"] = connectivity
	kinds["judge_normalisation"] = judgeNormalisation
	kinds["additive_least_squares"] = additive
	kinds["outlier_sheets"] = outlierSheets
	kinds["mixed_model"] = mixedModel
	kinds["rank_confidence"] = rankConfidence
	kinds["reliability_of_k_judges"] = reliabilityOfJudges
}

func connectivity(t testing.TB, c Case) any {
	islands := quality.Components(observations(t, c))
	return map[string]any{"components": islands, "connected": len(islands) == 1}
}

// observations returns the scores of a case; without a column of values all are 0.
func observations(t testing.TB, c Case) []quality.Obs {
	var obs []quality.Obs
	for _, row := range c.Scores(t) {
		o := quality.Obs{Entry: row["entry"], Judge: row["judge"]}
		if v, has := row["value"]; has {
			o.Y = toFloat(t, v)
		}
		obs = append(obs, o)
	}
	return obs
}

func toFloat(t testing.TB, text string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func judgeNormalisation(t testing.TB, c Case) any {
	if sd, zero := Param[string](t, c, "sd"), Param[string](t, c, "zeroSpread"); sd != "n-1" || zero != "z=0, minmax=0.5" {
		t.Fatal("another way to normalise:", sd, zero)
	}
	z := map[string]float64{}
	sums := map[string]map[string]float64{"meanZ": {}, "meanT": {}, "meanMinMax": {}}
	sheets := map[string]float64{}
	for _, n := range quality.Normalise(observations(t, c)) {
		z[n.Entry+"|"+n.Judge] = n.Z
		sheets[n.Entry]++
		sums["meanZ"][n.Entry] += n.Z
		sums["meanT"][n.Entry] += n.T
		sums["meanMinMax"][n.Entry] += n.MinMax
	}
	answer := map[string]any{"z": z}
	for name, of := range sums {
		for e := range of {
			of[e] /= sheets[e]
		}
		answer[name] = of
	}
	return answer
}

func additive(t testing.TB, c Case) any {
	a := fitAdditive(t, c)
	return map[string]any{"mu": a.Mu, "entry": a.Entry, "judge": a.Judge, "residualVariance": a.Sigma2}
}

func fitAdditive(t testing.TB, c Case) *quality.Additive {
	t.Helper()
	a, err := quality.FitAdditive(observations(t, c))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func outlierSheets(t testing.TB, c Case) any {
	_, cut, ok := strings.Cut(Param[string](t, c, "flag"), "> ")
	if !ok {
		t.Fatal("the case names no cut")
	}
	a := fitAdditive(t, c)
	raw, internal, external := map[string]float64{}, map[string]float64{}, map[string]float64{}
	for _, r := range a.Residuals() {
		key := r.Entry + "|" + r.Judge
		if raw[key] = r.Residual; r.Studentised {
			internal[key], external[key] = r.Internal, r.External
		}
	}
	flagged := []string{}
	for _, r := range a.Outliers(toFloat(t, cut)) {
		flagged = append(flagged, r.Entry+"|"+r.Judge)
	}
	slices.Sort(flagged)
	return map[string]any{"residual": raw, "internallyStudentised": internal, "externallyStudentised": external, "flagged": flagged}
}

func mixedModel(t testing.TB, c Case) any {
	m := fitMixed(t, c)
	answer := map[string]any{
		"mean": m.Mean, "meanSE": m.MeanSE, "varEntry": m.VarEntry, "varJudge": m.VarJudge, "varResidual": m.VarResidual,
		"remlCriterion": m.Criterion, "singular": m.Singular,
		"entryBLUP": m.Entry, "judgeBLUP": m.Judge, "adjusted": m.Adjusted, "entryPEV": m.PEV,
	}
	answer["icc_agreement_1"], answer["icc_consistency_1"] = quality.Reliability(m.VarEntry, m.VarJudge, m.VarResidual, 1)
	if c.Asks("entryCovariance") {
		entries := slices.Sorted(slices.Values(In[[]string](t, c, "entries")))
		covariance := make([][]float64, len(entries))
		for i, a := range entries {
			for _, b := range entries {
				covariance[i] = append(covariance[i], m.Cov(a, b))
			}
		}
		answer["entryCovarianceOrder"], answer["entryCovariance"] = entries, covariance
	}
	return answer
}

func fitMixed(t testing.TB, c Case) *quality.Mixed {
	t.Helper()
	m, err := quality.FitMixed(observations(t, c))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func rankConfidence(t testing.TB, c Case) any {
	top := Param[int](t, c, "topN")
	q := fitMixed(t, c).Confidence(top, 100_000, 1)
	return map[string]any{
		"pFirst": q.PFirst, fmt.Sprint("pTop", top): q.PTop, "expectedRank": q.ExpectedRank,
		"leader": q.Leader, "runnerUp": q.RunnerUp, "gap": q.Gap, "gapSE": q.GapSE, "pLeaderAhead": q.PLeaderAhead,
	}
}

func reliabilityOfJudges(t testing.TB, c Case) any {
	answer := map[string]any{}
	for name, of := range In[map[string]map[string]string](t, c, "varianceComponents") {
		ve, vj, vr := toFloat(t, of["entry"]), toFloat(t, of["judge"]), toFloat(t, of["residual"])
		absolute, relative := map[string]float64{}, map[string]float64{}
		for _, asked := range c.Asked(name, "absolute") {
			n, err := strconv.Atoi(asked)
			if err != nil {
				t.Fatal(err)
			}
			absolute[asked], relative[asked] = quality.Reliability(ve, vj, vr, n)
		}
		least := map[string]int{}
		for _, asked := range c.Asked(name, "minJudges") { // "absolute>=0.7"
			of, target, _ := strings.Cut(asked, ">=")
			a, r := quality.JudgesNeeded(ve, vj, vr, toFloat(t, target))
			least[asked] = map[string]int{"absolute": a, "relative": r}[of]
		}
		answer[name] = map[string]any{"absolute": absolute, "relative": relative, "minJudges": least}
	}
	return answer
}
