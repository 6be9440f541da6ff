package workbook

// Matches for programs: in the JSON all that was recorded, in the table of text
// an entry's figures and its meetings in a line.

import (
	"slices"
	"strings"

	"dovar/judging"
	"dovar/scoring"
)

// ResultsMatches are the matches of a division in a stage.
type ResultsMatches struct {
	Stage    string           `json:"stage"`
	Format   scoring.Format   `json:"format" enum:"round_robin,swiss,single,double"`
	Groups   [][]ResultsRow   `json:"groups,omitempty" doc:"tables, in the order of places"`
	Meetings []ResultsMeeting `json:"meetings" doc:"in the order of play"`
	Finishes []ResultsFinish  `json:"finishes,omitempty" doc:"places by elimination that are decided"`
}

type ResultsRow struct {
	Entry      string `json:"entry"`
	Played     int    `json:"played"`
	Won        int    `json:"won"`
	Points     string `json:"points" doc:"exact"`
	Difference string `json:"difference" doc:"of points inside the matches, exact"`
	Place      int    `json:"place,omitempty"`
	Shared     bool   `json:"shared,omitempty"`
}

// A ResultsMeeting is a meeting with what its referee recorded.
type ResultsMeeting struct {
	judging.MatchMeeting
	Bouts    []string `json:"bouts,omitempty" doc:"who has the point, a or b; none: played again"`
	Decision string   `json:"decision,omitempty" doc:"of the referees: a, b or draw"`
	Outcome  string   `json:"outcome,omitempty" doc:"absent: it took place; a-absent, b-absent, a-dsq, b-dsq"`
	Referee  string   `json:"referee,omitempty" doc:"the judge's name"`
	Field    string   `json:"field,omitempty" doc:"its name"`
	At       string   `json:"at,omitempty"`
}

type ResultsFinish struct {
	Entry string `json:"entry"`
	From  int    `json:"from"`
	To    int    `json:"to"`
}

func (p *plan) resultsMatches(d *division) (out []ResultsMatches) {
	for _, m := range d.drawn {
		x := ResultsMatches{Stage: m.Stage, Format: m.Format, Meetings: []ResultsMeeting{}}
		for _, group := range m.Groups {
			rows := []ResultsRow{}
			for _, r := range group {
				rows = append(rows, ResultsRow{r.Entry, r.Played, r.Won, r.Points.String(), r.Difference.String(), r.Place, r.Shared})
			}
			x.Groups = append(x.Groups, rows)
		}
		for _, meeting := range m.Meetings {
			x.Meetings = append(x.Meetings, p.resultsMeeting(meeting))
		}
		for _, l := range d.lines {
			if f := m.Finishes[l.Entry.ID]; f.From > 0 {
				x.Finishes = append(x.Finishes, ResultsFinish{l.Entry.ID, f.From, f.To})
			}
		}
		slices.SortStableFunc(x.Finishes, func(a, b ResultsFinish) int { return a.From - b.From })
		out = append(out, x)
	}
	return out
}

func (p *plan) resultsMeeting(m judging.MatchResult) ResultsMeeting {
	out := ResultsMeeting{MatchMeeting: m.View(), Field: m.Field}
	if out.Judge = m.Judge; m.Judge != "" {
		out.Referee = p.judge(m.Judge)
	}
	if t := m.Told; t != nil {
		out.Sheet, out.Bouts, out.Decision, out.At = t.Sheet, t.Bouts, t.Decision, judging.Stamp(m.At)
		if t.Outcome != "ok" {
			out.Outcome = t.Outcome
		}
	}
	return out
}

// csvMatches are an entry's figures in a stage of matches, and whom it met.
func (b *output) csvMatches(p *plan, n int) (columns []csvColumn) {
	st := p.stages[n]
	if !st.played() {
		return nil
	}
	add := func(key string, cell func(*drawn, line) string) {
		columns = append(columns, csvColumn{st.title + ": " + b.Say("workbook.head."+key), func(l line) string {
			for _, d := range p.divisions {
				if m := d.in(st.ID); m != nil && d.ID == l.Entry.Division {
					return cell(m, l)
				}
			}
			return ""
		}})
	}
	add("played", func(m *drawn, l line) string {
		played, _, _ := m.tally(l.Entry.ID)
		return scoring.Int(int64(played)).String()
	})
	add("won", func(m *drawn, l line) string {
		_, won, _ := m.tally(l.Entry.ID)
		return scoring.Int(int64(won)).String()
	})
	add("difference", func(m *drawn, l line) string { _, _, ahead := m.tally(l.Entry.ID); return b.comma(ahead.Round(12)) })
	add("met", func(m *drawn, l line) string { return b.met(p, m, l.Entry.ID) })
	return columns
}

// met is whom an entry met, with the score from its side.
func (b *output) met(p *plan, m *drawn, entry string) string {
	codes := map[string]string{}
	for _, d := range p.divisions {
		for _, l := range d.lines {
			codes[l.Entry.ID] = l.Entry.Code
		}
	}
	var out []string
	for _, x := range m.Meetings {
		other, mine, theirs := x.B, x.For, x.Conceded
		if x.B == entry {
			other, mine, theirs = x.A, x.Conceded, x.For
		}
		if (x.A == entry || x.B == entry) && x.Played {
			out = append(out, codes[other]+" "+mine.Round(0)+":"+theirs.Round(0))
		}
	}
	return strings.Join(out, ", ")
}
