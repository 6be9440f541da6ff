package web

// The timetable of a stage on fields, and what the rules say of time.

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"

	"dovar/judging"
)

// practiceRounds is how many rounds of practice a form takes.
const practiceRounds = 2

// A roundKey is a row of the form: "p1" is practice, "2" the second attempt.
type roundKey struct {
	Key     string
	Attempt int
}

// rounds of the stage, as its form lists them.
func (p *fieldsData) rounds() (out []roundKey) {
	for i := range practiceRounds {
		out = append(out, roundKey{Key: fmt.Sprint("p", i+1)})
	}
	n := 1
	if p.Def.Attempts != nil {
		n = p.Def.Attempts.N
	}
	for i := range n {
		out = append(out, roundKey{strconv.Itoa(i + 1), i + 1})
	}
	return out
}

// A roundLine is a round with the fields that change it, and its times in words.
type roundLine struct {
	Title                   string
	Practice                bool
	Starts, Minutes, HandIn field
	From, To, In, Slot      string // "" where it is not held
}

// RoundLines are the rows of the timetable.
func (p *fieldsData) RoundLines() (out []roundLine, err error) {
	zone, practice := zoneOf(*p.Event), 0
	for _, key := range p.rounds() {
		i := slices.IndexFunc(p.Table.Rounds, func(r judging.Round) bool { return r.Attempt == key.Attempt && key.Attempt > 0 })
		if key.Attempt == 0 {
			i = p.practice(practice)
			practice++
		}
		line := roundLine{Title: p.Text("desk.fields.practice"), Practice: key.Attempt == 0}
		if key.Attempt > 0 {
			line.Title = p.Text("desk.fields.round", "n", key.Attempt)
		}
		starts, minutes, handIn := "", "", ""
		if i >= 0 {
			r := p.Table.Rounds[i]
			at, lasts := r.Starts.In(zone), r.Minutes
			if key.Attempt > 0 {
				lasts *= max(1, p.Longest())
				line.Slot = p.Text("desk.fields.slot", "count", r.Minutes)
			}
			line.From, line.To = at.Format("02.01 15:04"), at.Add(time.Duration(lasts)*time.Minute).Format("15:04")
			if q := r.Quarantine(); !q.IsZero() {
				line.In, handIn = q.In(zone).Format("15:04"), strconv.Itoa(r.HandIn)
			}
			starts, minutes = at.Format(atMinute), strconv.Itoa(r.Minutes)
		}
		if line.Starts, err = p.Field("starts."+key.Key, "fields.starts", starts, "type=datetime-local"); err == nil {
			line.Minutes, err = p.Field("minutes."+key.Key, cmp.Or(map[bool]string{true: "fields.lasts"}[line.Practice], "fields.minutes"), minutes, "inputmode=numeric", "max=3")
		}
		if err == nil {
			line.HandIn, err = p.Field("handIn."+key.Key, "fields.hand-in", handIn, "inputmode=numeric", "max=3")
		}
		if err != nil {
			return nil, err
		}
		out = append(out, line)
	}
	return out, nil
}

// practice is the place of the nth round of practice, -1 for none.
func (p *fieldsData) practice(nth int) int {
	for i, r := range p.Table.Rounds {
		if r.Attempt == 0 {
			if nth == 0 {
				return i
			}
			nth--
		}
	}
	return -1
}

// Longest is how many robots the fullest field has.
func (p *fieldsData) Longest() (most int) {
	for _, f := range p.Fields {
		robots := map[string]bool{}
		for _, call := range f.Calls {
			robots[call.Entry] = true
		}
		most = max(most, len(robots))
	}
	return most
}

// Begins is the moment that an empty form offers: nine on the event's first day.
func (p *fieldsData) Begins() string { return p.Event.Starts + "T09:00" }

// Window is what the rules say of the time for all attempts, and Over whether the
// timetable takes longer; "" where they say nothing.
func (p *fieldsData) Window() (out struct {
	Text string
	Over bool
}) {
	if p.Def.Attempts == nil || p.Def.Attempts.WindowMinutes == nil {
		return out
	}
	window, span := *p.Def.Attempts.WindowMinutes, int(p.Table.Span(p.Longest()).Minutes())
	out.Over = span > window
	out.Text = p.Text("desk.fields.window", "count", window)
	if span > 0 {
		out.Text += " " + p.Text("desk.fields.span", "count", span)
	}
	return out
}

// Approach says how many runs one approach to the field allows; "" for any number.
func (p *fieldsData) Approach() string {
	if p.Def.Attempts == nil || p.Def.Attempts.PerApproach == nil {
		return ""
	}
	return p.Text("desk.fields.approach", "count", *p.Def.Attempts.PerApproach)
}

// clock is a time of the event: the hour, and the day where it is not today's.
func (p *fieldsData) clock(at time.Time) string {
	zone := zoneOf(*p.Event)
	if at.In(zone).Format(time.DateOnly) == p.Now.In(zone).Format(time.DateOnly) {
		return at.In(zone).Format("15:04")
	}
	return at.In(zone).Format("02.01 15:04")
}
