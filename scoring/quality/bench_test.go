package quality

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

// BenchmarkREML fits a fair of 400 entries and 36 judges, and one of 5,000 and
// 200, 3 to 5 sheets an entry, in turns. A fit is O(sheets + judges^3) a step:
// the larger has 12.5 times the sheets and 171 times the cube of judges, and
// may not take longer by more than their sum.
func BenchmarkREML(b *testing.B) {
	small, large := fair(400, 36), fair(5000, 200)
	var took, least, drawn [2]time.Duration
	turns := 0
	for b.Loop() {
		turns++
		for i, obs := range [][]Obs{small, large} {
			start := time.Now()
			m, err := FitMixed(obs)
			if err != nil {
				b.Fatal(err)
			}
			fitted := time.Now()
			m.Confidence(3, 1000, 1)
			confident := time.Now()
			if _, err := FitAdditive(obs); err != nil {
				b.Fatal(err)
			}
			took[i] += fitted.Sub(start)
			drawn[i] += confident.Sub(fitted)
			least[i] += time.Since(confident)
		}
	}
	for i, size := range []string{"400x36", "5000x200"} {
		b.ReportMetric(took[i].Seconds()*1e3/float64(turns), "ms/REML-"+size)
		b.ReportMetric(drawn[i].Seconds()*1e3/float64(turns), "ms/1000-draws-"+size)
		b.ReportMetric(least[i].Seconds()*1e3/float64(turns), "ms/additive-"+size)
	}
	ratio := took[1].Seconds() / took[0].Seconds()
	b.ReportMetric(ratio, "times-REML")
	b.ReportMetric(float64(len(large))/float64(len(small)), "times-sheets")
	if ratio > 12.5+171 {
		b.Errorf("the larger fair takes %.0f times as long", ratio)
	}
}

// fair is a judging with sd 8 of entries, 4 of judges and 5 of noise.
func fair(entries, judges int) []Obs {
	rnd := rand.New(rand.NewPCG(1, 2))
	severity := make([]float64, judges)
	for j := range severity {
		severity[j] = 4 * rnd.NormFloat64()
	}
	var obs []Obs
	for e := range entries {
		worth := 65 + 8*rnd.NormFloat64()
		for _, j := range rnd.Perm(judges)[:3+e%3] {
			obs = append(obs, Obs{fmt.Sprintf("e%04d", e), fmt.Sprintf("j%03d", j), worth + severity[j] + 5*rnd.NormFloat64()})
		}
	}
	return obs
}
