package data

// A disk that fills up in the middle of a match: what was decided and what
// follows from it are stored together, or not at all.

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"testing"
	"time"

	"dovar/judging"
)

// A bracket is four robots, one referee and the referee's tablet.
type bracket struct {
	t       *testing.T
	store   *Store
	service *judging.Service
	view    judging.ContestView
	bearer  judging.Enrolled
	by      judging.Actor
	dev     string
	dseq    map[string]int
}

func newBracket(t *testing.T) *bracket {
	ctx, boss := context.Background(), judging.Actor{Kind: "account", ID: "boss", Role: judging.Owner}
	b := &bracket{t: t, store: openStore(t, t.TempDir(), options()), dev: judging.NewID(), dseq: map[string]int{}}
	var err error
	b.service, err = judging.NewService(ctx, judging.Config{Store: b.store, Keys: b.store.Keys(), Now: time.Now, Log: slog.New(slog.DiscardHandler), Address: "http://dovar.test"})
	b.ok(err)
	event, err := b.service.CreateEvent(ctx, boss, judging.NewEvent{Title: judging.Text{EN: "Robots"}, Starts: "2026-04-18", Ends: "2026-04-19"})
	b.ok(err)
	def, _ := judging.Preset("mini-sumo")
	def.Stages, def.Ties = def.Stages[2:], def.Ties[len(def.Ties)-1:]
	match := *def.Stages[0].Matches
	match.Third = false
	def.Stages[0].Matches = &match
	b.view, err = b.service.CreateContest(ctx, boss, event.ID, def)
	b.ok(err)
	contest := b.view.Contest.ID
	_, err = b.service.AddEntries(ctx, boss, contest, []judging.Entry{{Name: "Барқ"}, {Name: "Тундар"}, {Name: "Раъд"}, {Name: "Шамол"}})
	b.ok(err)
	judges, err := b.service.AddJudges(ctx, boss, event.ID, []judging.Judge{{Name: "Қодиров Наврӯз"}})
	b.ok(err)
	_, err = b.service.Draw(ctx, boss, contest, judging.DrawAsk{Stage: b.view.Stages[0].ID, How: "random", Seed: 1, Judges: []string{judges[0].ID}})
	b.ok(err)
	_, err = b.service.SetStage(ctx, boss, b.view.Stages[0].ID, judging.StageOpen, "")
	b.ok(err)
	card, err := b.service.MakeCard(ctx, boss, judges[0].ID)
	b.ok(err)
	b.bearer, err = b.service.Enrol(ctx, judging.Enrolment{Code: card.Code, PIN: card.PIN, DeviceID: b.dev, DeviceName: "Tablet", From: "10.0.0.7"})
	b.ok(err)
	b.by, _, err = b.service.ActorOfDevice(ctx, b.bearer.Token)
	b.ok(err)
	return b
}

func (b *bracket) ok(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

// of are the sheets of a meeting that somebody is to fill, or filled.
func (b *bracket) of(meeting string) []judging.Sheet {
	b.t.Helper()
	all, err := b.service.SheetsOf(context.Background(), judging.SheetFilter{Contest: b.view.Contest.ID})
	b.ok(err)
	return slices.DeleteFunc(all, func(sh judging.Sheet) bool { return sh.Meeting != meeting || !sh.Expected || sh.Excluded != "" })
}

// cut is the submit of a match that a side wins.
func (b *bracket) cut(sheet, winner string) json.RawMessage {
	b.t.Helper()
	b.dseq[sheet]++
	op := map[string]any{
		"op": judging.NewID(), "sheet": sheet, "dev": b.dev, "dseq": b.dseq[sheet], "base": map[string]int{}, "kind": "submit",
		"rubric": b.view.Stages[0].Rubric, "clientTime": "2026-04-18T09:00:00Z",
		"body": map[string]any{
			"marks": map[string]any{}, "counts": map[string]int{}, "notes": map[string]string{}, "flags": []string{},
			"comment": map[string]string{"good": "", "think": "", "private": ""},
			"bouts":   []string{winner, winner}, "decision": "", "outcome": "ok",
		},
	}
	canon := func(v any) []byte {
		text, err := judging.Canon(v)
		b.ok(err)
		return text
	}
	sum := sha256.Sum256(canon(op["body"]))
	op["bodyHash"] = hex.EncodeToString(sum[:])
	secret, err := base64.RawURLEncoding.DecodeString(b.bearer.Secret)
	b.ok(err)
	m := hmac.New(sha256.New, secret)
	m.Write(canon(maps.Clone(op)))
	op["mac"] = hex.EncodeToString(m.Sum(nil))
	raw, err := json.Marshal(op)
	b.ok(err)
	return raw
}

func (b *bracket) send(op json.RawMessage) error {
	_, err := b.service.Submit(context.Background(), b.by, b.bearer.Epoch, []judging.SentOp{{Op: op}})
	return err
}

// pages limits the file to so many pages more than it has, and says how many that are.
func (b *bracket) pages(more int) {
	b.t.Helper()
	put(b.t, b.store, func(t judging.Tx) error {
		var has, is int
		if err := t.(*tx).row("PRAGMA page_count", nil, &has); err != nil {
			return err
		}
		return t.(*tx).row(fmt.Sprintf("PRAGMA max_page_count = %d", has+more), nil, &is)
	})
}

// TestFullDiskAmidAMatch turns a semi-final round again and again on a disk that
// is nearly full: after every refusal all is as it was, after every
// acknowledgement the final is of the two who won.
func TestFullDiskAmidAMatch(t *testing.T) {
	b := newBracket(t)
	first, second := b.of("w1-1")[0], b.of("w1-2")[0]
	b.ok(b.send(b.cut(second.ID, "a")))
	refused, told := 0, ""
	for turn := 0; refused < 12; turn++ {
		if turn > 400 {
			t.Fatal("the disk does not fill up")
		}
		side := []string{"a", "b"}[turn%2]
		op := b.cut(first.ID, side)
		more := 0
		for b.pages(more); ; b.pages(more) { // a page more each time, until it is enough
			err := b.send(op)
			if err == nil {
				break
			}
			if !failed(err, judging.Unavailable, "disk-full") || more > 50 {
				t.Fatal(err)
			}
			refused++
			more++
			b.isFor(first, second, told, "a refusal")
		}
		told = side
		b.isFor(first, second, told, "an acknowledgement")
	}
}

// isFor asks that the final waits for the winner of the first meeting, "" for
// nobody yet, and for the second's side a.
func (b *bracket) isFor(first, second judging.Sheet, winner, after string) {
	b.t.Helper()
	final := b.of("final")
	if winner == "" {
		if len(final) != 0 {
			b.t.Fatalf("after %s there is a final", after)
		}
		return
	}
	want := map[string]string{"a": first.Entry, "b": first.Against}[winner]
	if len(final) != 1 || final[0].Entry != want || final[0].Against != second.Entry {
		b.t.Fatalf("after %s the final is %+v, want %s and %s", after, final, want, second.Entry)
	}
}
