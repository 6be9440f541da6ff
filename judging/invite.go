package judging

// Invitations: a link makes one account of a role.

import (
	"context"
	"crypto/rand"
	"time"
)

// invitationLife is how long the link of an invitation is good.
const invitationLife = 7 * 24 * time.Hour

// Open reports whether the invitation can still make an account at that time.
func (i Invitation) Open(at time.Time) bool {
	return !i.Dead && i.Account == "" && at.Before(i.Expires)
}

// Invite makes an invitation for a person of that name. The secret of its link
// is shown here once and kept as SHA-256 only; the link is good for seven days
// and one account. Problems: "user-name", "user-role".
func (s *Service) Invite(ctx context.Context, by Actor, name string, role Role) (i Invitation, secret string, err error) {
	name, ok := cleanText(name, 100)
	if !ok || name == "" {
		return i, "", Fail(Invalid, "user-name", "field", "name")
	}
	if err := knownRole(role); err != nil {
		return i, "", err
	}
	secret = rand.Text()
	i = Invitation{
		ID: NewID(), Hash: secretHash(secret), Role: role, Name: name, By: by.ID,
		At: s.Now(), Expires: s.Now().Add(invitationLife),
	}
	return i, secret, s.Store.Update(ctx, func(tx Tx) error {
		if err := tx.PutInvitation(i); err != nil {
			return err
		}
		return s.toldEvents(tx, by, RowInvite, RowInviteBody{Invitation: i.ID, Name: i.Name, Role: i.Role})
	})
}

// InvitePath is where the link of an invitation leads: the secret stands after
// '#', so that no server or proxy logs it.
func InvitePath(secret string) string { return "/invite#" + secret }

// Invitations lists those that can still make an account, without their hashes,
// oldest first.
func (s *Service) Invitations(ctx context.Context) ([]Invitation, error) {
	return view(ctx, s, func(tx Tx) ([]Invitation, error) {
		all, err := tx.Invitations()
		open := []Invitation{}
		for _, i := range all {
			if i.Hash = ""; i.Open(s.Now()) {
				open = append(open, i)
			}
		}
		return open, err
	})
}

// Withdraw ends an invitation. Problem: "invitation-spent" (Conflict: an account
// was made with it).
func (s *Service) Withdraw(ctx context.Context, by Actor, id string) error {
	return s.Store.Update(ctx, func(tx Tx) error {
		i, err := tx.Invitation(id)
		if err != nil || i.Dead {
			return err
		}
		if i.Account != "" {
			return Fail(Conflict, "invitation-spent")
		}
		return s.withdraw(tx, by, i)
	})
}

func (s *Service) withdraw(tx Tx, by Actor, i Invitation) error {
	i.Dead = true
	if err := tx.PutInvitation(i); err != nil {
		return err
	}
	row := RowInviteBody{Invitation: i.ID, Name: i.Name, Role: i.Role, Withdrawn: true}
	return s.toldEvents(tx, by, RowInvite, row)
}

// withdrawOf withdraws all open invitations that an account or token gave.
func (s *Service) withdrawOf(tx Tx, by Actor, giver string) error {
	all, err := tx.Invitations()
	if err != nil {
		return err
	}
	for _, i := range all {
		if i.By == giver && i.Open(s.Now()) {
			if err := s.withdraw(tx, by, i); err != nil {
				return err
			}
		}
	}
	return nil
}

// Join makes the account of an invitation, which is then spent; from is the
// peer. Problems: "invitation-spent" (Forbidden; the same for one that never
// was, so that a guess learns nothing), those of AddUser, "too-many-tries".
func (s *Service) Join(ctx context.Context, secret, name, password, from string) (Actor, error) {
	guesses := "joins from " + from
	if err := s.tries.try(triesOfAddress, guesses); err != nil {
		return Actor{}, err
	}
	good := func(tx Tx) (Invitation, error) {
		i, err := tx.InvitationByHash(secretHash(secret))
		if missing(err) || err == nil && !i.Open(s.Now()) {
			err = Fail(Forbidden, "invitation-spent")
		}
		return i, err
	}
	i, err := view(ctx, s, good) // a stranger's password is not worth its hash
	if err != nil {
		return Actor{}, err
	}
	s.tries.good(guesses)
	a, err := s.newAccount(name, i.Role, password)
	if err != nil {
		return Actor{}, err
	}
	return a.actor(), s.Store.Update(ctx, func(tx Tx) error {
		i, err := good(tx)
		if err != nil {
			return err
		}
		if err := newName(tx, a.Name); err != nil {
			return err
		}
		i.Account = a.ID
		if err := tx.PutInvitation(i); err != nil {
			return err
		}
		if err := tx.PutAccount(a); err != nil {
			return err
		}
		row := a.row("joined")
		row.Invitation = i.ID
		return s.toldEvents(tx, a.actor(), RowAccount, row)
	})
}
