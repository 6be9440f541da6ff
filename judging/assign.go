package judging

// Who judges what: pairs as given, or a random draw with equal loads.

import (
	"context"
	"errors"
	"slices"
)

// A Pair is a judge's sheet of an entry in a stage.
type Pair struct {
	Entry string `json:"entry"`
	Judge string `json:"judge"`
	Panel string `json:"panel,omitempty" doc:"the panel it was made for; ignored in a request"`
}

// Assignment asks for pairs as given, or for a random balanced draw.
//
// A draw of Judges (all of the event's but spare ones if none are named) gives
// every active entry PerEntry of them. A draw of panels, which is what a stage
// with panels gets when no judges are named, first spreads the entries of each
// division evenly over its panels and then gives each the judges that its panel
// says, or PerEntry. Pairs that stand stay and count; an excluded sheet does not.
type Assignment struct {
	Stage    string   `json:"stage" doc:"id, or the stage's id in the definition"`
	Pairs    []Pair   `json:"pairs,omitempty"`
	Judges   []string `json:"judges,omitempty"`
	PerEntry int      `json:"perEntry,omitempty"`
	Panels   *bool    `json:"panels,omitempty" doc:"draw for the stage's panels; by default when it has any and no judges are named"`
	Link     int      `json:"link,omitempty" minimum:"0" maximum:"20" doc:"in a draw: so many entries of each part that falls apart get a judge of another part as well"`
	Seed     int64    `json:"seed,omitempty" doc:"the same seed draws the same pairs"`
	DryRun   bool     `json:"dryRun,omitempty" doc:"only say what would stand"`
	Digest   string   `json:"digest,omitempty" doc:"store only what a dry run with this digest showed"`
}

// Assigned says what stands after the call, or would.
type Assigned struct {
	Pairs    []Pair         `json:"pairs"`    // of active entries, those that stood already included
	Coverage map[string]int `json:"coverage"` // judges per active entry of the stage
	Loads    map[string]int `json:"loads" doc:"entries per judge"`
	Refused  []RefusedPair  `json:"refused"` // not made, and why
	Barred   []RefusedPair  `json:"barred" doc:"pairs that a draw could not have used"`
	Warned   []Pair         `json:"warned" doc:"new or standing pairs of one district"`
	Islands  []Island       `json:"islands" doc:"parts of a ranking that share neither entries nor judges"`
	Digest   string         `json:"digest"`
	New      int            `json:"new" doc:"pairs that did not stand before"`
}

// RefusedPair is a pair that was not made: "same-school", "supervisor" (the
// judge is the entry's), "excluded" (its sheet is kept out of the result); or,
// without a judge, an entry of a draw with fewer judges than it needs:
// "too-few-judges", "no-panel".
type RefusedPair struct {
	Entry string `json:"entry"`
	Judge string `json:"judge,omitempty"`
	Code  string `json:"code"`
	Have  int    `json:"have,omitempty"`
	Need  int    `json:"need,omitempty"`
}

// errMoved: what a draw was made from has changed meanwhile.
var errMoved = errors.New("the draw's contest has changed")

// Assign adds pairs to a stage; a pair that exists stays as it is. Problems:
// "assign-judge", "assign-entry" (not of this contest), "assign-per-entry",
// "assign-panels" (the stage has none), "assign-link", "stage-closed", "draw-changed" (Stale:
// other pairs would be stored than those of the digest), "contest-changed",
// "rooms-marked" (Conflict), "assign-one-referee" (Invalid), "assign-matches"
// (Conflict: sheets of matches come with their draw).
func (s *Service) Assign(ctx context.Context, by Actor, contest string, a Assignment) (Assigned, error) {
	for range 5 {
		d, err := view(ctx, s, func(tx Tx) (*draw, error) { return readDraw(tx, contest, a.Stage) })
		if err != nil {
			return Assigned{}, err
		}
		switch {
		case d.Stage.State == StageClosed || d.Stage.State == StageFinal:
			return Assigned{}, Fail(Closed, "stage-closed")
		case d.Stage.Kind == "matches":
			return Assigned{}, Fail(Conflict, "assign-matches")
		}
		if err := d.work(a); err != nil { // outside of any transaction: it may take a second
			return Assigned{}, err
		}
		out := d.answer()
		if a.Digest != "" && a.Digest != out.Digest {
			return out, Fail(Stale, "draw-changed")
		}
		if a.DryRun || out.New == 0 {
			return out, nil
		}
		err = s.change(ctx, contest, func(tx Tx) error {
			now, err := readDraw(tx, contest, a.Stage)
			if err != nil {
				return err
			}
			if !now.same(d) {
				return errMoved
			}
			c, err := tx.Contest(contest)
			if err != nil {
				return err
			}
			return keepingRooms(tx, c, func() error { return s.seat(tx, by, d) })
		})
		if !errors.Is(err, errMoved) {
			return out, err
		}
	}
	return Assigned{}, Fail(Stale, "contest-changed")
}

