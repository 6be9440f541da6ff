package data

// Group commit: one goroutine owns the one connection that writes. It takes
// every transaction that waits, runs each in a savepoint, commits once and only
// then answers, so that one fsync serves all who wait. While it commits, the
// next group gathers by itself.

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/mattn/go-sqlite3"

	"dovar/judging"
)

// A member is one Update in a group.
type member struct {
	ctx  context.Context
	f    func(judging.Tx) error
	done chan error // of one
}

// maxGroup bounds how long the first of a group waits for the others.
const maxGroup = 256

// Update implements judging.Store. A caller whose context ends before its turn
// is skipped; from then on the answer is waited for, since nobody can say
// earlier whether the disk has it. f runs in the writer: it must not call the
// Store again, and its panic comes back as an error with the stack.
func (s *Store) Update(ctx context.Context, f func(judging.Tx) error) error {
	m := &member{ctx, f, make(chan error, 1)}
	select {
	case s.queue <- m:
		return <-m.done
	case <-ctx.Done():
		return ctx.Err()
	case <-s.quit:
		return judging.Fail(judging.Unavailable, "store-unavailable")
	}
}

// serve is the writer.
func (s *Store) serve() {
	defer close(s.stopped)
	for {
		select {
		case m := <-s.queue:
			s.commit(s.gather(m))
		case <-s.quit:
			return
		}
	}
}

// gather takes what else waits already.
func (s *Store) gather(first *member) []*member {
	runtime.Gosched() // let those who were answered just now come back
	group := []*member{first}
	for len(group) < s.maxGroup {
		select {
		case m := <-s.queue:
			group = append(group, m)
		default:
			return group
		}
	}
	return group
}

// commit runs a group and answers it. When the transaction is lost nothing of
// the group is stored, and an answer that was decided on what a lost member had
// written is worth nothing either: all of them hear Unavailable.
func (s *Store) commit(group []*member) {
	answers, lost := s.transact(group)
	for i, m := range group {
		if lost != nil {
			m.done <- unavailable(lost)
		} else {
			m.done <- answers[i]
		}
	}
}

// transact runs a group in one transaction and returns the answer of each, or
// why the transaction was lost.
//
// SQLite rolls the whole transaction back by itself when the disk is full, at
// an I/O error or an interrupt, and a SAVEPOINT after that opens and commits a
// transaction of its own. So nothing here can be interrupted, and whether the
// transaction still stands is asked after each member.
func (s *Store) transact(group []*member) (answers []error, lost error) {
	ctx := context.Background()
	conn, err := s.write.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return nil, err
	}
	defer func() {
		if lost != nil && !vanished(conn) {
			conn.ExecContext(ctx, "ROLLBACK")
		}
	}()
	answers = make([]error, len(group))
	stored := int64(0)
	for i, m := range group {
		if answers[i] = m.ctx.Err(); answers[i] != nil {
			continue
		}
		if answers[i], err = s.run(conn, m); err != nil {
			return nil, err
		}
		if answers[i] == nil {
			stored++
		}
	}
	if _, err := conn.ExecContext(ctx, "COMMIT"); err != nil {
		return nil, err
	}
	if stored > 0 {
		s.commits.Add(1)
		s.members.Add(stored)
	}
	return answers, nil
}

// run runs one member in its savepoint and returns its answer, or why the
// transaction around it was lost.
func (s *Store) run(conn *sql.Conn, m *member) (answer, lost error) {
	t := &tx{ctx: context.WithoutCancel(m.ctx), store: s, q: conn, conn: conn}
	if _, err := conn.ExecContext(t.ctx, "SAVEPOINT member"); err != nil {
		return nil, err
	}
	answer = safely(m.f, t)
	if t.lost == nil && vanished(conn) {
		t.lost = errors.New("the transaction ended inside a member")
	}
	if t.lost != nil {
		return nil, t.lost
	}
	if answer != nil {
		if _, err := conn.ExecContext(t.ctx, "ROLLBACK TO member"); err != nil {
			return nil, err
		}
	}
	_, err := conn.ExecContext(t.ctx, "RELEASE member")
	return answer, err
}

// safely makes an error of a panic of f.
func safely(f func(judging.Tx) error, t *tx) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic in a transaction: %v\n%s", p, debug.Stack())
		}
	}()
	return f(t)
}

// vanished reports whether no transaction is open on the connection.
func vanished(conn *sql.Conn) bool {
	auto := true
	err := conn.Raw(func(c any) error {
		auto = c.(*sqlite3.SQLiteConn).AutoCommit()
		return nil
	})
	return err != nil || auto
}
