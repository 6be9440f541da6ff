package main

// The judges' quality in a real browser: opened on the record, the picture read,
// a flagged sheet returned from it.

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"dovar/judging"
	"dovar/web/browsertest"
)

// A qualityFair has 18 projects and seven judges, four for each project; the
// third judge is 8 points stricter than the others, the last has three sheets.
type qualityFair struct {
	*contestDay
	ids []string
}

func newQualityFair(t *testing.T) *qualityFair {
	t.Helper()
	q := &qualityFair{contestDay: &contestDay{fair: &fair{t: t, dir: t.TempDir()}, codes: map[string]string{}}}
	q.child = startChild(t, q.dir, "127.0.0.1:0")
	code, token, errs := dovar("token", "--role", "owner", "--data", q.dir)
	if code != 0 {
		t.Fatal(errs)
	}
	q.desk = desk{newClient(q.child.address, strings.TrimSpace(token))}
	ctx := context.Background()
	var err error
	q.event, err = q.desk.newEvent(ctx, judging.NewEvent{Title: demoEvent, Starts: "2030-05-01", Ends: "2030-05-02"})
	q.must(err)
	q.contest, err = q.desk.newContest(ctx, q.event, "regional-fair-5x20")
	q.must(err)
	works := make([]newEntry, len(demoProjects))
	for i, e := range demoProjects {
		works[i] = newEntry{Name: e.Name, School: e.School, Members: e.Members}
	}
	q.ids, err = q.desk.addEntries(ctx, q.contest.ID, works)
	q.must(err)
	q.judges, err = q.desk.addJudges(ctx, q.event, []newJudge{judge("Азимов Умед"), judge("Қодирова Ӯғулой"), judge("Раҳимов Ҷамшед"), judge("Шарипова Эътибор"),
		judge("Абдураҳмонзодаи Хушрӯзи Саидмуҳаммадӣ"), judge("Каримова Адиба"), judge("Ғафуров Баҳром")})
	q.must(err)
	ask := judging.Assignment{Stage: q.contest.Stages[0].ID}
	for e, id := range q.ids {
		for _, j := range q.panel(e) {
			ask.Pairs = append(ask.Pairs, judging.Pair{Entry: id, Judge: q.judges[j]})
		}
	}
	_, err = q.desk.assign(ctx, q.contest.ID, ask)
	q.must(err)
	for _, id := range q.judges {
		card, err := q.desk.card(ctx, id)
		q.must(err)
		q.cards = append(q.cards, card)
	}
	return q
}

// panel are the judges of an entry: the fours that leave out each two of six, in
// turn, and the last judge beside them for the first three entries.
func (q *qualityFair) panel(entry int) (of []int) {
	var pairs [][2]int
	for a := range 6 {
		for b := range a {
			pairs = append(pairs, [2]int{a, b})
		}
	}
	without := pairs[entry%len(pairs)]
	for j := range 6 {
		if j != without[0] && j != without[1] {
			of = append(of, j)
		}
	}
	if entry < 3 {
		of = append(of, 6)
	}
	return of
}

// judgeAll submits every sheet: an entry's worth, the judge's severity, a bit of
// chance, and a slip of the first judge of the tenth entry.
func (q *qualityFair) judgeAll() {
	q.t.Helper()
	ctx := context.Background()
	for j, r := range q.robots {
		for _, sheet := range r.seen.Sheets {
			e := 0
			for q.ids[e] != sheet.Entry {
				e++
			}
			points := 50 + e*11%30 + (e*3+j*2+e*j)%7 - 3
			if j == 2 {
				points -= 8
			}
			if e == 9 && j == q.panel(9)[0] {
				points -= 30
			}
			marks := map[string]*judging.Decimal{}
			for i, id := range []string{"objective", "procedure", "data", "discussion", "interview"} {
				mark := points / 5
				if i < points%5 {
					mark++
				}
				mark += []int{1, -1, 2, -2, 0}[(i+e+j)%5] // of one sum
				m := judging.Decimal(fmt.Sprint(max(1, min(20, mark))))
				marks[id] = &m
			}
			_, err := r.cut(sheet.Sheet, r.seen.Stages[0].Rubric, judging.OpSubmit, "", judging.Body{
				Marks: marks, Counts: map[string]int{}, Notes: map[string]string{}, Flags: []string{},
			})
			q.must(err)
		}
		q.must(r.send(ctx))
	}
}

