package workbook

// One sheet of the workbook, written row by row: cells go in by what they hold.

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"dovar/scoring"
)

// An outSheet is one sheet of the workbook, written row by row.
type outSheet struct {
	*output
	name   string
	out    *excelize.StreamWriter
	row    int // the next one
	widths []float64
	cells  []any
	kept   []excelize.Cell // what cells points to, used again for each row
	lines  int             // of text that the row's fullest cell needs
}

// begin opens a sheet of that name for writing, after set has laid it out.
func (b *output) begin(name string, set func(*excelize.File)) *outSheet {
	s := &outSheet{output: b, name: name, row: 1}
	if b.err != nil {
		return s
	}
	set(b.file)
	if b.err == nil {
		s.out, b.err = b.file.NewStreamWriter(name)
	}
	return s
}

// columns sets the widths from column 1 on, in characters. excelize writes the
// last one set first, and Excel wants them in order.
func (s *outSheet) columns(widths ...float64) {
	s.widths = widths
	for i := len(widths); i > 0; i-- {
		s.try(func() error { return s.out.SetColWidth(i, i, widths[i-1]) })
	}
}

// freeze keeps the first columns and rows in sight.
func (s *outSheet) freeze(columns, rows int) {
	pane := "bottomRight"
	if columns == 0 {
		pane = "bottomLeft"
	}
	s.try(func() error {
		return s.out.SetPanes(&excelize.Panes{
			Freeze: true, XSplit: columns, YSplit: rows, TopLeftCell: at(columns+1, rows+1), ActivePane: pane,
			Selection: []excelize.Selection{{SQRef: at(columns+1, rows+1), ActiveCell: at(columns+1, rows+1), Pane: pane}},
		})
	})
}

func (s *outSheet) try(f func() error) {
	if s.err == nil {
		s.err = f()
	}
}

// put appends a cell to the row. A nil value leaves the cell empty.
func (s *outSheet) put(look style, formula string, value any) {
	s.kept = append(s.kept, excelize.Cell{StyleID: s.style(look), Formula: formula, Value: value})
}

// text appends what a person typed or the catalogue says: always a string.
func (s *outSheet) text(look style, text string) {
	if text == "" {
		s.put(look, "", nil)
		return
	}
	if at := len(s.kept); look.wrap && at < len(s.widths) {
		s.lines = max(s.lines, linesOf(text, s.widths[at]))
	}
	look.quote = arms(text)
	s.put(look, "", text)
}

// linesOf is how many lines a text takes in so many characters; words break it
// a little earlier than letters would.
func linesOf(text string, width float64) int {
	return 1 + int(float64(utf8.RuneCountInString(text))*1.08/width)
}

// arms reports whether a program could take the text for a formula once it is
// edited or pasted: it begins with one of = + - @ (full width too), a tab, a
// line end or an apostrophe, after spaces and marks that are not seen.
func arms(text string) bool {
	if strings.ContainsAny(text[:1], "\t\r\n") {
		return true
	}
	text = strings.TrimLeft(text, " \t\r\n\u00a0\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\x00")
	for _, r := range text {
		return strings.ContainsRune("=+-@'＝＋－＠", r)
	}
	return false
}

// number appends an exact number.
func (s *outSheet) number(look style, n scoring.Number) { s.put(look, "", figure(n, 12)) }

// figure is the double that the decimal of n with so many digits reads as:
// what a cell of that text holds.
func figure(n scoring.Number, digits int) float64 {
	text := n.String()
	if strings.ContainsAny(text, "./") {
		text = n.Round(digits)
	}
	f, _ := strconv.ParseFloat(text, 64) // a decimal always reads
	return f
}

// skip appends empty cells without a style.
func (s *outSheet) skip(n int) {
	for range n {
		s.kept = append(s.kept, excelize.Cell{})
	}
}

// end writes the row; height 0 is what its text needs. Programs fit rows to
// wrapped text only when somebody edits them.
func (s *outSheet) end(height float64) {
	if height == 0 {
		height = 3 + 12.5*float64(max(1, s.lines))
	}
	s.lines = 0
	s.cells = s.cells[:0]
	for i := range s.kept {
		if c := &s.kept[i]; c.StyleID == 0 && c.Value == nil && c.Formula == "" {
			s.cells = append(s.cells, nil)
		} else {
			s.cells = append(s.cells, c)
		}
	}
	s.try(func() error { return s.out.SetRow(at(1, s.row), s.cells, excelize.RowOpts{Height: height}) })
	s.kept = s.kept[:0]
	s.row++
}

// merge joins cells of a row.
func (s *outSheet) merge(row, from, to int) {
	if to > from {
		s.try(func() error { return s.out.MergeCell(at(from, row), at(to, row)) })
	}
}

func (s *outSheet) flush() error {
	s.try(func() error { return s.out.Flush() })
	return s.err
}

var letters = func() (l [200]string) {
	for i := range l {
		l[i], _ = excelize.ColumnNumberToName(i + 1)
	}
	return l
}()

func column(n int) string {
	if n <= len(letters) {
		return letters[n-1]
	}
	name, _ := excelize.ColumnNumberToName(n)
	return name
}

// at is a cell by column and row, from 1.
func at(col, row int) string { return column(col) + strconv.Itoa(row) }

// span is a range in one column.
func span(col, from, to int) string { return at(col, from) + ":" + at(col, to) }

// fixed is a reference that stays when it is copied.
func fixed(col, row int) string { return "$" + column(col) + "$" + strconv.Itoa(row) }
