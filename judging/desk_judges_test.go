package judging_test

// Judges, their cards and reminders as the desk has them, on real storage.

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"dovar/judging"
)

// eventRows are the event's journal rows of a kind, and by whom.
func (v *venue) eventRows(kind judging.RowKind) []judging.Row {
	v.t.Helper()
	rows, err := v.s.JournalOf(ctx, judging.Scope{Event: v.event.ID}, 0)
	v.must(err)
	return slices.DeleteFunc(rows, func(r judging.Row) bool { return r.Kind != kind })
}

// row reads the newest of them.
func row[T any](v *venue, kind judging.RowKind) (body T) {
	v.t.Helper()
	rows := v.eventRows(kind)
	if len(rows) == 0 {
		v.t.Fatalf("no row %s", kind)
	}
	last := rows[len(rows)-1]
	if last.Actor != "account:boss" {
		v.t.Errorf("row %s by %s", kind, last.Actor)
	}
	v.must(json.Unmarshal(last.Body, &body))
	return body
}

func TestAmendJudge(t *testing.T) {
	v := newVenue(t)
	to := judging.Judge{ID: "x", Event: "x", Name: "  Ҷӯраев Умед ", School: "Мактаби №7", District: "Рӯдакӣ", Languages: []string{"ru", "tg"}}
	got, err := v.s.AmendJudge(ctx, boss, v.judges[0].ID, to)
	v.must(err)
	want := judging.Judge{ID: v.judges[0].ID, Event: v.event.ID, Name: "Ҷӯраев Умед", School: "Мактаби №7", District: "Рӯдакӣ", Languages: []string{"ru", "tg"}}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%+v", got)
	}
	stored, err := v.s.Judge(ctx, want.ID)
	v.must(err)
	if fmt.Sprint(stored) != fmt.Sprint(want) || row[judging.Judge](v, judging.RowJudge).Name != want.Name {
		t.Errorf("stored %+v", stored)
	}
	before := len(v.eventRows(judging.RowJudge))
	for field, bad := range map[string]judging.Judge{
		"name": {Name: " "}, "school": {Name: "А", School: "a\u202eb"}, "district": {Name: "А", District: strings.Repeat("а", 301)},
		"languages": {Name: "А", Languages: []string{"tg", "tg"}},
	} {
		_, err := v.s.AmendJudge(ctx, boss, v.judges[0].ID, bad)
		fails(t, err, judging.Invalid, "judge-fields")
		var e *judging.Error
		if errors.As(err, &e); e.Args["field"] != field {
			t.Errorf("names %v, want %s", e.Args["field"], field)
		}
	}
	_, err = v.s.AmendJudge(ctx, boss, "none", to)
	fails(t, err, judging.NotFound, "not-found")
	if after := len(v.eventRows(judging.RowJudge)); after != before {
		t.Errorf("refusals wrote %d rows", after-before)
	}
}

func TestSpareJudges(t *testing.T) {
	v := newVenue(t)
	first, err := v.s.AddSpares(ctx, boss, v.event.ID, 2)
	v.must(err)
	more, err := v.s.AddSpares(ctx, boss, v.event.ID, 1)
	v.must(err)
	if first[0].Name != "Эҳтиётӣ 1" || first[1].Name != "Эҳтиётӣ 2" || more[0].Name != "Эҳтиётӣ 3" || !more[0].Spare || more[0].Languages[0] != "tg" {
		t.Errorf("%+v %+v", first, more)
	}
	if len(v.eventRows(judging.RowJudge)) != 5 || !row[judging.Judge](v, judging.RowJudge).Spare {
		t.Error("each spare is a row")
	}
	same := first[0]
	same.School = "Мактаби №1"
	got, err := v.s.AmendJudge(ctx, boss, first[0].ID, same)
	v.must(err)
	if !got.Spare {
		t.Error("a school names nobody")
	}
	same.Name = "Саидова Нигора"
	if got, err = v.s.AmendJudge(ctx, boss, first[0].ID, same); err != nil || got.Spare || got.Name != "Саидова Нигора" {
		t.Errorf("%+v %v", got, err)
	}
	for _, n := range []int{0, -1, judging.SparesMost + 1} {
		_, err := v.s.AddSpares(ctx, boss, v.event.ID, n)
		fails(t, err, judging.Invalid, "spares-number")
	}
}

