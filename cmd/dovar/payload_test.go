package main

// Sixty names that somebody means badly, or types in a hurry: through import,
// on every page, on paper and in every file that is taken out.

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/xuri/excelize/v2"

	"dovar/judging"
	"dovar/web/browsertest"
)

// payloads are names as an Excel cell may hold them. Those with what may not
// stand on a page are refused with their row; the others come in as they are.
var payloads = func() []string {
	long := func(s string, n int) string { return strings.Repeat(s, n) }
	return []string{
		// Scripts.
		`<script>window.pwned=1</script>`, `"><script>window.pwned=1</script>`, `</script><script>window.pwned=1</script>`,
		`<img src=x onerror=window.pwned=1>`, `<svg onload=window.pwned=1>`, `" onmouseover="window.pwned=1`, `' onfocus='window.pwned=1' autofocus='`,
		`javascript:window.pwned=1`, `<a href="javascript:window.pwned=1">x</a>`, `<iframe srcdoc="<script>parent.pwned=1</script>">`,
		`</title><script>window.pwned=1</script>`, `</textarea><script>window.pwned=1</script>`, `</template><img src=x onerror=window.pwned=1>`,
		`<style>*{display:none}</style>`, `<!--`, `-->`, `]]>`, `<![CDATA[x]]>`, `{{.Password}}`, `{{template "head" .}}`, `${window.pwned=1}`, "`${window.pwned=1}`",
		// Quotes and marks of formats.
		`O'Brien "Бобо"`, `«Ҷомӣ» & Ко`, `a;b;c`, `a,b,"c"`, `a|b`, `\`, `\n\r\t`, `%00%0a`, `&lt;b&gt;`, `&#60;script&#62;`, `100 %`, `#REF!`, `NULL`, `undefined`, `[object Object]`, `__proto__`, `constructor`,
		// Formulas.
		`=1+1`, `=HYPERLINK("http://example.com","x")`, `+1-1`, `-2+3`, `@SUM(A1)`, `=cmd|'/c calc'!A1`, `  =1+1`, `＝1+1`,
		// Directions, marks that are not seen, letters of many worlds.
		`אבגד 123`, `مرحبا بالعالم`, "\u202eтсисед", "а\u200bб\u200bв", "\ufeffПервый", "e\u0301\u0302\u0303\u0304\u0305", `👩‍🔬🤖🇹🇯`, `Ğůñ ß ﬁ Ω`, `Ӣ Ӯ Ғ Қ Ҳ Ҷ`,
		// Length.
		long("Ҷ", 300), long("слово ", 49) + "конец", long("W", 299), long("а", 301), "Много\nстрок\nв имени",
	}
}()

// sheetOf writes the names as a column of a workbook, text as it is.
func sheetOf(t *testing.T, head string, names []string) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, name := range append([]string{head}, names...) {
		if err := f.SetCellStr("Sheet1", fmt.Sprint("A", i+1), name); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// imported sends a workbook and returns how many rows came in, and which were
// refused.
func imported(t *testing.T, s *fair, path string, book []byte) (added int, refused []int) {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", "names.xlsx")
	s.must(err)
	part.Write(book)
	s.must(form.Close())
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.child.address+path, &body)
	s.must(err)
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.Header.Set("Authorization", "Bearer "+s.desk.bearer)
	answer, err := http.DefaultClient.Do(r)
	s.must(err)
	defer answer.Body.Close()
	var got struct {
		Added    int
		Problems []struct{ Row int }
	}
	text, err := io.ReadAll(answer.Body)
	s.must(err)
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %s", path, answer.StatusCode, text)
	}
	s.must(json.Unmarshal(text, &got))
	for _, p := range got.Problems {
		refused = append(refused, p.Row)
	}
	return got.Added, refused
}

