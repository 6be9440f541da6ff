package judging

// A journal row, and the bodies of rows about contests and people; those about
// sheets and tablets are in rows.go.

import (
	"encoding/json"
	"slices"
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

// Marked reports whether the row's body can hold marks.
func (r Row) Marked() bool {
	return slices.Contains([]RowKind{RowOp, RowAccept, RowExclude, RowReturn}, r.Kind)
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
	RowContest   RowKind = "contest"   // RowContestBody: made, or its definition replaced
	RowEntry     RowKind = "entry"     // RowEntryBody: added or amended
	RowAssign    RowKind = "assign"    // RowAssignBody
	RowStage     RowKind = "stage"     // RowStageBody
	RowBoard     RowKind = "board"     // RowBoardBody
	RowVote      RowKind = "vote"      // Vote
	RowProposed  RowKind = "proposed"  // RowProposedBody: waits for a second person
	RowUnassign  RowKind = "unassign"  // RowAssignBody: pairs taken back before the stage opened
	RowRoom      RowKind = "room"      // Room
	RowPanel     RowKind = "panel"     // RowPanelBody
	RowOrder     RowKind = "order"     // RowOrderBody
	RowLeave     RowKind = "leave"     // RowLeaveBody
	RowDeclared  RowKind = "declared"  // RowDeclaredBody
	RowErased    RowKind = "erased"    // RowErasedBody: personal data taken away for ever
	RowTimetable RowKind = "timetable" // Timetable
	RowDraw      RowKind = "draw"      // Draw: who meets whom, or drawn anew
	RowAdvanced  RowKind = "advanced"  // Advance: what a correction changed of matches that follow
	RowLook      RowKind = "look"      // RowLookBody: results opened or taken out while a stage is open

	// In the event's journal.
	RowEvent   RowKind = "event"   // Event
	RowJudge   RowKind = "judge"   // Judge
	RowCard    RowKind = "card"    // RowCardBody
	RowAccount RowKind = "account" // RowAccountBody
	RowInvite  RowKind = "invite"  // RowInviteBody
	RowSession RowKind = "session" // RowSessionBody
	RowToken   RowKind = "token"   // RowTokenBody
	RowRemind  RowKind = "remind"  // RowRemindBody
)

type RowContestBody struct {
	Event     string     `json:"event"`
	Def       Definition `json:"def"`
	Divisions []Division `json:"divisions"`
	Stages    []Stage    `json:"stages"`
}

type RowEntryBody struct {
	Entry  Entry  `json:"entry"`
	Was    *Entry `json:"was,omitempty"` // before it was amended
	Reason string `json:"reason,omitempty"`
}

type RowAssignBody struct {
	Stage  string     `json:"stage"`
	Panel  string     `json:"panel,omitempty"`
	Reason string     `json:"reason,omitempty"`
	Sheets []RowSheet `json:"sheets"`
}

type RowSheet struct {
	ID      string `json:"id"`
	Entry   string `json:"entry"`
	Judge   string `json:"judge"`
	Attempt int    `json:"attempt"`
	Ord     int    `json:"ord,omitempty"`
	Turn
}

// RowOrderBody: the sheets whose place in their judge's list has changed.
type RowOrderBody struct {
	Stage  string     `json:"stage"`
	Panel  string     `json:"panel,omitempty"`
	Judge  string     `json:"judge,omitempty"` // "" when a panel has one order
	Sheets []RowPlace `json:"sheets"`
}

type RowPlace struct {
	ID  string `json:"id"`
	Ord int    `json:"ord"`
}

type RowStageBody struct {
	Stage  string     `json:"stage"`
	State  StageState `json:"state"`
	Was    StageState `json:"was,omitempty"`
	Reason string     `json:"reason,omitempty"`
	Second string     `json:"second,omitempty"` // approval id when two persons did it
}

type RowBoardBody struct {
	Board
	Reason string `json:"reason,omitempty"`
}

type RowProposedBody struct {
	Approval string          `json:"approval"`
	Act      string          `json:"act"`
	Why      string          `json:"why"`
	Body     json.RawMessage `json:"body"`
}

// RowLeaveBody: the rows about pairs and sheets stand before it.
type RowLeaveBody struct {
	Leaving
	Declared string `json:"declared"`         // what the contest declared
	Second   string `json:"second,omitempty"` // approval id when two persons did it
}

// RowDeclaredBody: how rooms share a ranking, declared anew.
type RowDeclaredBody struct {
	Rooms  RoomsDef `json:"rooms"`
	Was    RoomsDef `json:"was"`
	Reason string   `json:"reason,omitempty"`
	Second string   `json:"second,omitempty"`
}

type RowCardBody struct {
	Judge   string `json:"judge"`
	Card    string `json:"card"`
	Revoked bool   `json:"revoked,omitempty"` // dead without a new one
	Reason  string `json:"reason,omitempty"`  // of Revoked
}

// RowAccountBody: What is made, known (it was there before the event), joined
// (by an invitation), off, on, role or password.
type RowAccountBody struct {
	Account    string `json:"account"`
	Name       string `json:"name"`
	Role       Role   `json:"role"`
	Off        bool   `json:"off,omitempty"`
	What       string `json:"what"`
	Was        Role   `json:"was,omitempty"`        // of What role
	Invitation string `json:"invitation,omitempty"` // of What joined
}

type RowInviteBody struct {
	Invitation string `json:"invitation"`
	Name       string `json:"name,omitempty"`
	Role       Role   `json:"role"`
	Withdrawn  bool   `json:"withdrawn,omitempty"`
}

// RowSessionBody: What is in, out, or ended (by a word on the list of sessions,
// a new password, or the account's switching off).
type RowSessionBody struct {
	Account string `json:"account"`
	Session string `json:"session"`
	What    string `json:"what"`
	Browser string `json:"browser,omitempty"` // its User-Agent
	Address string `json:"address,omitempty"`
}

// RowTokenBody: What is made, known or known-off (it was there before the event)
// or off.
type RowTokenBody struct {
	Token string `json:"token"`
	Role  Role   `json:"role"`
	What  string `json:"what"`
}

type RowPanelBody struct {
	Panel Panel `json:"panel"`
	Gone  bool  `json:"gone,omitempty"`
}

// RowErasedBody: how many drawn signatures were erased.
type RowErasedBody struct {
	Signatures int    `json:"signatures"`
	Reason     string `json:"reason"`
}

// RowLookBody: What is standings, quality, publish, workbook, csv, json or journal.
type RowLookBody struct {
	What string `json:"what"`
}

type RowRemindBody struct {
	Device string `json:"device"`
	Judge  string `json:"judge"`
	Text   string `json:"text"`
}
