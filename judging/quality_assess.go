package judging

// From a snapshot to figures: what package quality computes, put together for
// each stage of each division, and the rules of when little data says nothing.

import (
	"cmp"
	"errors"
	"slices"
	"strconv"

	"dovar/scoring"
	"dovar/scoring/quality"
)

// Chances are drawn so often (fewer times where that would take seconds), always
// from the same seed: same sheets, same figures. 1,000 draws give a share within .03.
const (
	chanceDraws = 10_000
	chanceLeast = 1_000
	chanceWork  = 5_000_000 // draws times entries
	chanceSeed  = 1
	chanceTop   = 3
)

// Nobody seats more than so many times as many judges.
const sensibleJudges = 4

// assess makes all figures. It takes up to seconds where there are thousands of
// sheets, and touches nothing that others hold.
func (s qualitySnapshot) assess() QualityView {
	view := QualityView{Contest: s.contest, N: s.moved.n, At: s.moved.at, Parts: []QualityPart{}, Adjusted: []AdjustedTable{}}
	for _, d := range s.divisions {
		for i := range s.rule.Stages {
			if st := &s.rule.Stages[i]; st.Weight.Sign() > 0 && st.Runs == nil && !st.Games && !st.Places {
				view.Parts = append(view.Parts, assessPart(d, st, s.stages[st.ID]))
			}
		}
		if s.def.Rank.Adjust != nil {
			view.Adjusted = append(view.Adjusted, s.adjust(d))
		}
	}
	return view
}

func assessPart(d divisionSnapshot, stage *scoring.Stage, id string) QualityPart {
	sheets, obs := observe(stage, d.of(stage.ID))
	p := QualityPart{
		Division: d.id, Stage: id, Slug: stage.ID, Scale: scaleOf(stage), Sheets: len(sheets),
		Islands: []QualityIsland{}, Judges: []JudgeQuality{}, Flagged: []FlaggedSheet{}, Disagreed: []EntryQuality{},
	}
	p.spread(obs)
	fit, err := quality.FitAdditive(obs)
	if p.Says = sayable(p, fit, err); p.Says == QualityIslands {
		p.Islands = islandsOf(obs)
	}
	if p.Says != QualityFigures {
		return p
	}
	p.judges(fit, marksOf(stage, sheets))
	p.flag(fit, sheets, obs)
	p.certain(obs)
	p.agree(stage, sheets, obs)
	return p
}

// observe returns the complete sheets and what each gave.
func observe(stage *scoring.Stage, sheets []qualitySheet) (kept []qualitySheet, obs []quality.Obs) {
	for _, sh := range sheets {
		if score, complete := stage.SheetResult(sh.Marks, sh.Counts, sh.members); complete {
			kept = append(kept, sh)
			obs = append(obs, quality.Obs{Entry: sh.Entry, Judge: sh.Judge, Y: float(score)})
		}
	}
	return kept, obs
}

// float is a number as statistics see it.
func float(n scoring.Number) float64 {
	f, _ := strconv.ParseFloat(n.Round(9), 64) // the text of a decimal always is one
	return f
}

// scaleOf is how far the lowest and the highest sheet lie apart.
func scaleOf(stage *scoring.Stage) Figure {
	least := map[string]scoring.Number{}
	for _, c := range stage.Criteria {
		least[c.ID] = c.Min
	}
	lowest, _ := stage.SheetResult(least, nil, 1)
	return Figure(float(stage.Highest().Sub(lowest)))
}

// spread says how far the sheets of each entry lie apart; it needs no model.
func (p *QualityPart) spread(obs []quality.Obs) {
	of := map[string]int{}
	for _, o := range obs {
		of[o.Entry]++
	}
	p.Entries = len(of)
	for _, d := range quality.Disagreements(obs) {
		p.Disagreed = append(p.Disagreed, EntryQuality{d.Entry, d.Sheets, Figure(d.SD), Figure(d.Range)})
	}
	p.Single = p.Entries - len(p.Disagreed)
}

