package main

// The rules page in a real browser: what is typed is seen in the preview, what
// is wrong is told at its field, what is kept stands, and nothing typed is lost.

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"dovar/judging"
	"dovar/web/browsertest"
)

// A rulesDesk is the rules page of one contest in one tab.
type rulesDesk struct {
	t   *testing.T
	tab context.Context
	url string
}

func (r rulesDesk) open(section string) {
	r.t.Helper()
	browsertest.Run(r.t, r.tab, chromedp.Navigate("about:blank"), chromedp.Navigate(r.url+"#"+section))
	r.until("the section "+section, fmt.Sprintf(`document.querySelector(".parts [aria-current]") && document.querySelector(".parts [aria-current]").hash === "#%s"`, section))
}

func (r rulesDesk) until(what, js string) {
	r.t.Helper()
	browsertest.Until(r.t, r.tab, what, js)
}

func (r rulesDesk) tap(element string) {
	r.t.Helper()
	tap(r.t, r.tab, element)
}

// fill types into a field as a keyboard does.
func (r rulesDesk) fill(id, text string) {
	r.t.Helper()
	r.until("the field "+id, fmt.Sprintf(`document.getElementById(%q)`, id))
	browsertest.Eval[bool](r.t, r.tab, fmt.Sprintf(`(at => { at.focus(); at.select(); return document.execCommand(%q ? "insertText" : "delete", false, %q); })(document.getElementById(%q))`, text, text, id))
}

func (r rulesDesk) value(id, want string) {
	r.t.Helper()
	r.until(id+" to be "+want, fmt.Sprintf(`document.getElementById(%q) && document.getElementById(%q).value === %q`, id, id, want))
}

// save presses the one button and waits for the word.
func (r rulesDesk) save() {
	r.t.Helper()
	r.tap(`document.querySelector(".keep .primary:not([disabled])")`)
	r.until("the rules to be kept", `document.querySelector(".keep .good")`)
}

func newRules(t *testing.T) (rulesDesk, *fair, string, context.Context) {
	t.Helper()
	s := newFair(t)
	contest, err := s.desk.newContest(t.Context(), s.event, "it-teacher-contest")
	s.must(err)
	browser := browsertest.Open(t)
	tab := organizerTab(t, browser, s)
	browsertest.Size(t, tab, 1366, 768)
	return rulesDesk{t, tab, s.child.address + "/organizer/contests/" + contest.ID + "/rules?lang=ru"}, s, contest.ID, browser
}

// Every section, in three languages, at the desk's sizes.
func TestChromiumRulesPages(t *testing.T) {
	t.Parallel()
	r, s, contest, _ := newRules(t)
	for _, lang := range []string{"ru", "tg", "en"} {
		r.url = s.child.address + "/organizer/contests/" + contest + "/rules?lang=" + lang
		for _, section := range []string{"texts", "who", "judges", "divisions", "stages", "total", "awards"} {
			browsertest.Size(t, r.tab, 1366, 768)
			r.open(section)
			if section == "stages" {
				r.tap(`document.getElementById("at-stages-0-criteria-0-head")`)
				r.until("the levels", `document.querySelectorAll(".ladder > li").length === 4`)
			}
			look(t, r.tab, "rules-"+section+"-"+lang, deskScreens)
		}
	}
}

// Fields of the first criterion of the first stage.
const (
	maxField  = "at-stages-0-criteria-0-max"
	gapField  = "at-bands-levels-1-2-from"
	topField  = "at-bands-levels-1-3-to"
	wordField = "at-bands-levels-1-3-label-ru"
	stepField = "at-stages-0-criteria-0-step"
)

// leastField is of the section total.
const leastField = "at-rank-min_sheets"

