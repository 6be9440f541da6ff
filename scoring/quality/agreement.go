package quality

import (
	"errors"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"

	"dovar/scoring"
)

var (
	// ErrTable: an index of agreement needs a full table of finite numbers, at
	// least two rows by two columns.
	ErrTable = errors.New("quality: not a full table of two rows and two columns or more")
	// ErrNoSpread: what is the same everywhere cannot be compared.
	ErrNoSpread = errors.New("quality: the values do not differ")
)

// An Estimate is a coefficient with its confidence interval.
type Estimate struct{ Value, Low, High float64 }

// ICCResult holds the six intraclass correlations of a table, and what they are
// made of: the mean squares between entries, within entries, between judges and
// of the residual. The single coefficients are the reliability of one judge,
// the average ones that of the mean of all judges of the table; 1 is perfect, 0
// and below is none, without a lower bound.
type ICCResult struct {
	BMS, WMS, JMS, EMS float64
	OneWay, TwoWay     float64 // the F ratios BMS/WMS and BMS/EMS; at most MaxFloat64, which stands for no residual

	Single1, Single2, Single3    Estimate // ICC(1,1), ICC(2,1), ICC(3,1)
	Average1, Average2, Average3 Estimate // ICC(1,k), ICC(2,k), ICC(3,k)
}

// nought is the share of all variation below which a mean square is rounding.
const nought = 1e-12

// worst stands for what form 2 has below it, down to minus infinity, when
// judges differ less than their noise alone would have it.
const worst = -1e6

// ICC returns the intraclass correlations of a full table, a row per entry and
// a column per judge, with intervals of confidence conf (0.95). Form 1 takes
// the judges of every entry for others, form 2 takes the judges as drawn from
// many and asks for agreement, form 3 takes them as the only ones and asks for
// consistency. The error is ErrTable, or ErrNoSpread when the entries' means do
// not differ.
//
// Shrout and Fleiss, Intraclass correlations: uses in assessing rater
// reliability, Psychological Bulletin 86 (1979), 420-428.
func ICC(table [][]float64, conf float64) (ICCResult, error) {
	n, k, err := shape(table)
	if err != nil {
		return ICCResult{}, err
	}
	if !(conf > 0 && conf < 1) {
		return ICCResult{}, errors.New("quality: a confidence lies between 0 and 1")
	}
	r := meanSquares(table, n, k)
	noise := nought * (r.BMS + r.JMS + r.EMS)
	if r.BMS <= noise {
		return ICCResult{}, ErrNoSpread
	}
	if r.EMS <= noise {
		r.EMS = 0
	}
	r.OneWay, r.TwoWay = min(r.BMS/r.WMS, math.MaxFloat64), min(r.BMS/r.EMS, math.MaxFloat64)

	q := func(d1, d2 float64) float64 { return quantile((1+conf)/2, d1, d2) }
	rows, cells := n-1, (n-1)*(k-1)
	r.Single1, r.Average1 = consistency(r.BMS, r.WMS, k, q(rows, n*(k-1)), q(n*(k-1), rows))
	r.Single2, r.Average2 = r.agreement(n, k, q)
	r.Single3, r.Average3 = consistency(r.BMS, r.EMS, k, q(rows, cells), q(cells, rows))
	return r, nil
}

// shape returns the numbers of rows and columns.
func shape(table [][]float64) (rows, columns float64, err error) {
	if len(table) < 2 || len(table[0]) < 2 {
		return 0, 0, ErrTable
	}
	for _, row := range table {
		if len(row) != len(table[0]) || slices.ContainsFunc(row, unmeasured) {
			return 0, 0, ErrTable
		}
	}
	return float64(len(table)), float64(len(table[0])), nil
}

func unmeasured(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) }

// meanSquares is the two-way analysis of variance. Values are counted from the
// first one and the residual is summed from the cells, so that what does not
// vary comes out as 0.
func meanSquares(table [][]float64, n, k float64) (r ICCResult) {
	first := table[0][0]
	entry, judge := make([]float64, len(table)), make([]float64, len(table[0]))
	all := 0.0
	for i, row := range table {
		for j, v := range row {
			entry[i] += (v - first) / k
			judge[j] += (v - first) / n
			all += (v - first) / (n * k)
		}
	}
	for i, row := range table {
		r.BMS += k * square(entry[i]-all) / (n - 1)
		for j, v := range row {
			r.WMS += square(v-first-entry[i]) / (n * (k - 1))
			r.EMS += square(v-first-entry[i]-judge[j]+all) / ((n - 1) * (k - 1))
		}
	}
	for _, mean := range judge {
		r.JMS += n * square(mean-all) / (k - 1)
	}
	return r
}

func square(x float64) float64 { return x * x }

