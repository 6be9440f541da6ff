package judging

import (
	"context"
	"log/slog"
	"time"
)

// Config is what wiring gives a Service.
type Config struct {
	Store   Store
	Keys    Keys
	Now     func() time.Time // the server's clock
	Log     *slog.Logger
	Address string               // scheme://host:port on cards; "" until known
	Wake    func(contest string) // after a commit that changed the contest; must not block
}

// Keys are the server's secrets, 32 bytes each, from DIR/keys.
type Keys struct {
	Device  []byte // token and secret of tablets
	Receipt []byte // proofs
	Card    []byte // HMAC of card codes and PINs
}

// Service does what people do, one method each. Every method that changes
// something appends journal rows in the same transaction and answers after the
// commit. Rights by role are checked by the caller before (see Role.May); what
// belongs to whom is checked here, and what is another's is NotFound.
type Service struct{ Config }

// NewService returns a Service on the store, and makes server id and epoch at
// the first start.
func NewService(ctx context.Context, c Config) (*Service, error) { panic("unwritten") }

// Events and contests.

type NewEvent struct {
	Title     Text     `json:"title"`
	Starts    string   `json:"starts" doc:"yyyy-mm-dd"`
	Ends      string   `json:"ends"`
	Timezone  string   `json:"timezone,omitempty"`
	Languages []string `json:"languages,omitempty"`
}

func (s *Service) CreateEvent(ctx context.Context, by Actor, e NewEvent) (Event, error) {
	panic("unwritten")
}
func (s *Service) Events(ctx context.Context) ([]Event, error)         { panic("unwritten") }
func (s *Service) Event(ctx context.Context, id string) (Event, error) { panic("unwritten") }

// ContestView is a contest with what belongs to it.
type ContestView struct {
	Contest   Contest
	Divisions []Division
	Stages    []Stage
}

// CreateContest makes a contest from a definition that Check accepts.
func (s *Service) CreateContest(ctx context.Context, by Actor, event string, def Definition) (ContestView, error) {
	panic("unwritten")
}
func (s *Service) Contests(ctx context.Context, event string) ([]ContestView, error) {
	panic("unwritten")
}
func (s *Service) Contest(ctx context.Context, id string) (ContestView, error) { panic("unwritten") }

// PutContest replaces the definition if n is still the contest's N; Stale otherwise.
func (s *Service) PutContest(ctx context.Context, by Actor, id string, n int64, def Definition) (ContestView, error) {
	panic("unwritten")
}

// AddEntries adds entries; a missing code is made from the order. It adds all or none.
func (s *Service) AddEntries(ctx context.Context, by Actor, contest string, entries []Entry) ([]Entry, error) {
	panic("unwritten")
}

// AmendEntry changes state or visibility ("" keeps it), with a reason.
func (s *Service) AmendEntry(ctx context.Context, by Actor, entry string, state EntryState, vis Visibility, reason string) (Entry, error) {
	panic("unwritten")
}
func (s *Service) Entries(ctx context.Context, contest string) ([]Entry, error) { panic("unwritten") }

func (s *Service) AddJudges(ctx context.Context, by Actor, event string, judges []Judge) ([]Judge, error) {
	panic("unwritten")
}
func (s *Service) JudgesOf(ctx context.Context, event string) ([]Judge, error) { panic("unwritten") }

// NewCard is a card as it is shown once.
type NewCard struct {
	Code string `json:"code"`
	URL  string `json:"url"` // the code after '#'
	PIN  string `json:"pin"` // six digits
}

// MakeCard makes the judge's card; older cards are dead.
func (s *Service) MakeCard(ctx context.Context, by Actor, judge string) (NewCard, error) {
	panic("unwritten")
}

type Pair struct {
	Entry string `json:"entry"`
	Judge string `json:"judge"`
}

// Assignment asks for pairs as given, or for a random balanced draw.
type Assignment struct {
	Stage    string   `json:"stage"`
	Pairs    []Pair   `json:"pairs,omitempty"`
	Judges   []string `json:"judges,omitempty"`
	PerEntry int      `json:"perEntry,omitempty"`
	Seed     int64    `json:"seed,omitempty"`
}

