package web_test

// Rules that cannot be meant are refused when a contest is set up, with the
// field named: through the real API, in three languages.

import (
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"dovar/judging"
	"dovar/web"
)

// A ruling is an edit of a preset.
type ruling struct {
	name, preset string
	edit         func(*judging.Definition)
}

func number[T any](n T) *T { return &n }

// tie is a key before the vote.
func tie(d *judging.Definition, t judging.TieDef) {
	t.Order, t.Title = "desc", d.Title
	d.Ties = append([]judging.TieDef{t}, d.Ties...)
}

// panel changes how the sheets of the first stage are put together.
func panel(d *judging.Definition, name string, high, low, from int) {
	d.Stages[0].Panel = name
	d.Tests = []judging.TestDef{}
	if from > 0 {
		d.Stages[0].Params = &judging.ParamsDef{High: &high, Low: &low, From: &from}
	}
}

func judges(d *judging.Definition, least, recommended int) {
	d.Judges.Min, d.Judges.Recommended, d.Rank.MinSheets = least, recommended, min(least, 2)
}

// joint lets the jury write one sheet.
func joint(d *judging.Definition) { d.Judges.Sheets, d.Rank.MinSheets = "joint", 1 }

// single leaves the first stage one criterion of 10.
func single(d *judging.Definition) {
	s := &d.Stages[0]
	s.Criteria, s.Max = s.Criteria[:1], number(s.Criteria[0].Max)
	d.Bands = map[string][]judging.Band{s.Criteria[0].Bands: d.Bands[s.Criteria[0].Bands]}
	d.Ties = d.Ties[len(d.Ties)-1:]
	d.Tests = []judging.TestDef{}
}

const (
	fairPreset, teacherPreset = "science-fair-science", "it-teacher-contest"
	missionPreset, linePreset = "robot-mission", "line-follower"
)

var wrongRulings = []ruling{
	{"every weight is 0", teacherPreset, func(d *judging.Definition) {
		for i := range d.Stages {
			d.Stages[i].Weight, d.Stages[i].Combine = "0", "none"
		}
	}},
	{"keys behind the vote", fairPreset, func(d *judging.Definition) {
		last := len(d.Ties) - 1
		d.Ties[0], d.Ties[last] = d.Ties[last], d.Ties[0]
	}},
	{"the vote is missing", fairPreset, func(d *judging.Definition) { d.Ties = d.Ties[:1] }},
	{"the only stage decides again", fairPreset, func(d *judging.Definition) { tie(d, judging.TieDef{By: "stage", Stage: "fair"}) }},
	{"a key is asked twice", fairPreset, func(d *judging.Definition) { tie(d, d.Ties[1]) }},
	{"the best of one joint sheet", fairPreset, func(d *judging.Definition) {
		joint(d)
		tie(d, judging.TieDef{By: "sheet_best", Stage: "fair"})
		tie(d, judging.TieDef{By: "sheet_countback", Stage: "fair"})
	}},
	{"the one criterion is the result", fairPreset, func(d *judging.Definition) {
		single(d)
		tie(d, judging.TieDef{By: "criterion", Stage: "fair", Criterion: d.Stages[0].Criteria[0].ID})
	}},
	{"no such criterion", fairPreset, func(d *judging.Definition) { d.Ties[0].Criterion = "talk" }},
	{"attempt 4 of 3", missionPreset, func(d *judging.Definition) { d.Ties[0].N = number(4) }},
	{"the best time is the total", linePreset, func(d *judging.Definition) { d.Ties[0].N = number(1) }},
	{"drop1 of two", fairPreset, func(d *judging.Definition) { judges(d, 2, 2); panel(d, "drop1", 0, 0, 0) }},
	{"drop1 of a joint sheet", fairPreset, func(d *judging.Definition) { joint(d); panel(d, "drop1", 0, 0, 0) }},
	{"four of four dropped", fairPreset, func(d *judging.Definition) { panel(d, "drop", 2, 2, 4) }},
	{"drop from six of five", fairPreset, func(d *judging.Definition) { panel(d, "drop", 1, 1, 6) }},
	{"drop without its numbers", fairPreset, func(d *judging.Definition) { panel(d, "drop", 0, 0, 0) }},
	{"numbers that a mean does not take", fairPreset, func(d *judging.Definition) { panel(d, "mean", 1, 1, 3) }},
	{"the minimum is the maximum", fairPreset, func(d *judging.Definition) { d.Stages[0].Criteria[1].Min = d.Stages[0].Criteria[1].Max }},
	{"a step that does not divide", fairPreset, func(d *judging.Definition) { d.Stages[0].Criteria[1].Step = "0.7" }},
	{"a step of 0", fairPreset, func(d *judging.Definition) { d.Stages[0].Criteria[1].Step = "0" }},
	{"more sheets than judges", fairPreset, func(d *judging.Definition) { d.Rank.MinSheets = d.Judges.Min + 1 }},
	{"fewer judges recommended than needed", fairPreset, func(d *judging.Definition) { d.Judges.Recommended = d.Judges.Min - 1 }},
	{"places in percent", fairPreset, func(d *judging.Definition) {
		d.Rank.By, d.Stages[0].Combine = "percent", "percent"
		d.Rank.Order = "asc"
		panel(d, "rank_sum", 0, 0, 0)
	}},
	{"places and points added up", teacherPreset, func(d *judging.Definition) { d.Rank.Order = "asc"; d.Stages[1].Panel = "rank_sum" }},
	{"cuts out of order", teacherPreset, func(d *judging.Definition) {
		d.Rank.Cuts = []judging.CutDef{{After: "lesson", Top: 9}, {After: "portfolio", Top: 5}, {After: "speech", Top: 3}, {After: "exam", Top: 3}}
	}},
	{"a text is missing", teacherPreset, func(d *judging.Definition) { d.Stages[1].Criteria[2].Title.TG = "" }},
	{"a maximum of its own", teacherPreset, func(d *judging.Definition) { d.Stages[0].Max = number(judging.Decimal("49.5")) }},
	{"an example that does not come out", teacherPreset, func(d *judging.Definition) { d.Tests[0].Expect = "61.5" }},
	{"an example that cannot be marked", teacherPreset, func(d *judging.Definition) { d.Tests[0].Marks["literacy"] = "11" }},
	{"a panel that is not there", fairPreset, func(d *judging.Definition) { panel(d, "loudest", 0, 0, 0) }},
}

