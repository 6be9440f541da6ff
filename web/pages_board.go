package web

// The pages of a public board, filled: what they draw is said in board_page.go.

import (
	"cmp"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

func (s *Server) boardPage(c echo.Context) error { return s.publicBoard(c, "board") }
func (s *Server) phonePage(c echo.Context) error { return s.publicBoard(c, "phone") }

// publicBoard answers with a board and its first picture inside.
func (s *Server) publicBoard(c echo.Context, page string) error {
	ctx := c.Request().Context()
	v, err := s.Service.Contest(ctx, c.Param("contest"))
	if err != nil {
		return err
	}
	event, err := s.Service.Event(ctx, v.Contest.Event)
	if err != nil {
		return err
	}
	frame, err := s.Follower.Frame(ctx, v.Contest.ID, c.QueryParam("division"))
	if err != nil {
		return err
	}
	lang := languageOf(c.Request(), &event)
	if page == "board" { // a hall is not one reader: the event's first language, unless the address names another
		lang = cmp.Or(known(c.QueryParam("lang")), known(append(event.Languages, Languages[0])[0]))
	}
	info := boardInfo{
		Contest: v.Contest.ID, Title: v.Contest.Def.Title, Decimals: v.Contest.Def.Rank.Decimals,
		Timezone: event.Timezone, Now: judging.Stamp(s.Now()), Second: secondLanguage(event, lang),
	}
	for _, d := range v.Divisions {
		if d.ID == frame.Division && len(v.Divisions) > 1 {
			info.Division, info.Part = d.ID, d.Title
		}
	}
	info.Address = shortAddress(cmp.Or(s.Address, "http://"+c.Request().Host))
	if info.Boards, err = s.otherBoards(c, event.ID, v.Contest.ID, page, lang); err != nil {
		return err
	}
	theme := "hall"
	if c.QueryParam("theme") == "paper" {
		theme = "paper"
	}
	return s.write(c, http.StatusOK, page, boardPage{
		Lang: lang, Assets: s.files.base(), Theme: theme, Texts: words.partFor(v.Contest.Def.Refereed(), lang, "board.").Texts, Info: info, Frame: whole(frame),
	})
}

// secondLanguage of a projector is the event's next one.
func secondLanguage(e judging.Event, first string) boardSecond {
	for _, lang := range e.Languages {
		if lang != first && known(lang) != "" {
			return boardSecond{lang, words.part(lang, "board.").Texts}
		}
	}
	return boardSecond{}
}

// shortAddress is what people type to find all boards: no scheme, no id.
func shortAddress(address string) string {
	_, short, _ := strings.Cut(address, "://")
	return short
}

// otherBoards are the boards of the event that are shown now.
func (s *Server) otherBoards(c echo.Context, event, but, page, lang string) ([]boardLink, error) {
	contests, err := s.Service.Contests(c.Request().Context(), event)
	if err != nil {
		return nil, err
	}
	prefix := map[string]string{"board": "/board/", "phone": "/b/"}[page]
	links := []boardLink{}
	for _, v := range contests {
		if v.Contest.Board.State == judging.BoardHidden {
			continue
		}
		for _, d := range v.Divisions {
			link := boardLink{v.Contest.Def.Title.In(lang), prefix + v.Contest.ID}
			if len(v.Divisions) > 1 {
				link = boardLink{link.Title + " · " + d.Title.In(lang), link.URL + "?division=" + d.ID}
			} else if v.Contest.ID == but {
				continue
			}
			links = append(links, link)
		}
	}
	return links, nil
}
