package web

// The rows of a contest's journal in words: sheets, entries, stages, board.

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"dovar/judging"
)

// sheet says which one: whose, of what, in which stage.
func (t *teller) sheet(e judging.Effect) []any {
	return []any{"judge", t.judgeName(e.Judge), "entry", t.entryName(e.Entry), "stage", t.stageName(e.Stage)}
}

func (t *teller) op(b judging.RowOpBody) string {
	t.device = b.Dev
	var op judging.Op
	if json.Unmarshal(b.Op, &op) != nil {
		return t.say("unreadable", "kind", t.say("kind.op"))
	}
	key := "op." + string(b.Kind)
	before, again := t.v.Before[op.Op]
	if again {
		key = "op.again"
	}
	if b.Status.Odd() {
		t.more("op.status." + string(b.Status))
	}
	if rubric, ok := t.v.Rubrics[op.Rubric]; ok && t.marks && b.Kind == judging.OpSubmit {
		members := max(1, len(t.v.Entries[b.Entry].Members))
		switch {
		case rubric.Kind != "" && again:
			t.retold(rubric, op.Body, before, b.Effect)
		case rubric.Kind != "":
			t.details = append(t.details, t.told(rubric, op.Body, b.Effect))
		case again:
			t.correction(rubric, op.Body, before, members)
		default:
			t.more("op.total", "total", t.number(rubric.Total(op.Body, members)))
		}
	}
	if op.Reason != nil {
		t.because(*op.Reason)
	}
	return t.say(key, "entry", t.entryName(b.Entry), "stage", t.stageName(b.Stage))
}

// correction says what a submit changed of the one before it.
func (t *teller) correction(rubric judging.Rubric, is judging.Body, before judging.StoredOp, members int) {
	old, ok := t.v.Rubrics[before.Rubric]
	if !ok {
		return
	}
	was := before.Body
	t.changed(t.say("op.sum"), t.number(old.Total(was, members)), t.number(rubric.Total(is, members)))
	for _, c := range rubric.Criteria {
		t.changed(c.Title.In(t.lang), t.mark(was.Marks[c.ID]), t.mark(is.Marks[c.ID]))
	}
	for _, p := range rubric.Penalties {
		t.changed(p.Title.In(t.lang), fmt.Sprint(was.Counts[p.ID]), fmt.Sprint(is.Counts[p.ID]))
	}
	if len(t.details) == 0 {
		t.more("op.same")
	}
}

func (t *teller) mark(m *judging.Decimal) string {
	if m == nil {
		return ""
	}
	return t.number(string(*m))
}

func (t *teller) number(s string) string { return showTotal(s, 0, t.lang) }

func (t *teller) accept(b judging.RowAcceptBody) string {
	t.because(b.Reason)
	return t.say("accept", t.sheet(b.Effect)...)
}

func (t *teller) exclude(b judging.RowSheetBody) string {
	if b.Reason == "" {
		return t.say("exclude.back", t.sheet(b.Effect)...)
	}
	t.because(reasonIn(t.lang, b.Reason))
	return t.say("exclude", t.sheet(b.Effect)...)
}

func (t *teller) returned(b judging.RowSheetBody) string {
	t.because(b.Reason)
	return t.say("return", t.sheet(b.Effect)...)
}

func (t *teller) entry(b judging.RowEntryBody) string {
	e, was := b.Entry, b.Was
	name := strings.TrimSpace(e.Code + " " + e.Name)
	if was == nil {
		t.because(b.Reason)
		return t.say("entry.added", "entry", name)
	}
	for _, c := range []struct{ what, was, is string }{
		{"state", t.say("entry.state." + string(was.State)), t.say("entry.state." + string(e.State))},
		{"visibility", t.say("entry.visibility." + string(was.Visibility)), t.say("entry.visibility." + string(e.Visibility))},
		{"division", t.divisionName(was.Division), t.divisionName(e.Division)},
		{"code", was.Code, e.Code}, {"name", was.Name, e.Name}, {"school", was.School, e.School},
		{"district", was.District, e.District}, {"region", was.Region, e.Region}, {"supervisor", was.Supervisor, e.Supervisor},
		{"members", strings.Join(was.Members, ", "), strings.Join(e.Members, ", ")},
		{"names", otherNames(*was), otherNames(e)}, {"fields", otherFields(*was), otherFields(e)},
	} {
		t.changed(t.say("entry."+c.what), c.was, c.is)
	}
	t.because(b.Reason)
	return t.say("entry.changed", "entry", name)
}

// otherNames are an entry's names in other languages than its diploma's.
func otherNames(e judging.Entry) string {
	if e.Names == nil {
		return ""
	}
	given := slices.DeleteFunc([]string{e.Names.TG, e.Names.RU, e.Names.EN}, func(s string) bool { return s == "" })
	return strings.Join(given, ", ")
}

