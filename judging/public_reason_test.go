package judging_test

// Reasons for everyone, read as an attacker reads them: under every switch,
// visibility and privacy, for what should not be in them.

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"dovar/judging"
)

// A gala is a fair of six entries in one stage, three judges each; their totals
// are 90, 80, 80, 80, 70 and 60. Of the three in the middle the interview tells
// one apart; two share what then follows.
type gala struct {
	*venue
	tablets []*tablet
}

// The names of judges, what is typed as a reason, and codes, to be looked for.
const conflictReason = "модари иштирокчӣ Гулрухсор"

func newGala(t *testing.T, change func(*judging.Definition)) *gala {
	g := emptyGala(t, change)
	for e, total := range []int{90, 80, 80, 80, 70, 60} {
		for j := range g.judges {
			interview := []int{20, 20, 16, 16, 20, 20}[e]
			g.submit(j, e, total+[]int{-3, 1, 2}[j], interview)
		}
	}
	return g
}

// emptyGala has its sheets assigned, and nothing on them.
func emptyGala(t *testing.T, change func(*judging.Definition)) *gala {
	v := emptyVenue(t, "science-fair-science")
	def := v.contest.Contest.Def
	def.Stages = slices.Clone(def.Stages) // a preset is one for all
	def.Entry.Public = []string{"code", "name", "school"}
	if change != nil {
		change(&def)
	}
	var err error
	v.contest, err = v.s.CreateContest(ctx, boss, v.event.ID, def)
	v.must(err)
	g := &gala{venue: v}
	var entries []judging.Entry
	for n := range 6 {
		entries = append(entries, judging.Entry{Name: fmt.Sprintf("Лоиҳаи №%d", n), Code: fmt.Sprintf("ЛЛ-%d", n),
			School: fmt.Sprintf("Мактаби %d", n), Visibility: judging.ShowName})
	}
	v.entries, err = v.s.AddEntries(ctx, boss, v.contest.Contest.ID, entries)
	v.must(err)
	v.judges, err = v.s.AddJudges(ctx, boss, v.event.ID, []judging.Judge{{Name: "Довари Якум"}, {Name: "Довари Дуюм"}, {Name: "Довари Сеюм"}})
	v.must(err)
	_, err = v.s.Assign(ctx, boss, v.contest.Contest.ID, judging.Assignment{Stage: v.contest.Stages[0].ID, PerEntry: 3})
	v.must(err)
	v.stage(judging.StageOpen)
	for _, j := range v.judges {
		card, err := v.s.MakeCard(ctx, boss, j.ID)
		v.must(err)
		tb := &tablet{v: v, dev: judging.NewID(), dseq: map[string]int{}}
		v.must(tb.enrol(card.Code, card.PIN))
		g.tablets = append(g.tablets, tb)
	}
	return g
}

// submit is a sheet of that total, with so much for the interview.
func (g *gala) submit(judge, entry, total, interview int) {
	g.t.Helper()
	sheets, err := g.s.SheetsOf(ctx, judging.SheetFilter{Contest: g.contest.Contest.ID, Judge: g.judges[judge].ID, Entry: g.entries[entry].ID})
	g.must(err)
	interview = min(interview, total)
	rest := total - interview
	marks := map[string]any{"interview": fmt.Sprint(interview)}
	for _, c := range g.contest.Contest.Def.Stages[0].Criteria {
		if c.ID != "interview" {
			var top int
			fmt.Sscan(string(c.Max), &top)
			marks[c.ID] = fmt.Sprint(min(rest, top))
			rest -= min(rest, top)
		}
	}
	if rest > 0 { // what the others do not hold
		marks["interview"] = fmt.Sprint(interview + rest)
	}
	g.tablets[judge].stored(g.tablets[judge].cut(sheets[0].ID, "submit", marks, nil), judging.OpApplied)
}

func (g *gala) reason(entry int) (judging.PublicReason, error) {
	return g.follower.Reason(ctx, g.contest.Contest.ID, g.entries[entry].ID)
}

func (g *gala) set(b judging.Board) {
	g.t.Helper()
	_, err := g.s.SetBoard(ctx, boss, g.contest.Contest.ID, b)
	g.must(err)
}

var open = judging.Board{State: judging.BoardPublished, Show: judging.ShowComplete, Reasons: true}

func (g *gala) visible(entry int, as judging.Visibility) {
	g.t.Helper()
	_, err := g.s.AmendEntry(ctx, boss, g.entries[entry].ID, judging.EntryChange{Visibility: &as}, "ариза")
	g.must(err)
}

