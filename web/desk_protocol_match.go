package web

// Matches on the protocol: which of the plan, what its referee recorded, and the
// word of both teams.

import (
	"strconv"

	"dovar/judging"
	"dovar/scoring"
)

// round is an attempt, or a round of the plan of matches.
func (p *protocolData) round(d *desk, run judging.ProtocolRun) option {
	if run.Meets == nil {
		return option{strconv.Itoa(run.Attempt), strconv.Itoa(run.Attempt)}
	}
	return option{string(run.Place.Part) + "-" + strconv.Itoa(run.Place.Round), turnOf(d, run.Place, false)}
}

// turnOf names a place of the plan; group adds its letter.
func turnOf(d *desk, m scoring.Meeting, group bool) string {
	switch m.Part {
	case "":
		return ""
	case scoring.FinalPart, scoring.ThirdPart:
		return d.Text("protocol.turn." + string(m.Part))
	case scoring.LosersPart:
		return d.Text("protocol.turn.losers", "n", m.Round)
	}
	if group {
		return d.Text("protocol.turn.group", "group", judging.GroupLetter(m.Group), "n", m.Round)
	}
	return d.Text("protocol.turn.round", "n", m.Round)
}

// meeting fills in the row of a match; on an empty form who meets whom alone.
func (p *protocolData) meeting(d *desk, run judging.ProtocolRun, row *protocolRow) {
	row.Attempt, row.Words = turnOf(d, run.Place, p.Groups > 1), []string{"", ""}
	if run.Meets == nil {
		return
	}
	codes := [2]string{run.Of.Code, run.Meets.Code}
	row.CodeB, row.NameB = run.Meets.Code, run.Meets.Name
	row.Words = []string{codes[0], codes[1]}
	if p.Blank || !run.Told {
		return
	}
	for i, side := range []string{"a", "b"} {
		if word := teamWord(d, run.Teams[side]); word != "" {
			row.Words[i] += ": " + word
		}
	}
	for _, bout := range run.Record.Bouts {
		row.Bouts = append(row.Bouts, d.Text("workbook.bout."+bout))
	}
	row.Score = run.Match.For.String() + " : " + run.Match.Conceded.String()
	switch run.Match.Winner {
	case run.Of.ID:
		row.Result = codes[0]
	case run.Meets.ID:
		row.Result = codes[1]
	default:
		row.Result = d.Text("protocol.draw")
	}
	row.How = p.matchHow(d, run, codes)
}

// matchHow says that a side did not come or was sent off, or that the referees
// decided and why.
func (p *protocolData) matchHow(d *desk, run judging.ProtocolRun, codes [2]string) string {
	switch outcome := run.Record.Outcome; {
	case outcome != "" && outcome != "ok":
		code := codes[0]
		if outcome[0] == 'b' {
			code = codes[1]
		}
		return d.Text("protocol.match."+outcome[2:], "code", code)
	case run.Record.Decision == "":
		return ""
	case run.Why == "":
		return d.Text("protocol.decided")
	}
	return d.Text("protocol.decided") + ": " + run.Why
}
