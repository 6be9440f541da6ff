package main

// A contest run from the desk in a real browser: opened, a judge kept out and
// replaced, closed by two persons, made final, read, published and taken back.

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"dovar/judging"
	"dovar/web/browsertest"
)

// marksOf is a complete sheet with that total and mark for the interview.
func marksOf(total, interview int) judging.Body {
	left, marks := total-interview, map[string]*judging.Decimal{}
	give := func(id string, mark int) {
		m := judging.Decimal(fmt.Sprint(mark))
		marks[id] = &m
	}
	give("interview", interview)
	for _, c := range []struct {
		id  string
		max int
	}{{"question", 10}, {"design", 15}, {"execution", 20}, {"creativity", 20}, {"poster", 10}} {
		give(c.id, min(left, c.max))
		left -= min(left, c.max)
	}
	return judging.Body{Marks: marks, Counts: map[string]int{}, Notes: map[string]string{}, Flags: []string{}}
}

// A contestDay is a fair whose stage is not open yet: five projects, three
// judges who see all of them, and a fourth with nothing to do.
type contestDay struct {
	*fair
	codes  map[string]string // entry by code
	judges []string
	robots []*robot
	owner  context.Context
}

func newContestDay(t *testing.T) *contestDay {
	t.Helper()
	d := &contestDay{fair: &fair{t: t, dir: t.TempDir()}, codes: map[string]string{}}
	d.child = startChild(t, d.dir, "127.0.0.1:0")
	code, token, errs := dovar("token", "--role", "owner", "--data", d.dir)
	if code != 0 {
		t.Fatal(errs)
	}
	d.desk = desk{newClient(d.child.address, strings.TrimSpace(token))}
	ctx := context.Background()
	var err error
	d.event, err = d.desk.newEvent(ctx, judging.NewEvent{Title: demoEvent, Starts: "2030-05-01", Ends: "2030-05-02"})
	d.must(err)
	d.contest, err = d.desk.newContest(ctx, d.event, "science-fair-science")
	d.must(err)
	entries := []newEntry{
		{Code: "P-01", Name: "Қатраи об", School: "Мактаби №1, Хуҷанд", Visibility: judging.ShowName},
		{Code: "P-03", Name: "Обтозакунӣ бо офтоб", School: "Мактаби №7, Кӯлоб", Visibility: judging.ShowName},
		{Code: "P-05", Name: "Ғизои солим барои ҳама хонандагони синфҳои ибтидоӣ", School: "Гимназияи №3, Бохтар", Visibility: judging.ShowCode},
		{Code: "P-07", Name: "Гармидиҳии гулхона", School: "Мактаби №2, Истаравшан", Visibility: judging.ShowName},
		{Code: "P-11", Name: "Ҳавои пок", School: "Литсейи №4, Душанбе", Visibility: judging.ShowName},
	}
	ids, err := d.desk.addEntries(ctx, d.contest.ID, entries)
	d.must(err)
	for i, e := range entries {
		d.codes[e.Code] = ids[i]
	}
	d.judges, err = d.desk.addJudges(ctx, d.event, []newJudge{judge("Азимов Умед"), judge("Қодирова Ӯғулой"), judge("Раҳимов Ҷамшед"), judge("Шарипова Эътибор")})
	d.must(err)
	_, err = d.desk.assign(ctx, d.contest.ID, judging.Assignment{Stage: d.contest.Stages[0].ID, Judges: d.judges[:3], PerEntry: 3, Seed: 1})
	d.must(err)
	for _, id := range d.judges {
		card, err := d.desk.card(ctx, id)
		d.must(err)
		d.cards = append(d.cards, card)
	}
	return d
}

// sit signs the judges' tablets in.
func (d *contestDay) sit() {
	d.t.Helper()
	for _, card := range d.cards {
		r, err := signIn(context.Background(), d.desk.client, card, "Робот", time.Now)
		d.must(err)
		d.robots = append(d.robots, r)
	}
}

// submit sends a judge's sheet for an entry.
func (d *contestDay) submit(judge int, code string, total, interview int) {
	d.t.Helper()
	ctx, r := context.Background(), d.robots[judge]
	d.must(r.hello(ctx))
	for _, sheet := range r.seen.Sheets {
		if sheet.Entry == d.codes[code] {
			_, err := r.cut(sheet.Sheet, r.seen.Stages[0].Rubric, judging.OpSubmit, "", marksOf(total, interview))
			d.must(err)
			d.must(r.send(ctx))
			return
		}
	}
	d.t.Fatalf("judge %d has no sheet for %s", judge, code)
}

