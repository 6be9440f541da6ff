package judging

// What becomes of accounts: switched off and on, another role, a new password.
// There is always an owner who can sign in, and nobody locks himself out.

import (
	"context"

	"github.com/alexedwards/argon2id"
)

// Accounts lists all accounts by name, without their passwords.
func (s *Service) Accounts(ctx context.Context) ([]Account, error) {
	list, err := view(ctx, s, Tx.Accounts)
	for i := range list {
		list[i].Password = ""
	}
	return list, err
}

// SwitchAccount switches an account off, which ends its sessions and withdraws
// the open invitations it gave, or on again. Problems: "account-own",
// "last-owner" (Conflict).
func (s *Service) SwitchAccount(ctx context.Context, by Actor, id string, off bool) error {
	return s.Store.Update(ctx, func(tx Tx) error {
		a, err := tx.Account(id)
		if err != nil || a.Off == off {
			return err
		}
		what := "on"
		if a.Off = off; off {
			what = "off"
			if err := s.lessened(tx, by, a); err != nil {
				return err
			}
			if _, err := s.endSessions(tx, by, a.ID, func(SignedIn) bool { return true }); err != nil {
				return err
			}
		}
		return s.putAccount(tx, by, a, what)
	})
}

// SetRole gives an account another role, at its next request. Problems:
// "user-role", "account-own", "last-owner".
func (s *Service) SetRole(ctx context.Context, by Actor, id string, role Role) error {
	if err := knownRole(role); err != nil {
		return err
	}
	return s.Store.Update(ctx, func(tx Tx) error {
		a, err := tx.Account(id)
		if err != nil || a.Role == role {
			return err
		}
		row := a.row("role")
		row.Was, row.Role, a.Role = a.Role, role, role
		if err := s.lessened(tx, by, a); err != nil {
			return err
		}
		if err := tx.PutAccount(a); err != nil {
			return err
		}
		return s.toldEvents(tx, by, RowAccount, row)
	})
}

// lessened refuses what would leave nobody who may change it back, and takes
// back the invitations of who may not give any now. a is the account as it is
// to be.
func (s *Service) lessened(tx Tx, by Actor, a Account) error {
	if by.Kind == "account" && by.ID == a.ID {
		return Fail(Conflict, "account-own")
	}
	if a.Role.May(Accounts) && !a.Off {
		return nil
	}
	all, err := tx.Accounts()
	if err != nil {
		return err
	}
	left := 0
	for _, other := range all {
		if other.ID != a.ID && !other.Off && other.Role.May(Accounts) {
			left++
		}
	}
	if left == 0 {
		return Fail(Conflict, "last-owner")
	}
	return s.withdrawOf(tx, by, a.ID)
}

// ChangePassword changes the caller's own password and ends the account's
// sessions other than that with the id. Problems: "password-short",
// "wrong-password-old" (Invalid), "person-needed" (Forbidden: a script has no
// password), "too-many-tries".
func (s *Service) ChangePassword(ctx context.Context, by Actor, session, old, password string) error {
	if err := longEnough(password); err != nil {
		return err
	}
	if by.Kind != "account" {
		return Fail(Forbidden, "person-needed")
	}
	key := "password of " + by.ID
	if err := s.tries.try(triesOfOne, key); err != nil {
		return err
	}
	a, err := view(ctx, s, func(tx Tx) (Account, error) { return tx.Account(by.ID) })
	if err != nil {
		return err
	}
	if ok, err := s.samePassword(old, a.Password); err != nil {
		return err
	} else if !ok {
		return Fail(Invalid, "wrong-password-old", "field", "old")
	}
	s.tries.good(key)
	hash, err := s.hashPassword(password)
	if err != nil {
		return err
	}
	return s.Store.Update(ctx, func(tx Tx) error {
		a, err := tx.Account(by.ID)
		if err != nil {
			return err
		}
		a.Password = hash
		if _, err := s.endSessions(tx, by, a.ID, func(in SignedIn) bool { return in.ID != session }); err != nil {
			return err
		}
		return s.putAccount(tx, by, a, "password")
	})
}

func (s *Service) samePassword(password, hash string) (bool, error) {
	s.hashing <- struct{}{}
	defer func() { <-s.hashing }()
	return argon2id.ComparePasswordAndHash(password, hash)
}
