// Package workbook is Excel in and out: tables that people upload, and the
// workbook of results that they take away, which computes itself again. It is a
// room of its own because a foreign file is read under limits of its own, and
// because formulas, formats and paper sizes are no business of what speaks HTTP.
// It knows no request.
package workbook

import (
	"io"
	"time"

	"dovar/judging"
)

// Texts are the words of a workbook in one language.
type Texts struct {
	Lang string // tg, ru or en
	// Say returns a text of the catalogue; args are pairs of name and value.
	Say func(key string, args ...any) string
	// Decided names the key of the tie chain that put an entry below the one
	// above it; "" where the total did.
	Decided func(judging.EntryResult) string
	Rules   []string // the rules as sentences
	Journal []Line   // what happened, oldest first
	Zone    *time.Location
}

// A Line is one line of the journal extract.
type Line struct {
	At        time.Time
	Who, What string
}

// Write writes the results with all they were made of. Every total is a formula
// over the marks with its value beside it; what the engine found is written as
// values, and the workbook says whether both agree. Text that people typed is
// never a formula.
func Write(w io.Writer, r judging.ResultsView, t Texts) error {
	b, err := newOutput(t, r.Contest.Def.Rank.Decimals)
	if err != nil {
		return err
	}
	defer b.file.Close()
	p := newPlan(b, r)
	for _, write := range []func(*plan) error{b.writeSummaries, b.writeMarks, b.writeAttempts, b.writeMatches, b.writeTables, b.writeBrackets, b.writeMeans, b.writeWorks, b.writeRules, b.writeJournal, b.writeLegend} {
		if err := write(p); err != nil {
			return err
		}
	}
	return b.file.Write(w)
}
