package judging

// A Frame is what one audience sees of one division: a pure function of the
// journal up to a row and the audience (contract.md, Frames). Fields without
// value are left out of the JSON.
type Frame struct {
	T        string     `json:"t"` // "snap"
	Contest  string     `json:"contest"`
	Division string     `json:"division"`
	Epoch    string     `json:"epoch"`
	Pub      int64      `json:"pub"`
	Hash     string     `json:"hash"`
	AsOf     string     `json:"asOf,omitempty"` // RFC 3339 with milliseconds, UTC
	State    string     `json:"state"`
	Coverage *Coverage  `json:"coverage,omitempty"`
	Rows     []FrameRow `json:"rows"`
}

type Coverage struct {
	Received int `json:"received"`
	Expected int `json:"expected"`
}

// A FrameRow is one line of a board. Place and Total are missing until they may
// be known; Tie is the number of entries that share the place, from 2.
type FrameRow struct {
	I        int    `json:"i"`
	Entry    string `json:"entry"`
	Code     string `json:"code,omitempty"`
	Name     string `json:"name,omitempty"`
	School   string `json:"school,omitempty"`
	Total    string `json:"total,omitempty"`
	Place    int    `json:"place,omitempty"`
	Tie      int    `json:"tie,omitempty"`
	Counted  int    `json:"counted"`
	Expected int    `json:"expected"`
	Best     int    `json:"best,omitempty"`
	Worst    int    `json:"worst,omitempty"`
}

// A Delta leads from the frame with hash Prev to the frame with hash Hash. It
// never carries a change of state or of the set of rows: that is a snap.
type Delta struct {
	T        string           `json:"t"` // "delta"
	Prev     string           `json:"prev"`
	Hash     string           `json:"hash"`
	Pub      int64            `json:"pub"`
	AsOf     string           `json:"asOf,omitempty"`
	Coverage *Coverage        `json:"coverage,omitempty"`
	Changes  []map[string]any `json:"changes,omitempty"` // "i" and the changed fields; nil removes a field
	Moves    [][2]int         `json:"moves,omitempty"`   // [i, final index]
}
