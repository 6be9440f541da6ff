package cases

// The kinds of attempts and games: robots, times, chess.

import (
	"encoding/json"
	"fmt"
	"testing"

	"dovar/scoring"
)

func init() {
	kinds["average_of_5"] = averageOf5
	kinds["wro_future_engineers"] = wroFutureEngineers
	kinds["rcj_normalised"] = rcjNormalised
	kinds["fll_champion"] = fllChampion
	kinds["round_robin"] = roundRobin
}

// averageOf5 reads -1 (did not finish) and -2 (did not start).
func averageOf5(t testing.TB, c Case) any {
	s := runs("solve", 5, "average")
	s.Runs.ByTime, s.Params = true, scoring.Params{High: 1, Low: 1}
	s.Rounds = []scoring.Rounding{{At: scoring.RoundResult, Mode: scoring.HalfUp}}
	r := rule(s)
	r.Last = true
	r.Ties = []scoring.Tie{{By: scoring.TieAttemptTime, Stage: s.ID, N: 1, Ascending: true}}
	field := entered(In[[]string](t, c, "entries"))
	for entry, times := range In[map[string][]int64](t, c, "attempts") {
		for i, time := range times {
			field.run(s.ID, entry, i+1, scoring.Run{Time: scoring.Int(max(time, 0)), Timed: time > 0, None: time < 0})
		}
	}
	standings := field.ranked(t, r)
	return map[string]any{"rank": each(standings, place),
		"best": each(standings, func(s scoring.Standing) any { return whole(s.Keys[0][0]) }),
		"average": each(standings, func(s scoring.Standing) any {
			if !s.Scored {
				return -1
			}
			return whole(s.Total)
		})}
}

func wroFutureEngineers(t testing.TB, c Case) any {
	r := rule(runs("open", 2, "best"), runs("obstacle", 2, "best"), given("document"))
	keys := map[string]scoring.Tie{
		"bestObstacle.points": {By: scoring.TieAttempt, Stage: "obstacle", N: 1}, "bestObstacle.time": {By: scoring.TieAttemptTime, Stage: "obstacle", N: 1, Ascending: true},
		"secondObstacle.points": {By: scoring.TieAttempt, Stage: "obstacle", N: 2}, "secondObstacle.time": {By: scoring.TieAttemptTime, Stage: "obstacle", N: 2, Ascending: true},
		"bestOpen.points": {By: scoring.TieAttempt, Stage: "open", N: 1}, "bestOpen.time": {By: scoring.TieAttemptTime, Stage: "open", N: 1, Ascending: true},
		"secondOpen.points": {By: scoring.TieAttempt, Stage: "open", N: 2}, "secondOpen.time": {By: scoring.TieAttemptTime, Stage: "open", N: 2, Ascending: true},
		"document": {By: scoring.TieStage, Stage: "document"},
	}
	for _, name := range Param[[]string](t, c, "tieBreak") {
		tie, known := keys[name]
		if !known {
			t.Fatalf("key %q", name)
		}
		r.Ties = append(r.Ties, tie)
	}
	field := entered(In[[]string](t, c, "entries"))
	type results struct {
		Open, Obstacle [][2]int64
		Document       int64
	}
	for entry, x := range In[map[string]results](t, c, "results") {
		for stage, rounds := range map[string][][2]int64{"open": x.Open, "obstacle": x.Obstacle} {
			for i, round := range rounds {
				field.run(stage, entry, i+1, scoring.Run{Points: scoring.Int(round[0]), Time: scoring.Int(round[1]), Timed: true})
			}
		}
		field.run("document", entry, 1, scoring.Run{Points: scoring.Int(x.Document)})
	}
	standings := field.ranked(t, r)
	return map[string]any{"total": each(standings, wholeTotal), "rank": each(standings, place)}
}

