package judging_test

// Lists of entries as schools send them.

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"dovar/judging"
)

// list makes a table of lines with cells between bars; the first is the head.
func list(lines ...string) (t judging.Table) {
	for i, line := range lines {
		if line == "" {
			continue
		}
		cells := strings.Split(line, "|")
		for j := range cells {
			cells[j] = strings.TrimSpace(cells[j])
		}
		t.Rows = append(t.Rows, judging.TableRow{N: i + 1, Cells: cells})
	}
	return t
}

func (v *venue) read(in judging.ImportList, dry bool) judging.Imported {
	v.t.Helper()
	got, err := v.s.ImportEntries(ctx, boss, v.contest.Contest.ID, in, dry)
	v.must(err)
	if got.Ready+got.Skipped+got.Open != got.Rows {
		v.t.Errorf("%d rows are not %d ready, %d skipped and %d open", got.Rows, got.Ready, got.Skipped, got.Open)
	}
	return got
}

// said are the problems or notices as "row column code value>suggestion".
func said(of []judging.RowProblem) (out []string) {
	for _, p := range of {
		s := fmt.Sprint(p.Row, " ", p.Column, " ", p.Code)
		if p.Suggestion != "" {
			s += " " + p.Value + ">" + p.Suggestion
		}
		out = append(out, s)
	}
	return out
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %q\nwant %q", what, got, want)
	}
}

// Story 1: 24 rows, three of them to fix; the same file again adds nothing.
func TestImportStory(t *testing.T) {
	v := emptyVenue(t, "it-teacher-contest")
	lines := []string{"Насаб | Ном | Мактаб | Ноҳия"}
	for row := 2; row <= 25; row++ {
		line := fmt.Sprintf("Насаб%d | Ном%d | Мактаби №%d | Ҳисор", row, row, row)
		switch row {
		case 7:
			line = "| Ҷамшед | Мактаби №7 | Ҳисор"
		case 12:
			line = "Умедов | Умед | Мактаби №12 | Рудаки"
		case 19:
			line = "Насаб5 | Ном5 | мактаби 5 | Хуҷанд"
		case 20:
			line = "Ӯктамов | Рустам | Мактаби №20 | Хуҷанд"
		}
		lines = append(lines, line)
	}
	in := judging.ImportList{Table: list(lines...)}
	got := v.read(in, true)
	same(t, "problems", said(got.Problems), []string{"7 A row-surname", "12 D row-district Рудаки>Рӯдакӣ", "19 A row-repeats"})
	if got.Rows != 24 || got.Ready != 21 || got.Open != 3 || got.Added != 0 || got.Problems[2].Args["first"] != 5 {
		t.Fatalf("a look: %+v", got)
	}
	if there, _ := v.s.Entries(ctx, v.contest.Contest.ID); len(there) != 0 {
		t.Fatalf("a look added %d", len(there))
	}
	in.Fixes = map[int]map[string]string{7: {"surname": "Раҳимов"}, 12: {"district": "Рӯдакӣ"}, 19: nil}
	if got = v.read(in, false); got.Added != 23 || got.Skipped != 1 || len(got.Problems) != 0 {
		t.Fatalf("import: %+v", got)
	}
	in.Fixes = nil
	again := v.read(in, false)
	if again.Added != 0 || again.There != 23 {
		t.Errorf("again: %+v", again)
	}
	same(t, "left again", said(again.Problems), []string{"7 A row-surname"})
	in.Fixes = map[int]map[string]string{7: {"surname": "Раҳимов"}}
	if again = v.read(in, false); again.Added != 0 || again.There != 24 || again.Open != 0 {
		t.Errorf("again with the fix: %+v", again)
	}
	lists, err := v.s.EntryList(ctx, v.contest.Contest.ID, judging.EntryQuery{})
	v.must(err)
	at := func(name string) int {
		return slices.IndexFunc(lists.Entries, func(e judging.Entry) bool { return e.Name == name })
	}
	if u, o := at("Умедов Умед"), at("Ӯктамов Рустам"); u < 0 || o != u+1 {
		t.Errorf("Умедов is %d, Ӯктамов %d", u, o)
	}
	if e := lists.Entries[at("Умедов Умед")]; e.District != "Рӯдакӣ" || e.Region != "Ноҳияҳои тобеи ҷумҳурӣ" || e.Visibility != judging.ShowName {
		t.Errorf("the fixed row: %+v", e)
	}
	rows, err := v.s.JournalOf(ctx, judging.Scope{Contest: v.contest.Contest.ID}, 1)
	v.must(err)
	if len(rows) != 23 || rows[0].Kind != judging.RowEntry {
		t.Errorf("%d journal rows", len(rows))
	}
}