func TestChromiumQuality(t *testing.T) {
	t.Parallel()
	q := newQualityFair(t)
	browser := browsertest.Open(t)
	tab := organizerTab(t, browser, q.fair)
	ctx, page := context.Background(), "/organizer/contests/"+q.contest.ID+"/quality"

	// Before anybody has judged: words in place of figures.
	q.visit(tab, "/quality", "ru")
	says(t, tab, "Пока не засчитано ни одного листа")
	look(t, tab, "quality-none", deskScreens)
	browsertest.Size(t, tab, 1366, 768)
	q.must(q.desk.setStage(ctx, q.contest.Stages[0].ID, judging.StageOpen))
	for _, card := range q.cards {
		r, err := signIn(ctx, q.desk.client, card, "Робот", time.Now)
		q.must(err)
		q.robots = append(q.robots, r)
	}
	q.judgeAll()

	// Said before, written once.
	q.visit(tab, "/quality", "ru")
	says(t, tab, "Вы открываете качество судейства, пока этап")
	if browsertest.Eval[bool](t, tab, `!!document.querySelector("main svg.severity, main table")`) {
		t.Error("figures stand on the page before the look is written")
	}
	walkDesk(t, tab, q.child.address, map[string]string{"quality-gate": page})
	browsertest.Size(t, tab, 1366, 768)
	q.visit(tab, "/quality", "ru")
	press(t, tab, "Записать в журнал и открыть")
	// The page comes by itself once the first figures are there.
	says(t, tab, "По строке", "Строгость", "Раҳимов Ҷамшед", "мало листов")
	rows := browsertest.Eval[[]string](t, tab, `[...document.querySelectorAll(".habits tbody tr")].map(r => r.cells[0].innerText + " " + r.cells[2].innerText)`)
	if !strings.HasPrefix(rows[0], "Раҳимов Ҷамшед\nЗаметно строже других на ") || !strings.HasPrefix(rows[6], "Ғафуров Баҳром Листов меньше пяти") {
		t.Errorf("judges in the table: %q", rows)
	}
	names := browsertest.Eval[string](t, tab, `[...document.querySelectorAll(".severity .name")].map(n => [...n.children].map(c => c.textContent).join(" ")).join()`)
	if table := browsertest.Eval[string](t, tab, `[...document.querySelectorAll(".habits tbody th a")].map(n => n.textContent).join()`); names != table {
		t.Errorf("the picture has %s, the table %s", names, table)
	}
	if at := browsertest.Eval[[]float64](t, tab, `[...document.querySelectorAll(".severity > svg")].map(p => p.getBoundingClientRect().left)`); len(at) != 6 || at[0] > at[1] || at[1] > at[5] {
		t.Errorf("from left to right: %v", at)
	}
	for _, width := range []int64{1366, 390} {
		browsertest.Size(t, tab, width, 844)
		if met := browsertest.Eval[[]string](t, tab, overlaps); len(met) > 0 {
			t.Errorf("letters of the picture meet at %d: %q", width, met)
		}
	}
	walkDesk(t, tab, q.child.address, map[string]string{"quality": page})

	// A flagged sheet is looked at and returned with a reason, in two clicks.
	browsertest.Size(t, tab, 1366, 768)
	q.visit(tab, "/quality", "ru")
	first := `document.querySelector(".flagged tbody tr")`
	if text := browsertest.Eval[string](t, tab, first+`.innerText`); !strings.Contains(text, "P-10") || !strings.Contains(text, "Азимов Умед") {
		t.Errorf("flagged first: %s", text)
	}
	browsertest.Eval[bool](t, tab, `(window.kept = true)`)
	second := accountTab(t, browser, q.fair, "Ситора", "chair")
	q.visit(second, "/quality", "ru")
	press(t, second, "Записать в журнал и открыть")
	says(t, second, "Листы, которые стоит посмотреть")
	press(t, second, "Вернуть члену жюри…")
	browsertest.Until(t, second, "the form of returning", `document.querySelector("[role=dialog] .ask:not(.apart)[open] textarea")`)
	says(t, second, "Азимов Умед")
	look(t, second, "quality-return", deskScreens)
	browsertest.Size(t, second, 1366, 768)
	browsertest.Run(t, second, chromedp.SendKeys(".side .ask:not(.apart) textarea", "Похоже на описку: проверьте оценки"))
	tap(t, second, `document.querySelector(".side .ask:not(.apart) form button")`)
	browsertest.Until(t, second, "the returned sheet", `document.querySelector("[role=dialog]").textContent.includes("Похоже на описку")`)

	// The open page says that there is something newer, and moves nothing itself.
	says(t, tab, "Готовы новые цифры")
	if browsertest.Eval[bool](t, tab, first+`.innerText.includes("Возвращён")`) || !browsertest.Eval[bool](t, tab, `window.kept === true`) {
		t.Error("the page changed under its reader")
	}
	look(t, tab, "quality-newer", deskScreens)
	browsertest.Size(t, tab, 1366, 768)
	press(t, tab, "Показать")
	says(t, tab, "Возвращён")

	// Corrected totals stand beside, in a table of their own.
	q.visit(tab, "/standings", "ru")
	press(t, tab, "Записать в журнал и открыть")
	says(t, tab, "Итог с поправкой на строгость членов жюри", "Места даёт исходный итог")
	if got := browsertest.Eval[[]int](t, tab, `[document.querySelectorAll("table.standings tbody tr").length, document.querySelectorAll("table.adjusted tbody tr").length]`); got[0] != 18 || got[1] != 18 {
		t.Errorf("rows of the two tables: %v", got)
	}
	walkDesk(t, tab, q.child.address, map[string]string{"quality-standings": "/organizer/contests/" + q.contest.ID + "/standings"})
}

// overlaps are pairs of the picture's texts that lie over each other.
const overlaps = `[...document.querySelectorAll(".severity text")].flatMap((a, i, all) => all.slice(i + 1).filter(b => {
	const p = a.getBoundingClientRect(), q = b.getBoundingClientRect();
	return p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 1 && q.top < p.bottom - 1;
}).map(b => a.textContent + " / " + b.textContent))`
