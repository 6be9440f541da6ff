package main

// Panels from rooms to the order on a tablet, as an organizer clicks them.

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"dovar/judging"
	"dovar/web/browsertest"
)

// A teachers' contest in an event of its own on the fair's server: 12 entries,
// 5 judges.
type panelsFair struct {
	*fair
	contest madeContest
	judges  []string
}

func newPanelsFair(t *testing.T) *panelsFair {
	s := &panelsFair{fair: newFair(t)}
	ctx := context.Background()
	var err error
	s.event, err = s.desk.newEvent(ctx, judging.NewEvent{Title: demoEvent, Starts: "2030-06-01", Ends: "2030-06-02"})
	s.must(err)
	s.contest, err = s.desk.newContest(ctx, s.event, "it-teacher-contest")
	s.must(err)
	places := []string{"Рӯдакӣ", "Ҳисор", "Кӯлоб", "Хуҷанд"}
	var entries []map[string]any
	for i := range 12 {
		entries = append(entries, map[string]any{
			"name":   []string{"Каримова Зулфия", "Назаров Фирдавс", "Шарифова Мадина"}[i%3] + fmt.Sprint(" ", i+1),
			"school": fmt.Sprintf("Мактаби №%d, %s", i+1, places[i%4]), "district": places[i%4],
		})
	}
	s.must(s.desk.post(ctx, "/contests/"+s.contest.ID+"/entries", entries, nil))
	var made []made
	s.must(s.desk.post(ctx, "/events/"+s.event+"/judges", []map[string]any{
		{"name": "Абдуллоева Нигина", "school": "Мактаби №1, Рӯдакӣ", "district": "Рӯдакӣ"},
		{"name": "Бобоев Сино"}, {"name": "Воҳидов Далер"},
		{"name": "Ғаниева Парвина", "school": "Мактаби №4, Хуҷанд", "district": "Рӯдакӣ"}, {"name": "Дӯстов Хуршед"},
	}, &made))
	for _, m := range made {
		s.judges = append(s.judges, m.ID)
	}
	return s
}

func (s *panelsFair) page() string { return "/organizer/contests/" + s.contest.ID + "/panels" }

// sheets of the first stage that are expected.
func (s *panelsFair) sheets() (out []map[string]any) {
	s.t.Helper()
	var all []map[string]any
	s.must(s.desk.get(context.Background(), "/contests/"+s.contest.ID+"/sheets?stage="+s.contest.Stages[0].ID, &all))
	return slices.DeleteFunc(all, func(sh map[string]any) bool { return sh["expected"] != true })
}

func (s *panelsFair) orders() (out []judging.JudgeOrder) {
	s.t.Helper()
	s.must(s.desk.get(context.Background(), "/contests/"+s.contest.ID+"/orders?stage="+s.contest.Stages[0].ID, &out))
	return out
}

// named is the JavaScript of the element of that selector whose text begins so.
func named(selector, text string) string {
	return fmt.Sprintf(`[...document.querySelectorAll(%q)].find(e => (e.textContent.trim() || e.title).startsWith(%q))`, selector, text)
}

