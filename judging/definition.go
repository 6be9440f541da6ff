package judging

// The shape of a contest definition: these types are the schema. Their tags are
// read by the loader (definition_shape.go) and by the API's description: a field
// without omitempty or omitzero is required, and
//
//	enum, minimum, minItems, default   as in JSON Schema
//	methods  like enum: the names of scoring.Methods of that part
//	format   slug, text (trimmed, not empty) or url
//	sign     what a Decimal may be
//	types    what an any may hold
//	on       "by: a b!": a field only for these values of the field by; ! is required
//
// presets/README.md says the same in words.

// A Definition is one contest complete, as a preset file writes it (schema 2)
// and as GET and PUT /contests/{contest} carry it: who enters, who judges, what
// is scored, how places are made, what is given. [LoadDefinition] and
// [ParseDefinition] accept it or say what is wrong and where.
type Definition struct {
	Schema    int               `json:"schema" enum:"2"`
	ID        string            `json:"id" format:"slug"`
	Title     Text              `json:"title"`
	About     About             `json:"about"`
	Entry     EntryForm         `json:"entry"`
	Minors    bool              `json:"minors"`
	Judges    JudgeRule         `json:"judges"`
	Divisions []DivisionDef     `json:"divisions"`
	Bands     map[string][]Band `json:"bands" format:"slug" minItems:"1"`
	Stages    []StageDef        `json:"stages" minItems:"1" maxItems:"24"`
	Rank      RankDef           `json:"rank"`
	Ties      []TieDef          `json:"ties" minItems:"1"`
	Awards    []AwardDef        `json:"awards" minItems:"1"`
	Privacy   string            `json:"privacy" enum:"full,top,own"`
	Tests     []TestDef         `json:"tests"`
}

