package main

// The rule of a contest chosen in a real browser: methods with their
// parameters, places in stages, a cut; what is kept is what was chosen.

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dovar/judging"
	"dovar/scoring"
	"dovar/web/browsertest"
)

// choose takes an option of a field by its number.
func (r rulesDesk) choose(id string, option int) {
	r.t.Helper()
	r.until("the field "+id, fmt.Sprintf(`document.getElementById(%q) && document.getElementById(%q).options.length > %d`, id, id, option))
	browsertest.Eval[bool](r.t, r.tab, fmt.Sprintf(`(at => { at.focus(); at.selectedIndex = %d; return at.dispatchEvent(new Event("change", { bubbles: true })); })(document.getElementById(%q))`, option, id))
}

// panel chooses the method of the first stage.
func (r rulesDesk) panel(name scoring.Panel) {
	r.t.Helper()
	r.choose("at-stages-0-panel", slices.IndexFunc(scoring.Methods(scoring.PanelPart), func(m scoring.Method) bool { return m.Name == string(name) }))
}

// says waits until the rules of the preview have the words.
func (r rulesDesk) says(words string) {
	r.t.Helper()
	r.until("the rules to say "+words, fmt.Sprintf(`document.querySelector(".preview .rules") && document.querySelector(".preview .rules").textContent.includes(%q)`, words))
}

// Methods, roundings, places in stages and a cut are chosen, the rules beside
// say each at once, and what is kept is that and nothing else.
func TestChromiumRulesMethods(t *testing.T) {
	t.Parallel()
	r, s, contest, _ := newRules(t)
	want := definitionOf(s, contest)
	r.open("stages")
	r.tap(`document.getElementById("tab-rules")`)
	if n := browsertest.Eval[int](t, r.tab, `document.getElementById("at-stages-0-panel").options.length`); n != len(scoring.Methods(scoring.PanelPart)) {
		t.Errorf("%d methods to choose from", n)
	}
	r.panel(scoring.Median)
	r.says("медиана")
	r.until("no parameters", `!document.getElementById("at-stages-0-params-high")`)
	r.panel(scoring.Drop)
	r.value("at-stages-0-params-high", "1")
	r.value("at-stages-0-params-from", "3")
	r.fill("at-stages-0-params-high", "2")
	r.until("the refusal at its field", `document.getElementById("at-stages-0-params-from").getAttribute("aria-invalid") === "true"`)
	r.fill("at-stages-0-params-from", "5")
	r.says("без самых высоких (2) и самых низких (1); если листов меньше 5")
	r.tap(`document.getElementById("at-stages-0-rounding-add")`)
	r.choose("at-stages-0-rounding-0-at", 2) // of a method by sheets: the sheet, with weight, the result
	r.choose("at-stages-0-rounding-0-mode", 1)
	r.says("Результат этапа округляют до 0,01, половину — к чётной цифре")
	browsertest.Eval[bool](t, r.tab, `(window.scrollTo(0, document.documentElement.scrollHeight), true)`)
	look(t, r.tab, "rules-method", deskScreens)
	browsertest.Dark(t, r.tab, true)
	look(t, r.tab, "rules-method-dark", deskScreens[:1])
	browsertest.Dark(t, r.tab, false)
	browsertest.Size(t, r.tab, 1366, 768)

	r.tap(`document.querySelector(".parts a[href='#total']")`)
	r.choose("at-rank-by", 2) // places
	r.says("сумма мест в этапах")
	r.tap(`document.getElementById("at-rank-cuts-add")`)
	r.choose("at-rank-cuts-0-after", 1)
	r.fill("at-rank-cuts-0-top", "12")
	r.says("дальше идут 12 лучших")
	r.choose("at-rank-round", 3)
	r.fill("at-rank-round-decimals", "0")
	r.says("Перед сравнением итоги округляют до целых")
	r.choose("at-rank-unfinished", 1)
	r.choose("at-rank-adjust", 2)
	r.choose("at-rank-style", 2)
	r.says("1, 3, 3, 4")
	look(t, r.tab, "rules-ranking", deskScreens)
	browsertest.Size(t, r.tab, 1366, 768)

	r.tap(`document.querySelector(".parts a[href='#stages']")`)
	r.tap(`document.getElementById("at-stages-0-ties-add")`)
	r.choose("at-stages-0-ties-0", 5) // after the five criteria: the best sheet
	r.says("Лучший отдельный лист этапа")
	r.tap(`document.getElementById("at-stages-0-ties-add")`)
	r.says("2. Критерий «Информационная насыщенность»")
	browsertest.Eval[bool](t, r.tab, `(window.scrollTo(0, document.documentElement.scrollHeight), true)`)
	look(t, r.tab, "rules-stage-chain", deskScreens)
	browsertest.Size(t, r.tab, 1366, 768)
	r.save()

	whole := func(n int) *int { return &n }
	first := &want.Stages[0]
	first.Panel, first.Params = "drop", &judging.ParamsDef{High: whole(2), Low: whole(1), From: whole(5)}
	first.Rounding = []judging.RoundingDef{{At: "result", Decimals: 2, Mode: "half_even"}}
	got := definitionOf(s, contest)
	if len(got.Stages[0].Ties) != 2 {
		t.Fatalf("the stage's chain: %+v", got.Stages[0].Ties)
	}
	first.Ties = []judging.TieDef{
		{By: "sheet_best", Stage: first.ID, Order: "desc", Title: got.Stages[0].Ties[0].Title},
		{By: "criterion", Stage: first.ID, Criterion: first.Criteria[0].ID, Order: "desc", Title: got.Stages[0].Ties[1].Title},
	}
	if title := got.Stages[0].Ties[0].Title; !strings.Contains(title.RU, first.Title.RU) || !strings.Contains(title.TG, first.Title.TG) {
		t.Errorf("the key is called %+v", title)
	}
	for i := range want.Stages {
		if want.Stages[i].Weight != "0" {
			want.Stages[i].Combine = "rank"
		}
	}
	want.Rank.By, want.Rank.Order, want.Rank.Style, want.Rank.Unfinished = "ranks", "asc", "1334", "last"
	want.Rank.Round = &judging.RoundDef{Mode: "down"}
	want.Rank.Cuts = []judging.CutDef{{After: want.Stages[1].ID, Top: 12}}
	want.Rank.Adjust = &judging.AdjustDef{For: "judge", Use: "counts"}
	if diff := cmp.Diff(asTree(t, want), asTree(t, got)); diff != "" {
		t.Errorf("kept (-want +got):\n%s", diff)
	}
	if _, err := got.Rule(); err != nil {
		t.Error(err)
	}
}

