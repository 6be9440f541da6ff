package web_test

// Contests drawn at random with every rule that rubrics have, kept twice: as
// rows in the store, and as plain data for a recomputation that shares no code
// with the program.

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"

	"dovar/judging"
	"dovar/scoring"
)

// A drawn contest.
type drawn struct {
	view    judging.ContestView
	def     judging.Definition
	entries []judging.Entry
	judges  []judging.Judge
	sheets  []drawnSheet
	votes   map[string]int             // by entry
	panels  map[string][]judging.Panel // of referees, by stage: one a field

	published bool
}

type drawnSheet struct {
	stage, entry, judge string
	marks               map[string]judging.Decimal
	counts              map[string]int
	excluded            string

	attempt int // 0 is 1
	run     *judging.Record
	turn    judging.Turn
	field   int // of the stage's panels
}

func one(s string) judging.Text { return judging.Text{EN: s + " en", RU: s + " ru", TG: s + " ҷ"} }

func pick[T any](rng *rand.Rand, from ...T) T { return from[rng.IntN(len(from))] }

// draw makes contest i of the event.
func (s *site) draw(rng *rand.Rand, i int, def judging.Definition) *drawn {
	s.t.Helper()
	w := &drawn{votes: map[string]int{}, def: def}
	for n := range 2 + rng.IntN(4) + 8*rng.IntN(2)*rng.IntN(2) {
		w.judges = append(w.judges, judging.Judge{Name: fmt.Sprintf("Довар %c%d", 'А'+rune(n), i)})
	}
	var err error
	w.judges, err = s.service.AddJudges(s.ctx, s.system, s.event.ID, w.judges)
	s.ok(err)
	w.view, err = s.service.CreateContest(s.ctx, s.system, s.event.ID, w.def)
	s.ok(err)
	var entries []judging.Entry
	for _, d := range w.view.Divisions {
		for n := range 2 + rng.IntN(12) {
			e := judging.Entry{Name: fmt.Sprintf("Кор %d", n), Division: d.ID, School: pick(rng, "Мактаби 1", "№ 5", ""), District: pick(rng, "Сино", "Рӯдакӣ"), Region: "Душанбе",
				Visibility: pick(rng, judging.ShowName, judging.ShowName, judging.ShowCode, judging.ShowNothing)}
			for m := range 1 + rng.IntN(3) {
				e.Members = append(e.Members, "Аъзо "+strconv.Itoa(m))
			}
			entries = append(entries, e)
		}
	}
	w.entries, err = s.service.AddEntries(s.ctx, s.system, w.view.Contest.ID, entries)
	s.ok(err)
	s.drawFields(w)
	w.drawSheets(rng)
	s.storeSheets(w)
	for at := range w.entries {
		if rng.IntN(9) == 0 {
			state := pick(rng, judging.EntryAbsent, judging.EntryWithdrawn, judging.EntryDisqualified)
			w.entries[at], err = s.service.AmendEntry(s.ctx, s.system, w.entries[at].ID, judging.EntryChange{State: &state}, "drawn")
			s.ok(err)
		}
	}
	s.drawVotes(rng, w)
	if w.published = rng.IntN(3) > 0; w.published {
		_, err = s.service.SetBoard(s.ctx, s.system, w.view.Contest.ID, judging.Board{State: judging.BoardPublished})
		s.ok(err)
	}
	return w
}

// drawFields gives each stage of referees two fields.
func (s *site) drawFields(w *drawn) {
	s.t.Helper()
	w.panels = map[string][]judging.Panel{}
	for i, st := range w.def.Stages {
		for n := range 2 {
			if st.Kind == "rubric" {
				continue
			}
			room, err := s.service.PutRoom(s.ctx, s.system, w.view.Contest.ID, judging.Room{Name: fmt.Sprint("=Майдон ", st.ID, n)})
			s.ok(err)
			panel, err := s.service.PutPanel(s.ctx, s.system, w.view.Contest.ID, judging.Panel{Stage: w.view.Stages[i].ID, Division: w.view.Divisions[0].ID, Room: room.ID, Judges: []string{w.judges[n].ID}})
			s.ok(err)
			w.panels[st.ID] = append(w.panels[st.ID], panel)
		}
	}
}

// drawSheets gives entries sheets of a few judges each; often those of the
// entry before, judges changed round or two marks moved, so that totals tie.
func (w *drawn) drawSheets(rng *rand.Rand) {
	for _, st := range w.def.Stages {
		if st.Kind != "rubric" {
			w.drawAttempts(rng, st)
			continue
		}
		m, _ := scoring.MethodOf(scoring.PanelPart, st.Panel)
		panel := rng.Perm(len(w.judges))[:2+rng.IntN(len(w.judges)-1)] // where all judge all
		var before []drawnSheet
		for _, e := range w.entries {
			var own []drawnSheet
			if before != nil && rng.IntN(2) == 0 {
				for i, sh := range before {
					sh.entry, sh.marks = e.ID, before[(i+1)%len(before)].marks
					sh.counts = before[(i+1)%len(before)].counts
					if rng.IntN(2) == 0 {
						sh.marks = rotated(st, sh.marks)
					}
					own = append(own, sh)
				}
			} else {
				judges := rng.Perm(len(w.judges))[:min(len(w.judges), rng.IntN(6))]
				if m.Moves && rng.IntN(9) > 0 {
					judges = panel
				}
				for _, j := range judges {
					own = append(own, drawSheet(rng, st, e.ID, w.judges[j].ID))
				}
			}
			before = own
			w.sheets = append(w.sheets, own...)
		}
	}
}

