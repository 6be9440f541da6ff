package workbook

// Text: CSV, and cells pasted from a spreadsheet.

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"dovar/judging"
)

func (t *reading) text(data []byte) error {
	s, ok := decodeText(data)
	if !ok {
		return judging.Fail(judging.Invalid, "table-text")
	}
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	comma := delimiter(s)
	if head, rest, _ := strings.Cut(s, "\n"); len(head) == 5 && strings.HasPrefix(head, "sep=") {
		comma, s = rune(head[4]), rest // Excel's own hint, which it does not show as a row
	}
	if comma == '"' || comma == '\n' {
		return judging.Fail(judging.Invalid, "table-text")
	}
	for line := range strings.Lines(s) {
		if strings.Count(line, string(comma)) >= maxLetters {
			return judging.Fail(judging.TooLarge, "table-columns", "max", judging.TableColumns)
		}
	}
	err := t.records(s, comma)
	if errors.Is(err, csv.ErrBareQuote) || errors.Is(err, csv.ErrQuote) {
		// Quotes that quote nothing are letters: else one of them would swallow rows.
		t.rows = nil
		err = t.lines(s, comma)
	}
	return err
}

// records reads rows of RFC 4180. The csv package skips empty lines, so they
// are counted here: a row keeps the number that a spreadsheet gives it.
func (t *reading) records(s string, comma rune) error {
	r := csv.NewReader(strings.NewReader(s))
	r.Comma, r.FieldsPerRecord, r.ReuseRecord = comma, -1, true
	for row := 1; ; row++ {
		for at := r.InputOffset(); at < int64(len(s)) && s[at] == '\n'; at++ {
			row++
		}
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := t.putAll(row, cells); err != nil {
			return err
		}
	}
}

func (t *reading) lines(s string, comma rune) error {
	row := 0
	for line := range strings.Lines(s) {
		row++
		if err := t.putAll(row, strings.Split(strings.TrimSuffix(line, "\n"), string(comma))); err != nil {
			return err
		}
	}
	return nil
}

func (t *reading) putAll(row int, cells []string) error {
	for column, text := range cells {
		if err := t.put(row, column, text); err != nil {
			return err
		}
	}
	return nil
}

// delimiter is what most often stands outside quotes on the first line that
// has text; a tab before a semicolon before a comma.
func delimiter(s string) rune {
	count, quoted, text := map[rune]int{}, false, false
	for _, r := range s {
		if r == '\n' && !quoted && text {
			break
		}
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '\t' || r == ';' || r == ',':
			count[r]++
		}
		text = text || r > ' ' && r != ';' && r != ','
	}
	best := '\t'
	for _, r := range []rune{';', ','} {
		if count[r] > count[best] {
			best = r
		}
	}
	return best
}

// decodeText reports false for what is not text.
func decodeText(data []byte) (string, bool) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return decodeUTF16(data)
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return "", false
	}
	if utf8.Valid(data) {
		return string(data), true
	}
	if !likeWindows1251(data) {
		return "", false
	}
	s, err := charmap.Windows1251.NewDecoder().Bytes(data)
	return string(s), err == nil
}

// decodeUTF16 reads what Excel saves as "Unicode text".
func decodeUTF16(data []byte) (string, bool) {
	if len(data)%2 != 0 {
		return "", false
	}
	low := 0 // where the low byte of a unit lies
	if data[0] == 0xfe {
		low = 1
	}
	units := make([]uint16, 0, len(data)/2)
	for i := 2; i < len(data); i += 2 {
		units = append(units, uint16(data[i+low])|uint16(data[i+1-low])<<8)
	}
	s := string(utf16.Decode(units))
	return s, !strings.ContainsAny(s, "\x00\uFFFD")
}

// likeWindows1251 reports whether the bytes beyond ASCII are Cyrillic letters
// as school computers write them: at least nine of ten, the others being №,
// quotes and dashes. Damaged UTF-8 has about half of its bytes elsewhere.
func likeWindows1251(data []byte) bool {
	letters, others := 0, 0
	for _, b := range data {
		switch {
		case b >= 0xc0 || b == 0xa8 || b == 0xb8:
			letters++
		case b == 0x98: // no character at all
			return false
		case b >= 0x80:
			others++
		}
	}
	return letters >= 9*others
}
