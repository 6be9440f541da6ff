package judging

// What an organizer does to one judge's work: hand it to another judge, or keep
// the judge's sheets of a stage out of the result.

import (
	"context"
	"slices"
)

// Replaced says what became of the work of a judge who left.
type Replaced struct {
	Taken    []Pair        `json:"taken" doc:"pairs the new judge got"`
	Kept     int           `json:"kept" doc:"counted sheets of the judge who left: they go on counting"`
	Back     int           `json:"back" doc:"sheets taken back before their stage opened"`
	Excluded int           `json:"excluded" doc:"sheets without a counted version, kept out with the reason"`
	Refused  []RefusedPair `json:"refused" doc:"pairs the new judge could not get: the entry needs another judge"`
}

// ReplaceJudge hands what one judge has not finished in stages not yet closed
// to another: a sheet of a stage in setup that nobody wrote on is taken back,
// any other without a counted version is excluded with the reason, and the
// other judge gets a sheet in its place in the order. What counts goes on
// counting. A pair refused as in Assign ("same-school", "supervisor"), and one whose sheet
// was excluded for that judge before ("excluded"), is named and left to do.
// Problems: "reason-missing", "assign-judge", "replace-same" (Invalid).
func (s *Service) ReplaceJudge(ctx context.Context, by Actor, contest, from, to, reason string) (out Replaced, err error) {
	reason, ok := cleanText(reason, 500)
	if !ok || reason == "" {
		return out, Fail(Invalid, "reason-missing", "field", "reason")
	}
	if from == to {
		return out, Fail(Invalid, "replace-same", "field", "to")
	}
	err = s.change(ctx, contest, func(tx Tx) error {
		h, err := handing(tx, contest, from, to, reason)
		if err != nil {
			return err
		}
		for _, st := range h.stages {
			if st.State == StageSetup || st.State == StageOpen {
				if err := s.hand(tx, by, h, st); err != nil {
					return err
				}
			}
		}
		out = h.out
		return s.reseat(tx, by, h)
	})
	return out, err
}

// A handover is one judge's work on its way to another.
type handover struct {
	contest Contest
	stages  []Stage
	entries map[string]Entry
	from    string
	to      Judge
	reason  string
	out     Replaced
}

func handing(tx Tx, contest, from, to, reason string) (*handover, error) {
	c, err := tx.Contest(contest)
	if err != nil {
		return nil, err
	}
	h := &handover{contest: c, entries: map[string]Entry{}, from: from, reason: reason,
		out: Replaced{Taken: []Pair{}, Refused: []RefusedPair{}}}
	if _, err := judgeOf(tx, c.Event, from); err != nil {
		return nil, err
	}
	if h.to, err = judgeOf(tx, c.Event, to); err != nil {
		return nil, Fail(Invalid, "assign-judge", "judge", to, "field", "to")
	}
	if h.stages, err = tx.Stages(contest); err != nil {
		return nil, err
	}
	entries, err := tx.Entries(contest)
	for _, e := range entries {
		h.entries[e.ID] = e
	}
	return h, err
}

// judgeOf is a judge of the event.
func judgeOf(tx Tx, event, id string) (Judge, error) {
	j, err := tx.Judge(id)
	if err == nil && j.Event != event {
		err = Fail(NotFound, "not-found")
	}
	return j, err
}

// hand hands over the sheets of one stage.
func (s *Service) hand(tx Tx, by Actor, h *handover, st Stage) error {
	sheets, err := tx.Sheets(SheetFilter{Contest: h.contest.ID, Stage: st.ID})
	if err != nil {
		return err
	}
	back, given := RowAssignBody{Stage: st.ID, Reason: h.reason}, []RowAssignBody{} // given: one for each panel
	var excluded []string
	for _, sh := range sheets {
		switch {
		case sh.Judge != h.from || !sh.Expected || sh.Excluded != "" || h.entries[sh.Entry].State != EntryActive:
			continue
		case sh.Counts != "":
			h.out.Kept++
			continue
		case st.State == StageSetup && sh.Rev == 0:
			back.Sheets = append(back.Sheets, sh.row())
			sh.Expected = false
			if err := tx.PutSheet(sh); err != nil {
				return err
			}
		default:
			excluded = append(excluded, sh.ID)
		}
		if got, ok := h.give(sh, sheets); ok {
			if err := tx.PutSheet(got); err != nil {
				return err
			}
			i := slices.IndexFunc(given, func(row RowAssignBody) bool { return row.Panel == got.Panel })
			if i < 0 {
				i, given = len(given), append(given, RowAssignBody{Stage: st.ID, Panel: got.Panel, Reason: h.reason})
			}
			given[i].Sheets = append(given[i].Sheets, got.row())
		}
	}
	h.out.Back, h.out.Excluded = h.out.Back+len(back.Sheets), h.out.Excluded+len(excluded)
	if err := s.excludeAll(tx, by, excluded, h.reason); err != nil {
		return err
	}
	kind := RowUnassign
	for _, row := range append([]RowAssignBody{back}, given...) {
		if len(row.Sheets) > 0 {
			if err := s.write(tx, Scope{Contest: h.contest.ID}, kind, by, everyone(h.contest.Board), row); err != nil {
				return err
			}
		}
		kind = RowAssign
	}
	return nil
}

