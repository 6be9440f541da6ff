package data

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dovar/judging"
)

// failed reports whether err is a judging.Error of kind and code.
func failed(err error, kind judging.Kind, code string) bool {
	var e *judging.Error
	return errors.As(err, &e) && e.Kind == kind && e.Code == code
}

// try runs f in an Update and returns its error.
func try(s *Store, f func(tx judging.Tx) error) error {
	return s.Update(context.Background(), f)
}

// TestGuards breaks each rule that the schema keeps.
func TestGuards(t *testing.T) {
	s := openStore(t, t.TempDir(), options())
	stand(t, s)
	put(t, s, func(tx judging.Tx) error { return send(tx, "s", "d", 1) })
	put(t, s, func(tx judging.Tx) error { return tx.PutCard(judging.Card{ID: "k1", Judge: "j", Code: "x"}) })
	put(t, s, func(tx judging.Tx) error { return tx.PutAccount(judging.Account{ID: "a1", Name: "zarina"}) })
	put(t, s, func(tx judging.Tx) error { return tx.PutToken(judging.Token{ID: "t1", Hash: "h"}) })

	sheet := judging.Sheet{ID: "s2", Contest: "c", Stage: "st", Entry: "en", Judge: "j", Attempt: 1}
	op := stored(judging.Sheet{ID: "s", Contest: "c", Judge: "j"}, "d", 1)
	op.Op.Op, op.N = "another", 1
	for name, f := range map[string]func(tx judging.Tx) error{
		"a number of a device twice": func(tx judging.Tx) error { return tx.AddOp(op) },
		"a sheet twice":              func(tx judging.Tx) error { return tx.PutSheet(sheet) },
		"a code twice": func(tx judging.Tx) error {
			return tx.PutEntry(judging.Entry{ID: "en2", Contest: "c", Division: "v", Ord: 1, Code: "A1"})
		},
		"a sheet of another judge": func(tx judging.Tx) error {
			return tx.PutSheet(judging.Sheet{ID: "s", Contest: "c", Stage: "st", Entry: "en", Judge: "j2", Attempt: 1})
		},
		"two live cards": func(tx judging.Tx) error { return tx.PutCard(judging.Card{ID: "k2", Judge: "j", Code: "y"}) },
		"a card code twice": func(tx judging.Tx) error {
			return tx.PutCard(judging.Card{ID: "k3", Judge: "j", Code: "x", Dead: true})
		},
		"an account name twice": func(tx judging.Tx) error { return tx.PutAccount(judging.Account{ID: "a2", Name: "zarina"}) },
		"a token twice":         func(tx judging.Tx) error { return tx.PutToken(judging.Token{ID: "t2", Hash: "h"}) },
		"a division slug twice": func(tx judging.Tx) error {
			return tx.PutDivision(judging.Division{ID: "v2", Contest: "c", Slug: "senior"})
		},
		"a stage slug twice": func(tx judging.Tx) error {
			return tx.PutStage(judging.Stage{ID: "st2", Contest: "c", Slug: "lesson", Ord: 1})
		},
	} {
		if err := try(s, f); !failed(err, judging.Conflict, "exists") {
			t.Errorf("%s: %v", name, err)
		}
	}

	foreign := sheet
	foreign.Attempt, foreign.Entry = 2, "of another contest"
	orphan := op
	orphan.Op.Op, orphan.Dseq, orphan.N = "orphan", 2, 99
	for name, f := range map[string]func(tx judging.Tx) error{
		"a sheet of a foreign entry": func(tx judging.Tx) error { return tx.PutSheet(foreign) },
		"an op without journal row":  func(tx judging.Tx) error { return tx.AddOp(orphan) },
		"a changed journal row":      change("UPDATE journal SET actor = 'x'"),
		"a journal row less":         change("DELETE FROM journal"),
		"a changed payload":          change("UPDATE payload SET body = x'00'"),
		"an op less":                 change("DELETE FROM ops"),
	} {
		var e *judging.Error
		if err := try(s, f); err == nil || errors.As(err, &e) {
			t.Errorf("%s: %v", name, err)
		}
	}

	for name, f := range map[string]func(tx judging.Tx) error{
		"sheet": func(tx judging.Tx) error { _, err := tx.Sheet("none"); return err },
		"lock":  func(tx judging.Tx) error { return tx.Lock("c", "none") },
		"append": func(tx judging.Tx) error {
			_, err := tx.Append(judging.Scope{Contest: "none"}, judging.Row{})
			return err
		},
		"accept":  func(tx judging.Tx) error { return tx.SetOpAccepted("none") },
		"session": func(tx judging.Tx) error { _, _, err := tx.Session("none"); return err },
		"rubric":  func(tx judging.Tx) error { _, err := tx.Rubric("none"); return err },
	} {
		if err := try(s, f); !failed(err, judging.NotFound, "not-found") {
			t.Errorf("%s of nothing: %v", name, err)
		}
	}
}

