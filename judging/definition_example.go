package judging

// The examples of a definition, with their answers.

// A TestDef is an example with its exact answer; a definition whose example
// gives another answer is refused. Its one input lies beside stage, or in
// Runs for the result over attempts.
type TestDef struct {
	Name    string  `json:"name"`
	Stage   string  `json:"stage"`
	Expect  Decimal `json:"expect"`
	Members *int    `json:"members,omitempty" minimum:"1"`
	TestRun
	Runs []TestRun `json:"attempts,omitempty" minItems:"1"`
}

type Marks map[string]Decimal

// A TestRun is one input: the sheet or sheets, or one attempt.
type TestRun struct {
	Marks     Marks          `json:"marks,omitempty"`
	Sheets    []Marks        `json:"sheets,omitempty" minItems:"1"`
	Penalties map[string]int `json:"penalties,omitempty" minimum:"0"`
	Tasks     map[string]any `json:"tasks,omitempty" types:"int decimal" minimum:"0"` // an int count, or a Decimal choice
	Times     []Decimal      `json:"times,omitempty" minItems:"1" sign:">= 0"`
	Modifiers []string       `json:"modifiers,omitempty" minItems:"1"`
	Outcome   string         `json:"outcome,omitempty"`
}
