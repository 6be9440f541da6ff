package workbook

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"dovar/judging"
	"dovar/scoring"
)

// sample is a contest of one stage, by the science preset, each entry marked by
// all judges; named gives names.
func sample(t testing.TB, entries, judges int, named func(int) string) (judging.ResultsView, Texts) {
	t.Helper()
	def, _ := judging.Preset("science-fair-science")
	rule, err := def.Rule()
	if err != nil {
		t.Fatal(err)
	}
	r := judging.ResultsView{Rule: rule, N: 412, Version: "0123456789ab", At: time.Date(2026, 4, 18, 12, 0, 0, 0, time.UTC), Judges: map[string]judging.Judge{}}
	r.Contest.Def = def
	r.Event = judging.Event{Title: judging.Text{RU: named(1)}, Starts: "2026-04-18", Ends: "2026-04-19", Place: named(2), Timezone: "Asia/Dushanbe"}
	div := judging.DivisionResults{Division: judging.Division{ID: "d", Title: judging.Text{RU: named(3)}}}
	var in []scoring.Entry
	var sheets []scoring.Sheet
	of := map[string]judging.Entry{}
	own := map[string][]scoring.Sheet{}
	for e := range entries {
		id := "e" + strconv.Itoa(e)
		of[id] = judging.Entry{ID: id, Code: "P-" + strconv.Itoa(e), Name: named(e), School: named(e + 1), District: named(e + 2), Region: named(e + 3), State: judging.EntryActive}
		in = append(in, scoring.Entry{ID: id, Members: 1})
		for j := range judges {
			judge := "j" + strconv.Itoa(j)
			r.Judges[judge] = judging.Judge{ID: judge, Name: named(j)}
			sh := scoring.Sheet{Stage: rule.Stages[0].ID, Entry: id, Judge: judge, Attempt: 1, Marks: map[string]scoring.Number{}}
			for k, c := range rule.Stages[0].Criteria {
				sh.Marks[c.ID] = scoring.Int(int64((e*7 + j*3 + k) % 10))
			}
			if e%11 == 3 && j == 0 {
				sh.Excluded = named(e)
			}
			sheets, own[id] = append(sheets, sh), append(own[id], sh)
		}
	}
	for _, s := range scoring.Rank(rule, in, sheets, nil) {
		div.Entries = append(div.Entries, judging.EntryResult{Entry: of[s.Entry], Standing: s, Sheets: own[s.Entry],
			Label: judging.PlaceLabel(def.Rank.Style, s.Place, s.With+1)})
	}
	r.Divisions = []judging.DivisionResults{div}
	return r, Texts{Lang: "ru", Zone: time.UTC, Say: func(key string, _ ...any) string { return key }, Rules: []string{named(4)},
		Decided: func(judging.EntryResult) string { return named(5) }, Journal: []Line{{At: r.At, Who: named(6), What: named(7)}}}
}

func parts(t testing.TB, r judging.ResultsView, words Texts) map[string]string {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, r, words); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		found[f.Name] = string(text)
	}
	return found
}

// payloads are 60 things that people type as names.
var payloads = func() (out []string) {
	for _, lead := range []string{"=", "+", "-", "@", "\t=", "\r=", " =", "\u200b=", "\u202e=", "＝", "＋", "－", "＠", "'=", "\n="} {
		for _, rest := range []string{`1+1`, `HYPERLINK("http://evil.example","x")`, `cmd|' /C calc'!A0`, `IMPORTXML(A1)&"<script>alert(1)</script>"`} {
			out = append(out, lead+rest)
		}
	}
	return out
}()

