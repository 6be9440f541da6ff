package web_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"dovar/judging"
	"dovar/scoring"
	"dovar/web"
)

// Contests with every rule of rubrics and of runs, and every method of both: what LibreOffice computes from the
// workbook, the API, the public board and a recomputation of the test's own
// agree in every total and every place. Every value beside a formula is poisoned
// before LibreOffice sees it, so that nothing compared here is our own.
//
// Figures are compared to 1e-8. In these contests marks are multiples of 0.25,
// weights of 0.05, scales at most 56 steps of 0.25 and panels at most 10 sheets:
// a total is a fraction whose denominator is below 10^7 in each term, so another
// mark, weight, sheet or penalty changes it by more than 1e-7, and what the
// workbook rounds and doubles err by stays below 1e-8.
func TestWorkbookComputesWhatTheEngineFound(t *testing.T) {
	rubrics, robots, seed := 50, 15, uint64(time.Now().UnixNano())
	if os.Getenv("DOVAR_PROVE") != "" {
		rubrics, robots = 200, 150
	}
	contests := rubrics + robots
	if text := os.Getenv("DOVAR_SEED"); text != "" {
		seed, _ = strconv.ParseUint(text, 10, 64)
	}
	t.Logf("DOVAR_SEED=%d", seed)
	must := []string{"tie by criterion", "tie by vote", "shared", "out", "excluded", "incomplete", "waiting", "penalty", "points", "percent", "numbered judges",
		"by points desc", "by points asc", "by percent desc", "by ranks asc", "style 1224", "style 1223", "style 1334", "unfinished last", "cut", "dropped",
		"round sheet", "round criterion", "round weighted", "round result", "round half_up", "round half_even", "round down"}
	for _, m := range scoring.Methods(scoring.PanelPart) {
		must = append(must, m.Name)
	}
	must = append(must, "runs best", "runs best_k", "runs sum", "runs mean", "runs average", "runs normalised", "runs against time", "re-run", "extra run", "dsq", "dnf", "dns", "halved", "needed",
		"together", "two timers")
	if robots > 100 {
		must = append(must, "tie by attempt", "tie by attempt_time", "tie by finished", "tie by extra_run")
	}
	s := newSite(t)
	rng := rand.New(rand.NewPCG(seed, 1))
	dir := t.TempDir()
	var worlds []*drawn
	var files []string
	formulas, met := 0, map[string]int{}
	for i := 0; i < contests || i < 2*contests && len(unmet(met, must)) > 0; i++ { // what chance left out is drawn for
		def := drawDefinition(rng, i)
		if i >= rubrics && (i < contests || i%2 == 0) {
			def = drawRobots(rng, i)
		}
		w := s.draw(rng, i, def)
		worlds = append(worlds, w)
		book := s.written(w.view.Contest.ID, web.Languages[i%3])
		agree(t, s, w, i, bookOf(t, book), "as written", met)
		bad, n := poisoned(t, book)
		formulas += n
		path := filepath.Join(dir, fmt.Sprintf("%03d.xlsx", i))
		s.ok(os.WriteFile(path, bad, 0o644))
		files = append(files, path)
	}
	out := converted(t, "xlsx", true, files...)
	cells := 0
	for i, w := range worlds {
		f := opened(t, filepath.Join(out, fmt.Sprintf("%03d.xlsx", i)))
		if n := poisons(t, f); n > 0 {
			t.Fatalf("LibreOffice did not compute %d cells of workbook %d", n, i)
		}
		cells += agree(t, s, w, i, f, "by LibreOffice", met)
	}
	t.Logf("%d contests, %d formulas, %d cells compared; met %v", len(worlds), formulas, cells, met)
	for _, rule := range unmet(met, must) {
		t.Errorf("nothing turned on %s in %d contests", rule, len(worlds))
	}
	believed := opened(t, filepath.Join(converted(t, "xlsx", false, files[0]), "000.xlsx"))
	if poisons(t, believed) == 0 {
		t.Error("a LibreOffice that believes the file shows no poison: the proof proves nothing")
	}
}

// unmet are the rules that nothing turned on yet.
func unmet(met map[string]int, must []string) []string {
	return slices.DeleteFunc(slices.Clone(must), func(rule string) bool { return met[rule] > 0 })
}

// written is the whole workbook by HTTP.
func (s *site) written(contest, lang string) []byte {
	s.t.Helper()
	r := s.as(judging.Owner, "GET", "/api/v1/contests/"+contest+"/results.xlsx?lang="+lang, nil)
	if r.StatusCode != 200 {
		s.t.Fatalf("workbook: %d %s %s", r.StatusCode, r.body, s.log)
	}
	return r.body
}

func bookOf(t testing.TB, body []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(body), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// poisons counts the cells that still hold poison.
func poisons(t testing.TB, f *excelize.File) (n int) {
	t.Helper()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, cell := range row {
				if cell == poison {
					n++
				}
			}
		}
	}
	return n
}

// cellOf is what a cell of sheet n, from 0, holds.
func cellOf(t testing.TB, f *excelize.File, n int, cell string) string {
	t.Helper()
	v, err := f.GetCellValue(f.GetSheetList()[n], cell)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
