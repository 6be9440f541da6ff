package judging

// A journal row, and the bodies of rows about contests and people; those about
// sheets and tablets are in rows.go.

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
	Pub   string // id of the division whose public picture this row changes, "*" for all, "" for a private row
	Kind  RowKind
	Actor string // "kind:id", for example "account:..." or "device:..."
	At    time.Time
	Leaf  string
	Body  json.RawMessage // one of the Row* types of rows.go
}

type RowKind string

// Scope names one journal.
type Scope struct {
	Event   string // set for the event's journal
	Contest string // set for a contest's journal
}

// Kinds of rows and what their bodies hold. Rows that carry an [Effect] say
// what of a sheet counts after them.
const (
	RowContest  RowKind = "contest"  // RowContestBody: made, or its definition replaced
	RowEntry    RowKind = "entry"    // RowEntryBody: added or amended
	RowAssign   RowKind = "assign"   // RowAssignBody
	RowStage    RowKind = "stage"    // RowStageBody
	RowBoard    RowKind = "board"    // Board
	RowVote     RowKind = "vote"     // Vote
	RowProposed RowKind = "proposed" // RowProposedBody: waits for a second person

	// In the event's journal.
	RowEvent   RowKind = "event"   // Event
	RowJudge   RowKind = "judge"   // Judge
	RowCard    RowKind = "card"    // RowCardBody
	RowAccount RowKind = "account" // RowAccountBody
)

type RowContestBody struct {
	Event     string     `json:"event"`
	Def       Definition `json:"def"`
	Divisions []Division `json:"divisions"`
	Stages    []Stage    `json:"stages"`
}

type RowEntryBody struct {
	Entry  Entry  `json:"entry"`
	Reason string `json:"reason,omitempty"`
}

type RowAssignBody struct {
	Stage  string     `json:"stage"`
	Sheets []RowSheet `json:"sheets"`
}

type RowSheet struct {
	ID      string `json:"id"`
	Entry   string `json:"entry"`
	Judge   string `json:"judge"`
	Attempt int    `json:"attempt"`
}

type RowStageBody struct {
	Stage  string     `json:"stage"`
	State  StageState `json:"state"`
	Reason string     `json:"reason,omitempty"`
	Second string     `json:"second,omitempty"` // approval id when two persons did it
}

type RowProposedBody struct {
	Approval string          `json:"approval"`
	Act      string          `json:"act"`
	Why      string          `json:"why"`
	Body     json.RawMessage `json:"body"`
}

type RowCardBody struct {
	Judge string `json:"judge"`
	Card  string `json:"card"`
}

type RowAccountBody struct {
	Account string `json:"account"`
	Name    string `json:"name"`
	Role    Role   `json:"role"`
}
