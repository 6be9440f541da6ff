package web

// The desk: fields, their queues, the timetable and the inspection of a contest
// in which robots run.

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

// A fieldsData is the page about one stage, in one of three views.
type fieldsData struct {
	*desk
	View  string // queue, timetable or inspection
	Stage judging.Stage
	Def   judging.StageDef
	judging.FieldsView
	Now    time.Time
	Judges []judging.Judge
	Loose  []judging.Entry // active, and without a sheet in this stage
	Room   string          // the field whose whole queue is listed
	judges map[string]judging.Judge
}

// RunStages are the contest's stages that referees run.
func (d *desk) RunStages() (out []judging.Stage) {
	if d.Contest == nil {
		return nil
	}
	for _, st := range d.Contest.Stages {
		if judging.Refereed(st.Kind) {
			out = append(out, st)
		}
	}
	return out
}

func (s *Server) fieldsPage(c echo.Context, d *desk) (any, error) {
	ctx := c.Request().Context()
	p := &fieldsData{desk: d, Now: s.Now(), View: c.FormValue("view"), Room: c.FormValue("room"), judges: map[string]judging.Judge{}}
	if !p.choose(c.FormValue("stage")) {
		return nil, notFound()
	}
	var err error
	if p.FieldsView, err = s.Follower.Fields(ctx, d.Contest.Contest.ID, p.Stage.ID); err != nil {
		return nil, err
	}
	if p.Judges, err = s.Service.JudgesOf(ctx, d.Event.ID); err != nil {
		return nil, err
	}
	for _, j := range p.Judges {
		p.judges[j.ID] = j
	}
	has := map[string]bool{}
	for _, f := range p.Fields {
		for _, call := range f.Calls {
			has[call.Entry] = true
		}
	}
	for _, e := range p.Entries {
		if e.State == judging.EntryActive && !has[e.ID] {
			p.Loose = append(p.Loose, e)
		}
	}
	slices.SortFunc(p.Loose, func(a, b judging.Entry) int { return a.Ord - b.Ord })
	return p, nil
}

// choose finds the stage and the view to show: those asked for, else the queue of
// the first open stage on fields. False for a contest without any.
func (p *fieldsData) choose(stage string) bool {
	stages := p.RunStages()
	if len(stages) == 0 {
		return false
	}
	rank := func(st judging.Stage) int {
		switch {
		case st.ID == stage:
			return 0
		case st.State == judging.StageOpen && st.Kind != "checklist":
			return 1
		case st.Kind != "checklist":
			return 2
		}
		return 3
	}
	p.Stage = slices.MinFunc(stages, func(a, b judging.Stage) int { return rank(a) - rank(b) })
	if !slices.Contains(p.Views(), p.View) {
		p.View = p.Views()[0]
	}
	p.Def = stageDef(p.Contest.Contest.Def, p.Stage.Slug)
	return true
}

// Views of the stage: an inspection has no timetable, and only it has a list of
// who passed.
func (p *fieldsData) Views() []string {
	if p.Stage.Kind == "checklist" {
		return []string{"inspection", "queue"}
	}
	return []string{"queue", "timetable"}
}

// To is the address of a view of a stage; pairs are further parameters.
func (p *fieldsData) To(view, stage string, pairs ...string) string {
	q := url.Values{"stage": {stage}, "view": {view}}
	for i := 0; i+1 < len(pairs); i += 2 {
		q.Set(pairs[i], pairs[i+1])
	}
	return p.URL("fields") + "?" + q.Encode()
}

// Of is the title of a stage.
func (p *fieldsData) Of(st judging.Stage) string {
	return p.In(stageTitle(p.Contest.Contest.Def, st.Slug))
}

// Changes reports whether the stage still takes acts.
func (p *fieldsData) Changes() bool {
	return p.Stage.State == judging.StageSetup || p.Stage.State == judging.StageOpen
}