// change is an act of raw SQL.
func change(query string) func(judging.Tx) error {
	return func(t judging.Tx) error { return t.(*tx).change(query) }
}

// TestJournal numbers rows without gaps, each journal on its own, and keeps
// what a refused writer took from being missing.
func TestJournal(t *testing.T) {
	s := openStore(t, t.TempDir(), options())
	stand(t, s)
	contest, event := judging.Scope{Contest: "c"}, judging.Scope{Event: "e"}
	refusal := errors.New("no")
	later := time.Date(2026, 4, 18, 18, 0, 0, 999_999_999, time.FixedZone("Dushanbe", 5*3600))
	var want []judging.Row
	for i := range 6 {
		err := try(s, func(tx judging.Tx) error {
			if _, err := tx.Append(event, judging.Row{Kind: "card", Body: []byte("{}")}); err != nil {
				return err
			}
			row := judging.Row{Pub: "*", Kind: "op", Actor: "device:d", Body: json.RawMessage(fmt.Sprint(`{"i": `, i, `}`))}
			if i == 5 {
				row.At = later
			}
			row, err := tx.Append(contest, row)
			if err == nil && i%2 == 0 {
				err = refusal
			}
			if err == nil {
				want = append(want, row)
			}
			return err
		})
		if i%2 == 0 && err != refusal || i%2 == 1 && err != nil {
			t.Fatal(err)
		}
	}
	look(t, s, func(tx judging.Tx) error {
		rows, err := tx.Journal("c", 0, 100)
		if diff := cmp.Diff(want, rows); diff != "" || len(rows) != 3 || rows[2].N != 3 {
			t.Errorf("journal (-appended +read):\n%s", diff)
		}
		if at := rows[2].At; at.Format(time.RFC3339Nano) != "2026-04-18T13:00:00.999Z" {
			t.Errorf("time %v", at)
		}
		some, _ := tx.Journal("c", 1, 1)
		if len(some) != 1 || some[0].N != 2 {
			t.Errorf("after 1, at most 1: %v", some)
		}
		c, _ := tx.Contest("c")
		e, _ := tx.Event("e")
		if c.N != 3 || e.N != 3 {
			t.Errorf("counters %d and %d", c.N, e.N)
		}
		return err
	})
	// A put leaves the counter; the leaf is that of the salt beside it.
	put(t, s, func(tt judging.Tx) error {
		c, err := tt.Contest("c")
		if err != nil {
			return err
		}
		c.N = 77
		if err := tt.PutContest(c); err != nil {
			return err
		}
		if c, _ = tt.Contest("c"); c.N != 3 {
			t.Errorf("PutContest moved the counter to %d", c.N)
		}
		e, err := tt.Event("e")
		if err != nil {
			return err
		}
		e.N = 77
		if err := tt.PutEvent(e); err != nil {
			return err
		}
		if e, _ = tt.Event("e"); e.N != 3 {
			t.Errorf("PutEvent moved the counter to %d", e.N)
		}
		var salt []byte
		if err := tt.(*tx).row("SELECT salt FROM payload WHERE log = ?1 AND n = 3", []any{"c"}, &salt); err != nil {
			return err
		}
		leaf, err := judging.Leaf(want[2], salt)
		if leaf != want[2].Leaf || len(salt) != 32 {
			t.Errorf("leaf %s, computed %s", want[2].Leaf, leaf)
		}
		return err
	})
	// What is erased leaves its row.
	put(t, s, change("DELETE FROM payload WHERE n = 2"))
	look(t, s, func(tx judging.Tx) error {
		rows, err := tx.Journal("c", 1, 1)
		if rows[0].Body != nil || rows[0].Leaf != want[1].Leaf {
			t.Errorf("erased row %+v", rows[0])
		}
		return err
	})
}

