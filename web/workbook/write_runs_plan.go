package workbook

// Where the attempts will stand: one sheet, in it a part for each stage of runs.

import (
	"cmp"
	"slices"

	"dovar/judging"
)

// Columns of the attempts before those of a stage's own.
const (
	aCode = iota + 1
	aName
	aField
	aAttempt
	aRepeats
	aReferee
	aTime
	aOutcome
	aCounts
	aReason
	aFirst
)

// A runColumns says where on the attempts a stage's own things stand. Under its
// heads are two rows: what a count gives, and how many there may be.
type runColumns struct {
	heads, each, most        int // rows
	from, to                 int // rows of its runs
	tasks, needed            []int
	modifiers, timers        []int
	points, time, order      int // 0 where the stage has none
	value                    int // points or time: what a run counts for
	enginePoints, engineTime int
	check, last              int
}

// rubrics reports whether a stage has marks.
func (p *plan) rubrics() bool {
	return len(p.stages) == 0 || slices.ContainsFunc(p.stages, func(s stage) bool { return s.def.Kind == "rubric" })
}

// runs are a line's blocks of a stage of runs, by attempt.
func (l line) runs(blocks []block) []block {
	for i := range blocks {
		b := &blocks[i]
		b.told = l.Told[b.at]
		b.counts = b.Excluded == "" && !b.apart()
	}
	slices.SortStableFunc(blocks, func(a, b block) int { return cmp.Or(a.Attempt-b.Attempt, cmp.Compare(a.Judge, b.Judge)) })
	return blocks
}

// declined are a line's attempts of a stage that nobody ran.
func (l line) declined(stage string) []judging.NoRun {
	return slices.DeleteFunc(slices.Clone(l.Declined), func(r judging.NoRun) bool { return r.Stage != stage })
}

// apart reports whether the run is only for a key of the tie chain.
func (b *block) apart() bool { return b.told != nil && b.told.Extra }

// attempts are the columns of a stage of runs: one an attempt.
func (d *division) attempts(n int) panelColumns {
	c := panelColumns{attempts: true, width: 1}
	most := 0
	for _, l := range d.lines {
		seen := map[int]bool{}
		for i := range l.stages[n].blocks {
			b := &l.stages[n].blocks[i]
			c.attempts = c.attempts && (b.apart() || b.Attempt > 0 && b.Attempt <= manyAttempts && !seen[b.Attempt])
			if !b.apart() {
				seen[b.Attempt] = true
				c.width = max(c.width, b.Attempt)
			}
		}
		most = max(most, len(l.stages[n].blocks))
	}
	if !c.attempts {
		c.width = max(1, most)
	}
	return c
}

// manyAttempts is how many attempts still get a column of their number.
const manyAttempts = 24

// placeRuns gives the runs their rows, stage by stage.
func (p *plan) placeRuns(b *output) {
	row := firstRun
	for n := range p.stages {
		st := &p.stages[n]
		if !st.ran() {
			continue
		}
		if p.attempts == "" {
			p.attempts = b.name(b.Say("workbook.attempts"))
		}
		st.run.heads, st.run.each, st.run.most = row+1, row+2, row+3
		row += 4
		st.run.from = row
		for _, d := range p.divisions {
			for i := range d.lines {
				blocks := d.lines[i].stages[n].blocks
				for at := range blocks {
					blocks[at].row, blocks[at].first, blocks[at].last = row+at, row, row+len(blocks)-1
				}
				row += len(blocks) + len(d.lines[i].stages[n].none)
			}
		}
		st.run.to = row - 1
		row++
	}
}

const firstRun = 4 // rows above the first stage of the attempts

// columns of a stage's own.
func (s *stage) columns() (c runColumns) {
	next := aFirst
	take := func() int { next++; return next - 1 }
	for _, t := range s.def.Tasks {
		c.tasks = append(c.tasks, take())
		needed := 0
		if len(t.Needs) > 0 {
			needed = take()
		}
		c.needed = append(c.needed, needed)
	}
	for range s.def.Modifiers {
		c.modifiers = append(c.modifiers, take())
	}
	if t := s.def.Time; t != nil {
		for range t.Timers {
			c.timers = append(c.timers, take())
		}
		c.time = take()
	}
	if !s.Runs.ByTime {
		c.points = take()
	}
	c.value = c.points
	if s.Runs.ByTime {
		c.value = c.time
	}
	c.order = take()
	if c.points > 0 {
		c.enginePoints = take()
	}
	if c.time > 0 {
		c.engineTime = take()
	}
	c.check = take()
	c.last = c.check
	return c
}
