package web_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dovar/judging"
	"dovar/scoring"
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
			Methods map[string][]struct {
				Name               string
				Params             []string
				Bounds, Moves, Low bool
			}
		}
		s.ok(json.Unmarshal(data.FindSubmatch(r.body)[1], &page))
		etag := s.as(role, "GET", "/api/v1/contests/"+s.contest.Contest.ID, nil).Header.Get("ETag")
		if page.Edits != edits || page.ETag != etag || page.Def.ID != s.contest.Contest.Def.ID || len(page.Rubrics) == 0 || len(page.Fixed.Stages) == 0 {
			t.Errorf("%s: %+v", role, page)
		}
		for _, of := range []scoring.Part{scoring.PanelPart, scoring.TotalPart} {
			for i, m := range scoring.Methods(of) {
				if len(page.Methods[string(of)]) <= i {
					t.Fatalf("%s: the page lacks %s %s", role, of, m.Name)
				}
				got := page.Methods[string(of)][i]
				if got.Name != m.Name || !slices.Equal(got.Params, m.Params) || got.Bounds != m.Bounds || got.Moves != m.Moves || got.Low != m.Low {
					t.Errorf("%s: the page has %+v, not %s", role, got, m.Name)
				}
			}
		}
		for _, k := range page.Methods["tie"] {
			if page.Ties["tg"]["method.tie."+k.Name] == "" {
				t.Errorf("%s: the page has no title for %s", role, k.Name)
			}
		}
		if len(page.Methods["tie"]) != len(judging.TieKeys()) {
			t.Errorf("%s: %d keys of the chain", role, len(page.Methods["tie"]))
		}
	}
}
