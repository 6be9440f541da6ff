package judging_test

// An event on real storage, and tablets that speak the protocol to it. What a
// tablet signs is made here independently of the server's code.

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"log/slog"
	"maps"
	"os"
	"testing"
	"time"

	"dovar/data"
	"dovar/judging"
)

var (
	ctx  = context.Background()
	boss = judging.Actor{Kind: "account", ID: "boss", Name: "Nigora", Role: judging.Owner}
)

// A venue is one science fair with two judges, J and K, who each have a sheet
// for each of two entries.
type venue struct {
	t        testing.TB
	dir      string
	now      time.Time
	store    *data.Store
	s        *judging.Service
	follower *judging.Follower
	woken    []string
	event    judging.Event
	contest  judging.ContestView
	judges   []judging.Judge
	entries  []judging.Entry
	cards    []judging.NewCard
	sheets   map[string]string // "judge entry" by index, for example "0 1"
}

// emptyVenue is an event with one contest of a preset and nobody in it; without
// a contest when preset is "".
func emptyVenue(t testing.TB, preset string) *venue {
	v := &venue{t: t, dir: t.TempDir(), now: time.Date(2026, 4, 18, 9, 0, 0, 0, time.UTC), sheets: map[string]string{}}
	v.open()
	t.Cleanup(func() { v.must(v.store.Close()) })
	var err error
	title := judging.Text{EN: "Fair"}
	v.event, err = v.s.CreateEvent(ctx, boss, judging.NewEvent{Title: title, Starts: "2026-04-18", Ends: "2026-04-19"})
	v.must(err)
	if preset != "" {
		def, ok := judging.Preset(preset)
		if !ok {
			t.Fatal("no preset")
		}
		v.contest, err = v.s.CreateContest(ctx, boss, v.event.ID, def)
		v.must(err)
	}
	return v
}

func newVenue(t testing.TB) *venue {
	v := emptyVenue(t, "science-fair-science")
	var err error
	division := v.contest.Divisions[0].ID
	v.entries, err = v.s.AddEntries(ctx, boss, v.contest.Contest.ID, []judging.Entry{
		{Name: "Water filter", Division: division, School: "School 1", Members: []string{"Farzona"}},
		{Name: "Solar oven", Division: division, School: "School 2", Members: []string{"Sitora"}},
	})
	v.must(err)
	v.judges, err = v.s.AddJudges(ctx, boss, v.event.ID, []judging.Judge{{Name: "Jamshed"}, {Name: "Karim"}})
	v.must(err)
	stage := v.contest.Stages[0].ID
	pairs := judging.Assignment{Stage: stage}
	for _, j := range v.judges {
		v.cardsFor(j)
		for _, e := range v.entries {
			pairs.Pairs = append(pairs.Pairs, judging.Pair{Entry: e.ID, Judge: j.ID})
		}
	}
	_, err = v.s.Assign(ctx, boss, v.contest.Contest.ID, pairs)
	v.must(err)
	v.stage(judging.StageOpen)
	sheets, err := v.s.SheetsOf(ctx, judging.SheetFilter{Contest: v.contest.Contest.ID})
	v.must(err)
	for _, sh := range sheets {
		for j := range v.judges {
			for e := range v.entries {
				if sh.Judge == v.judges[j].ID && sh.Entry == v.entries[e].ID {
					v.sheets[string(rune('0'+j))+" "+string(rune('0'+e))] = sh.ID
				}
			}
		}
	}
	return v
}

// open starts a server on the folder.
func (v *venue) open() {
	v.t.Helper()
	clock := func() time.Time { return v.now }
	quiet := slog.New(slog.DiscardHandler)
	var err error
	v.store, err = data.Open(ctx, v.dir, data.Options{Now: clock, Log: quiet})
	v.must(err)
	v.s, err = judging.NewService(ctx, judging.Config{
		Store: v.store, Keys: v.store.Keys(), Now: clock, Log: quiet, Address: "http://dovar.test",
		Wake: func(contest string) { v.woken = append(v.woken, contest); v.follower.Wake(contest) },
	})
	v.must(err)
	v.follower = judging.NewFollower(judging.FollowerConfig{
		Service: v.s, Publish: func(judging.Stream, *judging.Frame) {}, Viewers: func() int { return 0 },
	})
}

