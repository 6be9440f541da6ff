package workbook

// The results as a table of text for other programs: semicolons, CRLF and a
// byte order mark, as Excel of a Tajik or Russian Windows opens it by itself;
// decimals have its comma in tg and ru and a point in en. A cell that a program
// could take for a formula begins with an apostrophe, and so does what a program
// with other separators would make a cell of.

import (
	"encoding/csv"
	"io"
	"regexp"
	"strconv"
	"strings"

	"dovar/judging"
	"dovar/scoring"
)

// WriteCSV writes one row an entry, all divisions below one another.
func WriteCSV(w io.Writer, r judging.ResultsView, t Texts) error {
	b := &output{Texts: t, decimals: r.Contest.Def.Rank.Decimals}
	p := newPlan(b, r)
	heads := []string{"division", "code", "name", "school", "district", "region"}
	row := b.said(heads...)
	for _, st := range p.stages {
		row = append(row, st.title)
	}
	rows := [][]string{append(row, b.said("all", "place", "shared", "decided")...)}
	for _, d := range p.divisions {
		for _, l := range d.lines {
			e := l.Entry
			row := []string{d.Title.In(b.Lang), e.Code, e.Name, e.School, e.District, e.Region}
			for _, s := range l.Standing.Stages {
				row = append(row, b.decimal(s.Result, s.Complete))
			}
			row = append(row, b.decimal(l.Standing.Total, l.Standing.Scored))
			rows = append(rows, append(row, number(l.Standing.Place), l.shared(), b.note(l)))
		}
	}
	return writeCSV(w, rows)
}

// said are the heads of columns.
func (b *output) said(keys ...string) (out []string) {
	for _, key := range keys {
		out = append(out, b.Say("workbook.head."+key))
	}
	return out
}

// decimal is a number with the contest's decimals as the language writes it.
func (b *output) decimal(n scoring.Number, there bool) string {
	if !there {
		return ""
	}
	return b.comma(n.Round(b.decimals))
}

func (b *output) comma(decimal string) string {
	if b.Lang == "en" {
		return decimal
	}
	return strings.Replace(decimal, ".", ",", 1)
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// WritePublicCSV writes the public rows.
func WritePublicCSV(w io.Writer, r judging.PublicResults, t Texts) error {
	b := &output{Texts: t, decimals: r.Decimals}
	rows := [][]string{b.said("division", "place", "code", "name", "school", "all")}
	for _, d := range r.Divisions {
		for _, row := range d.Rows {
			rows = append(rows, []string{inRoom(d.Title.In(b.Lang), row.Room), number(row.Place), row.Code, row.Name, row.School, b.comma(row.Total)})
		}
	}
	return writeCSV(w, rows)
}

// inRoom is a division, and the room where places are made in each.
func inRoom(division, room string) string {
	return strings.Trim(division+" · "+room, " ·")
}

func writeCSV(w io.Writer, rows [][]string) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = ';', true
	for _, row := range rows {
		for i, cell := range row {
			row[i] = disarmed(cell)
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// behind is where a cell could begin for who separates by commas or tabs.
var behind = regexp.MustCompile(`([,;\t][\s"]*)([=+\-@＝＋－＠])`)

func disarmed(cell string) string {
	if cell == "" || isNumber(cell) {
		return cell
	}
	if arms(cell) {
		cell = "'" + cell
	}
	return behind.ReplaceAllString(cell, "$1'$2")
}

// isNumber reports whether the cell is a decimal: a minus is then no formula.
func isNumber(cell string) bool {
	_, err := scoring.ParseDecimal(strings.Replace(cell, ",", ".", 1))
	return err == nil
}
