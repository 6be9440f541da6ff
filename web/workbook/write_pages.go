package workbook

// How sheets print, and the sheets that are read: rules, journal, legend.

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// A page says what of a sheet is printed; columns and rows as in "$1:$6".
type page struct {
	name   string
	heads  int    // rows repeated on every page, down to this one
	from   int    // first of them
	area   string // what is printed; "" for all
	filter string // the range with filter buttons; "" for none
	wide   int    // pages side by side; 0 is one
	left   string // left part of the foot
	right  string
}

// lay makes the sheet and sets how it prints: A4 landscape, one page wide unless
// the page says otherwise.
func (b *output) lay(p page) func(*excelize.File) {
	return func(f *excelize.File) {
		a4, wide, tall, landscape := 9, max(1, p.wide), 0, "landscape"
		fit, edge, foot, line := true, 0.4, 0.7, 0.3 // inches
		steps := []func() error{
			func() error { return b.add(p.name) },
			func() error { // first: it takes back how the sheet fits a page
				if p.filter == "" {
					return nil
				}
				return f.AutoFilter(p.name, p.filter, nil)
			},
			func() error { return f.SetSheetProps(p.name, &excelize.SheetPropsOptions{FitToPage: &fit}) },
			func() error {
				return f.SetPageLayout(p.name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &tall})
			},
			func() error {
				return f.SetPageMargins(p.name, &excelize.PageLayoutMarginsOptions{Left: &edge, Right: &edge, Top: &edge, Bottom: &foot, Header: &line, Footer: &line})
			},
			func() error {
				return f.SetHeaderFooter(p.name, &excelize.HeaderFooterOptions{OddFooter: foots(p.left, p.right)})
			},
		}
		scope := func(name, refers string) {
			steps = append(steps, func() error {
				return f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm." + name, RefersTo: refers, Scope: p.name})
			})
		}
		if p.heads > 0 {
			scope("Print_Titles", quoted(p.name)+"$"+strconv.Itoa(p.from)+":$"+strconv.Itoa(p.heads))
		}
		if p.area != "" {
			scope("Print_Area", quoted(p.name)+p.area)
		}
		for _, step := range steps {
			if b.err == nil {
				b.err = step()
			}
		}
	}
}

// foots is a foot with what a person wrote at the left and the page at the
// right; & begins a code in it, and 255 characters are all it may hold.
func foots(left, right string) string {
	runes := []rune(strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, left))
	if len(runes) > 90 {
		runes = append(runes[:89], '…')
	}
	return "&L&8" + " " + strings.ReplaceAll(string(runes), "&", "&&") + "&R&8" + " " + right
}

// foot fills in the foot of a sheet: contest, version and row of the journal.
func (b *output) foot(p *plan, x page) page {
	x.left = p.Contest.Def.Title.In(b.Lang) + " · " + b.Say("workbook.version", "version", p.Version, "n", p.N)
	x.right = b.Say("workbook.page", "page", "&P", "pages", "&N")
	return x
}

func (b *output) summaryPage(p *plan, d *division, l layout) func(*excelize.File) {
	bottom := l.last + 4 + len(p.jury(d))
	lay := b.lay(b.foot(p, page{name: d.sheet, from: groupRow, heads: headRow, area: "$A$1:" + fixed(l.decided, bottom)}))
	return func(f *excelize.File) {
		lay(f)
		if len(d.lines) > 0 {
			b.differs(f, d.sheet, "C4", span(l.check, l.first, l.last))
		}
	}
}

// differs lights up cells of checks that do not say OK.
func (b *output) differs(f *excelize.File, sheet string, ranges ...string) {
	if b.err != nil {
		return
	}
	var plum int
	plum, b.err = f.NewConditionalStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true, Color: "93124F"}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FBE6EF"}},
	})
	for _, cells := range ranges {
		if b.err == nil {
			b.err = f.SetConditionalFormat(sheet, cells, []excelize.ConditionalFormatOptions{{Type: "cell", Criteria: "!=", Value: `"OK"`, Format: &plum}})
		}
	}
}

// summaryWidths are the widths of a summary's columns, in characters.
func (b *output) summaryWidths(d *division, l layout) []float64 {
	w := make([]float64, l.differ)
	for i := range w {
		w[i] = 7.5
	}
	w[sNumber-1], w[sCode-1] = 4.5, 8
	widest := func(from float64, upTo float64, text func(line) string) float64 {
		for _, e := range d.lines {
			from = max(from, float64(utf8.RuneCountInString(text(e))))
		}
		return min(from+1, upTo)
	}
	w[sName-1] = widest(18, 34, func(e line) string { return e.Entry.Name })
	w[sSchool-1] = widest(8, 24, func(e line) string { return e.Entry.School })
	w[sDistrict-1] = widest(8, 16, func(e line) string { return e.Entry.District })
	w[sRegion-1] = widest(8, 16, func(e line) string { return e.Entry.Region })
	w[l.decided-1] = 26
	w[l.decided] = 3
	for i := l.decided + 1; i < l.check-1; i++ {
		w[i] = 12
	}
	w[l.differ-1] = 16
	return w
}

// listPage is a long list with filter buttons.
func (b *output) listPage(p *plan, name string) func(*excelize.File) {
	last, rows := mTotal, firstMark
	for _, d := range p.divisions {
		for _, l := range d.lines {
			for i, es := range l.stages {
				rows += len(es.blocks) * p.stages[i].lines()
			}
		}
	}
	if p.manyGroups {
		last++
	}
	x := page{name: name, from: 1, heads: 1}
	if name == p.marks && rows > firstMark {
		x.filter = "A1:" + at(last, rows-1)
	}
	return b.lay(b.foot(p, x))
}

// date appends a day written yyyy-mm-dd as a real date.
func (s *outSheet) date(look style, day string) {
	if at, err := time.Parse(time.DateOnly, day); err == nil {
		s.put(look, "", serial(at))
		return
	}
	s.text(style{align: look.align}, day)
}

// time appends a moment as the clock of the event showed it; a zero time
// leaves the cell empty.
func (s *outSheet) time(look style, at time.Time) {
	if at.IsZero() {
		s.put(look, "", nil)
		return
	}
	s.put(look, "", serial(at.In(s.Zone)))
}

// serial is a clock reading as spreadsheets count it: days from 30 December
// 1899, whole seconds.
func serial(at time.Time) float64 {
	wall := time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), 0, time.UTC)
	return wall.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Seconds() / 86400
}