// Next to each wrong rule, one that may be meant.
var rightRulings = []ruling{
	{"a stage among others", teacherPreset, func(d *judging.Definition) { tie(d, judging.TieDef{By: "stage", Stage: "speech"}) }},
	{"the only stage under rounded totals", fairPreset, func(d *judging.Definition) {
		d.Rank.Round = &judging.RoundDef{Mode: "half_up"}
		tie(d, judging.TieDef{By: "stage", Stage: "fair"})
	}},
	{"the best of own sheets", fairPreset, func(d *judging.Definition) { tie(d, judging.TieDef{By: "sheet_best", Stage: "fair"}) }},
	{"the one criterion before penalties", fairPreset, func(d *judging.Definition) {
		single(d)
		d.Stages[0].Penalties = []judging.PenaltyDef{{ID: "late", Title: d.Title, Per: "-1", When: "always"}}
		tie(d, judging.TieDef{By: "criterion", Stage: "fair", Criterion: d.Stages[0].Criteria[0].ID})
	}},
	{"the second best time", linePreset, func(d *judging.Definition) {}},
	{"drop1 of three", fairPreset, func(d *judging.Definition) { judges(d, 2, 3); panel(d, "drop1", 0, 0, 0) }},
	{"drop from five of five", fairPreset, func(d *judging.Definition) { panel(d, "drop", 2, 2, 5) }},
	{"as many sheets as judges", fairPreset, func(d *judging.Definition) { d.Rank.MinSheets = d.Judges.Min }},
	{"a step that divides", fairPreset, func(d *judging.Definition) {
		c := &d.Stages[0].Criteria[1]
		delete(d.Bands, c.Bands)
		c.Step, c.Bands = "0.25", ""
	}},
}

