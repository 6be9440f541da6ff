package web

// Pages: templates and forms. All templates are one set; a page is the template
// of its file's name.

import (
	"bytes"
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

// Decimal writes a decimal for reading, with a real minus sign. What a field, a
// file or a script reads back stays as it is.
func (v view) Decimal(d any) string {
	if there, ok := d.(*judging.Decimal); ok {
		d = *there
	}
	return showTotal(fmt.Sprint(d), 0, v.Lang)
}

// Name returns a language's name in itself.
func (v view) Name(lang string) string { return words.say(lang, "page.language") }

// Texts is the element #i18n of a page with a script.
func (v view) Texts() inlineWords {
	return words.part(v.Lang, "tablet.", "problem.", "message.", "page.product")
}

// Part is the element #i18n of a page whose script needs these texts.
func (v view) Part(prefixes ...string) inlineWords { return words.part(v.Lang, prefixes...) }

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
	pages, err := s.templates()
	var out bytes.Buffer
	if err == nil {
		err = pages.ExecuteTemplate(&out, name+".html", data)
	}
	if err != nil {
		return err
	}
	return c.HTMLBlob(status, out.Bytes())
}

// templates are the embedded ones, or those on the disk.
func (s *Server) templates() (*template.Template, error) {
	if s.Dev {
		return parsePages(os.DirFS("web"))
	}
	return s.pages, nil
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
				out[i].Contests = append(out[i].Contests, heldContest{v})
			}
		}
	}
	return out, nil
}

// StageTitle is the title of a stage in the definition.
func (h heldContest) StageTitle(slug string) judging.Text {
	return stageTitle(h.Contest.Def, slug)
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

// A state is shown by shape, word and colour.
type state struct{ Assets, Shape, Class, Word string }

// looks of the states of boards, stages, cards and figures: shape of the sprite, class of components.css.
var looks = map[string][2]string{
	"board.hidden": {"s-held", "empty"}, "board.live": {"s-provisional", "provisional"}, "board.published": {"s-final", "final"},
	"stage.setup": {"s-empty", "empty"}, "stage.open": {"s-draft", "draft"}, "stage.closed": {"s-frozen", "frozen"}, "stage.final": {"s-final", "final"},
	"card.none": {"s-empty", "empty"}, "card.made": {"s-received", "received"}, "card.dead": {"s-excluded", "excluded"},
	"entry.absent": {"s-excluded", "excluded"}, "entry.withdrawn": {"s-excluded", "excluded"}, "entry.disqualified": {"s-excluded", "excluded"},
	"order.sure": {"s-received", "received"}, "order.fair": {"s-provisional", "provisional"}, "order.poor": {"s-held", "held"},
	"lead.sure": {"s-received", "received"}, "lead.open": {"s-provisional", "provisional"}, "sheet.returned": {"s-returned", "returned"},
	"account.on": {"s-received", "received"}, "account.off": {"s-excluded", "excluded"},
}

// State of a board, stage, card or account, for the template of that name.
func (v view) State(of string, is any) state {
	key := fmt.Sprint(of, ".", is)
	return state{v.Assets, looks[key][0], looks[key][1], v.Text("state." + key)}
}
