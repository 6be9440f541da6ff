package judging

import (
	"encoding/json"
	"time"
)

// MapOf is the whole map of a stage as JSON, with nobody and nothing around it.
func (p *Picture) MapOf(stage string, now time.Time) ([]byte, error) {
	m, err := p.monitor(stage, 0, surroundings{now: now})
	if err != nil {
		return nil, err
	}
	return json.Marshal(m)
}

// HoldQuality keeps the follower from making figures of quality until release.
func (f *Follower) HoldQuality() (release func()) {
	f.turn <- struct{}{}
	return func() { <-f.turn }
}

// MakeQuality makes a contest's figures at once: how long the contest's lock was
// held, and all of it took.
func (f *Follower) MakeQuality(contest string) (held, all time.Duration) {
	fl, began := f.of(contest), time.Now()
	fl.mu.Lock()
	locked := time.Now()
	snap := fl.pic.qualitySnapshot()
	fl.mu.Unlock()
	held = time.Since(locked)
	aside(func() { snap.assess() })
	return held, time.Since(began)
}
