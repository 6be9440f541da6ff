package workbook

// The public part as a workbook: what the public board shows, and nothing it
// was made of.

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"dovar/judging"
)

// WritePublic writes one sheet a division with the rows of its public frames.
func WritePublic(w io.Writer, r judging.PublicResults, t Texts) error {
	b, err := newOutput(t, r.Decimals)
	if err != nil {
		return err
	}
	defer b.file.Close()
	for _, d := range r.Divisions {
		if err := b.writePublicDivision(r, d); err != nil {
			return err
		}
	}
	return b.file.Write(w)
}

func (b *output) writePublicDivision(r judging.PublicResults, d judging.PublicDivision) error {
	name := b.Say("workbook.public")
	if len(r.Divisions) > 1 {
		name = b.Say("workbook.public.of", "division", d.Title.In(b.Lang))
	}
	name = b.name(name)
	const heads = 4
	s := b.begin(name, b.lay(page{name: name, from: heads, heads: heads, left: r.Title.In(b.Lang),
		right: b.Say("workbook.page", "page", "&P", "pages", "&N")}))
	s.columns(9, 10, 50, 40, 12)
	s.freeze(0, heads)
	s.text(style{bold: true, size: 14}, titled(r.Title, d.Title, b.Lang))
	s.end(22)
	s.text(style{}, placed(r.Event, b.Lang))
	s.end(15)
	s.text(style{}, b.Say("workbook.public.note"))
	s.skip(2)
	s.time(style{format: "dd.mm.yyyy hh:mm", align: "left"}, d.AsOf)
	s.end(15)
	columns := []string{"place", "code", "name", "school", "all"}
	rooms := slices.ContainsFunc(d.Rows, func(row judging.FrameRow) bool { return row.Room != "" })
	if rooms {
		columns = append(columns, "room")
	}
	s.heads(columns)
	for _, row := range d.Rows {
		s.writePublicRow(row, rooms)
	}
	return s.flush()
}

func (s *outSheet) writePublicRow(row judging.FrameRow, rooms bool) {
	switch {
	case row.Label != "":
		s.text(midStyle, row.Label)
	case row.Place > 0:
		s.put(midStyle, "", row.Place)
	default:
		s.put(midStyle, "", nil)
	}
	s.text(plainStyle, row.Code)
	s.text(wrapStyle, row.Name)
	s.text(wrapStyle, row.School)
	if total, err := strconv.ParseFloat(row.Total, 64); err == nil {
		s.put(s.totalStyle(), "", total)
	} else {
		s.put(s.totalStyle(), "", nil)
	}
	if rooms {
		s.text(wrapStyle, row.Room)
	}
	s.end(0)
}

// titled is the title of a contest with that of its division.
func titled(contest, division judging.Text, lang string) string {
	if name := division.In(lang); name != "" {
		return contest.In(lang) + " — " + name
	}
	return contest.In(lang)
}

// placed is the event and where it is held.
func placed(e judging.Event, lang string) string {
	return strings.Trim(e.Title.In(lang)+", "+e.Place, ", ")
}
