package web_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"dovar/judging"
	"dovar/web"
)

// fair is the science fair of the stories: P-07 has 79, 83 and 60, so 74,00.
func (s *site) fair() *drawn {
	s.t.Helper()
	w := &drawn{view: s.contest, def: s.contest.Contest.Def, votes: map[string]int{}}
	var err error
	w.judges, err = s.service.AddJudges(s.ctx, s.system, s.event.ID, []judging.Judge{
		{Name: "Раҳимов Ҷамшед Саидович"}, {Name: "Қосимова Ӯғулбиби"}, {Name: "Ғафурзода Некрӯз Ҳакимӣ"}})
	s.ok(err)
	schools := []string{"Литсейи Президентӣ, ш. Душанбе", "МТМУ № 12", "Гимназияи № 3 ба номи Б. Ғафуров"}
	var in []judging.Entry
	for n, name := range []string{"Филтри об аз хокистари чормағз", "Танӯри офтобӣ", "Станцияи обу ҳаво", "Дастгоҳи обёрии ҳушманд", "Алифбои Брайл дар 3D",
		"Сӯзишворӣ аз пахол", "Ҷӯякҳои ҳамешасабз: чӣ тавр замин намро нигоҳ медорад", "Садои зилзила"} {
		in = append(in, judging.Entry{Name: name, Division: s.contest.Divisions[0].ID, School: schools[n%3], District: "Сино", Region: "Душанбе",
			Members: []string{"a"}, Visibility: judging.ShowName})
	}
	w.entries, err = s.service.AddEntries(s.ctx, s.system, s.contest.Contest.ID, in)
	s.ok(err)
	marks := func(e, j int, values ...string) {
		sh := drawnSheet{stage: w.def.Stages[0].ID, entry: w.entries[e].ID, judge: w.judges[j].ID, marks: map[string]judging.Decimal{}, counts: map[string]int{}}
		for i, c := range w.def.Stages[0].Criteria {
			sh.marks[c.ID] = judging.Decimal(values[i])
		}
		w.sheets = append(w.sheets, sh)
	}
	for e := range w.entries {
		if e == 6 {
			marks(e, 0, "8", "12", "16", "15", "8", "20") // 79
			marks(e, 1, "8", "13", "17", "16", "8", "21") // 83
			marks(e, 2, "6", "9", "12", "11", "6", "16")  // 60
			continue
		}
		for j := range w.judges {
			marks(e, j, "7", fmt.Sprint(9+e%3), fmt.Sprint(12+j), "14", "7", fmt.Sprint(16+e%4))
		}
	}
	w.sheets[4].excluded = "судила свою школу"
	s.storeSheets(w)
	w.entries[7], err = s.service.AmendEntry(s.ctx, s.system, w.entries[7].ID, judging.EntryChange{State: new(judging.EntryWithdrawn)}, "заболел")
	s.ok(err)
	return w
}

// Story 10 of an auditor: one mark changed in the workbook, and everything made
// of it follows.
func TestWorkbookAfterAnAuditorChangesAMark(t *testing.T) {
	s := newSite(t)
	w := s.fair()
	dir := t.TempDir()
	book := s.written(w.view.Contest.ID, "ru")
	f := bookOf(t, book)
	s.ok(f.SetCellInt("Оценки", markCell(t, f, "P-07", w.def.Stages[0].Criteria[5].Title.RU, "20"), 25))
	before, after := filepath.Join(dir, "before.xlsx"), filepath.Join(dir, "after.xlsx")
	s.ok(os.WriteFile(before, book, 0o644))
	s.ok(f.SaveAs(after))
	if keep := os.Getenv("DOVAR_PICTURES"); keep != "" {
		for _, lang := range web.Languages {
			s.ok(os.WriteFile(filepath.Join(keep, "fair-"+lang+".xlsx"), s.written(w.view.Contest.ID, lang), 0o644))
		}
	}
	out := converted(t, "xlsx", true, before, after)
	// №, code, name, school, district, region, three judges, sum, mean, stage,
	// total, place by points, place, shared, decided, gap, engine: stage and total, check, rows that differ
	for name, want := range map[string]string{
		"before.xlsx": "60|83|79|222|74|74|74|1|1||||74|74|OK|",
		"after.xlsx":  "60|83|84|227|75.6666666666667|75.6666666666667|75.666666667|1|1||||74|74|≠|P-07 ",
	} {
		g := opened(t, filepath.Join(out, name))
		if got := strings.Join(lineOf(t, g, "P-07")[6:], "|"); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
		if got, want := cellOf(t, g, 0, "C4"), map[bool]string{true: "OK", false: "≠ P-07 "}[name == "before.xlsx"]; got != want {
			t.Errorf("%s: the check says %q, want %q", name, got, want)
		}
	}
}

// markCell finds the cell of an entry's mark on a criterion.
func markCell(t testing.TB, f *excelize.File, code, criterion, mark string) string {
	t.Helper()
	rows, err := f.GetRows("Оценки")
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		if len(row) > 6 && row[0] == code && row[5] == criterion && row[6] == mark {
			return fmt.Sprintf("G%d", i+1)
		}
	}
	t.Fatalf("no mark %s of %s on %s", mark, code, criterion)
	return ""
}

// lineOf is the line of an entry on the first summary, up to its last cell.
func lineOf(t testing.TB, f *excelize.File, code string) []string {
	t.Helper()
	rows, err := f.GetRows(f.GetSheetList()[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if len(row) > 1 && row[1] == code {
			return row
		}
	}
	t.Fatalf("no line of %s", code)
	return nil
}
