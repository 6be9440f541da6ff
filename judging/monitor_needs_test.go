package judging_test

// What waits for a person, when a stage will be done, and what a cell tells.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dovar/judging"
)

// TestNeeds: what waits for a person is named with who, where and since when, and
// is gone once it is done.
func TestNeeds(t *testing.T) {
	v := newVenue(t)
	kinds := func() (out []string) {
		for _, n := range v.monitor(boss, 0).Needs {
			out = append(out, n.Kind)
		}
		return out
	}
	first := v.tablet(0)
	v.now = v.now.Add(time.Second)
	second := v.tablet(0)
	if got := kinds(); got != nil {
		t.Fatalf("a calm hall needs %v", got)
	}
	clash, other := v.sheets["0 0"], v.sheets["0 1"]
	first.stored(first.cut(clash, "submit", full("20"), nil), judging.OpApplied)
	v.now = v.now.Add(time.Minute)
	second.stored(second.cut(clash, "submit", full("10"), nil), judging.OpConflict)
	v.now = v.now.Add(time.Minute)
	third := v.tablet(1)
	third.stored(third.cut(v.sheets["1 0"], "decline", map[string]any{}, nil), judging.OpApplied)

	m := v.monitor(boss, 0)
	if diff := cmp.Diff([]string{"conflict", "declined"}, kinds()); diff != "" {
		t.Fatal(diff)
	}
	n := m.Needs[0]
	if n.Sheet != clash || n.By != "Jamshed" || n.Code != v.entries[0].Code || len(n.Versions) != 2 ||
		n.Versions[0].Tablet != "Tablet" || n.Since != judging.Stamp(v.now.Add(-time.Minute)) {
		t.Errorf("%+v", n)
	}
	if n := m.Needs[1]; n.Reason != "absent" || n.By != "Karim" {
		t.Errorf("%+v", n)
	}
	if m.Strip.Needs != 2 || m.Strip.Received != 1 || m.Strip.Expected != 4 {
		t.Errorf("%+v", m.Strip)
	}

	// The judge decides between the two; the declined sheet is excluded.
	second.stored(second.cut(clash, "submit", full("11"), map[string]any{"base": map[string]int{first.dev: 1}}), judging.OpApplied)
	v.must(v.s.Exclude(ctx, boss, v.sheets["1 0"], "знаком с работой"))
	if got := kinds(); got != nil {
		t.Errorf("still %v", got)
	}

	// Two minutes later both judges' newest tablets are silent; one had unsent ops.
	third.hello(3)
	v.now = v.now.Add(2 * time.Minute)
	m = v.monitor(boss, 0)
	if m.Strip.Silent != 2 || len(m.Needs) != 1 || m.Needs[0].Kind != "unsent" || m.Needs[0].Unsent != 3 || m.Needs[0].Device != third.dev {
		t.Errorf("%+v %+v", m.Strip, m.Needs)
	}
	second.hello(0)
	third.hello(3)
	if m := v.monitor(boss, 0); m.Strip.Silent != 0 || len(m.Needs) != 0 {
		t.Errorf("heard again: %+v %+v", m.Strip, m.Needs)
	}

	// Closing with unsent ops waits for another person with another role.
	staged, err := v.s.SetStage(ctx, boss, v.contest.Stages[0].ID, judging.StageClosed, "")
	v.must(err)
	chair := judging.Actor{Kind: "account", ID: "chair", Role: judging.Chair}
	for by, may := range map[judging.Actor]bool{boss: false, chair: true, {Kind: "token", ID: "t", Role: judging.Chair}: false, {Kind: "account", ID: "x", Role: judging.Owner}: false} {
		needs := v.monitor(by, 0).Needs
		if len(needs) != 1 || needs[0].Kind != "approval" || needs[0].Approval != staged.Approval || needs[0].May != may ||
			needs[0].To != judging.StageClosed || needs[0].Why != "unsent-ops" {
			t.Fatalf("%s: %+v", by.ID, needs)
		}
	}
	_, err = v.s.ApproveAct(ctx, chair, staged.Approval)
	v.must(err)

	// What comes now is late, and counts once it is accepted.
	late := second.cut(other, "submit", full("5"), nil)
	second.stored(late, judging.OpLate)
	m = v.monitor(boss, 0)
	i := slices.IndexFunc(m.Needs, func(n judging.Need) bool { return n.Kind == "late" })
	if i < 0 || m.Needs[i].Op != id(late) {
		t.Fatalf("%+v", m.Needs)
	}
	v.must(v.s.Accept(ctx, boss, id(late), "Wi-Fi"))
	if slices.Contains(kinds(), "late") {
		t.Error("still late")
	}
}

