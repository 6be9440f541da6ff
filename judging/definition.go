package judging

// A Definition is one contest complete, as a preset file writes it (schema 2)
// and as GET and PUT /contests/{contest} carry it: who enters, who judges, what
// is scored, how places are made, what is given. Check accepts it or says what
// is wrong and where.
type Definition struct {
	Schema    int               `json:"schema"`
	ID        string            `json:"id"`
	Title     Text              `json:"title"`
	About     About             `json:"about"`
	Entry     EntryForm         `json:"entry"`
	Minors    bool              `json:"minors"`
	Judges    JudgeRule         `json:"judges"`
	Divisions []DivisionDef     `json:"divisions"`
	Bands     map[string][]Band `json:"bands"`
	Stages    []StageDef        `json:"stages"`
	Rank      RankDef           `json:"rank"`
	Ties      []TieDef          `json:"ties"`
	Awards    []AwardDef        `json:"awards"`
	Privacy   string            `json:"privacy"` // full, top, own
	Tests     []TestDef         `json:"tests"`
}

// Text is one text in the three languages.
type Text struct {
	EN string `json:"en"`
	RU string `json:"ru"`
	TG string `json:"tg"`
}

// In returns the text in lang ("tg", "ru" or "en"; anything else is English).
func (t Text) In(lang string) string {
	switch lang {
	case "tg":
		return t.TG
	case "ru":
		return t.RU
	}
	return t.EN
}

// Decimal is a decimal in the canonical form of the sheet protocol: "0", "8",
// "-3", "7.5"; never "8.0". [Canonical] brings a preset's decimals to it.
type Decimal string

type About struct {
	Basis       any               `json:"basis"` // a string, or a Text
	Sources     []Source          `json:"sources"`
	Translation map[string]string `json:"translation"`
	Notes       *Text             `json:"notes,omitempty"`
}

type Source struct {
	URL     string `json:"url"`
	UsedFor string `json:"used_for"`
}

type EntryForm struct {
	Type    string   `json:"type"` // person, project, team
	Members [2]int   `json:"members"`
	Fields  []string `json:"fields"`
	Public  []string `json:"public"`
}

type JudgeRule struct {
	Min         int    `json:"min"`
	Recommended int    `json:"recommended"`
	Max         *int   `json:"max,omitempty"`
	Scheme      string `json:"scheme"`
	Order       string `json:"order"`
	Sheets      string `json:"sheets,omitempty"`
	Discussion  string `json:"discussion,omitempty"`
	TeamSigns   bool   `json:"team_signs,omitempty"`
	SlotMinutes *int   `json:"slot_minutes,omitempty"`
	Text        *Text  `json:"text,omitempty"`
}

type DivisionDef struct {
	ID    string  `json:"id"`
	Title Text    `json:"title"`
	Age   *[2]int `json:"age,omitempty"`
}

type Band struct {
	From  Decimal `json:"from"`
	To    Decimal `json:"to"`
	Label Text    `json:"label"`
	Text  Text    `json:"text"`
}

// A StageDef holds the fields of every kind of stage; the loader refuses a
// field that its kind does not have.
type StageDef struct {
	ID               string    `json:"id"`
	Title            Text      `json:"title"`
	Place            string    `json:"place"`
	Kind             string    `json:"kind"`
	Weight           Decimal   `json:"weight"`
	Combine          string    `json:"combine"`
	Text             *Text     `json:"text,omitempty"`
	Minutes          *int      `json:"minutes,omitempty"`
	QuestionsMinutes *int      `json:"questions_minutes,omitempty"`
	SlotMinutes      *int      `json:"slot_minutes,omitempty"`
	Optional         bool      `json:"optional,omitempty"`
	OwnDesign        bool      `json:"own_design,omitempty"`
	Rules            []RuleDef `json:"rules,omitempty"`
	Ties             []TieDef  `json:"ties,omitempty"`

	Max         *Decimal       `json:"max,omitempty"`
	Panel       string         `json:"panel,omitempty"`
	Sheet       string         `json:"sheet,omitempty"`
	Criteria    []CriterionDef `json:"criteria,omitempty"`
	SkipAllowed bool           `json:"skip_allowed,omitempty"`
	Penalties   []PenaltyDef   `json:"penalties,omitempty"`
	Attempts    *Attempts      `json:"attempts,omitempty"`

	Tasks     []TaskDef     `json:"tasks,omitempty"`
	Exclusive []Exclusive   `json:"exclusive,omitempty"`
	Outcomes  []OutcomeDef  `json:"outcomes,omitempty"`
	Modifiers []ModifierDef `json:"modifiers,omitempty"`
	Time      *TimeDef      `json:"time,omitempty"`

	Matches *MatchesDef `json:"matches,omitempty"`
	Items   []ItemDef   `json:"items,omitempty"`
}

type RuleDef struct {
	ID      string `json:"id"`
	Title   Text   `json:"title"`
	Outcome string `json:"outcome,omitempty"`
}

