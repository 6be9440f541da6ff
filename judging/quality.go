package judging

// How far a contest's results can be trusted: who marks severely and who
// unevenly, which sheets and entries ask for a second look, how sure an order
// is. Nothing of this decides a place.

import (
	"math"
	"strconv"
	"time"
)

// From where a page begins to speak. These are rules of the house, not science
// (design note scoring, B); what is said is always "look", never "wrong".
const (
	FewSheets       = 5   // of a judge in a stage: of fewer nothing is said
	outlyingSheet   = 2.5 // externally studentised residual
	noticedSeverity = .03 // of the stage's scale, and more than two standard errors
	noticedUneven   = 1.5 // mean squared standardised residual; 1 is typical
	noticedHalo     = .3  // above the panel's mean correlation of criteria
	haloSheets      = 10  // correlations of fewer sheets are chance
	GoodReliability = .8
	PoorReliability = .6
	SureLead        = .8 // probability from which a leader counts as decided
)

// A Figure is a statistic: a float, on which no place stands. As text it is a
// decimal of at most four places, "" when there is no such number.
type Figure float64

// MarshalText writes the figure in shortest form.
func (f Figure) MarshalText() ([]byte, error) {
	if math.IsNaN(float64(f)) || math.IsInf(float64(f), 0) {
		return nil, nil
	}
	rounded := math.Round(float64(f)*1e4) / 1e4
	return strconv.AppendFloat(nil, rounded+0, 'f', -1, 64), nil // +0: never "-0"
}

// UnmarshalText reads what MarshalText wrote.
func (f *Figure) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*f = Figure(math.NaN())
		return nil
	}
	x, err := strconv.ParseFloat(string(text), 64)
	*f = Figure(x)
	return err
}

// QualityView is what statistics say of a contest after row N of its journal.
type QualityView struct {
	Contest  string          `json:"contest"`
	N        int64           `json:"n" doc:"the newest row of the journal that moves these figures; 0 while there are none"`
	At       time.Time       `json:"at,omitzero" doc:"of row n"`
	Newer    bool            `json:"newer" doc:"newer figures are being made"`
	Parts    []QualityPart   `json:"parts" doc:"by division and stage"`
	Adjusted []AdjustedTable `json:"adjusted" doc:"by division; none unless the contest declares a correction"`
}

// QualityOf says how much can be said of a part.
type QualityOf string

const (
	QualityFigures QualityOf = "figures"
	QualityNone    QualityOf = "none"    // no sheet counts yet
	QualityAlone   QualityOf = "alone"   // too few entries have two judges or more
	QualityIslands QualityOf = "islands" // groups that share no judge: see Islands
)

// QualityPart is one rubric stage of one division. Counted are complete sheets
// of active entries that are not excluded. Severity and what stands on it are
// there only when Says is "figures"; entries that judges disagree on always.
type QualityPart struct {
	Division    string             `json:"division" doc:"id"`
	Stage       string             `json:"stage" doc:"id"`
	Slug        string             `json:"-"`
	Scale       Figure             `json:"scale" doc:"points between the lowest and the highest sheet"`
	Sheets      int                `json:"sheets" doc:"that count"`
	Entries     int                `json:"entries" doc:"with such a sheet"`
	Single      int                `json:"single" doc:"of them with one sheet only"`
	Says        QualityOf          `json:"says" enum:"figures,none,alone,islands"`
	Islands     []QualityIsland    `json:"islands" doc:"where severity cannot be told from worth: groups without a judge in common"`
	Judges      []JudgeQuality     `json:"judges" doc:"the strictest first, those with too few sheets last"`
	Flagged     []FlaggedSheet     `json:"flagged" doc:"far from what entry and judge lead to expect; the farthest first"`
	Disagreed   []EntryQuality     `json:"disagreed" doc:"entries with two sheets or more, the widest apart first"`
	Reliability *ReliabilityFigure `json:"reliability,omitempty"`
	Lead        *LeadFigure        `json:"lead,omitempty"`
	Agreement   *AgreementFigure   `json:"agreement,omitempty" doc:"only where each judge marked each entry"`
}

// QualityIsland is a group of entries and judges that no sheet joins to another.
type QualityIsland struct {
	Entries []string `json:"entries"`
	Judges  []string `json:"judges"`
}

// JudgeQuality is one judge in one stage. With fewer than [FewSheets] sheets
// only Sheets is given, and Few says so.
type JudgeQuality struct {
	Judge       string   `json:"judge"`
	Sheets      int      `json:"sheets"`
	Few         bool     `json:"few" doc:"too few sheets to say anything"`
	Severity    Figure   `json:"severity" doc:"points that the judge gives below the mean of all judges for the same entries; below 0: above it"`
	SE          Figure   `json:"se" doc:"standard error of severity, points"`
	Consistency *Figure  `json:"consistency,omitempty" doc:"mean squared standardised residual: 1 is typical, more is uneven"`
	Halo        *Figure  `json:"halo,omitempty" doc:"how much more alike the judge's criteria move than the panel's"`
	Extremes    Figure   `json:"extremes" doc:"share of marks at the lowest or highest step, 0 to 1"`
	Spread      *Figure  `json:"spread,omitempty" doc:"standard deviation of the judge's marks over that of all judges"`
	Notices     []string `json:"notices" doc:"severity, uneven, halo: what the rules of the house ask to look at"`
}