// quantile of the F distribution, kept finite where its degrees of freedom are
// next to nothing, or 0/0: judges who all gave the same marks.
func quantile(p, d1, d2 float64) float64 {
	const most = 1e100
	if !(d1 > 0 && d2 > 0) {
		return most
	}
	q := distuv.F{D1: d1, D2: d2}.Quantile(p)
	if !(q < most) {
		return most
	}
	return q
}

// consistency returns forms 1 and 3, single and average: the noise is WMS or
// EMS, low and high are the quantiles of F that bound them (Shrout and Fleiss,
// equations after table 4). Their ratios F = bms/noise are multiplied out, so
// that no noise gives 1.
func consistency(bms, noise, k, low, high float64) (single, average Estimate) {
	one := func(bms, noise float64) float64 { return (bms - noise) / (bms + (k-1)*noise) }
	mean := func(bms, noise float64) float64 { return (bms - noise) / bms }
	return Estimate{one(bms, noise), one(bms, low*noise), one(bms*high, noise)},
		Estimate{mean(bms, noise), mean(bms, low*noise), mean(bms*high, noise)}
}

// agreement returns form 2, single and average. The interval is that of Fleiss
// and Shrout, Approximate interval estimation for a certain intraclass
// correlation coefficient, Psychometrika 43 (1978), 259-262, as it stands in
// Shrout and Fleiss (1979).
func (r ICCResult) agreement(n, k float64, q func(d1, d2 float64) float64) (single, average Estimate) {
	bms, jms, ems := r.BMS, r.JMS, r.EMS
	rho := (bms - ems) / (bms + (k-1)*ems + k*(jms-ems)/n)
	judges, rest := k*rho*jms, (n*(1+(k-1)*rho)-k*rho)*ems
	v := (k - 1) * (n - 1) * square(judges+rest) / ((n-1)*square(judges) + square(rest))
	noise := k*jms + (k*n-k-n)*ems
	low, high := q(n-1, v), q(v, n-1)
	single = Estimate{rho, max(worst, n*(bms-low*ems)/(low*noise+n*bms)), n * (high*bms - ems) / (noise + n*high*bms)}
	mean := func(rho float64) float64 { // Spearman-Brown
		if k*rho <= worst*(1+(k-1)*rho) {
			return worst
		}
		return k * rho / (1 + (k-1)*rho)
	}
	return single, Estimate{mean(single.Value), mean(single.Low), mean(single.High)}
}

// KendallResult says how far judges put the entries into the same order.
type KendallResult struct {
	W            float64        // 1: the same order by all; 0: no common order
	Exact        scoring.Number // W as a fraction
	ChiSquared   float64        // of the test that there is no common order, with DF degrees of freedom
	DF           int
	P            float64 // its probability
	MeanSpearman float64 // the mean rank correlation over all pairs of judges
}

// KendallW returns the coefficient of concordance of a full table, a row per
// entry and a column per judge. Only the order inside a column counts; equal
// values share the mean of their ranks, and ties corrects for them. The error
// is ErrTable, or ErrNoSpread when a correction finds nothing but ties.
//
// Kendall and Babington Smith, The problem of m rankings, Annals of
// Mathematical Statistics 10 (1939), 275-287; ties after Kendall, Rank
// Correlation Methods.
func KendallW(table [][]float64, ties bool) (KendallResult, error) {
	if _, _, err := shape(table); err != nil {
		return KendallResult{}, err
	}
	n, m := int64(len(table)), int64(len(table[0]))
	twice := make([]int64, n) // twice the sum of an entry's ranks: a whole number
	tied := int64(0)          // the sum of t^3 - t over the ties of all judges
	for j := range table[0] {
		column := make([]float64, n)
		for i, row := range table {
			column[i] = row[j]
		}
		slices.Sort(column)
		for i, row := range table {
			first, _ := slices.BinarySearch(column, row[j])
			t := int64(0)
			for _, v := range column[first:] {
				if v != row[j] {
					break
				}
				t++
			}
			twice[i] += 2*int64(first) + t + 1
			tied += t*t - 1 // each of the t brings its share of t^3 - t
		}
	}
	most := m * m * (n*n*n - n)
	if ties {
		most -= m * tied
	}
	if most == 0 {
		return KendallResult{}, ErrNoSpread
	}
	squares := int64(0)
	for _, sum := range twice {
		squares += (sum - m*(n+1)) * (sum - m*(n+1))
	}
	w := float64(3*squares) / float64(most) // 12 S, and S is a quarter of the squares
	chi := float64(m*(n-1)) * w
	return KendallResult{
		W: w, Exact: scoring.Int(3 * squares).Quo(scoring.Int(most)),
		ChiSquared: chi, DF: int(n - 1), P: distuv.ChiSquared{K: float64(n - 1)}.Survival(chi),
		MeanSpearman: (float64(m)*w - 1) / float64(m-1),
	}, nil
}