// A scale and its levels are changed: preview and totals follow, a gap is told
// at its field and holds the saving, and what is kept stands.
func TestChromiumRulesEdit(t *testing.T) {
	r, s, contest, _ := newRules(t)
	r.open("stages")
	r.tap(`document.getElementById("at-stages-0-criteria-0-head")`)
	r.fill(maxField, "20")
	r.until("the sum", `document.getElementById("at-stages-0-max").textContent === "60"`)
	r.value(topField, "20") // the level that ended with the scale ends with it still
	r.until("the preview's maximum", `document.querySelector(".try-max").textContent === "60"`)
	r.fill(wordField, "Блестяще")
	r.until("the preview's word", `document.querySelectorAll(".try .criterion")[0].textContent.includes("Блестяще")`)
	if all := browsertest.Eval[string](t, r.tab, `[...document.querySelectorAll(".try .criterion")].map(c => c.querySelector(".mark small").textContent).join()`); all != "/ 20,/ 10,/ 10,/ 10,/ 10" {
		t.Errorf("scales in the preview: %s", all)
	}

	// Marks can be tried and go nowhere.
	r.tap(`document.querySelectorAll(".try .band")[3]`)
	r.tap(`[...document.querySelectorAll(".try .criterion")[0].querySelectorAll(".key")].find(k => k.textContent === "17")`)
	r.until("the tried total", `document.querySelector(".try-total b").textContent === "17"`)

	r.fill(gapField, "8")
	r.until("the gap at its field", fmt.Sprintf(`document.getElementById(%q).getAttribute("aria-invalid") === "true" && document.getElementById(%q + "-wrong").textContent.includes("8")`, gapField, gapField))
	r.until("the section's count", `document.querySelector(".parts .wrong") && document.querySelector(".parts .wrong").hash === "#stages"`)
	// At the end of the page the bar covers nothing that axe would miss.
	browsertest.Size(t, r.tab, 1920, 1080)
	browsertest.Keep(t, r.tab, "rules-gap")
	browsertest.Eval[bool](t, r.tab, `(window.scrollTo(0, document.documentElement.scrollHeight), true)`)
	look(t, r.tab, "rules-gap", append([]screen{{1920, 1080}}, deskScreens...))
	browsertest.Size(t, r.tab, 1366, 768)
	browsertest.Dark(t, r.tab, true)
	browsertest.Eval[bool](t, r.tab, `(window.scrollTo(0, document.documentElement.scrollHeight), true)`)
	look(t, r.tab, "rules-dark", deskScreens[:1])
	browsertest.Dark(t, r.tab, false)
	r.tap(`document.querySelector(".parts a[href='#awards']")`)
	r.tap(`document.querySelector(".keep .primary")`)
	r.until("the focus on the gap", fmt.Sprintf(`document.activeElement.id === %q && document.querySelector(".keep .error")`, gapField))
	if kept := definitionOf(s, contest); kept.Stages[0].Criteria[0].Max != "10" {
		t.Error("a definition with a gap was kept")
	}
	r.fill(gapField, "7")
	r.until("the gap mended", fmt.Sprintf(`!document.getElementById(%q).hasAttribute("aria-invalid")`, gapField))
	r.save()

	r.open("stages")
	r.tap(`document.getElementById("at-stages-0-criteria-0-head")`)
	r.value(maxField, "20")
	r.value(topField, "20")
	r.value(wordField, "Блестяще")
	r.until("the sum after a reload", `document.getElementById("at-stages-0-max").textContent === "60"`)
	r.open("total")
	r.until("the contest's maximum", `document.querySelector(".fields .sum b").textContent === "240"`)
	kept := definitionOf(s, contest)
	if c := kept.Stages[0].Criteria; c[0].Max != "20" || c[0].Bands == c[1].Bands || *kept.Stages[0].Max != "60" {
		t.Errorf("kept: %+v", c[:2])
	}
}

