// Package workbook is Excel in and out: tables that people upload, and the
// workbook of results that they take away. It is a room of its own because a
// foreign file is read under limits of its own, and because formulas, formats
// and paper sizes are no business of what speaks HTTP. It knows no request.
package workbook
