package web

// Forms: signing in and out, the first owner, and who was invited.

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

// A form is what a page shows again when it was refused.
type form struct {
	Next, Name, Secret string
	Problem            *Problem
}

func (s *Server) signInPage(c echo.Context) error {
	return s.render(c, http.StatusOK, "signin", form{Next: localPath(c.QueryParam("next"))})
}

func (s *Server) signInForm(c echo.Context) error {
	f := form{Next: localPath(c.FormValue("next")), Name: c.FormValue("name")}
	by, err := s.Service.SignIn(c.Request().Context(), f.Name, c.FormValue("password"), peerOf(c))
	return s.signedIn(c, "signin", f, by, err)
}

// The secret of the set-up link stands after '#': a script puts it into the form.
func (s *Server) setupPage(c echo.Context) error { return s.render(c, http.StatusOK, "setup", form{}) }

func (s *Server) setupForm(c echo.Context) error {
	f := form{Next: "/organizer", Name: c.FormValue("name"), Secret: c.FormValue("secret")}
	by, err := s.Service.Setup(c.Request().Context(), f.Secret, f.Name, c.FormValue("password"))
	return s.signedIn(c, "setup", f, by, err)
}

// The secret of an invitation stands after '#' too.
func (s *Server) invitePage(c echo.Context) error {
	return s.render(c, http.StatusOK, "invite", form{})
}

func (s *Server) joinForm(c echo.Context) error {
	f := form{Next: "/organizer", Name: c.FormValue("name"), Secret: c.FormValue("secret")}
	by, err := s.Service.Join(c.Request().Context(), f.Secret, f.Name, c.FormValue("password"), peerOf(c))
	return s.signedIn(c, "invite", f, by, err)
}

// signedIn begins a session, or shows the form again with what was wrong.
func (s *Server) signedIn(c echo.Context, page string, f form, by judging.Actor, err error) error {
	if err != nil {
		f.Problem = remember(c, newProblem(callOf(c).lang, err))
		return s.render(c, f.Problem.Status, page, f)
	}
	if err := s.signIn(c, by.ID); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, f.Next)
}

func (s *Server) signOutForm(c echo.Context) error {
	if err := s.signOut(c); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/")
}

// localPath keeps a way back inside this server.
func localPath(next string) string {
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\r\n\t") {
		return "/organizer"
	}
	return next
}
