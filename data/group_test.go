package data

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/mattn/go-sqlite3"

	"dovar/judging"
)

// together runs the acts in one group, in order, and returns their answers: a
// first act holds the writer until all of them wait. It runs in a bubble of
// synctest, which knows when they do.
func together(t *testing.T, s *Store, acts ...func() error) []error {
	t.Helper()
	free := make(chan struct{})
	var all sync.WaitGroup
	all.Go(func() {
		if err := try(s, func(judging.Tx) error { <-free; return nil }); err != nil {
			t.Error(err)
		}
	})
	answers := make([]error, len(acts))
	for i, act := range acts {
		synctest.Wait()
		all.Go(func() { answers[i] = act() })
	}
	synctest.Wait()
	close(free)
	all.Wait()
	return answers
}

// note makes an act that writes a meta key and then does more.
func note(s *Store, key string, more ...func(judging.Tx) error) func() error {
	return noteWithin(context.Background(), s, key, more...)
}

func noteWithin(ctx context.Context, s *Store, key string, more ...func(judging.Tx) error) func() error {
	return func() error {
		return s.Update(ctx, func(tx judging.Tx) error {
			if err := tx.PutMeta(key, "here"); err != nil {
				return err
			}
			for _, f := range more {
				if err := f(tx); err != nil {
					return err
				}
			}
			return nil
		})
	}
}

// kept reports which of the keys are stored.
func kept(t *testing.T, s *Store, keys ...string) (have string) {
	t.Helper()
	look(t, s, func(tx judging.Tx) error {
		for _, key := range keys {
			if value, err := tx.Meta(key); err != nil {
				return err
			} else if value != "" {
				have += key
			}
		}
		return nil
	})
	return have
}

// TestGroupOneCommit lets one COMMIT carry all who wait, and nobody hears of
// it before: until then no reader sees a thing.
func TestGroupOneCommit(t *testing.T) { synctest.Test(t, testGroupOneCommit) }

func testGroupOneCommit(t *testing.T) {
	s := openStore(t, t.TempDir(), options())
	unseen := func(judging.Tx) error {
		if have := kept(t, s, "a", "b", "c"); have != "" {
			return fmt.Errorf("%s is seen before the commit", have)
		}
		return nil
	}
	for _, err := range together(t, s, note(s, "a"), note(s, "b", unseen), note(s, "c", unseen)) {
		if err != nil {
			t.Error(err)
		}
	}
	if have := kept(t, s, "a", "b", "c"); have != "abc" {
		t.Errorf("stored %q", have)
	}
	commits, members := s.Commits()
	if commits != 2 || members != 4 { // the holder, and the group
		t.Errorf("%d commits for %d members", commits, members)
	}
}

// TestGroupRefusal rolls back the member that refuses or panics, and no other.
func TestGroupRefusal(t *testing.T) { synctest.Test(t, testGroupRefusal) }

func testGroupRefusal(t *testing.T) {
	s := openStore(t, t.TempDir(), options())
	refusal := judging.Fail(judging.Closed, "stage-closed")
	answers := together(t, s,
		note(s, "a"),
		note(s, "b", func(judging.Tx) error { return refusal }),
		note(s, "c", func(judging.Tx) error { panic("cracked") }),
		note(s, "d"))
	if answers[0] != nil || answers[1] != error(refusal) || answers[3] != nil {
		t.Errorf("answers %v", answers)
	}
	if err := answers[2]; err == nil || !strings.Contains(err.Error(), "cracked") || !strings.Contains(err.Error(), "group_test.go") {
		t.Errorf("the panic came back as %v", err)
	}
	if have := kept(t, s, "a", "b", "c", "d"); have != "ad" {
		t.Errorf("stored %q", have)
	}
}

// TestGroupCancelled skips who no longer waits, and is not disturbed by who
// leaves in the middle of its own turn.
func TestGroupCancelled(t *testing.T) { synctest.Test(t, testGroupCancelled) }