func TestHeadingsAreUnderstood(t *testing.T) {
	for preset, cases := range map[string]map[string]string{
		"it-teacher-contest": {
			"ФИО | Школа | Район | Область | Код":                                   "name school district region code",
			"№ п/п | Ф.И.О. участника | Образовательное учреждение | Город/район":   "- name school district",
			"Т/р | Ному насаб | Муассисаи таълимӣ | Шаҳр/ноҳия | Фан":               "- name school district subject",
			"Фамилия | Имя | Отчество | Школа №":                                    "surname given patronymic school",
			"ФАМИЛИЯ: | имя | Предмет | Классный час":                               "surname given subject ?",
			"Участник | Место работы":                                               "name school",
			"Full name | School name (in full) | City or district":                  "name school district",
			"ФИО | ФИО (на таджикском) | Name in English | ФИО на русском | Мактап": "name name.tg name.en name.ru school",
			"Имя | Школа":      "name school",
			"ФИО | Фамилиия":   "name surname",
			"ФИО | ФИО | Шифр": "name ? code",
		},
		"science-fair-science": {
			"Номи лоиҳа | Иштирокчӣ 1 | Иштирокчӣ 2 | Роҳбари илмӣ": "title members members supervisor",
			"Тема работы | Авторы | Научный руководитель":           "title members supervisor",
			"ФИО | Школа": "name school",
		},
		"line-follower": {"Команда | Робот | Тренер | Состав | Школа": "team robot coach members school"},
	} {
		v := emptyVenue(t, preset)
		for _, head := range slices.Sorted(maps.Keys(cases)) {
			got := v.read(judging.ImportList{Table: list("Рӯйхат", "", head, "а|б|в|г|ғ|д|е")}, true)
			var fields []string
			for _, c := range got.Columns {
				if c.Heading == "" {
					continue
				}
				fields = append(fields, map[bool]string{true: "?", false: c.Field}[c.Field == ""])
			}
			same(t, head, fields, strings.Fields(cases[head]))
		}
	}
}

// What is not understood is said: a heading, a list without names; and a person
// may say what a column is.
func TestNothingIsDroppedSilently(t *testing.T) {
	v := emptyVenue(t, "it-teacher-contest")
	in := judging.ImportList{Table: list("ФИО | Где учится | Размер майки", "Умед | Лицей | XL")}
	got := v.read(in, true)
	same(t, "notices", said(got.Notices), []string{"1 B column-unknown", "1 C column-unknown"})
	in.Columns = map[string]string{"B": "school", "C": "-"}
	if got = v.read(in, false); len(got.Notices) != 0 {
		t.Errorf("notices %v", got.Notices)
	}
	list1, err := v.s.Entries(ctx, v.contest.Contest.ID)
	v.must(err)
	if list1[0].School != "Лицей" {
		t.Errorf("%+v", list1[0])
	}
	in.Columns = map[string]string{"B": "shoe"}
	_, err = v.s.ImportEntries(ctx, boss, v.contest.Contest.ID, in, true)
	fails(t, err, judging.Invalid, "import-columns")
	_, err = v.s.ImportEntries(ctx, boss, v.contest.Contest.ID, judging.ImportList{Table: list("Размер | Цвет", "XL | синий")}, true)
	fails(t, err, judging.Invalid, "import-head")
	_, err = v.s.ImportEntries(ctx, boss, "nobody's", in, true)
	fails(t, err, judging.NotFound, "not-found")
}

