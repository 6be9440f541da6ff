package web

// The public boards by HTTP, and what says how the server is.

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"dovar/judging"
)

// board answers the snapshot frame; a phone without a socket asks again and again.
func (s *Server) board(c echo.Context) error {
	frame, err := s.Follower.Frame(c.Request().Context(), c.Param("contest"), c.QueryParam("division"))
	if err != nil {
		return err
	}
	if frame.State == string(judging.BoardHidden) {
		return notFound()
	}
	header := c.Response().Header()
	header.Set("ETag", etagOf(frame))
	header.Set("Cache-Control", "public, max-age=1")
	if strings.Contains(c.Request().Header.Get("If-None-Match"), etagOf(frame)) {
		return c.NoContent(http.StatusNotModified)
	}
	return c.JSON(http.StatusOK, whole(frame))
}

// etagOf names the bytes of a frame: coverage and time are not in the hash, and
// change with pub.
func etagOf(f *judging.Frame) string {
	return `"` + f.Epoch + "-" + strconv.FormatInt(f.Pub, 10) + "-" + f.Hash + `"`
}

func (s *Server) boardEntries(ctx context.Context, in *struct {
	OfContest
	Division string `query:"division"`
	Q        string `query:"q" maxLength:"100"`
	After    int    `query:"after" minimum:"0" doc:"place in the list to begin at"`
}) (*answer[[]judging.FrameRow], error) {
	frame, err := s.Follower.Frame(ctx, in.Contest, in.Division)
	if err != nil {
		return nil, err
	}
	if frame.State == string(judging.BoardHidden) {
		return nil, notFound()
	}
	return reply(s.Follower.Rows(ctx, in.Contest, in.Division, in.Q, in.After))
}

// A boardReason is why an entry stands where it stands, in words of the
// language asked for.
type boardReason struct {
	Division string           `json:"division"`
	Row      judging.FrameRow `json:"row" doc:"as on the board"`
	Why      []string         `json:"why"`
}

func (s *Server) boardReason(c echo.Context) error {
	r, err := s.Follower.Reason(c.Request().Context(), c.Param("contest"), c.Param("entry"))
	if err != nil {
		return err
	}
	lang := callOf(c).lang
	etag := `"` + r.Epoch + "-" + strconv.FormatInt(r.Pub, 10) + "-" + lang + `"`
	header := c.Response().Header()
	header.Set("ETag", etag)
	header.Set("Cache-Control", "public, max-age=1")
	header.Set("Vary", "Accept-Language, Cookie")
	if strings.Contains(c.Request().Header.Get("If-None-Match"), etag) {
		return c.NoContent(http.StatusNotModified)
	}
	return c.JSON(http.StatusOK, boardReason{r.Division, r.Row, publicReasons(lang, r)})
}

// explained mounts it: described, with the entry and the language.
func explained(h echo.HandlerFunc) mount {
	return func(a huma.API, e *echo.Echo, row *route) {
		described[boardReason](h, http.StatusOK)(a, e, row)
		text := &huma.Schema{Type: huma.TypeString}
		a.OpenAPI().Paths[row.path].Get.Parameters = []*huma.Param{
			{Name: "contest", In: "path", Required: true, Schema: text}, {Name: "entry", In: "path", Required: true, Schema: text},
			{Name: "lang", In: "query", Schema: &huma.Schema{Type: huma.TypeString, Enum: []any{"tg", "ru", "en"}}},
		}
	}
}

func (s *Server) openAPI(c echo.Context) error {
	c.Response().Header().Set("Cache-Control", "public, max-age=60")
	return c.JSON(http.StatusOK, s.api.OpenAPI())
}

// health tells one process from another: the desk asks an address for it before
// printing it on cards.
type health struct {
	Status  string `json:"status"`
	Version string `json:"version"`
	Process string `json:"process"`
}

// healthz says that the process answers.
func (s *Server) healthz(c echo.Context) error {
	return c.JSON(http.StatusOK, health{"ok", s.Version, s.process})
}

// readyz says that the store answers too.
func (s *Server) readyz(c echo.Context) error {
	if _, err := s.Service.Events(c.Request().Context()); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]any{"status": "ok", "viewers": s.Viewers()})
}
