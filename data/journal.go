package data

// Reading a journal, in either direction.

import (
	"fmt"
	"strings"

	"dovar/judging"
)

const journalRows = `
SELECT
	journal.log,
	journal.n,
	journal.pub,
	journal.kind,
	journal.actor,
	journal.at,
	journal.leaf,
	payload.body
FROM journal
LEFT JOIN payload ON payload.log = journal.log AND payload.n = journal.n
`

// Journal returns a row whose payload was erased without Body.
func (t *tx) Journal(log string, after int64, limit int) ([]judging.Row, error) {
	return t.journal("WHERE journal.log = ?1 AND journal.n > ?2\nORDER BY journal.n\nLIMIT ?3", log, after, limit)
}

func (t *tx) JournalBefore(log string, ask judging.JournalAsk) ([]judging.Row, error) {
	args := []any{log, ask.Limit}
	next := func(v any) string { args = append(args, v); return fmt.Sprint("?", len(args)) }
	where := []string{"journal.log = ?1"}
	if ask.Before > 0 {
		where = append(where, "journal.n < "+next(ask.Before))
	}
	if ask.Actor != "" {
		where = append(where, "journal.actor = "+next(ask.Actor))
	}
	if len(ask.Kinds) > 0 {
		marks := make([]string, len(ask.Kinds))
		for i, k := range ask.Kinds {
			marks[i] = next(string(k))
		}
		where = append(where, "journal.kind IN ("+strings.Join(marks, ", ")+")")
	}
	return t.journal("WHERE "+strings.Join(where, " AND ")+"\nORDER BY journal.n DESC\nLIMIT ?2", args...)
}

func (t *tx) journal(tail string, args ...any) (list []judging.Row, err error) {
	err = t.rows(journalRows+tail, args, func(scan func(...any) error) error {
		var r judging.Row
		err := scan(&r.Log, &r.N, &r.Pub, &r.Kind, &r.Actor, millis{&r.At}, &r.Leaf, (*[]byte)(&r.Body))
		list = append(list, r)
		return err
	})
	return list, err
}
