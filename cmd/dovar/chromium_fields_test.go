package main

// Two fields of a line follower, from the desk's first click to the pit's screen.

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

// A fieldsFair is an event with a line follower of ten robots and three referees
// on the fair's server.
type fieldsFair struct {
	*fair
	contest  madeContest
	referees []*robot
	names    []string
}

func newFieldsFair(t *testing.T) *fieldsFair {
	s := &fieldsFair{fair: newFair(t)}
	ctx := context.Background()
	today := time.Now().UTC().Format(time.DateOnly)
	var err error
	s.event, err = s.desk.newEvent(ctx, judging.NewEvent{Title: demoEvent, Starts: today, Ends: today})
	s.must(err)
	s.contest, err = s.desk.newContest(ctx, s.event, "line-follower")
	s.must(err)
	teams := []string{"Барқ", "Шаҳоб", "Зарафшон-2", "Клуби робототехникаи «Созанда», дастаи дуюм", "Помир", "Сомон", "Хатлон", "Рӯдакӣ", "Файз", "Истиқлол"}
	var entries []newEntry
	for i, name := range teams {
		entries = append(entries, newEntry{Name: name, School: fmt.Sprintf("Мактаби №%d, Душанбе", i+1), Visibility: judging.ShowName})
	}
	_, err = s.desk.addEntries(ctx, s.contest.ID, entries)
	s.must(err)
	s.names = []string{"Каримов Далер", "Назарова Мадина", "Шарифов Сино"}
	ids, err := s.desk.addJudges(ctx, s.event, []newJudge{{Name: s.names[0], Languages: []string{"tg"}}, {Name: s.names[1], Languages: []string{"ru"}}, {Name: s.names[2]}})
	s.must(err)
	for _, id := range ids {
		card, err := s.desk.card(ctx, id)
		s.must(err)
		r, err := signIn(ctx, s.desk.client, card, "Планшет", time.Now)
		s.must(err)
		s.referees = append(s.referees, r)
	}
	return s
}

// drive lets a referee cut an op of the first sheet in the own list that waits;
// seconds "" is a run that did not finish.
func (s *fieldsFair) drive(referee int, kind judging.OpKind, seconds judging.Decimal) string {
	s.t.Helper()
	ctx, r := context.Background(), s.referees[referee]
	s.must(r.hello(ctx))
	list := slices.DeleteFunc(slices.Clone(r.seen.Sheets), func(sh judging.HelloSheet) bool { return sh.State != "empty" && sh.State != "draft" })
	slices.SortStableFunc(list, func(a, b judging.HelloSheet) int { return a.Ord - b.Ord })
	if i := slices.IndexFunc(list, func(sh judging.HelloSheet) bool { return sh.State == "draft" }); i > 0 {
		list[0] = list[i]
	}
	body := judging.Body{Marks: map[string]*judging.Decimal{}, Counts: map[string]int{}, Notes: map[string]string{}, Flags: []string{}}
	body.Outcome, body.Times = "ok", []*judging.Decimal{&seconds, &seconds}
	if seconds == "" {
		body.Outcome, body.Times = "dnf", []*judging.Decimal{nil, nil}
	}
	if kind == judging.OpDraft {
		body.Outcome = ""
	}
	_, err := r.cut(list[0].Sheet, r.seen.Stages[0].Rubric, kind, "", body)
	s.must(err)
	s.must(r.send(ctx))
	return list[0].Entry
}

// now is the JavaScript of what the pit's lane shows in one of its places.
func pitPlace(lane int, place string) string {
	return fmt.Sprintf(`document.querySelectorAll(".lane")[%d].querySelector(".place.%s").innerText.replace(/\s+/g, " ")`, lane, place)
}

