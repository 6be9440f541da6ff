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
