package web

// Moments as the desk, the journal and the files write them: by the clocks of
// the event's zone.

import (
	"time"

	"dovar/judging"
)

const (
	toTheMinute = "02.01.2006 15:04"
	toTheSecond = "02.01.2006 15:04:05"
)

// zoneOf is the zone of an event; UTC for a journal that is of none.
func zoneOf(e judging.Event) *time.Location {
	zone, err := time.LoadLocation(e.Timezone)
	if err != nil {
		return time.UTC
	}
	return zone
}

// Time writes a moment to the minute; "" for none.
func (d *desk) Time(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	return t.In(zone).Format(toTheMinute)
}

// When writes a time of the event to the minute; "" for none.
func (d *desk) When(t time.Time) string { return d.Time(t, zoneOf(*d.Event)) }
