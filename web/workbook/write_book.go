package workbook

// An output is a workbook being written: its sheets, styles and cells. Cells go through
// excelize's stream writer, which takes each row once and keeps no sheet in
// memory. A cell with a formula carries its value too, so that viewers that do
// not compute show it.

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"dovar/scoring"
)

// font has the six Tajik letters on every Windows since Vista; LibreOffice puts
// Liberation Sans of the same widths in its place.
const font = "Arial"

type output struct {
	Texts
	file     *excelize.File
	decimals int
	names    []string // of the sheets
	styles   map[style]int
	err      error // the first one; later calls do nothing
}

func newOutput(t Texts, decimals int) (*output, error) {
	b := &output{Texts: t, file: excelize.NewFile(), decimals: decimals, styles: map[style]int{}}
	said := map[string]string{} // a catalogue takes longer than a cell
	b.Say = func(key string, args ...any) string {
		if len(args) > 0 {
			return t.Say(key, args...)
		}
		text, known := said[key]
		if !known {
			text = t.Say(key)
			said[key] = text
		}
		return text
	}
	if err := b.file.SetDefaultFont(font); err != nil {
		return nil, err
	}
	// A program that opens the file computes all formulas, whatever it is told they gave.
	yes := true
	return b, b.file.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &yes})
}

// first is the sheet that excelize begins with.
const first = "Sheet1"

// add makes a sheet; the first one takes the place of excelize's own, which to
// delete would read back what was streamed.
func (b *output) add(name string) error {
	if b.file.GetSheetName(0) == first {
		return b.file.SetSheetName(first, name)
	}
	_, err := b.file.NewSheet(name)
	return err
}

// name keeps a name for a sheet: what Excel forbids is taken out, at most 31
// UTF-16 units, no name twice whatever its case.
func (b *output) name(want string) string {
	clean := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`[]:*?/\`, r) || r > 0xFFFF {
			return ' '
		}
		return r
	}, want)
	clean = strings.Trim(strings.Join(strings.Fields(clean), " "), "' ")
	if clean == "" || strings.EqualFold(clean, "history") {
		clean = strings.TrimSpace(clean + " 1")
	}
	taken := func(name string) bool {
		return strings.EqualFold(name, first) || slices.ContainsFunc(b.names, func(x string) bool { return strings.EqualFold(x, name) })
	}
	name := cut(clean, 31)
	for n := 2; taken(name); n++ {
		tail := " " + strconv.Itoa(n)
		name = cut(clean, 31-len(tail)) + tail
	}
	b.names = append(b.names, name)
	return name
}

// cut shortens a name to so many UTF-16 units; names hold none of two.
func cut(s string, units int) string {
	if u := utf16.Encode([]rune(s)); len(u) > units {
		s = string(utf16.Decode(u[:units]))
	}
	return strings.Trim(s, "' ")
}

// quoted is a sheet's name as a formula writes it.
func quoted(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'!" }

// A style is what cells look like; the zero style is plain text of 10 points.
type style struct {
	bold, wrap, head, edge, rule, quote bool   // head: grey ground; edge: thin lines around; rule: a line below
	size                                int    // points; 0 for 10
	format                              string // of numbers
	align                               string
	turn                                int // degrees
}

func (b *output) style(s style) int {
	id, known := b.styles[s]
	if known || b.err != nil {
		return id
	}
	if s.quote {
		// Without this mark a text that begins with = becomes a formula as soon as
		// somebody edits the cell. excelize reads the mark and cannot set it.
		plain := s
		plain.quote = false
		from, yes := b.style(plain), true
		xfs := b.file.Styles.CellXfs
		x := xfs.Xf[from]
		x.QuotePrefix = &yes
		xfs.Xf = append(xfs.Xf, x)
		xfs.Count = len(xfs.Xf)
		id = len(xfs.Xf) - 1
	} else {
		id, b.err = b.file.NewStyle(s.excel())
	}
	b.styles[s] = id
	return id
}

func (s style) excel() *excelize.Style {
	size := s.size
	if size == 0 {
		size = 10
	}
	x := &excelize.Style{
		Font:      &excelize.Font{Family: font, Size: float64(size), Bold: s.bold},
		Alignment: &excelize.Alignment{Vertical: "center", Horizontal: s.align, WrapText: s.wrap, TextRotation: s.turn},
	}
	if s.format != "" {
		x.CustomNumFmt = &s.format
	}
	if s.head {
		x.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"EFECE4"}}
	}
	if s.edge {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			x.Border = append(x.Border, excelize.Border{Type: side, Color: "7A7568", Style: 1})
		}
	} else if s.rule {
		x.Border = []excelize.Border{{Type: "bottom", Color: "151A23", Style: 1}}
	}
	return x
}

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