// Rules that cannot be meant, typed: each is told at its field and in the list
// above, in words of the page's language, and the list leads to the field;
// nothing typed is lost, and what is mended is kept.
func TestChromiumRulesRefused(t *testing.T) {
	t.Parallel()
	r, s, contest, _ := newRules(t)
	browsertest.Agree(t, r.tab) // to leave the page with what was typed
	page := r.url[:len(r.url)-len("ru")]
	for lang, words := range map[string]struct{ step, list string }{
		"ru": {"Шаг не приводит", "Этап «Методическое портфолио», критерий «Информационная насыщенность», шаг"},
		"tg": {"Қадам аз пасттарин", "қадам"},
		"en": {"The step does not lead", "Stage “Methodical portfolio”, criterion"},
	} {
		r.url = page + lang
		browsertest.Size(t, r.tab, 1366, 768)
		browsertest.Eval[bool](t, r.tab, `(sessionStorage.clear(), true)`)
		r.open("stages")
		r.until("the line that nothing is wrong", `document.querySelector("p.found")`)
		top := browsertest.Eval[float64](t, r.tab, `(document.body.offsetHeight, document.fonts.ready.then(() => document.getElementById("section").getBoundingClientRect().top))`)
		r.tap(`document.getElementById("at-stages-0-criteria-0-head")`)
		r.fill(stepField, "3")
		r.until("the step at its field", fmt.Sprintf(`document.getElementById(%q).getAttribute("aria-invalid") === "true" && document.getElementById(%q + "-wrong").textContent.includes(%q)`, stepField, stepField, words.step))
		if now := browsertest.Eval[float64](t, r.tab, `document.getElementById("section").getBoundingClientRect().top + window.scrollY`); now != top {
			t.Errorf("%s: the fields moved from %v to %v while somebody typed", lang, top, now)
		}
		r.tap(`document.querySelector(".parts a[href='#total']")`)
		r.fill(leastField, "9")
		r.until("both in the list", `document.querySelectorAll(".found li").length === 2`)
		r.tap(`document.querySelector(".keep .primary")`)
		r.until("the list open and the focus on the step", fmt.Sprintf(`document.querySelector(".found").open && document.activeElement.id === %q && document.querySelector(".keep .error")`, stepField))
		if first := browsertest.Eval[string](t, r.tab, `document.querySelector(".found li").textContent`); !strings.Contains(first, words.list) || !strings.Contains(first, words.step) {
			t.Errorf("%s: the list says %q", lang, first)
		}
		browsertest.Eval[bool](t, r.tab, `(window.scrollTo(0, 0), true)`)
		look(t, r.tab, "rules-refused-"+lang, deskScreens)
	}
	browsertest.Size(t, r.tab, 1366, 768)
	r.url = page + "ru"
	browsertest.Run(t, r.tab, chromedp.Navigate("about:blank"), chromedp.Navigate(r.url))
	r.tap(`document.querySelector(".notice.wait .button")`) // what was typed, after a change of language
	r.until("the list again", `document.querySelectorAll(".found li").length === 2`)
	r.tap(`document.querySelector(".found summary")`)
	r.tap(`document.querySelectorAll(".found li button")[1]`)
	r.until("the focus on the sheets", fmt.Sprintf(`document.activeElement.id === %q`, leastField))
	r.value(leastField, "9")
	r.fill(leastField, "2")
	r.until("one left", `document.querySelectorAll(".found li").length === 1`)
	r.tap(`document.querySelector(".found li button")`)
	r.until("the focus on the step", fmt.Sprintf(`document.activeElement.id === %q`, stepField))
	r.value(stepField, "3")
	r.fill(stepField, "2.5")
	r.until("the gap between levels instead", `document.querySelectorAll(".found li").length === 1`)
	if kept := definitionOf(s, contest); kept.Stages[0].Criteria[0].Step != "1" {
		t.Error("wrong rules were kept")
	}
	r.fill(stepField, "1")
	r.fill("at-stages-0-criteria-0-weight", "1,5")
	r.until("the example that no longer holds", `document.querySelector(".notice.need .danger")`)
	r.tap(`document.querySelector(".notice.need .danger")`)
	r.until("nothing wrong", `document.querySelector("p.found")`)
	r.save()
	if kept := definitionOf(s, contest); kept.Stages[0].Criteria[0].Weight != "1.5" {
		t.Errorf("kept %+v", kept.Stages[0].Criteria[0])
	}
}

// New things are named after their titles, a missing translation is counted and
// offered, and the chain is put in order by the keyboard.
func TestChromiumRulesLists(t *testing.T) {
	r, s, contest, _ := newRules(t)
	r.open("stages")
	r.tap(`document.getElementById("at-stages-0-criteria-add")`)
	r.until("the focus in the new title", `document.activeElement.id === "at-stages-0-criteria-5-title-tg"`)
	r.fill("at-stages-0-criteria-5-title-ru", "Ясность речи")
	r.until("what is missing", `document.querySelector(".keep .hint").textContent.match(/\d/g).join() === "1,1"`)
	for _, lang := range []string{"tg", "en"} {
		r.tap(fmt.Sprintf(`document.getElementById("at-stages-0-criteria-5-title-%s").parentElement.querySelector(".link")`, lang))
		r.value("at-stages-0-criteria-5-title-"+lang, "Ясность речи")
	}
	r.until("nothing missing", `!document.querySelector(".keep .hint")`)
	r.tap(`document.getElementById("at-stages-0-criteria-1-head").closest("li").querySelector(".away")`)
	r.until("the focus on the next line", `document.activeElement.id === "at-stages-0-criteria-1-head" && document.querySelector(".keep .good")`)

	r.tap(`document.querySelector(".fields > .notice .danger")`) // the example marked a line that is gone

	r.tap(`document.querySelector(".parts a[href='#total']")`)
	before := definitionOf(s, contest)
	r.until("the chain", fmt.Sprintf(`document.querySelectorAll(".chain > li").length === %d`, len(before.Ties)))
	browsertest.Eval[bool](t, r.tab, `(document.getElementById("at-ties-1-up").focus(), true)`)
	browsertest.Run(t, r.tab, chromedp.KeyEvent("\r"))
	r.until("the focus with the line", `document.activeElement.id === "at-ties-0-down" && document.querySelector(".aside-text[role=status]").textContent.includes("1")`)
	r.save()

	after := definitionOf(s, contest)
	if after.Ties[0].Stage != before.Ties[1].Stage || after.Ties[1].Stage != before.Ties[0].Stage || after.Ties[len(after.Ties)-1].By != "vote" {
		t.Errorf("the chain: %+v", after.Ties)
	}
	criteria := after.Stages[0].Criteria
	if last := criteria[len(criteria)-1]; len(criteria) != 5 || last.ID != "yasnost-rechi" || last.Title.TG != "Ясность речи" || criteria[1].ID != "feedback" {
		t.Errorf("criteria: %+v", criteria)
	}
}

