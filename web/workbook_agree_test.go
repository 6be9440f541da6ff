package web_test

// The comparison of a workbook, the API and the board with the recomputation.

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"

	"dovar/judging"
	"dovar/web"
	"dovar/web/workbook"
)

// A comparison counts what it compared.
type comparison struct {
	t     testing.TB
	met   map[string]int // rules that something turned on
	where string
	cells int
}

// number wants a cell to hold want; nil is no number.
func (c *comparison) number(what, got string, want *big.Rat) {
	c.t.Helper()
	c.cells++
	if want == nil {
		if _, err := strconv.ParseFloat(got, 64); err == nil {
			c.t.Errorf("%s, %s: %s where there is none", c.where, what, got)
		}
		return
	}
	x, ok := new(big.Rat).SetString(got)
	if off := new(big.Rat); !ok || off.Abs(off.Sub(x, want)).Cmp(big.NewRat(1, 1e8)) > 0 {
		c.t.Errorf("%s, %s: %q, want %s", c.where, what, got, want.FloatString(12))
	}
}

func (c *comparison) text(what, got, want string) {
	c.t.Helper()
	c.cells++
	if got != want {
		c.t.Errorf("%s, %s: %q, want %q", c.where, what, got, want)
	}
}

// agree compares a workbook, the API and the public board with the test's own
// recomputation, and returns how many figures it compared.
func agree(t testing.TB, s *site, w *drawn, i int, f *excelize.File, by string, met map[string]int) int {
	t.Helper()
	lang := web.Languages[i%3]
	var api workbook.Results
	s.made(judging.Owner, "GET", "/api/v1/contests/"+w.view.Contest.ID+"/results.json", nil, &api)
	c := &comparison{t: t, met: met}
	for n, d := range w.view.Divisions {
		outcomes := w.outcomes(d.ID)
		c.where = fmt.Sprintf("contest %d, division %d %s", i, n, by)
		c.summary(f, w, n, lang, outcomes)
		c.api(api.Divisions[n], w, outcomes)
		var standings judging.Standings
		s.made(judging.Owner, "GET", "/api/v1/contests/"+w.view.Contest.ID+"/standings?division="+d.ID, nil, &standings)
		for _, row := range standings.Rows {
			c.text("place in the standings", strconv.Itoa(row.Place), strconv.Itoa(outcomes[row.Entry].place))
		}
		c.board(s, w, d.ID, outcomes)
	}
	return c.cells
}

// summary reads a summary by its heads, as a person would.
func (c *comparison) summary(f *excelize.File, w *drawn, n int, lang string, outcomes map[string]*outcome) {
	c.t.Helper()
	rows, err := f.GetRows(f.GetSheetList()[n])
	if err != nil {
		c.t.Fatal(err)
	}
	c.text("check of the workbook", rows[3][2], "OK")
	groups, heads := rows[4], rows[5]
	column := func(from int, key string) int {
		for at := from; at < len(heads); at++ {
			if heads[at] == web.Words(lang, "workbook.head."+key) {
				return at
			}
		}
		c.t.Fatalf("%s: no column %s", c.where, key)
		return 0
	}
	byCode := map[string]*outcome{}
	for _, o := range outcomes {
		byCode[o.entry.Code] = o
	}
	seen := 0
	for _, row := range rows[6:] {
		row = append(row, make([]string, 80)...)
		o := byCode[row[1]]
		if o == nil || row[0] == "" {
			continue
		}
		seen++
		who := o.entry.Code + " "
		at := 6
		for _, st := range w.def.Stages {
			c.text(who+"stage", groups[at], st.Title.In(lang))
			if st.Kind != "rubric" {
				end := column(at, "finished")
				c.runs(who, st, row[at:end+3], o)
				if at = end + 3; w.def.Rank.By == "ranks" && st.Weight != "0" {
					c.number(who+"place in "+st.ID, row[at], o.places[st.ID])
					at++
				}
				continue
			}
			sum, counted := column(at, "sum"), 0
			for col := at; col < sum; col++ {
				if row[col] == "" || row[col] == "—" {
					continue
				}
				counted++
				if judgeNamed(w, heads[col]) == "" {
					c.met["numbered judges"]++
				}
				if o.sheets[st.ID][judgeNamed(w, heads[col])] != nil {
					c.number(who+"sheet of "+heads[col], row[col], o.sheets[st.ID][judgeNamed(w, heads[col])])
				}
			}
			c.text(who+"sheets", strconv.Itoa(counted), strconv.Itoa(len(o.sheets[st.ID])))
			var total, mean *big.Rat
			if counted > 0 {
				total = sumRat(slices.Collect(maps.Values(o.sheets[st.ID])))
				mean = over(total, whole(counted))
			}
			c.number(who+"sum", row[sum], total)
			c.number(who+"mean", row[sum+1], mean)
			c.number(who+"result of "+st.ID, row[sum+2], o.panels[st.ID])
			if at = sum + 3; w.def.Rank.By == "ranks" && st.Weight != "0" {
				c.number(who+"place in "+st.ID, row[at], o.places[st.ID])
				at++
			}
		}
		c.number(who+"total", row[at], o.total)
		c.place(who, row[at+1:], o, w.def.Rank.Style)
		if len(w.def.Rank.Cuts) > 0 && o.entry.State == judging.EntryActive {
			want := ""
			if o.cut != "" {
				want = w.stage(o.cut).Title.In(lang)
				c.met["cut"]++
			}
			c.text(who+"cut", row[at+4], want)
		}
		c.text(who+"check", row[column(at+5, "check")], "OK")
	}
	c.text("entries", strconv.Itoa(seen), strconv.Itoa(len(outcomes)))
}

