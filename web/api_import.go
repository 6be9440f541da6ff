package web

// Entries from a list, and the template of such a list.

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"dovar/judging"
	"dovar/web/workbook"
)

func (s *Server) importEntries(ctx context.Context, in *struct {
	OfContest
	Uploaded
	DryRun bool `query:"dryRun" doc:"look only"`
}) (*answer[judging.Imported], error) {
	if _, err := s.Service.Contest(ctx, in.Contest); err != nil {
		return nil, err
	}
	list, err := s.list(ctx, &in.Uploaded)
	if err != nil {
		return nil, err
	}
	out, err := s.Service.ImportEntries(ctx, in.by, in.Contest, list, in.DryRun)
	TellRows(in.lang, out.Problems)
	TellRows(in.lang, out.Notices)
	return reply(out, err)
}

// TellRows writes what is wrong, or repaired, in lang.
func TellRows(lang string, problems []judging.RowProblem) {
	for i, p := range problems {
		problems[i].Message = words.sayMap(lang, "problem."+p.Code, p.Args)
	}
}

const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// entriesTemplate is an empty list with the contest's own columns.
func (s *Server) entriesTemplate(c echo.Context) error {
	v, err := s.Service.Contest(c.Request().Context(), c.Param("contest"))
	if err != nil {
		return err
	}
	lang := callOf(c).lang
	var columns []workbook.TemplateColumn
	for _, k := range v.TemplateColumns() {
		columns = append(columns, workbook.TemplateColumn{Heading: k.Title.In(lang), Options: optionsOf(v, k.Field, lang)})
	}
	return writeTemplate(c, "entries", columns)
}

// writeTemplate answers with an empty list of entries or of judges.
func writeTemplate(c echo.Context, of string, columns []workbook.TemplateColumn) error {
	lang, header := callOf(c).lang, c.Response().Header()
	header.Set("Content-Type", xlsxType)
	header.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="dovar-%s-%s.xlsx"`, of, lang))
	c.Response().WriteHeader(http.StatusOK)
	return workbook.WriteTemplate(c.Response(), words.say(lang, "desk."+of+".template.sheet"), words.say(lang, "desk.entries.template.lists"), columns)
}

// optionsOf are what a cell of the column may hold, where that is a list.
func optionsOf(v judging.ContestView, field, lang string) (out []string) {
	switch field {
	case "division":
		for _, d := range v.Divisions {
			out = append(out, d.Title.In(lang))
		}
	case "region":
		for _, p := range judging.Regions {
			out = append(out, p.Name)
		}
	case "district":
		out = districtNames()
	}
	return out
}

// districtNames are the districts that come with the program, by the alphabet.
func districtNames() []string {
	return slices.SortedFunc(slices.Values(mapped(judging.Districts, func(p judging.Place) string { return p.Name })), judging.CompareNames)
}
