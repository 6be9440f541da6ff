package judging

// Who judges what in a stage, as it stands.

import "context"

// Pairings are the pairs of a stage, and what stands between all others.
type Pairings struct {
	Stage   Stage
	Entries []Entry // active, in the order added
	Judges  []Judge // of the event
	Panels  []Panel // of the stage, in the order of rooms
	draw    *draw
}

// A Pairing is one judge and one entry. Bar is "same-school", "supervisor" or
// "excluded" where the pair may not be made, "same-district" where it had
// better not.
type Pairing struct {
	Stands, Marked bool
	Panel, Bar     string
}

// Pairings of a stage by id or slug.
func (s *Service) Pairings(ctx context.Context, contest, stage string) (Pairings, error) {
	return view(ctx, s, func(tx Tx) (Pairings, error) {
		d, err := readDraw(tx, contest, stage)
		if err != nil {
			return Pairings{}, err
		}
		return Pairings{d.Stage, d.Entries, d.Judges, d.Panels, d}, nil
	})
}

// At is what holds of an entry and a judge by their index.
func (p Pairings) At(entry, judge int) Pairing {
	at, bar := made{entry, judge}, p.draw.bars[entry][judge]
	_, stands := p.draw.stood[at]
	out := Pairing{Stands: stands, Marked: p.draw.marked[at], Panel: p.draw.panel[at], Bar: bar.code()}
	if bar == barDistrict {
		out.Bar = "same-district"
	}
	return out
}

// Judging lists the judges of an entry by index.
func (p Pairings) Judging(entry int) []int { return p.draw.of[entry] }
