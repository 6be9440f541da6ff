package judging

// What of matches and of runs the results of a contest list beside the sheets
// that count.

import (
	"cmp"
	"slices"
	"time"

	"dovar/scoring"
)

// StageMatches are the matches of a division in a stage as they stand.
type StageMatches struct {
	Stage    string
	Format   scoring.Format
	Points   [3]scoring.Number // for a win, a draw and a loss; of a table
	Ties     []scoring.Tie     // what tells level entries of a table apart, in order
	Groups   [][]GroupRow      // tables in the order of places; nil of elimination
	Meetings []MatchResult     // in the order of play
	Finishes map[string]scoring.Span
}

// A MatchResult is a meeting with what its referee recorded. Judge, Field and At
// are empty while it has no sheet, Told while it is not played.
type MatchResult struct {
	scoring.Meeting
	Judge, Field string // id, name
	At           time.Time
	Told         *Effect
}

// View is the meeting as programs read it.
func (m MatchResult) View() MatchMeeting { return meetingView(m.Meeting) }

// A NoRun is an attempt that was declined, on the field or on the desk, and why:
// it counts for nothing. Reason is "absent", "conflict" or what a person wrote.
type NoRun struct {
	Stage   string
	Attempt int
	Turn
	Judge, Field string // id, name
	Reason       string
	At           time.Time
}

func (p *Picture) stageMatches(stage string, d *divisionPicture) StageMatches {
	x := d.playing[stage]
	out := StageMatches{Stage: stage, Format: x.plan.Format, Points: x.plan.Points, Groups: p.groupTables(stage, d)}
	if x.plan.Format.Tables() {
		out.Ties = p.groupRule(stage, x).Ties
	} else {
		out.Finishes = x.plan.Finishes(x.meetings)
	}
	sheets := p.seatedMatches(stage)
	for _, m := range x.meetings {
		r := MatchResult{Meeting: m}
		if w := sheets[m.ID+" "+m.A+" "+m.B]; w != nil && (m.Played || playable(m)) {
			r.Judge, r.Field = w.judge, p.fieldName(w.id)
			if c := p.entries[m.A].cells[stage]; m.Played && c != nil {
				told := c.told[w.id]
				r.Told, r.At = &told, c.stored[w.id].at
			}
		}
		out.Meetings = append(out.Meetings, r)
	}
	return out
}

// declined are the attempts of an entry that nobody ran.
func (p *Picture) declined(stage, entry string) (out []NoRun) {
	for _, w := range p.watch.stages[stage] {
		declined := w.state == sheetDeclined || w.state == sheetExcluded && w.reason == absent
		if w.entry == entry && declined && !w.counts {
			out = append(out, NoRun{stage, w.attempt, w.turn, w.judge, p.fieldName(w.id), w.reason, w.since})
		}
	}
	slices.SortFunc(out, func(a, b NoRun) int { return cmp.Or(a.Attempt-b.Attempt, cmp.Compare(a.Judge, b.Judge)) })
	return out
}
