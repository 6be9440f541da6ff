package judging_test

// Signing tablets in, on real storage: every way it can be refused.

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"time"

	"dovar/judging"
)

func TestEnrol(t *testing.T) {
	v := newVenue(t)
	a := v.tablet(0)
	again := *a
	v.must(again.enrol(v.cards[0].Code, v.cards[0].PIN))
	if again.bearer != a.bearer || !bytes.Equal(again.secret, a.secret) || len(a.secret) != 32 {
		t.Error("a known device gets the same token and secret")
	}
	if a.by.ID != v.judges[0].ID || a.by.Dev != a.dev || a.by.Role != judging.JudgeRole {
		t.Errorf("%+v", a.by)
	}
	fails(t, again.enrol(v.cards[1].Code, v.cards[1].PIN), judging.Conflict, "device-taken")
	fails(t, again.enrol("0000000000", v.cards[0].PIN), judging.Unauthenticated, "card-unknown")
	bad := &tablet{v: v, dev: "short"}
	fails(t, bad.enrol(v.cards[0].Code, v.cards[0].PIN), judging.Invalid, "device-id")
	_, _, err := v.s.ActorOfDevice(ctx, a.bearer+"x")
	fails(t, err, judging.Unauthenticated, "device-unknown")
	_, err = v.s.Enrol(ctx, judging.Enrolment{Bearer: "dv1.x", DeviceID: judging.NewID()})
	fails(t, err, judging.Unauthenticated, "device-unknown")

	old := v.cards[0]
	_, err = v.s.MakeCard(ctx, boss, v.judges[0].ID)
	v.must(err)
	v.now = v.now.Add(time.Hour)
	fails(t, again.enrol(old.Code, old.PIN), judging.Forbidden, "card-replaced")
	rows, err := v.s.JournalOf(ctx, judging.Scope{Event: v.event.ID}, 0)
	v.must(err)
	kinds := map[judging.RowKind]int{}
	for _, r := range rows {
		kinds[r.Kind]++
	}
	if kinds[judging.RowDevice] != 1 || kinds[judging.RowSignIn] != 1 {
		t.Errorf("rows %v", kinds)
	}
}

func TestPINTries(t *testing.T) {
	v := newVenue(t)
	card := v.cards[0]
	wrong := "000000"
	if card.PIN == wrong {
		wrong = "000001"
	}
	fresh := func() *tablet { return &tablet{v: v, dev: judging.NewID(), dseq: map[string]int{}} }
	for range 5 { // from any device, from one address
		fails(t, fresh().enrol(card.Code, wrong), judging.Unauthenticated, "wrong-pin")
	}
	err := fresh().enrol(card.Code, card.PIN)
	fails(t, err, judging.TooMany, "too-many-tries")
	var e *judging.Error
	if errors.As(err, &e) && e.Args["seconds"] != 900 {
		t.Errorf("%+v", e.Args)
	}
	v.must(fresh().enrol(v.cards[1].Code, v.cards[1].PIN)) // another card is free
	v.now = v.now.Add(15 * time.Minute)
	v.must(fresh().enrol(card.Code, card.PIN))

	one := fresh() // one device, many cards
	for range 5 {
		fails(t, one.enrol("1111111111", wrong), judging.Unauthenticated, "card-unknown")
		v.now = v.now.Add(time.Second)
	}
	fails(t, one.enrol(v.cards[1].Code, v.cards[1].PIN), judging.TooMany, "too-many-tries")

	guess := func(i int) error { // one address, many cards and devices
		x := fresh()
		_, err := v.s.Enrol(ctx, judging.Enrolment{Code: "22222222" + string(rune('A'+i%8)) + string(rune('A'+i/8)), PIN: wrong, DeviceID: x.dev, From: "10.0.0.9"})
		return err
	}
	for i := range 30 {
		fails(t, guess(i), judging.Unauthenticated, "card-unknown")
	}
	fails(t, guess(30), judging.TooMany, "too-many-tries")
}

