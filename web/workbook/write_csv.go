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
	"slices"
	"strconv"
	"strings"

	"dovar/judging"
	"dovar/scoring"
)

// A csvColumn is one column of the results; more than one an entry's stage may
// have.
type csvColumn struct {
	head string
	cell func(line) string
}

// WriteCSV writes one row an entry, all divisions below one another.
func WriteCSV(w io.Writer, r judging.ResultsView, t Texts) error {
	b := &output{Texts: t, decimals: r.Contest.Def.Rank.Decimals}
	p := newPlan(b, r)
	rows := [][]string{b.said("division", "code", "name", "school", "district", "region")}
	columns := b.csvColumns(p)
	for _, c := range columns {
		rows[0] = append(rows[0], c.head)
	}
	for _, d := range p.divisions {
		for _, l := range d.lines {
			e := l.Entry
			row := []string{d.Title.In(b.Lang), e.Code, e.Name, e.School, e.District, e.Region}
			for _, c := range columns {
				row = append(row, c.cell(l))
			}
			rows = append(rows, row)
		}
	}
	return writeCSV(w, rows)
}

// csvColumns are the figures of an entry. A result that statistics made has the
// raw one beside it, under a head that says so.
func (b *output) csvColumns(p *plan) (columns []csvColumn) {
	add := func(head string, cell func(line) string) { columns = append(columns, csvColumn{head, cell}) }
	for n, st := range p.stages {
		result := func(l line) scoring.StageResult { return l.Standing.Stages[n] }
		add(st.title, func(l line) string { return b.decimal(result(l).Result, result(l).Complete) })
		if slices.ContainsFunc(p.divisions, func(d *division) bool { return d.correctedStage(n) }) {
			columns[len(columns)-1].head = st.title + ": " + b.Say("workbook.head.corrected")
			add(st.title+": "+b.Say("workbook.head.raw"), func(l line) string { return b.decimal(rawOf(result(l)).Result, result(l).Complete) })
		}
		columns = append(append(columns, b.csvRuns(p, n)...), b.csvMatches(p, n)...)
		if p.Rule.By == scoring.Ranks && !st.Weight.IsZero() {
			add(st.title+": "+b.Say("workbook.head.stage.place"), func(l line) string { return b.decimal(result(l).Place, !result(l).Place.IsZero()) })
		}
	}
	say := func(key string, cell func(line) string) { add(b.Say("workbook.head."+key), cell) }
	say("all", func(l line) string { return b.decimal(l.Standing.Total, l.Standing.Scored) })
	say("place", func(l line) string { return number(l.Standing.Place) })
	say("shared", line.shared)
	if len(p.Rule.Cuts) > 0 {
		say("cut", p.cutTitle)
	}
	say("decided", b.note)
	return columns
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