// TestOps reads what a sheet has: its ops in order, the newest of each device.
func TestOps(t *testing.T) {
	s := openStore(t, t.TempDir(), options())
	stand(t, s)
	put(t, s, func(tx judging.Tx) error {
		return errors.Join(
			tx.PutDevice(judging.Device{ID: "b", Judge: "j", Event: "e"}),
			tx.PutSheet(judging.Sheet{ID: "empty", Contest: "c", Stage: "st", Entry: "en", Judge: "j", Attempt: 2}),
			send(tx, "s", "d", 1), send(tx, "s", "d", 2), send(tx, "s", "b", 1), send(tx, "s", "d", 3))
	})
	put(t, s, func(tx judging.Tx) error { return tx.SetOpAccepted("s-d-2") })
	look(t, s, func(tx judging.Tx) error {
		var got []string
		ops, err := tx.Ops("empty", "s")
		for _, o := range ops {
			got = append(got, fmt.Sprint(o.Op.Op, " ", o.Accepted))
		}
		if diff := cmp.Diff([]string{"s-b-1 false", "s-d-1 false", "s-d-2 true", "s-d-3 false"}, got); diff != "" {
			t.Error(diff)
		}
		return err
	})
}

// TestSheetsOrder lists by stage order, then the judge's order.
func TestSheetsOrder(t *testing.T) {
	s := openStore(t, t.TempDir(), options())
	stand(t, s)
	put(t, s, func(tx judging.Tx) error {
		return errors.Join(
			tx.PutStage(judging.Stage{ID: "a later stage", Contest: "c", Slug: "final", Ord: 1}),
			tx.PutSheet(judging.Sheet{ID: "4", Contest: "c", Stage: "a later stage", Entry: "en", Judge: "j", Attempt: 1, Ord: 0}),
			tx.PutSheet(judging.Sheet{ID: "3", Contest: "c", Stage: "st", Entry: "en", Judge: "j", Attempt: 3, Ord: 2}),
			tx.PutSheet(judging.Sheet{ID: "2", Contest: "c", Stage: "st", Entry: "en", Judge: "j", Attempt: 2, Ord: 10}))
	})
	look(t, s, func(tx judging.Tx) error {
		order := ""
		list, err := tx.Sheets(judging.SheetFilter{Contest: "c"})
		for _, sh := range list {
			order += sh.ID
		}
		if order != "s324" {
			t.Errorf("order %q", order)
		}
		if of, _ := tx.Sheets(judging.SheetFilter{Judge: "another"}); len(of) != 0 {
			t.Errorf("another judge's sheets: %v", of)
		}
		return err
	})
}

// TestJudgesOrder lists judges by the Tajik alphabet, where ғ follows г.
func TestJudgesOrder(t *testing.T) {
	s := openStore(t, t.TempDir(), options())
	stand(t, s)
	put(t, s, func(tx judging.Tx) error {
		return errors.Join(
			tx.PutJudge(judging.Judge{ID: "1", Event: "e", Name: "Ҷамшед Раҳимов"}),
			tx.PutJudge(judging.Judge{ID: "2", Event: "e", Name: "Ғафур Саидов"}),
			tx.PutJudge(judging.Judge{ID: "3", Event: "e", Name: "Далер Шарипов"}))
	})
	look(t, s, func(tx judging.Tx) error {
		order := ""
		list, err := tx.Judges("e")
		for _, j := range list {
			order += j.ID
		}
		if order != "23j1" {
			t.Errorf("order %q", order)
		}
		return err
	})
}

// TestKeptByKey reads back what lies under a key of its own.
func TestKeptByKey(t *testing.T) {
	s := openStore(t, t.TempDir(), options())
	put(t, s, func(tx judging.Tx) error {
		return errors.Join(
			tx.PutMeta("epoch", "1"), tx.PutMeta("epoch", "2-б"),
			tx.PutRubric("h", []byte("first")), tx.PutRubric("h", []byte("second")),
			tx.PutSession("old", []byte("x"), noon.Add(-time.Second)),
			tx.PutSession("new", []byte("x"), noon), tx.PutSession("new", []byte{0, 255}, noon.Add(time.Minute)),
			tx.PutSession("gone", []byte("x"), noon.Add(time.Minute)),
			tx.DeleteExpiredSessions(noon), tx.DeleteSession("gone"))
	})
	look(t, s, func(tx judging.Tx) error {
		epoch, err := tx.Meta("epoch")
		none, errNone := tx.Meta("none")
		if epoch != "2-б" || none != "" || errNone != nil {
			t.Errorf("meta %q, %q", epoch, none)
		}
		if body, _ := tx.Rubric("h"); string(body) != "first" {
			t.Errorf("a rubric changed under its hash: %s", body)
		}
		data, expires, _ := tx.Session("new")
		if !bytes.Equal(data, []byte{0, 255}) || !expires.Equal(noon.Add(time.Minute)) {
			t.Errorf("session %v until %v", data, expires)
		}
		for _, token := range []string{"old", "gone"} {
			if _, _, err := tx.Session(token); !failed(err, judging.NotFound, "not-found") {
				t.Errorf("session %s: %v", token, err)
			}
		}
		return err
	})
}
