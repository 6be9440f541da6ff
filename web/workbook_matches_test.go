package web_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"dovar/judging"
	"dovar/web"
	"dovar/web/workbook"
)

// Mini-sumo of 8 robots by the referee's protocol: scores, winners, points, what
// tells level robots apart and places, as LibreOffice makes them of the list of
// matches, are those of the engine. A bout that is changed in the list is seen in
// its row, in its table and on the summary.
func TestWorkbookOfMatches(t *testing.T) {
	r := newRing(t, robots...)
	r.groups()
	r.finals(2)
	dir := t.TempDir()
	for _, lang := range web.Languages {
		book, _ := poisoned(t, r.written(r.view.Contest.ID, lang))
		r.ok(os.WriteFile(filepath.Join(dir, lang+".xlsx"), book, 0o644))
	}
	changed, err := excelize.OpenFile(filepath.Join(dir, "ru.xlsx"))
	r.ok(err)
	r.ok(changed.SetCellValue("Встречи", "J2", "Б Б"))
	r.ok(changed.SaveAs(filepath.Join(dir, "changed.xlsx")))
	r.ok(changed.Close())
	out := converted(t, "xlsx", true, filepath.Join(dir, "ru.xlsx"), filepath.Join(dir, "tg.xlsx"), filepath.Join(dir, "changed.xlsx"))
	for _, lang := range []string{"ru", "tg"} {
		f := opened(t, filepath.Join(out, lang+".xlsx"))
		if said := cellOf(t, f, 0, "C4"); said != "OK" {
			t.Errorf("%s: the check says %q", lang, said)
		}
	}
	f := opened(t, filepath.Join(out, "ru.xlsx"))
	matches := rowsOf(t, f, "Встречи")
	if n := checks(matches, 22); n != 16 || len(matches) != 1+16 {
		t.Errorf("%d of 16 matches agree, in %d rows", n, len(matches))
	}
	points := map[string]int{}
	for _, row := range matches[1:13] {
		points[row[16]+":"+row[17]]++
	}
	if points["3:0"]+points["0:3"] != 11 || points["1:1"] != 1 {
		t.Errorf("points by formula: %v", points)
	}
	said := strings.Join(slices.Concat(matches...), "|")
	for _, want := range []string{"не явился", "ничья", "судьи: Б", "А Б – – – –", "Майдони 1", "Қодиров Наврӯз", "за третье место"} {
		if !strings.Contains(said, want) {
			t.Errorf("the list does not say %q", want)
		}
	}
	tables := rowsOf(t, f, "Таблицы")
	if n := count(tables, "OK"); n != 8 {
		t.Errorf("%d of 8 rows of tables agree: %q", n, tables)
	}
	// code and name left out: place, played, won, points, difference, head to head, place by the columns
	var got []string
	for _, row := range tables {
		if len(row) > 9 && row[0] != "" && row[3] == "3" {
			got = append(got, strings.Join([]string{row[0], row[3], row[4], row[5], row[6], row[7], row[9]}, " "))
		}
	}
	if want := []string{"1 3 2 6 3 3 1", "2 3 2 6 2 3 2", "3 3 2 6 -1 3 3", "4 3 0 0 -4 0 4",
		"1 3 2 6 0 3 1", "2 3 2 6 3 0 2", "3 3 1 4 0 0 3", "4 3 0 1 -3 0 4"}; !slices.Equal(got, want) {
		t.Errorf("tables:\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	bracket := rowsOf(t, f, "Сетка")
	said = strings.Join(slices.Concat(bracket...), "|")
	for _, want := range []string{"верхняя сетка, тур 1", "финал", "Места по сетке (из программы)", "за третье место"} {
		if !strings.Contains(said, want) {
			t.Errorf("the bracket does not say %q", want)
		}
	}
	f = opened(t, filepath.Join(out, "changed.xlsx"))
	if said := cellOf(t, f, 0, "C4"); !strings.HasPrefix(said, "≠") {
		t.Errorf("a changed bout is not seen on the summary: %q", said)
	}
	if n := checks(rowsOf(t, f, "Встречи"), 22); n != 15 {
		t.Errorf("%d matches agree after one was changed", n)
	}
	if n := count(rowsOf(t, f, "Таблицы"), "≠"); n < 2 {
		t.Errorf("%d rows of tables differ after a bout was changed", n)
	}
}

// The other files of a day of matches: everything in the JSON, and in the table
// of text an entry's figures and whom it met.
func TestFilesOfMatches(t *testing.T) {
	r := newRing(t, robots...)
	r.groups()
	r.finals(1)
	file := func(ext string) []byte {
		t.Helper()
		got := r.as(judging.Owner, "GET", "/api/v1/contests/"+r.view.Contest.ID+"/results."+ext, nil, "Accept-Language", "ru")
		if got.StatusCode != 200 {
			t.Fatalf("%s: %d %s", ext, got.StatusCode, got.body)
		}
		return got.body
	}
	var results workbook.Results
	r.ok(json.Unmarshal(file("json"), &results))
	stages := results.Divisions[0].Matches
	if len(stages) != 2 || len(stages[0].Groups) != 2 || len(stages[0].Meetings) != 12 || len(stages[1].Meetings) != 4 {
		t.Fatalf("%+v", stages)
	}
	told := map[string]int{}
	for _, m := range append(stages[0].Meetings, stages[1].Meetings...) {
		told[m.State+m.Outcome+m.Decision]++
		if m.State == "played" && (m.Referee == "" || m.At == "" || m.Field == "" || m.Sheet == "") {
			t.Errorf("%+v", m)
		}
	}
	if told["played"] != 12 || told["playeddraw"] != 1 || told["playeda-absent"]+told["playedb-absent"] != 1 || told["playable"] != 2 {
		t.Errorf("%v", told)
	}
	if finishes := stages[1].Finishes; len(finishes) != 0 {
		t.Errorf("places before they are decided: %+v", finishes)
	}
	if csv := string(file("csv")); !strings.Contains(csv, "с кем встречался") || !strings.Contains(csv, " 2:1, ") {
		t.Errorf("the table of text says nothing of matches:\n%s", csv)
	}
}

func rowsOf(t testing.TB, f *excelize.File, sheet string) [][]string {
	t.Helper()
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// checks counts the rows that say OK in a column.
func checks(rows [][]string, col int) int { return count(rows, "OK", col) }

func count(rows [][]string, text string, cols ...int) (n int) {
	for _, row := range rows {
		for i, cell := range row {
			if cell == text && (cols == nil || slices.Contains(cols, i)) {
				n++
			}
		}
	}
	return n
}
