package judging

// Matches: what a referee's sheet of one says, and who meets whom by all of them.

import (
	"cmp"
	"slices"

	"dovar/scoring"
)

// plan is a draw in the format of its stage.
func (s StageDef) plan(d DrawPlan) scoring.Plan {
	m := s.Matches
	p := scoring.Plan{Format: scoring.Format(m.Format), Groups: d.Groups, Third: m.Third, Rounds: d.Rounds}
	for i, points := range m.Points {
		p.Points[i] = points.number()
	}
	if m.Advance != nil {
		p.Advance = *m.Advance
	}
	return p
}

// A score is the points of each side, a and b, and the replays since the last one.
type score struct{ a, b, replays int }

func (s score) after(bout string) score {
	switch bout {
	case "a":
		return score{s.a + 1, s.b, 0}
	case "b":
		return score{s.a, s.b + 1, 0}
	}
	return score{s.a, s.b, s.replays + 1}
}

// score is that of all bouts.
func (r Record) score() (s score) {
	for _, bout := range r.Bouts {
		s = s.after(bout)
	}
	return s
}

// winner is the side that a record of a match gives it to: "a", "b", "draw", or
// "" while it is open.
func (f MatchForm) winner(r Record) string {
	s := r.score()
	switch {
	case r.Outcome == "a-absent", r.Outcome == "a-dsq":
		return "b"
	case r.Outcome == "b-absent", r.Outcome == "b-dsq":
		return "a"
	case s.a >= f.To:
		return "a"
	case s.b >= f.To:
		return "b"
	}
	return r.Decision
}

// matchOutcomes are those of a match beside "ok": a side that did not come, or
// was sent off, loses it.
var matchOutcomes = []string{"", "ok", "a-absent", "b-absent", "a-dsq", "b-dsq"}

// checkMatch asks whether a sheet may hold the match: bouts until a side has the
// points, replays as many as there may be, then the referees decide.
func (r Rubric) checkMatch(body Body, complete bool) *Error {
	rec, f := body.Record, r.Match
	if !slices.Contains(matchOutcomes, rec.Outcome) {
		return Fail(Invalid, "outcome-unknown", "outcome", rec.Outcome)
	}
	if code := f.overplayed(rec); code != "" {
		return Fail(Invalid, code)
	}
	s := rec.score()
	walkover := cmp.Or(rec.Outcome, "ok") != "ok"
	switch {
	case rec.Decision == "":
	case walkover, s.a >= f.To, s.b >= f.To:
		return Fail(Invalid, "match-decided")
	case rec.Decision == "draw" && !f.Draws:
		return Fail(Invalid, "match-draw")
	case rec.Decision != "draw" && f.Undecided != "referee":
		return Fail(Invalid, "match-decision")
	}
	if complete && f.winner(rec) == "" {
		return Fail(Invalid, "match-open", "to", f.To)
	}
	return nil
}

// overplayed is the code of a bout that could not take place any more; "" where
// there is none.
func (f MatchForm) overplayed(r Record) string {
	var s score
	for _, bout := range r.Bouts {
		switch {
		case s.a >= f.To || s.b >= f.To:
			return "match-over"
		case f.Replays != nil && s.replays > *f.Replays:
			return "match-replays"
		}
		s = s.after(bout)
	}
	return ""
}

// result is what a counted record says of the meeting of two entries.
func (f MatchForm) result(r Record, a, b string) scoring.Result {
	s := r.score()
	out := scoring.Result{A: a, B: b, For: scoring.Int(int64(s.a)), Conceded: scoring.Int(int64(s.b))}
	switch f.winner(r) {
	case "a":
		out.Winner = a
	case "b":
		out.Winner = b
	case "draw":
		out.Draw = true
	}
	return out
}

// A told match is a counted sheet of one, unless a person excluded it. Whether
// it counts the plan decides: its pair may not be the meeting's any more.
type toldMatch struct {
	Meeting string
	scoring.Result
}

// meetingsOf are the meetings of a plan with what was told of them, and the rows
// of the journal with which entries left. Of several results of one meeting the
// first of the pair that meets counts.
func meetingsOf(p scoring.Plan, told []toldMatch, out map[string]int) []scoring.Meeting {
	results := map[string]scoring.Result{}
	for _, t := range told {
		if _, there := results[t.Meeting]; !there {
			results[t.Meeting] = t.Result
		}
	}
	for { // a result that is put in decides only who meets later: it ends with the last round
		meetings := p.Meetings(results, out)
		put := false
		for _, m := range meetings {
			i := slices.IndexFunc(told, func(t toldMatch) bool {
				return t.Meeting == m.ID && t.A == m.A && t.B == m.B && m.A != "" && m.B != ""
			})
			if i >= 0 && results[m.ID].A+"\n"+results[m.ID].B != m.A+"\n"+m.B {
				results[m.ID], put = told[i].Result, true
			}
		}
		if !put {
			return meetings
		}
	}
}

// playable reports whether the two of a meeting are to play it now.
func playable(m scoring.Meeting) bool { return m.A != "" && m.B != "" && !m.Bye && !m.Over }

// pairChanged is the reason on the sheet of a match whose pair does not meet any
// more after a correction: it is kept, and counts again when the pair meets again.
var pairChanged = Text{
	EN: "Another pair meets here after a correction",
	RU: "После исправления здесь встречается другая пара",
	TG: "Пас аз ислоҳ дар ин ҷо ҷуфти дигар вомехӯрад",
}

// has reports whether s is the text in one of its languages.
func (t Text) has(s string) bool { return s != "" && (s == t.TG || s == t.RU || s == t.EN) }

// left reports whether the row takes its entry out of the matches of its division.
func (b RowEntryBody) left() bool {
	if b.Was == nil {
		return b.Entry.State != EntryActive
	}
	return b.Was.Division != b.Entry.Division || b.Was.State == EntryActive && b.Entry.State != EntryActive
}
