package main

// What an organizer does before and while judges score, through the API.

import (
	"context"

	"dovar/judging"
)

// A desk is an organizer at work: a client with an organizer's token.
type desk struct{ *client }

// made is what the API answers about something new.
type made struct {
	ID string `json:"id"`
}

// madeContest is a new contest with its stages in the definition's order.
type madeContest struct {
	ID        string       `json:"id"`
	Title     judging.Text `json:"title"`
	Divisions []made       `json:"divisions"`
	Stages    []struct {
		ID   string `json:"id"`
		Kind string `json:"kind"`
	} `json:"stages"`
}

func (d desk) newEvent(ctx context.Context, e judging.NewEvent) (id string, err error) {
	var got made
	err = d.post(ctx, "/events", e, &got)
	return got.ID, err
}

func (d desk) newContestOf(ctx context.Context, event string, def judging.Definition) (c madeContest, err error) {
	err = d.post(ctx, "/events/"+event+"/contests", def, &c)
	return c, err
}

func (d desk) addEntries(ctx context.Context, contest string, entries []newEntry) (ids []string, err error) {
	return d.add(ctx, "/contests/"+contest+"/entries", entries)
}

func (d desk) addJudges(ctx context.Context, event string, judges []newJudge) (ids []string, err error) {
	return d.add(ctx, "/events/"+event+"/judges", judges)
}

func (d desk) add(ctx context.Context, path string, things any) ([]string, error) {
	var got []made
	if err := d.post(ctx, path, things, &got); err != nil {
		return nil, err
	}
	ids := make([]string, len(got))
	for i, m := range got {
		ids[i] = m.ID
	}
	return ids, nil
}

func (d desk) card(ctx context.Context, judge string) (card judging.NewCard, err error) {
	err = d.post(ctx, "/judges/"+judge+"/card", struct{}{}, &card)
	return card, err
}

func (d desk) assign(ctx context.Context, contest string, a judging.Assignment) (got judging.Assigned, err error) {
	err = d.post(ctx, "/contests/"+contest+"/assignments", a, &got)
	return got, err
}

// fields makes a field of the stage for each referee.
func (d desk) fields(ctx context.Context, contest, stage string, referees []string) error {
	return d.post(ctx, "/contests/"+contest+"/fields", judging.FieldsAsk{Stage: stage, Number: len(referees), Referees: referees}, nil)
}

// rerun has a run made again.
func (d desk) rerun(ctx context.Context, sheet, reason string) error {
	return d.post(ctx, "/sheets/"+sheet+"/rerun", map[string]string{"reason": reason}, nil)
}

func (d desk) draw(ctx context.Context, contest string, ask judging.DrawAsk) error {
	return d.post(ctx, "/contests/"+contest+"/draws", ask, nil)
}

func (d desk) setStage(ctx context.Context, stage string, state judging.StageState) error {
	return d.post(ctx, "/stages/"+stage+"/state", map[string]any{"state": state}, nil)
}

func (d desk) setBoard(ctx context.Context, contest string, b judging.Board) error {
	return d.post(ctx, "/contests/"+contest+"/board", b, nil)
}

// A newEntry is one member of POST /contests/{contest}/entries.
type newEntry struct {
	Code       string             `json:"code,omitempty"`
	Name       string             `json:"name"`
	Names      *judging.Text      `json:"names,omitempty"`
	School     string             `json:"school,omitempty"`
	District   string             `json:"district,omitempty"`
	Region     string             `json:"region,omitempty"`
	Supervisor string             `json:"supervisor,omitempty"`
	Members    []string           `json:"members,omitempty"`
	Fields     map[string]string  `json:"fields,omitempty"`
	Visibility judging.Visibility `json:"visibility,omitempty"`
}

// A newJudge is one member of POST /events/{event}/judges.
type newJudge struct {
	Name      string   `json:"name"`
	School    string   `json:"school,omitempty"`
	Languages []string `json:"languages,omitempty"`
}
