package web

// The results as files by HTTP: whole for those with the right to results, the
// public part for everyone else once the board is published, and nothing before.

import (
	"bytes"
	"errors"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"dovar/judging"
	"dovar/web/workbook"
)

// resultsRow is the row of one kind of file in the table of routes.
func (s *Server) resultsRow(ext, about string) route {
	f := ResultsFiles[slices.IndexFunc(ResultsFiles, func(f ResultsFile) bool { return f.Ext == ext })]
	return route{method: get, path: "/api/v1/contests/{contest}/results." + ext, right: judging.Anyone, limit: small, known: true,
		about: about, mount: filed(f, s.resultsOf(f))}
}

// filed mounts a handler that answers a file.
func filed(f ResultsFile, h echo.HandlerFunc) mount {
	return func(a huma.API, e *echo.Echo, row *route) {
		described[workbook.Results](h, http.StatusOK)(a, e, row)
		op := a.OpenAPI().Paths[row.path].Get
		op.Security = []map[string][]string{{}, {"bearer": {}}, {"cookie": {}}}
		op.Parameters[1] = &huma.Param{Name: "lang", In: "query", Schema: &huma.Schema{Type: huma.TypeString, Enum: []any{"tg", "ru", "en"}}}
		if f.Ext != "json" {
			kind, _, _ := strings.Cut(f.Mime, ";")
			op.Responses["200"].Content = map[string]*huma.MediaType{kind: {Schema: &huma.Schema{Type: huma.TypeString}}}
		}
	}
}

// resultsOf answers one kind of file.
func (s *Server) resultsOf(f ResultsFile) echo.HandlerFunc {
	return func(c echo.Context) error {
		if callOf(c).by.Role.May(judging.Results) {
			return s.fullResults(c, f)
		}
		return s.publicResults(c, f)
	}
}

// fullResults writes the look before it shows anything: the file then names
// the row that says who took it.
func (s *Server) fullResults(c echo.Context, f ResultsFile) error {
	ctx, contest, call := c.Request().Context(), c.Param("contest"), callOf(c)
	if err := s.Service.Looked(ctx, call.by, contest, f.What); err != nil {
		return err
	}
	var body bytes.Buffer
	results, err := f.Take(ctx, s.Follower, &body, contest, call.lang)
	if err != nil {
		return err
	}
	return sendFile(c, f, results.Contest.Def.Title, results.Version, body.Bytes())
}

// publicResults can be kept by anyone for a minute: a hall asks for the same.
func (s *Server) publicResults(c echo.Context, f ResultsFile) error {
	results, err := s.Follower.Published(c.Request().Context(), c.Param("contest"))
	if err != nil {
		return err
	}
	var body bytes.Buffer
	if err := f.WritePublic(&body, callOf(c).lang, results); err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "public, max-age=60")
	c.Response().Header().Set("Vary", "Authorization, Cookie, Accept-Language")
	return sendFile(c, f, results.Title, "", body.Bytes())
}

// sendFile answers a file to be kept, under a name in the letters of ASCII and
// its own (RFC 6266, RFC 8187).
func sendFile(c echo.Context, f ResultsFile, title judging.Text, version string, body []byte) error {
	name, ascii := f.Name(callOf(c).lang, title, version)
	header := c.Response().Header()
	header.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": ascii})+
		"; filename*=UTF-8''"+url.PathEscape(name))
	header.Set("Content-Length", strconv.Itoa(len(body)))
	return c.Blob(http.StatusOK, f.Mime, body)
}

// recognise finds who asks of those who may but need not sign in. A session
// that has ended is a guest's; a Bearer that is not ours is refused.
func (s *Server) recognise(c echo.Context) error {
	if !s.secret(c.Request()) || bearerOf(c.Request()) == "" && sessionToken(c.Request()) == "" {
		return nil
	}
	err := s.identify(c)
	var e *judging.Error
	if bearerOf(c.Request()) == "" && errors.As(err, &e) && e.Kind == judging.Unauthenticated {
		callOf(c).by = judging.Actor{}
		return nil
	}
	return err
}
