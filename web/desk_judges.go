package web

// The desk: judges of an event, one by one and spare ones.

import (
	"errors"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

type judgesData struct {
	Lines   []judgeLine
	Without int // judges who cannot sign in by card
}

// A judgeLine is a judge on the list; Ticked says that a card is needed.
type judgeLine struct {
	judging.JudgeLine
	Ticked bool
}

// judgesPage ticks those without a card, or whoever was ticked when it was refused.
func (s *Server) judgesPage(c echo.Context, d *desk) (any, error) {
	lines, err := s.Service.JudgeLines(c.Request().Context(), d.Event.ID)
	data := judgesData{}
	for _, l := range lines {
		without := l.Card != judging.CardMade
		if without {
			data.Without++
		}
		if d.Typed.Has("judge") {
			without = slices.Contains(d.Typed["judge"], l.ID)
		}
		data.Lines = append(data.Lines, judgeLine{l, without})
	}
	return data, err
}

// addJudgeForm adds one judge.
func (s *Server) addJudgeForm(c echo.Context, d *desk) (done, error) {
	_, err := s.Service.AddJudge(c.Request().Context(), d.By, d.Event.ID, judgeOf(c))
	return done{Say: "judge-added"}, err
}

// judgeOf reads the fields of a judge's form.
func judgeOf(c echo.Context) judging.Judge {
	j := judging.Judge{Name: c.FormValue("name"), School: c.FormValue("school"), District: c.FormValue("district")}
	form, _ := c.FormParams() // FormValue has read it
	for _, lang := range append(form["first"], form["also"]...) {
		if lang != "" && !slices.Contains(j.Languages, lang) {
			j.Languages = append(j.Languages, lang)
		}
	}
	return j
}

func (s *Server) addSparesForm(c echo.Context, d *desk) (done, error) {
	n, _ := strconv.Atoi(c.FormValue("number")) // 0 is refused with the rule
	_, err := s.Service.AddSpares(c.Request().Context(), d.By, d.Event.ID, n)
	return done{Say: "spares-added"}, err
}

// oneJudgePage is a judge with card and fields.
func (s *Server) oneJudgePage(c echo.Context, d *desk) (any, error) {
	lines, err := s.Service.JudgeLines(c.Request().Context(), d.Event.ID)
	i := slices.IndexFunc(lines, func(l judging.JudgeLine) bool { return l.ID == c.Param("judge") })
	if err != nil || i < 0 {
		return nil, err
	}
	return &lines[i], nil
}

func (s *Server) amendJudgeForm(c echo.Context, d *desk) (done, error) {
	_, err := s.Service.AmendJudge(c.Request().Context(), d.By, c.Param("judge"), judgeOf(c))
	return done{Say: "judge-kept"}, err
}

// revokeCardForm revokes the tablets too where that was asked for by one who may.
func (s *Server) revokeCardForm(c echo.Context, d *desk) (done, error) {
	tablets := c.FormValue("tablets") != "" && d.May(judging.Run)
	err := s.Service.RevokeCard(c.Request().Context(), d.By, c.Param("judge"), c.FormValue("reason"), tablets)
	return done{Say: "card-revoked"}, err
}

// A judgeForm is the fields of a judge, new or known.
type judgeForm struct {
	Name, School, District, First field
	AlsoLabel                     string
	Also                          []tick
}

type tick struct {
	Value, Label string
	On           bool
}

// JudgeForm draws the fields of a judge; nil for a new one.
func (d *desk) JudgeForm(line *judging.JudgeLine) (f judgeForm, err error) {
	j := judging.Judge{}
	if line != nil {
		j = line.Judge
	}
	first := append(slices.Clone(j.Languages), "")[0]
	tongues := []option{{"", "–"}}
	for _, lang := range Languages {
		tongues = append(tongues, option{lang, d.Name(lang)})
		on := lang != first && slices.Contains(j.Languages, lang)
		if d.Typed.Has("name") {
			on = slices.Contains(d.Typed["also"], lang)
		}
		f.Also = append(f.Also, tick{lang, d.Name(lang), on})
	}
	f.AlsoLabel = d.Text("desk.judge.also")
	var errs [4]error
	f.Name, errs[0] = d.Field("name", "judge.name", j.Name, "required")
	f.School, errs[1] = d.Field("school", "judge.school", j.School)
	f.District, errs[2] = d.Field("district", "judge.district", j.District)
	f.First, errs[3] = d.Choice("first", "judge.first", tongues, first)
	return f, errors.Join(errs[:]...)
}
