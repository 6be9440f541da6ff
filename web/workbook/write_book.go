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

	"github.com/xuri/excelize/v2"
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
	bold, strike, wrap, head, edge, rule, quote bool   // head: grey ground; edge: thin lines around; rule: a line below
	size                                        int    // points; 0 for 10
	format                                      string // of numbers
	align                                       string
	turn                                        int // degrees
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
		Font:      &excelize.Font{Family: font, Size: float64(size), Bold: s.bold, Strike: s.strike},
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
