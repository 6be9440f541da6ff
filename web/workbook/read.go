package workbook

// A table from a file or from the clipboard, whatever wrote it. What cannot be
// read whole is refused: a row that is silently lost is a child without a place.

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dovar/judging"
)

// Limits of what is read. A file over one of them is refused, never cut.
const (
	MaxBytes    = 5 << 20          // of the file as sent
	maxUnpacked = 32 << 20         // of all parts of a workbook
	maxStrings  = 8 << 20          // of the part that is kept in memory
	maxCell     = 32_767           // characters, Excel's own limit
	maxElements = 1_500_000        // of the sheet: 20,000 rows of 36 cells
	maxTexts    = 800_000          // elements of its strings, two a string
	maxSmall    = 200_000          // elements of any other part
	maxLetters  = 16_384           // columns, Excel's own limit
	readTime    = 10 * time.Second // for all of it
)

// ReadTable reads the first visible sheet of an xlsx file, or text: CSV with
// semicolons, commas or tabs, or cells pasted from a spreadsheet; UTF-8,
// UTF-16 with a byte order mark, or Windows-1251. What data is shows in its
// bytes, not in a name. Spaces are made single; a cell merged downwards stands
// in each of its rows; rows without text are left out and the others keep their
// numbers.
//
// Problems (judging.Error): "table-kind", "table-xls", "table-encrypted",
// "table-broken", "table-text", "table-empty" (Invalid); "table-bytes",
// "table-unpacked", "table-rows", "table-columns", "table-cell" with row and
// column, "table-long", "table-slow" (TooLarge).
func ReadTable(ctx context.Context, data []byte) (judging.Table, error) {
	ctx, cancel := context.WithTimeout(ctx, readTime)
	defer cancel()
	t := &reading{ctx: ctx}
	if err := t.read(data); err != nil {
		return judging.Table{}, err
	}
	if len(t.rows) == 0 {
		return judging.Table{}, judging.Fail(judging.Invalid, "table-empty")
	}
	return judging.Table{Rows: t.rows}, nil
}

// A reading is a table as far as it is read.
type reading struct {
	ctx   context.Context
	rows  []judging.TableRow
	steps int
	size  int // bytes of text
}

func (t *reading) read(data []byte) error {
	switch {
	case len(data) > MaxBytes:
		return judging.Fail(judging.TooLarge, "table-bytes", "max", MaxBytes>>20)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		return t.xlsx(data)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")): // a compound file, [MS-CFB] 2.2
		if bytes.Contains(data, utf16LE("EncryptedPackage")) {
			return judging.Fail(judging.Invalid, "table-encrypted")
		}
		return judging.Fail(judging.Invalid, "table-xls")
	}
	return t.text(data)
}

func utf16LE(s string) (out []byte) {
	for _, r := range s {
		out = append(out, byte(r), 0)
	}
	return out
}

// step is called for each cell and element: it ends what takes too long.
func (t *reading) step() error {
	if t.steps++; t.steps%1024 != 0 {
		return nil
	}
	err := t.ctx.Err()
	if errors.Is(err, context.DeadlineExceeded) {
		return judging.Fail(judging.TooLarge, "table-slow", "seconds", int(readTime.Seconds())).Because(err)
	}
	return err
}

// put keeps the text of one cell; row is from 1, column from 0. Cells come row
// by row, and may come in any order of columns.
func (t *reading) put(row, column int, text string) error {
	if err := t.step(); err != nil {
		return err
	}
	if utf8.RuneCountInString(text) > maxCell {
		return judging.Fail(judging.TooLarge, "table-cell", "row", row, "column", ColumnName(column), "max", maxCell)
	}
	if text = tidy(text); text == "" {
		return nil
	}
	if t.size += len(text); t.size > maxUnpacked { // one long text shared by many cells
		return judging.Fail(judging.TooLarge, "table-unpacked", "max", maxUnpacked>>20)
	}
	switch {
	case row > judging.TableRows+1: // and a head
		return judging.Fail(judging.TooLarge, "table-rows", "max", judging.TableRows)
	case column >= judging.TableColumns:
		return judging.Fail(judging.TooLarge, "table-columns", "max", judging.TableColumns)
	}
	last := len(t.rows) - 1
	if last < 0 || t.rows[last].N < row {
		t.rows = append(t.rows, judging.TableRow{N: row})
		last++
	} else if t.rows[last].N > row {
		return broken(errors.New("rows out of order"))
	}
	r := &t.rows[last]
	for len(r.Cells) <= column {
		r.Cells = append(r.Cells, "")
	}
	r.Cells[column] = text
	return nil
}

// tidy makes spaces of all kinds single and keeps the lines of a cell.
func tidy(text string) string {
	if isTidy(text) {
		return text
	}
	if !strings.ContainsAny(text, "\n\r") {
		return strings.Join(strings.Fields(text), " ")
	}
	lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' })
	for i, line := range lines {
		lines[i] = strings.Join(strings.Fields(line), " ")
	}
	return strings.Join(slices.DeleteFunc(lines, func(s string) bool { return s == "" }), "\n")
}

func isTidy(text string) bool {
	before := ' '
	for _, r := range text {
		if unicode.IsSpace(r) && (r != ' ' || before == ' ') {
			return false
		}
		before = r
	}
	return text == "" || before != ' '
}

// ColumnName is the letter of a column from 0: A, B, …, Z, AA.
func ColumnName(column int) string {
	name := ""
	for column++; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}

func broken(err error) error { return judging.Fail(judging.Invalid, "table-broken").Because(err) }
