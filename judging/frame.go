package judging

// What travels to a board, and its hash.

import "fmt"

// A Frame is what one audience sees of one division: a pure function of the
// journal up to a row and the audience. Fields without
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
	Reasons  bool       `json:"reasons,omitempty"` // the reason of each row may be asked for
	Coverage *Coverage  `json:"coverage,omitempty"`
	Rows     []FrameRow `json:"rows"`
	Extra    *Extra     `json:"extra,omitempty"` // where the contest has runs or matches
}

type Coverage struct {
	Received int `json:"received"`
	Expected int `json:"expected"`
}

// A FrameRow is one line of a board. Place and Total are missing until they may
// be known; Tie is the number of entries that share the place, from 2, and Label
// then the place as it is written, see [PlaceLabel]. Room is set where places
// are made within rooms, Through where the place is within a quota.
type FrameRow struct {
	I        int    `json:"i"`
	Entry    string `json:"entry"`
	Code     string `json:"code,omitempty"`
	Name     string `json:"name,omitempty"`
	School   string `json:"school,omitempty"`
	Robot    string `json:"robot,omitempty"`
	Room     string `json:"room,omitempty"`
	Total    string `json:"total,omitempty"`
	Place    int    `json:"place,omitempty"`
	Tie      int    `json:"tie,omitempty"`
	Label    string `json:"label,omitempty"`
	Counted  int    `json:"counted"`
	Expected int    `json:"expected"`
	Best     int    `json:"best,omitempty"`
	Worst    int    `json:"worst,omitempty"`
	Through  bool   `json:"through,omitempty"`

	Runs   []FrameRun `json:"runs,omitempty"`   // by stage, then attempt
	Judged *Coverage  `json:"judged,omitempty"` // of the sheets of rubrics, where the contest has runs too
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
	Extra    *Extra           `json:"extra,omitempty"`   // whole: no hash covers it
}

// HashFrame computes the hash of a picture over its state and rows: two lanes of
// FNV-1a-32 (RFC 9923) that differ in their offset basis, eight hex digits
// each. Every row is hashed apart and joined by XOR, so its place is a member
// of what is hashed.
func HashFrame(state string, rows []FrameRow) string {
	lanes := [2]uint32{0x811c9dc5, 0x01234567}
	sum := lanes
	for l, basis := range lanes {
		sum[l] = fnv1a(basis, []byte(state))
	}
	for index, row := range rows {
		fields := row.fields()
		fields["index"] = index
		text, err := Canon(fields)
		if err != nil {
			panic(err) // strings, ints and lists of them always encode
		}
		for l, basis := range lanes {
			sum[l] ^= fnv1a(basis, text)
		}
	}
	return fmt.Sprintf("%08x%08x", sum[0], sum[1])
}

func fnv1a(h uint32, text []byte) uint32 {
	for _, b := range text {
		h = (h ^ uint32(b)) * 16777619
	}
	return h
}

// fields returns the members of the row's JSON without "i", as a delta names
// them, a field without value left out.
func (r FrameRow) fields() map[string]any {
	fields := map[string]any{"entry": r.Entry, "counted": r.Counted, "expected": r.Expected}
	for name, text := range map[string]string{"code": r.Code, "name": r.Name, "school": r.School, "robot": r.Robot, "room": r.Room, "total": r.Total, "label": r.Label} {
		if text != "" {
			fields[name] = text
		}
	}
	for name, n := range map[string]int{"place": r.Place, "tie": r.Tie, "best": r.Best, "worst": r.Worst} {
		if n != 0 {
			fields[name] = n
		}
	}
	if r.Through {
		fields["through"] = true
	}
	if len(r.Runs) > 0 {
		fields["runs"] = r.Runs
	}
	if r.Judged != nil {
		fields["judged"] = r.Judged
	}
	return fields
}
