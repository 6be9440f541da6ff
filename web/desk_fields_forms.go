package web

// What is done on the page of fields.

import (
	"slices"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

// fieldsBack leads to the view that the form stands in.
func (d *desk) fieldsBack(c echo.Context, say, anchor string) done {
	p := fieldsData{desk: d}
	var pairs []string
	if room := c.FormValue("only"); room != "" {
		pairs = []string{"room", room}
	}
	return done{p.To(c.FormValue("view"), c.FormValue("stage"), pairs...) + anchor, say}
}

func (s *Server) makeFieldsForm(c echo.Context, d *desk) (done, error) {
	form, err := c.FormParams()
	if err != nil {
		return done{}, err
	}
	_, err = s.Service.MakeFields(c.Request().Context(), d.By, d.Contest.Contest.ID, judging.FieldsAsk{
		Stage: form.Get("stage"), Number: atoi(form.Get("number")), Referees: form["referees"], Divisions: form["divisions"],
	})
	return d.fieldsBack(c, "fields-made", ""), err
}

// spreadForm spreads the entries over the fields as the draw of panels does.
func (s *Server) spreadForm(c echo.Context, d *desk) (done, error) {
	seed, _ := strconv.ParseInt(c.FormValue("seed"), 10, 64)
	panels := true
	got, err := s.Service.Assign(c.Request().Context(), d.By, d.Contest.Contest.ID, judging.Assignment{Stage: c.FormValue("stage"), Panels: &panels, Seed: seed})
	if err == nil && got.New == 0 {
		err = fieldsRefused(got.Refused)
	}
	return d.fieldsBack(c, "fields-spread", ""), err
}

// fieldsRefused is the problem that referees may not judge some entries; nil for
// none.
func fieldsRefused(refused []judging.RefusedPair) error {
	if len(refused) == 0 {
		return nil
	}
	return judging.Fail(judging.Conflict, "fields-refused", "count", len(refused))
}

// sheetHere is the sheet that a form is about, which is of the page's contest.
func (s *Server) sheetHere(c echo.Context, d *desk) (string, error) {
	sheet := c.FormValue("sheet")
	at, err := s.Service.Whereabouts(c.Request().Context(), map[string]string{"sheet": sheet})
	if err == nil && at.Contest.Contest.ID != d.Contest.Contest.ID {
		err = notFound()
	}
	return sheet, err
}

func (s *Server) moveCallForm(c echo.Context, d *desk) (done, error) {
	ctx := c.Request().Context()
	sheet, err := s.sheetHere(c, d)
	if err != nil {
		return done{}, err
	}
	back := d.fieldsBack(c, "call-moved", "#s-"+sheet)
	if room := c.FormValue("to"); c.FormValue("by") == "" {
		return back, s.Service.MoveToField(ctx, d.By, sheet, room)
	}
	by, _ := strconv.Atoi(c.FormValue("by"))
	return back, s.Service.MoveInQueue(ctx, d.By, sheet, by)
}

// absentForm marks a team as absent, or with "back" brings it back.
func (s *Server) absentForm(c echo.Context, d *desk) (done, error) {
	ctx := c.Request().Context()
	sheet, err := s.sheetHere(c, d)
	if err != nil {
		return done{}, err
	}
	if c.FormValue("how") == "back" {
		return d.fieldsBack(c, "call-back", "#s-"+sheet), s.Service.Presence(ctx, d.By, sheet)
	}
	return d.fieldsBack(c, "call-absent", ""), s.Service.Absence(ctx, d.By, sheet, c.FormValue("how") == "all")
}

func (s *Server) handFieldForm(c echo.Context, d *desk) (done, error) {
	got, err := s.Service.HandField(c.Request().Context(), d.By, d.Contest.Contest.ID, c.FormValue("stage"), c.FormValue("field"), c.FormValue("to"))
	if err == nil {
		err = fieldsRefused(got.Refused)
	}
	return d.fieldsBack(c, "field-handed", ""), err
}

func (s *Server) rerunForm(c echo.Context, d *desk) (done, error) {
	sheet, err := s.sheetHere(c, d)
	if err != nil {
		return done{}, err
	}
	made, err := s.Service.Rerun(c.Request().Context(), d.By, sheet, c.FormValue("reason."+sheet), c.FormValue("place") == "last")
	return d.fieldsBack(c, "rerun", "#s-"+made.ID), err
}

func (s *Server) extraRunForm(c echo.Context, d *desk) (done, error) {
	form, err := c.FormParams()
	if err != nil {
		return done{}, err
	}
	_, err = s.Service.ExtraRun(c.Request().Context(), d.By, d.Contest.Contest.ID, form.Get("stage"), form["entry"])
	return d.fieldsBack(c, "extra-run", ""), err
}

func (s *Server) inspectForm(c echo.Context, d *desk) (done, error) {
	got, err := s.Service.AssignInspection(c.Request().Context(), d.By, d.Contest.Contest.ID, c.FormValue("stage"), c.FormValue("inspector"))
	if err == nil {
		err = fieldsRefused(got.Refused)
	}
	return d.fieldsBack(c, "inspection", ""), err
}

// atMinute is how a form writes a moment, by the clocks of the event.
const atMinute = "2006-01-02T15:04"

// fieldsOf is the stage on fields that a form is about.
func (d *desk) fieldsOf(c echo.Context) (*fieldsData, error) {
	p := &fieldsData{desk: d}
	if !p.choose(c.FormValue("stage")) || p.Stage.ID != c.FormValue("stage") {
		return nil, notFound()
	}
	return p, nil
}

// timetableForm keeps the rounds as typed; a round without a start is not held.
func (s *Server) timetableForm(c echo.Context, d *desk) (done, error) {
	p, err := d.fieldsOf(c)
	if err != nil {
		return done{}, err
	}
	t := judging.Timetable{Stage: p.Stage.ID, Rounds: []judging.Round{}}
	for _, key := range p.rounds() {
		if c.FormValue("starts."+key.Key) == "" {
			continue
		}
		r, err := roundOf(c, d, key)
		if err != nil {
			return done{}, err
		}
		t.Rounds = append(t.Rounds, r)
	}
	slices.SortStableFunc(t.Rounds, func(a, b judging.Round) int { return a.Starts.Compare(b.Starts) })
	_, err = s.Service.PutTimetable(c.Request().Context(), d.By, d.Contest.Contest.ID, t)
	return d.fieldsBack(c, "timetable", ""), err
}

func roundOf(c echo.Context, d *desk, key roundKey) (judging.Round, error) {
	starts, err := time.ParseInLocation(atMinute, c.FormValue("starts."+key.Key), zoneOf(*d.Event))
	if err != nil {
		return judging.Round{}, judging.Fail(judging.Invalid, "timetable-starts", "field", "starts."+key.Key, "round", key.Key)
	}
	r := judging.Round{Attempt: key.Attempt, Starts: starts, Minutes: atoi(c.FormValue("minutes." + key.Key)), HandIn: atoi(c.FormValue("handIn." + key.Key))}
	return r, nil
}

// planForm makes all rounds of a start, a slot and a pause: each lasts as long as
// the longest queue takes.
func (s *Server) planForm(c echo.Context, d *desk) (done, error) {
	p, err := d.fieldsOf(c)
	if err != nil {
		return done{}, err
	}
	if p.FieldsView, err = s.Follower.Fields(c.Request().Context(), d.Contest.Contest.ID, p.Stage.ID); err != nil {
		return done{}, err
	}
	first, err := roundOf(c, d, roundKey{Key: "plan"})
	if err != nil {
		return done{}, err
	}
	t := judging.Timetable{Stage: p.Stage.ID, Rounds: []judging.Round{}}
	for _, key := range p.rounds() {
		if key.Attempt > 0 {
			r := first
			r.Attempt = key.Attempt
			t.Rounds = append(t.Rounds, r)
			length := max(1, p.Longest())*r.Minutes + atoi(c.FormValue("pause"))
			first.Starts = first.Starts.Add(time.Duration(length) * time.Minute)
		}
	}
	_, err = s.Service.PutTimetable(c.Request().Context(), d.By, d.Contest.Contest.ID, t)
	return d.fieldsBack(c, "timetable", ""), err
}