func TestChromiumFields(t *testing.T) {
	t.Parallel()
	s := newFieldsFair(t)
	browser := browsertest.Open(t)
	tab := organizerTab(t, browser, s.fair)
	page := "/organizer/contests/" + s.contest.ID + "/fields"
	at := s.child.address + page
	pit := browsertest.Device(t, browser)
	browsertest.Size(t, pit, 1920, 1080)
	browsertest.Run(t, pit, chromedp.Navigate(s.child.address+"/pit/"+s.contest.ID+"?lang=tg"))
	browsertest.Until(t, pit, "a pit without runs", `document.querySelector(".nothing")`)

	// Two fields in one step; too few referees are refused with what was ticked.
	browsertest.Run(t, tab, chromedp.Navigate(at+"?lang=ru"))
	browsertest.Until(t, tab, "the offer to make fields", `document.querySelectorAll(".making [name=referees]").length === 3`)
	walkDesk(t, tab, s.child.address, map[string]string{"fields-empty": page})
	browsertest.Size(t, tab, 1366, 768)
	browsertest.Run(t, tab, chromedp.Navigate(at+"?lang=ru"))
	tap(t, tab, `document.querySelectorAll(".making [name=referees]")[0]`)
	tap(t, tab, `document.querySelector(".making button")`)
	browsertest.Until(t, tab, "two fields need two referees", `document.querySelector(".making .error") && document.querySelectorAll(".making [name=referees]:checked").length === 1`)
	tap(t, tab, `document.querySelectorAll(".making [name=referees]")[1]`)
	tap(t, tab, `document.querySelectorAll(".making [name=referees]")[2]`)
	tap(t, tab, `document.querySelector(".making button")`)
	browsertest.Until(t, tab, "two fields", `document.querySelectorAll(".field-of").length === 2 && document.body.textContent.includes("10 роботов без поля")`)
	tap(t, tab, named(".offer button", "Распределить"))
	browsertest.Until(t, tab, "25 runs on each field", `document.querySelectorAll(".calls > li").length === 24 && document.querySelectorAll(".more a").length === 2`)

	// All rounds of a start and a slot; the rules give two hours.
	tap(t, tab, named(".views a", "Расписание"))
	browsertest.Until(t, tab, "the plan's form", `document.querySelector("[name='starts.plan']")`)
	tap(t, tab, named("form button", "Рассчитать"))
	browsertest.Until(t, tab, "five rounds, over the window", `document.querySelectorAll("table tbody tr").length === 5 && document.querySelector(".notice.need").textContent.includes("180")`)
	walkDesk(t, tab, s.child.address, map[string]string{"fields-time": page + "?view=timetable"})
	s.must(s.desk.setStage(context.Background(), s.contest.Stages[0].ID, judging.StageOpen))

	// A run begins and ends; desk and pit follow.
	first := s.drive(0, judging.OpDraft, "38.1")
	s.drive(1, judging.OpDraft, "40")
	browsertest.Until(t, pit, "the robot on the first field", pitPlace(0, "now")+`.includes("кӯшиши 1 аз 5")`)
	s.drive(0, judging.OpSubmit, "38.1")
	s.drive(0, judging.OpDraft, "41")
	browsertest.Size(t, tab, 1366, 768)
	browsertest.Run(t, tab, chromedp.Navigate(at+"?lang=ru"))
	browsertest.Until(t, tab, "a running and a done run", `document.querySelectorAll(".calls > .running").length === 2 && document.querySelectorAll(".settled .done").length === 1`)
	browsertest.Until(t, pit, "the pit's second robot", pitPlace(0, "now")+` !== `+fmt.Sprintf("%q", ""))
	walkDesk(t, tab, s.child.address, map[string]string{"fields-queue": page})
	s.pitScreens(pit)

	// The map counts the runs of each robot.
	day := "/organizer/contests/" + s.contest.ID + "/day"
	browsertest.Run(t, tab, chromedp.Navigate(s.child.address+day+"?lang=ru"))
	browsertest.Until(t, tab, "one run of five", `[...document.querySelectorAll(".cell .part")].some(e => e.textContent === "1/5")`)
	walkDesk(t, tab, s.child.address, map[string]string{"fields-day": day})

	// The third robot of the first field moves up, the one after is absent.
	browsertest.Size(t, tab, 1366, 768)
	browsertest.Run(t, tab, chromedp.Navigate(at+"?lang=ru"))
	code := func(field, i int) string {
		return browsertest.Eval[string](t, tab, fmt.Sprintf(`document.querySelectorAll(".field-of")[%d].querySelectorAll(".calls")[0].children[%d].querySelector(".team").innerText`, field, i))
	}
	was := code(0, 2)
	tap(t, tab, `document.querySelectorAll(".field-of")[0].querySelectorAll(".calls > li")[2].querySelector("button[value='-1']")`)
	browsertest.Until(t, tab, "one up", fmt.Sprintf(`document.querySelectorAll(".field-of")[0].querySelectorAll(".calls > li")[1].querySelector(".team").innerText === %q`, was))
	browsertest.Until(t, pit, "the pit calls it next", pitPlace(0, "next")+fmt.Sprintf(`.includes(%q)`, strings.TrimSpace(was[strings.Index(was, " "):])))
	tap(t, tab, `document.querySelectorAll(".field-of")[0].querySelectorAll(".calls > li")[1].querySelector("summary")`)
	browsertest.Until(t, tab, "the acts", `document.querySelector(".asked").getClientRects().length`)
	browsertest.Keep(t, tab, "fields-acts")
	tap(t, tab, `document.querySelectorAll(".field-of")[0].querySelectorAll(".calls > li")[1].querySelector("button[value=one]")`)
	browsertest.Until(t, tab, "absent", `document.querySelectorAll(".settled .absent").length === 1`)
	browsertest.Until(t, pit, "the pit no longer calls it", `!`+pitPlace(0, "next")+fmt.Sprintf(`.includes(%q)`, strings.TrimSpace(was[strings.Index(was, " "):])))
	tap(t, tab, `document.querySelector(".settled summary")`)
	tap(t, tab, named(".settled button", "Вернуть"))
	browsertest.Until(t, tab, "back", `document.querySelectorAll(".settled .absent").length === 0`)

	// The done run is made again with a reason, next on its field.
	tap(t, tab, `document.querySelector(".settled summary")`)
	tap(t, tab, named(".settled .done summary", "Повторить"))
	browsertest.Run(t, tab, chromedp.SendKeys(".settled [name^='reason.']", "упали ворота"))
	tap(t, tab, named(".settled form button", "Повторить"))
	browsertest.Until(t, tab, "the run again", `document.querySelector(".field-of .calls").children[1].innerText.includes("попытка 1 заново")`)
	browsertest.Until(t, pit, "the pit calls it again", pitPlace(0, "next")+`.includes("кӯшиши 1 аз нав")`)
	var standings judging.Standings
	s.must(s.desk.get(context.Background(), "/contests/"+s.contest.ID+"/standings", &standings))
	for _, row := range standings.Rows {
		if row.Entry == first && row.Exact != "" {
			t.Errorf("a run made again still counts: %+v", row)
		}
	}

	// The second field goes to who stands in: what runs stays, what waits moves.
	tap(t, tab, `document.querySelectorAll(".field-of")[1].querySelector("header summary")`)
	browsertest.Eval[bool](t, tab, fmt.Sprintf(`((f) => { f.to.value = [...f.to.options].find(o => o.text === %q).value; f.requestSubmit(); return true; })(document.querySelectorAll(".field-of")[1].querySelector("header form"))`, s.names[2]))
	browsertest.Until(t, tab, "another referee", fmt.Sprintf(`document.querySelectorAll(".field-of")[1].querySelector(".referee b").textContent === %q`, s.names[2]))
	s.must(s.referees[1].hello(context.Background()))
	s.must(s.referees[2].hello(context.Background()))
	if was, is := len(s.referees[1].seen.Sheets), len(s.referees[2].seen.Sheets); was != 1 || is != 24 {
		t.Errorf("the first referee has %d sheets, who took over %d", was, is)
	}

	s.inspection(tab)

	// A card for each team, eight a sheet.
	browsertest.Run(t, tab, chromedp.Navigate(at+"/cards?lang=tg"))
	browsertest.Until(t, tab, "ten cards on two sheets", `document.querySelectorAll(".card.team").length === 10 && document.querySelectorAll(".cards").length === 2`)
	lookAtPaper(t, tab, "team-cards")
	if pdf := browsertest.PDF(t, tab, "team-cards"); browsertest.Pages(pdf) != 2 {
		t.Errorf("ten cards take %d pages", browsertest.Pages(pdf))
	}

	// Lost contact keeps the picture and says so.
	shown := browsertest.Eval[string](t, pit, pitPlace(0, "now"))
	s.child.kill()
	browsertest.Until(t, pit, "lost contact told", `document.querySelector(".age.lost")`)
	if now := browsertest.Eval[string](t, pit, pitPlace(0, "now")); now != shown {
		t.Errorf("without contact the pit shows %q", now)
	}
	browsertest.Keep(t, pit, "pit-lost")
}

