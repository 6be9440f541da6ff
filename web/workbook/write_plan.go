package workbook

// Where everything will stand: formulas name cells of sheets that are written
// later, so all places are known before the first row.

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"

	"dovar/judging"
	"dovar/scoring"
)

// A plan is the workbook before it is written.
type plan struct {
	judging.ResultsView
	divisions               []*division
	stages                  []stage // of the rule
	marks, means            string  // names of sheets
	rules, journal, legend  string
	meansNeeded, manyGroups bool // some panel means each criterion; more than one division
}

// A stage is one of the rule with its titles; ruled is its row on the rules.
type stage struct {
	scoring.Stage
	def    judging.StageDef
	title  string
	titles []string // of its lines
	ruled  int
}

// lines is how many rows a sheet of the stage has: criteria, then penalties.
func (s stage) lines() int { return len(s.Criteria) + len(s.Penalties) }

// A division is one summary sheet.
type division struct {
	judging.DivisionResults
	sheet   string
	lines   []line // ranked, then active without a result, then those out
	ranked  int    // lines with a place
	active  int    // lines that are not out
	panels  []panelColumns
	digits  int    // decimals to which totals are rounded before they are ranked
	epsilon string // below it the workbook and the engine agree
}

// panelColumns are the judges' columns of one stage: a judge each while they
// are few, else the first, second ... sheet of an entry.
type panelColumns struct {
	judges []string // ids; nil where columns are numbered
	width  int
}

// A line is one entry; blocks are by stage of the rule.
type line struct {
	*judging.EntryResult
	stages []entryStage
}

type entryStage struct {
	blocks []block
	means  int // first row of its criterion means; 0 where its panel needs none
}

// A block is one judge's sheet as rows of the marks, from row.
type block struct {
	scoring.Sheet
	score  scoring.SheetScore
	at     int // index of the time it came
	row    int
	counts bool
}

// manyJudges is how many judges of a stage still get a column each.
const manyJudges = 9

const (
	firstMark = 2 // rows below the heads of the marks and of the means
	firstRule = 4 // the first stage's row on the rules
)

func newPlan(b *output, r judging.ResultsView) *plan {
	r = r.ByRoom()
	p := &plan{ResultsView: r, manyGroups: len(r.Divisions) > 1}
	for i, s := range r.Rule.Stages {
		st := stage{Stage: s, ruled: firstRule + i}
		for _, d := range r.Contest.Def.Stages {
			if d.ID == s.ID {
				st.name(b, d)
			}
		}
		p.stages = append(p.stages, st)
		p.meansNeeded = p.meansNeeded || s.Panel == scoring.MeanPerCriterion
	}
	mark, mean := firstMark, firstMark
	for _, d := range r.Divisions {
		name := b.Say("workbook.summary")
		if p.manyGroups {
			name = b.Say("workbook.summary.of", "division", d.Title.In(b.Lang))
		}
		div := &division{DivisionResults: d, sheet: b.name(name)}
		p.order(div)
		for i := range div.lines {
			p.place(&div.lines[i], &mark, &mean)
		}
		p.columns(div)
		div.precision()
		p.divisions = append(p.divisions, div)
	}
	p.marks = b.name(b.Say("workbook.marks"))
	if p.meansNeeded {
		p.means = b.name(b.Say("workbook.means"))
	}
	p.rules, p.journal, p.legend = b.name(b.Say("workbook.rules")), b.name(b.Say("workbook.journal")), b.name(b.Say("workbook.legend"))
	return p
}

// name takes the titles of a stage's definition.
func (s *stage) name(b *output, d judging.StageDef) {
	s.def, s.title = d, d.Title.In(b.Lang)
	for _, c := range d.Criteria {
		s.titles = append(s.titles, c.Title.In(b.Lang))
	}
	for _, p := range d.Penalties {
		s.titles = append(s.titles, b.Say("workbook.penalty", "title", p.Title.In(b.Lang)))
	}
}

// order keeps the engine's order of places; below it those without a result
// come before those that are out, so that the active ones are one range.
func (p *plan) order(d *division) {
	for want := range 3 {
		for i := range d.Entries {
			e := &d.Entries[i]
			rank := 0
			switch {
			case e.Standing.Out:
				rank = 2
			case e.Standing.Place == 0:
				rank = 1
			}
			if rank == want {
				d.lines = append(d.lines, line{EntryResult: e})
			}
		}
		switch want {
		case 0:
			d.ranked = len(d.lines)
		case 1:
			d.active = len(d.lines)
		}
	}
}

