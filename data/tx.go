package data

// A transaction: running SQL in it, what an error of the database means to a
// caller, and the journal.

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"slices"
	"time"

	"github.com/mattn/go-sqlite3"

	"dovar/judging"
)

// A tx is one judging.Tx. All SQL passes through exec and rows: there a
// later engine rewrites ?1 to its own parameters.
type tx struct {
	ctx   context.Context
	store *Store
	q     interface {
		ExecContext(context.Context, string, ...any) (sql.Result, error)
		QueryContext(context.Context, string, ...any) (*sql.Rows, error)
	}
	conn *sql.Conn // the writer's; nil in a View
	lost error     // why the transaction around this one is gone
}

// change runs a statement that returns nothing.
func (t *tx) change(query string, args ...any) error {
	_, err := t.exec(query, args...)
	return err
}

// exec runs a statement and returns how many rows it changed.
func (t *tx) exec(query string, args ...any) (int64, error) {
	if t.conn == nil {
		return 0, errors.New("a View cannot write")
	}
	if t.lost != nil {
		return 0, unavailable(t.lost)
	}
	result, err := t.q.ExecContext(t.ctx, query, args...)
	if err != nil {
		return 0, t.problem(err)
	}
	return result.RowsAffected()
}

// row reads the one row of a query into dest; NotFound without one.
func (t *tx) row(query string, args []any, dest ...any) error {
	found := false
	err := t.rows(query, args, func(scan func(...any) error) error {
		found = true
		return scan(dest...)
	})
	if err == nil && !found {
		return judging.Fail(judging.NotFound, "not-found")
	}
	return err
}

// rows calls each for every row of a query.
func (t *tx) rows(query string, args []any, each func(scan func(...any) error) error) error {
	if t.lost != nil {
		return unavailable(t.lost)
	}
	rows, err := t.q.QueryContext(t.ctx, query, args...)
	if err != nil {
		return t.problem(err)
	}
	for err == nil && rows.Next() {
		err = each(rows.Scan)
	}
	return t.problem(errors.Join(err, rows.Err(), rows.Close()))
}

// problem is what an error of a statement means. After one that ended the whole
// transaction no other statement of this member may run: it would commit alone.
func (t *tx) problem(err error) error {
	if err != nil && t.conn != nil && vanished(t.conn) {
		t.lost = err
	}
	return problem(err)
}

// problem maps an error of the database to one of judging; an error of ours in
// a query, like a broken foreign key, stays what it is.
func problem(err error) error {
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.ExtendedCode {
	case sqlite3.ErrConstraintUnique, sqlite3.ErrConstraintPrimaryKey:
		return judging.Fail(judging.Conflict, "exists").Because(err)
	}
	switch e.Code {
	case sqlite3.ErrFull, sqlite3.ErrIoErr, sqlite3.ErrBusy, sqlite3.ErrLocked, sqlite3.ErrCantOpen,
		sqlite3.ErrReadonly, sqlite3.ErrCorrupt, sqlite3.ErrNotADB, sqlite3.ErrNomem, sqlite3.ErrInterrupt:
		return unavailable(err)
	}
	return err
}

// unavailable says that nothing was stored, and why.
func unavailable(err error) error {
	var e sqlite3.Error
	if errors.As(err, &e) && e.Code == sqlite3.ErrFull {
		return judging.Fail(judging.Unavailable, "disk-full").Because(err)
	}
	return judging.Fail(judging.Unavailable, "store-unavailable").Because(err)
}

// Lock needs no lock here: one writer runs one transaction after another. It
// still says which contest is not there.
func (t *tx) Lock(contests ...string) error {
	ids := slices.Clone(contests)
	slices.Sort(ids)
	for _, id := range ids {
		var n int64
		if err := t.row("SELECT n FROM contests WHERE id = ?1", []any{id}, &n); err != nil {
			return err
		}
	}
	return nil
}

// Append gives the row the next number of its journal and, when it has none,
// the time of the server's clock.
func (t *tx) Append(scope judging.Scope, row judging.Row) (judging.Row, error) {
	next := "UPDATE contests SET n = n + 1 WHERE id = ?1 RETURNING n"
	row.Log = scope.Contest
	if scope.Event != "" {
		next = "UPDATE events SET n = n + 1 WHERE id = ?1 RETURNING n"
		row.Log = scope.Event
	}
	if t.conn == nil {
		return row, errors.New("a View cannot write")
	}
	if err := t.row(next, []any{row.Log}, &row.N); err != nil {
		return row, err
	}
	if row.At.IsZero() {
		row.At = t.store.now()
	}
	row.At = row.At.UTC().Truncate(time.Millisecond)
	salt := make([]byte, 32)
	rand.Read(salt)
	leaf, err := judging.Leaf(row, salt)
	if err != nil {
		return row, err
	}
	row.Leaf = leaf
	err = t.change(`
INSERT INTO journal (
	log,
	n,
	pub,
	kind,
	actor,
	at,
	leaf
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)`,
		row.Log, row.N, row.Pub, row.Kind, row.Actor, millis{&row.At}, row.Leaf)
	if err != nil {
		return row, err
	}
	return row, t.change(`
INSERT INTO payload (
	log,
	n,
	salt,
	body
) VALUES (?1, ?2, ?3, ?4)`,
		row.Log, row.N, salt, []byte(row.Body))
}

func (t *tx) Meta(key string) (value string, err error) {
	err = t.rows("SELECT value FROM meta WHERE key = ?1", []any{key}, func(scan func(...any) error) error {
		return scan(&value)
	})
	return value, err
}

func (t *tx) PutMeta(key, value string) error {
	return t.change(`
INSERT INTO meta (
	key,
	value
) VALUES (?1, ?2)
ON CONFLICT (key) DO UPDATE SET
	value = excluded.value`, key, value)
}
