package web_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"dovar/judging"
)

// The sheet of the journal in the workbook is in the words of the journal's
// page, without what the marks themselves tell.
func TestJournalInTheWorkbook(t *testing.T) {
	s := newSite(t)
	w := s.fair()
	for _, creativity := range []judging.Decimal{"18", "3"} { // 93, then 78
		marks := map[string]judging.Decimal{"question": "10", "design": "14", "execution": "19", "creativity": creativity, "poster": "9", "interview": "23"}
		op, err := json.Marshal(map[string]any{"op": judging.NewID(), "rubric": s.contest.Stages[0].Rubric, "body": map[string]any{"marks": marks}})
		s.ok(err)
		body, err := json.Marshal(judging.RowOpBody{
			Effect: judging.Effect{Sheet: "corrected", Stage: w.def.Stages[0].ID, Entry: w.entries[0].ID, Judge: w.judges[0].ID, Attempt: 1}, // beside the sheets of the fair
			Kind:   judging.OpSubmit, Status: judging.OpApplied, Op: op,
		})
		s.ok(err)
		s.ok(s.store.Update(s.ctx, func(tx judging.Tx) error {
			_, err := tx.Append(judging.Scope{Contest: s.contest.Contest.ID}, judging.Row{Kind: judging.RowOp, Actor: "device:" + w.judges[0].ID, Body: body})
			return err
		}))
	}
	for lang, want := range map[string]string{
		"ru": "Изменены данные участника: P-08 Садои зилзила; состояние: участвует → снят с участия; причина: заболел",
		"tg": "Маълумоти иштирокчӣ тағйир ёфт: P-08 Садои зилзила; ҳолат: иштирок мекунад → даст кашид; сабаб: заболел",
		"en": "Entry changed: P-08 Садои зилзила; state: takes part → withdrawn; reason: заболел",
	} {
		f := bookOf(t, s.written(w.view.Contest.ID, lang))
		name := ""
		for _, sheet := range f.GetSheetList() {
			rows, err := f.GetRows(sheet)
			s.ok(err)
			for _, row := range rows {
				if slices.Contains(row, want) {
					name = sheet
				}
				if strings.Contains(strings.Join(row, " "), "account:") || slices.Contains(row, "entry") {
					t.Errorf("%s, %s: %q has the names of the program", lang, sheet, row)
				}
			}
		}
		if name == "" {
			t.Errorf("%s: no line %q among %v", lang, want, f.GetSheetList())
			continue
		}
		rows, err := f.GetRows(name)
		s.ok(err)
		var sheets []string
		for _, row := range rows {
			if line := strings.Join(row, " | "); strings.Contains(line, "P-01") && strings.Contains(line, w.judges[0].Name) {
				sheets = append(sheets, line)
			}
		}
		if len(sheets) != 1 || !strings.Contains(sheets[0], ": 93 → 78; ") || !strings.HasSuffix(sheets[0], ": 18 → 3") {
			t.Errorf("%s: the corrected sheet reads %q", lang, sheets)
		}
	}
}
