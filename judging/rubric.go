package judging

// A rubric is what a tablet shows of a rubric stage; its hash is the version
// that every op names. What a sheet may hold is asked of it.

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"dovar/scoring"
)

// A Rubric in the shape of GET /hello. It is self-contained: ops of an
// older rubric are read with it.
type Rubric struct {
	Kind      string            `json:"kind,omitempty"`  // of a referee's form; absent for a rubric
	Sheet     string            `json:"sheet,omitempty"` // points, percent; of a rubric
	Criteria  []RubricCriterion `json:"criteria"`
	Penalties []RubricPenalty   `json:"penalties"`
	Skip      bool              `json:"skip,omitempty"` // a sheet may leave criteria without a mark

	Run   *RunForm   `json:"run,omitempty"`   // of tasks and time
	Items []ItemDef  `json:"items,omitempty"` // of a checklist
	Match *MatchForm `json:"match,omitempty"` // of matches
	Rules []RuleDef  `json:"rules,omitempty"`
	Signs bool       `json:"signs,omitempty"` // the team confirms each sheet
}

type RubricCriterion struct {
	ID     string    `json:"id"`
	Title  Text      `json:"title"`
	Hint   *Text     `json:"hint,omitempty"`
	Weight Decimal   `json:"weight"`
	Min    Decimal   `json:"min"`
	Max    Decimal   `json:"max"`
	Step   Decimal   `json:"step"`
	Bands  []Band    `json:"bands"`
	NoteAt []Decimal `json:"noteAt"`
}

type RubricPenalty struct {
	ID    string  `json:"id"`
	Title Text    `json:"title"`
	Per   Decimal `json:"per"`
	Max   *int    `json:"max,omitempty"` // absent: no limit
	When  string  `json:"when"`          // team, always
}

// Rubric returns what a tablet shows of a stage; false for a kind without sheets,
// and while tasks are to be defined.
func (d Definition) Rubric(stage string) (Rubric, bool) {
	s, known := d.stage(stage)
	if _, sheets := liveKinds[s.Kind]; !known || !sheets || s.Kind == "tasks" && len(s.Tasks) == 0 {
		return Rubric{}, false
	}
	if s.Kind != "rubric" {
		return d.form(s), true
	}
	r := Rubric{Sheet: s.Sheet, Skip: s.SkipAllowed, Penalties: []RubricPenalty{}}
	for _, c := range s.Criteria {
		r.Criteria = append(r.Criteria, RubricCriterion{
			ID: c.ID, Title: c.Title, Hint: c.Hint, Weight: c.Weight, Min: c.Min, Max: c.Max, Step: c.Step,
			Bands:  append([]Band{}, d.Bands[c.Bands]...),
			NoteAt: append([]Decimal{}, c.NoteAt...),
		})
	}
	for _, p := range s.Penalties {
		r.Penalties = append(r.Penalties, RubricPenalty{ID: p.ID, Title: p.Title, Per: p.Per, Max: p.MaxCount, When: p.When})
	}
	return r, true
}

// JSON returns the RFC 8785 form, as stored and hashed.
func (r Rubric) JSON() []byte {
	text, err := Canon(r)
	if err != nil {
		panic(err) // a Rubric holds only strings and small numbers
	}
	return text
}

// Hash is the SHA-256 of JSON, lower-case hex.
func (r Rubric) Hash() string {
	sum := sha256.Sum256(r.JSON())
	return hex.EncodeToString(sum[:])
}

// ParseRubric reads what JSON wrote.
func ParseRubric(text []byte) (r Rubric, err error) {
	if err = json.Unmarshal(text, &r); err != nil {
		err = fmt.Errorf("rubric: %w", err)
	}
	return r, err
}

