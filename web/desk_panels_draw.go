package web

// The desk: a draw as it is shown before it is stored.

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

// A drawView is what a draw would make, with all that a person weighs before
// they apply it.
type drawView struct {
	Shown       bool // asked for; else only its form
	Seed        int64
	PerEntry    int
	Link        int  // entries of each part that get a judge of another
	Links       bool // the form asks for it
	Judges      int  // that may be drawn without panels
	Got         judging.Assigned
	Entries     int
	Least, Most int // entries of a judge
	Short       []shortLine
	Loads       []loadLine
	Lines       []entryLine
	Barred      []pairLine
	Warned      []pairLine
	Islands     []string // where, one group each
	Stages      int      // that "all score all" fills
}

// A shortLine is an entry with fewer judges than it needs, and who may not.
type shortLine struct {
	judging.Entry
	Have, Need int
	Kind       string // code of the refusal
	Why        []pairLine
}

type loadLine struct {
	Name, Where string
	N           int
}

type entryLine struct {
	judging.Entry
	Where, Judges string
	N             int
	Short         bool
}

type pairLine struct {
	Entry judging.Entry
	Judge string
	Why   string // text key
}

// shownLines is how many lines of each list a preview shows at most.
const shownLines = 1000

// drawViews fills the form of the draw, its preview when it is asked for, and
// the one-click offer where nothing is made yet.
func (s *Server) drawViews(c echo.Context, p *panelsData) error {
	if !p.Changes() {
		return nil
	}
	v := &drawView{Judges: len(p.named()), Entries: len(p.Entries)}
	p.Draw = v
	if v.Seed, _ = strconv.ParseInt(c.FormValue("seed"), 10, 64); v.Seed == 0 {
		v.Seed = 1000 + rand.Int64N(9000)
	}
	v.PerEntry, _ = strconv.Atoi(c.FormValue("perEntry"))
	if v.PerEntry == 0 && len(p.Panels) == 0 {
		v.PerEntry = min(p.Contest.Contest.Def.Judges.Recommended, max(1, v.Judges))
	}
	v.Link = atoi(c.FormValue("link"))
	v.Links = len(p.Panels) > 1 || len(p.Parts) > 0 || v.Link > 0
	if c.FormValue("draw") != "" {
		v.Shown = true
		return s.fillDraw(c, p, v)
	}
	if p.Setup() && len(p.Panels) == 0 && p.Pairs == 0 && len(p.Entries) > 0 && v.Judges > 0 && len(p.Entries)*v.Judges <= 50_000 {
		p.All = &drawView{PerEntry: v.Judges, Judges: v.Judges, Entries: v.Entries}
		stages, err := s.emptyStages(c, p)
		if p.All.Stages = len(stages); err != nil {
			return err
		}
		return s.fillDraw(c, p, p.All)
	}
	return nil
}

// named are the judges whom a draw without panels may use.
func (p *panelsData) named() []judging.Judge {
	return slices.DeleteFunc(slices.Clone(p.Judges), func(j judging.Judge) bool { return j.Spare })
}

// fillDraw makes a dry run. What it refuses is told on the page.
func (s *Server) fillDraw(c echo.Context, p *panelsData, v *drawView) error {
	ask := judging.Assignment{Stage: p.Stage.ID, Seed: v.Seed, Link: v.Link, DryRun: true}
	if len(p.Panels) == 0 {
		ask.PerEntry = v.PerEntry
	}
	got, err := s.Service.Assign(c.Request().Context(), p.By, p.Contest.Contest.ID, ask)
	if err != nil {
		problem := newProblem(p.Lang, err)
		if problem.Status >= 500 {
			return err
		}
		v.Shown = false
		if p.Problem == nil {
			p.Problem = remember(c, problem)
		}
		return nil
	}
	v.Got = got
	v.shorts(p)
	v.loads(p)
	v.lines(p)
	v.Barred = p.pairLines(got.Barred)
	for _, pair := range got.Warned[:min(len(got.Warned), shownLines)] {
		v.Warned = append(v.Warned, pairLine{p.entries[pair.Entry], p.judges[pair.Judge].Name, "desk.panels.why.same-district"})
	}
	for _, part := range got.Islands {
		var where []string
		for _, id := range part.Panels {
			where = append(where, p.Where(id))
		}
		if len(where) == 0 {
			where = mapped(part.Judges, func(id string) string { return p.judges[id].Name })
		}
		v.Islands = append(v.Islands, strings.Join(where, ", "))
	}
	return nil
}

