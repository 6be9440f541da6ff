package web_test

// What a guest may read of a day of matches, on every public address.

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"dovar/judging"
	"dovar/web"
)

// A robot that asked not to be shown, who refereed, how a team answered and why the
// referees decided stand on no page and in no file for everybody: neither while the
// finals are played nor once all is published with reasons.
func TestGuestsReadNothingElseOfMatches(t *testing.T) {
	r := newRing(t, robots...)
	contest := r.view.Contest.ID
	r.groups()
	r.finals(1)
	hidden := r.entries[slices.IndexFunc(r.entries, func(e judging.Entry) bool { return e.ID == r.waiting(2)[0].Entry })]
	_, err := r.service.AmendEntry(r.ctx, r.system, hidden.ID, judging.EntryChange{Visibility: new(judging.ShowNothing)}, "asked")
	r.ok(err)
	secrets := []string{hidden.ID, hidden.Name, "Қодиров", r.by.ID, "Фирӯз", "дер оғоз шуд", "вақт тамом шуд", "-absent", "refused"}
	for _, board := range []judging.Board{{State: judging.BoardHidden}, {State: judging.BoardLive}, {State: judging.BoardPublished, Reasons: true}} {
		_, err := r.service.SetBoard(r.ctx, r.system, contest, board)
		r.ok(err)
		api := "/api/v1/boards/" + contest
		paths := []string{api, api + "/entries", "/api/v1/contests/" + contest + "/queue", "/pit/" + contest, "/board/" + contest, "/b/" + contest, "/"}
		for _, e := range r.entries {
			paths = append(paths, api+"/entries/"+e.ID)
		}
		for _, f := range web.ResultsFiles {
			paths = append(paths, "/api/v1/contests/"+contest+"/results."+f.Ext)
		}
		read := 0
		for _, path := range paths {
			answer := r.send("GET", path, nil, "Accept-Language", "ru")
			text := string(answer.body)
			if strings.HasSuffix(path, ".xlsx") && answer.StatusCode == 200 {
				text = strings.Join(cellsOf(t, answer.body), "\n")
			}
			if answer.StatusCode == 200 {
				read++
			}
			for _, secret := range secrets {
				if strings.Contains(text, secret) {
					t.Errorf("%s, %s holds %q", board.State, path, secret)
				}
			}
		}
		if want := map[judging.BoardState]int{judging.BoardHidden: 5, judging.BoardLive: 7, judging.BoardPublished: 17}[board.State]; read != want {
			t.Errorf("%s: %d of %d addresses read, want %d", board.State, read, len(paths), want)
		}
	}
}

// One event shows its contests of robots and of juries side by side, those alone
// whose boards are public.
func TestAnEventShowsItsContestsSideBySide(t *testing.T) {
	s := newSite(t)
	f := s.robotFair()
	fair, _ := judging.Preset("science-fair-science")
	jury, err := s.service.CreateContest(s.ctx, s.system, f.event.ID, fair)
	s.ok(err)
	contests := []string{f.runs.Contest.ID, f.sumo.Contest.ID, jury.Contest.ID}
	for shown := range len(contests) + 1 {
		page := s.send("GET", "/", nil)
		for i, id := range contests {
			if page.has("/board/"+id) != (i < shown) {
				t.Errorf("with %d public boards the page leads to the %d.: %v", shown, i+1, i >= shown)
			}
		}
		if shown < len(contests) {
			_, err := s.service.SetBoard(s.ctx, s.system, contests[shown], judging.Board{State: judging.BoardLive})
			s.ok(err)
		}
	}
}

// Outcomes of matches are results: before they are published, who may not read
// results reads who meets whom, and no more.
func TestOutcomesOfMatchesNeedTheRightToResults(t *testing.T) {
	r := newRing(t, robots...)
	r.groups()
	r.finals(1)
	page, api := "/organizer/contests/"+r.view.Contest.ID+"/matches", "/api/v1/contests/"+r.view.Contest.ID+"/matches"
	for _, role := range judging.Roles {
		if !role.May(judging.Look) {
			continue
		}
		var stages []judging.MatchStage
		r.ok(json.Unmarshal(r.as(role, "GET", api, nil).body, &stages))
		tables, pairs, told := 0, 0, 0
		for _, m := range stages {
			tables += len(m.Groups)
			for _, v := range m.Meetings {
				if v.A != "" && v.B != "" {
					pairs++
				}
				told += len(v.ScoreA + v.ScoreB + v.Winner)
			}
		}
		if pairs == 0 || (tables > 0) != role.May(judging.Results) || (told > 0) != role.May(judging.Results) {
			t.Errorf("%s reads %d pairs, %d tables, outcomes of %d letters", role, pairs, tables, told)
		}
		account, _ := r.person(string(role), role)
		for stage := 1; stage < 3; stage++ {
			body := string(r.send("GET", page+"?lang=en&stage="+r.view.Stages[stage].ID, nil, "Cookie", r.session(account.ID)).body)
			shown := strings.Contains(body, `class="won"`) || strings.Contains(body, `row won"`) || strings.Contains(body, `num score`)
			if shown != role.May(judging.Results) || strings.Contains(body, "desk.matches") || !strings.Contains(body, robots[0]) {
				t.Errorf("%s sees outcomes of stage %d: %v", role, stage, shown)
			}
		}
	}
}
