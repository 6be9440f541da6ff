package judging

// How far a contest has come on the way from its definition to its results.

import (
	"context"
	"math"
	"slices"
)

// Progress of a contest: what the first hour of an organizer is made of.
type Progress struct {
	Entries            int      // active
	Judges             int      // of the event
	Assigned           int      // active entries with at least the least number of judges in each stage that is scored now
	Seated, Cards      int      // judges with sheets, and those of them with a live card or a tablet
	Expected, Received int      // sheets
	Open, Closed       int      // stages; closed ones include the final
	Apart              []string // what keeps a stage in setup from opening: parts of its ranking, by name
}

// Progress reads how far a contest has come.
func (s *Service) Progress(ctx context.Context, contest string) (Progress, error) {
	return view(ctx, s, func(tx Tx) (p Progress, err error) {
		c, err := tx.Contest(contest)
		if err != nil {
			return p, err
		}
		v, err := viewContest(tx, c)
		if err != nil {
			return p, err
		}
		for _, st := range v.Stages {
			switch st.State {
			case StageOpen:
				p.Open++
			case StageClosed, StageFinal:
				p.Closed++
			}
		}
		if p.Apart, err = apartIn(tx, v); err != nil {
			return p, err
		}
		return p, p.sheets(tx, v)
	})
}

// sheets counts who judges what, and what came in.
func (p *Progress) sheets(tx Tx, v ContestView) error {
	entries, err := tx.Entries(v.Contest.ID)
	if err != nil {
		return err
	}
	judges, err := tx.Judges(v.Contest.Event)
	if err != nil {
		return err
	}
	p.Judges = len(judges)
	sheets, err := tx.Sheets(SheetFilter{Contest: v.Contest.ID})
	if err != nil {
		return err
	}
	done, err := settledRuns(tx, v.Stages, sheets)
	if err != nil {
		return err
	}
	type place struct{ stage, entry string }
	of, seated := map[place]int{}, map[string]bool{}
	for _, sh := range sheets {
		if !sh.Expected || sh.Excluded != "" {
			continue
		}
		if sh.Attempt == 1 {
			of[place{sh.Stage, sh.Entry}]++
		}
		seated[sh.Judge] = true
		if done[sh.ID] {
			continue
		}
		p.Expected++
		if sh.Counts != "" {
			p.Received++
		}
	}
	draws, err := tx.Draws(v.Contest.ID)
	if err != nil {
		return err
	}
	for _, d := range draws { // a robot is in the draw, or goes on from one
		for _, e := range slices.Concat(d.Plan.Groups...) {
			of[place{d.Stage, e}] = math.MaxInt
		}
	}
	for _, e := range entries {
		if e.State != EntryActive {
			continue
		}
		p.Entries++
		enough := true
		for _, st := range v.Stages {
			def, _ := v.Contest.Def.stage(st.Slug)
			_, after := v.Contest.Def.cutBefore(st.Slug)
			_, groups := v.Contest.Def.GroupsBefore(st.Slug)
			after = after || groups && def.Kind == "matches"
			enough = enough && (!def.Live() || after || of[place{st.ID, e.ID}] >= v.Contest.Def.enough(st.Slug))
		}
		if enough {
			p.Assigned++
		}
	}
	p.Seated = len(seated)
	for judge := range seated {
		cards, err := tx.Cards(judge)
		if err != nil {
			return err
		}
		for _, c := range cards {
			if !c.Dead {
				p.Cards++
				break
			}
		}
	}
	return nil
}
