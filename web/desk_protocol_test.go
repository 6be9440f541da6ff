package web_test

// The protocol of runs on paper.

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"dovar/judging"
	"dovar/web"
	"dovar/web/browsertest"
	"dovar/web/workbook"
)

// A fielded contest: vehicles on two fields, the first rounds run.
type fielded struct {
	*site
	view    judging.ContestView
	stage   judging.Stage
	entries []judging.Entry
	sheets  []judging.Sheet
}

func newFielded(t testing.TB, preset string, entries int) *fielded {
	s := newSite(t)
	f := &fielded{site: s}
	def, _ := judging.Preset(preset)
	var err error
	f.view, err = s.service.CreateContest(s.ctx, s.system, s.event.ID, def)
	s.ok(err)
	f.stage = f.view.Stages[0]
	var in []judging.Entry
	names := []string{"Сомон", "Роботҳои Хуҷанд — дастаи мактаби рақами 12-и шаҳри Хуҷанд", "Помир-7", "Зарафшон", "Рӯдакӣ ТИК", "Фирдавсӣ <b>", "Истаравшан Авто", "Вахш"}
	for i := range entries {
		in = append(in, judging.Entry{Name: names[i%len(names)], Division: f.view.Divisions[0].ID, School: "МТМУ № 5", Members: []string{"Фирӯз Раҳимов", "Малика Саидова"}, Visibility: judging.ShowName})
	}
	f.entries, err = s.service.AddEntries(s.ctx, s.system, f.view.Contest.ID, in)
	s.ok(err)
	referees, err := s.service.AddJudges(s.ctx, s.system, s.event.ID, []judging.Judge{{Name: "Қодиров Наврӯз"}, {Name: "Ӯлҷаева Ҷамила"}, {Name: "Ғаниев Ҳаким"}})
	s.ok(err)
	for n := range 2 {
		room, err := s.service.PutRoom(s.ctx, s.system, f.view.Contest.ID, judging.Room{Name: fmt.Sprint("Майдони ", n+1)})
		s.ok(err)
		_, err = s.service.PutPanel(s.ctx, s.system, f.view.Contest.ID, judging.Panel{Stage: f.stage.ID, Division: f.view.Divisions[0].ID, Room: room.ID,
			Judges: []string{referees[n].ID, referees[2].ID}})
		s.ok(err)
	}
	_, err = s.service.Assign(s.ctx, s.system, f.view.Contest.ID, judging.Assignment{Stage: f.stage.ID})
	s.ok(err)
	f.sheets, err = s.service.SheetsOf(s.ctx, judging.SheetFilter{Contest: f.view.Contest.ID, Stage: f.stage.ID})
	s.ok(err)
	s.ok(s.store.Update(s.ctx, func(tx judging.Tx) error {
		for _, j := range referees {
			if err := tx.PutDevice(judging.Device{ID: "dev" + j.ID[3:], Judge: j.ID, Event: s.event.ID, At: s.event.At}); err != nil {
				return err
			}
		}
		return nil
	}))
	return f
}

// record stores an op that counts, as a tablet's would.
func (f *fielded) record(n int, kind judging.OpKind, body judging.Body, reason string) {
	f.t.Helper()
	sh := f.sheets[n]
	op := judging.Op{Op: judging.NewID(), Sheet: sh.ID, Dev: "dev" + sh.Judge[3:], Dseq: 1, Base: map[string]int{}, Kind: kind, Rubric: f.stage.Rubric, Body: body}
	op.Body.Marks, op.Body.Counts, op.Body.Notes = map[string]*judging.Decimal{}, map[string]int{}, map[string]string{}
	if reason != "" {
		op.Reason = &reason
	}
	var err error
	op.Raw, err = json.Marshal(op)
	f.ok(err)
	f.ok(f.store.Update(f.ctx, func(tx judging.Tx) error {
		if err := tx.Lock(sh.Contest); err != nil {
			return err
		}
		if sh.Head = op.Op; kind == judging.OpSubmit {
			sh.Counts = op.Op
		}
		told, err := json.Marshal(judging.RowOpBody{Kind: kind, Op: op.Raw, Effect: judging.Effect{Sheet: sh.ID, Stage: f.stage.Slug, Entry: sh.Entry,
			Judge: sh.Judge, Attempt: sh.Attempt, Head: sh.Head, Counts: sh.Counts, Record: body.Record, Turn: sh.Turn}, Dev: op.Dev, Dseq: 1, Status: judging.OpApplied})
		if err != nil {
			return err
		}
		row, err := tx.Append(judging.Scope{Contest: sh.Contest}, judging.Row{Kind: judging.RowOp, Actor: "device:x", At: f.event.At, Body: told})
		if err != nil {
			return err
		}
		if err := tx.AddOp(judging.StoredOp{Op: op, Contest: sh.Contest, Judge: sh.Judge, Status: judging.OpApplied, Rev: 1, N: row.N, Epoch: "1-a", Receipt: []byte("{}"), ReceivedAt: time.Date(2025, 10, 21, 5, 30, n, 0, time.UTC)}); err != nil {
			return err
		}
		f.sheets[n] = sh
		return tx.PutSheet(sh)
	}))
}