func TestRowsAreRefusedWithTheReason(t *testing.T) {
	v := dividedVenue(t)
	long := strings.Repeat("а", 301)
	got := v.read(judging.ImportList{Table: list(
		"Код | Тема | Авторы | Школа | Район | Категория",
		"P-01 | Филтр | Умед | №1 | Бохтар | Хурдӣ",          // 2: good
		"P-01 | Чароғ | Умед | №1 | Бохтар | Хурдӣ",          // 3: the code of row 2
		"| | Умед | №1 | Бохтар | Хурдӣ",                     // 4: no name
		"| Бод | а, б, в, г | №1 | Бохтар | Хурдӣ",           // 5: too many
		"| Об | Умед | №1 | Бохтар | Хурди",                  // 6: folded is the same
		"| Хок | Умед | №1 | Бохтар | Хурдо",                 // 7: near
		"| Оташ | Умед | №1 | Бохтар | Пиронсолон",           // 8: far
		"| Сим | Умед | №1 | Бохтар |",                       // 9: missing
		"| Ҷӯй | Умед | "+long+" | Бохтар | Хурдӣ",           // 10
		"| Роҳ | Умед | №1 | Ноҳияи бохтар | junior",         // 11: written otherwise
		"| Пул | Умед | №1 | Самарқанд | Калонӣ",             // 12: far from all: as typed
		"| Дaр | Умед | №1 | Хорог | Калонӣ",                 // 13: a Latin a; a spelling
		"| Том | Умед | №1 | Панҷакенд | Калонӣ",             // 14: a slip
		"| Бом | Умед\u202e | №1 | Курган-Тюбе | Калонӣ",     // 15: turned; a former name
		"| Бом | Умед | №2 | ш. Хуҷанд | Калонӣ",             // 16: another school
		"| бом | Умед | № 2 | Хуҷанд | Калонӣ",               // 17: repeats 16
		"| Лоиҳаи XXI | Умед | №1 | Душанбе | Калонӣ",        // 18: Latin that is meant
		"| Bot-2 | Umed | School 5 | Rudaki | senior | ғайр", // 19: a cell without a heading
	)}, true)
	same(t, "problems", said(got.Problems), []string{
		"3 A row-repeats", "4 B entry-name", "5 C entry-members", "7 F row-division Хурдо>Хурдӣ", "8 F row-division", "9 F row-division-missing",
		"10 D entry-text", "13 E row-district Хорог>Хоруғ", "14 E row-district Панҷакенд>Панҷакент",
		"15 E row-district Курган-Тюбе>Бохтар", "15 C entry-text", "17 B row-repeats", "19 E row-district Rudaki>Рӯдакӣ",
	})
	same(t, "notices", said(got.Notices), []string{
		"1 G column-unknown", "11 E row-place Ноҳияи бохтар>Бохтар", "13 B row-letters Дaр>Дар", "16 E row-place ш. Хуҷанд>Хуҷанд",
	})
	if got.Ready != 6 || got.Open != 12 || len(got.Left) != 12 || got.Left[0].Values["title"] != "Чароғ" {
		t.Errorf("%d ready, %d open, left %+v", got.Ready, got.Open, got.Left)
	}
}

func dividedVenue(t *testing.T) *venue {
	v := emptyVenue(t, "science-fair-science")
	def := v.contest.Contest.Def
	def.Divisions = []judging.DivisionDef{{ID: "junior", Title: judging.Text{TG: "Хурдӣ", RU: "Младшая"}}, {ID: "senior", Title: judging.Text{TG: "Калонӣ"}}}
	var err error
	v.contest, err = v.s.CreateContest(ctx, boss, v.event.ID, def)
	v.must(err)
	return v
}

