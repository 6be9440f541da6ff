package web_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"dovar/judging"
	"dovar/web"
	"dovar/web/browsertest"
)

// The protocol of matches: who met whom in which round, bouts, score, winner, the
// referees' decision with its reason, the word of both teams; an empty form has
// the meetings that are known and nothing that was recorded. On paper each
// language takes its pages.
func TestMatchProtocol(t *testing.T) {
	r := newRing(t, robots...)
	r.groups()
	r.finals(1)
	page := func(stage int, query string) string { return r.protocol(r.view.Stages[stage].ID, query) }
	groups := page(1, "")
	says(t, groups, "Протокол встреч", "Группа A, тур\u00a01", "Группа B, тур\u00a03", "2 : 0", "0 : 2", "1 : 1", "ничья", "Решение судей: вақт тамом шуд", "Не явился: ",
		": Согласны: Фирӯз Раҳимов", ": Отказались: дер оғоз шуд", "Қодиров Наврӯз", "Майдони 1", "Фирдавсӣ &lt;b&gt;")
	if n := strings.Count(groups, "<tr"); n != 1+12 {
		t.Errorf("%d rows of 12 matches", n)
	}
	var turns []string
	for _, m := range regexp.MustCompile(`<td>([^<]*тур.\d)</td>`).FindAllStringSubmatch(groups, -1) {
		turns = append(turns, m[1][len(m[1])-1:])
	}
	if len(turns) != 12 || !slices.IsSorted(turns) {
		t.Errorf("not in the order of play: %v", turns)
	}
	if second := page(1, "&round=group-2"); strings.Count(second, "<tr") != 1+4 {
		t.Error("a round shows other rounds")
	}
	finals := page(2, "")
	says(t, finals, "Тур\u00a01", "2 : 1", "Финал", "За третье место")
	blank := page(2, "&blank=1")
	says(t, blank, "пустой бланк", "Финал", r.entries[0].Code, "Не явился · Дисквалифицирован · Решение судей")
	for _, told := range []string{"2 : 1", "Согласны", "дер оғоз"} {
		if strings.Contains(blank, told) {
			t.Errorf("the empty form says %q", told)
		}
	}
	r.final(1)
	says(t, page(2, ""), "Решение судей: фаъолтар буд", "А · Б · – · – · – · –")
	tab, desk := browsertest.Open(t), r.deskAddress()
	for _, lang := range web.Languages {
		for name, query := range map[string]string{"groups": "", "blank": "&blank=1"} {
			browsertest.Run(t, tab, chromedp.Navigate(desk+"/organizer/stages/"+r.view.Stages[1].ID+"/protocol?lang="+lang+query))
			if pages := browsertest.Pages(browsertest.PDF(t, tab, "match-protocol-"+lang+"-"+name)); pages < 1 || pages > 2 {
				t.Errorf("%s %s: %d pages for 12 matches", lang, name, pages)
			}
		}
		browsertest.Run(t, tab, chromedp.Navigate(desk+"/organizer/stages/"+r.view.Stages[2].ID+"/protocol?lang="+lang))
		browsertest.PDF(t, tab, "match-protocol-"+lang+"-finals")
	}
	browsertest.Keep(t, tab, "match-protocol-screen")
}

// Below nothing stands with a real minus sign where people read, in each
// language; what programs read keeps the hyphen.
func TestNegativesOfMatches(t *testing.T) {
	r := newRing(t, robots...)
	r.groups()
	path := "/contests/" + r.view.Contest.ID + "/matches"
	for _, lang := range web.Languages {
		page := string(r.page(judging.Owner, "/organizer"+path+"?lang="+lang+"&stage="+r.view.Stages[1].ID).body)
		figures := regexp.MustCompile(`<td class="n">([^<]*)</td>`).FindAllStringSubmatch(page, -1)
		below := slices.ContainsFunc(figures, func(m []string) bool { return strings.HasPrefix(m[1], "−") })
		if hyphen := strings.Contains(page, `<td class="n">-`); len(figures) == 0 || !below || hyphen {
			t.Errorf("%s: a table without a minus sign, or with a hyphen: %v", lang, figures)
		}
	}
	if api := r.page(judging.Owner, "/api/v1"+path); !api.has(`"difference":"-`) {
		t.Errorf("a program cannot read the differences: %s", api.body)
	}
}
