package workbook

// The sheets of places and of raw results as they are written.

import "github.com/xuri/excelize/v2"

func (b *output) writeWorks(p *plan) error {
	for _, d := range p.divisions {
		for _, w := range []*work{d.raw, d.work} {
			if w != nil {
				if err := b.writeWork(w); err != nil {
					return err
				}
			}
		}
	}
	return b.err
}

// writeWork writes a sheet of steps. Rows are those of the summary.
func (b *output) writeWork(w *work) error {
	s := b.begin(w.name, func(f *excelize.File) {
		b.lay(b.foot(w.plan, page{name: w.name, from: groupRow, heads: headRow, wide: 1 + len(w.columns)/18}))(f)
	})
	widths := []float64{8, 34}
	for range w.columns {
		widths = append(widths, 9)
	}
	s.columns(widths...)
	s.freeze(wName, headRow)
	s.text(style{bold: true, size: 14}, w.title)
	s.end(22)
	s.text(style{}, w.about)
	s.end(15)
	for s.row < groupRow {
		s.end(15)
	}
	s.writeWorkHeads(w)
	for _, l := range w.d.lines {
		s.text(plainStyle, l.Entry.Code)
		s.text(wrapStyle, l.Entry.Name)
		for _, c := range w.columns {
			var value any
			if c.value != nil {
				value = c.value(l)
			}
			s.put(markStyle, c.formula(l), value)
		}
		s.end(0)
	}
	return s.flush()
}

func (s *outSheet) writeWorkHeads(w *work) {
	for _, key := range []string{"code", "name"} {
		s.text(headStyle, s.Say("workbook.head."+key))
	}
	from := 0
	for i, c := range w.columns {
		if i > 0 && w.columns[i-1].group == c.group {
			s.put(headStyle, "", nil)
			continue
		}
		s.merge(groupRow, wFirst+from, wFirst+i-1)
		from = i
		s.text(headStyle, c.group)
	}
	s.merge(groupRow, wFirst+from, wFirst+len(w.columns)-1)
	s.end(18)
	turned := headStyle
	turned.turn = 90
	for range wFirst - 1 {
		s.put(headStyle, "", nil)
	}
	for _, c := range w.columns {
		s.text(turned, c.head)
	}
	s.end(110)
}
