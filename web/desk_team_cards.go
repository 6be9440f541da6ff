package web

// Cards of teams on A4: the code to find a robot by, and the PIN with which its
// team confirms each sheet at the referee's tablet.

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

type teamCardsData struct {
	Sheets [][]judging.TeamCard
	Number int
	Title  judging.Text
	Back   string
}

// Long reports whether a name stands in small letters.
func (teamCardsData) Long(name string) bool { return len([]rune(name)) > nameLine }

// Short is a name as far as a card has room for it.
func (teamCardsData) Short(name string) string { return shortened(name, nameMost) }

func (s *Server) teamCardsPage(c echo.Context, d *desk) (any, error) {
	cards, err := s.Service.TeamCards(c.Request().Context(), d.Contest.Contest.ID)
	if err != nil {
		return nil, err
	}
	data := teamCardsData{Number: len(cards), Title: d.Contest.Contest.Def.Title, Back: d.URL("fields")}
	data.Sheets = slices.Collect(slices.Chunk(cards, cardsOnSheet))
	return nil, s.render(c, http.StatusOK, "team-cards", data)
}
