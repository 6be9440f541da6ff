package workbook

// Where everything will stand: formulas name cells of sheets that are written
// later, so all places are known before the first row.

import (
	"slices"
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
	attempts, matches       string  // the same; "" where there are none
	tables, brackets        string
	rules, journal, legend  string
	meansNeeded, manyGroups bool // some result or key goes by criterion; more than one division
	low                     bool // a lower total is better
}

// A stage is one of the rule with its titles and its method as formulas; ruled
// is its row on the rules.
type stage struct {
	scoring.Stage
	panelFormula
	def    judging.StageDef
	title  string
	titles []string // of its lines
	ruled  int
	digits int  // decimals up to which its figures are certain
	means  bool // criteria have values of their own: the result or a key of its order is made of them
	run    runColumns
}

// ran reports whether the stage's sheets are runs; played, whether its results
// come of a plan of matches, which formulas do not play again.
func (s stage) ran() bool    { return s.Runs != nil && !s.played() }
func (s stage) played() bool { return s.def.Kind == "matches" }

// lines is how many rows a sheet of the stage has: criteria, then penalties.
func (s stage) lines() int { return len(s.Criteria) + len(s.Penalties) }

// A division is one summary sheet.
type division struct {
	judging.DivisionResults
	sheet   string
	lines   []line         // by room: ranked, then active without a result, then those out
	points  map[string]int // places by points alone, by entry
	panels  []panelColumns
	layout  layout
	drawn   []*drawn
	work    *work  // nil where the summary needs no other sheet for places
	raw     *work  // results before severity was corrected; nil where it was not
	digits  int    // decimals to which totals are rounded before they are ranked
	epsilon string // below it the workbook and the engine agree
}

// A room is those who are ranked among themselves: rows first to last of a
// summary hold the entries that are not out.
type room struct{ first, last int }

// panelColumns are the judges' columns of one stage: a judge each while they
// are few, else the first, second ... sheet of an entry.
type panelColumns struct {
	judges   []string // ids; nil where columns are numbered
	attempts bool     // numbered by attempt
	width    int
}

// A line is one entry; blocks are by stage of the rule.
type line struct {
	*judging.EntryResult
	stages []entryStage
	row    int // on the summary, and on the sheet of places
	room   *room
}

type entryStage struct {
	blocks []block
	none   []judging.NoRun
	means  int // first row of its criteria's values; 0 where the stage needs none
}

// A block is one judge's sheet as rows of the marks, from row.
type block struct {
	scoring.Sheet
	score  scoring.SheetScore
	at     int // index of the time it came
	row    int
	counts bool

	told        *judging.Effect // of a referee's sheet
	first, last int             // rows of its entry's runs in the stage
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
		st := stage{Stage: s, panelFormula: formulaOf(s), ruled: firstRule + i, digits: safeDigits(s.Highest())}
		st.means = st.each || slices.ContainsFunc(s.Ties, func(t scoring.Tie) bool {
			return r.Rule.By == scoring.Ranks && (t.By == scoring.TieCriterion || t.By == scoring.TiePenalties)
		})
		for _, d := range r.Contest.Def.Stages {
			if d.ID == s.ID {
				st.name(b, d)
			}
		}
		if st.ran() {
			st.run = st.columns()
		}
		p.stages = append(p.stages, st)
		p.meansNeeded = p.meansNeeded || st.means
		p.low = p.low || r.Rule.By == scoring.Ranks || r.Rule.By == scoring.Bracket || s.Weight.Sign() > 0 && s.Low()
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
		div.layout = p.layout(div)
		p.byPoints(div)
		p.work(b, div)
		p.divisions = append(p.divisions, div)
	}
	if p.rubrics() {
		p.marks = b.name(b.Say("workbook.marks"))
	}
	p.placeRuns(b)
	p.placeMatches(b)
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
	d.lines = make([]line, len(d.Entries))
	for i := range d.Entries {
		d.lines[i].EntryResult = &d.Entries[i]
	}
	class := func(s scoring.Standing) (rank int) {
		switch {
		case s.Out:
			rank = 2
		case s.Place == 0:
			rank = 1
		}
		return rank
	}
	slices.SortStableFunc(d.lines, func(a, b line) int { return class(a.Standing) - class(b.Standing) })
	all := &room{firstRow, firstRow}
	for i := range d.lines {
		l := &d.lines[i]
		if l.row, l.room = firstRow+i, all; !l.Standing.Out {
			all.last = l.row
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
		if st.ran() {
			es.blocks, es.none = l.runs(es.blocks), l.declined(st.ID)
		}
		if st.means && len(es.blocks) > 0 {
			es.means = *mean
			*mean += st.lines()
		}
		l.stages = append(l.stages, es)
	}
}

func (p *plan) columns(d *division) {
	for i := range p.stages {
		if p.stages[i].ran() {
			d.panels = append(d.panels, d.attempts(i))
			continue
		}
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
		switch {
		case blocks[i].apart():
			continue
		case c.attempts:
			at = blocks[i].Attempt - 1
		case c.judges != nil:
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

// times is when a sheet's marks were stored; zero where nobody knows.
func (l line) times(i int) (at time.Time) {
	if i < len(l.Times) {
		at = l.Times[i]
	}
	return at
}
