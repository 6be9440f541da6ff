package judging

// The bodies of journal rows about sheets and tablets. The follower folds them
// in order of n and needs no other row to know what a sheet counts.

import "encoding/json"

// In a contest's journal; each of these carries an Effect.
const (
	RowOp      RowKind = "op"      // RowOpBody: an op was stored
	RowAccept  RowKind = "accept"  // RowAcceptBody: an op set aside may count
	RowExclude RowKind = "exclude" // RowSheetBody: kept out of the result, or counted again
	RowReturn  RowKind = "return"  // RowSheetBody: the judge is asked to look again
)

// In an event's journal.
const (
	RowDevice     RowKind = "device"     // RowDeviceBody: a judge's new tablet
	RowSignIn     RowKind = "signin"     // RowDeviceBody: a known tablet signed in by card again
	RowRevoke     RowKind = "revoke"     // RowDeviceBody
	RowEpoch      RowKind = "epoch"      // RowEpochBody: a restore
	RowCollecting RowKind = "collecting" // RowEpochBody: collecting after a restore ended
)

// An Effect is what counts of one sheet after a row.
type Effect struct {
	Sheet     string             `json:"sheet"`
	Stage     string             `json:"stage"` // slug
	Entry     string             `json:"entry"`
	Judge     string             `json:"judge"`
	Attempt   int                `json:"attempt"`
	Head      string             `json:"head,omitempty"`   // op; "" when there is none, or a conflict
	Counts    string             `json:"counts,omitempty"` // op whose marks count; "" when none do
	Marks     map[string]Decimal `json:"marks"`            // of Counts, without gaps
	Penalties map[string]int     `json:"penalties"`        // of Counts
	Conflict  bool               `json:"conflict,omitempty"`
	Excluded  string             `json:"excluded,omitempty"` // the reason; marks are still given
	Returned  string             `json:"returned,omitempty"` // the reason

	Record // of Counts
	Turn
	Settled bool   `json:"settled,omitempty"` // its referee said that there is no run: the team did not come, or another referee is needed
	Clock   string `json:"clock,omitempty"`   // the stopwatch of its draft runs, and had run so many milliseconds
}

type RowOpBody struct {
	Effect
	Dev    string          `json:"dev"`
	Dseq   int             `json:"dseq"`
	Kind   OpKind          `json:"kind"`
	Status OpStatus        `json:"status"`
	Op     json.RawMessage `json:"op"` // as sent
}

type RowAcceptBody struct {
	Effect
	Op     string `json:"op"`
	Reason string `json:"reason,omitempty"`
}

type RowSheetBody struct {
	Effect
	Reason string `json:"reason,omitempty"`
}

type RowDeviceBody struct {
	Device string `json:"device"`
	Judge  string `json:"judge"`
	Name   string `json:"name,omitempty"`
	Parent string `json:"parent,omitempty"` // the device whose Bearer bound it
	Reason string `json:"reason,omitempty"`
}

type RowEpochBody struct {
	Epoch   string   `json:"epoch"`
	Reason  string   `json:"reason,omitempty"`
	Missing []string `json:"missing,omitempty"` // devices not heard from when collecting ended
}