// drawAttempts gives entries runs, now and then those of the entry before.
func (w *drawn) drawAttempts(rng *rand.Rand, st judging.StageDef) {
	var before []drawnSheet
	for _, e := range w.entries {
		own := w.drawRuns(rng, st, e.ID)
		if rng.IntN(3) == 0 {
			own = slices.Clone(before)
			for i := range own {
				own[i].entry = e.ID
			}
			if at := rng.IntN(len(own) + 1); at < len(own) && own[at].turn == (judging.Turn{}) {
				own = slices.Delete(own, at, at+1) // the same result may be left, and less behind it
			}
		}
		before = own
		w.sheets = append(w.sheets, own...)
	}
}

// rotated gives each criterion the mark of the next one with the same scale: the
// total stays, and keys of the tie chain may tell.
func rotated(st judging.StageDef, marks map[string]judging.Decimal) map[string]judging.Decimal {
	out := maps.Clone(marks)
	for i := 1; i < len(st.Criteria); i++ {
		a, b := st.Criteria[i-1], st.Criteria[i]
		_, here := out[a.ID]
		_, there := out[b.ID]
		if here && there && a.Min == b.Min && a.Max == b.Max && a.Step == b.Step && a.Weight == b.Weight {
			out[a.ID], out[b.ID] = out[b.ID], out[a.ID]
		}
	}
	return out
}

func drawSheet(rng *rand.Rand, st judging.StageDef, entry, judge string) drawnSheet {
	sh := drawnSheet{stage: st.ID, entry: entry, judge: judge, marks: map[string]judging.Decimal{}, counts: map[string]int{}}
	gaps := rng.IntN(8) == 0 || st.SkipAllowed && rng.IntN(3) == 0
	for _, c := range st.Criteria {
		if gaps && rng.IntN(2) == 0 {
			continue
		}
		steps := 0
		for at := c.Min; at != c.Max; at = add(at, c.Step) {
			steps++
		}
		sh.marks[c.ID] = add(c.Min, mul(c.Step, judging.Decimal(strconv.Itoa(rng.IntN(steps+1)))))
	}
	for _, p := range st.Penalties {
		if rng.IntN(3) == 0 {
			sh.counts[p.ID] = 1 + rng.IntN(3)
		}
	}
	if rng.IntN(10) == 0 {
		sh.excluded = "=1+1 рад шуд"
	}
	return sh
}

// storeSheets writes the rows that ops leave in the journal, incomplete sheets
// too, which a tablet would not submit.
func (s *site) storeSheets(w *drawn) {
	s.t.Helper()
	s.ok(s.store.Update(s.ctx, func(tx judging.Tx) error {
		if err := tx.Lock(w.view.Contest.ID); err != nil {
			return err
		}
		for _, sh := range w.sheets {
			effect := judging.Effect{Sheet: judging.NewID(), Stage: sh.stage, Entry: sh.entry, Judge: sh.judge, Attempt: max(1, sh.attempt),
				Head: "op", Counts: "op", Marks: sh.marks, Penalties: sh.counts, Excluded: sh.excluded, Turn: sh.turn}
			if sh.run != nil {
				effect.Record = *sh.run
			}
			body, err := json.Marshal(judging.RowOpBody{Effect: effect, Kind: "submit", Op: json.RawMessage("{}")})
			if err != nil {
				return err
			}
			if sh.run != nil {
				if err := w.seat(tx, sh, effect.Sheet); err != nil {
					return err
				}
			}
			row := judging.Row{Kind: judging.RowOp, Actor: "device:x", At: s.event.At, Body: body}
			if _, err := tx.Append(judging.Scope{Contest: w.view.Contest.ID}, row); err != nil {
				return err
			}
		}
		return nil
	}))
	s.service.Wake(w.view.Contest.ID)
}

// seat says on which field a run is made.
func (w *drawn) seat(tx judging.Tx, sh drawnSheet, id string) error {
	panel := w.panels[sh.stage][sh.field]
	body, err := json.Marshal(judging.RowAssignBody{Stage: panel.Stage, Panel: panel.ID, Sheets: []judging.RowSheet{{ID: id, Entry: sh.entry, Judge: sh.judge, Attempt: sh.attempt, Turn: sh.turn}}})
	if err == nil {
		_, err = tx.Append(judging.Scope{Contest: w.view.Contest.ID}, judging.Row{Kind: judging.RowAssign, Actor: "system:test", Body: body})
	}
	return err
}

// drawVotes records votes on a few entries that are level on totals.
func (s *site) drawVotes(rng *rand.Rand, w *drawn) {
	s.t.Helper()
	for _, d := range w.view.Divisions {
		var order []string
		for _, e := range w.entries {
			if e.Division == d.ID && rng.IntN(3) > 0 {
				order = append(order, e.ID)
			}
		}
		if len(order) < 2 {
			continue
		}
		rng.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		s.ok(s.service.RecordVote(s.ctx, s.system, w.view.Contest.ID, judging.Vote{Division: d.ID, Order: order, Count: "3:2"}))
		for i, id := range order {
			w.votes[id] = i + 1
		}
	}
}
