package web

import (
	"context"
	"encoding/json"

	"dovar/judging"
	"dovar/web/workbook"
)

// A journalExtract is a contest's journal in words, oldest row first, without
// what the marks themselves tell. What stood before a submit it knows from the
// rows it has read: nothing else is asked of the store for one row.
type journalExtract struct {
	ctx     context.Context
	service *judging.Service
	lang    string
	v       judging.JournalView
	last    map[string]judging.StoredOp // the newest submit that stands, by sheet
	lines   []workbook.Line
	err     error
}

// extractJournal tells the journal up to the row of the results.
func extractJournal(ctx context.Context, s *judging.Service, lang string, r judging.ResultsView) ([]workbook.Line, error) {
	v, err := s.JournalNames(ctx, judging.Scope{Contest: r.Contest.ID})
	if err != nil {
		return nil, err
	}
	x := &journalExtract{ctx: ctx, service: s, lang: lang, v: v, last: map[string]judging.StoredOp{}}
	if err := s.EachRow(ctx, r.Contest.ID, r.N, x.row); err != nil {
		return nil, err
	}
	return x.lines, x.err
}

func (x *journalExtract) row(row judging.Row) {
	if x.err != nil || row.Kind == judging.RowOp && x.routine(row) {
		return
	}
	x.v.Rows = []judging.Row{row}
	line := journalLines(x.lang, x.v, true)[0]
	x.lines = append(x.lines, workbook.Line{At: row.At, Who: line.Who, What: line.Text()})
}

// routine reports whether the row is a draft or a first submit; of any other
// submit it notes what stood before it.
func (x *journalExtract) routine(row judging.Row) bool {
	var b judging.RowOpBody
	if json.Unmarshal(row.Body, &b) != nil || b.Kind == judging.OpRecall || b.Kind == judging.OpDecline {
		return false
	}
	var op judging.Op
	if b.Kind == judging.OpSubmit && json.Unmarshal(b.Op, &op) == nil {
		before, again := x.last[b.Sheet]
		if !b.Status.Aside() {
			x.last[b.Sheet] = judging.StoredOp{Op: judging.Op{Rubric: op.Rubric, Body: op.Body}}
		}
		if again {
			x.v.Before = map[string]judging.StoredOp{op.Op: before}
			x.rubric(op.Rubric)
			x.rubric(before.Rubric)
			return false
		}
	}
	return !b.Status.Odd()
}

// rubric learns a rubric once; one that nobody knows stays unknown.
func (x *journalExtract) rubric(hash string) {
	if _, known := x.v.Rubrics[hash]; known {
		return
	}
	if r, err := x.service.RubricOf(x.ctx, hash); err == nil {
		x.v.Rubrics[hash] = r
	} else if !isMissing(err) {
		x.err = err
	}
}
