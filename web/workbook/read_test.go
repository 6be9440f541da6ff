package workbook_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"

	"dovar/judging"
	"dovar/web/workbook"
)

func read(t *testing.T, data []byte) []judging.TableRow {
	t.Helper()
	table, err := workbook.ReadTable(context.Background(), data)
	if err != nil {
		t.Fatal(err)
	}
	return table.Rows
}

func code(err error) string {
	var e *judging.Error
	if !errors.As(err, &e) {
		return fmt.Sprint(err)
	}
	return e.Code
}

// sheet writes an xlsx with excelize, cell by name.
func sheet(t *testing.T, fill func(*excelize.File, string)) []byte {
	t.Helper()
	f := excelize.NewFile()
	fill(f, "Sheet1")
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestWhatAPersonSeesInExcelIsRead(t *testing.T) {
	data := sheet(t, func(f *excelize.File, s string) {
		must(t, f.SetSheetRow(s, "A1", &[]any{"Рӯйхат"}))
		must(t, f.SetSheetRow(s, "A3", &[]any{" ФИО ", "Мактаб", "Сана", "Синф", "Код"}))
		must(t, f.SetSheetRow(s, "A4", &[]any{"Раҳимов  Ҷамшед", "№ 5", time.Date(2025, 4, 8, 0, 0, 0, 0, time.UTC), 10, "007"}))
		must(t, f.SetSheetRow(s, "A5", &[]any{"Умедова\u00a0Нигина\n", nil, time.Date(2025, 4, 8, 14, 30, 0, 0, time.UTC), 9.5, true}))
		must(t, f.SetCellRichText(s, "A7", []excelize.RichTextRun{{Text: "Ӯктамов "}, {Text: "Умед", Font: &excelize.Font{Bold: true}}}))
		must(t, f.MergeCell(s, "B4", "B6"))
		must(t, f.SetCellFormula(s, "E7", "=1+1"))
	})
	want := []judging.TableRow{
		{N: 1, Cells: []string{"Рӯйхат"}},
		{N: 3, Cells: []string{"ФИО", "Мактаб", "Сана", "Синф", "Код"}},
		{N: 4, Cells: []string{"Раҳимов Ҷамшед", "№ 5", "08.04.2025", "10", "007"}},
		{N: 5, Cells: []string{"Умедова Нигина", "№ 5", "08.04.2025 14:30", "9.5", "1"}},
		{N: 7, Cells: []string{"Ӯктамов Умед"}},
	}
	if diff := cmp.Diff(want, read(t, data)); diff != "" {
		t.Fatal(diff)
	}
}

func TestTheFirstVisibleSheetIsRead(t *testing.T) {
	data := sheet(t, func(f *excelize.File, s string) {
		must(t, f.SetCellStr(s, "A1", "hidden"))
		_, err := f.NewSheet("Рӯйхат")
		must(t, err)
		must(t, f.SetCellStr("Рӯйхат", "B2", "seen"))
		f.SetActiveSheet(1)
		must(t, f.SetSheetVisible(s, false))
	})
	if diff := cmp.Diff([]judging.TableRow{{N: 2, Cells: []string{"", "seen"}}}, read(t, data)); diff != "" {
		t.Fatal(diff)
	}
}

func TestTextIsReadAsSpreadsheetsWriteIt(t *testing.T) {
	want := []judging.TableRow{
		{N: 1, Cells: []string{"ФИО", "Школа"}},
		{N: 2, Cells: []string{"Рахимов, Джамшед", "№ 5; Сино"}},
		{N: 5, Cells: []string{"Умедова\nНигина", "\"Лицей\""}},
	}
	semicolons := "ФИО;Школа\r\nРахимов, Джамшед;\"№ 5; Сино\"\r\n\r\n;;;\r\n\"Умедова\nНигина\";\"\"\"Лицей\"\"\"\r\n"
	commas := "ФИО,Школа\n\"Рахимов, Джамшед\",№ 5; Сино\n\n,\n\"Умедова\nНигина\",\"\"\"Лицей\"\"\""
	tabs := "ФИО\tШкола\nРахимов, Джамшед\t№ 5; Сино\n\n\t\n\"Умедова\nНигина\"\t\"\"\"Лицей\"\"\"\n"
	old, err := charmap.Windows1251.NewEncoder().String(semicolons)
	must(t, err)
	var wide bytes.Buffer
	wide.WriteString("\xff\xfe")
	for _, u := range utf16.Encode([]rune(tabs)) {
		wide.Write([]byte{byte(u), byte(u >> 8)})
	}
	for name, data := range map[string]string{
		"semicolons": semicolons, "commas": commas, "tabs": tabs, "mark": "\xef\xbb\xbf" + semicolons,
		"sep": "sep=;\n" + semicolons, "Windows-1251": old, "Unicode text": wide.String(),
		"old Macs": strings.ReplaceAll(strings.ReplaceAll(tabs, "\n", "\r"), "Умедова\r", "Умедова\n"),
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(want, read(t, []byte(data))); diff != "" {
				t.Fatal(diff)
			}
		})
	}
}