func (sh Sheet) row() RowSheet {
	return RowSheet{ID: sh.ID, Entry: sh.Entry, Judge: sh.Judge, Attempt: sh.Attempt, Ord: sh.Ord}
}

// give is the new judge's sheet in place of one that is handed over; false when
// there is one already, or may be none.
func (h *handover) give(sh Sheet, all []Sheet) (Sheet, bool) {
	pair := Pair{sh.Entry, h.to.ID, sh.Panel}
	refuse := func(code string) (Sheet, bool) {
		h.out.Refused = append(h.out.Refused, RefusedPair{Entry: pair.Entry, Judge: pair.Judge, Code: code})
		return Sheet{}, false
	}
	if code := barOf(h.entries[sh.Entry], h.to).code(); code != "" {
		return refuse(code)
	}
	got := Sheet{ID: NewID(), Contest: sh.Contest, Stage: sh.Stage, Entry: sh.Entry, Judge: h.to.ID, Attempt: sh.Attempt}
	if i := slices.IndexFunc(all, func(x Sheet) bool {
		return x.Judge == h.to.ID && x.Entry == sh.Entry && x.Attempt == sh.Attempt
	}); i >= 0 {
		got = all[i]
	}
	switch {
	case got.Excluded != "":
		return refuse("excluded")
	case got.Expected:
		return refuse("already")
	}
	got.Ord, got.Panel, got.Expected = sh.Ord, sh.Panel, true
	h.out.Taken = append(h.out.Taken, pair)
	return got, true
}

// reseat puts the new judge into the panels of the one who left, where a stage
// is not closed yet.
func (s *Service) reseat(tx Tx, by Actor, h *handover) error {
	panels, err := tx.Panels(h.contest.ID)
	if err != nil {
		return err
	}
	for _, p := range panels {
		i := slices.Index(p.Judges, h.from)
		at := slices.IndexFunc(h.stages, func(st Stage) bool { return st.ID == p.Stage })
		if i < 0 || h.stages[at].State != StageSetup && h.stages[at].State != StageOpen {
			continue
		}
		p.Judges = slices.Delete(slices.Clone(p.Judges), i, i+1)
		if !slices.Contains(p.Judges, h.to.ID) {
			p.Judges = slices.Insert(p.Judges, i, h.to.ID)
		}
		if err := tx.PutPanel(p); err != nil {
			return err
		}
		if err := s.write(tx, Scope{Contest: h.contest.ID}, RowPanel, by, "", RowPanelBody{Panel: p}); err != nil {
			return err
		}
	}
	return nil
}

// ExcludeJudge keeps all sheets of a judge in a stage out of the result with a
// reason, those with marks and those without, and returns how many. Problems:
// "reason-missing" (Invalid), "stage-final" (Closed).
func (s *Service) ExcludeJudge(ctx context.Context, by Actor, stage, judge, reason string) (int, error) {
	reason, ok := cleanText(reason, 500)
	if !ok || reason == "" {
		return 0, Fail(Invalid, "reason-missing", "field", "reason")
	}
	return s.excludeWhere(ctx, by, stage, judge, reason, func(sh Sheet) bool { return sh.Excluded == "" })
}

// CountJudge counts a judge's sheets in a stage again that were excluded for
// the reason, and returns how many. Problems as those of ExcludeJudge.
func (s *Service) CountJudge(ctx context.Context, by Actor, stage, judge, reason string) (int, error) {
	return s.excludeWhere(ctx, by, stage, judge, "", func(sh Sheet) bool { return reason != "" && sh.Excluded == reason })
}

func (s *Service) excludeWhere(ctx context.Context, by Actor, stage, judge, reason string, which func(Sheet) bool) (n int, err error) {
	st, err := view(ctx, s, func(tx Tx) (Stage, error) { return tx.Stage(stage) })
	if err != nil {
		return 0, err
	}
	err = s.change(ctx, st.Contest, func(tx Tx) error {
		if st, err = tx.Stage(stage); err != nil {
			return err
		}
		if st.State == StageFinal {
			return Fail(Closed, "stage-final")
		}
		c, err := tx.Contest(st.Contest)
		if err != nil {
			return err
		}
		if _, err := judgeOf(tx, c.Event, judge); err != nil {
			return err
		}
		sheets, err := tx.Sheets(SheetFilter{Contest: st.Contest, Stage: stage, Judge: judge})
		if err != nil {
			return err
		}
		var ids []string
		for _, sh := range sheets {
			if sh.Expected && which(sh) {
				ids = append(ids, sh.ID)
			}
		}
		n = len(ids)
		return s.excludeAll(tx, by, ids, reason)
	})
	return n, err
}

// excludeAll keeps sheets out of the result, or with "" counts them again: a
// row for each.
func (s *Service) excludeAll(tx Tx, by Actor, ids []string, reason string) error {
	if len(ids) == 0 {
		return nil
	}
	open, err := openSheets(tx, ids)
	if err != nil {
		return err
	}
	for _, id := range ids {
		sh := open[id]
		before := sh.effect(sh.stage.Slug, sh.h)
		sh.Excluded = reason
		after := sh.effect(sh.stage.Slug, sh.h)
		if _, err := s.record(tx, by, sh, RowExclude, before, after, RowSheetBody{Effect: after, Reason: reason}); err != nil {
			return err
		}
		if err := tx.PutSheet(sh.Sheet); err != nil {
			return err
		}
	}
	return nil
}
