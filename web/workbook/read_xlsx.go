package workbook

// An xlsx file (ECMA-376), read as a stream. excelize writes our workbooks but
// does not read foreign ones: it keeps every part in memory and takes broken XML
// for the end of the sheet, so that rows are lost without a word.

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	"dovar/judging"
)

// A book is an open xlsx file.
type book struct {
	*reading
	parts   map[string]*zip.File // by name in lower case, without a leading slash
	strings []string             // shared
	dates   []bool               // by number of a cell's style
	since   int                  // 1900 or 1904
}

func (t *reading) xlsx(data []byte) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return broken(err)
	}
	b := &book{reading: t, parts: map[string]*zip.File{}, since: 1900}
	size := uint64(0)
	for _, f := range z.File {
		if size += f.UncompressedSize64; f.UncompressedSize64 > maxUnpacked || size > maxUnpacked {
			return judging.Fail(judging.TooLarge, "table-unpacked", "max", maxUnpacked>>20)
		}
		b.parts[partName(f.Name)] = f
	}
	if b.parts["xl/workbook.xml"] == nil { // another kind of zip
		return judging.Fail(judging.Invalid, "table-kind")
	}
	sheet, err := b.firstSheet()
	if err != nil {
		return err
	}
	if err := b.readStrings(); err != nil {
		return err
	}
	if err := b.readStyles(); err != nil {
		return err
	}
	return b.readSheet(sheet)
}

func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// firstSheet is the part of the first sheet that the person sees.
func (b *book) firstSheet() (string, error) {
	id, target := "", ""
	err := b.walk("xl/workbook.xml", maxSmall, func(w *walker, e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			if v := attr(e, "date1904"); v == "1" || v == "true" {
				b.since = 1904
			}
		case "sheet":
			if state := attr(e, "state"); id == "" && (state == "" || state == "visible") {
				id = attr(e, "id")
			}
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	err = b.walk("xl/_rels/workbook.xml.rels", maxSmall, func(w *walker, e xml.StartElement) error {
		if e.Name.Local == "Relationship" && attr(e, "Id") == id {
			target = attr(e, "Target")
		}
		return nil
	})
	if !strings.HasPrefix(target, "/") {
		target = "xl/" + target
	}
	return partName(path.Clean(target)), err
}

func (b *book) readStrings() error {
	f := b.parts["xl/sharedstrings.xml"]
	if f == nil {
		return nil
	}
	if f.UncompressedSize64 > maxStrings {
		return judging.Fail(judging.TooLarge, "table-unpacked", "max", maxStrings>>20)
	}
	return b.walk("xl/sharedstrings.xml", maxTexts, func(w *walker, e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		s, err := w.texts()
		b.strings = append(b.strings, tidy(s)) // once: many cells may share it
		return err
	})
}

// readStyles finds the styles that show a number as a date.
func (b *book) readStyles() error {
	if b.parts["xl/styles.xml"] == nil {
		return nil
	}
	custom, inCells := map[string]bool{}, false
	return b.walk("xl/styles.xml", maxSmall, func(w *walker, e xml.StartElement) error {
		switch e.Name.Local {
		case "numFmt":
			custom[attr(e, "numFmtId")] = isDateFormat(attr(e, "formatCode"))
		case "cellXfs", "cellStyleXfs", "cellStyles", "dxfs":
			inCells = e.Name.Local == "cellXfs"
		case "xf":
			if inCells {
				id := attr(e, "numFmtId")
				n, _ := strconv.Atoi(id)
				// Built-in formats of dates and times, 18.8.30.
				b.dates = append(b.dates, custom[id] || n >= 14 && n <= 22 || n >= 45 && n <= 47)
			}
		}
		return nil
	})
}

// isDateFormat reports whether a format code has letters of a date outside
// quotes and brackets.
func isDateFormat(code string) bool {
	quoted, bracket := false, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[':
			bracket = true
		case c == ']':
			bracket = false
		case !bracket && strings.IndexByte("dDmMyYhHsS", c) >= 0:
			return true
		}
	}
	return false
}

// readSheet reads the cells, then what is merged: the cells come first, 18.3.1.99.
func (b *book) readSheet(part string) error {
	row, column := 0, 0
	var merged []area
	err := b.walk(part, maxElements, func(w *walker, e xml.StartElement) error {
		switch e.Name.Local {
		case "row":
			row, column = row+1, -1
			if r := attr(e, "r"); r != "" {
				n, err := strconv.Atoi(r)
				if err != nil || n < row {
					return broken(errors.New("row " + r))
				}
				row = n
			}
		case "c":
			column++
			if r := attr(e, "r"); r != "" {
				at, ok := parseCell(r)
				if !ok || at.row != row {
					return broken(errors.New("cell " + r))
				}
				column = at.column
			}
			if column >= maxLetters {
				return judging.Fail(judging.TooLarge, "table-columns", "max", judging.TableColumns)
			}
			text, err := b.cell(w, e)
			if err != nil {
				return err
			}
			return b.put(row, column, text)
		case "mergeCell":
			if a, ok := parseArea(attr(e, "ref")); ok && a.to.row > a.from.row {
				merged = append(merged, a)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return b.fill(merged)
}

// cell is the text of a <c>.
func (b *book) cell(w *walker, c xml.StartElement) (string, error) {
	value, text := "", ""
	err := w.children(func(e xml.StartElement) (err error) {
		switch e.Name.Local {
		case "v":
			value, err = w.text()
		case "is":
			text, err = w.texts()
		default:
			err = w.skip()
		}
		return err
	})
	if err != nil {
		return "", err
	}
	switch attr(c, "t") {
	case "s":
		i, err := strconv.Atoi(value)
		if value == "" {
			return "", nil
		}
		if err != nil || i < 0 || i >= len(b.strings) {
			return "", broken(errors.New("shared string " + value))
		}
		return b.strings[i], nil
	case "inlineStr":
		return text, nil
	case "str", "e", "d":
		return value, nil
	case "b":
		return map[string]string{"1": "1", "true": "1", "0": "0", "false": "0"}[value], nil
	}
	style, _ := strconv.Atoi(attr(c, "s"))
	return b.number(value, style >= 0 && style < len(b.dates) && b.dates[style]), nil
}

// fill copies the text of a cell merged downwards to the rows that have text of
// their own.
func (b *book) fill(merged []area) error {
	at := make(map[int]int, len(b.rows)) // index by number
	for i, r := range b.rows {
		at[r.N] = i
	}
	for _, a := range merged {
		first, ok := at[a.from.row]
		if !ok {
			continue
		}
		text := b.rows[first].Cell(a.from.column)
		for i := first + 1; text != "" && i < len(b.rows) && b.rows[i].N <= a.to.row; i++ {
			if b.rows[i].Cell(a.from.column) != "" {
				continue
			}
			if err := b.step(); err != nil {
				return err
			}
			r := &b.rows[i]
			for len(r.Cells) <= a.from.column {
				r.Cells = append(r.Cells, "")
			}
			r.Cells[a.from.column] = text
		}
	}
	return nil
}

func (b *book) open(part string) (io.ReadCloser, error) {
	f := b.parts[part]
	if f == nil {
		return nil, errors.New(part + " is not there")
	}
	return f.Open()
}