func TestChromiumPayloadNames(t *testing.T) {
	s := newFair(t)
	names := payloads
	added, refused := imported(t, s, "/api/v1/contests/"+s.contest.ID+"/entries/import", sheetOf(t, "Название", names))
	judges, _ := imported(t, s, "/api/v1/events/"+s.event+"/judges/import", sheetOf(t, "ФИО", names))
	if len(names) < 60 || added+len(refused) != len(names) || added < 55 || judges < 55 {
		t.Fatalf("%d names: %d entries came in, %v refused, %d judges", len(names), added, refused, judges)
	}
	s.must(s.desk.setBoard(t.Context(), s.contest.ID, judging.Board{State: judging.BoardPublished}))

	browser := browsertest.Open(t)
	tab := organizerTab(t, browser, s)
	contest, event := "/organizer/contests/"+s.contest.ID, "/organizer/events/"+s.event
	var list []judging.Entry
	s.must(s.desk.call(t.Context(), http.MethodGet, "/contests/"+s.contest.ID+"/entries", nil, &list))
	for name, path := range map[string]string{
		"entries": contest + "/entries", "entry": "/organizer/entries/" + list[2].ID, "panels": contest + "/panels?draw=1&perEntry=3&seed=1",
		"table": contest + "/panels?view=table", "day": contest + "/day", "stages": contest + "/stages", "jury": contest + "/jury",
		"standings": contest + "/standings", "board-page": contest + "/board", "publish": contest + "/board/publish", "results": contest + "/results",
		"journal": contest + "/journal", "event-journal": event + "/journal", "judges": event + "/judges", "devices": event + "/devices",
		"contest": contest, "rules": contest + "/rules", "event": event, "judge": "/organizer/judges/" + s.judgeNamed(names[0]),
		"close": "/organizer/stages/" + s.contest.Stages[0].ID + "/close",
		"board": "/board/" + s.contest.ID, "phone": "/b/" + s.contest.ID,
	} {
		sizes := []screen{{1366, 768}, {390, 844}}
		if name == "board" {
			sizes = boardScreens
		}
		for _, size := range sizes {
			browsertest.Size(t, tab, size.width, size.height)
			browsertest.Run(t, tab, chromedp.Navigate(s.child.address+path+map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")]+"lang=ru"))
			browsertest.Until(t, tab, name, `document.readyState === "complete" && document.querySelector("h1, h2, ol.rows > li, .row")`)
			harmless(t, tab, fmt.Sprint(name, " at ", size))
		}
	}

	// On paper: cards of all judges.
	browsertest.Size(t, tab, 1366, 768)
	browsertest.Run(t, tab, chromedp.Navigate(s.child.address+event+"/judges?lang=ru"))
	tap(t, tab, `document.querySelector(".make .button")`)
	browsertest.Until(t, tab, "the cards", `document.querySelectorAll("article.card").length > 50`)
	harmless(t, tab, "cards")

	// In the files: not one formula that a person wrote, and nothing lost.
	for _, lang := range []string{"tg", "ru", "en"} {
		book, err := excelize.OpenReader(bytes.NewReader(s.file(t, "results.xlsx?lang="+lang)))
		s.must(err)
		texts := 0
		for _, sheet := range book.GetSheetList() {
			rows, err := book.GetRows(sheet)
			s.must(err)
			for r, row := range rows {
				for c, value := range row {
					if !slices.Contains(names, value) {
						continue
					}
					texts++
					cell, _ := excelize.CoordinatesToCellName(c+1, r+1)
					if formula, err := book.GetCellFormula(sheet, cell); err != nil || formula != "" {
						t.Errorf("%s!%s: the name %q is the formula %q %v", sheet, cell, value, formula, err)
					}
				}
			}
		}
		if texts < 50 {
			t.Errorf("%s: only %d of the names are in the workbook", lang, texts)
		}
		s.must(book.Close())
		for _, line := range strings.Split(string(s.file(t, "results.csv?lang="+lang)), "\r\n") {
			for _, cell := range strings.Split(line, ";") {
				if cell = strings.TrimPrefix(cell, `"`); cell != "" && strings.ContainsAny(cell[:1], "=+-@\t") && !regexp.MustCompile(`^-?[0-9]+([.,][0-9]+)?"?$`).MatchString(cell) {
					t.Errorf("CSV %s: a cell begins with %q", lang, cell)
				}
			}
		}
	}
}

// judgeNamed is the id of the event's judge of that name.
func (s *fair) judgeNamed(name string) string {
	s.t.Helper()
	var list []judging.Judge
	s.must(s.desk.call(s.t.Context(), http.MethodGet, "/events/"+s.event+"/judges", nil, &list))
	i := slices.IndexFunc(list, func(j judging.Judge) bool { return j.Name == name })
	if i < 0 {
		s.t.Fatalf("no judge is named %q", name)
	}
	return list[i].ID
}

// file is one of the contest's results as the organizer takes it out.
func (s *fair) file(t *testing.T, name string) []byte {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.child.address+"/api/v1/contests/"+s.contest.ID+"/"+name, nil)
	s.must(err)
	r.Header.Set("Authorization", "Bearer "+s.desk.bearer)
	answer, err := http.DefaultClient.Do(r)
	s.must(err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	s.must(err)
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %s", name, answer.StatusCode, body)
	}
	return body
}

// harmless fails if a name did anything but stand there.
func harmless(t *testing.T, tab context.Context, where string) {
	t.Helper()
	if browsertest.Eval[bool](t, tab, `window.pwned !== undefined || !!document.querySelector("img[src='x'], iframe, svg[onload], [onmouseover], [onfocus], a[href^=javascript]")`) {
		t.Errorf("%s: a name came alive", where)
	}
	bad := browsertest.Eval[[]string](t, tab, layout)
	if where == "cards" { // paper is measured in points, see chromium_cards_test.go
		bad = slices.DeleteFunc(bad, func(s string) bool { return strings.HasPrefix(s, "smaller than") })
	}
	if len(bad) > 0 {
		t.Errorf("%s:\n  %s", where, strings.Join(bad, "\n  "))
	}
}
