package judging

// How far the order can be trusted, and how well judges agree.

import (
	"cmp"
	"slices"

	"dovar/scoring"
	"dovar/scoring/quality"
)

// certain says how alike another jury's order would be, and how sure the lead is.
func (p *QualityPart) certain(obs []quality.Obs) {
	m, err := quality.FitMixed(obs)
	if err != nil {
		return
	}
	r := ReliabilityFigure{Judges: sheetsEach(obs)}
	absolute, relative := quality.Reliability(m.VarEntry, m.VarJudge, m.VarResidual, r.Judges)
	r.Absolute, r.Relative = Figure(absolute), Figure(relative)
	if needed, _ := quality.JudgesNeeded(m.VarEntry, m.VarJudge, m.VarResidual, GoodReliability); needed <= sensibleJudges*r.Judges {
		r.Needed = needed
	}
	p.Reliability = &r
	if m.VarEntry <= 0 { // the sheets do not tell the entries apart: nobody leads
		return
	}
	draws := min(chanceDraws, max(chanceLeast, chanceWork/len(m.Entry)))
	c := m.Confidence(chanceTop, draws, chanceSeed)
	lead := LeadFigure{Leader: c.Leader, RunnerUp: c.RunnerUp, Gap: Figure(c.Gap), GapSE: Figure(c.GapSE), Ahead: Figure(c.PLeaderAhead), Chances: []EntryChance{}}
	for entry, first := range c.PFirst {
		lead.Chances = append(lead.Chances, EntryChance{entry, Figure(first), Figure(c.PTop[entry])})
	}
	slices.SortFunc(lead.Chances, func(a, b EntryChance) int {
		return cmp.Or(cmp.Compare(b.First, a.First), cmp.Compare(b.Top, a.Top), cmp.Compare(a.Entry, b.Entry))
	})
	lead.Chances = lead.Chances[:min(5, len(lead.Chances))]
	p.Lead = &lead
}

// sheetsEach is the harmonic mean of the sheets that entries have, to the
// nearest: an entry with few weighs as the error of its mean does.
func sheetsEach(obs []quality.Obs) int {
	inverses, entries := 0.0, 0
	for i, n := 0, 1; i < len(obs); i, n = i+n, 1 { // obs stand by entry
		for i+n < len(obs) && obs[i+n].Entry == obs[i].Entry {
			n++
		}
		inverses += 1 / float64(n)
		entries++
	}
	return int(float64(entries)/inverses + .5)
}

// agree fills the indices of a complete table; those that cannot be had of these
// marks stay away.
func (p *QualityPart) agree(stage *scoring.Stage, sheets []qualitySheet, obs []quality.Obs) {
	table := completeTable(obs)
	if table == nil {
		return
	}
	icc, err := quality.ICC(table, .95)
	if err != nil {
		return
	}
	a := AgreementFigure{OneJudge: Figure(icc.Single2.Value), Panel: Figure(icc.Average2.Value), Order: Figure(icc.Single3.Value)}
	if w, err := quality.KendallW(table, true); err == nil {
		a.KendallW = new(Figure(w.W))
	}
	if alpha, err := quality.Krippendorff(table, quality.Interval); err == nil {
		a.Krippendorff = new(Figure(alpha))
	}
	if alpha, err := quality.CronbachAlpha(criteriaOf(stage, sheets)); err == nil {
		a.CronbachAlpha = new(Figure(alpha.Alpha))
	}
	p.Agreement = &a
}

// completeTable is a row per entry and a column per judge, by id; nil unless
// each judge marked each entry once.
func completeTable(obs []quality.Obs) (table [][]float64) {
	width := 0
	for i, o := range obs {
		if i == 0 || o.Entry != obs[i-1].Entry {
			table = append(table, nil)
		}
		last := len(table) - 1
		if last == 0 {
			width++
		} else if at := len(table[last]); at >= width || o.Judge != obs[at].Judge {
			return nil
		}
		table[last] = append(table[last], o.Y)
	}
	if len(obs) != width*len(table) {
		return nil
	}
	return table
}

// criteriaOf is a row per sheet and a column per criterion, weighted; sheets
// with a mark left out are not in it.
func criteriaOf(stage *scoring.Stage, sheets []qualitySheet) (table [][]float64) {
	for _, sh := range sheets {
		var row []float64
		for _, c := range stage.Criteria {
			if m, there := sh.Marks[c.ID]; there {
				row = append(row, float(c.Weight.Mul(m)))
			}
		}
		if len(row) == len(stage.Criteria) {
			table = append(table, row)
		}
	}
	return table
}
