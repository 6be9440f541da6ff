package web

// The desk: totals, places and the reason of each. Opening them while a stage
// is open is itself a row of the journal, and the page says so before.

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

// standingsRows is how many entries a page lists.
const standingsRows = 200

type standingsData struct {
	Gate     []judging.Text // titles of the open stages: the page shows nothing else yet
	Open     bool           // a stage is open, and this look is written
	N        int64
	Division judging.DivisionResults
	Stages   []judging.Text
	Lines    []standingLine
	Notices  []noticeLine
	Urgent   int      // of them, to be decided before the ceremony
	Bounded  bool     // sheets are open, and places still possible can be said
	Out      []string // sheets that do not count, in words
	Adjusted *adjustedData
	From, To int // of the entries listed, from 1
	Total    int
	Before   string // address of the entries before, "" for none
	After    string
}

type standingLine struct {
	Entry    judging.Entry
	Place    string // "2–3" where it is shared
	Edge     string // of a tie's bracket: "first", "inner" or "last"; "" for none
	Room     string // where places are made within rooms
	Through  bool
	Results  []string
	Sum      string
	Counted  int
	Expected int
	Possible string // places still possible, in words
	Why      []string
}

func (s *Server) standingsPage(c echo.Context, d *desk) (any, error) {
	ctx := c.Request().Context()
	must, err := s.Service.MustLook(ctx, d.By, d.Contest.Contest.ID, "standings")
	if err != nil {
		return nil, err
	}
	data := standingsData{Open: len(d.Contest.OpenStages()) > 0}
	if must {
		for _, st := range d.Contest.OpenStages() {
			data.Gate = append(data.Gate, stageTitle(d.Contest.Contest.Def, st.Slug))
		}
		return data, nil
	}
	results, err := s.Follower.Results(ctx, d.Contest.Contest.ID)
	if err != nil {
		return nil, err
	}
	data.N = results.N
	i := max(0, slices.IndexFunc(results.Divisions, func(x judging.DivisionResults) bool { return x.ID == c.FormValue("division") }))
	if len(results.Divisions) > 0 {
		data.Division = results.Divisions[i]
		data.fill(d, results, c.FormValue("from"))
		data.Adjusted, err = s.adjusted(ctx, d, data.Division)
	}
	return data, err
}

// fill puts one portion of a division's results into words.
func (data *standingsData) fill(d *desk, results judging.ResultsView, from string) {
	def, n := results.Contest.Def, namesOf(results)
	for _, st := range results.Rule.Stages {
		data.Stages = append(data.Stages, stageTitle(def, st.ID))
	}
	entries := data.Division.Entries
	data.Total = len(entries)
	at, _ := strconv.Atoi(from)
	at = min(max(0, at-1), max(0, data.Total-1))
	to := min(at+standingsRows, data.Total)
	data.From, data.To = at+1, to
	data.Bounded = slices.ContainsFunc(entries, func(r judging.EntryResult) bool { return r.Best > 0 && !r.Standing.Out }) &&
		slices.ContainsFunc(entries, func(r judging.EntryResult) bool { return !r.Standing.Out && r.Counted < r.Expected })
	for i := at; i < to; i++ {
		line := lineOf(d, def, n, entries, i)
		if data.Bounded {
			line.Possible = possible(d, def, entries[i])
		}
		data.Lines = append(data.Lines, line)
	}
	page := func(from int) string {
		return d.URL("standings") + "?" + url.Values{"division": {data.Division.ID}, "from": {strconv.Itoa(from)}}.Encode()
	}
	if at > 0 {
		data.Before = page(max(1, at+1-standingsRows))
	}
	if to < data.Total {
		data.After = page(to + 1)
	}
	data.Notices = noticesOf(d, results, data.Division)
	for _, n := range data.Notices {
		if n.Urgent() {
			data.Urgent++
		}
	}
	data.out(d, def, n)
}

