package main

// Games of each with each, twice, through the stages of matches.

import (
	"slices"

	"dovar/judging"
	"dovar/scoring"
)

// roundRobin draws a table in which everybody meets everybody twice, has referees
// tell the games that were played, and reads the table: once level, once by the
// case's chain, and once by each key alone, since a row tells only keys that it
// was asked.
func roundRobin(c refCase) map[string]any {
	out := map[string]any{}
	rows := c.games("head_to_head", "wins", "sonneborn")
	out["rankWithTieBreak"] = ofEach(rows, placed)
	level := c.games()
	out["rankByPoints"] = ofEach(level, placed)
	out["points"] = ofEach(level, func(r judging.StandingRow) any { return why(r, "stage", "games", "result") })
	for name, key := range map[string]string{"headToHead": "head_to_head", "wins": "wins", "sonnebornBerger": "sonneborn"} {
		told := ofEach(c.games(key), func(r judging.StandingRow) any { return why(r, "tie", "games", "mine") })
		for code, figure := range told {
			if figure == "" { // alone on its points: nobody asks
				delete(told, code)
				delete(c.Expect[name].(map[string]any), code)
			}
		}
		if len(told) < len(level)/2 {
			c.t.Errorf("%s is told of %d only", key, len(told))
		}
		out[name] = told
	}
	return out
}

// games holds the contest with a chain of keys and returns its table.
func (c refCase) games(chain ...string) map[string]judging.StandingRow {
	c.t.Helper()
	def := presetFor(c.t, "mini-sumo")
	s := def.Stages[slices.IndexFunc(def.Stages, func(s judging.StageDef) bool { return s.ID == "groups" })]
	win := param[judging.Decimal](c, "win")
	s.ID, s.Rules = "games", nil
	s.Matches = &judging.MatchesDef{Format: "round_robin", To: 1, Seconds: 90, Points: []judging.Decimal{win, param[judging.Decimal](c, "draw"), "0"}, Undecided: "referee"}
	vote := def.Ties[len(def.Ties)-1]
	def.Stages, def.Ties = []judging.StageDef{s}, nil
	for _, key := range chain {
		def.Ties = append(def.Ties, judging.TieDef{By: key, Stage: s.ID, Order: "desc", Title: vote.Title})
	}
	def.Ties = append(def.Ties, vote)
	codes := in[[]string](c, "entries")
	a := newArena(c.t, def, codes, 1, 1)
	referee := a.chairs[0]
	a.must(referee.hello(c.t.Context()))
	played := map[string]bool{} // meetings
	half := scoring.Int(1).Quo(scoring.Int(2))
	for _, row := range in[[][3]string](c, "scores") {
		i := slices.IndexFunc(referee.seen.Sheets, func(s judging.HelloSheet) bool {
			pair := []string{s.Entry, s.Against}
			return !played[s.Meeting] && slices.Contains(pair, a.entries[row[0]]) && slices.Contains(pair, a.entries[row[1]])
		})
		if i < 0 {
			c.t.Fatalf("no game of %s with %s is left", row[0], row[1])
		}
		sheet := referee.seen.Sheets[i]
		played[sheet.Meeting] = true
		points, err := scoring.ParseDecimal(row[2])
		a.must(err)
		first, other := "a", "b"
		if sheet.Entry != a.entries[row[0]] {
			first, other = other, first
		}
		record := judging.Record{Outcome: "ok"}
		switch points.Cmp(half) {
		case 1:
			record.Bouts = []string{first}
		case -1:
			record.Bouts = []string{other}
		default:
			record.Decision = "draw"
		}
		a.submit(referee, sheet, judging.Body{Record: record})
	}
	a.send()
	return a.standings()
}
