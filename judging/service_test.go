package judging_test

// What an organizer does, on real storage.

import (
	"errors"
	"fmt"
	"reflect"
	"testing"

	"dovar/judging"
)

// addEntries adds n entries to the contest's first division.
func (v *venue) addEntries(n int) []judging.Entry {
	v.t.Helper()
	in := make([]judging.Entry, n)
	for i := range in {
		in[i] = judging.Entry{Name: fmt.Sprint("Лоиҳа ", i+1), School: fmt.Sprint("Мактаби №", i+1), Division: v.contest.Divisions[0].ID}
	}
	out, err := v.s.AddEntries(ctx, boss, v.contest.Contest.ID, in)
	v.must(err)
	return out
}

func (v *venue) addJudges(n int) []judging.Judge {
	v.t.Helper()
	in := make([]judging.Judge, n)
	for i := range in {
		in[i] = judging.Judge{Name: fmt.Sprint("Довар ", i+1)}
	}
	out, err := v.s.AddJudges(ctx, boss, v.event.ID, in)
	v.must(err)
	return out
}

func TestEventsAreRefusedWithTheReason(t *testing.T) {
	v := emptyVenue(t, "")
	title := judging.Text{RU: "Неделя"}
	for code, e := range map[string]judging.NewEvent{
		"title-missing":   {Starts: "2025-10-20", Ends: "2025-10-20"},
		"event-dates":     {Title: title, Starts: "2025-10-20", Ends: "2025-10-19"},
		"event-timezone":  {Title: title, Starts: "2025-10-20", Ends: "2025-10-20", Timezone: "Asia/Nowhere"},
		"event-languages": {Title: title, Starts: "2025-10-20", Ends: "2025-10-20", Languages: []string{"tg", "tg"}},
	} {
		_, err := v.s.CreateEvent(ctx, boss, e)
		fails(t, err, judging.Invalid, code)
	}
	e, err := v.s.CreateEvent(ctx, boss, judging.NewEvent{Title: title, Starts: "2025-10-20", Ends: "2025-10-20"})
	v.must(err)
	if e.Title.TG != "Неделя" || e.Timezone != "Asia/Dushanbe" || len(e.Languages) != 3 {
		t.Errorf("defaults: %+v", e)
	}
}

// What an amended event leaves empty stays; a refusal changes nothing.
func TestAmendEvent(t *testing.T) {
	v := emptyVenue(t, "")
	e, err := v.s.AmendEvent(ctx, boss, v.event.ID, judging.NewEvent{Place: "Мактаби №4", Address: "http://192.168.1.10:8080/"})
	v.must(err)
	want := v.event
	want.Place, want.Address, want.N = "Мактаби №4", "http://192.168.1.10:8080", e.N
	if !reflect.DeepEqual(e, want) {
		t.Errorf("%+v, want %+v", e, want)
	}
	for code, n := range map[string]judging.NewEvent{
		"event-place": {Place: "a\nb"}, "event-address": {Address: "192.168.1.10"}, "event-dates": {Ends: "1999-01-01"},
		"event-languages": {Languages: []string{}}, "event-timezone": {Timezone: "Mars"},
	} {
		_, err := v.s.AmendEvent(ctx, boss, v.event.ID, n)
		fails(t, err, judging.Invalid, code)
	}
	_, err = v.s.AmendEvent(ctx, boss, "nobody's", judging.NewEvent{})
	fails(t, err, judging.NotFound, "not-found")
	if e, err = v.s.Event(ctx, v.event.ID); err != nil || e.Address != want.Address || e.Starts != want.Starts {
		t.Errorf("kept: %+v %v", e, err)
	}
	rows, err := v.s.JournalOf(ctx, judging.Scope{Event: v.event.ID}, e.N-1)
	if err != nil || len(rows) != 1 || rows[0].Kind != judging.RowEvent {
		t.Errorf("journal: %v %v", rows, err)
	}
}

func TestEntriesAllOrNone(t *testing.T) {
	v := emptyVenue(t, "science-fair-science")
	add := func(in ...judging.Entry) ([]judging.Entry, error) {
		return v.s.AddEntries(ctx, boss, v.contest.Contest.ID, in)
	}
	good := judging.Entry{Name: "Обтозакунӣ бо офтоб", School: "Мактаби №7"}
	for code, bad := range map[string]judging.Entry{
		"entry-name":       {Name: "  "},
		"entry-text":       {Name: "Лоиҳа\u202eтаъа"},
		"entry-division":   {Name: "Лоиҳа", Division: "b"},
		"entry-members":    {Name: "Лоиҳа", Members: []string{"а", "б", "в", "г"}},
		"entry-field":      {Name: "Лоиҳа", Fields: map[string]string{"weight": "3"}},
		"entry-visibility": {Name: "Лоиҳа", Visibility: "all"},
	} {
		_, err := add(good, bad)
		fails(t, err, judging.Invalid, code)
		var e *judging.Error
		if errors.As(err, &e); e.Args["row"] != 2 {
			t.Errorf("%s names row %v, want 2", code, e.Args["row"])
		}
	}
	if list, _ := v.s.Entries(ctx, v.contest.Contest.ID); len(list) != 0 {
		t.Fatalf("%d entries after refusals", len(list))
	}
	taken := good
	taken.Code = "P-02"
	list, err := add(taken, good)
	v.must(err)
	if list[0].Code != "P-02" || list[1].Code != "P-03" || list[1].Visibility != judging.ShowCode {
		t.Errorf("codes %s, %s, visibility %s", list[0].Code, list[1].Code, list[1].Visibility)
	}
	_, err = add(taken)
	fails(t, err, judging.Conflict, "entry-code")
	_, err = v.s.AmendEntry(ctx, boss, list[0].ID, judging.EntryChange{State: new(judging.EntryWithdrawn)}, " ")
	fails(t, err, judging.Invalid, "reason-missing")
}