// What a person typed to fix a row stands, even where the list knows better; and
// a code of its own makes an entry another one.
func TestAFixIsThePersonsWord(t *testing.T) {
	v := emptyVenue(t, "it-teacher-contest")
	in := judging.ImportList{
		Table: list("ФИО | Школа | Район", "Умед | 1 | Рудаки", "Умед | 1 | Рудаки"),
		Fixes: map[int]map[string]string{2: {"district": "Рудаки"}, 3: {"district": "Рудаки", "code": "A-01"}},
	}
	if got := v.read(in, false); got.Added != 2 {
		t.Fatalf("%+v", got)
	}
	entries, err := v.s.Entries(ctx, v.contest.Contest.ID)
	v.must(err)
	if entries[0].District != "Рудаки" || entries[0].Code != "A-02" || entries[1].Code != "A-01" {
		t.Errorf("%+v", entries)
	}
	got := v.read(judging.ImportList{Table: list("ФИО | Код", "Дигар | A-01", "Умед | A-01")}, true)
	same(t, "a code that is taken", said(got.Problems), []string{"2 B row-code"})
	if got.There != 1 {
		t.Errorf("%d there", got.There)
	}
}

func TestFixesAreReadByRow(t *testing.T) {
	got, err := judging.FixesOf(map[string]map[string]string{"7": {"name": "Умед"}, "19": nil})
	if err != nil || got[7]["name"] != "Умед" || len(got) != 2 || got[19] != nil {
		t.Errorf("%v %v", got, err)
	}
	for _, row := range []string{"", "x", "0", "-1", "7.5"} {
		_, err := judging.FixesOf(map[string]map[string]string{row: nil})
		fails(t, err, judging.Invalid, "import-fixes")
	}
}

func TestSearchHoweverTyped(t *testing.T) {
	v := emptyVenue(t, "it-teacher-contest")
	_, err := v.s.AddEntries(ctx, boss, v.contest.Contest.ID, []judging.Entry{
		{Name: "Раҳимов Ҷамшед", School: "Литсейи Хоруғ"}, {Name: "Умедова Нигина", Names: &judging.Text{EN: "Nigina Umedova"}}, {Name: "Ӯктамов Ахмад"},
	})
	v.must(err)
	_, err = v.s.AmendEntry(ctx, boss, v.entry("Ӯктамов Ахмад").ID, judging.EntryChange{State: new(judging.EntryAbsent)}, "наомад")
	v.must(err)
	for query, want := range map[string]string{
		"Джамшед": "A-01", "чамшед": "A-01", "Рахимов Ҷ": "A-01", "хорог": "A-01", "umedova": "A-02", "нигина умедова": "A-02", "уктамов": "A-03", "a-03": "A-03",
		"Аҳмад": "A-03", "Рустам": "", "": "A-01 A-02 A-03",
	} {
		got, err := v.s.EntryList(ctx, v.contest.Contest.ID, judging.EntryQuery{Q: query})
		v.must(err)
		var codes []string
		for _, e := range got.Entries {
			codes = append(codes, e.Code)
		}
		slices.Sort(codes)
		if strings.Join(codes, " ") != want {
			t.Errorf("%q finds %v, want %s", query, codes, want)
		}
	}
	got, err := v.s.EntryList(ctx, v.contest.Contest.ID, judging.EntryQuery{State: judging.EntryAbsent})
	v.must(err)
	if got.Found != 1 || got.Total != 3 || got.States[judging.EntryActive] != 2 || got.Entries[0].Code != "A-03" {
		t.Errorf("%+v", got)
	}
}

func (v *venue) entry(name string) judging.Entry {
	v.t.Helper()
	list, err := v.s.Entries(ctx, v.contest.Contest.ID)
	v.must(err)
	i := slices.IndexFunc(list, func(e judging.Entry) bool { return e.Name == name })
	return list[i]
}

