package web

// The desk: the judges of a contest with what each has to do, one who leaves,
// one kept out of a stage.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

type juryData struct {
	Stages   []judging.StageReport
	Lines    []juryLine
	Act      string // "leave" or "exclude", "" for none
	Judge    judging.Judge
	Choices  []judging.LeaveChoice // of "leave", the declared one first
	Choice   string                // the one chosen
	Heirs    []option              // of "leave": who may take over, the best first
	Heir     string
	Stage    judging.StageReport // of "exclude"
	Part     judging.JudgeReport // of the judge in that stage
	WhatIf   judging.WhatIf
	Placed   int               // entries the what-if speaks of
	Second   bool              // of "exclude": it needs a second person
	Approver []judging.Account // who could be that
	Waiting  []judging.Proposal
}

// A juryLine is a judge with their part in each stage, in the stages' order.
type juryLine struct {
	judging.Judge
	Parts []judging.JudgeReport
}

func (s *Server) juryPage(c echo.Context, d *desk) (any, error) {
	ctx, contest := c.Request().Context(), d.Contest.Contest.ID
	reports, err := s.Service.StageReports(ctx, contest)
	if err != nil {
		return nil, err
	}
	data := juryData{Stages: reports, Lines: juryLines(reports), Act: c.FormValue("act")}
	if data.Waiting, err = s.waiting(c, d, "leave"); err != nil {
		return nil, err
	}
	if data.Act == "" || !d.May(judging.Run) {
		data.Act = ""
		return data, nil
	}
	i := slices.IndexFunc(data.Lines, func(l juryLine) bool { return l.ID == c.FormValue("judge") })
	if i < 0 {
		return nil, notFound()
	}
	data.Judge = data.Lines[i].Judge
	if data.Approver, err = s.Service.Approvers(ctx, d.By); err != nil {
		return nil, err
	}
	if data.Act == "exclude" {
		return data, s.excludeAsk(c, d, &data, data.Lines[i])
	}
	data.Act = "leave"
	return data, s.leaveAsk(c, d, &data)
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

// leaveAsk says what each way would come to, and who could take over.
func (s *Server) leaveAsk(c echo.Context, d *desk, data *juryData) (err error) {
	ctx, contest := c.Request().Context(), d.Contest.Contest.ID
	if data.Choices, err = s.Follower.LeaveChoices(ctx, contest, data.Judge.ID); err != nil {
		return err
	}
	data.Choice = cmp.Or(c.FormValue("how"), data.Choices[0].How)
	heirs, err := s.Service.Successors(ctx, contest, data.Judge.ID, data.Choice)
	if err != nil {
		return err
	}
	data.Heirs = []option{{"", d.Text("desk.jury.to.nobody")}}
	for _, j := range heirs {
		label := d.Text("desk.jury.heir", "name", j.Name, "load", j.Load)
		if j.Refused > 0 {
			label = d.Text("desk.jury.heir.partly", "name", j.Name, "load", j.Load, "refused", j.Refused)
		}
		data.Heirs = append(data.Heirs, option{j.ID, label})
	}
	if len(heirs) > 0 && heirs[0].Takes > 0 && data.Choice != judging.LeaveExclude {
		data.Heir = heirs[0].ID
	}
	return nil
}

// excludeAsk asks what excluding would move, before it is done.
func (s *Server) excludeAsk(c echo.Context, d *desk, data *juryData, line juryLine) (err error) {
	i := slices.IndexFunc(data.Stages, func(r judging.StageReport) bool { return r.Stage.ID == c.FormValue("stage") })
	if i < 0 {
		return notFound()
	}
	data.Stage, data.Part = data.Stages[i], line.Parts[i]
	data.Second = d.Contest.Contest.Def.Judges.Leaving() != judging.LeaveExclude
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

func (s *Server) leaveForm(c echo.Context, d *desk) (done, error) {
	ask := judging.Leaving{Judge: c.FormValue("judge"), How: c.FormValue("how"), To: c.FormValue("to"), Reason: c.FormValue("reason")}
	if ask.How == judging.LeaveExclude { // the form offers somebody whatever is chosen
		ask.To = ""
	}
	staged, err := s.Service.JudgeLeaves(c.Request().Context(), d.By, d.Contest.Contest.ID, ask)
	return doneOr(staged, "judge-left"), err
}

func (s *Server) excludeForm(c echo.Context, d *desk) (done, error) {
	stage, err := d.stageOf(c.FormValue("stage"))
	if err != nil {
		return done{}, err
	}
	staged, err := s.Service.ExcludeJudge(c.Request().Context(), d.By, stage, c.FormValue("judge"), c.FormValue("reason"))
	return doneOr(staged, "judge-excluded"), err
}

func (s *Server) countForm(c echo.Context, d *desk) (done, error) {
	stage, err := d.stageOf(c.FormValue("stage"))
	if err != nil {
		return done{}, err
	}
	staged, err := s.Service.CountJudge(c.Request().Context(), d.By, stage, c.FormValue("judge"), c.FormValue("was"))
	return doneOr(staged, "judge-counted"), err
}

// doneOr says what was done, or that it waits for a second person.
func doneOr(staged judging.Staged, say string) done {
	if staged.Approval != "" {
		say = "proposed"
	}
	return done{Say: say}
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

// Because is a reason in words: also one that a button gave.
func (d *desk) Because(reason string) string { return reasonIn(d.Lang, reason) }

// Of is a judge's part in a stage as "received / expected".
func (d *desk) Of(p judging.JudgeReport) string { return cellOf(p.Received, p.Expected) }

func cellOf(received, expected int) string {
	if expected == 0 {
		return "–"
	}
	return ratio(received, expected)
}
