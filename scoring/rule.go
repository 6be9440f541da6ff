// Package scoring turns marks into standings: exact, pure, explained. It does
// no I/O, reads no clock, draws no random number, and no float decides a place.
//
// [Rank] is the definition; [Table] keeps the same answer while sheets arrive;
// [Explain] says why; [Bounds] says what is still possible. [Methods] lists the
// ways to do each step of a rule.
package scoring

// A Rule is what a contest declares before it opens: how sheets become stage
// results, how stages combine, and what is asked when totals are level. A Rule
// is read only once [Rule.Check] passes; nothing in this package changes it.
type Rule struct {
	By        Combine   // how stage results become a total
	Style     Style     // how shared places are numbered
	Decimals  int       // digits of a displayed total; places are made on exact numbers
	Round     *Rounding // totals are rounded before they are compared: a named choice, it makes ties
	MinSheets int       // counted sheets a rubric stage needs before it gives a result, at least 1
	Last      bool      // entries without a total share the place after all others; else they have none
	Stages    []Stage   // in running order
	Cuts      []Cut     // who goes on, in running order
	Ties      []Tie     // asked in order; what is still level after the last is shared
	Within    bool      // places are made among the entries of one group

	// Correct, where the contest declares that corrected results decide, gives
	// the results of a rubric stage freed from the judges' (or rooms') severity,
	// by entry; false when the sheets do not allow it: then the raw ones stand.
	Correct func(stage string, scores []Score) (map[string]Number, bool)
	ByRoom  bool // Correct is asked for the severity of rooms
}

// Combine says how stage results, or the marks of a sheet, become one number.
type Combine string

const (
	Points  Combine = "points"  // sum of weight x result; a lower total is better where all results are so
	Percent Combine = "percent" // sum of weight x 100 x result/max, over the sum of weights
	Ranks   Combine = "ranks"   // sum of weight x place in the stage, lowest first; needs a place in each

	// Bracket makes the finish in the last stage of weight above 0 the total:
	// the run's points of an elimination ([Plan.Sheets]), the place by its own
	// chain in a table. Entries without a sheet there share the total after all
	// who have one, so that the chain tells them apart; so do those who are still
	// in the running share the best place that they can get.
	Bracket Combine = "bracket"
)

// Style numbers the places of entries that share one.
type Style string

const (
	Standard   Style = "1224" // 1 + those before; "" means this
	Dense      Style = "1223" // 1 + the places before
	Modified   Style = "1334" // the last of the places shared
	Fractional Style = "fractional"
)

// A Cut lets the best of the stages up to After go on: those on the places 1 to
// Top, so that all who share the last of them do. The others keep the place
// they have then, after all who went on.
type Cut struct {
	After string // a stage
	Top   int
}

// A Rounding is a step of a rule: what follows uses the rounded value.
type Rounding struct {
	At       RoundAt // of a stage; "" for a rule's total
	Decimals int
	Mode     RoundMode
}

// RoundAt is the figure that a stage rounds.
type RoundAt string

const (
	RoundSheet     RoundAt = "sheet"     // what one sheet gives
	RoundCriterion RoundAt = "criterion" // the panel's value of a criterion, of methods that go by criterion
	RoundWeighted  RoundAt = "weighted"  // weight x that value
	RoundResult    RoundAt = "result"    // the stage's result
)

// A Stage is a rubric, attempts (Runs) or games (Games).
type Stage struct {
	ID     string
	Weight Number // 0 or more; 0 leaves the stage out of the total
	Max    Number // the highest result; needed for Percent
	Rounds []Rounding
	Ties   []Tie // the order inside the stage, where a total is made of places in it

	Sheet     Combine
	Panel     Panel // the method that makes one result of the panel's sheets
	Params    Params
	Places    bool // sheets hold places: a lower sheet is better
	Skip      bool // a sheet may leave criteria without a mark
	Criteria  []Criterion
	Penalties []Penalty

	Runs  *Runs
	Games bool
}

// Panel names a method of [PanelPart].
type Panel string

const (
	Mean             Panel = "mean"
	MeanPerCriterion Panel = "mean_per_criterion"
	Median           Panel = "median"
	Drop1            Panel = "drop1"
	Drop             Panel = "drop"
	DropSum          Panel = "drop_sum"
	DropPerCriterion Panel = "drop_per_criterion"
	SumPerCriterion  Panel = "sum_per_criterion"
	RankSum          Panel = "rank_sum"
	PointsTable      Panel = "points_table"
	Majority         Panel = "majority"
)

// Params are the values of a method's parameters; a method reads those it names.
type Params struct {
	High, Low int      // so many of the highest and lowest values do not count
	From      int      // drop: from so many sheets on; the sums: so many are needed
	K         int      // best_k, normalised: so many runs count
	Table     []Number // points_table: for the first place, the second, ...
}

// A Criterion is one line of a rubric. (Max-Min) is a whole number of Steps.
type Criterion struct {
	ID                     string
	Min, Max, Step, Weight Number
}

// A Penalty adds Per (negative) for each count. Team penalties touch only
// entries of more than one member. A sheet never falls below 0.
type Penalty struct {
	ID       string
	Per      Number
	MaxCount int // 0 means no limit
	Team     bool
}

// Runs are attempts, each recorded on a sheet of its own.
type Runs struct {
	N      int    // attempts an entry has; 0: as many as come
	Count  string // the method of [RunsPart] that makes one result of them
	ByTime bool   // results are seconds and less is better; else points and more is better
	Scale  *Scale // points are made from a measure
}

// A Scale makes points from a measure: Base + (measure - Zero) x Each.
type Scale struct{ Base, Zero, Each Number }

