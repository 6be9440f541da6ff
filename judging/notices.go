package judging

// What the jury should know of ties before places are called out.

import (
	"cmp"
	"slices"

	"dovar/scoring"
)

// A Notice is one place that hangs on little: entries that share it, that only
// a rule for ties parted, or whose totals merely look alike.
type Notice struct {
	Kind    NoticeKind
	Entries []EntryResult // those who share the place; else the one above, then the one below
	Label   string        // the place, 2–3, of those who share it; else of the one below
	Key     int           // of NoticeParted: the index in the definition's ties that decided
	Count   string        // of NoticeParted by the jury's vote: as recorded
	Vote    bool          // of NoticeShared: the jury's open vote would decide; else nothing does, they share
	Awarded bool          // an award is given for one of these places
	Edge    bool          // the award for one of them is not that of the others, or its quota ends among them
}

type NoticeKind string

const (
	NoticeShared  NoticeKind = "shared"
	NoticeParted  NoticeKind = "parted"
	NoticeRounded NoticeKind = "rounded"
)

// Urgent reports whether somebody must decide before the ceremony: one award
// would have to go to more entries than it is for.
func (n Notice) Urgent() bool { return n.Kind == NoticeShared && n.Edge }

// Notices of a division: what must be decided first, then other awarded places,
// then the rest, each by place.
func (v ResultsView) Notices(d DivisionResults) (out []Notice) {
	def := v.Contest.Def
	for i := 0; i < len(d.Entries); i++ {
		r := d.Entries[i]
		if r.Standing.Place == 0 {
			continue
		}
		if i > 0 && d.Entries[i-1].Standing.Group == r.Standing.Group && d.Entries[i-1].Standing.Cut == r.Standing.Cut {
			if n, ok := def.parted(d, i); ok {
				out = append(out, n)
			}
		}
		if last := min(i+r.Standing.With, len(d.Entries)-1); last > i {
			out = append(out, def.sharedBy(d.Entries, i, last))
			i = last
		}
	}
	rank := func(n Notice) int {
		switch {
		case n.Urgent():
			return 0
		case n.Awarded:
			return 1
		}
		return 2
	}
	slices.SortStableFunc(out, func(a, b Notice) int { return cmp.Compare(rank(a), rank(b)) })
	return out
}

// sharedBy is the notice of entries first to last, who share a place.
func (d Definition) sharedBy(entries []EntryResult, first, last int) Notice {
	n := Notice{Kind: NoticeShared, Entries: entries[first : last+1], Label: entries[first].Label}
	n.Vote = len(d.Ties) > 0 && d.Ties[len(d.Ties)-1].By == string(scoring.TieVote)
	place := entries[first].Standing.Place
	from, to := placesTaken(d.Rank.Style, place, len(n.Entries))
	for p := from; p <= to; p++ {
		n.Awarded = n.Awarded || d.awardOf(p) != nil
		n.Edge = n.Edge || d.awardOf(p) != d.awardOf(from)
	}
	if a := d.awardOf(place); a != nil && a.Quota != nil {
		before := 0
		for _, r := range entries[:first] {
			if r.Standing.Group == entries[first].Standing.Group && slices.Contains(a.Places, r.Standing.Place) {
				before++
			}
		}
		n.Edge = n.Edge || before < *a.Quota && before+len(n.Entries) > *a.Quota
	}
	return n
}

// parted is the notice of entry i and the one above it, when their totals are
// level or look so and they have places of their own.
func (d Definition) parted(of DivisionResults, i int) (n Notice, ok bool) {
	above, r := of.Entries[i-1], of.Entries[i]
	mine, theirs, decimals := r.Standing.Total, above.Standing.Total, d.Rank.Decimals
	n = Notice{Entries: of.Entries[i-1 : i+1], Label: r.Label}
	switch {
	case r.Standing.Decided > 0 && r.Standing.Decided <= len(d.Ties):
		n.Kind, n.Key = NoticeParted, r.Standing.Decided-1
		if d.Ties[n.Key].By == string(scoring.TieVote) {
			n.Count = countOf(of.Ballots, above.Entry.ID, r.Entry.ID)
		}
	case mine.Cmp(theirs) != 0 && mine.Round(decimals) == theirs.Round(decimals):
		n.Kind = NoticeRounded
	default:
		return n, false
	}
	up, down := d.awardOf(above.Standing.Place), d.awardOf(r.Standing.Place)
	n.Awarded, n.Edge = up != nil || down != nil, up != down
	return n, true
}

// countOf is the count of the newest vote between two entries.
func countOf(ballots []Vote, a, b string) string {
	for _, v := range slices.Backward(ballots) {
		if slices.Contains(v.Order, a) && slices.Contains(v.Order, b) {
			return v.Count
		}
	}
	return ""
}

// awardOf is the award that the entry in a place gets, nil for none.
func (d Definition) awardOf(place int) *AwardDef {
	for i, a := range d.Awards {
		if a.Give == "places" && a.To == "entry" && slices.Contains(a.Places, place) {
			return &d.Awards[i]
		}
	}
	return nil
}
