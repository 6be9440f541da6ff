package web

// Matches as the desk shows them: rounds, the bracket's columns, who is next.

import (
	"cmp"
	"slices"

	"dovar/judging"
)

// A matchLine is one meeting.
type matchLine struct {
	judging.MatchMeeting
	Label  string // its number, by which those that follow name it
	SideA  matchSide
	SideB  matchSide
	Field  string
	Judge  string
	Word   string // of its state, where it is not a score
	Letter string // of its group, where there are several
}

// A matchSide is an entry, or whom it waits for.
type matchSide struct {
	Code, Name, Waits, Score string
	Won                      bool
}

// A matchRound is one round, or a column of the bracket.
type matchRound struct {
	Title string
	Lines []matchLine
}

// label numbers the meetings in the order of play.
func (p *matchesData) label() {
	p.labels = map[string]string{}
	n := 0
	for _, m := range p.Meetings {
		if m.State != "bye" {
			n++
			p.labels[m.ID] = number(n)
		}
	}
}

func (p *matchesData) line(m judging.MatchMeeting) matchLine {
	out := matchLine{MatchMeeting: m, Label: p.labels[m.ID], Field: p.fields[m.Panel], Judge: p.judges[m.Judge].Name}
	out.SideA = p.side(m.A, m.FromA, m.ScoreA, m)
	out.SideB = p.side(m.B, m.FromB, m.ScoreB, m)
	if m.State == "walkover" || m.State == "bye" {
		out.Word = p.Text("desk.matches.state." + m.State)
	}
	if p.Draw != nil && len(p.Draw.Plan.Groups) > 1 {
		out.Letter = judging.GroupLetter(m.Group)
	}
	return out
}

func (p *matchesData) side(entry string, from *judging.MatchFrom, score string, m judging.MatchMeeting) matchSide {
	out := matchSide{Code: p.entries[entry].Code, Name: p.entries[entry].Name, Score: score, Won: entry != "" && m.Winner == entry}
	switch {
	case entry != "":
	case m.State == "bye" || m.State == "walkover":
		out.Waits = p.Text("desk.matches.nobody")
	case from != nil && from.Loser:
		out.Waits = p.Text("desk.matches.loser", "n", p.labels[from.Meeting])
	case from != nil && p.labels[from.Meeting] != "":
		out.Waits = p.Text("desk.matches.winner", "n", p.labels[from.Meeting])
	}
	return out
}

// Rounds of groups and of a Swiss tournament.
func (p *matchesData) Rounds() (out []matchRound) {
	for _, m := range p.Meetings {
		if m.Part != "group" && m.Part != "swiss" {
			continue
		}
		if title := p.Text("desk.matches.round", "n", m.Round); len(out) == 0 || out[len(out)-1].Title != title {
			out = append(out, matchRound{Title: title})
		}
		out[len(out)-1].Lines = append(out[len(out)-1].Lines, p.line(m))
	}
	return out
}

// Upper and Lower are the columns of the bracket: those without a loss, with the
// final, and those with one.
func (p *matchesData) Upper() []matchRound { return p.columns("winners", "final", "third") }
func (p *matchesData) Lower() []matchRound { return p.columns("losers") }

func (p *matchesData) columns(parts ...string) (out []matchRound) {
	type column struct {
		part  string
		round int
	}
	at := map[column]int{}
	for _, m := range p.Meetings {
		if !slices.Contains(parts, m.Part) {
			continue
		}
		key := column{m.Part, m.Round}
		i, known := at[key]
		if !known {
			i = len(out)
			at[key] = i
			out = append(out, matchRound{Title: p.Text("desk.matches.part."+m.Part, "n", m.Round)})
		}
		out[i].Lines = append(out[i].Lines, p.line(m))
	}
	slices.SortStableFunc(out, func(a, b matchRound) int {
		return cmp.Compare(slices.Index(parts, a.Lines[0].Part), slices.Index(parts, b.Lines[0].Part))
	})
	if p.Format == "single" {
		p.nameRounds(out)
	}
	return out
}

// nameRounds names the rounds before a final as people do.
func (p *matchesData) nameRounds(columns []matchRound) {
	final := slices.IndexFunc(columns, func(r matchRound) bool { return r.Lines[0].Part == "final" })
	for i, key := range []string{"semi", "quarter"} {
		if at := final - 1 - i; at >= 0 {
			columns[at].Title = p.Text("desk.matches." + key)
		}
	}
}

// Next are the meetings to be played now, by field.
func (p *matchesData) Next() (out []matchRound) {
	for _, m := range p.Meetings {
		if m.State != "playable" {
			continue
		}
		line := p.line(m)
		title := cmp.Or(line.Field, line.Judge, p.Text("desk.matches.fieldless"))
		i := slices.IndexFunc(out, func(r matchRound) bool { return r.Title == title })
		if i < 0 {
			i, out = len(out), append(out, matchRound{Title: title})
		}
		if len(out[i].Lines) < 4 {
			out[i].Lines = append(out[i].Lines, line)
		}
	}
	slices.SortStableFunc(out, func(a, b matchRound) int { return cmp.Compare(a.Title, b.Title) })
	return out
}

// Played counts the meetings that are over, of those that there are.
func (p *matchesData) Played() (over, all int) {
	for _, m := range p.Meetings {
		if m.State != "bye" {
			all++
			if m.State != "open" && m.State != "playable" {
				over++
			}
		}
	}
	return over, all
}

func (p *matchesData) Over() int { over, _ := p.Played(); return over }
func (p *matchesData) All() int  { _, all := p.Played(); return all }