// Only a board that is published with reasons gives them.
func TestReasonsNeedTheirSwitch(t *testing.T) {
	g := newGala(t, nil)
	for _, state := range []judging.BoardState{judging.BoardHidden, judging.BoardLive, judging.BoardPublished} {
		for _, show := range []judging.BoardShow{judging.ShowComplete, judging.ShowEverySheet} {
			for _, on := range []bool{false, true} {
				for _, bounds := range []bool{false, true} {
					g.set(judging.Board{State: state, Show: show, Reasons: on, Bounds: bounds})
					want := on && state == judging.BoardPublished
					f, err := g.follower.Frame(ctx, g.contest.Contest.ID, "")
					g.must(err)
					if f.Reasons != want {
						t.Errorf("%s %s %v: the frame says %v", state, show, on, f.Reasons)
					}
					if _, err = g.reason(0); want && err != nil || !want && err == nil {
						t.Errorf("%s %s %v: %v", state, show, on, err)
					} else if !want {
						fails(t, err, judging.NotFound, "not-found")
					}
				}
			}
		}
	}
	g.set(open)
	for _, id := range []string{"", "none", g.judges[0].ID, g.contest.Stages[0].ID} {
		_, err := g.follower.Reason(ctx, g.contest.Contest.ID, id)
		fails(t, err, judging.NotFound, "not-found")
	}
}

// Whose reason may be read, by visibility, state and privacy: exactly those who
// stand on the board with what the reason is of.
func TestReasonsOfWhom(t *testing.T) {
	for privacy, last := range map[string]int{"full": -1, "top": 3, "own": 0} {
		g := newGala(t, func(d *judging.Definition) {
			d.Privacy = privacy
			d.Awards = []judging.AwardDef{{ID: "d", Give: "places", Places: []int{1, 2, 3}, To: "entry", Title: judging.Text{TG: "Диплом"}}}
		})
		g.set(open)
		g.visible(1, judging.ShowNothing)
		g.visible(2, judging.ShowCode)
		_, err := g.s.AmendEntry(ctx, boss, g.entries[5].ID, judging.EntryChange{State: new(judging.EntryWithdrawn)}, "ариза")
		g.must(err)
		placed := map[string]judging.FrameRow{}
		rows, err := g.follower.Rows(ctx, g.contest.Contest.ID, "", "", 0)
		g.must(err)
		for _, row := range rows {
			if row.Place > 0 {
				placed[row.Entry] = row
			}
		}
		if n := map[int]int{-1: 4, 3: 3, 0: 0}[last]; len(placed) != n {
			t.Fatalf("%s: %d rows with a place, want %d", privacy, len(placed), n)
		}
		for e := range g.entries {
			r, err := g.reason(e)
			row, on := placed[g.entries[e].ID]
			if on != (err == nil) || on && !reflect.DeepEqual(r.Row, row) {
				t.Errorf("%s, entry %d: %v, %+v; on the board %+v", privacy, e, err, r.Row, row)
			}
		}
	}
}

// What must not be in a reason is looked for in all of it, under every privacy
// and visibility of the others, with a sheet excluded and with one judge alone.
func TestReasonsHoldNothingElse(t *testing.T) {
	for _, by := range []string{"criterion", "sheet_best", "sheet_countback"} {
		for _, privacy := range []string{"full", "top"} {
			for _, alone := range []bool{false, true} {
				for _, as := range []judging.Visibility{judging.ShowName, judging.ShowCode, judging.ShowNothing} {
					name := fmt.Sprintf("by %s, %s, others %s, one judge %v", by, privacy, as, alone)
					g := newGala(t, func(d *judging.Definition) {
						d.Privacy, d.Rank.MinSheets = privacy, 1
						d.Ties = []judging.TieDef{{By: by, Stage: "fair", Order: "desc", Title: judging.Text{TG: "Қоида"}}, {By: "vote", Order: "desc", Title: judging.Text{TG: "Овоз"}}}
						if by == "criterion" {
							d.Ties[0].Criterion = "interview"
						}
						d.Awards = []judging.AwardDef{{ID: "d", Give: "places", Places: []int{1, 2}, To: "entry", Title: judging.Text{TG: "Диплом"}}}
					})
					g.set(open)
					for j := range g.judges {
						if alone && j == 0 || !alone && j > 0 { // one stays, or one goes
							continue
						}
						g.second(g.s.ExcludeJudge(ctx, boss, g.contest.Stages[0].ID, g.judges[j].ID, conflictReason))
					}
					for e := range g.entries {
						if e != 1 {
							g.visible(e, as)
						}
					}
					g.attack(t, name, as, alone)
				}
			}
		}
	}
}

