package web

// The protocol of a stage of referees on A4: what was run, with the word of each
// team and lines to sign on; or the same empty, for a day without tablets.

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"dovar/judging"
	"dovar/scoring"
)

type protocolData struct {
	judging.RunProtocol
	Blank        bool
	Field, Round string   // what was chosen; "" for all
	Fields       []option // to choose from
	Rounds       []option
	Parts        []protocolPart
	Back         string
	At           string // when it was printed
}

// A protocolPart is one field: it begins a page and is signed by its referees.
type protocolPart struct {
	Field    string
	Referees []string
	Rows     []protocolRow
}

type protocolRow struct {
	No             int
	Code, Name     string
	CodeB, NameB   string // of a match
	Attempt        string
	Tasks, Times   []string
	How            string // outcome and modifiers, or the referees' decision
	Bouts          []string
	Score, Result  string
	Words          []string // of the teams
	Referee, Apart string   // Apart says why the run does not count
}

// blankRows is how many lines an empty protocol has where nobody is seated.
const blankRows = 15

// protocolPage answers with the sheet itself. While the stage is open, to see
// what was recorded is a look into results.
func (s *Server) protocolPage(c echo.Context, d *desk) (any, error) {
	ctx := c.Request().Context()
	blank := c.FormValue("blank") != ""
	if !blank {
		if err := s.Service.Looked(ctx, d.By, d.Contest.Contest.ID, "protocol"); err != nil {
			return nil, err
		}
	}
	p, err := s.Service.RunProtocol(ctx, c.Param("stage"))
	if err != nil {
		return nil, err
	}
	data := protocolData{RunProtocol: p, Blank: blank, Field: c.FormValue("field"), Round: c.FormValue("round"), Back: d.URL("results"),
		At: s.Now().In(zoneOf(p.Event)).Format("02.01.2006 15:04")}
	data.fill(d)
	return nil, s.render(c, http.StatusOK, "protocol", &data)
}

// fill puts the chosen runs into words.
func (p *protocolData) fill(d *desk) {
	for _, f := range p.RunProtocol.Fields {
		p.Fields = append(p.Fields, option{f.Field.ID, cmp.Or(f.Field.Name, d.Text("protocol.nowhere"))})
		part := protocolPart{Field: f.Field.Name, Referees: mapped(f.Referees, func(j judging.Judge) string { return j.Name })}
		for _, run := range f.Runs {
			round := p.round(d, run)
			if !slices.Contains(p.Rounds, round) {
				p.Rounds = append(p.Rounds, round)
			}
			if p.Round == "" || p.Round == round.Value {
				part.Rows = append(part.Rows, p.row(d, run, len(part.Rows)+1))
			}
		}
		if p.Field == "" || p.Field == f.Field.ID {
			p.Parts = append(p.Parts, part)
		}
	}
	if p.Form.Match == nil {
		slices.SortFunc(p.Rounds, func(a, b option) int { return cmp.Or(len(a.Value)-len(b.Value), strings.Compare(a.Value, b.Value)) })
	}
	if len(p.Parts) == 0 {
		p.Parts = []protocolPart{{}}
	}
	for i := range p.Parts {
		for p.Blank && len(p.Parts[i].Rows) < blankRows && len(p.RunProtocol.Fields) == 0 {
			p.Parts[i].Rows = append(p.Parts[i].Rows, p.row(d, judging.ProtocolRun{}, len(p.Parts[i].Rows)+1))
		}
	}
}

func (p *protocolData) row(d *desk, run judging.ProtocolRun, no int) protocolRow {
	row := protocolRow{No: no, Code: run.Of.Code, Name: run.Of.Name, Tasks: make([]string, len(p.Tasks())), Times: make([]string, p.Timers()), Words: make([]string, 1)}
	if run.Attempt > 0 {
		row.Attempt = strconv.Itoa(run.Attempt)
	}
	switch {
	case run.Extra:
		row.Apart = d.Text("protocol.extra")
	case run.Repeats > 0:
		row.Attempt = d.Text("protocol.repeats", "n", run.Attempt, "of", run.Repeats)
	}
	if p.Form.Match != nil {
		p.meeting(d, run, &row)
	}
	if p.Blank {
		return row
	}
	row.Referee = run.Referee
	row.Apart = cmp.Or(reasonIn(d.Lang, run.Excluded), reasonIn(d.Lang, run.Declined), row.Apart)
	if !run.Told || run.Meets != nil {
		return row
	}
	for i, t := range p.Tasks() {
		switch m := run.Record.Tasks[t.ID]; {
		case m == nil:
		case m.Count != nil:
			row.Tasks[i] = strconv.Itoa(*m.Count)
		case m.Choice != nil:
			row.Tasks[i] = showTotal(string(*m.Choice), 0, d.Lang)
		}
	}
	for i, t := range run.Record.Times {
		if t != nil && i < len(row.Times) {
			row.Times[i] = p.seconds(d, *t)
		}
	}
	row.How, row.Result = p.how(d, run), p.result(d, run)
	row.Words = []string{teamWord(d, run.Team)}
	return row
}