func TestChromiumPanels(t *testing.T) {
	t.Parallel()
	s := newPanelsFair(t)
	browser := browsertest.Open(t)
	tab := organizerTab(t, browser, s.fair)
	at := s.child.address + s.page()
	browsertest.Run(t, tab, chromedp.Navigate(at+"?lang=ru"))
	browsertest.Until(t, tab, "the one-click offer with its coverage", `document.querySelector(".offer") && document.querySelector(".offer").textContent.includes("листов: 58")`)
	walkDesk(t, tab, s.child.address, map[string]string{"panels-empty": s.page()})

	// Two rooms, a panel in each.
	browsertest.Size(t, tab, 1366, 768)
	browsertest.Run(t, tab, chromedp.Navigate(at+"?lang=ru"))
	for i, name := range []string{"Кабинет 12", "Актовый зал"} {
		browsertest.Run(t, tab, chromedp.SendKeys("#rooms form.inline [name=name]", name), chromedp.Submit("#rooms form.inline"))
		browsertest.Until(t, tab, name, fmt.Sprintf(`document.querySelectorAll(".rooms-of > li").length === %d`, i+1))
	}
	browsertest.Run(t, tab, chromedp.SendKeys("#rooms form.inline [name=name]", "кабинет 12"), chromedp.Submit("#rooms form.inline"))
	browsertest.Until(t, tab, "the same room refused, and what was typed", `document.querySelector("#error-name") && document.querySelector("#rooms form.inline [name=name]").value === "кабинет 12"`)
	s.panel(tab, "Кабинет 12", "together", 0, 1)
	browsertest.Until(t, tab, "the first panel", `document.querySelectorAll("#panels tbody tr").length === 1`)
	s.panel(tab, "Кабинет 12", "separately", 2, 3, 4)
	browsertest.Until(t, tab, "a second panel in one room refused, and the choice of judges", `document.querySelector("#error-room") && document.querySelectorAll("#panel-form :checked[name=judges]").length === 3`)
	s.panel(tab, "Актовый зал", "separately")
	browsertest.Until(t, tab, "the second panel", `document.querySelectorAll("#panels tbody tr").length === 2`)

	// The draw is seen before anything is stored.
	tap(t, tab, `document.querySelector("#draw form.inline button")`)
	browsertest.Until(t, tab, "the preview", `document.querySelector("#preview")`)
	if len(s.sheets()) != 0 {
		t.Fatal("pairs are stored before the draw is applied")
	}
	shown := browsertest.Eval[string](t, tab, `document.querySelector("#preview").innerText`)
	for _, want := range []string{"30 новых назначений", "от 6 до 6", "3 пары из одного района", "У каждого участника", "нет ни общих членов жюри", "Кабинет 12"} {
		if !strings.Contains(shown, want) {
			t.Errorf("the preview does not say %q:\n%s", want, shown)
		}
	}
	was := browsertest.Eval[string](t, tab, `document.querySelector("#preview [name=digest]").value`)
	tap(t, tab, named("#preview a.button", "Другая"))
	browsertest.Until(t, tab, "another draw", fmt.Sprintf(`document.querySelector("#preview [name=digest]") && document.querySelector("#preview [name=digest]").value !== %q`, was))
	walkDesk(t, tab, s.child.address, map[string]string{"panels-preview": s.page() + "?draw=1&seed=4321"})
	browsertest.Size(t, tab, 1366, 768)
	browsertest.Run(t, tab, chromedp.Navigate(at+"?lang=ru&draw=1&seed=4321"))
	tap(t, tab, named("#preview button", "Применить"))
	browsertest.Until(t, tab, "the table", `document.querySelector("table.pairs") && document.querySelector(".notice.done")`)
	if n := len(s.sheets()); n != 30 {
		t.Fatalf("%d pairs are stored", n)
	}
	s.byHand(tab)
	s.reorder(tab)
	walkDesk(t, tab, s.child.address, map[string]string{
		"panels-form":  s.page() + "?panel=" + s.orders()[0].Panel,
		"panels-table": s.page() + "?view=table", "panels-order": s.page() + "?view=order",
	})
	s.onTablet(browser)
}

// panel fills the form of a panel; without judges those chosen stay.
func (s *panelsFair) panel(tab context.Context, room, seating string, judges ...int) {
	s.t.Helper()
	if !browsertest.Eval[bool](s.t, tab, `document.querySelector("#panel-form").open`) {
		tap(s.t, tab, `document.querySelector("#panel-form > summary")`)
	}
	browsertest.Eval[bool](s.t, tab, fmt.Sprintf(`(f => {
		const set = (name, text) => { const o = [...f[name].options].find(o => o.text === text || o.value === text); f[name].value = o.value; };
		set("room", %q); set("seating", %q);
		return true;
	})(document.querySelector("#panel-form form"))`, room, seating))
	for _, j := range judges {
		tap(s.t, tab, fmt.Sprintf(`document.querySelector("#panel-form [value='%s']")`, s.judges[j]))
	}
	tap(s.t, tab, `document.querySelector("#panel-form button.primary")`)
}

