package judging

// An op: one version of a sheet, as it is sent and as it is kept.

import (
	"encoding/json"
	"time"
)

// OpKind says what a version of a sheet means. Submit, recall and decline are
// decisive: they can become the head. A draft never changes what counts.
type OpKind string

const (
	OpDraft   OpKind = "draft"
	OpSubmit  OpKind = "submit"
	OpRecall  OpKind = "recall"
	OpDecline OpKind = "decline"
)

// OpStatus is the fact of an op's arrival, the same for ever.
type OpStatus string

const (
	OpApplied     OpStatus = "applied"
	OpSuperseded  OpStatus = "superseded"
	OpConflict    OpStatus = "conflict"
	OpDrafted     OpStatus = "draft"
	OpLate        OpStatus = "late"
	OpStale       OpStatus = "stale"
	OpInvalid     OpStatus = "invalid"
	OpQuarantined OpStatus = "quarantined"
)

// Odd reports whether an op arrived so that a person may have to look at it.
func (s OpStatus) Odd() bool { return s.aside() || s == OpConflict || s == OpSuperseded }

// Aside reports whether an op that arrived so counts only once it is accepted.
func (s OpStatus) Aside() bool { return s.aside() }

// An Op is one version of a sheet as a tablet sent it, decoded. Raw keeps the
// object byte for byte: mac and journal cover what was sent, unknown members
// included.
type Op struct {
	Op         string         `json:"op"`
	Sheet      string         `json:"sheet"`
	Dev        string         `json:"dev"`
	Dseq       int            `json:"dseq"`
	Base       map[string]int `json:"base"`
	Kind       OpKind         `json:"kind"`
	Reason     *string        `json:"reason,omitempty"`
	Rubric     string         `json:"rubric"`
	Body       Body           `json:"body"`
	BodyHash   string         `json:"bodyHash"`
	ClientTime string         `json:"clientTime"`
	Mac        string         `json:"mac,omitempty"`

	Raw json.RawMessage `json:"-"`
}

// Body is the full content of a sheet.
type Body struct {
	Marks   map[string]*Decimal `json:"marks"` // criterion id; nil is not yet marked
	Counts  map[string]int      `json:"counts"`
	Notes   map[string]string   `json:"notes"`
	Flags   []string            `json:"flags"`
	Comment Comment             `json:"comment"`

	Record
	Laps  []Decimal           `json:"laps,omitempty"`
	Clock string              `json:"clock,omitempty"` // whole milliseconds that the stopwatch had run when the op was cut; "" when it did not
	Team  *TeamWord           `json:"team,omitempty"`
	Teams map[string]TeamWord `json:"teams,omitempty"` // of a match, by side
	Sign  string              `json:"sign,omitempty"`  // SHA-256 of the strokes of a drawn signature, lower-case hex
}

type Comment struct {
	Good    string `json:"good"`
	Think   string `json:"think"`
	Private string `json:"private"`
}

// A StoredOp is an op with what the server decided when it arrived.
type StoredOp struct {
	Op
	Contest    string
	Judge      string
	Status     OpStatus
	Accepted   bool // an organizer let a late, stale or quarantined op count
	Rev        int
	N          int64  // journal row
	Epoch      string // in which it was stored
	Receipt    []byte // the receipt as first given, JSON
	Problem    []byte // the problem of an invalid op, JSON of Code and Args
	ReceivedAt time.Time
}

// A Receipt is the server's proof that an op is stored; the same byte for byte
// for ever. Proof is the hex HMAC-SHA256 under the receipt key of the RFC 8785
// JSON of the receipt without proof.
type Receipt struct {
	Op       string   `json:"op"`
	Status   OpStatus `json:"status"`
	Rev      int      `json:"rev"`
	BodyHash string   `json:"bodyHash"`
	N        int64    `json:"n"`
	Epoch    string   `json:"epoch"`
	Proof    string   `json:"proof,omitempty"`
}
