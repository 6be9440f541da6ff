package judging

// What tablets and the server say to each other, as values.

import "encoding/json"

// Enrolment is what a tablet sends to sign in: a card's code and PIN, or, to
// bind a new device of the same judge, its Bearer.
type Enrolment struct {
	Code, PIN            string
	Bearer               string
	DeviceID, DeviceName string
	From                 string // peer address, for the limit
}

type Enrolled struct {
	Token  string `json:"token"`
	Secret string `json:"secret"` // base64url of 32 bytes, key of the macs
	Judge  Named  `json:"judge"`
	Epoch  string `json:"epoch"`
}

type Named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// HelloAsk is the query of GET /hello.
type HelloAsk struct {
	Epoch  string
	Unsent int
	Seen   []string // reminders that the judge has seen
}

// SentOp is one member of POST /ops: the op as sent, and its receipt if the
// tablet has one.
type SentOp struct {
	Op      json.RawMessage `json:"op"`
	Receipt json.RawMessage `json:"receipt,omitempty"`
	Sign    string          `json:"sign,omitempty" doc:"the strokes of a drawn signature whose hash is in the op"`
}

// OpResult answers one SentOp: Receipt is set when it is stored; otherwise
// Problem says why not and Have how many ops of the device are stored.
type OpResult struct {
	Receipt json.RawMessage `json:"receipt,omitempty"`
	Stored  *StoredAt       `json:"stored,omitempty"`
	Head    *OpView         `json:"head,omitempty"`
	Op      string          `json:"op,omitempty"`
	Problem *OpProblem      `json:"problem,omitempty"`
	Have    *int            `json:"have,omitempty"`
}

type StoredAt struct {
	N     int64  `json:"n"`
	Epoch string `json:"epoch"`
}

// OpProblem is a problem inside a result; web adds the title in the caller's language.
type OpProblem struct {
	Code  string         `json:"code"`
	Args  map[string]any `json:"args,omitempty"`
	Title string         `json:"title,omitempty"`
}

// Submitted is the body of the answer to POST /ops.
type Submitted struct {
	Epoch      string     `json:"epoch"`
	ServerID   string     `json:"serverId"`
	ServerTime string     `json:"serverTime"`
	Checkpoint *string    `json:"checkpoint"`
	Results    []OpResult `json:"results"`
	Hello      bool       `json:"hello,omitempty" doc:"a hello now would bring a message"`
}

// OpView is an op as hello shows it.
type OpView struct {
	Op         string          `json:"op"`
	Dev        string          `json:"dev"`
	Dseq       int             `json:"dseq"`
	Base       map[string]int  `json:"base"`
	Kind       OpKind          `json:"kind"`
	Reason     *string         `json:"reason,omitempty"`
	Status     OpStatus        `json:"status"`
	Rubric     string          `json:"rubric"`
	Body       json.RawMessage `json:"body"`
	BodyHash   string          `json:"bodyHash"`
	ReceivedAt string          `json:"receivedAt"`
}

// Hello is the answer of GET /hello.
type Hello struct {
	Epoch      string                     `json:"epoch"`
	Collecting bool                       `json:"collecting"`
	ServerID   string                     `json:"serverId"`
	ServerTime string                     `json:"serverTime"`
	Checkpoint *string                    `json:"checkpoint"`
	Event      HelloEvent                 `json:"event"`
	Judge      Named                      `json:"judge"`
	Stages     []HelloStage               `json:"stages"`
	Rubrics    map[string]json.RawMessage `json:"rubrics"`
	Entries    map[string]HelloEntry      `json:"entries"`
	Sheets     []HelloSheet               `json:"sheets"`
	Messages   []HelloMessage             `json:"messages"`
}

type HelloEvent struct {
	ID        string   `json:"id"`
	Title     Text     `json:"title"`
	Timezone  string   `json:"timezone"`
	Languages []string `json:"languages"`
}

type HelloStage struct {
	ID           string     `json:"id"`
	Contest      string     `json:"contest"`
	ContestTitle Text       `json:"contestTitle"`
	Kind         string     `json:"kind"`
	Title        Text       `json:"title"`
	Room         string     `json:"room,omitempty"`
	State        StageState `json:"state"`
	Rubric       string     `json:"rubric,omitempty"`
	Attempts     int        `json:"attempts" doc:"how many sheets of an entry are planned for one judge"`
	Inspected    bool       `json:"inspected,omitempty" doc:"the contest inspects its entries before they run"`
}

// HelloEntry is what a judge may see of an entry.
type HelloEntry struct {
	Code    string     `json:"code"`
	Name    string     `json:"name"`
	School  string     `json:"school,omitempty"`
	Field   string     `json:"field,omitempty"` // category, section or subject
	Members int        `json:"members"`
	State   EntryState `json:"state"`

	// For referees.
	People  []string `json:"people,omitempty" doc:"names of the members, one of whom confirms a sheet"`
	Pin     string   `json:"pin,omitempty" doc:"hex SHA-256 of the entry's id, a colon and the team's PIN"`
	Checked string   `json:"checked,omitempty" doc:"passed or failed, once all inspections are made"`
}

// HelloSheet is one of the judge's sheets: State is empty, draft, submitted,
// returned, declined or excluded; Flags are conflict, late, stale, invalid,
// quarantined.
type HelloSheet struct {
	Sheet   string         `json:"sheet"`
	Stage   string         `json:"stage"`
	Entry   string         `json:"entry"`
	Attempt int            `json:"attempt"`
	State   string         `json:"state"`
	Reason  string         `json:"reason,omitempty"` // of returned or excluded
	Flags   []string       `json:"flags"`
	Head    *OpView        `json:"head"`
	Leaves  []OpView       `json:"leaves"`
	Drafts  []OpView       `json:"drafts"`
	Aside   []OpView       `json:"aside"`
	Have    map[string]int `json:"have"`
	Ord     int            `json:"ord"`
	Turn
}

// HelloMessage tells the judge something: Key is "message.<key>" of the catalogues.
type HelloMessage struct {
	Key  string         `json:"key"`
	Args map[string]any `json:"args,omitempty"`
}
