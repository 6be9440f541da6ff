package judging

// Changing an event: its texts, days, place, and the one address on its cards.

import (
	"context"
	"net/url"
	"strings"
)

// AmendEvent replaces what an event says of itself; what n leaves empty stays,
// except the place. Problems: those of CreateEvent, "event-place",
// "event-address" (not scheme://host or scheme://host:port).
func (s *Service) AmendEvent(ctx context.Context, by Actor, id string, n NewEvent) (Event, error) {
	var e Event
	return e, s.Store.Update(ctx, func(tx Tx) (err error) {
		if e, err = tx.Event(id); err != nil {
			return err
		}
		if err := e.take(n); err != nil {
			return err
		}
		if err := tx.PutEvent(e); err != nil {
			return err
		}
		return s.write(tx, Scope{Event: e.ID}, RowEvent, by, "", e)
	})
}

// CleanAddress brings an address to scheme://host[:port], and reports whether
// it is one.
func CleanAddress(address string) (string, bool) {
	address, ok := cleanText(address, 200)
	u, err := url.Parse(strings.TrimSuffix(address, "/"))
	if !ok || err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil ||
		u.Path != "" || u.RawQuery != "" || u.Fragment != "" || strings.ContainsAny(u.Host, " \"'<>;,") {
		return "", false
	}
	return u.Scheme + "://" + strings.ToLower(u.Host), true
}