// Low and High are the ends of severity's interval: two standard errors to each
// side, about 95 %.
func (j JudgeQuality) Low() Figure  { return j.Severity - 2*j.SE }
func (j JudgeQuality) High() Figure { return j.Severity + 2*j.SE }

// notices are what the rules of the house ask to look at, on a scale of so many points.
func (j JudgeQuality) notices(scale Figure) []string {
	said := []string{}
	if strict := math.Abs(float64(j.Severity)); strict > 2*float64(j.SE) && strict > noticedSeverity*float64(scale) {
		said = append(said, "severity")
	}
	// The mean of n squares of about 1 is itself uncertain: its variance is 2/n.
	if c := j.Consistency; c != nil && *c > noticedUneven && float64(*c) > 1+2*math.Sqrt(2/float64(j.Sheets)) {
		said = append(said, "uneven")
	}
	if j.Halo != nil && *j.Halo > noticedHalo && j.Sheets >= haloSheets {
		said = append(said, "halo")
	}
	return said
}

// FlaggedSheet asks for a second look. Score and Expected are points of the stage.
type FlaggedSheet struct {
	Entry       string `json:"entry"`
	Judge       string `json:"judge"`
	Attempt     int    `json:"attempt"`
	Score       Figure `json:"score"`
	Expected    Figure `json:"expected" doc:"from the entry's other sheets and the judge's other entries"`
	Studentised Figure `json:"studentised" doc:"externally studentised residual"`
	Returned    bool   `json:"returned" doc:"the judge has been asked to look again"`
}

// EntryQuality is how far an entry's sheets lie apart, in points of the stage.
type EntryQuality struct {
	Entry  string `json:"entry"`
	Sheets int    `json:"sheets"`
	SD     Figure `json:"sd"`
	Range  Figure `json:"range"`
}

// ReliabilityFigure says how alike the order would be had other judges come.
type ReliabilityFigure struct {
	Absolute Figure `json:"absolute" doc:"0 lottery to 1 certain, judges' severity counted as noise"`
	Relative Figure `json:"relative" doc:"the same with severity taken out"`
	Judges   int    `json:"judges" doc:"for an entry, now (harmonic mean)"`
	Needed   int    `json:"needed" doc:"judges for an entry that would reach 0.8; 0: no number within reason"`
}

// More is how many more judges would reach the goal.
func (r ReliabilityFigure) More() int { return max(0, r.Needed-r.Judges) }

// LeadFigure says how sure it is who is first, by the model of chance judges.
type LeadFigure struct {
	Leader   string        `json:"leader"`
	RunnerUp string        `json:"runnerUp"`
	Gap      Figure        `json:"gap"`
	GapSE    Figure        `json:"gapSE"`
	Ahead    Figure        `json:"ahead" doc:"probability that the leader is better than the runner-up"`
	Chances  []EntryChance `json:"chances" doc:"the five likeliest first"`
}

// EntryChance is how likely an entry is truly first, or among the first three.
type EntryChance struct {
	Entry string `json:"entry"`
	First Figure `json:"first"`
	Top   Figure `json:"top"`
}

// AgreementFigure holds the indices of a complete table, entries by judges.
type AgreementFigure struct {
	OneJudge      Figure  `json:"oneJudge" doc:"ICC(2,1)"`
	Panel         Figure  `json:"panel" doc:"ICC(2,k)"`
	Order         Figure  `json:"order" doc:"ICC(3,1): severity taken out"`
	KendallW      *Figure `json:"kendallW,omitempty" doc:"agreement of orders, ties counted"`
	Krippendorff  *Figure `json:"krippendorff,omitempty" doc:"alpha, interval"`
	CronbachAlpha *Figure `json:"cronbachAlpha,omitempty" doc:"of the criteria as one scale"`
}

// AdjustedTable is a division's totals as they are and corrected for severe
// judges or rooms, beside each other. Decides says which of them makes places;
// without Rows, Says tells why there is no correction.
type AdjustedTable struct {
	Division string        `json:"division"`
	For      string        `json:"for" enum:"judge,room"`
	Decides  string        `json:"decides" enum:"raw,adjusted"`
	Says     QualityOf     `json:"says" enum:"figures,none,alone,islands"`
	Stage    string        `json:"stage,omitempty" doc:"slug of the stage that cannot be corrected"`
	Rows     []AdjustedRow `json:"rows" doc:"in the order of the raw places"`
}

// AdjustedRow is one entry under the contest's rule, once without and once with
// the correction. Totals are decimals, rounded for display.
type AdjustedRow struct {
	Entry         string `json:"entry"`
	Raw           string `json:"raw"`
	RawPlace      int    `json:"rawPlace"`
	Adjusted      string `json:"adjusted"`
	AdjustedPlace int    `json:"adjustedPlace"`
}
