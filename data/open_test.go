package data

import (
	"context"
	"flag"
	"io"
	"log/slog"
	"testing"
	"time"

	"go.uber.org/goleak"

	"dovar/judging"
)

var update = flag.Bool("update", false, "rewrite the goldens")

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m)
}

// noon is the clock of these tests.
var noon = time.Date(2026, 4, 18, 12, 0, 0, 123e6, time.UTC)

func options() Options {
	return Options{Now: func() time.Time { return noon }, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
}

// openStore opens a store until the test ends.
func openStore(t testing.TB, dir string, o Options) *Store {
	t.Helper()
	s, err := Open(context.Background(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// put runs f in an Update that must succeed.
func put(t testing.TB, s *Store, f func(tx judging.Tx) error) {
	t.Helper()
	if err := s.Update(context.Background(), f); err != nil {
		t.Fatal(err)
	}
}

// look runs f in a View that must succeed.
func look(t testing.TB, s *Store, f func(tx judging.Tx) error) {
	t.Helper()
	if err := s.View(context.Background(), f); err != nil {
		t.Fatal(err)
	}
}
