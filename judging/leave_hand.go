package judging

// The sheets of a judge who leaves on their way: what is taken back, excluded,
// kept, and what another judge gets instead. The same is said before and done.

import "slices"

// A handover is one judge's work in the stages it is about.
type handover struct {
	contest Contest
	ask     Leaving
	to      *Judge
	stages  []Stage
	parts   []part // of each stage
	entries map[string]Entry
	sheets  [][]Sheet // of each stage, all judges'
}

// A part is what becomes of the judge's sheets in one stage.
type part struct {
	kept, back, excluded, counted []Sheet
	given                         []Sheet // the other judge's
	all                           []Sheet // of the stage, with those given
	refused                       []RefusedPair
	unfinished                    bool // the judge has sheets still to give
}

// touches reports whether anything becomes of the stage's sheets.
func (p part) touches() bool { return len(p.back)+len(p.excluded)+len(p.counted)+len(p.given) > 0 }

// leaving reads what an act is about and works out what would become of it.
func leaving(tx Tx, contest string, ask Leaving) (*handover, error) {
	c, err := tx.Contest(contest)
	if err != nil {
		return nil, err
	}
	h := &handover{contest: c, ask: ask, entries: map[string]Entry{}}
	if _, err := judgeOf(tx, c.Event, ask.Judge); err != nil {
		return nil, err
	}
	if ask.To != "" {
		to, err := judgeOf(tx, c.Event, ask.To)
		if err != nil {
			return nil, Fail(Invalid, "assign-judge", "judge", ask.To, "field", "to")
		}
		h.to = &to
	}
	entries, err := tx.Entries(contest)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		h.entries[e.ID] = e
	}
	return h, h.read(tx)
}

// judgeOf is a judge of the event.
func judgeOf(tx Tx, event, id string) (Judge, error) {
	j, err := tx.Judge(id)
	if err == nil && j.Event != event {
		err = Fail(NotFound, "not-found")
	}
	return j, err
}

// read reads the stages it is about: the one named, or all not closed.
func (h *handover) read(tx Tx) error {
	stages, err := tx.Stages(h.contest.ID)
	if err != nil {
		return err
	}
	for _, st := range stages {
		about := st.State == StageSetup || st.State == StageOpen
		if h.ask.Stage != "" {
			about = st.ID == h.ask.Stage
		}
		if !about {
			continue
		}
		sheets, err := tx.Sheets(SheetFilter{Contest: h.contest.ID, Stage: st.ID})
		if err != nil {
			return err
		}
		h.stages, h.sheets = append(h.stages, st), append(h.sheets, sheets)
		h.parts = append(h.parts, h.part(len(h.stages)-1))
	}
	return nil
}

// own are the judge's sheets in a stage that are to come or came, of active
// entries; of all entries when the act is about that stage alone.
func (h *handover) own(i int) []Sheet {
	return slices.DeleteFunc(slices.Clone(h.sheets[i]), func(sh Sheet) bool {
		away := h.entries[sh.Entry].State != EntryActive && h.ask.Stage == ""
		return sh.Judge != h.ask.Judge || !sh.Expected || away
	})
}

func (h *handover) part(i int) (p part) {
	own := h.own(i)
	p.all = slices.Clip(h.sheets[i])
	p.unfinished = slices.ContainsFunc(own, func(sh Sheet) bool { return sh.Counts == "" && sh.Excluded == "" })
	for _, sh := range own {
		switch {
		case h.ask.How == leaveBack:
			if sh.Excluded == h.ask.Reason {
				p.counted = append(p.counted, sh)
			}
			continue
		case sh.Excluded != "":
			continue
		case sh.Counts != "" && (h.ask.How == LeaveKeep || h.ask.Stage == "" && !p.unfinished):
			p.kept = append(p.kept, sh)
			continue
		case h.stages[i].State == StageSetup && sh.Rev == 0 && h.ask.Stage == "":
			p.back = append(p.back, sh)
		default:
			p.excluded = append(p.excluded, sh)
		}
		if h.to != nil {
			h.give(sh, &p)
		}
	}
	return p
}

