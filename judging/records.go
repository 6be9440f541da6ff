package judging

// Records as the store keeps them. Ids are 22 characters of base64url without
// padding (128 bits); times are UTC with millisecond precision.

import "time"

// Stamp writes a time as leaves, frames and answers have it: RFC 3339 in UTC
// with milliseconds; "" for none.
func Stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05.000Z")
}

// An Event is what is held on some days at a place. Its id also names the
// event's own journal.
type Event struct {
	ID        string
	Title     Text
	Starts    string // yyyy-mm-dd
	Ends      string
	Timezone  string   // IANA name
	Languages []string // of tg, ru, en; the first is the board's
	Place     string   // where it is held, in the words of a card
	Address   string   // the one address on cards, scheme://host:port; "" until chosen
	N         int64    // rows of the event's journal
	At        time.Time
}

// A Contest is one competition of an event.
type Contest struct {
	ID    string
	Event string
	Def   Definition
	N     int64 // rows of the contest's journal
	Board Board
	At    time.Time
}

// A Division ranks its entries together. A contest without divisions in its
// definition has one without title.
type Division struct {
	ID, Contest, Slug string
	Title             Text
}

// A Stage is one stage of a contest. Slug is its id in the definition.
type Stage struct {
	ID, Contest, Slug string
	Kind              string
	Ord               int
	State             StageState
	Rubric            string // hash of the form shown; "" where no sheet can be filled in
}

type StageState string

const (
	StageSetup  StageState = "setup"
	StageOpen   StageState = "open"
	StageClosed StageState = "closed"
	StageFinal  StageState = "final"
)

// Board is what the public may see of a contest now.
type Board struct {
	State   BoardState `json:"state"`
	Show    BoardShow  `json:"show"`
	Reasons bool       `json:"reasons" doc:"once published, everyone may ask why an entry stands where it stands"`
	Bounds  bool       `json:"bounds" doc:"while live, rows carry the best and the worst place still possible"`
}

type BoardState string

const (
	BoardHidden    BoardState = "hidden"
	BoardLive      BoardState = "live"
	BoardPublished BoardState = "published"
)

// BoardShow says when a sheet moves a public total while the board is live.
type BoardShow string

const (
	ShowComplete   BoardShow = "complete"    // when every expected sheet of the entry's stage counts
	ShowEverySheet BoardShow = "every-sheet" // at once; one judge's marks can then be computed
)

// An Entry is a person or team taking part.
type Entry struct {
	ID         string            `json:"id"`
	Contest    string            `json:"-"`
	Division   string            `json:"division"`
	Ord        int               `json:"ord"` // in the order added, from 0
	Code       string            `json:"code"`
	Name       string            `json:"name"` // as on the diploma
	Names      *Text             `json:"names,omitempty"`
	School     string            `json:"school,omitempty"`
	District   string            `json:"district,omitempty"`
	Region     string            `json:"region,omitempty"`
	Supervisor string            `json:"supervisor,omitempty"`
	Members    []string          `json:"members,omitempty"`
	Fields     map[string]string `json:"fields,omitempty"` // the form's other fields
	State      EntryState        `json:"state"`
	Visibility Visibility        `json:"visibility"`
}

type EntryState string

const (
	EntryActive       EntryState = "active"
	EntryAbsent       EntryState = "absent"
	EntryWithdrawn    EntryState = "withdrawn"
	EntryDisqualified EntryState = "disqualified"
)

// Visibility is what the public may read of an entry.
type Visibility string

const (
	ShowName    Visibility = "name"
	ShowCode    Visibility = "code"
	ShowNothing Visibility = "nothing"
)

// A Judge belongs to an event and may judge in all of its contests.
type Judge struct {
	ID        string   `json:"id"`
	Event     string   `json:"-"`
	Name      string   `json:"name"`
	School    string   `json:"school,omitempty"`
	District  string   `json:"district,omitempty"`
	Languages []string `json:"languages,omitempty"`
	Spare     bool     `json:"spare,omitempty"` // a card made ahead, its judge to be named on the spot
}

// A Card signs a judge in. Code and PIN are kept as HMACs only.
type Card struct {
	ID, Judge string
	Code, PIN string // hex HMAC-SHA256 under the card key
	Dead      bool   // replaced or revoked
	At        time.Time
}

// A Device is one (tablet, judge). Token and secret are derived from keys, not
// stored, so that a restored server knows every tablet again.
type Device struct {
	ID, Judge, Event string
	Name             string
	Parent           string // the device whose Bearer bound it; "" when a card did
	Revoked          bool
	Epoch            string // of its last hello
	Unsent           int    // own ops it said were not stored, at its last hello
	HeardAt          time.Time
	At               time.Time
}