// Every method with what it does and its parameters, in three languages, at the
// desk's sizes and in the dark.
func TestChromiumRulesMethodPages(t *testing.T) {
	t.Parallel()
	r, s, contest, _ := newRules(t)
	for i, lang := range []string{"tg", "ru", "en"} {
		r.url = s.child.address + "/organizer/contests/" + contest + "/rules?lang=" + lang
		browsertest.Size(t, r.tab, 1366, 768)
		r.open("stages")
		for k, m := range scoring.Methods(scoring.PanelPart) {
			browsertest.Size(t, r.tab, 1366, 768)
			r.panel(scoring.Panel(m.Name))
			r.until("its parameters", fmt.Sprintf(`document.querySelectorAll(".method input").length === %d`, len(m.Params)))
			if k%len(deskScreens) != i { // each method in one of the languages
				continue
			}
			browsertest.Dark(t, r.tab, k%2 == 1)
			look(t, r.tab, "rules-panel-"+m.Name+"-"+lang, []screen{{1366, 768}, {390, 844}})
			browsertest.Eval[bool](t, r.tab, `(document.getElementById("at-stages-0-panel").scrollIntoView({ block: "center" }), true)`)
			browsertest.Keep(t, r.tab, "rules-panel-"+m.Name+"-"+lang)
			browsertest.Dark(t, r.tab, false)
		}
	}
}

// An example that the changed rules no longer give is named, holds the keeping,
// and goes only when somebody takes it out; the others stay.
func TestChromiumRulesExamples(t *testing.T) {
	r, s, contest, _ := newRules(t)
	before := definitionOf(s, contest).Tests
	lesson := slices.IndexFunc(before, func(e judging.TestDef) bool { return e.Stage == "lesson" })
	r.open("stages")
	r.tap(`document.getElementById("at-stages-1-head")`)
	r.choose("at-stages-1-sheet", 1) // percent: another result
	named := fmt.Sprintf(`[...document.querySelectorAll(".fields > .notice b")].filter(b => b.textContent.includes(%q)).length`, before[lesson].Name)
	r.until("the example by its name", named+" === 1")
	r.tap(`document.querySelector(".keep .primary")`)
	r.until("the refusal", `document.querySelector(".keep .error") && document.activeElement.id.startsWith("at-tests-")`)
	browsertest.Eval[bool](t, r.tab, `(window.scrollTo(0, document.documentElement.scrollHeight), true)`)
	look(t, r.tab, "rules-example", deskScreens[:1])
	browsertest.Eval[bool](t, r.tab, `(window.scrollTo(0, 0), true)`)
	browsertest.Keep(t, r.tab, "rules-example-top")
	if kept := definitionOf(s, contest).Tests; len(kept) != len(before) {
		t.Fatalf("%d examples of %d", len(kept), len(before))
	}
	want := slices.DeleteFunc(slices.Clone(before), func(e judging.TestDef) bool { return e.Stage == "lesson" })
	for range len(before) - len(want) {
		r.tap(`document.querySelector(".fields > .notice .danger")`)
	}
	r.until("no refusal", `!document.querySelector(".fields > .notice") && document.activeElement.id === "at-stages-1-head"`)
	r.save()
	if diff := cmp.Diff(want, definitionOf(s, contest).Tests); diff != "" {
		t.Errorf("examples (-want +got):\n%s", diff)
	}
}

