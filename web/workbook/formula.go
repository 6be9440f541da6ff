package workbook

// The methods of a rule as formulas: one entry a method. Excel 2010 and
// LibreOffice compute them alike, and none needs to be entered as an array.

import (
	"fmt"
	"strings"

	"dovar/scoring"
)

// A panelFormula makes a stage's result of its sheets.
type panelFormula struct {
	// fold makes one value of a range of numbers; texts in it do not count.
	fold func(values string, p scoring.Params) string
	each bool // the values are a criterion's marks, and a sheet's formula makes the result of them
	sum  bool // Params.From values are needed

	// whole makes the results on the sheet of places, where each entry has a
	// part in those of the others; fold then serves the keys of a tie chain.
	whole func(w *work, n int, in func(line) string) field
}

var panels = map[scoring.Panel]panelFormula{
	scoring.Mean:             {fold: average},
	scoring.Median:           {fold: median},
	scoring.Drop1:            {fold: func(v string, _ scoring.Params) string { return dropped(v, scoring.Params{High: 1, Low: 1, From: 3}) }},
	scoring.Drop:             {fold: dropped},
	scoring.DropSum:          {fold: droppedSum, sum: true},
	scoring.MeanPerCriterion: {fold: average, each: true},
	scoring.DropPerCriterion: {fold: dropped, each: true},
	scoring.SumPerCriterion:  {fold: droppedSum, each: true, sum: true},
	scoring.RankSum:          {fold: average, whole: (*work).rankSum},
	scoring.PointsTable:      {fold: average, whole: (*work).pointsTable},
	scoring.Majority:         {fold: average, whole: (*work).majority},
}

func average(values string, _ scoring.Params) string { return "AVERAGE(" + values + ")" }
func median(values string, _ scoring.Params) string  { return "MEDIAN(" + values + ")" }

// dropped is the mean without High of the highest and Low of the lowest values,
// from From values on.
func dropped(values string, p scoring.Params) string {
	return fmt.Sprintf("IF(COUNT(%s)<%d,AVERAGE(%s),(%s)/(COUNT(%s)-%d))", values, p.From, values, kept(values, p), values, p.High+p.Low)
}

func droppedSum(values string, p scoring.Params) string {
	return fmt.Sprintf("IF(COUNT(%s)<%d,SUM(%s),%s)", values, p.From, values, kept(values, p))
}

// kept is the sum of the values that count.
func kept(values string, p scoring.Params) string {
	sum := "SUM(" + values + ")"
	for n := range p.High {
		sum += fmt.Sprintf("-LARGE(%s,%d)", values, n+1)
	}
	for n := range p.Low {
		sum += fmt.Sprintf("-SMALL(%s,%d)", values, n+1)
	}
	return sum
}

// A styleFormula numbers places and says how a final place goes with one by
// points. In place and last, %[1]s is a figure of the entry, %[2]s those of all,
// %[3]s the order that RANK takes, %[4]s each different figure once, %[5]s how
// many take part. In fresh and same, %[1]s is the final place, %[2]s that by
// points, %[3]s the final place above, %[4]s the number of the line in its room.
type styleFormula struct {
	place string // of an entry with a figure
	last  string // shared by those without
	fresh string // the figure differs from the one above
	same  string // it does not: other keys decided, or the place is shared
}

var styles = map[scoring.Style]styleFormula{
	scoring.Standard: {"RANK(%[1]s,%[2]s,%[3]s)", "COUNT(%[2]s)+1",
		"%[1]s=%[2]s", "AND(%[1]s>=%[2]s,%[1]s>=%[3]s,%[1]s<=%[4]s)"},
	scoring.Dense: {"RANK(%[1]s,%[4]s,%[3]s)", "COUNT(%[4]s)+1",
		"%[1]s=%[3]s+1", "OR(%[1]s=%[3]s,%[1]s=%[3]s+1)"},
	scoring.Modified: {"RANK(%[1]s,%[2]s,%[3]s)+COUNTIF(%[2]s,%[1]s)-1", "%[5]s",
		"AND(%[1]s>%[3]s,%[1]s<=%[2]s)", "AND(%[1]s>=%[3]s,%[1]s<=%[2]s)"},
}

// roundings go to a whole number from %[1]s.
var roundings = map[scoring.RoundMode]string{
	scoring.HalfUp:   "ROUND(%[1]s,0)",
	scoring.HalfEven: "SIGN(%[1]s)*(ROUND(ABS(%[1]s),0)-(MOD(ABS(%[1]s),2)=0.5))",
	scoring.Down:     "TRUNC(%[1]s)",
}

// rounded does the roundings of one figure x, or of each of an array inside
// SUMPRODUCT. What binary numbers err by goes first, at the digits-th decimal,
// so that a half is a half.
func rounded(x string, rounds []scoring.Rounding, at scoring.RoundAt, digits int) string {
	for _, r := range rounds {
		if r.At != at {
			continue
		}
		shift := "1" + strings.Repeat("0", r.Decimals)
		if r.Decimals > 0 {
			x = "(" + x + ")*" + shift
		}
		x = fmt.Sprintf(roundings[r.Mode], fmt.Sprintf("ROUND(%s,%d)", x, max(0, digits-r.Decimals)))
		if r.Decimals > 0 {
			x = "(" + x + ")/" + shift
		}
	}
	return x
}

// safeDigits are the decimals up to which figures as large as most are certain
// in a double of 15 digits, three of which arithmetic may use up.
func safeDigits(most scoring.Number) int {
	whole, _, _ := strings.Cut(most.Round(0), ".")
	return min(11, max(6, 14-len(whole)))
}

// A field is a column of figures of a division's entries.
type field struct {
	sheet string // as a formula writes it; "" on the same sheet
	col   int
}

func (f field) of(l line) string { return f.sheet + at(f.col, l.row) }

// all are the figures of the line's room, without those of who is out.
func (f field) all(l line) string {
	return f.sheet + fixed(f.col, l.room.first) + ":" + fixed(f.col, l.room.last)
}

// in is the field as another sheet sees it.
func (f field) in(sheet string) field { return field{quoted(sheet), f.col} }

// when is a formula under a condition; "" is none.
func when(condition, formula string) string {
	if condition == "" {
		return formula
	}
	return "IF(" + condition + "," + formula + `,"")`
}

// placed is a line's place by a figure f: among all of its room, those without
// one last or without a place.
func (p *plan) placed(l line, f, each field, low bool, part string, last bool) string {
	style := styles[p.Rule.Style]
	x, order, rest := f.of(l), orderOf(low), `""`
	if last {
		rest = fmt.Sprintf(style.last, x, f.all(l), order, each.all(l), part)
	}
	return fmt.Sprintf(`IF(%s="",%s,%s)`, x, rest, fmt.Sprintf(style.place, x, f.all(l), order, each.all(l)))
}

// orderOf is the order that RANK takes.
func orderOf(low bool) string {
	if low {
		return "1"
	}
	return "0"
}

// once repeats a figure the first time that it comes.
func once(l line, f field) string {
	return fmt.Sprintf(`IF(%s="","",IF(MATCH(%s,%s,0)=%d,%s,""))`, f.of(l), f.of(l), f.all(l), l.row-l.room.first+1, f.of(l))
}
