package judging

// The rules of one stage as text.

import (
	"slices"

	"dovar/scoring"
)

func (t *rulesText) stage(at int, s StageDef) {
	t.say(0, "stage", "no", at+1, "title", s.Title)
	t.say(1, "kind."+s.Kind)
	t.say(1, "place."+s.Place)
	t.weight(s)
	if s.Optional {
		t.say(1, "optional")
	}
	t.count(1, "minutes", s.Minutes)
	t.count(1, "questions", s.QuestionsMinutes)
	t.count(1, "slot", s.SlotMinutes)
	t.note(1, s.Text)
	switch s.Kind {
	case "rubric":
		t.rubric(s)
	case "tasks":
		t.tasks(s)
	case "matches":
		t.matches(*s.Matches)
	case "checklist":
		for _, item := range s.Items {
			t.say(2, "item", "title", item.Title)
		}
	}
	t.attempts(s)
	for _, r := range s.Rules {
		t.say(2, "rule", "title", r.Title)
	}
	if len(s.Ties) > 0 {
		t.say(1, "stage.ties")
		t.chain(2, s.Ties)
	}
}

// weight says what the stage is worth in the total of the contest.
func (t *rulesText) weight(s StageDef) {
	m, _ := scoring.MethodOf(scoring.PanelPart, s.Panel)
	switch {
	case s.Max != nil && m.Moves: // places and tables are no share of the sheet's highest
		t.say(1, "sheet.max", "max", *s.Max)
	case s.Max != nil:
		t.say(1, "stage.max", "max", *s.Max)
	}
	switch {
	case s.Weight == "0":
		t.say(1, "weight.none")
	case s.Combine == "points" && m.Low: // no points, but places
		t.say(1, "weight.places", "weight", s.Weight)
	case s.Combine == "points" && s.Weight == "1":
		t.say(1, "weight.points.once")
	case s.Combine != "none":
		t.say(1, "weight."+s.Combine, "weight", s.Weight)
	}
}

func (t *rulesText) rubric(s StageDef) {
	t.say(1, "criteria", "count", len(s.Criteria))
	shared, same := s.ladder()
	for i, c := range s.Criteria {
		t.criterion(i, c)
		if !same {
			t.bands(3, t.def.Bands[c.Bands])
		}
	}
	if same && shared != "" {
		t.say(1, "bands")
		t.bands(2, t.def.Bands[shared])
	}
	weighted := slices.ContainsFunc(s.Criteria, func(c CriterionDef) bool { return c.Weight != "1" })
	if s.Sheet == "points" && weighted {
		t.say(1, "sheet.points.weighted")
	} else {
		t.say(1, "sheet."+s.Sheet)
	}
	if s.SkipAllowed {
		t.say(1, "sheet.skip")
	} else {
		t.say(1, "sheet.whole")
	}
	t.penalties(s.Penalties)
	t.panel(s)
}

// panel says the method that makes one result of the sheets, with the values of
// its parameters, and the roundings on the way.
func (t *rulesText) panel(s StageDef) {
	p, table := s.Params.scoring(), []Decimal{}
	if s.Params != nil {
		table = s.Params.Table
	}
	t.say(1, "panel."+s.Panel, "high", p.High, "low", p.Low, "from", p.From, "table", table)
	for _, r := range s.Rounding {
		t.lines = append(t.lines, RoundingLine(2, r.At, r.Decimals, r.Mode))
	}
}

// ladder is the one that all criteria of the stage share, and whether they do;
// "" when none of them has bands.
func (s StageDef) ladder() (string, bool) {
	first := s.Criteria[0].Bands
	other := func(c CriterionDef) bool { return c.Bands != first }
	return first, !slices.ContainsFunc(s.Criteria, other)
}

func (t *rulesText) criterion(at int, c CriterionDef) {
	t.say(2, "criterion", "no", at+1, "title", c.Title, "min", c.Min, "max", c.Max)
	if c.Hint != nil {
		t.say(3, "note", "text", *c.Hint)
	}
	if c.Step != "1" {
		t.say(3, "criterion.step", "step", c.Step)
	}
	if c.Weight != "1" {
		t.say(3, "criterion.weight", "weight", c.Weight)
	}
	if len(c.NoteAt) > 0 {
		t.say(3, "criterion.note", "marks", c.NoteAt)
	}
	if c.Early {
		t.say(3, "criterion.early")
	}
}