// inspection assigns a maze's technical check in one click, and looks at its list
// with a robot that is too heavy.
func (s *fieldsFair) inspection(tab context.Context) {
	s.t.Helper()
	ctx := context.Background()
	maze, err := s.desk.newContest(ctx, s.event, "maze")
	s.must(err)
	_, err = s.desk.addEntries(ctx, maze.ID, []newEntry{{Name: "Нахшаб"}, {Name: "Сипар"}, {Name: "Офтоб"}})
	s.must(err)
	page := "/organizer/contests/" + maze.ID + "/fields?view=inspection&stage=" + maze.Stages[0].ID
	browsertest.Size(s.t, tab, 1366, 768)
	browsertest.Run(s.t, tab, chromedp.Navigate(s.child.address+page+"&lang=ru"))
	browsertest.Until(s.t, tab, "three robots without an inspector", `document.querySelectorAll("tr.none").length === 3 && document.querySelector(".offer select")`)
	browsertest.Eval[bool](s.t, tab, fmt.Sprintf(`((f) => { f.inspector.value = [...f.inspector.options].find(o => o.text === %q).value; f.requestSubmit(); return true; })(document.querySelector(".offer form"))`, s.names[2]))
	browsertest.Until(s.t, tab, "all with that inspector", `!document.querySelector(".offer") && document.querySelectorAll("tr.none").length === 3`)
	s.must(s.desk.setStage(ctx, maze.Stages[0].ID, judging.StageOpen))
	r := s.referees[2]
	s.must(r.hello(ctx))
	i := slices.IndexFunc(r.seen.Sheets, func(sh judging.HelloSheet) bool { return sh.Stage == maze.Stages[0].ID })
	k := slices.IndexFunc(r.seen.Stages, func(st judging.HelloStage) bool { return st.ID == maze.Stages[0].ID })
	body := judging.Body{Marks: map[string]*judging.Decimal{}, Counts: map[string]int{}, Notes: map[string]string{}, Flags: []string{}}
	for id, mark := range map[string]judging.Decimal{"mass": "1012.5", "size:1": "24", "size:2": "25", "size:3": "20"} {
		body.Marks[id] = &mark
	}
	_, err = r.cut(r.seen.Sheets[i].Sheet, r.seen.Stages[k].Rubric, judging.OpSubmit, "", body)
	s.must(err)
	s.must(r.send(ctx))
	browsertest.Run(s.t, tab, chromedp.Navigate(s.child.address+page+"&lang=ru"))
	browsertest.Until(s.t, tab, "what did not pass", `document.querySelector("tr.failed") && document.querySelector("tr.failed").innerText.includes("1012,5 г")`)
	walkDesk(s.t, tab, s.child.address, map[string]string{"fields-inspection": page})
}

// pitScreens looks at the pit's screen in its sizes, languages and themes.
func (s *fieldsFair) pitScreens(pit context.Context) {
	s.t.Helper()
	for _, lang := range []string{"tg", "ru", "en"} {
		for _, theme := range []string{"paper", "hall"} {
			browsertest.Run(s.t, pit, chromedp.Navigate(s.child.address+"/pit/"+s.contest.ID+"?lang="+lang+"&theme="+theme))
			browsertest.Until(s.t, pit, "the lanes", `document.querySelectorAll(".lane").length === 2`)
			screens := []screen{{1920, 1080}, {1024, 768}, {390, 844}}
			if theme == "hall" { // other colours, the same boxes
				screens = screens[:1]
			}
			look(s.t, pit, "pit-"+lang+"-"+theme, screens)
		}
	}
	browsertest.Size(s.t, pit, 1920, 1080)
	browsertest.Run(s.t, pit, chromedp.Navigate(s.child.address+"/pit/"+s.contest.ID+"?lang=tg"))
	browsertest.Until(s.t, pit, "the lanes", `document.querySelectorAll(".lane").length === 2`)
}
