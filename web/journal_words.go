package web

// A journal in words: when, who, what, in three languages, for the pages of the
// desk and the workbook's sheet. Every kind of row has a teller.

import (
	"cmp"
	"encoding/json"
	"strings"

	"dovar/judging"
)

// A toldLine is one row in words. What is a sentence, Details say what was
// changed from what to what, and the reason.
type toldLine struct {
	N               int64
	When, Who, What string
	Details         []string
	Leaf            string // shortened
}

// Text is the whole of What in one line.
func (l toldLine) Text() string { return strings.Join(append([]string{l.What}, l.Details...), "; ") }

// journalLines tells the rows of v in their order. Marks are results: without
// marks a line only says that a sheet was submitted.
func journalLines(lang string, v judging.JournalView, marks bool) []toldLine {
	zone := zoneOf(v.Event)
	return mapped(v.Rows, func(r judging.Row) toldLine {
		t := &teller{lang: lang, v: v, row: r, marks: marks}
		line := toldLine{N: r.N, When: r.At.In(zone).Format(toTheSecond), Leaf: r.Leaf[:min(12, len(r.Leaf))]}
		if len(r.Body) == 0 {
			line.What = t.say("erased", "kind", t.say("kind."+string(r.Kind)))
		} else {
			line.What = tellers[r.Kind](t)
		}
		line.Who, line.Details = t.who(r.Actor), t.details
		return line
	})
}

// A teller finds the words for one row.
type teller struct {
	lang    string
	v       judging.JournalView
	row     judging.Row
	marks   bool
	device  string // the tablet that acted
	details []string
}

// tellers of all kinds of rows.
var tellers = map[judging.RowKind]func(*teller) string{
	judging.RowOp: tells((*teller).op), judging.RowAccept: tells((*teller).accept),
	judging.RowExclude: tells((*teller).exclude), judging.RowReturn: tells((*teller).returned),

	judging.RowEntry: tells((*teller).entry),

	judging.RowJudge: tells((*teller).judge), judging.RowCard: tells((*teller).card), judging.RowDevice: tells((*teller).newDevice),
	judging.RowSignIn: tells((*teller).signIn), judging.RowRevoke: tells((*teller).revoke), judging.RowRemind: tells((*teller).remind),
	judging.RowRoom: tells((*teller).room), judging.RowPanel: tells((*teller).panel),
	judging.RowAssign: tells((*teller).assign), judging.RowUnassign: tells((*teller).unassign),
	judging.RowOrder: tells((*teller).order), judging.RowTimetable: tells((*teller).timetable),

	judging.RowEvent: tells((*teller).event), judging.RowContest: tells((*teller).contest), judging.RowStage: tells((*teller).stage),
	judging.RowProposed: tells((*teller).proposed), judging.RowBoard: tells((*teller).board), judging.RowVote: tells((*teller).vote),
	judging.RowLeave: tells((*teller).leave), judging.RowDeclared: tells((*teller).declared),
	judging.RowErased: tells((*teller).erased), judging.RowDraw: tells((*teller).draw), judging.RowAdvanced: tells((*teller).advanced),
	judging.RowLook: tells((*teller).look), judging.RowEpoch: tells((*teller).epoch), judging.RowCollecting: tells((*teller).collecting),

	judging.RowAccount: tells((*teller).account), judging.RowInvite: tells((*teller).invite),
	judging.RowSession: tells((*teller).session), judging.RowToken: tells((*teller).token),
}

// A journalGroup is a choice of kinds on the page: text "journal.group.<Name>".
type journalGroup struct {
	Name  string
	Kinds []judging.RowKind
}