func (t *rulesText) bands(level int, ladder []Band) {
	for _, b := range ladder {
		if b.From == b.To {
			t.say(level, "band.one", "label", b.Label, "mark", b.From, "text", b.Text)
		} else {
			t.say(level, "band", "label", b.Label, "from", b.From, "to", b.To, "text", b.Text)
		}
	}
}

func (t *rulesText) penalties(penalties []PenaltyDef) {
	if len(penalties) == 0 {
		return
	}
	t.say(1, "penalties")
	for _, p := range penalties {
		t.say(2, "penalty", "title", p.Title, "per", p.Per)
		t.count(3, "penalty.most", p.MaxCount)
		if p.When == "team" {
			t.say(3, "penalty.team")
		}
	}
	t.say(1, "penalty.floor")
}

func (t *rulesText) tasks(s StageDef) {
	for _, task := range s.Tasks {
		if task.Counter != nil {
			t.say(2, "task", "title", task.Title, "each", task.Counter.Each, "count", task.Counter.Max)
		} else {
			t.say(2, "task.choice", "title", task.Title)
		}
		for _, c := range task.Choice {
			t.say(3, "choice", "label", c.Label, "value", c.Value)
		}
		if len(task.Needs) > 0 {
			t.say(3, "task.needs", "tasks", s.taskTitles(task.Needs))
		}
	}
	for _, group := range s.Exclusive {
		t.say(2, "exclusive", "tasks", s.taskTitles(group.Tasks), "count", group.Max)
	}
	for _, m := range s.Modifiers {
		t.say(2, "modifier."+m.Op, "title", m.Title)
	}
}

func (s StageDef) taskTitles(ids []string) []Text {
	var titles []Text
	for _, task := range s.Tasks {
		if slices.Contains(ids, task.ID) {
			titles = append(titles, task.Title)
		}
	}
	return titles
}

func (t *rulesText) attempts(s StageDef) {
	if s.Time != nil {
		t.say(1, "time", "count", s.Time.Decimals)
		if s.Time.Timers == 2 {
			t.say(1, "time.two")
		}
	}
	if a := s.Attempts; a != nil {
		t.say(1, "attempts", "count", a.N)
		t.count(1, "attempts.seconds", a.Seconds)
		switch {
		case a.Count == "best_k":
			t.say(1, "attempts.best_k", "count", *a.K)
		case a.Count == "normalised":
			t.say(1, "attempts.normalised", "k", *a.K)
		case a.Count == "average":
			t.say(1, "attempts.average", "high", *a.High, "low", *a.Low)
		case a.N > 1:
			t.say(1, "attempts."+a.Count)
		}
		t.count(1, "attempts.window", a.WindowMinutes)
		t.count(1, "attempts.approach", a.PerApproach)
	}
	for _, o := range s.Outcomes {
		if o.ID != "ok" {
			t.outcome(s, o)
		}
	}
}

func (t *rulesText) outcome(s StageDef, o OutcomeDef) {
	counted := s.Kind == "tasks" && o.Points != "none"
	switch {
	case counted:
		t.say(2, "outcome."+o.Points, "title", o.Title)
	case o.Time == "none":
		t.say(2, "outcome.nothing", "title", o.Title)
	default:
		t.say(2, "outcome", "title", o.Title)
	}
	if s.Time != nil && (counted && o.Time == "none" || o.Time == "limit") {
		t.say(3, "outcome.time."+o.Time)
	}
}

func (t *rulesText) matches(m MatchesDef) {
	t.say(1, "matches."+m.Format)
	t.count(1, "matches.group", m.Group)
	t.say(1, "matches.bout", "count", m.To, "seconds", m.Seconds)
	if m.Points != nil {
		t.say(1, "matches.points", "win", m.Points[0], "draw", m.Points[1], "loss", m.Points[2])
	}
	t.count(1, "matches.advance", m.Advance)
	if m.Third {
		t.say(1, "matches.third")
	}
	t.count(1, "matches.replays", m.Replays)
	t.say(1, "undecided."+m.Undecided)
}
