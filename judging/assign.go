package judging

// Who judges what: pairs as given, or a random draw with equal loads.

import (
	"context"
	"math/rand/v2"
	"slices"
)

type Pair struct {
	Entry string `json:"entry"`
	Judge string `json:"judge"`
}

// Assignment asks for pairs as given, or for a random balanced draw in which
// every active entry gets PerEntry of Judges (all of the event's if none are
// named) and the judges' loads differ as little as the refusals allow.
type Assignment struct {
	Stage    string   `json:"stage" doc:"id, or the stage's id in the definition"`
	Pairs    []Pair   `json:"pairs,omitempty"`
	Judges   []string `json:"judges,omitempty"`
	PerEntry int      `json:"perEntry,omitempty"`
	Seed     int64    `json:"seed,omitempty" doc:"the same seed draws the same pairs"`
}

// Assigned says what stands after the call.
type Assigned struct {
	Pairs    []Pair         `json:"pairs"`    // of this call, those that stood already included
	Coverage map[string]int `json:"coverage"` // judges per active entry of the stage
	Refused  []RefusedPair  `json:"refused"`  // not made, and why
}

// RefusedPair is a pair that was not made: "same-school", or, without a judge,
// "too-few-judges" for an entry of a draw.
type RefusedPair struct {
	Entry string `json:"entry"`
	Judge string `json:"judge,omitempty"`
	Code  string `json:"code"`
}

// Assign adds pairs to a stage; a pair that exists stays as it is. Problems:
// "assign-judge", "assign-entry" (not of this contest), "assign-per-entry",
// "stage-closed".
func (s *Service) Assign(ctx context.Context, by Actor, contest string, a Assignment) (out Assigned, err error) {
	err = s.change(ctx, contest, func(tx Tx) error {
		d := draw{seed: a.Seed}
		if err := d.read(tx, contest, a); err != nil {
			return err
		}
		out = Assigned{Pairs: []Pair{}, Refused: []RefusedPair{}, Coverage: map[string]int{}}
		if a.Pairs == nil {
			out.Refused = append(out.Refused, d.balance(a.PerEntry)...)
		} else {
			for _, p := range a.Pairs {
				e, j := d.entry(p.Entry), d.judge(p.Judge)
				switch {
				case e < 0:
					return Fail(Invalid, "assign-entry", "entry", p.Entry)
				case j < 0:
					return Fail(Invalid, "assign-judge", "judge", p.Judge)
				case d.barred(e, j):
					out.Refused = append(out.Refused, RefusedPair{p.Entry, p.Judge, "same-school"})
				default:
					d.give(e, j)
				}
			}
		}
		return s.seat(tx, by, contest, &d, &out)
	})
	return out, err
}

// seat makes the sheets of the pairs drawn.
func (s *Service) seat(tx Tx, by Actor, contest string, d *draw, out *Assigned) error {
	c, err := tx.Contest(contest)
	if err != nil {
		return err
	}
	row := RowAssignBody{Stage: d.stage.ID}
	for ei, judges := range d.of {
		e := d.entries[ei]
		out.Coverage[e.ID] = len(judges)
		for _, ji := range judges {
			p := Pair{e.ID, d.judges[ji].ID}
			out.Pairs = append(out.Pairs, p)
			if d.stood[p] {
				continue
			}
			sh := Sheet{
				ID: NewID(), Contest: contest, Stage: d.stage.ID, Entry: e.ID, Judge: p.Judge,
				Attempt: 1, Ord: e.Ord, Expected: true,
			}
			if c.Def.Judges.Order == "separately" { // judges start at different entries
				sh.Ord = (e.Ord + len(d.entries) - ji*len(d.entries)/len(d.judges)) % len(d.entries)
			}
			if err := tx.PutSheet(sh); err != nil {
				return err
			}
			row.Sheets = append(row.Sheets, RowSheet{ID: sh.ID, Entry: sh.Entry, Judge: sh.Judge, Attempt: sh.Attempt})
		}
	}
	if len(row.Sheets) == 0 {
		return nil
	}
	return s.write(tx, Scope{Contest: contest}, RowAssign, by, everyone(c.Board), row)
}

// A draw assigns judges to entries by index: of[e] are the judges of entry e.
type draw struct {
	seed    int64
	stage   Stage
	entries []Entry // active
	judges  []Judge // of the event
	pool    []int   // judges a random draw may use
	of      [][]int
	load    []int
	stood   map[Pair]bool // pairs that stood before
}

