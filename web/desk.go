package web

// The organizer's desk: pages with one frame, and the forms on them. A page is
// a function that says what to show; an act is a function that does one thing
// and says where to go. A refused act shows its page again with what was typed.

import (
	"bytes"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

// A desk is what every page of the organizer's desk gets.
type desk struct {
	view
	Page     string // its name: template "desk-<page>", text "desk.nav.<page>"
	Here     string // its address, also after a refused form
	Event    *judging.Event
	Contest  *judging.ContestView
	Contests []judging.ContestView // of the event, for the navigation
	Typed    url.Values            // what a refused form held
	Problem  *Problem
	Said     string // key of what was just done
	Adrift   string // the event's address, when it no longer leads here
	Sprite   template.HTML
	params   map[string]string
	tree     *template.Template
}

// done is where an act leads: To "" is the page of the form; Say is the key
// "desk.done.<Say>" of the notice there.
type done struct{ To, Say string }

type (
	deskLoad = func(*Server, echo.Context, *desk) (any, error)
	deskAct  = func(*Server, echo.Context, *desk) (done, error)
)

// deskPage mounts a page.
func (s *Server) deskPage(name string, load deskLoad) mount {
	return plain(func(c echo.Context) error {
		d, err := s.deskOf(c, name)
		if err != nil {
			return err
		}
		return s.showDesk(c, http.StatusOK, d, load)
	})
}

// deskForm mounts an act of the page name.
func (s *Server) deskForm(name string, load deskLoad, act deskAct) mount {
	return plain(func(c echo.Context) error {
		d, err := s.deskOf(c, name)
		if err != nil {
			return err
		}
		to, err := act(s, c, d)
		if err == nil && c.Response().Committed { // the act answered itself
			return nil
		}
		if err == nil {
			if to.To == "" {
				to.To = d.Here
			}
			if to.Say != "" {
				s.sayNext(c, to.Say)
			}
			return c.Redirect(http.StatusSeeOther, to.To)
		}
		if d.Problem = remember(c, newProblem(callOf(c).lang, err)); d.Problem.Status >= http.StatusInternalServerError {
			return err
		}
		if form, err := c.FormParams(); err == nil {
			d.Typed = form
		}
		return s.showDesk(c, d.Problem.Status, d, load)
	})
}

func (s *Server) showDesk(c echo.Context, status int, d *desk, load deskLoad) (err error) {
	if d.Data, err = load(s, c, d); err != nil {
		return err
	}
	if c.Response().Committed {
		return nil
	}
	if d.tree, err = s.templates(); err != nil {
		return err
	}
	return s.write(c, status, "desk", d)
}

// deskOf finds out what the path is about; what is not there is 404.
func (s *Server) deskOf(c echo.Context, name string) (*desk, error) {
	d := &desk{view: s.viewOf(c, nil), Page: name, params: map[string]string{}}
	for _, p := range c.ParamNames() {
		d.params[p] = c.Param(p)
	}
	sprite, err := fs.ReadFile(s.files.files, "sprite.svg")
	if err != nil {
		return nil, err
	}
	d.Sprite = template.HTML(sprite)
	d.Said = s.said(c)
	at, err := s.Service.Whereabouts(c.Request().Context(), d.params)
	if err != nil {
		return nil, err
	}
	d.Event, d.Contest, d.Contests = at.Event, at.Contest, at.Contests
	d.Here = d.URL(name)
	if d.Event != nil {
		d.Adrift = s.adrift(d.Event.Address)
	}
	return d, nil
}

// URL of a page of the desk, about the same event, contest, stage ….
func (d *desk) URL(page string) string {
	path := deskRooms[page].path
	for name, value := range d.params {
		path = strings.ReplaceAll(path, "{"+name+"}", url.PathEscape(value))
	}
	if d.Contest != nil {
		path = strings.ReplaceAll(path, "{contest}", d.Contest.Contest.ID)
	}
	if d.Event != nil {
		path = strings.ReplaceAll(path, "{event}", d.Event.ID)
	}
	return path
}

// refereed reports whether only referees write sheets: in the contest that the
// page is about, or in all of the event.
func (d *desk) refereed() bool {
	of := d.Contests
	if d.Contest != nil {
		of = []judging.ContestView{*d.Contest}
	}
	return len(of) > 0 && !slices.ContainsFunc(of, func(v judging.ContestView) bool { return !v.Contest.Def.Refereed() })
}

// Text returns the text of key; where only referees write sheets, the one that
// speaks of them, "<key>.referee", if there is one.
func (d *desk) Text(key string, args ...any) string {
	return words.say(d.Lang, keyFor(d.refereed(), key), args...)
}

// Part is the element #i18n of a page whose script needs these texts.
func (d *desk) Part(prefixes ...string) inlineWords {
	return words.partFor(d.refereed(), d.Lang, prefixes...)
}

// May reports whether who asks has the right.
func (d *desk) May(right judging.Right) bool { return d.By.Role.May(right) }

// Body is the page inside the frame.
func (d *desk) Body() (template.HTML, error) { return d.part("desk-" + d.Page) }

// Script is what the page loads besides, if it has a template for it.
func (d *desk) Script() (template.HTML, error) {
	if d.tree.Lookup("desk-"+d.Page+"-script") == nil {
		return "", nil
	}
	return d.part("desk-" + d.Page + "-script")
}

func (d *desk) part(name string) (template.HTML, error) {
	var out bytes.Buffer
	err := d.tree.ExecuteTemplate(&out, name, d)
	return template.HTML(out.String()), err
}

// The notice of what was done waits in a cookie until the next page.
const saidCookie = "said"

func (s *Server) sayNext(c echo.Context, key string) {
	c.SetCookie(&http.Cookie{Name: saidCookie, Value: key, Path: "/organizer", MaxAge: 60, HttpOnly: true, SameSite: http.SameSiteStrictMode})
}

func (s *Server) said(c echo.Context) string {
	cookie, err := c.Cookie(saidCookie)
	if err != nil || c.Request().Method != http.MethodGet {
		return ""
	}
	c.SetCookie(&http.Cookie{Name: saidCookie, Path: "/organizer", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteStrictMode})
	if key := "desk.done." + cookie.Value; words.has(key) {
		return key
	}
	return ""
}
