package quality

import (
	"cmp"
	"math"
	"slices"
)

// A Mark is what a judge gave an entry for one criterion, once.
type Mark struct {
	Entry, Judge, Criterion string
	X, Min, Max, Step       float64 // Step 0: any mark between Min and Max
}

// A JudgeHabit is how one judge marks: for the organizer, and for nobody before
// the judging is over. Where a figure is not known it is 0.
type JudgeHabit struct {
	Judge  string
	Sheets int // entries marked
	// Severity is the additive model's effect and its standard error, in points
	// of the scale; below 0 is strict. Not known on islands and without noise to
	// measure by (Additive.DF 0).
	Severity, SE  float64
	SeverityKnown bool
	// Consistency is the mean squared residual in standard deviations: 1 is
	// typical, above 1 erratic, below 1 copied or always in the middle.
	Consistency      float64
	ConsistencyKnown bool
	// Halo is how much more than with the other judges the marks of one sheet
	// move together, once what the entry is worth in each criterion is taken off:
	// a difference of mean correlations, 0 typical. It needs three sheets, two
	// criteria and other judges.
	Halo      float64
	HaloKnown bool
	RangeUse  float64 // share of the marks that are the least or the most that may be given
	// Spread is the standard deviation within criteria over that of all judges:
	// 1 typical, 0 always the same mark. It needs two sheets.
	Spread      float64
	SpreadKnown bool
}

// Habits returns the habits of the judges who marked, by judge. Without a fit
// (nil, as on islands) severity and consistency are not known. Marks of a
// criterion without a range (Max not above Min) count for RangeUse only.
func Habits(marks []Mark, fit *Additive) []JudgeHabit {
	judges := markedBy(marks)
	habits := make([]JudgeHabit, len(judges))
	var squares, free float64
	for _, j := range judges {
		squares, free = squares+j.squares, free+j.free
	}
	halos := make([]float64, len(judges)) // NaN: not known
	var all, known float64
	for i, j := range judges {
		if halos[i] = j.together(); !math.IsNaN(halos[i]) {
			all, known = all+halos[i], known+1
		}
	}
	for i, j := range judges {
		h := &habits[i]
		h.Judge, h.Sheets, h.RangeUse = j.judge, len(j.rows), float64(j.ends)/float64(j.marks)
		if h.SpreadKnown = j.free > 0 && squares > 0; h.SpreadKnown {
			h.Spread = math.Sqrt(j.squares / j.free / (squares / free))
		}
		if h.HaloKnown = !math.IsNaN(halos[i]) && known > 1; h.HaloKnown {
			h.Halo = halos[i] - (all-halos[i])/(known-1)
		}
	}
	if fit != nil {
		fit.habits(habits)
	}
	return habits
}

// habits fills what the additive model knows of judges.
func (a *Additive) habits(habits []JudgeHabit) {
	squares, sheets := map[string]float64{}, map[string]float64{}
	for _, r := range a.Residuals() { // in order, so each judge's sum is too
		if r.Studentised {
			squares[r.Judge] += r.Internal * r.Internal
			sheets[r.Judge]++
		}
	}
	for i := range habits {
		h := &habits[i]
		if h.SE, h.SeverityKnown = a.JudgeSE[h.Judge]; h.SeverityKnown {
			h.Severity = a.Judge[h.Judge]
		}
		if n := sheets[h.Judge]; n > 0 {
			h.Consistency, h.ConsistencyKnown = squares[h.Judge]/n, true
		}
	}
}

// A marker is one judge's marks.
type marker struct {
	judge         string
	marks, ends   int
	rows          [][]float64 // by entry: each criterion's mark less its mean over judges; NaN without one
	squares, free float64     // of marks around the judge's mean of each criterion; both 0 to 1
}

// markedBy sorts the marks by judge, and puts all criteria on a scale of 0 to 1.
func markedBy(marks []Mark) []*marker {
	marks = slices.Clone(marks)
	slices.SortFunc(marks, func(a, b Mark) int {
		return cmp.Or(cmp.Compare(a.Judge, b.Judge), cmp.Compare(a.Entry, b.Entry),
			cmp.Compare(a.Criterion, b.Criterion), cmp.Compare(a.X, b.X))
	})
	criteria := make([]string, 0, len(marks))
	type place struct{ entry, criterion string }
	sum, count := map[place]float64{}, map[place]float64{}
	for _, m := range marks {
		criteria = append(criteria, m.Criterion)
		sum[place{m.Entry, m.Criterion}] += m.share()
		count[place{m.Entry, m.Criterion}]++
	}
	criteria = distinct(criteria)
	number := numbers(criteria)[0]
	var all []*marker
	for i, m := range marks {
		if i == 0 || m.Judge != marks[i-1].Judge {
			all = append(all, &marker{judge: m.Judge})
		}
		j := all[len(all)-1]
		if len(j.rows) == 0 || m.Entry != marks[i-1].Entry {
			j.rows = append(j.rows, slices.Repeat([]float64{math.NaN()}, len(criteria)))
		}
		j.marks++
		if m.atEnd() {
			j.ends++
		}
		if p := (place{m.Entry, m.Criterion}); count[p] > 1 {
			j.rows[len(j.rows)-1][number[m.Criterion]] = m.share() - sum[p]/count[p]
		}
	}
	spread(all, marks, number)
	return all
}

// share returns the mark on a scale of 0 to 1.
func (m Mark) share() float64 {
	if m.Max <= m.Min {
		return 0
	}
	return (m.X - m.Min) / (m.Max - m.Min)
}

func (m Mark) atEnd() bool { return m.X <= m.Min+m.Step/2 || m.X >= m.Max-m.Step/2 }

// spread fills the squares of marks sorted by judge.
func spread(all []*marker, marks []Mark, number map[string]int) {
	for _, j := range all {
		own := marks[:j.marks]
		marks = marks[j.marks:]
		n, mean := make([]float64, len(number)), make([]float64, len(number))
		for _, m := range own {
			n[number[m.Criterion]]++
			mean[number[m.Criterion]] += m.share()
		}
		for c := range n {
			if n[c] > 0 {
				mean[c] /= n[c]
				j.free += n[c] - 1
			}
		}
		for _, m := range own {
			d := m.share() - mean[number[m.Criterion]]
			j.squares += d * d
		}
	}
}

// together returns the mean correlation between two criteria over the judge's
// sheets; NaN when none can be had.
func (j *marker) together() float64 {
	var sum, pairs float64
	for a := range len(j.rows[0]) {
		for b := range a {
			if r := correlation(j.rows, a, b); !math.IsNaN(r) {
				sum, pairs = sum+r, pairs+1
			}
		}
	}
	return sum / pairs // 0/0 is NaN
}

// correlation is Pearson's between two columns, over the rows that have both:
// NaN for fewer than three, and for a column that does not vary.
func correlation(rows [][]float64, a, b int) float64 {
	var n, ma, mb float64
	for _, r := range rows {
		if !math.IsNaN(r[a] + r[b]) {
			n, ma, mb = n+1, ma+r[a], mb+r[b]
		}
	}
	if n < 3 {
		return math.NaN()
	}
	ma, mb = ma/n, mb/n
	var aa, bb, ab float64
	for _, r := range rows {
		if !math.IsNaN(r[a] + r[b]) {
			da, db := r[a]-ma, r[b]-mb
			aa, bb, ab = aa+da*da, bb+db*db, ab+da*db
		}
	}
	if min(aa, bb) < 1e-12 {
		return math.NaN()
	}
	return ab / math.Sqrt(aa*bb)
}
