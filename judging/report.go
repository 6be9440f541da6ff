package judging

// A stage as its organizer sees it on the day: what is expected, what came,
// whom it waits for, and what stands in the way of its next step.

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"
)

// A StageReport is a stage with its sheets counted. Only active entries and
// sheets that are neither excluded nor settled without a run are expected;
// received are those of them that count.
type StageReport struct {
	Stage              Stage
	Def                StageDef
	Expected, Received int
	Judges             []JudgeReport // those with sheets in the stage, by name
	Bare               []Entry       // active entries that nobody judges
	Thin               []Entry       // those with judges, fewer than the contest asks for
	Conflicts          []Entry       // with a sheet in two versions
	Short              []ShortEntry  // with too few counted sheets for a result that is final
	Islands            []Island      // parts of a ranking that share neither entries nor judges
	Apart              bool          // ... and so the stage may not open
}

// A ShortEntry has fewer counted sheets than the contest asks for.
type ShortEntry struct {
	Entry
	Have int
}

// A JudgeReport is one judge's part in a stage.
type JudgeReport struct {
	Judge              Judge
	Expected, Received int
	Missing            []Entry // in the judge's order
	Excluded           []ExcludedSheets
	Card               bool      // has a card that works
	HeardAt            time.Time // when a tablet of theirs last spoke; zero for never
	Unsent             int       // ops that their tablets said were not stored, when last heard
}

// ExcludedSheets are a judge's sheets kept out for one reason.
type ExcludedSheets struct {
	Reason string
	Count  int
}

// Waiting is the number of sheets still to come.
func (r JudgeReport) Waiting() int { return r.Expected - r.Received }
func (r StageReport) Waiting() int { return r.Expected - r.Received }

// Unsent are the judges whose tablets hold ops that are not stored: closing
// needs a second person then.
func (r StageReport) Unsent() []JudgeReport {
	return slices.DeleteFunc(slices.Clone(r.Judges), func(j JudgeReport) bool { return j.Unsent == 0 })
}

// Cardless are the judges with sheets and without a card.
func (r StageReport) Cardless() []JudgeReport {
	return slices.DeleteFunc(slices.Clone(r.Judges), func(j JudgeReport) bool { return j.Card || j.Expected == 0 })
}

// StageReports of a contest, in the order of its stages.
func (s *Service) StageReports(ctx context.Context, contest string) ([]StageReport, error) {
	return view(ctx, s, func(tx Tx) ([]StageReport, error) {
		c, err := tx.Contest(contest)
		if err != nil {
			return nil, err
		}
		stages, err := tx.Stages(contest)
		if err != nil {
			return nil, err
		}
		entries, err := tx.Entries(contest)
		if err != nil {
			return nil, err
		}
		sheets, err := tx.Sheets(SheetFilter{Contest: contest})
		if err != nil {
			return nil, err
		}
		people, err := roster(tx, c.Event)
		if err != nil {
			return nil, err
		}
		done, err := settledRuns(tx, stages, sheets)
		if err != nil {
			return nil, err
		}
		out := make([]StageReport, len(stages))
		for i, st := range stages {
			own := slices.DeleteFunc(slices.Clone(sheets), func(sh Sheet) bool { return sh.Stage != st.ID })
			out[i] = report(c, st, entries, own, done, people)
			if !ranked(c.Def, st) {
				continue
			}
			if out[i].Islands, err = partsOf(tx, c, st); err != nil {
				return nil, err
			}
			out[i].Apart = len(out[i].Islands) > 0 && c.Def.Rank.Sharing().Use != RoomsAccepted
		}
		return out, nil
	})
}

// pairsOf are the pairs of sheets that are to come or came.
func pairsOf(sheets []Sheet) (pairs []Pair) {
	for _, sh := range sheets {
		if sh.Expected && sh.Excluded == "" {
			pairs = append(pairs, Pair{sh.Entry, sh.Judge, sh.Panel})
		}
	}
	return pairs
}