func TestSignedInElsewhere(t *testing.T) {
	v := newVenue(t)
	keys := func(h judging.Hello) (out []string) {
		for _, m := range h.Messages {
			out = append(out, m.Key)
		}
		return out
	}
	a := v.tablet(0)
	if got := keys(a.hello(0)); len(got) != 0 {
		t.Errorf("alone: %v", got)
	}
	a.hello(3)
	v.now = v.now.Add(time.Minute)
	b := v.tablet(0)
	ha, hb := a.hello(3), b.hello(0)
	if got := keys(ha); !slices.Equal(got, []string{"signed-in-elsewhere"}) || ha.Messages[0].Args["readOnly"] != true || ha.Messages[0].Args["device"] != b.dev {
		t.Errorf("older: %+v", ha.Messages)
	}
	if got := keys(hb); !slices.Equal(got, []string{"signed-in-before"}) || hb.Messages[0].Args["unsent"] != 3 {
		t.Errorf("newer: %+v", hb.Messages)
	}
	v.now = v.now.Add(time.Minute)
	v.must(a.enrol(v.cards[0].Code, v.cards[0].PIN)) // back on the first
	if got := keys(b.hello(0)); !slices.Equal(got, []string{"signed-in-elsewhere"}) {
		t.Errorf("now the older: %v", got)
	}
	v.now = v.now.Add(time.Minute)
	_, err := v.s.MakeCard(ctx, boss, v.judges[0].ID)
	v.must(err)
	if got := keys(a.hello(0)); !slices.Contains(got, "card-replaced") {
		t.Errorf("%v", got)
	}
}

func TestRevokedDevice(t *testing.T) {
	v := newVenue(t)
	tab, sheet := v.tablet(0), v.sheets["0 0"]
	first := tab.cut(sheet, "submit", full("20"), nil)
	tab.stored(first, judging.OpApplied)
	v.must(v.s.Revoke(ctx, boss, tab.dev, "stolen"))
	if _, revoked, err := v.s.ActorOfDevice(ctx, tab.bearer); err != nil || !revoked {
		t.Errorf("revoked %v, %v", revoked, err)
	}
	late := tab.cut(sheet, "submit", full("25"), nil)
	tab.stored(late, judging.OpQuarantined)
	if v.sheet(sheet).Counts != id(first) {
		t.Error("quarantined, but counts")
	}
	fails(t, tab.enrol(v.cards[0].Code, v.cards[0].PIN), judging.Forbidden, "device-revoked")
	_, err := v.s.Enrol(ctx, judging.Enrolment{Bearer: tab.bearer, DeviceID: judging.NewID()})
	fails(t, err, judging.Forbidden, "device-revoked")
	fails(t, v.s.Revoke(ctx, boss, judging.NewID(), ""), judging.NotFound, "not-found")
	v.must(v.s.Accept(ctx, boss, id(late), "it was the judge"))
	if v.sheet(sheet).Counts != id(late) {
		t.Error("accepted, but does not count")
	}
	devices, err := v.s.Wall(ctx, v.event.ID)
	if err != nil || len(devices) != 1 || !devices[0].Revoked {
		t.Errorf("%+v, %v", devices, err)
	}
}

func TestHelloIsTheJudgesOwn(t *testing.T) {
	v := newVenue(t)
	h := v.tablet(0).hello(0)
	if len(h.Sheets) != 2 || len(h.Entries) != 2 || len(h.Stages) != 1 || h.Judge.ID != v.judges[0].ID || h.Event.ID != v.event.ID {
		t.Errorf("%+v", h)
	}
	for _, sh := range h.Sheets {
		if sh.Sheet != v.sheets["0 0"] && sh.Sheet != v.sheets["0 1"] || sh.State != "empty" || sh.Flags == nil || sh.Aside == nil {
			t.Errorf("%+v", sh)
		}
	}
	st := h.Stages[0]
	r, err := judging.ParseRubric(h.Rubrics[st.Rubric])
	if err != nil || len(r.Criteria) != 6 || r.Hash() != st.Rubric || st.State != judging.StageOpen || st.Title.EN == "" {
		t.Errorf("%+v, %v", st, err)
	}
	if b, err := json.Marshal(h); err != nil || !bytes.Contains(b, []byte(`"checkpoint":null`)) || !bytes.Contains(b, []byte(`"head":null`)) {
		t.Errorf("%s", b)
	}
}

// A turnedStore is the real one, where something happens just before a change.
type turnedStore struct {
	judging.Store
	before func()
}

func (s *turnedStore) Update(ctx context.Context, f func(judging.Tx) error) error {
	if before := s.before; before != nil {
		s.before = nil
		before()
	}
	return s.Store.Update(ctx, f)
}

// A card that is revoked while somebody signs in with it signs nobody in: the
// tablets revoked with it would be one too few.
func TestACardRevokedMeanwhile(t *testing.T) {
	v := newVenue(t)
	store := &turnedStore{Store: v.store}
	v.s.Store = store
	store.before = func() { v.must(v.s.RevokeCard(ctx, boss, v.judges[0].ID, "lost", true)) }
	_, err := v.s.Enrol(ctx, judging.Enrolment{Code: v.cards[0].Code, PIN: v.cards[0].PIN, DeviceID: judging.NewID(), DeviceName: "Tablet"})
	fails(t, err, judging.Forbidden, "card-replaced")
}
