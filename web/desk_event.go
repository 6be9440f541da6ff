package web

// The desk: events, contests from a preset in three steps, and what is still
// to be done on the way to a result.

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

// organizerPage lists the events; without any it begins the first one.
func (s *Server) organizerPage(c echo.Context, d *desk) (any, error) {
	events, err := s.programme(c, func(judging.ContestView) bool { return true })
	if err == nil && len(events) == 0 && d.May(judging.Prepare) {
		return nil, c.Redirect(http.StatusSeeOther, d.URL("event-new"))
	}
	return events, err
}

// newEventPage proposes tomorrow.
func (s *Server) newEventPage(echo.Context, *desk) (any, error) {
	return eventData{Day: s.Now().AddDate(0, 0, 1).Format(time.DateOnly)}, nil
}

// What the form of an event holds before anything is typed.

func (d *desk) EventTitle(lang string) string {
	if d.Event == nil {
		return ""
	}
	return d.Event.Title.In(lang)
}
func (d *desk) Starts() string {
	if d.Event == nil {
		return d.Data.(eventData).Day
	}
	return d.Event.Starts
}
func (d *desk) Ends() string {
	if d.Event == nil {
		return d.Data.(eventData).Day
	}
	return d.Event.Ends
}
func (d *desk) Place() string {
	if d.Event == nil {
		return ""
	}
	return d.Event.Place
}

// First is the language of boards and cards.
func (d *desk) First() string {
	if d.Event == nil || len(d.Event.Languages) == 0 {
		return Languages[0]
	}
	return d.Event.Languages[0]
}

// Tongues are the languages to choose from, each by its own name.
func (d *desk) Tongues() (out []option) {
	for _, l := range Languages {
		out = append(out, option{l, d.Name(l)})
	}
	return out
}

// Zone of the event, and Zones that the form offers.
func (d *desk) Zone() string {
	if d.Event == nil {
		return zones[0].Value
	}
	return d.Event.Timezone
}
func (d *desk) Zones() []option {
	if slices.ContainsFunc(zones, func(o option) bool { return o.Value == d.Zone() }) {
		return zones
	}
	return append([]option{{d.Zone(), d.Zone()}}, zones...)
}

// zones that the form offers; the API takes every IANA name.
var zones = []option{
	{"Asia/Dushanbe", "Душанбе · Dushanbe"}, {"Asia/Tashkent", "Тошканд · Tashkent"}, {"Asia/Almaty", "Алмаато · Almaty"},
	{"Asia/Bishkek", "Бишкек · Bishkek"}, {"Asia/Ashgabat", "Ашқобод · Ashgabat"}, {"Europe/Moscow", "Москва · Moscow"}, {"UTC", "UTC"},
}

// zoneLabel is what people call a time zone.
func zoneLabel(zone string) string {
	if i := slices.IndexFunc(zones, func(o option) bool { return o.Value == zone }); i >= 0 {
		return zones[i].Label
	}
	return zone
}

func (s *Server) newEventForm(c echo.Context, d *desk) (done, error) {
	e, err := s.Service.CreateEvent(c.Request().Context(), d.By, eventOf(c))
	if err != nil {
		return done{}, err
	}
	return done{"/organizer/events/" + e.ID + "/contests/new", "event-made"}, nil
}

// eventOf reads the fields of an event's form.
func eventOf(c echo.Context) judging.NewEvent {
	return judging.NewEvent{
		Title:  textOf(c, "title"),
		Starts: c.FormValue("starts"), Ends: c.FormValue("ends"), Timezone: c.FormValue("timezone"),
		Place: c.FormValue("place"), Address: c.FormValue("address"), Languages: languagesOf(c.FormValue("language")),
	}
}

// languagesOf puts the chosen language before the others; nil where none is chosen.
func languagesOf(first string) (out []string) {
	if first == "" {
		return nil
	}
	out = []string{first}
	for _, l := range Languages {
		if l != first {
			out = append(out, l)
		}
	}
	return out
}

// textOf reads a text in three languages from the fields name, name.ru ….
func textOf(c echo.Context, name string) judging.Text {
	return judging.Text{TG: c.FormValue(name + ".tg"), RU: c.FormValue(name + ".ru"), EN: c.FormValue(name + ".en")}
}

type eventData struct {
	Day       string   // proposed for a new event
	Addresses []string // under which tablets may find this machine
	Address   string   // on cards now
	Contests  []contestCard
}

// A contestCard is a contest on the event's page.
type contestCard struct {
	heldContest
	Steps []step
}

func (s *Server) eventPage(c echo.Context, d *desk) (any, error) {
	data := eventData{Addresses: s.ownAddresses(), Address: d.Event.Address}
	if data.Address == "" {
		data.Address = s.Address
	}
	for _, v := range d.Contests {
		steps, err := s.steps(c, d, v)
		if err != nil {
			return nil, err
		}
		data.Contests = append(data.Contests, contestCard{heldContest{v}, steps})
	}
	return data, nil
}

func (s *Server) amendEventForm(c echo.Context, d *desk) (done, error) {
	_, err := s.Service.AmendEvent(c.Request().Context(), d.By, d.Event.ID, eventOf(c))
	return done{Say: "event-kept"}, err
}

