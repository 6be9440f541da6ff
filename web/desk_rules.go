package web

// The rules of a contest: read by all of the desk, edited by who prepares,
// until the first sheet.

import (
	"strconv"

	"github.com/labstack/echo/v4"

	"dovar/judging"
	"dovar/scoring"
)

// A rulesPage is what the page begins with; its script asks for the rest.
type rulesPage struct {
	Contest string                    `json:"contest"`
	ETag    string                    `json:"etag"`
	Def     judging.Definition        `json:"def"`
	Edits   bool                      `json:"edits"` // who reads may change it
	Begun   bool                      `json:"begun"` // a sheet has an op: nobody may
	Fixed   rulesFixed                `json:"fixed"`
	Rules   map[string][]ruleText     `json:"rules"`
	Rubrics map[string]judging.Rubric `json:"rubrics"`
	Ties    map[string]map[string]any `json:"ties"` // titles of keys of the chain, in each language
	Methods rulesMethods              `json:"methods"`
}

// rulesMethods are the ways that the page offers: all that package scoring has
// and a definition may name.
type rulesMethods struct {
	Panel []rulesMethod    `json:"panel"`
	Runs  []rulesMethod    `json:"runs"`
	Total []rulesMethod    `json:"total"`
	Tie   []judging.TieKey `json:"tie"`
}

// A rulesMethod is a [scoring.Method] as the page reads it.
type rulesMethod struct {
	Name   string   `json:"name"`
	Params []string `json:"params"`
	Bounds bool     `json:"bounds"`
	Moves  bool     `json:"moves"`
	Low    bool     `json:"low"`
	Sums   bool     `json:"sums"`
	Each   bool     `json:"each"`
}

func methodsOf(of scoring.Part) []rulesMethod {
	return mapped(scoring.Methods(of), func(m scoring.Method) rulesMethod {
		return rulesMethod{m.Name, append([]string{}, m.Params...), m.Bounds, m.Moves, m.Low, m.Sums(), m.ByCriterion()}
	})
}

// rulesFixed are the divisions and stages that exist: they may not be left out.
type rulesFixed struct {
	Divisions []string `json:"divisions"`
	Stages    []string `json:"stages"`
}

func (s *Server) rulesPage(c echo.Context, d *desk) (any, error) {
	v := d.Contest
	begun, err := s.Service.Begun(c.Request().Context(), v.Contest.ID)
	page := rulesPage{
		Contest: v.Contest.ID, ETag: `"` + strconv.FormatInt(v.Contest.N, 10) + `"`, Def: v.Contest.Def,
		Edits: d.May(judging.Prepare), Begun: begun,
		Fixed: rulesFixed{
			mapped(v.Divisions, func(x judging.Division) string { return x.Slug }),
			mapped(v.Stages, func(x judging.Stage) string { return x.Slug }),
		},
		Rules: rulesIn(v.Contest.Def), Rubrics: map[string]judging.Rubric{}, Ties: map[string]map[string]any{},
		Methods: rulesMethods{methodsOf(scoring.PanelPart), methodsOf(scoring.RunsPart), methodsOf(scoring.TotalPart), judging.TieKeys()},
	}
	for _, st := range v.Contest.Def.Stages {
		if r, ok := v.Contest.Def.Rubric(st.ID); ok {
			page.Rubrics[st.ID] = r
		}
	}
	for _, lang := range Languages {
		page.Ties[lang] = words.part(lang, "method.tie.").Texts
	}
	return page, err
}

// Read are the rules in the page's language, for who has no script.
func (p rulesPage) Read(lang string) []ruleText { return p.Rules[lang] }

// RulesTexts are the texts of the page's script.
func (d *desk) RulesTexts() inlineWords {
	return d.Part("desk.rules.", "desk.keep", "rules.", "method.", "tablet.", "page.kind", "problem.contest-begun")
}