// Somebody else was faster, the page is loaded again, the contest begins: what
// was typed is still there, and nothing is overwritten unasked.
func TestChromiumRulesConflict(t *testing.T) {
	r, s, contest, _ := newRules(t)
	asked := browsertest.Agree(t, r.tab)
	r.open("texts")
	r.tap(`document.getElementById("at-title-ru")`) // a page is left unasked until somebody has touched it
	r.fill("at-title-ru", "Мой заголовок")
	browsertest.Run(t, r.tab, chromedp.Reload())
	r.until("what was not kept", `document.querySelector(".notice.wait .button") && document.getElementById("at-title-ru").closest("fieldset").disabled`)
	if asked.Load() == 0 {
		t.Error("the page was left with unsaved changes without a question")
	}
	r.tap(`document.querySelector(".notice.wait .button")`)
	r.value("at-title-ru", "Мой заголовок")

	retitle := func(title string) {
		t.Helper()
		def := definitionOf(s, contest)
		def.Title.EN = title
		putDefinition(s, contest, def)
	}
	retitle("By another hand")
	r.tap(`document.querySelector(".keep .primary")`)
	r.until("the conflict", `document.querySelector(".notice.need .danger")`)
	r.value("at-title-ru", "Мой заголовок")
	look(t, r.tab, "rules-conflict", deskScreens)
	browsertest.Size(t, r.tab, 1366, 768)
	r.tap(`document.querySelector(".notice.need .button:not(.danger)")`)
	r.until("mine to be kept", `document.querySelector(".keep .good")`)
	if title := definitionOf(s, contest).Title; title.RU != "Мой заголовок" {
		t.Errorf("kept %+v", title)
	}

	r.fill("at-title-ru", "Второй")
	retitle("Again")
	r.tap(`document.querySelector(".keep .primary")`)
	r.tap(`document.querySelector(".notice.need .danger")`)
	r.value("at-title-en", "Again")
	r.value("at-title-ru", "Мой заголовок")
	r.tap(`[...document.querySelectorAll(".keep .link")].at(-1)`) // even this can be taken back
	r.value("at-title-ru", "Второй")

	// A judge begins while somebody still types: nothing more is kept, nothing typed is lost.
	r.fill("at-title-ru", "Слишком поздно")
	s.begin(contest)
	r.tap(`document.querySelector(".keep .primary")`)
	r.until("the contest has begun", `document.querySelector(".keep .error") && document.querySelector(".fields").disabled && document.querySelector(".keep .primary").disabled`)
	r.value("at-title-ru", "Слишком поздно")

	// The other contest has sheets: it is read, and its sheet can be tried.
	r.url = s.child.address + "/organizer/contests/" + s.contest.ID + "/rules?lang=ru"
	browsertest.Run(t, r.tab, chromedp.Navigate(r.url))
	r.until("the rules alone", `document.querySelector(".editor.read .notice.wait") && document.querySelector(".editor .rules h3") && document.querySelector(".try .criterion")`)
	if fields := browsertest.Eval[int](t, r.tab, `document.querySelectorAll(".editor input, .editor textarea, .keep").length`); fields != 0 {
		t.Errorf("%d fields of a contest that has begun", fields)
	}
	look(t, r.tab, "rules-begun", deskScreens)
}