// Ranges that share no factor and weights of four decimals: the sheet that is
// tried gives what package scoring gives, the maximum is exact, and it is kept.
func TestChromiumRulesLarge(t *testing.T) {
	r, s, contest, _ := newRules(t)
	def := definitionOf(s, contest)
	stage := &def.Stages[0]
	stage.Criteria = stage.Criteria[:4]
	for i, max := range []judging.Decimal{"7", "9", "11", "13"} {
		stage.Criteria[i].Max, stage.Criteria[i].Bands = max, ""
	}
	max := judging.Decimal("40")
	stage.Max, def.Tests = &max, []judging.TestDef{}
	putDefinition(s, contest, def)
	r.open("stages")
	for i, weight := range []string{"9876.5432", "1234.5678", "0.0001", "3.1415"} {
		stage.Criteria[i].Weight = judging.Decimal(weight)
		r.tap(fmt.Sprintf(`document.getElementById("at-stages-0-criteria-%d-head")`, i))
		r.fill(fmt.Sprintf("at-stages-0-criteria-%d-weight", i), strings.Replace(weight, ".", ",", 1))
	}
	r.until("the sum", `document.getElementById("at-stages-0-max").textContent.replace(/\s/g, "") === "80287,7532"`)
	r.choose("at-stages-0-sheet", 1)
	r.until("percent in the preview", `document.querySelector(".try-max").textContent === "100"`)
	rubric, _ := def.Rubric(stage.ID)
	rule := scoring.Stage{Sheet: scoring.Percent, Panel: scoring.Mean}
	marks := map[string]scoring.Number{}
	for i, mark := range []string{"5", "8", "10", "12"} {
		r.tap(fmt.Sprintf(`[...document.querySelectorAll(".try .criterion")[%d].querySelectorAll(".key")].find(k => k.textContent === %q)`, i, mark))
		c := rubric.Criteria[i]
		marks[c.ID] = number(t, mark)
		rule.Criteria = append(rule.Criteria, scoring.Criterion{ID: c.ID, Min: number(t, string(c.Min)), Max: number(t, string(c.Max)), Weight: number(t, string(stage.Criteria[i].Weight))})
	}
	result, _ := rule.SheetResult(marks, nil, 1)
	r.until("the sheet's percentage "+result.Round(2), fmt.Sprintf(`document.querySelector(".try-total b").textContent === %q`, strings.Replace(result.Round(2), ".", ",", 1)))
	r.choose("at-stages-0-sheet", 0)
	r.until("points in the preview", `document.querySelector(".try-max").textContent.replace(/\s/g, "") === "80287,75"`)
	r.save()
	if kept := definitionOf(s, contest).Stages[0]; *kept.Max != "80287.7532" || kept.Criteria[2].Weight != "0.0001" {
		t.Errorf("kept: %+v", kept)
	}
}

func number(t *testing.T, decimal string) scoring.Number {
	t.Helper()
	n, err := scoring.ParseDecimal(decimal)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// Where results are places the lowest total is first, and a table of points has
// its own decimals; both without anybody saying so.
func TestChromiumRulesPlaces(t *testing.T) {
	r, s, contest, _ := newRules(t)
	def := definitionOf(s, contest)
	for i := range def.Stages[1:] {
		def.Stages[i+1].Weight, def.Stages[i+1].Combine = "0", "none"
	}
	def.Tests, def.Ties = []judging.TestDef{}, def.Ties[len(def.Ties)-1:]
	putDefinition(s, contest, def)
	r.open("stages")
	r.tap(`document.getElementById("tab-rules")`)
	r.panel(scoring.RankSum)
	r.says("сумма результатов этапов с их весами; первым идёт наименьший")
	r.save()
	if rank := definitionOf(s, contest).Rank; rank.Order != "asc" {
		t.Errorf("places add up %s", rank.Order)
	}
	r.panel(scoring.PointsTable)
	r.value("at-stages-0-params-table", "12; 10; 8; 7; 6; 5; 4; 3; 2; 1")
	r.fill("at-stages-0-params-table", "12; 7,5; 3")
	browsertest.Eval[bool](t, r.tab, `(document.activeElement.blur(), true)`)
	r.says("начиная с первого: 12; 7,5; 3")
	r.save()
	kept := definitionOf(s, contest)
	if table := kept.Stages[0].Params.Table; !slices.Equal(table, []judging.Decimal{"12", "7.5", "3"}) || kept.Rank.Order != "desc" {
		t.Errorf("kept %v, %s", table, kept.Rank.Order)
	}
	r.panel(scoring.Mean) // takes none of it along
	r.save()
	if params := definitionOf(s, contest).Stages[0].Params; params != nil {
		t.Errorf("a mean has kept %+v", params)
	}
}