// TestDoneAbout: the pace of the last half hour, and silence when it is nothing.
func TestDoneAbout(t *testing.T) {
	v := emptyVenue(t, "science-fair-science")
	d := newDay(v)
	tb := d.tablets[0]
	for e := range 8 { // two judges share 16 sheets more
		for _, j := range d.judges[:2] {
			if e == 0 {
				d.entries = append(d.entries, v.addEntries(6)...)
			}
			_, err := v.s.Assign(ctx, boss, v.contest.Contest.ID, judging.Assignment{
				Stage: v.contest.Stages[0].ID, Pairs: []judging.Pair{{Entry: d.entries[e].ID, Judge: j.ID}},
			})
			v.must(err)
		}
	}
	sheets := tb.hello(0).Sheets
	if len(sheets) < 6 {
		t.Fatalf("%d sheets", len(sheets))
	}
	at := func(n int) string {
		tb.stored(tb.cut(sheets[n].Sheet, "submit", d.score(2), nil), judging.OpApplied)
		v.now = v.now.Add(4 * time.Minute)
		return v.monitor(boss, 0).Strip.Done
	}
	for n := range 3 {
		if done := at(n); done != "" {
			t.Errorf("%d sheets say %s", n+1, done)
		}
	}
	done := at(3) // 4 sheets in 16 minutes
	strip := v.monitor(boss, 0).Strip
	left := time.Duration(strip.Expected-strip.Received) * 4 * time.Minute
	want := judging.Stamp(v.now.Add(left + 5*time.Minute - 1).Truncate(5 * time.Minute))
	if done != want {
		t.Errorf("done about %s, want %s", done, want)
	}
	v.now = v.now.Add(time.Hour)
	if done := v.monitor(boss, 0).Strip.Done; done != "" {
		t.Errorf("an hour without a sheet says %s", done)
	}
}

// TestMonitorCell: a sheet's story in order, by whom and on which tablet.
func TestMonitorCell(t *testing.T) {
	v := newVenue(t)
	tb, sheet := v.tablet(0), v.sheets["0 0"]
	tick := func() { v.now = v.now.Add(time.Minute) }
	for _, kind := range []string{"draft", "draft", "submit"} {
		tb.send(tb.cut(sheet, kind, full("20"), nil))
		tick()
	}
	v.must(v.s.Return(ctx, boss, sheet, "нет примечания"))
	tick()
	tb.send(tb.cut(sheet, "recall", full("20"), nil))
	tick()
	tb.send(tb.cut(sheet, "submit", full("21"), nil))
	tick()
	v.must(v.s.Exclude(ctx, boss, sheet, "ошибка"))

	contest, stage := v.contest.Contest.ID, v.contest.Stages[0].ID
	for e := range v.entries { // a list without members is a list
		c, err := v.follower.MonitorCell(ctx, contest, stage, v.entries[e].ID, v.judges[1].ID, 1)
		v.must(err)
		if text, err := json.Marshal(c); err != nil || bytes.Contains(text, []byte("null")) {
			t.Errorf("%s %v", text, err)
		}
	}
	c, err := v.follower.MonitorCell(ctx, contest, stage, v.entries[0].ID, v.judges[0].ID, 1)
	v.must(err)
	var story []string
	for _, s := range c.Story {
		story = append(story, strings.TrimSpace(fmt.Sprint(s.What, " ", s.Tablet, " ", s.Reason)))
	}
	want := []string{"draft Tablet", "submit Tablet", "return  нет примечания", "recall Tablet absent", "submit Tablet", "exclude  ошибка"}
	if diff := cmp.Diff(want, story); diff != "" || c.Story[0].To == "" {
		t.Error(diff, c.Story[0])
	}
	if c.State != "excluded" || c.Reason != "ошибка" || c.Sheet != sheet || c.Since != judging.Stamp(v.now) || !c.Exclude {
		t.Errorf("%+v", c)
	}
	text, err := json.Marshal(c)
	v.must(err)
	if bytes.Contains(text, []byte("ҷолиб")) || bytes.Contains(text, []byte(`"21"`)) {
		t.Errorf("what is in the sheet is told: %s", text)
	}
	for _, foreign := range [][2]string{{"none", v.judges[0].ID}, {v.entries[0].ID, "none"}} {
		_, err := v.follower.MonitorCell(ctx, contest, stage, foreign[0], foreign[1], 1)
		fails(t, err, judging.NotFound, "not-found")
	}
	_, err = v.follower.Monitor(ctx, boss, contest, "none", 0)
	fails(t, err, judging.NotFound, "not-found")
}