// begin lets a judge send the first draft of the contest.
func (s *fair) begin(contest string) {
	s.t.Helper()
	ctx := s.t.Context()
	var stages []struct {
		ID     string
		Stages []struct{ ID string }
	}
	s.must(s.desk.get(ctx, "/events/"+s.event+"/contests", &stages))
	_, err := s.desk.addEntries(ctx, contest, []newEntry{{Name: "Раҳимова Мадина"}})
	s.must(err)
	judges, err := s.desk.addJudges(ctx, s.event, []newJudge{judge("Назаров Парвиз")})
	s.must(err)
	for _, c := range stages {
		if c.ID == contest {
			_, err = s.desk.assign(ctx, contest, judging.Assignment{Stage: c.Stages[0].ID, Judges: judges, PerEntry: 1, Seed: 1})
			s.must(err)
			s.must(s.desk.setStage(ctx, c.Stages[0].ID, judging.StageOpen))
		}
	}
	card, err := s.desk.card(ctx, judges[0])
	s.must(err)
	r, err := signIn(ctx, s.desk.client, card, "Робот", time.Now)
	s.must(err)
	mark := judging.Decimal("5")
	_, err = r.cut(r.seen.Sheets[0].Sheet, r.seen.Stages[0].Rubric, judging.OpDraft, "", judging.Body{
		Marks: map[string]*judging.Decimal{"content": &mark}, Counts: map[string]int{}, Notes: map[string]string{}, Flags: []string{},
	})
	s.must(err)
	s.must(r.send(ctx))
}

func definitionOf(s *fair, contest string) (def judging.Definition) {
	s.t.Helper()
	s.must(s.desk.get(s.t.Context(), "/contests/"+contest, &def))
	return def
}

// putDefinition is another organizer's hand.
func putDefinition(s *fair, contest string, def judging.Definition) {
	s.t.Helper()
	body, err := json.Marshal(def)
	s.must(err)
	url := s.desk.base + "/api/v1/contests/" + contest
	ask := func(method string, body []byte, etag string) *http.Response {
		req, err := http.NewRequest(method, url, bytes.NewReader(body))
		s.must(err)
		req.Header.Set("Authorization", "Bearer "+s.desk.bearer)
		req.Header.Set("Content-Type", "application/json")
		if etag != "" {
			req.Header.Set("If-Match", etag)
		}
		res, err := http.DefaultClient.Do(req)
		s.must(err)
		res.Body.Close()
		return res
	}
	if res := ask("PUT", body, ask("GET", nil, "").Header.Get("ETag")); res.StatusCode != http.StatusOK {
		s.t.Fatalf("PUT %s: %s", url, res.Status)
	}
}

// Every preset can be opened in every section, is not changed by being looked
// at, and is kept as it was by saving another thing.
func TestChromiumRulesOfPresets(t *testing.T) {
	t.Parallel()
	s := newFair(t)
	presets, err := judging.Presets()
	s.must(err)
	browser := browsertest.Open(t)
	tab := organizerTab(t, browser, s)
	for _, preset := range presets {
		contest, err := s.desk.newContest(t.Context(), s.event, preset.ID)
		s.must(err)
		r := rulesDesk{t, tab, s.child.address + "/organizer/contests/" + contest.ID + "/rules?lang=tg"}
		r.open("texts")
		for _, section := range []string{"who", "judges", "divisions", "total", "awards", "stages"} {
			r.tap(fmt.Sprintf(`document.querySelector(".parts a[href='#%s']")`, section))
			r.until(preset.ID+" "+section, fmt.Sprintf(`document.querySelector(".parts [aria-current]").hash === "#%s" && document.querySelector(".fields").children.length > 1`, section))
		}
		for i, stage := range preset.Stages {
			open := fmt.Sprintf(`document.getElementById("at-stages-%d-head")`, i)
			browsertest.Eval[bool](t, tab, fmt.Sprintf(`(at => { if (at.getAttribute("aria-expanded") === "false") at.click(); return true; })(%s)`, open))
			edited := fmt.Sprintf(`document.querySelectorAll("#at-stages-%d .field").length > 5`, i)
			if stage.Kind == "rubric" || len(stage.Tasks) > 0 {
				edited = fmt.Sprintf(`document.getElementById("at-stages-%d-max").textContent !== "–"`, i)
			}
			r.until(preset.ID+": stage "+stage.ID, edited)
		}
		if dirty := browsertest.Eval[bool](t, tab, `document.querySelector(".keep .plum") !== null`); dirty {
			t.Errorf("%s is changed by being looked at", preset.ID)
		}
		r.tap(`document.querySelector(".parts a[href='#texts']")`)
		r.fill("at-title-en", "Another title")
		r.save()
		want := preset
		want.Title.EN = "Another title"
		if diff := cmp.Diff(asTree(t, want), asTree(t, definitionOf(s, contest.ID))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", preset.ID, diff)
		}
	}
}

// asTree is a definition as it travels: there a count is a number like any other.
func asTree(t *testing.T, def judging.Definition) (tree map[string]any) {
	t.Helper()
	body, err := json.Marshal(def)
	if err == nil {
		err = json.Unmarshal(body, &tree)
	}
	if err != nil {
		t.Fatal(err)
	}
	return tree
}
