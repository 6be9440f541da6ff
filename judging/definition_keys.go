package judging

// What a chain may ask, as data for whoever draws a form of it.

import (
	"reflect"
	"slices"
	"strings"

	"dovar/scoring"
)

// A TieKey is a comparison that can be asked of some stages: of these kinds
// (none: of any) that have these fields.
type TieKey struct {
	Name   string   `json:"name"`
	Kinds  []string `json:"kinds,omitempty"`
	Fields []string `json:"fields,omitempty"` // of a StageDef, a dot leads into one
	Of     string   `json:"of,omitempty"`     // it is asked of one of these: "criteria", or "attempts" from the best
	Low    bool     `json:"low,omitempty"`    // the lower value is ahead, usually
}

// keyNeeds says in data what tieNeeds asks.
var keyNeeds = map[scoring.TieKind]TieKey{
	scoring.TieStage:       {},
	scoring.TieCriterion:   {Kinds: []string{"rubric"}, Of: "criteria"},
	scoring.TieBestSheet:   {Kinds: []string{"rubric"}},
	scoring.TieCountback:   {Kinds: []string{"rubric"}},
	scoring.TiePenalties:   {Fields: []string{"penalties"}},
	scoring.TieAttempt:     {Kinds: []string{"rubric", "tasks"}, Fields: []string{"attempts"}, Of: "attempts"},
	scoring.TieAttemptTime: {Fields: []string{"attempts", "time"}, Of: "attempts"},
	scoring.TieFinished:    {Fields: []string{"attempts"}},
	scoring.TieExtraRun:    {Fields: []string{"attempts"}},
	scoring.TieGroupPoints: {Fields: []string{"matches.points"}},
	scoring.TieWins:        {Fields: []string{"matches.points"}},
	scoring.TieDifference:  {Fields: []string{"matches.points"}},
	scoring.TieHeadToHead:  {Fields: []string{"matches.points"}},
	scoring.TieSonneborn:   {Fields: []string{"matches.points"}},
	scoring.TieBuchholz:    {Fields: []string{"matches.points"}},
}

// TieKeys lists the comparisons of a stage that a definition may name and
// package scoring makes, in its order.
func TieKeys() (keys []TieKey) {
	by, _ := reflect.TypeFor[TieDef]().FieldByName("By")
	names := strings.Split(by.Tag.Get("enum"), ",")
	for _, m := range scoring.Methods(scoring.TiePart) {
		if k, ofStage := keyNeeds[scoring.TieKind(m.Name)]; ofStage && slices.Contains(names, m.Name) {
			k.Name, k.Low = m.Name, m.Low
			keys = append(keys, k)
		}
	}
	return keys
}
