package judging

// A definition looked at before it is kept: what is wrong with it, and what
// judges would see of it.

import (
	"context"
	"reflect"
	"slices"
)

// A Checked is what a definition comes to. Rules and Def are there only while
// nothing is wrong; Rubrics, by the stage's id, are of all stages whose scales
// can be shown, so that a preview goes on while a text is still missing.
type Checked struct {
	Problems []DefinitionProblem
	Refusal  *Error // why it could not be kept even so, or nil
	Rules    []RuleLine
	Rubrics  map[string]Rubric
	Def      Definition
}

// CheckContest does all that PutContest asks of a definition, and changes
// nothing.
func (s *Service) CheckContest(ctx context.Context, contest string, text []byte) (out Checked, err error) {
	var in inspection
	in.load(text, fromJSON)
	out.Problems, out.Rubrics = in.problems, map[string]Rubric{}
	for _, st := range in.def.Stages {
		if r, ok := in.def.Rubric(st.ID); ok && r.shown() {
			out.Rubrics[st.ID] = r
		}
	}
	if len(in.problems) == 0 {
		out.Def, out.Rules = in.def, RulesText(in.def)
	}
	return view(ctx, s, func(tx Tx) (Checked, error) {
		c, err := tx.Contest(contest)
		if err != nil {
			return out, err
		}
		v, err := viewContest(tx, c)
		if err != nil || out.Rules == nil {
			return out, err
		}
		out.Refusal, err = replaceable(tx, v, in.def)
		return out, err
	})
}

// Begun reports whether a sheet of the contest has an op: its rules stand.
func (s *Service) Begun(ctx context.Context, contest string) (bool, error) {
	return view(ctx, s, func(tx Tx) (bool, error) { return marked(tx, contest) })
}

func marked(tx Tx, contest string) (bool, error) {
	sheets, err := tx.Sheets(SheetFilter{Contest: contest})
	return slices.ContainsFunc(sheets, func(sh Sheet) bool { return sh.Rev > 0 }), err
}

// replaceable says why the definition of a contest cannot become def: a sheet
// has an op, a division or stage that exists is left out, or it declares
// otherwise what a stage was opened with.
func replaceable(tx Tx, v ContestView, def Definition) (*Error, error) {
	if yes, err := marked(tx, v.Contest.ID); err != nil {
		return nil, err
	} else if yes {
		return Fail(Conflict, "contest-begun"), nil
	}
	if v.opened() && !v.Contest.Def.declares(def) {
		return Fail(Conflict, "declared"), nil
	}
	if v.opened() && !reflect.DeepEqual(v.Contest.Def.Rank.Adjust, def.Rank.Adjust) {
		return Fail(Conflict, "adjust-declared"), nil
	}
	for _, d := range v.Divisions {
		if !slices.ContainsFunc(def.divisions(), func(x DivisionDef) bool { return x.ID == d.Slug }) {
			return Fail(Conflict, "division-kept", "division", d.Slug), nil
		}
	}
	for _, st := range v.Stages {
		if _, kept := def.stage(st.Slug); !kept {
			return Fail(Conflict, "stage-kept", "stage", st.Slug), nil
		}
	}
	return nil, nil
}

// previewKeys is the most values of a scale that a preview draws keys for.
const previewKeys = 201

// shown reports whether a tablet could draw the rubric: scales that lead from
// min to max, and bands whose ends are numbers.
func (r Rubric) shown() bool {
	return len(r.Criteria) > 0 && !slices.ContainsFunc(r.Criteria, func(c RubricCriterion) bool {
		for _, d := range []Decimal{c.Min, c.Max, c.Step, c.Weight} {
			if !CheckDecimal(d) {
				return true
			}
		}
		if c.Step.number().Sign() <= 0 || c.Min.number().Cmp(c.Max.number()) >= 0 {
			return true
		}
		count, exact := steps(c.Min, c.Max, c.Step)
		wrong := func(b Band) bool { return !CheckDecimal(b.From) || !CheckDecimal(b.To) }
		return !exact || !count.IsInt64() || count.Int64() > previewKeys || slices.ContainsFunc(c.Bands, wrong)
	}) && !slices.ContainsFunc(r.Penalties, func(p RubricPenalty) bool { return !CheckDecimal(p.Per) })
}
