package judging

// The memory that the service asks for; package data keeps it.

import (
	"context"
	"time"
)

// Store is durable memory. Update returns nil only after what f wrote has
// reached the disk; f may run again from the start, so it decides on what it
// reads through Tx and changes nothing else. An error of f is returned as it
// is and leaves no trace; a full disk or a lost database is an Unavailable
// Error. View reads one consistent state and must end within a second.
type Store interface {
	View(context.Context, func(Tx) error) error
	Update(context.Context, func(Tx) error) error
}

// Tx is one transaction. A getter of one record answers a NotFound Error with
// code "not-found" when it is not there. Put inserts or replaces by id. A
// broken uniqueness is a Conflict Error with code "exists".
type Tx interface {
	// Lock takes the rows of the contests in id order; the first thing a
	// writer of a contest does.
	Lock(contests ...string) error
	// Append numbers and writes one journal row, its salt, commit and leaf,
	// and returns it complete.
	Append(scope Scope, row Row) (Row, error)
	// Journal returns rows after n in order, at most limit.
	Journal(log string, after int64, limit int) ([]Row, error)
	// JournalBefore returns the rows that ask wants, the newest first.
	JournalBefore(log string, ask JournalAsk) ([]Row, error)

	Meta(key string) (string, error) // "" when absent
	PutMeta(key, value string) error

	Events() ([]Event, error)
	Event(id string) (Event, error)
	PutEvent(Event) error // does not touch N

	Contests(event string) ([]Contest, error) // "" for all
	Contest(id string) (Contest, error)
	Board(contest string) (Board, error) // of the contest, without reading its definition
	PutContest(Contest) error            // does not touch N
	Divisions(contest string) ([]Division, error)
	PutDivision(Division) error
	Stages(contest string) ([]Stage, error) // by Ord
	Stage(id string) (Stage, error)
	PutStage(Stage) error
	Rubric(hash string) ([]byte, error) // RFC 8785 JSON of a Rubric
	PutRubric(hash string, body []byte) error

	Entries(contest string) ([]Entry, error) // by Ord
	Entry(id string) (Entry, error)
	PutEntry(Entry) error

	Judges(event string) ([]Judge, error)
	Judge(id string) (Judge, error)
	PutJudge(Judge) error
	Cards(judge string) ([]Card, error)
	CardByCode(code string) (Card, error)
	PutCard(Card) error
	Devices(event string) ([]Device, error)
	DevicesOf(judge string) ([]Device, error)
	Device(id string) (Device, error)
	PutDevice(Device) error

	Rooms(contest string) ([]Room, error) // by Ord
	PutRoom(Room) error
	Panels(contest string) ([]Panel, error) // those not gone
	Panel(id string) (Panel, error)
	PutPanel(Panel) error
	Timetable(stage string) (Timetable, error)
	PutTimetable(Timetable) error

	Reminders(event string) ([]Reminder, error)    // by time
	RemindersOf(device string) ([]Reminder, error) // by time
	PutReminder(Reminder) error

	Sheets(f SheetFilter) ([]Sheet, error) // by stage order, then Ord
	Sheet(id string) (Sheet, error)
	PutSheet(Sheet) error

	Ops(sheets ...string) ([]StoredOp, error) // of these sheets, by (dev, dseq)
	Op(id string) (StoredOp, error)
	AddOp(StoredOp) error
	SetOpAccepted(op string) error
	Signatures(contest string) ([]Signature, error)
	PutSignature(Signature) error
	EraseSignatures(contest string) error

	Accounts() ([]Account, error)
	Account(id string) (Account, error)
	AccountByName(name string) (Account, error)
	PutAccount(Account) error
	TokenByHash(hash string) (Token, error)
	Tokens() ([]Token, error)
	Token(id string) (Token, error)
	PutToken(Token) error
	Invitations() ([]Invitation, error)
	Invitation(id string) (Invitation, error)
	InvitationByHash(hash string) (Invitation, error)
	PutInvitation(Invitation) error
	Approval(id string) (Approval, error)
	Approvals(contest string) ([]Approval, error)
	PutApproval(Approval) error
	Votes(contest string) ([]Vote, error)
	PutVote(Vote) error
	Draws(contest string) ([]Draw, error)
	PutDraw(Draw) error

	// Sessions of signed-in accounts, for web.
	Sessions() ([]Session, error)
	Session(token string) (data []byte, expires time.Time, err error)
	PutSession(token string, data []byte, expires time.Time) error
	DeleteSession(token string) error
	DeleteExpiredSessions(before time.Time) error
}

// JournalAsk narrows a reading of a journal from its end; empty fields do not
// narrow. At most Limit rows are read.
type JournalAsk struct {
	Before int64 // rows with a smaller n
	Kinds  []RowKind
	Actor  string // "kind:id"
	Limit  int
}

// SheetFilter narrows Sheets; empty fields do not narrow.
type SheetFilter struct {
	Contest, Stage, Entry, Judge string
}

// A Vote is the jury's recorded open vote between entries level on all else.
type Vote struct {
	ID, Contest, Division string
	Order                 []string // entry ids, the best first
	Count                 string   // as recorded, for example "4:1"
	At                    time.Time
}
