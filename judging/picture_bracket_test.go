package judging_test

// What a board tells of matches, and that nothing private moves it.

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dovar/judging"
)

// newRing is a mini-sumo contest of n robots, its groups drawn, one referee.
func newRing(t *testing.T, n int, how judging.DrawAsk) field {
	v := emptyVenue(t, "")
	def, _ := judging.Preset("mini-sumo")
	def.Stages = def.Stages[1:] // without the inspection
	def.Ties = slices.DeleteFunc(slices.Clone(def.Ties), func(d judging.TieDef) bool { return d.By == "field" })
	var err error
	v.contest, err = v.s.CreateContest(ctx, boss, v.event.ID, def)
	v.must(err)
	v.entries, v.judges = v.addEntries(n), v.addJudges(1)
	v.cardsFor(v.judges[0])
	how.Judges = []string{v.judges[0].ID}
	_, err = v.s.Draw(ctx, boss, v.contest.Contest.ID, how)
	v.must(err)
	_, err = v.s.SetStage(ctx, boss, v.stageNamed(how.Stage).ID, judging.StageOpen, "")
	v.must(err)
	return field{v, v.tablet(0)}
}

// fight sends what the referee of a sheet recorded; an empty list with a clock is
// a stopwatch that starts.
func (f field) fight(sheet, stage, clock string, bouts ...string) {
	f.venue.t.Helper()
	record, kind, want := map[string]any{"bouts": append([]string{}, bouts...), "decision": "", "outcome": "ok"}, "submit", judging.OpApplied
	if len(bouts) == 0 {
		record["outcome"], kind, want = "", "draft", judging.OpDrafted
	}
	if clock != "" {
		record["clock"] = clock
	}
	f.stored(f.cut(sheet, kind, nil, map[string]any{"body": body(record), "rubric": f.stageNamed(stage).Rubric}), want)
}

// A group and a bracket as the hall sees them; who is not to be shown fights
// under a sign, also while the stopwatch runs.
func TestABoardTellsMatches(t *testing.T) {
	f := newRing(t, 8, judging.DrawAsk{Stage: "groups", How: judging.DrawSeeded})
	secret, nothing := f.entries[0], judging.ShowNothing
	_, err := f.s.AmendEntry(ctx, boss, secret.ID, judging.EntryChange{Visibility: &nothing}, "asked not to be shown")
	f.must(err)
	f.board(judging.BoardLive, judging.ShowComplete)
	for _, sh := range f.hello(0).Sheets {
		f.fight(sh.Sheet, "groups", "0")
	}
	frame := f.frame()
	text, _ := json.Marshal(frame)
	for _, told := range []string{secret.ID, `"` + secret.Code + `"`, secret.Name} {
		if strings.Contains(string(text), told) {
			t.Errorf("%q stands in %s", told, text)
		}
	}
	m := frame.Extra.Matches[0]
	if len(m.Groups) != 2 || len(m.Groups[0].Rows) != 4 || m.Groups[1].Name != "B" || len(m.Meetings) != 12 {
		t.Fatalf("%+v", m)
	}
	signs := 0
	for _, x := range m.Meetings {
		if strings.HasPrefix(x.A, "~") || strings.HasPrefix(x.B, "~") {
			signs++
		}
	}
	if live := len(frame.Extra.Live); signs != 3 || live != 12-3 {
		t.Errorf("%d meetings under a sign, %d stopwatches", signs, live)
	}
	for _, live := range frame.Extra.Live {
		i := slices.IndexFunc(m.Meetings, func(x judging.ExtraMeeting) bool { return x.ID == live.Meeting })
		if i < 0 || m.Meetings[i].A != live.Entry || m.Meetings[i].B != live.Against {
			t.Errorf("%+v is not of its meeting", live)
		}
	}
	for _, sh := range f.hello(0).Sheets {
		f.fight(sh.Sheet, "groups", "", "a", "none", "a")
	}
	m = f.frame().Extra.Matches[0]
	for _, x := range m.Meetings {
		if !x.Over || x.Winner != x.A || x.ScoreA != "2" || x.ScoreB != "0" {
			t.Errorf("%+v", x)
		}
	}
	if top := m.Groups[1].Rows[0]; top.Played != 3 || top.Place != 1 || top.Points == "0" {
		t.Errorf("%+v", top)
	}
	if live := f.frame().Extra.Live; len(live) > 0 {
		t.Errorf("all is over: %+v", live)
	}
}

