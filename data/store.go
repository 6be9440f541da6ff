// Package data is the memory of the house: judging.Store over SQLite, in one
// folder. What it promises to a caller is said at judging.Store and
// judging.Tx; how it keeps the promise is said here, file by file. It knows no
// rule of the trade beyond what a UNIQUE or a foreign key can guard.
package data

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"dovar/judging"
)

// Options is what wiring gives a Store.
type Options struct {
	Now func() time.Time // the server's clock
	Log *slog.Logger

	// Beside lets a short command work on the folder of a running server. It
	// changes no schema then.
	Beside bool

	synchronous string // for the test of the start check; "" is FULL
	alone       bool   // for the benchmark: a COMMIT for each Update
}

// Store is a data folder, opened: dovar.db, lock, and keys/ with the server's
// secrets, which lie apart so that a backup of the database is no backup of
// them. It is safe for use by many goroutines.
type Store struct {
	now  func() time.Time
	log  *slog.Logger
	keys judging.Keys

	lock  io.Closer // nil beside a server
	write *sql.DB   // one connection, used by the writer goroutine alone
	read  *sql.DB

	queue            chan *member  // to the writer
	quit, stopped    chan struct{} // asked to stop; has stopped
	closing          sync.Once
	maxGroup         int
	commits, members atomic.Int64
}

// longView is how long a read transaction may last: the log of the database
// cannot shrink while it is open.
const longView = time.Second

// Open opens the data folder and makes it if it is not there. It refuses, in
// one line that names the folder: one that cannot be written, one that another
// server uses, a database of another program or of a newer version, one whose
// keys are lost, and connections that would not keep what they acknowledge.
func Open(ctx context.Context, dir string, o Options) (_ *Store, err error) {
	s := &Store{
		now: o.Now, log: o.Log,
		queue: make(chan *member), quit: make(chan struct{}), stopped: make(chan struct{}),
		maxGroup: maxGroup,
	}
	if o.alone {
		s.maxGroup = 1
	}
	defer func() {
		if err != nil {
			s.release()
			err = fmt.Errorf("data folder %s: %w", dir, err)
		}
	}()
	if err := s.claim(dir, o.Beside); err != nil {
		return nil, err
	}
	file, err := filepath.Abs(filepath.Join(dir, "dovar.db"))
	if err != nil {
		return nil, err
	}
	fresh, err := recognise(ctx, file)
	if err != nil {
		return nil, err
	}
	if s.keys, err = loadKeys(dir, fresh); err != nil {
		return nil, err
	}
	s.write = writePool(file, o.synchronous)
	if err := migrate(ctx, s.write, s.lock != nil); err != nil {
		return nil, err
	}
	s.read = readPool(file, max(4, runtime.NumCPU()))
	if err := s.read.PingContext(ctx); err != nil {
		return nil, err
	}
	go s.serve()
	return s, nil
}

// claim makes the folder and locks it against a second server.
func (s *Store) claim(dir string, beside bool) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	probe, err := os.CreateTemp(dir, ".probe")
	if err != nil {
		return fmt.Errorf("cannot be written: %w", err)
	}
	probe.Close()
	os.Remove(probe.Name())

	lock, err := lockFile(filepath.Join(dir, "lock"))
	if err == nil {
		s.lock = lock
		return nil
	}
	if beside {
		return nil
	}
	return fmt.Errorf("is in use by another server: %w", err)
}

// Keys returns the server's secrets.
func (s *Store) Keys() judging.Keys { return s.keys }

// Commits returns how many transactions of the database were committed since
// Open, and how many Updates they carried.
func (s *Store) Commits() (commits, members int64) {
	return s.commits.Load(), s.members.Load()
}

// View implements judging.Store. f reads one snapshot, taken at its first read.
func (s *Store) View(ctx context.Context, f func(judging.Tx) error) error {
	began := s.now()
	snapshot, err := s.read.BeginTx(ctx, nil)
	if err != nil {
		return problem(err)
	}
	defer snapshot.Rollback()
	err = f(&tx{ctx: context.WithoutCancel(ctx), store: s, q: snapshot})
	if took := s.now().Sub(began); took > longView {
		s.log.WarnContext(ctx, "a read transaction was open too long", "took", took)
	}
	return err
}

// Close waits for the Updates under way, refuses later ones as Unavailable and
// gives the folder free. A second Close does nothing.
func (s *Store) Close() error {
	err := error(nil)
	s.closing.Do(func() {
		close(s.quit)
		<-s.stopped
		err = s.release()
	})
	return err
}

func (s *Store) release() error {
	var first error
	for _, c := range []io.Closer{closer(s.read), closer(s.write), s.lock} {
		if c == nil {
			continue
		}
		if err := c.Close(); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// closer keeps a nil pool a nil interface.
func closer(db *sql.DB) io.Closer {
	if db == nil {
		return nil
	}
	return db
}
