package judging

// Who goes on to a stage after a cut.

import (
	"slices"

	"dovar/scoring"
)

// cutBefore is the last cut before a stage, by the stage's id in the definition;
// false where everybody takes part.
func (d Definition) cutBefore(stage string) (CutDef, bool) {
	at := func(id string) int { return slices.IndexFunc(d.Stages, func(s StageDef) bool { return s.ID == id }) }
	for _, c := range slices.Backward(d.Rank.Cuts) {
		if at(c.After) < at(stage) {
			return c, true
		}
	}
	return CutDef{}, false
}

// through returns the entries of a contest that take part in a stage: after a
// cut, those who went on. Problem: "cut-open" (Conflict), while a stage that
// decides the cut is not closed.
func through(tx Tx, c Contest, st Stage, entries []Entry) ([]Entry, error) {
	cut, any := c.Def.cutBefore(st.Slug)
	if !any {
		return entries, nil
	}
	stages, err := tx.Stages(c.ID)
	if err != nil {
		return nil, err
	}
	for _, s := range c.Def.Stages {
		i := slices.IndexFunc(stages, func(x Stage) bool { return x.Slug == s.ID })
		if s.Weight != "0" && stages[i].State != StageClosed && stages[i].State != StageFinal {
			return nil, Fail(Conflict, "cut-open")
		}
		if s.ID == cut.After {
			break
		}
	}
	pic, err := folded(tx, c.ID)
	if err != nil {
		return nil, err
	}
	on := map[string]bool{}
	for _, d := range pic.divisions {
		if d.all == nil {
			return nil, Fail(Conflict, "not-scored")
		}
		for _, s := range d.all.Standings() {
			on[s.Entry] = c.Def.goesOn(s, st.Slug)
		}
	}
	return slices.DeleteFunc(slices.Clone(entries), func(e Entry) bool { return !on[e.ID] }), nil
}

// goesOn reports whether a standing takes part in a stage.
func (d Definition) goesOn(s scoring.Standing, stage string) bool {
	at := func(id string) int { return slices.IndexFunc(d.Stages, func(x StageDef) bool { return x.ID == id }) }
	return s.Cut == "" || at(s.Cut) >= at(stage)
}

// folded is a contest as its journal tells it up to now.
func folded(tx Tx, contest string) (*Picture, error) {
	const portion = 1000
	pic := NewPicture(contest)
	for {
		rows, err := tx.Journal(contest, pic.N, portion)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			if err := pic.Apply(row); err != nil {
				return nil, err
			}
		}
		if len(rows) < portion {
			return pic, nil
		}
	}
}
