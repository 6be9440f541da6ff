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
	votes   map[string]int // by entry

	published bool
}

type drawnSheet struct {
	stage, entry, judge string
	marks               map[string]judging.Decimal
	counts              map[string]int
	excluded            string
}

func one(s string) judging.Text { return judging.Text{EN: s + " en", RU: s + " ru", TG: s + " ҷ"} }

func pick[T any](rng *rand.Rand, from ...T) T { return from[rng.IntN(len(from))] }

// draw makes contest i of the event.
func (s *site) draw(rng *rand.Rand, i int) *drawn {
	s.t.Helper()
	w := &drawn{votes: map[string]int{}}
	w.def = drawDefinition(rng, i)
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

func drawDefinition(rng *rand.Rand, i int) judging.Definition {
	def, _ := judging.Preset("science-fair-science")
	def.ID, def.Title, def.Minors = fmt.Sprintf("drawn-%d", i), one(fmt.Sprintf("Озмуни & %d", i)), false
	def.Privacy = pick(rng, "full", "full", "top", "own")
	def.Divisions = nil
	if n := rng.IntN(3); n > 0 {
		for d := range n + 1 {
			title := pick(rng, "Физика: 7/8 [синфҳо]?", "Категорияи хеле дарози озмуни ҷумҳуриявӣ", "Робот")
			def.Divisions = append(def.Divisions, judging.DivisionDef{ID: "d" + strconv.Itoa(d), Title: judging.Text{EN: title, RU: title, TG: title}})
		}
	}
	drawRank(rng, &def)
	def.Stages, def.Ties, def.Tests = nil, nil, nil
	for n := range 1 + rng.IntN(3) {
		def.Stages = append(def.Stages, drawStage(rng, n, &def.Rank))
		def.Ties = append(def.Ties, drawTies(rng, def.Stages[n])...)
	}
	rng.Shuffle(len(def.Ties), func(a, b int) { def.Ties[a], def.Ties[b] = def.Ties[b], def.Ties[a] })
	if rng.IntN(4) > 0 {
		def.Ties = append(def.Ties, judging.TieDef{By: "vote", Order: "asc", Title: one("vote")})
	}
	for n, st := range def.Stages[:len(def.Stages)-1] {
		if rng.IntN(3) == 0 {
			def.Rank.Cuts = append(def.Rank.Cuts, judging.CutDef{After: st.ID, Top: 5 + rng.IntN(4) - 2*n})
		}
	}
	return def
}

var modes = []string{"half_up", "half_even", "down"}

func drawRank(rng *rand.Rand, def *judging.Definition) {
	def.Rank = judging.RankDef{Order: "desc", By: pick(rng, "points", "percent", "ranks"), Style: pick(rng, "1224", "1224", "1223", "1334"),
		Decimals: pick(rng, 2, 2, 2, 0, 1, 3), MinSheets: pick(rng, 1, 1, 2), Unfinished: pick(rng, "none", "last")}
	if def.Rank.By == "ranks" || def.Rank.By == "points" && rng.IntN(3) == 0 {
		def.Rank.Order = "asc"
	}
	if rng.IntN(4) == 0 {
		def.Rank.Round = &judging.RoundDef{Decimals: rng.IntN(3), Mode: pick(rng, modes...)}
	}
}

// drawTies are some keys of a stage.
func drawTies(rng *rand.Rand, st judging.StageDef) (ties []judging.TieDef) {
	for _, key := range []string{"stage", "criterion", "sheet_best", "sheet_countback", "penalties"} {
		tie := judging.TieDef{By: key, Stage: st.ID, Order: pick(rng, "desc", "desc", "asc"), Title: one(key + " " + st.ID)}
		if key == "criterion" {
			tie.Criterion = pick(rng, st.Criteria...).ID
		}
		if rng.IntN(3) == 0 && (key != "penalties" || st.Penalties != nil) {
			ties = append(ties, tie)
		}
	}
	return ties
}

// drawPanel gives a stage a method that goes with the total, and roundings.
func drawPanel(rng *rand.Rand, st *judging.StageDef, rank *judging.RankDef) {
	var fit []string
	for _, m := range scoring.Methods(scoring.PanelPart) {
		if low := lowPanel(m.Name); rank.By == "ranks" || st.Weight == "0" || low == (rank.Order == "asc") {
			fit = append(fit, m.Name)
		}
	}
	st.Panel = pick(rng, fit...)
	m, _ := scoring.MethodOf(scoring.PanelPart, st.Panel)
	if slices.Contains(m.Params, "from") {
		high, low := rng.IntN(2), rng.IntN(2)
		if high+low == 0 {
			high = 1
		}
		from := high + low + 1 + rng.IntN(2)
		st.Params = &judging.ParamsDef{High: &high, Low: &low, From: &from}
	}
	if st.Panel == "points_table" {
		st.Params = &judging.ParamsDef{Table: []judging.Decimal{"12", "10", "8", "7", "6.5"}[:1+rng.IntN(5)]}
	}
	for _, at := range []string{"sheet", "criterion", "weighted", "result"} {
		if rng.IntN(4) == 0 {
			st.Rounding = append(st.Rounding, judging.RoundingDef{At: at, Decimals: rng.IntN(3), Mode: pick(rng, modes...)})
		}
	}
}

func drawStage(rng *rand.Rand, n int, rank *judging.RankDef) judging.StageDef {
	st := judging.StageDef{
		ID: "s" + strconv.Itoa(n), Title: one("Марҳила " + strconv.Itoa(n)), Place: "live", Kind: "rubric",
		Weight:  pick[judging.Decimal](rng, "1", "1", "0.3", "40", "0.35", "0"),
		Combine: map[string]string{"points": "points", "percent": "percent", "ranks": "rank"}[rank.By],
		Sheet:   pick(rng, "points", "percent"), SkipAllowed: rng.IntN(3) == 0,
	}
	switch {
	case n == 0 && st.Weight == "0":
		st.Weight = "1"
	case st.Weight == "0":
		st.Combine = "none"
	}
	drawPanel(rng, &st, rank)
	uniform := rng.IntN(2) == 0
	for c := range 1 + rng.IntN(5) {
		if c > 0 && uniform {
			again := st.Criteria[0]
			again.ID = "c" + strconv.Itoa(c)
			st.Criteria = append(st.Criteria, again)
			continue
		}
		low, steps := rng.IntN(3)-rng.IntN(2), 1+rng.IntN(8)
		step := pick[judging.Decimal](rng, "1", "0.5", "0.25", "2")
		high := add(judging.Decimal(strconv.Itoa(low)), mul(step, judging.Decimal(strconv.Itoa(steps))))
		st.Criteria = append(st.Criteria, judging.CriterionDef{ID: "c" + strconv.Itoa(c), Title: one(pick(rng, "Меъёр", "Меъёр", "=Меъёр "+strconv.Itoa(c))),
			Min: judging.Decimal(strconv.Itoa(low)), Max: high, Step: step, Weight: pick[judging.Decimal](rng, "1", "1", "2", "0.5", "1.25")})
	}
	for p := range rng.IntN(3) {
		st.Penalties = append(st.Penalties, judging.PenaltyDef{ID: "p" + strconv.Itoa(p), Title: one("Ҷарима"), Per: pick[judging.Decimal](rng, "-1", "-2.5", "-0.25"), When: pick(rng, "team", "always")})
	}
	highest := judging.Decimal("100")
	if st.Sheet == "points" {
		highest = "0"
		for _, c := range st.Criteria {
			highest = add(highest, mul(c.Weight, c.Max))
		}
	}
	if rat(highest).Sign() <= 0 { // a scale that ends at 0 has no percent
		st.Criteria[0].Max = add(st.Criteria[0].Max, "40")
		for st.Sheet == "points" && rat(highest).Sign() <= 0 {
			highest = add(highest, mul(st.Criteria[0].Weight, "40"))
		}
	}
	if st.Panel == "drop_sum" || st.Panel == "sum_per_criterion" {
		highest = mul(highest, judging.Decimal(strconv.Itoa(*st.Params.From-*st.Params.High-*st.Params.Low)))
	}
	st.Max = &highest
	if rank.By == "ranks" {
		st.Ties = drawTies(rng, st)
	}
	return st
}

// drawSheets gives entries sheets of a few judges each; often those of the
// entry before, judges changed round or two marks moved, so that totals tie.
func (w *drawn) drawSheets(rng *rand.Rand) {
	for _, st := range w.def.Stages {
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
			effect := judging.Effect{Sheet: judging.NewID(), Stage: sh.stage, Entry: sh.entry, Judge: sh.judge, Attempt: 1,
				Head: "op", Counts: "op", Marks: sh.marks, Penalties: sh.counts, Excluded: sh.excluded}
			body, err := json.Marshal(judging.RowOpBody{Effect: effect, Kind: "submit", Op: json.RawMessage("{}")})
			if err != nil {
				return err
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