// backup copies the folder as it is now.
func (v *venue) backup() string {
	v.t.Helper()
	dir := v.t.TempDir()
	v.must(v.store.Close())
	v.must(os.CopyFS(dir, os.DirFS(v.dir)))
	v.open()
	return dir
}

// restore goes on from a backup, an hour later.
func (v *venue) restore(backup string) {
	v.t.Helper()
	v.must(v.store.Close())
	v.dir, v.now = backup, v.now.Add(time.Hour)
	v.open()
	v.must(v.s.BeginEpoch(ctx, "the laptop died"))
}

func (v *venue) must(err error) {
	v.t.Helper()
	if err != nil {
		v.t.Fatal(err)
	}
}

func (v *venue) stage(to judging.StageState) {
	v.t.Helper()
	_, err := v.s.SetStage(ctx, boss, v.contest.Stages[0].ID, to, "")
	v.must(err)
}

// sheet is a sheet as stored.
func (v *venue) sheet(id string) (sh judging.Sheet) {
	v.t.Helper()
	v.must(v.store.View(ctx, func(tx judging.Tx) (err error) { sh, err = tx.Sheet(id); return err }))
	return sh
}

// lastRow is the newest row of the contest's journal.
func (v *venue) lastRow() judging.Row {
	v.t.Helper()
	rows, err := v.s.JournalOf(ctx, judging.Scope{Contest: v.contest.Contest.ID}, 0)
	v.must(err)
	return rows[len(rows)-1]
}

// fails fails the test unless err is an Error of that kind and code.
func fails(t testing.TB, err error, kind judging.Kind, code string) {
	t.Helper()
	var e *judging.Error
	if !errors.As(err, &e) || e.Kind != kind || e.Code != code {
		t.Errorf("got %v, want %s", err, code)
	}
}

// A tablet is signed in as one judge.
type tablet struct {
	v      *venue
	dev    string
	bearer string
	secret []byte
	by     judging.Actor
	epoch  string
	dseq   map[string]int // by sheet
}

// cardsFor makes each of the judges a card, the next of v.cards.
func (v *venue) cardsFor(judges ...judging.Judge) {
	v.t.Helper()
	for _, j := range judges {
		card, err := v.s.MakeCard(ctx, boss, j.ID)
		v.must(err)
		v.cards = append(v.cards, card)
	}
}

func (v *venue) tablet(judge int) *tablet {
	v.t.Helper()
	t := &tablet{v: v, dev: judging.NewID(), dseq: map[string]int{}}
	v.must(t.enrol(v.cards[judge].Code, v.cards[judge].PIN))
	return t
}

func (t *tablet) enrol(code, pin string) error {
	e, err := t.v.s.Enrol(ctx, judging.Enrolment{Code: code, PIN: pin, DeviceID: t.dev, DeviceName: "Tablet", From: "10.0.0.7"})
	if err != nil {
		return err
	}
	t.bearer, t.epoch = e.Token, e.Epoch
	t.secret, err = base64.RawURLEncoding.DecodeString(e.Secret)
	t.v.must(err)
	t.by, _, err = t.v.s.ActorOfDevice(ctx, e.Token)
	return err
}

// full is a complete sheet's marks; each sets the interview.
func full(interview string) map[string]any {
	return map[string]any{"question": "8", "design": "12", "execution": "16", "creativity": "15", "poster": "8", "interview": interview}
}