func testGroupCancelled(t *testing.T) {
	s := openStore(t, t.TempDir(), options())
	gone, leave := context.WithCancel(context.Background())
	amid, leaveAmid := context.WithCancel(context.Background())
	// A statement that its caller leaves while it runs, and that runs on for long.
	long := func(t judging.Tx) error {
		err := t.(*tx).conn.Raw(func(c any) error {
			return c.(*sqlite3.SQLiteConn).RegisterFunc("leave", func() int { leaveAmid(); return 1 }, false)
		})
		if err != nil {
			return err
		}
		return t.(*tx).change(`
WITH RECURSIVE steps (n) AS (SELECT 1 UNION ALL SELECT n + leave() FROM steps LIMIT 100000)
INSERT INTO meta (key, value) SELECT 'd', CAST(max(n) AS TEXT) FROM steps`)
	}
	answers := together(t, s,
		note(s, "a", func(judging.Tx) error { leave(); return nil }),
		noteWithin(gone, s, "b"),
		noteWithin(amid, s, "c", long),
		note(s, "e"))
	if answers[0] != nil || !errors.Is(answers[1], context.Canceled) || answers[2] != nil || answers[3] != nil {
		t.Errorf("answers %v", answers)
	}
	if have := kept(t, s, "a", "b", "c", "d", "e"); have != "acde" {
		t.Errorf("stored %q", have)
	}
	if err := s.Update(gone, func(judging.Tx) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("who comes cancelled hears %v", err)
	}
}

// TestGroupLost ends the transaction inside a member, as SQLite does by itself
// at an interrupt or an I/O error: the whole group hears Unavailable, nothing
// of it is stored, not even what a member writes after it, and the next group
// works.
func TestGroupLost(t *testing.T) {
	for name, end := range map[string]func(judging.Tx) error{
		"a statement": func(t judging.Tx) error {
			t.(*tx).change("INSERT OR ROLLBACK INTO meta (key, value) VALUES ('a', 'twice')")
			t.PutMeta("x", "here") // alone, it would be committed by itself
			return nil             // and the member does not even notice
		},
		"unseen": func(t judging.Tx) error {
			_, err := t.(*tx).q.ExecContext(context.Background(), "ROLLBACK")
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := openStore(t, t.TempDir(), options())
				refuse := func(judging.Tx) error { return errors.New("decided on what is lost") }
				answers := together(t, s, note(s, "a"), note(s, "b", refuse), note(s, "c", end), note(s, "d"))
				for i, err := range answers {
					if !failed(err, judging.Unavailable, "store-unavailable") {
						t.Errorf("answer %d: %v", i, err)
					}
				}
				if have := kept(t, s, "a", "b", "c", "d", "x"); have != "" {
					t.Errorf("stored %q", have)
				}
				if err := note(s, name)(); err != nil {
					t.Errorf("the next: %v", err)
				}
				if name == "unseen" && !strings.Contains(answers[0].Error(), "ended inside a member") {
					t.Errorf("found too late: %v", answers[0])
				}
			})
		})
	}
}

// TestFullDisk acknowledges nothing while there is no room and goes on after.
func TestFullDisk(t *testing.T) { synctest.Test(t, testFullDisk) }

func testFullDisk(t *testing.T) {
	s := openStore(t, t.TempDir(), options())
	pages := func(n int) func(judging.Tx) error {
		return func(t judging.Tx) error {
			var is int
			return t.(*tx).row(fmt.Sprintf("PRAGMA max_page_count = %d", n), nil, &is)
		}
	}
	put(t, s, pages(1)) // no fewer than there are
	big := strings.Repeat("x", 1<<20)
	answers := together(t, s,
		note(s, "a"),
		note(s, "b", func(tx judging.Tx) error { tx.PutMeta("big", big); return tx.PutMeta("x", "here") }),
		note(s, "c"))
	for i, err := range answers {
		if !failed(err, judging.Unavailable, "disk-full") {
			t.Errorf("answer %d: %v", i, err)
		}
	}
	if have := kept(t, s, "a", "b", "c", "x"); have != "" {
		t.Errorf("stored %q", have)
	}
	put(t, s, pages(1<<30))
	put(t, s, func(tx judging.Tx) error { return tx.PutMeta("big", big) })
}

