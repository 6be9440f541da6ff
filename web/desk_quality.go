package web

// The desk: how far the result can be trusted. Opening it while a stage is open
// is a look into results, as opening standings is.

import (
	"math"
	"net/url"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

// disagreedRows is how many entries a page lists, the widest apart first.
const disagreedRows = 20

type qualityData struct {
	Gate  []judging.Text // titles of the open stages: the page shows nothing else yet
	Open  bool           // a stage is open, and this look is written
	N     int64          // row of the journal that the figures belong to; 0 while there are none
	When  string         // of that row
	Newer bool           // newer figures are being made
	Parts []qualityTab   // when there are several
	Part  *qualityPart   // the one that is shown
}

// A qualityTab leads to a stage of a division.
type qualityTab struct {
	link
	Stage, Division judging.Text
}

// A qualityPart is one stage of one division in words.
type qualityPart struct {
	judging.QualityPart
	Title   judging.Text
	Islands []islandLine
	Picture severityPicture
	Lines   []habitLine
	Sheets  []flaggedLine
	Apart   []apartLine
	Cut     bool    // not all that lie apart are listed
	Sure    []trust // of the order, of the lead
	Chances []chanceLine
	Indices []indexLine
}

// A trust is one sentence on how sure something is, with its state.
type trust struct {
	State state
	Said  string
}

type islandLine struct {
	Entries []judging.Entry
	Judges  string
}

type habitLine struct {
	Name, URL                                       string
	Sheets                                          int
	Few                                             bool
	Severity, Range, Uneven, Halo, Extremes, Spread string
	Notices                                         []string
}

type flaggedLine struct {
	Entry                  judging.Entry
	Judge, JudgeURL        string
	Score, Expected        string
	Returned               bool
	Look, Return, DoNotUse string // addresses of the sheet on the live map
}

type apartLine struct {
	Entry     judging.Entry
	Sheets    int
	SD, Range string
}

type chanceLine struct {
	Entry      judging.Entry
	First, Top string
}

type indexLine struct{ Name, Value, About string }

func (s *Server) qualityPage(c echo.Context, d *desk) (any, error) {
	ctx, contest := c.Request().Context(), d.Contest.Contest
	must, err := s.Service.MustLook(ctx, d.By, contest.ID, "quality")
	if err != nil {
		return nil, err
	}
	data := qualityData{Open: len(d.Contest.OpenStages()) > 0}
	if must {
		for _, st := range d.Contest.OpenStages() {
			data.Gate = append(data.Gate, stageTitle(contest.Def, st.Slug))
		}
		return data, nil
	}
	view, err := s.Follower.Quality(ctx, contest.ID)
	if err != nil {
		return nil, err
	}
	data.N, data.Newer, data.When = view.N, view.Newer, d.When(view.At)
	at := shownPart(view.Parts, d.Contest.OpenStages(), c.QueryParam("stage"), c.QueryParam("division"))
	if at < 0 {
		return data, nil
	}
	data.tabs(d, view.Parts, at)
	who, err := s.whoIsWho(c, d)
	data.Part = who.part(view.Parts[at])
	return data, err
}

// shownPart is the part asked for; else the first with sheets whose stage is
// open, the first with sheets, the first.
func shownPart(parts []judging.QualityPart, open []judging.Stage, stage, division string) int {
	isOpen := func(p judging.QualityPart) bool {
		return slices.ContainsFunc(open, func(st judging.Stage) bool { return st.ID == p.Stage })
	}
	for _, is := range []func(judging.QualityPart) bool{
		func(p judging.QualityPart) bool {
			return p.Stage == stage && (division == "" || p.Division == division)
		},
		func(p judging.QualityPart) bool { return p.Sheets > 0 && isOpen(p) },
		func(p judging.QualityPart) bool { return p.Sheets > 0 },
		func(judging.QualityPart) bool { return true },
	} {
		if i := slices.IndexFunc(parts, is); i >= 0 {
			return i
		}
	}
	return -1
}

func (data *qualityData) tabs(d *desk, parts []judging.QualityPart, shown int) {
	if len(parts) == 1 {
		return
	}
	for i, p := range parts {
		tab := qualityTab{Stage: stageTitle(d.Contest.Contest.Def, p.Slug)}
		tab.URL = d.URL("quality") + "?" + url.Values{"stage": {p.Stage}, "division": {p.Division}}.Encode()
		tab.Current = i == shown
		if k := slices.IndexFunc(d.Contest.Divisions, func(x judging.Division) bool { return x.ID == p.Division }); k >= 0 {
			tab.Division = d.Contest.Divisions[k].Title
		}
		data.Parts = append(data.Parts, tab)
	}
}

// A whoIsWho puts figures into words for one page.
type whoIsWho struct {
	*desk
	entries map[string]judging.Entry
	judges  map[string]judging.Judge
	digits  int // of points
}

func (s *Server) whoIsWho(c echo.Context, d *desk) (whoIsWho, error) {
	w := whoIsWho{d, map[string]judging.Entry{}, map[string]judging.Judge{}, 1}
	entries, err := s.Service.Entries(c.Request().Context(), d.Contest.Contest.ID)
	if err != nil {
		return w, err
	}
	for _, e := range entries {
		w.entries[e.ID] = e
	}
	judges, err := s.Service.JudgesOf(c.Request().Context(), d.Event.ID)
	for _, j := range judges {
		w.judges[j.ID] = j
	}
	return w, err
}

// number writes a figure with so many decimals.
func (w whoIsWho) number(f judging.Figure, digits int) string {
	text := strconv.FormatFloat(float64(f), 'f', digits, 64)
	if zero, _ := strconv.ParseFloat(text, 64); zero == 0 {
		text = strconv.FormatFloat(0, 'f', digits, 64) // never "-0,0"
	}
	return showTotal(text, digits, w.Lang)
}

// known writes a figure, and a dash for one that is not known.
func (w whoIsWho) known(f *judging.Figure, digits int) string {
	if f == nil {
		return "–"
	}
	return w.number(*f, digits)
}

func (w whoIsWho) points(f judging.Figure) string { return w.number(f, w.digits) }

// percent writes a share of 1; certainty is never claimed by rounding.
func (w whoIsWho) percent(f judging.Figure) string {
	whole := math.Round(float64(f) * 100)
	switch {
	case whole >= 100 && f < 1:
		return w.Text("desk.quality.percent.over", "n", 99)
	case whole < 1 && f > 0:
		return w.Text("desk.quality.percent.under", "n", 1)
	}
	return w.Text("desk.quality.percent", "n", int(whole))
}

// severity in words: "3,0 stricter".
func (w whoIsWho) severity(f judging.Figure) string {
	key := "desk.quality.stricter"
	if f < 0 {
		key = "desk.quality.milder"
	}
	said := w.points(judging.Figure(math.Abs(float64(f))))
	if said == w.points(0) {
		return w.Text("desk.quality.even")
	}
	return w.Text(key, "points", said)
}

// qualityLookForm writes that the page is opened.
func (s *Server) qualityLookForm(c echo.Context, d *desk) (done, error) {
	return done{To: d.URL("quality")}, s.Service.Looked(c.Request().Context(), d.By, d.Contest.Contest.ID, "quality")
}