func (d *draw) read(tx Tx, contest string, a Assignment) error {
	c, err := tx.Contest(contest)
	if err != nil {
		return err
	}
	stages, err := tx.Stages(contest)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(stages, func(st Stage) bool { return st.ID == a.Stage || st.Slug == a.Stage })
	if i < 0 {
		return Fail(NotFound, "not-found")
	}
	d.stage = stages[i]
	if d.stage.State == StageClosed || d.stage.State == StageFinal {
		return Fail(Closed, "stage-closed")
	}
	if d.entries, err = tx.Entries(contest); err != nil {
		return err
	}
	d.entries = slices.DeleteFunc(d.entries, func(e Entry) bool { return e.State != EntryActive })
	if d.judges, err = tx.Judges(c.Event); err != nil {
		return err
	}
	for _, id := range a.Judges {
		j := d.judge(id)
		if j < 0 {
			return Fail(Invalid, "assign-judge", "judge", id)
		}
		d.pool = append(d.pool, j)
	}
	if len(a.Judges) == 0 {
		for j := range d.judges {
			d.pool = append(d.pool, j)
		}
	}
	if a.Pairs == nil && (a.PerEntry < 1 || a.PerEntry > len(d.pool)) {
		return Fail(Invalid, "assign-per-entry", "judges", len(d.pool))
	}
	d.of, d.load, d.stood = make([][]int, len(d.entries)), make([]int, len(d.judges)), map[Pair]bool{}
	sheets, err := tx.Sheets(SheetFilter{Contest: contest, Stage: d.stage.ID})
	if err != nil {
		return err
	}
	for _, sh := range sheets {
		if e, j := d.entry(sh.Entry), d.judge(sh.Judge); e >= 0 && j >= 0 && sh.Expected {
			d.give(e, j)
			d.stood[Pair{sh.Entry, sh.Judge}] = true
		}
	}
	return nil
}

func (d *draw) entry(id string) int {
	return slices.IndexFunc(d.entries, func(e Entry) bool { return e.ID == id })
}

func (d *draw) judge(id string) int {
	return slices.IndexFunc(d.judges, func(j Judge) bool { return j.ID == id })
}

// barred: a judge does not score an entry of the own school.
func (d *draw) barred(e, j int) bool { return sameSchool(d.entries[e].School, d.judges[j].School) }

func (d *draw) may(e, j int) bool { return !d.barred(e, j) && !slices.Contains(d.of[e], j) }

func (d *draw) give(e, j int) {
	if !slices.Contains(d.of[e], j) {
		d.of[e] = append(d.of[e], j)
		d.load[j]++
	}
}

// balance fills every entry to perEntry judges in random order, each time with
// the least loaded, then evens the loads out. It returns the entries that
// cannot be filled.
func (d *draw) balance(perEntry int) (refused []RefusedPair) {
	rnd := rand.New(rand.NewPCG(uint64(d.seed), 0))
	for _, e := range rnd.Perm(len(d.entries)) {
		for len(d.of[e]) < perEntry {
			best := -1
			for _, i := range rnd.Perm(len(d.pool)) {
				if j := d.pool[i]; d.may(e, j) && (best < 0 || d.load[j] < d.load[best]) {
					best = j
				}
			}
			if best < 0 {
				refused = append(refused, RefusedPair{Entry: d.entries[e].ID, Code: "too-few-judges"})
				break
			}
			d.give(e, best)
		}
	}
	for d.shift() {
	}
	return refused
}

// shift moves one sheet along a chain of judges from a loaded judge to one with
// at least two sheets less, and reports whether it found such a chain. Without
// one the sum of squared loads is least (N. Harvey et al., "Semi-matchings for
// bipartite graphs and load balancing", J. Algorithms 59, 2006, theorem 3.1).
// Pairs that stood before do not move.
func (d *draw) shift() bool {
	from := slices.Clone(d.pool)
	slices.SortStableFunc(from, func(a, b int) int { return d.load[b] - d.load[a] })
	for _, start := range from {
		type step struct{ entry, giver int }
		seen := map[int]step{start: {-1, -1}}
		for queue := []int{start}; len(queue) > 0; queue = queue[1:] {
			j := queue[0]
			if d.load[j] <= d.load[start]-2 {
				for j != start {
					st := seen[j]
					d.of[st.entry][slices.Index(d.of[st.entry], st.giver)] = j
					d.load[j]++
					d.load[st.giver]--
					j = st.giver
				}
				return true
			}
			for e, judges := range d.of {
				if !slices.Contains(judges, j) || d.stood[Pair{d.entries[e].ID, d.judges[j].ID}] {
					continue
				}
				for _, k := range d.pool {
					if _, ok := seen[k]; !ok && d.may(e, k) {
						seen[k] = step{e, j}
						queue = append(queue, k)
					}
				}
			}
		}
	}
	return false
}

// SheetsOf lists sheets, by the order of stages, then of each judge.
func (s *Service) SheetsOf(ctx context.Context, f SheetFilter) ([]Sheet, error) {
	return view(ctx, s, func(tx Tx) ([]Sheet, error) { return tx.Sheets(f) })
}