type presetData struct {
	Presets []judging.Definition
	Chosen  *judging.Definition
	First   bool // the event has no contest yet: step two of three
}

// newContestPage is the choice of a preset, then its look and its names.
func (s *Server) newContestPage(c echo.Context, d *desk) (any, error) {
	presets, err := judging.Presets()
	if err != nil {
		return nil, err
	}
	presets = slices.Clone(presets)
	slices.SortStableFunc(presets, func(a, b judging.Definition) int { // what can be scored now comes first
		if a.Scored() == b.Scored() {
			return strings.Compare(judging.SortKey(d.In(a.Title)), judging.SortKey(d.In(b.Title)))
		}
		if a.Scored() {
			return -1
		}
		return 1
	})
	data := presetData{Presets: presets, First: len(d.Contests) == 0}
	if id := c.FormValue("preset"); id != "" {
		i := slices.IndexFunc(presets, func(p judging.Definition) bool { return p.ID == id })
		if i < 0 {
			return nil, notFound()
		}
		data.Chosen = &presets[i]
	}
	return data, nil
}

func (s *Server) newContestForm(c echo.Context, d *desk) (done, error) {
	def, ok := judging.Preset(c.FormValue("preset"))
	if !ok {
		return done{}, notFound()
	}
	v, err := s.Service.CreateContestTitled(c.Request().Context(), d.By, d.Event.ID, def, textOf(c, "title"))
	if err != nil {
		return done{}, err
	}
	return done{"/organizer/contests/" + v.Contest.ID, "contest-made"}, nil
}

type contestData struct {
	Steps []step
	Next  int // the step to take now; -1 when all is done
}

func (s *Server) contestPage(c echo.Context, d *desk) (any, error) {
	steps, err := s.steps(c, d, *d.Contest)
	return contestData{steps, slices.IndexFunc(steps, func(x step) bool { return !x.Done })}, err
}

// A step is one line of "your first contest": text "desk.step.<Key>", what to
// do "desk.step.<Key>.do", and how far it is.
type step struct {
	Key, URL string
	Done     bool
	Far      string   // "24", "3 / 4": how far, "" where there is nothing to count
	Lacks    []string // what stands in the way, in words
}

// steps are the way from a preset to a result, as far as the contest has gone.
func (s *Server) steps(c echo.Context, d *desk, v judging.ContestView) ([]step, error) {
	p, err := s.Service.Progress(c.Request().Context(), v.Contest.ID)
	if err != nil {
		return nil, err
	}
	of := *d
	of.Contest = &v
	lacks := mapped(p.Apart, func(parts string) string { return d.Text("desk.step.apart", "parts", parts) })
	seats, err := s.seating(c, &of, p)
	if err != nil {
		return nil, err
	}
	before := []step{
		{Key: "rules", URL: of.URL("rules"), Done: p.Entries > 0},
		{Key: "entries", URL: of.URL("entries"), Done: p.Entries > 0, Far: count(p.Entries)},
		{Key: "judges", URL: of.URL("judges"), Done: p.Judges >= v.Contest.Def.Judges.Min, Far: count(p.Judges)},
	}
	if !v.Contest.Def.Refereed() {
		before = append(before, step{Key: "panels", URL: of.URL("panels"), Done: p.Assigned > 0 && p.Assigned == p.Entries && len(lacks) == 0, Lacks: lacks, Far: ratio(p.Assigned, p.Entries)})
	}
	return slices.Concat(before, seats, []step{
		{Key: "cards", URL: of.URL("judges"), Done: p.Cards > 0 && p.Cards >= p.Seated, Far: ratio(p.Cards, p.Seated)},
		{Key: "open", URL: of.URL("stages"), Done: p.Open > 0 || p.Closed > 0},
		{Key: "day", URL: of.URL("day"), Done: p.Expected > 0 && p.Received == p.Expected, Far: ratio(p.Received, p.Expected)},
		{Key: "close", URL: of.URL("stages"), Done: p.Closed == len(v.Stages), Far: ratio(p.Closed, len(v.Stages))},
		{Key: "publish", URL: of.URL("board"), Done: v.Contest.Board.State == judging.BoardPublished},
		{Key: "workbook", URL: of.URL("results"), Done: false},
	}), nil
}

// seating is how robots come before their referees: fields, and the draw of
// matches; nothing in a contest without referees.
func (s *Server) seating(c echo.Context, d *desk, p judging.Progress) (steps []step, err error) {
	if len(d.RunStages()) > 0 {
		steps = append(steps, step{Key: "fields", URL: d.URL("fields"), Done: p.Assigned > 0 && p.Assigned == p.Entries})
	}
	if !d.matches() {
		return steps, nil
	}
	draws, err := s.Service.Draws(c.Request().Context(), d.Contest.Contest.ID)
	return append(steps, step{Key: "matches", URL: d.URL("matches"), Done: len(draws) > 0}), err
}

func count(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func ratio(n, of int) string {
	if of == 0 {
		return ""
	}
	return fmt.Sprintf("%d / %d", n, of)
}