// A Tie is one key of the chain asked when totals are level.
type Tie struct {
	By        TieKind
	Stage     string // for all but vote and field
	Criterion string // for criterion
	N         int    // for attempt and attempt_time: the n-th best, from 1
	Field     string // for field: a value of the entry
	Ascending bool   // lower is better
}

// TieKind names a method of [TiePart]: what a key compares. An entry without a
// value comes after those with one.
type TieKind string

const (
	TieStage       TieKind = "stage"           // the stage's result
	TieCriterion   TieKind = "criterion"       // the panel's value of one criterion
	TieBestSheet   TieKind = "sheet_best"      // the highest counted sheet of the stage
	TieCountback   TieKind = "sheet_countback" // sheets from high to low, one by one; a longer list wins over its prefix
	TiePenalties   TieKind = "penalties"       // the mean of what penalties took off: less is better
	TieAttempt     TieKind = "attempt"         // points of the n-th best run
	TieAttemptTime TieKind = "attempt_time"    // time of the n-th best run
	TieFinished    TieKind = "finished"        // runs with a result
	TieExtraRun    TieKind = "extra_run"       // the best extra run: its time where results are times, else its points
	TieGroupPoints TieKind = "group_points"    // points of all games of the stage
	TieWins        TieKind = "wins"            // games won
	TieDifference  TieKind = "bout_difference" // points for less points against, over all games
	TieHeadToHead  TieKind = "head_to_head"    // points of the games among those level so far
	TieSonneborn   TieKind = "sonneborn"       // sum of points of a game x points of the opponent in the stage
	TieBuchholz    TieKind = "buchholz"        // sum of the points of the opponents in the stage
	TieSkating     TieKind = "skating"         // rules 10 and 11 of the Skating System over all stages
	TieField       TieKind = "field"           // a value of the entry
	TieVote        TieKind = "vote"            // the jury's recorded open vote, see [Votes]; never Ascending
)

// An Entry is what scoring must know of a competitor.
type Entry struct {
	ID         string
	Members    int                          // people in the entry, for team penalties
	Out        bool                         // absent, withdrawn or disqualified: keeps its sheets, leaves the ranking
	Group      string                       // the room, where places are made within rooms
	Difficulty map[string]map[string]Number // by stage and criterion: the declared factor of its value; absent: 1
	Fields     map[string]Number            // measured values, for the tie key field
}

// A Sheet is one judge's counted marks, one run or one game of an entry in a
// stage. (Stage, Entry, Judge, Attempt) is its identity: of two sheets of one
// identity the one of the higher version counts, whatever arrives first, and of
// equal versions the later. A withdrawn sheet is one without marks.
type Sheet struct {
	Stage, Entry, Judge string
	Attempt             int
	Version             int
	Room                string            // of the panel, where severity is corrected by room
	Marks               map[string]Number // by criterion id
	Counts              map[string]int    // by penalty id
	Run                 *Run
	Game                *Game
	Excluded            string // the reason, when the sheet is kept but does not count
}

// A Run is what one attempt gave. Untimed and without points are 0.
type Run struct {
	Points Number
	Time   Number // seconds
	Timed  bool   // there is a time
	None   bool   // not finished, disqualified or not started: no result
	Extra  bool   // made for the key extra_run alone: no part of the stage's result nor of another key
	Field  string // normalised: runs of one field are compared
}

// A Game is one side's view of one meeting: the other side has a sheet of its own.
type Game struct {
	Against       string // entry id
	Points        Number // for the table: win, draw or loss
	Won           bool
	For, Conceded Number // points inside the meeting
}

// Votes holds the jury's recorded votes: by entry, a lower number is better. A
// vote decides between level entries only when each of them has a number;
// otherwise they share the place.
type Votes map[string]int

// A Standing is one entry's result and the reason for it. Its slices are shared
// with whoever made it: read, do not write.
type Standing struct {
	Entry   string
	Group   string // as the entry says, where places are made within groups
	Out     bool   // as the entry says: listed, without a place
	Cut     string // the stage after which it did not go on
	Total   Number // meaningful when Scored
	Scored  bool   // there is a total: at least one stage of weight above 0 has a result
	Place   int    // from 1; 0 without a place
	Mean    Number // the mean of the places shared: what style fractional counts
	Shared  bool   // another entry has the same place
	With    int    // how many others have it
	Decided int    // 1 + index in Rule.Ties of the key that put it below the entry above; 0: the total did, or nothing had to
	Counted int    // counted sheets over all stages
	Stages  []StageResult
	Keys    [][]Number // by Rule.Ties, what was compared if totals were level; empty: no value, the vote, or not asked
}

// A StageResult is one entry's result in one stage, in the rule's order.
type StageResult struct {
	Stage    string
	Attempt  int    // the attempt that counts, of a rubric with several
	Counted  int    // its counted sheets
	Complete bool   // there is a result
	Result   Number // the panel's result
	Raw      Number // before severity was corrected, where it was
	Adjusted bool   // it was
	Place    Number // in the stage, where the total is made of places; 0 for none
	Sheets   []SheetScore
}

// A SheetScore is what one sheet gave, counted or not, listed by judge.
type SheetScore struct {
	Judge    string
	Attempt  int
	Score    Number // of the marks that are there, of the run or of the game
	Complete bool   // no mark is missing
	Dropped  bool   // it counts as one of the panel, and the method leaves it out of the result
	Excluded string // the reason, when it does not count
	Run      *Run   // of an attempt, as measured
}

// A Score is one counted sheet's result, for [Rule.Correct].
type Score struct {
	Entry, Judge string // the judge, or the room where severity is corrected by room
	Value        Number
}
