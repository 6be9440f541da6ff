package web

// Cards on paper: A4 sheets of eight, in each judge's own language, shown once.

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"dovar/judging"
	"dovar/web/qr"
)

// cardsOnSheet is how many cards an A4 sheet holds: two beside each other, four rows.
const cardsOnSheet = 8

type cardsData struct {
	Sheets [][]paperCard
	Number int
	Back   string
}

// A paperCard is a card as it is printed.
type paperCard struct {
	Lang        string
	Name, Where string
	Long        bool // a name for small letters
	Code, PIN   [2]string
	Address     string // in words; "" where it would take more than a line
	Typed       string // the same to be typed
	Span        int    // of the QR code, in modules
	Path        string
}

// Text in the judge's language.
func (p paperCard) Text(key string, args ...any) string { return words.say(p.Lang, key, args...) }

// printCardsForm makes new cards for the ticked judges and answers with the
// sheets themselves: what stands on them is not kept anywhere.
func (s *Server) printCardsForm(c echo.Context, d *desk) (done, error) {
	ctx := c.Request().Context()
	form, err := c.FormParams()
	if err != nil {
		return done{}, err
	}
	address, err := s.Service.CardAddress(ctx, d.Event.ID)
	if err == nil {
		err = s.reach(ctx, address)
	}
	if err != nil {
		return done{}, err
	}
	cards, err := s.Service.MakeCards(ctx, d.By, d.Event.ID, form["judge"])
	if err != nil {
		return done{}, err
	}
	data := cardsData{Number: len(cards), Back: d.URL("judges")}
	paper, err := onPaper(d, cards)
	if err != nil {
		return done{}, err
	}
	data.Sheets = slices.Collect(slices.Chunk(paper, cardsOnSheet))
	return done{}, s.render(c, http.StatusOK, "cards", data)
}

func onPaper(d *desk, cards []judging.PrintedCard) ([]paperCard, error) {
	out := make([]paperCard, len(cards))
	for i, card := range cards {
		code, err := qr.Encode(card.URL)
		if err != nil {
			return nil, err
		}
		base, _, _ := strings.Cut(card.URL, "/judge#")
		p := paperCard{Lang: Languages[0], Span: code.Span(), Path: code.Path(), Typed: base + "/j"}
		if len(card.Judge.Languages) > 0 {
			p.Lang = card.Judge.Languages[0]
		}
		p.Name, p.Long = shortened(card.Judge.Name, nameMost), len([]rune(card.Judge.Name)) > nameLine
		p.Where = shortened(seating(d, p.Lang, card.Seats), whereMost)
		p.Code = [2]string{card.Code[:5], card.Code[5:]}
		p.PIN = [2]string{card.PIN[:3], card.PIN[3:]}
		if p.Address = inWords(p.Lang, base); len([]rune(p.Address)) > addressMost {
			p.Address = ""
		}
		out[i] = p
	}
	return out, nil
}

// How many letters of a name and of a place stand on a card, and of an address in
// a line of it; a name longer than nameLine stands in small letters.
const (
	addressMost = 62
	nameLine    = 34
	nameMost    = 72
	whereMost   = 64
)

// shortened cuts text after most letters and says so.
func shortened(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return strings.TrimSpace(string(r[:most-1])) + "…"
	}
	return text
}

// seating says where the judge sits: the rooms, or the stages without one; the
// event where nothing is known yet.
func seating(d *desk, lang string, seats []judging.Seat) string {
	var out []string
	for _, seat := range seats {
		where := seat.Stage.In(lang)
		if seat.Room != "" {
			where = seat.Room
		}
		if seat.Referee {
			where = words.say(lang, "card.referee", "where", where)
		}
		if !slices.Contains(out, where) {
			out = append(out, where)
		}
	}
	if out == nil {
		return d.Event.Title.In(lang)
	}
	return strings.Join(out, ", ")
}

// inWords reads an address aloud: what kind, the name or number, the port.
func inWords(lang, address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	kind := words.say(lang, "card.address."+u.Scheme)
	if u.Port() == "" {
		return words.say(lang, "card.address.portless", "kind", kind, "host", u.Hostname())
	}
	return words.say(lang, "card.address", "kind", kind, "host", u.Hostname(), "port", u.Port())
}