// TestFailedCommit answers nobody well when the last step fails: a foreign key
// that is checked then, deferred for this test.
func TestFailedCommit(t *testing.T) { synctest.Test(t, testFailedCommit) }

func testFailedCommit(t *testing.T) {
	s := openStore(t, t.TempDir(), options())
	broken := func(t judging.Tx) error {
		t.(*tx).change("PRAGMA defer_foreign_keys = ON")
		return t.PutContest(judging.Contest{ID: "c", Event: "none"})
	}
	for i, err := range together(t, s, note(s, "a"), note(s, "b", broken)) {
		if !failed(err, judging.Unavailable, "store-unavailable") {
			t.Errorf("answer %d: %v", i, err)
		}
	}
	put(t, s, func(tx judging.Tx) error { return tx.PutMeta("c", "here") })
	if have := kept(t, s, "a", "b", "c"); have != "c" {
		t.Errorf("stored %q", have)
	}
}

// TestProblems maps errors of SQLite to what a caller hears.
func TestProblems(t *testing.T) {
	for code, want := range map[sqlite3.ErrNo]string{
		sqlite3.ErrFull: "disk-full", sqlite3.ErrIoErr: "store-unavailable", sqlite3.ErrBusy: "store-unavailable",
		sqlite3.ErrReadonly: "store-unavailable",
	} {
		if err := problem(fmt.Errorf("wrapped: %w", sqlite3.Error{Code: code})); !failed(err, judging.Unavailable, want) {
			t.Errorf("code %d is %v", code, err)
		}
	}
	ours := sqlite3.Error{Code: sqlite3.ErrError}
	if err := problem(ours); err != error(ours) {
		t.Errorf("an error of ours became %v", err)
	}
}

// TestView reads one state, cannot write, and is told of when it lasts.
func TestView(t *testing.T) {
	var now time.Time
	var said bytes.Buffer
	o := Options{Now: func() time.Time { return now }, Log: slog.New(slog.NewTextHandler(&said, nil))}
	s := openStore(t, t.TempDir(), o)
	put(t, s, func(tx judging.Tx) error { return tx.PutMeta("a", "old") })
	look(t, s, func(tx judging.Tx) error {
		before, _ := tx.Meta("a")
		put(t, s, func(tx judging.Tx) error { return tx.PutMeta("a", "new") })
		after, err := tx.Meta("a")
		if before != "old" || after != "old" {
			t.Errorf("one View read %q, then %q", before, after)
		}
		if tx.PutMeta("b", "x") == nil || tx.SetOpAccepted("o") == nil {
			t.Error("a View wrote")
		}
		if _, err := tx.Append(judging.Scope{}, judging.Row{}); err == nil {
			t.Error("a View appended")
		}
		now = now.Add(time.Second)
		return err
	})
	if said.Len() > 0 {
		t.Errorf("a short View is told of: %s", said.String())
	}
	look(t, s, func(judging.Tx) error { now = now.Add(time.Second + 1); return nil })
	if !strings.Contains(said.String(), "open too long") {
		t.Error("a long View is not told of")
	}
	gone, leave := context.WithCancel(context.Background())
	leave()
	if err := s.View(gone, func(judging.Tx) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("who comes cancelled hears %v", err)
	}
}

// TestClosed refuses what comes after Close.
func TestClosed(t *testing.T) {
	s := openStore(t, t.TempDir(), options())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := try(s, func(judging.Tx) error { return nil }); !failed(err, judging.Unavailable, "store-unavailable") {
		t.Errorf("Update: %v", err)
	}
	if err := s.View(context.Background(), func(judging.Tx) error { return nil }); err == nil {
		t.Error("View works")
	}
}
