package web

// Judges from a list, and the template of such a list.

import (
	"context"

	"github.com/labstack/echo/v4"

	"dovar/judging"
	"dovar/web/workbook"
)

func (s *Server) importJudges(ctx context.Context, in *struct {
	OfEvent
	Uploaded
	DryRun bool `query:"dryRun" doc:"look only"`
}) (*answer[judging.Imported], error) {
	list, err := s.list(ctx, &in.Uploaded)
	if err != nil {
		return nil, err
	}
	out, err := s.Service.ImportJudges(ctx, in.by, in.Event, list, in.DryRun)
	TellRows(in.lang, out.Problems)
	TellRows(in.lang, out.Notices)
	return reply(out, err)
}

// judgesTemplate is an empty list of judges.
func (s *Server) judgesTemplate(c echo.Context) error {
	if _, err := s.Service.Event(c.Request().Context(), c.Param("event")); err != nil {
		return err
	}
	lang := callOf(c).lang
	var columns []workbook.TemplateColumn
	for _, k := range judging.JudgeColumnKinds() {
		column := workbook.TemplateColumn{Heading: k.Title.In(lang)}
		switch k.Field {
		case "name", "-": // in two columns, as the names of people are
			continue
		case "district":
			column.Options = districtNames()
		case "languages":
			column.Options = mapped(Languages, func(l string) string { return words.say(l, "page.language") })
		}
		columns = append(columns, column)
	}
	return writeTemplate(c, "judges", columns)
}

// ImportJudges is the data of the import's island on the page of judges.
func (d *desk) ImportJudges() importSetup {
	at := "/api/v1/events/" + d.Event.ID + "/judges/"
	return importSetup{URL: at + "import", Template: at + "template.xlsx", Kinds: judging.JudgeColumnKinds(), Divisions: []judging.Text{}}
}
