package data

import (
	"bytes"
	"context"
	"flag"
	"io"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"dovar/judging"
)

var update = flag.Bool("update", false, "rewrite the goldens")

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		child(dir)
		return
	}
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

// refused opens a folder that must be refused, in one line that names it and
// says why.
func refused(t *testing.T, dir string, o Options, why string) {
	t.Helper()
	s, err := Open(context.Background(), dir, o)
	if err == nil {
		s.Close()
		t.Fatalf("opened; it should say %q", why)
	}
	line := err.Error()
	if !strings.Contains(line, dir) || !strings.Contains(line, why) || strings.Contains(line, "\n") {
		t.Errorf("it says %q, not %q", line, why)
	}
}

// TestRefusedSynchronous is the setting that loses acknowledged marks.
func TestRefusedSynchronous(t *testing.T) {
	o := options()
	o.synchronous = "NORMAL"
	refused(t, t.TempDir(), o, "setting synchronous of the database is 1, it must be 2")
}

// TestRefusedReader checks the connections that read, too.
func TestRefusedReader(t *testing.T) {
	dir := t.TempDir()
	openStore(t, dir, options())
	db := pool(filepath.Join(dir, "dovar.db"), 1, url.Values{"mode": {"ro"}, "_synchronous": {"FULL"}}, "1")
	defer db.Close()
	if err := db.Ping(); err == nil || !strings.Contains(err.Error(), "setting query_only") {
		t.Errorf("a reader that may write: %v", err)
	}
}

func TestRefusedReadOnly(t *testing.T) {
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	if os.Geteuid() == 0 {
		dir = "/proc/self/net" // where even root can make no file
	}
	refused(t, dir, options(), "cannot be written")
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	refused(t, file, options(), "not a directory")
}

// TestRefusedForeign leaves what is not ours byte for byte as it is.
func TestRefusedForeign(t *testing.T) {
	for why, make := range map[string]func(file string) error{
		"is a database of another program": func(file string) error {
			db := open(file, url.Values{}, nil)
			defer db.Close()
			_, err := db.Exec("CREATE TABLE songs (id INTEGER PRIMARY KEY)")
			return err
		},
		"is not a database of this program": func(file string) error {
			return os.WriteFile(file, bytes.Repeat([]byte("a list of songs\n"), 999), 0o600)
		},
	} {
		dir := t.TempDir()
		file := filepath.Join(dir, "dovar.db")
		if err := make(file); err != nil {
			t.Fatal(err)
		}
		before, _ := os.ReadFile(file)
		refused(t, dir, options(), why)
		if after, _ := os.ReadFile(file); !bytes.Equal(before, after) {
			t.Error("the foreign file has changed")
		}
		if _, err := os.Stat(filepath.Join(dir, "keys")); err == nil {
			t.Error("keys were made beside a foreign database")
		}
	}
}

func TestRefusedSecondServer(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir, options())
	refused(t, dir, options(), "is in use by another server")

	// A command beside it works on the same data.
	o := options()
	o.Beside = true
	beside := openStore(t, dir, o)
	put(t, beside, func(tx judging.Tx) error { return tx.PutMeta("from", "beside") })
	if have := kept(t, s, "from"); have != "from" {
		t.Error("the server does not see what the command wrote")
	}
}

// TestBesideAlone makes the folder when no server did.
func TestBesideAlone(t *testing.T) {
	dir := t.TempDir()
	o := options()
	o.Beside = true
	s := openStore(t, dir, o)
	put(t, s, func(tx judging.Tx) error { return tx.PutMeta("from", "command") })
	refused(t, dir, options(), "is in use by another server")
}

func TestRefusedVersions(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir, options())
	put(t, s, change("DELETE FROM goose_db_version WHERE version_id > 0"))
	o := options()
	o.Beside = true
	refused(t, dir, o, "is of an older version (schema 0 of 6)")
	put(t, s, change("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)"))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	refused(t, dir, options(), "is of a newer version of this program (schema 99, this one knows 6)")
}

// TestKeys are made once, each its own, readable by nobody else, and never
// made anew beside data that needs the old ones.
func TestKeys(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir, options())
	k := s.Keys()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, key := range [][]byte{k.Device, k.Receipt, k.Card} {
		seen[string(key)] = len(key) == 32
	}
	if len(seen) != 3 {
		t.Errorf("keys %x", k)
	}
	again, err := loadKeys(dir, false)
	if err != nil || !bytes.Equal(again.Device, k.Device) || !bytes.Equal(again.Receipt, k.Receipt) || !bytes.Equal(again.Card, k.Card) {
		t.Errorf("read again %x (%v), made %x", again, err, k)
	}
	file := filepath.Join(dir, "keys", "card")
	info, err := os.Stat(file)
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v (%v)", info.Mode(), err)
	}
	if err := os.WriteFile(file, []byte("00ff"), 0o600); err != nil {
		t.Fatal(err)
	}
	refused(t, dir, options(), "is not 32 bytes in hex")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	refused(t, dir, options(), "is missing; put it back from its copy")
}

// TestFolderNames opens folders whose names mean something in a URI.
func TestFolderNames(t *testing.T) {
	for _, name := range []string{"маълумоти ҷашн", "a b%41?c#d&mode=ro"} {
		dir := filepath.Join(t.TempDir(), name)
		openStore(t, dir, options())
		if _, err := os.Stat(filepath.Join(dir, "dovar.db")); err != nil {
			t.Error(err)
		}
	}
}