func TestDefinitionChangesUntilTheFirstSheet(t *testing.T) {
	v := emptyVenue(t, "science-fair-science")
	id, def := v.contest.Contest.ID, v.contest.Contest.Def
	before, err := v.s.Contest(ctx, id)
	v.must(err)
	_, err = v.s.PutContest(ctx, boss, id, before.Contest.N-1, def)
	fails(t, err, judging.Stale, "contest-changed")

	def.Title.EN = "Another title"
	def.Stages[0].Criteria[0].Title.EN = "Another criterion"
	after, err := v.s.PutContest(ctx, boss, id, before.Contest.N, def)
	v.must(err)
	if after.Stages[0].ID != before.Stages[0].ID || after.Stages[0].Rubric == before.Stages[0].Rubric || after.Contest.N != before.Contest.N+1 {
		t.Errorf("before %+v, after %+v", before.Stages[0], after.Stages[0])
	}
	gone := def
	gone.Stages = nil
	_, err = v.s.PutContest(ctx, boss, id, after.Contest.N, gone)
	fails(t, err, judging.Conflict, "stage-kept")
}

func TestStepsBackNeedASecondPerson(t *testing.T) {
	v := emptyVenue(t, "science-fair-science")
	stage := v.contest.Stages[0].ID
	script := judging.Actor{Kind: "token", ID: "script", Role: judging.Organizer}
	chair := judging.Actor{Kind: "account", ID: "chair", Role: judging.Chair}
	other := judging.Actor{Kind: "account", ID: "other", Role: judging.Organizer}
	set := func(to judging.StageState, reason string) (judging.Staged, error) {
		return v.s.SetStage(ctx, script, stage, to, reason)
	}
	_, err := set(judging.StageClosed, "")
	fails(t, err, judging.Conflict, "stage-step")
	done, err := set(judging.StageOpen, "")
	v.must(err)
	if done.State != judging.StageOpen {
		t.Fatalf("opened: %+v", done)
	}
	_, err = set(judging.StageSetup, "")
	fails(t, err, judging.Invalid, "reason-missing")
	waits, err := set(judging.StageSetup, "опечатка в критерии")
	v.must(err)
	if waits.Approval == "" || waits.Why != "step-back" {
		t.Fatalf("a step back was not put before a second person: %+v", waits)
	}
	_, err = v.s.ApproveAct(ctx, script, waits.Approval)
	fails(t, err, judging.Forbidden, "approve-person")
	_, err = v.s.ApproveAct(ctx, other, waits.Approval)
	fails(t, err, judging.Forbidden, "approve-other")
	done, err = v.s.ApproveAct(ctx, chair, waits.Approval)
	v.must(err)
	if now, _ := v.s.Contest(ctx, v.contest.Contest.ID); done.State != judging.StageSetup || now.Stages[0].State != judging.StageSetup {
		t.Errorf("approved: %+v, stored %s", done, now.Stages[0].State)
	}
	_, err = v.s.ApproveAct(ctx, chair, waits.Approval)
	fails(t, err, judging.Conflict, "approval-done")
}

func TestWhatIsNotScoredYetDoesNotOpen(t *testing.T) {
	v := emptyVenue(t, "robot-league-4-level")
	last := v.contest.Stages[len(v.contest.Stages)-1].ID // tasks to be defined
	_, err := v.s.SetStage(ctx, boss, last, judging.StageOpen, "")
	fails(t, err, judging.Conflict, "not-scored")
	_, err = v.s.SetBoard(ctx, boss, v.contest.Contest.ID, judging.Board{State: judging.BoardLive})
	fails(t, err, judging.Conflict, "not-scored")
}