// Whatever referees and organizers do, a row that is not public leaves every
// frame as it was, byte for byte; and the next frame follows from a delta.
func TestPrivateRowsMoveNoFrameOfRuns(t *testing.T) {
	for seed := range uint64(4) {
		random := rand.New(rand.NewPCG(seed, 5))
		var f field
		stage := "runs"
		if seed%2 == 0 {
			f = newField(t, "line-follower", 5)
		} else {
			stage = "groups"
			f = newRing(t, 8, judging.DrawAsk{Stage: stage, How: judging.DrawRandom, Seed: int64(seed)})
		}
		f.board(judging.BoardLive, judging.ShowComplete)
		for range 60 {
			sheets := f.hello(0).Sheets
			sh := sheets[random.IntN(len(sheets))]
			switch what := random.IntN(10); {
			case what == 0:
				f.board(judging.BoardHidden, judging.ShowComplete)
				f.fightOrRun(sh.Sheet, stage)
				f.board(judging.BoardLive, judging.ShowComplete)
			case what == 1:
				shows := []judging.Visibility{judging.ShowNothing, judging.ShowCode, judging.ShowName}[random.IntN(3)]
				_, err := f.s.AmendEntry(ctx, boss, f.entries[random.IntN(len(f.entries))].ID, judging.EntryChange{Visibility: &shows}, "asked")
				f.must(err)
			case stage == "groups" && what < 6:
				f.fight(sh.Sheet, stage, []string{"", "0", "1500"}[random.IntN(3)])
			case stage == "groups":
				f.fight(sh.Sheet, stage, "", [][]string{{"a", "a"}, {"b", "none", "b"}, {"a", "b", "b"}}[random.IntN(3)]...)
			case what < 6:
				record := map[string]any{"tasks": map[string]any{}, "times": []any{nil, nil}, "outcome": "", "modifiers": []string{}}
				if clock := []string{"", "0", "1500"}[random.IntN(3)]; clock != "" {
					record["clock"] = clock
				}
				f.draft(sh.Sheet, record)
			default:
				f.stored(f.opOf(sh.Sheet, stage, []map[string]any{timed("41.18", "41.22"), ended("dsq"), timed("38.95", "38.95")}[random.IntN(3)]), judging.OpApplied)
			}
		}
		f.foldClean(seed)
	}
}

// fightOrRun starts a stopwatch, of a match or a run.
func (f field) fightOrRun(sheet, stage string) {
	f.venue.t.Helper()
	if stage == "groups" {
		f.fight(sheet, stage, "0")
		return
	}
	f.draft(sheet, map[string]any{"tasks": map[string]any{}, "times": []any{nil, nil}, "outcome": "", "modifiers": []string{}, "clock": "0"})
}

// foldClean folds the journal row by row and compares frames.
func (f field) foldClean(seed uint64) {
	f.venue.t.Helper()
	var rows []judging.Row
	for more := true; more; {
		next, err := f.s.JournalOf(ctx, judging.Scope{Contest: f.contest.Contest.ID}, int64(len(rows)))
		f.must(err)
		rows, more = append(rows, next...), len(next) > 0
	}
	pic, division := judging.NewPicture(f.contest.Contest.ID), f.contest.Divisions[0].ID
	var last *judging.Frame
	var before []byte
	extras, private := 0, 0
	for _, row := range rows {
		f.must(pic.Apply(row))
		frame := pic.Frame(division, "e")
		now, err := json.Marshal(frame)
		f.must(err)
		if row.Pub == "" && last != nil {
			private++
			if !bytes.Equal(now, before) {
				f.venue.t.Fatalf("seed %d: private row %d (%s) moved a frame\nwas %s\nis  %s", seed, row.N, row.Kind, before, now)
			}
		}
		if delta := judging.Diff(last, frame); delta != nil {
			next, err := judging.Apply(last, delta)
			f.must(err)
			if got, _ := json.Marshal(next); !bytes.Equal(got, now) {
				f.venue.t.Fatalf("seed %d, row %d: the delta leads to %s, not %s", seed, row.N, got, now)
			}
		}
		if frame.Extra != nil {
			extras++
		}
		last, before = frame, now
	}
	if extras < 20 || private < 5 {
		f.venue.t.Errorf("seed %d: %d frames with an extra, %d private rows", seed, extras, private)
	}
}
