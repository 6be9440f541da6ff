package judging

// Tokens of scripts.

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
)

// TokenPrefix tells an account's Bearer from a tablet's.
const TokenPrefix = "dovar_"

// MakeToken makes a Bearer of a role for scripts; it is kept as SHA-256 only.
// Problem: "user-role".
func (s *Service) MakeToken(ctx context.Context, by Actor, role Role) (string, error) {
	if err := knownRole(role); err != nil {
		return "", err
	}
	secret := TokenPrefix + rand.Text()
	t := Token{ID: NewID(), Hash: secretHash(secret), Role: role, At: s.Now()}
	return secret, s.Store.Update(ctx, func(tx Tx) error { return s.putToken(tx, by, t, "made") })
}

// putToken stores the token and tells every event what happened to it.
func (s *Service) putToken(tx Tx, by Actor, t Token, what string) error {
	if err := tx.PutToken(t); err != nil {
		return err
	}
	return s.toldEvents(tx, by, RowToken, RowTokenBody{Token: t.ID, Role: t.Role, What: what})
}

// secretHash is what the store keeps of a token or an invitation, of at least
// 128 random bits.
func secretHash(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// ActorOfToken checks a script's Bearer. Problem: "sign-in-needed".
func (s *Service) ActorOfToken(ctx context.Context, token string) (Actor, error) {
	t, err := view(ctx, s, func(tx Tx) (Token, error) { return tx.TokenByHash(secretHash(token)) })
	if err != nil || t.Off {
		return Actor{}, Fail(Unauthenticated, "sign-in-needed").Because(err)
	}
	return Actor{Kind: "token", ID: t.ID, Name: string(t.Role), Role: t.Role}, nil
}

// Tokens lists all tokens, without their hashes, oldest first.
func (s *Service) Tokens(ctx context.Context) ([]Token, error) {
	list, err := view(ctx, s, Tx.Tokens)
	for i := range list {
		list[i].Hash = ""
	}
	return list, err
}

// SwitchTokenOff ends a token for good, with the open invitations it gave.
func (s *Service) SwitchTokenOff(ctx context.Context, by Actor, id string) error {
	return s.Store.Update(ctx, func(tx Tx) error {
		t, err := tx.Token(id)
		if err != nil || t.Off {
			return err
		}
		t.Off = true
		if err := s.putToken(tx, by, t, "off"); err != nil {
			return err
		}
		return s.withdrawOf(tx, by, t.ID)
	})
}