// journalGroups hold each kind once.
var journalGroups = []journalGroup{
	{"sheets", []judging.RowKind{judging.RowOp, judging.RowAccept, judging.RowExclude, judging.RowReturn}},
	{"entries", []judging.RowKind{judging.RowEntry}},
	{"judges", []judging.RowKind{
		judging.RowJudge, judging.RowCard, judging.RowDevice, judging.RowSignIn, judging.RowRevoke, judging.RowRemind,
		judging.RowRoom, judging.RowPanel, judging.RowAssign, judging.RowUnassign, judging.RowOrder, judging.RowTimetable, judging.RowLeave,
	}},
	{"stages", []judging.RowKind{
		judging.RowEvent, judging.RowContest, judging.RowStage, judging.RowProposed, judging.RowDeclared, judging.RowBoard,
		judging.RowVote, judging.RowDraw, judging.RowAdvanced, judging.RowErased, judging.RowLook, judging.RowEpoch, judging.RowCollecting,
	}},
	{"people", []judging.RowKind{judging.RowAccount, judging.RowInvite, judging.RowSession, judging.RowToken}},
}

// tells decodes the row's body for f.
func tells[B any](f func(*teller, B) string) func(*teller) string {
	return func(t *teller) string {
		var body B
		if err := json.Unmarshal(t.row.Body, &body); err != nil {
			return t.say("unreadable", "kind", t.say("kind."+string(t.row.Kind)))
		}
		return f(t, body)
	}
}

func (t *teller) say(key string, args ...any) string {
	refereed := t.v.Contest != nil && t.v.Contest.Contest.Def.Refereed()
	return words.say(t.lang, keyFor(refereed, "journal."+key), args...)
}

// more adds a detail.
func (t *teller) more(key string, args ...any) { t.details = append(t.details, t.say(key, args...)) }

// because adds the reason, if one was given.
func (t *teller) because(reason string) {
	if reason != "" {
		t.more("reason", "reason", reason)
	}
}

// changed adds "was -> is" where they differ.
func (t *teller) changed(what, was, is string) {
	if was != is {
		t.more("changed", "what", what, "was", t.orNone(was), "is", t.orNone(is))
	}
}

func (t *teller) orNone(s string) string { return cmp.Or(s, t.say("none")) }

// who acted, by the name of now.
func (t *teller) who(actor string) string {
	kind, id, _ := strings.Cut(actor, ":")
	switch kind {
	case "account":
		return t.accountName(id)
	case "token":
		if token, ok := t.v.Tokens[id]; ok {
			return t.say("who.token", "role", t.role(token.Role))
		}
	case "device":
		if d, ok := t.v.Devices[t.device]; ok && d.Name != "" {
			return t.say("who.tablet", "name", t.judgeName(id), "tablet", d.Name)
		}
		return t.judgeName(id)
	case "system":
		return t.say("who.system")
	}
	return t.say("who.unknown")
}

func (t *teller) accountName(id string) string {
	if a, ok := t.v.Accounts[id]; ok {
		return t.say("who.account", "name", a.Name, "role", t.role(a.Role))
	}
	return t.say("who.unknown")
}

func (t *teller) judgeName(id string) string {
	return cmp.Or(t.v.Judges[id].Name, t.say("who.unknown"))
}

func (t *teller) role(r judging.Role) string { return words.say(t.lang, "role."+string(r)) }

// entryName is an entry by code and name.
func (t *teller) entryName(id string) string {
	e, ok := t.v.Entries[id]
	if !ok {
		return t.say("entry.unknown")
	}
	return strings.TrimSpace(e.Code + " " + e.Name)
}

// stageName is the title of a stage by its id or its slug.
func (t *teller) stageName(id string) string {
	if t.v.Contest == nil {
		return id
	}
	for _, st := range t.v.Contest.Stages {
		if st.ID == id {
			id = st.Slug
		}
	}
	return stageTitle(t.v.Contest.Contest.Def, id).In(t.lang)
}

// divisionName is "" in a contest of one division without a title.
func (t *teller) divisionName(id string) string {
	if t.v.Contest != nil {
		for _, d := range t.v.Contest.Divisions {
			if d.ID == id {
				return d.Title.In(t.lang)
			}
		}
	}
	return ""
}

// deviceName is a tablet by its name, or by its judge's.
func (t *teller) deviceName(id string) string {
	d := t.v.Devices[id]
	return cmp.Or(d.Name, t.v.Judges[d.Judge].Name, t.say("who.unknown"))
}
