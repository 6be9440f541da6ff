package judging

// Limits on guessing: PINs and passwords.

import (
	"maps"
	"math"
	"sync"
	"time"
)

const (
	triesOfOne     = 5   // of a card, a device, a name from one address
	triesOfAddress = 30  // many people can share one
	triesOfName    = 100 // from everywhere: few for a password, many for whoever wants to lock its owner out
	triesWait      = 15 * time.Minute
)

// A limiter counts tries by key in memory. A restart forgets them, which costs
// a guesser a restart.
type limiter struct {
	now func() time.Time
	mu  sync.Mutex
	of  map[string]tries
	big int // when to forget those whose wait is over
}

type tries struct {
	n     int
	until time.Time // forgotten then
}

func newLimiter(now func() time.Time) *limiter {
	return &limiter{now: now, of: map[string]tries{}}
}

// try counts a try against each key before it is known to be right, so that
// tries at the same moment count too. When a key has most of them it counts none
// and answers TooMany "too-many-tries" with seconds to wait; the wait is
// triesWait from the last counted try.
func (l *limiter) try(most int, keys ...string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	for _, k := range keys {
		if t := l.of[k]; t.n >= most && now.Before(t.until) {
			return Fail(TooMany, "too-many-tries", "seconds", int(math.Ceil(t.until.Sub(now).Seconds())))
		}
	}
	if len(l.of) > l.big { // twice what stays: many keys that are still counted do not make each try slow
		maps.DeleteFunc(l.of, func(_ string, t tries) bool { return !now.Before(t.until) })
		l.big = max(10_000, 2*len(l.of))
	}
	for _, k := range keys {
		t := l.of[k]
		if !now.Before(t.until) {
			t.n = 0
		}
		l.of[k] = tries{t.n + 1, now.Add(triesWait)}
	}
	return nil
}

// good forgets the tries of the keys after a right one.
func (l *limiter) good(keys ...string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, k := range keys {
		delete(l.of, k)
	}
}
