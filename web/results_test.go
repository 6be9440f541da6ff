package web_test

import (
	"encoding/csv"
	"encoding/json"
	"mime"
	"reflect"
	"strings"
	"testing"

	"dovar/judging"
	"dovar/web"
	"dovar/web/workbook"
)

// Who gets what: the whole by right, the public part once published, nothing
// before; and a file taken while a stage is open is a row of the journal.
func TestResultsForWhom(t *testing.T) {
	s := newSite(t)
	w := s.fair()
	path := "/api/v1/contests/" + w.view.Contest.ID + "/results."
	bearer := func(role judging.Role) []string { return []string{"Authorization", "Bearer " + s.tokens[role]} }
	for _, f := range web.ResultsFiles {
		for _, role := range judging.Roles {
			r := s.as(role, "GET", path+f.Ext, nil)
			if want := map[bool]int{true: 200, false: 404}[role.May(judging.Results)]; r.StatusCode != want {
				t.Errorf("%s by %s while the board is hidden: %d, want %d", f.Ext, role, r.StatusCode, want)
			}
		}
		if r := s.send("GET", path+f.Ext, nil); r.StatusCode != 404 {
			t.Errorf("%s by a guest while the board is hidden: %d", f.Ext, r.StatusCode)
		}
		if r := s.send("GET", path+f.Ext, nil, append(bearer(judging.Owner), "Host", "dovar.test")...); r.StatusCode != 404 {
			t.Errorf("%s with a Bearer over plain HTTP on a network: %d: the whole travels in the open", f.Ext, r.StatusCode)
		}
		if r := s.send("GET", path+f.Ext, nil, "Cookie", "dovar=of-a-session-that-ended"); r.StatusCode != 404 {
			t.Errorf("%s with an ended session: %d", f.Ext, r.StatusCode)
		}
		if r := s.send("GET", path+f.Ext, nil, "Authorization", "Bearer dovar_nonsense"); r.StatusCode != 401 {
			t.Errorf("%s with a nonsense Bearer: %d", f.Ext, r.StatusCode)
		}
	}
	board := func(state judging.BoardState) {
		_, err := s.service.SetBoard(s.ctx, s.system, w.view.Contest.ID, judging.Board{State: state})
		s.ok(err)
	}
	board(judging.BoardLive)
	if r := s.send("GET", path+"json", nil); r.StatusCode != 404 {
		t.Errorf("a live board is not a published one: %d", r.StatusCode)
	}
	board(judging.BoardPublished)
	for _, ask := range [][]string{nil, bearer(judging.Technician)} {
		r := s.send("GET", path+"json", nil, ask...)
		var public workbook.Public
		s.ok(json.Unmarshal(r.body, &public))
		rows, err := s.Follower.Rows(s.ctx, w.view.Contest.ID, "", "", 0)
		s.ok(err)
		if !reflect.DeepEqual(public.Divisions[0].Rows, rows) || len(rows) == 0 {
			t.Errorf("the public part is %+v, the board %+v", public.Divisions[0].Rows, rows)
		}
	}

	looks := func() (n int) {
		rows, err := s.service.JournalOf(s.ctx, judging.Scope{Contest: w.view.Contest.ID}, 0)
		s.ok(err)
		for _, row := range rows {
			if row.Kind == judging.RowLook {
				n++
			}
		}
		return n
	}
	if looks() != 0 {
		t.Error("a look was written while no stage is open")
	}
	_, err := s.service.SetStage(s.ctx, s.system, w.view.Stages[0].ID, judging.StageOpen, "")
	s.ok(err)
	r := s.as(judging.Auditor, "GET", path+"json", nil)
	var whole workbook.Results
	s.ok(json.Unmarshal(r.body, &whole))
	if c := s.contestN(w.view.Contest.ID); looks() != 1 || whole.N != c {
		t.Errorf("%d looks; the file is of row %d of %d: it must hold the row that says who took it", looks(), whole.N, c)
	}
	if s.send("GET", path+"xlsx", nil); looks() != 1 {
		t.Error("a guest's public part was written as a look")
	}
}

func (s *site) contestN(id string) int64 {
	v, err := s.service.Contest(s.ctx, id)
	s.ok(err)
	return v.Contest.N
}

// Nothing of what is not public is in the public part, in any file.
func TestPublicPartHoldsNothingElse(t *testing.T) {
	s := newSite(t)
	w := s.fair()
	hidden := w.entries[2]
	_, err := s.service.AmendEntry(s.ctx, s.system, hidden.ID, judging.EntryChange{Visibility: new(judging.ShowNothing)}, "asked")
	s.ok(err)
	_, err = s.service.SetBoard(s.ctx, s.system, w.view.Contest.ID, judging.Board{State: judging.BoardPublished})
	s.ok(err)
	whole := s.written(w.view.Contest.ID, "ru")
	secrets := []string{hidden.Name, hidden.ID, w.judges[0].Name, w.judges[0].ID, "судила свою школу", w.entries[7].Name, "Сино", "Собеседование"}
	for _, f := range web.ResultsFiles {
		r := s.send("GET", "/api/v1/contests/"+w.view.Contest.ID+"/results."+f.Ext+"?lang=ru", nil)
		text := string(r.body)
		if f.Ext == "xlsx" {
			text = strings.Join(cellsOf(t, r.body), "\n")
		}
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				t.Errorf("the public %s holds %q", f.Ext, secret)
			}
		}
		if !strings.Contains(text, w.entries[0].Name) {
			t.Errorf("the public %s misses an entry: %.200s", f.Ext, text)
		}
	}
	if all := strings.Join(cellsOf(t, whole), "\n"); !strings.Contains(all, hidden.Name) || !strings.Contains(all, "судила свою школу") {
		t.Error("the whole workbook does not hold what the public one must not: the test looks for nothing")
	}
}

