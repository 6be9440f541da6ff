package judging_test

// Lists of judges: good rows in, each other one with its reason, twice adds nothing.

import (
	"fmt"
	"strings"
	"testing"

	"dovar/judging"
)

// listOf makes a table of lines with cells between bars.
func listOf(lines ...string) (t judging.Table) {
	for i, line := range lines {
		t.Rows = append(t.Rows, judging.TableRow{N: i + 1, Cells: strings.Split(line, "|")})
	}
	return t
}

func TestImportJudges(t *testing.T) {
	v := emptyVenue(t, "")
	list := judging.ImportList{Table: listOf(
		"Рӯйхати доварон",
		"№|Фамилия|Имя|Школа|Город/район|Языки|Телефон",
		"1|Ҷӯраев|Умед|Мактаби №7|Хуҷанд|тоҷикӣ, русский|5",
		"2|Саидова|Нигора|Мактаби №1|Рудаки|ru|",
		"3||Карим||||",
		"4|Ҷӯраев|Умед|Мактаби № 7|Хуҷанд||",
		"5|Латипов|Сорбон|||клингонский|",
		"|||||| ",
		"6|Ӯктамова|Зебо||||",
	)}
	problems := func(in judging.Imported) string {
		var out []string
		for _, p := range in.Problems {
			out = append(out, fmt.Sprint(p.Row, " ", p.Column, " ", p.Code, " ", p.Suggestion))
		}
		return strings.Join(out, "; ")
	}
	dry, err := v.s.ImportJudges(ctx, boss, v.event.ID, list, true)
	v.must(err)
	want := "4 E row-district Рӯдакӣ; 5 B row-surname ; 6 B row-repeats ; 7 F row-languages "
	if dry.Rows != 6 || dry.Ready != 2 || dry.Open != 4 || dry.Added != 0 || problems(dry) != want {
		t.Errorf("%+v\n%s", dry, problems(dry))
	}
	if there, _ := v.s.JudgesOf(ctx, v.event.ID); len(there) != 0 || len(v.eventRows(judging.RowJudge)) != 0 {
		t.Fatal("a look adds judges")
	}
	list.Fixes = map[int]map[string]string{4: {"district": "Рӯдакӣ"}, 5: {"surname": "Назаров"}, 6: nil, 7: {"languages": "en"}}
	done, err := v.s.ImportJudges(ctx, boss, v.event.ID, list, false)
	v.must(err)
	if done.Added != 5 || done.Skipped != 1 || done.Open != 0 || len(v.eventRows(judging.RowJudge)) != 5 {
		t.Errorf("%+v %s", done, problems(done))
	}
	there, err := v.s.JudgesOf(ctx, v.event.ID)
	v.must(err)
	var got []string
	for _, j := range there {
		got = append(got, fmt.Sprint(j.Name, j.School, j.District, j.Languages))
	}
	if want := "[Латипов Сорбон[en] Назаров Карим[] Саидова НигораМактаби №1Рӯдакӣ[ru] Ӯктамова Зебо[] Ҷӯраев УмедМактаби №7Хуҷанд[tg ru]]"; fmt.Sprint(got) != want {
		t.Errorf("%v", got)
	}
	again, err := v.s.ImportJudges(ctx, boss, v.event.ID, list, false)
	v.must(err)
	if again.Added != 0 || again.There != 5 || len(v.eventRows(judging.RowJudge)) != 5 {
		t.Errorf("the same list twice: %+v", again)
	}
	_, err = v.s.ImportJudges(ctx, boss, v.event.ID, judging.ImportList{Table: listOf("A|B", "1|2")}, true)
	fails(t, err, judging.Invalid, "import-head")
	_, err = v.s.ImportJudges(ctx, boss, "none", list, true)
	fails(t, err, judging.NotFound, "not-found")
	for _, name := range []string{strings.Repeat("а", 301), "Умед\u202e"} {
		bad, err := v.s.ImportJudges(ctx, boss, v.event.ID, judging.ImportList{Table: listOf("ФИО судьи", name)}, false)
		v.must(err)
		if problems(bad) != "2 A judge-fields " || bad.Added != 0 {
			t.Errorf("%+v", bad)
		}
	}
}
