package web_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"dovar/judging"
	"dovar/web"
)

// A contest of matches in a workbook: each meeting a row, points for a table by
// formula over who won, and the summary agrees with the engine.
func TestWorkbookOfMatches(t *testing.T) {
	s := newSite(t)
	w := &drawn{}
	w.def, _ = judging.Preset("mini-sumo")
	var err error
	w.view, err = s.service.CreateContest(s.ctx, s.system, s.event.ID, w.def)
	s.ok(err)
	w.entries, err = s.service.AddEntries(s.ctx, s.system, w.view.Contest.ID, []judging.Entry{{Name: "Сомон"}, {Name: "Помир"}, {Name: "=Рустам"}, {Name: "Вахш"}})
	s.ok(err)
	referee, err := s.service.AddJudges(s.ctx, s.system, s.event.ID, []judging.Judge{{Name: "Қодиров Наврӯз"}})
	s.ok(err)
	drawing, err := s.service.Draw(s.ctx, s.system, w.view.Contest.ID, judging.DrawAsk{How: "random", Stage: w.view.Stages[1].ID, Division: w.view.Divisions[0].ID, Judges: []string{referee[0].ID}})
	s.ok(err)
	if len(drawing.Meetings) == 0 {
		t.Fatal("nobody meets")
	}
	sheets, err := s.service.SheetsOf(s.ctx, judging.SheetFilter{Contest: w.view.Contest.ID, Stage: w.view.Stages[1].ID})
	s.ok(err)
	for i, sh := range sheets { // the first side wins, or the referees say draw
		record := judging.Record{Outcome: "ok", Bouts: []string{"a", "b", "a"}}
		if i%3 == 2 {
			record = judging.Record{Outcome: "ok", Bouts: []string{"none"}, Decision: "draw"}
		}
		body, err := json.Marshal(judging.RowOpBody{Kind: judging.OpSubmit, Op: json.RawMessage("{}"), Effect: judging.Effect{Sheet: sh.ID, Stage: "groups",
			Entry: sh.Entry, Judge: sh.Judge, Attempt: sh.Attempt, Head: "op", Counts: "op", Record: record, Turn: sh.Turn}})
		s.ok(err)
		s.ok(s.store.Update(s.ctx, func(tx judging.Tx) error {
			_, err := tx.Append(judging.Scope{Contest: w.view.Contest.ID}, judging.Row{Kind: judging.RowOp, Actor: "device:x", At: s.event.At, Body: body})
			return err
		}))
	}
	s.service.Wake(w.view.Contest.ID)
	dir := t.TempDir()
	for _, lang := range web.Languages {
		book, _ := poisoned(t, s.written(w.view.Contest.ID, lang))
		s.ok(os.WriteFile(filepath.Join(dir, lang+".xlsx"), book, 0o644))
	}
	f := opened(t, filepath.Join(converted(t, "xlsx", true, filepath.Join(dir, "ru.xlsx")), "ru.xlsx"))
	if said := cellOf(t, f, 0, "C4"); said != "OK" {
		t.Errorf("the check says %q", said)
	}
	rows, err := f.GetRows("Встречи")
	s.ok(err)
	if len(rows) != 1+6 || !slices.Contains(rows[1], "Группы, круговая система") {
		t.Errorf("%d rows of 6 meetings of 4: %q", len(rows), rows)
	}
	points := map[string]int{}
	for _, row := range rows[1:] {
		points[row[13]+":"+row[14]]++
	}
	if points["3:0"] != 4 || points["1:1"] != 2 {
		t.Errorf("points by formula: %v", points)
	}
	for _, ext := range []string{"csv", "json"} {
		if r := s.as(judging.Owner, "GET", "/api/v1/contests/"+w.view.Contest.ID+"/results."+ext, nil); r.StatusCode != 200 {
			t.Errorf("%s: %d %s", ext, r.StatusCode, r.body)
		}
	}
}
