package judging

// Accounts of organizers: how they are made, and how they sign in.

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"slices"
	"sync"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
)

// hashing is OWASP's least setting for argon2id (Password Storage Cheat Sheet):
// 19 MiB, two passes, one lane.
var hashing = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// nobody is compared with when the name is unknown, so that a wrong name takes
// as long as a wrong password.
var nobody = sync.OnceValues(func() (string, error) { return argon2id.CreateHash(rand.Text(), hashing) })

// SetupSecret returns the one-time secret of the set-up link, "" once there is
// an account.
func (s *Service) SetupSecret(ctx context.Context) (secret string, err error) {
	err = s.Store.Update(ctx, func(tx Tx) error {
		accounts, err := tx.Accounts()
		if err != nil || len(accounts) > 0 {
			secret = ""
			return err
		}
		if secret, err = tx.Meta("setup"); err != nil || secret != "" {
			return err
		}
		secret = rand.Text()
		return tx.PutMeta("setup", secret)
	})
	return secret, err
}

// Setup makes the first owner with the set-up secret, which is then spent.
// Problem: "setup-spent".
func (s *Service) Setup(ctx context.Context, secret, name, password string) (Actor, error) {
	good := func(tx Tx) error {
		want, err := tx.Meta("setup")
		if err == nil && (want == "" || subtle.ConstantTimeCompare([]byte(want), []byte(secret)) != 1) {
			err = Fail(Forbidden, "setup-spent")
		}
		return err
	}
	if err := s.Store.View(ctx, good); err != nil { // a stranger's password is not worth its hash
		return Actor{}, err
	}
	a, err := s.newAccount(name, Owner, password)
	if err != nil {
		return Actor{}, err
	}
	err = s.Store.Update(ctx, func(tx Tx) error {
		if err := good(tx); err != nil {
			return err
		}
		if err := tx.PutMeta("setup", ""); err != nil {
			return err
		}
		return s.putAccount(tx, a.actor(), a, "made")
	})
	return a.actor(), err
}

// AddUser makes an account. Problems: "user-name", "user-role",
// "password-short" (under 10 characters), "user-exists".
func (s *Service) AddUser(ctx context.Context, by Actor, name string, role Role, password string) (Account, error) {
	a, err := s.newAccount(name, role, password)
	if err != nil {
		return a, err
	}
	return a, s.Store.Update(ctx, func(tx Tx) error {
		if err := newName(tx, a.Name); err != nil {
			return err
		}
		if err := tx.PutMeta("setup", ""); err != nil {
			return err
		}
		return s.putAccount(tx, by, a, "made")
	})
}

// newName refuses the name of another account.
func newName(tx Tx, name string) error {
	_, err := tx.AccountByName(name)
	if err == nil {
		return Fail(Conflict, "user-exists", "name", name, "field", "name")
	}
	if missing(err) {
		return nil
	}
	return err
}

// putAccount stores the account and tells every event what happened to it.
func (s *Service) putAccount(tx Tx, by Actor, a Account, what string) error {
	if err := tx.PutAccount(a); err != nil {
		return err
	}
	return s.toldEvents(tx, by, RowAccount, a.row(what))
}

func (a Account) row(what string) RowAccountBody {
	return RowAccountBody{Account: a.ID, Name: a.Name, Role: a.Role, Off: a.Off, What: what}
}

func (s *Service) newAccount(name string, role Role, password string) (Account, error) {
	name, ok := cleanText(name, 100)
	if !ok || name == "" {
		return Account{}, Fail(Invalid, "user-name", "field", "name")
	}
	if err := knownRole(role); err != nil {
		return Account{}, err
	}
	hash, err := s.hashPassword(password)
	return Account{ID: NewID(), Name: name, Role: role, Password: hash, At: s.Now()}, err
}

func knownRole(role Role) error {
	if !slices.Contains(Roles, role) {
		return Fail(Invalid, "user-role", "role", string(role), "field", "role")
	}
	return nil
}

func (s *Service) hashPassword(password string) (string, error) {
	if err := longEnough(password); err != nil {
		return "", err
	}
	s.hashing <- struct{}{}
	defer func() { <-s.hashing }()
	return argon2id.CreateHash(password, hashing)
}

func longEnough(password string) error {
	if utf8.RuneCountInString(password) < 10 {
		return Fail(Invalid, "password-short", "min", 10, "field", "password")
	}
	return nil
}

func (a Account) actor() Actor { return Actor{Kind: "account", ID: a.ID, Name: a.Name, Role: a.Role} }

// SignIn checks a password; from is the peer. Problems:
// "wrong-password" (Unauthenticated; it does not tell whether the name exists),
// "too-many-tries" {seconds} (TooMany; limited per address, per name from it,
// and per name from everywhere, so that one machine cannot lock an account).
func (s *Service) SignIn(ctx context.Context, name, password, from string) (Actor, error) {
	from = "sign-in from " + from
	if err := s.tries.try(triesOfAddress, from); err != nil {
		return Actor{}, err
	}
	name, ok := cleanText(name, 100)
	if !ok {
		return Actor{}, Fail(Unauthenticated, "wrong-password")
	}
	account, here := "account "+name, from+" as "+name
	if err := s.tries.try(triesOfOne, here); err != nil {
		return Actor{}, err
	}
	if err := s.tries.try(triesOfName, account); err != nil {
		return Actor{}, err
	}
	a, err := view(ctx, s, func(tx Tx) (Account, error) { return tx.AccountByName(name) })
	var known *Error
	s.hashing <- struct{}{}
	defer func() { <-s.hashing }()
	if errors.As(err, &known) && known.Kind == NotFound {
		a.Password, err = nobody()
	}
	if err != nil {
		return Actor{}, err
	}
	ok, err = argon2id.ComparePasswordAndHash(password, a.Password)
	if err != nil {
		return Actor{}, err
	}
	if !ok || a.ID == "" || a.Off {
		return Actor{}, Fail(Unauthenticated, "wrong-password")
	}
	s.tries.good(from, here, account)
	return a.actor(), nil
}

// ActorOfAccount reads a signed-in account anew, so that a right taken away is
// gone at the next request.
func (s *Service) ActorOfAccount(ctx context.Context, id string) (Actor, error) {
	a, err := view(ctx, s, func(tx Tx) (Account, error) { return tx.Account(id) })
	if err != nil || a.Off {
		return Actor{}, Fail(Unauthenticated, "sign-in-needed").Because(err)
	}
	return a.actor(), nil
}
