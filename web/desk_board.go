package web

// The desk: what the public sees, the links to it, and one look at a result
// before it is published.

import (
	"cmp"
	"html/template"
	"net/url"
	"slices"

	"github.com/labstack/echo/v4"

	"dovar/judging"
	"dovar/web/qr"
)

type boardData struct {
	Links  []displayLink
	States []option // states to choose besides published
	Shows  []option
}

// A displayLink leads to the boards of a division.
type displayLink struct {
	Title            judging.Text // of the division; empty where there is one
	Projector, Phone string
	Pit              string        // call-up of the contest's fields, beside the first division; "" without referees
	QR               template.HTML // of Phone: path data
	Span             int
}

func (s *Server) boardDeskPage(c echo.Context, d *desk) (any, error) {
	var data boardData
	for _, show := range []judging.BoardShow{judging.ShowComplete, judging.ShowEverySheet} {
		data.Shows = append(data.Shows, option{string(show), d.Text("desk.board.show." + string(show))})
	}
	for _, state := range []judging.BoardState{judging.BoardHidden, judging.BoardLive} {
		data.States = append(data.States, option{string(state), d.Text("desk.board.state." + string(state))})
	}
	base := s.publicAddress(c, d.Event.Address)
	for _, division := range d.Contest.Divisions {
		of := ""
		if len(d.Contest.Divisions) > 1 {
			of = "?" + url.Values{"division": {division.ID}}.Encode()
		}
		id := d.Contest.Contest.ID
		link := displayLink{Title: division.Title, Projector: base + "/board/" + id + of, Phone: base + "/b/" + id + of}
		code, err := qr.Encode(link.Phone)
		if err != nil {
			return nil, err
		}
		link.QR, link.Span = template.HTML(code.Path()), code.Span()
		if len(data.Links) == 0 && len(d.RunStages()) > 0 {
			link.Pit = base + "/pit/" + id
		}
		data.Links = append(data.Links, link)
	}
	return data, nil
}

// publicAddress is where the hall finds this server.
func (s *Server) publicAddress(c echo.Context, chosen string) string {
	for _, address := range []string{chosen, s.Address} {
		if address != "" {
			return address
		}
	}
	scheme := "http://"
	if c.Request().TLS != nil {
		scheme = "https://"
	}
	return scheme + c.Request().Host
}

func (s *Server) boardForm(c echo.Context, d *desk) (done, error) {
	b := d.Contest.Contest.Board.In(judging.BoardState(c.FormValue("state")))
	b.Show, b.Bounds = judging.BoardShow(c.FormValue("show")), c.FormValue("bounds") == "1"
	if b.State == judging.BoardPublished { // only by the page that shows it first
		return done{}, judging.Fail(judging.Invalid, "board-state", "state", string(b.State))
	}
	if d.Contest.Contest.Board.State == judging.BoardPublished { // only by the form that asks why
		return done{}, judging.Fail(judging.Invalid, "reason-missing", "field", "reason")
	}
	b, err := s.Service.SetBoard(c.Request().Context(), d.By, d.Contest.Contest.ID, b)
	return done{Say: "board-" + string(b.State)}, err
}

func (s *Server) hideForm(c echo.Context, d *desk) (done, error) {
	err := s.Service.HideBoard(c.Request().Context(), d.By, d.Contest.Contest.ID, c.FormValue("reason"))
	return done{d.URL("board"), "board-hidden"}, err
}

type publishData struct {
	Parts   []publishPart
	Open    []judging.Text // stages that are not final
	Missing int            // sheets that are expected and have not come
}

// A publishPart is a division as the public would see it.
type publishPart struct {
	Division judging.Division
	Frame    *judging.Frame
	Hidden   int // active entries that the public would not see
	Coded    int // entries shown by their code alone
	More     int // entries below the first hundred
	Notices  []noticeLine
}

// publishPage is what all would see, and what is missing. Those are totals and
// places: seeing them while a stage is open is a row of the journal.
func (s *Server) publishPage(c echo.Context, d *desk) (any, error) {
	ctx := c.Request().Context()
	contest := d.Contest.Contest
	if err := s.Service.Looked(ctx, d.By, contest.ID, "publish"); err != nil {
		return nil, err
	}
	frames, err := s.Follower.Preview(ctx, contest.ID, contest.Board.In(judging.BoardPublished))
	if err != nil {
		return nil, err
	}
	entries, err := s.Service.Entries(ctx, contest.ID)
	if err != nil {
		return nil, err
	}
	results, err := s.Follower.Results(ctx, contest.ID)
	if err != nil {
		return nil, err
	}
	var data publishData
	for i, f := range frames { // both by division
		part := partOf(d, f, entries)
		part.Notices = noticesOf(d, results, results.Divisions[i])
		data.Parts = append(data.Parts, part)
	}
	reports, err := s.Service.StageReports(ctx, contest.ID)
	for _, r := range reports {
		data.Missing += r.Waiting()
		if r.Stage.State != judging.StageFinal {
			data.Open = append(data.Open, r.Def.Title)
		}
	}
	return data, err
}

func partOf(d *desk, f *judging.Frame, entries []judging.Entry) publishPart {
	part := publishPart{Frame: f}
	i := slices.IndexFunc(d.Contest.Divisions, func(x judging.Division) bool { return x.ID == f.Division })
	part.Division = d.Contest.Divisions[i]
	shown := 0
	for _, e := range entries {
		switch {
		case e.Division != f.Division:
		case e.State != judging.EntryActive:
		case e.Visibility == judging.ShowNothing:
			part.Hidden++
		default:
			shown++
			if e.Visibility != judging.ShowName {
				part.Coded++
			}
		}
	}
	part.More = shown - len(f.Rows)
	return part
}

func (s *Server) publishForm(c echo.Context, d *desk) (done, error) {
	b := d.Contest.Contest.Board.In(judging.BoardPublished)
	b.Reasons = c.FormValue("reasons") == "1"
	_, err := s.Service.SetBoard(c.Request().Context(), d.By, d.Contest.Contest.ID, b)
	return done{d.URL("board"), "board-published"}, err
}

// Total of a frame's row, as people write it.
func (d *desk) Total(row judging.FrameRow) string {
	return showTotal(row.Total, d.Contest.Contest.Def.Rank.Decimals, d.Lang)
}

// PlaceOf a frame's row: 2–3 where it is shared.
func (d *desk) PlaceOf(row judging.FrameRow) string {
	return cmp.Or(judging.PlaceLabel(d.Contest.Contest.Def.Rank.Style, row.Place, row.Tie), "–")
}
