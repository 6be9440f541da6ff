package judging

// What of a sheet counts, and what of that everybody may see.

import (
	"maps"
	"reflect"
	"slices"
)

// effect is what counts of the sheet now.
func (sh Sheet) effect(stage Stage, h history) Effect {
	e := Effect{
		Sheet: sh.ID, Stage: stage.Slug, Entry: sh.Entry, Judge: sh.Judge, Attempt: sh.Attempt,
		Head: sh.Head, Counts: sh.Counts, Conflict: sh.Conflict, Excluded: sh.Excluded, Returned: sh.Returned,
		Turn: sh.Turn, Clock: h.clock(),
	}
	if x := h.find(sh.Head); x != nil && sh.Counts == "" && Refereed(stage.Kind) {
		e.Settled = x.Kind == OpDecline
	}
	if x := h.find(sh.Counts); x != nil {
		e.Record = x.Body.Record
		e.Marks, e.Penalties = told(x.Body.Marks), x.Body.Counts
	}
	return e
}

// counting reports whether the sheet is part of the result.
func (sh Sheet) counting() bool { return sh.Counts != "" && sh.Excluded == "" }

func (e Effect) counting() bool { return e.Counts != "" && e.Excluded == "" }

// told are the marks that are there.
func told(marks map[string]*Decimal) map[string]Decimal {
	out := map[string]Decimal{}
	for id, m := range marks {
		if m != nil {
			out[id] = *m
		}
	}
	return out
}

// publicChange reports whether the public picture of a board can differ
// between the two: what counts, whether the sheet is expected (an excluded one is
// not, nor a settled one) and whether its run is under way, and only while the
// board shows.
func publicChange(b Board, before, after Effect) bool {
	if b.State == BoardHidden {
		return false
	}
	was, is := before.counting(), after.counting()
	return before.Clock != after.Clock || before.Settled != after.Settled || (before.Excluded == "") != (after.Excluded == "") || was != is || is && !sameContent(before, after)
}

func sameContent(a, b Effect) bool {
	return maps.Equal(a.Marks, b.Marks) && maps.Equal(a.Penalties, b.Penalties) && reflect.DeepEqual(a.Record, b.Record)
}

// clock is the stopwatch that runs on a draft, as its device had it; "" when
// none does.
func (h history) clock() string {
	runs := func(x *StoredOp) bool { return x.Body.Clock != "" }
	if !slices.ContainsFunc(h, runs) {
		return ""
	}
	drafts := h.drafts()
	if i := slices.IndexFunc(drafts, runs); i >= 0 {
		return drafts[i].Body.Clock
	}
	return ""
}
