// Package scoring turns marks into standings: exact, pure, explained. It does
// no I/O, reads no clock, draws no random number, and no float decides a place.
//
// [Rank] is the definition; [Table] keeps the same answer while sheets arrive.
package scoring

// A Rule is what a contest declares before it opens: how sheets become stage
// results, how stages combine, and what is asked when totals are level. A Rule
// is read only once [Rule.Check] passes; nothing in this package changes it.
type Rule struct {
	By        Combine // points or percent; the other ways come with their methods
	Decimals  int     // digits of a displayed total; places are made on exact numbers
	MinSheets int     // counted sheets a stage needs before it gives a result, at least 1
	Stages    []Stage // in running order
	Ties      []Tie   // asked in order; what is still level after the last is shared, 1-2-2-4
}

// Combine says how stage results become a total.
type Combine string

const (
	Points  Combine = "points"  // sum of weight x result
	Percent Combine = "percent" // sum of weight x 100 x result/max, over the sum of weights
)

// A Stage is one rubric: what a sheet holds and how a panel's sheets combine.
type Stage struct {
	ID        string
	Weight    Number // 0 or more; 0 leaves the stage out of the total
	Max       Number // the highest result; needed for Percent
	Sheet     Combine
	Panel     Panel
	Skip      bool // a sheet may leave criteria without a mark
	Criteria  []Criterion
	Penalties []Penalty
}

// Panel says how the counted sheets of one entry become the stage's result.
type Panel string

const (
	Mean             Panel = "mean"               // mean of the sheets' results
	MeanPerCriterion Panel = "mean_per_criterion" // mean of each criterion, then the sheet formula, plus the mean penalty
)

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

// A Tie is one key of the chain asked when totals are level.
type Tie struct {
	By        TieKind
	Stage     string // for TieStage, TieCriterion, TieBestSheet, TieCountback
	Criterion string // for TieCriterion
	Ascending bool   // lower is better
}

// TieKind names what a tie key compares. An entry without a value comes after
// those with one.
type TieKind string

const (
	TieStage     TieKind = "stage"           // the stage's result
	TieCriterion TieKind = "criterion"       // the panel's mean of one criterion's marks
	TieBestSheet TieKind = "sheet_best"      // the highest counted sheet of the stage
	TieCountback TieKind = "sheet_countback" // sheets from high to low, one by one; a longer list wins over its prefix
	TieVote      TieKind = "vote"            // the jury's recorded open vote, see [Votes]; never Ascending
)

// An Entry is what scoring must know of a competitor.
type Entry struct {
	ID      string
	Members int  // people in the entry, for team penalties
	Out     bool // absent, withdrawn or disqualified: keeps its sheets, leaves the ranking
}

// A Sheet is one judge's counted marks for one entry in one stage. (Stage,
// Entry, Judge, Attempt) is its identity; a later sheet of the same identity
// replaces the earlier one.
type Sheet struct {
	Stage, Entry, Judge string
	Attempt             int
	Marks               map[string]Number // by criterion id
	Counts              map[string]int    // by penalty id
	Excluded            string            // the reason, when the sheet is kept but does not count
}

// Votes holds the jury's recorded votes: by entry, a lower number is better. A
// vote decides between level entries only when each of them has a number;
// otherwise they share the place.
type Votes map[string]int

// A Standing is one entry's result and the reason for it. Its slices are shared
// with whoever made it: read, do not write.
type Standing struct {
	Entry   string
	Out     bool   // as the entry says: listed, without a place
	Total   Number // meaningful when Scored
	Scored  bool   // at least one stage of weight above 0 has a result
	Place   int    // from 1; 0 without a place
	Shared  bool   // another entry has the same place
	Decided int    // 1 + index in Rule.Ties of the key that put it below the entry above; 0: the total did, or nothing had to
	Counted int    // counted sheets over all stages
	Stages  []StageResult
	Keys    [][]Number // by Rule.Ties, what was compared if totals were level; empty: no value, or the vote
}

// A StageResult is one entry's result in one stage, in the rule's order.
type StageResult struct {
	Stage    string
	Attempt  int    // the attempt that counts, of a stage with several
	Counted  int    // its counted sheets
	Complete bool   // MinSheets reached: Result counts
	Result   Number // the panel's result
	Sheets   []SheetScore
}

// A SheetScore is what one sheet gave, counted or not, listed by judge.
type SheetScore struct {
	Judge    string
	Attempt  int
	Score    Number // of the marks that are there
	Complete bool   // no mark is missing
	Excluded string // the reason, when it does not count
}
