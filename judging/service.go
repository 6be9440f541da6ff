package judging

// What every act of the service stands on: its parts, its transactions, its rows.

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

// Config is what wiring gives a Service.
type Config struct {
	Store   Store
	Keys    Keys
	Now     func() time.Time // the server's clock
	Log     *slog.Logger
	Address string               // scheme://host:port on cards; "" until known
	Wake    func(contest string) // after a commit that changed the contest; must not block
}

// Keys are the server's secrets, 32 bytes each, from DIR/keys.
type Keys struct {
	Device  []byte // token and secret of tablets
	Receipt []byte // proofs
	Card    []byte // HMAC of card codes and PINs
}

// Service does what people do, one method each. Every method that changes
// something appends journal rows in the same transaction and answers after the
// commit. Rights by role are checked by the caller before (see Role.May); what
// belongs to whom is checked here, and what is another's is NotFound.
type Service struct {
	Config
	tries   *limiter
	hashing chan struct{} // at most two passwords at a time: each takes 19 MiB
	rubrics sync.Map      // Rubric by hash, as far as read
}

// NewService returns a Service on the store, and makes server id and epoch at
// the first start. The epoch is "<unix seconds>-<random>"; see BeginEpoch.
func NewService(ctx context.Context, c Config) (*Service, error) {
	s := &Service{Config: c, tries: newLimiter(c.Now), hashing: make(chan struct{}, 2)}
	err := c.Store.Update(ctx, func(tx Tx) error {
		id, err := tx.Meta("server")
		if err != nil || id != "" {
			return err
		}
		if err := tx.PutMeta("server", NewID()); err != nil {
			return err
		}
		return tx.PutMeta("epoch", newEpoch(c.Now()))
	})
	return s, err
}

func newEpoch(at time.Time) string {
	return fmt.Sprintf("%d-%s", at.Unix(), strings.ToLower(rand.Text()[:8]))
}

// change runs f with the contest locked, and wakes its follower once what f
// wrote is durable.
func (s *Service) change(ctx context.Context, contest string, f func(Tx) error) error {
	err := s.Store.Update(ctx, func(tx Tx) error {
		if err := tx.Lock(contest); err != nil {
			return err
		}
		return f(tx)
	})
	if err == nil && s.Wake != nil {
		s.Wake(contest)
	}
	return err
}

// view reads one consistent state.
func view[T any](ctx context.Context, s *Service, f func(Tx) (T, error)) (T, error) {
	var out T
	err := s.Store.View(ctx, func(tx Tx) (err error) {
		out, err = f(tx)
		return err
	})
	return out, err
}

// write appends one journal row with body as its JSON. pub is "" for a row
// that the public may not notice.
func (s *Service) write(tx Tx, scope Scope, kind RowKind, by Actor, pub string, body any) error {
	b, err := json.Marshal(body)
	if err != nil {
		return err
	}
	_, err = tx.Append(scope, Row{Kind: kind, Actor: by.Kind + ":" + by.ID, Pub: pub, At: s.Now(), Body: b})
	return err
}

// everyone is the Pub of a row that changes the picture of all divisions, if
// there is a picture.
func everyone(b Board) string {
	if b.State == BoardHidden {
		return ""
	}
	return "*"
}

// cleanText trims s and reports whether it may stand on a page, in a workbook
// and on paper: valid UTF-8 of at most max characters, without control
// characters, line separators, or marks that turn the direction of a line.
func cleanText(s string, max int) (string, bool) {
	s = strings.TrimSpace(s)
	if !utf8.ValidString(s) || utf8.RuneCountInString(s) > max {
		return "", false
	}
	for _, r := range s {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' ||
			r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
			return "", false
		}
	}
	return s, true
}
