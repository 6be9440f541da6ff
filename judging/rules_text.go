package judging

// The rules of a contest as text made from its definition, so that what a jury
// reads, signs and appeals to is what the program does. Lines are keys and
// values; web gives them words in three languages.

import (
	"slices"
	"strings"

	"dovar/scoring"
)

// A RuleLine is one line of the rules: the catalogue's text "rules.<Key>" filled
// with Args. Level 0 is a heading, 1 a sentence under it, 2 and 3 belong to the
// line above. A value is an int, a string, a [Text], a [Decimal], a [RuleWord],
// or a list of one of these; "count" chooses the plural form.
type RuleLine struct {
	Level int
	Key   string
	Args  map[string]any
}

// A RuleWord is a value that is itself a text of the catalogues,
// "rules.<RuleWord>". A field of an entry that has none is called by its name
// after "field.".
type RuleWord string

// RulesText returns the rules in the order in which they are applied.
func RulesText(d Definition) []RuleLine {
	t := rulesText{def: d}
	t.entry()
	t.judges()
	for i, s := range d.Stages {
		t.stage(i, s)
	}
	t.total()
	t.say(0, "ties")
	t.chain(1, d.Ties)
	t.say(1, "style."+d.Rank.Style)
	t.awards()
	t.say(0, "privacy")
	t.say(1, "privacy."+d.Privacy)
	t.say(1, "public", "fields", fieldWords(d.Entry.Public))
	return t.lines
}

type rulesText struct {
	def   Definition
	lines []RuleLine
}

func (t *rulesText) say(level int, key string, args ...any) {
	line := RuleLine{Level: level, Key: key}
	if len(args) > 0 {
		line.Args = make(map[string]any, len(args)/2)
		for i := 0; i+1 < len(args); i += 2 {
			line.Args[args[i].(string)] = args[i+1]
		}
	}
	t.lines = append(t.lines, line)
}

// count says the line about a number that is stated, and nothing of one that is not.
func (t *rulesText) count(level int, key string, n *int) {
	if n != nil {
		t.say(level, key, "count", *n)
	}
}

func (t *rulesText) note(level int, text *Text) {
	if text != nil {
		t.say(level, "note", "text", *text)
	}
}

func (t *rulesText) entry() {
	e := t.def.Entry
	t.say(0, "entry")
	t.say(1, "entry."+e.Type)
	switch least, most := e.Members[0], e.Members[1]; {
	case e.Type == "person":
	case least == most:
		t.say(1, "members.same", "count", most)
	default:
		t.say(1, "members", "min", least, "count", most)
	}
	if t.def.Minors {
		t.say(1, "minors")
	}
	if len(e.Fields) > 0 {
		t.say(1, "fields", "fields", fieldWords(e.Fields))
	}
	if len(t.def.Divisions) == 0 {
		t.say(1, "divisions.one")
		return
	}
	t.say(1, "divisions")
	for _, d := range t.def.Divisions {
		if d.Age == nil {
			t.say(2, "division", "title", d.Title)
		} else {
			t.say(2, "division.age", "title", d.Title, "from", d.Age[0], "to", d.Age[1])
		}
	}
}

func fieldWords(fields []string) []RuleWord {
	words := make([]RuleWord, len(fields))
	for i, f := range fields {
		words[i] = RuleWord("field." + f)
	}
	return words
}

func (t *rulesText) judges() {
	j := t.def.Judges
	t.say(0, "judges")
	t.say(1, "scheme."+j.Scheme)
	if j.Scheme != "referee" {
		t.say(1, "judges.least", "count", j.Min)
		if j.Recommended > j.Min {
			t.say(1, "judges.wished", "count", j.Recommended)
		}
		t.count(1, "judges.most", j.Max)
		t.say(1, "order."+j.Order)
		if j.Sheets == "joint" {
			t.say(1, "sheets.joint")
		} else {
			t.say(1, "sheets.own")
		}
	}
	if j.Scheme != "referee" {
		t.say(1, "leaves."+j.Leaving())
	}
	if j.Discussion != "" {
		t.say(1, "discussion."+j.Discussion)
	}
	if j.TeamSigns {
		t.say(1, "signs")
	}
	t.count(1, "judges.slot", j.SlotMinutes)
	t.note(1, j.Text)
}

