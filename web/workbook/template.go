package workbook

// The template of a list: headings, and what may be chosen under them.

import (
	"io"

	"github.com/xuri/excelize/v2"

	"dovar/judging"
)

// A TemplateColumn is a heading with the texts to choose from; none means any.
type TemplateColumn struct {
	Heading string
	Options []string
}

// WriteTemplate writes an empty list as xlsx: the sheet of that title with the
// headings, and a sheet with the texts to choose from where a column has any. A
// text that is not in a list may still be typed.
func WriteTemplate(w io.Writer, title, lists string, columns []TemplateColumn) error {
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", title); err != nil {
		return err
	}
	head, err := f.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"EFECE4"}}, Border: []excelize.Border{{Type: "bottom", Style: 1, Color: "7A7568"}},
	})
	if err != nil {
		return err
	}
	// Text, or a spreadsheet makes a number of the code 007 and a date of 1-2.
	plain, err := f.NewStyle(&excelize.Style{NumFmt: 49})
	if err != nil {
		return err
	}
	for i, c := range columns {
		name := ColumnName(i)
		if err := f.SetColStyle(title, name, plain); err != nil {
			return err
		}
		if err := f.SetCellStr(title, name+"1", c.Heading); err != nil {
			return err
		}
		width := min(40, max(14, float64(len([]rune(c.Heading))+4)))
		if err := f.SetColWidth(title, name, name, width); err != nil {
			return err
		}
		if err := choose(f, title, lists, name, c.Options); err != nil {
			return err
		}
	}
	if err := f.SetCellStyle(title, "A1", ColumnName(len(columns)-1)+"1", head); err != nil {
		return err
	}
	if err := f.SetPanes(title, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	f.SetActiveSheet(0)
	return f.Write(w)
}

// choose puts the texts into the same column of the second sheet, from where a
// list may be of any length, and offers them in the first one.
func choose(f *excelize.File, title, lists, column string, options []string) error {
	if len(options) == 0 {
		return nil
	}
	if i, err := f.GetSheetIndex(lists); err != nil {
		return err
	} else if i < 0 {
		if _, err := f.NewSheet(lists); err != nil {
			return err
		}
	}
	if err := f.SetSheetCol(lists, column+"1", &options); err != nil {
		return err
	}
	if err := f.SetColWidth(lists, column, column, 30); err != nil {
		return err
	}
	last, err := excelize.JoinCellName(column, len(options))
	if err != nil {
		return err
	}
	end, err := excelize.JoinCellName(column, judging.TableRows+1)
	if err != nil {
		return err
	}
	v := excelize.NewDataValidation(true)
	v.Sqref = column + "2:" + end
	v.SetSqrefDropList("'" + lists + "'!$" + column + "$1:$" + column + "$" + last[len(column):])
	return f.AddDataValidation(title, v)
}