// place gives the entry's sheets their rows.
func (p *plan) place(l *line, mark, mean *int) {
	for i, st := range p.stages {
		result := l.Standing.Stages[i]
		es := entryStage{}
		for at, sh := range l.Sheets {
			if sh.Stage != st.ID {
				continue
			}
			b := block{Sheet: sh, at: at, row: *mark, score: result.Sheets[len(es.blocks)]}
			b.counts = b.score.Excluded == "" && b.score.Complete && sh.Attempt == result.Attempt
			*mark += st.lines()
			es.blocks = append(es.blocks, b)
		}
		if st.Panel == scoring.MeanPerCriterion && len(es.blocks) > 0 {
			es.means = *mean
			*mean += st.lines()
		}
		l.stages = append(l.stages, es)
	}
}

func (p *plan) columns(d *division) {
	for i := range p.stages {
		c := panelColumns{width: 1}
		for _, l := range d.lines {
			c.width = max(c.width, len(l.stages[i].blocks))
			for _, b := range l.stages[i].blocks {
				if !slices.Contains(c.judges, b.Judge) && len(c.judges) <= manyJudges {
					c.judges = append(c.judges, b.Judge)
				}
			}
		}
		slices.SortFunc(c.judges, func(a, b string) int {
			return strings.Compare(judging.SortKey(p.judge(a)), judging.SortKey(p.judge(b)))
		})
		if len(c.judges) > manyJudges || c.width > len(c.judges) { // a judge with several attempts
			c.judges = nil
		} else {
			c.width = len(c.judges)
		}
		d.panels = append(d.panels, c)
	}
}

// slots are the blocks of a line under the columns of a stage; nil is no sheet.
func (c panelColumns) slots(blocks []block) []*block {
	out := make([]*block, c.width)
	for i := range blocks {
		at := i
		if c.judges != nil {
			at = slices.Index(c.judges, blocks[i].Judge)
		}
		out[at] = &blocks[i]
	}
	return out
}

// judge is the name of a judge by id.
func (p *plan) judge(id string) string {
	if j, ok := p.Judges[id]; ok {
		return j.Name
	}
	return id
}

// precision chooses the decimals to which the workbook rounds totals before it
// ranks them. A double holds 15 digits for certain, and a total is some tens of
// operations that each err by half a unit of the 17th, so its error stays below
// a unit of the 15th. Rounding then gives equal totals one double, unless they
// lie within that error of a boundary of rounding, and keeps different ones
// apart if they differ by more than a unit of the last decimal. Both are asked
// here of the exact totals; 9 decimals are taken when they serve, as they do for
// points of up to 4 decimals and panels of up to 10 judges, whose totals differ
// by 1/25,200,000 at least.
func (d *division) precision() {
	var totals []*big.Rat // of those with a place, from high to low
	whole := 1
	for _, l := range d.lines {
		t, _ := new(big.Rat).SetString(l.Standing.Total.String()) // a Number always reads
		whole = max(whole, len(new(big.Int).Quo(t.Num(), t.Denom()).String()))
		if l.Standing.Place > 0 {
			totals = append(totals, t)
		}
	}
	safe := max(1, 15-whole) // the error is below 10^-safe
	d.digits = min(9, safe)
	for _, digits := range []int{9, 10, 8, 11, 7, 12, 6} {
		if digits <= safe && separates(totals, digits, safe) {
			d.digits = digits
			break
		}
	}
	d.epsilon = "1E-" + strconv.Itoa(min(9, d.digits))
}

// separates reports whether rounding to digits leaves different totals apart
// and no shared total within 10^-safe of a boundary of rounding.
func separates(totals []*big.Rat, digits, safe int) bool {
	unit, margin := tenth(digits), tenth(safe)
	half := new(big.Rat).Quo(unit, big.NewRat(2, 1))
	for i := 1; i < len(totals); i++ {
		gap := new(big.Rat).Sub(totals[i-1], totals[i])
		if gap.Sign() != 0 {
			if gap.Cmp(unit) <= 0 {
				return false
			}
			continue
		}
		units := new(big.Rat).Quo(totals[i], unit)
		floor := new(big.Rat).SetInt(new(big.Int).Quo(units.Num(), units.Denom()))
		off := new(big.Rat).Sub(totals[i], floor.Mul(floor, unit))
		if off.Sub(off, half).Abs(off).Cmp(margin) <= 0 {
			return false
		}
	}
	return true
}

// tenth is 10^-n.
func tenth(n int) *big.Rat {
	return new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil))
}

// times is when a sheet's marks were stored; zero where nobody knows.
func (l line) times(i int) (at time.Time) {
	if i < len(l.Times) {
		at = l.Times[i]
	}
	return at
}
