package web_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dovar/judging"
	"dovar/web"
	"dovar/web/workbook"
)

// Where corrected results decide they are values under a head that says so; the
// raw ones stand on a sheet of their own, and places are formulas on the
// deciding ones.
func TestWorkbookOfCorrectedResults(t *testing.T) {
	s := newSite(t)
	def, _ := judging.Preset("science-fair-science")
	def.ID, def.Title, def.Tests = "corrected", one("Ислоҳ"), nil
	def.Rank.Adjust = &judging.AdjustDef{For: "judge", Use: "counts"}
	w := &drawn{def: def, votes: map[string]int{}}
	var err error
	w.judges, err = s.service.AddJudges(s.ctx, s.system, s.event.ID, []judging.Judge{{Name: "Довари сахтгир"}, {Name: "Довари нармдил"}, {Name: "Довари сеюм"}})
	s.ok(err)
	w.view, err = s.service.CreateContest(s.ctx, s.system, s.event.ID, def)
	s.ok(err)
	var in []judging.Entry
	for n := range 6 {
		in = append(in, judging.Entry{Name: "Кор " + strconv.Itoa(n), Division: w.view.Divisions[0].ID, Members: []string{"a"}, Visibility: judging.ShowName})
	}
	w.entries, err = s.service.AddEntries(s.ctx, s.system, w.view.Contest.ID, in)
	s.ok(err)
	for n, e := range w.entries {
		for j := range w.judges {
			if j == n%3 { // each entry lacks one judge: the raw mean is unfair
				continue
			}
			sh := drawnSheet{stage: def.Stages[0].ID, entry: e.ID, judge: w.judges[j].ID, marks: map[string]judging.Decimal{}, counts: map[string]int{}}
			for c, criterion := range def.Stages[0].Criteria {
				mark := 3 + (n+c)%3 + j
				if c < n {
					mark++
				}
				sh.marks[criterion.ID] = judging.Decimal(strconv.Itoa(mark))
			}
			w.sheets = append(w.sheets, sh)
		}
	}
	s.storeSheets(w)

	var api workbook.Results
	path := "/api/v1/contests/" + w.view.Contest.ID + "/results."
	s.made(judging.Owner, "GET", path+"json", nil, &api)
	book := filepath.Join(t.TempDir(), "corrected.xlsx")
	bad, _ := poisoned(t, s.written(w.view.Contest.ID, "en"))
	s.ok(os.WriteFile(book, bad, 0o644))
	if keep := os.Getenv("DOVAR_PICTURES"); keep != "" {
		s.ok(os.WriteFile(filepath.Join(keep, "corrected.xlsx"), s.written(w.view.Contest.ID, "en"), 0o644))
	}
	f := opened(t, filepath.Join(converted(t, "xlsx", true, book), "corrected.xlsx"))
	if check := cellOf(t, f, 0, "C4"); check != "OK" {
		t.Errorf("the check says %q", check)
	}
	c := &comparison{t: t, where: "corrected"}
	raw, err := f.GetRows(web.Words("en", "workbook.raw"))
	s.ok(err)
	rows, err := f.GetRows(f.GetSheetList()[0])
	s.ok(err)
	at := slices.Index(rows[5], web.Words("en", "workbook.head.corrected"))
	if at < 0 || slices.Contains(rows[5], web.Words("en", "workbook.head.total")) {
		t.Fatalf("heads of the summary: %q", rows[5])
	}
	moved := false
	for i, e := range api.Divisions[0].Entries {
		r := e.Stages[0]
		if !r.Adjusted || r.Raw == "" {
			t.Errorf("%s: %+v", e.Code, r)
		}
		c.number(e.Code+" corrected", rows[6+i][at], rat(judging.Decimal(r.Result)))
		c.number(e.Code+" total", rows[6+i][at+1], rat(judging.Decimal(r.Result)))
		c.text(e.Code+" place by points", rows[6+i][at+2], strconv.Itoa(e.Place))
		var sheets []judging.Decimal
		for _, sh := range r.Sheets {
			sheets = append(sheets, judging.Decimal(sh.Score))
		}
		c.text(e.Code+" on the raw sheet", raw[6+i][0], e.Code)
		c.number(e.Code+" raw", raw[6+i][2], over(plus(rat(sheets[0]), rat(sheets[1])), whole(2)))
		moved = moved || raw[6+i][4] != strconv.Itoa(e.Place)
	}
	if !moved {
		t.Error("severity moved nobody: nothing was shown")
	}
	table, err := csv.NewReader(strings.NewReader(strings.ReplaceAll(strings.TrimPrefix(string(s.as(judging.Owner, "GET", path+"csv?lang=en", nil).body), "\ufeff"), ";", ","))).ReadAll()
	s.ok(err)
	if heads := strings.Join(table[0], "|"); !strings.Contains(heads, web.Words("en", "workbook.head.raw")+"|"+web.Words("en", "workbook.head.all")) {
		t.Errorf("heads of the CSV: %s", heads)
	}
}
