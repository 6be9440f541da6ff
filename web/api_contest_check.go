package web

// What the rules page asks while somebody edits: is it right, what would
// judges see, how do the rules read.

import (
	"cmp"
	"context"
	"encoding/json"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"dovar/judging"
)

// A checkedView is a definition looked at. Rules are there only while nothing
// is wrong, in each language; rubrics are of every stage that can be drawn.
type checkedView struct {
	OK       bool                      `json:"ok"`
	Problems []checkProblem            `json:"problems"`
	Rules    map[string][]ruleText     `json:"rules"`
	Rubrics  map[string]judging.Rubric `json:"rubrics" doc:"by the stage's id in the definition"`
}

// A checkProblem says what is wrong in the caller's language, with the
// loader's own sentence as detail.
type checkProblem struct {
	Path string         `json:"path" doc:"like stages[0].criteria[2].max; \".\" is the whole"`
	Code string         `json:"code,omitempty"`
	Args map[string]any `json:"args,omitempty"`
	Text string         `json:"text"`
	Rule string         `json:"rule,omitempty"`
}

// A definitionText is described as a definition and read by the loader alone,
// which says where each thing is wrong.
type definitionText struct{ json.RawMessage }

func (definitionText) Schema(r huma.Registry) *huma.Schema {
	return r.Schema(reflect.TypeFor[judging.Definition](), true, "")
}

func (s *Server) checkContest(ctx context.Context, in *struct {
	OfContest
	RawBody []byte
	Body    definitionText
}) (*answer[checkedView], error) {
	checked, err := s.Service.CheckContest(ctx, in.Contest, in.RawBody)
	return reply(viewChecked(in.lang, checked), err)
}

func viewChecked(lang string, c judging.Checked) checkedView {
	v := checkedView{
		Problems: mapped(c.Problems, func(p judging.DefinitionProblem) checkProblem { return viewProblem(lang, p) }),
		Rules:    map[string][]ruleText{}, Rubrics: c.Rubrics,
	}
	if c.Refusal != nil {
		p := newProblem(lang, c.Refusal)
		v.Problems = append(v.Problems, checkProblem{Path: ".", Code: p.Code, Text: p.Title})
	}
	if c.Rules != nil {
		v.Rules = rulesIn(c.Def)
	}
	v.OK = len(v.Problems) == 0
	return v
}

// viewProblem words a problem; one without words of its own says where to look.
func viewProblem(lang string, p judging.DefinitionProblem) checkProblem {
	return checkProblem{p.Path, p.Code, p.Args, words.sayMap(lang, "definition."+cmp.Or(p.Code, "other"), p.Args), p.Rule}
}

func rulesIn(def judging.Definition) map[string][]ruleText {
	rules := make(map[string][]ruleText, len(Languages))
	for _, lang := range Languages {
		rules[lang] = rulesText(lang, def)
	}
	return rules
}
