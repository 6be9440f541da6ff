package web

// Problems: the one place where what went wrong becomes a status, a code and a
// text in the caller's language (RFC 9457), for the API, pages and sockets.

import (
	"cmp"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"

	"dovar/judging"
)

// A Problem is the body of every refusal. Code is stable; Title is the text of
// "problem.<code>" in the caller's language.
type Problem struct {
	Type      string         `json:"type" doc:"urn:dovar:problem:<code>"`
	Title     string         `json:"title" doc:"in the caller's language"`
	Status    int            `json:"status"`
	Code      string         `json:"code" doc:"stable name of the problem"`
	Args      map[string]any `json:"args,omitempty" doc:"values of the text"`
	Errors    []FieldProblem `json:"errors,omitempty" doc:"fields of the request that break a rule"`
	Reference string         `json:"reference,omitempty" doc:"finds an internal error in the server's log"`

	cause error // for the log, never shown
}

func (p *Problem) Error() string             { return p.Code }
func (p *Problem) GetStatus() int            { return p.Status }
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// statuses of the kinds of judging: the only such table.
var statuses = map[judging.Kind]int{
	judging.Invalid:         http.StatusUnprocessableEntity,
	judging.Unauthenticated: http.StatusUnauthorized,
	judging.Forbidden:       http.StatusForbidden,
	judging.NotFound:        http.StatusNotFound,
	judging.Conflict:        http.StatusConflict,
	judging.Stale:           http.StatusPreconditionFailed,
	judging.Closed:          http.StatusConflict,
	judging.TooLarge:        http.StatusRequestEntityTooLarge,
	judging.TooMany:         http.StatusTooManyRequests,
	judging.Unavailable:     http.StatusServiceUnavailable,
}

// codes of refusals that echo, huma and net/http make themselves, by status.
var codes = map[int]string{
	http.StatusBadRequest:            "invalid-request",
	http.StatusUnprocessableEntity:   "invalid-request",
	http.StatusNotFound:              "not-found",
	http.StatusMethodNotAllowed:      "method-not-allowed",
	http.StatusNotAcceptable:         "not-acceptable",
	http.StatusRequestTimeout:        "request-timeout",
	http.StatusRequestEntityTooLarge: "body-too-large",
	http.StatusUnsupportedMediaType:  "media-type",
	http.StatusUpgradeRequired:       "not-a-socket",
}

// newProblem maps err to a Problem in lang. What it does not know is internal:
// status 500 with a reference, the cause for the log only.
func newProblem(lang string, err error) *Problem {
	p := &Problem{}
	var ours *judging.Error
	var echos *echo.HTTPError
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &p):
	case errors.As(err, &ours) && statuses[ours.Kind] > 0:
		p.Status, p.Code, p.Args = statuses[ours.Kind], ours.Code, ours.Args
		var found judging.Problems
		if errors.As(err, &found) {
			p.Errors = mapped(found, func(d judging.DefinitionProblem) FieldProblem { return wrongDefinition(lang, d) })
		}
		if ours.Kind == judging.Unavailable {
			p.cause = err
		}
	case errors.As(err, &tooLarge):
		p.Status, p.Code = http.StatusRequestEntityTooLarge, "body-too-large"
	case errors.As(err, &echos) && codes[echos.Code] != "":
		p.Status, p.Code = echos.Code, codes[echos.Code]
	default:
		p.Status, p.Code, p.cause = http.StatusInternalServerError, "internal", err
		p.Reference = strings.ToLower(rand.Text()[:10])
	}
	p.Type = "urn:dovar:problem:" + p.Code
	p.Title = words.sayMap(lang, "problem."+p.Code, p.Args)
	return p
}

// Told is a refusal of judging in words of lang; any other error as it is.
func Told(lang string, err error) error {
	var ours *judging.Error
	if errors.As(err, &ours) {
		return errors.New(words.sayMap(lang, "problem."+ours.Code, ours.Args))
	}
	return err
}

func init() {
	huma.DefaultArrayNullable = false // a list without members is [], never null
	// huma's own refusals, and errors that its handlers return, become ours.
	huma.NewError = func(status int, _ string, _ ...error) huma.StatusError { return &Problem{Status: status} }
	huma.NewErrorWithContext = func(ctx huma.Context, status int, _ string, errs ...error) huma.StatusError {
		c := humaecho.Unwrap(ctx)
		return remember(c, humaProblem(callOf(c).lang, status, errs))
	}
}

func humaProblem(lang string, status int, errs []error) *Problem {
	if status >= http.StatusInternalServerError {
		return newProblem(lang, errors.Join(errs...))
	}
	p := newProblem(lang, echo.NewHTTPError(status))
	p.Errors = mapped(errs, func(err error) FieldProblem { return schemaProblem(lang, err) })
	return p
}

// retryAfter is what a caller waits at least, in seconds, when the problem
// itself does not say.
var retryAfter = map[int]any{
	http.StatusTooManyRequests:    10,
	http.StatusServiceUnavailable: 5,
}

// remember keeps the problem for the log of the request and sets its headers.
func remember(c echo.Context, p *Problem) *Problem {
	callOf(c).problem = p
	header := c.Response().Header()
	header.Set("Cache-Control", "no-store")
	if after, ok := retryAfter[p.Status]; ok {
		header.Set("Retry-After", fmt.Sprint(cmp.Or(p.Args["seconds"], after)))
	}
	if p.Status == http.StatusUnauthorized {
		header.Set("WWW-Authenticate", "Bearer")
	}
	return p
}

// refuse answers the request with the problem of err: a page to a page, JSON
// to everything else.
func (s *Server) refuse(c echo.Context, err error) error {
	call := callOf(c)
	p := remember(c, newProblem(call.lang, err))
	if c.Response().Committed {
		return nil
	}
	if call.page {
		if p.Status == http.StatusUnauthorized && c.Request().Method == http.MethodGet {
			return c.Redirect(http.StatusSeeOther, "/signin?next="+url.QueryEscape(c.Request().URL.RequestURI()))
		}
		return s.render(c, p.Status, "error", p)
	}
	c.Response().Header().Set("Content-Type", p.ContentType(""))
	return c.JSON(p.Status, p)
}