func (g *gala) attack(t *testing.T, name string, as judging.Visibility, alone bool) {
	t.Helper()
	read := 0
	for e := range g.entries {
		r, err := g.reason(e)
		if err != nil {
			continue
		}
		read++
		r.Def, r.Row = judging.Definition{}, judging.FrameRow{} // open by themselves
		text, err := json.Marshal(r)
		g.must(err)
		secrets := []string{conflictReason, "Гулрухсор", "Якум", "Дуюм", "Сеюм", g.contest.Contest.ID}
		for _, j := range g.judges {
			secrets = append(secrets, j.ID)
		}
		for x, other := range g.entries {
			secrets = append(secrets, other.ID)
			if x == e {
				continue
			}
			if as == judging.ShowCode && x != 1 || as == judging.ShowNothing && x != 1 {
				secrets = append(secrets, other.Name, other.School)
			}
			if as == judging.ShowNothing && x != 1 {
				secrets = append(secrets, other.Code)
			}
		}
		for _, secret := range secrets {
			if strings.Contains(string(text), secret) {
				t.Errorf("%s, entry %d: %q is in %s", name, e, secret, text)
			}
		}
		for _, st := range r.Steps {
			// A sheet's own total, and the mark of an only judge.
			figures := append(strings.Fields(st.Mine), strings.Fields(st.Theirs)...)
			if st.By == "sheet_best" || st.By == "sheet_countback" || st.By == "criterion" && alone {
				if len(figures) > 0 {
					t.Errorf("%s, entry %d: %+v tells what one judge gave", name, e, st)
				}
			}
			if st.Other == "" && len(figures) > 0 {
				t.Errorf("%s, entry %d: figures of a project that is not public: %+v", name, e, st)
			}
		}
	}
	if read == 0 {
		t.Errorf("%s: no reason was read: the test looks at nothing", name)
	}
}

// What is there is said: the key that decided with its figures, by names that
// the board has, the shared place, the sheet that does not count.
func TestReasonsSayWhatIsPublic(t *testing.T) {
	g := newGala(t, nil)
	g.set(open)
	sheets, err := g.s.SheetsOf(ctx, judging.SheetFilter{Contest: g.contest.Contest.ID, Entry: g.entries[4].ID})
	g.must(err)
	g.must(g.s.Exclude(ctx, boss, sheets[0].ID, conflictReason))
	steps := func(entry int, key string) (out []judging.PublicStep) {
		r, err := g.reason(entry)
		g.must(err)
		for _, st := range r.Steps {
			if st.Key == key {
				out = append(out, st)
			}
		}
		return out
	}
	if got := steps(1, "tie"); len(got) != 1 || got[0].Other != g.entries[2].Name && got[0].Other != g.entries[3].Name ||
		got[0].Mine != "20" || got[0].Theirs != "16" || got[0].Verdict != "above" {
		t.Errorf("the interview puts it above: %+v", got)
	}
	if got := steps(2, "shared"); len(got) != 1 || got[0].With != 1 {
		t.Errorf("the place is shared by two: %+v", got)
	}
	if got := steps(4, "uncounted"); len(got) != 1 || got[0].Counted != 1 || got[0].Stage != "fair" {
		t.Errorf("one sheet does not count: %+v", got)
	}
	if r, _ := g.reason(3); r.Row.Label != "3–4" || r.Row.Place != 3 || !slices.ContainsFunc(r.Steps, func(s judging.PublicStep) bool { return s.Key == "total" && s.Shown == "80" }) {
		t.Errorf("%+v", r)
	}
	g.visible(2, judging.ShowNothing)
	g.visible(3, judging.ShowNothing)
	if got := steps(1, "tie"); len(got) != 1 || got[0].Other != "" || got[0].Verdict != "above" || got[0].Mine+got[0].Theirs != "" {
		t.Errorf("above another project, without figures: %+v", got)
	}
}

// Below the last public place nobody is spoken of, not even by the one above.
func TestReasonsStopAtTheLastPublicPlace(t *testing.T) {
	g := newGala(t, func(d *judging.Definition) {
		d.Privacy = "top"
		d.Awards = []judging.AwardDef{{ID: "d", Give: "places", Places: []int{1, 2}, To: "entry", Title: judging.Text{TG: "Диплом"}}}
	})
	g.set(open)
	r, err := g.reason(1)
	g.must(err)
	for _, st := range r.Steps {
		if st.Key == "tie" || st.Key == "rounded" {
			t.Errorf("the second is told of the third, who is not public: %+v", st)
		}
	}
	_, err = g.reason(2)
	fails(t, err, judging.NotFound, "not-found")
}
