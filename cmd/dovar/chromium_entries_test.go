package main

// Story 1 in a real browser: a school's list with three faults, fixed on the
// page, imported, and found again; then one entry amended.

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/xuri/excelize/v2"

	"dovar/web/browsertest"
)

// storyFile is a workbook of 24 rows: 7 has no surname, 12 a district in another
// spelling, 19 repeats 5.
func storyFile(t *testing.T) string {
	t.Helper()
	f := excelize.NewFile()
	put := func(row int, cells ...any) {
		if err := f.SetSheetRow("Sheet1", fmt.Sprint("A", row), &cells); err != nil {
			t.Fatal(err)
		}
	}
	put(1, "Фамилия", "Имя", "Школа", "Район", "Размер майки")
	surnames := []string{"Азизов", "Бобоев", "Ғаниев", "Давлатов", "Ёров", "Зокиров", "Иброҳимов", "Каримов", "Қодиров", "Латифов", "Раҷабов", "Саидов"}
	for row := 2; row <= 25; row++ {
		put(row, surnames[row%12], fmt.Sprint("Ҷамшед ", row), fmt.Sprint("Мактаби №", row), "Ҳисор", "XL")
	}
	put(5, "Умедов", "Рустам", "Мактаби №5", "Хуҷанд")
	put(7, "", "Ҷамшед", "Мактаби №7", "Ҳисор")
	put(12, "Ӯктамов", "Фаррух", "Мактаби №12", "Рудаки")
	put(19, "Умедов", "Рустам", "Мактаби №5", "Хуҷанд")
	path := filepath.Join(t.TempDir(), "рӯйхат.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// sums are the numbers above the rows, as they stand on the page.
func sums(want ...string) string {
	return fmt.Sprintf(`[...document.querySelectorAll(".import .sum li")].map(e => e.textContent).join(", ") === %q && !document.querySelector(".import progress")`, strings.Join(want, ", "))
}

func TestChromiumEntries(t *testing.T) {
	t.Parallel()
	s := newFair(t)
	contest, err := s.desk.newContest(context.Background(), s.event, "it-teacher-contest")
	s.must(err)
	browser := browsertest.Open(t)
	tab := organizerTab(t, browser, s)
	page, file := "/organizer/contests/"+contest.ID+"/entries", storyFile(t)
	visit := func(path, what string) {
		browsertest.Run(t, tab, chromedp.Navigate(s.child.address+path))
		browsertest.Until(t, tab, what, `document.readyState === "complete" && document.querySelector("h1")`)
	}
	walkDesk(t, tab, s.child.address, map[string]string{"desk-entries-empty": page})

	upload := func(want ...string) {
		browsertest.Size(t, tab, 1366, 768)
		visit(page+"?lang=ru", "the entries")
		browsertest.Until(t, tab, "the field for a file", `document.querySelector(".import input[type=file]")`)
		browsertest.Run(t, tab, chromedp.SetUploadFiles(chromedp.CSS(".import input[type=file]"), []string{file}))
		browsertest.Until(t, tab, "what the list holds", sums(want...))
	}
	upload("21 готова", "3 исправить")
	for _, lang := range []string{"tg", "en", "ru"} {
		browsertest.Run(t, tab, chromedp.Navigate(s.child.address+page+"?lang="+lang))
		browsertest.Until(t, tab, "the field for a file", `document.querySelector(".import input[type=file]")`)
		browsertest.Run(t, tab, chromedp.SetUploadFiles(chromedp.CSS(".import input[type=file]"), []string{file}))
		browsertest.Until(t, tab, "the rows", `document.querySelectorAll(".fix").length === 3`)
		look(t, tab, "desk-import-"+lang, deskScreens)
	}
	browsertest.Dark(t, tab, true)
	look(t, tab, "desk-import-dark", deskScreens[:1])
	browsertest.Dark(t, tab, false)
	browsertest.Size(t, tab, 1366, 768)

	// A column that is not known is named, and the organizer says what it is.
	browsertest.Until(t, tab, "the unknown column", `document.querySelector(".columns .unknown .label").textContent.includes("Размер майки")`)
	browsertest.Eval[bool](t, tab, `(e => (e.value = "-", e.dispatchEvent(new Event("change", {bubbles: true}))))(document.querySelector(".columns .unknown select"))`)
	browsertest.Until(t, tab, "no unknown column", `!document.querySelector(".columns .unknown") && !document.querySelector(".import progress")`)

	// What is typed while the server is away stays, and goes when it is back.
	s.child.kill()
	browsertest.Run(t, tab, chromedp.SendKeys(chromedp.CSS("#row-7 .cells input"), "Раҳимов\t"))
	browsertest.Until(t, tab, "the loss told", `document.querySelector(".import [role=alert] button")`)
	look(t, tab, "desk-import-lost", deskScreens[:1])
	if typed := browsertest.Eval[string](t, tab, `document.querySelector("#row-7 .cells input").value`); typed != "Раҳимов" {
		t.Errorf("the surname is %q after the loss", typed)
	}
	s.child = startChild(t, s.dir, strings.TrimPrefix(s.child.address, "http://"))
	tap(t, tab, `document.querySelector(".import [role=alert] button")`)
	browsertest.Until(t, tab, "one more ready", sums("22 готовы", "2 исправить"))

	tap(t, tab, `document.querySelector("#row-12 .wrong button")`)
	browsertest.Until(t, tab, "the suggestion taken", sums("23 готовы", "1 исправить"))
	tap(t, tab, `document.querySelector("#row-19 > button")`)
	browsertest.Until(t, tab, "the repeat skipped", sums("23 готовы", "1 пропущена"))
	browsertest.Keep(t, tab, "desk-import-fixed")
	tap(t, tab, `document.querySelector(".import .acts .primary")`)
	browsertest.Until(t, tab, "what was added", `document.querySelector(".import .notice.done") && document.querySelector(".import .notice.done").textContent.includes("Добавлены 23 записи.")`)
	look(t, tab, "desk-import-done", deskScreens)
	browsertest.Until(t, tab, "what was left to take along", `[...document.querySelectorAll(".import .acts button")].some(b => b.textContent.includes("CSV"))`)

	// What was left is a file with one line and its reason.
	csv := browsertest.Eval[[]string](t, tab, `import(document.querySelector('script[src$="import.js"]').src.replace("import.js", "import_csv.js")).then(m => m.lines(
		{columns: [{field: "surname", heading: "Фамилия"}, {field: "-", heading: "№"}], problems: [{row: 9, message: "Нет имени."}]},
		{9: {surname: '=HYPERLINK("x"), +1'}, 19: {surname: "Умедов"}, 7: {surname: "Раҳимов"}}, {19: null}))`)
	if want := []string{`"Фамилия";"Строка";"Причина"`, `"'=HYPERLINK(""x""), '+1";"9";"Нет имени."`, `"Умедов";"19";"Пропущена"`}; strings.Join(csv, "\n") != strings.Join(want, "\n") {
		t.Errorf("what was left: %q", csv)
	}

	upload("0 готово", "1 исправить", "23 уже есть")

	// The list: Tajik order, and a name found as others spell it.
	walkDesk(t, tab, s.child.address, map[string]string{"desk-entries": page})
	browsertest.Size(t, tab, 1366, 768)
	visit(page+"?lang=ru", "the list")
	names := browsertest.Eval[string](t, tab, `[...document.querySelectorAll(".entries th a")].map(e => e.textContent).join("\n")`)
	if strings.Count(names, "\n") != 22 || !strings.Contains(names, "Умедов Рустам\nӮктамов Фаррух") {
		t.Errorf("the list is\n%s", names)
	}
	browsertest.Run(t, tab, chromedp.SendKeys(chromedp.CSS(".find [name=q]"), "уктамов фарух"), chromedp.Submit(chromedp.CSS(".find")))
	browsertest.Until(t, tab, "the one found", `location.search.includes("q=") && document.querySelectorAll(".entries tbody tr").length === 1`)

	// One entry: amended with a reason, its history told.
	tap(t, tab, `document.querySelector(".entries th a")`)
	browsertest.Until(t, tab, "the entry", `document.querySelector(".history li")`)
	entry := browsertest.Eval[string](t, tab, `location.pathname`)
	browsertest.Eval[bool](t, tab, `(f => { f.state.value = "absent"; f.reason.value = "Заболел"; f.requestSubmit(); return true; })(document.querySelector("form[action$=place]"))`)
	browsertest.Until(t, tab, "the new state", `document.querySelector(".facts .state") && document.querySelector(".facts .state").textContent.includes("Не явился") && document.querySelector(".history").textContent.includes("Заболел")`)
	browsertest.Eval[bool](t, tab, `(f => { f.name.value = "   "; f.school.value = "Лицей"; f.requestSubmit(); return true; })(document.querySelector("main .form"))`)
	browsertest.Until(t, tab, "the refusal", `document.querySelector("#error-name")`)
	if school := browsertest.Eval[string](t, tab, `document.querySelector("main .form [name=school]").value`); school != "Лицей" {
		t.Errorf("what was typed is gone: %q", school)
	}
	walkDesk(t, tab, s.child.address, map[string]string{"desk-entry": entry})
}
