package judging

// A draw: what it is made from, whom it refuses, and what it answers.

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
)

// A draw is an assignment being worked out, by index of entries and judges.
type draw struct {
	drawn
	entry, judge map[string]int
	bars         [][]bar
	of           [][]int          // judges of each entry
	panel        map[made]string  // of the pairs, standing ones too; none: ""
	marked       map[made]bool    // sheets on which a judge wrote
	stood        map[made]Sheet   // pairs that stood before
	spare        map[made][]Sheet // sheets of pairs taken back before, to be used again
	home         []int            // of each entry in a draw of panels: its panel, -1 for none
	refused      []RefusedPair
	barred       []RefusedPair
}

// drawn is all that a draw depends on.
type drawn struct {
	Contest string
	Stage   Stage
	Seating string  // where no panel says
	Ranked  bool    // the stage makes places
	Within  bool    // ... in each room
	Times   int     // sheets of a pair: one for each attempt
	Referee bool    // the stage has one sheet of an attempt, of one referee
	Entries []Entry // active, in the order added
	Judges  []Judge // of the event
	Sheets  []Sheet // of the stage, without what they hold
	Panels  []Panel // of the stage, in the order of rooms
}

type made struct{ entry, judge int }

// readDraw reads what a draw of the stage, by id or slug, is made from.
func readDraw(tx Tx, contest, stage string) (*draw, error) {
	c, err := tx.Contest(contest)
	if err != nil {
		return nil, err
	}
	d := &draw{drawn: drawn{Contest: contest, Seating: c.Def.Judges.Order, Within: c.Def.Rank.Within()}}
	if d.Stage, err = stageOf(tx, contest, stage); err != nil {
		return nil, err
	}
	d.Ranked = ranked(c.Def, d.Stage)
	def, _ := c.Def.stage(d.Stage.Slug)
	d.Times, d.Referee = def.times(), def.Refereed()
	if d.Entries, err = tx.Entries(contest); err != nil {
		return nil, err
	}
	d.Entries = slices.DeleteFunc(d.Entries, func(e Entry) bool { return e.State != EntryActive })
	if d.Entries, err = through(tx, c, d.Stage, d.Entries); err != nil {
		return nil, err
	}
	if d.Judges, err = tx.Judges(c.Event); err != nil {
		return nil, err
	}
	if d.Panels, err = panelsOf(tx, contest, d.Stage.ID); err != nil {
		return nil, err
	}
	if d.Sheets, err = tx.Sheets(SheetFilter{Contest: contest, Stage: d.Stage.ID}); err != nil {
		return nil, err
	}
	d.lay()
	return d, nil
}

// stageOf finds a stage of the contest by id or slug.
func stageOf(tx Tx, contest, key string) (Stage, error) {
	stages, err := tx.Stages(contest)
	if err != nil {
		return Stage{}, err
	}
	i := slices.IndexFunc(stages, func(st Stage) bool { return st.ID == key || st.Slug == key })
	if i < 0 {
		return Stage{}, Fail(NotFound, "not-found")
	}
	return stages[i], nil
}

// lay indexes what was read.
func (d *draw) lay() {
	d.entry, d.judge = map[string]int{}, map[string]int{}
	for i, e := range d.Entries {
		d.entry[e.ID] = i
	}
	for i, j := range d.Judges {
		d.judge[j.ID] = i
	}
	d.bars = bars(d.Entries, d.Judges)
	d.of = make([][]int, len(d.Entries))
	d.panel, d.marked, d.stood, d.spare = map[made]string{}, map[made]bool{}, map[made]Sheet{}, map[made][]Sheet{}
	var out []made // kept out of the result, in a stage of referees
	for i := range d.Sheets {
		sh := &d.Sheets[i]
		e, ok := d.entry[sh.Entry]
		j, known := d.judge[sh.Judge]
		d.marked[made{e, j}] = d.marked[made{e, j}] || ok && known && sh.Rev > 0
		sh.Counts, sh.Head, sh.Returned, sh.Conflict, sh.Rev = "", "", "", false, 0
		switch at := (made{e, j}); {
		case !ok || !known:
		case sh.Excluded != "" && !d.Referee:
			d.bars[e][j] = barExcluded
		case sh.Excluded != "" && sh.Excluded != absent: // who is absent keeps its referee
			out = append(out, at)
		case !sh.Expected:
			d.spare[at] = append(d.spare[at], *sh)
		case sh.Attempt > 1 && slices.Contains(d.of[e], j):
		default:
			d.of[e] = append(d.of[e], j)
			d.stood[at], d.panel[at] = *sh, sh.Panel
		}
	}
	for _, at := range out { // a run made again is no reason to keep its referee away
		if !slices.Contains(d.of[at.entry], at.judge) {
			d.bars[at.entry][at.judge] = barExcluded
		}
	}
}

