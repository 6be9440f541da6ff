package main

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dovar/data"
	"dovar/judging"
)

// TestKill: kill -9 at random moments while 20 judges submit. Every op that was
// ever acknowledged must be in the folder once, byte for byte, with its receipt
// and its one journal row.
func TestKill(t *testing.T) {
	kills, ops := 5, 200
	if os.Getenv("DOVAR_PROVE") == "1" {
		kills, ops = 50, 2000
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("%d acknowledged ops over %d kills, seed %d", ops, kills, seed)
	chance := rand.New(rand.NewPCG(seed, 0))

	dir := t.TempDir()
	code, token, errs := dovar("token", "--role", "organizer", "--data", dir)
	if code != 0 {
		t.Fatal(errs)
	}
	server := startChild(t, dir, "127.0.0.1:0")
	hall := newHall(t, server.address, strings.TrimSpace(token), 30, 20, 5)
	listen := strings.TrimPrefix(server.address, "http://")

	var acked atomic.Int64
	for kill := range kills {
		// Somewhere in this share of the ops, while the others are on their way.
		goal := int64(ops*kill/kills + 1 + chance.IntN(max(1, ops/kills)))
		if kill == kills-1 {
			goal = int64(ops)
		}
		strike := sync.OnceFunc(server.kill)
		var judges sync.WaitGroup
		for _, p := range hall.robots {
			judges.Go(func() {
				for p.again() == nil {
					waiting := len(p.unsent())
					if p.send(context.Background()) != nil {
						return // the server is gone
					}
					if acked.Add(int64(waiting)) >= goal {
						go strike()
					}
				}
			})
		}
		judges.Wait()
		strike()
		server = startChild(t, dir, listen)
		for _, p := range hall.robots {
			if err := p.hello(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}

	// Every op sent again with its receipt comes back with the same receipt.
	receipts := map[string]json.RawMessage{}
	for _, p := range hall.robots {
		for _, ops := range p.outbox {
			for _, k := range ops {
				if k.receipt != nil {
					receipts[k.id], k.sent = k.receipt, false
				}
			}
		}
		if err := p.send(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, ops := range p.outbox {
			for _, k := range ops {
				if first, ok := receipts[k.id]; ok && !bytes.Equal(first, k.receipt) {
					t.Errorf("op %s: another receipt: %s, then %s", k.id, first, k.receipt)
				}
			}
		}
	}
	server.kill()
	if len(receipts) < ops {
		t.Errorf("%d acknowledged ops, want %d", len(receipts), ops)
	}
	checkStored(t, dir, hall, receipts)
}

// checkStored reads the folder without a server.
func checkStored(t *testing.T, dir string, hall *hall, receipts map[string]json.RawMessage) {
	t.Helper()
	store, err := data.Open(t.Context(), dir, data.Options{Now: time.Now, Log: slog.Default()})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	err = store.View(t.Context(), func(tx judging.Tx) error {
		rows := map[string]int{}
		for after := int64(0); ; {
			page, err := tx.Journal(hall.contest.ID, after, 500)
			if err != nil || len(page) == 0 {
				if err != nil {
					return err
				}
				break
			}
			for _, row := range page {
				if row.N != after+1 {
					t.Errorf("journal row %d comes after %d", row.N, after)
				}
				after = row.N
				if row.Kind == judging.RowOp {
					var body judging.RowOpBody
					var op judging.Op
					if err := json.Unmarshal(row.Body, &body); err != nil {
						return err
					}
					if err := json.Unmarshal(body.Op, &op); err != nil {
						return err
					}
					rows[op.Op]++
				}
			}
		}
		for _, p := range hall.robots {
			for sheet, kept := range p.outbox {
				stored, err := tx.Ops(sheet)
				if err != nil {
					return err
				}
				found := map[string]judging.StoredOp{}
				for _, op := range stored {
					found[op.Op.Op] = op
				}
				for _, k := range kept {
					op, ok := found[k.id]
					switch {
					case receipts[k.id] == nil && !ok:
						// Never acknowledged and never stored: still waits on the tablet.
					case !ok:
						t.Errorf("op %s was acknowledged and is lost", k.id)
					case !bytes.Equal(op.Raw, k.raw):
						t.Errorf("op %s is altered: %s, was %s", k.id, op.Raw, k.raw)
					case receipts[k.id] != nil && !bytes.Equal(op.Receipt, receipts[k.id]):
						t.Errorf("op %s: receipt altered: %s, was %s", k.id, op.Receipt, receipts[k.id])
					case rows[k.id] != 1:
						t.Errorf("op %s has %d journal rows", k.id, rows[k.id])
					}
				}
				if len(stored) > len(kept) {
					t.Errorf("sheet %s holds %d ops, its tablet cut %d", sheet, len(stored), len(kept))
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