func lineOf(d *desk, def judging.Definition, n names, entries []judging.EntryResult, i int) standingLine {
	r := entries[i]
	line := standingLine{Entry: r.Entry, Place: "–", Counted: r.Counted, Expected: r.Expected, Room: r.Room, Through: r.Through}
	if r.Standing.Place > 0 {
		lo, hi := group(entries, i)
		line.Place = r.Label
		switch {
		case lo == hi:
		case i == lo:
			line.Edge = "first"
		case i == hi:
			line.Edge = "last"
		default:
			line.Edge = "inner"
		}
	}
	for _, st := range r.Standing.Stages {
		text := "–"
		if st.Complete {
			text = showTotal(st.Result.Round(def.Rank.Decimals), def.Rank.Decimals, d.Lang)
		}
		line.Results = append(line.Results, text)
	}
	if r.Standing.Scored {
		line.Sum = showTotal(r.Standing.Total.Round(def.Rank.Decimals), def.Rank.Decimals, d.Lang)
	}
	for _, step := range r.Why {
		line.Why = append(line.Why, reason(d.Lang, def, n, step))
	}
	return line
}

// group are the first and the last entry that share the place of entry i.
func group(entries []judging.EntryResult, i int) (lo, hi int) {
	same := func(k int) bool {
		a, b := entries[k].Standing, entries[i].Standing
		return a.Place == b.Place && a.Group == b.Group
	}
	lo, hi = i, i
	for lo > 0 && same(lo-1) {
		lo--
	}
	for hi+1 < len(entries) && same(hi+1) {
		hi++
	}
	return lo, hi
}

// possible are the places still possible for an entry, in words; "" where
// nobody can say.
func possible(d *desk, def judging.Definition, r judging.EntryResult) string {
	last := def.LastAwarded()
	switch {
	case r.Best == 0:
		return ""
	case last > 0 && r.Best > last:
		return d.Text("desk.standings.beyond")
	case r.Best == r.Worst && r.Best == r.Standing.Place:
		return d.Text("desk.standings.clinched")
	case r.Best == r.Worst:
		return strconv.Itoa(r.Best)
	}
	return strconv.Itoa(r.Best) + "–" + strconv.Itoa(r.Worst)
}

// out names the sheets that do not count.
func (data *standingsData) out(d *desk, def judging.Definition, n names) {
	for _, r := range data.Division.Entries {
		for _, step := range r.Why {
			if step.Key == "excluded" || step.Key == "incomplete" {
				data.Out = append(data.Out, n.Entries[r.Entry.ID]+" · "+reason(d.Lang, def, n, step))
			}
		}
	}
}

// lookForm writes that the standings are opened.
func (s *Server) lookForm(c echo.Context, d *desk) (done, error) {
	return done{To: d.URL("standings")}, s.Service.Looked(c.Request().Context(), d.By, d.Contest.Contest.ID, "standings")
}

// voteForm records the jury's vote between entries that share a place.
func (s *Server) voteForm(c echo.Context, d *desk) (done, error) {
	form, err := c.FormParams()
	if err != nil {
		return done{}, err
	}
	v := judging.Vote{Division: c.FormValue("division"), Count: c.FormValue("count"), Order: form["entry"]}
	at := func(id string) int { n, _ := strconv.Atoi(c.FormValue("order." + id)); return n }
	slices.SortStableFunc(v.Order, func(a, b string) int { return cmp.Compare(at(a), at(b)) })
	for i := 1; i < len(v.Order); i++ {
		if at(v.Order[i]) == at(v.Order[i-1]) {
			return done{}, judging.Fail(judging.Invalid, "vote-order", "entry", v.Order[i], "field", "order."+v.Order[i])
		}
	}
	err = s.Service.RecordVote(c.Request().Context(), d.By, d.Contest.Contest.ID, v)
	return done{d.URL("standings") + "?division=" + url.QueryEscape(v.Division), "vote-kept"}, err
}