// sayable is how much can be said: severity is told from worth only where the
// same entries were seen by several judges, and judges link all entries.
func sayable(p QualityPart, fit *quality.Additive, err error) QualityOf {
	var islands *quality.Islands
	switch {
	case p.Sheets == 0:
		return QualityNone
	case len(p.Disagreed) < 2:
		return QualityAlone
	case errors.As(err, &islands):
		return QualityIslands
	case err != nil || fit.DF < 1:
		return QualityAlone
	}
	return QualityFigures
}

// islandsOf names the groups with their judges.
func islandsOf(obs []quality.Obs) (out []QualityIsland) {
	at := map[string]int{}
	for i, entries := range quality.Components(obs) {
		out = append(out, QualityIsland{Entries: entries, Judges: []string{}})
		for _, id := range entries {
			at[id] = i
		}
	}
	for _, o := range obs {
		if of := &out[at[o.Entry]]; !slices.Contains(of.Judges, o.Judge) {
			of.Judges = append(of.Judges, o.Judge)
		}
	}
	for i := range out {
		slices.Sort(out[i].Judges)
	}
	return out
}

func marksOf(stage *scoring.Stage, sheets []qualitySheet) []quality.Mark {
	marks := make([]quality.Mark, 0, len(sheets)*len(stage.Criteria))
	like := make([]quality.Mark, len(stage.Criteria))
	for i, c := range stage.Criteria {
		like[i] = quality.Mark{Criterion: c.ID, Min: float(c.Min), Max: float(c.Max), Step: float(c.Step)}
	}
	known := map[scoring.Number]float64{} // a scale has few steps
	for _, sh := range sheets {
		for i, c := range stage.Criteria {
			given, there := sh.Marks[c.ID]
			if !there {
				continue
			}
			x, seen := known[given]
			if !seen {
				x = float(given)
				known[given] = x
			}
			m := like[i]
			m.Entry, m.Judge, m.X = sh.Entry, sh.Judge, x
			marks = append(marks, m)
		}
	}
	return marks
}

// judges says what each judge is like, the strictest first.
func (p *QualityPart) judges(fit *quality.Additive, marks []quality.Mark) {
	for _, h := range quality.Habits(marks, fit) {
		j := JudgeQuality{Judge: h.Judge, Sheets: h.Sheets, Few: h.Sheets < FewSheets || !h.SeverityKnown, Notices: []string{}}
		if !j.Few {
			j.Severity, j.SE = Figure(-h.Severity), Figure(h.SE) // the model's effect is below 0 for a strict judge
			j.Extremes = Figure(h.RangeUse)
			j.Consistency = known(h.Consistency, h.ConsistencyKnown)
			j.Halo, j.Spread = known(h.Halo, h.HaloKnown), known(h.Spread, h.SpreadKnown)
			j.Notices = j.notices(p.Scale)
		}
		p.Judges = append(p.Judges, j)
	}
	few := func(j JudgeQuality) int {
		if j.Few {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(p.Judges, func(a, b JudgeQuality) int {
		return cmp.Or(few(a)-few(b), cmp.Compare(b.Severity, a.Severity), cmp.Compare(a.Judge, b.Judge))
	})
}

func known(f float64, is bool) *Figure {
	if !is {
		return nil
	}
	return new(Figure(f))
}

// flag names the sheets that lie far from what entry and judge let expect. The
// sheets are in the order of obs.
func (p *QualityPart) flag(fit *quality.Additive, sheets []qualitySheet, obs []quality.Obs) {
	for _, r := range fit.Outliers(outlyingSheet) {
		i, _ := slices.BinarySearchFunc(obs, r, func(o quality.Obs, r quality.SheetResidual) int {
			return cmp.Or(cmp.Compare(o.Entry, r.Entry), cmp.Compare(o.Judge, r.Judge))
		})
		p.Flagged = append(p.Flagged, FlaggedSheet{
			Entry: r.Entry, Judge: r.Judge, Attempt: sheets[i].Attempt, Returned: sheets[i].returned,
			Score: Figure(obs[i].Y), Expected: Figure(obs[i].Y - r.Residual), Studentised: Figure(r.External),
		})
	}
}
