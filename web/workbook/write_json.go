package workbook

// The results for programs: complete, every number an exact decimal string (n/d
// where it does not end), every place with the steps of its reason.

import (
	"encoding/json"
	"io"

	"dovar/judging"
	"dovar/scoring"
)

// Results are the results of a contest as JSON.
type Results struct {
	Contest    string             `json:"contest"`
	N          int64              `json:"n" doc:"the journal row they belong to"`
	Version    string             `json:"version" doc:"start of that row's leaf"`
	At         string             `json:"at" doc:"time of that row"`
	Event      ResultsEvent       `json:"event"`
	Definition judging.Definition `json:"definition"`
	Stages     []ResultsState     `json:"stages"`
	Board      judging.Board      `json:"board"`
	Divisions  []ResultsDivision  `json:"divisions"`
}

type ResultsEvent struct {
	ID       string       `json:"id"`
	Title    judging.Text `json:"title"`
	Place    string       `json:"place,omitempty"`
	Starts   string       `json:"starts"`
	Ends     string       `json:"ends"`
	Timezone string       `json:"timezone"`
}

// A ResultsState says where a stage stands.
type ResultsState struct {
	ID    string             `json:"id"`
	Stage string             `json:"stage" doc:"its id in the definition"`
	State judging.StageState `json:"state"`
}

type ResultsDivision struct {
	ID      string           `json:"id"`
	Slug    string           `json:"slug"`
	Title   judging.Text     `json:"title"`
	Votes   scoring.Votes    `json:"votes,omitempty" doc:"the jury's votes by entry, lower is better"`
	Entries []ResultsEntry   `json:"entries" doc:"in the order of the standings"`
	Matches []ResultsMatches `json:"matches,omitempty" doc:"of stages that are drawn"`
}

type ResultsEntry struct {
	judging.Entry
	Total    string         `json:"total,omitempty" doc:"rounded for display"`
	Exact    string         `json:"exact,omitempty" doc:"decimal when it ends, else n/d"`
	Place    int            `json:"place,omitempty"`
	Shared   string         `json:"shared,omitempty" doc:"the places it shares, 2–3"`
	Label    string         `json:"label,omitempty" doc:"the place as it is written"`
	Group    string         `json:"group,omitempty" doc:"the room, where places are made within rooms"`
	Room     string         `json:"room,omitempty" doc:"its name"`
	Cut      string         `json:"cut,omitempty" doc:"the stage after which it did not go on"`
	Decided  int            `json:"decided,omitempty" doc:"1 + index in the tie chain of the key that put it below the entry above"`
	Counted  int            `json:"counted"`
	Expected int            `json:"expected"`
	Stages   []ResultsStage `json:"results"`
	Why      []judging.Step `json:"why"`
}

// A ResultsStage is an entry's result in one stage with the sheets it was made of.
type ResultsStage struct {
	Stage    string         `json:"stage"`
	Counted  int            `json:"counted"`
	Complete bool           `json:"complete" doc:"enough sheets count"`
	Result   string         `json:"result,omitempty" doc:"exact; what decides"`
	Adjusted bool           `json:"adjusted,omitempty" doc:"statistics freed the result from severity"`
	Raw      string         `json:"raw,omitempty" doc:"the result before that, exact"`
	Place    string         `json:"place,omitempty" doc:"in the stage, where the total is made of places"`
	Sheets   []ResultsSheet `json:"sheets"`
	None     []ResultsNone  `json:"none,omitempty" doc:"attempts that nobody ran"`
}

type ResultsSheet struct {
	Judge    string            `json:"judge"`
	Name     string            `json:"name"`
	Attempt  int               `json:"attempt"`
	Score    string            `json:"score" doc:"exact, of the marks that are there"`
	Counts   bool              `json:"counts"`
	Dropped  bool              `json:"dropped,omitempty" doc:"it counts, and the panel's method leaves it out of the result"`
	Excluded string            `json:"excluded,omitempty" doc:"the reason"`
	At       string            `json:"at,omitempty"`
	Marks    map[string]string `json:"marks"`
	Counted  map[string]int    `json:"penalties"`
	Run      *ResultsRun       `json:"run,omitempty" doc:"of a referee's sheet"`
}