func vehicleRun(sections, laps int, time string, team judging.TeamWord) judging.Body {
	return judging.Body{Record: judging.Record{Outcome: "ok", Times: []*judging.Decimal{new(judging.Decimal(time))}, Tasks: map[string]*judging.TaskMark{
		"section": {Count: &sections}, "lap": {Count: &laps}, "finish": {Count: new(laps / 3)}}}, Team: &team}
}

// protocol is that of a stage in Russian.
func (s *site) protocol(stage, query string) string {
	s.t.Helper()
	r := s.page(judging.Owner, "/organizer/stages/"+stage+"/protocol?lang=ru"+query)
	if r.StatusCode != 200 {
		s.t.Fatalf("%s: %d %s", query, r.StatusCode, r.body)
	}
	return string(r.body)
}

// says asks whether a page holds all of the texts.
func says(t *testing.T, page string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

// What a protocol says of runs: counts, times, results, the word of each team,
// why there was no run; by field, by round, and nothing of it on an empty one.
func TestRunProtocol(t *testing.T) {
	f := newFielded(t, "autonomous-vehicle", 8)
	f.record(0, judging.OpSubmit, vehicleRun(24, 3, "92.4", judging.TeamWord{How: "name", Who: "Фирӯз Раҳимов"}), "")
	f.record(1, judging.OpSubmit, vehicleRun(11, 1, "180", judging.TeamWord{How: "refused", Why: "ҳисоби қитъаҳо"}), "")
	dsq := vehicleRun(5, 0, "20.1", judging.TeamWord{How: "pin", Who: "Малика Саидова"})
	dsq.Outcome, dsq.Modifiers = "dsq", []string{"repair"}
	f.record(2, judging.OpSubmit, dsq, "")
	f.record(3, judging.OpDecline, judging.Body{}, "наомад")
	f.record(4, judging.OpSubmit, vehicleRun(1, 0, "80.0", judging.TeamWord{}), "")
	f.record(5, judging.OpDecline, judging.Body{}, "absent")
	all := f.protocol(f.stage.ID, "")
	if strings.Contains(all, "80.0") {
		t.Error("a time with a point")
	}
	says(t, all, "92,4", ">30<", "80,0", "Участник не явился", "Согласны: Фирӯз Раҳимов", "Отказались: ҳисоби қитъаҳо", "Согласны, по PIN: Малика Саидова",
		"Дисквалификация в заезде; Снимали с поля для ремонта", "наомад", "Қодиров Наврӯз", "Главный судья", "Фирдавсӣ &lt;b&gt;", "Майдони 2")
	if n := strings.Count(all, "<tr"); n != 2+16 {
		t.Errorf("%d rows of 8 entries with 2 attempts on 2 fields", n)
	}
	if second := f.protocol(f.stage.ID, "&round=2"); strings.Contains(second, "92,4") || strings.Count(second, "<tr") != 2+8 {
		t.Error("the second round shows the first")
	}
	looks := func() (n int) {
		rows, err := f.service.JournalOf(f.ctx, judging.Scope{Contest: f.view.Contest.ID}, 0)
		f.ok(err)
		for _, row := range rows {
			if row.Kind == judging.RowLook && strings.Contains(string(row.Body), `"protocol"`) {
				n++
			}
		}
		return n
	}
	if looks() != 0 {
		t.Error("a look while no stage is open")
	}
	_, err := f.service.SetStage(f.ctx, f.system, f.stage.ID, judging.StageOpen, "")
	f.ok(err)
	blank := f.protocol(f.stage.ID, "&blank=1")
	for _, told := range []string{"92,4", "Согласны", "наомад", "Малика"} {
		if strings.Contains(blank, told) {
			t.Errorf("the empty form says %q", told)
		}
	}
	says(t, blank, "T-01", "пустой бланк", "≤ 24", "Засчитан · Дисквалификация в заезде")
	if looks() != 0 {
		t.Error("an empty form is no look")
	}
	if f.protocol(f.stage.ID, ""); looks() != 1 {
		t.Errorf("%d looks after one", looks())
	}
	if r := f.page(judging.Owner, "/organizer/stages/"+f.view.Stages[2].ID+"/protocol"); r.StatusCode != 404 {
		t.Errorf("the protocol of a rubric: %d", r.StatusCode)
	}
}

// deskAddress is the address of the desk for a browser, already signed in.
func (s *site) deskAddress() string {
	s.t.Helper()
	target, err := url.Parse(s.url)
	s.ok(err)
	account, _ := s.person("Зафар", judging.Owner)
	cookie := s.session(account.ID)
	proxy := httptest.NewServer(&httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(target)
		r.Out.Header.Set("Cookie", cookie)
	}})
	s.t.Cleanup(proxy.Close)
	return proxy.URL
}

