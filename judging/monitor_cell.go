package judging

// One cell of the map: a sheet's state and story, without what is in it.

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"time"
)

// A CellView is one sheet as the map tells of it. Story is oldest first; no
// mark, note or comment is in it, in any state of the stage.
type CellView struct {
	Sheet    string      `json:"sheet"`
	Stage    string      `json:"stage"`
	Entry    string      `json:"entry"`
	Code     string      `json:"code"`
	Name     string      `json:"name"`
	Judge    string      `json:"judge"`
	By       string      `json:"by" doc:"name of the judge"`
	Attempt  int         `json:"attempt"`
	State    string      `json:"state" enum:"empty,draft,submitted,returned,declined,excluded"`
	Flags    []string    `json:"flags" doc:"of conflict, late, stale, invalid, quarantined, unsure"`
	Counts   bool        `json:"counts" doc:"a version of it counts"`
	Reason   string      `json:"reason,omitempty" doc:"of returned, declined or excluded"`
	Since    string      `json:"since,omitempty"`
	Tablet   string      `json:"tablet,omitempty" doc:"name of the tablet of its newest version"`
	Versions []Version   `json:"versions" doc:"that clash"`
	Aside    []AsideView `json:"aside" doc:"versions that wait to be accepted"`
	Story    []Told      `json:"story"`
	Return   bool        `json:"return" doc:"it can be given back to its judge now"`
	Exclude  bool        `json:"exclude" doc:"it can be kept out of the result, or counted again"`
}

type AsideView struct {
	Version
	Status OpStatus `json:"status"`
	Accept bool     `json:"accept" doc:"false: its marks break the rubric"`
}

// Told is one line of a sheet's story. What is draft, submit, recall, decline,
// return, exclude, include or accept; Status of an op that was set aside.
type Told struct {
	At     string   `json:"at"`
	To     string   `json:"to,omitempty" doc:"of the last, when drafts of one tablet follow each other"`
	What   string   `json:"what"`
	Status OpStatus `json:"status,omitempty"`
	Tablet string   `json:"tablet,omitempty"`
	By     string   `json:"by,omitempty" doc:"name of the account"`
	Reason string   `json:"reason,omitempty"`

	at  time.Time
	dev string
}

// MonitorCell is the sheet of a judge for an entry in a stage, all by id.
// NotFound when there is none in this contest.
func (f *Follower) MonitorCell(ctx context.Context, contest, stage, entry, judge string, attempt int) (CellView, error) {
	type spot struct {
		id     string
		acts   []int64
		since  time.Time
		unsure bool
		reason string
	}
	at, err := look(ctx, f, contest, func(fl *following) (spot, error) {
		for _, sh := range fl.pic.watch.stages[fl.pic.stages[stage]] {
			if sh.entry == entry && sh.judge == judge && sh.attempt == max(1, attempt) {
				return spot{sh.id, slices.Clone(sh.acts), sh.since, sh.unsure, sh.reason}, nil
			}
		}
		return spot{}, Fail(NotFound, "not-found")
	})
	if err != nil {
		return CellView{}, err
	}
	return view(ctx, f.Service, func(tx Tx) (CellView, error) {
		out, err := f.Service.cell(tx, at.id)
		if err != nil {
			return out, err
		}
		if out.Since, out.Reason = Stamp(at.since), at.reason; at.unsure {
			out.Flags = append(out.Flags, "unsure")
		}
		return out, out.tell(tx, at.acts)
	})
}

// cell reads a sheet with its versions.
func (s *Service) cell(tx Tx, id string) (out CellView, err error) {
	opened, err := openSheets(tx, []string{id})
	if err != nil {
		return out, err
	}
	sh := opened[id]
	collecting, err := tx.Meta("collecting")
	if err != nil {
		return out, err
	}
	judge, err := tx.Judge(sh.Judge)
	if err != nil {
		return out, err
	}
	devices, err := tx.Devices(judge.Event)
	if err != nil {
		return out, err
	}
	around := surroundings{devices: devices}
	out = CellView{
		Sheet: id, Stage: sh.stage.ID, Entry: sh.entry.ID, Code: sh.entry.Code, Name: sh.entry.Name,
		Judge: judge.ID, By: judge.Name, Attempt: sh.Attempt, State: sh.state(sh.h), Counts: sh.Counts != "",
		Flags: append([]string{}, sh.flags(sh.h, collecting != "")...), Versions: []Version{}, Aside: []AsideView{}, Story: []Told{},
		Return: sh.stage.State == StageOpen && sh.returnable() && sh.Returned == "", Exclude: sh.stage.State != StageFinal,
	}
	if leaves := sh.h.leaves(); len(leaves) > 1 && collecting == "" {
		for _, x := range leaves {
			out.Versions = append(out.Versions, around.version(traceOf(x)))
		}
	}
	for _, x := range sh.h.waiting() {
		problem, err := s.against(tx, sh.stage.Rubric, x.Op)
		if err != nil {
			return out, err
		}
		out.Aside = append(out.Aside, AsideView{around.version(traceOf(x)), x.Status, problem == nil && x.Status != OpInvalid && out.Exclude})
	}
	for _, x := range slices.SortedFunc(slices.Values(sh.h), func(a, b *StoredOp) int { return cmp.Compare(a.N, b.N) }) {
		out.op(x, around.version(traceOf(x)))
	}
	return out, nil
}

func traceOf(x *StoredOp) trace {
	return trace{op: x.Op.Op, dev: x.Dev, dseq: x.Dseq, kind: x.Kind, status: x.Status, at: x.ReceivedAt}
}

// op adds a version to the story; a draft that follows one of the same tablet only
// moves its end.
func (c *CellView) op(x *StoredOp, v Version) {
	c.Tablet = v.Tablet
	t := Told{At: v.At, What: string(x.Kind), Tablet: v.Tablet, at: x.ReceivedAt, dev: x.Dev}
	if x.Status.aside() {
		t.Status = x.Status
	}
	if x.Reason != nil {
		t.Reason = *x.Reason
	}
	if n := len(c.Story); n > 0 && x.Kind == OpDraft {
		if last := &c.Story[n-1]; last.What == t.What && last.dev == t.dev && last.Status == t.Status {
			last.To = t.At
			return
		}
	}
	c.Story = append(c.Story, t)
}

// tell adds what organizers did, by rows of the journal, and orders the story.
func (c *CellView) tell(tx Tx, rows []int64) error {
	contest, err := tx.Sheet(c.Sheet)
	if err != nil {
		return err
	}
	for _, n := range rows {
		row, err := tx.Journal(contest.Contest, n-1, 1)
		if err != nil || len(row) == 0 {
			return err
		}
		var body RowSheetBody
		if err := json.Unmarshal(row[0].Body, &body); err != nil {
			return err
		}
		t := Told{At: Stamp(row[0].At), What: string(row[0].Kind), Reason: body.Reason, at: row[0].At}
		if row[0].Kind == RowExclude && body.Excluded == "" {
			t.What = "include"
		}
		if t.By, err = nameOf(tx, row[0].Actor); err != nil {
			return err
		}
		c.Story = append(c.Story, t)
	}
	slices.SortStableFunc(c.Story, func(a, b Told) int { return a.at.Compare(b.at) })
	return nil
}