// Tasks, Timers are the columns of a stage.
func (p *protocolData) Tasks() []judging.TaskDef { return p.Def.Tasks }

func (p *protocolData) Timers() int {
	if t := p.Def.Time; t != nil {
		return t.Timers
	}
	return 0
}

// Count is how many seconds stand in line beside each other, from 1.
func (p *protocolData) Count() []int {
	out := make([]int, p.Timers())
	for i := range out {
		out[i] = i + 1
	}
	return out
}

// Chosen is the title of the round that was chosen; "" for all.
func (p *protocolData) Chosen() string {
	for _, r := range p.Rounds {
		if r.Value == p.Round {
			return r.Label
		}
	}
	return ""
}

// Limit says what stands in a task's column: how many at most, or what there is
// to choose from.
func (p *protocolData) Limit(v view, t judging.TaskDef) string {
	if t.Counter != nil {
		return "≤ " + strconv.Itoa(t.Counter.Max)
	}
	return strings.Join(mapped(t.Choice, func(c judging.Choice) string { return showTotal(string(c.Value), 0, v.Lang) }), " · ")
}

// Most is how many seconds an attempt may take; 0 where it may take any.
func (p *protocolData) Most() int {
	if a := p.Def.Attempts; a != nil && a.Seconds != nil {
		return *a.Seconds
	}
	return 0
}

// Choices are what an empty form may say of how a run ended.
func (p *protocolData) Choices(v view) string {
	var out []string
	if p.Form.Match != nil {
		out = []string{v.Text("tablet.match.absent"), v.Text("tablet.match.dsq"), v.Text("protocol.decided")}
	}
	for _, o := range p.Def.Outcomes {
		out = append(out, v.In(o.Title))
	}
	for _, m := range p.Def.Modifiers {
		out = append(out, v.In(m.Title))
	}
	return strings.Join(out, " · ")
}

func (p *protocolData) seconds(d *desk, seconds judging.Decimal) string {
	n, err := scoring.ParseDecimal(string(seconds))
	if err != nil || p.Def.Time == nil {
		return showTotal(string(seconds), 0, d.Lang)
	}
	return p.decimals(d, n, p.Def.Time.Decimals)
}

// decimals writes a number with all its decimals, as a clock does.
func (p *protocolData) decimals(d *desk, n scoring.Number, decimals int) string {
	return showTotal(n.Round(decimals), decimals, d.Lang)
}

// how is the outcome, where it is not the plain one, and the modifiers.
func (p *protocolData) how(d *desk, run judging.ProtocolRun) string {
	var out []string
	for _, o := range p.Def.Outcomes {
		if o.ID == run.Record.Outcome && o.ID != "ok" {
			out = append(out, d.In(o.Title))
		}
	}
	for _, m := range p.Def.Modifiers {
		if slices.Contains(run.Record.Modifiers, m.ID) {
			out = append(out, d.In(m.Title))
		}
	}
	return strings.Join(out, "; ")
}

// result is what the run gives: points, or seconds.
func (p *protocolData) result(d *desk, run judging.ProtocolRun) string {
	switch {
	case run.Run.None:
		return "—"
	case p.Def.Kind == "time":
		return p.decimals(d, run.Run.Time, p.Def.Time.Decimals+p.Def.Time.Timers-1)
	}
	return showTotal(run.Run.Points.Round(p.Contest.Def.Rank.Decimals), 0, d.Lang)
}

// teamWord says how a team confirmed the sheet; "" where it did not.
func teamWord(d *desk, w judging.TeamWord) string {
	if w.How == "" {
		return ""
	}
	return strings.TrimSuffix(d.Text("protocol.word."+w.How, "who", w.Who, "why", w.Why), ": ") // who knows the PIN has no name
}
