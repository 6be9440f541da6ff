package judging_test

// What a board tells of runs, and to whom.

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dovar/judging"
)

// starts sends the draft that a stopwatch cuts when it starts.
func (f field) starts(entry int, stage string, attempt int, clock string) {
	f.venue.t.Helper()
	record := map[string]any{"tasks": map[string]any{}, "times": []any{nil, nil}, "outcome": "", "modifiers": []string{}}
	if clock != "" {
		record["clock"] = clock
	}
	f.draft(f.of(entry, stage, attempt).Sheet, record)
}

// draft sends what of a run is told so far.
func (f field) draft(sheet string, record map[string]any) {
	f.venue.t.Helper()
	f.stored(f.cut(sheet, "draft", nil, map[string]any{"body": body(record), "rubric": f.contest.Stages[0].Rubric}), judging.OpDrafted)
}

func (f field) frame() *judging.Frame {
	f.venue.t.Helper()
	frame, err := f.follower.Frame(ctx, f.contest.Contest.ID, "")
	f.must(err)
	return frame
}

// The story's robot: 41,20, disqualified, 38,95, 39,10, not finished.
func TestABoardTellsRuns(t *testing.T) {
	f := newField(t, "line-follower", 3)
	f.board(judging.BoardLive, judging.ShowComplete)
	for attempt, record := range []map[string]any{timed("41.18", "41.22"), ended("dsq"), timed("38.94", "38.96"), timed("39.1", "39.1"), ended("dnf")} {
		f.run(0, "runs", attempt+1, record, judging.OpApplied)
	}
	f.run(1, "runs", 1, timed("40", "40"), judging.OpApplied)
	before := f.frame()
	f.starts(1, "runs", 2, "1500")
	frame := f.frame()
	want := []judging.FrameRun{
		{Stage: "runs", N: 1, V: "41.2"}, {Stage: "runs", N: 2, None: true}, {Stage: "runs", N: 3, V: "38.95"},
		{Stage: "runs", N: 4, V: "39.1"}, {Stage: "runs", N: 5, None: true},
	}
	if diff := cmp.Diff(want, frame.Rows[0].Runs); diff != "" {
		t.Error(diff)
	}
	x := frame.Extra
	if !x.Low || x.Moves || len(x.Stages) != 1 || x.Stages[0].Attempts != 5 || x.Stages[0].Decimals != 2 || x.Stages[0].Seconds != 180 || !x.Stages[0].Best {
		t.Errorf("%+v", x)
	}
	if len(x.Records) != 1 || x.Records[0].Entry != f.entries[0].ID || x.Records[0].V != "38.95" || x.Records[0].At == "" {
		t.Errorf("records %+v", x.Records)
	}
	if len(x.Live) != 1 || x.Live[0].Entry != f.entries[1].ID || x.Live[0].Attempt != 2 || x.Live[0].Since != judging.Stamp(f.now.Add(-1500*time.Millisecond)) {
		t.Fatalf("live %+v", x.Live)
	}
	// Only the extra changed: pub tells it, the hash does not.
	if before.Hash != frame.Hash || before.Pub == frame.Pub {
		t.Errorf("pub %d and %d, hash %s and %s", before.Pub, frame.Pub, before.Hash, frame.Hash)
	}
	delta := judging.Diff(before, frame)
	if delta == nil || delta.Extra == nil {
		t.Fatalf("delta %+v", delta)
	}
	if text, _ := json.Marshal(frame); strings.Contains(string(text), `"dsq`) || strings.Contains(string(text), `"dnf`) {
		t.Errorf("a frame says how a run ended: %s", text)
	}
	f.run(1, "runs", 2, timed("38.95", "38.95"), judging.OpApplied)
	frame = f.frame()
	if len(frame.Extra.Live) > 0 {
		t.Errorf("the run is over: %+v", frame.Extra.Live)
	}
	if got := frame.Extra.Records[0].Entry; got != f.entries[0].ID {
		t.Error("of two equal runs the first is the record")
	}
}

// A draft without a stopwatch is nobody's business, and moves nothing.
func TestADraftOfARunMovesNoFrame(t *testing.T) {
	f := newField(t, "line-follower", 1)
	f.board(judging.BoardLive, judging.ShowComplete)
	f.run(0, "runs", 1, timed("40", "40"), judging.OpApplied)
	before, _ := json.Marshal(f.frame())
	f.starts(0, "runs", 2, "")
	if after, _ := json.Marshal(f.frame()); string(before) != string(after) {
		t.Errorf("was %s\nis  %s", before, after)
	}
}

// An entry that is not shown has no stopwatch and no record, and a hidden board
// has nothing; neither has one that keeps places to itself.
func TestRunsAreToldToWhomTheyMayBe(t *testing.T) {
	f := newField(t, "line-follower", 2)
	secret := f.entries[1]
	nothing := judging.ShowNothing
	_, err := f.s.AmendEntry(ctx, boss, secret.ID, judging.EntryChange{Visibility: &nothing}, "asked not to be shown")
	f.must(err)
	f.run(0, "runs", 1, timed("40", "40"), judging.OpApplied)
	f.run(1, "runs", 1, timed("30", "30"), judging.OpApplied)
	f.starts(1, "runs", 2, "0")
	if frame := f.frame(); frame.Extra != nil {
		t.Errorf("hidden: %+v", frame.Extra)
	}
	frame := f.board(judging.BoardLive, judging.ShowComplete)
	text, _ := json.Marshal(frame)
	for _, told := range []string{secret.ID, secret.Code, secret.Name, `"30"`} {
		if strings.Contains(string(text), told) {
			t.Errorf("%q stands in %s", told, text)
		}
	}
	if len(frame.Extra.Live) > 0 || frame.Extra.Records[0].Entry != f.entries[0].ID {
		t.Errorf("%+v", frame.Extra)
	}
}

// Where the contest keeps places to itself, runs tell none: neither in rows
// without a place nor beside them.
func TestRunsTellNoMoreThanPlaces(t *testing.T) {
	for privacy, placed := range map[string]int{"full": 4, "top": 3, "own": 0} {
		f := newField(t, "line-follower", 4, func(d *judging.Definition) { d.Privacy = privacy })
		f.board(judging.BoardLive, judging.ShowComplete)
		for i, seconds := range []string{"40", "41", "42", "43"} {
			f.run(i, "runs", 1, timed(seconds, seconds), judging.OpApplied)
		}
		f.starts(0, "runs", 2, "0")
		frame := f.frame()
		runs := 0
		for _, row := range frame.Rows {
			if (row.Place == 0) != (row.Runs == nil) {
				t.Errorf("%s: %+v", privacy, row)
			}
			runs += len(row.Runs)
		}
		x := frame.Extra
		if open := privacy == "full"; runs != placed || len(x.Stages) != 1 || (len(x.Live) > 0) != open || (len(x.Records) > 0) != open || len(x.Matches) > 0 {
			t.Errorf("%s: %d runs, %+v", privacy, runs, x)
		}
	}
}
