package data

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"dovar/judging"
)

// BenchmarkGroupCommit lets 64 judges send at once, to a store as it is and to
// one that commits each op alone, round by round in turn, and compares their
// rates: the median of five rounds.
func BenchmarkGroupCommit(b *testing.B) {
	const judges, each, rounds = 64, 20, 5
	alone := options()
	alone.alone = true
	stores := []*Store{openStore(b, b.TempDir(), options()), openStore(b, b.TempDir(), alone)}
	for _, s := range stores {
		stand(b, s)
		put(b, s, func(tx judging.Tx) error {
			for i := range judges {
				if err := judge(tx, i); err != nil {
					return err
				}
			}
			return nil
		})
	}
	there := 0
	for b.Loop() {
		var ratios, perCommit, rates []float64
		for range rounds {
			rate := make([]float64, len(stores))
			for i, s := range stores {
				commits, members := s.Commits()
				began := time.Now()
				sendAll(b, s, judges, there, each)
				rate[i] = judges * each / time.Since(began).Seconds()
				if i == 0 {
					c, m := s.Commits()
					perCommit = append(perCommit, float64(m-members)/float64(c-commits))
				}
			}
			there += each
			rates = append(rates, rate[0])
			ratios = append(ratios, rate[0]/rate[1])
		}
		ops, times := median(perCommit), median(ratios)
		b.ReportMetric(ops, "ops/COMMIT")
		b.ReportMetric(times, "times-alone")
		b.ReportMetric(median(rates), "ops/s")
		if ops < 16 || times < 2.5 {
			b.Errorf("%.1f ops per COMMIT (at least 16), %.2f times the rate of one each (at least 2.5)", ops, times)
		}
	}
}

// judge adds one more judge with a device and a sheet.
func judge(tx judging.Tx, i int) error {
	id := fmt.Sprint("j", i)
	if err := tx.PutJudge(judging.Judge{ID: id, Event: "e"}); err != nil {
		return err
	}
	if err := tx.PutDevice(judging.Device{ID: "d" + id, Judge: id, Event: "e"}); err != nil {
		return err
	}
	return tx.PutSheet(judging.Sheet{ID: "s" + id, Contest: "c", Stage: "st", Entry: "en", Judge: id, Attempt: 1})
}

// sendAll lets each judge send one op after another, those after the first
// ones that are there already.
func sendAll(b *testing.B, s *Store, judges, there, each int) {
	var all sync.WaitGroup
	for i := range judges {
		all.Go(func() {
			sheet, dev := fmt.Sprint("sj", i), fmt.Sprint("dj", i)
			for n := range each {
				err := s.Update(context.Background(), func(tx judging.Tx) error {
					return send(tx, sheet, dev, there+n+1)
				})
				if err != nil {
					b.Error(err)
				}
			}
		})
	}
	all.Wait()
}

func median(of []float64) float64 {
	slices.Sort(of)
	return of[len(of)/2]
}
