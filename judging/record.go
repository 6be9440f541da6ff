package judging

// What a referee's sheet holds beside marks: a run, or a match.

import (
	"encoding/json"
	"errors"
	"slices"

	"dovar/scoring"
)

// A Record is the part of a sheet's content that a result is made of in the
// stages of referees. Absent and empty mean the same.
type Record struct {
	Tasks     map[string]*TaskMark `json:"tasks,omitempty"`     // by task; nil is not told yet
	Times     []*Decimal           `json:"times,omitempty"`     // seconds, one a timer; nil is not taken yet
	Outcome   string               `json:"outcome,omitempty"`   // "" means ok
	Modifiers []string             `json:"modifiers,omitempty"` // sorted
	Bouts     []string             `json:"bouts,omitempty"`     // in order: "a", "b", "none"
	Decision  string               `json:"decision,omitempty"`  // of the referees: "a", "b", "draw"
}

// A TaskMark is the count of a counter, a JSON integer, or the value chosen, a
// decimal string.
type TaskMark struct {
	Count  *int
	Choice *Decimal
}

func (m TaskMark) MarshalJSON() ([]byte, error) {
	if m.Count != nil {
		return json.Marshal(*m.Count)
	}
	return json.Marshal(m.Choice)
}

func (m *TaskMark) UnmarshalJSON(raw []byte) error {
	if len(raw) > 0 && raw[0] == '"' {
		return json.Unmarshal(raw, &m.Choice)
	}
	if err := json.Unmarshal(raw, &m.Count); err != nil {
		return err
	}
	if *m.Count < 0 {
		return errors.New("a count is 0 or more")
	}
	return nil
}

func (m TaskMark) number() scoring.Number {
	if m.Count != nil {
		return scoring.Int(int64(*m.Count))
	}
	return m.Choice.number()
}

// A TeamWord says how a team confirmed a sheet: by the name of a member, by its
// PIN, by a drawn signature, or that it did not, and why.
type TeamWord struct {
	How string `json:"how"` // "", name, pin, drawn, refused
	Who string `json:"who"`
	Why string `json:"why"`
}

// malformed names the first member of a record that has not its canonical form.
func (r Record) malformed() string {
	for id, m := range r.Tasks {
		if !idForm.MatchString(id) || m != nil && m.Choice != nil && !CheckDecimal(*m.Choice) {
			return "tasks"
		}
	}
	if slices.ContainsFunc(r.Times, offTime) {
		return "times"
	}
	if !slices.IsSorted(r.Modifiers) || len(slices.Compact(slices.Clone(r.Modifiers))) < len(r.Modifiers) {
		return "modifiers"
	}
	if slices.ContainsFunc(r.Bouts, func(b string) bool { return !slices.Contains([]string{"a", "b", "none"}, b) }) {
		return "bouts"
	}
	if !slices.Contains([]string{"", "a", "b", "draw"}, r.Decision) {
		return "decision"
	}
	return ""
}

func offTime(t *Decimal) bool { return t != nil && (!CheckDecimal(*t) || t.number().Sign() < 0) }