// Check asks whether a sheet may hold the body; complete asks also what only a
// submit must have. The error is Invalid, its arguments name the line:
// "criterion-unknown" {criterion}, "mark-off-scale" {criterion, mark, min, max,
// step}, "penalty-unknown" {penalty}, "penalty-over" {penalty, count, max}; of a
// submit "sheet-gaps" {criterion, missing}: the first line without a mark and
// how many there are, and "note-missing" {criterion}. Of a referee's form:
// "task-unknown", "count-over", "choice-unknown" {task}, "together-over" {tasks,
// most}, "timers" {timers}, "time-decimals" {most}, "time-over",
// "outcome-unknown", "modifier-unknown"; "item-unknown", "item-answer" {item};
// "run-gaps" {task, missing}; of a match "match-over", "match-replays",
// "match-decided", "match-draw", "match-decision", "match-open" {to}.
func (r Rubric) Check(body Body, complete bool) *Error {
	switch r.Kind {
	case "tasks", "time":
		return r.checkRun(body, complete)
	case "checklist":
		return r.checkItems(body, complete)
	case "matches":
		return r.checkMatch(body, complete)
	}
	for _, check := range []func(Body) *Error{r.checkNames, r.checkMarks, r.checkCounts} {
		if err := check(body); err != nil {
			return err
		}
	}
	if complete {
		return r.checkComplete(body)
	}
	return nil
}

func (r Rubric) checkNames(body Body) *Error {
	named := slices.Concat(slices.Collect(maps.Keys(body.Marks)), slices.Collect(maps.Keys(body.Notes)))
	slices.Sort(named)
	for _, id := range named {
		if !slices.ContainsFunc(r.Criteria, func(c RubricCriterion) bool { return c.ID == id }) {
			return Fail(Invalid, "criterion-unknown", "criterion", id)
		}
	}
	return nil
}

func (r Rubric) checkMarks(body Body) *Error {
	for _, c := range r.Criteria {
		if mark := body.Marks[c.ID]; mark != nil && !onScale(*mark, c.Min, c.Max, c.Step) {
			return Fail(Invalid, "mark-off-scale", "criterion", c.ID, "mark", *mark, "min", c.Min, "max", c.Max, "step", c.Step)
		}
	}
	return nil
}

// onScale reports whether x is min, min + step, ... or max.
func onScale(x, min, max, step Decimal) bool {
	if !CheckDecimal(x) || x.number().Cmp(min.number()) < 0 || x.number().Cmp(max.number()) > 0 {
		return false
	}
	_, exact := steps(min, x, step)
	return exact
}

func (r Rubric) checkCounts(body Body) *Error {
	for _, id := range slices.Sorted(maps.Keys(body.Counts)) {
		i := slices.IndexFunc(r.Penalties, func(p RubricPenalty) bool { return p.ID == id })
		if i < 0 {
			return Fail(Invalid, "penalty-unknown", "penalty", id)
		}
		if count, max := body.Counts[id], r.Penalties[i].limit(); count < 0 || count > max {
			return Fail(Invalid, "penalty-over", "penalty", id, "count", count, "max", max)
		}
	}
	return nil
}

// countLimit bounds a penalty without a limit of its own.
const countLimit = 1000

func (p RubricPenalty) limit() int {
	if p.Max == nil {
		return countLimit
	}
	return *p.Max
}

func (r Rubric) checkComplete(body Body) *Error {
	var gaps []string
	for _, c := range r.Criteria {
		if body.Marks[c.ID] == nil {
			gaps = append(gaps, c.ID)
		}
	}
	if len(gaps) > 0 && (!r.Skip || len(gaps) == len(r.Criteria)) {
		return Fail(Invalid, "sheet-gaps", "criterion", gaps[0], "missing", len(gaps))
	}
	for _, c := range r.Criteria {
		mark := body.Marks[c.ID]
		if mark != nil && slices.Contains(c.NoteAt, *mark) && strings.TrimSpace(body.Notes[c.ID]) == "" {
			return Fail(Invalid, "note-missing", "criterion", c.ID)
		}
	}
	return nil
}

// Marks returns a body that Check accepts as scoring takes it: the marks given,
// and the counts.
func (r Rubric) Marks(body Body) (map[string]scoring.Number, map[string]int) {
	marks := make(map[string]scoring.Number, len(body.Marks))
	for id, mark := range body.Marks {
		if mark != nil {
			marks[id] = mark.number()
		}
	}
	return marks, body.Counts
}
