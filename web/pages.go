package web

// Pages: templates and forms. All templates are one set; a page is the template
// of its file's name.

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"os"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

func parsePages(files fs.FS) (*template.Template, error) {
	return template.ParseFS(files, "templates/*.html")
}

// A view is what every page of ours gets.
type view struct {
	Lang      string
	Assets    string // "/static/<hash>"
	Languages []string
	Path      string
	Insecure  bool          // passwords travel in the open here: the banner stands
	By        judging.Actor // who is signed in; empty where the page asks nobody
	Data      any
}

// Text returns the text of key; args are pairs of name and value.
func (v view) Text(key string, args ...any) string { return words.say(v.Lang, key, args...) }

// In returns a text of the event in the page's language.
func (v view) In(t judging.Text) string { return t.In(v.Lang) }

// Name returns a language's name in itself.
func (v view) Name(lang string) string { return words.say(lang, "page.language") }

// Texts is the element #i18n of a page with a script.
func (v view) Texts() inlineWords { return words.part(v.Lang, "tablet.", "problem.", "message.") }

func (s *Server) viewOf(c echo.Context, data any) view {
	call := callOf(c)
	return view{
		Lang: call.lang, Assets: s.files.base(), Languages: Languages, Path: c.Request().URL.Path,
		Insecure: s.InsecureLAN && c.Request().TLS == nil && !onLoopback(c.Request()), By: call.by, Data: data,
	}
}

// render answers with the page of name, data as its .Data.
func (s *Server) render(c echo.Context, status int, name string, data any) error {
	return s.write(c, status, name, s.viewOf(c, data))
}

// write answers with a page once it is whole.
func (s *Server) write(c echo.Context, status int, name string, data any) error {
	pages, err := s.pages, error(nil)
	if s.Dev {
		pages, err = parsePages(os.DirFS("web"))
	}
	var out bytes.Buffer
	if err == nil {
		err = pages.ExecuteTemplate(&out, name+".html", data)
	}
	if err != nil {
		return err
	}
	return c.HTMLBlob(status, out.Bytes())
}

// startPage is the demo's, or the public list of boards.
func (s *Server) startPage(c echo.Context) error {
	if s.Demo != nil {
		data, err := s.Demo(c.Request().Context(), callOf(c).lang)
		if err != nil {
			return err
		}
		return s.render(c, http.StatusOK, "start", data)
	}
	events, err := s.programme(c, func(v judging.ContestView) bool { return v.Contest.Board.State != judging.BoardHidden })
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, "events", events)
}

// A heldEvent is an event on a page.
type heldEvent struct {
	judging.Event
	Contests []heldContest
}

type heldContest struct {
	judging.ContestView
	Later bool // has a stage whose scoring comes with a later version
}

// programme lists events with those contests that pick accepts.
func (s *Server) programme(c echo.Context, pick func(judging.ContestView) bool) ([]heldEvent, error) {
	ctx := c.Request().Context()
	events, err := s.Service.Events(ctx)
	if err != nil {
		return nil, err
	}
	out := mapped(events, func(e judging.Event) heldEvent { return heldEvent{Event: e} })
	for i := range out {
		contests, err := s.Service.Contests(ctx, out[i].ID)
		if err != nil {
			return nil, err
		}
		for _, v := range contests {
			if pick(v) {
				out[i].Contests = append(out[i].Contests, heldContest{v, hasLater(v)})
			}
		}
	}
	return out, nil
}

func hasLater(v judging.ContestView) bool {
	for _, stage := range v.Stages {
		if !scored(stage.Kind) {
			return true
		}
	}
	return false
}

// StageTitle is the title of a stage in the definition.
func (h heldContest) StageTitle(slug string) judging.Text {
	for _, stage := range h.Contest.Def.Stages {
		if stage.ID == slug {
			return stage.Title
		}
	}
	return judging.Text{EN: slug, RU: slug, TG: slug}
}

func (s *Server) organizerPage(c echo.Context) error {
	events, err := s.programme(c, func(judging.ContestView) bool { return true })
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, "organizer", events)
}

// A form is what a page shows again when it was refused.
type form struct {
	Next, Name string
	Problem    *Problem
}

func (s *Server) signInPage(c echo.Context) error {
	return s.render(c, http.StatusOK, "signin", form{Next: localPath(c.QueryParam("next"))})
}

func (s *Server) signInForm(c echo.Context) error {
	f := form{Next: localPath(c.FormValue("next")), Name: c.FormValue("name")}
	by, err := s.Service.SignIn(c.Request().Context(), f.Name, c.FormValue("password"))
	return s.signedIn(c, "signin", f, by, err)
}

// The secret of the set-up link stands after '#': a script puts it into the form.
func (s *Server) setupPage(c echo.Context) error { return s.render(c, http.StatusOK, "setup", form{}) }

func (s *Server) setupForm(c echo.Context) error {
	f := form{Next: "/organizer", Name: c.FormValue("name")}
	by, err := s.Service.Setup(c.Request().Context(), c.FormValue("secret"), f.Name, c.FormValue("password"))
	return s.signedIn(c, "setup", f, by, err)
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

// A judgeView is the tablet's page: all else it draws itself.
type judgeView struct {
	view
	Sprite template.HTML
}

func (s *Server) judgePage(c echo.Context) error {
	sprite, err := fs.ReadFile(s.files.files, "sprite.svg")
	if err != nil {
		return err
	}
	return s.write(c, http.StatusOK, "judge", judgeView{s.viewOf(c, nil), template.HTML(sprite)})
}

// judgeShort is the short address on cards; a browser keeps what follows '#'.
func (s *Server) judgeShort(c echo.Context) error { return c.Redirect(http.StatusFound, "/judge") }

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
		Timezone: event.Timezone, Now: stamp(s.Now()), Second: secondLanguage(event, lang),
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
		Lang: lang, Assets: s.files.base(), Theme: theme, Texts: words.part(lang, "board.").Texts, Info: info, Frame: whole(frame),
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

// Days writes the days of an event as dd.mm.yyyy.
func (v view) Days(starts, ends string) string {
	if starts == ends {
		return day(starts)
	}
	return day(starts) + " – " + day(ends)
}

// day turns yyyy-mm-dd around.
func day(s string) string {
	parts := strings.Split(s, "-")
	slices.Reverse(parts)
	return strings.Join(parts, ".")
}

// A state is shown by shape, word and colour (look.md, State shapes).
type state struct{ Assets, Shape, Class, Word string }

// looks of the states of boards and stages: shape of the sprite, class of components.css.
var looks = map[string][2]string{
	"board.hidden": {"s-held", "empty"}, "board.live": {"s-provisional", "provisional"}, "board.published": {"s-final", "final"},
	"stage.setup": {"s-empty", "empty"}, "stage.open": {"s-draft", "draft"}, "stage.closed": {"s-frozen", "frozen"}, "stage.final": {"s-final", "final"},
}

// State of a board or stage, for the template of that name.
func (v view) State(of string, is any) state {
	key := fmt.Sprint(of, ".", is)
	return state{v.Assets, looks[key][0], looks[key][1], v.Text("state." + key)}
}