type Assigned struct {
	Pairs    []Pair         `json:"pairs"`
	Coverage map[string]int `json:"coverage"` // judges per entry id
	Refused  []RefusedPair  `json:"refused"`  // not made, and why
}

type RefusedPair struct {
	Entry string `json:"entry"`
	Judge string `json:"judge,omitempty"`
	Code  string `json:"code"` // "same-school", "too-few-judges"
}

// Assign adds pairs to a stage; a pair that exists stays.
func (s *Service) Assign(ctx context.Context, by Actor, contest string, a Assignment) (Assigned, error) {
	panic("unwritten")
}

// Staged is the answer to SetStage: done, or waiting for a second person.
type Staged struct {
	State    StageState `json:"state,omitempty"`
	Approval string     `json:"approval,omitempty"`
	Why      string     `json:"why,omitempty"` // catalogue key
}

func (s *Service) SetStage(ctx context.Context, by Actor, stage string, to StageState, reason string) (Staged, error) {
	panic("unwritten")
}

// ApproveAct carries out what waits; another account with another role.
func (s *Service) ApproveAct(ctx context.Context, by Actor, approval string) (Staged, error) {
	panic("unwritten")
}
func (s *Service) SetBoard(ctx context.Context, by Actor, contest string, b Board) (Board, error) {
	panic("unwritten")
}

// RecordVote keeps the jury's open vote between level entries.
func (s *Service) RecordVote(ctx context.Context, by Actor, contest string, v Vote) error {
	panic("unwritten")
}
func (s *Service) SheetsOf(ctx context.Context, f SheetFilter) ([]Sheet, error) { panic("unwritten") }

type Standings struct {
	N    int64         `json:"n"`
	Rows []StandingRow `json:"rows"`
}

// A StandingRow is one entry's standing for those with the right to results.
type StandingRow struct {
	Entry    string `json:"entry"`
	Code     string `json:"code"`
	Name     string `json:"name,omitempty"`
	Total    string `json:"total,omitempty"` // rounded for display
	Exact    string `json:"exact,omitempty"` // decimal, or n/d
	Place    int    `json:"place,omitempty"`
	Shared   bool   `json:"shared"`
	Counted  int    `json:"counted"`
	Expected int    `json:"expected"`
	Best     int    `json:"best,omitempty"`
	Worst    int    `json:"worst,omitempty"`
	Why      []Step `json:"why"`
}

// A Step is one line of the reason of a place: Key is "why.<kind>" of the
// catalogues, Args its values.
type Step struct {
	Key  string         `json:"key"`
	Args map[string]any `json:"args,omitempty"`
}

// JournalOf returns rows of a contest's or event's journal after n.
func (s *Service) JournalOf(ctx context.Context, log string, after int64) ([]Row, error) {
	panic("unwritten")
}

// Accounts.

// SetupSecret returns the one-time secret of the set-up link, "" once an owner exists.
func (s *Service) SetupSecret(ctx context.Context) (string, error) { panic("unwritten") }

// Setup makes the first owner with the set-up secret.
func (s *Service) Setup(ctx context.Context, secret, name, password string) (Actor, error) {
	panic("unwritten")
}
func (s *Service) AddUser(ctx context.Context, by Actor, name string, role Role, password string) (Account, error) {
	panic("unwritten")
}

// SignIn checks a password: Unauthenticated "wrong-password", TooMany after too many tries of a name.
func (s *Service) SignIn(ctx context.Context, name, password string) (Actor, error) {
	panic("unwritten")
}

// ActorOfAccount reads a signed-in account anew.
func (s *Service) ActorOfAccount(ctx context.Context, id string) (Actor, error) { panic("unwritten") }
func (s *Service) MakeToken(ctx context.Context, role Role) (string, error)     { panic("unwritten") }
func (s *Service) ActorOfToken(ctx context.Context, token string) (Actor, error) {
	panic("unwritten")
}
