package judging

// Sessions of accounts: begun, kept in sight, ended. Package web keeps their
// tokens in cookies; here they are known by the token's hash.

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"time"
)

// A SignedIn is what a session's Data holds.
type SignedIn struct {
	ID      string    `json:"id"`
	Account string    `json:"account"`
	Began   time.Time `json:"began"`
	Ends    time.Time `json:"ends"`
	Seen    time.Time `json:"seen"`    // to the minute
	Browser string    `json:"browser"` // its User-Agent, at most 300 characters
	Address string    `json:"address"` // where it was last seen
}

// seenEvery is how often a session's last sight is written at most.
const seenEvery = time.Minute

// BeginSession stores a session under the hash of its token, and forgets those
// that are over. Problem: "sign-in-needed" when the account has been switched
// off since its password was checked.
func (s *Service) BeginSession(ctx context.Context, hash string, in SignedIn) error {
	data, err := json.Marshal(in)
	if err != nil {
		return err
	}
	return s.Store.Update(ctx, func(tx Tx) error {
		a, err := tx.Account(in.Account)
		if err != nil || a.Off {
			return Fail(Unauthenticated, "sign-in-needed").Because(err)
		}
		if err := tx.DeleteExpiredSessions(s.Now()); err != nil {
			return err
		}
		if err := tx.PutSession(hash, data, in.Ends); err != nil {
			return err
		}
		a.Seen = in.Seen
		if err := tx.PutAccount(a); err != nil {
			return err
		}
		return s.toldEvents(tx, a.actor(), RowSession, in.row("in"))
	})
}

func (in SignedIn) row(what string) RowSessionBody {
	return RowSessionBody{Account: in.Account, Session: in.ID, What: what, Browser: in.Browser, Address: in.Address}
}

// Due reports whether a session seen now is to be written down as seen.
func (in SignedIn) Due(now time.Time) bool { return now.Sub(in.Seen) >= seenEvery }

// SeeSession writes down that the session was seen now, from that address, at
// most once a minute. One that has ended meanwhile stays ended.
func (s *Service) SeeSession(ctx context.Context, hash, address string) error {
	return s.Store.Update(ctx, func(tx Tx) error {
		data, expires, err := tx.Session(hash)
		if missing(err) {
			return nil
		}
		var in SignedIn
		if err == nil {
			err = json.Unmarshal(data, &in)
		}
		if err != nil || !in.Due(s.Now()) {
			return err
		}
		in.Seen, in.Address = s.Now().UTC().Truncate(time.Minute), address
		if data, err = json.Marshal(in); err != nil {
			return err
		}
		if err := tx.PutSession(hash, data, expires); err != nil {
			return err
		}
		a, err := tx.Account(in.Account)
		if err != nil {
			return err
		}
		a.Seen = in.Seen
		return tx.PutAccount(a)
	})
}

// SignOut ends the session with that hash; nothing happens without one.
func (s *Service) SignOut(ctx context.Context, hash string) error {
	return s.Store.Update(ctx, func(tx Tx) error {
		data, _, err := tx.Session(hash)
		if missing(err) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := tx.DeleteSession(hash); err != nil {
			return err
		}
		var in SignedIn
		if json.Unmarshal(data, &in) != nil { // of an older version
			return nil
		}
		return s.toldEvents(tx, Actor{Kind: "account", ID: in.Account}, RowSession, in.row("out"))
	})
}

// SessionsOf lists the open sessions of an account, last seen first. NotFound
// for an account that is not there.
func (s *Service) SessionsOf(ctx context.Context, account string) ([]SignedIn, error) {
	return view(ctx, s, func(tx Tx) ([]SignedIn, error) {
		if _, err := tx.Account(account); err != nil {
			return nil, err
		}
		list := []SignedIn{}
		err := s.eachSession(tx, account, func(_ string, in SignedIn) error {
			list = append(list, in)
			return nil
		})
		slices.SortFunc(list, func(a, b SignedIn) int { return cmp.Or(b.Seen.Compare(a.Seen), b.Began.Compare(a.Began)) })
		return list, err
	})
}

func (s *Service) eachSession(tx Tx, account string, f func(hash string, in SignedIn) error) error {
	all, err := tx.Sessions()
	if err != nil {
		return err
	}
	for _, session := range all {
		var in SignedIn
		if json.Unmarshal(session.Data, &in) != nil || in.Account != account || !s.Now().Before(session.Expires) {
			continue
		}
		if err := f(session.Token, in); err != nil {
			return err
		}
	}
	return nil
}

// EndSession ends one session of an account at its next request. NotFound when
// the account has none with that id.
func (s *Service) EndSession(ctx context.Context, by Actor, account, id string) error {
	return s.Store.Update(ctx, func(tx Tx) error {
		n, err := s.endSessions(tx, by, account, func(in SignedIn) bool { return in.ID == id })
		if err == nil && n == 0 {
			err = Fail(NotFound, "not-found")
		}
		return err
	})
}

// EndSessions ends all sessions of an account but the one with that id, and
// returns how many those were. NotFound for an account that is not there.
func (s *Service) EndSessions(ctx context.Context, by Actor, account, but string) (n int, err error) {
	err = s.Store.Update(ctx, func(tx Tx) error {
		if _, err := tx.Account(account); err != nil {
			return err
		}
		n, err = s.endSessions(tx, by, account, func(in SignedIn) bool { return in.ID != but })
		return err
	})
	return n, err
}

func (s *Service) endSessions(tx Tx, by Actor, account string, which func(SignedIn) bool) (n int, err error) {
	err = s.eachSession(tx, account, func(hash string, in SignedIn) error {
		if !which(in) {
			return nil
		}
		n++
		if err := tx.DeleteSession(hash); err != nil {
			return err
		}
		return s.toldEvents(tx, by, RowSession, in.row("ended"))
	})
	return n, err
}