func judgeNamed(w *drawn, name string) string {
	for _, j := range w.judges {
		if j.Name == name {
			return j.ID
		}
	}
	return ""
}

// place compares place by points, final place and the places shared.
func (c *comparison) place(who string, cells []string, o *outcome, style string) {
	c.t.Helper()
	points, place, shared := "", "", ""
	if o.place > 0 {
		points, place = strconv.Itoa(o.points), strconv.Itoa(o.place)
	}
	if o.shares > 1 {
		first := map[string]int{"1224": o.place, "1334": o.place - o.shares + 1}[style]
		if shared = fmt.Sprintf("%d–%d", first, first+o.shares-1); style == "1223" {
			shared = place
		}
	}
	c.text(who+"place by points", cells[0], points)
	c.text(who+"final place", cells[1], place)
	c.text(who+"shared places", cells[2], shared)
}

// api compares the JSON, exact number by exact number.
func (c *comparison) api(d workbook.ResultsDivision, w *drawn, outcomes map[string]*outcome) {
	c.t.Helper()
	exact := func(what, got string, want *big.Rat) {
		c.t.Helper()
		c.cells++
		x, ok := new(big.Rat).SetString(got)
		if want == nil && got != "" || want != nil && (!ok || x.Cmp(want) != 0) {
			c.t.Errorf("%s, JSON, %s: %q, want %v", c.where, what, got, want)
		}
	}
	rank := w.def.Rank
	for _, rule := range []string{"by " + rank.By + " " + rank.Order, "style " + rank.Style, "unfinished " + rank.Unfinished} {
		c.met[rule]++
	}
	for _, e := range d.Entries {
		o := outcomes[e.ID]
		exact(e.Code+" total", e.Exact, o.total)
		c.text(e.Code+" place in JSON", strconv.Itoa(e.Place), strconv.Itoa(o.place))
		if e.Place > 0 { // who is out is listed after the first cut
			c.text(e.Code+" cut in JSON", e.Cut, o.cut)
		}
		if e.Decided > 0 {
			c.met["tie by "+w.def.Ties[e.Decided-1].By]++
		}
		if e.Shared != "" {
			c.met["shared"]++
		}
		for _, step := range e.Why {
			c.met[step.Key]++
		}
		for n, st := range w.def.Stages {
			if e.Stages[n].Complete {
				c.met[st.Panel]++
			}
			for _, r := range st.Rounding {
				c.met["round "+r.At]++
				c.met["round "+r.Mode]++
			}
			if c.met[st.Sheet]++; st.Attempts != nil {
				c.met["runs "+st.Attempts.Count]++
			}
			exact(e.Code+" result of "+st.ID, e.Stages[n].Result, o.panels[st.ID])
			exact(e.Code+" place in "+st.ID, e.Stages[n].Place, o.places[st.ID])
			if st.Kind != "rubric" {
				c.apiRuns(e.Code, st, e.Stages[n], o, exact)
				continue
			}
			var kept []*big.Rat
			for _, sh := range e.Stages[n].Sheets {
				if sh.Counts && !sh.Dropped {
					kept = append(kept, o.sheets[st.ID][sh.Judge])
				}
			}
			if st.Rounding == nil && slices.Contains([]string{"median", "drop1", "drop"}, st.Panel) && o.panels[st.ID] != nil {
				exact(e.Code+" mean of what was not dropped in "+st.ID, e.Stages[n].Result, meanRat(kept))
			}
			for _, sh := range e.Stages[n].Sheets {
				if len(sh.Counted) > 0 {
					c.met["penalty"]++
				}
				if sh.Counts {
					exact(e.Code+" sheet", sh.Score, o.sheets[st.ID][sh.Judge])
				}
			}
		}
	}
}

// board compares what the public reads, where the board is published.
func (c *comparison) board(s *site, w *drawn, division string, outcomes map[string]*outcome) {
	c.t.Helper()
	r := s.send("GET", "/api/v1/boards/"+w.view.Contest.ID+"/entries?division="+division, nil)
	if r.StatusCode == 404 && !w.published {
		return
	}
	var rows []judging.FrameRow
	if err := json.Unmarshal(r.body, &rows); err != nil {
		c.t.Fatalf("%s: board %d %s", c.where, r.StatusCode, r.body)
	}
	for _, row := range rows {
		o := outcomes[row.Entry]
		if row.Place > 0 || w.def.Privacy == "full" && o.total != nil { // who has no total has no place there
			c.text(row.Entry+" place on the board", strconv.Itoa(row.Place), strconv.Itoa(o.place))
		}
		if o.total != nil && (row.Total != "" || w.def.Privacy == "full") {
			c.text(row.Entry+" total on the board", row.Total, rounded(o.total, w.def.Rank.Decimals))
		}
	}
}