func TestAmendedEntry(t *testing.T) {
	v := dividedVenue(t)
	junior, senior := v.contest.Divisions[0], v.contest.Divisions[1]
	list, err := v.s.AddEntries(ctx, boss, v.contest.Contest.ID, []judging.Entry{{Name: "Филтр", Division: junior.ID}, {Name: "Чароғ", Division: junior.ID}})
	v.must(err)
	id := list[0].ID
	amend := func(to judging.EntryChange, reason string) (judging.Entry, error) {
		return v.s.AmendEntry(ctx, boss, id, to, reason)
	}
	e, err := amend(judging.EntryChange{
		Name: new("Филтри об"), Names: &judging.Text{RU: "Фильтр"}, School: new("Мактаби №2"), Members: &[]string{"Умед"}, Code: new("P-09"),
		Fields: &map[string]string{},
	}, "")
	v.must(err)
	if e.Name != "Филтри об" || e.Names.RU != "Фильтр" || e.School != "Мактаби №2" || e.Code != "P-09" || e.Division != junior.ID {
		t.Errorf("%+v", e)
	}
	for code, to := range map[string]judging.EntryChange{
		"reason-missing":   {Division: new(senior.ID)},
		"entry-name":       {Name: new(" ")},
		"entry-text":       {School: new("a\x00b")},
		"entry-members":    {Members: &[]string{"а", "б", "в", "г"}},
		"entry-field":      {Fields: &map[string]string{"shoe": "1"}},
		"entry-visibility": {Visibility: new(judging.Visibility("all"))},
		"entry-division":   {Division: new("nobody's")},
		"entry-state":      {State: new(judging.EntryState("gone"))},
	} {
		_, err := amend(to, map[bool]string{true: "", false: "хато"}[code == "reason-missing"])
		fails(t, err, judging.Invalid, code)
	}
	_, err = amend(judging.EntryChange{Code: new("P-02")}, "")
	fails(t, err, judging.Conflict, "entry-code")
	if e, err = amend(judging.EntryChange{Division: new("senior"), Names: &judging.Text{}}, "синну сол"); err != nil || e.Division != senior.ID || e.Names != nil {
		t.Errorf("%+v %v", e, err)
	}
	_, err = v.s.SetBoard(ctx, boss, v.contest.Contest.ID, judging.Board{State: judging.BoardPublished})
	v.must(err)
	_, err = amend(judging.EntryChange{Name: new("Филтр")}, "")
	fails(t, err, judging.Invalid, "reason-missing")
	_, err = amend(judging.EntryChange{Name: new("Филтр")}, "хатои имло")
	v.must(err)
	history, err := v.s.EntryHistory(ctx, id)
	v.must(err)
	var reasons []string
	for _, row := range history.Rows {
		var b judging.RowEntryBody
		v.must(json.Unmarshal(row.Body, &b))
		if b.Entry.ID != id {
			t.Errorf("row %d is about another entry", row.N)
		}
		reasons = append(reasons, b.Reason)
	}
	same(t, "history", reasons, []string{"хатои имло", "синну сол", "", ""})
}

// 5,000 rows, one in ten with a district to look for.
func TestALongListIsImportedInTime(t *testing.T) {
	v := emptyVenue(t, "it-teacher-contest")
	start := time.Now()
	if got := v.read(judging.ImportList{Table: longList(2000)}, false); got.Added != 2000 {
		t.Fatalf("%d added", got.Added)
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("2,000 rows took %v", took)
	}
}

func longList(n int) judging.Table {
	lines := []string{"ФИО | Школа | Район | Предмет"}
	for i := range n {
		lines = append(lines, fmt.Sprintf("Раҳимов Ҷамшеди %d | Мактаби №%d | %s | Информатика", i, i%90, []string{"Ҳисор", "ноҳияи Рӯдакӣ", "Самарқанд"}[i%3]))
	}
	return list(lines...)
}

func BenchmarkImport(b *testing.B) {
	v := emptyVenue(b, "it-teacher-contest")
	table := longList(5000)
	for b.Loop() {
		var err error
		v.contest, err = v.s.CreateContest(ctx, boss, v.event.ID, v.contest.Contest.Def)
		v.must(err)
		if got := v.read(judging.ImportList{Table: table}, false); got.Added != 5000 {
			b.Fatalf("%d added", got.Added)
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/5000-rows")
}