// A quote that quotes nothing must not swallow the rows after it.
func TestALoneQuoteLosesNoRow(t *testing.T) {
	rows := read(t, []byte("name;school\nA;\"Star\nB;5\" lyceum\nC;7\n"))
	want := []judging.TableRow{
		{N: 1, Cells: []string{"name", "school"}}, {N: 2, Cells: []string{"A", "\"Star"}},
		{N: 3, Cells: []string{"B", "5\" lyceum"}}, {N: 4, Cells: []string{"C", "7"}},
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Fatal(diff)
	}
}

func TestATableOfTheLargestSizeIsRead(t *testing.T) {
	var s strings.Builder
	for range judging.TableRows + 1 {
		s.WriteString("а;б\n")
	}
	if rows := read(t, []byte(s.String())); len(rows) != judging.TableRows+1 {
		t.Fatalf("%d rows", len(rows))
	}
	_, err := workbook.ReadTable(context.Background(), []byte(s.String()+"а\n"))
	if code(err) != "table-rows" {
		t.Fatalf("one row more: %v", err)
	}
}

// Any bytes are read or refused, with rows in order and inside the limits, and
// text once read reads the same again.
func FuzzText(f *testing.F) {
	for _, s := range []string{"ФИО;Школа\nА;Б\n", "a,b\n\"c\nd\",e", "x\ty\r\n\r\n1\t2", "sep=;\n;", "\xff\xfea\x00", "\xcf\xf0\xe8\xe2\xe5\xf2;1", "\"", "PK\x03\x04"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := workbook.ReadTable(context.Background(), data)
		var e *judging.Error
		if err != nil && !errors.As(err, &e) {
			t.Fatalf("an error of nobody: %v", err)
		}
		before := 0
		for _, r := range table.Rows {
			if r.N <= before || len(r.Cells) == 0 || len(r.Cells) > judging.TableColumns || r.Cells[len(r.Cells)-1] == "" {
				t.Fatalf("row %+v after %d", r, before)
			}
			before = r.N
		}
		if err != nil || strings.HasPrefix(string(data), "PK") {
			return
		}
		var again bytes.Buffer
		for row := 1; len(table.Rows) > 0 && row <= before; row++ {
			cells := []string{""}
			for _, r := range table.Rows {
				if r.N == row {
					cells = r.Cells
				}
			}
			for i, c := range cells {
				if i > 0 {
					again.WriteByte('\t')
				}
				again.WriteString(`"` + strings.ReplaceAll(c, `"`, `""`) + `"`)
			}
			again.WriteByte('\n')
			if row > 2000 {
				return
			}
		}
		second, err := workbook.ReadTable(context.Background(), again.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(table, second); diff != "" {
			t.Fatal(diff)
		}
	})
}