func TestManyCards(t *testing.T) {
	v := newVenue(t)
	ids := []string{v.judges[1].ID, v.judges[0].ID}
	before := len(v.eventRows(judging.RowCard))
	old := v.tablet(0)
	v.now = v.now.Add(time.Minute)
	cards, err := v.s.MakeCards(ctx, boss, v.event.ID, ids)
	v.must(err)
	if len(cards) != 2 || cards[0].Judge.ID != ids[0] || cards[1].Judge.ID != ids[1] || cards[0].URL != "http://dovar.test/judge#"+cards[0].Code {
		t.Fatalf("%+v", cards)
	}
	if got := len(v.eventRows(judging.RowCard)) - before; got != 2 {
		t.Errorf("%d rows for two cards", got)
	}
	fresh := &tablet{v: v, dev: judging.NewID()}
	fails(t, fresh.enrol(v.cards[0].Code, v.cards[0].PIN), judging.Forbidden, "card-replaced")
	v.must(fresh.enrol(cards[1].Code, cards[1].PIN))
	if old.by.ID != fresh.by.ID {
		t.Error("the new card is another judge's")
	}
	if told(old, "card-replaced") == nil {
		t.Error("the tablet is not told of the new card")
	}

	// All or none: a judge of another event, and one who is not there.
	other := emptyVenue(t, "")
	stranger := other.addJudges(1)[0]
	for _, id := range []string{stranger.ID, "none"} {
		_, err = v.s.MakeCards(ctx, boss, v.event.ID, []string{v.judges[0].ID, id})
		fails(t, err, judging.NotFound, "not-found")
	}
	second, err := v.s.CreateEvent(ctx, boss, judging.NewEvent{Title: v.event.Title, Starts: "2026-04-18", Ends: "2026-04-19"})
	v.must(err)
	_, err = v.s.MakeCards(ctx, boss, second.ID, ids)
	fails(t, err, judging.NotFound, "not-found")
	_, err = v.s.MakeCards(ctx, boss, v.event.ID, nil)
	fails(t, err, judging.Invalid, "cards-nobody")
	v.must(fresh.enrol(cards[1].Code, cards[1].PIN)) // still the living card
}

// told is the message of that key in the tablet's hello, nil without one.
func told(a *tablet, key string) map[string]any {
	for _, m := range a.hello(0).Messages {
		if m.Key == key {
			if m.Args == nil {
				m.Args = map[string]any{}
			}
			return m.Args
		}
	}
	return nil
}

func TestRevokeCard(t *testing.T) {
	v := newVenue(t)
	a := v.tablet(0)
	judge := v.judges[0].ID
	fails(t, v.s.RevokeCard(ctx, boss, judge, " ", false), judging.Invalid, "reason-missing")
	v.must(v.s.RevokeCard(ctx, boss, judge, "lost in the hall", false))
	if r := row[judging.RowCardBody](v, judging.RowCard); !r.Revoked || r.Judge != judge || r.Reason != "lost in the hall" || r.Card == "" {
		t.Errorf("%+v", r)
	}
	thief := &tablet{v: v, dev: judging.NewID()}
	fails(t, thief.enrol(v.cards[0].Code, v.cards[0].PIN), judging.Forbidden, "card-replaced")
	if told(a, "card-revoked") == nil || told(v.tablet(1), "card-revoked") != nil {
		t.Error("the judge's tablet is told, no other")
	}
	fails(t, v.s.RevokeCard(ctx, boss, v.addJudges(1)[0].ID, "none made", true), judging.Conflict, "card-none")
	fails(t, v.s.RevokeCard(ctx, boss, judge, "again", false), judging.Conflict, "card-none")

	v.must(v.s.RevokeCard(ctx, boss, judge, "and the tablets", true)) // the card is dead already
	if _, revoked, _ := v.s.ActorOfDevice(ctx, a.bearer); !revoked {
		t.Error("the tablet goes on")
	}
	fails(t, v.s.RevokeCard(ctx, boss, judge, "nothing is left", true), judging.Conflict, "card-none")
	card, err := v.s.MakeCard(ctx, boss, judge)
	v.must(err)
	fails(t, a.enrol(card.Code, card.PIN), judging.Forbidden, "device-revoked")
	v.must((&tablet{v: v, dev: judging.NewID()}).enrol(card.Code, card.PIN))
}