// Printed, a field begins a page and the heads stand on each.
func TestRunProtocolOnPaper(t *testing.T) {
	f := newFielded(t, "autonomous-vehicle", 24)
	for n := range f.sheets {
		if n%5 < 4 {
			f.record(n, judging.OpSubmit, vehicleRun(n%25, min(3, n/8), fmt.Sprintf("%d.%d", 60+n, 1+n%9), judging.TeamWord{How: "name", Who: "Фирӯз Раҳимов"}), "")
		}
	}
	desk := f.deskAddress()
	tab := browsertest.Open(t)
	for _, lang := range web.Languages {
		for _, query := range []string{"", "&blank=1"} {
			browsertest.Run(t, tab, chromedp.Navigate(desk+"/organizer/stages/"+f.stage.ID+"/protocol?lang="+lang+query))
			pdf := browsertest.PDF(t, tab, "protocol-"+lang+query)
			if pages := browsertest.Pages(pdf); pages < 2 || pages > 6 {
				t.Errorf("%s%s: %d pages for two fields of 24 runs", lang, query, pages)
			}
			browsertest.Paper(t, tab, true)
			const quarter = 186.0 / 4 * 96 / 25.4 // of what a page holds: a taller head is not repeated
			if n := browsertest.Eval[int](t, tab, fmt.Sprintf(`[...document.querySelectorAll('thead')].filter((h) => h.getBoundingClientRect().height < %v).length`, quarter)); n != 2 {
				t.Errorf("%s%s: %d heads stand on each page", lang, query, n)
			}
			browsertest.Paper(t, tab, false)
		}
	}
	browsertest.Keep(t, tab, "protocol-screen")
}

// An attempt that nobody ran stands on the attempts as such, and in the JSON; it
// counts for nothing.
func TestAttemptsThatNobodyRan(t *testing.T) {
	f := newFielded(t, "autonomous-vehicle", 2)
	f.record(0, judging.OpSubmit, vehicleRun(24, 3, "92.4", judging.TeamWord{How: "name", Who: "Фирӯз Раҳимов"}), "")
	f.record(1, judging.OpDecline, judging.Body{}, "absent")
	f.service.Wake(f.view.Contest.ID)
	dir := t.TempDir()
	book, _ := poisoned(t, f.written(f.view.Contest.ID, "ru"))
	f.ok(os.WriteFile(filepath.Join(dir, "ru.xlsx"), book, 0o644))
	file := opened(t, filepath.Join(converted(t, "xlsx", true, filepath.Join(dir, "ru.xlsx")), "ru.xlsx"))
	rows := rowsOf(t, file, "Попытки")
	if count(rows, "не выступал") != 1 || count(rows, "Участник не явился") != 1 || count(rows, "OK") != 2 {
		t.Errorf("%q", rows)
	}
	if said := cellOf(t, file, 0, "C4"); said != "OK" {
		t.Errorf("the check says %q", said)
	}
	var results workbook.Results
	f.ok(json.Unmarshal(f.as(judging.Owner, "GET", "/api/v1/contests/"+f.view.Contest.ID+"/results.json", nil).body, &results))
	none := 0
	for _, e := range results.Divisions[0].Entries {
		for _, n := range e.Stages[0].None {
			if none++; n.Reason != "absent" || n.Attempt != 2 || len(e.Stages[0].Sheets) != 1 || e.Stages[0].Result != "30" {
				t.Errorf("%+v", e.Stages[0])
			}
		}
	}
	if none != 1 {
		t.Errorf("%d attempts that nobody ran", none)
	}
}
