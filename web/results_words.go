package web

import (
	"dovar/judging"
	"dovar/web/workbook"
)

// journalLine is one row of the journal extract; false for what the marks tell.
func journalLine(_ string, _ judging.ResultsView, _ names, row judging.Row) (workbook.Line, bool) {
	return workbook.Line{At: row.At, Who: row.Actor, What: string(row.Kind)}, row.Kind != judging.RowOp
}