func TestJudgeLines(t *testing.T) {
	v := newVenue(t)
	v.addJudges(1)
	v.must(v.s.RevokeCard(ctx, boss, v.judges[1].ID, "lost", false))
	v.tablet(0)
	v.tablet(0)
	lines, err := v.s.JudgeLines(ctx, v.event.ID)
	v.must(err)
	var got []string
	for _, l := range lines {
		got = append(got, fmt.Sprint(l.Name, " ", l.Card, " ", l.Tablets, " ", l.Sheets, " ", l.CardAt.IsZero()))
	}
	if want := "[Jamshed made 2 2 false Karim dead 0 2 false Довар 1 none 0 0 true]"; fmt.Sprint(got) != want {
		t.Errorf("%v", got)
	}
	_, err = v.s.JudgeLines(ctx, "none")
	fails(t, err, judging.NotFound, "not-found")
}

func TestReminder(t *testing.T) {
	v := newVenue(t)
	a, b := v.tablet(0), v.tablet(1)
	a.hello(0)
	v.now = v.now.Add(time.Second)
	r, err := v.s.Remind(ctx, boss, a.dev, " Лутфан баҳоҳоро фиристед ")
	v.must(err)
	if got := row[judging.RowRemindBody](v, judging.RowRemind); got.Device != a.dev || got.Judge != v.judges[0].ID || got.Text != "Лутфан баҳоҳоро фиристед" {
		t.Errorf("%+v", got)
	}
	sheet := v.sheets["0 0"]
	send := func(x *tablet, sheet string) judging.Submitted {
		out, err := v.s.Submit(ctx, x.by, x.epoch, []judging.SentOp{{Op: x.cut(sheet, "draft", full("20"), nil)}})
		v.must(err)
		return out
	}
	if !send(a, sheet).Hello || send(b, v.sheets["1 0"]).Hello {
		t.Error("who sends marks hears that a message waits, no other")
	}
	if got := told(a, "reminder"); got["id"] != r.ID || got["text"] != "Лутфан баҳоҳоро фиристед" || got["at"] == "" {
		t.Errorf("told %v", got)
	}
	if told(b, "reminder") != nil {
		t.Error("a reminder reaches another tablet")
	}
	v.now = v.now.Add(time.Second)
	a.hello(0)
	if send(a, sheet).Hello {
		t.Error("what was delivered is no news")
	}
	seen := func(x *tablet, ids ...string) {
		_, err := v.s.Hello(ctx, x.by, judging.HelloAsk{Epoch: x.epoch, Seen: ids})
		v.must(err)
	}
	seen(b, r.ID) // not its own
	seen(a, "none")
	if told(a, "reminder") == nil {
		t.Error("another tablet's word ends the reminder")
	}
	seen(a, "none", r.ID)
	if told(a, "reminder") != nil {
		t.Error("a seen reminder comes again")
	}
	_, err = v.s.Remind(ctx, boss, "none", "x")
	fails(t, err, judging.NotFound, "not-found")
	for _, text := range []string{" ", strings.Repeat("а", judging.ReminderMost+1), "a\u202eb"} {
		_, err = v.s.Remind(ctx, boss, a.dev, text)
		fails(t, err, judging.Invalid, "reminder-text")
	}
	v.must(v.s.Revoke(ctx, boss, a.dev, "stolen"))
	_, err = v.s.Remind(ctx, boss, a.dev, "x")
	fails(t, err, judging.Conflict, "reminder-revoked")
}

func TestWall(t *testing.T) {
	v := newVenue(t)
	a, b := v.tablet(0), v.tablet(1)
	a.hello(3)
	v.now = v.now.Add(2 * time.Minute)
	r, err := v.s.Remind(ctx, boss, a.dev, "x")
	v.must(err)
	lines, err := v.s.Wall(ctx, v.event.ID)
	v.must(err)
	at := map[string]judging.TabletLine{}
	for _, l := range lines {
		at[l.ID] = l
	}
	if l := at[a.dev]; l.JudgeName != "Jamshed" || l.Unsent != 3 || l.Silent != 2*time.Minute || l.Behind || l.Reminder == nil || l.Reminder.ID != r.ID {
		t.Errorf("%+v", l)
	}
	if l := at[b.dev]; !l.HeardAt.IsZero() || l.Silent != 0 || l.Behind || l.Reminder != nil {
		t.Errorf("%+v", l)
	}
	v.must(v.s.BeginEpoch(ctx, "the laptop died"))
	lines, err = v.s.Wall(ctx, v.event.ID)
	v.must(err)
	for _, l := range lines {
		if l.Behind != (l.ID == a.dev) {
			t.Errorf("after a restore %s is behind: %v", l.JudgeName, l.Behind)
		}
	}
}
