package data

// Records: how a type of judging lies in its table. The list of columns stands
// once, beside the fields it is written from and read into; the SQL is made of
// it once, at start.

import (
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"dovar/judging"
)

// A record maps T to the table of its name, whose key is id.
type record[T any] struct {
	name    string
	columns string         // one a line, in the order of fields
	fields  func(*T) []any // pointers: read as values, written by Scan
	fixed   int            // how many columns after id are what the record belongs to, for ever
	counter bool           // the last column is moved by Append alone, and never put

	selects, inserts, upserts string
}

// table completes a record.
func table[T any](r record[T]) *record[T] {
	columns := strings.Fields(r.columns)
	r.selects = "SELECT\n\t" + strings.Join(columns, ",\n\t") + "\nFROM " + r.name + "\n"
	if r.counter {
		columns = columns[:len(columns)-1]
	}
	values := make([]string, len(columns))
	replaces := make([]string, len(columns))
	for i, c := range columns {
		values[i] = fmt.Sprint("?", i+1)
		replaces[i] = c + " = excluded." + c
	}
	r.inserts = "INSERT INTO " + r.name + " (\n\t" + strings.Join(columns, ",\n\t") + "\n) VALUES (" + strings.Join(values, ", ") + ")"
	first := 1 + r.fixed
	r.upserts = r.inserts + "\nON CONFLICT (id) DO UPDATE SET\n\t" + strings.Join(replaces[first:], ",\n\t")
	for i, c := range columns[1:first] {
		r.upserts += []string{"\nWHERE ", " AND "}[min(i, 1)] + r.name + "." + c + " = excluded." + c
	}
	return &r
}

// one returns the record that tail selects; NotFound without one.
func (r *record[T]) one(t *tx, tail string, args ...any) (v T, err error) {
	return v, t.row(r.selects+tail, args, r.fields(&v)...)
}

// all returns the records that tail selects and orders, an empty list for none.
func (r *record[T]) all(t *tx, tail string, args ...any) ([]T, error) {
	list := []T{}
	err := t.rows(r.selects+tail, args, func(scan func(...any) error) error {
		var v T
		err := scan(r.fields(&v)...)
		list = append(list, v)
		return err
	})
	return list, err
}

// put inserts v, or replaces what has its id. What belongs to another is left
// as it is: Conflict. (Nor does SQLite have to look then for what refers to it.)
func (r *record[T]) put(t *tx, v T) error {
	changed, err := t.exec(r.upserts, r.values(&v)...)
	if err == nil && changed == 0 {
		err = judging.Fail(judging.Conflict, "exists")
	}
	return err
}

// add inserts v.
func (r *record[T]) add(t *tx, v T) error { return t.change(r.inserts, r.values(&v)...) }

func (r *record[T]) values(v *T) []any {
	fields := r.fields(v)
	if r.counter {
		return fields[:len(fields)-1]
	}
	return fields
}

// A millis is a time as integer milliseconds UTC; the zero time is 0.
type millis struct{ *time.Time }

func (m millis) Value() (driver.Value, error) {
	if m.IsZero() {
		return int64(0), nil
	}
	return m.UnixMilli(), nil
}

func (m millis) Scan(from any) error {
	ms, ok := from.(int64)
	if !ok {
		return fmt.Errorf("a time of type %T", from)
	}
	*m.Time = time.Time{}
	if ms != 0 {
		*m.Time = time.UnixMilli(ms).UTC()
	}
	return nil
}

// A text is a structured value as JSON text; v is a pointer to it.
type text struct{ v any }

func (t text) Value() (driver.Value, error) {
	b, err := json.Marshal(t.v)
	return string(b), err
}

func (t text) Scan(from any) error {
	s, ok := from.(string)
	if !ok {
		return fmt.Errorf("a JSON text of type %T", from)
	}
	return json.Unmarshal([]byte(s), t.v)
}

// An optional is a reference that may be missing: "" is NULL.
type optional struct{ *string }

func (o optional) Value() (driver.Value, error) {
	if *o.string == "" {
		return nil, nil
	}
	return *o.string, nil
}

func (o optional) Scan(from any) error {
	*o.string, _ = from.(string)
	return nil
}

// A sortKey is a name as the Tajik alphabet orders it; it is written only.
type sortKey struct{ name *string }

func (k sortKey) Value() (driver.Value, error) { return judging.SortKey(*k.name), nil }
func (k sortKey) Scan(any) error               { return nil }

// A sentOp is an op as it was sent; the rest of the op is decoded from it.
type sentOp struct{ *judging.Op }

func (o sentOp) Value() (driver.Value, error) {
	if len(o.Raw) == 0 {
		return nil, errors.New("an op without what was sent")
	}
	return []byte(o.Raw), nil
}

func (o sentOp) Scan(from any) error {
	raw, ok := from.([]byte)
	if !ok {
		return fmt.Errorf("an op of type %T", from)
	}
	o.Raw = append(json.RawMessage(nil), raw...)
	return o.Op.UnmarshalJSON(o.Raw)
}
