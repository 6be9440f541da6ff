package web

// A journal in words: every kind of row there is, in every language, and what
// may not be told.

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"dovar/judging"
)

// kindsInSource are the kinds of rows that package judging declares.
func kindsInSource(t *testing.T) (kinds []judging.RowKind) {
	t.Helper()
	files, err := os.ReadDir("../judging")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(gotoken.NewFileSet(), path.Join("../judging", f.Name()), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			if spec, ok := n.(*ast.ValueSpec); ok && nameOf(spec.Type) == "RowKind" {
				for _, v := range spec.Values {
					kind, _ := strconv.Unquote(v.(*ast.BasicLit).Value)
					kinds = append(kinds, judging.RowKind(kind))
				}
			}
			return true
		})
	}
	return kinds
}

// toldView is a journal with a row of each body, all of one contest.
func toldView(t *testing.T, bodies ...any) judging.JournalView {
	t.Helper()
	def, _ := judging.Preset("science-fair-science")
	rubric, _ := def.Rubric(def.Stages[0].ID)
	v := judging.JournalView{
		Event: judging.Event{ID: "e", Timezone: "Asia/Dushanbe"},
		Contest: &judging.ContestView{
			Contest:   judging.Contest{ID: "c", Def: def},
			Divisions: []judging.Division{{ID: "v1", Title: judging.Text{TG: "Хурд", RU: "Младшие", EN: "Juniors"}}, {ID: "v2", Title: judging.Text{TG: "Калон", RU: "Старшие", EN: "Seniors"}}},
			Stages:    []judging.Stage{{ID: "st", Slug: def.Stages[0].ID, State: judging.StageOpen}},
		},
		Accounts: map[string]judging.Account{"a": {ID: "a", Name: "Мунира", Role: judging.Chair}},
		Tokens:   map[string]judging.Token{"k": {ID: "k", Role: judging.Auditor}},
		Judges:   map[string]judging.Judge{"j": {ID: "j", Name: "Ҷамшед"}},
		Devices:  map[string]judging.Device{"d": {ID: "d", Judge: "j", Name: "Планшет 3"}},
		Entries:  map[string]judging.Entry{"p": {ID: "p", Code: "P-07", Name: "Обтозакунӣ"}},
		Rooms:    map[string]judging.Room{"r": {ID: "r", Name: "Утоқи 12"}},
		Rubrics:  map[string]judging.Rubric{"hash": rubric}, Before: map[string]judging.StoredOp{},
	}
	for i, b := range bodies {
		row := judging.Row{N: int64(i + 1), Kind: kindOfBody(b), Actor: "account:a", At: time.Date(2026, 4, 18, 19, 30, 5, 0, time.UTC), Leaf: strings.Repeat("ab", 32)}
		if o, ok := b.(oneBody); ok {
			b = o.body
		}
		var err error
		if row.Body, err = json.Marshal(b); err != nil {
			t.Fatal(err)
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}

// oneBody is a body of a type that several kinds have.
type oneBody struct {
	kind judging.RowKind
	body any
}

func kindOfBody(b any) judging.RowKind {
	switch b := b.(type) {
	case oneBody:
		return b.kind
	case judging.RowOpBody:
		return judging.RowOp
	}
	panic(fmt.Sprintf("%T", b))
}

func opRow(kind judging.OpKind, status judging.OpStatus, id, reason, creativity string) judging.RowOpBody {
	op := map[string]any{"op": id, "kind": kind, "rubric": "hash", "body": map[string]any{"marks": map[string]string{
		"question": "10", "design": "14", "execution": "19", "creativity": creativity, "poster": "9", "interview": "23",
	}}}
	if reason != "" {
		op["reason"] = reason
	}
	raw, _ := json.Marshal(op)
	def, _ := judging.Preset("science-fair-science")
	return judging.RowOpBody{
		Effect: judging.Effect{Sheet: "s", Stage: def.Stages[0].ID, Entry: "p", Judge: "j", Attempt: 1},
		Dev:    "d", Kind: kind, Status: status, Op: raw,
	}
}

// bodies are rows of every kind, and of every way that its words can go.
func bodies() (out []any) {
	add := func(kind judging.RowKind, all ...any) {
		for _, b := range all {
			out = append(out, oneBody{kind, b})
		}
	}
	effect := opRow(judging.OpSubmit, judging.OpApplied, "o", "", "18").Effect
	for _, kind := range []judging.OpKind{judging.OpDraft, judging.OpSubmit, judging.OpRecall, judging.OpDecline} {
		out = append(out, opRow(kind, judging.OpApplied, "o", "ислоҳ", "18"))
	}
	for _, status := range []judging.OpStatus{judging.OpSuperseded, judging.OpConflict, judging.OpLate, judging.OpStale, judging.OpInvalid, judging.OpQuarantined} {
		out = append(out, opRow(judging.OpSubmit, status, "o", "", "18"))
	}
	add(judging.RowAccept, judging.RowAcceptBody{Effect: effect, Reason: "дар вақташ"})
	add(judging.RowExclude, judging.RowSheetBody{Effect: effect, Reason: "хеш"}, judging.RowSheetBody{Effect: effect})
	add(judging.RowReturn, judging.RowSheetBody{Effect: effect, Reason: "меъёри 4"})
	was := judging.Entry{ID: "p", Code: "P-07", Name: "Обтозакунӣ", State: judging.EntryActive, Visibility: judging.ShowName, Division: "v1"}
	add(judging.RowEntry, judging.RowEntryBody{Entry: was})
	for _, state := range []judging.EntryState{judging.EntryAbsent, judging.EntryWithdrawn, judging.EntryDisqualified} {
		for _, vis := range []judging.Visibility{judging.ShowCode, judging.ShowNothing} {
			is := judging.Entry{
				ID: "p", Code: "P-08", Name: "Обтозакунии нав", State: state, Visibility: vis, Division: "v2", School: "Мактаби №7",
				District: "Рӯдакӣ", Region: "НТҶ", Supervisor: "Саидова", Members: []string{"Фарзона"},
				Names: &judging.Text{RU: "Новый фильтр"}, Fields: map[string]string{"category": "кимиё"},
			}
			add(judging.RowEntry, judging.RowEntryBody{Entry: is, Was: &was, Reason: "хоҳиш"})
		}
	}
	pairs := judging.RowAssignBody{Stage: "st", Sheets: []judging.RowSheet{{Entry: "p", Judge: "j"}}, Reason: "бемор"}
	add(judging.RowAssign, pairs)
	add(judging.RowUnassign, pairs)
	add(judging.RowTimetable, judging.Timetable{Stage: "st", Rounds: []judging.Round{
		{Starts: time.Date(2026, 4, 18, 4, 0, 0, 0, time.UTC), Minutes: 60}, {Attempt: 1, Starts: time.Date(2026, 4, 18, 6, 0, 0, 0, time.UTC), Minutes: 4, HandIn: 15},
	}})
	add(judging.RowOrder, judging.RowOrderBody{Stage: "st"}, judging.RowOrderBody{Stage: "st", Judge: "j"})
	add(judging.RowRoom, judging.Room{Name: "Утоқи 12"})
	panel := judging.Panel{Stage: "st", Division: "v1", Room: "r", Judges: []string{"j"}}
	add(judging.RowPanel, judging.RowPanelBody{Panel: panel}, judging.RowPanelBody{Panel: panel, Gone: true})
	def, _ := judging.Preset("science-fair-science")
	add(judging.RowContest, judging.RowContestBody{Def: def}, judging.RowContestBody{Def: def})
	add(judging.RowStage, judging.RowStageBody{Stage: "st", State: judging.StageOpen, Was: judging.StageSetup},
		judging.RowStageBody{Stage: "st", State: judging.StageSetup, Was: judging.StageOpen, Reason: "барвақт", Second: "x"},
		judging.RowStageBody{Stage: "st", State: judging.StageFinal})
	ask, _ := json.Marshal(judging.RowStageBody{Stage: "st", State: judging.StageSetup, Reason: "барвақт"})
	for _, why := range []string{"step-back", "unsent-ops"} {
		add(judging.RowProposed, judging.RowProposedBody{Act: "stage", Why: why, Body: ask})
	}
	for _, how := range judging.LeaveWays {
		left := judging.Leaving{Judge: "j", How: how, To: "j", Reason: "бемор"}
		raw, _ := json.Marshal(left)
		add(judging.RowLeave, judging.RowLeaveBody{Leaving: left, Declared: how}, judging.RowLeaveBody{Leaving: left, Declared: "keep", Second: "x"})
		add(judging.RowProposed, judging.RowProposedBody{Act: "leave", Why: "leave-other", Body: raw})
	}
	for _, how := range []string{"exclude", "count"} {
		add(judging.RowLeave, judging.RowLeaveBody{Leaving: judging.Leaving{Judge: "j", How: how, Stage: "st", Reason: "мизон"}, Declared: "keep", Second: "x"})
	}
	for _, use := range judging.RoomUses {
		r := judging.RoomsDef{Use: use, Quota: new(3)}
		add(judging.RowDeclared, judging.RowDeclaredBody{Rooms: r, Was: judging.RoomsDef{Use: "linked"}, Reason: "толор", Second: "x"})
		raw, _ := json.Marshal(map[string]any{"use": use, "quota": 3, "reason": "толор"})
		add(judging.RowProposed, judging.RowProposedBody{Act: "rooms", Why: "rooms-open", Body: raw})
	}
	for _, state := range []judging.BoardState{judging.BoardHidden, judging.BoardLive, judging.BoardPublished} {
		for _, show := range []judging.BoardShow{judging.ShowComplete, judging.ShowEverySheet} {
			for _, on := range []bool{false, true} {
				board := judging.Board{State: state, Show: show, Reasons: on, Bounds: on}
				add(judging.RowBoard, judging.RowBoardBody{Board: board, Reason: "акс"})
			}
		}
	}
	add(judging.RowVote, judging.Vote{Order: []string{"p", "p"}, Count: "4:1"})
	for _, how := range judging.DrawWays {
		add(judging.RowDraw, judging.Draw{Stage: "st", Division: "v1", Plan: judging.DrawPlan{
			How: how, Seed: 7, Groups: [][]string{{"p", "p"}, {"p", "p"}}, Judges: []string{"j"}}})
	}
	add(judging.RowDraw, judging.Draw{Stage: "st", Plan: judging.DrawPlan{How: "random", Groups: [][]string{{"p", "p"}}}})
	pair, open := [2]string{"p", "p"}, [2]string{"p", ""}
	add(judging.RowAdvanced, judging.Advance{Stage: "st", Changed: []judging.Changed{
		{Was: pair, Now: open}, {Was: pair, Now: pair, Played: true}, {Was: pair, Now: pair, Again: true}, {Was: pair, Now: pair, Winner: "p"},
	}})
	add(judging.RowErased, judging.RowErasedBody{Signatures: 3, Reason: "пас аз чорабинӣ"})
	for _, what := range []string{"standings", "publish", "workbook", "csv", "json", "journal"} {
		add(judging.RowLook, judging.RowLookBody{What: what})
	}
	add(judging.RowEvent, judging.Event{Title: judging.Text{TG: "Ҳафта", RU: "Неделя", EN: "Week"}, Starts: "2026-04-18", Ends: "2026-04-19", Place: "Литсей", Address: "https://dovar.test"})
	add(judging.RowJudge, judging.Judge{Name: "Ҷамшед", School: "№7"}, judging.Judge{Name: "Эҳтиётӣ 1", Spare: true})
	add(judging.RowCard, judging.RowCardBody{Judge: "j"}, judging.RowCardBody{Judge: "j", Revoked: true, Reason: "гум шуд"})
	tablet := judging.RowDeviceBody{Device: "d", Judge: "j", Name: "Планшет 3"}
	bound, restored, revoked := tablet, tablet, tablet
	bound.Parent, restored.Reason, revoked.Reason = "d0", "restored", "гум шуд"
	add(judging.RowDevice, tablet, bound, restored)
	add(judging.RowSignIn, tablet)
	add(judging.RowRevoke, revoked)
	add(judging.RowRemind, judging.RowRemindBody{Device: "d", Judge: "j", Text: "фиристед"})
	add(judging.RowEpoch, judging.RowEpochBody{Reason: "диск"})
	add(judging.RowCollecting, judging.RowEpochBody{Missing: []string{"d"}})
	for _, what := range []string{"made", "known", "joined", "off", "on", "role", "password"} {
		add(judging.RowAccount, judging.RowAccountBody{Account: "a", Name: "Мунира", Role: judging.Chair, Was: judging.Host, Off: what == "known", What: what})
	}
	add(judging.RowInvite, judging.RowInviteBody{Name: "Меҳмон", Role: judging.Host}, judging.RowInviteBody{Name: "Меҳмон", Role: judging.Host, Withdrawn: true})
	for _, what := range []string{"in", "out", "ended"} {
		add(judging.RowSession, judging.RowSessionBody{Account: "a", What: what, Address: "10.0.0.2"})
	}
	for _, what := range []string{"made", "known", "known-off", "off"} {
		add(judging.RowToken, judging.RowTokenBody{Role: judging.Host, What: what})
	}
	return out
}

// Every kind of row that exists has a teller, a word, one group, and words for
// all it can hold; no key and no id stands where a word should.
func TestEveryRowHasWords(t *testing.T) {
	kinds, all := kindsInSource(t), bodies()
	if len(kinds) < 25 {
		t.Fatalf("only %d kinds found", len(kinds))
	}
	for _, kind := range kinds {
		if tellers[kind] == nil {
			t.Errorf("%s has no teller", kind)
		}
		has(t, "journal.kind."+string(kind))
		groups := 0
		for _, g := range journalGroups {
			has(t, "journal.group."+g.Name)
			if slices.Contains(g.Kinds, kind) {
				groups++
			}
		}
		if groups != 1 {
			t.Errorf("%s is in %d groups", kind, groups)
		}
		if !slices.ContainsFunc(all, func(b any) bool { return kindOfBody(b) == kind }) {
			t.Errorf("%s is not tried here", kind)
		}
	}
	v := toldView(t, all...)
	said := map[string][]string{}
	for _, lang := range Languages {
		for i, line := range journalLines(lang, v, true) {
			what := fmt.Sprintf("%s, %s: %q by %q", lang, v.Rows[i].Kind, line.Text(), line.Who)
			if line.What == "" || line.When != "19.04.2026 00:30:05" || len(line.Leaf) != 12 {
				t.Errorf("%s at %q, %q", what, line.When, line.Leaf)
			}
			for _, raw := range []string{"journal.", "state.", "role.", "approval.", "<no value>", "unknown", "{{"} {
				if strings.Contains(line.Text()+line.Who, raw) {
					t.Errorf("%s: %s", what, raw)
				}
			}
			said[lang] = append(said[lang], line.Text())
		}
	}
	for i, text := range said["tg"] {
		if text == said["ru"][i] || said["ru"][i] == said["en"][i] {
			t.Errorf("the same in two languages: %q", text)
		}
	}
}

// What a correction changed, from what to what; without the right to results
// only that the sheet was submitted anew.
func TestMarksInTheJournal(t *testing.T) {
	was := opRow(judging.OpSubmit, judging.OpApplied, "o1", "", "18")
	v := toldView(t, opRow(judging.OpSubmit, judging.OpApplied, "o2", "", "3"), was)
	v.Rows[0].Actor = "device:j"
	before := judging.StoredOp{}
	if err := json.Unmarshal(was.Op, &before.Op); err != nil {
		t.Fatal(err)
	}
	v.Before["o2"] = before
	lines := journalLines("en", v, true)
	if want := []string{"Total: 93 → 78", "Creativity and possible impact: 18 → 3"}; !slices.EqualFunc(lines[0].Details, want, func(a, b string) bool { return strings.HasSuffix(a, b[strings.Index(b, ":"):]) }) || lines[0].Who != "Ҷамшед, tablet “Планшет 3”" {
		t.Errorf("%q by %q, want %q", lines[0].Details, lines[0].Who, want)
	}
	if !slices.Equal(lines[1].Details, []string{"total 93"}) {
		t.Errorf("the first submit: %q", lines[1].Details)
	}
	for _, lang := range Languages {
		for _, line := range journalLines(lang, v, false) {
			if len(line.Details) > 0 || strings.Contains(line.Text(), "93") || strings.Contains(line.Text(), "78") {
				t.Errorf("marks for someone without the right: %q", line.Text())
			}
		}
	}
	if !showsMarks(v) {
		t.Error("marks of an open stage are not noticed")
	}
	v.Contest.Stages[0].State = judging.StageClosed
	if showsMarks(v) {
		t.Error("marks of a closed stage count as those of an open one")
	}
}

// A row whose payload was erased says so, and what kind it was.
func TestAnErasedRow(t *testing.T) {
	v := toldView(t, bodies()...)
	for i := range v.Rows {
		v.Rows[i].Body = nil
	}
	for _, line := range journalLines("ru", v, true) {
		if !strings.HasPrefix(line.Text(), "Содержание записи удалено (") || strings.Contains(line.Text(), "journal.") {
			t.Errorf("%q", line.Text())
		}
	}
}
