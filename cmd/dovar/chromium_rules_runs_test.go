package main

// Stages of referees, edited in a real browser.

import (
	"slices"
	"testing"

	"dovar/judging"
	"dovar/web/browsertest"
)

// The game of the robot league has no tasks in its preset: with a counter and a
// choice, each in three languages, what needs what and how an attempt may end,
// it can be scored, and its maximum is computed. A new stage becomes an
// inspection or matches.
func TestChromiumRulesRuns(t *testing.T) {
	r, s, _, _ := newRules(t)
	league, err := s.desk.newContest(t.Context(), s.event, "robot-league-4-level")
	s.must(err)
	game := slices.IndexFunc(definitionOf(s, league.ID).Stages, func(st judging.StageDef) bool { return st.Kind == "tasks" })
	if game != 3 || definitionOf(s, league.ID).Scored() {
		t.Fatalf("the game is stage %d, or scored without tasks", game)
	}
	browsertest.Size(t, r.tab, 1920, 1080)
	r.url = s.child.address + "/organizer/contests/" + league.ID + "/rules?lang=ru"
	r.open("stages")
	r.tap(`document.getElementById("at-stages-3-head")`)
	title := func(at, name string) {
		t.Helper()
		for _, lang := range []string{"tg", "ru", "en"} {
			r.fill("at-stages-"+at+"-title-"+lang, name)
		}
	}
	r.tap(`document.getElementById("at-stages-3-tasks-add")`)
	title("3-tasks-0", "Model moved")
	r.fill("at-stages-3-tasks-0-counter-each", "12,5")
	r.fill("at-stages-3-tasks-0-counter-max", "4")
	r.tap(`document.getElementById("at-stages-3-tasks-add")`)
	title("3-tasks-1", "Parking")
	r.choose("at-stages-3-tasks-1-counter", 1)
	r.fill("at-stages-3-tasks-1-choice-1-value", "20")
	for _, lang := range []string{"tg", "ru", "en"} {
		r.fill("at-stages-3-tasks-1-choice-0-label-"+lang, "No")
		r.fill("at-stages-3-tasks-1-choice-1-label-"+lang, "Yes")
	}
	r.tap(`document.querySelectorAll("#at-stages-3 fieldset input")[1]`) // parking needs the model
	r.until("the maximum", `document.getElementById("at-stages-3-max").textContent === "70"`)
	r.tap(`document.getElementById("at-stages-3-outcomes-add")`)
	r.tap(`document.getElementById("at-stages-3-outcomes-add")`)
	look(t, r.tab, "rules-tasks", deskScreens)
	browsertest.Size(t, r.tab, 1920, 1080)

	r.tap(`document.getElementById("at-stages-add")`)
	title("4", "Check")
	r.choose("at-stages-4-kind", 4)
	title("4-items-0", "Mass")
	r.choose("at-stages-4-items-0-max", 1)
	r.fill("at-stages-4-items-0-max-0", "500")
	r.choose("at-stages-4-items-0-unit", 0)
	look(t, r.tab, "rules-check", deskScreens)
	browsertest.Size(t, r.tab, 1920, 1080)
	r.save()

	def := definitionOf(s, league.ID)
	if !def.Scored() {
		t.Error("the league is not scored with its tasks")
	}
	st, check := def.Stages[3], def.Stages[4]
	if st.Max == nil || *st.Max != "70" || len(st.Tasks) != 2 || !slices.Equal(st.Tasks[1].Needs, []string{"model-moved"}) || len(st.Outcomes) != 2 {
		t.Errorf("the game is %+v", st)
	}
	if check.Kind != "checklist" || check.Weight != "0" || len(check.Items) != 1 || check.Items[0].ID != "mass" || check.Items[0].Unit != "g" {
		t.Errorf("the check is %+v", check)
	}

	r.open("stages")
	r.tap(`document.getElementById("at-stages-add")`)
	r.choose("at-stages-5-kind", 3)
	r.until("the matches", `document.getElementById("at-stages-5-matches-points-0").value === "3"`)
	r.choose("at-stages-5-matches-format", 2)
	r.until("no points in a knock-out", `!document.getElementById("at-stages-5-matches-points-0")`)
	look(t, r.tab, "rules-matches", deskScreens)
}
