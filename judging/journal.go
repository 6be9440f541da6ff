package judging

import (
	"encoding/json"
	"time"
)

// A Row is one line of a journal: the journal of a contest, or of an event
// (accounts, judges, cards, devices). Rows are numbered without gaps and never
// change; Body lies beside the row, so that what must be erased can be.
//
// Leaf = SHA-256(0x00 || RFC 8785 JSON of {v, contest, n, kind, at, commit}),
// commit = HMAC-SHA256(salt, body), both lower-case hex.
type Row struct {
	Log   string // contest or event id
	N     int64  // from 1
	Pub   string // division slug whose public picture this row changes, "*" for all, "" for a private row
	Kind  RowKind
	Actor string // "kind:id", for example "account:..." or "device:..."
	At    time.Time
	Leaf  string
	Body  json.RawMessage // one of the Row* types of rows.go
}

type RowKind string

// Scope tells the store which counter numbers a row.
type Scope struct {
	Event   string // set for the event's journal
	Contest string // set for a contest's journal
}
