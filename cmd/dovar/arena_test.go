package main

// An arena for the proofs of robotics: a contest of any definition made through
// the API, a robot with a signed-in tablet in each chair, standings read back.

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"dovar/judging"
)

type arena struct {
	t       testing.TB
	house   *house
	desk    desk
	event   string
	contest madeContest
	def     judging.Definition
	entries map[string]string // ids by code
	judges  []string          // ids, of the chairs
	chairs  []*robot          // of judges; the first ones are referees, too
}

// newArena makes the contest on a server in this process, for entries with these
// codes, and opens its stages. All judges fill the rubrics; the runs are shared
// out over so many of them. first is done before sheets are given out.
func newArena(t testing.TB, def judging.Definition, codes []string, judges, referees int, first ...func(*arena)) *arena {
	t.Helper()
	house, token := startHouse(t)
	a := &arena{t: t, house: house, desk: desk{newClient(house.address, token)}, def: def, entries: map[string]string{}}
	event, err := a.desk.newEvent(t.Context(), judging.NewEvent{Title: demoEvent, Starts: "2030-05-01", Ends: "2030-05-02"})
	a.must(err)
	a.event = event
	a.contest, err = a.desk.newContestOf(t.Context(), event, def)
	a.must(err)
	teams := make([]newEntry, len(codes))
	for i, code := range codes {
		teams[i] = newEntry{Code: code, Name: code, Members: slices.Repeat([]string{"Азизова Парвина"}, def.Entry.Members[0]), Visibility: judging.ShowName}
	}
	ids, err := a.desk.addEntries(t.Context(), a.contest.ID, teams)
	a.must(err)
	for i, code := range codes {
		a.entries[code] = ids[i]
	}
	people := make([]newJudge, judges)
	for i := range people {
		people[i] = judge(fmt.Sprintf("Довари %d", i+1))
	}
	a.judges, err = a.desk.addJudges(t.Context(), event, people)
	a.must(err)
	for _, f := range first {
		f(a)
	}
	a.seat(referees)
	return a
}

func (a *arena) must(err error) {
	a.t.Helper()
	if err != nil {
		a.t.Fatal(err)
	}
}

// seat gives the chairs their sheets, opens the stages, and signs everybody in.
// Where entries meet, each meets each twice.
func (a *arena) seat(referees int) {
	a.t.Helper()
	for i, s := range a.def.Stages {
		ask := judging.Assignment{Stage: s.ID, Judges: a.judges, PerEntry: len(a.judges), Seed: 1}
		switch {
		case !s.Live():
			continue
		case s.Refereed():
			ask.Judges, ask.PerEntry = a.judges[:referees], 1
		}
		if s.Kind == "matches" {
			_, err := a.house.service.Draw(a.t.Context(), judging.Actor{Kind: "account", ID: "organizer", Role: judging.Organizer}, a.contest.ID,
				judging.DrawAsk{Stage: s.ID, How: judging.DrawSeeded, Rounds: 2, Judges: ask.Judges})
			a.must(err)
		} else {
			_, err := a.desk.assign(a.t.Context(), a.contest.ID, ask)
			a.must(err)
		}
		a.must(a.desk.setStage(a.t.Context(), a.contest.Stages[i].ID, judging.StageOpen))
	}
	for _, id := range a.judges {
		card, err := a.desk.card(a.t.Context(), id)
		a.must(err)
		r, err := signIn(a.t.Context(), a.desk.client, card, "Tablet", time.Now)
		a.must(err)
		a.chairs = append(a.chairs, r)
	}
}

// stage is the id of a stage of the definition.
func (a *arena) stage(slug string) string {
	return a.contest.Stages[slices.IndexFunc(a.def.Stages, func(s judging.StageDef) bool { return s.ID == slug })].ID
}

// sheet is the chair's sheet of an entry's attempt.
func (a *arena) sheet(r *robot, stage, code string, attempt int) judging.HelloSheet {
	a.t.Helper()
	for _, s := range r.seen.Sheets {
		if s.Stage == a.stage(stage) && s.Entry == a.entries[code] && s.Attempt == attempt {
			return s
		}
	}
	a.t.Fatalf("no sheet of %s in %s, attempt %d", code, stage, attempt)
	return judging.HelloSheet{}
}

// submit cuts the op that hands a sheet in; it goes out with send.
func (a *arena) submit(r *robot, sheet judging.HelloSheet, body judging.Body) {
	a.t.Helper()
	_, err := r.cut(sheet.Sheet, (&player{robot: r}).rubric(sheet), judging.OpSubmit, "", filled(body))
	a.must(err)
}

// filled gives a body the members that are never absent.
func filled(b judging.Body) judging.Body {
	if b.Marks == nil {
		b.Marks = map[string]*judging.Decimal{}
	}
	b.Counts, b.Notes, b.Flags = map[string]int{}, map[string]string{}, []string{}
	return b
}

// run is what the referee recorded of an attempt.
func (a *arena) run(stage, code string, attempt int, record judging.Record) {
	a.t.Helper()
	referee := a.chairs[0]
	a.submit(referee, a.sheet(referee, stage, code, attempt), judging.Body{Record: record})
}

// marks are those of one judge.
func (a *arena) marks(judge int, stage, code string, marks map[string]judging.Decimal) {
	a.t.Helper()
	body := judging.Body{Marks: map[string]*judging.Decimal{}}
	for id, m := range marks {
		body.Marks[id] = &m
	}
	a.submit(a.chairs[judge], a.sheet(a.chairs[judge], stage, code, 1), body)
}

// send posts what was cut: stored and, where it can, counted.
func (a *arena) send() {
	a.t.Helper()
	for _, r := range a.chairs {
		a.must(r.send(a.t.Context()))
	}
}

// standings are read back by the organizer, by code.
func (a *arena) standings() map[string]judging.StandingRow {
	a.t.Helper()
	var got judging.Standings
	a.must(a.desk.get(a.t.Context(), "/contests/"+a.contest.ID+"/standings", &got))
	rows := map[string]judging.StandingRow{}
	for _, r := range got.Rows {
		rows[r.Code] = r
	}
	return rows
}

// why is an argument of the first step with that key about a stage.
func why(r judging.StandingRow, key, stage, arg string) string {
	for _, s := range r.Why {
		if s.Key == key && s.Args["stage"] == stage {
			return s.Args[arg]
		}
	}
	return ""
}

// newContest makes a contest of a preset as it is.
func (d desk) newContest(ctx context.Context, event, preset string) (c madeContest, err error) {
	err = d.post(ctx, "/events/"+event+"/contests", map[string]string{"preset": preset}, &c)
	return c, err
}

// presetFor is a copy of a preset, which may be changed.
func presetFor(t testing.TB, id string) (def judging.Definition) {
	t.Helper()
	shipped, ok := judging.Preset(id)
	text, err := json.Marshal(shipped)
	if err == nil {
		err = json.Unmarshal(text, &def)
	}
	if err != nil || !ok {
		t.Fatalf("preset %q: %v", id, err)
	}
	return def
}