func (t *rulesText) total() {
	r := t.def.Rank
	t.say(0, "total")
	if r.By == "points" && r.Order == "asc" {
		t.say(1, "total.points.places")
	} else {
		t.say(1, "total."+r.By)
	}
	if most, known := t.def.highest(); known {
		t.say(1, "total.max", "max", most)
	}
	if t.def.Judges.Scheme != "referee" {
		t.say(1, "least", "count", r.MinSheets)
	}
	if scheme := t.def.Judges.Scheme; r.Rooms != nil || scheme == "panels" || scheme == "assigned" {
		t.rooms(r.Sharing())
	}
	t.say(1, "unfinished."+r.Unfinished)
	if r.Adjust != nil {
		t.say(1, "adjust."+r.Adjust.For+"."+r.Adjust.Use)
	}
	for _, c := range r.Cuts {
		stage, _ := t.def.stage(c.After)
		t.say(1, "cut", "stage", stage.Title, "count", c.Top)
	}
	switch {
	case r.Round != nil:
		t.lines = append(t.lines, RoundingLine(1, "total", r.Round.Decimals, r.Round.Mode))
	case r.By != "bracket":
		t.say(1, "decimals", "count", r.Decimals)
	}
}

func (t *rulesText) rooms(r RoomsDef) {
	if r.Use == RoomsQuota {
		t.say(1, "rooms.quota", "count", r.Count())
		return
	}
	t.say(1, "rooms."+r.Use)
}

// unit is what a figure of so many decimals is a whole number of.
func unit(decimals int) any {
	if decimals == 0 {
		return RuleWord("whole")
	}
	return Decimal("0." + strings.Repeat("0", decimals-1) + "1")
}

// RoundingLine is the sentence about a rounding: of a figure of a stage, or at
// "total" of the totals.
func RoundingLine(level int, at string, decimals int, mode string) RuleLine {
	key := "rounding." + at
	if at == "total" {
		key = "total.rounded"
	}
	return RuleLine{level, key, map[string]any{"to": unit(decimals), "mode": RuleWord("mode." + mode)}}
}

// highest is the most a total can be; false where it has no maximum.
func (d Definition) highest() (Decimal, bool) {
	switch d.Rank.By {
	case "percent":
		return "100", true
	case "points":
		sum := scoring.Number{}
		for _, s := range d.Stages {
			if s.Weight == "0" {
				continue
			}
			if m, _ := scoring.MethodOf(scoring.PanelPart, s.Panel); s.Max == nil || m.Moves {
				return "", false // places and tables are no share of the sheet's highest
			}
			sum = sum.Add(s.Weight.number().Mul(s.Max.number()))
		}
		return Decimal(sum.String()), true
	}
	return "", false
}

// chain says the keys of a tie chain in the order in which they are asked.
func (t *rulesText) chain(level int, ties []TieDef) {
	for i, tie := range ties {
		stage, _ := t.def.stage(tie.Stage)
		better := tie.Order
		if tie.By == "penalties" && better == "desc" {
			better = "asc" // of a figure below 0 people say how much was taken off
		} else if tie.By == "penalties" {
			better = "desc"
		}
		args := []any{"no", i + 1, "stage", stage.Title, "better", RuleWord("better." + better)}
		if tie.N != nil {
			args = append(args, "n", *tie.N)
		}
		key := "tie." + tie.By
		switch tie.By {
		case "criterion":
			i := slices.IndexFunc(stage.Criteria, func(c CriterionDef) bool { return c.ID == tie.Criterion })
			args = append(args, "criterion", stage.Criteria[i].Title)
		case "field":
			if i := slices.IndexFunc(stage.Items, func(it ItemDef) bool { return it.ID == tie.Field }); i >= 0 {
				args = append(args, "item", stage.Items[i].Title)
				key += ".item"
			} else {
				args = append(args, "field", RuleWord("field."+tie.Field))
			}
		}
		t.say(level, key, args...)
	}
}

func (t *rulesText) awards() {
	t.say(0, "awards")
	for _, a := range t.def.Awards {
		stage, _ := t.def.stage(a.Stage)
		places := a.Places
		if a.Give == "stage" && len(places) == 0 {
			places = []int{1}
		}
		t.say(1, "award."+a.Give, "title", a.Title, "places", places, "stage", stage.Title)
		if a.Give != "rest" {
			t.count(2, "award.quota", a.Quota)
		}
		if a.To == "supervisor" {
			t.say(2, "award.supervisor")
		}
		if a.Alone {
			t.say(2, "award.alone")
		}
		if a.Scored != nil && !*a.Scored {
			t.say(2, "award.unscored")
		}
	}
}