// Text is one text in the three languages.
type Text struct {
	EN string `json:"en" format:"text"`
	RU string `json:"ru" format:"text"`
	TG string `json:"tg" format:"text"`
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

// About says where a contest comes from. Basis is a string or a Text;
// Translation is the state of each language.
type About struct {
	Basis       any      `json:"basis" types:"string text"`
	Sources     []Source `json:"sources" minItems:"1"`
	Translation Text     `json:"translation"`
	Notes       *Text    `json:"notes,omitempty"`
}

type Source struct {
	URL     string `json:"url" format:"url"`
	UsedFor string `json:"used_for"`
}

type EntryForm struct {
	Type    string   `json:"type" enum:"person,project,team"`
	Members [2]int   `json:"members" minimum:"1"`
	Fields  []string `json:"fields" format:"slug"`
	Public  []string `json:"public" format:"slug" minItems:"1"`
}

type JudgeRule struct {
	Min         int    `json:"min" minimum:"1"`
	Recommended int    `json:"recommended" minimum:"1"`
	Max         *int   `json:"max,omitempty" minimum:"1"`
	Scheme      string `json:"scheme" enum:"all,panels,assigned,referee"`
	Order       string `json:"order" enum:"together,separately"`
	Sheets      string `json:"sheets,omitempty" enum:"own,joint"` // absent: own
	Discussion  string `json:"discussion,omitempty" enum:"never,after_sheets"`
	Leaves      string `json:"leaves,omitempty" enum:"keep,exclude,replace"` // absent: keep
	TeamSigns   bool   `json:"team_signs,omitempty"`
	SlotMinutes *int   `json:"slot_minutes,omitempty" minimum:"1"`
	Text        *Text  `json:"text,omitempty"`
}

type DivisionDef struct {
	ID    string  `json:"id" format:"slug"`
	Title Text    `json:"title"`
	Age   *[2]int `json:"age,omitempty" minimum:"0"`
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
	ID               string    `json:"id" format:"slug"`
	Title            Text      `json:"title"`
	Place            string    `json:"place" enum:"remote,live,booth,room,field"`
	Kind             string    `json:"kind" enum:"rubric,tasks,time,matches,checklist,places"`
	Weight           Decimal   `json:"weight" sign:">= 0"`
	Combine          string    `json:"combine" enum:"points,percent,rank,none"`
	Text             *Text     `json:"text,omitempty"`
	Minutes          *int      `json:"minutes,omitempty" minimum:"1"`
	QuestionsMinutes *int      `json:"questions_minutes,omitempty" minimum:"1"`
	SlotMinutes      *int      `json:"slot_minutes,omitempty" minimum:"1"`
	Optional         bool      `json:"optional,omitempty"`
	OwnDesign        bool      `json:"own_design,omitempty"`
	Rules            []RuleDef `json:"rules,omitempty" minItems:"1"`
	Ties             []TieDef  `json:"ties,omitempty" minItems:"1"`

	Max         *Decimal       `json:"max,omitempty" on:"kind: rubric! tasks"`
	Panel       string         `json:"panel,omitempty" methods:"panel" on:"kind: rubric!"`
	Params      *ParamsDef     `json:"params,omitempty" on:"kind: rubric"` // those that the panel's method takes
	Rounding    []RoundingDef  `json:"rounding,omitempty" minItems:"1" on:"kind: rubric"`
	Sheet       string         `json:"sheet,omitempty" enum:"points,percent" on:"kind: rubric!"`
	Criteria    []CriterionDef `json:"criteria,omitempty" minItems:"1" on:"kind: rubric!"`
	SkipAllowed bool           `json:"skip_allowed,omitempty" on:"kind: rubric"`
	Penalties   []PenaltyDef   `json:"penalties,omitempty" minItems:"1" on:"kind: rubric"`
	Attempts    *Attempts      `json:"attempts,omitempty" on:"kind: rubric tasks! time!"`

	Tasks     []TaskDef     `json:"tasks,omitzero" on:"kind: tasks!"` // empty: to be defined before opening
	Exclusive []Exclusive   `json:"exclusive,omitempty" minItems:"1" on:"kind: tasks"`
	Outcomes  []OutcomeDef  `json:"outcomes,omitempty" minItems:"1" on:"kind: tasks time!"`
	Modifiers []ModifierDef `json:"modifiers,omitempty" minItems:"1" on:"kind: tasks"`
	Time      *TimeDef      `json:"time,omitempty" on:"kind: tasks time!"`

	Matches *MatchesDef `json:"matches,omitempty" on:"kind: matches!"`
	Items   []ItemDef   `json:"items,omitempty" minItems:"1" on:"kind: checklist!"`
}

// ParamsDef are the values of a method's parameters (scoring.Method.Params).
type ParamsDef struct {
	High  *int      `json:"high,omitempty" minimum:"0"`
	Low   *int      `json:"low,omitempty" minimum:"0"`
	From  *int      `json:"from,omitempty" minimum:"1"`
	Table []Decimal `json:"table,omitempty" minItems:"1" sign:">= 0"`
}

// A RoundingDef is a step of the rule: what follows uses the rounded value.
type RoundingDef struct {
	At       string `json:"at" enum:"sheet,criterion,weighted,result"`
	Decimals int    `json:"decimals" minimum:"0" maximum:"9"`
	Mode     string `json:"mode" enum:"half_up,half_even,down"`
}

type RuleDef struct {
	ID      string `json:"id" format:"slug"`
	Title   Text   `json:"title"`
	Outcome string `json:"outcome,omitempty"`
}

type CriterionDef struct {
	ID     string    `json:"id" format:"slug"`
	Title  Text      `json:"title"`
	Hint   *Text     `json:"hint,omitempty"`
	Min    Decimal   `json:"min"`
	Max    Decimal   `json:"max"`
	Step   Decimal   `json:"step" sign:"> 0"`
	Weight Decimal   `json:"weight,omitempty" sign:"> 0" default:"1"`
	Bands  string    `json:"bands,omitempty"`
	NoteAt []Decimal `json:"note_at,omitempty" minItems:"1"`
	Early  bool      `json:"early,omitempty"`
}

type PenaltyDef struct {
	ID       string  `json:"id" format:"slug"`
	Title    Text    `json:"title"`
	Per      Decimal `json:"per" sign:"< 0"`
	MaxCount *int    `json:"max_count" minimum:"1"` // nil: no limit
	When     string  `json:"when" enum:"team,always"`
}

type Attempts struct {
	N             int    `json:"n" minimum:"1" maximum:"50"` // each is a sheet of every entry, see mostSheets
	Seconds       *int   `json:"seconds,omitempty" minimum:"1"`
	Count         string `json:"count" enum:"best,sum,mean,best_k,average,normalised"`
	K             *int   `json:"k,omitempty" minimum:"1" on:"count: best_k! normalised!"`
	High          *int   `json:"high,omitempty" minimum:"0" on:"count: average!"` // so many of the best do not count
	Low           *int   `json:"low,omitempty" minimum:"0" on:"count: average!"`  // and of the worst
	WindowMinutes *int   `json:"window_minutes,omitempty" minimum:"1"`
	PerApproach   *int   `json:"per_approach,omitempty" minimum:"1"`
}

type TaskDef struct {
	ID      string      `json:"id" format:"slug"`
	Title   Text        `json:"title"`
	Counter *CounterDef `json:"counter,omitempty"`
	Choice  []Choice    `json:"choice,omitempty" minItems:"2"`
	Needs   []string    `json:"needs,omitempty" minItems:"1"`
}

type CounterDef struct {
	Each Decimal `json:"each" sign:"> 0"`
	Max  int     `json:"max" minimum:"1"`
}

type Choice struct {
	Value Decimal `json:"value"`
	Label Text    `json:"label"`
}

type Exclusive struct {
	Tasks []string `json:"tasks" minItems:"2"`
	Max   int      `json:"max" minimum:"1"`
}

type OutcomeDef struct {
	ID     string `json:"id" enum:"ok,dnf,dsq,dns"`
	Title  Text   `json:"title"`
	Points string `json:"points" enum:"keep,zero,none"`
	Time   string `json:"time" enum:"keep,limit,none"`
}

type ModifierDef struct {
	ID    string `json:"id" format:"slug"`
	Title Text   `json:"title"`
	Op    string `json:"op" enum:"halve"`
}

type TimeDef struct {
	Unit     string `json:"unit" enum:"s"`
	Decimals int    `json:"decimals" minimum:"0" maximum:"9"`
	Timers   int    `json:"timers" enum:"1,2"`
}

type MatchesDef struct {
	Format    string    `json:"format" enum:"round_robin,swiss,single,double"`
	Group     *int      `json:"group,omitempty" minimum:"1" on:"format: round_robin"`
	To        int       `json:"to" minimum:"1"`
	Seconds   int       `json:"seconds" minimum:"1"`
	Points    []Decimal `json:"points,omitempty" on:"format: round_robin! swiss!"`
	Advance   *int      `json:"advance,omitempty" minimum:"1" on:"format: round_robin swiss"`
	Third     bool      `json:"third"`
	Undecided string    `json:"undecided" enum:"referee,replay"`
	Replays   *int      `json:"replays,omitempty" minimum:"1"`
}

type ItemDef struct {
	ID    string    `json:"id" format:"slug"`
	Title Text      `json:"title"`
	Max   []Decimal `json:"max,omitempty" minItems:"1" sign:"> 0"`
	Unit  string    `json:"unit,omitempty" enum:"g,cm"`
}