func TestAssignRefusesTheOwnSchool(t *testing.T) {
	v := emptyVenue(t, "science-fair-science")
	entries := v.addEntries(3)
	judges, err := v.s.AddJudges(ctx, boss, v.event.ID, []judging.Judge{{Name: "Саидова Н.", School: " мактаби  №1 "}, {Name: "Раҳимов Ҷ."}})
	v.must(err)
	assign := func(a judging.Assignment) (judging.Assigned, error) {
		a.Stage = v.contest.Stages[0].ID
		return v.s.Assign(ctx, boss, v.contest.Contest.ID, a)
	}
	got, err := assign(judging.Assignment{Pairs: []judging.Pair{{Entry: entries[0].ID, Judge: judges[0].ID}, {Entry: entries[1].ID, Judge: judges[0].ID}}})
	v.must(err)
	if len(got.Refused) != 1 || got.Refused[0].Code != "same-school" || got.Coverage[entries[1].ID] != 1 {
		t.Errorf("pairs: %+v", got)
	}
	got, err = assign(judging.Assignment{PerEntry: 2, Seed: 1})
	v.must(err)
	if len(got.Refused) != 1 || got.Refused[0].Code != "too-few-judges" || len(got.Pairs) != 5 {
		t.Errorf("draw: %+v", got)
	}
	sheets, err := v.s.SheetsOf(ctx, judging.SheetFilter{Contest: v.contest.Contest.ID})
	v.must(err)
	if len(sheets) != 5 {
		t.Errorf("%d sheets, want 5: a pair that stood is not made twice", len(sheets))
	}
	_, err = assign(judging.Assignment{PerEntry: 3})
	fails(t, err, judging.Invalid, "assign-per-entry")
}

func TestAccounts(t *testing.T) {
	v := emptyVenue(t, "")
	secret, err := v.s.SetupSecret(ctx)
	v.must(err)
	if again, _ := v.s.SetupSecret(ctx); again != secret || secret == "" {
		t.Fatalf("set-up secrets %q and %q", secret, again)
	}
	_, err = v.s.Setup(ctx, "wrong", "Ситора", "як-ду-се-чор")
	fails(t, err, judging.Forbidden, "setup-spent")
	_, err = v.s.Setup(ctx, secret, "Ситора", "кӯтоҳ")
	fails(t, err, judging.Invalid, "password-short")
	owner, err := v.s.Setup(ctx, secret, "Ситора", "як-ду-се-чор")
	v.must(err)
	if owner.Role != judging.Owner {
		t.Errorf("set up as %s", owner.Role)
	}
	_, err = v.s.Setup(ctx, secret, "Дигар", "як-ду-се-чор")
	fails(t, err, judging.Forbidden, "setup-spent")
	_, err = v.s.AddUser(ctx, owner, "Ситора", judging.Chair, "як-ду-се-чор")
	fails(t, err, judging.Conflict, "user-exists")
	_, err = v.s.AddUser(ctx, owner, "Ҷамшед", "king", "як-ду-се-чор")
	fails(t, err, judging.Invalid, "user-role")

	if _, err := v.s.SignIn(ctx, "Ситора", "як-ду-се-чор", "10.0.0.2"); err != nil {
		t.Error(err)
	}
	for range 5 {
		_, err = v.s.SignIn(ctx, "Ситора", "нодуруст", "10.0.0.2")
		fails(t, err, judging.Unauthenticated, "wrong-password")
	}
	_, err = v.s.SignIn(ctx, "Ситора", "як-ду-се-чор", "10.0.0.2")
	fails(t, err, judging.TooMany, "too-many-tries")
	_, err = v.s.SignIn(ctx, "Номаълум", "нодуруст", "10.0.0.2")
	fails(t, err, judging.Unauthenticated, "wrong-password")

	token, err := v.s.MakeToken(ctx, owner, judging.Auditor)
	v.must(err)
	by, err := v.s.ActorOfToken(ctx, token)
	if err != nil || by.Role != judging.Auditor || by.Kind != "token" {
		t.Errorf("token: %+v, %v", by, err)
	}
	_, err = v.s.ActorOfToken(ctx, token+"x")
	fails(t, err, judging.Unauthenticated, "sign-in-needed")
}

// Nobody changes a final result alone: what would is refused until a stage has
// gone back, which takes two persons.
func TestAFinalResultStands(t *testing.T) {
	v := newVenue(t)
	contest, entry := v.contest.Contest.ID, v.entries[0].ID
	vote := judging.Vote{Division: v.contest.Divisions[0].ID, Order: []string{entry, v.entries[1].ID}, Count: "4:1"}
	v.must(v.s.RecordVote(ctx, boss, contest, vote))
	_, err := v.s.AmendEntry(ctx, boss, entry, judging.EntryChange{State: new(judging.EntryDisqualified)}, "a copy")
	v.must(err)
	_, err = v.s.AmendEntry(ctx, boss, v.entries[1].ID, judging.EntryChange{State: new(judging.EntryAbsent)}, "did not come")
	v.must(err)
	v.stage(judging.StageClosed)
	v.stage(judging.StageFinal)
	fails(t, v.s.RecordVote(ctx, boss, contest, vote), judging.Closed, "stage-final")
	_, err = v.s.AmendEntry(ctx, boss, entry, judging.EntryChange{State: new(judging.EntryActive)}, "it was none")
	fails(t, err, judging.Closed, "stage-final")
	_, err = v.s.AmendEntry(ctx, boss, entry, judging.EntryChange{Visibility: new(judging.ShowNothing)}, "the parents ask for it")
	v.must(err)
}
