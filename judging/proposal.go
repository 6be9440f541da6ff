package judging

// Acts that wait for a second person: proposed by one, carried out by another
// with another role. One mechanism for all of them.

import (
	"context"
	"encoding/json"
	"slices"
	"time"
)

// An act may wait for a second person. Its body is the JSON of what was asked.
type act struct {
	// do carries it out; second is the approval.
	do func(s *Service, tx Tx, by Actor, contest string, body []byte, second string) (Staged, error)
	// tell fills what a page says of it, and reports whether it could still be
	// carried out.
	tell func(tx Tx, c Contest, body []byte, p *Proposal) (bool, error)
}

// acts are all of them, by name.
var acts = map[string]act{
	"stage": acting((*Service).step, RowStageBody.tell),
	"leave": acting((*Service).leave, Leaving.tell),
	"rooms": acting((*Service).declare, declaring.tell),
}

func acting[Ask any](
	do func(*Service, Tx, Actor, string, Ask, string) (Staged, error), tell func(Ask, Tx, Contest, *Proposal) (bool, error),
) act {
	return act{
		func(s *Service, tx Tx, by Actor, contest string, body []byte, second string) (Staged, error) {
			var ask Ask
			if err := json.Unmarshal(body, &ask); err != nil {
				return Staged{}, err
			}
			return do(s, tx, by, contest, ask, second)
		},
		func(tx Tx, c Contest, body []byte, p *Proposal) (bool, error) {
			var ask Ask
			if err := json.Unmarshal(body, &ask); err != nil {
				return false, err
			}
			return tell(ask, tx, c, p)
		},
	}
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
// "approval-done", and those of the act.
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
		if err := a.refuses(by); err != nil {
			return err
		}
		a.Done = true
		if err := tx.PutApproval(a); err != nil {
			return err
		}
		out, err = acts[a.Act].do(s, tx, by, a.Contest, a.Body, a.ID)
		return err
	})
	return out, err
}

// refuses says why by cannot approve: a second person has another account and
// another role.
func (a Approval) refuses(by Actor) error {
	switch {
	case by.Kind != "account":
		return Fail(Forbidden, "approve-person")
	case a.By == by.Kind+":"+by.ID || a.Role == by.Role:
		return Fail(Forbidden, "approve-other")
	}
	return nil
}

// A Proposal is an act that waits for a second person.
type Proposal struct {
	ID     string
	Act    string     // stage, leave or rooms
	Stage  Stage      // of stage, and of leave in one stage
	To     StageState // of stage
	Judge  Judge      // of leave: who leaves
	Heir   Judge      // of leave: who takes over
	How    string     // of leave: as in [Leaving]
	Rooms  RoomsDef   // of rooms
	Reason string
	Why    string // text: approval.<why>
	By     string // name of the account that proposed; "" for a script
	Role   Role
	At     time.Time
	May    []Account // who can approve: name and role
	a      Approval
}

// Waits reports whether by can approve.
func (p Proposal) Waits(by Actor) bool { return p.a.refuses(by) == nil && by.Role.May(Approve) }

// Proposals of a contest that could still be carried out, oldest first.
func (s *Service) Proposals(ctx context.Context, contest string) ([]Proposal, error) {
	return view(ctx, s, func(tx Tx) ([]Proposal, error) {
		if _, err := tx.Contest(contest); err != nil {
			return nil, err
		}
		return proposals(tx, contest)
	})
}

func proposals(tx Tx, contest string) (out []Proposal, err error) {
	approvals, err := tx.Approvals(contest)
	if err != nil {
		return nil, err
	}
	approvals = slices.DeleteFunc(approvals, func(a Approval) bool { return a.Done })
	if len(approvals) == 0 {
		return nil, nil
	}
	c, err := tx.Contest(contest)
	if err != nil {
		return nil, err
	}
	accounts, err := tx.Accounts()
	if err != nil {
		return nil, err
	}
	for _, a := range approvals {
		p := Proposal{ID: a.ID, Act: a.Act, Why: a.Why, Role: a.Role, At: a.At, May: a.approvers(accounts), a: a}
		open, err := acts[a.Act].tell(tx, c, a.Body, &p)
		if err != nil {
			return nil, err
		}
		for _, x := range accounts {
			if a.By == "account:"+x.ID {
				p.By = x.Name
			}
		}
		if open {
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(a, b Proposal) int { return a.At.Compare(b.At) })
	return out, nil
}

func (ask RowStageBody) tell(tx Tx, _ Contest, p *Proposal) (open bool, err error) {
	p.To, p.Reason = ask.State, ask.Reason
	p.Stage, err = tx.Stage(ask.Stage)
	return oneStep(p.Stage.State, p.To), err
}

func (ask Leaving) tell(tx Tx, c Contest, p *Proposal) (open bool, err error) {
	p.How, p.Reason = ask.How, ask.Reason
	h, err := leaving(tx, c.ID, ask)
	if err != nil {
		return false, err
	}
	if ask.Stage != "" {
		p.Stage = h.stages[0]
	}
	if h.to != nil {
		p.Heir = *h.to
	}
	p.Judge, err = tx.Judge(ask.Judge)
	left := h.left()
	return left.changed() && p.Stage.State != StageFinal, err
}

// approvers are the accounts that can approve, name and role.
func (a Approval) approvers(accounts []Account) (out []Account) {
	for _, x := range accounts {
		by := Actor{Kind: "account", ID: x.ID, Role: x.Role}
		if !x.Off && a.refuses(by) == nil && by.Role.May(Approve) {
			out = append(out, Account{ID: x.ID, Name: x.Name, Role: x.Role})
		}
	}
	return out
}

// Approvers are the accounts that could approve what by would propose: name
// and role.
func (s *Service) Approvers(ctx context.Context, by Actor) ([]Account, error) {
	return view(ctx, s, func(tx Tx) ([]Account, error) {
		accounts, err := tx.Accounts()
		return Approval{By: by.Kind + ":" + by.ID, Role: by.Role}.approvers(accounts), err
	})
}