// Text that people typed is never a formula, and stays text when it is edited.
func TestNoFormulaFromText(t *testing.T) {
	r, words := sample(t, 60, 3, func(i int) string { return payloads[i%len(payloads)] })
	formula := regexp.MustCompile(`<f>([^<]*)</f>`)
	ours := regexp.MustCompile(`^(IF\(|LEFT\(|RANK\(|&#39;)`)
	cell := regexp.MustCompile(`<c r="[A-Z]+[0-9]+"(?: s="([0-9]+)")? t="inlineStr"><is><t[^>]*>([^<]*)</t>`)
	all := parts(t, r, words)
	quoted := quotedStyles(all["xl/styles.xml"])
	formulas, armed := 0, 0
	for name, text := range all {
		if !strings.HasPrefix(name, "xl/worksheets/") {
			continue
		}
		for _, m := range formula.FindAllStringSubmatch(text, -1) {
			formulas++
			if !ours.MatchString(m[1]) || strings.Contains(m[1], "HYPERLINK") || strings.Contains(m[1], "1+1") {
				t.Errorf("%s: formula %s", name, m[1])
			}
		}
		for _, m := range cell.FindAllStringSubmatch(text, -1) {
			plain := strings.NewReplacer("&#34;", `"`, "&#39;", "'", "&lt;", "<", "&gt;", ">", "&amp;", "&", "&#x9;", "\t", "&#xD;", "\r", "&#xA;", "\n").Replace(m[2])
			if slices.ContainsFunc(payloads, func(p string) bool { return strings.Contains(plain, strings.TrimSpace(p)) && len(p) > 4 }) && arms(plain) {
				armed++
				if !slices.Contains(quoted, m[1]) {
					t.Errorf("%s: %q has no quote mark: editing it makes a formula", name, plain)
				}
			}
		}
		if strings.Contains(text, "<hyperlink") || strings.Contains(text, "externalLink") {
			t.Errorf("%s links out", name)
		}
	}
	if armed < 60*4 || formulas < 60*5 {
		t.Errorf("%d armed texts and %d formulas looked at", armed, formulas)
	}
}

// quotedStyles are the numbers of the styles with a quote mark.
func quotedStyles(styles string) (out []string) {
	_, xfs, _ := strings.Cut(styles, "<cellXfs")
	for i, xf := range strings.Split(xfs, "<xf ")[1:] {
		if strings.Contains(xf[:strings.Index(xf, ">")], `quotePrefix="true"`) {
			out = append(out, strconv.Itoa(i))
		}
	}
	return out
}

// Every sheet prints on A4 landscape one page wide with version and page in its
// foot; long ones repeat their heads; nothing is hidden or locked.
func TestPages(t *testing.T) {
	r, words := sample(t, 30, 3, func(i int) string { return "Номи " + strconv.Itoa(i) })
	all := parts(t, r, words)
	sheets := 0
	for name, text := range all {
		if strings.Contains(text, `hidden="1"`) || strings.Contains(text, "Protection ") || strings.Contains(text, "vbaProject") ||
			strings.Contains(text, `hidden="true"`) && strings.Count(text, `hidden="true"`) != strings.Count(text, `_FilterDatabase`) {
			t.Errorf("%s: something is hidden or locked", name)
		}
		if !strings.HasPrefix(name, "xl/worksheets/sheet") {
			continue
		}
		sheets++
		for _, want := range []string{`paperSize="9"`, `orientation="landscape"`, `fitToWidth="1"`, `fitToHeight="0"`, `fitToPage="true"`, "workbook.version", "workbook.page"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: no %s", name, want)
			}
		}
		cols := regexp.MustCompile(`<col min="(\d+)"`).FindAllStringSubmatch(text, -1)
		for i := 1; i < len(cols); i++ {
			if a, _ := strconv.Atoi(cols[i-1][1]); strconv.Itoa(a+1) != cols[i][1] {
				t.Errorf("%s: column %s after %d: Excel wants them in order", name, cols[i][1], a)
			}
		}
	}
	book := all["xl/workbook.xml"]
	if sheets != 5 || !strings.Contains(book, "!$5:$6</definedName>") || !strings.Contains(book, "!$1:$1</definedName>") || !strings.Contains(book, `name="_xlnm.Print_Area">`) {
		t.Errorf("%d sheets, %s", sheets, book)
	}
	if panes := all["xl/worksheets/sheet1.xml"]; !strings.Contains(panes, `xSplit="3" ySplit="6"`) {
		t.Error("the summary's heads and names scroll away")
	}
	for _, want := range []string{"workbook.chair", "workbook.secretary", "workbook.member"} {
		if !strings.Contains(all["xl/worksheets/sheet1.xml"], want) {
			t.Errorf("nobody signs as %s", want)
		}
	}
}

