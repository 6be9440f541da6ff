package web_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"dovar/judging"
	"dovar/web"
)

// Who may prepare gets the editor; everybody of the desk reads the rules, also
// without a script.
func TestRulesPage(t *testing.T) {
	s := newSite(t)
	data := regexp.MustCompile(`(?s)id="rules-data">(.*?)</script>`)
	for role, edits := range map[judging.Role]bool{judging.Organizer: true, judging.Auditor: false} {
		r := s.as(role, "GET", "/organizer/contests/"+s.contest.Contest.ID+"/rules?lang=ru", nil)
		if r.StatusCode != 200 || !strings.Contains(string(r.body), "<h3>"+web.Words("ru", "rules.entry")+"</h3>") {
			t.Fatalf("%s: %d %s", role, r.StatusCode, r.body)
		}
		var page struct {
			ETag    string
			Edits   bool
			Def     judging.Definition
			Fixed   struct{ Divisions, Stages []string }
			Rubrics map[string]judging.Rubric
			Ties    map[string]map[string]string
		}
		s.ok(json.Unmarshal(data.FindSubmatch(r.body)[1], &page))
		etag := s.as(role, "GET", "/api/v1/contests/"+s.contest.Contest.ID, nil).Header.Get("ETag")
		if page.Edits != edits || page.ETag != etag || page.Def.ID != s.contest.Contest.Def.ID || len(page.Rubrics) == 0 || len(page.Fixed.Stages) == 0 || len(page.Ties["tg"]) != 4 {
			t.Errorf("%s: %+v", role, page)
		}
	}
}
