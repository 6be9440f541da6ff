package scoring

import (
	"reflect"
	"testing"
)

// mission is a sheet with one of everything.
var mission = TaskSheet{
	Tasks: []Task{
		{ID: "gates", Each: Int(10), Max: 3},
		{ID: "bonus", Each: Int(5), Max: 2, Needs: []string{"gates", "park"}},
		{ID: "park", Choices: []Number{Int(0), Int(15)}, Needs: []string{"touch"}},
		{ID: "touch", Each: Int(1), Max: 1},
	},
	Exclusive: []Exclusive{{[]string{"gates", "bonus"}, 4}},
	Outcomes:  []Outcome{{"ok", Keep, Keep}, {"dnf", Keep, AtLimit}, {"dsq", Zero, Nothing}, {"dns", Nothing, Nothing}},
	Modifiers: []Modifier{{"help", Halve}},
	Limit:     Int(120), Timers: 2, Decimals: 2,
}

func TestTaskSheetRun(t *testing.T) {
	values := func(gates, bonus, park, touch int64) map[string]Number {
		return map[string]Number{"gates": Int(gates), "bonus": Int(bonus), "park": Int(park), "touch": Int(touch)}
	}
	times := []Number{num("38.9"), num("39")}
	for _, c := range []struct {
		what   string
		given  Given
		points string
		time   string // "": none
		none   bool
	}{
		{"all that is there", Given{Values: values(2, 2, 15, 1), Times: times}, "46", "38.95", false},
		{"a need through a need that fails", Given{Values: values(0, 2, 15, 0), Times: times}, "0", "38.95", false},
		{"a need by the second of two", Given{Values: values(0, 2, 15, 1), Times: times}, "26", "38.95", false},
		{"halved before the outcome", Given{Values: values(3, 0, 0, 1), Times: times, Modifiers: []string{"help"}}, "15.5", "38.95", false},
		{"not finished: points stay, time is the limit", Given{Values: values(3, 0, 0, 1), Times: times, Outcome: "dnf"}, "31", "120", false},
		{"disqualified: a zero", Given{Values: values(3, 0, 0, 1), Times: times, Outcome: "dsq"}, "0", "", false},
		{"not started: no result", Given{Outcome: "dns"}, "0", "", true},
		{"an outcome that is not there gives nothing", Given{Values: values(3, 0, 0, 1), Outcome: "won"}, "0", "", true},
	} {
		run, _ := mission.Run(c.given)
		if run.Points.String() != c.points || run.Timed != (c.time != "") || run.Timed && run.Time.String() != c.time || run.None != c.none {
			t.Errorf("%s: %v points, timed %v %v, none %v", c.what, run.Points, run.Timed, run.Time, run.None)
		}
	}

	against := TaskSheet{Timers: 1, Limit: Int(60), Outcomes: []Outcome{{"ok", Nothing, Keep}, {"dnf", Nothing, AtLimit}, {"dsq", Nothing, Nothing}}}
	for outcome, want := range map[string]Run{
		"ok": {Time: Int(40), Timed: true}, "dnf": {Time: Int(60), Timed: true}, "dsq": {None: true},
	} {
		if run, _ := against.Run(Given{Times: []Number{Int(40)}, Outcome: outcome}); !reflect.DeepEqual(run, want) {
			t.Errorf("against time, %s: %+v", outcome, run)
		}
	}
}

// The lines say where the points of a run come from.
func TestTaskSheetLines(t *testing.T) {
	_, lines := mission.Run(Given{
		Values:  map[string]Number{"gates": Int(3), "bonus": Int(1), "park": Int(15)},
		Outcome: "dnf", Modifiers: []string{"help"},
	})
	want := []Line{
		{Kind: "count", ID: "gates", Count: Int(3), Each: Int(10), Points: Int(30)},
		{Kind: "count", ID: "bonus", Count: Int(1), Each: Int(5), Points: Int(5)},
		{Kind: "needed", ID: "park"},
		{Kind: "count", ID: "touch", Each: Int(1)},
		{Kind: "halve", ID: "help", Points: num("17.5")},
		{Kind: "outcome", ID: "dnf", Points: num("17.5")},
		{Kind: "time", Points: Int(120)},
	}
	if !reflect.DeepEqual(lines, want) {
		t.Errorf("got  %+v\nwant %+v", lines, want)
	}
}

func TestTaskSheetFaults(t *testing.T) {
	given := Given{
		Values:  map[string]Number{"gates": Int(4), "bonus": num("1.5"), "park": Int(14), "fly": Int(1)},
		Times:   []Number{num("1.234"), Int(121)},
		Outcome: "won", Modifiers: []string{"help", "help"},
	}
	want := []TaskFault{
		{In: "tasks", ID: "gates", Code: "count-unknown"},
		{In: "tasks", ID: "bonus", Code: "count-unknown"},
		{In: "tasks", ID: "park", Code: "choice-unknown"},
		{In: "tasks", ID: "touch", Code: "missing"},
		{In: "tasks", ID: "fly", Code: "task-unknown"},
		{In: "tasks", Code: "together", Args: []any{"tasks", []string{"gates", "bonus"}, "most", 4}},
		{In: "times", At: 1, Code: "decimals", Args: []any{"most", 2}},
		{In: "times", At: 2, Code: "over-seconds"},
		{In: "outcome", Code: "outcome-unknown"},
		{In: "modifiers", At: 2, Code: "modifier-unknown"},
	}
	if got := mission.Faults(given); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	all := map[string]Number{"gates": Int(3), "bonus": Int(1), "park": Int(0), "touch": Int(1)}
	for code, given := range map[string]Given{
		"":           {Values: all, Times: []Number{Int(120), Int(119)}},
		"timers":     {Values: all, Times: []Number{Int(100)}},
		"time-given": {Values: all},
	} {
		got := mission.Faults(given)
		if code == "" && len(got) > 0 || code != "" && (len(got) != 1 || got[0].Code != code) {
			t.Errorf("want %q, got %+v", code, got)
		}
	}
	if got := mission.Faults(Given{Values: all, Outcome: "dns"}); len(got) > 0 {
		t.Errorf("no time is asked of a robot that did not start: %+v", got)
	}
}
