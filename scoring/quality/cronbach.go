package quality

import "math"

// AlphaResult says how far the columns of a table measure one thing.
type AlphaResult struct {
	Alpha float64 // at most 1; below 0 when columns contradict each other
	// Per column, alpha without it; nil with two columns, 0 where the others'
	// sum is the same in every row.
	IfDropped []float64
	// Per column, its correlation with the sum of the others; 0 where one of
	// them does not vary.
	ItemRest []float64
}

// CronbachAlpha returns the internal consistency of a full table, a row per
// entry (or sheet) and a column per criterion, with variances over n-1. The
// error is ErrTable, or ErrNoSpread when the sum of the row is always the same.
//
// Cronbach, Coefficient alpha and the internal structure of tests,
// Psychometrika 16 (1951), 297-334, equation 2.
func CronbachAlpha(table [][]float64) (AlphaResult, error) {
	_, k, err := shape(table)
	if err != nil {
		return AlphaResult{}, err
	}
	columns := make([][]float64, int(k))
	total := make([]float64, len(table))
	for i, row := range table {
		for j, v := range row {
			columns[j] = append(columns[j], v)
			total[i] += v
		}
	}
	within := 0.0 // the sum of the columns' variances
	for _, c := range columns {
		within += covariance(c, c)
	}
	whole := covariance(total, total)
	if whole <= nought*within || within == 0 {
		return AlphaResult{}, ErrNoSpread
	}
	r := AlphaResult{Alpha: k / (k - 1) * (1 - within/whole)}
	for _, c := range columns {
		rest := make([]float64, len(total))
		for i := range total {
			rest[i] = total[i] - c[i]
		}
		own, others := covariance(c, c), covariance(rest, rest)
		if others <= nought*within {
			others = 0
		}
		r.ItemRest = append(r.ItemRest, share(covariance(c, rest), math.Sqrt(own*others)))
		if k > 2 {
			r.IfDropped = append(r.IfDropped, (k-1)/(k-2)*share(others-(within-own), others))
		}
	}
	return r, nil
}

// covariance of two columns of equal length, over n-1.
func covariance(a, b []float64) (sum float64) {
	n := float64(len(a))
	meanA, meanB := 0.0, 0.0
	for i := range a {
		meanA += (a[i] - a[0]) / n
		meanB += (b[i] - b[0]) / n
	}
	for i := range a {
		sum += (a[i] - a[0] - meanA) * (b[i] - b[0] - meanB) / (n - 1)
	}
	return sum
}

// share returns a/b, 0 of nothing.
func share(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}
