package web

// What a board's page carries, and its plain table.

import (
	"html/template"
	"strings"
	"testing"
	"time"

	"dovar/judging"
)

func TestShowTotal(t *testing.T) {
	for _, c := range []struct {
		total    string
		decimals int
		lang     string
		want     string
	}{
		{"81", 2, "tg", "81,00"},
		{"81", 2, "en", "81.00"},
		{"74.5", 2, "ru", "74,50"},
		{"0", 0, "tg", "0"},
		{"-3.25", 1, "ru", "−3,25"},
		{"", 2, "tg", ""},
	} {
		if got := showTotal(c.total, c.decimals, c.lang); got != c.want {
			t.Errorf("%q with %d in %s: %q, want %q", c.total, c.decimals, c.lang, got, c.want)
		}
	}
}

// The page of a board says all without a script, and its first picture inside
// cannot break out of its element.
func TestBoardPagesWithoutScript(t *testing.T) {
	pages := template.Must(template.ParseGlob("templates/*.html"))
	p := boardPage{
		Lang: "tg", Assets: "/static/0", Theme: "hall",
		Texts: map[string]any{"board.place": "Ҷой", "board.hidden": "Ҳанӯз не"},
		Info:  boardInfo{Contest: "c", Title: judging.Text{TG: "Озмун"}, Part: judging.Text{TG: "Синфи 9"}, Decimals: 2},
		Frame: &judging.Frame{T: "snap", State: "live", Rows: []judging.FrameRow{
			{I: 0, Entry: "e", Name: "Раҳимов </script><b>", School: "Мактаби №14", Total: "81", Place: 1, Counted: 3, Expected: 3},
			{I: 1, Entry: "f", Code: "P-07", Expected: 3},
		}},
	}
	for _, name := range []string{"board.html", "phone.html"} {
		var out strings.Builder
		if err := pages.ExecuteTemplate(&out, name, p); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{
			`<caption>Озмун · Синфи 9</caption>`, `<th>Ҷой</th>`, `<td>1</td><td><b>Раҳимов &lt;/script&gt;&lt;b&gt;</b><br>Мактаби №14</td><td>81,00</td>`,
			`<td>–</td><td><b>P-07</b></td><td></td>`, `"name":"Раҳимов \u003c/script\u003e\u003cb\u003e"`, `"decimals":2`,
		} {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s lacks %s in\n%s", name, want, out.String())
			}
		}
	}

	hidden := p
	hidden.Frame = &judging.Frame{T: "snap", State: "hidden"}
	var out strings.Builder
	if err := pages.ExecuteTemplate(&out, "phone.html", hidden); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "<td>Ҳанӯз не</td>") {
		t.Error("a hidden board does not say so")
	}
}

// Without a script a board of runs says the best and the last.
func TestRunsWithoutScript(t *testing.T) {
	pages := template.Must(template.ParseGlob("templates/*.html"))
	for name, frame := range map[string]*judging.Frame{
		`<td>38,95<br></td><td>–<br></td><td>38,95</td>`: lineFollower(time.Now()),
		`<td>Даврҳои кушода · 30 · 120,4<br>Даврҳо бо монеа · 60 · 165,0<br></td><td>Даврҳои кушода · 30 · 120,4<br>Даврҳо бо монеа · 60 · 165,0<br></td><td>112,67</td>`: vehicles(time.Now()),
	} {
		var out strings.Builder
		if err := pages.ExecuteTemplate(&out, "phone.html", boardPage{Lang: "tg", Texts: words.part("tg", "board.").Texts, Info: boardInfo{Decimals: 2}, Frame: frame}); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), name) {
			t.Errorf("lacks %s in\n%s", name, out.String())
		}
	}
}
