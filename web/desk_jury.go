package web

// The desk: the judges of a contest with what each has to do, one replaced by
// another, one kept out of a stage.

import (
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

type juryData struct {
	Stages []judging.StageReport
	Lines  []juryLine
	Others []option // judges who may take over, when one is to be replaced
	Act    string   // "replace" or "exclude", "" for none
	Judge  judging.Judge
	Stage  judging.StageReport // of "exclude"
	Part   judging.JudgeReport // of the judge in that stage, or in all stages not closed
	WhatIf judging.WhatIf
	Placed int // entries the what-if speaks of
}

// A juryLine is a judge with their part in each stage, in the stages' order.
type juryLine struct {
	judging.Judge
	Parts []judging.JudgeReport
}

func (s *Server) juryPage(c echo.Context, d *desk) (any, error) {
	reports, err := s.Service.StageReports(c.Request().Context(), d.Contest.Contest.ID)
	if err != nil {
		return nil, err
	}
	data := juryData{Stages: reports, Lines: juryLines(reports), Act: c.FormValue("act")}
	if data.Act == "" || !d.May(judging.Run) {
		data.Act = ""
		return data, nil
	}
	i := slices.IndexFunc(data.Lines, func(l juryLine) bool { return l.ID == c.FormValue("judge") })
	if i < 0 {
		return nil, notFound()
	}
	data.Judge = data.Lines[i].Judge
	if data.Act == "exclude" {
		return data, s.excludeAsk(c, &data, data.Lines[i])
	}
	data.Act = "replace"
	return data, s.replaceAsk(c, d, &data, data.Lines[i])
}

func juryLines(reports []judging.StageReport) (lines []juryLine) {
	for at, r := range reports {
		for _, j := range r.Judges {
			i := slices.IndexFunc(lines, func(l juryLine) bool { return l.ID == j.Judge.ID })
			if i < 0 {
				i, lines = len(lines), append(lines, juryLine{j.Judge, make([]judging.JudgeReport, len(reports))})
			}
			lines[i].Parts[at] = j
		}
	}
	slices.SortFunc(lines, func(a, b juryLine) int { return strings.Compare(judging.SortKey(a.Name), judging.SortKey(b.Name)) })
	return lines
}

// replaceAsk is what the form of a replacement must know.
func (s *Server) replaceAsk(c echo.Context, d *desk, data *juryData, line juryLine) error {
	for i, p := range line.Parts {
		if st := data.Stages[i].Stage.State; st == judging.StageSetup || st == judging.StageOpen {
			data.Part.Expected += p.Expected
			data.Part.Received += p.Received
		}
	}
	judges, err := s.Service.JudgesOf(c.Request().Context(), d.Event.ID)
	for _, j := range judges {
		if j.ID == line.ID {
			continue
		}
		label := j.Name
		if j.School != "" {
			label += " · " + j.School
		}
		data.Others = append(data.Others, option{j.ID, label})
	}
	return err
}

// excludeAsk asks what excluding would move, before it is done.
func (s *Server) excludeAsk(c echo.Context, data *juryData, line juryLine) (err error) {
	i := slices.IndexFunc(data.Stages, func(r judging.StageReport) bool { return r.Stage.ID == c.FormValue("stage") })
	if i < 0 {
		return notFound()
	}
	data.Stage, data.Part = data.Stages[i], line.Parts[i]
	ctx := c.Request().Context()
	if data.WhatIf, err = s.Follower.WhatIfExcluded(ctx, data.Stage.Stage.ID, line.ID); err != nil {
		return err
	}
	entries, err := s.Service.Entries(ctx, data.Stage.Stage.Contest)
	for _, e := range entries {
		if e.State == judging.EntryActive {
			data.Placed++
		}
	}
	return err
}

func (s *Server) replaceForm(c echo.Context, d *desk) (done, error) {
	_, err := s.Service.ReplaceJudge(c.Request().Context(), d.By, d.Contest.Contest.ID,
		c.FormValue("judge"), c.FormValue("to"), c.FormValue("reason"))
	return done{Say: "judge-replaced"}, err
}

func (s *Server) excludeForm(c echo.Context, d *desk) (done, error) {
	stage, err := d.stageOf(c.FormValue("stage"))
	if err != nil {
		return done{}, err
	}
	_, err = s.Service.ExcludeJudge(c.Request().Context(), d.By, stage, c.FormValue("judge"), c.FormValue("reason"))
	return done{Say: "judge-excluded"}, err
}

func (s *Server) countForm(c echo.Context, d *desk) (done, error) {
	stage, err := d.stageOf(c.FormValue("stage"))
	if err != nil {
		return done{}, err
	}
	_, err = s.Service.CountJudge(c.Request().Context(), d.By, stage, c.FormValue("judge"), c.FormValue("was"))
	return done{Say: "judge-counted"}, err
}

// stageOf is the id of a stage of this contest.
func (d *desk) stageOf(id string) (string, error) {
	for _, st := range d.Contest.Stages {
		if st.ID == id {
			return id, nil
		}
	}
	return "", notFound()
}

// Of is a judge's part in a stage as "received / expected".
func (d *desk) Of(p judging.JudgeReport) string { return cellOf(p.Received, p.Expected) }

func cellOf(received, expected int) string {
	if expected == 0 {
		return "–"
	}
	return ratio(received, expected)
}