// work makes the pairs that are asked for.
func (d *draw) work(a Assignment) error {
	if a.Pairs == nil {
		return d.random(a)
	}
	for _, p := range a.Pairs {
		e, ok := d.entry[p.Entry]
		if !ok {
			return Fail(Invalid, "assign-entry", "entry", p.Entry)
		}
		j, ok := d.judge[p.Judge]
		if !ok {
			return Fail(Invalid, "assign-judge", "judge", p.Judge)
		}
		switch bar := d.bars[e][j]; {
		case slices.Contains(d.of[e], j):
		case d.Referee && len(d.of[e]) > 0:
			d.refused = append(d.refused, RefusedPair{Entry: p.Entry, Judge: p.Judge, Code: "one-referee"})
		case bar.code() != "":
			d.refused = append(d.refused, RefusedPair{Entry: p.Entry, Judge: p.Judge, Code: bar.code()})
		default:
			d.of[e] = append(d.of[e], j)
			d.panel[made{e, j}] = d.panelFor(e, j)
		}
	}
	return nil
}

// panelFor is the panel that a pair made by hand belongs to: one of the entry's
// that the judge sits on, else one that scores its division and has the judge,
// else the entry's own.
func (d *draw) panelFor(e, j int) string {
	best, rank := "", 0
	for _, p := range d.Panels {
		if p.Division != d.Entries[e].Division {
			continue
		}
		n := 0
		if slices.ContainsFunc(d.of[e], func(k int) bool { return d.panel[made{e, k}] == p.ID }) {
			n = 1
		}
		if slices.Contains(p.Judges, d.Judges[j].ID) {
			n += 2
		}
		if n > rank {
			best, rank = p.ID, n
		}
	}
	return best
}

// seat stores the new pairs, a journal row for each panel.
func (s *Service) seat(tx Tx, by Actor, d *draw) error {
	board, err := tx.Board(d.Contest)
	if err != nil {
		return err
	}
	rows, order := map[string]*RowAssignBody{}, []string{}
	for _, sh := range d.places() {
		if old, err := tx.Sheet(sh.ID); err == nil { // taken back before: with all it holds
			old.Expected, old.Panel, old.Ord = true, sh.Panel, sh.Ord
			sh = old
		} else if !missing(err) {
			return err
		}
		if err := tx.PutSheet(sh); err != nil {
			return err
		}
		row := rows[sh.Panel]
		if row == nil {
			row = &RowAssignBody{Stage: d.Stage.ID, Panel: sh.Panel}
			rows[sh.Panel], order = row, append(order, sh.Panel)
		}
		row.Sheets = append(row.Sheets, sh.row())
	}
	for _, panel := range order {
		if err := s.write(tx, Scope{Contest: d.Contest}, RowAssign, by, everyone(board), rows[panel]); err != nil {
			return err
		}
	}
	return nil
}

// SheetsOf lists sheets, by the order of stages, then of each judge.
func (s *Service) SheetsOf(ctx context.Context, f SheetFilter) ([]Sheet, error) {
	return view(ctx, s, func(tx Tx) ([]Sheet, error) { return tx.Sheets(f) })
}
