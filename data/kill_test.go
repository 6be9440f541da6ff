package data

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"

	"dovar/judging"
)

// childDir names the folder to a child of TestKill.
const childDir = "DOVAR_DATA_CHILD"

// tablets write at the same time.
const tablets = 8

// child stores numbered ops without end and tells of each once it is
// acknowledged.
func child(dir string) {
	fmt.Println("up 0")
	s, err := Open(context.Background(), dir, options())
	if err != nil {
		panic(err)
	}
	have := map[string]int{}
	err = s.Update(context.Background(), func(tx judging.Tx) (err error) {
		if _, err = tx.Contest("c"); err != nil {
			err = standing(tx)
		}
		for i := range tablets {
			if err == nil {
				err = tx.PutDevice(judging.Device{ID: fmt.Sprint("d", i), Judge: "j", Event: "e"})
			}
		}
		if err != nil {
			return err
		}
		ops, err := tx.Ops("s")
		for _, o := range ops {
			have[o.Dev] = o.Dseq
		}
		return err
	})
	if err != nil {
		panic(err)
	}
	for i := range tablets {
		go func() {
			dev := fmt.Sprint("d", i)
			for dseq := have[dev] + 1; ; dseq++ {
				if err := s.Update(context.Background(), func(tx judging.Tx) error { return send(tx, "s", dev, dseq) }); err != nil {
					panic(err)
				}
				fmt.Println(dev, dseq)
			}
		}()
	}
	select {}
}

// TestKill kills a writing process at moments that are as random as its
// progress, from before the folder exists, and looks for each acknowledged op.
func TestKill(t *testing.T) {
	kills := 10
	if os.Getenv("DOVAR_PROVE") != "" {
		kills = 100
	}
	dir := t.TempDir()
	acknowledged := map[string]int{}
	for kill := range kills {
		lines := 0
		if kill > 0 {
			lines = rand.IntN(400)
		}
		run := exec.Command(os.Args[0])
		run.Env = append(os.Environ(), childDir+"="+dir)
		run.Stderr = os.Stderr
		out, err := run.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := run.Start(); err != nil {
			t.Fatal(err)
		}
		for said, i := bufio.NewScanner(out), 0; said.Scan(); i++ {
			var dev string
			var dseq int
			if _, err := fmt.Sscan(said.Text(), &dev, &dseq); err == nil {
				acknowledged[dev] = dseq
			}
			if i == lines {
				run.Process.Kill() // and read what it still said
			}
		}
		run.Wait()
		survived(t, dir, acknowledged)
	}
	total := 0
	for _, n := range acknowledged {
		total += n
	}
	t.Logf("%d ops acknowledged over %d kills", total, kills)
}

// survived opens the folder and looks for what was acknowledged, and for an
// unbroken journal.
func survived(t *testing.T, dir string, acknowledged map[string]int) {
	t.Helper()
	s, err := Open(context.Background(), dir, options())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	look(t, s, func(tt judging.Tx) error {
		var whole string
		if err := tt.(*tx).row("PRAGMA integrity_check", nil, &whole); err != nil || whole != "ok" {
			t.Fatalf("the database is %s (%v)", whole, err)
		}
		ops, err := tt.Ops("s")
		if err != nil {
			return err
		}
		seen := map[string]int{}
		for _, op := range ops {
			seen[op.Dev]++
			if want := stored(judging.Sheet{ID: "s", Contest: "c", Judge: "j"}, op.Dev, op.Dseq); op.Dseq != seen[op.Dev] || string(op.Raw) != string(want.Raw) {
				t.Errorf("op %d of %s is altered or out of order: %s", op.Dseq, op.Dev, op.Raw)
			}
		}
		for dev, n := range acknowledged {
			if dev != "up" && seen[dev] < n {
				t.Errorf("%s was told of %d ops, %d are there", dev, n, seen[dev])
			}
		}
		rows, err := tt.Journal("c", 0, len(ops)+1)
		for i, row := range rows {
			if row.N != int64(i+1) {
				t.Fatalf("row %d of the journal has number %d", i+1, row.N)
			}
		}
		if len(rows) != len(ops) {
			t.Errorf("%d ops, %d rows", len(ops), len(rows))
		}
		return err
	})
}
