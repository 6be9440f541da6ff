package web_test

// Lists over HTTP: a real file goes in, and a template comes out.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"dovar/judging"
	"dovar/web/workbook"
)

// form makes a multipart body of parts, a file where the name is "file".
func form(t testing.TB, parts map[string]string) (body, contentType string) {
	t.Helper()
	var out bytes.Buffer
	w := multipart.NewWriter(&out)
	for name, text := range parts {
		part, err := w.CreateFormField(name)
		if name == "file" {
			part, err = w.CreateFormFile(name, "рӯйхат.xlsx")
		}
		if err == nil {
			_, err = io.WriteString(part, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String(), w.FormDataContentType()
}

// storyFile is the workbook of story 1: 24 rows, of which 7 has no surname, 12
// a district in another spelling, and 19 repeats 5.
func storyFile(t testing.TB) string {
	t.Helper()
	f := excelize.NewFile()
	put := func(row int, cells ...any) {
		if err := f.SetSheetRow("Sheet1", fmt.Sprint("A", row), &cells); err != nil {
			t.Fatal(err)
		}
	}
	put(1, "Фамилия", "Имя", "Школа", "Район")
	surnames := []string{"Азизов", "Бобоев", "Ғаниев", "Давлатов", "Ёров", "Зокиров", "Иброҳимов", "Каримов", "Қодиров", "Латифов", "Умедов", "Ӯктамов"}
	for row := 2; row <= 25; row++ {
		put(row, surnames[row%12], fmt.Sprint("Ном", row), fmt.Sprint("Мактаби №", row), "Ҳисор")
	}
	put(5, "Умедов", "Рустам", "Мактаби №5", "Хуҷанд")
	put(7, "", "Ҷамшед", "Мактаби №7", "Ҳисор")
	put(12, "Ӯктамов", "Фаррух", "Мактаби №12", "Рудаки")
	put(19, "Умедов", "Рустам", "Мактаби №5", "Хуҷанд")
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func (s *site) upload(contest, query string, parts map[string]string) (reply, judging.Imported) {
	s.t.Helper()
	body, kind := form(s.t, parts)
	r := s.as(judging.Organizer, "POST", "/api/v1/contests/"+contest+"/entries/import"+query, body, "Content-Type", kind, "Accept-Language", "ru")
	var out judging.Imported
	if r.StatusCode == 200 {
		s.ok(json.Unmarshal(r.body, &out))
	}
	return r, out
}

// teachers makes a contest of persons.
func (s *site) teachers() string {
	s.t.Helper()
	def, _ := judging.Preset("it-teacher-contest")
	v, err := s.service.CreateContest(s.ctx, s.system, s.event.ID, def)
	s.ok(err)
	return v.Contest.ID
}

func TestImportByAPI(t *testing.T) {
	s := newSite(t)
	contest, file := s.teachers(), storyFile(t)
	_, look := s.upload(contest, "?dryRun=true", map[string]string{"file": file})
	var messages []string
	for _, p := range look.Problems {
		messages = append(messages, fmt.Sprint(p.Row, p.Column, " ", p.Message))
	}
	want := []string{
		"7A Нет фамилии. Впишите её или пропустите строку.", "12D Такого района нет в списке. Возможно, Рӯдакӣ?",
		"19A Повторяет строку 5. Пропустите её; если это другой человек, впишите ему свой код.",
	}
	if !slices.Equal(messages, want) || look.Ready != 21 || look.Open != 3 || look.Added != 0 {
		t.Errorf("look: %+v", look)
	}
	fixes := `{"7":{"surname":"Раҳимов"},"12":{"district":"Рӯдакӣ"},"19":null}`
	if r, done := s.upload(contest, "", map[string]string{"file": file, "fixes": fixes}); done.Added != 23 || done.Skipped != 1 || done.Open != 0 {
		t.Errorf("import: %d %s", r.StatusCode, r.body)
	}
	if _, again := s.upload(contest, "", map[string]string{"file": file, "fixes": fixes}); again.Added != 0 || again.There != 23 {
		t.Errorf("again: %+v", again)
	}
	if _, pasted := s.upload(contest, "", map[string]string{"text": "ФИО\tГде работает\nСаидов Сомон\tЛицей\n", "columns": `{"B":"school"}`}); pasted.Added != 1 || len(pasted.Notices) != 0 {
		t.Errorf("pasted: %+v", pasted)
	}

	for name, c := range map[string]struct {
		parts map[string]string
		code  string
	}{
		"nothing":        {map[string]string{"other": "x"}, "import-nothing"},
		"no names":       {map[string]string{"text": "Цвет\tРазмер\nсиний\tXL\n"}, "import-head"},
		"fixes of a row": {map[string]string{"text": "ФИО\nА\n", "fixes": `{"x":null}`}, "import-fixes"},
		"broken fixes":   {map[string]string{"text": "ФИО\nА\n", "fixes": `{`}, "invalid-request"},
		"a field":        {map[string]string{"text": "ФИО\nА\n", "columns": `{"A":"shoe"}`}, "import-columns"},
		"not a workbook": {map[string]string{"file": "PK\x03\x04zzzz"}, "table-broken"},
		"too large":      {map[string]string{"file": strings.Repeat("a", workbook.MaxBytes+1)}, "table-bytes"},
		"larger":         {map[string]string{"file": strings.Repeat("a", 6<<20)}, "body-too-large"},
	} {
		if r, _ := s.upload(contest, "?dryRun=true", c.parts); r.problem() != c.code {
			t.Errorf("%s: %d %s", name, r.StatusCode, r.body)
		}
	}
	if r := s.as(judging.Organizer, "POST", "/api/v1/contests/"+contest+"/entries/import", "{}"); r.StatusCode != 415 {
		t.Errorf("JSON: %d %s", r.StatusCode, r.body)
	}
	if r, _ := s.upload("nobody's", "", map[string]string{"file": file}); r.StatusCode != 404 {
		t.Errorf("foreign: %d", r.StatusCode)
	}
}

// The template has the contest's own columns in the language asked for, and what
// is filled in under them is read without a question.
func TestTheTemplateIsReadBack(t *testing.T) {
	s := newSite(t)
	def, _ := judging.Preset("science-fair-science")
	def.Divisions = []judging.DivisionDef{{ID: "a", Title: judging.Text{TG: "Хурдӣ", RU: "Младшая", EN: "Junior"}}, {ID: "b", Title: judging.Text{TG: "Калонӣ", RU: "Старшая", EN: "Senior"}}}
	v, err := s.service.CreateContest(s.ctx, s.system, s.event.ID, def)
	s.ok(err)
	for lang, group := range map[string]string{"tg": "Калонӣ", "ru": "Старшая", "en": "Senior"} {
		r := s.as(judging.Organizer, "GET", "/api/v1/contests/"+v.Contest.ID+"/entries/template.xlsx", nil, "Accept-Language", lang)
		f, err := excelize.OpenReader(bytes.NewReader(r.body))
		s.ok(err)
		name := f.GetSheetName(0)
		head, err := f.GetRows(name)
		s.ok(err)
		cells := map[string]string{"title": "Лоиҳа " + lang, "members": "Умед", "division": group, "district": "Хуҷанд", "region": "Суғд", "school": "№1", "supervisor": "Карим"}
		_, look := s.upload(v.Contest.ID, "?dryRun=true", map[string]string{"text": strings.Join(head[0], "\t") + "\n" + strings.Repeat("x\t", len(head[0]))})
		if len(look.Columns) != len(head[0]) || len(look.Notices) != 0 {
			t.Fatalf("%s: %v is read as %+v", lang, head[0], look.Columns)
		}
		for _, c := range look.Columns {
			s.ok(f.SetCellStr(name, c.Column+"2", cells[c.Field]))
		}
		lists, err := f.GetDataValidations(name)
		s.ok(err)
		if len(lists) != 3 || !strings.Contains(lists[0].Formula1, "!$") {
			t.Errorf("%s: %d lists", lang, len(lists))
		}
		var out bytes.Buffer
		s.ok(f.Write(&out))
		if r, done := s.upload(v.Contest.ID, "", map[string]string{"file": out.String()}); done.Added != 1 || len(done.Notices) != 0 {
			t.Errorf("%s: %d %s", lang, r.StatusCode, r.body)
		}
	}
}