func rcjNormalised(t testing.TB, c Case) any {
	if mode := Param[string](t, c, "mode"); mode != "document" {
		t.Fatalf("mode %q", mode)
	}
	weights := Param[[]string](t, c, "weights")
	rounds, document := runs("runs", 0, "normalised"), given("document")
	rounds.Params.K = Param[int](t, c, "bestN")
	rounds.Weight, document.Weight = number(t, weights[0]), number(t, weights[1])
	field := entered(In[[]string](t, c, "entries"))
	for i, row := range c.Scores(t) {
		field.run("runs", row["entry"], i, scoring.Run{Points: number(t, row["points"]), Field: row["normalisationGroup"]})
	}
	for entry, points := range In[map[string]string](t, c, "document") {
		field.points(t, "document", entry, 1, points)
	}
	standings := field.ranked(t, rule(rounds, document))
	return map[string]any{"meanNormalised": each(standings, result(0)), "final": each(standings, total), "rank": each(standings, place)}
}

func fllChampion(t testing.TB, c Case) any {
	areas := []string{"coreValues", "innovationProject", "robotDesign"}
	r := rule()
	r.By = scoring.Ranks
	field := entered(In[[]string](t, c, "entries"))
	rubrics := In[map[string]map[string][]int64](t, c, "rubrics")
	gracious := In[map[string][]int64](t, c, "graciousProfessionalism")
	for _, area := range areas {
		s := single(area, scoring.Mean)
		s.Criteria = nil
		for entry, of := range rubrics {
			levels := of[area]
			if area == "coreValues" {
				levels = append(levels, gracious[entry]...)
			}
			for i, level := range levels {
				id := fmt.Sprint("line ", i)
				if len(s.Criteria) == i {
					s.Criteria = append(s.Criteria, criterion(id, 0, 4))
				}
				field.mark(t, area, entry, "panel", id, text(level))
			}
		}
		r.Stages = append(r.Stages, s)
	}
	game := runs("robotGame", 3, "best")
	game.Ties = []scoring.Tie{{By: scoring.TieAttempt, Stage: game.ID, N: 2}, {By: scoring.TieAttempt, Stage: game.ID, N: 3}}
	r.Stages = append(r.Stages, game)
	for entry, points := range In[map[string][]int64](t, c, "robotGame") {
		for i, p := range points {
			field.run(game.ID, entry, i+1, scoring.Run{Points: scoring.Int(p)})
		}
	}
	standings := field.ranked(t, r)
	ranks := map[string]any{}
	for i, s := range r.Stages {
		ranks[s.ID] = each(standings, func(s scoring.Standing) any { return whole(s.Stages[i].Place) })
	}
	return map[string]any{"areaRank": ranks, "championScore": each(standings, wholeTotal), "championRank": each(standings, place)}
}

func roundRobin(t testing.TB, c Case) any {
	games := scoring.Stage{ID: "games", Weight: scoring.Int(1), Games: true}
	field := entered(In[[]string](t, c, "entries"))
	win := Param[string](t, c, "win")
	for i, row := range c.Scores(t) {
		points := number(t, row["pointsOfFirst"])
		other := number(t, win).Sub(points)
		field.game(games.ID, row["first"], i, scoring.Game{Against: row["second"], Points: points, Won: points.Cmp(number(t, win)) == 0})
		field.game(games.ID, row["second"], i, scoring.Game{Against: row["first"], Points: other, Won: points.IsZero()})
	}
	r := rule(games)
	byPoints := field.ranked(t, r)
	r.Ties = []scoring.Tie{{By: scoring.TieHeadToHead, Stage: games.ID}, {By: scoring.TieWins, Stage: games.ID}, {By: scoring.TieSonneborn, Stage: games.ID}}
	standings := field.ranked(t, r)
	return map[string]any{"points": each(standings, total), "headToHead": each(standings, key(0)), "sonnebornBerger": each(standings, key(2)),
		"wins":         each(standings, func(s scoring.Standing) any { return whole(s.Keys[1][0]) }),
		"rankByPoints": each(byPoints, place), "rankWithTieBreak": each(standings, place)}
}

// game adds one side's view of a game.
func (c *contest) game(stage, entry string, number int, game scoring.Game) {
	c.sheets = append(c.sheets, scoring.Sheet{Stage: stage, Entry: entry, Attempt: number, Game: &game})
}

// whole is a number that a case writes without quotes.
func whole(n scoring.Number) json.Number { return json.Number(n.String()) }
