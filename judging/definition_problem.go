package judging

// What is wrong with a definition, in a form that a page can translate and
// point at. The loader's sentence is the rule; the rules that a person meets
// while editing have a code of their own.

import (
	"fmt"
	"strings"
)

// A DefinitionProblem is one rule of the schema that a definition breaks. Path
// is where, like stages[0].criteria[2].max; "." is the whole. Code, where there
// is one, is stable and the key "definition.<Code>" of the catalogues, whose
// text may use Args.
type DefinitionProblem struct {
	File string         `json:"file,omitempty"`
	Path string         `json:"path"`
	Rule string         `json:"rule"`
	Code string         `json:"code,omitempty"`
	Args map[string]any `json:"args,omitempty"`
}

func (p DefinitionProblem) String() string {
	if p.File == "" {
		return p.Path + ": " + p.Rule
	}
	return p.File + ": " + p.Path + ": " + p.Rule
}

// Problems is all that is wrong with a definition, in the order found.
type Problems []DefinitionProblem

func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, problem := range p {
		lines[i] = problem.String()
	}
	return strings.Join(lines, "\n")
}

// definitionCodes name the rules, by the sentence in which the loader says
// them; after the code stand the names of the sentence's values.
var definitionCodes = map[string]string{
	"missing":                       "missing",
	"must be trimmed and not empty": "text-missing",
	"must be a decimal as a quoted string, at most 20 characters": "decimal",
	"must be a whole number of at most nine digits":               "whole",
	"must be at least 0":                             "least-0",
	"must be at least 1":                             "least-1",
	"must be > 0":                                    "above-0",
	"must be >= 0":                                   "not-below-0",
	"must be < 0":                                    "below-0",
	"must have %s or more":                           "too-few count",
	"%v stands in the list twice":                    "twice id",
	"the first must be at most the second":           "range",
	"a person is [1, 1]":                             "person",
	"must be at least min":                           "recommended",
	"must be at least recommended":                   "most-judges",
	"must be at most judges.min":                     "min-sheets",
	"must be name, code or one of fields":            "public-unknown",
	"from must be at most to":                        "band-order",
	"must be above the band before":                  "band-overlap",
	"must be above min":                              "max-below",
	"must lead from min to max in whole steps":       "step-whole",
	"is not on the scale":                            "off-scale",
	"the band from %s to %s leaves the scale":        "band-leaves from to",
	"a value below the band from %s lies in no band": "band-gap from",
	"a value of the band from %s lies in two bands":  "band-twice from",
	"the end of the scale lies in no band":           "band-end",
	"must be %s":                                     "max-sum max",
	"rank by %s needs %s":                            "combine by combine",
	"a stage of weight 0 has none":                   "combine-none",
	"one must have a weight above 0":                 "weight-none",
	"vote ends the chain and stands only there":      "vote-last",
	"the same key stands in the chain twice":         "tie-twice",
	"names no stage":                                 "stage-unknown",
	"is not one of entry.fields":                     "field-unknown",
	"needs the entry field supervisor":               "supervisor",
	"only one award is for the rest":                 "rest-twice",
	"place %d of %s has an award already":            "place-twice place to",
	"%s %s":                                          "tie-needs",
}

// definitionProblem says the rule with its values, and which one it is.
func definitionProblem(file string, at where, rule string, args ...any) DefinitionProblem {
	p := DefinitionProblem{File: file, Path: string(at), Rule: fmt.Sprintf(rule, args...)}
	known, ok := definitionCodes[rule]
	if !ok {
		known, args = definitionCodes[p.Rule], nil // a rule that came as a value
	}
	names := strings.Fields(known)
	if len(names) == 0 {
		return p
	}
	p.Code = names[0]
	for i, name := range names[1:] {
		if p.Args == nil {
			p.Args = map[string]any{}
		}
		p.Args[name] = fmt.Sprint(args[i])
	}
	return p
}
