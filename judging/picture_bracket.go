package judging

// What of matches everybody may see: tables, meetings, the stopwatch of the one
// that is fought.

import (
	"cmp"
	"slices"

	"dovar/scoring"
)

// unnamed are the signs under which entries that the public does not know stand
// among others: the same in every frame, and nothing of them in it.
type unnamed map[string]string

func (p *Picture) unnamed(d *divisionPicture, plan scoring.Plan) unnamed {
	out := unnamed{}
	for i, id := range slices.Concat(plan.Groups...) {
		if e := p.entries[id]; e == nil || e.Visibility == ShowNothing || e.Division != d.ID {
			out[id] = "~" + scoring.Int(int64(i+1)).String()
		}
	}
	return out
}

func (u unnamed) of(entry string) string { return cmp.Or(u[entry], entry) }

// matchesOf is a stage of matches of a division as everybody sees it; false
// while nothing is drawn.
func (p *Picture) matchesOf(d *divisionPicture, stage string) (ExtraMatches, bool) {
	x := d.playing[stage]
	if x == nil || len(x.meetings) == 0 {
		return ExtraMatches{}, false
	}
	signs := p.unnamed(d, x.plan)
	out := ExtraMatches{Stage: stage, Format: string(x.plan.Format), Meetings: []ExtraMeeting{}}
	for i, table := range p.groupTables(stage, d) {
		g := ExtraGroup{Rows: []ExtraGroupRow{}}
		if len(x.plan.Groups) > 1 {
			g.Name = GroupLetter(i)
		}
		for _, r := range table {
			g.Rows = append(g.Rows, ExtraGroupRow{Entry: signs.of(r.Entry), Played: r.Played, Won: r.Won,
				Points: r.Points.String(), Difference: r.Difference.String(), Place: r.Place})
		}
		out.Groups = append(out.Groups, g)
	}
	for _, m := range x.meetings {
		out.Meetings = append(out.Meetings, signs.meeting(m))
	}
	return out, true
}

// GroupLetter names the groups A to Z, then AA.
func GroupLetter(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return GroupLetter(i/26-1) + GroupLetter(i%26)
}

// meeting is a meeting as everybody sees it. The ids of a Swiss plan name their
// pair, and so do not leave the house.
func (u unnamed) meeting(m scoring.Meeting) ExtraMeeting {
	out := ExtraMeeting{ID: u.id(m), Part: string(m.Part), Round: m.Round, Group: m.Group, A: u.of(m.A), B: u.of(m.B),
		FromA: fromSign(m.FromA), FromB: fromSign(m.FromB), Winner: u.of(m.Winner), Over: m.Over, Bye: m.Bye}
	if m.Played {
		out.ScoreA, out.ScoreB = m.For.String(), m.Conceded.String()
	}
	return out
}

func (u unnamed) id(m scoring.Meeting) string {
	if m.Part == scoring.SwissPart {
		return u.of(m.A) + " " + u.of(m.B)
	}
	return m.ID
}

func fromSign(f scoring.From) string {
	if f.Loser {
		return "-" + f.Meeting
	}
	return f.Meeting
}

// liveMatches are the stopwatches of matches whose two everybody may know.
func (p *Picture) liveMatches(d *divisionPicture, stage string) (out []ExtraLive) {
	x := d.playing[stage]
	if x == nil {
		return nil
	}
	signs := p.unnamed(d, x.plan)
	for _, live := range p.live(d, stage) {
		i := slices.IndexFunc(x.meetings, func(m scoring.Meeting) bool { return m.ID == live.Meeting })
		if i < 0 || signs[live.Against] != "" {
			continue
		}
		live.Attempt, live.Meeting = 0, signs.id(x.meetings[i])
		out = append(out, live)
	}
	return out
}