// same reports whether both draws are made from the same.
func (d *draw) same(o *draw) bool { return reflect.DeepEqual(d.drawn, o.drawn) }

// random draws.
func (d *draw) random(a Assignment) error {
	if a.Link < 0 || a.Link > linksMost {
		return Fail(Invalid, "assign-link", "most", linksMost, "field", "link")
	}
	panels := len(a.Judges) == 0 && len(d.Panels) > 0
	if a.Panels != nil {
		panels = *a.Panels
	}
	if d.Referee && a.PerEntry > 1 {
		return Fail(Invalid, "assign-one-referee")
	}
	rnd := rand.New(rand.NewPCG(uint64(a.Seed), 0))
	pools := make([][]int, len(d.Entries)) // who may judge each entry
	need := make([]int, len(d.Entries))
	if panels {
		if len(d.Panels) == 0 {
			return Fail(Invalid, "assign-panels")
		}
		d.spread(rnd, a.PerEntry, pools, need)
	} else {
		pool, err := d.pool(a.Judges)
		if err != nil {
			return err
		}
		if a.PerEntry < 1 || a.PerEntry > len(pool) {
			return Fail(Invalid, "assign-per-entry", "judges", len(pool))
		}
		for e := range pools {
			pools[e], need[e] = pool, a.PerEntry
		}
	}
	d.balance(rnd, pools, need)
	if a.Link > 0 {
		d.link(rnd, a.Link)
	}
	return nil
}

// pool is the judges named, or all of the event's who have a name.
func (d *draw) pool(ids []string) (pool []int, err error) {
	for _, id := range ids {
		j, ok := d.judge[id]
		if !ok {
			return nil, Fail(Invalid, "assign-judge", "judge", id)
		}
		if !slices.Contains(pool, j) {
			pool = append(pool, j)
		}
	}
	for j := range d.Judges {
		if len(ids) == 0 && !d.Judges[j].Spare {
			pool = append(pool, j)
		}
	}
	return pool, nil
}

// balance gives every entry its judges from its pool.
func (d *draw) balance(rnd *rand.Rand, pools [][]int, need []int) {
	bins := rnd.Perm(len(d.Judges)) // so that no judge is favoured
	at := make([]int, len(bins))
	for b, j := range bins {
		at[j] = b
	}
	f := flow{need: need, load: make([]int, len(bins))}
	for e := range d.Entries {
		row := slices.Repeat([]pairState{pairRefused}, len(bins))
		for _, j := range pools[e] {
			switch bar := d.bars[e][j]; {
			case bar.code() != "":
				d.barred = append(d.barred, RefusedPair{Entry: d.Entries[e].ID, Judge: d.Judges[j].ID, Code: bar.code()})
			case bar == barDistrict:
				row[at[j]] = pairWarned
			default:
				row[at[j]] = pairFree
			}
		}
		var of []int
		for _, j := range d.of[e] {
			row[at[j]] = pairStands
			of = append(of, at[j])
			f.load[at[j]]++
		}
		f.pairs, f.of = append(f.pairs, row), append(f.of, of)
	}
	f.fill(rnd)
	for e, of := range f.of {
		for _, b := range of {
			if j := bins[b]; !slices.Contains(d.of[e], j) {
				d.of[e] = append(d.of[e], j)
				if d.home != nil && d.home[e] >= 0 {
					d.panel[made{e, j}] = d.Panels[d.home[e]].ID
				}
			}
		}
		if have := len(of); have < need[e] {
			d.refused = append(d.refused, RefusedPair{Entry: d.Entries[e].ID, Code: "too-few-judges", Have: have, Need: need[e]})
		}
	}
}

// answer says what stands.
func (d *draw) answer() Assigned {
	out := Assigned{
		Pairs: []Pair{}, Coverage: map[string]int{}, Loads: map[string]int{},
		Refused: append([]RefusedPair{}, d.refused...), Barred: append([]RefusedPair{}, d.barred...), Warned: []Pair{},
	}
	sum := sha256.New()
	for e, judges := range d.of {
		id := d.Entries[e].ID
		out.Coverage[id] = len(judges)
		for _, j := range slices.Sorted(slices.Values(judges)) {
			p := Pair{id, d.Judges[j].ID, d.panel[made{e, j}]}
			out.Pairs = append(out.Pairs, p)
			out.Loads[p.Judge]++
			if d.bars[e][j] == barDistrict {
				out.Warned = append(out.Warned, p)
			}
			if _, ok := d.stood[made{e, j}]; !ok {
				out.New++
			}
			fmt.Fprintln(sum, p.Entry, p.Judge, p.Panel)
		}
	}
	out.Islands = d.islands(out.Pairs)
	out.Digest = hex.EncodeToString(sum.Sum(nil)[:8])
	return out
}