// cut makes the next op of the sheet. Members of change replace those made
// here before the hash and mac; a nil removes one.
func (t *tablet) cut(sheet, kind string, marks map[string]any, change map[string]any) json.RawMessage {
	t.dseq[sheet]++
	op := map[string]any{
		"op": judging.NewID(), "sheet": sheet, "dev": t.dev, "dseq": t.dseq[sheet], "base": map[string]int{}, "kind": kind,
		"rubric": t.v.contest.Stages[0].Rubric, "clientTime": "2031-01-01T00:00:00Z",
		"body": map[string]any{
			"marks": marks, "counts": map[string]int{}, "notes": map[string]string{}, "flags": []string{},
			"comment": map[string]string{"good": "ҷолиб", "think": "", "private": ""},
		},
	}
	if kind == "recall" || kind == "decline" {
		op["reason"] = "absent"
	}
	for k, x := range change {
		if op[k] = x; x == nil {
			delete(op, k)
		}
	}
	return t.sign(op)
}

// sign fills in hash and mac where they are missing.
func (t *tablet) sign(op map[string]any) json.RawMessage {
	op = maps.Clone(op)
	if _, given := op["bodyHash"]; !given {
		sum := sha256.Sum256(canon(t.v.t, op["body"]))
		op["bodyHash"] = hex.EncodeToString(sum[:])
	}
	if _, given := op["mac"]; !given {
		m := hmac.New(sha256.New, t.secret)
		m.Write(canon(t.v.t, op))
		op["mac"] = hex.EncodeToString(m.Sum(nil))
	}
	raw, err := json.MarshalIndent(op, "", " ")
	t.v.must(err)
	return raw
}

func canon(t testing.TB, v any) []byte {
	t.Helper()
	b, err := judging.Canon(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// send sends ops without receipts, and wants one result each.
func (t *tablet) send(ops ...json.RawMessage) []judging.OpResult {
	t.v.t.Helper()
	sent := make([]judging.SentOp, len(ops))
	for i, op := range ops {
		sent[i].Op = op
	}
	out, err := t.v.s.Submit(ctx, t.by, t.epoch, sent)
	t.v.must(err)
	if len(out.Results) != len(ops) {
		t.v.t.Fatalf("%d results for %d ops", len(out.Results), len(ops))
	}
	return out.Results
}

// stored sends one op that must be stored, with this status.
func (t *tablet) stored(op json.RawMessage, want judging.OpStatus) judging.OpResult {
	t.v.t.Helper()
	r := t.send(op)[0]
	if got := receipt(r).Status; got != want {
		t.v.t.Fatalf("status %q, want %q; problem %+v", got, want, r.Problem)
	}
	return r
}

// refused sends one op that must not be stored.
func (t *tablet) refused(op json.RawMessage, code string, have int) {
	t.v.t.Helper()
	before := t.v.lastRow().N
	r := t.send(op)[0]
	if r.Problem == nil || r.Problem.Code != code || r.Receipt != nil || r.Have == nil || *r.Have != have {
		b, _ := json.Marshal(r)
		t.v.t.Errorf("got %s, want %s and have %d", b, code, have)
	}
	if after := t.v.lastRow().N; after != before {
		t.v.t.Errorf("%s: a refused op wrote a row", code)
	}
}

func receipt(r judging.OpResult) (out judging.Receipt) {
	json.NewDecoder(bytes.NewReader(r.Receipt)).Decode(&out)
	return out
}

func id(op json.RawMessage) string {
	var x struct {
		Op string `json:"op"`
	}
	json.Unmarshal(op, &x)
	return x.Op
}

func (t *tablet) hello(unsent int) judging.Hello {
	t.v.t.Helper()
	h, err := t.v.s.Hello(ctx, t.by, judging.HelloAsk{Epoch: t.epoch, Unsent: unsent})
	t.v.must(err)
	return h
}

// view is one sheet in hello.
func (t *tablet) view(sheet string) judging.HelloSheet {
	t.v.t.Helper()
	for _, sh := range t.hello(0).Sheets {
		if sh.Sheet == sheet {
			return sh
		}
	}
	t.v.t.Fatalf("hello does not list %s", sheet)
	return judging.HelloSheet{}
}