// Days and times are numbers that Excel shows as such.
func TestRealDates(t *testing.T) {
	r, words := sample(t, 2, 2, func(int) string { return "x" })
	var out bytes.Buffer
	if err := Write(&out, r, words); err != nil {
		t.Fatal(err)
	}
	shown, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer shown.Close()
	for cell, want := range map[[2]string]string{
		{"workbook.summary", "C3"}: "18.04.2026", {"workbook.summary", "D3"}: "19.04.2026", {"workbook.journal", "A2"}: "18.04.2026 12:00:00",
	} {
		text, _ := shown.GetCellValue(cell[0], cell[1])
		raw, _ := shown.GetCellValue(cell[0], cell[1], excelize.Options{RawCellValue: true})
		if _, err := strconv.ParseFloat(raw, 64); text != want || err != nil {
			t.Errorf("%v: %q, stored as %q", cell, text, raw)
		}
	}
}

// Sheets have names that Excel takes, and no two the same.
func TestSheetNames(t *testing.T) {
	b := &output{}
	for _, want := range []string{"Физика: 7/8 [синфҳо]?*", "Физика  7 8 синфҳо", "ФИЗИКА 7 8 СИНФҲО", strings.Repeat("ҷ", 40), strings.Repeat("ҷ", 40), "", "'x'", "History", "😀", "Sheet1", "a\tb\u0000"} {
		b.name(want)
	}
	for i, name := range b.names {
		if name == "" || len(utf16.Encode([]rune(name))) > 31 || strings.ContainsAny(name, `[]:*?/\`+"\t\x00") || strings.Trim(name, "'") != name || strings.EqualFold(name, "history") {
			t.Errorf("%q", name)
		}
		for _, other := range b.names[:i] {
			if strings.EqualFold(name, other) {
				t.Errorf("%q twice", name)
			}
		}
	}
}

// Totals that look alike in doubles stay apart, and equal ones together: the
// decimals to which they are rounded are asked of the exact totals.
func TestPrecision(t *testing.T) {
	for _, c := range []struct {
		totals []string
		digits int
	}{
		{[]string{"74", "74", "73.5"}, 9},
		{[]string{"221/3", "221/3", "73"}, 9},
		{[]string{"1.0000000001", "1"}, 11},                   // nearer than 9 decimals tell
		{[]string{"1.0000000005", "1.0000000005", "0.5"}, 10}, // both on a boundary of the 9th
	} {
		d := &division{}
		for i, text := range c.totals {
			d.lines = append(d.lines, line{EntryResult: &judging.EntryResult{Standing: scoring.Standing{Place: i + 1, Scored: true, Total: ratio(text)}}})
		}
		if d.precision(); d.digits != c.digits {
			t.Errorf("%v: %d digits, want %d", c.totals, d.digits, c.digits)
		}
	}
}

func ratio(text string) scoring.Number {
	over, under, whole := strings.Cut(text, "/")
	n, err := scoring.ParseDecimal(over)
	if err != nil {
		panic(err)
	}
	if whole {
		m, _ := scoring.ParseDecimal(under)
		n = n.Quo(m)
	}
	return n
}

// Every method that a definition can name has its formula: of panels, of styles,
// of attempts, of rounding, of the keys of a stage's own order.
func TestEveryMethodHasAFormula(t *testing.T) {
	for _, m := range scoring.Methods(scoring.PanelPart) {
		f := panels[scoring.Panel(m.Name)]
		if f.fold == nil || (f.whole != nil) != m.Moves {
			t.Errorf("the panel %s has no formula, or one that sees too few entries", m.Name)
		}
	}
	for _, m := range scoring.Methods(scoring.RunsPart) {
		if attempts[m.Name] == nil || (runsWhole[m.Name] != nil) != m.Moves {
			t.Errorf("the attempts %s have no formula, or one that sees too few entries", m.Name)
		}
	}
	for _, style := range []scoring.Style{scoring.Standard, scoring.Dense, scoring.Modified} {
		if styles[style].place == "" {
			t.Errorf("no formula for places %s", style)
		}
	}
	for _, mode := range []scoring.RoundMode{scoring.HalfUp, scoring.HalfEven, scoring.Down} {
		if roundings[mode] == "" {
			t.Errorf("no formula rounds %s", mode)
		}
	}
	for _, key := range []scoring.TieKind{scoring.TieCriterion, scoring.TieBestSheet, scoring.TieCountback, scoring.TiePenalties,
		scoring.TieAttempt, scoring.TieAttemptTime, scoring.TieFinished, scoring.TieExtraRun} {
		if keys[key] == nil {
			t.Errorf("no formula for the key %s", key)
		}
	}
}
