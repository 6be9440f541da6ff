package web

// The desk: the steps of the stages, and the page before one closes.

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

type stagesData struct {
	Stages   []stageLine
	Next     string             // id of the first stage with a step to take
	Approver []judging.Account  // who could approve a step back of who asks
	Others   []judging.Proposal // what waits besides, about no stage's step
}

// A stageLine is a stage with the step that comes next, the one back, and what
// waits for a second person.
type stageLine struct {
	judging.StageReport
	Next, Back judging.StageState // "" for none
	Waiting    []judging.Proposal
	Empty      bool // matches that nobody has drawn, runs without a robot in the queue: there is nothing to open
}

// stageAround are the states after and before a state.
var stageAround = map[judging.StageState][2]judging.StageState{
	judging.StageSetup: {judging.StageOpen, ""}, judging.StageOpen: {judging.StageClosed, judging.StageSetup},
	judging.StageClosed: {judging.StageFinal, judging.StageOpen}, judging.StageFinal: {"", judging.StageClosed},
}

func (s *Server) stagesPage(c echo.Context, d *desk) (any, error) {
	ctx := c.Request().Context()
	reports, err := s.Service.StageReports(ctx, d.Contest.Contest.ID)
	if err != nil {
		return nil, err
	}
	proposals, err := s.Service.Proposals(ctx, d.Contest.Contest.ID)
	if err != nil {
		return nil, err
	}
	var data stagesData
	for _, p := range proposals {
		if p.Act != "stage" {
			data.Others = append(data.Others, p)
		}
	}
	for _, r := range reports {
		line := stageLine{StageReport: r, Next: stageAround[r.Stage.State][0], Back: stageAround[r.Stage.State][1]}
		for _, p := range proposals {
			if p.Act == "stage" && p.Stage.ID == r.Stage.ID {
				line.Waiting = append(line.Waiting, p)
			}
		}
		line.Empty = r.Def.Refereed() && r.Stage.State == judging.StageSetup && r.Expected == 0
		if line.Empty || !r.Def.Live() || !d.Contest.Contest.Def.Scored() {
			line.Next = ""
		}
		if data.Next == "" && line.Next != "" {
			data.Next = r.Stage.ID
		}
		data.Stages = append(data.Stages, line)
	}
	data.Approver, err = s.Service.Approvers(ctx, d.By)
	return data, err
}

// stepForm moves a stage, or proposes to. The reason's field carries the stage's
// id, so that what was typed for one is not proposed for another.
func (s *Server) stepForm(c echo.Context, d *desk) (done, error) {
	to := judging.StageState(c.FormValue("state"))
	return s.stepped(c, d, to, c.FormValue("reason."+c.Param("stage")))
}

func (s *Server) stepped(c echo.Context, d *desk, to judging.StageState, reason string) (done, error) {
	staged, err := s.Service.SetStage(c.Request().Context(), d.By, c.Param("stage"), to, reason)
	if staged.Approval != "" {
		return done{d.URL("stages"), "stage-proposed"}, err
	}
	return done{d.URL("stages"), "stage-" + string(staged.State)}, err
}

type closeData struct {
	judging.StageReport
	Approver []judging.Account
	Now      time.Time
}

func (s *Server) closePage(c echo.Context, d *desk) (any, error) {
	ctx := c.Request().Context()
	reports, err := s.Service.StageReports(ctx, d.Contest.Contest.ID)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(reports, func(r judging.StageReport) bool { return r.Stage.ID == c.Param("stage") })
	if i < 0 {
		return nil, notFound()
	}
	approver, err := s.Service.Approvers(ctx, d.By)
	return closeData{reports[i], approver, s.Now()}, err
}

func (s *Server) closeForm(c echo.Context, d *desk) (done, error) {
	return s.stepped(c, d, judging.StageClosed, "")
}

// Codes names at most twenty entries by code, and says how many more there are.
func (d *desk) Codes(entries []judging.Entry) string {
	const most = 20
	var codes []string
	for _, e := range entries[:min(most, len(entries))] {
		codes = append(codes, e.Code)
	}
	list := strings.Join(codes, ", ")
	if more := len(entries) - most; more > 0 {
		list = d.Text("desk.stages.more", "list", list, "count", more)
	}
	return list
}

// Shorts names entries by code with the sheets they have.
func (d *desk) Shorts(entries []judging.ShortEntry) string {
	return d.Codes(mapped(entries, func(e judging.ShortEntry) judging.Entry {
		e.Code = fmt.Sprintf("%s (%d)", e.Code, e.Have)
		return e.Entry
	}))
}

// JudgeNames lists judges.
func (d *desk) JudgeNames(judges []judging.JudgeReport) string {
	return strings.Join(mapped(judges, func(j judging.JudgeReport) string { return j.Judge.Name }), ", ")
}

// People names accounts with their roles; a sentence where there are none.
func (d *desk) People(accounts []judging.Account) string {
	list := mapped(accounts, func(a judging.Account) string {
		return a.Name + " (" + d.Text("role."+string(a.Role)) + ")"
	})
	return cmp.Or(strings.Join(list, ", "), d.Text("desk.stages.nobody"))
}

// Heard is when a tablet last spoke, in the event's zone: the hour today, else
// the day too.
func (d *desk) Heard(t time.Time, now time.Time) string {
	if t.IsZero() {
		return d.Text("desk.stages.unheard")
	}
	zone := zoneOf(*d.Event)
	if t, now = t.In(zone), now.In(zone); t.Format(time.DateOnly) == now.Format(time.DateOnly) {
		return t.Format("15:04")
	}
	return t.Format("02.01 15:04")
}