// give puts the other judge's sheet into the place of one that goes, unless
// there is one already, or may be none.
func (h *handover) give(sh Sheet, p *part) {
	refuse := func(code string) {
		p.refused = append(p.refused, RefusedPair{Entry: sh.Entry, Judge: h.to.ID, Code: code})
	}
	got := seatFor(p.all, sh, h.to.ID)
	switch code := barOf(h.entries[sh.Entry], *h.to).code(); {
	case code != "":
		refuse(code)
	case got.Excluded != "":
		refuse("excluded")
	case got.Expected:
		refuse("already")
	default:
		got.Ord, got.Panel, got.Expected = sh.Ord, sh.Panel, true
		p.given, p.all = append(p.given, got), append(p.all, got)
	}
}

// left is what becomes of all stages together.
func (h *handover) left() Left {
	out := Left{Taken: []Pair{}, Refused: []RefusedPair{}}
	for _, p := range h.parts {
		out.Kept, out.Back, out.Excluded, out.Counted = out.Kept+len(p.kept), out.Back+len(p.back), out.Excluded+len(p.excluded), out.Counted+len(p.counted)
		for _, sh := range p.given {
			out.Taken = append(out.Taken, Pair{sh.Entry, sh.Judge, sh.Panel})
		}
		out.Refused = append(out.Refused, p.refused...)
	}
	return out
}

// hand does it in one stage: rows of pairs for each panel, rows of exclusion for
// each sheet.
func (s *Service) hand(tx Tx, by Actor, h *handover, st Stage, p part) error {
	for i := range p.back {
		p.back[i].Expected = false
	}
	if err := s.pairRows(tx, by, h.contest, RowUnassign, st, h.ask.Reason, p.back); err != nil {
		return err
	}
	for _, x := range []struct {
		sheets []Sheet
		reason string
	}{{p.excluded, h.ask.Reason}, {p.counted, ""}} {
		ids := make([]string, len(x.sheets))
		for i, sh := range x.sheets {
			ids[i] = sh.ID
		}
		if err := s.excludeAll(tx, by, ids, x.reason); err != nil {
			return err
		}
	}
	return s.pairRows(tx, by, h.contest, RowAssign, st, h.ask.Reason, p.given)
}

// pairRows stores sheets that were given or taken back, a row for each panel.
func (s *Service) pairRows(tx Tx, by Actor, c Contest, kind RowKind, st Stage, reason string, sheets []Sheet) error {
	var rows []RowAssignBody
	for _, sh := range sheets {
		if err := tx.PutSheet(sh); err != nil {
			return err
		}
		i := slices.IndexFunc(rows, func(row RowAssignBody) bool { return row.Panel == sh.Panel })
		if i < 0 {
			i, rows = len(rows), append(rows, RowAssignBody{Stage: st.ID, Panel: sh.Panel, Reason: reason})
		}
		rows[i].Sheets = append(rows[i].Sheets, sh.row())
	}
	for _, row := range rows {
		if err := s.write(tx, Scope{Contest: c.ID}, kind, by, everyone(c.Board), row); err != nil {
			return err
		}
	}
	return nil
}

func (sh Sheet) row() RowSheet {
	return RowSheet{ID: sh.ID, Entry: sh.Entry, Judge: sh.Judge, Attempt: sh.Attempt, Ord: sh.Ord, Turn: sh.Turn}
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
		before := sh.effect(sh.stage, sh.h)
		sh.Excluded = reason
		after := sh.effect(sh.stage, sh.h)
		if _, err := s.record(tx, by, sh, RowExclude, before, after, RowSheetBody{Effect: after, Reason: reason}); err != nil {
			return err
		}
		if err := tx.PutSheet(sh.Sheet); err != nil {
			return err
		}
	}
	return nil
}
