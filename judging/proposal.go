package judging

// Acts that wait for a second person: proposed by one, carried out by another
// with another role.

import (
	"context"
	"encoding/json"
	"slices"
	"time"
)

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
		if err := a.refuses(by); err != nil {
			return err
		}
		ask, err := a.asked()
		if err != nil {
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

// asked is the step that was proposed.
func (a Approval) asked() (ask RowStageBody, err error) {
	return ask, json.Unmarshal(a.Body, &ask)
}

// A Proposal is an act on a stage that waits for a second person.
type Proposal struct {
	ID     string
	Stage  Stage
	To     StageState
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
	accounts, err := tx.Accounts()
	if err != nil {
		return nil, err
	}
	for _, a := range approvals {
		p, err := proposal(tx, a, accounts)
		if err != nil {
			return nil, err
		}
		if oneStep(p.Stage.State, p.To) {
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(a, b Proposal) int { return a.At.Compare(b.At) })
	return out, nil
}

func proposal(tx Tx, a Approval, accounts []Account) (p Proposal, err error) {
	ask, err := a.asked()
	if err != nil {
		return p, err
	}
	p = Proposal{ID: a.ID, To: ask.State, Reason: ask.Reason, Why: a.Why, Role: a.Role, At: a.At, a: a}
	if p.Stage, err = tx.Stage(ask.Stage); err != nil {
		return p, err
	}
	for _, x := range accounts {
		if a.By == "account:"+x.ID {
			p.By = x.Name
		}
	}
	p.May = a.approvers(accounts)
	return p, nil
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
