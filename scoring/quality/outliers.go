package quality

import (
	"cmp"
	"math"
	"slices"
)

// A SheetResidual is how far one sheet lies from what its entry and its judge
// let expect.
type SheetResidual struct {
	Entry, Judge string
	Residual     float64 // points of the scale: sheet - mu - entry - judge
	// Internal is the residual in its own standard deviations; External measures
	// these without the sheet itself, so that it cannot hide behind the noise it
	// makes (R: rstandard, rstudent). Both are 0 unless Studentised.
	Internal, External float64
	// Studentised is false where a sheet cannot be compared: the only one of its
	// entry or judge, too few sheets besides, or a perfect fit.
	Studentised bool
}

// Residuals returns the residual of every sheet, by entry and judge.
func (a *Additive) Residuals() []SheetResidual {
	g := a.grid
	all := make([]SheetResidual, len(g.cells))
	for i, c := range g.cells {
		r := &all[i]
		r.Entry, r.Judge = sides(g, g.long[c.long], g.wide[c.wide])
		r.Residual = a.rest[i]
		free := 1 - a.leverage(c)
		if r.Studentised = a.DF > 1 && a.Sigma2 > 0 && free > 1e-9; !r.Studentised {
			continue
		}
		r.Internal = r.Residual / math.Sqrt(a.Sigma2*free)
		// The variance left without the sheet is Sigma2 (df - internal^2)/(df - 1).
		// When all others fit perfectly it is 0: held above, the sheet stays far out.
		df := float64(a.DF)
		r.External = r.Internal * math.Sqrt((df-1)/max(df-r.Internal*r.Internal, 1e-9*df))
	}
	slices.SortStableFunc(all, func(a, b SheetResidual) int {
		return cmp.Or(cmp.Compare(a.Entry, b.Entry), cmp.Compare(a.Judge, b.Judge))
	})
	return all
}

// leverage returns how much of its own fitted value a sheet makes: 0 to 1.
func (a *Additive) leverage(c cell) float64 {
	line := a.grid.line(c.long)
	k := float64(len(line))
	h := 1/k + a.inverse.At(c.wide, c.wide)
	for _, p := range line {
		h -= 2 * a.inverse.At(c.wide, p.wide) / k
		for _, q := range line {
			h += a.inverse.At(p.wide, q.wide) / k / k
		}
	}
	return h
}

// Outliers returns the sheets whose external residual is beyond cut (2.5 to 3
// is usual), the farthest first: sheets to look at again, never to delete.
func (a *Additive) Outliers(cut float64) []SheetResidual {
	out := slices.DeleteFunc(a.Residuals(), func(r SheetResidual) bool { return math.Abs(r.External) <= cut })
	slices.SortStableFunc(out, func(a, b SheetResidual) int {
		return cmp.Compare(math.Abs(b.External), math.Abs(a.External))
	})
	return out
}
