package scoring

// This file makes a run of what a referee records of one attempt.

import (
	"maps"
	"slices"
)

// A TaskSheet is the formula of one attempt at tasks, or of one against time,
// which has no tasks.
type TaskSheet struct {
	Tasks     []Task // Needs lead in no circle
	Exclusive []Exclusive
	Outcomes  []Outcome // none: ok alone
	Modifiers []Modifier
	Limit     Number // seconds that an attempt may take; 0: no limit
	Timers    int    // 0: no time is taken; of two the mean counts
	Decimals  int    // that a timer shows
}

// A Task gives Each for each count up to Max or, where it has Choices, the one
// that is chosen; nothing while none of its Needs (empty: it has none) gives
// anything above 0.
type Task struct {
	ID      string
	Each    Number
	Max     int
	Choices []Number
	Needs   []string
}

// An Exclusive limits the counts of some counters together.
type Exclusive struct {
	Tasks []string
	Max   int
}

// An Outcome is how an attempt ended and what is left of it then.
type Outcome struct {
	ID     string
	Points Kept
	Time   Kept
}

// Kept is what an outcome leaves of points or time.
type Kept string

const (
	Keep    Kept = "keep"
	Zero    Kept = "zero"  // of points
	AtLimit Kept = "limit" // of time: as many seconds as an attempt may take
	Nothing Kept = "none"
)

// A Modifier changes the points of the tasks before the outcome does.
type Modifier struct {
	ID string
	Op ModifierOp
}

type ModifierOp string

const Halve ModifierOp = "halve"

// Given is what is recorded of an attempt.
type Given struct {
	Values    map[string]Number // by task: the count, or the choice; none: not touched
	Times     []Number          // seconds, of each timer; none: not taken
	Outcome   string            // "": ok
	Modifiers []string          // each at most once
}

// A Line is one line of the reason of a run, in the order of the work. What
// stands in it hangs on its kind:
//
//	count    a task with its Count, Each and Points
//	choice   a task with its Points
//	needed   a task that gives nothing, as nothing of what it needs does
//	halve    a modifier, with all Points after it
//	outcome  with all Points after it; None where there are none
//	time     the seconds that count, as Points
type Line struct {
	Kind   string
	ID     string // of the task, the modifier or the outcome
	Count  Number
	Each   Number
	Points Number
	None   bool
}

// Run returns what the attempt gives, and why. Whether the sheet allows what is
// given is asked of [TaskSheet.Faults]; here what is not allowed gives nothing.
func (t TaskSheet) Run(given Given) (Run, []Line) {
	lines := t.lines(given)
	run := Run{}
	for _, l := range lines {
		run.Points = run.Points.Add(l.Points)
	}
	for _, m := range t.Modifiers {
		if slices.Contains(given.Modifiers, m.ID) {
			run.Points = run.Points.Quo(Int(2)) // halve is the one there is
			lines = append(lines, Line{Kind: string(m.Op), ID: m.ID, Points: run.Points})
		}
	}
	outcome, known := t.outcome(given.Outcome)
	if outcome.Points != Keep {
		run.Points = Number{}
	}
	run.Time, run.Timed = t.time(given.Times, outcome)
	run.None = !known || outcome.Points == Nothing
	if len(t.Tasks) == 0 {
		run.None = !run.Timed
	}
	lines = append(lines, Line{Kind: "outcome", ID: outcome.ID, Points: run.Points, None: run.None})
	if run.Timed {
		lines = append(lines, Line{Kind: "time", Points: run.Time})
	}
	return run, lines
}

// lines are those of the tasks.
func (t TaskSheet) lines(given Given) (lines []Line) {
	asked := map[string]bool{}
	for _, task := range t.Tasks {
		line := task.line(given)
		if !line.Points.IsZero() && !t.open(task, given, asked) {
			line = Line{Kind: "needed", ID: task.ID}
		}
		lines = append(lines, line)
	}
	return lines
}

// line is what the task gives by itself.
func (t Task) line(given Given) Line {
	value := given.Values[t.ID]
	if len(t.Choices) > 0 {
		return Line{Kind: "choice", ID: t.ID, Points: value}
	}
	return Line{Kind: "count", ID: t.ID, Count: value, Each: t.Each, Points: t.Each.Mul(value)}
}

// open reports whether one of what the task needs gives anything above 0. Each
// task is asked once; asked keeps the answer.
func (t TaskSheet) open(task Task, given Given, asked map[string]bool) bool {
	result, known := asked[task.ID]
	if !known {
		result = len(task.Needs) == 0 || slices.ContainsFunc(t.Tasks, func(o Task) bool {
			return slices.Contains(task.Needs, o.ID) && o.line(given).Points.Sign() > 0 && t.open(o, given, asked)
		})
		asked[task.ID] = result
	}
	return result
}

