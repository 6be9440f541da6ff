package judging

// The steps of a stage, and the second person that some of them need.

import (
	"context"
	"encoding/json"
	"slices"
)

// stageSteps is the order of a stage's states; a step to an earlier one needs a
// reason and a second person.
var stageSteps = []StageState{StageSetup, StageOpen, StageClosed, StageFinal}

// Staged is the answer to SetStage: done, or waiting for a second person.
type Staged struct {
	State    StageState `json:"state,omitempty"`
	Approval string     `json:"approval,omitempty"`
	Why      string     `json:"why,omitempty"` // "step-back" or "unsent-ops"; text: approval.<why>
}

// SetStage moves a stage one step. A step back, or closing while a known device
// of the stage reports unsent ops, is stored as proposed and waits for
// ApproveAct. Missing sheets alone do not block closing. Problems:
// "stage-state", "stage-step", "reason-missing", "scoring-later",
// "collecting", "sheet-conflicts", "judges-missing".
func (s *Service) SetStage(ctx context.Context, by Actor, stage string, to StageState, reason string) (out Staged, err error) {
	reason, ok := cleanText(reason, 500)
	if !ok {
		return out, Fail(Invalid, "reason-missing")
	}
	st, err := view(ctx, s, func(tx Tx) (Stage, error) { return tx.Stage(stage) })
	if err != nil {
		return out, err
	}
	err = s.change(ctx, st.Contest, func(tx Tx) error {
		out, err = s.step(tx, by, RowStageBody{Stage: stage, State: to, Reason: reason})
		return err
	})
	return out, err
}

// step decides and carries out; ask.Second is the approval that allows what
// needs one.
func (s *Service) step(tx Tx, by Actor, ask RowStageBody) (Staged, error) {
	st, err := tx.Stage(ask.Stage)
	if err != nil {
		return Staged{}, err
	}
	c, err := tx.Contest(st.Contest)
	if err != nil {
		return Staged{}, err
	}
	from, to := slices.Index(stageSteps, st.State), slices.Index(stageSteps, ask.State)
	switch {
	case to < 0:
		return Staged{}, Fail(Invalid, "stage-state", "state", string(ask.State))
	case to == from:
		return Staged{State: st.State}, nil
	case to != from+1 && to != from-1:
		return Staged{}, Fail(Conflict, "stage-step", "from", string(st.State), "to", string(ask.State))
	}
	why := ""
	if to < from {
		if ask.Reason == "" {
			return Staged{}, Fail(Invalid, "reason-missing")
		}
		why = "step-back"
	} else if why, err = s.ready(tx, c, st, ask.State); err != nil {
		return Staged{}, err
	}
	if why != "" && ask.Second == "" {
		return s.propose(tx, by, c.ID, "stage", why, ask)
	}
	st.State = ask.State
	if err := tx.PutStage(st); err != nil {
		return Staged{}, err
	}
	return Staged{State: st.State}, s.write(tx, Scope{Contest: c.ID}, RowStage, by, "", ask)
}

// ready refuses a step forward that cannot be made, and says why one needs a
// second person.
func (s *Service) ready(tx Tx, c Contest, st Stage, to StageState) (why string, err error) {
	if to == StageOpen {
		def, _ := c.Def.stage(st.Slug)
		if !c.Def.Scored() || !def.Live() {
			return "", Fail(Conflict, "scoring-later")
		}
		return "", nil
	}
	if collecting, err := tx.Meta("collecting"); err != nil || collecting != "" {
		return "", failOr(err, Conflict, "collecting")
	}
	sheets, err := tx.Sheets(SheetFilter{Contest: c.ID, Stage: st.ID})
	if err != nil {
		return "", err
	}
	if to == StageFinal {
		return "", final(c, sheets)
	}
	judges := map[string]bool{}
	for _, sh := range sheets {
		judges[sh.Judge] = true
	}
	devices, err := tx.Devices(c.Event)
	if err != nil {
		return "", err
	}
	if slices.ContainsFunc(devices, func(d Device) bool { return judges[d.Judge] && d.Unsent > 0 && !d.Revoked }) {
		return "unsent-ops", nil
	}
	return "", nil
}

// final: no sheet may be in conflict, and an entry with counted sheets needs the
// least number of them; one without any has no result to be unfair.
func final(c Contest, sheets []Sheet) error {
	counted := map[string]int{}
	for _, sh := range sheets {
		if sh.Conflict {
			return Fail(Conflict, "sheet-conflicts", "sheet", sh.ID)
		}
		if sh.Counts != "" && sh.Excluded == "" {
			counted[sh.Entry]++
		}
	}
	for entry, n := range counted {
		if n < c.Def.Judges.Min {
			return Fail(Conflict, "judges-missing", "entry", entry, "have", n, "need", c.Def.Judges.Min)
		}
	}
	return nil
}

func failOr(err error, kind Kind, code string) error {
	if err != nil {
		return err
	}
	return Fail(kind, code)
}

func (d Definition) stage(slug string) (StageDef, bool) {
	i := slices.IndexFunc(d.Stages, func(st StageDef) bool { return st.ID == slug })
	if i < 0 {
		return StageDef{}, false
	}
	return d.Stages[i], true
}

// propose stores an act until a second person approves it.
func (s *Service) propose(tx Tx, by Actor, contest, act, why string, ask any) (Staged, error) {
	body, err := json.Marshal(ask)
	if err != nil {
		return Staged{}, err
	}
	a := Approval{ID: NewID(), Contest: contest, Act: act, Body: body, Why: why, By: by.Kind + ":" + by.ID, Role: by.Role, At: s.Now()}
	if err := tx.PutApproval(a); err != nil {
		return Staged{}, err
	}
	return Staged{Approval: a.ID, Why: why}, s.write(tx, Scope{Contest: contest}, RowProposed, by, "",
		RowProposedBody{Approval: a.ID, Act: act, Why: why, Body: body})
}

// ApproveAct carries out what waits: by another account, with another role,
// signed in as a person. Problems: "approve-person", "approve-other",
// "approval-done".
func (s *Service) ApproveAct(ctx context.Context, by Actor, approval string) (out Staged, err error) {
	if by.Kind != "account" {
		return out, Fail(Forbidden, "approve-person")
	}
	a, err := view(ctx, s, func(tx Tx) (Approval, error) { return tx.Approval(approval) })
	if err != nil {
		return out, err
	}
	err = s.change(ctx, a.Contest, func(tx Tx) error {
		if a, err = tx.Approval(approval); err != nil {
			return err
		}
		if a.Done {
			return Fail(Conflict, "approval-done")
		}
		if a.By == by.Kind+":"+by.ID || a.Role == by.Role {
			return Fail(Forbidden, "approve-other")
		}
		var ask RowStageBody
		if err := json.Unmarshal(a.Body, &ask); err != nil {
			return err
		}
		ask.Second = a.ID
		a.Done = true
		if err := tx.PutApproval(a); err != nil {
			return err
		}
		out, err = s.step(tx, by, ask)
		return err
	})
	return out, err
}