func (p *panelsData) pairLines(pairs []judging.RefusedPair) (out []pairLine) {
	for _, r := range pairs[:min(len(pairs), shownLines)] {
		out = append(out, pairLine{p.entries[r.Entry], p.judges[r.Judge].Name, "desk.panels.why." + r.Code})
	}
	return out
}

func (v *drawView) shorts(p *panelsData) {
	for _, r := range v.Got.Refused {
		line := shortLine{Entry: p.entries[r.Entry], Have: r.Have, Need: r.Need, Kind: r.Code}
		line.Why = p.pairLines(slices.DeleteFunc(slices.Clone(v.Got.Barred), func(b judging.RefusedPair) bool { return b.Entry != r.Entry }))
		v.Short = append(v.Short, line)
	}
}

func (v *drawView) loads(p *panelsData) {
	where := map[string][]string{}
	for _, x := range p.Panels {
		for _, id := range x.Judges {
			if name := p.Where(x.ID); !slices.Contains(where[id], name) {
				where[id] = append(where[id], name)
			}
		}
	}
	for _, j := range p.Judges {
		n, drawn := v.Got.Loads[j.ID]
		if drawn || len(p.Panels) == 0 && !j.Spare || where[j.ID] != nil {
			v.Loads = append(v.Loads, loadLine{j.Name, strings.Join(where[j.ID], ", "), n})
		}
	}
	for i, l := range v.Loads {
		if i == 0 || l.N < v.Least {
			v.Least = l.N
		}
		v.Most = max(v.Most, l.N)
	}
}

// A lack is a shortLine in words.
type lack struct {
	Line shortLine
	Text string
	Whys []string
}

// Say tells why an entry has too few judges.
func (p *panelsData) Say(l shortLine) lack {
	out := lack{Line: l, Text: p.Text("desk.panels.short."+l.Kind, "have", l.Have, "need", l.Need)}
	for _, w := range l.Why {
		out.Whys = append(out.Whys, w.Judge+" – "+p.Text(w.Why))
	}
	return out
}

// Again is the address of a draw by another seed.
func (p *panelsData) Again() string {
	return p.To("draw", p.Stage.ID, "draw", "1", "seed", strconv.FormatInt(1000+rand.Int64N(9000), 10), "perEntry", strconv.Itoa(p.Draw.PerEntry), "link", strconv.Itoa(p.Draw.Link))
}

// lines of the entries, those with too few judges first.
func (v *drawView) lines(p *panelsData) {
	names, where := map[string][]string{}, map[string][]string{}
	for _, pair := range v.Got.Pairs {
		names[pair.Entry] = append(names[pair.Entry], p.judges[pair.Judge].Name)
		if at := p.Where(pair.Panel); at != "" && !slices.Contains(where[pair.Entry], at) {
			where[pair.Entry] = append(where[pair.Entry], at)
		}
	}
	short := map[string]bool{}
	for _, l := range v.Short {
		short[l.ID] = true
	}
	for _, e := range p.Entries {
		v.Lines = append(v.Lines, entryLine{
			e, strings.Join(where[e.ID], ", "), strings.Join(names[e.ID], ", "), v.Got.Coverage[e.ID], short[e.ID],
		})
	}
	slices.SortStableFunc(v.Lines, func(a, b entryLine) int {
		switch {
		case a.Short == b.Short:
			return 0
		case a.Short:
			return -1
		}
		return 1
	})
	v.Lines = v.Lines[:min(len(v.Lines), shownLines)]
}

// emptyStages are those for which nothing is prepared yet.
func (s *Server) emptyStages(c echo.Context, p *panelsData) (out []judging.Stage, err error) {
	for _, st := range p.Contest.Stages {
		if st.State != judging.StageSetup {
			continue
		}
		of, err := s.Service.Pairings(c.Request().Context(), p.Contest.Contest.ID, st.ID)
		if err != nil {
			return nil, err
		}
		made := len(of.Panels) > 0
		for e := range of.Entries {
			made = made || len(of.Judging(e)) > 0
		}
		if !made {
			out = append(out, st)
		}
	}
	return out, nil
}