// roster are the event's judges with their cards and tablets, by id.
func roster(tx Tx, event string) (map[string]JudgeReport, error) {
	judges, err := tx.Judges(event)
	if err != nil {
		return nil, err
	}
	devices, err := tx.Devices(event)
	if err != nil {
		return nil, err
	}
	out := make(map[string]JudgeReport, len(judges))
	for _, j := range judges {
		cards, err := tx.Cards(j.ID)
		if err != nil {
			return nil, err
		}
		out[j.ID] = JudgeReport{Judge: j, Card: slices.ContainsFunc(cards, func(c Card) bool { return !c.Dead })}
	}
	for _, d := range devices {
		if j, ok := out[d.Judge]; ok && !d.Revoked {
			j.Unsent += d.Unsent
			if d.HeardAt.After(j.HeardAt) {
				j.HeardAt = d.HeardAt
			}
			out[d.Judge] = j
		}
	}
	return out, nil
}

func report(c Contest, st Stage, entries []Entry, sheets []Sheet, done map[string]bool, people map[string]JudgeReport) StageReport {
	r := StageReport{Stage: st}
	r.Def, _ = c.Def.stage(st.Slug)
	active := map[string]Entry{}
	for _, e := range entries {
		if e.State == EntryActive {
			active[e.ID] = e
		}
	}
	of, judges, conflicts := map[string]int{}, map[string]*JudgeReport{}, map[string]bool{}
	for _, sh := range sheets {
		e, ok := active[sh.Entry]
		if !ok || !sh.Expected {
			continue
		}
		j := judges[sh.Judge]
		if j == nil {
			p := people[sh.Judge]
			j = &p
			judges[sh.Judge] = j
		}
		conflicts[e.ID] = conflicts[e.ID] || sh.Conflict
		if sh.Excluded != "" {
			j.exclude(sh.Excluded)
			continue
		}
		if of[e.ID]++; done[sh.ID] {
			continue
		}
		j.Expected++
		if sh.Counts != "" {
			j.Received++
		} else {
			j.Missing = append(j.Missing, e)
		}
	}
	for _, j := range judges {
		r.Expected, r.Received = r.Expected+j.Expected, r.Received+j.Received
		r.Judges = append(r.Judges, *j)
	}
	slices.SortFunc(r.Judges, func(a, b JudgeReport) int {
		return cmp.Or(strings.Compare(SortKey(a.Judge.Name), SortKey(b.Judge.Name)), strings.Compare(a.Judge.ID, b.Judge.ID))
	})
	for _, e := range entries {
		switch _, ok := active[e.ID]; {
		case !ok:
		case of[e.ID] == 0:
			r.Bare = append(r.Bare, e)
		case of[e.ID] < c.Def.enough(st.Slug):
			r.Thin = append(r.Thin, e)
		}
		if conflicts[e.ID] {
			r.Conflicts = append(r.Conflicts, e)
		}
	}
	r.Short = short(c, st, entries, sheets)
	return r
}

func (j *JudgeReport) exclude(reason string) {
	for i := range j.Excluded {
		if j.Excluded[i].Reason == reason {
			j.Excluded[i].Count++
			return
		}
	}
	j.Excluded = append(j.Excluded, ExcludedSheets{reason, 1})
}

// short are the active entries with fewer counted sheets than the contest asks
// for: final would give them no place, or an unfair one, without a word. What
// nobody is to judge in an optional stage is not missed.
func short(c Contest, st Stage, entries []Entry, sheets []Sheet) (out []ShortEntry) {
	def, _ := c.Def.stage(st.Slug)
	if def.Kind == "matches" { // asked by matchesOver
		return nil
	}
	_, after := c.Def.cutBefore(st.Slug) // who has no sheet did not go on
	type try struct {
		entry   string
		attempt int
	}
	tries, counted, expected := map[try]int{}, map[string]int{}, map[string]bool{} // counted: of the attempt with most
	for _, sh := range sheets {
		expected[sh.Entry] = expected[sh.Entry] || sh.Expected
		if sh.counting() {
			at := try{sh.Entry, sh.Attempt}
			tries[at]++
			counted[sh.Entry] = max(counted[sh.Entry], tries[at])
		}
	}
	for _, e := range entries {
		left := (def.Optional || after) && !expected[e.ID]
		if e.State == EntryActive && counted[e.ID] < c.Def.enough(st.Slug) && !left {
			out = append(out, ShortEntry{e, counted[e.ID]})
		}
	}
	return out
}
