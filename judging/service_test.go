package judging_test

// What an organizer does, on real storage.

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"dovar/data"
	"dovar/judging"
)

// A hall is a Service on a store in a folder of its own, with a clock that the
// test turns, and an event with one contest.
type hall struct {
	*judging.Service
	t        testing.TB
	ctx      context.Context
	dir      string
	clock    *atomic.Int64 // ms
	store    *data.Store
	follower *judging.Follower
	event    judging.Event
	contest  judging.ContestView
	owner    judging.Actor
}

func newHall(t testing.TB, preset string) *hall {
	h := &hall{t: t, ctx: context.Background(), dir: t.TempDir(), clock: new(atomic.Int64)}
	h.clock.Store(time.Date(2025, 10, 20, 9, 0, 0, 0, time.UTC).UnixMilli())
	h.open()
	t.Cleanup(func() { h.store.Close() })
	h.owner = judging.Actor{Kind: "system", ID: "test", Role: judging.Owner}
	var err error
	h.event, err = h.CreateEvent(h.ctx, h.owner, judging.NewEvent{
		Title: judging.Text{TG: "Ҳафтаи ТИК", RU: "Неделя ИКТ", EN: "ICT Week"}, Starts: "2025-10-20", Ends: "2025-10-24",
	})
	h.ok(err)
	if preset != "" {
		def, there := judging.Preset(preset)
		if !there {
			t.Fatalf("no preset %s", preset)
		}
		h.contest, err = h.CreateContest(h.ctx, h.owner, h.event.ID, def)
		h.ok(err)
	}
	return h
}

// open opens the folder, again after a close.
func (h *hall) open() {
	now := func() time.Time { return time.UnixMilli(h.clock.Add(1)).UTC() }
	log := slog.New(slog.DiscardHandler)
	var err error
	h.store, err = data.Open(h.ctx, h.dir, data.Options{Now: now, Log: log})
	h.ok(err)
	h.Service, err = judging.NewService(h.ctx, judging.Config{
		Store: h.store, Keys: h.store.Keys(), Now: now, Log: log, Address: "http://dovar.test",
		Wake: func(contest string) { h.follower.Wake(contest) },
	})
	h.ok(err)
	h.follower = judging.NewFollower(judging.FollowerConfig{
		Service: h.Service, Publish: func(judging.Stream, *judging.Frame) {}, Viewers: func() int { return 0 },
	})
}

