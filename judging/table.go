package judging

// A table as a person made it in a spreadsheet: what imports read.

// TableRows and TableColumns are the most a table may have.
const (
	TableRows    = 20_000
	TableColumns = 60
)

// A Table is the rows of a sheet that hold something, in order. Texts are as
// the person sees them; dates are dd.mm.yyyy.
type Table struct {
	Rows []TableRow
}

// A TableRow is one row. N is its number as a spreadsheet shows it, from 1.
type TableRow struct {
	N     int
	Cells []string // from column A; the last one is not empty
}

// Cell returns the text of a column from 0, "" where the row is shorter.
func (r TableRow) Cell(column int) string {
	if column < 0 || column >= len(r.Cells) {
		return ""
	}
	return r.Cells[column]
}