func (r ruling) json(t *testing.T) string {
	t.Helper()
	preset, ok := judging.Preset(r.preset)
	if !ok {
		t.Fatal("no preset ", r.preset)
	}
	text, err := json.Marshal(preset)
	if err != nil {
		t.Fatal(err)
	}
	def, err := judging.ParseDefinition(text) // a copy: a preset is one for all
	if err != nil {
		t.Fatal(err)
	}
	r.edit(&def)
	if text, err = json.Marshal(def); err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestWrongRulesRefused(t *testing.T) {
	s := newSite(t)
	contest := "/api/v1/contests/" + s.contest.Contest.ID
	contests := "/api/v1/events/" + s.event.ID + "/contests"
	kept := s.as(judging.Organizer, "GET", contest, nil)
	listed := string(s.as(judging.Organizer, "GET", contests, nil).body)
	refused := func(method, path, body, lang string) (p web.Problem) {
		t.Helper()
		r := s.as(judging.Organizer, method, path, body, "Accept-Language", lang, "If-Match", kept.Header.Get("ETag"))
		if err := json.Unmarshal(r.body, &p); err != nil || r.StatusCode != http.StatusUnprocessableEntity || p.Code != "definition-refused" {
			t.Errorf("%s %s: %d %s", method, path, r.StatusCode, r.body)
		}
		return p
	}
	said := new(strings.Builder)
	for _, wrong := range wrongRulings {
		body := wrong.json(t)
		fmt.Fprintf(said, "## %s\n", wrong.name)
		for _, lang := range web.Languages {
			p := refused("PUT", contest, body, lang)
			for _, e := range p.Errors {
				fmt.Fprintf(said, "%s %s %s\n   %s: %s\n", lang, e.Location, e.Code, e.Field, e.Message)
			}
			if again := refused("POST", contests, body, lang); fmt.Sprint(again.Errors) != fmt.Sprint(p.Errors) {
				t.Errorf("%s: POST says %+v, PUT %+v", wrong.name, again.Errors, p.Errors)
			}
		}
		said.WriteString("\n")
	}
	const golden = "testdata/refusals.txt"
	if flag.Lookup("update").Value.String() == "true" {
		s.ok(os.WriteFile(golden, []byte(said.String()), 0o644))
	}
	want, err := os.ReadFile(golden)
	s.ok(err)
	if said.String() != string(want) {
		t.Errorf("%s differs; with -update it becomes\n%s", golden, said)
	}
	if after := s.as(judging.Organizer, "GET", contest, nil); string(after.body) != string(kept.body) {
		t.Error("a refused definition changed the contest")
	}
	if after := string(s.as(judging.Organizer, "GET", contests, nil).body); after != listed {
		t.Error("a refused definition made a contest")
	}
	for _, right := range rightRulings {
		if r := s.as(judging.Organizer, "POST", contests, right.json(t)); r.StatusCode != http.StatusOK {
			t.Errorf("%s: %d %s", right.name, r.StatusCode, r.body)
		}
	}
}

// A definition that cannot be read is refused like one that cannot be meant,
// and so is any other request: its field named, in three languages.
func TestWrongFieldsRefused(t *testing.T) {
	s := newSite(t)
	contests := "/api/v1/events/" + s.event.ID + "/contests"
	whole := ruling{"", fairPreset, func(*judging.Definition) {}}.json(t)
	title := `"title":{"en":"a","ru":"а","tg":"а"}`
	for _, c := range []struct{ method, path, body, location, code, ru string }{
		{"POST", contests, whole[:40], "body", "other", "Весь текст: Не удаётся прочитать, или сюда не подходит"},
		{"POST", contests, strings.Replace(whole, `"minors":true`, `"minors":"yes"`, 1), "minors", "boolean", "Участники — дети: Должно быть true или false"},
		{"POST", contests, strings.Replace(whole, `"step":"1"`, `"step":1`, 1), "stages[0].criteria[0].step", "decimal-quoted", `Этап «Постер и собеседование», критерий «Исследовательский вопрос», шаг: Это число пишут в кавычках, например "7.5"`},
		{"POST", contests, strings.Replace(whole, `"minors":true`, `"minors":true,"colour":"red"`, 1), "colour", "unknown", "Colour: Такого поля нет"},
		{"POST", "/api/v1/events", `{` + title + `,"starts":"2026-01-01","ends":"2026-01-01","colour":1}`, "body.colour", "unknown", "Colour: Такого поля нет"},
		{"POST", "/api/v1/events", `{"starts":"2026-01-01","ends":"2026-01-01"}`, "body.title", "missing", "Название: Не заполнено"},
		{"POST", "/api/v1/events", `{"title":{"en":"a","ru":7,"tg":"а"},"starts":"2026-01-01","ends":"2026-01-01"}`, "body.title.ru", "string", "Название, по-русски: Должен быть текст"},
		{"POST", "/api/v1/events", `{`, "body", "other", "Весь текст: Не удаётся прочитать, или сюда не подходит"},
		{"GET", "/api/v1/contests/" + s.contest.Contest.ID + "/journal?after=-1", "", "query.after", "least", "После: Не меньше 0"},
		{"GET", "/api/v1/contests/" + s.contest.Contest.ID + "/journal?after=x", "", "query.after", "integer", "После: Должно быть целое число"},
	} {
		var body any
		if c.body != "" {
			body = c.body
		}
		messages := map[string]bool{}
		for _, lang := range web.Languages {
			r := s.as(judging.Owner, c.method, c.path, body, "Accept-Language", lang)
			var p web.Problem
			if err := json.Unmarshal(r.body, &p); err != nil || len(p.Errors) == 0 {
				t.Fatalf("%s %s: %d %s", c.method, c.path, r.StatusCode, r.body)
			}
			e := p.Errors[0]
			messages[e.Message] = true
			if e.Location != c.location || e.Code != c.code || lang == "ru" && e.Field+": "+e.Message != c.ru {
				t.Errorf("%s %s: %+v, want %s %s, %s", c.method, c.path, e, c.location, c.code, c.ru)
			}
		}
		if len(messages) != len(web.Languages) {
			t.Errorf("%s %s: %v in three languages", c.method, c.path, messages)
		}
	}
}