func (h *hall) ok(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// entries adds n entries to the contest's first division.
func (h *hall) entries(n int) []judging.Entry {
	h.t.Helper()
	in := make([]judging.Entry, n)
	for i := range in {
		in[i] = judging.Entry{Name: fmt.Sprint("Лоиҳа ", i+1), School: fmt.Sprint("Мактаби №", i+1), Division: h.contest.Divisions[0].ID}
	}
	out, err := h.AddEntries(h.ctx, h.owner, h.contest.Contest.ID, in)
	h.ok(err)
	return out
}

func (h *hall) judges(n int) []judging.Judge {
	h.t.Helper()
	in := make([]judging.Judge, n)
	for i := range in {
		in[i] = judging.Judge{Name: fmt.Sprint("Довар ", i+1)}
	}
	out, err := h.AddJudges(h.ctx, h.owner, h.event.ID, in)
	h.ok(err)
	return out
}

// wants fails the test unless err is a refusal of the kind with the code.
func wants(t *testing.T, err error, kind judging.Kind, code string) {
	t.Helper()
	var e *judging.Error
	if !errors.As(err, &e) || e.Kind != kind || e.Code != code {
		t.Errorf("got %v, want %s", err, code)
	}
}

func TestEventsAreRefusedWithTheReason(t *testing.T) {
	h := newHall(t, "")
	title := judging.Text{RU: "Неделя"}
	for code, e := range map[string]judging.NewEvent{
		"title-missing":   {Starts: "2025-10-20", Ends: "2025-10-20"},
		"event-dates":     {Title: title, Starts: "2025-10-20", Ends: "2025-10-19"},
		"event-timezone":  {Title: title, Starts: "2025-10-20", Ends: "2025-10-20", Timezone: "Asia/Nowhere"},
		"event-languages": {Title: title, Starts: "2025-10-20", Ends: "2025-10-20", Languages: []string{"tg", "tg"}},
	} {
		_, err := h.CreateEvent(h.ctx, h.owner, e)
		wants(t, err, judging.Invalid, code)
	}
	e, err := h.CreateEvent(h.ctx, h.owner, judging.NewEvent{Title: title, Starts: "2025-10-20", Ends: "2025-10-20"})
	h.ok(err)
	if e.Title.TG != "Неделя" || e.Timezone != "Asia/Dushanbe" || len(e.Languages) != 3 {
		t.Errorf("defaults: %+v", e)
	}
}

func TestEntriesAllOrNone(t *testing.T) {
	h := newHall(t, "science-fair-science")
	add := func(in ...judging.Entry) ([]judging.Entry, error) {
		return h.AddEntries(h.ctx, h.owner, h.contest.Contest.ID, in)
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
		wants(t, err, judging.Invalid, code)
		var e *judging.Error
		if errors.As(err, &e); e.Args["row"] != 2 {
			t.Errorf("%s names row %v, want 2", code, e.Args["row"])
		}
	}
	if list, _ := h.Entries(h.ctx, h.contest.Contest.ID); len(list) != 0 {
		t.Fatalf("%d entries after refusals", len(list))
	}
	taken := good
	taken.Code = "P-02"
	list, err := add(taken, good)
	h.ok(err)
	if list[0].Code != "P-02" || list[1].Code != "P-03" || list[1].Visibility != judging.ShowCode {
		t.Errorf("codes %s, %s, visibility %s", list[0].Code, list[1].Code, list[1].Visibility)
	}
	_, err = add(taken)
	wants(t, err, judging.Conflict, "entry-code")
	_, err = h.AmendEntry(h.ctx, h.owner, list[0].ID, judging.EntryWithdrawn, "", " ")
	wants(t, err, judging.Invalid, "reason-missing")
}

func TestDefinitionChangesUntilTheFirstSheet(t *testing.T) {
	h := newHall(t, "science-fair-science")
	id, def := h.contest.Contest.ID, h.contest.Contest.Def
	v, err := h.Contest(h.ctx, id)
	h.ok(err)
	_, err = h.PutContest(h.ctx, h.owner, id, v.Contest.N-1, def)
	wants(t, err, judging.Stale, "contest-changed")

	def.Title.EN = "Another title"
	def.Stages[0].Criteria[0].Title.EN = "Another criterion"
	after, err := h.PutContest(h.ctx, h.owner, id, v.Contest.N, def)
	h.ok(err)
	if after.Stages[0].ID != v.Stages[0].ID || after.Stages[0].Rubric == v.Stages[0].Rubric || after.Contest.N != v.Contest.N+1 {
		t.Errorf("before %+v, after %+v", v.Stages[0], after.Stages[0])
	}
	gone := def
	gone.Stages = nil
	_, err = h.PutContest(h.ctx, h.owner, id, after.Contest.N, gone)
	wants(t, err, judging.Conflict, "stage-kept")
}

func TestStepsBackNeedASecondPerson(t *testing.T) {
	h := newHall(t, "science-fair-science")
	stage := h.contest.Stages[0].ID
	script := judging.Actor{Kind: "token", ID: "script", Role: judging.Organizer}
	chair := judging.Actor{Kind: "account", ID: "chair", Role: judging.Chair}
	other := judging.Actor{Kind: "account", ID: "other", Role: judging.Organizer}
	set := func(to judging.StageState, reason string) (judging.Staged, error) {
		return h.SetStage(h.ctx, script, stage, to, reason)
	}
	_, err := set(judging.StageClosed, "")
	wants(t, err, judging.Conflict, "stage-step")
	done, err := set(judging.StageOpen, "")
	h.ok(err)
	if done.State != judging.StageOpen {
		t.Fatalf("opened: %+v", done)
	}
	_, err = set(judging.StageSetup, "")
	wants(t, err, judging.Invalid, "reason-missing")
	waits, err := set(judging.StageSetup, "опечатка в критерии")
	h.ok(err)
	if waits.Approval == "" || waits.Why != "step-back" {
		t.Fatalf("a step back was not put before a second person: %+v", waits)
	}
	_, err = h.ApproveAct(h.ctx, script, waits.Approval)
	wants(t, err, judging.Forbidden, "approve-person")
	_, err = h.ApproveAct(h.ctx, other, waits.Approval)
	wants(t, err, judging.Forbidden, "approve-other")
	done, err = h.ApproveAct(h.ctx, chair, waits.Approval)
	h.ok(err)
	if v, _ := h.Contest(h.ctx, h.contest.Contest.ID); done.State != judging.StageSetup || v.Stages[0].State != judging.StageSetup {
		t.Errorf("approved: %+v, stored %s", done, v.Stages[0].State)
	}
	_, err = h.ApproveAct(h.ctx, chair, waits.Approval)
	wants(t, err, judging.Conflict, "approval-done")
}

func TestWhatIsNotScoredYetDoesNotOpen(t *testing.T) {
	h := newHall(t, "line-follower")
	_, err := h.SetStage(h.ctx, h.owner, h.contest.Stages[0].ID, judging.StageOpen, "")
	wants(t, err, judging.Conflict, "scoring-later")
	_, err = h.SetBoard(h.ctx, h.owner, h.contest.Contest.ID, judging.Board{State: judging.BoardLive})
	wants(t, err, judging.Conflict, "scoring-later")
}

func TestAssignRefusesTheOwnSchool(t *testing.T) {
	h := newHall(t, "science-fair-science")
	entries := h.entries(3)
	judges, err := h.AddJudges(h.ctx, h.owner, h.event.ID, []judging.Judge{{Name: "Саидова Н.", School: " мактаби  №1 "}, {Name: "Раҳимов Ҷ."}})
	h.ok(err)
	assign := func(a judging.Assignment) (judging.Assigned, error) {
		a.Stage = h.contest.Stages[0].ID
		return h.Assign(h.ctx, h.owner, h.contest.Contest.ID, a)
	}
	got, err := assign(judging.Assignment{Pairs: []judging.Pair{{Entry: entries[0].ID, Judge: judges[0].ID}, {Entry: entries[1].ID, Judge: judges[0].ID}}})
	h.ok(err)
	if len(got.Refused) != 1 || got.Refused[0].Code != "same-school" || got.Coverage[entries[1].ID] != 1 {
		t.Errorf("pairs: %+v", got)
	}
	got, err = assign(judging.Assignment{PerEntry: 2, Seed: 1})
	h.ok(err)
	if len(got.Refused) != 1 || got.Refused[0].Code != "too-few-judges" || len(got.Pairs) != 5 {
		t.Errorf("draw: %+v", got)
	}
	sheets, err := h.SheetsOf(h.ctx, judging.SheetFilter{Contest: h.contest.Contest.ID})
	h.ok(err)
	if len(sheets) != 5 {
		t.Errorf("%d sheets, want 5: a pair that stood is not made twice", len(sheets))
	}
	_, err = assign(judging.Assignment{PerEntry: 3})
	wants(t, err, judging.Invalid, "assign-per-entry")
}

func TestAccounts(t *testing.T) {
	h := newHall(t, "")
	secret, err := h.SetupSecret(h.ctx)
	h.ok(err)
	if again, _ := h.SetupSecret(h.ctx); again != secret || secret == "" {
		t.Fatalf("set-up secrets %q and %q", secret, again)
	}
	_, err = h.Setup(h.ctx, "wrong", "Ситора", "як-ду-се-чор")
	wants(t, err, judging.Forbidden, "setup-spent")
	_, err = h.Setup(h.ctx, secret, "Ситора", "кӯтоҳ")
	wants(t, err, judging.Invalid, "password-short")
	owner, err := h.Setup(h.ctx, secret, "Ситора", "як-ду-се-чор")
	h.ok(err)
	if owner.Role != judging.Owner {
		t.Errorf("set up as %s", owner.Role)
	}
	_, err = h.Setup(h.ctx, secret, "Дигар", "як-ду-се-чор")
	wants(t, err, judging.Forbidden, "setup-spent")
	_, err = h.AddUser(h.ctx, owner, "Ситора", judging.Chair, "як-ду-се-чор")
	wants(t, err, judging.Conflict, "user-exists")
	_, err = h.AddUser(h.ctx, owner, "Ҷамшед", "king", "як-ду-се-чор")
	wants(t, err, judging.Invalid, "user-role")

	if _, err := h.SignIn(h.ctx, "Ситора", "як-ду-се-чор"); err != nil {
		t.Error(err)
	}
	for range 5 {
		_, err = h.SignIn(h.ctx, "Ситора", "нодуруст")
		wants(t, err, judging.Unauthenticated, "wrong-password")
	}
	_, err = h.SignIn(h.ctx, "Ситора", "як-ду-се-чор")
	wants(t, err, judging.TooMany, "too-many-tries")
	_, err = h.SignIn(h.ctx, "Номаълум", "нодуруст")
	wants(t, err, judging.Unauthenticated, "wrong-password")

	token, err := h.MakeToken(h.ctx, judging.Auditor)
	h.ok(err)
	by, err := h.ActorOfToken(h.ctx, token)
	if err != nil || by.Role != judging.Auditor || by.Kind != "token" {
		t.Errorf("token: %+v, %v", by, err)
	}
	_, err = h.ActorOfToken(h.ctx, token+"x")
	wants(t, err, judging.Unauthenticated, "sign-in-needed")
}