// byHand takes a pair back, makes another, and is refused a third.
func (s *panelsFair) byHand(tab context.Context) {
	s.t.Helper()
	tap(s.t, tab, `document.querySelector("button.pair-cell.stands")`)
	browsertest.Until(s.t, tab, "the pair taken back", `document.querySelector(".notice.done").textContent.includes("снято")`)
	if n := len(s.sheets()); n != 29 {
		s.t.Errorf("%d pairs after one was taken back", n)
	}
	tap(s.t, tab, `document.querySelector("button.pair-cell.free")`)
	browsertest.Until(s.t, tab, "the pair made", `document.querySelector(".notice.done").textContent.includes("назначен")`)
	if n := len(s.sheets()); n != 30 {
		s.t.Errorf("%d pairs after one was made", n)
	}
	tap(s.t, tab, `document.querySelector("button.pair-cell.refused")`)
	browsertest.Until(s.t, tab, "why a pair is refused", `document.querySelector(".notice.need").textContent.includes("своя школа")`)
	if n := len(s.sheets()); n != 30 {
		s.t.Errorf("%d pairs after one was refused", n)
	}
}

// reorder moves the first entry of the room that judges together one down.
func (s *panelsFair) reorder(tab context.Context) {
	s.t.Helper()
	tap(s.t, tab, named(".views a", "Порядок"))
	browsertest.Until(s.t, tab, "the order", `document.querySelector(".order")`)
	before := s.orders()[0].Entries
	tap(s.t, tab, `document.querySelectorAll(".order > li:first-child .step")[1]`)
	browsertest.Until(s.t, tab, "the order kept", `document.querySelector(".notice.done")`)
	after := s.orders()[0].Entries
	if after[0] != before[1] || after[1] != before[0] || !slices.Equal(after[2:], before[2:]) {
		s.t.Errorf("the order is %v, was %v", after, before)
	}
	if first := browsertest.Eval[string](s.t, tab, `document.querySelector(".order > li").id`); first != "e-"+after[0] {
		s.t.Errorf("the page shows %s first, want %s", first, after[0])
	}
}

// onTablet opens the stage: both judges of the room read its name, and its order.
func (s *panelsFair) onTablet(browser context.Context) {
	s.t.Helper()
	ctx := context.Background()
	s.must(s.desk.setStage(ctx, s.contest.Stages[0].ID, judging.StageOpen))
	want := s.orders()[0].Entries
	for _, j := range s.judges[:2] {
		card, err := s.desk.card(ctx, j)
		s.must(err)
		tab := browsertest.Device(s.t, browser)
		browsertest.Size(s.t, tab, 1280, 800)
		browsertest.Run(s.t, tab, chromedp.Navigate(s.child.address+"/judge?lang=ru#"+card.Code))
		for _, digit := range card.PIN {
			tap(s.t, tab, fmt.Sprintf(`[...document.querySelectorAll(".keypad .key")].find(k => k.textContent === "%c")`, digit))
		}
		tap(s.t, tab, `document.querySelector("form button[type=submit]:not([disabled])")`)
		browsertest.Until(s.t, tab, "the room above the list", `document.querySelector(".list h2") && document.querySelector(".list h2").textContent.includes("Кабинет 12")`)
		var hello judging.Hello
		r, err := signIn(ctx, s.desk.client, card, "Робот", time.Now)
		s.must(err)
		hello = r.seen
		var got []string
		for _, sh := range hello.Sheets {
			got = append(got, sh.Entry)
		}
		both := slices.DeleteFunc(slices.Clone(want), func(e string) bool { return !slices.Contains(got, e) })
		if !slices.Equal(got, both) {
			s.t.Errorf("the tablet has %v, the room %v", got, want)
		}
	}
}
