package web_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"dovar/judging"
	"dovar/web"
)

type checkedBody struct {
	OK       bool
	Problems []web.FieldProblem
	Rules    map[string][]struct {
		Level int
		Text  string
	}
	Rubrics map[string]judging.Rubric
}

// A definition is looked at as it would be kept, and nothing is kept.
func TestCheckContest(t *testing.T) {
	s := newSite(t)
	path := "/api/v1/contests/" + s.contest.Contest.ID
	definition := string(s.as(judging.Organizer, "GET", path, nil).body)
	check := func(text, lang string) (out checkedBody) {
		t.Helper()
		r := s.as(judging.Organizer, "POST", path+"/check", text, "Accept-Language", lang)
		if r.StatusCode != http.StatusOK {
			t.Fatalf("check: %d %s", r.StatusCode, r.body)
		}
		s.ok(json.Unmarshal(r.body, &out))
		return out
	}
	edit := func(old, new string) string {
		t.Helper()
		if !strings.Contains(definition, old) {
			t.Fatalf("the definition has no %s:\n%s", old, definition)
		}
		return strings.Replace(definition, old, new, 1)
	}

	whole := check(definition, "ru")
	stage := s.contest.Contest.Def.Stages[0]
	if !whole.OK || len(whole.Problems) != 0 || len(whole.Rules["tg"]) < 20 || whole.Rules["ru"][0].Text != web.Words("ru", "rules.entry") {
		t.Errorf("a good definition: %+v", whole)
	}
	if r := whole.Rubrics[stage.ID]; len(r.Criteria) != len(stage.Criteria) || r.Hash() != rubricOf(t, s.contest.Contest.Def, stage.ID).Hash() {
		t.Errorf("the rubric is not the contest's: %+v", r)
	}

	// Without a text there are no rules, and the sheet can still be seen.
	broken := check(edit(stage.Title.RU, ""), "ru")
	if broken.OK || len(broken.Rules) != 0 || len(broken.Rubrics[stage.ID].Criteria) == 0 {
		t.Errorf("a text is missing: %+v", broken)
	}
	if p := broken.Problems[0]; p.Location != "stages[0].title.ru" || p.Code != "text-missing" || p.Message != web.Words("ru", "wrong.text-missing") {
		t.Errorf("a text is missing: %+v", p)
	}

	// A scale that leads nowhere is not drawn.
	nowhere := check(edit(`"step":"1"`, `"step":"0"`), "en")
	if p := nowhere.Problems[0]; p.Code != "above-0" || len(nowhere.Rubrics) != 0 {
		t.Errorf("a step of 0: %+v", nowhere)
	}
	endless := check(edit(`"step":"1"`, `"step":"0.0001"`), "en")
	if _, drawn := endless.Rubrics[stage.ID]; drawn {
		t.Error("a scale of 100,000 keys is drawn")
	}

	// What PUT would refuse is said here too.
	kept := check(edit(`"id":"`+stage.ID+`","title"`, `"id":"renamed","title"`), "en")
	if kept.OK {
		t.Error("a stage that exists may be left out")
	}
	if r := s.as(judging.Organizer, "POST", path+"/check", "[]"); !strings.Contains(string(r.body), `"location":"."`) {
		t.Errorf("no definition: %d %s", r.StatusCode, r.body)
	}
	if r := s.as(judging.Organizer, "POST", "/api/v1/contests/foreign/check", definition); r.StatusCode != http.StatusNotFound {
		t.Errorf("another's contest: %d %s", r.StatusCode, r.body)
	}
	if after := string(s.as(judging.Organizer, "GET", path, nil).body); after != definition {
		t.Error("a check changed the contest")
	}
}

func rubricOf(t *testing.T, def judging.Definition, stage string) judging.Rubric {
	t.Helper()
	r, ok := def.Rubric(stage)
	if !ok {
		t.Fatalf("%s has no rubric", stage)
	}
	return r
}
