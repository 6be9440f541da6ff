package web

// Entries, assignments and sheets.

import (
	"context"

	"dovar/judging"
)

type newEntry struct {
	Code       string             `json:"code,omitempty"`
	Name       string             `json:"name"`
	Names      *judging.Text      `json:"names,omitempty"`
	Division   string             `json:"division,omitempty"`
	School     string             `json:"school,omitempty"`
	District   string             `json:"district,omitempty"`
	Region     string             `json:"region,omitempty"`
	Supervisor string             `json:"supervisor,omitempty"`
	Members    []string           `json:"members,omitempty"`
	Fields     map[string]string  `json:"fields,omitempty" doc:"the form's other fields"`
	Visibility judging.Visibility `json:"visibility,omitempty"`
}

type madeEntry struct {
	ID   string `json:"id"`
	Code string `json:"code"`
}

func (s *Server) addEntries(ctx context.Context, in *struct {
	OfContest
	Body []newEntry `maxItems:"5000"`
}) (*answer[[]madeEntry], error) {
	entries, err := s.Service.AddEntries(ctx, in.by, in.Contest, mapped(in.Body, func(e newEntry) judging.Entry {
		return judging.Entry{
			Code: e.Code, Name: e.Name, Names: e.Names, Division: e.Division, School: e.School, District: e.District,
			Region: e.Region, Supervisor: e.Supervisor, Members: e.Members, Fields: e.Fields, Visibility: e.Visibility,
		}
	}))
	return reply(mapped(entries, func(e judging.Entry) madeEntry { return madeEntry{e.ID, e.Code} }), err)
}

func (s *Server) listEntries(ctx context.Context, in *OfContest) (*answer[[]judging.Entry], error) {
	return reply(s.Service.Entries(ctx, in.Contest))
}

func (s *Server) amendEntry(ctx context.Context, in *struct {
	Caller
	Entry string `path:"entry"`
	Body  struct {
		State      *judging.EntryState `json:"state,omitempty"`
		Division   *string             `json:"division,omitempty" doc:"its sheets go along"`
		Visibility *judging.Visibility `json:"visibility,omitempty"`
		Code       *string             `json:"code,omitempty"`
		Name       *string             `json:"name,omitempty" doc:"as on the diploma"`
		Names      *judging.Text       `json:"names,omitempty"`
		School     *string             `json:"school,omitempty"`
		District   *string             `json:"district,omitempty"`
		Region     *string             `json:"region,omitempty"`
		Supervisor *string             `json:"supervisor,omitempty"`
		Members    *[]string           `json:"members,omitempty"`
		Fields     *map[string]string  `json:"fields,omitempty" doc:"all of the form's other fields"`
		Because
	}
}) (*answer[judging.Entry], error) {
	b := in.Body
	return reply(s.Service.AmendEntry(ctx, in.by, in.Entry, judging.EntryChange{
		State: b.State, Division: b.Division, Visibility: b.Visibility, Code: b.Code, Name: b.Name, Names: b.Names, School: b.School,
		District: b.District, Region: b.Region, Supervisor: b.Supervisor, Members: b.Members, Fields: b.Fields,
	}, b.Reason))
}

func (s *Server) assign(ctx context.Context, in *struct {
	OfContest
	Body judging.Assignment
}) (*answer[judging.Assigned], error) {
	return reply(s.Service.Assign(ctx, in.by, in.Contest, in.Body))
}

type sheetView struct {
	ID       string `json:"id"`
	Stage    string `json:"stage"`
	Entry    string `json:"entry"`
	Judge    string `json:"judge"`
	Attempt  int    `json:"attempt"`
	Expected bool   `json:"expected"`
	Counts   bool   `json:"counts" doc:"a submit of it is stored and counts unless excluded"`
	Conflict bool   `json:"conflict"`
	Excluded string `json:"excluded,omitempty" doc:"the reason"`
	Returned string `json:"returned,omitempty" doc:"the reason"`
}

func (s *Server) listSheets(ctx context.Context, in *struct {
	OfContest
	Stage string `query:"stage"`
	Entry string `query:"entry"`
	Judge string `query:"judge"`
}) (*answer[[]sheetView], error) {
	if _, err := s.Service.Contest(ctx, in.Contest); err != nil {
		return nil, err
	}
	sheets, err := s.Service.SheetsOf(ctx, judging.SheetFilter{Contest: in.Contest, Stage: in.Stage, Entry: in.Entry, Judge: in.Judge})
	return reply(mapped(sheets, func(sh judging.Sheet) sheetView {
		return sheetView{sh.ID, sh.Stage, sh.Entry, sh.Judge, sh.Attempt, sh.Expected, sh.Counts != "", sh.Conflict, sh.Excluded, sh.Returned}
	}), err)
}

type ofSheet struct {
	Caller
	Sheet string `path:"sheet"`
	Body  Because
}

func (s *Server) exclude(ctx context.Context, in *ofSheet) (*struct{}, error) {
	return nil, s.Service.Exclude(ctx, in.by, in.Sheet, in.Body.Reason)
}

func (s *Server) returnSheet(ctx context.Context, in *ofSheet) (*struct{}, error) {
	return nil, s.Service.Return(ctx, in.by, in.Sheet, in.Body.Reason)
}

func (s *Server) accept(ctx context.Context, in *struct {
	Caller
	Op   string `path:"op"`
	Body Because
}) (*struct{}, error) {
	return nil, s.Service.Accept(ctx, in.by, in.Op, in.Body.Reason)
}
