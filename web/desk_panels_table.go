package web

// The desk: entries x judges for changes by hand, and the order of each list.

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

// tableRows is how many entries a page of the table shows.
const tableRows = 40

// A pairTable is a page of entries x judges.
type pairTable struct {
	Panels   []option
	Panel, Q string
	Page     int // from 1
	Pages    int
	Found    int
	Heads    []pairHead
	Rows     []pairRow
}

type pairHead struct {
	Name string
	N    int // entries of the judge in the stage
}

type pairRow struct {
	judging.Entry
	Where string
	N     int
	Cells []pairCell
}

// A pairCell is a shape, a word, and what pressing it does: Act is "give" or
// "take", or "" where nothing can be done.
type pairCell struct{ Class, Shape, Act, Value, Label string }

// cellLooks are shapes and words of a cell by its class.
var cellLooks = map[string]string{
	"stands": "s-received", "near": "s-received", "kept": "s-received",
	"free": "s-empty", "warned": "s-provisional", "refused": "s-excluded",
}

func (p *panelsData) table(c echo.Context) *pairTable {
	t := &pairTable{Panel: c.FormValue("in"), Q: c.FormValue("q"), Panels: []option{{"", p.Text("desk.panels.everywhere")}}}
	for _, line := range p.Lines() {
		t.Panels = append(t.Panels, option{line.ID, strings.Trim(line.Where+" · "+line.Division, " ·")})
	}
	rows := p.rowsOf(t)
	t.Found, t.Pages = len(rows), max(1, (len(rows)+tableRows-1)/tableRows)
	t.Page, _ = strconv.Atoi(c.FormValue("page"))
	t.Page = min(max(1, t.Page), t.Pages)
	rows = rows[(t.Page-1)*tableRows : min(t.Page*tableRows, len(rows))]
	columns := p.columnsOf(t)
	for _, j := range columns {
		head := pairHead{Name: p.Judges[j].Name}
		for e := range p.Entries {
			if slices.Contains(p.Judging(e), j) {
				head.N++
			}
		}
		t.Heads = append(t.Heads, head)
	}
	for _, e := range rows {
		row := pairRow{Entry: p.Entries[e], N: len(p.Judging(e))}
		for _, j := range p.Judging(e) {
			if at := p.Where(p.At(e, j).Panel); at != "" && !strings.Contains(row.Where, at) {
				row.Where = strings.Trim(row.Where+", "+at, ", ")
			}
		}
		for _, j := range columns {
			row.Cells = append(row.Cells, p.cell(e, j))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// rowsOf are the entries that the filter finds: of a panel, those with a pair of
// it and those of its division that have none yet.
func (p *panelsData) rowsOf(t *pairTable) (out []int) {
	at := slices.IndexFunc(p.Panels, func(x judging.Panel) bool { return x.ID == t.Panel })
	want := judging.FoldName(t.Q)
	for e, entry := range p.Entries {
		if at >= 0 {
			own := slices.ContainsFunc(p.Judging(e), func(j int) bool { return p.At(e, j).Panel == t.Panel })
			if !own && (len(p.Judging(e)) > 0 || entry.Division != p.Panels[at].Division) {
				continue
			}
		}
		if strings.Contains(judging.FoldName(entry.Code+" "+entry.Name+" "+entry.School), want) {
			out = append(out, e)
		}
	}
	return out
}

// columnsOf are the judges of the panel, or of the stage's panels, or all with
// a name; and whoever has a pair.
func (p *panelsData) columnsOf(t *pairTable) (out []int) {
	busy := map[int]bool{}
	for e := range p.Entries {
		for _, j := range p.Judging(e) {
			busy[j] = busy[j] || t.Panel == "" || p.At(e, j).Panel == t.Panel
		}
	}
	for j, judge := range p.Judges {
		sits := slices.ContainsFunc(p.Panels, func(x judging.Panel) bool {
			return (t.Panel == "" || x.ID == t.Panel) && slices.Contains(x.Judges, judge.ID)
		})
		if busy[j] || sits || len(p.Panels) == 0 && !judge.Spare {
			out = append(out, j)
		}
	}
	return out
}

func (p *panelsData) cell(e, j int) pairCell {
	at := p.At(e, j)
	c := pairCell{Class: "free", Act: "give", Value: p.Entries[e].ID + " " + p.Judges[j].ID}
	switch {
	case at.Stands && (at.Marked || !p.Setup()):
		c.Class, c.Act = "kept", ""
	case at.Stands && at.Bar == "same-district":
		c.Class, c.Act = "near", "take"
	case at.Stands:
		c.Class, c.Act = "stands", "take"
	case at.Bar == "same-district":
		c.Class = "warned"
	case at.Bar != "":
		c.Class = "refused"
	}
	if !p.Changes() {
		c.Act = ""
	}
	c.Shape = cellLooks[c.Class]
	why := ""
	if at.Bar != "" {
		why = ", " + p.Text("desk.panels.why."+at.Bar)
	}
	c.Label = p.Entries[e].Code + ", " + p.Judges[j].Name + ": " + p.Text("desk.panels.cell."+c.Class) + why
	return c
}

// Legend of the shapes that the table may show.
func (p *panelsData) Legend() (out []pairCell) {
	for _, class := range []string{"stands", "near", "kept", "free", "warned", "refused"} {
		if class != "kept" || !p.Setup() {
			if class == "stands" && !p.Setup() || class == "near" && !p.Setup() {
				continue
			}
			out = append(out, pairCell{Class: class, Shape: cellLooks[class], Label: p.Text("desk.panels.legend." + class)})
		}
	}
	return out
}

// PageLinks lead to the pages of the table.
func (p *panelsData) PageLinks() (out []link) {
	for n := range p.Table.Pages {
		out = append(out, link{
			p.To("table", p.Stage.ID, "in", p.Table.Panel, "q", p.Table.Q, "page", strconv.Itoa(n+1)),
			strconv.Itoa(n + 1), n+1 == p.Table.Page,
		})
	}
	return out
}

// Nth counts from 1.
func (p *panelsData) Nth(i int) int { return i + 1 }

// An orderView is one list of the stage, and the choice of others.
type orderView struct {
	Lists  []orderLink
	Chosen string
	Panel  string
	Judge  string
	Rows   []judging.Entry
	Seed   int64
}

type orderLink struct {
	Key, Label string
	N          int
}

func (s *Server) orderView(c echo.Context, p *panelsData) (*orderView, error) {
	orders, err := s.Service.Orders(c.Request().Context(), p.Contest.Contest.ID, p.Stage.ID)
	if err != nil {
		return nil, err
	}
	v := &orderView{Seed: 1000 + rand.Int64N(9000)}
	for i, o := range orders {
		where := p.Where(o.Panel)
		label := where
		if o.Judge != "" {
			label = strings.Trim(p.judges[o.Judge].Name+" · "+where, " ·")
		} else if label == "" {
			label = p.Text("desk.panels.order.all")
		}
		link := orderLink{o.Panel + "." + o.Judge, label, len(o.Entries)}
		v.Lists = append(v.Lists, link)
		if link.Key == c.FormValue("list") || i == 0 {
			v.Chosen, v.Panel, v.Judge, v.Rows = link.Key, o.Panel, o.Judge, nil
			for _, id := range o.Entries {
				if e, ok := p.entries[id]; ok {
					v.Rows = append(v.Rows, e)
				}
			}
		}
	}
	return v, nil
}
