package scoring

// The list of all methods. A method is a value of this list: forms, printed
// rules, workbook and checks draw themselves from it. A new one is its file and
// its line here, with its texts in the catalogues ("method.<Of>.<Name>").

import "slices"

// A Method is one way to do one step of a rule.
type Method struct {
	Of     Part
	Name   string
	Params []string // the parameters it takes, of [Params] in lower case, and "n" of a Tie
	Bounds bool     // best and worst place can be computed while sheets are open: the result never falls when a mark rises, and no entry's result hangs on another's
	Moves  bool     // one mark can move every entry
	Low    bool     // the result is better when it is lower

	// Of the values sorted from low to high, those from lo to hi count; nil: all.
	kept func(p Params, n int) (lo, hi int)
	sum  bool // the result is the sum of those that count; else their mean
	each bool // criterion by criterion, then the sheet formula; else over the sheets

	// whole makes the results of a stage over all entries of the table.
	whole func(s *Stage, panels []*panel)

	runs func(s *Stage, runs []Run) (Number, bool) // best first; at least one

	// What a tie compares: of an entry alone, of an entry among those level so
	// far, or of all entries of the table. nil: no value.
	key   func(t Tie, x *row) []Number
	group func(t Tie, group []*row, votes Votes) [][]Number
	all   func(r *Rule, t Tie, rows []*row) [][]Number
}

// Part is the step of a rule that a method does.
type Part string

const (
	PanelPart Part = "panel" // a panel's sheets become a stage's result
	RunsPart  Part = "runs"  // an entry's attempts become a stage's result
	TotalPart Part = "total" // stage results become a total
	TiePart   Part = "tie"   // what is asked when totals are level
)

var methods = []Method{
	{Of: PanelPart, Name: string(Mean), Bounds: true},
	{Of: PanelPart, Name: string(Median), Bounds: true, kept: middle},
	{Of: PanelPart, Name: string(Drop1), Bounds: true, kept: oneEach},
	{Of: PanelPart, Name: string(Drop), Params: []string{"high", "low", "from"}, Bounds: true, kept: dropped},
	{Of: PanelPart, Name: string(DropSum), Params: []string{"high", "low", "from"}, Bounds: true, kept: dropped, sum: true},
	{Of: PanelPart, Name: string(MeanPerCriterion), Bounds: true, each: true},
	{Of: PanelPart, Name: string(DropPerCriterion), Params: []string{"high", "low", "from"}, Bounds: true, each: true, kept: dropped},
	{Of: PanelPart, Name: string(SumPerCriterion), Params: []string{"high", "low", "from"}, Bounds: true, each: true, kept: dropped, sum: true},
	{Of: PanelPart, Name: string(RankSum), Moves: true, Low: true, whole: rankSum},
	{Of: PanelPart, Name: string(PointsTable), Params: []string{"table"}, Moves: true, whole: pointsTable},
	{Of: PanelPart, Name: string(Majority), Moves: true, Low: true, whole: majorityPlaces},

	{Of: RunsPart, Name: "best", runs: bestRuns(1)},
	{Of: RunsPart, Name: "best_k", Params: []string{"k"}, runs: bestRuns(0)},
	{Of: RunsPart, Name: "sum", runs: sumRuns},
	{Of: RunsPart, Name: "mean", runs: meanRuns},
	{Of: RunsPart, Name: "average", Params: []string{"high", "low"}, runs: averageRuns},
	{Of: RunsPart, Name: "normalised", Params: []string{"k"}, Moves: true, whole: normalised},

	{Of: TotalPart, Name: string(Points), Bounds: true},
	{Of: TotalPart, Name: string(Percent), Bounds: true},
	{Of: TotalPart, Name: string(Ranks), Moves: true, Low: true},
	{Of: TotalPart, Name: string(Bracket), Moves: true, Low: true},

	{Of: TiePart, Name: string(TieStage), key: stageKey},
	{Of: TiePart, Name: string(TieCriterion), key: criterionKey},
	{Of: TiePart, Name: string(TieBestSheet), key: bestSheetKey},
	{Of: TiePart, Name: string(TieCountback), key: countbackKey},
	{Of: TiePart, Name: string(TiePenalties), key: penaltiesKey},
	{Of: TiePart, Name: string(TieAttempt), Params: []string{"n"}, key: attemptKey},
	{Of: TiePart, Name: string(TieAttemptTime), Params: []string{"n"}, Low: true, key: attemptTimeKey},
	{Of: TiePart, Name: string(TieFinished), key: finishedKey},
	{Of: TiePart, Name: string(TieExtraRun), key: extraRunKey},
	{Of: TiePart, Name: string(TieGroupPoints), key: stageKey},
	{Of: TiePart, Name: string(TieWins), key: winsKey},
	{Of: TiePart, Name: string(TieDifference), key: differenceKey},
	{Of: TiePart, Name: string(TieHeadToHead), group: headToHeadKeys},
	{Of: TiePart, Name: string(TieSonneborn), Moves: true, all: sonnebornKeys},
	{Of: TiePart, Name: string(TieBuchholz), Moves: true, all: buchholzKeys},
	{Of: TiePart, Name: string(TieSkating), Moves: true, Low: true, all: skatingKeys},
	{Of: TiePart, Name: string(TieField), key: fieldKey},
	{Of: TiePart, Name: string(TieVote), Low: true, group: voteKeys},
}

// Methods returns the methods of a part in the order of the list.
func Methods(of Part) []Method {
	return slices.DeleteFunc(slices.Clone(methods), func(m Method) bool { return m.Of != of })
}

// MethodOf returns a method by part and name; false for a name that is not
// there.
func MethodOf(of Part, name string) (Method, bool) {
	if m := methodNamed(of, name); m != nil {
		return *m, true
	}
	return Method{}, false
}

// Sums reports whether the values that count are added up; else their mean is
// the result.
func (m Method) Sums() bool { return m.sum }

// ByCriterion reports whether the panel's value is made criterion by criterion.
func (m Method) ByCriterion() bool { return m.each }

func methodNamed(of Part, name string) *Method { return named[methodName{of, name}] }

type methodName struct {
	of   Part
	name string
}

var named = func() map[methodName]*Method {
	m := make(map[methodName]*Method, len(methods))
	for i := range methods {
		m[methodName{methods[i].Of, methods[i].Name}] = &methods[i]
	}
	return m
}()

// fold makes one value of at least one.
func (m *Method) fold(p Params, values []Number) Number {
	if m.kept != nil {
		lo, hi := m.kept(p, len(values))
		values = slices.SortedFunc(slices.Values(values), Number.Cmp)[lo:hi]
	}
	if m.sum {
		return sum(values)
	}
	return mean(values)
}

// middle keeps the value in the middle, or the two.
func middle(_ Params, n int) (lo, hi int) { return (n - 1) / 2, n/2 + 1 }

// oneEach leaves out the highest and the lowest from three values on.
func oneEach(_ Params, n int) (lo, hi int) { return dropped(Params{High: 1, Low: 1, From: 3}, n) }

// dropped leaves out High of the highest and Low of the lowest values from From
// values on: all count while there are fewer. The sums need From.
func dropped(p Params, n int) (lo, hi int) {
	if n < p.From {
		return 0, n
	}
	return p.Low, n - p.High
}