// Open reports whether the stage is being run.
func (p *fieldsData) Open() bool { return p.Stage.State == judging.StageOpen }

// Made reports whether the stage has fields.
func (p *fieldsData) Made() bool {
	return slices.ContainsFunc(p.Fields, func(f judging.FieldQueue) bool { return len(f.Panels) > 0 })
}

// Seated reports whether anybody is in a queue, or was.
func (p *fieldsData) Seated() bool {
	return slices.ContainsFunc(p.Fields, func(f judging.FieldQueue) bool { return len(f.Calls) > 0 })
}

// JudgeName is a judge by id.
func (p *fieldsData) JudgeName(id string) string { return p.judges[id].Name }

// A fieldLine is a field as the page lists it.
type fieldLine struct {
	judging.FieldQueue
	P        *fieldsData
	Title    string
	Referee  string
	StandIns []string
	Calls    []callLine // open ones, as many as are listed
	Done     []callLine // settled ones, the newest first
	More     int        // open ones not listed
	Waiting  int
	Others   []option // referees to hand it to
}

// linesOpen and linesDone are how many calls of a field a page lists, until it is
// asked for all of one.
const (
	linesOpen = 12
	linesDone = 12
)

// Lines of the fields.
func (p *fieldsData) Lines() (out []fieldLine) {
	for _, f := range p.Fields {
		if p.Room != "" && f.Room != p.Room {
			continue
		}
		line := fieldLine{FieldQueue: f, P: p, Title: cmp.Or(f.Name, p.Text("desk.fields.roomless"))}
		referees := f.Referees()
		line.Referee = strings.Join(mapped(referees, p.JudgeName), ", ")
		seated := map[string]bool{}
		for _, x := range f.Panels {
			for _, id := range x.Judges {
				if !slices.Contains(referees, id) && !seated[id] {
					line.StandIns = append(line.StandIns, p.JudgeName(id))
				}
				seated[id] = true
			}
		}
		p.queueOf(&line, f.Calls)
		p.heirs(&line, referees, seated)
		out = append(out, line)
	}
	return out
}

func (p *fieldsData) queueOf(line *fieldLine, calls []judging.Call) {
	for _, call := range calls {
		switch {
		case !call.Open():
			line.Done = append(line.Done, p.call(call))
		case p.Room == "" && len(line.Calls) == linesOpen:
			line.More++
		default:
			line.Calls = append(line.Calls, p.call(call))
		}
		if call.State == judging.CallWaiting {
			line.Waiting++
		}
	}
	slices.SortStableFunc(line.Done, func(a, b callLine) int { return b.Since.Compare(a.Since) })
	if p.Room == "" {
		line.Done = line.Done[:min(linesDone, len(line.Done))]
	}
}

// heirs are those who may take the field over: who stands in, then everybody else.
func (p *fieldsData) heirs(line *fieldLine, referees []string, seated map[string]bool) {
	for _, near := range []bool{true, false} {
		for _, j := range p.Judges {
			if seated[j.ID] == near && !(len(referees) == 1 && referees[0] == j.ID) && !j.Spare {
				line.Others = append(line.Others, option{j.ID, j.Name})
			}
		}
	}
}

// Ticked reports whether the box of that value stood ticked in a refused form.
func (p *fieldsData) Ticked(name, value string) bool { return slices.Contains(p.Typed[name], value) }

// Reasoned reports whether a reason was typed for one of these runs.
func (p *fieldsData) Reasoned(calls []callLine) bool {
	return slices.ContainsFunc(calls, func(c callLine) bool { return p.Typed.Has("reason." + c.Sheet) })
}

// Inspectors are who may be given an inspection: the referees of the fields where
// the robots run, or one judge for all.
func (p *fieldsData) Inspectors() []option {
	out := []option{{"", p.Text("desk.fields.inspector.fields")}}
	for _, j := range p.Judges {
		if !j.Spare {
			out = append(out, option{j.ID, j.Name})
		}
	}
	return out
}