// cellsOf are all cells of a workbook, as text.
func cellsOf(t testing.TB, book []byte) (out []string) {
	t.Helper()
	f := bookOf(t, book)
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, sheet)
		for _, row := range rows {
			out = append(out, row...)
		}
	}
	return out
}

// A file's name is its contest's, for systems that know ASCII only too.
func TestResultsFileNames(t *testing.T) {
	s := newSite(t)
	w := s.fair()
	for lang, want := range map[string]string{"ru": "Научная ярмарка научный проект", "tg": w.def.Title.TG, "en": w.def.Title.EN} {
		r := s.as(judging.Owner, "GET", "/api/v1/contests/"+w.view.Contest.ID+"/results.csv?lang="+lang, nil)
		kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Disposition"))
		if err != nil || kind != "attachment" || !strings.HasPrefix(strings.ReplaceAll(params["filename"], ":", ""), strings.ReplaceAll(want, ":", "")) {
			t.Errorf("%s: %q %v", lang, params["filename"], err)
		}
		if len(r.Cookies()) > 0 {
			t.Errorf("%s: a file in another language sets %v", lang, r.Cookies())
		}
	}
	f := web.ResultsFiles[0]
	name, ascii := f.Name("ru", judging.Text{RU: "../Ҷамшед\u202e\r\n\"; \x00Ғолиб?"}, "v1")
	if name != "Ҷамшед ; Ғолиб v1.xlsx" || ascii != "Jamshed-Gholib-v1.xlsx" {
		t.Errorf("%q %q", name, ascii)
	}
	if _, ascii := f.Name("ru", judging.Text{RU: "雪"}, ""); ascii != "results.xlsx" {
		t.Errorf("%q", ascii)
	}
}

// The table opens in Excel by itself and arms nothing.
func TestCSV(t *testing.T) {
	s := newSite(t)
	w := s.fair()
	_, err := s.service.AmendEntry(s.ctx, s.system, w.entries[0].ID, judging.EntryChange{Name: new("=HYPERLINK(\"http://evil.example\")")}, "typed")
	s.ok(err)
	read := func(lang string) [][]string {
		body := string(s.as(judging.Owner, "GET", "/api/v1/contests/"+w.view.Contest.ID+"/results.csv?lang="+lang, nil).body)
		text, marked := strings.CutPrefix(body, "\ufeff")
		if !marked || !strings.Contains(text, "\r\n") {
			t.Errorf("%s: %.20q", lang, body)
		}
		in := csv.NewReader(strings.NewReader(text))
		in.Comma = ';'
		rows, err := in.ReadAll()
		s.ok(err)
		return rows
	}
	ru, en := read("ru"), read("en")
	if len(ru) != 9 || ru[1][1] != "P-07" || ru[1][7] != "74" || ru[2][1] != "P-03" || en[1][8] != "1" {
		t.Errorf("%q", ru)
	}
	// With another separator, as an English Windows has it, a name is several cells.
	_, err = s.service.AmendEntry(s.ctx, s.system, w.entries[1].ID, judging.EntryChange{Name: new("Oven, =cmd|' /C calc'!A0,\"+1\"; -5, 9")}, "typed")
	s.ok(err)
	if body := string(s.as(judging.Owner, "GET", "/api/v1/contests/"+w.view.Contest.ID+"/results.csv?lang=en", nil).body); !strings.Contains(body, `Oven, '=cmd|' /C calc'!A0,""'+1""; '-5, 9`) {
		t.Errorf("a formula goes out armed behind a comma: %s", body)
	}
	var guarded bool
	for _, row := range ru {
		guarded = guarded || row[2] == "'=HYPERLINK(\"http://evil.example\")"
	}
	if !guarded {
		t.Errorf("a formula goes out armed: %q", ru)
	}
}

// The desk's page names the version, leads to the files, and warns while a
// stage is open; it shows no result and writes no look.
func TestResultsPage(t *testing.T) {
	s := newSite(t)
	w := s.fair()
	path := "/organizer/contests/" + w.view.Contest.ID + "/results"
	r := s.page(judging.Chair, path)
	for _, f := range web.ResultsFiles {
		for _, lang := range web.Languages {
			if !r.has("/api/v1/contests/" + w.view.Contest.ID + "/results." + f.Ext + "?lang=" + lang) {
				t.Errorf("no link to %s in %s", f.Ext, lang)
			}
		}
	}
	warning := strings.Split(web.Words("en", "desk.results.open"), "“")[0]
	if r.has(warning) || r.has(w.entries[6].Name) {
		t.Error("the page warns of an open stage while there is none, or shows a result")
	}
	_, err := s.service.SetStage(s.ctx, s.system, w.view.Stages[0].ID, judging.StageOpen, "")
	s.ok(err)
	n := s.contestN(w.view.Contest.ID)
	if r := s.page(judging.Chair, path); !r.has(warning) || s.contestN(w.view.Contest.ID) != n {
		t.Error("no warning while a stage is open, or a row was written")
	}
	if r := s.page(judging.Secretary, path); r.StatusCode != 403 {
		t.Errorf("secretary: %d", r.StatusCode)
	}
}