// visit opens a page of the contest's desk in a language.
func (d *contestDay) visit(tab context.Context, page, lang string) {
	d.t.Helper()
	path := "/organizer/contests/" + d.contest.ID + page
	if page == "/close" {
		path = "/organizer/stages/" + d.contest.Stages[0].ID + page
	}
	browsertest.Run(d.t, tab, chromedp.Navigate(d.child.address+path+"?lang="+lang))
	browsertest.Until(d.t, tab, page, `document.readyState === "complete" && document.querySelector("h1")`)
}

// says waits until the page's text contains every part.
func says(t *testing.T, tab context.Context, parts ...string) {
	t.Helper()
	for _, part := range parts {
		browsertest.Until(t, tab, "the text «"+part+"»", fmt.Sprintf(`document.body.innerText.replace(/\s+/g, " ").includes(%q)`, part))
	}
}

// press clicks the button or link of that text.
func press(t *testing.T, tab context.Context, text string) {
	t.Helper()
	tap(t, tab, fmt.Sprintf(`[...document.querySelectorAll("main button, main a, main summary")].find(e => e.innerText.replace(/\s+/g, " ").trim().startsWith(%q) && e.getClientRects().length)`, text))
}

func TestChromiumActs(t *testing.T) {
	t.Parallel()
	d := newContestDay(t)
	browser := browsertest.Open(t)
	d.owner = organizerTab(t, browser, d.fair)
	chair := accountTab(t, browser, d.fair, "Ситора", "chair")
	ctx, tab := context.Background(), d.owner

	// Opening, without a word from the API.
	d.visit(tab, "/stages", "ru")
	says(t, tab, "Ожидается 15 листов", "Подготовка")
	look(t, tab, "acts-setup", deskScreens)
	browsertest.Size(t, tab, 1366, 768)
	press(t, tab, "Открыть этап")
	says(t, tab, "Этап открыт", "Ожидается 15 · получено 0 · ждём 15")

	// Marks: P-03 and P-11 of the sixth story, J3 out of line on P-01, and one
	// sheet of J3 that does not come.
	d.sit()
	for code, sheets := range map[string][3][2]int{
		"P-03": {{74, 19}, {75, 20}, {73, 19}}, "P-11": {{72, 18}, {76, 19}, {74, 19}},
		"P-01": {{70, 18}, {72, 18}, {93, 24}}, "P-05": {{64, 15}, {66, 15}, {65, 15}}, "P-07": {{80, 20}, {81, 20}},
	} {
		for judge, sheet := range sheets {
			if sheet[0] > 0 {
				d.submit(judge, code, sheet[0], sheet[1])
			}
		}
	}

	// Standings while the stage is open: said before, written once.
	d.visit(tab, "/standings", "ru")
	says(t, tab, "Вы открываете места, пока этап «Постер и собеседование» открыт")
	if shown := browsertest.Eval[int](t, tab, `document.querySelectorAll("table").length`); shown != 0 {
		t.Error("places stand on the page before the look is written")
	}
	walkDesk(t, tab, d.child.address, map[string]string{"acts-gate": "/organizer/contests/" + d.contest.ID + "/standings"})
	d.visit(tab, "/standings", "ru")
	press(t, tab, "Записать в журнал и открыть")
	says(t, tab, "80,50", "P-03 Обтозакунӣ бо офтоб выше, чем P-11 Ҳавои пок, при равных итогах")
	d.visit(tab, "/standings", "ru")
	says(t, tab, "80,50")
	if n := d.looks(ctx); n != 1 {
		t.Errorf("%d rows of the journal say that standings were opened", n)
	}

	// The third judge kept out: first what that would move.
	d.visit(tab, "/jury", "ru")
	says(t, tab, "4 / 5")
	press(t, tab, "Не учитывать Раҳимов Ҷамшед")
	says(t, tab, "Место изменится у 3 участников из 5. Засчитанный лист потеряют: 4")
	look(t, tab, "acts-exclude", deskScreens)
	browsertest.Size(t, tab, 1366, 768)
	if said := browsertest.Eval[string](t, tab, `document.querySelector(".ask-first").innerText`); strings.Contains(said, "P-") {
		t.Errorf("the what-if names somebody: %s", said)
	}
	browsertest.Run(t, tab, chromedp.SendKeys(`.ask-first [name=reason]`, "баллы вне строя"))
	press(t, tab, "Предложить")
	says(t, tab, "Предложено. Подтверждает второй человек", "Ожидает подтверждения: все листы не учитываются — Раҳимов Ҷамшед", "Подтвердить могут: Ситора")
	look(t, tab, "acts-jury-waits", deskScreens)
	browsertest.Size(t, tab, 1366, 768)
	d.visit(chair, "/jury", "ru")
	press(t, chair, "Подтвердить")
	says(t, chair, "Подтверждено и выполнено", "Не учтено 5: баллы вне строя")
	d.visit(tab, "/jury", "ru")
	look(t, tab, "acts-jury-out", deskScreens)
	d.visit(tab, "/standings", "ru")
	says(t, tab, "Листы, которые не засчитаны", "P-01 Қатраи об · Постер и собеседование: лист «Раҳимов Ҷамшед» не засчитан: баллы вне строя")
	look(t, tab, "acts-standings-out", deskScreens)
	browsertest.Size(t, tab, 1366, 768)
	d.visit(tab, "/jury", "ru")
	press(t, tab, "Учесть снова")
	says(t, tab, "Листы снова учитываются", "4 / 5")

	// The judge leaves as declared: what counts stays, the missing sheet goes to
	// the fourth judge, who has nothing to do and is proposed.
	press(t, tab, "Выбывает… Раҳимов Ҷамшед")
	says(t, tab, "Сейчас засчитано: 4, ещё не сдано: 1", "Объявлено до открытия: выполняется сразу", "Нужен второй человек", "Сразу изменится 0 мест")
	look(t, tab, "acts-leave", deskScreens)
	browsertest.Size(t, tab, 1366, 768)
	if heir := browsertest.Eval[string](t, tab, `document.querySelector("[name=to]").value`); heir != d.judges[3] {
		t.Errorf("proposed to take over: %q", heir)
	}
	browsertest.Run(t, tab, chromedp.SendKeys(`.ask-first [name=reason]`, "заболел"))
	press(t, tab, "Подтвердить: Раҳимов Ҷамшед выбывает")
	says(t, tab, "Член жюри выбыл", "0 / 1", "Не учтён 1: заболел")

	// The closing page names whom it waits for; unsent sheets ask for a second person.
	d.must(d.robots[0].api.get(ctx, "/hello?"+url.Values{"dev": {d.robots[0].dev}, "epoch": {d.robots[0].seen.Epoch}, "unsent": {"1"}}.Encode(), nil))
	walkDesk(t, tab, d.child.address, map[string]string{
		"acts-close": "/organizer/stages/" + d.contest.Stages[0].ID + "/close", "acts-jury": "/organizer/contests/" + d.contest.ID + "/jury",
		"acts-leaves": "/organizer/contests/" + d.contest.ID + "/jury?act=leave&judge=" + d.judges[1],
	})
	browsertest.Size(t, tab, 1366, 768)
	d.visit(tab, "/close", "ru")
	says(t, tab, "Ожидается 15 · получено 14 · ждём 1", "Недостающие листы не мешают закрыть этап", "На планшете есть неотправленные листы: Азимов Умед",
		"Подтвердить могут: Ситора (Председатель жюри)")
	if missing := browsertest.Eval[string](t, tab, `[...document.querySelectorAll("tbody tr")].find(r => r.innerText.includes("Шарипова")).cells[4].innerText`); missing != "P-07" {
		t.Errorf("the fourth judge is said to lack %q", missing)
	}
	d.submit(3, "P-07", 79, 20)
	press(t, tab, "Предложить закрытие")
	says(t, tab, "Предложение записано", "Ждёт подтверждения: Закрыт")
	if n := browsertest.Eval[int](t, tab, `[...document.querySelectorAll("button")].filter(b => b.innerText === "Подтвердить").length`); n != 0 {
		t.Error("who proposed is offered to approve")
	}
	walkDesk(t, tab, d.child.address, map[string]string{"acts-stages": "/organizer/contests/" + d.contest.ID + "/stages"})
	d.visit(chair, "/stages", "ru")
	press(t, chair, "Подтвердить")
	says(t, chair, "Этап закрыт", "Сделать результат окончательным")
	press(t, chair, "Сделать результат окончательным")
	says(t, chair, "Результат этапа окончательный")

	// Places with their reasons, in words.
	d.visit(tab, "/standings", "ru")
	browsertest.Eval[bool](t, tab, `(document.querySelectorAll(".why").forEach(d => { d.open = true; }), true)`)
	says(t, tab, "Равенство с P-11 Ҳавои пок (74,00); средняя оценка «Представление: собеседование» выше: 19,33 против 18,67",
		"Больший балл за собеседование")
	places := browsertest.Eval[string](t, tab, `[...document.querySelectorAll(".standings tbody tr")].map(r => r.cells[0].innerText + " " + r.cells[1].innerText + " " + r.cells[4].innerText).join(", ")`)
	if places != "1 P-07 80,00, 2 P-01 78,33, 3 P-03 74,00, 4 P-11 74,00, 5 P-05 65,00" {
		t.Errorf("places: %s", places)
	}
	look(t, tab, "acts-reasons", deskScreens)

	// One look, then all see it, and then nobody does.
	walkDesk(t, tab, d.child.address, map[string]string{
		"acts-standings": "/organizer/contests/" + d.contest.ID + "/standings",
		"results":        "/organizer/contests/" + d.contest.ID + "/results",
		"acts-publish":   "/organizer/contests/" + d.contest.ID + "/board/publish", "acts-board": "/organizer/contests/" + d.contest.ID + "/board",
	})
	browsertest.Size(t, tab, 1366, 768)
	hall := browsertest.Device(t, browser)
	browsertest.Run(t, hall, chromedp.Navigate(d.child.address+"/b/"+d.contest.ID+"?lang=ru"))
	says(t, hall, "Результаты пока не показаны")
	d.visit(tab, "/board", "ru")
	press(t, tab, "Посмотреть и опубликовать")
	says(t, tab, "Что увидят все", "Только под кодом: 1")
	seen := browsertest.Eval[string](t, tab, `[...document.querySelectorAll(".public tbody tr")].map(r => r.cells[1].innerText.split(" P-")[0] + " " + r.cells[3].innerText).join(", ")`)
	if strings.Contains(seen, "Ғизои") {
		t.Errorf("a name that the public may not read is in the look: %s", seen)
	}
	if browsertest.Eval[bool](t, hall, `document.body.innerText.includes("Гармидиҳии")`) {
		t.Error("the public sees what was only looked at")
	}
	press(t, tab, "Опубликовать")
	says(t, tab, "Результат опубликован")
	says(t, hall, "Гармидиҳии гулхона", "80,00")
	var frame judging.Frame
	d.must(d.desk.get(ctx, "/boards/"+d.contest.ID, &frame))
	var public []string
	for _, row := range frame.Rows {
		name := row.Name
		if name == "" {
			name = row.Code
		}
		whole, part, _ := strings.Cut(row.Total, ".")
		public = append(public, name+" "+whole+","+(part + "00")[:2])
	}
	if got := strings.Join(public, ", "); got != seen {
		t.Errorf("published\n%s\nlooked at\n%s", got, seen)
	}
	look(t, tab, "acts-published", deskScreens)
	browsertest.Size(t, tab, 1366, 768)
	press(t, tab, "Снять с публикации…")
	browsertest.Run(t, tab, chromedp.SendKeys(`.ask [name=reason]`, "апелляция"))
	tap(t, tab, `document.querySelector(".ask form button")`)
	says(t, tab, "Табло скрыто")
	says(t, hall, "Результаты пока не показаны")

	// A step back is proposed with a reason and waits.
	d.visit(tab, "/stages", "ru")
	press(t, tab, "Снять окончательность")
	browsertest.Run(t, tab, chromedp.SendKeys(`.ask input:not([type=hidden])`, "апелляция P-11"))
	look(t, tab, "acts-back", deskScreens)
	browsertest.Size(t, tab, 1366, 768)
	tap(t, tab, `document.querySelector(".ask form button")`)
	says(t, tab, "Ждёт подтверждения: Закрыт", "Причина: апелляция P-11")
}

// looks counts the rows that say who opened standings.
func (d *contestDay) looks(ctx context.Context) (n int) {
	d.t.Helper()
	var rows []struct{ Kind, Actor string }
	d.must(d.desk.get(ctx, "/contests/"+d.contest.ID+"/journal", &rows))
	for _, row := range rows {
		if row.Kind == "look" && strings.HasPrefix(row.Actor, "account:") {
			n++
		}
	}
	return n
}