// time is the time that counts, if there is one.
func (t TaskSheet) time(times []Number, o Outcome) (Number, bool) {
	switch {
	case t.Timers == 0:
	case o.Time == Keep && len(times) > 0:
		return mean(times), true
	case o.Time == AtLimit:
		return t.Limit, true
	}
	return Number{}, false
}

// outcome returns an outcome by id; an unknown one keeps nothing.
func (t TaskSheet) outcome(id string) (Outcome, bool) {
	if id == "" {
		id = "ok"
	}
	for _, o := range t.Outcomes {
		if o.ID == id {
			return o, true
		}
	}
	if id == "ok" && len(t.Outcomes) == 0 {
		return Outcome{id, Keep, Keep}, true
	}
	return Outcome{id, Nothing, Nothing}, false
}

// A TaskFault is something recorded that the sheet does not allow, or something
// missing: a place in it and a code with its arguments, in parentheses.
//
//	tasks     missing · count-unknown · choice-unknown · task-unknown, of the task ID
//	tasks     together (tasks, most)
//	times     timers: not one time for each timer · time-given: no time, and the outcome keeps it
//	times     decimals (most) · over-seconds: below 0 or beyond the limit, of the time At
//	outcome   outcome-unknown
//	modifiers modifier-unknown, of the modifier At
type TaskFault struct {
	In   string
	ID   string // of a task
	At   int    // of a time or a modifier, from 1; 0: no one of them
	Code string
	Args []any
}

// Faults lists what is not allowed or missing, tasks first, in a fixed order.
func (t TaskSheet) Faults(given Given) (faults []TaskFault) {
	faults = append(t.taskFaults(given.Values), t.timeFaults(given)...)
	if _, known := t.outcome(given.Outcome); !known {
		faults = append(faults, TaskFault{In: "outcome", Code: "outcome-unknown"})
	}
	for i, id := range given.Modifiers {
		known := slices.ContainsFunc(t.Modifiers, func(m Modifier) bool { return m.ID == id })
		if !known || slices.Contains(given.Modifiers[:i], id) {
			faults = append(faults, TaskFault{In: "modifiers", At: i + 1, Code: "modifier-unknown"})
		}
	}
	return faults
}

func (t TaskSheet) taskFaults(values map[string]Number) (faults []TaskFault) {
	say := func(id, code string, args ...any) {
		faults = append(faults, TaskFault{In: "tasks", ID: id, Code: code, Args: args})
	}
	known := map[string]bool{}
	for _, task := range t.Tasks {
		value, told := values[task.ID]
		known[task.ID] = true
		switch {
		case !told:
			say(task.ID, "missing")
		case len(task.Choices) > 0:
			if !slices.ContainsFunc(task.Choices, func(c Number) bool { return c.Cmp(value) == 0 }) {
				say(task.ID, "choice-unknown")
			}
		case value.Sign() < 0 || value.Cmp(Int(int64(task.Max))) > 0 || !value.whole():
			say(task.ID, "count-unknown")
		}
	}
	for _, id := range slices.Sorted(maps.Keys(values)) {
		if !known[id] {
			say(id, "task-unknown")
		}
	}
	for _, g := range t.Exclusive {
		together := Number{}
		for _, id := range g.Tasks {
			together = together.Add(values[id])
		}
		if together.Cmp(Int(int64(g.Max))) > 0 {
			say("", "together", "tasks", g.Tasks, "most", g.Max)
		}
	}
	return faults
}

func (t TaskSheet) timeFaults(given Given) (faults []TaskFault) {
	outcome, _ := t.outcome(given.Outcome)
	switch {
	case len(given.Times) == 0:
		if t.Timers > 0 && outcome.Time == Keep {
			return []TaskFault{{In: "times", Code: "time-given"}}
		}
		return nil
	case len(given.Times) != t.Timers:
		return []TaskFault{{In: "times", Code: "timers"}}
	}
	for i, time := range given.Times {
		if time.RoundTo(t.Decimals, Down).Cmp(time) != 0 {
			faults = append(faults, TaskFault{In: "times", At: i + 1, Code: "decimals", Args: []any{"most", t.Decimals}})
		}
		if time.Sign() < 0 || !t.Limit.IsZero() && time.Cmp(t.Limit) > 0 {
			faults = append(faults, TaskFault{In: "times", At: i + 1, Code: "over-seconds"})
		}
	}
	return faults
}