// otherFields are the form's other fields, by name.
func otherFields(e judging.Entry) string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(e.Fields)) {
		out = append(out, name+": "+e.Fields[name])
	}
	return strings.Join(out, ", ")
}

// fewPairs is how many pairs are named; of more only the number is said.
const fewPairs = 12

func (t *teller) pairs(b judging.RowAssignBody) {
	if len(b.Sheets) <= fewPairs {
		for _, sh := range b.Sheets {
			t.details = append(t.details, t.entryName(sh.Entry)+" – "+t.judgeName(sh.Judge))
		}
	}
	t.because(b.Reason)
}

func (t *teller) assign(b judging.RowAssignBody) string {
	t.pairs(b)
	return t.say("assign", "count", len(b.Sheets), "stage", t.stageName(b.Stage))
}

func (t *teller) unassign(b judging.RowAssignBody) string {
	t.pairs(b)
	return t.say("unassign", "count", len(b.Sheets), "stage", t.stageName(b.Stage))
}

// timetable names each round by the clocks of the event.
func (t *teller) timetable(b judging.Timetable) string {
	zone := zoneOf(t.v.Event)
	for _, r := range b.Rounds {
		at := r.Starts.In(zone).Format(toTheMinute)
		if r.Attempt == 0 {
			t.more("timetable.practice", "at", at)
		} else {
			t.more("timetable.round", "n", r.Attempt, "at", at)
		}
	}
	return t.say("timetable", "stage", t.stageName(b.Stage))
}

func (t *teller) order(b judging.RowOrderBody) string {
	if b.Judge == "" {
		return t.say("order", "stage", t.stageName(b.Stage))
	}
	return t.say("order.judge", "stage", t.stageName(b.Stage), "judge", t.judgeName(b.Judge))
}

func (t *teller) room(b judging.Room) string { return t.say("room", "room", b.Name) }

func (t *teller) panel(b judging.RowPanelBody) string {
	p := b.Panel
	name := t.stageName(p.Stage)
	for _, part := range []string{t.divisionName(p.Division), t.v.Rooms[p.Room].Name} {
		if part != "" {
			name += ", " + part
		}
	}
	if b.Gone {
		return t.say("panel.gone", "panel", name)
	}
	if len(p.Judges) > 0 {
		t.details = append(t.details, strings.Join(mapped(p.Judges, t.judgeName), ", "))
	}
	return t.say("panel", "panel", name)
}

func (t *teller) contest(b judging.RowContestBody) string {
	if t.row.N == 1 {
		return t.say("contest.made", "contest", b.Def.Title.In(t.lang))
	}
	return t.say("contest.changed", "contest", b.Def.Title.In(t.lang))
}

func (t *teller) stageState(s judging.StageState) string {
	return words.say(t.lang, "state.stage."+string(s))
}

func (t *teller) stage(b judging.RowStageBody) string {
	t.second(b.Second)
	t.because(b.Reason)
	if b.Was == "" {
		return t.say("stage", "stage", t.stageName(b.Stage), "is", t.stageState(b.State))
	}
	return t.say("stage.changed", "stage", t.stageName(b.Stage), "was", t.stageState(b.Was), "is", t.stageState(b.State))
}

func (t *teller) board(b judging.RowBoardBody) string {
	if b.State == judging.BoardLive {
		t.more("board.show." + string(b.Show))
		if b.Bounds {
			t.more("board.bounds")
		}
	}
	if b.State == judging.BoardPublished && b.Reasons {
		t.more("board.reasons")
	}
	t.because(b.Reason)
	return t.say("board", "is", words.say(t.lang, "state.board."+string(b.State)))
}

func (t *teller) vote(b judging.Vote) string {
	return t.say("vote", "order", strings.Join(mapped(b.Order, t.entryName), ", "), "votes", b.Count)
}

func (t *teller) erased(b judging.RowErasedBody) string {
	t.because(b.Reason)
	return t.say("erased.signatures", "count", b.Signatures)
}

func (t *teller) look(b judging.RowLookBody) string {
	return t.say("look", "what", t.say("look."+b.What))
}

// showsMarks reports whether a line of the rows tells marks of a stage that is
// still open.
func showsMarks(v judging.JournalView) bool {
	if v.Contest == nil {
		return false
	}
	open := v.Contest.OpenStages()
	return slices.ContainsFunc(v.Rows, func(r judging.Row) bool {
		var b judging.RowOpBody
		return r.Kind == judging.RowOp && json.Unmarshal(r.Body, &b) == nil && b.Kind == judging.OpSubmit &&
			slices.ContainsFunc(open, func(st judging.Stage) bool { return st.Slug == b.Stage })
	})
}