// An Account is an organizer's, by name and password.
type Account struct {
	ID, Name string
	Role     Role
	Password string // argon2id, PHC string
	Off      bool
	At       time.Time
	Seen     time.Time // to the minute; zero before the first sign-in
}

// A Token is an account of a script: a role by Bearer, kept as SHA-256.
type Token struct {
	ID, Hash string
	Role     Role
	Off      bool
	At       time.Time
}

// An Invitation makes one account of a role by a link, kept as SHA-256.
type Invitation struct {
	ID, Hash string
	Role     Role
	Name     string // for whom, as the inviter wrote it
	By       string // account id
	Account  string // made with it; "" while open
	Dead     bool   // withdrawn
	At       time.Time
	Expires  time.Time
}

// A Session is a signed-in browser: Token is the hash of its token, Data the
// JSON of a [SignedIn].
type Session struct {
	Token   string
	Data    []byte
	Expires time.Time
}

// A Room is a place where a panel sits.
type Room struct {
	ID      string `json:"id"`
	Contest string `json:"-"`
	Name    string `json:"name"`
	Ord     int    `json:"ord"`
}

// A Panel is the judges who score a stage of a division, in a room or anywhere.
type Panel struct {
	ID       string   `json:"id"`
	Contest  string   `json:"-"`
	Stage    string   `json:"stage"`    // id
	Division string   `json:"division"` // id
	Room     string   `json:"room,omitempty"`
	Seating  string   `json:"seating" enum:"together,separately" doc:"one order for all, or an order for each judge"`
	PerEntry int      `json:"perEntry" doc:"judges an entry gets; 0: all of the panel"`
	Judges   []string `json:"judges"`
	Gone     bool     `json:"-"`
}

// A Reminder is a banner on one tablet until it was seen.
type Reminder struct {
	ID, Event, Device string
	Text              string
	At, Seen          time.Time
}

// An Approval is an act that waits for a second person.
type Approval struct {
	ID, Contest string
	Act         string // what is proposed: a key of [acts]
	Body        []byte // JSON of the proposed act
	Why         string // a catalogue key
	By          string // the actor that proposed
	Role        Role
	Done        bool
	At          time.Time
}

// A Sheet is the place of one judge's marks for one entry in one stage
// (attempt from 1). Assigning makes it.
type Sheet struct {
	ID, Contest         string
	Stage, Entry, Judge string
	Attempt             int
	Ord                 int    // the judge's order, from 0
	Expected            bool   // counts in coverage
	Counts              string // op that counts now; "" for none
	Head                string // op that is the head; "" for none or conflict
	Conflict            bool
	Excluded            string // the reason; "" when it may count
	Returned            string // the reason; "" when not returned
	Rev                 int    // stored ops
	Panel               string // id; "" when assigned without one
	Turn
}

// A Turn is what a referee's sheet is for, beyond the attempt.
type Turn struct {
	Against string `json:"against,omitempty"` // of a match: the entry on side b; the sheet's own is side a
	Meeting string `json:"meeting,omitempty"` // its id in the plan of matches
	Repeats int    `json:"repeats,omitempty"` // the attempt that this one runs again
	Extra   bool   `json:"extra,omitempty"`   // a run only for the tie key extra_run
}

// A Draw is how the entries of a division meet in a stage of matches: one for
// the two, which a new one replaces until a match is begun.
type Draw struct {
	ID       string    `json:"id"`
	Contest  string    `json:"-"`
	Stage    string    `json:"stage"`    // id
	Division string    `json:"division"` // id
	At       time.Time `json:"at"`
	Plan     DrawPlan  `json:"plan"`
}

// A DrawPlan is the draw itself: the format is the stage's.
type DrawPlan struct {
	Groups [][]string `json:"groups"` // entries in the order of their seeds; one list where there are no groups
	Rounds int        `json:"rounds,omitempty"`
	How    string     `json:"how"` // random, seeded, groups (by the places of the stage before), given
	Seed   int64      `json:"seed,omitempty"`
	Judges []string   `json:"judges,omitempty"` // referees, where the stage has no fields
}

// Actor is who did something, for rights and for the journal.
type Actor struct {
	Kind string // "account", "token", "device", "system"
	ID   string // account, token or judge id
	Name string // for pages; the journal names Kind and ID
	Role Role
	Dev  string // device id, for Kind "device"
}
