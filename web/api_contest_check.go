package web

// What the rules page asks while somebody edits: is it right, what would
// judges see, how do the rules read.

import (
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
	Problems []FieldProblem            `json:"problems"`
	Rules    map[string][]ruleText     `json:"rules"`
	Rubrics  map[string]judging.Rubric `json:"rubrics" doc:"by the stage's id in the definition"`
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
		Problems: mapped(c.Problems, func(p judging.DefinitionProblem) FieldProblem { return wrongDefinition(lang, p) }),
		Rules:    map[string][]ruleText{}, Rubrics: c.Rubrics,
	}
	if c.Refusal != nil {
		p := newProblem(lang, c.Refusal)
		v.Problems = append(v.Problems, FieldProblem{Location: ".", Code: p.Code, Message: p.Title})
	}
	if c.Rules != nil {
		v.Rules = rulesIn(c.Def)
	}
	v.OK = len(v.Problems) == 0
	return v
}

func rulesIn(def judging.Definition) map[string][]ruleText {
	rules := make(map[string][]ruleText, len(Languages))
	for _, lang := range Languages {
		rules[lang] = rulesText(lang, def)
	}
	return rules
}