// WriteJSON writes the results for programs.
func WriteJSON(w io.Writer, r judging.ResultsView, t Texts) error {
	p := newPlan(&output{Texts: t}, r)
	out := Results{
		Contest: r.Contest.ID, N: r.N, Version: r.Version, At: judging.Stamp(r.At), Event: eventOf(r.Event),
		Definition: r.Contest.Def, Board: r.Contest.Board,
	}
	for _, st := range r.Stages {
		out.Stages = append(out.Stages, ResultsState{st.ID, st.Slug, st.State})
	}
	for _, d := range p.divisions {
		div := ResultsDivision{ID: d.ID, Slug: d.Slug, Title: d.Title, Votes: d.Votes, Entries: []ResultsEntry{}}
		for _, l := range d.lines {
			div.Entries = append(div.Entries, p.entry(l))
		}
		div.Matches = p.resultsMatches(d)
		out.Divisions = append(out.Divisions, div)
	}
	return encode(w, out)
}

func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	return e.Encode(v)
}

func eventOf(e judging.Event) ResultsEvent {
	return ResultsEvent{e.ID, e.Title, e.Place, e.Starts, e.Ends, e.Timezone}
}

func (p *plan) entry(l line) ResultsEntry {
	s := l.Standing
	e := ResultsEntry{Entry: l.Entry, Place: s.Place, Label: l.Label, Shared: l.shared(), Group: s.Group, Room: l.Room, Cut: s.Cut,
		Decided: s.Decided, Counted: l.Counted, Expected: l.Expected, Why: l.Why, Stages: []ResultsStage{}}
	if s.Scored {
		e.Total, e.Exact = s.Total.Round(p.Rule.Decimals), s.Total.String()
	}
	for n, es := range l.stages {
		r := s.Stages[n]
		stage := ResultsStage{Stage: r.Stage, Counted: r.Counted, Complete: r.Complete, Sheets: []ResultsSheet{}}
		if r.Complete {
			stage.Result = r.Result.String()
		}
		if r.Adjusted {
			stage.Adjusted, stage.Raw = true, r.Raw.String()
		}
		if !r.Place.IsZero() {
			stage.Place = r.Place.String()
		}
		for _, b := range es.blocks {
			sheet := ResultsSheet{Judge: b.Judge, Name: p.judge(b.Judge), Attempt: b.Attempt, Score: b.score.Score.String(),
				Counts: b.counts, Dropped: b.score.Dropped, Excluded: b.score.Excluded, At: judging.Stamp(l.times(b.at)), Marks: map[string]string{}, Counted: map[string]int{}}
			for id, m := range b.Marks {
				sheet.Marks[id] = m.String()
			}
			for id, n := range b.Counts {
				sheet.Counted[id] = n
			}
			if b.Run != nil {
				sheet.Run = p.run(b)
			}
			stage.Sheets = append(stage.Sheets, sheet)
		}
		for _, x := range es.none {
			stage.None = append(stage.None, ResultsNone{x.Attempt, x.Judge, x.Reason})
		}
		e.Stages = append(e.Stages, stage)
	}
	return e
}

// shared are the places that the line shares, 2–3; "" where it has its own.
func (l line) shared() string {
	if !l.Standing.Shared {
		return ""
	}
	return l.Label
}

// Public is the public part as JSON.
type Public struct {
	Contest   string           `json:"contest"`
	Title     judging.Text     `json:"title"`
	Event     ResultsEvent     `json:"event"`
	Divisions []PublicDivision `json:"divisions"`
}

type PublicDivision struct {
	ID    string             `json:"id"`
	Title judging.Text       `json:"title"`
	Pub   int64              `json:"pub"`
	AsOf  string             `json:"asOf"`
	Rows  []judging.FrameRow `json:"rows"`
}

// WritePublicJSON writes the public part for programs.
func WritePublicJSON(w io.Writer, r judging.PublicResults, _ Texts) error {
	out := Public{Contest: r.Contest, Title: r.Title, Event: eventOf(r.Event)}
	for _, d := range r.Divisions {
		out.Divisions = append(out.Divisions, PublicDivision{d.ID, d.Title, d.Pub, judging.Stamp(d.AsOf), d.Rows})
	}
	return encode(w, out)
}