type CriterionDef struct {
	ID     string    `json:"id"`
	Title  Text      `json:"title"`
	Hint   *Text     `json:"hint,omitempty"`
	Min    Decimal   `json:"min"`
	Max    Decimal   `json:"max"`
	Step   Decimal   `json:"step"`
	Weight Decimal   `json:"weight,omitempty"` // "1" once loaded
	Bands  string    `json:"bands,omitempty"`
	NoteAt []Decimal `json:"note_at,omitempty"`
	Early  bool      `json:"early,omitempty"`
}

type PenaltyDef struct {
	ID       string  `json:"id"`
	Title    Text    `json:"title"`
	Per      Decimal `json:"per"`
	MaxCount *int    `json:"max_count"` // nil: no limit
	When     string  `json:"when"`      // team, always
}

type Attempts struct {
	N             int    `json:"n"`
	Seconds       *int   `json:"seconds,omitempty"`
	Count         string `json:"count"`
	K             *int   `json:"k,omitempty"`
	WindowMinutes *int   `json:"window_minutes,omitempty"`
	PerApproach   *int   `json:"per_approach,omitempty"`
}

type TaskDef struct {
	ID      string      `json:"id"`
	Title   Text        `json:"title"`
	Counter *CounterDef `json:"counter,omitempty"`
	Choice  []Choice    `json:"choice,omitempty"`
	Needs   []string    `json:"needs,omitempty"`
}

type CounterDef struct {
	Each Decimal `json:"each"`
	Max  int     `json:"max"`
}

type Choice struct {
	Value Decimal `json:"value"`
	Label Text    `json:"label"`
}

type Exclusive struct {
	Tasks []string `json:"tasks"`
	Max   int      `json:"max"`
}

type OutcomeDef struct {
	ID     string `json:"id"`
	Title  Text   `json:"title"`
	Points string `json:"points"`
	Time   string `json:"time"`
}

type ModifierDef struct {
	ID    string `json:"id"`
	Title Text   `json:"title"`
	Op    string `json:"op"`
}

type TimeDef struct {
	Unit     string `json:"unit"`
	Decimals int    `json:"decimals"`
	Timers   int    `json:"timers"`
}

type MatchesDef struct {
	Format    string    `json:"format"`
	Group     *int      `json:"group,omitempty"`
	To        int       `json:"to"`
	Seconds   int       `json:"seconds"`
	Points    []Decimal `json:"points,omitempty"`
	Advance   *int      `json:"advance,omitempty"`
	Third     bool      `json:"third"`
	Undecided string    `json:"undecided"`
	Replays   *int      `json:"replays,omitempty"`
}

type ItemDef struct {
	ID    string    `json:"id"`
	Title Text      `json:"title"`
	Max   []Decimal `json:"max,omitempty"`
	Unit  string    `json:"unit,omitempty"`
}

type RankDef struct {
	Order      string     `json:"order"`
	By         string     `json:"by"`
	Style      string     `json:"style"`
	Decimals   int        `json:"decimals"`
	MinSheets  int        `json:"min_sheets"`
	Unfinished string     `json:"unfinished"`
	Adjust     *AdjustDef `json:"adjust,omitempty"`
}

type AdjustDef struct {
	For string `json:"for"`
	Use string `json:"use"`
}

type TieDef struct {
	By        string `json:"by"`
	Stage     string `json:"stage,omitempty"`
	Criterion string `json:"criterion,omitempty"`
	N         *int   `json:"n,omitempty"`
	Field     string `json:"field,omitempty"`
	Order     string `json:"order"`
	Title     Text   `json:"title"`
}

type AwardDef struct {
	ID     string `json:"id"`
	Title  Text   `json:"title"`
	Give   string `json:"give"`
	Places []int  `json:"places,omitempty"`
	Stage  string `json:"stage,omitempty"`
	Quota  *int   `json:"quota"`
	To     string `json:"to"`
	Alone  bool   `json:"alone,omitempty"`
	Scored *bool  `json:"scored,omitempty"`
}

type TestDef struct {
	Name    string    `json:"name"`
	Stage   string    `json:"stage"`
	Expect  Decimal   `json:"expect"`
	Members *int      `json:"members,omitempty"`
	TestRun           // one input, beside stage in the file; or Sheets, or Runs
	Sheets  []Marks   `json:"sheets,omitempty"`
	Runs    []TestRun `json:"attempts,omitempty"`
}

type Marks map[string]Decimal

type TestRun struct {
	Marks     Marks          `json:"marks,omitempty"`
	Penalties map[string]int `json:"penalties,omitempty"`
	Tasks     map[string]any `json:"tasks,omitempty"` // an int count, or a Decimal choice
	Times     []Decimal      `json:"times,omitempty"`
	Modifiers []string       `json:"modifiers,omitempty"`
	Outcome   string         `json:"outcome,omitempty"`
}
