package workbook

// Where a cell is, and what a number in it is for a person.

import (
	"math"
	"strconv"
	"strings"
	"time"
)

type place struct{ row, column int } // row from 1, column from 0

type area struct{ from, to place }

func parseArea(s string) (a area, ok bool) {
	from, to, two := strings.Cut(s, ":")
	a.from, ok = parseCell(from)
	if !ok || !two {
		return a, false
	}
	a.to, ok = parseCell(to)
	return a, ok
}

// parseCell reads B7. A column that no spreadsheet has is not one.
func parseCell(s string) (p place, ok bool) {
	letters := 0
	for letters < len(s) && letters < 3 && s[letters] >= 'A' && s[letters] <= 'Z' {
		p.column = p.column*26 + int(s[letters]-'A') + 1
		letters++
	}
	p.column--
	row, err := strconv.ParseUint(s[letters:], 10, 31)
	p.row = int(row)
	return p, letters > 0 && err == nil && row > 0
}

// number writes a cell's number in full, or as dd.mm.yyyy with HH:mm when it
// has a part of a day; a time alone is HH:mm.
func (b *book) number(value string, date bool) string {
	n, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsInf(n, 0) || math.IsNaN(n) {
		return value
	}
	if !date || n < 0 || n >= 2_958_466 { // 31.12.9999
		if math.Abs(n) >= 1e15 || n != 0 && math.Abs(n) < 1e-6 {
			return value
		}
		// 15 digits are what a spreadsheet keeps and shows.
		return strings.TrimSuffix(strconv.FormatFloat(mustFloat(strconv.FormatFloat(n, 'g', 15, 64)), 'f', -1, 64), ".")
	}
	start := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if b.since == 1904 {
		start = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	} else if n >= 1 && n < 60 {
		n++ // Excel counts a 29.02.1900
	}
	days, part := math.Modf(n)
	at := start.AddDate(0, 0, int(days)).Add(time.Duration(math.Round(part*24*60)) * time.Minute)
	switch {
	case days == 0 && b.since == 1900:
		return at.Format("15:04")
	case part*24*60 < 0.5:
		return at.Format("02.01.2006")
	}
	return at.Format("02.01.2006 15:04")
}

func mustFloat(s string) float64 {
	n, _ := strconv.ParseFloat(s, 64) // s was written by FormatFloat
	return n
}
